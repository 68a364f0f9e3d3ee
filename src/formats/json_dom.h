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
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

#define JSON_PADDING 64                   /* readable bytes json_parse wants behind the text */
#define JSON_DEPTH_MAX 64                 /* objects and arrays within one another */
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

/* The document of a parser as simdjson lays it out (its doc/tape.md): words with
 * a type letter in the highest byte, and the strings, each behind its length of
 * four bytes. Walking it here, and not through calls, halves the cost of a walk.
 * Private to this file and json_simdjson.cpp, which checks the layout. */
struct json_document {
	const uint64_t *tape;
	const char *strings;
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
		const char *text; /* UTF-8 without escapes, then a NUL; it may hold others */
		const struct json_document *document; /* private */
	} as;
};

struct json_member {
	const char *key;
	size_t key_length;
	struct json_value value;
};

/* Walks an array or an object. */
struct json_cursor {
	const struct json_document *document;
	uint32_t at;
	uint32_t end;
};

struct json_parser;

/* NULL when there is no memory, or the installed simdjson is not one we know. */
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

/* ------------------------------------------------------------------- walking */

#define JSON_TAPE_VALUE(word) ((word) & (((uint64_t)1 << 56) - 1))

/* The string whose word is on the tape; its length goes to *length. */
static inline const char *json_tape_string(const struct json_document *document, uint64_t word,
                                           uint32_t *length)
{
	const char *string = document->strings + JSON_TAPE_VALUE(word);

	memcpy(length, string, sizeof *length);
	return string + sizeof *length;
}

/* Reads the value at *at and moves *at behind it. */
static inline void json_tape_take(const struct json_document *document, uint32_t *at, struct json_value *out)
{
	uint64_t word = document->tape[*at];
	uint32_t next = *at + 1;

	out->length = 0;
	switch ((char)(word >> 56)) {
	case '"':
		out->type = JSON_STRING;
		out->as.text = json_tape_string(document, word, &out->length);
		break;
	case 't':
	case 'f':
		out->type = JSON_BOOLEAN;
		out->as.truth = (char)(word >> 56) == 't';
		break;
	case '{':
	case '[':
		out->type = (char)(word >> 56) == '{' ? JSON_OBJECT : JSON_ARRAY;
		out->length = *at;
		out->as.document = document;
		next = (uint32_t)word; /* behind the closing bracket */
		break;
	case 'l':
	case 'u':
		out->type = (char)(word >> 56) == 'l' ? JSON_INTEGER : JSON_NATURAL;
		out->as.natural = document->tape[next++];
		break;
	case 'd':
		out->type = JSON_REAL;
		memcpy(&out->as.real, &document->tape[next++], sizeof out->as.real);
		break;
	default:
		out->type = JSON_NULL;
		break;
	}
	*at = next;
}

/* A cursor before the first element of an array, or member of an object; at the
 * end at once for other values. */
static inline struct json_cursor json_walk(struct json_value value)
{
	struct json_cursor cursor = { NULL, 0, 0 };

	if (value.type == JSON_ARRAY || value.type == JSON_OBJECT) {
		cursor.document = value.as.document;
		cursor.at = value.length + 1;
		cursor.end = (uint32_t)cursor.document->tape[value.length] - 1;
	}
	return cursor;
}

/* The next element; false at the end. */
static inline bool json_next(struct json_cursor *cursor, struct json_value *out)
{
	if (cursor->at == cursor->end)
		return false;
	json_tape_take(cursor->document, &cursor->at, out);
	return true;
}

/* The next member, in document order, duplicates included; false at the end. */
static inline bool json_next_member(struct json_cursor *cursor, struct json_member *out)
{
	uint32_t length;

	if (cursor->at == cursor->end)
		return false;
	out->key = json_tape_string(cursor->document, cursor->document->tape[cursor->at++], &length);
	out->key_length = length;
	json_tape_take(cursor->document, &cursor->at, &out->value);
	return true;
}

/* The next member has this key: its value's word on the tape, else NULL. */
static inline const uint64_t *json_tape_expect(const struct json_cursor *cursor, const char *key,
                                               uint32_t key_length)
{
	const uint64_t *word;
	uint32_t found;
	const char *name;

	if (cursor->at == cursor->end)
		return NULL;
	word = cursor->document->tape + cursor->at;
	name = json_tape_string(cursor->document, word[0], &found);
	return found == key_length && memcmp(name, key, key_length) == 0 ? word + 1 : NULL;
}

/* These return true and go one member further when the next one has this key and
 * type; else the cursor stays. For objects that nearly always look the same. */
static inline bool json_take_string(struct json_cursor *cursor, const char *key, uint32_t key_length,
                                    const char **text, uint32_t *length)
{
	const uint64_t *word = json_tape_expect(cursor, key, key_length);

	if (word == NULL || (char)(*word >> 56) != '"')
		return false;
	*text = json_tape_string(cursor->document, *word, length);
	cursor->at += 2;
	return true;
}

static inline bool json_take_boolean(struct json_cursor *cursor, const char *key, uint32_t key_length,
                                     bool *truth)
{
	const uint64_t *word = json_tape_expect(cursor, key, key_length);

	if (word == NULL || ((char)(*word >> 56) != 't' && (char)(*word >> 56) != 'f'))
		return false;
	*truth = (char)(*word >> 56) == 't';
	cursor->at += 2;
	return true;
}

static inline bool json_take_array(struct json_cursor *cursor, const char *key, uint32_t key_length,
                                   struct json_value *array)
{
	const uint64_t *word = json_tape_expect(cursor, key, key_length);

	if (word == NULL || (char)(*word >> 56) != '[')
		return false;
	cursor->at++;
	json_tape_take(cursor->document, &cursor->at, array);
	return true;
}

#ifdef __cplusplus
}
#endif
#endif
