/*
 * csv.h - comma-separated values that Excel opens right: a byte order mark,
 * CR LF, fields quoted where they must be.
 */
#ifndef MIPSIA_CLI_CSV_H
#define MIPSIA_CLI_CSV_H

#include <stdio.h>

/* Writes the byte order mark and the header. */
void csv_begin(FILE *out, const char *header);
/* Writes one field; `last` ends the row. Text that a spreadsheet would take for
 * a formula gets a leading apostrophe. */
void csv_put(FILE *out, const char *text, int last);

#endif
