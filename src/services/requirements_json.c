/*
 * requirements_json.c - the requirements for programs.
 */
#include "services/catalogue_json.h"
#include "services/requirements.h"

/* {"high": 2, "medium": 4} or {"unweighted": 2}: classes that exist that year;
 * {} where no activity is needed. */
static json_t *classes_json(const struct requirements *r, const uint8_t values[MIPSIA_CLASS_END])
{
	json_t *object = json_object();

	for (int k = MIPSIA_CLASS_END - 1; k >= 0; k--) {
		if (r->needs.points_each[k] && r->needs.needed_points)
			json_object_set_new(object, mipsia_class_name((mipsia_class)k),
			                    json_integer(values[k]));
	}
	return object;
}

static json_t *weights_json(const mipsia_result *result)
{
	json_t *object = json_object();

	for (int i = 0; i < MIPSIA_CATEGORY_END; i++)
		json_object_set_new(object, mipsia_category_name((mipsia_category)i),
		                    json_integer(result->weight[i]));
	return object;
}

static json_t *reasons_json(const struct requirements *r)
{
	json_t *list = json_array();

	for (int i = 0; i < r->reasons_length; i++) {
		const struct reason *reason = &r->reasons[i];

		json_array_append_new(list,
		                      json_pack("{s:s, s:s, s:s, s:o, s:s?}", "about", reason->about, "fact",
		                                reason->fact, "citation", requirements_citation(reason),
		                                "rule", json_rule(reason->rule), "policy",
		                                reason->policy ? reason->policy->name : NULL));
	}
	return list;
}

static json_t *final_score_json(const mipsia_result *result)
{
	if (!(result->flags & MIPSIA_RESULT_NEUTRAL))
		return json_null();
	return json_pack("{s:s, s:i}", "equals", "performanceThreshold", "value",
	                 result->performance_threshold);
}

static void set_entity(json_t *object, const struct requirements *r)
{
	const mipsia_case *c = &r->facts->c;

	json_object_set_new(object, "performanceYear", json_integer(c->performance_year));
	json_object_set_new(object, "provisional",
	                    json_boolean(mipsia_year_is_provisional(r->facts->book, c->performance_year)));
	json_object_set_new(object, "programName", json_string(entity_program(r->facts->book, c)));
	json_object_set_new(object, "option", json_string(mipsia_option_name((mipsia_option)c->option)));
	json_object_set_new(object, "entityType", json_string(mipsia_entity_name((mipsia_entity)c->entity)));
	json_object_set_new(object, "specialStatuses", json_statuses(c->statuses));
	json_object_set_new(object, "reweightedCategories", json_categories(r->result.reweighted));
}

json_t *requirements_json(const struct requirements *r)
{
	const mipsia_requirements *needs = &r->needs;
	bool needed = needs->needed_points > 0;
	json_t *object = json_object();

	set_entity(object, r);
	json_object_set_new(object, "maxPoints", json_integer(needs->max_points));
	json_object_set_new(object, "creditPoints", json_integer(needs->credit_points));
	json_object_set_new(object, "neededPoints", json_integer(needs->needed_points));
	json_object_set_new(object, "pointsEach", classes_json(r, needs->points_each));
	json_object_set_new(object, "activitiesNeeded", classes_json(r, needs->activities_needed));
	json_object_set_new(object, "pcmhSuffices", json_boolean(needs->pcmh_suffices));
	json_object_set_new(object, "clinicianCount", json_count(r->facts->clinicians));
	json_object_set_new(object, "cliniciansNeeded",
	                    needed ? json_count(r->share.needed) : json_integer(0));
	json_object_set_new(object, "lastStart", needed ? json_date(needs->last_start) : json_null());
	json_object_set_new(object, "submissionWindow",
	                    json_pack("{s:o, s:o}", "opens", json_date(needs->window_opens), "closes",
	                              json_date(needs->window_closes)));
	json_object_set_new(object, "weight", json_integer(r->result.weight[MIPSIA_IA]));
	json_object_set_new(object, "weights", weights_json(&r->result));
	json_object_set_new(object, "finalScore", final_score_json(&r->result));
	json_object_set_new(object, "reasons", reasons_json(r));
	return object;
}
