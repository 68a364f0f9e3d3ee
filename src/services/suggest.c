/*
 * suggest.c - the exact search for the least burdensome sets. The candidates are
 * sorted by the least that each can cost in any set; a branch ends where even
 * the cheapest way on costs more than the best set found.
 */
#include "services/suggest_effort.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define CANDIDATES_MAX (64 * MIPSIA_SET_WORDS)

struct candidate {
	struct effort effort;
	int least; /* in any set */
	int points;
};

struct search {
	const struct suggest_request *request;
	const struct suggest_set *earlier; /* sets already proposed */
	int earlier_length;
	bool varied; /* share at most half with each of them */
	int needed;  /* points */
	int most;    /* points of one candidate */
	struct candidate candidates[CANDIDATES_MAX];
	int length;
	int chosen[SUGGEST_SET_MAX]; /* places among the candidates */
	int chosen_length;
	int best[SUGGEST_SET_MAX]; /* activities, ascending */
	int best_length;           /* 0: none yet */
	int best_cost;
};

/* -------------------------------------------------------------- candidates */

static mipsia_reason reason_of(const struct suggest_request *request, int activity, uint8_t *points)
{
	mipsia_case c = request->c;

	c.attested = (mipsia_set){ { 0 } };
	mipsia_set_add(&c.attested, activity);
	return mipsia_activity_reason(request->book, &c, activity, points);
}

static bool is_done(const struct suggest_request *request, int activity)
{
	return mipsia_set_has(&request->doing, activity) || mipsia_set_has(&request->maybe, activity);
}

bool suggest_admits(const struct suggest_request *request, int activity)
{
	uint8_t points;
	unsigned reasons;

	if (reason_of(request, activity, &points) != MIPSIA_COUNTED || points == 0)
		return false;
	reasons = effort_reasons(request, activity);
	if (reasons & SUGGEST_RECOGNITION)
		return reasons & SUGGEST_DOING;
	return is_done(request, activity) || !(reasons & (SUGGEST_MUST_HAVE_BEGUN | SUGGEST_MUST_PREDATE));
}

int suggest_cost(const struct suggest_request *request, int activity)
{
	return effort_of(request, activity).cost;
}

int suggest_cost_of_set(const struct suggest_request *request, const int *activities, int length)
{
	struct effort members[SUGGEST_SET_MAX];

	if (length > SUGGEST_SET_MAX)
		length = SUGGEST_SET_MAX;
	for (int i = 0; i < length; i++)
		members[i] = effort_of(request, activities[i]);
	return effort_of_all(members, length, request->c.performance_year, NULL);
}

/* A candidate with a partner among the others may cost less beside it. */
static void find_least(struct search *search)
{
	int year = search->request->c.performance_year;

	for (int i = 0; i < search->length; i++) {
		struct candidate *candidate = &search->candidates[i];
		bool pairs = false;

		for (int k = 0; k < search->length && !pairs; k++)
			pairs = k != i &&
			        guide_pair(candidate->effort.entry, search->candidates[k].effort.entry, year);
		candidate->least = candidate->effort.cost;
		if (pairs && !candidate->effort.done)
			candidate->least = effort_shared(candidate->effort.cost);
	}
}

static int by_least(const void *a, const void *b)
{
	const struct candidate *first = a;
	const struct candidate *second = b;

	if (first->least != second->least)
		return first->least < second->least ? -1 : 1;
	return first->effort.activity < second->effort.activity ? -1 : 1;
}

static void collect(struct search *search)
{
	const struct suggest_request *request = search->request;

	for (int i = 0; i < mipsia_activity_count(request->book); i++) {
		struct candidate *candidate = &search->candidates[search->length];
		uint8_t points;

		if (!suggest_admits(request, i))
			continue;
		reason_of(request, i, &points);
		*candidate = (struct candidate){ effort_of(request, i), 0, points };
		if (points > search->most)
			search->most = points;
		search->length++;
	}
	find_least(search);
	qsort(search->candidates, (size_t)search->length, sizeof(search->candidates[0]), by_least);
}

