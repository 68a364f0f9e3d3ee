/*
 * cmd_activities.c - `mipsia activities`: one year's inventory, searched and
 * filtered.
 */
#include <stdlib.h>

#include "catalogue.h"
#include "cli.h"
#include "csv.h"
#include "guide/guide.h"
#include "json.h"
#include "services/catalogue_list.h"
#include "services/words.h"
#include "table.h"

enum {
	OPT_YEAR,
	OPT_SEARCH,
	OPT_SUBCATEGORY,
	OPT_WEIGHT,
	OPT_MVP,
	OPT_SPECIALTY,
	OPT_CEHRT,
	OPT_SUSPENDED,
	OPT_LIMIT_FREQUENCY,
	OPT_JSON,
	OPT_CSV
};

static const struct cli_option options[] = {
	[OPT_YEAR] = { "year", 'y', "YEAR", "Performance year; by default the latest with final rules",
	               "Which", false },
	[OPT_SEARCH] = { "search", 's', "WORDS",
	                 "Only activities with all these words in ID, title, subcategory or the guide "
	                 "(plain name, keywords, specialties, summary); best first",
	                 "Which", false },
	[OPT_SUBCATEGORY] = { "subcategory", 0, "NAME", "Only this subcategory: a part of its name is enough",
	                      "Which", false },
	[OPT_WEIGHT] = { "weight", 0, "high|medium", "Only this weight (2017 to 2024)", "Which", false },
	[OPT_MVP] = { "mvp", 0, "MVP", "Only activities of this MIPS Value Pathway (from 2023)", "Which",
	              false },
	[OPT_SPECIALTY] = { "specialty", 0, "NAME",
	                    "Only activities of MVPs that CMS names for this specialty (from 2023)", "Which",
	                    false },
	[OPT_CEHRT] = { "cehrt", 0, NULL,
	                "Only activities that earned the bonus for certified EHR technology (2017 and 2018)",
	                "Which", false },
	[OPT_SUSPENDED] = { "suspended", 0, NULL, "Only activities suspended within the year", "Which",
	                    false },
	[OPT_LIMIT_FREQUENCY] = { "limit-frequency", 0, NULL,
	                          "Only activities that cannot be chosen every year", "Which", false },
	[OPT_JSON] = { "json", 0, NULL, "Print one JSON document", "Output", false },
	[OPT_CSV] = { "csv", 0, NULL, "Print comma-separated values that Excel opens", "Output", false },
};

static const struct cli_example examples[] = {
	{ "mipsia activities --search 'patient portal'", "Activities about patient portals" },
	{ "mipsia activities --year 2025 --suspended", "What CMS suspended in 2025" },
	{ "mipsia activities --specialty neurology --csv > neurology.csv", "A list for Excel" },
};

/* ------------------------------------------------ options that cannot be met */

static void report_subcategory(const struct cli_args *args, const struct catalogue_filter *filter)
{
	const char *names[CATALOGUE_SUBCATEGORIES];
	int length = catalogue_subcategories(filter->book, filter->year, names);
	char list[512] = "";
	size_t used = 0;

	for (int i = 0; i < length && used < sizeof(list); i++)
		used += (size_t)snprintf(list + used, sizeof(list) - used, "%s%s", used ? ", " : "",
		                         names[i]);
	cli_usage_error(args->command, "--subcategory '%s' is none of %d; it has %s", filter->subcategory,
	                filter->year, list);
}

static void report_mvp(const struct cli_args *args, const struct catalogue_filter *filter)
{
	char span[CATALOGUE_SPAN];

	catalogue_span_text(catalogue_mvp_span(filter->book, filter->mvp), span);
	cli_usage_error(args->command, "the MVP %s does not exist in %d; it exists %s",
	                mipsia_mvp_id(filter->book, filter->mvp), filter->year, span);
}

static void report_doubt(const struct cli_args *args, const struct catalogue_filter *filter,
                         enum catalogue_doubt doubt)
{
	switch (doubt) {
	case CATALOGUE_NO_SUBCATEGORY:
		report_subcategory(args, filter);
		break;
	case CATALOGUE_NO_MVP:
		report_mvp(args, filter);
		break;
	case CATALOGUE_BEFORE_MVPS:
		cli_usage_error(
			args->command,
			"--specialty needs the lists of the MVPs, which begin in %d; give a later --year",
			catalogue_first_mvp_year(filter->book));
		break;
	case CATALOGUE_NO_SPECIALTY:
		cli_usage_error(args->command,
		                "no MVP of %d is for the specialty '%s'; 'mipsia mvps --year %d' lists the "
		                "specialties",
		                filter->year, filter->specialty, filter->year);
		break;
	case CATALOGUE_NO_WEIGHTS:
		cli_usage_error(args->command,
		                "activities have no weights in %d: all count the same; leave --weight out",
		                filter->year);
		break;
	case CATALOGUE_FITS:
		break;
	}
}

