/* qpp_json_token.c - strings, numbers and words of a JSON text. */
#include "formats/qpp_json_reader.h"

#include <errno.h>
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------- strings */

/* Bytes of the UTF-8 character at `at`, or 0 when there is none: no overlong
 * forms, no surrogates, nothing above U+10FFFF. */
static size_t character_length(const unsigned char *at, const unsigned char *end)
{
	size_t length = at[0] >= 0xf0 ? 4 : at[0] >= 0xe0 ? 3 : 2;
	unsigned least = 0x80;
	unsigned most = 0xbf;

	if (at[0] < 0xc2 || at[0] > 0xf4 || (size_t)(end - at) < length)
		return 0;
	if (at[0] == 0xe0)
		least = 0xa0;
	if (at[0] == 0xed)
		most = 0x9f;
	if (at[0] == 0xf0)
		least = 0x90;
	if (at[0] == 0xf4)
		most = 0x8f;
	if (at[1] < least || at[1] > most)
		return 0;
	for (size_t i = 2; i < length; i++) {
		if ((at[i] & 0xc0) != 0x80)
			return 0;
	}
	return length;
}

static void put_character(struct outbuf *out, unsigned code)
{
	char bytes[4];
	size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	static const unsigned char first[] = { 0, 0, 0xc0, 0xe0, 0xf0 };

	for (size_t i = length - 1; i > 0; i--, code >>= 6)
		bytes[i] = (char)(0x80 | (code & 0x3f));
	bytes[0] = (char)(first[length] | code);
	outbuf_put(out, bytes, length);
}

/* Four hexadecimal digits at `at`; -1 when they are not that. */
static int read_hex(const char *at, const char *end)
{
	int code = 0;

	if (end - at < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		int digit = at[i] | 0x20;

		if (at[i] >= '0' && at[i] <= '9')
			code = code << 4 | (at[i] - '0');
		else if (digit >= 'a' && digit <= 'f')
			code = code << 4 | (digit - 'a' + 10);
		else
			return -1;
	}
	return code;
}

static bool fail_escape(struct json_reader *reader)
{
	reader->at--; /* the backslash */
	return json_reader_fail(reader, "syntax", "Write a backslash as \\\\.",
	                        "a text holds a backslash that begins no escape of JSON");
}

/* "\u00e9", or the pair of a character beyond U+FFFF; `at` is on the u. */
static bool read_unicode(struct json_reader *reader)
{
	int code = read_hex(reader->at + 1, reader->end);
	int low = -1;

	if (code < 0)
		return fail_escape(reader);
	if (code == 0) {
		reader->at--;
		return json_reader_fail(reader, "syntax", "Remove it.", "a text holds the character NUL");
	}
	if (code >= 0xd800 && code < 0xdc00 && reader->end - reader->at >= 11 && reader->at[5] == '\\' &&
	    reader->at[6] == 'u')
		low = read_hex(reader->at + 7, reader->end);
	if (code < 0xd800 || code > 0xdfff) {
		put_character(&reader->string, (unsigned)code);
		reader->at += 5;
		return true;
	}
	if (low < 0xdc00 || low > 0xdfff) {
		reader->at--;
		return json_reader_fail(reader, "syntax", "Remove it.", "a text holds half of a character");
	}
	put_character(&reader->string, 0x10000u + (((unsigned)code & 0x3ff) << 10 | ((unsigned)low & 0x3ff)));
	reader->at += 11;
	return true;
}

static bool read_escape(struct json_reader *reader)
{
	static const char from[] = "\"\\/bfnrt";
	static const char to[] = "\"\\/\b\f\n\r\t";
	const char *which;

	reader->at++;
	if (reader->at == reader->end)
		return true; /* the end is reported by the caller */
	if (*reader->at == 'u')
		return read_unicode(reader);
	which = *reader->at ? strchr(from, *reader->at) : NULL;
	if (which == NULL)
		return fail_escape(reader);
	outbuf_put(&reader->string, &to[which - from], 1);
	reader->at++;
	return true;
}

