/*
 * sheet_write.h - CSV that Excel opens right: a byte order mark, CR LF, every
 * field quoted, and no field that it would run as a formula.
 */
#ifndef MIPSIA_FORMATS_SHEET_WRITE_H
#define MIPSIA_FORMATS_SHEET_WRITE_H

#include <stdio.h>

/* Errors of writing are those of the stream: look at ferror at the end. */
void sheet_write_begin(FILE *out);

/* Writes a field, and the delimiter in front of it unless it is the first. An
 * empty field has no quotes. Text that begins with = + - @ or a control character
 * gets an apostrophe in front. */
void sheet_write_field(FILE *out, const char *text, char delimiter, int first);
void sheet_write_end_row(FILE *out);

#endif
