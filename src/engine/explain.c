/*
 * explain.c - the score as sentences, each with its rule. It asks the same
 * functions as score.c and decides nothing of its own; the deltas of its lines
 * add up to the points.
 */
#include "engine.h"
#include "text.h"

struct story {
	const mipsia_rulebook *book;
	const struct year_rules *year;
	const struct option_rules *option;
	const mipsia_case *c;
	mipsia_result result;
	mipsia_line_fn *emit;
	void *payload;
	mipsia_line line;
	struct text fact;
};

static struct text *begin(struct story *s, mipsia_line_kind kind, const mipsia_rule *rule)
{
	s->line = (mipsia_line){ .kind = kind, .activity = -1, .policy = -1, .rule = rule };
	s->fact = text_begin(s->line.fact, sizeof s->line.fact);
	return &s->fact;
}

static void end(struct story *s)
{
	s->emit(&s->line, s->payload);
}

static const char *entity_words(uint8_t entity)
{
	static const char *const words[MIPSIA_ENTITY_END] = { "an individual clinician", "a group",
		                                              "a virtual group", "a subgroup",
		                                              "an APM Entity" };
	return words[entity];
}

static const char *option_words(uint8_t option)
{
	static const char *const words[MIPSIA_OPTION_END] = {
		"traditional MIPS",
		"MIPS Value Pathway",
		"the APM Performance Pathway (APP)",
		"APP Plus",
		"the APM scoring standard (APMs that use the CMS Web Interface)",
		"the APM scoring standard (other APMs)"
	};
	return words[option];
}

static const char *status_words(int status)
{
	static const char *const words[MIPSIA_SPECIAL_END] = { "Small practice", "Rural",
		                                               "Health professional shortage area",
		                                               "Non-patient facing" };
	return words[status];
}

static const char *category_words(int category)
{
	static const char *const words[MIPSIA_CATEGORY_END] = { "Quality", "Cost", "Improvement Activities",
		                                                "Promoting Interoperability" };
	return words[category];
}

static void tell_rules(struct story *s)
{
	struct text *t = begin(s, MIPSIA_LINE_RULES, s->option->option_rule);

	text_add(t, "Performance year ");
	text_add_number(t, s->c->performance_year);
	text_add(t, ", ");
	text_add(t, option_words(s->c->option));
	if (s->c->option == MIPSIA_MVP) {
		text_add(t, " ");
		text_add(t, mipsia_mvp_id(s->book, s->c->mvp));
	}
	text_add(t, ", reported by ");
	text_add(t, entity_words(s->c->entity));
	text_add(t, s->year->provisional ? ". The rules of this year are provisional." : ".");
	end(s);
}

static bool special_changes_points(const struct option_rules *option)
{
	for (int k = 0; k < MIPSIA_CLASS_END; k++)
		if (option->points[k][0] != option->points[k][1])
			return true;
	return false;
}

static void tell_statuses(struct story *s)
{
	bool first = true;

	for (int status = 0; status < MIPSIA_SPECIAL_END; status++) {
		if (!(s->c->statuses & MIPSIA_BIT(status)))
			continue;
		struct text *t = begin(s, MIPSIA_LINE_STATUS, s->year->special_rule);
		text_add(t, status_words(status));
		if (s->option->assigned_points || !special_changes_points(s->option))
			text_add(t, ": changes no points under this option.");
		else if (first)
			text_add(t, ": activities earn the points for special statuses, once.");
		else
			text_add(t,
			         ": adds nothing, the points are raised once however many statuses apply.");
		first = false;
		end(s);
	}
}

static const mipsia_rule *points_rule_of(const struct story *s, int activity)
{
	if (activity == s->book->pcmh)
		return s->year->pcmh_rule;
	for (int k = 0; k < MIPSIA_CLASS_END; k++)
		if (mipsia_set_has(&s->year->of_class[k], activity))
			return s->option->points_rule[k][s->c->statuses != 0];
	return s->year->max_points_rule;
}