/* False after reporting what is wrong. */
static bool read_filter(const struct cli_args *args, struct catalogue_filter *filter)
{
	const char *const *value = args->value;
	enum catalogue_doubt doubt;

	*filter = (struct catalogue_filter){
		.book = mipsia_rulebook_builtin(),
		.search = value[OPT_SEARCH],
		.subcategory = value[OPT_SUBCATEGORY],
		.specialty = value[OPT_SPECIALTY],
		.weight = -1,
		.mvp = MIPSIA_NO_MVP,
		.cehrt = value[OPT_CEHRT] != NULL,
		.suspended = value[OPT_SUSPENDED] != NULL,
		.limited = value[OPT_LIMIT_FREQUENCY] != NULL,
	};
	if (!catalogue_year_option(args, OPT_YEAR, &filter->year))
		return false;
	if (value[OPT_WEIGHT]) {
		static const mipsia_class classes[] = { MIPSIA_HIGH, MIPSIA_MEDIUM };
		int choice = cli_choice(args, OPT_WEIGHT);

		if (choice < 0)
			return false;
		filter->weight = (int)classes[choice];
	}
	if (value[OPT_MVP]) {
		filter->mvp = catalogue_read_mvp(args->command, filter->book, value[OPT_MVP]);
		if (filter->mvp == MIPSIA_NO_MVP)
			return false;
	}
	doubt = catalogue_doubt_of(filter);
	report_doubt(args, filter, doubt);
	return doubt == CATALOGUE_FITS;
}

/* -------------------------------------------------------------------- output */

/* Whether its shortest period is not that of every other activity. */
static bool has_own_duration(const mipsia_activity *activity, int year)
{
	const mipsia_rulebook *book = mipsia_rulebook_builtin();

	return mipsia_last_start(book, year, activity->activity, 0) != mipsia_last_start(book, year, -1, 0);
}

/* What is special about the activity that year: "once in 4 years". */
static void describe(const mipsia_activity *activity, int year, char *out, size_t size)
{
	char text[128] = "";
	char words[WORDS_DURATION];
	size_t used = 0;

	if (activity->suspended_on != MIPSIA_DATE_UNKNOWN) {
		char date[MIPSIA_DATE_TEXT];

		mipsia_date_format(activity->suspended_on, date);
		used += (size_t)snprintf(text + used, sizeof(text) - used, ", suspended %s", date);
	}
	if (activity->once_in_years)
		used += (size_t)snprintf(text + used, sizeof(text) - used, ", once in %d years",
		                         activity->once_in_years);
	if (activity->mvp_only)
		used += (size_t)snprintf(text + used, sizeof(text) - used, ", only in MVPs");
	if (has_own_duration(activity, year)) {
		words_duration(activity->duration, words);
		used += (size_t)snprintf(text + used, sizeof(text) - used, ", at least %s", words);
	}
	if (activity->cehrt_eligible)
		snprintf(text + used, sizeof(text) - used, ", CEHRT bonus");
	snprintf(out, size, "%s", *text ? text + 2 : "");
}

static void put_heading(const struct catalogue_list *list, bool year_given)
{
	const struct catalogue_filter *filter = &list->filter;
	struct catalogue_filter everything = CATALOGUE_EVERYTHING(filter->book, filter->year);
	struct catalogue_list all;
	char year[CATALOGUE_YEAR];

	catalogue_list_begin(&all, &everything);
	catalogue_year_text(filter->book, filter->year, year_given, year);
	if (catalogue_is_narrowed(filter))
		cli_put_heading("Improvement activities, %s: %d of %d", year, catalogue_count(list),
		                catalogue_count(&all));
	else
		cli_put_heading("Improvement activities, %s: %d", year, catalogue_count(&all));
	catalogue_warn_provisional(filter->book, filter->year);
	if (filter->mvp != MIPSIA_NO_MVP)
		cli_put_line(0, "Only %s, %s.", mipsia_mvp_id(filter->book, filter->mvp),
		             mipsia_mvp_in_year(filter->book, filter->mvp, filter->year)->title);
	if (filter->specialty)
		cli_put_line(0,
		             "Only activities of the MVPs that CMS names for '%s'. In traditional MIPS "
		             "any activity may be chosen.",
		             filter->specialty);
	putchar('\n');
}

static const char *plain_name(const struct catalogue_filter *filter, const mipsia_activity *activity)
{
	const struct guide_entry *entry = guide_find(mipsia_activity_id(filter->book, activity->activity));

	return entry ? entry->plain_name : "";
}

