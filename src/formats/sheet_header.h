/*
 * sheet_header.h - which column of a sheet means what, by its header. Columns may
 * stand in any order and under the names that people give them; titles may stand
 * above the header, and the header may take two rows.
 */
#ifndef MIPSIA_FORMATS_SHEET_HEADER_H
#define MIPSIA_FORMATS_SHEET_HEADER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "formats/finding.h"
#include "formats/sheet_table.h"

#define SHEET_HEADER_ROWS_MAX 20 /* filled rows among which the header is looked for */

/* What a sheet lists. */
enum sheet_kind {
	SHEET_KIND_NONE,
	SHEET_KIND_ROSTER,  /* clinicians and their time with the practice */
	SHEET_KIND_RECORDS, /* who performed which activity, from when to when */
	SHEET_KIND_END
};

enum sheet_field {
	SHEET_FIELD_YEAR,
	SHEET_FIELD_TIN,
	SHEET_FIELD_NPI,
	SHEET_FIELD_NAME,
	SHEET_FIELD_LAST_NAME,
	SHEET_FIELD_FIRST_NAME,
	SHEET_FIELD_SPECIALTY,
	SHEET_FIELD_ACTIVITY,
	SHEET_FIELD_BEGIN,  /* from, or start */
	SHEET_FIELD_FINISH, /* to, or end */
	SHEET_FIELD_EVIDENCE,
	SHEET_FIELD_OURS, /* Error, Warning and Repair of an annotated copy */
	SHEET_FIELD_END
};

struct sheet_header {
	enum sheet_kind kind;
	size_t row;                       /* index of the header's first row in the table */
	size_t rows;                      /* 1 or 2 */
	uint16_t column[SHEET_FIELD_END]; /* 0: there is none. SHEET_FIELD_OURS: the first */
};

/* "roster", "records". */
const char *sheet_kind_name(enum sheet_kind kind);

/* The title of a field as our templates write it: "activity_id". */
const char *sheet_field_title(enum sheet_kind kind, enum sheet_field field);

/* Finds the header. `wanted`: the kind it must be, or SHEET_KIND_NONE for either.
 * False after a finding when there is none, or a column is there twice. */
bool sheet_header_find(const struct sheet_table *table, enum sheet_kind wanted, struct sheet_header *header,
                       struct findings *findings);

/* Whether a row says the same as the header: printed sheets repeat it. */
bool sheet_header_is_repeated(const struct sheet_table *table, const struct sheet_header *header,
                              const struct sheet_row *row);

/* Whether the column is one of an annotated copy: Error, Warning, Repair. */
bool sheet_header_is_ours(const struct sheet_table *table, const struct sheet_header *header,
                          uint16_t column);

/* Warns of columns that are not read, if any. */
void sheet_header_report_unread(const struct sheet_table *table, const struct sheet_header *header,
                                struct findings *findings);

/* Letters and digits of a header's text in lower case, without what stands in
 * brackets: "Start Date (mm/dd/yyyy)" gives "startdate". */
#define SHEET_HEADER_KEY 64
void sheet_header_key(const char *text, char out[SHEET_HEADER_KEY]);

#endif
