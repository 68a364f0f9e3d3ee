/*
 * sheet_file.h - a file as a sheet: CSV or workbook, whichever it is. Of a
 * workbook the first visible worksheet with a header that we know is read, and
 * the others are named in a warning.
 *
 * Limit: SHEET_FILE_MAX bytes; see sheet_table.h and sheet_xlsx.h for the rest.
 */
#ifndef MIPSIA_FORMATS_SHEET_FILE_H
#define MIPSIA_FORMATS_SHEET_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "formats/finding.h"
#include "formats/sheet_header.h"
#include "formats/sheet_table.h"

#define SHEET_FILE_MAX ((size_t)256 << 20)

/* Reads the bytes into *table, which the caller frees in any case. `wanted`: what
 * kind the header must be of, SHEET_KIND_NONE for either. False after a finding;
 * a sheet without header is read all the same. */
bool sheet_file_read(const void *bytes, size_t size, enum sheet_kind wanted, struct sheet_table *table,
                     struct findings *findings);

/* The bytes of a file of at most SHEET_FILE_MAX; the caller frees them. NULL with
 * errno set; EFBIG: it is longer. */
void *sheet_file_load(const char *path, size_t *size);

#endif
