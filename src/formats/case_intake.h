/*
 * case_intake.h - what the files that read a case share. Only they include it.
 */
#ifndef MIPSIA_FORMATS_CASE_INTAKE_H
#define MIPSIA_FORMATS_CASE_INTAKE_H

#include "formats/case_read.h"

#define CASE_DATES 64

struct case_date {
	char text[10];
	mipsia_date date;
};

struct case_reader {
	const mipsia_rulebook *book;
	struct json_parser *parser;
	struct case_facts facts;
	size_t measurements_capacity;
	struct case_text submission_program; /* of the submission, 2017 only; NULL: none */
	struct case_text profile_program;    /* of the profile; NULL: none */
	int apm_option;                      /* by profile.apmScoringStandard, or -1 */
	bool has_counts;                     /* the profile has counts that statuses may follow from */
	int days_year;                       /* the year whose days these are; 0: none */
	mipsia_date first_day;
	mipsia_date last_day;
	struct case_date dates[CASE_DATES]; /* read before: files repeat a few dates all the time */
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
void *case_grow(struct case_reader *reader, void *array, size_t *capacity, size_t length, size_t size,
                size_t most, const struct case_path *path);

/* -------------------------------------------------- objects and their members */

struct case_field {
	const char *name;
	size_t length;
};

#define CASE_FIELD(name)                                                                                     \
	{                                                                                                    \
		name, sizeof(name) - 1                                                                       \
	}
#define CASE_LENGTH_OF(array) (sizeof(array) / sizeof((array)[0]))

static inline uint64_t case_load8(const char *text)
{
	uint64_t word;

	memcpy(&word, text, sizeof word);
	return word;
}

static inline uint32_t case_load4(const char *text)
{
	uint32_t word;

	memcpy(&word, text, sizeof word);
	return word;
}

/* memcmp for short texts: names of members are compared all the time. */
static inline bool case_same_text(const char *a, const char *b, size_t length)
{
	if (length < 4) {
		for (size_t i = 0; i < length; i++)
			if (a[i] != b[i])
				return false;
		return true;
	}
	if (length < 8)
		return case_load4(a) == case_load4(b) &&
		       case_load4(a + length - 4) == case_load4(b + length - 4);
	for (size_t i = 0; i + 8 < length; i += 8)
		if (case_load8(a + i) != case_load8(b + i))
			return false;
	return case_load8(a + length - 8) == case_load8(b + length - 8);
}

static inline bool case_text_is(struct case_text text, const char *word)
{
	return strlen(word) == text.length && case_same_text(text.text, word, text.length);
}

/* An object on its way through: case_object_next steps to the next member that
 * is known and not null. A known member that comes twice is an error; an
 * unknown one a warning if the object is `ours`. */
struct case_object {
	struct case_reader *reader;
	const struct case_field *fields;
	uint32_t fields_length; /* at most 32 */
	uint32_t seen;          /* bit i: field i came */
	uint32_t guess;         /* the field that comes next if members stand as in `fields` */
	bool ours;
	struct json_cursor cursor;
	const struct case_path *self;
	struct json_member member; /* the current one */
	struct case_path path;     /* see case_object_path */
};

#define CASE_OBJECT_END (-1)

/* False after an error when the value is no object. `self` must outlive it. */
bool case_object_open(struct case_object *object, struct case_reader *reader, struct json_value value,
                      const struct case_field *fields, uint32_t fields_length, bool ours,
                      const struct case_path *self);
/* Index of the field, or CASE_OBJECT_END. */
int case_object_next(struct case_object *object);
/* Path of the current member; it lives until the next one. */
const struct case_path *case_object_path(struct case_object *object);
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
bool case_take_words(struct case_object *object, const char *const *words, size_t words_length,
                     uint8_t *bits);
/* The type's name with its article, for messages. */
const char *case_type_words(struct json_value value);

/* mipsia_date_parse with a memory. */
mipsia_date case_parse_date(struct case_reader *reader, struct case_text text);

/* The same, whatever the case of its letters. */
bool case_text_is_like(struct case_text text, const char *word);

/* Adds a finding of the reader's case. */
#define case_say(reader, ...) case_findings_add(&(reader)->facts.findings, __VA_ARGS__)

/* -------------------------------------------------------- the parts of a case */

/* In the order in which they usually stand. */
enum { SUBMISSION_ENTITY, SUBMISSION_YEAR, SUBMISSION_SETS, SUBMISSION_PROGRAM, SUBMISSION_FIELDS };
extern const struct case_field case_submission_fields[SUBMISSION_FIELDS];

/* The members of a submission, found in one pass. */
struct case_submission {
	uint32_t seen; /* bit i: field i came */
	struct json_value value[SUBMISSION_FIELDS];
};

static inline bool case_submission_has(const struct case_submission *submission, int field)
{
	return (submission->seen & MIPSIA_BIT(field)) != 0;
}
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
void case_read_participation(struct case_reader *reader, struct json_value value,
                             const struct case_path *path);

#endif
