/*
 * sheet_reader.h - the rows of a roster or of activity records, one at a time.
 * No row is lost silently: each is read, repaired, refused, or said to be none.
 *
 * Codes of findings, besides those of sheet_fields.h: endBeforeStart (error);
 * exampleIgnored, headerRepeated, yearFromDates (repairs); columnNotRead, hiddenRows,
 * zerosKept, datesDiffer, noRows (warnings).
 */
#ifndef MIPSIA_FORMATS_SHEET_READER_H
#define MIPSIA_FORMATS_SHEET_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "formats/finding.h"
#include "formats/identifier.h"
#include "formats/sheet_fields.h"
#include "formats/sheet_header.h"
#include "formats/sheet_table.h"
#include "mipsia/mipsia.h"

/* The text that marks the example line of a template, at the beginning of a cell. */
#define SHEET_EXAMPLE "Example line"

struct sheet_options {
	const mipsia_rulebook *book; /* required */
	enum sheet_kind kind;        /* what it must be; SHEET_KIND_NONE: see by the header */
	int year;                    /* of rows that name none; 0: not known */
	enum identifier_mode mode;
	unsigned date_order;   /* stated: SHEET_ORDER_MDY or SHEET_ORDER_DMY; 0: as columns prove */
	bool tin_may_be_empty; /* whose sheet it is is known: a TIN is read where there is one */
};

enum sheet_state {
	SHEET_STATE_READ,
	SHEET_STATE_REPAIRED,
	SHEET_STATE_REFUSED, /* its findings say why */
	SHEET_STATE_BLANK,
	SHEET_STATE_EXAMPLE,
	SHEET_STATE_HEADER /* the header once more */
};

/* One row. Owns its texts: sheet_entry_free. */
struct sheet_entry {
	enum sheet_state state;
	uint32_t row;
	int year;                 /* 0: not known */
	char tin[IDENTIFIER_TIN]; /* "" when the sheet has no such column, or it may be empty */
	char npi[IDENTIFIER_NPI];
	int activity;      /* index in the rule book; -1 in a roster */
	mipsia_date begin; /* MIPSIA_DATE_UNKNOWN: not stated */
	mipsia_date finish;
	char *name; /* "" when not stated, as the next two */
	char *specialty;
	char *evidence;
};

/* Rows below the header, but for `titles`. rows = read + repaired + refused. */
struct sheet_totals {
	size_t rows;
	size_t read; /* without repair */
	size_t repaired;
	size_t refused;
	size_t blank;
	size_t examples;
	size_t headers;
	size_t titles; /* rows above the header */
	size_t cells_repaired;
	size_t cells_refused;
};

/* Begun by sheet_reader_begin; nothing to free. The table must outlive it. */
struct sheet_reader {
	const struct sheet_table *table;
	struct sheet_options options;
	struct sheet_header header;
	struct sheet_day_column begin;
	struct sheet_day_column finish;
	bool zeros_kept; /* a TIN of the column begins with 0: not all lost theirs */
	bool zeros_kept_said;
	bool no_rows_said;
	size_t next; /* index of the next row */
	struct sheet_totals totals;
};

/* Finds the header and looks at the columns. False after a finding. */
bool sheet_reader_begin(struct sheet_reader *reader, const struct sheet_table *table,
                        const struct sheet_options *options, struct findings *findings);

/* Reads the next row; false at the end. The caller frees *entry. */
bool sheet_reader_next(struct sheet_reader *reader, struct sheet_entry *entry, struct findings *findings);

void sheet_entry_free(struct sheet_entry *entry); /* NULL is fine */

#endif
