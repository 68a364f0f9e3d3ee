/*
 * sheet_xlsx_parts.h - the parts of a workbook, for sheet_xlsx*.c alone.
 */
#ifndef MIPSIA_FORMATS_SHEET_XLSX_PARTS_H
#define MIPSIA_FORMATS_SHEET_XLSX_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "formats/outbuf.h"
#include "formats/sheet_arena.h"
#include "formats/sheet_xlsx.h"
#include "formats/xml_stream.h"

#define SHEET_PART_NAME 300

struct sheet_xlsx_sheet {
	char name[SHEET_XLSX_NAME];
	char part[SHEET_PART_NAME]; /* "xl/worksheets/sheet1.xml" */
	bool hidden;
};

struct sheet_xlsx {
	const void *bytes;
	size_t size;
	struct sheet_xlsx_sheet sheets[SHEET_XLSX_SHEETS_MAX];
	size_t sheets_length;
	bool is_1904;
	/* shared strings */
	struct sheet_arena strings_text;
	const char **strings;
	size_t strings_length;
	size_t strings_capacity;
	/* which cell formats are dates */
	bool *date_styles;
	size_t styles_length;
};

/* Reads one part through the events. `required`: a missing part is a fault.
 * False after a finding. */
bool sheet_xlsx_part(const struct sheet_xlsx *book, const char *part, bool required,
                     const struct xml_stream_events *events, struct findings *findings);

/* sheet_xlsx_strings.c, sheet_xlsx_styles.c: false after a finding. */
bool sheet_xlsx_read_strings(struct sheet_xlsx *book, const char *part, struct findings *findings);
bool sheet_xlsx_read_styles(struct sheet_xlsx *book, const char *part, struct findings *findings);

/* Undoes the escapes _x000D_ of strings, in place; returns the new length. */
size_t sheet_xlsx_unescape(char *text, size_t length);

/* Whether a number format shows a day: "m/d/yyyy" does, "0.00" and "h:mm" do not. */
bool sheet_xlsx_is_date_format(const char *format);

/* An area of merged cells. */
struct sheet_merge {
	uint32_t first_row, last_row;
	uint16_t column;
};

/* sheet_xlsx_merge.c: gives every row of a merged area the text of its topmost
 * cell. False after a finding. */
bool sheet_xlsx_fill_merges(struct sheet_table *table, const struct sheet_merge *merges, size_t length,
                            struct findings *findings);

#endif
