/*
 * changes.c - see changes.h.
 */
#include "services/changes.h"

#include <string.h>

#include "services/catalogue.h"
#include "services/catalogue_json.h"
#include "services/words.h"

#define LENGTH(array) ((int)(sizeof(array) / sizeof((array)[0])))

/* One activity in both years: `before` and `after` may have different numbers;
 * either may be missing. */
struct pair {
	const struct changes_years *years;
	const mipsia_activity *before;
	const mipsia_activity *after;
	bool another; /* the ID means another activity now: the rows cannot be compared */
};

/* The pieces of "activities": list NAME of the document. */
static void append(json_t *lists, const char *name, json_t *entry)
{
	json_array_append_new(json_object_get(lists, name), entry);
}

static json_t *lists_new(const char *const *names, int length)
{
	json_t *lists = json_object();

	for (int i = 0; i < length; i++)
		json_object_set_new(lists, names[i], json_array());
	return lists;
}

static const char *id_of(const struct pair *pair, const mipsia_activity *row)
{
	return mipsia_activity_id(pair->years->book, row->activity);
}

/* ------------------------------------------------------- one activity compared */

static void compare_existence(const struct pair *pair, json_t *lists)
{
	const mipsia_activity *row = pair->before ? pair->before : pair->after;
	int year = pair->before ? pair->years->from : pair->years->to;

	if (!pair->before || !pair->after)
		append(lists, pair->after ? "added" : "removed", json_activity(pair->years->book, row, year));
	else if (pair->before->activity != pair->after->activity)
		append(lists, "renumbered",
		       json_pack("{s:s, s:s, s:s}", "from", id_of(pair, pair->before), "to",
		                 id_of(pair, pair->after), "title", pair->after->title));
}

/* {measureId, title, from, to}; takes `from` and `to` over. */
static json_t *difference(const struct pair *pair, json_t *from, json_t *to)
{
	return json_pack("{s:s, s:s, s:o, s:o}", "measureId", id_of(pair, pair->after), "title",
	                 pair->after->title, "from", from, "to", to);
}

/* CMS respells many titles: that is no news for a plan. */
static const char *title_list(const char *before, const char *after)
{
	return words_same_letters(before, after) ? "respelled" : "renamed";
}

static json_t *subcategory_json(const mipsia_activity *row)
{
	return *row->subcategory ? json_string(row->subcategory) : json_null();
}

static void compare_words(const struct pair *pair, json_t *lists)
{
	const mipsia_activity *before = pair->before;
	const mipsia_activity *after = pair->after;

	if (strcmp(before->title, after->title) != 0)
		append(lists, title_list(before->title, after->title),
		       difference(pair, json_string(before->title), json_string(after->title)));
	/* A new number brings its subcategory along. */
	if (strcmp(before->subcategory, after->subcategory) != 0 && before->activity == after->activity)
		append(lists, "moved", difference(pair, subcategory_json(before), subcategory_json(after)));
	if (before->weight != after->weight)
		append(lists, "reweighted",
		       difference(pair, json_weight(before->weight), json_weight(after->weight)));
	if (before->cehrt_eligible != after->cehrt_eligible)
		append(lists, "cehrt",
		       difference(pair, json_boolean(before->cehrt_eligible),
		                  json_boolean(after->cehrt_eligible)));
}

static const char *citation_of(const mipsia_rule *before, const mipsia_rule *after)
{
	return after ? after->citation : before ? before->citation : "";
}

static json_t *duration_json(const mipsia_activity *row)
{
	char text[WORDS_DURATION];

	words_duration(row->duration, text);
	return json_string(text);
}

