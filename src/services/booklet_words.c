/*
 * booklet_words.c - small texts of the booklet.
 */
#include "services/booklet_part.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

void booklet_text(FILE *out, const char *text)
{
	for (; *text; text++) {
		switch (*text) {
		case '&':
			fputs("&amp;", out);
			break;
		case '<':
			fputs("&lt;", out);
			break;
		case '>':
			fputs("&gt;", out);
			break;
		case '"':
			fputs("&quot;", out);
			break;
		case '\'':
			fputs("&#39;", out);
			break;
		default:
			putc(*text, out);
		}
	}
}

void booklet_date(FILE *out, mipsia_date date)
{
	static const char *const months[] = { "January",   "February", "March",    "April",
		                              "May",       "June",     "July",     "August",
		                              "September", "October",  "November", "December" };
	char iso[MIPSIA_DATE_TEXT];

	mipsia_date_format(date, iso);
	if (date == MIPSIA_DATE_UNKNOWN)
		fputs(iso, out);
	else
		fprintf(out, "%s %ld, %.4s", months[strtol(iso + 5, NULL, 10) - 1], strtol(iso + 8, NULL, 10),
		        iso);
}

void booklet_years(FILE *out, struct guide_years years)
{
	fprintf(out, "%d", years.from);
	if (years.to != years.from)
		fprintf(out, " to %d", years.to);
}

void booklet_subcategory(FILE *out, const char *subcategory)
{
	if (!*subcategory) {
		fputs("Other", out);
		return;
	}
	putc(toupper((unsigned char)*subcategory), out);
	for (const char *c = subcategory + 1; *c; c++) {
		bool capital = isupper((unsigned char)*c) != 0;

		if (capital)
			putc(' ', out);
		if (strncmp(c, "And", 3) == 0 && isupper((unsigned char)c[3]))
			putc('a', out);
		else
			putc(*c, out);
	}
}

void booklet_list(FILE *out, const char *const *list, uint64_t bits)
{
	const char *between = "";

	for (int i = 0; list[i]; i++) {
		if (!(bits >> i & 1))
			continue;
		fputs(between, out);
		booklet_text(out, list[i]);
		between = ", ";
	}
}
