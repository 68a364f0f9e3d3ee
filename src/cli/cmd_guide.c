/*
 * cmd_guide.c - `mipsia guide`: the plain-language guide of a year as a table for
 * Excel or as a booklet to print.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "catalogue.h"
#include "cli.h"
#include "csv.h"
#include "guide_show.h"
#include "services/booklet.h"
#include "services/words.h"

enum { OPT_CSV, OPT_BOOKLET, OPT_YEAR, OPT_MVP, OPT_OUTPUT };

static const struct cli_option options[] = {
	[OPT_CSV] = { "csv", 0, NULL, "A table that Excel opens: one row an activity", "What", false },
	[OPT_BOOKLET] = { "booklet", 0, NULL, "A booklet to print: one HTML page that needs nothing else",
	                  "What", false },
	[OPT_YEAR] = { "year", 'y', "YEAR", "Performance year; by default the latest with final rules",
	               "Which", false },
	[OPT_MVP] = { "mvp", 'm', "MVP", "Only activities of this MIPS Value Pathway (from 2023)", "Which",
	              false },
	[OPT_OUTPUT] = { "output", 'o', "FILE", "Write to this file; by default to the terminal or a pipe",
	                 "Output", false },
};

static const struct cli_example examples[] = {
	{ "mipsia guide --booklet --output guide.html", "Open guide.html in a browser and print it" },
	{ "mipsia guide --booklet --mvp M0005 --output primary-care.html", "The activities of one MVP" },
	{ "mipsia guide --csv --year 2025 --output guide-2025.csv", "A table for Excel" },
};

/* ------------------------------------------------------------------------ CSV */

/* A cell that is put together piece by piece. */
struct cell {
	char *text; /* open_memstream's */
	size_t length;
	FILE *out;
};

static void open_cell(struct cell *cell)
{
	*cell = (struct cell){ .text = NULL };
	cell->out = open_memstream(&cell->text, &cell->length);
	if (!cell->out) {
		cli_error(NULL, "out of memory; close other programs");
		exit(CLI_INTERNAL);
	}
}

static void close_cell(struct cell *cell, FILE *out, int last)
{
	fclose(cell->out);
	csv_put(out, cell->text ? cell->text : "", last);
	free(cell->text);
}

/* "; " or a new line before all but the first piece. */
static void begin_piece(struct cell *cell, const char *between)
{
	fflush(cell->out);
	if (cell->length)
		fputs(between, cell->out);
}

static void put_thresholds(FILE *out, const struct guide_entry *entry, int year)
{
	struct cell cell;

	open_cell(&cell);
	for (int i = 0; i < entry->thresholds_length; i++) {
		const struct guide_threshold *threshold = &entry->thresholds[i];

		if (!guide_holds(threshold->years, year))
			continue;
		begin_piece(&cell, "\n");
		fprintf(cell.out, "%s%s %s", threshold->value,
		        strncmp(threshold->what, "of ", 3) == 0 ? "" : ":", threshold->what);
	}
	close_cell(&cell, out, false);
}

/* "needed: DOCUMENT (dates; names)", "one of wait-data: ..." */
static void put_proof(FILE *out, const struct guide_entry *entry, int year)
{
	struct cell cell;

	open_cell(&cell);
	for (int i = 0; i < entry->proof_length; i++) {
		const struct guide_proof *proof = &entry->proof[i];

		if (!guide_holds(proof->years, year))
			continue;
		begin_piece(&cell, "\n");
		if (proof->group)
			fprintf(cell.out, "Any one of '%s': %s (must show: ", proof->group, proof->document);
		else
			fprintf(cell.out, "Needed: %s (must show: ", proof->document);
		for (int k = 0; k < proof->must_show_length; k++)
			fprintf(cell.out, "%s%s", k ? "; " : "", proof->must_show[k]);
		fputs(")", cell.out);
	}
	close_cell(&cell, out, false);
}

static void put_mistakes(FILE *out, const struct guide_entry *entry, int year)
{
	struct cell cell;

	open_cell(&cell);
	for (int i = 0; i < entry->mistakes_length; i++) {
		if (!guide_holds(entry->mistakes[i].years, year))
			continue;
		begin_piece(&cell, "\n");
		fputs(entry->mistakes[i].text, cell.out);
	}
	close_cell(&cell, out, false);
}

