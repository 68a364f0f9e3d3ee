/*
 * sheet_check.h - what is doubtful in a row, as far as it could be read. All are warnings.
 *
 * Codes: duplicateRow, clinicianTwice, otherYear, notInInventory, suspended,
 * onlyInMvp, outsideYear, periodTooShort, dateMissing.
 */
#ifndef MIPSIA_FORMATS_SHEET_CHECK_H
#define MIPSIA_FORMATS_SHEET_CHECK_H

#include "formats/sheet_reader.h"
#include "formats/sheet_seen.h"

/* Remembers earlier rows. Start with { .reader = ... }, end with
 * sheet_check_free. The reader must outlive it. */
struct sheet_check {
	const struct sheet_reader *reader;
	struct sheet_seen rows;
	struct sheet_seen clinicians;
};

/* Looks at a row that was read or repaired, and at the readable cells of one that was
 * refused; rows that are none are passed over. */
void sheet_check_entry(struct sheet_check *check, const struct sheet_entry *entry, struct findings *findings);
void sheet_check_free(struct sheet_check *check);

#endif
