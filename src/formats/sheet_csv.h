/*
 * sheet_csv.h - CSV into a sheet_table, through libcsv. Rows are numbered as
 * Excel numbers them: a quoted field with newlines is one row, a blank line is a
 * row, a line `sep=;` is none.
 */
#ifndef MIPSIA_FORMATS_SHEET_CSV_H
#define MIPSIA_FORMATS_SHEET_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "formats/finding.h"
#include "formats/sheet_table.h"

/* Reads the bytes of a file, in any encoding of sheet_encoding.h, into an empty
 * table. False after a finding when they cannot be read; the caller frees the
 * table in any case. */
bool sheet_csv_read(const void *bytes, size_t size, struct sheet_table *table, struct findings *findings);

#endif
