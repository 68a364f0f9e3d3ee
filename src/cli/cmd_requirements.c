/*
 * cmd_requirements.c - `mipsia requirements`: what an entity must do, told to a
 * practice manager before it has done anything.
 */
#include <stdlib.h>
#include <string.h>

#include "catalogue.h"
#include "cli.h"
#include "entity.h"
#include "json.h"
#include "requirements.h"
#include "services/catalogue_json.h"
#include "services/words.h"
#include "table.h"

enum {
	OPT_YEAR,
	OPT_ENTITY,
	OPT_PROGRAM,
	OPT_STATUS,
	OPT_CLINICIANS,
	OPT_ENCOUNTERS,
	OPT_APM,
	OPT_STANDARD,
	OPT_REWEIGHTED,
	OPT_POLICY,
	OPT_JSON
};

static const struct cli_option options[] = {
	[OPT_YEAR] = { "year", 'y', "YEAR", "Performance year; by default the latest with final rules", "Who",
	               false },
	[OPT_ENTITY] = { "entity", 'e', "individual|group|virtualGroup|subgroup|apm",
	                 "Who reports; by default a group", "Who", false },
	[OPT_PROGRAM] = { "program", 'p', "PROGRAM",
	                  "How it reports: mips (the default), app1, appPlus or the ID of an MVP", "Who",
	                  false },
	[OPT_STATUS] = { "status", 0, "LIST",
	                 "Special statuses, divided by commas: smallPractice, rural, hpsa, nonPatientFacing",
	                 "Who", false },
	[OPT_CLINICIANS] = { "clinicians", 'n', "NUMBER",
	                     "Clinicians (NPIs) of the entity: says how many must take part, and whether "
	                     "the practice is small",
	                     "Who", false },
	[OPT_ENCOUNTERS] = { "encounters", 0, "NUMBER",
	                     "Patient-facing encounters of an individual: says whether the clinician is "
	                     "non-patient facing",
	                     "Who", false },
	[OPT_APM] = { "apm", 0, NULL, "The entity takes part in an Alternative Payment Model", "Who", false },
	[OPT_STANDARD] = { "apm-scoring-standard", 0, "webInterface|other",
	                   "It is scored under the APM scoring standard (2017 to 2020), in such an APM",
	                   "Who", false },
	[OPT_REWEIGHTED] = { "reweighted", 'r', "LIST",
	                     "Categories whose weight CMS set to 0, divided by commas: quality, cost, pi, ia",
	                     "Who", false },
	[OPT_POLICY] = { "policy", 0, "NAME=READING",
	                 "Another reading of a contested rule, such as apmCreditMode=floor", "Rules", true },
	[OPT_JSON] = { "json", 0, NULL, "Print one JSON document", "Output", false },
};

static const struct entity_options places = {
	.year = OPT_YEAR,
	.entity = OPT_ENTITY,
	.program = OPT_PROGRAM,
	.status = OPT_STATUS,
	.clinicians = OPT_CLINICIANS,
	.encounters = OPT_ENCOUNTERS,
	.apm = OPT_APM,
	.apm_scoring_standard = OPT_STANDARD,
	.reweighted = OPT_REWEIGHTED,
	.policy = OPT_POLICY,
};

static const struct cli_example examples[] = {
	{ "mipsia requirements --clinicians 9", "A group of nine clinicians" },
	{ "mipsia requirements --year 2024 --status rural --apm", "A rural group that takes part in an APM" },
	{ "mipsia requirements --program M0005 --entity subgroup --clinicians 7",
	  "A subgroup that reports an MVP" },
	{ "mipsia requirements --clinicians 4 --reweighted cost,pi",
	  "What the category is worth to a small practice" },
};

/* -------------------------------------------------------------------- heading */

