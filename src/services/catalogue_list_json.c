/*
 * catalogue_list_json.c - the list of activities as JSON, with what it could be
 * narrowed to.
 */
#include <string.h>

#include "services/catalogue.h"
#include "services/catalogue_json.h"
#include "services/catalogue_part.h"
#include "services/words.h"

/* ------------------------------------------------------------------------- facets */

/* The activities that pass, one facet left aside. */
static mipsia_set passing(const struct catalogue_list *list, enum catalogue_facet skipped)
{
	const struct catalogue_filter *filter = &list->filter;
	mipsia_set set = { { 0 } };

	for (int i = 0; i < mipsia_activity_count(filter->book); i++) {
		const mipsia_activity *activity = mipsia_activity_in_year(filter->book, i, filter->year);

		if (activity && catalogue_passes(list, activity, skipped))
			mipsia_set_add(&set, i);
	}
	return set;
}

static int count_both(const mipsia_set *a, const mipsia_set *b)
{
	int count = 0;

	for (int i = 0; i < MIPSIA_SET_WORDS; i++)
		count += __builtin_popcountll(a->word[i] & b->word[i]);
	return count;
}

static void add_value(json_t *facet, const char *value, const char *name, int count)
{
	json_array_append_new(facet,
	                      json_pack("{s:s, s:s, s:i}", "value", value, "name", name, "count", count));
}

/* Counts one more of a value; the value is new when `facet` does not have it. */
static void count_value(json_t *facet, const char *value, const char *name, bool counts)
{
	size_t i;
	json_t *entry;

	json_array_foreach (facet, i, entry) {
		json_t *count = json_object_get(entry, "count");

		if (strcmp(json_string_value(json_object_get(entry, "value")), value) != 0)
			continue;
		json_integer_set(count, json_integer_value(count) + counts);
		return;
	}
	add_value(facet, value, name, counts);
}

static void count_activity(json_t *list, const mipsia_activity *activity, enum catalogue_facet facet,
                           bool counts)
{
	char text[WORDS_SUBCATEGORY];

	if (facet == FACET_SUBCATEGORY && *activity->subcategory) {
		words_subcategory(activity->subcategory, text);
		count_value(list, activity->subcategory, text, counts);
	} else if (facet == FACET_WEIGHT && activity->weight != MIPSIA_UNWEIGHTED) {
		count_value(list, mipsia_class_name(activity->weight), words_class(activity->weight), counts);
	} else if (facet == FACET_DURATION) {
		words_duration(activity->duration, text);
		count_value(list, text, text, counts);
	}
}

/* A facet whose values the activities themselves carry. */
static json_t *own_facet(const struct catalogue_list *list, enum catalogue_facet facet)
{
	const struct catalogue_filter *filter = &list->filter;
	mipsia_set set = passing(list, facet);
	json_t *values = json_array();

	for (int i = 0; i < mipsia_activity_count(filter->book); i++) {
		const mipsia_activity *activity = mipsia_activity_in_year(filter->book, i, filter->year);

		if (activity)
			count_activity(values, activity, facet, mipsia_set_has(&set, i));
	}
	return values;
}

static json_t *mvp_facet(const struct catalogue_list *list)
{
	const struct catalogue_filter *filter = &list->filter;
	mipsia_set set = passing(list, FACET_MVP);
	json_t *values = json_array();

	for (int i = 0; i < mipsia_mvp_count(filter->book); i++) {
		const mipsia_mvp *mvp = mipsia_mvp_in_year(filter->book, i, filter->year);

		if (mvp)
			add_value(values, mipsia_mvp_id(filter->book, i), mvp->title,
			          count_both(&set, &mvp->activities));
	}
	return values;
}

static bool has_string(const json_t *strings, const char *text)
{
	size_t i;
	json_t *item;

	json_array_foreach (strings, i, item) {
		if (strcmp(json_string_value(item), text) == 0)
			return true;
	}
	return false;
}

/* Each specialty of the year's MVPs once, in the order in which CMS names them. */
static json_t *specialties_of(const struct catalogue_filter *filter)
{
	json_t *all = json_array();

	for (int i = 0; i < mipsia_mvp_count(filter->book); i++) {
		const mipsia_mvp *mvp = mipsia_mvp_in_year(filter->book, i, filter->year);
		json_t *some = mvp ? json_specialties(mvp) : NULL;
		size_t k;
		json_t *item;

		json_array_foreach (some, k, item) {
			if (!has_string(all, json_string_value(item)))
				json_array_append(all, item);
		}
		json_decref(some);
	}
	return all;
}

