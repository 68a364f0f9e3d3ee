/*
 * table.c - see table.h.
 */
#include "table.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

#define GAP 2             /* blanks between columns */
#define WORD_KEPT 24      /* a flexible column is kept wide enough for words of up to so many columns */
#define FLEXIBLE_LEAST 10 /* and this wide, where even that does not fit the terminal */

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

/* How the columns are set: as wide as their widest text, 0 where no row has any
 * text. */
struct layout {
	int widths[TABLE_COLUMNS_MAX];
	int *cell_widths; /* of every cell; ours, until table_print ends */
};

static void measure(const struct table *table, struct layout *layout)
{
	layout->cell_widths = cli_alloc(table->cells_length * sizeof(*layout->cell_widths));
	for (size_t i = 0; i < table->cells_length; i++) {
		int *width = &layout->widths[i % (size_t)table->length];

		layout->cell_widths[i] = (int)cli_text_width(table->cells[i]);
		if (layout->cell_widths[i] > *width)
			*width = layout->cell_widths[i];
	}
	for (int i = 0; i < table->length; i++) {
		int heading = (int)cli_text_width(table->columns[i].heading);

		if (layout->widths[i] > 0 && layout->widths[i] < heading)
			layout->widths[i] = heading;
	}
}

static int total_width(const struct table *table, const struct layout *layout)
{
	int total = -GAP;

	for (int i = 0; i < table->length; i++)
		total += layout->widths[i] ? layout->widths[i] + GAP : 0;
	return total;
}

/* Lines the rows would take, about: words are taken to fill their lines. */
static long count_lines(const struct table *table, const struct layout *layout)
{
	long lines = 0;
	int highest = 1;

	for (size_t i = 0; i < table->cells_length; i++) {
		int column = (int)(i % (size_t)table->length);
		int width = layout->widths[column];
		int height = width ? (layout->cell_widths[i] + width - 1) / width : 0;

		highest = height > highest ? height : highest;
		if (column == table->length - 1) {
			lines += highest;
			highest = 1;
		}
	}
	return lines;
}

/* Columns that the longest word takes, at most WORD_KEPT. */
static int longest_word(const char *text)
{
	int longest = 0;

	while (*text) {
		const char *end = text + strcspn(text, " ");
		int width = (int)cli_text_width(text) - (int)cli_text_width(end);

		longest = width > longest ? width : longest;
		text = end + strspn(end, " ");
	}
	return longest < WORD_KEPT ? longest : WORD_KEPT;
}

static int heading_width(const struct table *table, int column)
{
	return (int)cli_text_width(table->columns[column].heading);
}

/* Widths below which words would be broken. */
static void find_least_widths(const struct table *table, int least[TABLE_COLUMNS_MAX])
{
	for (int i = 0; i < table->length; i++)
		least[i] = heading_width(table, i);
	for (size_t i = 0; i < table->cells_length; i++) {
		int *width = &least[i % (size_t)table->length];
		int word = longest_word(table->cells[i]);

		*width = word > *width ? word : *width;
	}
}

/* The flexible column that costs the fewest lines when it gets narrower, the
 * widest of several; -1: all have their least width. */
static int cheapest_column(const struct table *table, struct layout *layout, const int *least_widths)
{
	int cheapest = -1;
	long least = 0;

	for (int i = 0; i < table->length; i++) {
		long lines;

		if (!table->columns[i].flexible || layout->widths[i] <= least_widths[i])
			continue;
		layout->widths[i]--;
		lines = count_lines(table, layout);
		layout->widths[i]++;
		if (cheapest < 0 || lines < least ||
		    (lines == least && layout->widths[i] > layout->widths[cheapest])) {
			cheapest = i;
			least = lines;
		}
	}
	return cheapest;
}

/* Narrows columns until the table fits, or all have their least width. */
static void narrow(const struct table *table, struct layout *layout, int terminal, const int *least_widths)
{
	for (int excess = total_width(table, layout) - terminal; excess > 0; excess--) {
		int column = cheapest_column(table, layout, least_widths);

		if (column < 0)
			return;
		layout->widths[column]--;
	}
}