/* ", small practice, rural" */
static void list_statuses(unsigned statuses, char *out, size_t size)
{
	size_t used = 0;

	out[0] = '\0';
	for (int i = 0; i < MIPSIA_SPECIAL_END && used < size; i++) {
		if (statuses & MIPSIA_BIT(i))
			used += (size_t)snprintf(out + used, size - used, "%s%s", used ? ", " : "",
			                         words_status((mipsia_special)i));
	}
}

static void put_entity(const struct requirements *r)
{
	const mipsia_case *c = &r->facts->c;
	bool in_apm = c->facts & MIPSIA_FACT_APM_PARTICIPANT;
	char statuses[128];
	char count[64] = "";

	list_statuses(c->statuses, statuses, sizeof(statuses));
	if (r->facts->clinicians >= 0)
		snprintf(count, sizeof(count), "%s of %d clinician%s",
		         c->entity == MIPSIA_INDIVIDUAL ? " in a practice" : "", r->facts->clinicians,
		         words_plural(r->facts->clinicians));
	cli_put_line(2, "Who: %s%s, special status: %s%s", words_entity((mipsia_entity)c->entity), count,
	             *statuses ? statuses : "none", in_apm ? ", in an APM" : "");
}

static void put_heading(const struct requirements *r, bool year_given)
{
	const mipsia_case *c = &r->facts->c;
	char year[CATALOGUE_YEAR];

	catalogue_year_text(r->facts->book, c->performance_year, year_given, year);
	cli_put_heading("Requirements, %s", year);
	catalogue_warn_provisional(r->facts->book, c->performance_year);
	put_entity(r);
	if (c->option == MIPSIA_MVP)
		cli_put_line(2, "Reports: the MVP %s, %s", mipsia_mvp_id(r->facts->book, c->mvp),
		             mipsia_mvp_in_year(r->facts->book, c->mvp, c->performance_year)->title);
	else
		cli_put_line(2, "Reports: %s", words_option((mipsia_option)c->option));
	putchar('\n');
}

/* ------------------------------------------------------------------ sentences */

static void put_needed_weighted(const mipsia_requirements *needs)
{
	int high = needs->activities_needed[MIPSIA_HIGH];
	char mix[64] = "";

	if (high > 1)
		snprintf(mix, sizeof(mix), ", or any mix that reaches %d points", needs->needed_points);
	cli_put_line(2,
	             "Needed: %d points from activities: %d high-weighted (%d points each), or %d "
	             "medium-weighted (%d points each)%s.",
	             needs->needed_points, high, needs->points_each[MIPSIA_HIGH],
	             needs->activities_needed[MIPSIA_MEDIUM], needs->points_each[MIPSIA_MEDIUM], mix);
}

static void put_needed_unweighted(const mipsia_requirements *needs)
{
	int count = needs->activities_needed[MIPSIA_UNWEIGHTED];
	int each = needs->points_each[MIPSIA_UNWEIGHTED];

	if (count == 1)
		cli_put_line(2, "Needed: 1 activity. It earns %d points; full credit is %d.", each,
		             needs->max_points);
	else
		cli_put_line(2, "Needed: %d activities. Each earns %d points; full credit is %d.", count,
		             each, needs->max_points);
}

static void put_needed(const mipsia_requirements *needs)
{
	if (needs->needed_points == 0)
		cli_put_line(2, "Needed: no activity. The full score is assigned, and nothing is "
		                "submitted for this category.");
	else if (needs->points_each[MIPSIA_HIGH])
		put_needed_weighted(needs);
	else
		put_needed_unweighted(needs);
}

static void put_credit(const mipsia_requirements *needs)
{
	if (needs->credit_points == 0 || needs->needed_points == 0)
		return;
	if (needs->credit_points + needs->needed_points > needs->max_points)
		cli_put_line(2,
		             "Besides: taking part in an APM gives at least %d of the %d points, once an "
		             "activity is attested. That is read as a minimum, to which activities do not "
		             "add.",
		             needs->credit_points, needs->max_points);
	else
		cli_put_line(2,
		             "Besides: %d of the %d points come from taking part in an APM, once an "
		             "activity is attested.",
		             needs->credit_points, needs->max_points);
}