static json_t *specialty_facet(const struct catalogue_list *list)
{
	mipsia_set set = passing(list, FACET_SPECIALTY);
	json_t *specialties = specialties_of(&list->filter);
	json_t *values = json_array();
	size_t i;
	json_t *item;

	json_array_foreach (specialties, i, item) {
		const char *name = json_string_value(item);
		mipsia_set activities = catalogue_for_specialty(&list->filter, name);

		add_value(values, name, name, count_both(&set, &activities));
	}
	json_decref(specialties);
	return values;
}

/* How many of the list have what a tick asks for. */
static void count_ticks(const struct catalogue_list *list, int *cehrt, int *suspended, int *limited)
{
	const mipsia_activity *activity;

	*cehrt = *suspended = *limited = 0;
	for (int at = 0; (activity = catalogue_next(list, &at));) {
		*cehrt += activity->cehrt_eligible;
		*suspended += activity->suspended_on != MIPSIA_DATE_UNKNOWN;
		*limited += activity->once_in_years != 0;
	}
}

json_t *catalogue_facets_json(const struct catalogue_list *list)
{
	int cehrt;
	int suspended;
	int limited;

	count_ticks(list, &cehrt, &suspended, &limited);
	return json_pack("{s:o, s:o, s:o, s:o, s:o, s:i, s:i, s:i}", "subcategory",
	                 own_facet(list, FACET_SUBCATEGORY), "weight", own_facet(list, FACET_WEIGHT), "mvp",
	                 mvp_facet(list), "specialty", specialty_facet(list), "duration",
	                 own_facet(list, FACET_DURATION), "cehrt", cehrt, "suspended", suspended, "limited",
	                 limited);
}

/* ------------------------------------------------------------------------- lists */

static json_t *document(const struct catalogue_filter *filter, json_t *activities)
{
	return json_pack("{s:i, s:b, s:o}", "performanceYear", filter->year, "provisional",
	                 mipsia_year_is_provisional(filter->book, filter->year), "activities", activities);
}

json_t *catalogue_list_json(const struct catalogue_filter *filter)
{
	struct catalogue_list list;
	json_t *activities = json_array();
	const mipsia_activity *activity;

	catalogue_list_begin(&list, filter);
	for (int at = 0; (activity = catalogue_next(&list, &at));)
		json_array_append_new(activities, json_activity(filter->book, activity, filter->year));
	return document(filter, activities);
}

/* An activity as a page lists it: with what the guide calls it. */
static json_t *entry_json(const struct catalogue_filter *filter, const mipsia_activity *activity)
{
	const struct guide_entry *guide = guide_find(mipsia_activity_id(filter->book, activity->activity));
	json_t *entry = json_activity(filter->book, activity, filter->year);

	json_object_set_new(entry, "plainName", guide ? json_string(guide->plain_name) : json_null());
	json_object_set_new(entry, "summary",
	                    guide ? json_string(guide_summary(guide, filter->year)) : json_null());
	json_object_set_new(entry, "effort",
	                    guide ? json_pack("{s:s, s:s}", "setUp", guide_level_words[guide->set_up],
	                                      "running", guide_level_words[guide->running])
	                          : json_null());
	return entry;
}

#define OTHER_HITS 3

static json_t *other_year_json(const struct catalogue_filter *filter)
{
	struct guide_hit hits[OTHER_HITS];
	int length;
	int year = catalogue_other_year(filter, hits, OTHER_HITS, &length);
	json_t *list;

	if (year == 0)
		return json_null();
	list = json_array();
	for (int i = 0; i < length; i++)
		json_array_append_new(list, json_pack("{s:s, s:s, s:i, s:i}", "measureId",
		                                      hits[i].entry->measure_id, "plainName",
		                                      hits[i].entry->plain_name, "firstPerformanceYear",
		                                      hits[i].entry->years.from, "lastPerformanceYear",
		                                      hits[i].entry->years.to));
	return json_pack("{s:i, s:o}", "performanceYear", year, "hits", list);
}

json_t *catalogue_page_json(const struct catalogue_filter *filter)
{
	struct catalogue_filter everything = CATALOGUE_EVERYTHING(filter->book, filter->year);
	struct catalogue_list all;
	struct catalogue_list list;
	json_t *activities = json_array();
	json_t *page = document(filter, activities);
	const mipsia_activity *activity;

	catalogue_list_begin(&all, &everything);
	catalogue_list_begin(&list, filter);
	for (int at = 0; (activity = catalogue_next(&list, &at));)
		json_array_append_new(activities, entry_json(filter, activity));
	json_object_set_new(page, "total", json_integer(catalogue_count(&all)));
	json_object_set_new(page, "found", json_integer(catalogue_count(&list)));
	json_object_set_new(page, "hasWeights",
	                    json_boolean(catalogue_has_weights(filter->book, filter->year)));
	json_object_set_new(page, "facets", catalogue_facets_json(&list));
	json_object_set_new(page, "otherYear",
	                    filter->search && catalogue_count(&list) == 0 ? other_year_json(filter)
	                                                                  : json_null());
	return page;
}
