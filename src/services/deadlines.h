/*
 * deadlines.h - the days that matter to a practice in a performance year. No clinician
 * is named in them: they also go into calendars that others see.
 */
#ifndef MIPSIA_SERVICES_DEADLINES_H
#define MIPSIA_SERVICES_DEADLINES_H

#include "services/record.h"

#define DEADLINE_ENDS_MAX 40 /* ends of running periods that are told of one activity */

struct deadline {
	mipsia_date date;
	const char *kind; /* "start": static, as docs/openapi.yaml names them */
	int activity;     /* index; -1: of none */
	const mipsia_rule *rule;
	char uid[120]; /* stays the same, and is of no other deadline of the practice */
	char title[640];
	char detail[800];
};

/* Owns its items, soonest first. Start with { 0 }. */
struct deadlines {
	struct deadline *items;
	size_t length;
	size_t capacity;
	bool failed; /* no memory */
};

/* Of one year of the practice. False after filling reply; free in either case. */
bool deadlines_of(const struct op_call *call, struct op_reply *reply, const struct record *record,
                  struct deadlines *out);
void deadlines_free(struct deadlines *deadlines);

/* When data of the year are submitted, as the settings read the published dates;
 * MIPSIA_DATE_UNKNOWN when the rule book does not say. */
struct submission_window {
	mipsia_date opens;
	mipsia_date closes;
	const mipsia_rule *rule;
};
struct submission_window submission_window_of(const struct record *record);

/* The name in ASCII small letters, digits and hyphens, for names of files; what may be
 * a TIN is masked. Never empty. */
#define NAME_SLUG 60
void name_slug(const char *name, char out[NAME_SLUG]);

#endif
