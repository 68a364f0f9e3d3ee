/*
 * cmd_activity.c - `mipsia activity ID`: the life of one activity across the
 * years. The key of the catalogue is (ID, year): what an ID means is always told
 * with its years.
 */
#include <stdlib.h>
#include <string.h>

#include "catalogue.h"
#include "cli.h"
#include "guide_show.h"
#include "json.h"
#include "services/activity.h"
#include "services/guide_json.h"
#include "services/words.h"
#include "table.h"

enum { OPT_YEAR, OPT_OFFICIAL, OPT_JSON };

static const struct cli_option options[] = {
	[OPT_YEAR] = { "year", 'y', "YEAR",
	               "Say what the activity is, and is worth, in this year; by default its last year "
	               "with final rules",
	               "Which", false },
	[OPT_OFFICIAL] = { "official", 0, NULL,
	                   "Also show CMS's own words, when they were imported ('mipsia import-inventory')",
	                   "Output", false },
	[OPT_JSON] = { "json", 0, NULL, "Print one JSON document", "Output", false },
};

static const struct cli_example examples[] = {
	{ "mipsia activity IA_BE_4", "The patient portal activity from its first year to its last" },
	{ "mipsia activity IA_AHE_1 --year 2026", "Where an activity went that is no longer there" },
};

#define LABEL_COLUMN 16

/* The activity in question; `row` is NULL when it is not there in `year`. */
struct subject {
	const mipsia_rulebook *book;
	int activity;
	const char *id;
	struct catalogue_span span;
	int year;
	const mipsia_activity *row;
	bool official; /* CMS's own words are asked for */
};

static const mipsia_activity *row_in(const struct subject *subject, int year)
{
	return mipsia_activity_in_year(subject->book, subject->activity, year);
}

/* ---------------------------------------------------------------- sentences */

static void put_label(const char *label)
{
	printf("%s%-*s%s", cli_style(CLI_BOLD), LABEL_COLUMN, label, cli_style(CLI_PLAIN));
}

static void put_text(const char *text)
{
	cli_put_wrapped(stdout, text, LABEL_COLUMN, LABEL_COLUMN, cli_width());
}

/* A sentence under a label of its own, or under the label before ("") . */
static void put_line(const char *label, const char *text)
{
	put_label(label);
	put_text(text);
}

static void put_rule(const mipsia_rule *rule)
{
	char text[1024];

	snprintf(text, sizeof(text), "[%s; %s]", rule->citation, words_confidence(rule->confidence));
	put_line("", text);
}

static void put_span(const struct subject *s)
{
	char text[160];
	int last_final = catalogue_latest_year(s->book);
	size_t used;

	if (s->span.first == s->span.last)
		used = (size_t)snprintf(text, sizeof(text), "%d only", s->span.first);
	else
		used = (size_t)snprintf(text, sizeof(text), "%d to %d", s->span.first, s->span.last);
	if (s->span.last > last_final)
		used += (size_t)snprintf(text + used, sizeof(text) - used, " (%d is provisional)",
		                         s->span.last);
	for (int year = s->span.first; year <= s->span.last; year++) {
		if (!row_in(s, year))
			used += (size_t)snprintf(text + used, sizeof(text) - used, ", but not %d", year);
		if (used >= sizeof(text))
			break;
	}
	put_line("In the years", text);
}

static void put_points(const struct subject *s)
{
	struct activity_points points = activity_points_of(s->book, s->activity, s->year);
	char text[256];
	size_t used = 0;

	if (points.ordinary && points.ordinary == points.special)
		used = (size_t)snprintf(text, sizeof(text), "%d of %d in traditional MIPS", points.ordinary,
		                        points.max);
	else if (points.ordinary)
		used = (size_t)snprintf(
			text, sizeof(text),
			"%d of %d in traditional MIPS, %d with a special status (small practice, rural, "
			"shortage area, non-patient facing)",
			points.ordinary, points.max, points.special);
	if (points.has_mvp)
		used += (size_t)snprintf(text + used, sizeof(text) - used,
		                         "%s%d of %d in an MVP that includes it", used ? "; " : "",
		                         points.in_mvp, points.max);
	if (used)
		put_line("Points", text);
}

static bool is_recognition(const struct subject *s)
{
	return activity_is_recognition(s->book, s->activity);
}

static void put_recognition(const struct subject *s)
{
	const mipsia_rule *sites = mipsia_rule_find(s->book, s->year, "pcmh.sites");
	const mipsia_rule *bodies = mipsia_rule_find(s->book, s->year, "pcmh.recognition");

	if (sites) {
		put_line("Sites", sites->statement);
		put_rule(sites);
	}
	if (bodies) {
		put_line("Recognized by", bodies->value);
		put_rule(bodies);
	}
}

