/* sheet_clean.c - see sheet_clean.h. */
#include "formats/sheet_clean.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "formats/identifier.h"
#include "formats/sheet_utf8.h"

void sheet_cleaned_text(unsigned bits, char out[SHEET_CLEANED_TEXT])
{
	static const char *const texts[] = { "blanks around it",   "invisible spaces",
		                             "quotes around it",   "an apostrophe in front",
		                             "written as formula", "letters of a wrong code page" };
	size_t length = 0;

	out[0] = '\0';
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		if (bits & (1u << i) && length < SHEET_CLEANED_TEXT)
			length += (size_t)snprintf(out + length, SHEET_CLEANED_TEXT - length, "%s%s",
			                           length ? ", " : "", texts[i]);
	}
}

/* ------------------------------------------------------------------ characters */

static bool is_blank(uint32_t point)
{
	return point <= ' ' || point == 0x7f;
}

/* Spaces that do not look like more than a blank, or like nothing at all. */
static bool is_invisible(uint32_t point)
{
	return (point >= 0x80 && point <= 0xa0) || point == 0xad || (point >= 0x2000 && point <= 0x200f) ||
	       (point >= 0x2028 && point <= 0x202f) || point == 0x205f || point == 0x2060 ||
	       point == 0x3000 || point == 0xfeff;
}

static bool is_double_quote(uint32_t point)
{
	return point == '"' || (point >= 0x201c && point <= 0x201f);
}

static bool is_single_quote(uint32_t point)
{
	return point == '\'' || point == '`' || point == 0xb4 || (point >= 0x2018 && point <= 0x201b);
}

static bool is_dash(uint32_t point)
{
	return (point >= 0x2010 && point <= 0x2015) || point == 0x2212;
}

/* The character as a code would have it: ASCII where that is certain. */
static uint32_t plain(uint32_t point, unsigned *bits)
{
	if (is_invisible(point)) {
		*bits |= SHEET_CLEANED_INVISIBLE;
		return ' ';
	}
	if (is_dash(point))
		return '-';
	if (is_double_quote(point))
		return '"';
	if (is_single_quote(point))
		return '\'';
	return is_blank(point) ? ' ' : point;
}

/* ------------------------------------------------------------------------ codes */

static size_t copy_plain(const char *text, char out[SHEET_CODE], unsigned *bits)
{
	size_t left = strlen(text);
	size_t length = 0;

	while (left > 0 && length + SHEET_UTF8_MAX < SHEET_CODE) {
		uint32_t point;
		size_t n = sheet_utf8_read(text, left, &point);

		if (n == 0) {
			n = 1;
			point = '?';
		}
		length += sheet_utf8_write(plain(point, bits), out + length);
		text += n;
		left -= n;
	}
	out[length] = '\0';
	return length;
}

static size_t trim(char *text, size_t length, unsigned *bits)
{
	size_t begin = 0;
	size_t before = length;

	while (length > 0 && text[length - 1] == ' ')
		length--;
	while (begin < length && text[begin] == ' ')
		begin++;
	memmove(text, text + begin, length - begin);
	length -= begin;
	text[length] = '\0';
	if (length < before)
		*bits |= SHEET_CLEANED_BLANKS;
	return length;
}

static size_t take_off(char *text, size_t length, size_t front, size_t back)
{
	memmove(text, text + front, length - front - back);
	text[length - front - back] = '\0';
	return length - front - back;
}

