/*
 * requirements.h - the answer of `mipsia requirements`, put together from the
 * engine before anything is printed.
 */
#ifndef MIPSIA_CLI_REQUIREMENTS_H
#define MIPSIA_CLI_REQUIREMENTS_H

#include "entity.h"

#define REASONS_MAX 32 /* lines of an explanation without activities, and the rules below */
#define REASON_TEXT 512

struct reason {
	const char *about;                /* "points": a word or two */
	char fact[REASON_TEXT];           /* one sentence or two */
	const mipsia_rule *rule;          /* NULL: see policy */
	const mipsia_policy_info *policy; /* a contested reading; else NULL */
};

struct requirements {
	const struct entity_facts *facts;
	mipsia_requirements needs;
	mipsia_result result;     /* of the entity without activities: weights, neutral or not */
	mipsia_judgement share;   /* how many of facts->clinicians; needed is -1 when not known */
	mipsia_duration duration; /* default of the year */
	struct reason reasons[REASONS_MAX];
	int reasons_length;
};

/* Fills *out; `facts` must outlive it. */
mipsia_status requirements_of(const struct entity_facts *facts, struct requirements *out);

#endif