/* -------------------------------------------------------------- the search */

/* Whether every chosen activity is needed. */
static bool is_minimal(const struct search *search, int points)
{
	for (int i = 0; i < search->chosen_length; i++) {
		if (points - search->candidates[search->chosen[i]].points >= search->needed)
			return false;
	}
	return true;
}

static int shared_with(const struct search *search, const struct suggest_set *set)
{
	int shared = 0;

	for (int i = 0; i < search->chosen_length; i++) {
		for (int k = 0; k < set->length; k++)
			shared += search->candidates[search->chosen[i]].effort.activity ==
			          set->activities[k].activity;
	}
	return shared;
}

static bool is_new(const struct search *search)
{
	for (int i = 0; i < search->earlier_length; i++) {
		const struct suggest_set *set = &search->earlier[i];
		int shorter = set->length < search->chosen_length ? set->length : search->chosen_length;
		int shared = shared_with(search, set);

		if (search->varied ? shared > shorter / 2
		                   : shared == set->length && shared == search->chosen_length)
			return false;
	}
	return true;
}

static mipsia_result score_of(const struct suggest_request *request, const int *activities, int length)
{
	mipsia_case c = request->c;
	mipsia_result result;

	c.facts |= MIPSIA_FACT_IA_SUBMITTED | MIPSIA_FACT_IA_ATTESTED;
	c.attested = (mipsia_set){ { 0 } };
	for (int i = 0; i < length; i++)
		mipsia_set_add(&c.attested, activities[i]);
	mipsia_score(request->book, &c, &result);
	return result;
}

static int ascending(const void *a, const void *b)
{
	int first = *(const int *)a;
	int second = *(const int *)b;

	return (first > second) - (first < second);
}

/* Cheaper, or as cheap with fewer activities, or then first by ID. */
static bool is_better(const struct search *search, int cost, const int *activities, int length)
{
	if (search->best_length == 0 || cost != search->best_cost)
		return search->best_length == 0 || cost < search->best_cost;
	if (length != search->best_length)
		return length < search->best_length;
	for (int i = 0; i < length; i++) {
		if (activities[i] != search->best[i])
			return activities[i] < search->best[i];
	}
	return false;
}

/* The chosen activities bring the points: keeps them if they are the best so far. */
static void consider(struct search *search, int points)
{
	struct effort members[SUGGEST_SET_MAX];
	int activities[SUGGEST_SET_MAX];
	int length = search->chosen_length;
	mipsia_result result;
	int cost;

	if (!is_minimal(search, points) || !is_new(search))
		return;
	for (int i = 0; i < length; i++) {
		members[i] = search->candidates[search->chosen[i]].effort;
		activities[i] = members[i].activity;
	}
	qsort(activities, (size_t)length, sizeof(activities[0]), ascending);
	cost = effort_of_all(members, length, search->request->c.performance_year, NULL);
	if (!is_better(search, cost, activities, length))
		return;
	result = score_of(search->request, activities, length);
	if (result.points != result.max_points)
		return;
	search->best_cost = cost;
	search->best_length = length;
	memcpy(search->best, activities, sizeof(activities));
}

static void descend(struct search *search, int from, int least_sum, int points)
{
	int more = (search->needed - points + search->most - 1) / search->most;

	if (points >= search->needed) {
		consider(search, points);
		return;
	}
	if (search->chosen_length == SUGGEST_SET_MAX)
		return;
	for (int i = from; i < search->length; i++) {
		const struct candidate *candidate = &search->candidates[i];

		if (search->best_length && least_sum + more * candidate->least > search->best_cost)
			break;
		search->chosen[search->chosen_length++] = i;
		descend(search, i + 1, least_sum + candidate->least, points + candidate->points);
		search->chosen_length--;
	}
}

