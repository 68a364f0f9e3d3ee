/*
 * inventory.c - the catalogue of a year: its activities searched and filtered, one
 * activity, MVPs, rules.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "services/activity.h"
#include "services/catalogue_json.h"
#include "services/catalogue_list.h"
#include "services/catalogue_mvps.h"
#include "services/inventory_part.h"
#include "services/operations.h"
#include "services/rules_json.h"

/* ------------------------------------------------------------------------- filter */

enum wish { ANY, WITHOUT, WITH };

/* What the query asks for, beside what catalogue_filter knows. */
struct asked {
	struct catalogue_filter filter;
	int specialty; /* of the guide; -1: any */
	int effort;    /* enum guide_level that neither setting up nor running exceeds; -1: any */
	enum wish other_duration;
	enum wish cehrt;
	enum wish suspended;
	enum wish done_last_year;
};

static const char *text_or_null(const char *text)
{
	return *text ? text : NULL;
}

static void refuse(struct op_reply *reply, const char *parameter, const char *message)
{
	op_problem(reply, 422, "badParameter", "Choose one of those offered.", "%s: %s", parameter, message);
}

static enum wish read_wish(const struct op_call *call, struct op_reply *reply, const char *name)
{
	const char *text = op_query(call, name);

	if (!*text)
		return ANY;
	if (strcmp(text, "true") == 0)
		return WITH;
	if (strcmp(text, "false") != 0)
		refuse(reply, name, "this must be true or false.");
	return WITHOUT;
}

/* Place of the text in the list; -1 when there is none, after a problem when there is
 * one that is not in the list. */
static int read_word(const struct op_call *call, struct op_reply *reply, const char *name,
                     const char *const *words)
{
	const char *text = op_query(call, name);
	int place = *text ? guide_word(words, text) : -1;

	if (*text && place < 0)
		refuse(reply, name, "there is no such value.");
	return place;
}

static void read_mvp(const struct op_call *call, struct op_reply *reply, struct catalogue_filter *filter)
{
	const char *text = op_query(call, "mvp");

	if (!*text)
		return;
	filter->mvp = mipsia_mvp_find(filter->book, text, strlen(text));
	if (filter->mvp == MIPSIA_NO_MVP)
		refuse(reply, "mvp", "there is no such MVP.");
}

/* A specialty of the guide, or one that CMS names for MVPs. */
static void read_specialty(const struct op_call *call, struct asked *asked)
{
	const char *text = op_query(call, "specialty");

	asked->specialty = *text ? guide_specialty(text) : -1;
	if (*text && asked->specialty < 0)
		asked->filter.specialty = text;
}

static struct asked read_query(const struct op_call *call, struct op_reply *reply)
{
	static const char *const durations[] = { "default", "other", NULL };
	static const char *const weights[] = { "medium", "high", NULL };
	struct asked asked = { .filter = CATALOGUE_EVERYTHING(call->bench->book, call->year) };
	int weight = read_word(call, reply, "weight", weights);
	int duration = read_word(call, reply, "duration", durations);

	asked.filter.search = text_or_null(op_query(call, "q"));
	asked.filter.subcategory = text_or_null(op_query(call, "subcategory"));
	if (weight >= 0)
		asked.filter.weight = weight == 0 ? MIPSIA_MEDIUM : MIPSIA_HIGH;
	if (duration >= 0)
		asked.other_duration = duration == 0 ? WITHOUT : WITH;
	read_mvp(call, reply, &asked.filter);
	read_specialty(call, &asked);
	asked.effort = read_word(call, reply, "effort", guide_level_words);
	asked.cehrt = read_wish(call, reply, "cehrt");
	asked.suspended = read_wish(call, reply, "suspended");
	asked.done_last_year = read_wish(call, reply, "doneLastYear");
	return asked;
}

static bool grants(enum wish wish, bool has)
{
	return wish == ANY || has == (wish == WITH);
}

