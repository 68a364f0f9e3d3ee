/*
 * case_intake.h - what the files that read a case share. Only they include it.
 */
#ifndef MIPSIA_FORMATS_CASE_INTAKE_H
#define MIPSIA_FORMATS_CASE_INTAKE_H

#include "formats/case_read.h"

struct case_reader {
	const mipsia_rulebook *book;
	struct json_parser *parser;
	struct case_facts facts;
	size_t measurements_capacity;
	struct case_text submission_program; /* of the submission, 2017 only; NULL: none */
	struct case_text profile_program;    /* of the profile; NULL: none */
	int apm_option;                      /* by profile.apmScoringStandard, or -1 */
	/* scratch; each grows up to its limit */
	mipsia_attestation *history;
	size_t history_capacity;
	mipsia_member *roster;
	size_t roster_length;
	size_t roster_capacity;
	mipsia_performance *performances;
	size_t performances_length;
	size_t performances_capacity;
};

/* Makes room for one more element; NULL after an error (no memory, or `most`
 * elements are there already). */
void *case_grow(struct case_reader *reader, void *array, size_t *capacity, size_t length, size_t size, size_t most,
                const struct case_path *path);

/* -------------------------------------------------- objects and their members */

struct case_field {
	const char *name;
	size_t length;
};

#define CASE_FIELD(name) { name, sizeof(name) - 1 }
#define CASE_LENGTH_OF(array) (sizeof(array) / sizeof((array)[0]))

/* An object on its way through: case_object_next steps to the next member that
 * is known and not null. A known member that comes twice is an error; an
 * unknown one a warning if the object is `ours`. */
struct case_object {
	struct case_reader *reader;
	const struct case_field *fields;
	size_t fields_length; /* at most 32 */
	bool ours;
	uint32_t seen;        /* bit i: field i came */
	struct json_cursor cursor;
	const struct case_path *self;
	struct case_path path;    /* of the current member */
	struct json_value value;  /* of the current member */
};

#define CASE_OBJECT_END (-1)

/* False after an error when the value is no object. `self` must outlive it. */
bool case_object_open(struct case_object *object, struct case_reader *reader, struct json_value value,
                      const struct case_field *fields, size_t fields_length, bool ours,
                      const struct case_path *self);
/* Index of the field, or CASE_OBJECT_END. */
int case_object_next(struct case_object *object);
/* False after an error when the field did not come. */
bool case_object_require(const struct case_object *object, int field);

/* The current member as a value of that type; false after an error. */
bool case_take_text(struct case_object *object, struct case_text *out);
bool case_take_boolean(struct case_object *object, bool *out);
bool case_take_count(struct case_object *object, int32_t least, int32_t *out);
bool case_take_date(struct case_object *object, mipsia_date *out);
bool case_take_array(struct case_object *object, struct json_cursor *out);
/* Index of the text among `words`, or -1 after an error. */
int case_take_word(struct case_object *object, const char *const *words, size_t words_length);
/* The array's words as bits; false after an error. */
bool case_take_words(struct case_object *object, const char *const *words, size_t words_length, uint8_t *bits);
/* The type's name with its article, for messages. */
const char *case_type_words(struct json_value value);

bool case_text_is(struct case_text text, const char *word);
/* The same, whatever the case of its letters. */
bool case_text_is_like(struct case_text text, const char *word);

/* Adds a finding of the reader's case. */
#define case_say(reader, ...) case_findings_add(&(reader)->facts.findings, __VA_ARGS__)

/* -------------------------------------------------------- the parts of a case */

/* The members of a submission, found in one pass. */
struct case_submission {
	struct json_value year, entity, sets, program;
	bool has_year, has_entity, has_sets, has_program;
};

enum { SUBMISSION_YEAR, SUBMISSION_ENTITY, SUBMISSION_SETS, SUBMISSION_PROGRAM, SUBMISSION_FIELDS };
extern const struct case_field case_submission_fields[SUBMISSION_FIELDS];

/* Keeps the value of a field of a submission. */
void case_submission_keep(struct case_submission *submission, int field, struct json_value value);
/* Year, entity and program; policies and profile are read after it, then the sets. */
void case_read_submission_head(struct case_reader *reader, const struct case_submission *submission,
                               const struct case_path *path);
void case_read_submission_sets(struct case_reader *reader, const struct case_submission *submission,
                               const struct case_path *path);
void case_read_sets(struct case_reader *reader, struct json_value array, const struct case_path *path);

/* Statuses and limits that follow from profile and submission together. */
void case_derive_statuses(struct case_reader *reader);
void case_apply_history(struct case_reader *reader);
void case_apply_apm_standard(struct case_reader *reader);
void case_read_policy(struct case_reader *reader, struct json_value value, const struct case_path *path);
void case_read_profile(struct case_reader *reader, struct json_value value, const struct case_path *path);
void case_read_participation(struct case_reader *reader, struct json_value value, const struct case_path *path);

#endif
