/*
 * sheet_roster.h - a roster: who bills under a TIN, from when to when.
 */
#ifndef MIPSIA_FORMATS_SHEET_ROSTER_H
#define MIPSIA_FORMATS_SHEET_ROSTER_H

#include <stdbool.h>
#include <stddef.h>

#include "formats/finding.h"
#include "formats/sheet_arena.h"
#include "formats/sheet_reader.h"

struct sheet_clinician {
	uint32_t row;             /* in the sheet */
	char tin[IDENTIFIER_TIN]; /* "" when the sheet has no such column */
	char npi[IDENTIFIER_NPI];
	const char *name;      /* "Last, First" or as it stands; "" when not stated */
	const char *specialty; /* "" when not stated */
	mipsia_date from;      /* MIPSIA_DATE_UNKNOWN: open, as `to` */
	mipsia_date to;
};

/* Owns everything. Start with SHEET_ROSTER_EMPTY. */
struct sheet_roster {
	struct sheet_clinician *items; /* in the order of the sheet */
	size_t length;
	size_t capacity;
	struct sheet_totals totals;
	struct sheet_arena text;
};

#define SHEET_ROSTER_EMPTY                                                                                   \
	{                                                                                                    \
		.text = {.limit = SHEET_TEXT_BYTES_MAX }                                                     \
	}

/* Reads the rows of a sheet; refused rows are left out and counted. False after a
 * finding when there is no header, or no memory. The caller frees in any case. */
bool sheet_roster_read(struct sheet_roster *roster, const struct sheet_table *table,
                       const struct sheet_options *options, struct findings *findings);
void sheet_roster_free(struct sheet_roster *roster); /* NULL is fine */

#endif
