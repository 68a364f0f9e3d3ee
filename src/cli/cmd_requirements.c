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
#include "services/requirements.h"
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
		table_add(table, requirements_citation(reason));
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
		return json_print(requirements_json(&answer));
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
