/* sheet_encoding.c - see sheet_encoding.h. */
#include "formats/sheet_encoding.h"

#include <stdlib.h>
#include <string.h>

#include "formats/sheet_table.h"
#include "formats/sheet_utf8.h"

#define CTRL_Z 0x1a

static const char save_as_utf8[] = "In Excel choose 'Save as' and 'CSV UTF-8 (comma delimited)'.";

/* What is read and what is written. */
struct decoder {
	const unsigned char *in;
	size_t size;
	struct sheet_text *out;
	bool after_return; /* a CR was just written as LF: swallow the LF behind it */
	uint32_t line;
};

static void put(struct decoder *d, uint32_t point)
{
	bool swallowed = point == '\n' && d->after_return;

	d->after_return = point == '\r';
	if (swallowed)
		return;
	if (point == '\r')
		point = '\n';
	d->line += point == '\n';
	d->out->length += sheet_utf8_write(point, d->out->bytes + d->out->length);
}

static bool refuse(struct findings *findings, const char *code, uint32_t line, const char *message)
{
	sheet_unreadable(findings, code, line, save_as_utf8, message);
	return false;
}

/* ------------------------------------------------------------------- encodings */

/* Stops at the first byte that is no UTF-8; true when there is none. */
static bool decode_utf8(struct decoder *d)
{
	for (size_t at = 0; at < d->size;) {
		uint32_t point;
		size_t n = sheet_utf8_read((const char *)d->in + at, d->size - at, &point);

		if (n == 0)
			return false;
		put(d, point);
		at += n;
	}
	return true;
}

/* Stops at the first byte that is nothing in Windows-1252. */
static bool decode_windows_1252(struct decoder *d)
{
	for (size_t at = 0; at < d->size; at++) {
		uint32_t point = sheet_windows_1252(d->in[at]);

		if (point == 0)
			return false;
		put(d, point);
	}
	return true;
}

static uint32_t unit_at(const struct decoder *d, size_t at, int big_endian)
{
	return (uint32_t)d->in[at + (size_t)!big_endian] << 8 | d->in[at + (size_t)big_endian];
}

/* Stops at an unpaired surrogate, a NUL or half a unit. */
static bool decode_utf16(struct decoder *d, int big_endian)
{
	size_t at = 0;

	while (at + 1 < d->size) {
		uint32_t point = unit_at(d, at, big_endian);

		at += 2;
		if (point >= 0xd800 && point <= 0xdbff && at + 1 < d->size) {
			uint32_t low = unit_at(d, at, big_endian);

			if (low < 0xdc00 || low > 0xdfff)
				return false;
			point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
			at += 2;
		}
		if (point == 0 || (point >= 0xd800 && point <= 0xdfff))
			return false;
		put(d, point);
	}
	return at == d->size;
}

/* ------------------------------------------------------------------- detection */

static bool begins(const unsigned char *in, size_t size, const char *mark, size_t length)
{
	return size >= length && memcmp(in, mark, length) == 0;
}

static struct decoder decoder_of(const unsigned char *in, size_t size, size_t mark, struct sheet_text *out)
{
	out->length = 0;
	return (struct decoder){ .in = in + mark, .size = size - mark, .out = out, .line = 1 };
}

static bool decode_marked_utf16(const unsigned char *in, size_t size, struct sheet_text *out,
                                struct findings *findings)
{
	struct decoder d = decoder_of(in, size, 2, out);

	return decode_utf16(&d, in[0] == 0xfe) ||
	       refuse(findings, "brokenText", d.line, "The file begins like UTF-16 but does not stay so.");
}

static bool decode_unmarked(const unsigned char *in, size_t size, struct sheet_text *out,
                            struct findings *findings)
{
	struct decoder d = decoder_of(in, size, 0, out);
	uint32_t line;

	if (decode_utf8(&d))
		return true;
	line = d.line;
	d = decoder_of(in, size, 0, out);
	if (!decode_windows_1252(&d))
		return refuse(findings, "encodingUnknown", d.line,
		              "The file is neither UTF-8 nor Windows-1252, so its letters are not certain.");
	findings_add(findings, FINDING_WARNING, FINDING_MIPSIA, "encodingAssumed", 0,
	             (struct finding_place){ .line = line },
	             "Look at the letters with accents; if they are wrong, save the file as 'CSV UTF-8'.",
	             "The file is not UTF-8; it is read as Windows-1252.");
	return true;
}

static bool decode(const unsigned char *in, size_t size, struct sheet_text *out, struct findings *findings)
{
	if (begins(in, size, "\xff\xfe", 2) || begins(in, size, "\xfe\xff", 2))
		return decode_marked_utf16(in, size, out, findings);
	if (memchr(in, '\0', size) != NULL)
		return refuse(findings, "notText", 0,
		              "The file is neither a workbook (.xlsx) nor text: it holds zero bytes.");
	if (begins(in, size, "\xef\xbb\xbf", 3)) {
		struct decoder d = decoder_of(in, size, 3, out);

		return decode_utf8(&d) ||
		       refuse(findings, "brokenText", d.line, "The file says it is UTF-8 but is not.");
	}
	return decode_unmarked(in, size, out, findings);
}

/* Programs of DOS and CP/M end a text with Ctrl-Z. */
static void drop_end_mark(struct sheet_text *text, struct findings *findings)
{
	size_t length = text->length;

	while (length > 0 && text->bytes[length - 1] == CTRL_Z)
		length--;
	if (length == text->length)
		return;
	text->length = length;
	findings_add(findings, FINDING_REPAIR, FINDING_MIPSIA, "endMark", 0, (struct finding_place){ 0 }, "",
	             "The old mark of the end of a file (Ctrl-Z) is left out.");
}

bool sheet_decode(const void *bytes, size_t size, struct sheet_text *out, struct findings *findings)
{
	*out = (struct sheet_text){ .bytes = malloc(size * 3 + SHEET_UTF8_MAX + 1) };
	if (out->bytes == NULL) {
		sheet_unreadable(findings, "outOfMemory", 0, "Close other programs, or divide the file.",
		                 "There is not enough memory to read the file.");
		return false;
	}
	if (!decode(bytes, size, out, findings)) {
		free(out->bytes);
		*out = (struct sheet_text){ 0 };
		return false;
	}
	drop_end_mark(out, findings);
	out->bytes[out->length] = '\0';
	return true;
}
