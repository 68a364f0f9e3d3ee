/*
 * sheet_each.h - all rows of a sheet that can be read, with the doubts about them
 * said.
 */
#ifndef MIPSIA_FORMATS_SHEET_EACH_H
#define MIPSIA_FORMATS_SHEET_EACH_H

#include <stdbool.h>

#include "formats/sheet_reader.h"

/* Takes a row that was read or repaired; false: there is no memory for it. */
typedef bool sheet_take(void *payload, const struct sheet_entry *entry);

/* Reads the sheet and gives its rows to `take`; says how many were refused
 * (rowsRefused, a warning). False after a finding when there
 * is no header, or no memory; *totals is filled in any case. */
bool sheet_each(const struct sheet_table *table, const struct sheet_options *options, sheet_take *take,
                void *payload, struct sheet_totals *totals, struct findings *findings);

#endif
