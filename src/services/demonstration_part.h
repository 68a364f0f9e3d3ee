/*
 * demonstration_part.h - making the demonstration practice: by the same operations that
 * a person would use, so that its history tells it. Of demonstration*.c.
 */
#ifndef MIPSIA_SERVICES_DEMONSTRATION_PART_H
#define MIPSIA_SERVICES_DEMONSTRATION_PART_H

#include "services/operation.h"

#define DEMONSTRATION_PEOPLE 12

struct demonstration {
	const struct op_call *call;
	struct op_reply *reply; /* of the whole: a problem of a step becomes its own */
	char practice[32];
	int year;                              /* of the steps */
	char people[DEMONSTRATION_PEOPLE][32]; /* ids */
};

typedef void demonstration_operation(const struct op_call *call, struct op_reply *reply);

/* Runs an operation within the practice and year; takes `body`. *answer (may be NULL)
 * gets what it answered, a new reference. False after a problem. */
bool demonstration_step(struct demonstration *made, demonstration_operation *operation, const char *param0,
                        const char *param1, json_t *body, json_t **answer);

/* The year before: one activity, done by most. */
bool demonstration_last_year(struct demonstration *made);
/* This year: half done. */
bool demonstration_this_year(struct demonstration *made);

#endif
