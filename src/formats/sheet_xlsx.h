/*
 * sheet_xlsx.h - Excel workbooks (.xlsx, .xlsm) into sheet_tables. Debian has no
 * C library that reads them; libarchive unpacks, libxml2 parses, and the little
 * between is here: workbook, shared strings, date styles, cells, merged areas.
 * Macros, links and formulas are never run: a formula's last value is its value.
 *
 * Limits: those of sheet_zip.h, xml_stream.h and sheet_table.h, and
 * SHEET_XLSX_SHEETS_MAX, SHEET_XLSX_STRINGS_MAX, SHEET_XLSX_STYLES_MAX,
 * SHEET_XLSX_MERGES_MAX. A workbook is not thread-safe; two workbooks are.
 */
#ifndef MIPSIA_FORMATS_SHEET_XLSX_H
#define MIPSIA_FORMATS_SHEET_XLSX_H

#include <stdbool.h>
#include <stddef.h>

#include "formats/finding.h"
#include "formats/sheet_table.h"

#define SHEET_XLSX_SHEETS_MAX 256
#define SHEET_XLSX_STRINGS_MAX ((size_t)2 << 20)
#define SHEET_XLSX_STYLES_MAX 65536
#define SHEET_XLSX_MERGES_MAX 10000
#define SHEET_XLSX_NAME 128 /* of a worksheet; Excel allows 31 characters */

struct sheet_xlsx;

/* Whether the bytes begin like a zip file. */
bool sheet_xlsx_sniff(const void *bytes, size_t size);

/* Opens a workbook; the bytes must outlive it. NULL after a finding. The caller
 * closes it. */
struct sheet_xlsx *sheet_xlsx_open(const void *bytes, size_t size, struct findings *findings);
void sheet_xlsx_close(struct sheet_xlsx *book); /* NULL is fine */

/* Worksheets in the order of their tabs. */
size_t sheet_xlsx_length(const struct sheet_xlsx *book);
const char *sheet_xlsx_name(const struct sheet_xlsx *book, size_t sheet);
bool sheet_xlsx_is_hidden(const struct sheet_xlsx *book, size_t sheet);

/* Reads a worksheet into an empty table; false after a finding. The caller frees
 * the table in any case. */
bool sheet_xlsx_read(struct sheet_xlsx *book, size_t sheet, struct sheet_table *table,
                     struct findings *findings);

#endif