static bool read_special(struct json_reader *reader)
{
	size_t length;

	if (*reader->at == '\\')
		return read_escape(reader);
	if ((unsigned char)*reader->at < 0x20)
		return json_reader_fail(
			reader, "syntax",
			"A quote is missing before this place, or the text was broken into lines.",
			"a text holds a line break or control character");
	length = character_length((const unsigned char *)reader->at, (const unsigned char *)reader->end);
	if (length == 0)
		return json_reader_fail(reader, "encoding", "Save the file as UTF-8.",
		                        "a text holds bytes that are not UTF-8");
	outbuf_put(&reader->string, reader->at, length);
	reader->continuations += length - 1;
	reader->at += length;
	return true;
}

static bool is_plain(char c)
{
	return (unsigned char)c >= 0x20 && (unsigned char)c < 0x80 && c != '"' && c != '\\';
}

bool json_read_string(struct json_reader *reader)
{
	reader->string.length = 0;
	reader->at++;
	while (reader->at < reader->end && *reader->at != '"') {
		const char *start = reader->at;

		while (reader->at < reader->end && is_plain(*reader->at))
			reader->at++;
		outbuf_put(&reader->string, start, (size_t)(reader->at - start));
		if (reader->at < reader->end && *reader->at != '"' && !read_special(reader))
			return false;
	}
	if (reader->at == reader->end)
		return json_reader_fail(reader, "syntax", "The file is incomplete, or a quote is missing.",
		                        "the text ends in the middle of a string");
	reader->at++;
	if (reader->string.failed)
		return json_reader_fail(reader, "memory", "", "there is not enough memory for this file");
	return true;
}

/* ------------------------------------------------------------------- numbers */

bool qpp_numbers_add(struct qpp_numbers *numbers, json_t *value, const char *text, size_t length)
{
	if (numbers->length == numbers->capacity) {
		size_t capacity = numbers->capacity ? numbers->capacity * 2 : 16;
		struct qpp_number *items = realloc(numbers->items, capacity * sizeof *items);

		if (items == NULL)
			return false;
		numbers->items = items;
		numbers->capacity = capacity;
	}
	numbers->items[numbers->length].text = strndup(text, length);
	if (numbers->items[numbers->length].text == NULL)
		return false;
	numbers->items[numbers->length++].value = json_incref(value);
	return true;
}

static int by_address(const void *a, const void *b)
{
	uintptr_t left = (uintptr_t)((const struct qpp_number *)a)->value;
	uintptr_t right = (uintptr_t)((const struct qpp_number *)b)->value;

	return (left > right) - (left < right);
}

void qpp_numbers_sort(struct qpp_numbers *numbers)
{
	if (numbers->length > 0)
		qsort(numbers->items, numbers->length, sizeof *numbers->items, by_address);
}

const char *qpp_number_text(const struct qpp_numbers *numbers, const json_t *value)
{
	union {
		const json_t *constant;
		json_t *plain;
	} address = { .constant = value };
	struct qpp_number wanted = { .value = address.plain };
	const struct qpp_number *found;

	if (numbers == NULL || numbers->length == 0)
		return NULL;
	found = bsearch(&wanted, numbers->items, numbers->length, sizeof wanted, by_address);
	return found ? found->text : NULL;
}

static const char *skip_digits(const char *at, const char *end)
{
	while (at < end && *at >= '0' && *at <= '9')
		at++;
	return at;
}

