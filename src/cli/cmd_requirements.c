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
#include "table.h"
#include "words.h"

enum { OPT_YEAR, OPT_ENTITY, OPT_PROGRAM, OPT_STATUS, OPT_CLINICIANS, OPT_ENCOUNTERS, OPT_APM, OPT_STANDARD,
       OPT_REWEIGHTED, OPT_POLICY, OPT_JSON };

static const struct cli_option options[] = {
	[OPT_YEAR] = { "year", 'y', "YEAR", "Performance year; by default the latest with final rules", "Who", false },
	[OPT_ENTITY] = { "entity", 'e', "individual|group|virtualGroup|subgroup|apm",
		"Who reports; by default a group", "Who", false },
	[OPT_PROGRAM] = { "program", 'p', "PROGRAM",
		"How it reports: mips (the default), app1, appPlus or the ID of an MVP", "Who", false },
	[OPT_STATUS] = { "status", 0, "LIST",
		"Special statuses, divided by commas: smallPractice, rural, hpsa, nonPatientFacing", "Who", false },
	[OPT_CLINICIANS] = { "clinicians", 'n', "NUMBER",
		"Clinicians (NPIs) of the entity: says how many must take part, and whether the practice is small",
		"Who", false },
	[OPT_ENCOUNTERS] = { "encounters", 0, "NUMBER",
		"Patient-facing encounters of an individual: says whether the clinician is non-patient facing", "Who",
		false },
	[OPT_APM] = { "apm", 0, NULL, "The entity takes part in an Alternative Payment Model", "Who", false },
	[OPT_STANDARD] = { "apm-scoring-standard", 0, "webInterface|other",
		"It is scored under the APM scoring standard (2017 to 2020), in such an APM", "Who", false },
	[OPT_REWEIGHTED] = { "reweighted", 'r', "LIST",
		"Categories whose weight CMS set to 0, divided by commas: quality, cost, pi, ia", "Who", false },
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
	{ "mipsia requirements --program M0005 --entity subgroup --clinicians 7", "A subgroup that reports an MVP" },
	{ "mipsia requirements --clinicians 4 --reweighted cost,pi", "What the category is worth to a small practice" },
};

static void put_sentence(const char *text)
{
	cli_put_wrapped(stdout, text, 0, 2, cli_width());
}

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

static void put_heading(const struct requirements *r, bool year_given)
{
	const mipsia_case *c = &r->facts->c;
	char statuses[128];

	list_statuses(c->statuses, statuses, sizeof(statuses));
	printf("%sRequirements, ", cli_style(CLI_BOLD));
	catalogue_put_year(r->facts->book, c->performance_year, year_given);
	printf("%s\n", cli_style(CLI_PLAIN));
	catalogue_warn_provisional(r->facts->book, c->performance_year);
	printf("Who: %s", words_entity((mipsia_entity)c->entity));
	if (r->facts->clinicians >= 0)
		printf(" of %d clinician%s", r->facts->clinicians, words_plural(r->facts->clinicians));
	printf(", special status: %s", *statuses ? statuses : "none");
	if (c->facts & MIPSIA_FACT_APM_PARTICIPANT)
		printf(", in an APM");
	printf("\nReports: %s", words_option((mipsia_option)c->option));
	if (c->option == MIPSIA_MVP)
		printf(" (%s, %s)", mipsia_mvp_id(r->facts->book, c->mvp),
		       mipsia_mvp_in_year(r->facts->book, c->mvp, c->performance_year)->title);
	printf("\n\n");
}

/* ------------------------------------------------------------------ sentences */

static void put_needed_weighted(const struct requirements *r)
{
	const mipsia_requirements *needs = &r->needs;
	int high = needs->activities_needed[MIPSIA_HIGH];
	int medium = needs->activities_needed[MIPSIA_MEDIUM];
	char text[320];
	size_t used;

	used = (size_t)snprintf(text, sizeof(text),
	                        "Needed: %d point%s from activities: %d high-weighted (%d points each), or %d "
	                        "medium-weighted (%d points each)",
	                        needs->needed_points, words_plural(needs->needed_points), high,
	                        needs->points_each[MIPSIA_HIGH], medium, needs->points_each[MIPSIA_MEDIUM]);
	if (high > 1)
		snprintf(text + used, sizeof(text) - used, ", or any mix that reaches %d points.",
		         needs->needed_points);
	else
		snprintf(text + used, sizeof(text) - used, ".");
	put_sentence(text);
}

static void put_needed(const struct requirements *r)
{
	const mipsia_requirements *needs = &r->needs;
	int count = needs->activities_needed[MIPSIA_UNWEIGHTED];
	char text[200];

	if (needs->needed_points == 0) {
		put_sentence("Needed: no activity. The full score is assigned, and nothing is submitted for this "
		             "category.");
		return;
	}
	if (needs->points_each[MIPSIA_HIGH]) {
		put_needed_weighted(r);
		return;
	}
	snprintf(text, sizeof(text), "Needed: %d activit%s, %d points each, for full credit of %d points.", count,
	         count == 1 ? "y" : "ies", needs->points_each[MIPSIA_UNWEIGHTED], needs->max_points);
	put_sentence(text);
}

static void put_credit(const struct requirements *r)
{
	char text[200];

	if (r->needs.credit_points == 0 || r->needs.needed_points == 0)
		return;
	snprintf(text, sizeof(text),
	         "Besides: %d of the %d points come from taking part in an APM, once an activity is attested.",
	         r->needs.credit_points, r->needs.max_points);
	put_sentence(text);
}