/* The year's rule of that key, or another where the data have none. */
static const mipsia_rule *rule_or(const struct story *s, const char *key, const mipsia_rule *otherwise)
{
	const mipsia_rule *rule = mipsia_rule_find(s->book, s->c->performance_year, key);

	return rule ? rule : otherwise;
}

/* What to say after the ID, and the rule that says so. */
static const char *verdict_words(const struct story *s, mipsia_reason reason, int activity,
                                 const mipsia_rule **rule)
{
	const mipsia_activity *row = mipsia_activity_in_year(s->book, activity, s->c->performance_year);

	*rule = s->option->option_rule;
	switch (reason) {
	case MIPSIA_COUNTED:
		*rule = points_rule_of(s, activity);
		return " counts";
	case MIPSIA_NOT_IN_INVENTORY:
		*rule = rule_or(s, "inventory.listed", s->year->year_rule);
		return " is not in this year's inventory: no points.";
	case MIPSIA_ONLY_IN_MVP:
		*rule = rule_or(s, "inventory.mvpOnly", s->option->option_rule);
		return " can be chosen only by those who report an MVP: no points.";
	case MIPSIA_NOT_IN_MVP:
		*rule = rule_or(s, "mvp.activities", s->option->option_rule);
		return " is not among the activities of this MVP: no points.";
	case MIPSIA_NOT_NEEDED:
		*rule = s->option->assigned_rule;
		return " is not needed, the full score is assigned.";
	case MIPSIA_FREQUENCY_LIMITED:
		*rule = row && row->frequency_rule ? row->frequency_rule : *rule;
		return " was attested too few years ago: no points.";
	case MIPSIA_NOT_PERFORMED:
		*rule = s->year->performers[s->c->entity].rule;
		if (*rule == NULL)
			*rule = row && row->duration_rule ? row->duration_rule : s->year->duration_rule;
		return " was performed by too few clinicians, or not long enough: no points.";
	case MIPSIA_SITES_NOT_MET:
		*rule = s->year->pcmh_sites.rule;
		return ": too few practice sites are recognized: no points.";
	default:
		return " does not count.";
	}
}

static void add_points(struct text *t, int points)
{
	text_add_number(t, points);
	text_add(t, points == 1 ? " point" : " points");
}

static void add_sites(struct story *s, struct text *t)
{
	text_add(t, " ");
	text_add_number(t, s->c->recognized_sites);
	text_add(t, " of ");
	text_add_number(t, s->c->practice_sites);
	text_add(t, " practice sites are recognized.");
	if (s->year->pcmh_sites.rule != NULL)
		s->line.rule = s->year->pcmh_sites.rule;
}

static void tell_activity(struct story *s, int activity)
{
	uint8_t points;
	mipsia_reason reason = mipsia_activity_reason(s->book, s->c, activity, &points);
	const mipsia_activity *row = mipsia_activity_in_year(s->book, activity, s->c->performance_year);
	const mipsia_rule *rule;
	const char *words = verdict_words(s, reason, activity, &rule);
	struct text *t = begin(s, MIPSIA_LINE_ACTIVITY, rule);

	s->line.activity = activity;
	s->line.delta = points;
	text_add(t, mipsia_activity_id(s->book, activity));
	if (row != NULL && row->weight != MIPSIA_UNWEIGHTED) {
		text_add(t, " (");
		text_add(t, mipsia_class_name(row->weight));
		text_add(t, " weight)");
	}
	text_add(t, words);
	if (reason == MIPSIA_COUNTED) {
		text_add(t, ": ");
		add_points(t, points);
		text_add(t, ".");
	}
	if (activity == s->book->pcmh && (s->c->facts & MIPSIA_FACT_PCMH_SITES))
		add_sites(s, t);
	end(s);
}

static void tell_activities(struct story *s)
{
	for (int activity = 0; activity < s->book->activities_length; activity++)
		if (mipsia_set_has(&s->c->attested, activity))
			tell_activity(s, activity);
}

static void tell_cap(struct story *s)
{
	int lost = s->result.activity_points - s->result.max_points;

	if (s->result.assigned_points || lost <= 0)
		return;
	struct text *t = begin(s, MIPSIA_LINE_CAP, s->year->max_points_rule);
	s->line.delta = -lost;
	text_add(t, "The activities' ");
	add_points(t, s->result.activity_points);
	text_add(t, " are capped at ");
	text_add_number(t, s->result.max_points);
	text_add(t, ".");
	end(s);
}

