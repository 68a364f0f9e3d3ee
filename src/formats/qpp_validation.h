/*
 * qpp_validation.h - what the files that validate share. Private to
 * qpp_validate*.c.
 */
#ifndef MIPSIA_FORMATS_QPP_VALIDATION_H
#define MIPSIA_FORMATS_QPP_VALIDATION_H

#include "formats/case_findings.h"
#include "formats/qpp_names.h"
#include "formats/qpp_validate.h"

#define QPP_PATH_TEXT 128
#define QPP_REASON_TEXT 320
#define QPP_REMEDY_TEXT 320

/* One validation on its way through the object. */
struct qpp_validation {
	const mipsia_rulebook *book;
	struct findings *findings;
	bool test_identifiers;
	int year;           /* 0: not known, or no year of ours */
	const char *entity; /* NULL: not known */
};

/* One measurement set on its way. */
struct qpp_set_facts {
	const char *category; /* NULL: not known */
	struct qpp_program program;
	const char *program_name; /* as written; "mips" when there is none */
};

/* Where and what, for qpp_say_invalid. */
struct qpp_fault {
	const char *code;   /* static */
	const char *object; /* JSONPath of the object that has the field */
	const char *field;  /* "category", or several: "category, submissionMethod" */
	const char *remedy; /* "" when obvious */
};

void qpp_say_missing(struct qpp_validation *v, const char *object, const char *field, const char *remedy);
void qpp_say_invalid(struct qpp_validation *v, struct qpp_fault fault, const char *reason, ...)
	__attribute__((format(printf, 3, 4)));
/* A doubt: the same grammar, but CMS is thought to take it. */
void qpp_say_doubt(struct qpp_validation *v, struct qpp_fault fault, const char *reason, ...)
	__attribute__((format(printf, 3, 4)));

/* The member, or NULL when it is absent or null. */
const json_t *qpp_member(const json_t *object, const char *name);

/* The member's text, or NULL: absent, null, or (after a finding) no string. */
const char *qpp_take_text(struct qpp_validation *v, const json_t *object, const char *path, const char *name);
/* The same, with a finding when it is absent or empty. */
const char *qpp_require_text(struct qpp_validation *v, const json_t *object, const char *path,
                             const char *name, const char *remedy);

/* "a string", "an array", ... */
const char *qpp_type_words(const json_t *value);

/* qpp_validate_entity.c: entity type, identifiers, year. */
void qpp_validate_entity(struct qpp_validation *v, const json_t *object, const char *path);
/* qpp_validate_set.c. `program`: of the submission (2017), or NULL. */
void qpp_validate_set(struct qpp_validation *v, const json_t *set, const char *path, const char *program,
                      struct qpp_set_facts *facts);
/* qpp_validate_measure.c. `seen`: measureIds of the set so far, or NULL. */
void qpp_validate_measurement(struct qpp_validation *v, const struct qpp_set_facts *set,
                              const json_t *measurement, const char *path, json_t *seen);

#endif
