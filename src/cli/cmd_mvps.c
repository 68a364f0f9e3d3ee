/*
 * cmd_mvps.c - `mipsia mvps`: the MIPS Value Pathways of a year, or one of them
 * with its activities.
 */
#include "catalogue.h"
#include "cli.h"
#include "json.h"
#include "services/catalogue_mvps.h"
#include "table.h"

enum { OPT_YEAR, OPT_SEARCH, OPT_JSON };

static const struct cli_option options[] = {
	[OPT_YEAR] = { "year", 'y', "YEAR", "Performance year; by default the latest with final rules",
	               "Which", false },
	[OPT_SEARCH] = { "search", 's', "WORDS",
	                 "Only MVPs with all these words in ID, title, topic or specialties", "Which",
	                 false },
	[OPT_JSON] = { "json", 0, NULL, "Print one JSON document", "Output", false },
};

static const struct cli_example examples[] = {
	{ "mipsia mvps --search surgery", "MVPs for surgeons" },
	{ "mipsia mvps M0005", "The primary care MVP with its activities" },
};

static int count_set(const mipsia_set *set)
{
	int count = 0;

	for (int i = 0; i < MIPSIA_SET_WORDS; i++)
		count += __builtin_popcountll(set->word[i]);
	return count;
}

/* ----------------------------------------------------------------- all of them */

static int count_mvps(const mipsia_rulebook *book, int year, const char *words)
{
	int count = 0;

	for (int at = 0; catalogue_next_mvp(book, year, words, &at);)
		count++;
	return count;
}

static void list_table(const mipsia_rulebook *book, int year, const char *words)
{
	static const struct table_column columns[] = {
		{ "ID", false, false },
		{ "Activities", true, false },
		{ "Title", false, true },
		{ "Specialties", false, true },
	};
	struct table *table = table_new(columns, CLI_LENGTH(columns));
	const mipsia_mvp *mvp;

	for (int at = 0; (mvp = catalogue_next_mvp(book, year, words, &at));) {
		table_add(table, mipsia_mvp_id(book, mvp->mvp));
		table_addf(table, "%d", count_set(&mvp->activities));
		table_add(table, mvp->title);
		table_add(table, mvp->specialties);
	}
	table_print(table, stdout);
	table_free(table);
}

static void put_list(const mipsia_rulebook *book, int year, bool year_given, const char *words)
{
	int all = count_mvps(book, year, NULL);
	int found = count_mvps(book, year, words);
	char text[CATALOGUE_YEAR];

	catalogue_year_text(book, year, year_given, text);
	if (words)
		cli_put_heading("MIPS Value Pathways, %s: %d of %d", text, found, all);
	else
		cli_put_heading("MIPS Value Pathways, %s: %d", text, all);
	catalogue_warn_provisional(book, year);
	putchar('\n');
	if (all == 0)
		cli_put_line(0, "There were no MVPs in %d yet; give a later --year.", year);
	else if (found == 0)
		cli_put_line(0, "No MVP of %d has these words; give fewer.", year);
	list_table(book, year, words);
}

static int print_list(const struct cli_args *args, const mipsia_rulebook *book, int year)
{
	const char *words = args->value[OPT_SEARCH];

	if (args->value[OPT_JSON])
		return json_print(catalogue_mvps_json(book, year, words));
	put_list(book, year, args->value[OPT_YEAR] != NULL, words);
	return CLI_OK;
}

/* ----------------------------------------------------------------- one of them */

static uint8_t points_in_mvp(const mipsia_rulebook *book, const mipsia_mvp *mvp, int year, int activity)
{
	mipsia_case c = { .performance_year = (uint16_t)year,
		          .option = MIPSIA_MVP,
		          .entity = MIPSIA_GROUP,
		          .mvp = (uint8_t)mvp->mvp };
	uint8_t points;

	mipsia_set_add(&c.attested, activity);
	mipsia_activity_reason(book, &c, activity, &points);
	return points;
}

