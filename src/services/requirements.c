/*
 * requirements.c - see requirements.h.
 */
#include "services/requirements.h"

#include <stdio.h>

static struct reason *add_reason(struct requirements *out, const char *about, const mipsia_rule *rule)
{
	struct reason *reason = &out->reasons[out->reasons_length];

	if (out->reasons_length == REASONS_MAX)
		return NULL;
	out->reasons_length++;
	*reason = (struct reason){ .about = about, .rule = rule };
	return reason;
}

/* A rule that speaks for itself; NULL is no reason. */
static void add_rule(struct requirements *out, const char *about, const mipsia_rule *rule)
{
	struct reason *reason = rule ? add_reason(out, about, rule) : NULL;

	if (reason)
		snprintf(reason->fact, sizeof(reason->fact), "%s", rule->statement);
}

/* ------------------------------------------------------ lines of the explanation */

static const char *about_of(const mipsia_line *line)
{
	switch (line->kind) {
	case MIPSIA_LINE_RULES:
		return "year";
	case MIPSIA_LINE_STATUS:
		return "status";
	case MIPSIA_LINE_CREDIT:
		return "credit";
	case MIPSIA_LINE_REWEIGHTING:
	case MIPSIA_LINE_WEIGHT:
		return "weight";
	default:
		return NULL; /* points and contribution of a case without activities say nothing;
				policies are told below, with those that decide the requirements */
	}
}

static void add_derived_status(struct requirements *out)
{
	const mipsia_rule *rule = out->facts->derived_rule;
	struct reason *reason = rule ? add_reason(out, "status", rule) : NULL;

	if (reason)
		snprintf(reason->fact, sizeof(reason->fact), "Follows from the count given. %s",
		         rule->statement);
}

static void add_line(const mipsia_line *line, void *payload)
{
	struct requirements *out = payload;
	const char *about = about_of(line);
	struct reason *reason = about ? add_reason(out, about, line->rule) : NULL;

	if (!reason)
		return;
	snprintf(reason->fact, sizeof(reason->fact), "%s", line->fact);
	if (line->kind == MIPSIA_LINE_RULES)
		add_derived_status(out);
}

/* --------------------------------------------------------------- rules of points */

static void take_activity_rule(const mipsia_line *line, void *payload)
{
	const mipsia_rule **rule = payload;

	if (line->kind == MIPSIA_LINE_ACTIVITY)
		*rule = line->rule;
}

/* The rule that the engine names for the points of this activity in the entity's
 * hands; NULL when it does not count. */
static const mipsia_rule *points_rule_of(const struct entity_facts *facts, int activity)
{
	mipsia_case c = facts->c;
	const mipsia_rule *rule = NULL;
	uint8_t points;

	mipsia_set_add(&c.attested, activity);
	if (mipsia_activity_reason(facts->book, &c, activity, &points) == MIPSIA_COUNTED)
		mipsia_explain(facts->book, &c, take_activity_rule, &rule);
	return rule;
}

static const mipsia_rule *points_rule_of_class(const struct entity_facts *facts, mipsia_class weight)
{
	for (int i = 0; i < mipsia_activity_count(facts->book); i++) {
		const mipsia_activity *row =
			mipsia_activity_in_year(facts->book, i, facts->c.performance_year);
		const mipsia_rule *rule;

		/* IA_PCMH has no subcategory, and points of its own. */
		if (!row || row->weight != weight || !*row->subcategory)
			continue;
		rule = points_rule_of(facts, i);
		if (rule)
			return rule;
	}
	return NULL;
}

static void add_points_rules(struct requirements *out)
{
	int pcmh = mipsia_activity_find(out->facts->book, "IA_PCMH", 7);

	for (int k = MIPSIA_CLASS_END - 1; k >= 0; k--) {
		if (out->needs.points_each[k])
			add_rule(out, "points", points_rule_of_class(out->facts, (mipsia_class)k));
	}
	if (out->needs.pcmh_suffices && pcmh >= 0) {
		add_rule(out, "IA_PCMH", points_rule_of(out->facts, pcmh));
		add_rule(out, "IA_PCMH",
		         mipsia_rule_find(out->facts->book, out->facts->c.performance_year, "pcmh.sites"));
	}
}

static void add_window(struct requirements *out)
{
	struct reason *reason = add_reason(out, "when", out->needs.window_rule);
	char closes[MIPSIA_DATE_TEXT];

	mipsia_date_format(out->needs.window_closes, closes);
	if (reason && reason->rule)
		snprintf(reason->fact, sizeof(reason->fact), "%s: %s", closes, reason->rule->statement);
}