static bool is_asked_for(const struct asked *asked, const mipsia_activity *activity,
                         const struct inventory_practice *practice)
{
	const struct guide_entry *guide =
		guide_find(mipsia_activity_id(asked->filter.book, activity->activity));
	bool done = practice && mipsia_set_has(&practice->done_last_year, activity->activity);

	if (asked->effort >= 0 && guide && (guide->set_up > asked->effort || guide->running > asked->effort))
		return false;
	if (asked->specialty >= 0 && !inventory_fits_specialty(guide, asked->specialty))
		return false;
	return grants(asked->other_duration, activity->duration_rule != NULL) &&
	       grants(asked->cehrt, activity->cehrt_eligible) &&
	       grants(asked->suspended, activity->suspended_on != MIPSIA_DATE_UNKNOWN) &&
	       grants(asked->done_last_year, done);
}

/* --------------------------------------------------------------------- activities */

static json_t *total_of(const mipsia_rulebook *book, int year)
{
	json_int_t total = 0;

	for (int i = 0; i < mipsia_activity_count(book); i++)
		total += mipsia_activity_in_year(book, i, year) != NULL;
	return json_integer(total);
}

static json_t *catalogue(const struct asked *asked, const struct inventory_practice *practice)
{
	const mipsia_rulebook *book = asked->filter.book;
	int year = asked->filter.year;
	struct catalogue_list list;
	const mipsia_activity *activity;
	json_t *activities = json_array();

	catalogue_list_begin(&list, &asked->filter);
	for (int at = 0; (activity = catalogue_next(&list, &at));) {
		if (is_asked_for(asked, activity, practice))
			json_array_append_new(activities, inventory_item(book, activity, year, practice));
	}
	return json_pack("{s:i, s:b, s:o, s:o, s:o}", "year", year, "provisional",
	                 mipsia_year_is_provisional(book, year), "total", total_of(book, year), "activities",
	                 activities, "facets", inventory_facets(book, year));
}

void op_list_activities(const struct op_call *call, struct op_reply *reply)
{
	struct asked asked = read_query(call, reply);
	struct inventory_practice practice;
	bool has = false;

	if (op_failed(reply))
		return;
	if (inventory_practice_load(call, reply, &has, &practice))
		op_answer(reply, 200, catalogue(&asked, has ? &practice : NULL));
	inventory_practice_free(&practice);
}

/* ----------------------------------------------------------------- one activity */

static json_t *page(const struct op_call *call, int activity)
{
	const mipsia_rulebook *book = call->bench->book;
	const mipsia_activity *row = mipsia_activity_in_year(book, activity, call->year);
	json_t *json = activity_page_json(book, activity, call->year);

	json_object_set_new(json, "inYear", row ? inventory_item(book, row, call->year, NULL) : json_null());
	json_object_set_new(json, "durationRule", json_rule(row ? row->duration_rule : NULL));
	json_object_set_new(json, "frequencyRule", json_rule(row ? row->frequency_rule : NULL));
	json_object_set_new(json, "suspensionRule", json_rule(row ? row->suspension_rule : NULL));
	return json;
}

void op_get_activity(const struct op_call *call, struct op_reply *reply)
{
	const char *id = call->param[0] ? call->param[0] : "";
	int activity = mipsia_activity_find(call->bench->book, id, strlen(id));

	if (activity < 0)
		op_problem(reply, 404, "notFound", "Look for it in the list of activities.",
		           "There is no activity with this ID in any year.");
	else
		op_answer(reply, 200, page(call, activity));
}

/* ------------------------------------------------------------------ MVPs and rules */

void op_list_mvps(const struct op_call *call, struct op_reply *reply)
{
	op_answer(reply, 200, catalogue_mvps_json(call->bench->book, call->year, NULL));
}

void op_list_rules(const struct op_call *call, struct op_reply *reply)
{
	struct rules_question question = { .book = call->bench->book, .year = call->year };

	op_answer(reply, 200, rules_json(&question));
}
