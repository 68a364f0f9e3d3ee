/*
 * record.h - what a practice recorded of one performance year, read from the
 * store, and what the engine says of it. Needs, ledger, score, proof and
 * attestation all start here, so that they never disagree.
 *
 * What counts as attested "as recorded": every activity with at least one period
 * in the ledger, and IA_PCMH when it is chosen as `doing`; a dropped choice takes
 * its activity out.
 */
#ifndef MIPSIA_SERVICES_RECORD_H
#define MIPSIA_SERVICES_RECORD_H

#include "services/operation.h"

struct record_period {
	mipsia_date start; /* MIPSIA_DATE_UNKNOWN: not known (ledger), open (membership) */
	mipsia_date end;
};

struct record_clinician {
	const char *id;
	const char *npi;
	uint64_t npi_number;
	const char *name;
	const char *specialty;
	const struct record_period *periods; /* with the practice; none: always */
	size_t periods_length;
	bool in_year; /* with the practice on some day of the year */
	bool member;  /* in_year, and of the unit that reports (a subgroup has some of the roster) */
};

struct record_cell {
	size_t clinician; /* place in record.clinicians */
	int activity;     /* index */
	const struct record_period *periods;
	size_t periods_length; /* 0: emptied */
	const char *note;
	int64_t version;
	const char *changed_by;
	int64_t changed_at;
};

struct record_choice {
	int activity;
	const char *state; /* "planned", "doing", "dropped" */
	const char *owner;
	const char *note;
	int64_t version;
};

/* Everything belongs to the record, until record_free. */
struct record {
	const mipsia_rulebook *book;
	const char *practice_id;
	const char *practice_name;
	int year;
	mipsia_date today;
	mipsia_entity entity;
	json_t *settings; /* YearSettings of docs/openapi.yaml: what was set, or the defaults; with `version` */
	json_t *sites;
	struct record_clinician *clinicians; /* not removed; by npi */
	size_t clinicians_length;
	struct record_cell *cells; /* by activity, then clinician */
	size_t cells_length;
	struct record_choice *choices; /* by activity */
	size_t choices_length;
	mipsia_attestation *history; /* earlier attestations: signed here, or stated in settings */
	size_t history_length;
	void *memory; /* private */
};

/* Reads it. False after filling reply (a problem). Free in either case. */
bool record_load(const struct op_call *call, struct op_reply *reply, const char *practice_id, int year,
                 struct record *record);
void record_free(struct record *record);

/* The settings that a practice has when none were set: a group, traditional MIPS,
 * nothing stated. A new reference. */
json_t *record_default_settings(int year);

/* The same record under other settings: the members of `settings` replace those of
 * the practice's. The original must outlive it; record_alter_free, not record_free.
 * False: no memory; there is then nothing to free. */
bool record_alter(const struct record *record, json_t *settings, struct record *out);
void record_alter_free(struct record *altered);

/* -------------------------------------------------------------------- looking up */

/* The cells of an activity: the place of the first; *length how many. */
size_t record_cells_of(const struct record *record, int activity, size_t *length);
/* The cell where both meet, or NULL. */
const struct record_cell *record_cell_of(const struct record *record, size_t clinician, int activity);
/* NULL when nothing was said of the activity. */
/* The cell where both meet, or NULL. */
const struct record_cell *record_cell_of(const struct record *record, size_t clinician, int activity);
const struct record_choice *record_choice_of(const struct record *record, int activity);
/* Index of IA_PCMH; -1: the book has none. */
int record_pcmh(const struct record *record);

/* Members of the unit that reports; clinicians with the practice in the year; members
 * who have something recorded for the activity. */
size_t record_count_members(const struct record *record);
size_t record_count_in_year(const struct record *record);
int record_count_recorded(const struct record *record, int activity);
/* Clinicians in the TIN (virtual group, APM Entity): stated, else the roster's; -1. */
int32_t record_clinician_count(const struct record *record);

/* Sites of the practice, and those recognized as a medical home. False when there is
 * none, or one whose recognition is not known. A recognition that ends within the year
 * is none. */
bool record_sites(const struct record *record, int *sites, int *recognized);

/* --------------------------------------------------------------------- judging */

#define RECORD_GROUP SIZE_MAX

/* Activities as recorded (see above), of the whole unit or of one clinician. */
void record_attested(const struct record *record, size_t clinician, mipsia_set *out);

/* Whether the activity counts by who performed it (mipsia_participation_judge), for
 * the unit, or for one clinician who reports alone. Days after today are recorded ahead:
 * with them it may be met, and until then it is not known. */
bool record_judge(const struct record *record, size_t clinician, int activity, mipsia_judgement *out);

/* How many (members of the unit, or 0 or 1 of the clinician) have the time once the
 * recorded days are over, and not before. */
int record_count_ahead(const struct record *record, size_t clinician, int activity);

/* Whether one clinician has the time; *days gets the longest certain run,
 * with days that are still to come. */
mipsia_answer record_judge_clinician(const struct record *record, size_t clinician, int activity,
                                     int32_t *days);

/* "met", "notMet", "unknown". */
const char *record_answer_name(mipsia_answer answer);

/* Judgement of docs/openapi.yaml. A new reference. */
json_t *record_judgement_json(const struct record *record, size_t clinician, int activity);

/* ---------------------------------------------------------------------- scoring */

/* Which of the activities as recorded go into a case. */
enum record_attest {
	RECORD_ALL,     /* as recorded: those not met are in it, and the engine says so */
	RECORD_CERTAIN, /* those that are certainly met */
	RECORD_POSSIBLE /* those, and those that are not known */
};

/* A case of docs/case-format.md with submission (performanceYear, entityType, one
 * `ia` set with performanceStart and performanceEnd when something is attested; no
 * TIN or NPI), profile, participation (unless an individual's is empty) and policy.
 * A new reference; NULL: no memory. */
json_t *record_case(const struct record *record, size_t clinician, enum record_attest which);

/* CaseAnswer of docs/openapi.yaml, with explanation. A new reference. */
json_t *record_answer(const struct record *record, size_t clinician, enum record_attest which);

/* The case as the engine has it, without activities: for requirements and plans.
 * *clinicians: of the unit (reporting individually: of the TIN), -1 unknown. False when it cannot be scored: then
 * `message` has a sentence. */
bool record_engine_case(const struct record *record, size_t clinician, mipsia_case *out, int32_t *clinicians,
                        char *message, size_t size);

/* Standing of docs/openapi.yaml. A new reference. */
json_t *record_standing(const struct op_call *call, const struct record *record);

/* How many items of the auditor's checklist are open for the activity, or for all
 * recorded and chosen ones (-1). (proof.c) */
int record_missing_proof(const struct op_call *call, const struct record *record, int activity);

#endif
