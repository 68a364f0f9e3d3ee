/*
 * requirements.h - what an entity must do for full credit, and why: put together
 * from the engine, with the rule or the contested reading behind each reason.
 */
#ifndef MIPSIA_SERVICES_REQUIREMENTS_H
#define MIPSIA_SERVICES_REQUIREMENTS_H

#include <jansson.h>

#include "services/entity_facts.h"

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

/* Fills *out; `facts` must outlive it. What the engine says of the entity: unless it
 * is MIPSIA_OK, nothing else is filled; see entity_refusal. */
mipsia_status requirements_of(const struct entity_facts *facts, struct requirements *out);

/* The citation that a reason rests on; "" when it has none. */
const char *requirements_citation(const struct reason *reason);

/*
 * The caller owns it: {performanceYear, provisional, programName, option, entityType,
 * specialStatuses, reweightedCategories, maxPoints, creditPoints, neededPoints,
 * pointsEach, activitiesNeeded, pcmhSuffices, clinicianCount, cliniciansNeeded,
 * lastStart, submissionWindow {opens, closes}, weight, weights, finalScore, reasons:
 * [{about, fact, citation, rule, policy}]}. pointsEach and activitiesNeeded are by
 * class, {"high": 2, "medium": 4} or {"unweighted": 2}; {} where none is needed.
 */
json_t *requirements_json(const struct requirements *requirements);

#endif