static void put_duration(const struct subject *s)
{
	mipsia_date last_start;
	const mipsia_rule *rule;
	char duration[WORDS_DURATION];
	char start[WORDS_DATE];
	char text[256];

	if (!activity_days(s->book, s->activity, s->year, &last_start, &rule))
		return;
	words_duration(s->row->duration, duration);
	words_date(last_start, start);
	snprintf(text, sizeof(text), "At least %s in a row within the year%s; the last day to start is %s.",
	         duration, s->row->duration_rule ? ", by its own description" : "", start);
	put_line("How long", text);
	if (rule)
		put_rule(rule);
}

static void put_frequency(const struct subject *s)
{
	char text[160];

	if (!s->row->once_in_years) {
		put_line("How often", "May be attested every year.");
		return;
	}
	snprintf(text, sizeof(text), "Once in %d years: attested in %d, not again before %d.",
	         s->row->once_in_years, s->year, s->year + s->row->once_in_years);
	put_line("How often", text);
	if (s->row->frequency_rule)
		put_rule(s->row->frequency_rule);
}

static void put_suspension(const struct subject *s)
{
	char date[WORDS_DATE];
	char text[1024];
	const mipsia_rule *rule = s->row->suspension_rule;

	if (s->row->suspended_on == MIPSIA_DATE_UNKNOWN)
		return;
	words_date(s->row->suspended_on, date);
	snprintf(text, sizeof(text), "On %s. %s", date, rule ? rule->statement : "");
	put_line("Suspended", text);
	if (rule)
		put_rule(rule);
}

static void put_mvps(const struct subject *s)
{
	struct table *table;
	static const struct table_column columns[] = { { "MVP", false, false }, { "Title", false, true } };
	char *ids = catalogue_mvps_of(s->book, s->activity, s->year, ", ");
	bool none = !*ids;

	free(ids);
	if (none) {
		put_line("MVPs",
		         s->row->mvp_only ? "Only for those who report an MVP." : "In no MVP that year.");
		return;
	}
	table = table_new(columns, CLI_LENGTH(columns));
	for (int i = 0; i < mipsia_mvp_count(s->book); i++) {
		const mipsia_mvp *mvp = mipsia_mvp_in_year(s->book, i, s->year);

		if (!mvp || !mipsia_set_has(&mvp->activities, s->activity))
			continue;
		table_add(table, mipsia_mvp_id(s->book, i));
		table_add(table, mvp->title);
	}
	cli_put_heading("MVPs of %d that include it%s", s->year,
	                s->row->mvp_only ? " (it counts in no other way of reporting)" : "");
	putchar('\n');
	table_print(table, stdout);
	table_free(table);
}

/* ------------------------------------------------------- the life, year by year */

static void add_run(struct table *table, const struct subject *s, int first, int last)
{
	const mipsia_activity *row = row_in(s, first);
	char subcategory[WORDS_SUBCATEGORY];
	char duration[WORDS_DURATION];

	words_subcategory(row->subcategory, subcategory);
	words_duration(row->duration, duration);
	if (first == last)
		table_addf(table, "%d", first);
	else
		table_addf(table, "%d-%d", first, last);
	table_add(table, row->weight == MIPSIA_UNWEIGHTED ? "" : words_class(row->weight));
	table_add(table, is_recognition(s) ? "" : duration);
	if (row->once_in_years)
		table_addf(table, "once in %d years", row->once_in_years);
	else
		table_add(table, "yearly");
	table_add(table, row->suspended_on != MIPSIA_DATE_UNKNOWN ? "suspended"
	                 : row->cehrt_eligible                    ? "CEHRT bonus"
	                                                          : "");
	table_add(table, *row->subcategory ? subcategory : "");
	table_add(table, row->title);
}

static void put_life(const struct subject *s)
{
	static const struct table_column columns[] = {
		{ "Years", false, false },    { "Weight", false, false }, { "At least", false, false },
		{ "How often", false, true }, { "Note", false, true },    { "Subcategory", false, true },
		{ "Title", false, true },
	};
	struct table *table = table_new(columns, CLI_LENGTH(columns));

	for (int year = s->span.first; year <= s->span.last; year++) {
		int last;

		if (!row_in(s, year))
			continue;
		last = activity_end_of_run(s->book, s->activity, year);
		add_run(table, s, year, last);
		year = last;
	}
	putchar('\n');
	cli_put_heading("Year by year");
	putchar('\n');
	table_print(table, stdout);
	table_free(table);
}

/* ------------------------------------------------------------------- lineage */

static void put_warning(const char *text)
{
	printf("%s%-*s%s", cli_style(CLI_WARNING), LABEL_COLUMN, "Take care", cli_style(CLI_PLAIN));
	put_text(text);
}

