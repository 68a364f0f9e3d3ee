/*
 * zip_file.h - a zip archive in memory.
 *
 *	struct zip_file zip;
 *
 *	zip_begin(&zip, seconds);
 *	zip_add(&zip, "a.json", bytes, length);
 *	if (zip_end(&zip, &out, &length))
 *		...
 */
#ifndef MIPSIA_SERVICES_ZIP_FILE_H
#define MIPSIA_SERVICES_ZIP_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "formats/outbuf.h"

#define ZIP_FILE_MAX ((size_t)512 << 20) /* bytes of the archive */

struct archive;

struct zip_file {
	struct archive *archive; /* private */
	struct outbuf out;
	int64_t seconds; /* since 1970: the time of all entries, so that the same content is the same file */
	bool failed;
};

void zip_begin(struct zip_file *zip, int64_t seconds);
/* Adds an entry; its name is ASCII, without folders. */
void zip_add(struct zip_file *zip, const char *name, const char *bytes, size_t length);
/* Ends it in any case. The bytes are the caller's to free(); false: no memory, or too
 * large. */
bool zip_end(struct zip_file *zip, char **bytes, size_t *length);

#endif
