/*
 * record_part.h - what the parts of the record share. Of record_*.c alone.
 */
#ifndef MIPSIA_SERVICES_RECORD_PART_H
#define MIPSIA_SERVICES_RECORD_PART_H

#include "services/record.h"

/* --------------------------------------------------------------- record_memory.c */

/* Zeroed memory, and a copy of a text ("" for NULL), that live as long as the
 * record; NULL: no memory. */
void *record_keep(struct record *record, size_t size);
const char *record_keep_text(struct record *record, const char *text);

/* -------------------------------------------------------------- record_periods.c */

/* A JSON array of objects of two days as periods, in *length; members `first` and
 * `last`; null is unknown. NULL with *length 0 for none; false: no memory. */
bool record_read_periods(struct record *record, const char *json, const char *first, const char *last,
                         struct record_period **periods, size_t *length);

/* Puts times with the practice in order and joins those that overlap or touch;
 * returns how many are left. */
size_t record_join_periods(struct record_period *periods, size_t length);

/* Whether some day of the year is in it. */
bool record_period_in_year(const struct record_period *period, int year);

/* ------------------------------------------------------------- record_settings.c */

/* The practice's settings of the year, or the defaults. */
bool record_load_settings(const struct op_call *call, struct op_reply *reply, struct record *record);
/* Entity and members as the settings say (record_alter.c). */
void record_apply_settings(struct record *record);
/* A count of the settings; -1: not stated. */
int32_t record_setting_count(const struct record *record, const char *name);
/* Bits of enum mipsia_policy from the settings. */
uint32_t record_policies(const struct record *record);

/* -------------------------------------------------------------- record_history.c */

bool record_load_history(const struct op_call *call, struct op_reply *reply, struct record *record);

/* -------------------------------------------------------- record_participation.c */

/* Who performed an activity, as the engine and the case want it. */
struct record_participation {
	mipsia_participation facts; /* of the arrays below */
	mipsia_member *members;
	mipsia_performance *performances;
};

/* Of the unit (RECORD_GROUP), or of one clinician. False: no memory. Free it. */
bool record_participation_of(const struct record *record, size_t clinician, int activity,
                             struct record_participation *out);
void record_participation_free(struct record_participation *participation);
/* Cuts what was performed to days until `last`; whether that took days away. */
bool record_participation_until(struct record_participation *participation, mipsia_date last);

/* Whether more clinicians are stated than the roster holds, so that the statement is
 * the denominator. */
bool record_roster_is_short(const struct record *record);

/* ----------------------------------------------------------- record_case.c, _answer.c */

/* The case without anything attested, and without who performed what: who reports,
 * and how. */
json_t *record_bare_case(const struct record *record);

/* What the engine says of a case, without words. False when it cannot be scored. */
bool record_score(const struct record *record, size_t clinician, enum record_attest which,
                  mipsia_result *out);

/* ------------------------------------------------------------- record_judgement.c */

/* "9 of 17 clinicians are needed; 7 have 90 days. ..." */
#define RECORD_SENTENCE 640
void record_judgement_text(const struct record *record, size_t clinician, int activity,
                           const mipsia_judgement *judgement, char out[RECORD_SENTENCE]);

#endif
