/*
 * sheet_columns.h - what a whole column proves about its cells.
 */
#ifndef MIPSIA_FORMATS_SHEET_COLUMNS_H
#define MIPSIA_FORMATS_SHEET_COLUMNS_H

#include "formats/sheet_fields.h"
#include "formats/sheet_header.h"

/* The order of the dates of a column: `stated` (0: not), or as its heading says
 * "(mm/dd/yyyy)", or as its cells leave possible. Warns where cells contradict
 * one another. */
struct sheet_day_column sheet_columns_day(const struct sheet_table *table, const struct sheet_header *header,
					  enum sheet_field field, unsigned stated, struct findings *findings);

/* Whether a TIN of the column begins with 0, so that not all leading zeros of
 * the file were lost. */
bool sheet_columns_keep_zeros(const struct sheet_table *table, const struct sheet_header *header);

#endif
