/*
 * needs_work.c - steps: choose enough activities, record who takes part, prove it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "services/needs_part.h"
#include "services/words.h"

static int int_of(const json_t *object, const char *member)
{
	return (int)json_integer_value(json_object_get(object, member));
}

static const char *text_of(const json_t *object, const char *member)
{
	const char *text = json_string_value(json_object_get(object, member));

	return text ? text : "";
}

static int activity_of(const struct needs *needs, const json_t *activity)
{
	const char *id = text_of(activity, "measureId");

	return mipsia_activity_find(needs->record->book, id, strlen(id));
}

static bool is_dropped(const json_t *activity)
{
	return strcmp(text_of(activity, "choice"), "dropped") == 0;
}

static bool is_met(const json_t *activity)
{
	return strcmp(text_of(activity, "answer"), record_answer_name(MIPSIA_MET)) == 0;
}

/* Whether it can no longer be met: too few started, and it is too late. */
static bool is_lost(const struct needs *needs, const json_t *activity)
{
	mipsia_date last = needs_day(activity, "lastStart");

	return strcmp(text_of(activity, "answer"), record_answer_name(MIPSIA_NOT_MET)) == 0 &&
	       (last == MIPSIA_DATE_UNKNOWN || needs->record->today > last);
}

/* ------------------------------------------------------------------------- choose */

/* The practice as if all that it chose or recorded, and can still be met, were. */
static mipsia_case planned_case(const struct needs *needs)
{
	mipsia_case c = needs->entity.c;
	json_t *activity;
	size_t i;

	json_array_foreach (needs->activities, i, activity) {
		if (!is_dropped(activity) && int_of(activity, "points") > 0 && !is_lost(needs, activity))
			mipsia_set_add(&c.attested, activity_of(needs, activity));
	}
	return c;
}

/* "2 more activities", "1 more high-weighted activity or 2 more medium-weighted
 * activities"; "" when there are enough. */
static void put_choices(const struct needs *needs, const mipsia_case *planned, char *out, size_t size)
{
	mipsia_step steps[MIPSIA_STEPS_MAX];
	size_t length = mipsia_next_steps(needs->record->book, planned, steps);
	size_t used = 0;

	out[0] = '\0';
	for (size_t i = 0; i < length && used < size; i++) {
		const char *weight = steps[i].weight == MIPSIA_UNWEIGHTED ? "" : words_class(steps[i].weight);

		if (steps[i].pcmh)
			continue;
		used += (size_t)snprintf(out + used, size - used, "%s%d more %s%s%s", used ? ", or " : "",
		                         steps[i].activities, weight, *weight ? "-weighted " : "",
		                         steps[i].activities == 1 ? "activity" : "activities");
	}
}

void needs_choose(const struct needs *needs, json_t *steps)
{
	mipsia_case planned = planned_case(needs);
	mipsia_date last = needs->required.last_start;
	char choices[160];
	char day[WORDS_DATE];

	put_choices(needs, &planned, choices, sizeof(choices));
	if (!*choices)
		return;
	words_day_first(last, day);
	if (needs->record->today <= last)
		needs_step(steps, "choose", NULL, last, "Choose %s; most must start by %s.", choices, day);
	else
		needs_step(steps, "choose", NULL, MIPSIA_DATE_UNKNOWN,
		           "%s would be needed, and the last day to start most of them was %s. Look for what "
		           "the "
		           "practice has done since before that day.",
		           choices, day);
}

/* ------------------------------------------------------------------------- record */

/* "Start IA_BE_4 with 2 more clinicians by 3 October 2026." */
static void start_with(const struct needs *needs, json_t *steps, const json_t *activity, int more)
{
	const char *id = text_of(activity, "measureId");
	bool begun = int_of(activity, "possible") > 0;
	mipsia_date last = needs_day(activity, "lastStart");
	char day[WORDS_DATE];

	words_day_first(last, day);
	if (needs->record->today > last)
		needs_step(steps, "record", id, MIPSIA_DATE_UNKNOWN,
		           "%s needs %d%s clinician%s who started by %s; record them, or choose another "
		           "activity.",
		           id, more, begun ? " more" : "", words_plural(more), day);
	else
		needs_step(steps, "record", id, last, "Start %s with %d%s clinician%s by %s.", id, more,
		           begun ? " more" : "", words_plural(more), day);
}

/* Clinicians who report alone each need it, or something else. */
static void start_each(const struct needs *needs, json_t *steps, const json_t *activity)
{
	const char *id = text_of(activity, "measureId");
	int more = int_of(activity, "clinicians") - int_of(activity, "possible");
	mipsia_date last = needs_day(activity, "lastStart");
	char day[WORDS_DATE];

	words_day_first(last, day);
	if (more > 0 && needs->record->today <= last)
		needs_step(steps, "record", id, last,
		           "Record %s for the clinicians who do it; %d of %d have not started, which they "
		           "must by %s.",
		           id, more, int_of(activity, "clinicians"), day);
}