static void tell_credit(struct story *s, const mipsia_rule *rule, int points, const char *words)
{
	struct text *t = begin(s, MIPSIA_LINE_CREDIT, rule);

	s->line.delta = points;
	text_add(t, words);
	text_add(t, ": ");
	add_points(t, points);
	text_add(t, ".");
	end(s);
}

static void tell_no_apm_credit(struct story *s)
{
	if (extreme_denies_credit(s->year, s->c))
		tell_credit(
			s, rule_or(s, "apmCredit.underExtremeCircumstances", s->year->apm_credit_rule), 0,
			"The regulation gives no APM credit under extreme and uncontrollable circumstances");
	else
		tell_credit(s, s->year->apm_credit_rule, 0, "The condition of the APM credit does not hold");
}

static void tell_credits(struct story *s)
{
	const mipsia_result *r = &s->result;

	if (r->flags & MIPSIA_RESULT_ASSIGNED)
		tell_credit(s, s->option->assigned_rule, r->assigned_points,
		            "CMS assigns the full score, without activities");
	if (r->flags & MIPSIA_RESULT_STUDY)
		tell_credit(s, s->year->study_rule, r->study_points,
		            "Completing CMS's burden study gives the full score");
	if ((r->flags & MIPSIA_RESULT_APM_CREDIT) && !(r->flags & MIPSIA_RESULT_STUDY))
		tell_credit(s, s->year->apm_credit_rule, r->apm_points,
		            "APM participants have half of the points");
	else if ((s->c->facts & MIPSIA_FACT_APM_PARTICIPANT) && s->option->apm_credit &&
	         !(r->flags & MIPSIA_RESULT_APM_CREDIT))
		tell_no_apm_credit(s);
}

static void tell_points(struct story *s)
{
	struct text *t = begin(s, MIPSIA_LINE_POINTS, s->year->max_points_rule);

	text_add(t, "Score: ");
	text_add_number(t, s->result.points);
	text_add(t, " of ");
	text_add_number(t, s->result.max_points);
	text_add(t, " points = ");
	text_add_hundredths(t, s->result.percent_x100);
	text_add(t, " percent.");
	end(s);
}

static const mipsia_rule *weight_rule_of(const struct story *s)
{
	bool small = s->c->statuses & MIPSIA_BIT(MIPSIA_SMALL_PRACTICE);
	const struct weight_row *rows = small ? s->option->small_weights : s->option->weights;

	return rows[s->result.reweighted].rule;
}

static void tell_reweighted(struct story *s, int category, const char *words, const mipsia_rule *rule)
{
	struct text *t = begin(s, MIPSIA_LINE_REWEIGHTING, rule);

	text_add(t, category_words(category));
	text_add(t, words);
	end(s);
}

/* Why a category that was not stated weighs nothing. */
static const mipsia_rule *rule_of_reweighting(const struct story *s, int category)
{
	const mipsia_case *c = s->c;

	if (c->extreme == MIPSIA_EXTREME_APPLICATION && c->entity == MIPSIA_APM_ENTITY &&
	    s->year->extreme_apm_entity)
		return s->year->apm_entity_extreme_rule;
	if (category == MIPSIA_COST && c->entity == MIPSIA_APM_ENTITY && s->year->apm_entity_cost_zero)
		return s->year->apm_entity_cost_rule;
	if (c->extreme == MIPSIA_EXTREME_AUTOMATIC && (s->year->extreme_automatic & MIPSIA_BIT(category)))
		return s->year->extreme_automatic_rule;
	return s->year->small_practice_pi_rule;
}

