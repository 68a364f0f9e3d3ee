/* requirements.c - what an entity must do, before it has done anything. */
#include "engine.h"

/* The case of an entity that has attested, but whose activities are not known. */
static mipsia_case without_activities(const mipsia_case *c)
{
	mipsia_case bare = *c;

	bare.attested = (mipsia_set){ { 0 } };
	bare.too_frequent = (mipsia_set){ { 0 } };
	bare.not_performed = (mipsia_set){ { 0 } };
	bare.facts |= MIPSIA_FACT_IA_SUBMITTED | MIPSIA_FACT_IA_ATTESTED;
	return bare;
}

static uint8_t activities_for(unsigned points, unsigned each)
{
	if (each == 0)
		return 0;
	return (uint8_t)((points + each - 1) / each);
}

/* Points that activities must bring. As a floor, the APM credit helps nobody
 * who wants all points. */
static unsigned points_needed(const mipsia_case *c, const mipsia_result *now)
{
	bool floor = takes_other_reading(c->policies, MIPSIA_POLICY_APM_CREDIT_MODE);

	if (now->points == now->max_points)
		return 0;
	return (unsigned)(now->max_points - (floor ? 0 : now->apm_points));
}

mipsia_status mipsia_requirements_of(const mipsia_rulebook *book, const mipsia_case *c,
                                     mipsia_requirements *out)
{
	const struct year_rules *year;
	const struct option_rules *option;
	mipsia_case bare = without_activities(c);
	mipsia_result now;
	mipsia_status status = mipsia_score(book, &bare, &now);

	*out = (mipsia_requirements){ .last_start = MIPSIA_DATE_UNKNOWN };
	if (status != MIPSIA_OK)
		return status;
	case_rules(book, &bare, &year, &option);

	out->max_points = now.max_points;
	out->credit_points = now.points;
	out->needed_points = (uint8_t)points_needed(c, &now);
	for (int k = 0; k < MIPSIA_CLASS_END; k++) {
		out->points_each[k] = option->points[k][c->statuses != 0];
		out->activities_needed[k] = activities_for(out->needed_points, out->points_each[k]);
	}
	out->pcmh_suffices = out->needed_points > 0 && book->pcmh >= 0 &&
	                     mipsia_set_has(&year->inventory, book->pcmh) && pcmh_sites_met(year, c);
	out->last_start = mipsia_last_start(book, c->performance_year, -1, c->policies);
	out->window_opens = year->window_opens;
	out->window_closes = year->window_closes;
	out->window_rule = year->window_rule;
	if (takes_other_reading(c->policies, MIPSIA_POLICY_SUBMISSION_WINDOW)) {
		out->window_closes = year->window_extended;
		out->window_rule =
			year->window_extended_rule ? year->window_extended_rule : year->window_rule;
	}
	out->share_rule = year->performers[c->entity].rule;
	return MIPSIA_OK;
}

/* Points still missing, counting the APM credit that the next activity brings. */
static unsigned points_missing(const mipsia_rulebook *book, const mipsia_case *c)
{
	mipsia_case attested = *c;
	mipsia_result now;

	attested.facts |= MIPSIA_FACT_IA_SUBMITTED | MIPSIA_FACT_IA_ATTESTED;
	if (mipsia_score(book, c, &now) != MIPSIA_OK || now.points == now.max_points)
		return 0;
	mipsia_score(book, &attested, &now);
	if (takes_other_reading(c->policies, MIPSIA_POLICY_APM_CREDIT_MODE))
		return (unsigned)(now.max_points - now.activity_points);
	return (unsigned)(now.max_points - now.points);
}

size_t mipsia_next_steps(const mipsia_rulebook *book, const mipsia_case *c, mipsia_step out[MIPSIA_STEPS_MAX])
{
	const struct year_rules *year;
	const struct option_rules *option;
	size_t n = 0;
	unsigned missing = points_missing(book, c);

	if (missing == 0 || case_rules(book, c, &year, &option) != MIPSIA_OK)
		return 0;
	for (int k = MIPSIA_CLASS_END - 1; k >= 0; k--)
		if (option->points[k][c->statuses != 0])
			out[n++] = (mipsia_step){ .weight = (mipsia_class)k,
				                  .activities = activities_for(
							  missing, option->points[k][c->statuses != 0]) };
	if (book->pcmh >= 0 && mipsia_set_has(&year->inventory, book->pcmh) && pcmh_sites_met(year, c))
		out[n++] = (mipsia_step){ .pcmh = true, .weight = MIPSIA_UNWEIGHTED, .activities = 1 };
	return n;
}