static void complete(json_t *steps, const json_t *activity, int missing)
{
	const char *id = text_of(activity, "measureId");

	needs_step(steps, "record", id, MIPSIA_DATE_UNKNOWN, "Complete the dates of %d clinician%s for %s.",
	           missing, words_plural(missing), id);
}

static void keep_going(json_t *steps, const json_t *activity, int ahead)
{
	const char *id = text_of(activity, "measureId");

	needs_step(steps, "record", id, MIPSIA_DATE_UNKNOWN,
	           "Go on with %s: the recorded days of %d clinician%s are not over.", id, ahead,
	           words_plural(ahead));
}

static void record_one(const struct needs *needs, json_t *steps, const json_t *activity)
{
	bool alone = needs->record->entity == MIPSIA_INDIVIDUAL;
	int certain = int_of(activity, "certain");
	int possible = int_of(activity, "possible");
	int needed = int_of(activity, "needed");
	int ahead = record_count_ahead(needs->record, RECORD_GROUP, activity_of(needs, activity));
	int missing = (possible < needed || alone ? possible : needed) - certain - ahead;

	if (needed < 1 && !alone)
		return;
	if (ahead > 0)
		keep_going(steps, activity, ahead);
	if (missing > 0)
		complete(steps, activity, missing);
	if (alone)
		start_each(needs, steps, activity);
	else if (needed > possible)
		start_with(needs, steps, activity, needed - possible);
}

/* A chosen activity that earns nothing, whoever does it. */
static void say_useless(json_t *steps, const json_t *activity)
{
	const char *text = text_of(activity, "text");
	const char *end = strchr(text, '.');

	needs_step(steps, "choose", text_of(activity, "measureId"), MIPSIA_DATE_UNKNOWN,
	           "Drop %s, or replace it. %.*s", text_of(activity, "measureId"),
	           end ? (int)(end - text) + 1 : 0, text);
}

static int by_day(const void *a, const void *b)
{
	const json_t *x = *(json_t *const *)a;
	const json_t *y = *(json_t *const *)b;
	mipsia_date first = needs_day(x, "lastStart");
	mipsia_date second = needs_day(y, "lastStart");

	if (first != second)
		return first < second ? -1 : 1;
	return strcmp(text_of(x, "measureId"), text_of(y, "measureId"));
}

/* Whether nobody has to do anything more for it. */
static bool is_finished(const struct needs *needs, const json_t *activity)
{
	if (needs->record->entity == MIPSIA_INDIVIDUAL && int_of(activity, "clinicians") > 0)
		return int_of(activity, "certain") >= int_of(activity, "clinicians");
	return is_met(activity);
}

/* The activities that can earn something and are not met, those soonest too late first. */
static size_t unfinished(const struct needs *needs, json_t **out)
{
	size_t length = 0;
	json_t *activity;
	size_t i;

	json_array_foreach (needs->activities, i, activity) {
		if (!is_dropped(activity) && !is_finished(needs, activity) && int_of(activity, "points") > 0)
			out[length++] = activity;
	}
	if (length > 0)
		qsort(out, length, sizeof(*out), by_day);
	return length;
}

void needs_record(const struct needs *needs, json_t *steps)
{
	json_t **list = calloc(json_array_size(needs->activities) + 1, sizeof(*list));
	size_t length = list ? unfinished(needs, list) : 0;
	json_t *activity;
	size_t i;

	for (i = 0; i < length; i++)
		record_one(needs, steps, list[i]);
	free(list);
	json_array_foreach (needs->activities, i, activity) {
		if (!is_dropped(activity) && int_of(activity, "points") == 0)
			say_useless(steps, activity);
	}
}

/* -------------------------------------------------------------------------- prove */

void needs_prove(const struct needs *needs, json_t *steps)
{
	json_t *activity;
	size_t i;

	json_array_foreach (needs->activities, i, activity) {
		int missing = int_of(activity, "missingProof");
		const char *id = text_of(activity, "measureId");

		/* there is nothing to prove of what nobody has begun */
		if (!is_dropped(activity) && missing > 0 && int_of(activity, "points") > 0 &&
		    (int_of(activity, "possible") > 0 ||
		     activity_of(needs, activity) == record_pcmh(needs->record)))
			needs_step(steps, "prove", id, MIPSIA_DATE_UNKNOWN,
			           "Collect proof for %s: %d item%s of the checklist %s open.", id, missing,
			           words_plural(missing), missing == 1 ? "is" : "are");
	}
}
