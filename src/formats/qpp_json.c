/* qpp_json.c - objects, arrays and the whole text; tokens are in qpp_json_token.c. */
#include "formats/qpp_json_reader.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct qpp_place json_reader_place(const struct json_reader *reader)
{
	size_t bytes = (size_t)(reader->at - reader->line_start);

	return (struct qpp_place){ reader->line, (uint32_t)(bytes - reader->continuations) + 1 };
}

bool json_reader_fail(struct json_reader *reader, const char *code, const char *remedy, const char *format,
                      ...)
{
	va_list values;

	reader->fault->code = code;
	reader->fault->remedy = remedy;
	reader->fault->place = json_reader_place(reader);
	va_start(values, format);
	vsnprintf(reader->fault->message, sizeof reader->fault->message, format, values);
	va_end(values);
	return false;
}

static bool fail_memory(struct json_reader *reader)
{
	return json_reader_fail(reader, "memory", "Close other programs, or divide the file.",
	                        "there is not enough memory for this file");
}

static void skip_space(struct json_reader *reader)
{
	for (; reader->at < reader->end; reader->at++) {
		switch (*reader->at) {
		case '\n':
			reader->line++;
			reader->line_start = reader->at + 1;
			reader->continuations = 0;
			break;
		case ' ':
		case '\t':
		case '\r':
			break;
		default:
			return;
		}
	}
}

/* The next byte that is no white space, or -1 at the end. */
static int look(struct json_reader *reader)
{
	skip_space(reader);
	return reader->at < reader->end ? (unsigned char)*reader->at : -1;
}

static bool fail_end(struct json_reader *reader, const char *what)
{
	return json_reader_fail(
		reader, "syntax",
		"The file is incomplete: export or copy it again, from the first to the last brace.",
		"the text ends in the middle of %s", what);
}

/* After a value inside `what`, something other than a comma or the end. */
static bool fail_separator(struct json_reader *reader, const char *what, char end, int found)
{
	if (found < 0)
		return fail_end(reader, what);
	return json_reader_fail(
		reader, "syntax",
		"Look at the value before this place: a comma, a quote or a bracket is missing.",
		"a comma or '%c' is expected here, in %s", end, what);
}

static bool fail_comma(struct json_reader *reader, char end)
{
	return json_reader_fail(reader, "syntax", "Remove the comma.", "there is a comma before '%c'", end);
}

static json_t *read_value(struct json_reader *reader, uint64_t path);

static bool read_element(struct json_reader *reader, uint64_t path, json_t *array)
{
	json_t *value = read_value(reader, qpp_path_element(path, json_array_size(array)));

	if (value == NULL)
		return false;
	return json_array_append_new(array, value) == 0 || fail_memory(reader);
}

static bool read_elements(struct json_reader *reader, uint64_t path, json_t *array)
{
	reader->at++;
	if (look(reader) == ']') {
		reader->at++;
		return true;
	}
	for (;;) {
		int next;

		if (!read_element(reader, path, array))
			return false;
		next = look(reader);
		if (next == ']')
			break;
		if (next != ',')
			return fail_separator(reader, "an array", ']', next);
		reader->at++;
		if (look(reader) == ']')
			return fail_comma(reader, ']');
	}
	reader->at++;
	return true;
}

static bool fail_name(struct json_reader *reader, int found)
{
	if (found < 0)
		return fail_end(reader, "an object");
	if (found == '}')
		return fail_comma(reader, '}');
	return json_reader_fail(reader, "syntax", "Write the name in straight double quotes: \"measureId\".",
	                        "a name in double quotes is expected here");
}

/* Reads the name of a member; *name is the caller's. */
static bool read_name(struct json_reader *reader, const json_t *object, char **name)
{
	struct qpp_place place;

	if (look(reader) != '"')
		return fail_name(reader, look(reader));
	place = json_reader_place(reader);
	if (!json_read_string(reader))
		return false;
	*name = strndup(reader->string.bytes ? reader->string.bytes : "", reader->string.length);
	if (*name == NULL)
		return fail_memory(reader);
	if (json_object_get(object, *name) == NULL)
		return true;
	json_reader_fail(reader, "duplicateField",
	                 "Keep one of the two; CMS would take the last and say nothing.",
	                 "the member '%.60s' stands twice in one object", *name);
	reader->fault->place = place;
	free(*name);
	return false;
}