static void put_choice(const struct requirements *r)
{
	const mipsia_case *c = &r->facts->c;

	if (c->option == MIPSIA_MVP && r->needs.needed_points > 0)
		printf("Choose from: the activities of the MVP: mipsia mvps %s --year %d\n",
		       mipsia_mvp_id(r->facts->book, c->mvp), c->performance_year);
	if (r->needs.pcmh_suffices)
		put_sentence("Or instead: attest to IA_PCMH, as a recognized patient-centered medical home or comparable "
		             "specialty practice. That alone is full credit.");
}

static void put_share(const struct requirements *r)
{
	const mipsia_rule *rule = r->needs.share_rule;
	char text[640];

	if (!rule) {
		put_sentence("Who must do it: the clinician.");
		return;
	}
	if (r->share.needed >= 0 && r->facts->clinicians >= 0)
		snprintf(text, sizeof(text), "Who must do it: %s Of %d that is %d.", rule->statement,
		         r->facts->clinicians, r->share.needed);
	else
		snprintf(text, sizeof(text), "Who must do it: %s", rule->statement);
	put_sentence(text);
}

static void put_dates(const struct requirements *r)
{
	char duration[WORDS_DURATION];
	char start[WORDS_DATE];
	char opens[WORDS_DATE];
	char closes[WORDS_DATE];
	char text[320];

	words_duration(r->duration, duration);
	words_date(r->needs.last_start, start);
	words_date(r->needs.window_opens, opens);
	words_date(r->needs.window_closes, closes);
	snprintf(text, sizeof(text),
	         "How long: at least %s in a row within %d, for each clinician in days of their own. Last day to start: "
	         "%s. A few activities need more or less: 'mipsia activity ID'.",
	         duration, r->facts->c.performance_year, start);
	put_sentence(text);
	if (r->needs.window_opens == MIPSIA_DATE_UNKNOWN)
		snprintf(text, sizeof(text), "Submit: until %s.", closes);
	else
		snprintf(text, sizeof(text), "Submit: from %s to %s.", opens, closes);
	put_sentence(text);
}

static void put_worth(const struct requirements *r)
{
	int weight = r->result.weight[MIPSIA_IA];
	char text[320];

	if (r->result.flags & MIPSIA_RESULT_NEUTRAL)
		snprintf(text, sizeof(text),
		         "Worth: nothing. Fewer than two categories are scored, so the final score is the performance "
		         "threshold, %d.",
		         r->result.performance_threshold);
	else if (weight == 0)
		snprintf(text, sizeof(text), "Worth: nothing. The category weighs 0%% of the final score.");
	else
		snprintf(text, sizeof(text), "Worth: %d%% of the final score; full credit brings %d of its 100 points.",
		         weight, weight);
	put_sentence(text);
}

static void put_reasons(const struct requirements *r)
{
	static const struct table_column columns[] = {
		{ "About", false, false }, { "Citation", false, true }, { "Confidence", false, false },
		{ "Why", false, true },
	};
	struct table *table = table_new(columns, CLI_LENGTH(columns));

	for (int i = 0; i < r->reasons_length; i++) {
		const struct reason *reason = &r->reasons[i];

		table_add(table, reason->about);
		table_add(table, reason->rule ? reason->rule->citation : "");
		table_add(table, reason->rule ? mipsia_confidence_name(reason->rule->confidence) : "contested");
		table_add(table, reason->fact);
	}
	putchar('\n');
	table_print(table, stdout);
	table_free(table);
}

static int print_text(const struct requirements *r, bool year_given)
{
	put_heading(r, year_given);
	put_needed(r);
	put_credit(r);
	put_choice(r);
	if (r->needs.needed_points > 0) {
		put_share(r);
		put_dates(r);
	}
	put_worth(r);
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

/* {"high": 2, "medium": 4} or {"unweighted": 2}: classes that exist that year. */
static json_t *classes_json(const struct requirements *r, const uint8_t values[MIPSIA_CLASS_END])
{
	json_t *object = json_object();

	for (int k = MIPSIA_CLASS_END - 1; k >= 0; k--) {
		if (r->needs.points_each[k])
			json_object_set_new(object, mipsia_class_name((mipsia_class)k), json_integer(values[k]));
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

		json_array_append_new(list, json_pack("{s:s, s:s, s:o}", "about", reason->about, "fact", reason->fact,
		                                      "rule", json_rule(reason->rule)));
	}
	return list;
}

static json_t *final_score_json(const mipsia_result *result)
{
	if (!(result->flags & MIPSIA_RESULT_NEUTRAL))
		return json_null();
	return json_pack("{s:s, s:i}", "equals", "performanceThreshold", "value", result->performance_threshold);
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
	json_object_set_new(object, "cliniciansNeeded", needed ? count_json(r->share.needed) : json_integer(0));
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
		return cli_usage_error(args->command,
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
	.description = "Says what full credit in the Improvement Activities category takes: how many activities, who "
	               "must perform them and how long, when to submit, and what the category is worth. Each reason is "
	               "given with its citation.\n\n"
	               "Without options the entity is a group with no special status that reports traditional MIPS. "
	               "The weight takes the categories of --reweighted as a fact.",
	.options = options,
	.options_length = CLI_LENGTH(options),
	.operands_max = 0,
	.operand = CLI_OPERAND_NONE,
	.examples = examples,
	.examples_length = CLI_LENGTH(examples),
	.run = run,
};