/* As nearly every cell: nothing to take off. */
static bool is_clean(const char *text)
{
	static const char clean[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-./:,+#";
	size_t length = strspn(text, clean);

	return length < SHEET_CODE && text[length] == '\0';
}

unsigned sheet_clean_code(const char *text, char out[SHEET_CODE])
{
	unsigned bits = 0;
	unsigned blanks = 0;
	size_t length;

	if (is_clean(text)) {
		memcpy(out, text, strlen(text) + 1);
		return 0;
	}
	length = copy_plain(text, out, &bits);
	length = trim(out, length, &blanks);
	if (length >= 3 && out[0] == '=' && out[1] == '"' && out[length - 1] == '"') {
		length = take_off(out, length, 2, 1);
		bits |= SHEET_CLEANED_FORMULA;
	} else if (length >= 2 && (out[0] == '"' || out[0] == '\'') && out[length - 1] == out[0]) {
		length = take_off(out, length, 1, 1);
		bits |= SHEET_CLEANED_QUOTES;
	} else if (length >= 1 && out[0] == '\'') {
		length = take_off(out, length, 1, 0);
		bits |= SHEET_CLEANED_APOSTROPHE;
	}
	trim(out, length, &blanks);
	if (blanks && !(bits & SHEET_CLEANED_INVISIBLE))
		bits |= SHEET_CLEANED_BLANKS;
	return bits;
}

/* ------------------------------------------------------------------------ words */

/* "Jos" and two odd letters for one with an accent: the bytes of UTF-8, each read
 * as a letter of Windows-1252. True after turning the letters back; only when
 * the whole text is valid UTF-8 underneath. */
static bool unmangle(char *text)
{
	char bytes[256];
	size_t length = strlen(text);
	size_t to = 0;
	bool wide = false;

	for (size_t at = 0; at < length;) {
		uint32_t point;
		size_t n = sheet_utf8_read(text + at, length - at, &point);
		int byte = n > 0 ? sheet_windows_1252_byte(point) : -1;

		if (byte < 0 && point >= 0x80 && point < 0xa0)
			byte = (int)point; /* what Windows-1252 leaves open */
		if (byte < 0 || to == sizeof bytes)
			return false;
		wide |= byte >= 0x80;
		bytes[to++] = (char)byte;
		at += n;
	}
	for (size_t at = 0; at < to && wide;) {
		uint32_t point;
		size_t n = sheet_utf8_read(bytes + at, to - at, &point);

		if (n == 0)
			return false;
		at += n;
	}
	if (wide) {
		memcpy(text, bytes, to);
		text[to] = '\0';
	}
	return wide;
}

/* Bytes of the blank or invisible character at the beginning; 0 if it is none. */
static size_t space_at(const char *text, size_t length, unsigned *bits)
{
	uint32_t point;
	size_t n = sheet_utf8_read(text, length, &point);

	if (n == 0 || (!is_blank(point) && !is_invisible(point)))
		return 0;
	*bits |= is_blank(point) ? SHEET_CLEANED_BLANKS : SHEET_CLEANED_INVISIBLE;
	return n;
}

static size_t space_before_end(const char *text, size_t length, unsigned *bits)
{
	for (size_t n = 1; n <= SHEET_UTF8_MAX && n <= length; n++) {
		if (((unsigned char)text[length - n] & 0xc0) != 0x80)
			return space_at(text + length - n, n, bits) == n ? n : 0;
	}
	return 0;
}

unsigned sheet_clean_words(char *text)
{
	unsigned bits = unmangle(text) ? SHEET_CLEANED_LETTERS : 0;
	size_t length = strlen(text);
	size_t begin = 0;
	size_t n;

	while ((n = space_before_end(text, length, &bits)) > 0)
		length -= n;
	while (begin < length && (n = space_at(text + begin, length - begin, &bits)) > 0)
		begin += n;
	if (length - begin > 1 && text[begin] == '\'' && strchr("=+-@", text[begin + 1]) != NULL) {
		begin++; /* put there so that it is no formula */
		bits |= SHEET_CLEANED_APOSTROPHE;
	}
	memmove(text, text + begin, length - begin);
	text[length - begin] = '\0';
	return bits;
}

bool sheet_is_nothing(const char *text)
{
	static const char *const words[] = { "n/a", "na", "none", "null", "nil", "-", "--", "." };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (strcasecmp(text, words[i]) == 0)
			return true;
	}
	return false;
}

const char *sheet_quote(const char *text, char out[SHEET_QUOTE])
{
	char whole[SHEET_QUOTE * 4];

	identifier_scrub(text, whole, sizeof whole);
	identifier_scrub(whole, out, strlen(whole) < SHEET_QUOTE ? SHEET_QUOTE : SHEET_QUOTE - 3);
	for (char *c = out; *c != '\0'; c++) {
		if ((unsigned char)*c < ' ' || *c == 127)
			*c = ' ';
	}
	if (strlen(whole) >= SHEET_QUOTE)
		memcpy(out + strlen(out), "...", 4);
	return out;
}
