/*
 * suggest_effort.c - how much work an activity is for this practice, and why it
 * is proposed. docs/guide.md tells the weights to its readers.
 */
#include "services/suggest_effort.h"

#include <string.h>

#define LENGTH(array) ((int)(sizeof(array) / sizeof((array)[0])))

static int level_cost(unsigned level)
{
	static const int costs[] = {
		[GUIDE_LOW] = SUGGEST_LOW, [GUIDE_MEDIUM] = SUGGEST_MEDIUM, [GUIDE_HIGH] = SUGGEST_HIGH
	};

	return costs[level];
}

static int count_bits(unsigned bits)
{
	int count = 0;

	for (; bits; bits &= bits - 1)
		count++;
	return count;
}

static unsigned rare_technology(const struct guide_entry *entry)
{
	return entry->technology & ~(unsigned)(GUIDE_TECHNOLOGY_NONE | GUIDE_TECHNOLOGY_EHR);
}

static unsigned rare_staff(const struct guide_entry *entry)
{
	return entry->staff & (GUIDE_STAFF_IT | GUIDE_STAFF_CARE_COORDINATOR | GUIDE_STAFF_PHARMACIST |
	                       GUIDE_STAFF_BEHAVIORAL_HEALTH);
}

static bool names_specialty(const struct guide_entry *entry, int specialty)
{
	return specialty >= 0 && (entry->specialties >> specialty & 1);
}

/* How well it fits the specialty, in percent of the effort. */
static int fit_of(const struct guide_entry *entry, int specialty)
{
	bool any = (entry->specialties & GUIDE_ANY_SPECIALTY) != 0;

	if (names_specialty(entry, specialty))
		return 100;
	if (specialty < 0)
		return any ? 100 : SUGGEST_PERCENT_UNKNOWN;
	return any ? SUGGEST_PERCENT_ANY : SUGGEST_PERCENT_OTHER;
}

static int full_cost(const struct suggest_request *request, const struct guide_entry *entry)
{
	int cost = level_cost(entry->set_up) + level_cost(entry->running);

	cost += SUGGEST_TECHNOLOGY * count_bits(rare_technology(entry));
	if (request->small_team)
		cost += SUGGEST_STAFF * count_bits(rare_staff(entry));
	if (entry->only_if)
		cost += SUGGEST_IF;
	return cost * fit_of(entry, request->specialty) / 100;
}

struct effort effort_of(const struct suggest_request *request, int activity)
{
	const struct guide_entry *entry = guide_find(mipsia_activity_id(request->book, activity));
	struct effort effort = { entry, activity, SUGGEST_PAPERS, true };

	if (mipsia_set_has(&request->doing, activity))
		return effort;
	effort.cost = SUGGEST_CHECK;
	if (mipsia_set_has(&request->maybe, activity))
		return effort;
	effort.cost = full_cost(request, entry);
	effort.done = false;
	return effort;
}

int effort_shared(int cost)
{
	return cost / 2;
}

/* Heavier first, then by ID: the lighter of two is the one that saves. */
static bool goes_before(const struct effort *a, const struct effort *b)
{
	return a->cost != b->cost ? a->cost > b->cost : a->activity < b->activity;
}

/* The heaviest member before `member` that one effort serves with it, or -1. */
static int partner_of(const struct effort *members, int length, int member, int year)
{
	int partner = -1;

	if (members[member].done)
		return -1;
	for (int i = 0; i < length; i++) {
		if (i == member || !goes_before(&members[i], &members[member]) ||
		    !guide_pair(members[i].entry, members[member].entry, year))
			continue;
		if (partner < 0 || goes_before(&members[i], &members[partner]))
			partner = i;
	}
	return partner;
}

int effort_of_all(const struct effort *members, int length, int year, int *shared_with)
{
	int sum = 0;

	for (int i = 0; i < length; i++) {
		int partner = partner_of(members, length, i, year);

		sum += partner < 0 ? members[i].cost : effort_shared(members[i].cost);
		if (shared_with)
			shared_with[i] = partner;
	}
	return sum;
}

static bool is_pcmh(const struct suggest_request *request, int activity)
{
	return strcmp(mipsia_activity_id(request->book, activity), "IA_PCMH") == 0;
}

static bool too_late(const struct suggest_request *request, int activity)
{
	const mipsia_case *c = &request->c;
	mipsia_date last = mipsia_last_start(request->book, c->performance_year, activity, c->policies);

	return request->from != MIPSIA_DATE_UNKNOWN && last < request->from;
}

unsigned effort_reasons(const struct suggest_request *request, int activity)
{
	const mipsia_activity *row =
		mipsia_activity_in_year(request->book, activity, request->c.performance_year);
	const struct guide_entry *entry = guide_find(mipsia_activity_id(request->book, activity));
	const struct {
		bool holds;
		unsigned reason;
	} reasons[] = {
		{ mipsia_set_has(&request->doing, activity), SUGGEST_DOING },
		{ mipsia_set_has(&request->maybe, activity), SUGGEST_MAYBE },
		{ entry->set_up == GUIDE_LOW && entry->running == GUIDE_LOW, SUGGEST_LOW_EFFORT },
		{ !rare_technology(entry), SUGGEST_NO_TECHNOLOGY },
		{ names_specialty(entry, request->specialty), SUGGEST_NATURAL },
		{ row->weight == MIPSIA_HIGH, SUGGEST_HIGH_WEIGHT },
		{ is_pcmh(request, activity), SUGGEST_RECOGNITION },
		{ too_late(request, activity) && !is_pcmh(request, activity), SUGGEST_MUST_HAVE_BEGUN },
		{ row->suspended_on != MIPSIA_DATE_UNKNOWN, SUGGEST_MUST_PREDATE },
		{ row->once_in_years != 0, SUGGEST_NOT_SOON_AGAIN },
		{ entry->only_if && !mipsia_set_has(&request->doing, activity), SUGGEST_CONDITION },
	};
	unsigned bits = 0;

	for (int i = 0; i < LENGTH(reasons); i++)
		bits |= reasons[i].holds ? reasons[i].reason : 0;
	return bits;
}
