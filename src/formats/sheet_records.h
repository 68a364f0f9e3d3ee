/*
 * sheet_records.h - activity records: who performed which activity, from when to
 * when, and where the evidence is.
 */
#ifndef MIPSIA_FORMATS_SHEET_RECORDS_H
#define MIPSIA_FORMATS_SHEET_RECORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "formats/finding.h"
#include "formats/sheet_arena.h"
#include "formats/sheet_reader.h"

struct sheet_record {
	uint32_t row;             /* in the sheet */
	int year;                 /* 0: not stated */
	char tin[IDENTIFIER_TIN]; /* "" when the sheet has no such column */
	char npi[IDENTIFIER_NPI];
	int activity;      /* index in the rule book */
	mipsia_date start; /* MIPSIA_DATE_UNKNOWN: not stated, as `end` */
	mipsia_date end;
	const char *name;     /* of the clinician; "" when not stated */
	const char *evidence; /* "" when not stated */
};

/* Owns everything. Start with SHEET_RECORDS_EMPTY. */
struct sheet_records {
	struct sheet_record *items; /* in the order of the sheet */
	size_t length;
	size_t capacity;
	struct sheet_totals totals;
	struct sheet_arena text;
};

#define SHEET_RECORDS_EMPTY                                                                                  \
	{                                                                                                    \
		.text = {.limit = SHEET_TEXT_BYTES_MAX }                                                     \
	}

/* Reads the rows of a sheet; refused rows are left out and counted. False after a
 * finding when there is no header, or no memory. The caller frees in any case. */
bool sheet_records_read(struct sheet_records *records, const struct sheet_table *table,
                        const struct sheet_options *options, struct findings *findings);
void sheet_records_free(struct sheet_records *records); /* NULL is fine */

#endif
