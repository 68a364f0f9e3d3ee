/*
 * activity_json.c - an activity's life and its page as JSON.
 */
#include "services/activity.h"

#include "services/catalogue.h"
#include "services/catalogue_json.h"
#include "services/guide_json.h"
#include "services/words.h"

/* An activity, seen from a year. */
struct view {
	const mipsia_rulebook *book;
	int activity;
	int year;
	struct catalogue_span span;
};

static const mipsia_activity *row_in(const struct view *view, int year)
{
	return mipsia_activity_in_year(view->book, view->activity, year);
}

/* ----------------------------------------------------------------------- life */

static const char *lineage_kind(mipsia_lineage_kind kind)
{
	switch (kind) {
	case MIPSIA_RENUMBERED:
		return "renumbered";
	case MIPSIA_REUSED:
		return "reused";
	case MIPSIA_REDEFINED:
		break;
	}
	return "redefined";
}

static json_t *lineage_json(const struct view *view, const mipsia_lineage *lineage)
{
	return json_pack("{s:s, s:s, s:s, s:i, s:s}", "kind", lineage_kind(lineage->kind), "from",
	                 mipsia_activity_id(view->book, lineage->from), "to",
	                 mipsia_activity_id(view->book, lineage->to), "year", lineage->year, "note",
	                 lineage->note);
}

static json_t *lineages_json(const struct view *view)
{
	size_t count;
	const mipsia_lineage *lineages = mipsia_lineages(view->book, &count);
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++) {
		if (lineages[i].from == view->activity || lineages[i].to == view->activity)
			json_array_append_new(list, lineage_json(view, &lineages[i]));
	}
	return list;
}

static json_t *year_json(const struct view *view, int year)
{
	const mipsia_activity *row = row_in(view, year);
	json_t *object = json_activity(view->book, row, year);

	json_object_set_new(object, "provisional",
	                    json_boolean(mipsia_year_is_provisional(view->book, year)));
	json_object_set_new(object, "durationRule", json_rule(row->duration_rule));
	json_object_set_new(object, "frequencyRule", json_rule(row->frequency_rule));
	json_object_set_new(object, "suspensionRule", json_rule(row->suspension_rule));
	return object;
}

static json_t *years_json(const struct view *view, bool only_year)
{
	json_t *years = json_array();

	for (int year = view->span.first; year <= view->span.last; year++) {
		if (row_in(view, year) && (!only_year || year == view->year))
			json_array_append_new(years, year_json(view, year));
	}
	return years;
}

static json_t *life_json(const struct view *view, bool only_year, int guide_year)
{
	const char *id = mipsia_activity_id(view->book, view->activity);
	int number = catalogue_number_in_year(view->book, view->activity, view->year);
	const struct guide_entry *guide = guide_find(id);

	return json_pack("{s:s, s:i, s:i, s:o, s:o, s:o, s:o}", "measureId", id, "firstPerformanceYear",
	                 view->span.first, "lastPerformanceYear", view->span.last, "numberInYear",
	                 number >= 0 ? json_string(mipsia_activity_id(view->book, number)) : json_null(),
	                 "lineage", lineages_json(view), "years", years_json(view, only_year), "guide",
	                 guide ? guide_json(guide, guide_year) : json_null());
}

json_t *activity_json(const mipsia_rulebook *book, int activity, int year, bool only_year)
{
	struct view view = { book, activity, year, catalogue_activity_span(book, activity) };

	return life_json(&view, only_year, only_year ? year : 0);
}

/* ----------------------------------------------------------------------- runs */

static json_t *words_json(const char *text)
{
	return *text ? json_string(text) : json_null();
}

static json_t *run_json(const struct view *view, int first, int last)
{
	const mipsia_activity *row = row_in(view, first);
	char subcategory[WORDS_SUBCATEGORY];
	char duration[WORDS_DURATION] = "";

	words_subcategory(row->subcategory, subcategory);
	if (!activity_is_recognition(view->book, view->activity))
		words_duration(row->duration, duration);
	return json_pack("{s:i, s:i, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:b, s:b}", "from", first, "to", last,
	                 "title", row->title, "subcategory", words_json(row->subcategory), "subcategoryName",
	                 words_json(*row->subcategory ? subcategory : ""), "weight", json_weight(row->weight),
	                 "duration", words_json(duration), "frequency", json_frequency(row), "suspendedOn",
	                 json_date(row->suspended_on), "cehrtEligible", row->cehrt_eligible, "mvpOnly",
	                 row->mvp_only);
}

