/*
 * case_read.h - reads one case (docs/case-format.md) into facts the engine
 * understands. Reading never fails as a whole: what is wrong stands in
 * `findings`, and a case with errors there must not be scored.
 *
 * A reader owns all memory, reuses it from case to case and allocates only
 * when a case is larger than every one before. One reader, one thread.
 */
#ifndef MIPSIA_FORMATS_CASE_READ_H
#define MIPSIA_FORMATS_CASE_READ_H

#include "formats/case_findings.h"
#include "formats/json_dom.h"
#include "mipsia/mipsia.h"

/* Limits; beyond them a case has the error tooLarge. */
#define CASE_LENGTH_MAX JSON_LENGTH_MAX /* bytes: 16 MiB */
#define CASE_ID_MAX 4096                /* bytes of `id` */
#define CASE_SETS_MAX 64                /* measurement sets of a submission */
#define CASE_MEASUREMENTS_MAX 512       /* measurements of a set */
#define CASE_ROSTER_MAX 100000          /* clinicians */
#define CASE_PERFORMERS_MAX 400000      /* periods of one activity */
#define CASE_ACTIVITIES_MAX 256         /* activities of `participation` */
#define CASE_HISTORY_MAX 4096           /* earlier attestations */
#define CASE_COUNT_MAX 10000000         /* any count of clinicians, encounters or sites */

/* Text in the parser's memory: it lives until the next case_read. */
struct case_text {
	const char *text;
	size_t length;
};

/* One measurement of an `ia` set. */
struct case_measurement {
	struct case_text id; /* as written */
	int16_t activity;    /* index, or -1: in no year's inventory */
	bool value;
	bool repeated;  /* true, and an earlier one of the set says the same */
	uint8_t reason; /* mipsia_reason; filled by case_score */
	uint8_t points; /* its own, before the cap; filled by case_score */
};

/* One measurement set of category `ia`. */
struct case_set {
	size_t place;            /* in submission.measurementSets */
	size_t program;          /* in case_facts.programs */
	struct case_text id;     /* of CMS; may be empty */
	struct case_text method; /* submissionMethod; may be empty */
	mipsia_date start;       /* performanceStart, or MIPSIA_DATE_UNKNOWN */
	mipsia_date end;
	size_t first; /* in case_facts.measurements */
	size_t length;
	mipsia_set attested; /* value true, known activities */
};

#define CASE_NO_SET SIZE_MAX

/* One program under which the submission has sets. */
struct case_program {
	const char *name; /* "mips", "app1", "M0005"; static */
	uint8_t option;   /* mipsia_option */
	uint8_t mvp;      /* or MIPSIA_NO_MVP */
	bool model;       /* pcf or cpcPlus */
	uint32_t facts;   /* MIPSIA_FACT_*: what was submitted under it */
	size_t first_set; /* place in submission.measurementSets, or CASE_NO_SET */
};

/* The readings of a policy that bear on participation. */
enum case_other_reading { CASE_OTHER_DAY_COUNT, CASE_OTHER_DENOMINATOR, CASE_OTHER_END };

/* An attested activity of `participation`. */
struct case_performed {
	int activity;
	mipsia_date start; /* of the first clinician; MIPSIA_DATE_UNKNOWN: a start is missing */
	mipsia_judgement judgement;
};

struct case_facts {
	struct case_text id;   /* JSON text; length 0: none */
	bool bare;             /* the case is a bare submission */
	int year;              /* 0: not known */
	int year_stated;       /* also one without rules; 0: none that could be a year */
	mipsia_date first_day; /* of the year; MIPSIA_DATE_UNKNOWN with it */
	mipsia_date last_day;
	mipsia_entity entity;
	bool entity_known;

	struct case_program programs[CASE_SETS_MAX];
	size_t programs_length;
	struct case_set sets[CASE_SETS_MAX]; /* category ia only */
	size_t sets_length;
	uint8_t set_points[CASE_SETS_MAX]; /* filled by case_score */
	struct case_measurement *measurements;
	size_t measurements_length;

	uint8_t statuses; /* MIPSIA_BIT(mipsia_special), stated or derived */
	uint8_t statuses_stated;
	uint8_t reweighted;       /* MIPSIA_BIT(mipsia_category) */
	uint8_t extreme;          /* mipsia_extreme */
	bool apm_standard_stated; /* profile.apmScoringStandard is given */
	uint32_t facts;           /* MIPSIA_FACT_*, of the entity under every program */
	uint16_t practice_sites;
	uint16_t recognized_sites;
	mipsia_counts counts;

	const mipsia_attestation *history;
	size_t history_length;
	mipsia_set too_frequent;
	mipsia_set not_performed;
	mipsia_set not_performed_otherwise[CASE_OTHER_END]; /* with that policy read the other way */
	struct case_performed performed[CASE_ACTIVITIES_MAX];
	size_t performed_length;
	uint32_t policies; /* MIPSIA_BIT(mipsia_policy): second reading */

	struct case_findings findings;
};

struct case_reader;

/* `book` must outlive the reader. NULL when there is no memory. */
struct case_reader *case_reader_new(const mipsia_rulebook *book);
/* NULL is fine. */
void case_reader_free(struct case_reader *reader);

struct case_input {
	const char *json;
	size_t length;
	bool padded;       /* JSON_PADDING readable bytes stand behind the text */
	uint32_t policies; /* where the case itself states none */
};

/* Reads a case. The facts belong to the reader and live until its next call. */
struct case_facts *case_read(struct case_reader *reader, const struct case_input *input);

/* The facts of a case that could not even be had: no figures, one error. */
struct case_facts *case_refuse(struct case_reader *reader, enum case_code code, const char *message);

/* The path of the submission, for findings after reading. */
extern const struct case_path case_root;
struct case_path case_submission_path(const struct case_facts *facts);

/* Sets or clears the policy's bit for the reading of that name. False when
 * there is no such policy (*policy is then MIPSIA_POLICY_END), or no such
 * reading of it. */
bool case_policy_set(uint32_t *policies, const char *name, size_t name_length, const char *reading,
                     size_t reading_length, mipsia_policy *policy);

#endif