static void put_related(FILE *out, const struct guide_entry *entry, int year)
{
	struct cell cell;

	open_cell(&cell);
	for (int i = 0; i < entry->related_length; i++) {
		const struct guide_related *related = &entry->related[i];
		bool gone = !guide_holds(guide_find(related->measure_id)->years, year);

		if (!guide_holds(related->years, year) || (related->pair && gone))
			continue;
		begin_piece(&cell, "\n");
		fprintf(cell.out, "%s%s: %s", related->measure_id,
		        related->pair ? " (one effort can serve both)" : "", related->why);
	}
	close_cell(&cell, out, false);
}

static void put_keywords(FILE *out, const struct guide_entry *entry)
{
	struct cell cell;

	open_cell(&cell);
	for (int i = 0; i < entry->keywords_length; i++) {
		begin_piece(&cell, ", ");
		fputs(entry->keywords[i], cell.out);
	}
	close_cell(&cell, out, false);
}

static void put_sources(FILE *out, const struct guide_entry *entry, int year)
{
	struct cell cell;

	open_cell(&cell);
	for (int i = 0; i < entry->sources_length; i++) {
		if (!guide_holds(entry->sources[i].years, year))
			continue;
		begin_piece(&cell, "\n");
		fprintf(cell.out, "%s: %s", entry->sources[i].file, entry->sources[i].where);
	}
	close_cell(&cell, out, true);
}

static void put_words(FILE *out, const char *const *list, uint64_t bits)
{
	char words[GUIDE_WORDS];

	guide_words(list, bits, words);
	csv_put(out, words, false);
}

/* Once in so many years, the suspension and the MVPs. */
static void put_limits(FILE *out, const mipsia_rulebook *book, const mipsia_activity *row, int year)
{
	char *mvps = catalogue_mvps_of(book, row->activity, year, " ");
	char text[32] = "";
	char date[MIPSIA_DATE_TEXT] = "";

	mipsia_date_format(mipsia_last_start(book, year, row->activity, 0), date);
	csv_put(out, date, false);
	if (row->once_in_years)
		snprintf(text, sizeof(text), "once in %d years", row->once_in_years);
	csv_put(out, text, false);
	date[0] = '\0';
	if (row->suspended_on != MIPSIA_DATE_UNKNOWN)
		mipsia_date_format(row->suspended_on, date);
	csv_put(out, date, false);
	csv_put(out, mvps, false);
	free(mvps);
}

static void put_row(FILE *out, const mipsia_rulebook *book, const mipsia_activity *row, int year)
{
	const struct guide_entry *entry = guide_find(mipsia_activity_id(book, row->activity));
	char subcategory[WORDS_SUBCATEGORY];
	char number[16];

	snprintf(number, sizeof(number), "%d", year);
	words_subcategory(row->subcategory, subcategory);
	csv_put(out, number, false);
	csv_put(out, entry->measure_id, false);
	csv_put(out, entry->plain_name, false);
	csv_put(out, row->title, false);
	csv_put(out, *row->subcategory ? subcategory : "", false);
	csv_put(out, row->weight == MIPSIA_UNWEIGHTED ? "" : words_class(row->weight), false);
	csv_put(out, guide_summary(entry, year), false);
	csv_put(out, entry->who_takes_part, false);
	csv_put(out, entry->how_long, false);
	put_limits(out, book, row, year);
	put_thresholds(out, entry, year);
	put_proof(out, entry, year);
	csv_put(out, guide_level_words[entry->set_up], false);
	csv_put(out, guide_level_words[entry->running], false);
	csv_put(out, entry->effort_why, false);
	csv_put(out, entry->owner, false);
	put_words(out, guide_staff_words, entry->staff);
	put_words(out, guide_technology_words, entry->technology);
	put_words(out, guide_specialty_words, entry->specialties);
	csv_put(out, entry->already_doing, false);
	csv_put(out, entry->only_if ? entry->only_if : "", false);
	put_mistakes(out, entry, year);
	put_related(out, entry, year);
	put_keywords(out, entry);
	put_sources(out, entry, year);
}

