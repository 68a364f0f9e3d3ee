/*
 * json_dom.h - strict JSON, read whole and then walked. A thin C skin over
 * simdjson's DOM parser; json_simdjson.cpp is the only file that knows it.
 *
 * A parser holds one document at a time. Values, keys and strings belong to
 * the parser and live until its next json_parse. One parser, one thread.
 */
#ifndef MIPSIA_FORMATS_JSON_DOM_H
#define MIPSIA_FORMATS_JSON_DOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define JSON_PADDING 64                  /* readable bytes json_parse wants behind the text */
#define JSON_DEPTH_MAX 64                /* objects and arrays within one another */
#define JSON_LENGTH_MAX ((size_t)1 << 24) /* bytes of one document: 16 MiB */

enum json_type {
	JSON_NULL,
	JSON_BOOLEAN,
	JSON_INTEGER, /* fits int64_t */
	JSON_NATURAL, /* an integer that fits uint64_t only */
	JSON_REAL,    /* any other number */
	JSON_STRING,
	JSON_ARRAY,
	JSON_OBJECT
};

/* A value of two words; copy it freely. */
struct json_value {
	uint32_t type;   /* enum json_type */
	uint32_t length; /* JSON_STRING: bytes; JSON_ARRAY, JSON_OBJECT: private */
	union {
		bool truth;
		int64_t integer;
		uint64_t natural;
		double real;
		const char *text;     /* UTF-8 without escapes; it may hold NUL */
		const void *document; /* private */
	} as;
};

struct json_member {
	const char *key;
	size_t key_length;
	struct json_value value;
};

/* Walks an array or an object. */
struct json_cursor {
	const void *document;
	uint32_t at;
	uint32_t end;
};

struct json_parser;

/* NULL when there is no memory. */
struct json_parser *json_parser_new(void);
/* NULL is fine. */
void json_parser_free(struct json_parser *parser);

/* Parses and validates the whole text. `padded`: JSON_PADDING bytes behind the
 * text may be read (whatever they hold); otherwise the text is copied. False
 * when it is not JSON, or nested or long beyond the limits, or there is no
 * memory. */
bool json_parse(struct json_parser *parser, const char *text, size_t length, bool padded,
                struct json_value *root);

enum json_failure {
	JSON_FAILED_SYNTAX,
	JSON_FAILED_LENGTH, /* longer than JSON_LENGTH_MAX */
	JSON_FAILED_DEPTH,  /* deeper than JSON_DEPTH_MAX */
	JSON_FAILED_MEMORY
};

#define JSON_NOWHERE SIZE_MAX

/* Why the last json_parse returned false. */
enum json_failure json_failure_of(const struct json_parser *parser);
/* In words, without a full stop. Static. */
const char *json_failure_text(const struct json_parser *parser);
/* The byte at which the text stops being JSON, or JSON_NOWHERE. The text given
 * to json_parse must still be there. */
size_t json_failure_place(struct json_parser *parser, const char *text, size_t length);

/* A cursor before the first element of an array, or member of an object. */
struct json_cursor json_walk(struct json_value array_or_object);
/* The next element; false at the end. */
bool json_next(struct json_cursor *cursor, struct json_value *out);
/* The next member, in document order, duplicates included; false at the end. */
bool json_next_member(struct json_cursor *cursor, struct json_member *out);

#ifdef __cplusplus
}
#endif
#endif
