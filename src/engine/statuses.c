/* statuses.c - special statuses from counts. */
#include "engine.h"

static mipsia_answer answer_of(bool met)
{
	return met ? MIPSIA_MET : MIPSIA_NOT_MET;
}

static bool is_group_like(mipsia_entity entity)
{
	return entity == MIPSIA_GROUP || entity == MIPSIA_VIRTUAL_GROUP || entity == MIPSIA_SUBGROUP;
}

/* The definition speaks of a TIN; virtual groups and APM Entities have rows of
 * their own. */
static const mipsia_rule *small_rule_of(const mipsia_rulebook *book, const struct year_rules *year,
                                        mipsia_entity entity)
{
	const mipsia_rule *rule = NULL;

	if (entity == MIPSIA_APM_ENTITY)
		rule = mipsia_rule_find(book, year->performance_year, "statuses.smallPractice.apm");
	if (entity == MIPSIA_VIRTUAL_GROUP)
		rule = mipsia_rule_find(book, year->performance_year, "statuses.smallPractice.virtualGroup");
	return rule ? rule : year->small_rule;
}

static mipsia_answer derive_small(const mipsia_rulebook *book, const struct year_rules *year,
                                  mipsia_entity entity, const mipsia_counts *counts, const mipsia_rule **rule)
{
	*rule = small_rule_of(book, year, entity);
	if (counts->clinicians < 0)
		return MIPSIA_UNKNOWN;
	return answer_of(counts->clinicians <= year->small_max);
}

static mipsia_answer derive_for_group(const struct status_rules *rules, mipsia_entity entity,
                                      mipsia_special status, const mipsia_counts *counts,
                                      const mipsia_rule **rule)
{
	int64_t with = counts->clinicians_with[status];

	*rule = rules->group_rule;
	if (rules->group_kind == GROUP_STATUS_SITE && entity != MIPSIA_GROUP)
		return MIPSIA_UNKNOWN; /* the rule of one site is about groups */
	if (rules->group_kind == GROUP_STATUS_SITE)
		return counts->sites_with[status] < 0 ? MIPSIA_UNKNOWN
		                                      : answer_of(counts->sites_with[status] > 0);
	if (rules->group_kind == GROUP_STATUS_NONE || with < 0 || counts->clinicians < 0)
		return MIPSIA_UNKNOWN;
	return answer_of(with * rules->den > (int64_t)counts->clinicians * rules->num);
}

mipsia_answer mipsia_status_derive(const mipsia_rulebook *book, int year, mipsia_entity entity,
                                   mipsia_special status, const mipsia_counts *counts,
                                   const mipsia_rule **rule)
{
	const struct year_rules *rules = mipsia_year_rules(book, year);
	const mipsia_rule *unused = NULL;

	if (rule == NULL)
		rule = &unused;
	*rule = NULL;
	if (rules == NULL || (size_t)status >= MIPSIA_SPECIAL_END)
		return MIPSIA_UNKNOWN;
	if (status == MIPSIA_SMALL_PRACTICE)
		return derive_small(book, rules, entity, counts, rule);
	if (is_group_like(entity))
		return derive_for_group(&rules->status[status], entity, status, counts, rule);
	if (status == MIPSIA_NON_PATIENT_FACING && entity == MIPSIA_INDIVIDUAL) {
		*rule = rules->status[status].individual_rule;
		if (counts->patient_facing_encounters >= 0)
			return answer_of(counts->patient_facing_encounters <= rules->encounters_max);
	}
	return MIPSIA_UNKNOWN;
}
