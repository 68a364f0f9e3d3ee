/* sheet_table.c - rows and cells in two growing arrays. */
#include "formats/sheet_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/sheet_utf8.h"

void sheet_table_free(struct sheet_table *table)
{
	if (table == NULL)
		return;
	free(table->rows);
	free(table->cells);
	sheet_arena_free(&table->text);
	*table = (struct sheet_table)SHEET_TABLE_EMPTY;
}

void sheet_unreadable(struct findings *findings, const char *code, uint32_t row, const char *remedy,
                      const char *message)
{
	findings_add(findings, FINDING_ERROR, FINDING_MIPSIA, code, 0, (struct finding_place){ .line = row },
	             remedy, "%s", message);
}

static bool too_large(struct findings *findings, uint32_t row, const char *message)
{
	sheet_unreadable(findings, "sheetTooLarge", row, "Divide the file into smaller ones.", message);
	return false;
}

static bool no_memory(struct findings *findings)
{
	sheet_unreadable(findings, "outOfMemory", 0, "Close other programs, or divide the file.",
	                 "There is not enough memory to read the file.");
	return false;
}

/* Doubles an array that is full. */
static bool grow(void **items, size_t *capacity, size_t length, size_t item_size)
{
	size_t larger = *capacity ? *capacity * 2 : 256;
	void *moved;

	if (length < *capacity)
		return true;
	moved = realloc(*items, larger * item_size);
	if (moved == NULL)
		return false;
	*items = moved;
	*capacity = larger;
	return true;
}

bool sheet_table_begin_row(struct sheet_table *table, uint32_t number, bool hidden, struct findings *findings)
{
	void *rows = table->rows;

	if (number > SHEET_ROWS_MAX)
		return too_large(findings, 0, "The sheet has more than 1,048,576 rows.");
	if (number == 0 || number <= table->last_row) {
		sheet_unreadable(findings, "brokenWorkbook", number,
		                 "Open the file in Excel and save it again.",
		                 "The rows of the sheet are out of order.");
		return false;
	}
	if (!grow(&rows, &table->rows_capacity, table->rows_length, sizeof *table->rows))
		return no_memory(findings);
	table->rows = rows;
	table->rows[table->rows_length++] = (struct sheet_row){ .number = number,
		                                                .first = (uint32_t)table->cells_length,
		                                                .hidden = hidden };
	table->last_row = number;
	return true;
}

static bool append(struct sheet_table *table, struct sheet_cell cell, struct findings *findings)
{
	void *cells = table->cells;
	struct sheet_row *row = &table->rows[table->rows_length - 1];

	if (table->cells_length >= SHEET_CELLS_MAX)
		return too_large(findings, row->number, "The sheet has more than 8,388,608 filled cells.");
	if (!grow(&cells, &table->cells_capacity, table->cells_length, sizeof *table->cells))
		return no_memory(findings);
	table->cells = cells;
	table->cells[table->cells_length++] = cell;
	row->length++;
	if (cell.column > table->columns)
		table->columns = cell.column;
	return true;
}

bool sheet_table_add_cell(struct sheet_table *table, uint32_t column, enum sheet_cell_type type,
                          const char *text, size_t length, struct findings *findings)
{
	const struct sheet_row *row = &table->rows[table->rows_length - 1];
	const char *copy;

	if (length == 0 && type != SHEET_CELL_ERROR)
		return true;
	if (column == 0 || column > SHEET_COLUMNS_MAX)
		return too_large(findings, row->number, "The row has more than 1,024 columns.");
	if (length > SHEET_CELL_BYTES_MAX)
		return too_large(findings, row->number,
		                 "A cell of the row holds more than 32,767 characters.");
	if (row->length > 0 && table->cells[table->cells_length - 1].column >= column) {
		sheet_unreadable(findings, "brokenWorkbook", row->number,
		                 "Open the file in Excel and save it again.",
		                 "The cells of the row are out of order.");
		return false;
	}
	copy = sheet_arena_text(&table->text, text, length);
	if (copy == NULL)
		return table->text.total + length >= table->text.limit
		               ? too_large(findings, row->number,
		                           "The sheet holds more than 512 MiB of text.")
		               : no_memory(findings);
	return append(table,
	              (struct sheet_cell){ .text = copy,
	                                   .length = (uint32_t)length,
	                                   .column = (uint16_t)column,
	                                   .type = (uint8_t)type },
	              findings);
}

const struct sheet_cell *sheet_table_cell(const struct sheet_table *table, const struct sheet_row *row,
                                          uint32_t column)
{
	const struct sheet_cell *cells = table->cells + row->first;
	size_t low = 0;
	size_t high = row->length;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (cells[middle].column < column)
			low = middle + 1;
		else
			high = middle;
	}
	return low < row->length && cells[low].column == column ? &cells[low] : NULL;
}

size_t sheet_table_row_from(const struct sheet_table *table, uint32_t number)
{
	size_t low = 0;
	size_t high = table->rows_length;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (table->rows[middle].number < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* ------------------------------------------------------------------ cell names */

void sheet_cell_name(uint32_t column, uint32_t row, char out[SHEET_CELL_NAME])
{
	char letters[8];
	size_t at = sizeof letters - 1;

	letters[at] = '\0';
	for (; column > 0 && at > 0; column = (column - 1) / 26)
		letters[--at] = (char)('A' + (column - 1) % 26);
	snprintf(out, SHEET_CELL_NAME, "%s%u", letters + at, row);
}

static bool read_letters(const char *text, size_t length, size_t *at, uint32_t *column)
{
	size_t begin = *at;

	*column = 0;
	for (; *at < length && *at - begin < 4; (*at)++) {
		char c = text[*at];

		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (c < 'A' || c > 'Z')
			break;
		*column = *column * 26 + (uint32_t)(c - 'A' + 1);
	}
	return *at > begin;
}

bool sheet_cell_parse(const char *text, size_t length, uint32_t *column, uint32_t *row)
{
	size_t at = length > 0 && text[0] == '$';
	size_t digits;

	if (!read_letters(text, length, &at, column))
		return false;
	at += at < length && text[at] == '$';
	digits = at;
	*row = 0;
	for (; at < length && at - digits < 8 && text[at] >= '0' && text[at] <= '9'; at++)
		*row = *row * 10 + (uint32_t)(text[at] - '0');
	return at == length && at > digits && *row > 0;
}
