/* sheet_write.c - see sheet_write.h. */
#include "formats/sheet_write.h"

#include <csv.h>
#include <string.h>

void sheet_write_begin(FILE *out)
{
	fputs("\xef\xbb\xbf", out);
}

static void put_safe(FILE *out, const char *text)
{
	putc('"', out);
	if (strchr("=+-@\t\r\n", text[0]) != NULL)
		putc('\'', out);
	for (; *text != '\0'; text++) {
		if (*text == '"')
			putc('"', out);
		putc(*text, out);
	}
	putc('"', out);
}

void sheet_write_field(FILE *out, const char *text, char delimiter, int first)
{
	if (!first)
		putc(delimiter, out);
	if (text[0] == '\0')
		return;
	if (strchr("=+-@\t\r\n", text[0]) != NULL)
		put_safe(out, text);
	else
		csv_fwrite(out, text, strlen(text));
}

void sheet_write_end_row(FILE *out)
{
	fputs("\r\n", out);
}
