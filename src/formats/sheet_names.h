/*
 * sheet_names.h - the headings that people write, and what they mean.
 */
#ifndef MIPSIA_FORMATS_SHEET_NAMES_H
#define MIPSIA_FORMATS_SHEET_NAMES_H

#include "formats/sheet_header.h"

/* The field of a heading's key (sheet_header_key), or SHEET_FIELD_END. */
enum sheet_field sheet_names_find(const char *key);

#endif
