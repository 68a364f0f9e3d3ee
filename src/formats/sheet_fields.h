/*
 * sheet_fields.h - one cell as a TIN, an NPI, an activity, a year, a day. What is
 * certain is repaired and said (FINDING_REPAIR); what is not is refused
 * (FINDING_ERROR); both name the cell, and neither shows a TIN.
 *
 * Codes of repairs: strayCharacters, mergedCell, lostZeros, separators,
 * numberFormat, activityFormat, yearFormat, dateFormat, dateSerial, timeOfDay,
 * emptyWord, wrongCodePage.
 * Codes of errors: missingTin, missingNpi, missingActivity, invalidTin,
 * invalidNpi, digitsLost, unknownActivity, severalActivities, invalidYear,
 * ambiguousDate, invalidDate, cellError, formulaNotCalculated. Of warnings:
 * letterLost.
 */
#ifndef MIPSIA_FORMATS_SHEET_FIELDS_H
#define MIPSIA_FORMATS_SHEET_FIELDS_H

#include <stdbool.h>

#include "formats/finding.h"
#include "formats/identifier.h"
#include "formats/sheet_table.h"
#include "mipsia/mipsia.h"

/* A cell being read, and what came of it. */
struct sheet_spot {
	const struct sheet_cell *cell; /* NULL: empty */
	uint32_t row;
	uint16_t column;
	struct findings *findings;
	bool repaired;
	bool refused;
};

/* Each returns true when *out is filled. On false the spot is refused, or the
 * cell is empty and may be. A TIN's lost zeros are put back where at most three
 * are missing: more only in test mode (CMS's fake TINs begin with 000). */
bool sheet_read_tin(struct sheet_spot *spot, enum identifier_mode mode, char out[IDENTIFIER_TIN]);
bool sheet_read_npi(struct sheet_spot *spot, enum identifier_mode mode, char out[IDENTIFIER_NPI]);
/* Index of the activity in the rule book. */
bool sheet_read_activity(struct sheet_spot *spot, const mipsia_rulebook *book, int *out);
bool sheet_read_year(struct sheet_spot *spot, const mipsia_rulebook *book, int *out);

/* The column of a day. */
struct sheet_day_column {
	unsigned orders; /* enum sheet_date_order: what the column leaves possible */
	bool is_1904;
	bool may_be_open; /* "present" is no day, and no fault */
};
bool sheet_read_day(struct sheet_spot *spot, struct sheet_day_column column, mipsia_date *out);

/* A copy of the words of a cell, cleaned; "" when it is empty. NULL when there is
 * no memory. The caller frees. */
char *sheet_read_words(struct sheet_spot *spot);

/* Whether a cell holds nothing but blanks, or is NULL. */
bool sheet_cell_is_blank(const struct sheet_cell *cell);

#endif