static void compare_limits(const struct pair *pair, json_t *lists)
{
	const mipsia_activity *before = pair->before;
	const mipsia_activity *after = pair->after;
	json_t *entry;

	if (before->duration.length != after->duration.length ||
	    before->duration.unit != after->duration.unit) {
		entry = difference(pair, duration_json(before), duration_json(after));
		json_object_set_new(entry, "citation",
		                    json_string(citation_of(before->duration_rule, after->duration_rule)));
		append(lists, "duration", entry);
	}
	if (before->once_in_years != after->once_in_years) {
		entry = difference(pair, json_frequency(before), json_frequency(after));
		json_object_set_new(entry, "citation",
		                    json_string(citation_of(before->frequency_rule, after->frequency_rule)));
		append(lists, "frequency", entry);
	}
}

static void compare_suspension(const struct pair *pair, json_t *lists)
{
	const mipsia_activity *after = pair->after;
	const mipsia_rule *rule = after ? after->suspension_rule : NULL;

	if (!after || after->suspended_on == MIPSIA_DATE_UNKNOWN)
		return;
	if (pair->before && pair->before->suspended_on == after->suspended_on)
		return;
	append(lists, "suspended",
	       json_pack("{s:s, s:s, s:o, s:s, s:s}", "measureId", id_of(pair, after), "title", after->title,
	                 "suspendedOn", json_date(after->suspended_on), "statement",
	                 rule ? rule->statement : "", "citation", rule ? rule->citation : ""));
}

static void compare_pair(const struct pair *pair, json_t *lists)
{
	compare_existence(pair, lists);
	compare_suspension(pair, lists);
	if (!pair->before || !pair->after || pair->another)
		return;
	compare_words(pair, lists);
	compare_limits(pair, lists);
}

/* --------------------------------------------------------------- all activities */

/* Lists the ID's changes of meaning between the years; true when it means
 * another activity now. */
static bool list_redefinitions(const struct changes_years *years, int activity, json_t *lists)
{
	size_t count;
	const mipsia_lineage *lineages = mipsia_lineages(years->book, &count);
	bool another = false;

	for (size_t i = 0; i < count; i++) {
		const mipsia_lineage *lineage = &lineages[i];

		if (lineage->kind == MIPSIA_RENUMBERED || lineage->to != activity ||
		    lineage->year <= years->from || lineage->year > years->to)
			continue;
		another = another || lineage->kind == MIPSIA_REUSED;
		append(lists, "redefined",
		       json_pack("{s:s, s:s, s:i, s:s}", "measureId",
		                 mipsia_activity_id(years->book, activity), "kind",
		                 lineage->kind == MIPSIA_REUSED ? "reused" : "redefined", "year",
		                 lineage->year, "note", lineage->note));
	}
	return another;
}

static json_t *activities_of(const struct changes_years *years)
{
	static const char *const names[] = { "added",     "removed",   "renumbered", "redefined",
		                             "renamed",   "respelled", "moved",      "reweighted",
		                             "suspended", "duration",  "frequency",  "cehrt" };
	json_t *lists = lists_new(names, LENGTH(names));

	for (int i = 0; i < mipsia_activity_count(years->book); i++) {
		struct pair pair = { .years = years,
			             .before = mipsia_activity_in_year(years->book, i, years->from) };
		int number = catalogue_number_in_year(years->book, i, pair.before ? years->to : years->from);

		if (pair.before && number >= 0)
			pair.after = mipsia_activity_in_year(years->book, number, years->to);
		else if (!pair.before && number < 0)
			pair.after = mipsia_activity_in_year(years->book, i, years->to);
		if (!pair.before && !pair.after)
			continue; /* in neither year, or told with its old number */
		pair.another = list_redefinitions(years, i, lists);
		compare_pair(&pair, lists);
	}
	return lists;
}

/* ------------------------------------------------------------------------ MVPs */

/* Adds to `lists` what became of activity i of the MVP. */
static void compare_member(const struct changes_years *years, const mipsia_mvp *before,
                           const mipsia_mvp *after, int i, json_t *lists)
{
	bool was = mipsia_set_has(&before->activities, i);
	bool is = mipsia_set_has(&after->activities, i);
	int now = was ? catalogue_number_in_year(years->book, i, years->to) : -1;
	int then = is ? catalogue_number_in_year(years->book, i, years->from) : -1;
	const char *id = mipsia_activity_id(years->book, i);

	if (was && !is && now >= 0 && mipsia_set_has(&after->activities, now))
		append(lists, "renumbered",
		       json_pack("{s:s, s:s}", "from", id, "to", mipsia_activity_id(years->book, now)));
	else if (was && !is)
		append(lists, "removed", json_string(id));
	else if (is && !was && (then < 0 || !mipsia_set_has(&before->activities, then)))
		append(lists, "added", json_string(id));
}

