/*
 * qpp_json.h - strict JSON (RFC 8259) read into jansson values, with what jansson
 * forgets: where every value stands, and how a number was written. A member
 * given twice is refused, as with JSON_REJECT_DUPLICATES.
 *
 * Limits: QPP_JSON_BYTES_MAX, QPP_JSON_DEPTH_MAX, QPP_JSON_VALUES_MAX; a string
 * holds no NUL.
 */
#ifndef MIPSIA_FORMATS_QPP_JSON_H
#define MIPSIA_FORMATS_QPP_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "formats/qpp_place.h"

#define QPP_JSON_BYTES_MAX ((size_t)64 << 20)
#define QPP_JSON_DEPTH_MAX 100
#define QPP_JSON_VALUES_MAX ((size_t)4 << 20)

struct qpp_number {
	json_t *value; /* a reference of ours: the address stays this number's */
	char *text;
};

/* Numbers that jansson would write differently (1.10, 1e400, -0), by address. */
struct qpp_numbers {
	struct qpp_number *items;
	size_t length;
	size_t capacity;
};

/* The text of a number as it was read, or NULL. `numbers` may be NULL. */
const char *qpp_number_text(const struct qpp_numbers *numbers, const json_t *value);

struct qpp_json {
	json_t *root; /* owned */
	struct qpp_places places;
	struct qpp_numbers numbers;
};

#define QPP_FAULT_TEXT 200

/* Why a text is not JSON. */
struct qpp_json_fault {
	const char *code; /* "syntax", "duplicateField", "tooLarge", "memory" */
	struct qpp_place place;
	char message[QPP_FAULT_TEXT]; /* one sentence without its full stop */
	const char *remedy;           /* static; "" when there is none */
};

/* Reads the whole text, which must be UTF-8 without byte order mark. On false
 * *fault is filled and *out is empty. The caller frees *out. */
bool qpp_json_parse(const char *text, size_t length, struct qpp_json *out, struct qpp_json_fault *fault);
void qpp_json_free(struct qpp_json *json); /* NULL is fine */

#endif