static void put_choice(const struct requirements *r)
{
	const mipsia_case *c = &r->facts->c;

	if (c->option == MIPSIA_MVP)
		cli_put_line(2, "Choose from: the activities of the MVP: 'mipsia mvps %s --year %d'.",
		             mipsia_mvp_id(r->facts->book, c->mvp), c->performance_year);
	if (r->needs.pcmh_suffices) {
		const mipsia_rule *sites =
			mipsia_rule_find(r->facts->book, c->performance_year, "pcmh.sites");

		cli_put_line(
			2,
			"Or instead: attest to IA_PCMH, as a recognized patient-centered medical home or "
			"comparable specialty practice. That alone is full credit. %s",
			sites ? sites->statement : "");
	}
}

static void put_share(const struct requirements *r)
{
	const mipsia_rule *rule = r->needs.share_rule;

	if (!rule)
		cli_put_line(2, "Who must do it: the clinician.");
	else if (r->share.needed >= 0 && r->facts->clinicians >= 0)
		cli_put_line(2, "Who must do it: %s Of %d that is %d.", rule->statement, r->facts->clinicians,
		             r->share.needed);
	else
		cli_put_line(2, "Who must do it: %s", rule->statement);
}

static void put_dates(const struct requirements *r)
{
	char duration[WORDS_DURATION];
	char start[WORDS_DATE];
	char opens[WORDS_DATE];
	char closes[WORDS_DATE];

	words_duration(r->duration, duration);
	words_date(r->needs.last_start, start);
	words_date(r->needs.window_opens, opens);
	words_date(r->needs.window_closes, closes);
	cli_put_line(2,
	             "How long: at least %s in a row within %d%s. Last day to start: %s. A few activities "
	             "need more or less: 'mipsia activity ID'.",
	             duration, r->facts->c.performance_year,
	             r->needs.share_rule ? ", each clinician in days of their own" : "", start);
	cli_put_line(2, "Submit: from %s to %s.", opens, closes);
}

static void put_worth(const mipsia_result *result)
{
	int weight = result->weight[MIPSIA_IA];

	if (result->flags & MIPSIA_RESULT_NEUTRAL)
		cli_put_line(2,
		             "Worth: nothing. Fewer than two categories are scored, so the final score is "
		             "the performance threshold, %d.",
		             result->performance_threshold);
	else if (weight == 0)
		cli_put_line(2, "Worth: nothing. The category weighs 0%% of the final score.");
	else
		cli_put_line(2, "Worth: %d%% of the final score; full credit brings %d of its 100 points.",
		             weight, weight);
}

static const char *citation_of(const struct reason *reason)
{
	if (reason->rule)
		return reason->rule->citation;
	return reason->policy ? reason->policy->citation : "";
}

static void put_reasons(const struct requirements *r)
{
	static const struct table_column columns[] = {
		{ "About", false, false },
		{ "Citation", false, true },
		{ "Confidence", false, false },
		{ "Why", false, true },
	};
	struct table *table = table_new(columns, CLI_LENGTH(columns));

	for (int i = 0; i < r->reasons_length; i++) {
		const struct reason *reason = &r->reasons[i];

		table_add(table, reason->about);
		table_add(table, citation_of(reason));
		table_add(table,
		          reason->rule ? mipsia_confidence_name(reason->rule->confidence) : "contested");
		table_add(table, reason->fact);
	}
	putchar('\n');
	table_print(table, stdout);
	table_free(table);
}

static int print_text(const struct requirements *r, bool year_given)
{
	put_heading(r, year_given);
	put_needed(&r->needs);
	if (r->needs.needed_points > 0) {
		put_credit(&r->needs);
		put_choice(r);
		put_share(r);
		put_dates(r);
	}
	put_worth(&r->result);
	put_reasons(r);
	return CLI_OK;
}

