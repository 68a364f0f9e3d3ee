/* qpp_doubt_activity.c - the activities of a set, one by one and in order. */
#include "formats/qpp_doubting.h"

#include <stdio.h>
#include <string.h>

static void path_of(const struct qpp_ia_set *set, size_t place, char out[QPP_PATH_TEXT])
{
	snprintf(out, QPP_PATH_TEXT, "%s.measurements[%zu]", set->path, place);
}

static void doubt_suspension(struct qpp_doubting *d, const struct qpp_ia_set *set, const mipsia_activity *row,
                             const char *path)
{
	const char *id = mipsia_activity_id(d->book, row->activity);
	char date[MIPSIA_DATE_TEXT];
	char remedy[QPP_REMEDY_TEXT];

	if (row->suspended_on == MIPSIA_DATE_UNKNOWN)
		return;
	mipsia_date_format(row->suspended_on, date);
	if (set->start != MIPSIA_DATE_UNKNOWN && set->start > row->suspended_on) {
		qpp_doubt_say(d, "suspendedActivity", path, "measureId",
		              "Take it out, or correct the period if the activity began before.",
		              "CMS suspended %s on %s, and the period of this set begins after that: it "
		              "earns no credit",
		              id, date);
		return;
	}
	snprintf(remedy, sizeof remedy, "Keep evidence, dated %s or earlier, that it was under way.", date);
	qpp_doubt_say(d, "suspendedActivity", path, "measureId", remedy,
	              "CMS suspended %s on %s: only who had begun it by then has credit", id, date);
}

static void doubt_frequency(struct qpp_doubting *d, const mipsia_activity *row, const char *path)
{
	const char *id = mipsia_activity_id(d->book, row->activity);

	if (row->once_in_years == 0)
		return;
	if (d->profile != NULL && mipsia_set_has(&d->profile->too_frequent, row->activity))
		qpp_doubt_say(d, "frequency", path, "measureId",
		              "Choose another activity that was performed.",
		              "%s may be chosen once in %d years and was attested less than %d years before: "
		              "it earns nothing",
		              id, row->once_in_years, row->once_in_years);
	else if (d->profile == NULL || !d->profile->has_history)
		qpp_doubt_say(d, "frequency", path, "measureId",
		              "Look up the attestations of those years, or give them as attestedBefore with "
		              "--profile.",
		              "%s may be chosen once in %d years: not if it was attested for %d to %d", id,
		              row->once_in_years, d->year - row->once_in_years + 1, d->year - 1);
}

static void doubt_sites(struct qpp_doubting *d, const mipsia_case *c, int activity, const char *path)
{
	const mipsia_rule *rule = mipsia_rule_find(d->book, d->year, "pcmh.sites");
	uint8_t points;

	if (mipsia_activity_reason(d->book, c, activity, &points) == MIPSIA_SITES_NOT_MET)
		qpp_doubt_say(d, "sitesNotMet", path, "measureId", "Take it out.",
		              "IA_PCMH earns nothing: %d of %d practice sites are recognized, %s are needed",
		              c->recognized_sites, c->practice_sites, rule ? rule->value : "more");
}

/* The first year in which the ID means another activity. */
static void doubt_reuse(struct qpp_doubting *d, int activity, const char *path)
{
	size_t count;
	const mipsia_lineage *links = mipsia_lineages(d->book, &count);

	for (size_t i = 0; i < count; i++) {
		if (links[i].from == activity && links[i].year == d->year &&
		    links[i].kind != MIPSIA_RENUMBERED)
			qpp_doubt_say(d, "changedActivity", path, "measureId",
			              "Make sure that the activity of this year was performed.",
			              "%s is not what it was in %d: %s",
			              mipsia_activity_id(d->book, activity), d->year - 1, links[i].note);
	}
}

static void doubt_denials(struct qpp_doubting *d, const struct qpp_ia_set *set)
{
	char path[QPP_PATH_TEXT];
	size_t i;
	json_t *measurement;

	json_array_foreach (json_object_get(set->json, "measurements"), i, measurement) {
		if (!json_is_false(json_object_get(measurement, "value")))
			continue;
		path_of(set, i, path);
		qpp_doubt_say(d, "notAttested", path, "value",
		              "Leave the measurement out, or write true if the activity was completed.",
		              "the value false earns nothing: only completed activities are reported");
	}
}

/* -------------------------------------------------------------------- surplus */

static mipsia_result result_of(const struct qpp_doubting *d, mipsia_case c, const mipsia_set *attested)
{
	mipsia_result result;

	c.attested = *attested;
	c.facts |= MIPSIA_FACT_IA_SUBMITTED | MIPSIA_FACT_IA_ATTESTED;
	mipsia_score(d->book, &c, &result);
	return result;
}

static void say_surplus(struct qpp_doubting *d, const struct qpp_ia_set *set, size_t needed,
                        const mipsia_result *result)
{
	const char *remedy =
		"They do no harm if they were performed; who cannot prove one should take it out.";
	char path[QPP_PATH_TEXT];

	path_of(set, set->attested[needed < set->attested_length ? needed : 0].place, path);
	if (result->flags & MIPSIA_RESULT_ASSIGNED)
		qpp_doubt_say(d, "notNeeded", set->path, "", "Activities need not be reported here.",
		              "all %d points are assigned under this program: the activities add nothing",
		              result->max_points);
	else if (result->flags & MIPSIA_RESULT_PCMH)
		qpp_doubt_say(
			d, "surplus", path, "", remedy,
			"IA_PCMH alone brings all %d points: the other activities of the set add nothing",
			result->max_points);
	else
		qpp_doubt_say(d, "surplus", path, "", remedy,
		              "the first %zu of the %zu activities of the set bring all %d points: the rest "
		              "adds nothing",
		              needed, set->attested_length, result->max_points);
}

/* Activities after those that reach the cap. Of an entity of which nothing is
 * known the least is taken: no special status, no credit. */
static void doubt_surplus(struct qpp_doubting *d, const struct qpp_ia_set *set, const mipsia_case *c)
{
	mipsia_set taken = { { 0 } };
	mipsia_result result = { .max_points = 1 };
	size_t needed = 0;

	while (needed < set->attested_length && result.points < result.max_points) {
		mipsia_set_add(&taken, set->attested[needed++].activity);
		result = result_of(d, *c, &taken);
		if (result.status != MIPSIA_OK)
			return;
	}
	if (needed == 0 || result.points < result.max_points)
		return;
	if (result.flags & MIPSIA_RESULT_PCMH)
		needed = 1;
	if (result.flags & MIPSIA_RESULT_ASSIGNED || needed < set->attested_length)
		say_surplus(d, set, needed, &result);
}

void qpp_doubt_activities(struct qpp_doubting *d, const struct qpp_ia_set *set, const mipsia_case *c)
{
	mipsia_case full = *c;

	full.attested = set->set;
	for (size_t i = 0; i < set->attested_length; i++) {
		int activity = set->attested[i].activity;
		const mipsia_activity *row = mipsia_activity_in_year(d->book, activity, d->year);
		char path[QPP_PATH_TEXT];

		path_of(set, set->attested[i].place, path);
		doubt_suspension(d, set, row, path);
		doubt_frequency(d, row, path);
		doubt_sites(d, &full, activity, path);
		doubt_reuse(d, activity, path);
	}
	doubt_denials(d, set);
	doubt_surplus(d, set, c);
}
