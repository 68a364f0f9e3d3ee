/*
 * qpp_json_reader.h - the state of one reading of a JSON text, and its tokens.
 * Private to qpp_json*.c.
 */
#ifndef MIPSIA_FORMATS_QPP_JSON_READER_H
#define MIPSIA_FORMATS_QPP_JSON_READER_H

#include "formats/outbuf.h"
#include "formats/qpp_json.h"

struct json_reader {
	const char *at;
	const char *end;
	const char *line_start;
	uint32_t line;
	size_t continuations; /* bytes on this line that begin no character */
	size_t values;
	unsigned depth;
	struct outbuf string; /* the string read last, decoded */
	struct qpp_json *out;
	struct qpp_json_fault *fault;
};

/* Where `reader->at` stands. */
struct qpp_place json_reader_place(const struct json_reader *reader);

/* Fills the fault for the present place and returns false. `code` and `remedy`
 * are static. */
bool json_reader_fail(struct json_reader *reader, const char *code, const char *remedy, const char *format,
                      ...) __attribute__((format(printf, 4, 5)));

/* Reads a string, whose quote stands at `at`, into reader->string. */
bool json_read_string(struct json_reader *reader);
/* Reads a number; NULL after a fault. */
json_t *json_read_number(struct json_reader *reader);
/* True, false, null; NULL after a fault, also for what is no JSON value. */
json_t *json_read_word(struct json_reader *reader);

/* Keeps the text of a number; false when there is no memory. */
bool qpp_numbers_add(struct qpp_numbers *numbers, json_t *value, const char *text, size_t length);
/* Makes them ready for qpp_number_text. */
void qpp_numbers_sort(struct qpp_numbers *numbers);

#endif