/* The end of the number at `at`, or NULL when it is none. */
static const char *number_end(const char *at, const char *end, bool *is_integer)
{
	const char *start;

	at += *at == '-';
	start = at;
	at = skip_digits(at, end);
	if (at == start || (*start == '0' && at > start + 1))
		return NULL;
	*is_integer = true;
	if (at < end && *at == '.') {
		start = ++at;
		at = skip_digits(at, end);
		*is_integer = false;
		if (at == start)
			return NULL;
	}
	if (at < end && (*at == 'e' || *at == 'E')) {
		at++;
		at += at < end && (*at == '+' || *at == '-');
		start = at;
		at = skip_digits(at, end);
		*is_integer = false;
		if (at == start)
			return NULL;
	}
	return at;
}

/* The nearest that jansson can hold: it refuses infinity. */
static json_t *make_real(const char *text)
{
	double value = strtod(text, NULL);

	if (isinf(value))
		value = value > 0 ? DBL_MAX : -DBL_MAX;
	return json_real(value);
}

static json_t *make_number(const char *text, bool is_integer, bool *exact)
{
	long long value;

	*exact = false;
	if (!is_integer)
		return make_real(text);
	errno = 0;
	value = strtoll(text, NULL, 10);
	if (errno == ERANGE)
		return make_real(text);
	*exact = value != 0 || *text != '-';
	return json_integer(value);
}

json_t *json_read_number(struct json_reader *reader)
{
	bool is_integer = true;
	bool exact;
	const char *end = number_end(reader->at, reader->end, &is_integer);
	size_t length = end ? (size_t)(end - reader->at) : 0;
	char *text;
	json_t *value;

	if (end == NULL) {
		json_reader_fail(reader, "syntax",
		                 "A number has no leading zeros and digits on both sides of its point; a TIN "
		                 "or NPI needs quotes.",
		                 "this is not a number of JSON");
		return NULL;
	}
	text = strndup(reader->at, length);
	value = text ? make_number(text, is_integer, &exact) : NULL;
	if (value == NULL || (!exact && !qpp_numbers_add(&reader->out->numbers, value, text, length))) {
		json_reader_fail(reader, "memory", "", "there is not enough memory for this file");
		json_decref(value);
		value = NULL;
	}
	free(text);
	reader->at = end;
	return value;
}

/* --------------------------------------------------------------------- words */

static bool is_word(const struct json_reader *reader, const char *word)
{
	size_t length = strlen(word);

	return (size_t)(reader->end - reader->at) >= length && strncmp(reader->at, word, length) == 0;
}

/* What people write where JSON wants a value. */
static const char *remedy_for(const struct json_reader *reader)
{
	static const struct {
		const char *begins;
		const char *remedy;
	} known[] = {
		{ "//", "JSON has no comments: remove it." },
		{ "/*", "JSON has no comments: remove it." },
		{ "'", "Write straight double quotes." },
		{ "\xe2\x80\x9c", "Write straight double quotes; a word processor made these." },
		{ "\xe2\x80\x9d", "Write straight double quotes; a word processor made these." },
		{ "True", "Write true in small letters." },
		{ "TRUE", "Write true in small letters." },
		{ "False", "Write false in small letters." },
		{ "FALSE", "Write false in small letters." },
		{ "None", "Write null, or leave the member out." },
		{ "NaN", "Write null, or leave the member out." },
		{ "undefined", "Write null, or leave the member out." },
		{ ",", "A value is missing before the comma." },
		{ "}", "A value is missing before the brace, or a comma is too many." },
		{ "]", "A value is missing before the bracket, or a comma is too many." },
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (is_word(reader, known[i].begins))
			return known[i].remedy;
	}
	return "Texts need double quotes; other values are numbers, true, false and null.";
}

json_t *json_read_word(struct json_reader *reader)
{
	static const char *const words[] = { "true", "false", "null" };
	static json_t *(*const make[])(void) = { json_true, json_false, json_null };

	for (size_t i = 0; i < 3; i++) {
		if (is_word(reader, words[i])) {
			reader->at += strlen(words[i]);
			return make[i]();
		}
	}
	json_reader_fail(reader, "syntax", remedy_for(reader), "a JSON value is expected here");
	return NULL;
}
