/* reason.c - why an activity counts or does not. */
#include "engine.h"

static uint8_t own_points(const mipsia_rulebook *book, const struct year_rules *year,
                          const struct option_rules *option, const mipsia_case *c, int activity)
{
	if (activity == book->pcmh)
		return year->max_points;
	for (int k = 0; k < MIPSIA_CLASS_END; k++)
		if (mipsia_set_has(&year->of_class[k], activity))
			return option->points[k][c->statuses != 0];
	return 0;
}

static mipsia_reason bar_of(const mipsia_rulebook *book, const struct year_rules *year, const mipsia_case *c,
                            int activity)
{
	if (mipsia_set_has(&c->too_frequent, activity))
		return MIPSIA_FREQUENCY_LIMITED;
	if (mipsia_set_has(&c->not_performed, activity))
		return MIPSIA_NOT_PERFORMED;
	if (activity == book->pcmh && !pcmh_sites_met(year, c))
		return MIPSIA_SITES_NOT_MET;
	return MIPSIA_COUNTED;
}

mipsia_reason mipsia_activity_reason(const mipsia_rulebook *book, const mipsia_case *c, int activity,
                                     uint8_t *points)
{
	const struct year_rules *year;
	const struct option_rules *option;

	*points = 0;
	if (case_rules(book, c, &year, &option) != MIPSIA_OK || activity < 0 ||
	    activity >= book->activities_length)
		return MIPSIA_UNKNOWN_ACTIVITY;
	if (!mipsia_set_has(&year->inventory, activity))
		return MIPSIA_NOT_IN_INVENTORY;
	if (!mipsia_set_has(&c->attested, activity))
		return MIPSIA_NOT_ATTESTED;

	mipsia_set admitted = admitted_activities(year, c);
	if (!mipsia_set_has(&admitted, activity))
		return c->option == MIPSIA_MVP ? MIPSIA_NOT_IN_MVP : MIPSIA_ONLY_IN_MVP;
	if (option->assigned_points)
		return MIPSIA_NOT_NEEDED;

	mipsia_reason reason = bar_of(book, year, c, activity);
	if (reason == MIPSIA_COUNTED)
		*points = own_points(book, year, option, c, activity);
	return reason;
}