static json_t *runs_json(const struct view *view)
{
	json_t *runs = json_array();

	for (int year = view->span.first; year <= view->span.last; year++) {
		int last;

		if (!row_in(view, year))
			continue;
		last = activity_end_of_run(view->book, view->activity, year);
		json_array_append_new(runs, run_json(view, year, last));
		year = last;
	}
	return runs;
}

/* ----------------------------------------------------------------------- page */

/* Adds each link's sentence to `lineage`, which has the links in the book's order,
 * and returns the sentences of those that are cautions. */
static json_t *add_sentences(const struct view *view, json_t *lineage)
{
	size_t count;
	const mipsia_lineage *lineages = mipsia_lineages(view->book, &count);
	json_t *cautions = json_array();
	size_t place = 0;

	for (size_t i = 0; i < count; i++) {
		char text[ACTIVITY_SENTENCE];
		enum activity_link link = activity_link_words(view->book, view->activity, &lineages[i], text);

		if (link == ACTIVITY_NO_LINK)
			continue;
		json_object_set_new(json_array_get(lineage, place++), "sentence", json_string(text));
		if (link == ACTIVITY_CAUTION)
			json_array_append_new(cautions, json_sprintf("%s %s", text, lineages[i].note));
	}
	return cautions;
}

static json_t *current_json(const struct view *view)
{
	return row_in(view, view->year) ? year_json(view, view->year) : json_null();
}

static json_t *absence_json(const struct view *view)
{
	char text[ACTIVITY_SENTENCE];

	if (row_in(view, view->year))
		return json_null();
	activity_absence_words(view->book, view->activity, view->year, text);
	return json_string(text);
}

static json_t *points_json(const struct view *view)
{
	struct activity_points points;

	if (!row_in(view, view->year))
		return json_null();
	points = activity_points_of(view->book, view->activity, view->year);
	return json_pack("{s:i, s:i, s:i, s:i}", "traditional", points.ordinary, "specialStatus",
	                 points.special, "mvp", points.in_mvp, "max", points.max);
}

static void set_days(json_t *page, const struct view *view)
{
	mipsia_date last_start = MIPSIA_DATE_UNKNOWN;
	const mipsia_rule *rule = NULL;

	if (row_in(view, view->year) && !activity_is_recognition(view->book, view->activity))
		activity_days(view->book, view->activity, view->year, &last_start, &rule);
	json_object_set_new(page, "lastStart", json_date(last_start));
	json_object_set_new(page, "daysRule", json_rule(rule));
}

static json_t *recognition_json(const struct view *view)
{
	if (!activity_is_recognition(view->book, view->activity))
		return json_null();
	return json_pack("{s:o, s:o}", "sites",
	                 json_rule(mipsia_rule_find(view->book, view->year, "pcmh.sites")), "bodies",
	                 json_rule(mipsia_rule_find(view->book, view->year, "pcmh.recognition")));
}

static json_t *mvps_json(const struct view *view)
{
	json_t *list = json_array();

	for (int i = 0; i < mipsia_mvp_count(view->book); i++) {
		const mipsia_mvp *mvp = mipsia_mvp_in_year(view->book, i, view->year);

		if (mvp && mipsia_set_has(&mvp->activities, view->activity))
			json_array_append_new(list,
			                      json_pack("{s:s, s:s}", "mvpId", mipsia_mvp_id(view->book, i),
			                                "title", mvp->title));
	}
	return list;
}

json_t *activity_page_json(const mipsia_rulebook *book, int activity, int year)
{
	struct view view = { book, activity, year, catalogue_activity_span(book, activity) };
	json_t *page = life_json(&view, false, year);

	json_object_set_new(page, "performanceYear", json_integer(year));
	json_object_set_new(page, "provisional", json_boolean(mipsia_year_is_provisional(book, year)));
	json_object_set_new(page, "inInventory", json_boolean(row_in(&view, year) != NULL));
	json_object_set_new(page, "current", current_json(&view));
	json_object_set_new(page, "absence", absence_json(&view));
	json_object_set_new(page, "runs", runs_json(&view));
	json_object_set_new(page, "cautions", add_sentences(&view, json_object_get(page, "lineage")));
	json_object_set_new(page, "points", points_json(&view));
	set_days(page, &view);
	json_object_set_new(page, "recognition", recognition_json(&view));
	json_object_set_new(page, "mvps", mvps_json(&view));
	return page;
}
