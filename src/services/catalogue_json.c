/*
 * catalogue_json.c - see catalogue_json.h.
 */
#include "services/catalogue_json.h"

#include <string.h>

json_t *json_date(mipsia_date date)
{
	char text[MIPSIA_DATE_TEXT];

	if (date == MIPSIA_DATE_UNKNOWN)
		return json_null();
	mipsia_date_format(date, text);
	return json_string(text);
}

json_t *json_weight(mipsia_class weight)
{
	return weight == MIPSIA_UNWEIGHTED ? json_null() : json_string(mipsia_class_name(weight));
}

json_t *json_rule(const mipsia_rule *rule)
{
	if (!rule)
		return json_null();
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "key", rule->key, "value", rule->value,
	                 "statement", rule->statement, "citation", rule->citation, "source", rule->source,
	                 "confidence", mipsia_confidence_name(rule->confidence));
}

static json_t *mvps_of(const mipsia_rulebook *book, int activity, int year)
{
	json_t *ids = json_array();

	for (int i = 0; i < mipsia_mvp_count(book); i++) {
		const mipsia_mvp *mvp = mipsia_mvp_in_year(book, i, year);

		if (mvp && mipsia_set_has(&mvp->activities, activity))
			json_array_append_new(ids, json_string(mipsia_mvp_id(book, i)));
	}
	return ids;
}

static json_t *duration(mipsia_duration value)
{
	return json_pack("{s:i, s:s}", "length", value.length, "unit",
	                 value.unit == MIPSIA_MONTHS ? "months" : "days");
}

json_t *json_activity(const mipsia_rulebook *book, const mipsia_activity *activity, int year)
{
	json_t *once = activity->once_in_years ? json_integer(activity->once_in_years) : json_null();

	return json_pack("{s:s, s:i, s:s, s:o, s:o, s:b, s:b, s:o, s:o, s:o, s:o}", "measureId",
	                 mipsia_activity_id(book, activity->activity), "performanceYear", year, "title",
	                 activity->title, "subcategory",
	                 *activity->subcategory ? json_string(activity->subcategory) : json_null(), "weight",
	                 json_weight(activity->weight), "cehrtEligible", activity->cehrt_eligible, "mvpOnly",
	                 activity->mvp_only, "duration", duration(activity->duration), "onceInYears", once,
	                 "suspendedOn", json_date(activity->suspended_on), "allowedMvps",
	                 mvps_of(book, activity->activity, year));
}

json_t *json_frequency(const mipsia_activity *activity)
{
	return activity->once_in_years ? json_sprintf("once in %d years", activity->once_in_years)
	                               : json_string("every year");
}

json_t *json_specialties(const mipsia_mvp *mvp)
{
	const char *text = mvp->specialties;
	json_t *list = json_array();

	while (*text) {
		size_t length = strcspn(text, ";");

		json_array_append_new(list, json_stringn(text, length));
		text += length;
		text += strspn(text, "; ");
	}
	return list;
}

json_t *json_mvp(const mipsia_rulebook *book, const mipsia_mvp *mvp)
{
	return json_pack("{s:s, s:s, s:s, s:o}", "mvpId", mipsia_mvp_id(book, mvp->mvp), "title", mvp->title,
	                 "clinicalTopic", mvp->topic, "specialties", json_specialties(mvp));
}

json_t *json_set(const mipsia_rulebook *book, const mipsia_set *set)
{
	json_t *ids = json_array();

	for (int i = 0; i < mipsia_activity_count(book); i++) {
		if (mipsia_set_has(set, i))
			json_array_append_new(ids, json_string(mipsia_activity_id(book, i)));
	}
	return ids;
}

static json_t *names(unsigned bits, const char *(*name)(int place))
{
	json_t *list = json_array();

	for (int i = 0; name(i); i++) {
		if (bits & MIPSIA_BIT(i))
			json_array_append_new(list, json_string(name(i)));
	}
	return list;
}

static const char *status_name(int place)
{
	return mipsia_special_name((mipsia_special)place);
}

json_t *json_statuses(unsigned statuses)
{
	return names(statuses, status_name);
}

static const char *category_name(int place)
{
	return mipsia_category_name((mipsia_category)place);
}

json_t *json_categories(unsigned categories)
{
	return names(categories, category_name);
}

json_t *json_count(int32_t count)
{
	return count < 0 ? json_null() : json_integer(count);
}
