/*
 * sheet_columns.h - what whole columns prove about their cells.
 */
#ifndef MIPSIA_FORMATS_SHEET_COLUMNS_H
#define MIPSIA_FORMATS_SHEET_COLUMNS_H

#include "formats/sheet_fields.h"
#include "formats/sheet_header.h"

/* The order of the dates of the first and the last day: `stated` (0: not), or as the
 * column's heading says "(mm/dd/yyyy)", or as all cells of both columns prove: what
 * one proves serves the other, too. Warns where they contradict one another; then
 * nothing is proven. */
void sheet_columns_days(const struct sheet_table *table, const struct sheet_header *header, unsigned stated,
                        struct sheet_day_column days[2], struct findings *findings);

/* Whether a TIN of the column begins with 0, so that not all leading zeros of
 * the file were lost. */
bool sheet_columns_keep_zeros(const struct sheet_table *table, const struct sheet_header *header);

#endif
