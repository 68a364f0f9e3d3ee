/*
 * suggest_effort.h - how much work an activity is. Of suggest alone.
 */
#ifndef MIPSIA_SERVICES_SUGGEST_EFFORT_H
#define MIPSIA_SERVICES_SUGGEST_EFFORT_H

#include "services/suggest.h"

struct effort {
	const struct guide_entry *entry;
	int activity;
	int cost; /* alone */
	bool done;
};

/* The effort of an activity that is in the year's inventory. */
struct effort effort_of(const struct suggest_request *request, int activity);

/* The effort of all members together. shared_with[i] (NULL: not wanted) gets the
 * member that one effort serves together with member i, which then costs half;
 * -1 when it costs what it does alone. */
int effort_of_all(const struct effort *members, int length, int year, int *shared_with);

/* What the lighter activity of a pair costs. */
int effort_shared(int cost);

/* Why the activity is proposed; without SUGGEST_PAIR. */
unsigned effort_reasons(const struct suggest_request *request, int activity);

#endif