static bool read_member(struct json_reader *reader, uint64_t path, json_t *object)
{
	char *name;
	json_t *value = NULL;
	bool kept;

	if (!read_name(reader, object, &name))
		return false;
	if (look(reader) == ':') {
		reader->at++;
		value = read_value(reader, qpp_path_member(path, name, strlen(name)));
	} else {
		json_reader_fail(reader, "syntax", "", "a colon is expected after the name '%.60s'", name);
	}
	kept = value != NULL && json_object_set_new_nocheck(object, name, value) == 0;
	free(name);
	if (value != NULL && !kept)
		return fail_memory(reader);
	return kept;
}

static bool read_members(struct json_reader *reader, uint64_t path, json_t *object)
{
	reader->at++;
	if (look(reader) == '}') {
		reader->at++;
		return true;
	}
	for (;;) {
		int next;

		if (!read_member(reader, path, object))
			return false;
		next = look(reader);
		if (next == '}')
			break;
		if (next != ',')
			return fail_separator(reader, "an object", '}', next);
		reader->at++;
	}
	reader->at++;
	return true;
}

/* An object or an array. */
static json_t *read_nest(struct json_reader *reader, uint64_t path, bool is_object)
{
	json_t *nest;
	bool read;

	if (reader->depth == QPP_JSON_DEPTH_MAX) {
		json_reader_fail(reader, "tooLarge", "", "objects and arrays are nested more than %d deep",
		                 QPP_JSON_DEPTH_MAX);
		return NULL;
	}
	nest = is_object ? json_object() : json_array();
	if (nest == NULL) {
		fail_memory(reader);
		return NULL;
	}
	reader->depth++;
	read = is_object ? read_members(reader, path, nest) : read_elements(reader, path, nest);
	reader->depth--;
	if (read)
		return nest;
	json_decref(nest);
	return NULL;
}

static json_t *read_text(struct json_reader *reader)
{
	json_t *value;

	if (!json_read_string(reader))
		return NULL;
	value = json_stringn_nocheck(reader->string.bytes ? reader->string.bytes : "", reader->string.length);
	if (value == NULL)
		fail_memory(reader);
	return value;
}

static json_t *read_value(struct json_reader *reader, uint64_t path)
{
	int first = look(reader);

	if (first < 0) {
		if (reader->depth > 0)
			fail_end(reader, "an object or array");
		else
			json_reader_fail(reader, "syntax", "", "there is no JSON in it");
		return NULL;
	}
	if (++reader->values > QPP_JSON_VALUES_MAX) {
		json_reader_fail(reader, "tooLarge", "Divide the file, or write one case a line.",
		                 "the text holds more than %zu values", QPP_JSON_VALUES_MAX);
		return NULL;
	}
	if (!qpp_places_add(&reader->out->places, path, json_reader_place(reader))) {
		fail_memory(reader);
		return NULL;
	}
	switch (first) {
	case '{':
	case '[':
		return read_nest(reader, path, first == '{');
	case '"':
		return read_text(reader);
	default:
		break;
	}
	if (first == '-' || (first >= '0' && first <= '9'))
		return json_read_number(reader);
	return json_read_word(reader);
}

static bool read_all(struct json_reader *reader)
{
	reader->out->root = read_value(reader, QPP_PATH_ROOT);
	if (reader->out->root == NULL)
		return false;
	qpp_numbers_sort(&reader->out->numbers);
	if (look(reader) < 0)
		return true;
	return json_reader_fail(reader, "syntax", "Remove it, or write one case a line (NDJSON).",
	                        "something stands behind the end of the JSON text");
}

bool qpp_json_parse(const char *text, size_t length, struct qpp_json *out, struct qpp_json_fault *fault)
{
	struct json_reader reader = { .at = text,
		                      .end = text + length,
		                      .line_start = text,
		                      .line = 1,
		                      .string = { .limit = QPP_JSON_BYTES_MAX },
		                      .out = out,
		                      .fault = fault };
	bool read;

	*out = (struct qpp_json){ 0 };
	if (length > QPP_JSON_BYTES_MAX)
		read = json_reader_fail(&reader, "tooLarge", "Divide the file, or write one case a line.",
		                        "the text is longer than %zu MiB", QPP_JSON_BYTES_MAX >> 20);
	else
		read = read_all(&reader);
	outbuf_free(&reader.string);
	if (!read)
		qpp_json_free(out);
	return read;
}

void qpp_json_free(struct qpp_json *json)
{
	if (json == NULL)
		return;
	json_decref(json->root);
	qpp_places_free(&json->places);
	for (size_t i = 0; i < json->numbers.length; i++) {
		json_decref(json->numbers.items[i].value);
		free(json->numbers.items[i].text);
	}
	free(json->numbers.items);
	*json = (struct qpp_json){ 0 };
}
