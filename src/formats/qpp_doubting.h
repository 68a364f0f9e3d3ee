/*
 * qpp_doubting.h - what the files that doubt share. Private to qpp_doubt*.c.
 */
#ifndef MIPSIA_FORMATS_QPP_DOUBTING_H
#define MIPSIA_FORMATS_QPP_DOUBTING_H

#include "formats/qpp_doubt.h"
#include "formats/qpp_names.h"

#define QPP_PATH_TEXT 128
#define QPP_SET_PATH_TEXT 48 /* "$.measurementSets[12]" */
#define QPP_REMEDY_TEXT 320
#define QPP_ATTESTED_MAX 256 /* more activities than any inventory has */

struct qpp_doubting {
	const mipsia_rulebook *book;
	struct findings *findings;
	const struct qpp_profile *profile; /* NULL: nothing is known */
	bool test_identifiers;
	bool npi_was_judged;
	int year;             /* 0: not known */
	mipsia_entity entity; /* MIPSIA_ENTITY_END: not known */
	const char *program;  /* of the submission (2017), or NULL */
};

/* An activity that a set attests to, once. */
struct qpp_attested {
	int activity;
	size_t place; /* in measurements */
};

/* A set of category `ia`, understood as far as it can be. */
struct qpp_ia_set {
	const json_t *json;
	char path[QPP_SET_PATH_TEXT];
	struct qpp_program program;
	mipsia_date start;
	mipsia_date end;
	size_t measurements;
	size_t claimed;                                 /* value not false: true, or none that can be */
	struct qpp_attested attested[QPP_ATTESTED_MAX]; /* true, of the inventory */
	size_t attested_length;
	mipsia_set set; /* the same */
};

#define QPP_IA_SETS_MAX 16 /* of a submission; the others are not compared */

void qpp_doubt_say(struct qpp_doubting *d, const char *code, const char *object, const char *field,
                   const char *remedy, const char *message, ...) __attribute__((format(printf, 6, 7)));

/* qpp_doubt_case.c: understands a set; the engine's case of it without its
 * activities. `sets`: all sets of the submission, or NULL. */
void qpp_ia_set_read(const struct qpp_doubting *d, const json_t *set, const char *path,
                     struct qpp_ia_set *out);
mipsia_case qpp_ia_set_case(const struct qpp_doubting *d, const struct qpp_ia_set *set, const json_t *sets);

/* qpp_doubt_set.c */
void qpp_doubt_set(struct qpp_doubting *d, const struct qpp_ia_set *set, const json_t *sets);
/* qpp_doubt_activity.c */
void qpp_doubt_activities(struct qpp_doubting *d, const struct qpp_ia_set *set, const mipsia_case *c);
/* qpp_doubt_field.c: members that are near misses of known ones. */
void qpp_doubt_fields(struct qpp_doubting *d, enum qpp_root kind, const json_t *object, const char *path);

#endif