/* ------------------------------------------------------------- contested readings */

/* What the policy's other reading would say instead; "" when the same. */
static void tell_difference(const struct requirements *out, const mipsia_case *other, char *text, size_t size)
{
	mipsia_requirements needs;
	mipsia_result result;
	char start[MIPSIA_DATE_TEXT];
	char closes[MIPSIA_DATE_TEXT];

	text[0] = '\0';
	if (mipsia_requirements_of(out->facts->book, other, &needs) != MIPSIA_OK ||
	    mipsia_score(out->facts->book, other, &result) != MIPSIA_OK)
		return;
	mipsia_date_format(needs.last_start, start);
	mipsia_date_format(needs.window_closes, closes);
	if (needs.needed_points != out->needs.needed_points)
		snprintf(text, size, "%d points would be needed from activities", needs.needed_points);
	else if (result.weight[MIPSIA_IA] != out->result.weight[MIPSIA_IA])
		snprintf(text, size, "the category would be worth %d%%", result.weight[MIPSIA_IA]);
	else if (needs.needed_points > 0 && needs.last_start != out->needs.last_start)
		snprintf(text, size, "the last day to start would be %s", start);
	else if (needs.needed_points > 0 && needs.window_closes != out->needs.window_closes)
		snprintf(text, size, "the last day to submit would be %s", closes);
}

/* Every policy whose other reading asks for something else. */
static void add_contested(struct requirements *out)
{
	for (int i = 0; i < MIPSIA_POLICY_END; i++) {
		const mipsia_policy_info *policy = mipsia_policy_info_of((mipsia_policy)i);
		mipsia_case other = out->facts->c;
		bool second = other.policies & MIPSIA_BIT(i);
		char difference[96];
		struct reason *reason;

		other.policies ^= MIPSIA_BIT(i);
		tell_difference(out, &other, difference, sizeof(difference));
		reason = *difference ? add_reason(out, "contested", NULL) : NULL;
		if (!reason)
			continue;
		reason->policy = policy;
		snprintf(reason->fact, sizeof(reason->fact), "%s Read here as %s; as %s, %s.",
		         policy->question, policy->reading[second], policy->reading[!second], difference);
	}
}

/* ------------------------------------------------------------------------ answer */

/* An activity of the year with the year's default duration, or -1. */
static int ordinary_activity(const struct entity_facts *facts)
{
	for (int i = 0; i < mipsia_activity_count(facts->book); i++) {
		const mipsia_activity *row =
			mipsia_activity_in_year(facts->book, i, facts->c.performance_year);

		if (row && !row->duration_rule)
			return i;
	}
	return -1;
}

static void judge_share(struct requirements *out)
{
	const struct entity_facts *facts = out->facts;
	int activity = ordinary_activity(facts);
	mipsia_participation nobody = { .clinicians = facts->clinicians,
		                        .performer_count = -1,
		                        .start = MIPSIA_DATE_UNKNOWN,
		                        .end = MIPSIA_DATE_UNKNOWN,
		                        .policies = facts->c.policies };

	mipsia_participation_judge(facts->book, facts->c.performance_year, (mipsia_entity)facts->c.entity,
	                           activity, &nobody, &out->share);
	if (activity >= 0)
		out->duration =
			mipsia_activity_in_year(facts->book, activity, facts->c.performance_year)->duration;
}

static void collect_reasons(struct requirements *out)
{
	mipsia_explain(out->facts->book, &out->facts->c, add_line, out);
	if (out->needs.needed_points > 0) {
		add_points_rules(out);
		add_rule(out, "who", out->needs.share_rule);
		add_rule(out, "how long", out->share.duration_rule);
		add_window(out);
	}
	add_contested(out);
}

mipsia_status requirements_of(const struct entity_facts *facts, struct requirements *out)
{
	mipsia_status status;

	*out = (struct requirements){ .facts = facts };
	status = mipsia_requirements_of(facts->book, &facts->c, &out->needs);
	if (status == MIPSIA_OK)
		status = mipsia_score(facts->book, &facts->c, &out->result);
	if (status != MIPSIA_OK)
		return status;
	judge_share(out);
	collect_reasons(out);
	return MIPSIA_OK;
}

const char *requirements_citation(const struct reason *reason)
{
	if (reason->rule)
		return reason->rule->citation;
	return reason->policy ? reason->policy->citation : "";
}