static void fit(const struct table *table, struct layout *layout, int terminal)
{
	int least[TABLE_COLUMNS_MAX] = { 0 };

	find_least_widths(table, least);
	narrow(table, layout, terminal, least);
	for (int i = 0; i < table->length; i++)
		least[i] =
			heading_width(table, i) > FLEXIBLE_LEAST ? heading_width(table, i) : FLEXIBLE_LEAST;
	narrow(table, layout, terminal, least);
}

static size_t bytes_to_last_dot(const char *text, size_t length)
{
	while (length > 0 && text[length - 1] != '.')
		length--;
	return length;
}

/* Bytes of the first line of `text` within `width` columns, cut between words
 * where possible. */
static size_t line_bytes(const char *text, size_t width)
{
	size_t fits = cli_text_fit(text, width);
	size_t cut = fits;

	if (text[fits] == '\0' || text[fits] == ' ')
		return fits;
	while (cut > 0 && text[cut - 1] != ' ')
		cut--;
	if (cut == 0) /* one long word: break a.long.key at its dots */
		cut = bytes_to_last_dot(text, fits);
	if (cut == 0)
		cut = fits;
	return cut > 0 ? cut : 1;
}

static void put_blanks(FILE *out, int count)
{
	if (count > 0)
		fprintf(out, "%*s", count, "");
}

/* Puts one line of a cell, padded to `width` unless nothing follows in its
 * line; returns what is left of the cell. */
static const char *put_cell_line(FILE *out, const struct table_column *column, const char *text, int width,
                                 bool last)
{
	size_t bytes = line_bytes(text, (size_t)width);
	char *line = cli_strdup(text); /* ours, until the end of the function */
	int used;

	line[bytes] = '\0';
	for (size_t end = bytes; end > 0 && line[end - 1] == ' '; end--)
		line[end - 1] = '\0';
	used = (int)cli_text_width(line);
	if (column->right)
		put_blanks(out, width - used);
	cli_put_clean(out, line);
	if (!column->right && !last)
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

static void put_row(const struct table *table, FILE *out, char *const *cells, const struct layout *layout)
{
	const char *left[TABLE_COLUMNS_MAX];

	for (int i = 0; i < table->length; i++)
		left[i] = layout->widths[i] ? cells[i] : "";
	do {
		int last = last_with_text(left, table->length);
		int gap = 0;

		for (int i = 0; i <= last; i++) {
			if (!layout->widths[i])
				continue;
			put_blanks(out, gap);
			gap = GAP;
			left[i] =
				put_cell_line(out, &table->columns[i], left[i], layout->widths[i], i == last);
		}
		putc('\n', out);
	} while (any_left(left, table->length));
}

static void put_rule(FILE *out, int width)
{
	while (width-- > 0)
		putc('-', out);
}

static void put_headings(const struct table *table, FILE *out, const struct layout *layout)
{
	int gap = 0;
	int owed = 0; /* blanks before the next heading */

	fputs(cli_style(CLI_BOLD), out);
	for (int i = 0; i < table->length; i++) {
		const struct table_column *column = &table->columns[i];
		int blanks = layout->widths[i] - (int)cli_text_width(column->heading);

		if (!layout->widths[i])
			continue;
		put_blanks(out, owed + (column->right ? blanks : 0));
		fputs(column->heading, out);
		owed = GAP + (column->right ? 0 : blanks);
	}
	fprintf(out, "%s\n", cli_style(CLI_PLAIN));
	for (int i = 0; i < table->length; i++) {
		if (!layout->widths[i])
			continue;
		put_blanks(out, gap);
		put_rule(out, layout->widths[i]);
		gap = GAP;
	}
	putc('\n', out);
}

void table_print(const struct table *table, FILE *out)
{
	struct layout layout = { { 0 }, NULL };
	size_t columns = (size_t)table->length;

	if (table->cells_length < columns)
		return;
	measure(table, &layout);
	if (cli_width())
		fit(table, &layout, cli_width());
	put_headings(table, out, &layout);
	for (size_t i = 0; i + columns <= table->cells_length; i += columns)
		put_row(table, out, table->cells + i, &layout);
	free(layout.cell_widths);
}