static void write_csv(FILE *out, const struct booklet *booklet)
{
	const mipsia_mvp *mvp = mipsia_mvp_in_year(booklet->book, booklet->mvp, booklet->year);

	csv_begin(out, "Performance year,Measure ID,In plain words,CMS title,Subcategory,Weight,What it asks,"
	               "Who takes part,For how long,Last day to begin,How often,Suspended on,MVPs,Figures,"
	               "Papers to keep,Effort to set up,Effort to run,Effort: why,Led by,Staff,Technology,"
	               "Natural for,Done already?,Condition,Mistakes to avoid,Related,Search words,"
	               "Where CMS says so");
	for (int i = 0; i < mipsia_activity_count(booklet->book); i++) {
		const mipsia_activity *row = mipsia_activity_in_year(booklet->book, i, booklet->year);

		if (row && guide_find(mipsia_activity_id(booklet->book, i)) &&
		    (!mvp || mipsia_set_has(&mvp->activities, i)))
			put_row(out, booklet->book, row, booklet->year);
	}
}

/* --------------------------------------------------------------------- command */

static bool read_mvp(const struct cli_args *args, struct booklet *booklet)
{
	struct catalogue_span span;

	if (!args->value[OPT_MVP])
		return true;
	booklet->mvp = catalogue_read_mvp(args->command, booklet->book, args->value[OPT_MVP]);
	if (booklet->mvp == MIPSIA_NO_MVP)
		return false;
	if (mipsia_mvp_in_year(booklet->book, booklet->mvp, booklet->year))
		return true;
	span = catalogue_mvp_span(booklet->book, booklet->mvp);
	cli_usage_error(args->command, "the MVP %s does not exist in %d; it exists from %d to %d",
	                mipsia_mvp_id(booklet->book, booklet->mvp), booklet->year, span.first, span.last);
	return false;
}

static void write_it(FILE *out, const struct booklet *booklet, bool csv)
{
	if (csv)
		write_csv(out, booklet);
	else
		booklet_write(out, booklet);
}

static int write_file(const char *name, const struct booklet *booklet, bool csv)
{
	FILE *out = fopen(name, "w");
	bool failed;

	if (!out) {
		cli_error(name, "cannot be written: %s; give another --output", strerror(errno));
		return CLI_INPUT;
	}
	write_it(out, booklet, csv);
	failed = ferror(out) != 0;
	failed |= fclose(out) != 0;
	if (!failed)
		return CLI_OK;
	cli_error(name, "could not be written to its end; is the disk full?");
	return CLI_INTERNAL;
}

static int run(const struct cli_args *args)
{
	struct booklet booklet = { .book = mipsia_rulebook_builtin(), .mvp = MIPSIA_NO_MVP };
	bool csv = args->value[OPT_CSV] != NULL;

	if (csv == (args->value[OPT_BOOKLET] != NULL))
		return cli_usage_error(args->command, "give one of --csv and --booklet");
	if (!catalogue_year_option(args, OPT_YEAR, &booklet.year) || !read_mvp(args, &booklet))
		return CLI_USAGE;
	if (args->value[OPT_OUTPUT] && strcmp(args->value[OPT_OUTPUT], "-") != 0)
		return write_file(args->value[OPT_OUTPUT], &booklet, csv);
	write_it(stdout, &booklet, csv);
	return CLI_OK;
}

const struct cli_command cmd_guide = {
	.name = "guide",
	.operands = "",
	.summary = "Write the plain-language guide as a table or as a booklet to print",
	.description =
		"Writes the guide of all activities of a performance year: what each asks for in plain "
		"words, who takes part, for how long, the papers to keep, effort, mistakes, related "
		"activities and where CMS says so.\n\n"
		"The booklet is one HTML page without scripts or outside files; print it from a browser: "
		"each activity begins on a new page, with boxes to tick. The guide of one activity: "
		"'mipsia activity ID'.",
	.options = options,
	.options_length = CLI_LENGTH(options),
	.operands_max = 0,
	.operand = CLI_OPERAND_NONE,
	.examples = examples,
	.examples_length = CLI_LENGTH(examples),
	.run = run,
};
