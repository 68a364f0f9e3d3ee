/* sheet_columns.c - see sheet_columns.h. */
#include "formats/sheet_columns.h"

#include <string.h>

#include "formats/sheet_clean.h"
#include "formats/sheet_date.h"

/* The cell of a column in the row with that index, below the header. */
static const struct sheet_cell *cell_at(const struct sheet_table *table, size_t row, uint16_t column)
{
	return sheet_table_cell(table, &table->rows[row], column);
}

/* "Start (MM/DD/YYYY)" says the order. */
static unsigned order_of_heading(const struct sheet_table *table, const struct sheet_header *header,
				 uint16_t column)
{
	for (size_t row = header->row; row < header->row + header->rows; row++) {
		const struct sheet_cell *cell = cell_at(table, row, column);

		if (cell == NULL)
			continue;
		if (strcasestr(cell->text, "mm/dd") != NULL || strcasestr(cell->text, "m/d/y") != NULL)
			return SHEET_ORDER_MDY;
		if (strcasestr(cell->text, "dd/mm") != NULL || strcasestr(cell->text, "dd.mm") != NULL ||
		    strcasestr(cell->text, "d/m/y") != NULL)
			return SHEET_ORDER_DMY;
	}
	return 0;
}

static void warn_of_difference(const struct sheet_header *header, const struct sheet_table *table,
			       uint16_t column, struct findings *findings)
{
	uint32_t row = table->rows[header->row + header->rows - 1].number;
	char name[SHEET_CELL_NAME];

	sheet_cell_name(column, row, name);
	findings_add(findings, FINDING_WARNING, FINDING_MIPSIA, "datesDiffer", 0,
		     (struct finding_place){ name, row, column },
		     "Write the dates of the column as YYYY-MM-DD.",
		     "The column mixes dates with the month first and dates with the day first.");
}

static unsigned order_of_cells(const struct sheet_table *table, const struct sheet_header *header,
			       uint16_t column, struct findings *findings)
{
	unsigned orders = SHEET_ORDER_ANY;

	for (size_t row = header->row + header->rows; row < table->rows_length; row++) {
		const struct sheet_cell *cell = cell_at(table, row, column);
		char code[SHEET_CODE];

		if (cell == NULL || cell->type != SHEET_CELL_TEXT)
			continue;
		sheet_clean_code(cell->text, code);
		orders &= sheet_date_orders(code, strlen(code));
	}
	if (orders != 0)
		return orders;
	warn_of_difference(header, table, column, findings);
	return SHEET_ORDER_ANY; /* each cell for itself */
}

struct sheet_day_column sheet_columns_day(const struct sheet_table *table, const struct sheet_header *header,
					  enum sheet_field field, unsigned stated, struct findings *findings)
{
	uint16_t column = header->column[field];
	struct sheet_day_column day = { .orders = stated, .is_1904 = table->is_1904 };

	if (column != 0 && day.orders == 0)
		day.orders = order_of_heading(table, header, column);
	if (column != 0 && day.orders == 0)
		day.orders = order_of_cells(table, header, column, findings);
	return day;
}

bool sheet_columns_keep_zeros(const struct sheet_table *table, const struct sheet_header *header)
{
	uint16_t column = header->column[SHEET_FIELD_TIN];

	for (size_t row = header->row + header->rows; column != 0 && row < table->rows_length; row++) {
		const struct sheet_cell *cell = cell_at(table, row, column);
		char code[SHEET_CODE];

		if (cell == NULL || cell->type != SHEET_CELL_TEXT || strchr(cell->text, '0') == NULL)
			continue;
		sheet_clean_code(cell->text, code);
		if (code[0] == '0' && strspn(code, "0123456789-") == strlen(code))
			return true;
	}
	return false;
}
