/*
 * sheet_xlsx_merge.c - merged areas. Excel keeps the text of an area in its first
 * cell only; a TIN merged over five rows is the TIN of all five. Only rows that
 * hold something are filled, and only the area's first column.
 */
#include <stdlib.h>
#include <string.h>

#include "formats/sheet_xlsx_parts.h"

/* A cell to come into a row of the table. */
struct filling {
	size_t row; /* index */
	struct sheet_cell cell;
};

struct fillings {
	struct filling *items;
	size_t length;
	size_t capacity;
	size_t steps; /* rows looked at */
};

static bool add_filling(struct fillings *list, size_t row, struct sheet_cell cell)
{
	size_t capacity = list->capacity ? list->capacity * 2 : 256;
	struct filling *larger;

	if (list->length == list->capacity) {
		larger = realloc(list->items, capacity * sizeof *larger);
		if (larger == NULL)
			return false;
		list->items = larger;
		list->capacity = capacity;
	}
	list->items[list->length++] = (struct filling){ row, cell };
	return true;
}

static bool collect(const struct sheet_table *table, struct sheet_merge merge, struct fillings *list)
{
	size_t at = sheet_table_row_from(table, merge.first_row);
	const struct sheet_cell *source = NULL;

	if (at < table->rows_length && table->rows[at].number == merge.first_row)
		source = sheet_table_cell(table, &table->rows[at], merge.column);
	if (source == NULL)
		return true;
	for (at++; at < table->rows_length && table->rows[at].number <= merge.last_row; at++) {
		struct sheet_cell cell = *source;

		if (++list->steps > SHEET_CELLS_MAX)
			return false;
		cell.merged = true;
		if (sheet_table_cell(table, &table->rows[at], merge.column) == NULL &&
		    !add_filling(list, at, cell))
			return false;
	}
	return true;
}

static int by_place(const void *a, const void *b)
{
	const struct filling *x = a;
	const struct filling *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return (x->cell.column > y->cell.column) - (x->cell.column < y->cell.column);
}

/* Copies one row's cells and its fillings in the order of their columns; areas
 * that overlap fill a cell once. */
static size_t copy_row(const struct sheet_table *table, struct sheet_row *row, const struct filling *filling,
                       const struct filling *end, struct sheet_cell *to)
{
	const struct sheet_cell *cell = table->cells + row->first;
	const struct sheet_cell *last = cell + row->length;
	size_t length = 0;

	while (cell < last || filling < end) {
		if (filling == end || (cell < last && cell->column < filling->cell.column))
			to[length++] = *cell++;
		else if (length > 0 && to[length - 1].column == filling->cell.column)
			filling++;
		else
			to[length++] = (filling++)->cell;
	}
	return length;
}

static bool rebuild(struct sheet_table *table, const struct fillings *list)
{
	size_t total = table->cells_length + list->length;
	struct sheet_cell *cells = total <= SHEET_CELLS_MAX ? malloc(total * sizeof *cells) : NULL;
	size_t length = 0;
	size_t from = 0;

	if (cells == NULL)
		return false;
	for (size_t i = 0; i < table->rows_length; i++) {
		struct sheet_row *row = &table->rows[i];
		size_t to = from;
		size_t copied;

		while (to < list->length && list->items[to].row == i)
			to++;
		copied = copy_row(table, row, list->items + from, list->items + to, cells + length);
		row->first = (uint32_t)length;
		row->length = (uint16_t)copied;
		length += copied;
		from = to;
	}
	free(table->cells);
	table->cells = cells;
	table->cells_length = length;
	table->cells_capacity = total;
	return true;
}

bool sheet_xlsx_fill_merges(struct sheet_table *table, const struct sheet_merge *merges, size_t length,
                            struct findings *findings)
{
	struct fillings list = { .items = NULL };
	bool filled = true;

	for (size_t i = 0; i < length && filled; i++)
		filled = collect(table, merges[i], &list);
	if (filled && list.length > 0) {
		qsort(list.items, list.length, sizeof *list.items, by_place);
		filled = rebuild(table, &list);
	}
	free(list.items);
	if (!filled)
		sheet_unreadable(findings, "sheetTooLarge", 0, "Undo the merged cells, or divide the file.",
		                 "The merged areas of the sheet are larger than mipsia reads.");
	return filled;
}
