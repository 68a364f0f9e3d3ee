/*
 * sheet_annotate.h - a copy of a roster or of activity records with the columns
 * Error, Warning and Repair appended: what was found in each row, to be corrected
 * in Excel and checked again. Columns of an earlier copy are replaced.
 */
#ifndef MIPSIA_FORMATS_SHEET_ANNOTATE_H
#define MIPSIA_FORMATS_SHEET_ANNOTATE_H

#include <stdbool.h>
#include <stdio.h>

#include "formats/sheet_reader.h"

/* Writes CSV: all rows of the sheet in their order and under their numbers, cells
 * as they stand (merged areas filled). The delimiter is that of the sheet, a comma where that was said by
 * sep= or the sheet is a workbook's. *totals (may be NULL) is filled; `findings` get
 * what is said of the sheet as a whole, and all rows' findings up to FINDINGS_MAX.
 * False after a finding when the sheet has no header, with nothing written. */
bool sheet_annotate(FILE *out, const struct sheet_table *table, const struct sheet_options *options,
                    struct sheet_totals *totals, struct findings *findings);

#endif
