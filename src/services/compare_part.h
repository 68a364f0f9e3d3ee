/*
 * compare_part.h - what the parts of comparePlans share. Of compare*.c alone.
 */
#ifndef MIPSIA_SERVICES_COMPARE_PART_H
#define MIPSIA_SERVICES_COMPARE_PART_H

#include "services/record_requirements.h"

#define COMPARE_PLANS_MAX 12 /* asked for; as docs/openapi.yaml says */
#define COMPARE_USUAL_MAX 8  /* without being asked */

/* What is compared, under which assumptions. */
struct comparison {
	const struct op_call *call;
	const struct record *record;
	const char *specialty; /* asked for; NULL: the roster's */
	mipsia_date from;      /* first day on which something new can start */
	mipsia_set doing;      /* recorded or chosen, and not dropped */
};

/* compare_usual.c: the plans that are compared when none is named, PlanInputs. A new
 * reference. */
json_t *compare_usual_plans(const struct comparison *comparison);

/* compare_plan.c: Plan of docs/openapi.yaml. A new reference. */
json_t *compare_plan(const struct comparison *comparison, json_t *input);

#endif
