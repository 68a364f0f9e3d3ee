/*
 * csv.c - see csv.h.
 */
#include "csv.h"

#include <string.h>

void csv_begin(FILE *out, const char *header)
{
	fprintf(out, "\xef\xbb\xbf%s\r\n", header);
}

void csv_put(FILE *out, const char *text, int last)
{
	int formula = *text && strchr("=+-@", *text) != NULL;

	if (formula || strpbrk(text, ",\"\r\n")) {
		fputs(formula ? "\"'" : "\"", out);
		for (; *text; text++) {
			if (*text == '"')
				putc('"', out);
			putc(*text, out);
		}
		putc('"', out);
	} else {
		fputs(text, out);
	}
	fputs(last ? "\r\n" : ",", out);
}
