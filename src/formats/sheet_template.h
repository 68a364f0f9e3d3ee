/*
 * sheet_template.h - empty rosters and activity records to fill in: a header, one
 * example line, which is recognised and ignored when it is left in, and in the
 * workbook columns that keep leading zeros and lists to choose from.
 */
#ifndef MIPSIA_FORMATS_SHEET_TEMPLATE_H
#define MIPSIA_FORMATS_SHEET_TEMPLATE_H

#include <stdbool.h>
#include <stdio.h>

#include "formats/sheet_header.h"
#include "mipsia/mipsia.h"

/* Worksheets of ours whose names begin so hold no data: they are not read. */
#define SHEET_TEMPLATE_LISTS "mipsia lists"

struct sheet_template {
	const mipsia_rulebook *book;
	enum sheet_kind kind; /* roster or records */
	int year;             /* whose activities and dates the example and the lists have */
};

/* Errors of writing are those of the stream. */
void sheet_template_csv(FILE *out, const struct sheet_template *template);

/* Writes a workbook into a new file, or over an old one; false with errno set. */
bool sheet_template_xlsx(const char *path, const struct sheet_template *template);

#endif
