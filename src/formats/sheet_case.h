/*
 * sheet_case.h - rosters and activity records as what mipsia scores and CMS
 * takes: the `participation` object of a case (docs/case-format.md), and QPP
 * submissions with one `ia` measurement set each.
 *
 * A group's submission names every activity that anyone of the group performed;
 * whether enough clinicians did, its participation says: score the case before
 * sending the submission.
 *
 * Every json_t * returned belongs to the caller; NULL when there is no memory.
 */
#ifndef MIPSIA_FORMATS_SHEET_CASE_H
#define MIPSIA_FORMATS_SHEET_CASE_H

#include <jansson.h>

#include "formats/finding.h"
#include "formats/sheet_records.h"
#include "formats/sheet_roster.h"
#include "mipsia/mipsia.h"

/* Which rows belong to an entity: those of its TIN, its year and, for an
 * individual, its NPI. Rows without TIN or year belong to every one. */
struct sheet_entity {
	int year;
	const char *tin; /* "": any */
	const char *npi; /* "": a group */
};

/* {roster, activities}. `roster` or `records` may be NULL. An individual has no
 * roster: it is its own. */
json_t *sheet_participation(const mipsia_rulebook *book, const struct sheet_roster *roster,
                            const struct sheet_records *records, struct sheet_entity entity);

/* How the records' TINs are reported. */
enum sheet_reporting {
	SHEET_AS_GROUPS,     /* one submission a TIN and year */
	SHEET_AS_INDIVIDUALS /* one submission a TIN, NPI and year */
};

/* An array of submissions, in the order of year, TIN and NPI. Records without TIN
 * or year are left out with a finding each (missingTin, yearNotKnown: errors).
 * The set's period runs from the first start to the last end within the year;
 * where none is stated, over the year, with a warning (periodAssumed). */
json_t *sheet_submissions(const mipsia_rulebook *book, const struct sheet_records *records,
                          enum sheet_reporting reporting, struct findings *findings);

/* The same as an array of cases {id, submission, participation}. `roster` may be
 * NULL. IDs show no TIN in full. */
json_t *sheet_cases(const mipsia_rulebook *book, const struct sheet_roster *roster,
                    const struct sheet_records *records, enum sheet_reporting reporting,
                    struct findings *findings);

#endif