/* --------------------------------------------------------------- the answer */

static void describe(const struct suggest_request *request, int activity, struct suggest_activity *out)
{
	const mipsia_case *c = &request->c;

	*out = (struct suggest_activity){
		.activity = activity,
		.row = mipsia_activity_in_year(request->book, activity, c->performance_year),
		.entry = guide_find(mipsia_activity_id(request->book, activity)),
		.reasons = effort_reasons(request, activity),
		.pair = -1,
		.last_start = mipsia_last_start(request->book, c->performance_year, activity, c->policies),
	};
	reason_of(request, activity, &out->points);
}

static int by_cost(const void *a, const void *b)
{
	const struct suggest_activity *first = a;
	const struct suggest_activity *second = b;

	if (first->cost != second->cost)
		return first->cost < second->cost ? -1 : 1;
	return first->activity < second->activity ? -1 : 1;
}

static void fill_set(const struct search *search, struct suggest_set *set)
{
	const struct suggest_request *request = search->request;
	int year = request->c.performance_year;
	struct effort members[SUGGEST_SET_MAX] = { { 0 } };
	int partners[SUGGEST_SET_MAX] = { 0 };

	set->length = search->best_length;
	set->result = score_of(request, search->best, set->length);
	for (int i = 0; i < set->length; i++)
		members[i] = effort_of(request, search->best[i]);
	set->cost = effort_of_all(members, set->length, year, partners);
	for (int i = 0; i < set->length; i++) {
		struct suggest_activity *activity = &set->activities[i];

		describe(request, search->best[i], activity);
		activity->cost = members[i].cost;
		if (partners[i] < 0)
			continue;
		activity->cost = effort_shared(members[i].cost);
		activity->reasons |= SUGGEST_PAIR;
		activity->pair = members[partners[i]].activity;
		activity->pair_why = guide_pair(members[i].entry, members[partners[i]].entry, year);
	}
	qsort(set->activities, (size_t)set->length, sizeof(set->activities[0]), by_cost);
}

/* The next set; false when there is none. */
static bool find_set(struct search *search, struct suggest_answer *out, bool varied)
{
	search->varied = varied;
	search->earlier = out->sets;
	search->earlier_length = out->length;
	search->best_length = 0;
	descend(search, 0, 0, 0);
	if (search->best_length == 0)
		return false;
	fill_set(search, &out->sets[out->length]);
	out->length++;
	return true;
}

/* Counts what would count, but for one thing. */
static void count_excluded(const struct suggest_request *request, struct suggest_answer *out)
{
	for (int i = 0; i < mipsia_activity_count(request->book); i++) {
		uint8_t points;
		mipsia_reason reason = reason_of(request, i, &points);
		unsigned reasons;

		if (reason == MIPSIA_FREQUENCY_LIMITED)
			out->too_frequent++;
		if (reason != MIPSIA_COUNTED || is_done(request, i))
			continue;
		reasons = effort_reasons(request, i);
		if (reasons & SUGGEST_MUST_PREDATE)
			out->suspended++;
		else if (reasons & SUGGEST_MUST_HAVE_BEGUN)
			out->too_late++;
	}
}

mipsia_status suggest(const struct suggest_request *request, struct suggest_answer *out)
{
	struct search search = { .request = request };
	mipsia_status status;

	*out = (struct suggest_answer){ 0 };
	status = mipsia_requirements_of(request->book, &request->c, &out->needs);
	if (status != MIPSIA_OK || out->needs.needed_points == 0)
		return status;
	search.needed = out->needs.needed_points;
	collect(&search);
	out->candidates = search.length;
	count_excluded(request, out);
	if (search.length == 0)
		return MIPSIA_OK;
	while (out->length < SUGGEST_SETS && find_set(&search, out, true))
		;
	while (out->length < SUGGEST_SETS && find_set(&search, out, false))
		;
	return MIPSIA_OK;
}
