/*
 * qpp_doubt.h - what CMS would accept without a word and a careful person would
 * not: activities that add nothing, were suspended or may not be repeated,
 * periods too short, sets that are empty, misspelt members, test identifiers.
 * All are warnings of ours; none changes a score.
 *
 * Codes: npiFirstDigit, npiCheckDigit, testTin, provisionalYear,
 * programOnSubmission, noSets, unknownField, severalSets, cehrtIdNotUsed,
 * modelProgram, periodOutsideYear, periodShort, emptySet, voidsReweighting,
 * reweightedAnyway, suspendedActivity, frequency, sitesNotMet, changedActivity,
 * notAttested, notNeeded, surplus.
 */
#ifndef MIPSIA_FORMATS_QPP_DOUBT_H
#define MIPSIA_FORMATS_QPP_DOUBT_H

#include <stdbool.h>

#include <jansson.h>

#include "formats/finding.h"
#include "formats/qpp_profile.h"
#include "formats/qpp_validate.h"

struct qpp_doubt_options {
	const struct qpp_profile *profile; /* NULL: nothing is known of the entity */
	int year;                          /* of an object that does not say it, or not as a number */
	bool test_identifiers;             /* CMS's fake TINs and NPIs are meant */
	bool npi_was_judged;               /* the reader of the file has said what it thinks of it */
};

/* Adds what is doubtful in the object, with paths that begin at it. What
 * qpp_validate refuses is passed over. `options` may be NULL. */
void qpp_doubt(const mipsia_rulebook *book, enum qpp_root root, const json_t *object,
               const struct qpp_doubt_options *options, struct findings *findings);

#endif
