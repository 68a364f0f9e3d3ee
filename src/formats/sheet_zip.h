/*
 * sheet_zip.h - one part of a zip file (an .xlsx workbook is one), through
 * libarchive, from memory.
 *
 * Limits: SHEET_ZIP_ENTRIES_MAX entries; a part of SHEET_ZIP_PART_MAX bytes, and
 * of no more than SHEET_ZIP_RATIO_MAX times the size of the file beyond its
 * first SHEET_ZIP_FREE bytes (zip bombs).
 */
#ifndef MIPSIA_FORMATS_SHEET_ZIP_H
#define MIPSIA_FORMATS_SHEET_ZIP_H

#include <stdbool.h>
#include <stddef.h>

#define SHEET_ZIP_ENTRIES_MAX 10000
#define SHEET_ZIP_PART_MAX ((size_t)512 << 20)
#define SHEET_ZIP_FREE ((size_t)4 << 20)
#define SHEET_ZIP_RATIO_MAX 200

enum sheet_zip_result {
	SHEET_ZIP_READ,
	SHEET_ZIP_NO_PART, /* there is no part of that name */
	SHEET_ZIP_STOPPED, /* `take` returned false */
	SHEET_ZIP_BROKEN,  /* not a zip file, or damaged */
	SHEET_ZIP_ENCRYPTED,
	SHEET_ZIP_TOO_LARGE, /* beyond a limit */
	SHEET_ZIP_MEMORY
};

/* Takes the next bytes of a part; false stops. */
typedef bool sheet_zip_take(void *payload, const char *bytes, size_t length);

/* Gives all bytes of a part to `take`. Capitals in names do not count. */
enum sheet_zip_result sheet_zip_read(const void *zip, size_t size, const char *part, sheet_zip_take *take,
                                     void *payload);

/* Whether there is a part whose name begins like that; with "", any part at all:
 * a damaged file has none. */
bool sheet_zip_has(const void *zip, size_t size, const char *name_begin);

#endif
