/*
 * booklet_words.c - small texts of the booklet.
 */
#include "services/booklet_part.h"

#include "services/words.h"

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
	char text[WORDS_DATE];

	words_date(date, text);
	fputs(text, out);
}

void booklet_years(FILE *out, struct guide_years years)
{
	fprintf(out, "%d", years.from);
	if (years.to != years.from)
		fprintf(out, " to %d", years.to);
}

void booklet_subcategory(FILE *out, const char *subcategory)
{
	char text[WORDS_SUBCATEGORY];

	words_subcategory(subcategory, text);
	fputs(*subcategory ? text : "Other", out);
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
