/*
 * text.c - UTF-8 text on a terminal: its width, its beginning, its lines.
 */
#include "cli.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

/* Bytes of the character at `text`, and the character; broken bytes are one
 * each and come as U+FFFD. */
static size_t decode(const char *text, wchar_t *character)
{
	const unsigned char *byte = (const unsigned char *)text;
	size_t length = byte[0] < 0x80    ? 1
	                : byte[0] >= 0xf0 ? 4
	                : byte[0] >= 0xe0 ? 3
	                : byte[0] >= 0xc2 ? 2
	                                  : 0;
	static const unsigned char first_bits[] = { 0, 0x7f, 0x1f, 0x0f, 0x07 };
	unsigned value;

	*character = 0xfffd;
	if (length == 0 || byte[0] > 0xf4)
		return 1;
	value = byte[0] & first_bits[length];
	for (size_t i = 1; i < length; i++) {
		if ((byte[i] & 0xc0) != 0x80)
			return 1;
		value = value << 6 | (byte[i] & 0x3fu);
	}
	*character = (wchar_t)value;
	return length;
}

static size_t character_width(wchar_t character)
{
	int width = wcwidth(character);

	return width < 0 ? 1 : (size_t)width;
}

size_t cli_text_width(const char *text)
{
	size_t width = 0;
	wchar_t character;

	while (*text) {
		text += decode(text, &character);
		width += character_width(character);
	}
	return width;
}

size_t cli_text_fit(const char *text, size_t width)
{
	size_t at = 0;
	size_t used = 0;
	wchar_t character;

	while (text[at]) {
		size_t bytes = decode(text + at, &character);

		used += character_width(character);
		if (used > width)
			break;
		at += bytes;
	}
	return at;
}

static void put_clean_byte(FILE *out, char byte)
{
	putc((unsigned char)byte < ' ' || byte == 127 ? '?' : byte, out);
}

void cli_put_clean(FILE *out, const char *text)
{
	for (; *text; text++)
		put_clean_byte(out, *text);
}

void cli_put_wrapped(FILE *out, const char *text, int column, int indent, int width)
{
	int used = column;
	bool first = true;

	while (*text) {
		const char *end = text + strcspn(text, " ");
		int columns = (int)(cli_text_width(text) - cli_text_width(end));

		if (width && !first && used + 1 + columns > width) {
			fprintf(out, "\n%*s", indent, "");
			used = indent;
		} else if (!first) {
			putc(' ', out);
			used++;
		}
		for (; text < end; text++)
			put_clean_byte(out, *text);
		used += columns;
		first = false;
		text += strspn(text, " ");
	}
	putc('\n', out);
}

static void put_formatted(int indent, const char *format, va_list values)
{
	char *text; /* ours, until the end of the function */

	if (vasprintf(&text, format, values) < 0)
		return;
	cli_put_wrapped(stdout, text, 0, indent, cli_width());
	free(text);
}

void cli_put_line(int indent, const char *format, ...)
{
	va_list values;

	va_start(values, format);
	put_formatted(indent, format, values);
	va_end(values);
}

void cli_put_heading(const char *format, ...)
{
	va_list values;

	fputs(cli_style(CLI_BOLD), stdout);
	va_start(values, format);
	put_formatted(0, format, values);
	va_end(values);
	fputs(cli_style(CLI_PLAIN), stdout);
}