static void put_lineage(const struct subject *s, const mipsia_lineage *lineage)
{
	char sentence[ACTIVITY_SENTENCE];
	char text[1024];
	enum activity_link link = activity_link_words(s->book, s->activity, lineage, sentence);

	snprintf(text, sizeof(text), "%s %s", sentence, lineage->note);
	if (link == ACTIVITY_NEW_NUMBER)
		put_line("New number", text);
	else if (link == ACTIVITY_OLD_NUMBER)
		put_line("Old number", text);
	else if (link == ACTIVITY_CAUTION)
		put_warning(text);
}

static void put_lineages(const struct subject *s)
{
	size_t count;
	const mipsia_lineage *lineages = mipsia_lineages(s->book, &count);

	for (size_t i = 0; i < count; i++)
		put_lineage(s, &lineages[i]);
}

/* -------------------------------------------------------------------- output */

/* The activity is not in the inventory of the year asked for. */
static void put_absence(const struct subject *s)
{
	char text[ACTIVITY_SENTENCE];

	activity_absence_words(s->book, s->activity, s->year, text);
	put_warning(text);
}

static void put_year(const struct subject *s)
{
	char subcategory[WORDS_SUBCATEGORY];
	char year[CATALOGUE_YEAR];

	words_subcategory(s->row->subcategory, subcategory);
	catalogue_year_text(s->book, s->year, true, year);
	putchar('\n');
	cli_put_heading("In %s", year);
	putchar('\n');
	catalogue_warn_provisional(s->book, s->year);
	if (*s->row->subcategory)
		put_line("Subcategory", subcategory);
	if (s->row->weight != MIPSIA_UNWEIGHTED)
		put_line("Weight", words_class(s->row->weight));
	put_points(s);
	if (is_recognition(s)) {
		put_recognition(s);
	} else {
		put_duration(s);
		put_frequency(s);
	}
	if (s->row->cehrt_eligible)
		put_line("CEHRT", "Done with certified EHR technology it earned the bonus of the "
		                  "Promoting Interoperability category (then Advancing Care Information).");
	put_suspension(s);
	if (guide_find(s->id))
		guide_put(guide_find(s->id), s->year);
	if (s->official)
		guide_put_official(s->id, s->year);
	put_mvps(s);
}

static int print_text(const struct subject *s)
{
	const mipsia_activity *shown = s->row ? s->row : row_in(s, s->span.last);

	cli_put_heading("%s: %s", s->id, shown->title);
	putchar('\n');
	if (!s->row)
		put_absence(s);
	put_span(s);
	put_lineages(s);
	if (s->row)
		put_year(s);
	put_life(s);
	return s->row ? CLI_OK : CLI_FINDINGS;
}

/* `only_year`: not the whole life. */
static int print_json(const struct subject *s, bool only_year)
{
	json_t *document = activity_json(s->book, s->activity, s->year, only_year);

	if (s->official)
		json_object_set_new(document, "officialWording", guide_json_official(s->id, s->year));
	json_print(document);
	return s->row ? CLI_OK : CLI_FINDINGS;
}

static int run(const struct cli_args *args)
{
	struct subject s = { .book = mipsia_rulebook_builtin() };

	s.activity = catalogue_read_activity(args->command, s.book, args->operands[0]);
	if (s.activity < 0)
		return CLI_USAGE;
	s.id = mipsia_activity_id(s.book, s.activity);
	s.span = catalogue_activity_span(s.book, s.activity);
	s.year = activity_last_final_year(s.book, s.activity);
	if (args->value[OPT_YEAR] && !catalogue_read_year(args->command, args->value[OPT_YEAR], &s.year))
		return CLI_USAGE;
	s.row = row_in(&s, s.year);
	s.official = args->value[OPT_OFFICIAL] != NULL;
	if (args->value[OPT_JSON])
		return print_json(&s, args->value[OPT_YEAR] != NULL);
	return print_text(&s);
}

const struct cli_command cmd_activity = {
	.name = "activity",
	.operands = "ID",
	.summary = "Show one activity across the years",
	.description = "Shows one activity: when it is in CMS's inventory, what it is worth, how long and "
		       "how often it may be done, the MVPs that include it, whether it was suspended and "
		       "who may still claim it, and its other numbers. Warns when the ID means something "
		       "else in other years.\n\n"
		       "When the activity is not in the inventory of the year given, the exit code is 1.",
	.options = options,
	.options_length = CLI_LENGTH(options),
	.operands_min = 1,
	.operands_max = 1,
	.operand = CLI_OPERAND_ACTIVITY,
	.examples = examples,
	.examples_length = CLI_LENGTH(examples),
	.run = run,
};
