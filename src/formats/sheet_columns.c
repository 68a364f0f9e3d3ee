/* sheet_columns.c - see sheet_columns.h. */
#include "formats/sheet_columns.h"

#include <string.h>

#include "formats/sheet_clean.h"
#include "formats/sheet_date.h"

static const enum sheet_field day_fields[2] = { SHEET_FIELD_BEGIN, SHEET_FIELD_FINISH };

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
	             (struct finding_place){ name, row, column }, "Write the dates as YYYY-MM-DD.",
	             "The sheet mixes dates with the month first and dates with the day first.");
}

/* The orders in which every cell of the column is a day; 0: none. */
static unsigned order_of_cells(const struct sheet_table *table, const struct sheet_header *header,
                               uint16_t column)
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
	return orders;
}

/* What headings and cells prove together; each cell stands for itself where they
 * contradict one another. */
static unsigned order_of_sheet(const struct sheet_table *table, const struct sheet_header *header,
                               const unsigned headings[2], struct findings *findings)
{
	unsigned orders = SHEET_ORDER_ANY;

	for (size_t i = 0; i < 2; i++) {
		uint16_t column = header->column[day_fields[i]];

		if (column == 0)
			continue;
		orders &= headings[i] ? headings[i] : order_of_cells(table, header, column);
		if (orders != 0)
			continue;
		warn_of_difference(header, table, column, findings);
		return SHEET_ORDER_ANY;
	}
	return orders;
}

void sheet_columns_days(const struct sheet_table *table, const struct sheet_header *header, unsigned stated,
                        struct sheet_day_column days[2], struct findings *findings)
{
	unsigned headings[2] = { 0, 0 };
	unsigned proven = stated;

	for (size_t i = 0; i < 2 && stated == 0; i++) {
		uint16_t column = header->column[day_fields[i]];

		headings[i] = column != 0 ? order_of_heading(table, header, column) : 0;
	}
	if (stated == 0 && (headings[0] == 0 || headings[1] == 0))
		proven = order_of_sheet(table, header, headings, findings);
	for (size_t i = 0; i < 2; i++)
		days[i] = (struct sheet_day_column){ .orders = headings[i] ? headings[i] : proven,
			                             .is_1904 = table->is_1904 };
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
