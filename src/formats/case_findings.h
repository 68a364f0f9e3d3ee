/*
 * case_findings.h - what the intake has to say about a case: errors (the case
 * cannot be scored) and warnings (it can, but look here). Codes are stable and
 * listed in docs/case-format.md.
 *
 * No TIN and no NPI gets into a message: what is quoted from a file is cut
 * short, and long runs of digits are masked.
 */
#ifndef MIPSIA_FORMATS_CASE_FINDINGS_H
#define MIPSIA_FORMATS_CASE_FINDINGS_H

#include "formats/outbuf.h"

enum case_code {
	/* errors */
	CASE_SYNTAX,
	CASE_TOO_LARGE,
	CASE_OUT_OF_MEMORY,
	CASE_BAD_TYPE,
	CASE_BAD_VALUE,
	CASE_MISSING_FIELD,
	CASE_DUPLICATE_FIELD,
	CASE_YEAR_UNKNOWN,
	CASE_ENTITY_UNKNOWN,
	CASE_ENTITY_NOT_ALLOWED,
	CASE_PROGRAM_UNKNOWN,
	CASE_PROGRAM_NOT_IN_FORCE,
	CASE_MVP_UNKNOWN,
	/* warnings about the file */
	CASE_UNKNOWN_FIELD,
	CASE_UNKNOWN_CATEGORY,
	CASE_BAD_DATE,
	CASE_MORE_FINDINGS,
	/* warnings about activities */
	CASE_UNKNOWN_ACTIVITY,
	CASE_NOT_IN_INVENTORY,
	CASE_NOT_IN_MVP,
	CASE_ONLY_IN_MVP,
	CASE_DUPLICATE_MEASURE,
	CASE_CONTRADICTORY_DUPLICATE,
	CASE_VALUE_MISSING,
	CASE_SUSPENDED_ACTIVITY,
	CASE_FREQUENCY,
	CASE_PERIOD_SHORT,
	CASE_PARTICIPATION_UNKNOWN,
	CASE_NOT_PERFORMED,
	CASE_STRANGER,
	CASE_DUPLICATE_CLINICIAN,
	CASE_PERIOD_REVERSED,
	CASE_TOO_MANY_PERFORMERS,
	CASE_EMPTY_ROSTER,
	CASE_CONTRADICTORY_ENTRY,
	CASE_SITES_NOT_MET,
	CASE_SITES_UNKNOWN,
	CASE_SURPLUS,
	/* warnings about the entity and its score */
	CASE_STATUS_CONTRADICTS_COUNTS,
	CASE_FACT_UNUSED,
	CASE_ROSTER_SMALL,
	CASE_SMALL_PRACTICE_PI,
	CASE_EXTREME_IGNORED,
	CASE_COVID_APPLICATION_2019,
	CASE_IA_REWEIGHTED_BUT_SUBMITTED,
	CASE_REWEIGHT_IGNORED,
	CASE_FEWER_THAN_TWO_CATEGORIES,
	CASE_MODEL_PROGRAM,
	CASE_APM_ENTITY_BEFORE_2021,
	CASE_SEVERAL_SETS,
	CASE_SEVERAL_PROGRAMS,
	CASE_PROVISIONAL_YEAR,
	CASE_CODE_END
};

#define CASE_FIRST_WARNING CASE_UNKNOWN_FIELD

/* "unknownField"; NULL when out of range. */
const char *case_code_name(enum case_code code);

static inline bool case_code_is_error(enum case_code code)
{
	return code < CASE_FIRST_WARNING;
}

/* A place in the case, built on the stack on the way down and written out only
 * when there is something to say. */
struct case_path {
	const struct case_path *up; /* NULL: the case itself, "$" */
	const char *name;           /* a member; NULL: an element */
	size_t name_length;
	size_t index; /* of the element */
};

/* The path of a member or an element of `parent`. */
static inline struct case_path case_path_member(const struct case_path *parent, const char *name,
                                                size_t length)
{
	return (struct case_path){ .up = parent, .name = name, .name_length = length };
}

static inline struct case_path case_path_element(const struct case_path *parent, size_t index)
{
	return (struct case_path){ .up = parent, .index = index };
}

struct case_finding {
	enum case_code code;
	uint32_t message; /* place in case_findings.text */
	uint32_t path;
};

#define CASE_FINDINGS_MAX 1000 /* a case; more are counted, not kept */
#define CASE_WARNINGS_MAX 900  /* of them, so that errors find room */

/* Owned by a case reader. */
struct case_findings {
	struct case_finding list[CASE_FINDINGS_MAX];
	size_t length;
	size_t errors; /* those not kept included */
	size_t warnings;
	size_t dropped; /* not kept */
	struct outbuf text;
};

/* Starts with no memory. */
void case_findings_init(struct case_findings *findings);
void case_findings_free(struct case_findings *findings);
/* Forgets the findings, keeps the memory. */
void case_findings_clear(struct case_findings *findings);

/* Adds a finding; the message is formatted like printf, with %s, %d and %zu only,
 * and says what is wrong, then what to do. */
void case_findings_add(struct case_findings *findings, enum case_code code, const struct case_path *path,
                       const char *format, ...) __attribute__((format(printf, 4, 5)));

const char *case_finding_message(const struct case_findings *findings, size_t index);
/* JSONPath from the case, "$.submission.entityType". */
const char *case_finding_path(const struct case_findings *findings, size_t index);

#define CASE_QUOTE_MAX 40

/* Text of a file made fit for a message: short, printable, masked. */
struct case_quote {
	char text[CASE_QUOTE_MAX + 8];
};

struct case_quote case_quote(const char *text, size_t length);

#endif
