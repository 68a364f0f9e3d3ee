/*
 * sheet_encoding.h - the bytes of a text file as UTF-8. Read as: UTF-8 with or
 * without byte order mark, UTF-16 of either order with one, and Windows-1252
 * where nothing else fits, which is said. CR LF and CR become LF; a
 * Ctrl-Z at the end is left out (endMark, a repair).
 */
#ifndef MIPSIA_FORMATS_SHEET_ENCODING_H
#define MIPSIA_FORMATS_SHEET_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

#include "formats/finding.h"

/* Valid UTF-8 without byte order mark and without NUL, but for one behind its
 * end. The caller frees `bytes`. */
struct sheet_text {
	char *bytes;
	size_t length;
};

/* False after a finding when the bytes are no text, or in no encoding above. */
bool sheet_decode(const void *bytes, size_t size, struct sheet_text *out, struct findings *findings);

#endif