static void tell_reweighting(struct story *s)
{
	const mipsia_rule *extreme = s->c->extreme == MIPSIA_EXTREME_AUTOMATIC
	                                     ? s->year->extreme_automatic_rule
	                                     : s->year->extreme_application_rule;

	for (int category = 0; category < MIPSIA_CATEGORY_END; category++) {
		bool stated = s->c->reweighted & MIPSIA_BIT(category);
		bool zero = s->result.reweighted & MIPSIA_BIT(category);

		if (stated && zero)
			tell_reweighted(s, category, " is reweighted to 0, as stated.", weight_rule_of(s));
		else if (zero)
			tell_reweighted(s, category, " is reweighted to 0 by rule.",
			                rule_of_reweighting(s, category));
		else if (stated && s->c->extreme != MIPSIA_EXTREME_NONE)
			tell_reweighted(s, category,
			                " was reweighted, but data were submitted: it is scored again.",
			                extreme);
		else if (stated)
			tell_reweighted(s, category,
			                " is stated as reweighted, but has no such row under this option.",
			                s->option->option_rule);
	}
}

static void tell_weight(struct story *s)
{
	const mipsia_result *r = &s->result;
	struct text *t = begin(s, MIPSIA_LINE_WEIGHT, weight_rule_of(s));

	text_add(t, "Weights in percent: Quality ");
	text_add_number(t, r->weight[MIPSIA_QUALITY]);
	text_add(t, ", Cost ");
	text_add_number(t, r->weight[MIPSIA_COST]);
	text_add(t, ", Improvement Activities ");
	text_add_number(t, r->weight[MIPSIA_IA]);
	text_add(t, ", Promoting Interoperability ");
	text_add_number(t, r->weight[MIPSIA_PI]);
	text_add(t, r->flags & MIPSIA_RESULT_SMALL_TABLE ? " (small-practice table)." : ".");
	end(s);
}

static void tell_contribution(struct story *s)
{
	const mipsia_result *r = &s->result;
	bool neutral = r->flags & MIPSIA_RESULT_NEUTRAL;
	struct text *t = begin(s, MIPSIA_LINE_CONTRIBUTION,
	                       neutral ? s->year->fewer_than_two_rule : weight_rule_of(s));

	if (neutral) {
		text_add(t, "Fewer than two categories are scored: the final score is the performance "
		            "threshold, ");
		text_add_number(t, r->performance_threshold);
		text_add(t, ".");
	} else {
		text_add(t, "Contribution to the final score: ");
		text_add_number(t, r->points);
		text_add(t, " / ");
		text_add_number(t, r->max_points);
		text_add(t, " x ");
		text_add_number(t, r->weight[MIPSIA_IA]);
		text_add(t, " = ");
		text_add_hundredths(t, r->contribution_x100);
		text_add(t, " points.");
	}
	end(s);
}

static void tell_policies(struct story *s)
{
	uint32_t deciding = mipsia_policies_deciding(s->book, s->c);

	for (int policy = 0; policy < MIPSIA_POLICY_END; policy++) {
		if (!(deciding & MIPSIA_BIT(policy)))
			continue;
		const mipsia_policy_info *info = mipsia_policy_info_of((mipsia_policy)policy);
		int taken = takes_other_reading(s->c->policies, (mipsia_policy)policy);
		struct text *t = begin(s, MIPSIA_LINE_POLICY, NULL);

		s->line.policy = policy;
		text_add(t, "Contested: ");
		text_add(t, info->name);
		text_add(t, " is read as ");
		text_add(t, info->reading[taken]);
		text_add(t, "; ");
		text_add(t, info->reading[!taken]);
		text_add(t, " would give another result.");
		end(s);
	}
}

mipsia_status mipsia_explain(const mipsia_rulebook *book, const mipsia_case *c, mipsia_line_fn *emit,
                             void *payload)
{
	struct story s = { .book = book, .c = c, .emit = emit, .payload = payload };
	mipsia_status status = mipsia_score(book, c, &s.result);

	if (status != MIPSIA_OK)
		return status;
	case_rules(book, c, &s.year, &s.option);
	tell_rules(&s);
	tell_statuses(&s);
	tell_activities(&s);
	tell_cap(&s);
	tell_credits(&s);
	tell_points(&s);
	tell_reweighting(&s);
	tell_weight(&s);
	tell_contribution(&s);
	tell_policies(&s);
	return MIPSIA_OK;
}
