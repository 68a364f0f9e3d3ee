/* sheet_xlsx_strings.c - the shared strings: cells name them by number. */
#include <stdlib.h>
#include <string.h>

#include "formats/sheet_utf8.h"
#include "formats/sheet_xlsx_parts.h"

struct strings_reading {
	struct sheet_xlsx *book;
	struct findings *findings;
	struct outbuf text; /* of the string being read */
	bool in_text;       /* within <t> */
	int phonetic;       /* within <rPh>: how it is pronounced, not what it is */
	bool failed;
};

static int hexadecimal(const char *text)
{
	int value = 0;

	for (int i = 0; i < 4; i++) {
		char c = text[i];
		int digit = c >= '0' && c <= '9'   ? c - '0'
		            : c >= 'A' && c <= 'F' ? c - 'A' + 10
		            : c >= 'a' && c <= 'f' ? c - 'a' + 10
		                                   : -1;

		if (digit < 0)
			return -1;
		value = value * 16 + digit;
	}
	return value;
}

size_t sheet_xlsx_unescape(char *text, size_t length)
{
	size_t to = 0;

	for (size_t at = 0; at < length;) {
		int point = -1;

		if (length - at >= 7 && text[at] == '_' && text[at + 1] == 'x' && text[at + 6] == '_')
			point = hexadecimal(text + at + 2);
		if (point > 0) {
			to += sheet_utf8_write((uint32_t)point, text + to);
			at += 7;
		} else {
			text[to++] = text[at++];
		}
	}
	return to;
}

static void open_string(void *payload, const char *name, const struct xml_stream_attributes *attributes)
{
	struct strings_reading *r = payload;

	(void)attributes;
	if (strcmp(name, "rPh") == 0)
		r->phonetic++;
	r->in_text = strcmp(name, "t") == 0 && r->phonetic == 0;
}

static void take_text(void *payload, const char *text, size_t length)
{
	struct strings_reading *r = payload;

	if (r->in_text)
		outbuf_put(&r->text, text, length);
}

static bool has_room(struct sheet_xlsx *book)
{
	size_t capacity = book->strings_capacity ? book->strings_capacity * 2 : 1024;
	const char **larger;

	if (book->strings_length < book->strings_capacity)
		return true;
	if (book->strings_length >= SHEET_XLSX_STRINGS_MAX)
		return false;
	larger = realloc(book->strings, capacity * sizeof *larger);
	if (larger == NULL)
		return false;
	book->strings = larger;
	book->strings_capacity = capacity;
	return true;
}

static void keep_string(struct strings_reading *r)
{
	size_t length = r->text.length > 0 ? sheet_xlsx_unescape(r->text.bytes, r->text.length) : 0;
	const char *copy = NULL;

	if (!r->text.failed && has_room(r->book))
		copy = sheet_arena_text(&r->book->strings_text, length ? r->text.bytes : "", length);
	if (copy != NULL) {
		r->book->strings[r->book->strings_length++] = copy;
		r->text.length = 0;
		return;
	}
	sheet_unreadable(r->findings, "sheetTooLarge", 0, "Divide the file into smaller ones.",
	                 "The workbook holds more text, or a longer text, than mipsia reads.");
	r->failed = true;
}

static void close_string(void *payload, const char *name)
{
	struct strings_reading *r = payload;

	r->in_text = false;
	if (strcmp(name, "rPh") == 0)
		r->phonetic--;
	else if (strcmp(name, "si") == 0)
		keep_string(r);
}

bool sheet_xlsx_read_strings(struct sheet_xlsx *book, const char *part, struct findings *findings)
{
	struct strings_reading r = { .book = book,
		                     .findings = findings,
		                     .text = { .limit = SHEET_CELL_BYTES_MAX } };
	struct xml_stream_events events = { open_string, close_string, take_text, &r, &r.failed };
	bool read = sheet_xlsx_part(book, part, true, &events, findings);

	outbuf_free(&r.text);
	return read;
}