static void one_table(const mipsia_rulebook *book, const mipsia_mvp *mvp, int year)
{
	static const struct table_column columns[] = {
		{ "ID", false, false },
		{ "Points", true, false },
		{ "Note", false, false },
		{ "Title", false, true },
	};
	struct table *table = table_new(columns, CLI_LENGTH(columns));

	for (int i = 0; i < mipsia_activity_count(book); i++) {
		const mipsia_activity *activity = mipsia_activity_in_year(book, i, year);

		if (!activity || !mipsia_set_has(&mvp->activities, i))
			continue;
		table_add(table, mipsia_activity_id(book, i));
		table_addf(table, "%d", points_in_mvp(book, mvp, year, i));
		table_add(table, activity->suspended_on != MIPSIA_DATE_UNKNOWN ? "suspended" : "");
		table_add(table, activity->title);
	}
	table_print(table, stdout);
	table_free(table);
}

static int one_text(const mipsia_rulebook *book, const mipsia_mvp *mvp, int year, bool year_given)
{
	char span[CATALOGUE_SPAN];
	char text[CATALOGUE_YEAR];

	catalogue_span_text(catalogue_mvp_span(book, mvp->mvp), span);
	catalogue_year_text(book, year, year_given, text);
	cli_put_heading("%s: %s", mipsia_mvp_id(book, mvp->mvp), mvp->title);
	cli_put_line(0, "%s; exists %s", mvp->topic, span);
	cli_put_line(13, "Specialties: %s", mvp->specialties);
	catalogue_warn_provisional(book, year);
	putchar('\n');
	cli_put_heading("Its %d activities in %s", count_set(&mvp->activities), text);
	putchar('\n');
	one_table(book, mvp, year);
	putchar('\n');
	cli_put_line(
		0,
		"An MVP participant earns these points with or without a special status; %d are full credit.",
		catalogue_max_points(book, year));
	return CLI_OK;
}

static int report_other_year(const struct cli_args *args, const mipsia_rulebook *book, int mvp, int year)
{
	char span[CATALOGUE_SPAN];

	catalogue_span_text(catalogue_mvp_span(book, mvp), span);
	return cli_usage_error(args->command, "the MVP %s does not exist in %d; it exists %s",
	                       mipsia_mvp_id(book, mvp), year, span);
}

static int one(const struct cli_args *args, const mipsia_rulebook *book, int year)
{
	int index = catalogue_read_mvp(args->command, book, args->operands[0]);
	struct catalogue_span span;
	const mipsia_mvp *mvp;

	if (index == MIPSIA_NO_MVP)
		return CLI_USAGE;
	if (args->value[OPT_SEARCH])
		return cli_usage_error(args->command,
		                       "--search goes with the list, not with an ID; leave one out");
	span = catalogue_mvp_span(book, index);
	if (!args->value[OPT_YEAR] && year > span.last)
		year = span.last;
	mvp = mipsia_mvp_in_year(book, index, year);
	if (!mvp)
		return report_other_year(args, book, index, year);
	if (args->value[OPT_JSON])
		return json_print(catalogue_mvp_json(book, mvp, year));
	return one_text(book, mvp, year, args->value[OPT_YEAR] != NULL || year == span.last);
}

static int run(const struct cli_args *args)
{
	const mipsia_rulebook *book = mipsia_rulebook_builtin();
	int year;

	if (!catalogue_year_option(args, OPT_YEAR, &year))
		return CLI_USAGE;
	return args->operands_length > 0 ? one(args, book, year) : print_list(args, book, year);
}

const struct cli_command cmd_mvps = {
	.name = "mvps",
	.operands = "[ID]",
	.summary = "List the MIPS Value Pathways, or one with its activities",
	.description = "Lists the MIPS Value Pathways (MVPs) of a performance year with the specialties "
		       "CMS names for them. With an ID it shows that MVP and the activities that count in "
		       "it. MVPs exist from 2023.",
	.options = options,
	.options_length = CLI_LENGTH(options),
	.operands_max = 1,
	.operand = CLI_OPERAND_MVP,
	.examples = examples,
	.examples_length = CLI_LENGTH(examples),
	.run = run,
};