/* ----------------------------------------------------------------------- JSON */

typedef const char *name_fn(int index);

static const char *status_name(int index)
{
	return mipsia_special_name((mipsia_special)index);
}

static const char *category_name(int index)
{
	return mipsia_category_name((mipsia_category)index);
}

static json_t *names_json(unsigned bits, name_fn *name)
{
	json_t *list = json_array();

	for (int i = 0; name(i); i++) {
		if (bits & MIPSIA_BIT(i))
			json_array_append_new(list, json_string(name(i)));
	}
	return list;
}

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
		json_object_set_new(object, category_name(i), json_integer(result->weight[i]));
	return object;
}

static json_t *count_json(int32_t count)
{
	return count < 0 ? json_null() : json_integer(count);
}

static json_t *reasons_json(const struct requirements *r)
{
	json_t *list = json_array();

	for (int i = 0; i < r->reasons_length; i++) {
		const struct reason *reason = &r->reasons[i];

		json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:o, s:s?}", "about", reason->about,
		                                      "fact", reason->fact, "citation", citation_of(reason),
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
	json_object_set_new(object, "programName", json_string(entity_program(r->facts)));
	json_object_set_new(object, "option", json_string(mipsia_option_name((mipsia_option)c->option)));
	json_object_set_new(object, "entityType", json_string(mipsia_entity_name((mipsia_entity)c->entity)));
	json_object_set_new(object, "specialStatuses", names_json(c->statuses, status_name));
	json_object_set_new(object, "reweightedCategories", names_json(r->result.reweighted, category_name));
}

static int print_json(const struct requirements *r)
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
	json_object_set_new(object, "clinicianCount", count_json(r->facts->clinicians));
	json_object_set_new(object, "cliniciansNeeded",
	                    needed ? count_json(r->share.needed) : json_integer(0));
	json_object_set_new(object, "lastStart", needed ? json_date(needs->last_start) : json_null());
	json_object_set_new(object, "submissionWindow",
	                    json_pack("{s:o, s:o}", "opens", json_date(needs->window_opens), "closes",
	                              json_date(needs->window_closes)));
	json_object_set_new(object, "weight", json_integer(r->result.weight[MIPSIA_IA]));
	json_object_set_new(object, "weights", weights_json(&r->result));
	json_object_set_new(object, "finalScore", final_score_json(&r->result));
	json_object_set_new(object, "reasons", reasons_json(r));
	return json_print(object);
}

static int run(const struct cli_args *args)
{
	struct entity_facts facts;
	struct requirements answer;
	mipsia_status status;

	if (args->value[OPT_PROGRAM] && args->value[OPT_STANDARD])
		return cli_usage_error(
			args->command,
			"--program and --apm-scoring-standard exclude each other; give one of them");
	if (!entity_read(args, &places, &facts))
		return CLI_USAGE;
	status = requirements_of(&facts, &answer);
	if (status != MIPSIA_OK)
		return entity_report(args, &facts, status);
	if (args->value[OPT_JSON])
		return print_json(&answer);
	return print_text(&answer, args->value[OPT_YEAR] != NULL);
}

const struct cli_command cmd_requirements = {
	.name = "requirements",
	.operands = "",
	.summary = "Say how many activities an entity needs, and by when",
	.description =
		"Says what full credit in the Improvement Activities category takes: how many activities, "
		"who must perform them and how long, when to submit, and what the category is worth. Each "
		"reason is given with its citation.\n\n"
		"Without options the entity is a group with no special status that reports traditional "
		"MIPS. The weight takes the categories of --reweighted as a fact.",
	.options = options,
	.options_length = CLI_LENGTH(options),
	.operands_max = 0,
	.operand = CLI_OPERAND_NONE,
	.examples = examples,
	.examples_length = CLI_LENGTH(examples),
	.run = run,
};
