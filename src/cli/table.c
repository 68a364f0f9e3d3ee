/*
 * table.c - see table.h.
 */
#include "table.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

#define GAP 2             /* blanks between columns */
#define FLEXIBLE_LEAST 16 /* columns a flexible column keeps however narrow the terminal */
#define CELL_LINES_MAX 4  /* a longer cell ends in "…" */

struct table {
	const struct table_column *columns; /* the caller's */
	int length;
	char **cells; /* ours, and every text in it */
	size_t cells_length;
	size_t cells_space;
};

struct table *table_new(const struct table_column *columns, int length)
{
	struct table *table = cli_alloc(sizeof(*table));

	*table = (struct table){ .columns = columns, .length = length };
	return table;
}

void table_free(struct table *table)
{
	if (!table)
		return;
	for (size_t i = 0; i < table->cells_length; i++)
		free(table->cells[i]);
	free(table->cells);
	free(table);
}

void table_add(struct table *table, const char *text)
{
	if (table->cells_length == table->cells_space) {
		table->cells_space = table->cells_space ? 2 * table->cells_space : 64;
		table->cells = cli_realloc(table->cells, table->cells_space * sizeof(*table->cells));
	}
	table->cells[table->cells_length++] = cli_strdup(text);
}

void table_addf(struct table *table, const char *format, ...)
{
	char text[256];
	va_list values;

	va_start(values, format);
	vsnprintf(text, sizeof(text), format, values);
	va_end(values);
	table_add(table, text);
}

static void natural_widths(const struct table *table, int widths[TABLE_COLUMNS_MAX])
{
	for (int i = 0; i < table->length; i++)
		widths[i] = (int)cli_text_width(table->columns[i].heading);
	for (size_t i = 0; i < table->cells_length; i++) {
		int column = (int)(i % (size_t)table->length);
		int width = (int)cli_text_width(table->cells[i]);

		if (width > widths[column])
			widths[column] = width;
	}
}

/* Narrows the widest flexible column, one by one, until the table fits. */
static void fit_widths(const struct table *table, int widths[TABLE_COLUMNS_MAX], int terminal)
{
	int total = GAP * (table->length - 1);

	for (int i = 0; i < table->length; i++)
		total += widths[i];
	for (; total > terminal; total--) {
		int widest = -1;

		for (int i = 0; i < table->length; i++) {
			if (table->columns[i].flexible && widths[i] > FLEXIBLE_LEAST &&
			    (widest < 0 || widths[i] > widths[widest]))
				widest = i;
		}
		if (widest < 0)
			return;
		widths[widest]--;
	}
}

/* Bytes of the first line of `text` within `width` columns, cut between words
 * where possible. */
static size_t line_bytes(const char *text, size_t width)
{
	size_t fit = cli_text_fit(text, width);
	size_t cut = fit;

	if (text[fit] == '\0' || text[fit] == ' ')
		return fit;
	while (cut > 0 && text[cut - 1] != ' ')
		cut--;
	return cut > 0 ? cut : fit > 0 ? fit : 1;
}

static void put_blanks(FILE *out, int count)
{
	if (count > 0)
		fprintf(out, "%*s", count, "");
}

/* Puts one line of a cell, padded to `width` unless it is the last of the row;
 * returns what is left of the cell. */
static const char *put_cell_line(FILE *out, const struct table_column *column, const char *text, int width,
                                 bool last_line, bool last_column)
{
	size_t bytes = line_bytes(text, (size_t)width);
	bool cut = last_line && text[bytes] != '\0';
	char *line;
	int used;

	if (cut)
		bytes = cli_text_fit(text, (size_t)width - 1);
	line = cli_strdup(text); /* ours, until the end of the function */
	line[bytes] = '\0';
	for (size_t end = bytes; end > 0 && line[end - 1] == ' '; end--)
		line[end - 1] = '\0';
	used = (int)cli_text_width(line) + cut;
	if (column->right)
		put_blanks(out, width - used);
	cli_put_clean(out, line);
	if (cut)
		fputs("…", out);
	if (!column->right && !last_column)
		put_blanks(out, width - used);
	free(line);
	text += bytes;
	return text + strspn(text, " ");
}

static bool any_left(const char *const *left, int length)
{
	for (int i = 0; i < length; i++) {
		if (*left[i])
			return true;
	}
	return false;
}

/* The last column that still has text: what is right of it needs no blanks. */
static int last_with_text(const char *const *left, int length)
{
	while (length > 1 && !*left[length - 1])
		length--;
	return length - 1;
}

static void put_row(const struct table *table, FILE *out, char *const *cells, const int *widths)
{
	const char *left[TABLE_COLUMNS_MAX];

	for (int i = 0; i < table->length; i++)
		left[i] = cells[i];
	for (int line = 1; line == 1 || any_left(left, table->length); line++) {
		int last = last_with_text(left, table->length);

		for (int i = 0; i <= last; i++) {
			if (i > 0)
				put_blanks(out, GAP);
			left[i] = put_cell_line(out, &table->columns[i], left[i], widths[i],
			                        line == CELL_LINES_MAX, i == last);
		}
		putc('\n', out);
		if (line == CELL_LINES_MAX)
			return;
	}
}

static void put_headings(const struct table *table, FILE *out, const int *widths)
{
	int last = table->length - 1;

	fputs(cli_style(CLI_BOLD), out);
	for (int i = 0; i <= last; i++) {
		const char *heading = table->columns[i].heading;
		int blanks = widths[i] - (int)cli_text_width(heading);

		put_blanks(out, i > 0 ? GAP : 0);
		put_blanks(out, table->columns[i].right ? blanks : 0);
		fputs(heading, out);
		put_blanks(out, table->columns[i].right || i == last ? 0 : blanks);
	}
	fprintf(out, "%s\n", cli_style(CLI_PLAIN));
	for (int i = 0; i <= last; i++) {
		put_blanks(out, i > 0 ? GAP : 0);
		for (int n = 0; n < widths[i]; n++)
			putc('-', out);
	}
	putc('\n', out);
}

void table_print(const struct table *table, FILE *out)
{
	int widths[TABLE_COLUMNS_MAX];
	size_t columns = (size_t)table->length;

	if (table->cells_length < columns)
		return;
	natural_widths(table, widths);
	if (cli_width())
		fit_widths(table, widths, cli_width());
	put_headings(table, out, widths);
	for (size_t i = 0; i + columns <= table->cells_length; i += columns)
		put_row(table, out, table->cells + i, widths);
}
