/*
 * sheet_dialect.h - how a CSV file divides its fields: comma, semicolon or tab,
 * found out from the text, or said by a first line `sep=;`.
 */
#ifndef MIPSIA_FORMATS_SHEET_DIALECT_H
#define MIPSIA_FORMATS_SHEET_DIALECT_H

#include <stdbool.h>
#include <stddef.h>

struct sheet_dialect {
	char delimiter;
	bool separator_line;       /* the text begins with sep= */
	size_t begin;              /* where the first row begins */
	bool blanks_before_quotes; /* fields such as `, "Smith, Ann"` */
};

/* `text` is UTF-8 with LF between lines. */
struct sheet_dialect sheet_dialect_of(const char *text, size_t length);

#endif
