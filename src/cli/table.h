/*
 * table.h - tables for people: columns as wide as their cells, fitted to the
 * terminal by wrapping the flexible ones. Where stdout is no terminal nothing is
 * wrapped, so that a line is a row. Columns without any text are left out.
 */
#ifndef MIPSIA_CLI_TABLE_H
#define MIPSIA_CLI_TABLE_H

#include <stdbool.h>
#include <stdio.h>

#define TABLE_COLUMNS_MAX 12

struct table_column {
	const char *heading;
	bool right;    /* numbers */
	bool flexible; /* wrapped where the terminal is too narrow */
};

struct table;

/* `columns` must outlive the table. The caller frees it with table_free. */
struct table *table_new(const struct table_column *columns, int length);
void table_free(struct table *table); /* NULL is fine */

/* Adds the next cell of the row, left to right; the text is copied. A row is
 * complete with its last cell. */
void table_add(struct table *table, const char *text);
void table_addf(struct table *table, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Prints headings, a line below them and all rows; nothing when there are no
 * rows. */
void table_print(const struct table *table, FILE *out);

#endif
