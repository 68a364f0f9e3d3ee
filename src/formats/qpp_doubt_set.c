/* qpp_doubt_set.c - a set of activities: its period, and what it is worth. */
#include "formats/qpp_doubting.h"

#include <stdio.h>
#include <string.h>

#define FIRST_YEAR_OF_QUALIFYING 2024 /* only a qualifying submission counts as one */

/* --------------------------------------------------------------------- period */

static void doubt_year(struct qpp_doubting *d, const struct qpp_ia_set *set)
{
	mipsia_date first = mipsia_date_make(d->year, 1, 1);
	mipsia_date last = mipsia_date_make(d->year, 12, 31);

	if (set->start != MIPSIA_DATE_UNKNOWN && (set->start < first || set->start > last))
		qpp_doubt_say(
			d, "periodOutsideYear", set->path, "performanceStart",
			"Correct the date, or the performance year.",
			"the period begins outside the performance year %d; only its days in that year count",
			d->year);
	if (set->end != MIPSIA_DATE_UNKNOWN && (set->end < first || set->end > last))
		qpp_doubt_say(
			d, "periodOutsideYear", set->path, "performanceEnd",
			"Correct the date, or the performance year.",
			"the period ends outside the performance year %d; only its days in that year count",
			d->year);
}

static bool has_own_duration(const mipsia_activity *row)
{
	return row->duration_rule != NULL;
}

static bool is_too_short(const struct qpp_doubting *d, const struct qpp_ia_set *set, int activity,
                         int32_t *days)
{
	mipsia_performance period = { .start = set->start, .end = set->end };
	uint32_t policies = d->profile ? d->profile->policies : 0;

	return mipsia_clinician_judge(d->book, d->year, activity, NULL, &period, 1, policies, days) ==
	       MIPSIA_NOT_MET;
}

static void say_short(struct qpp_doubting *d, const struct qpp_ia_set *set, int activity, int32_t days)
{
	const mipsia_activity *row = mipsia_activity_in_year(d->book, activity, d->year);
	const char *who = has_own_duration(row) ? mipsia_activity_id(d->book, activity) : "an activity";
	char last[MIPSIA_DATE_TEXT];
	char remedy[QPP_REMEDY_TEXT];

	mipsia_date_format(
		mipsia_last_start(d->book, d->year, activity, d->profile ? d->profile->policies : 0), last);
	snprintf(remedy, sizeof remedy,
	         "Write the whole period in which it was performed; it can begin on %s at the latest.", last);
	qpp_doubt_say(d, "periodShort", set->path, "performanceEnd", remedy,
	              "the period has %d day%s in %d; %s must be performed for %d %s", days,
	              days == 1 ? "" : "s", d->year, who, row->duration.length,
	              row->duration.unit == MIPSIA_MONTHS ? "months" : "days in a row");
}

/* One finding for all activities of the usual duration, one for each other. */
static void doubt_duration(struct qpp_doubting *d, const struct qpp_ia_set *set)
{
	bool usual_said = false;

	if (set->start == MIPSIA_DATE_UNKNOWN || set->end == MIPSIA_DATE_UNKNOWN || set->start > set->end)
		return;
	for (size_t i = 0; i < set->attested_length; i++) {
		int activity = set->attested[i].activity;
		bool usual = !has_own_duration(mipsia_activity_in_year(d->book, activity, d->year));
		int32_t days = 0;

		if ((usual && usual_said) || !is_too_short(d, set, activity, &days))
			continue;
		say_short(d, set, activity, days);
		usual_said |= usual;
	}
}

/* ---------------------------------------------------------------------- worth */

static void doubt_emptiness(struct qpp_doubting *d, const struct qpp_ia_set *set)
{
	bool qualifying = d->year >= FIRST_YEAR_OF_QUALIFYING;

	if (set->claimed > 0)
		return;
	qpp_doubt_say(d, "emptySet", set->path,
	              json_object_get(set->json, "measurements") ? "measurements" : "",
	              qualifying ? "Leave the set out, or add the activities that were completed."
	                         : "Leave the set out unless 0 points are meant.",
	              "the set attests to no activity of %d: %s", d->year,
	              qualifying ? "CMS does not count it as a submission"
	                         : "it scores 0, and if the category was reweighted it takes that away");
}

/* A reweighting that the set takes away, or that takes the set's points away. */
static void doubt_reweighting(struct qpp_doubting *d, const struct qpp_ia_set *set, mipsia_case c)
{
	mipsia_result without;
	mipsia_result with;
	unsigned ia = MIPSIA_BIT(MIPSIA_IA);

	if (mipsia_score(d->book, &c, &without) != MIPSIA_OK || !(without.reweighted & ia))
		return;
	c.attested = set->set;
	c.facts |= MIPSIA_FACT_IA_SUBMITTED | (set->attested_length ? MIPSIA_FACT_IA_ATTESTED : 0u);
	if (mipsia_score(d->book, &c, &with) != MIPSIA_OK)
		return;
	if (with.reweighted & ia)
		qpp_doubt_say(d, "reweightedAnyway", set->path, "", "It does no harm, and earns nothing.",
		              "improvement activities are reweighted to 0 for this entity, with or without "
		              "this set");
	else
		qpp_doubt_say(
			d, "voidsReweighting", set->path, "",
			"Send it only if the final score gains by it; leave it out to keep the reweighting.",
			"improvement activities are reweighted to 0 for this entity; this set takes that "
			"away and brings %d of %d points at a weight of %d%%",
			with.points, with.max_points, with.weight[MIPSIA_IA]);
}

static void doubt_cehrt(struct qpp_doubting *d, const struct qpp_ia_set *set)
{
	const char *id = json_string_value(json_object_get(set->json, "cehrtId"));

	if (id != NULL && *id != '\0')
		qpp_doubt_say(d, "cehrtIdNotUsed", set->path, "cehrtId", "Leave it out.",
		              "improvement activities have no CEHRT ID");
}

static void doubt_program(struct qpp_doubting *d, const struct qpp_ia_set *set)
{
	const struct qpp_word *word = set->program.word;

	if (word != NULL && (strcmp(word->word, "pcf") == 0 || strcmp(word->word, "cpcPlus") == 0))
		qpp_doubt_say(d, "modelProgram", set->path, "programName",
		              "For MIPS write mips, or leave programName out.",
		              "%s is a model of its own; its activities are scored here as traditional MIPS",
		              word->word);
}

void qpp_doubt_set(struct qpp_doubting *d, const struct qpp_ia_set *set, const json_t *sets)
{
	mipsia_case c;

	doubt_cehrt(d, set);
	if (d->year == 0)
		return;
	c = qpp_ia_set_case(d, set, sets);
	doubt_program(d, set);
	doubt_year(d, set);
	doubt_duration(d, set);
	doubt_emptiness(d, set);
	doubt_reweighting(d, set, c);
	qpp_doubt_activities(d, set, &c);
}
