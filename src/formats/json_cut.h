/*
 * json_cut.h - cuts JSON text that arrives in pieces at the ends of its values,
 * without judging it: brackets and strings are all it looks at. Whatever it cuts
 * is parsed strictly afterwards.
 */
#ifndef MIPSIA_FORMATS_JSON_CUT_H
#define MIPSIA_FORMATS_JSON_CUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum json_cut_mode {
	JSON_CUT_VALUES,  /* values one after the other, over any number of lines */
	JSON_CUT_ELEMENTS /* the elements of an array, behind its opening bracket */
};

/* State between pieces. Start with { .mode = m, .line = 1 }. */
struct json_cut {
	enum json_cut_mode mode;
	bool in_string;
	bool escaped;  /* the next byte of the string belongs to a backslash */
	bool in_value; /* a value has begun */
	bool scalar;   /* VALUES: the value is none in brackets; it ends with the line */
	bool closed;   /* ELEMENTS: the array's bracket was closed */
	uint32_t depth;
	uint64_t line;       /* 1-based, of the next byte */
	uint64_t value_line; /* of the value's first byte */
	size_t value_start;  /* of the value's first byte, where it lies in the piece */
};

#define JSON_CUT_NONE SIZE_MAX

/* Reads on from `at` and returns the end of the value (the byte after it, or
 * that of the comma or bracket that ended it), or JSON_CUT_NONE when the text
 * ends before the value does. In ELEMENTS mode in_value is false when nothing
 * but white space stood before the end. Call json_cut_next before reading on. */
size_t json_cut_find(struct json_cut *cut, const char *text, size_t length, size_t at);

/* Readies the state for the next value. */
void json_cut_next(struct json_cut *cut);

#endif
