/*
 * qpp_validate.h - says of a QPP submission object what CMS's Submissions API
 * would refuse, in the API's words: "field 'F' is missing", "field 'F' is
 * invalid: REASON", with the JSONPath. All performance years.
 *
 * Codes: missingField, badType, badValue, badIdentifier, identifierNotAllowed,
 * notTestTin, yearUnknown, entityUnknown, entityNotAllowed, programUnknown,
 * badDate, periodReversed, duplicateSet, duplicateMeasure, contradictoryDuplicate,
 * unknownActivity, notInInventory, notInMvp, onlyInMvp; as warnings, where CMS is
 * thought to take it: identifierNotUsed, badMethod.
 *
 * Categories other than `ia` are looked at only as far as every set goes: their
 * measures are CMS's business.
 */
#ifndef MIPSIA_FORMATS_QPP_VALIDATE_H
#define MIPSIA_FORMATS_QPP_VALIDATE_H

#include <stdbool.h>

#include <jansson.h>

#include "formats/finding.h"
#include "mipsia/mipsia.h"

/* What is sent to the API. */
enum qpp_root { QPP_SUBMISSION, QPP_MEASUREMENT_SET, QPP_MEASUREMENT };

/* What the object does not say itself. Start with { 0 }. */
struct qpp_validate_options {
	bool test_identifiers;   /* CMS's Developer Preview: TINs begin with 000 */
	int year;                /* of a set that names only its submissionId, of a measurement, or of
				    a submission whose own year is missing or no number */
	const char *entity_type; /* of the same; NULL: not known */
	const char *category;    /* of a measurement's set; NULL: "ia" */
	const char *program;     /* of a measurement's set; NULL: "mips" */
};

/* Adds what is wrong with the object. Paths begin at the object: "$.entityType".
 * No TIN and no NPI stands in a message. `options` may be NULL. */
void qpp_validate(const mipsia_rulebook *book, enum qpp_root root, const json_t *object,
                  const struct qpp_validate_options *options, struct findings *findings);

#endif
