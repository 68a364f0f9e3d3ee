/*
 * activity.c - see activity.h.
 */
#include "services/activity.h"

#include <stdio.h>
#include <string.h>

#include "services/catalogue.h"

/* ---------------------------------------------------------------------- facts */

int activity_last_final_year(const mipsia_rulebook *book, int activity)
{
	struct catalogue_span span = catalogue_activity_span(book, activity);
	int year = span.last;

	while (year > span.first &&
	       (mipsia_year_is_provisional(book, year) || !mipsia_activity_in_year(book, activity, year)))
		year--;
	return year;
}

static bool is_same_row(const mipsia_activity *a, const mipsia_activity *b)
{
	return strcmp(a->title, b->title) == 0 && strcmp(a->subcategory, b->subcategory) == 0 &&
	       a->weight == b->weight && a->cehrt_eligible == b->cehrt_eligible &&
	       a->mvp_only == b->mvp_only && a->once_in_years == b->once_in_years &&
	       a->duration.length == b->duration.length && a->duration.unit == b->duration.unit &&
	       a->suspended_on == b->suspended_on;
}

int activity_end_of_run(const mipsia_rulebook *book, int activity, int first)
{
	const mipsia_activity *row = mipsia_activity_in_year(book, activity, first);
	int last = first;

	for (;;) {
		const mipsia_activity *next = mipsia_activity_in_year(book, activity, last + 1);

		if (!next || !is_same_row(row, next))
			return last;
		last++;
	}
}

bool activity_is_recognition(const mipsia_rulebook *book, int activity)
{
	return strcmp(mipsia_activity_id(book, activity), "IA_PCMH") == 0;
}

/* Points of the activity alone; 0 where it does not count. */
static int points_alone(const mipsia_rulebook *book, int activity, mipsia_case c)
{
	uint8_t points;

	mipsia_set_add(&c.attested, activity);
	mipsia_activity_reason(book, &c, activity, &points);
	return points;
}

/* An MVP of the year that includes the activity, or MIPSIA_NO_MVP. */
static int any_mvp(const mipsia_rulebook *book, int activity, int year)
{
	for (int i = 0; i < mipsia_mvp_count(book); i++) {
		const mipsia_mvp *mvp = mipsia_mvp_in_year(book, i, year);

		if (mvp && mipsia_set_has(&mvp->activities, activity))
			return i;
	}
	return MIPSIA_NO_MVP;
}

struct activity_points activity_points_of(const mipsia_rulebook *book, int activity, int year)
{
	struct activity_points points = { .max = catalogue_max_points(book, year) };
	mipsia_case c = { .performance_year = (uint16_t)year,
		          .option = MIPSIA_TRADITIONAL,
		          .entity = MIPSIA_GROUP,
		          .mvp = MIPSIA_NO_MVP };

	points.ordinary = points_alone(book, activity, c);
	c.statuses = MIPSIA_BIT(MIPSIA_SMALL_PRACTICE);
	points.special = points_alone(book, activity, c);
	c.statuses = 0;
	c.option = MIPSIA_MVP;
	c.mvp = (uint8_t)any_mvp(book, activity, year);
	points.has_mvp = c.mvp != MIPSIA_NO_MVP;
	if (points.has_mvp)
		points.in_mvp = points_alone(book, activity, c);
	return points;
}

bool activity_days(const mipsia_rulebook *book, int activity, int year, mipsia_date *last_start,
                   const mipsia_rule **rule)
{
	mipsia_participation nobody = { .clinicians = -1,
		                        .performer_count = -1,
		                        .start = MIPSIA_DATE_UNKNOWN,
		                        .end = MIPSIA_DATE_UNKNOWN };
	mipsia_judgement judgement;

	if (mipsia_participation_judge(book, year, MIPSIA_INDIVIDUAL, activity, &nobody, &judgement))
		return false;
	*last_start = judgement.last_start;
	*rule = judgement.duration_rule;
	return true;
}

/* ------------------------------------------------------------------ sentences */

enum activity_link activity_link_words(const mipsia_rulebook *book, int activity,
                                       const mipsia_lineage *lineage, char out[ACTIVITY_SENTENCE])
{
	const char *from = mipsia_activity_id(book, lineage->from);
	const char *to = mipsia_activity_id(book, lineage->to);
	int year = lineage->year;

	out[0] = '\0';
	if (lineage->kind == MIPSIA_RENUMBERED && lineage->from == activity) {
		snprintf(out, ACTIVITY_SENTENCE, "Goes on as %s from %d.", to, year);
		return ACTIVITY_NEW_NUMBER;
	}
	if (lineage->kind == MIPSIA_RENUMBERED && lineage->to == activity) {
		snprintf(out, ACTIVITY_SENTENCE, "Was %s before %d.", from, year);
		return ACTIVITY_OLD_NUMBER;
	}
	if (lineage->to != activity)
		return ACTIVITY_NO_LINK;
	if (lineage->kind == MIPSIA_REUSED)
		snprintf(out, ACTIVITY_SENTENCE, "From %d %s means another activity.", year, to);
	else
		snprintf(out, ACTIVITY_SENTENCE, "From %d %s asks for something else.", year, to);
	return ACTIVITY_CAUTION;
}

void activity_absence_words(const mipsia_rulebook *book, int activity, int year, char out[ACTIVITY_SENTENCE])
{
	const char *id = mipsia_activity_id(book, activity);
	int other = catalogue_number_in_year(book, activity, year);

	if (other >= 0)
		snprintf(out, ACTIVITY_SENTENCE,
		         "%s is not in the inventory of %d: that year the activity is %s.", id, year,
		         mipsia_activity_id(book, other));
	else
		snprintf(out, ACTIVITY_SENTENCE,
		         "%s is not in the inventory of %d; attesting to it that year earns nothing.", id,
		         year);
}