static void compare_mvp(const struct changes_years *years, const mipsia_mvp *before, const mipsia_mvp *after,
                        json_t *lists)
{
	static const char *const names[] = { "added", "removed", "renumbered" };
	const char *id = mipsia_mvp_id(years->book, after->mvp);
	json_t *entry = lists_new(names, LENGTH(names));
	size_t found = 0;

	if (strcmp(before->title, after->title) != 0)
		append(lists, "renamed",
		       json_pack("{s:s, s:s, s:s}", "mvpId", id, "from", before->title, "to", after->title));
	for (int i = 0; i < mipsia_activity_count(years->book); i++)
		compare_member(years, before, after, i, entry);
	for (int i = 0; i < LENGTH(names); i++)
		found += json_array_size(json_object_get(entry, names[i]));
	if (found > 0) {
		json_object_set_new(entry, "mvpId", json_string(id));
		json_object_set_new(entry, "title", json_string(after->title));
		append(lists, "activities", entry);
	} else {
		json_decref(entry);
	}
}

static json_t *mvps_of(const struct changes_years *years)
{
	static const char *const names[] = { "added", "removed", "renamed", "activities" };
	json_t *lists = lists_new(names, LENGTH(names));

	for (int i = 0; i < mipsia_mvp_count(years->book); i++) {
		const mipsia_mvp *before = mipsia_mvp_in_year(years->book, i, years->from);
		const mipsia_mvp *after = mipsia_mvp_in_year(years->book, i, years->to);

		if (before && after)
			compare_mvp(years, before, after, lists);
		else if (after)
			append(lists, "added", json_mvp(years->book, after));
		else if (before)
			append(lists, "removed", json_mvp(years->book, before));
	}
	return lists;
}

/* ----------------------------------------------------------------------- rules */

/* Rules of single activities are told with the activities. */
static bool is_of_activity(const mipsia_rule *rule)
{
	return strncmp(rule->key, "activities.", strlen("activities.")) == 0;
}

static json_t *rules_of(const struct changes_years *years)
{
	static const char *const names[] = { "changed", "added", "removed" };
	json_t *lists = lists_new(names, LENGTH(names));
	size_t count;
	const mipsia_rule *rules = mipsia_rules(years->book, years->from, &count);

	for (size_t i = 0; i < count; i++) {
		const mipsia_rule *after = mipsia_rule_find(years->book, years->to, rules[i].key);

		if (is_of_activity(&rules[i]))
			continue;
		if (!after)
			append(lists, "removed", json_rule(&rules[i]));
		else if (strcmp(rules[i].value, after->value) != 0)
			append(lists, "changed",
			       json_pack("{s:s, s:o, s:o}", "key", rules[i].key, "from", json_rule(&rules[i]),
			                 "to", json_rule(after)));
	}
	rules = mipsia_rules(years->book, years->to, &count);
	for (size_t i = 0; i < count; i++) {
		if (!is_of_activity(&rules[i]) && !mipsia_rule_find(years->book, years->from, rules[i].key))
			append(lists, "added", json_rule(&rules[i]));
	}
	return lists;
}

json_t *changes_of(const struct changes_years *years)
{
	return json_pack(
		"{s:i, s:i, s:b, s:o, s:o, s:o}", "from", years->from, "to", years->to, "provisional",
		mipsia_year_is_provisional(years->book, years->from) ||
			mipsia_year_is_provisional(years->book, years->to),
		"activities", activities_of(years), "mvps", mvps_of(years), "rules", rules_of(years));
}
