/*
 * guide_official.c - CMS's own words, beside the guide's. They are not part of
 * mipsia: a practice imports CMS's file itself.
 */
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "formats/inventory_import.h"
#include "guide_show.h"

/* Line by line, each wrapped; the text comes from a file and may hold anything. */
static void put_lines(char *text)
{
	char *line;

	while ((line = strsep(&text, "\n"))) {
		for (char *c = line; *c; c++) {
			if ((unsigned char)*c < ' ' || *c == 127)
				*c = *c == '\t' ? ' ' : '?';
		}
		cli_put_wrapped(stdout, line, 0, 0, cli_width());
	}
}

void guide_put_official(const char *measure_id, int year)
{
	char *wording = inventory_wording(year, measure_id);

	cli_put_heading("CMS's own words of %d", year);
	if (wording)
		put_lines(wording);
	else
		cli_put_line(0,
		             "Not imported: 'mipsia import-inventory FILE' reads CMS's file of that year.");
	putchar('\n');
	free(wording);
}