static void put_table(const struct catalogue_list *list)
{
	const struct catalogue_filter *filter = &list->filter;
	static const struct table_column with_weight[] = {
		{ "ID", false, false },         { "In plain words", false, true }, { "Weight", false, false },
		{ "Subcategory", false, true }, { "Note", false, true },           { "Title", false, true },
	};
	static const struct table_column without_weight[] = {
		{ "ID", false, false },  { "In plain words", false, true }, { "Subcategory", false, true },
		{ "Note", false, true }, { "Title", false, true },
	};
	bool weights = catalogue_has_weights(filter->book, filter->year);
	struct table *table = weights ? table_new(with_weight, CLI_LENGTH(with_weight))
	                              : table_new(without_weight, CLI_LENGTH(without_weight));
	const mipsia_activity *activity;

	for (int at = 0; (activity = catalogue_next(list, &at));) {
		char subcategory[WORDS_SUBCATEGORY];
		char note[128];

		words_subcategory(activity->subcategory, subcategory);
		describe(activity, filter->year, note, sizeof(note));
		table_add(table, mipsia_activity_id(filter->book, activity->activity));
		table_add(table, filter->search ? plain_name(filter, activity) : "");
		if (weights)
			table_add(table, words_class(activity->weight));
		table_add(table, subcategory);
		table_add(table, note);
		table_add(table, activity->title);
	}
	table_print(table, stdout);
	table_free(table);
}

/* What the search finds in the nearest other year. */
static void put_other_year(const struct catalogue_filter *filter)
{
	struct guide_hit hits[3];
	int length;
	int year = catalogue_other_year(filter, hits, CLI_LENGTH(hits), &length);

	for (int i = 0; i < length; i++)
		cli_put_line(2, "In %d: %s, %s (on CMS's list %d to %d).", year, hits[i].entry->measure_id,
		             hits[i].entry->plain_name, hits[i].entry->years.from, hits[i].entry->years.to);
}

static int print_table(const struct catalogue_filter *filter, bool year_given)
{
	struct catalogue_list list;
	int found;

	catalogue_list_begin(&list, filter);
	found = catalogue_count(&list);
	put_heading(&list, year_given);
	if (found > 0)
		put_table(&list);
	else
		printf("No activity of %d is like that; leave an option out, or give another --year.\n",
		       filter->year);
	if (filter->search && found == 0)
		put_other_year(filter);
	return CLI_OK;
}

static void put_number(int number, int last)
{
	char text[16] = "";

	if (number)
		snprintf(text, sizeof(text), "%d", number);
	csv_put(stdout, text, last);
}

static void put_csv_row(const struct catalogue_filter *filter, const mipsia_activity *activity)
{
	char *mvps = catalogue_mvps_of(filter->book, activity->activity, filter->year, " ");
	char date[MIPSIA_DATE_TEXT] = "";
	char duration[WORDS_DURATION];

	if (activity->suspended_on != MIPSIA_DATE_UNKNOWN)
		mipsia_date_format(activity->suspended_on, date);
	words_duration(activity->duration, duration);
	put_number(filter->year, false);
	csv_put(stdout, mipsia_activity_id(filter->book, activity->activity), false);
	csv_put(stdout, activity->title, false);
	csv_put(stdout, activity->subcategory, false);
	csv_put(stdout, activity->weight == MIPSIA_UNWEIGHTED ? "" : mipsia_class_name(activity->weight),
	        false);
	csv_put(stdout, activity->cehrt_eligible ? "true" : "false", false);
	csv_put(stdout, activity->mvp_only ? "true" : "false", false);
	csv_put(stdout, duration, false);
	put_number(activity->once_in_years, false);
	csv_put(stdout, date, false);
	csv_put(stdout, mvps, true);
	free(mvps);
}

static int print_csv(const struct catalogue_filter *filter)
{
	struct catalogue_list list;
	const mipsia_activity *activity;

	catalogue_list_begin(&list, filter);
	csv_begin(stdout, "performanceYear,measureId,title,subcategory,weight,cehrtEligible,mvpOnly,duration,"
	                  "onceInYears,suspendedOn,allowedMvps");
	for (int at = 0; (activity = catalogue_next(&list, &at));)
		put_csv_row(filter, activity);
	return CLI_OK;
}

static int run(const struct cli_args *args)
{
	struct catalogue_filter filter;

	if (args->value[OPT_JSON] && args->value[OPT_CSV])
		return cli_usage_error(args->command,
		                       "--json and --csv exclude each other; give one of them");
	if (!read_filter(args, &filter))
		return CLI_USAGE;
	if (args->value[OPT_JSON])
		return json_print(catalogue_list_json(&filter));
	if (args->value[OPT_CSV])
		return print_csv(&filter);
	return print_table(&filter, args->value[OPT_YEAR] != NULL);
}

const struct cli_command cmd_activities = {
	.name = "activities",
	.operands = "",
	.summary = "List the improvement activities of a performance year",
	.description = "Lists CMS's inventory of one performance year. Every option narrows the list; an "
		       "activity is listed when it meets them all.\n\n"
		       "The same ID can mean different things in different years: 'mipsia activity ID' "
		       "shows the life of one.",
	.options = options,
	.options_length = CLI_LENGTH(options),
	.operands_max = 0,
	.operand = CLI_OPERAND_NONE,
	.examples = examples,
	.examples_length = CLI_LENGTH(examples),
	.run = run,
};
