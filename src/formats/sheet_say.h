/*
 * sheet_say.h - findings about one cell.
 */
#ifndef MIPSIA_FORMATS_SHEET_SAY_H
#define MIPSIA_FORMATS_SHEET_SAY_H

#include "formats/sheet_clean.h"
#include "formats/sheet_fields.h"

/* Each marks the spot. The message is formatted like printf. */
void sheet_say_repair(struct sheet_spot *spot, const char *code, const char *message, ...)
	__attribute__((format(printf, 3, 4)));
void sheet_say_error(struct sheet_spot *spot, const char *code, const char *remedy, const char *message, ...)
	__attribute__((format(printf, 4, 5)));
void sheet_say_warning(struct sheet_spot *spot, const char *code, const char *remedy, const char *message,
                       ...) __attribute__((format(printf, 4, 5)));

/* Begins a cell that should be a code (sheet_clean_code): its text without what
 * clings to it. False when it is empty, or refused for what it is (an error of
 * Excel). What was cleaned is said. */
bool sheet_begin_code(struct sheet_spot *spot, char code[SHEET_CODE]);

#endif
