/*
 * cmd_circumstances.c - `mipsia circumstances`: whether CMS's automatic policy for
 * extreme and uncontrollable circumstances reaches a ZIP code.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "catalogue.h"
#include "cli.h"
#include "formats/crosswalk.h"
#include "formats/sheet_file.h"
#include "json.h"
#include "services/catalogue_json.h"

enum { OPT_CROSSWALK, OPT_ZIP, OPT_YEAR, OPT_JSON };

static const struct cli_option options[] = {
	[OPT_CROSSWALK] = { "crosswalk", 'c', "FILE", "CMS's euc_county_zipcode_crosswalk.csv of the year",
	                    "Which", false },
	[OPT_ZIP] = { "zip", 'z', "ZIP", "ZIP code of the practice", "Which", true },
	[OPT_YEAR] = { "year", 'y', "YEAR", "Performance year of the crosswalk: the file does not say it",
	               "Which", false },
	[OPT_JSON] = { "json", 0, NULL, "Print one JSON document", "Output", false },
};

static const struct cli_example examples[] = {
	{ "mipsia circumstances --crosswalk euc_county_zipcode_crosswalk.csv --zip 90012 --year 2025",
	  "Does the policy of 2025 reach a practice in Los Angeles?" },
};

/* The rules that say what the automatic policy does. */
static const char *const rule_keys[] = { "extreme.automatic", "extreme.automaticEntities",
	                                 "extreme.undoneByData" };

struct question {
	const struct cli_args *args;
	int year; /* 0: not stated */
	struct crosswalk crosswalk;
	struct findings findings;
	json_t *answer;
};

/* ------------------------------------------------------------------------- answers */

static json_t *areas_json(const struct crosswalk_area *areas, size_t length)
{
	json_t *list = json_array();

	for (size_t i = 0; i < length; i++)
		json_array_append_new(
			list, json_pack("{s:s, s:s}", "state", areas[i].state, "county", areas[i].county));
	return list;
}

static json_t *rules_json(int year)
{
	const mipsia_rulebook *book = mipsia_rulebook_builtin();
	json_t *list = json_array();

	for (int i = 0; year != 0 && i < CLI_LENGTH(rule_keys); i++) {
		const mipsia_rule *rule = mipsia_rule_find(book, year, rule_keys[i]);

		if (rule != NULL)
			json_array_append_new(list, json_rule(rule));
	}
	return list;
}

/* False after reporting a ZIP code that is none. */
static bool answer_zip(struct question *question, const char *text)
{
	char zip[CROSSWALK_ZIP];
	enum crosswalk_zip kind = crosswalk_read_zip(text, "", zip);
	const struct crosswalk_area *areas;
	json_t *entry;
	size_t length;

	if (kind == CROSSWALK_ZIP_INVALID) {
		cli_usage_error(question->args->command, "'%s' is not a ZIP code; give its five digits",
		                text);
		return false;
	}
	areas = crosswalk_find(&question->crosswalk, zip, &length);
	entry = json_pack("{s:s, s:b, s:o}", "zip", zip, "listed", length > 0, "areas",
	                  areas_json(areas, length));
	if (kind != CROSSWALK_ZIP_GOOD)
		json_object_set_new(entry, "readFrom", json_string(text));
	json_array_append_new(json_object_get(question->answer, "zipCodes"), entry);
	return true;
}

static bool answer_all(struct question *question)
{
	const struct cli_args *args = question->args;

	question->answer =
		json_pack("{s:o, s:s, s:i, s:i, s:i, s:[], s:[s], s:o}", "performanceYear",
	                  question->year ? json_integer(question->year) : json_null(), "crosswalk",
	                  args->value[OPT_CROSSWALK], "rows", (int)question->crosswalk.length, "rowsRepaired",
	                  (int)question->crosswalk.repaired, "rowsRefused", (int)question->crosswalk.refused,
	                  "zipCodes", "appliesTo", "individual", "rules", rules_json(question->year));
	for (int i = 0; i < args->given_length; i++) {
		if (args->given[i].option == OPT_ZIP && !answer_zip(question, args->given[i].value))
			return false;
	}
	return true;
}

/* ------------------------------------------------------------------------ for people */

static void print_areas(const json_t *areas)
{
	size_t i;
	const json_t *area;

	json_array_foreach ((json_t *)areas, i, area) {
		fputs(i ? "; " : "", stdout);
		cli_put_clean(stdout, json_string_value(json_object_get(area, "county")));
		fputs(", ", stdout);
		cli_put_clean(stdout, json_string_value(json_object_get(area, "state")));
	}
}

static void print_zip(const json_t *entry)
{
	const char *from = json_string_value(json_object_get(entry, "readFrom"));
	const char *zip = json_string_value(json_object_get(entry, "zip"));

	if (from != NULL) {
		fputs("'", stdout);
		cli_put_clean(stdout, from);
		printf("' is read as %s.\n", zip);
	}
	printf("%s%s%s: ", cli_style(CLI_BOLD), zip, cli_style(CLI_PLAIN));
	if (json_is_true(json_object_get(entry, "listed"))) {
		fputs("listed (", stdout);
		print_areas(json_object_get(entry, "areas"));
		puts("). The automatic policy applies to individuals who practice there.");
	} else {
		puts("not listed. By this file the automatic policy does not apply.");
	}
}

static void print_rules(const json_t *rules)
{
	size_t i;
	const json_t *rule;

	json_array_foreach ((json_t *)rules, i, rule) {
		char line[512];

		snprintf(line, sizeof line, "%s [%s]", json_string_value(json_object_get(rule, "statement")),
		         json_string_value(json_object_get(rule, "citation")));
		fputs("  ", stdout);
		cli_put_wrapped(stdout, line, 2, 2, cli_width());
	}
}

static void print_answer(const struct question *question)
{
	size_t i;
	const json_t *entry;

	json_array_foreach (json_object_get(question->answer, "zipCodes"), i, entry) {
		print_zip(entry);
	}
	if (question->year != 0)
		printf("\nPerformance year %d, as stated:\n", question->year);
	else
		puts("\nFor the performance year of the file, which it does not say itself; --year adds the "
		     "rules.");
	print_rules(json_object_get(question->answer, "rules"));
	fputs("  ", stdout);
	cli_put_wrapped(
		stdout,
		"Groups, subgroups, virtual groups and APM Entities have to apply. A ZIP code may lie only "
		"partly in a county that is listed; what counts is where CMS has the practice.",
		2, 2, cli_width());
}

static void report_findings(const struct question *question)
{
	const char *file = question->args->value[OPT_CROSSWALK];

	for (size_t i = 0; i < question->findings.length; i++) {
		const struct finding *f = &question->findings.items[i];

		cli_error(file, "%s%s%s: %s %s", f->path, *f->path ? ": " : "",
		          finding_severity_name(f->severity), f->message, f->remedy);
	}
	if (question->findings.dropped > 0)
		cli_error(file, "%zu more findings are not shown", question->findings.dropped);
}

/* ---------------------------------------------------------------------------- input */

/* Fills the crosswalk; false when the file cannot be used. */
static bool read_crosswalk(struct question *question, const char *path)
{
	struct sheet_table table;
	size_t length;
	char *bytes = sheet_file_load(path, &length);
	bool read;

	if (bytes == NULL) {
		cli_error(path, "the file cannot be read (%s); look at its name and its permissions",
		          strerror(errno));
		return false;
	}
	read = sheet_file_read(bytes, length, SHEET_KIND_NONE, &table, &question->findings) &&
	       crosswalk_read(&question->crosswalk, &table, &question->findings);
	sheet_table_free(&table);
	free(bytes);
	report_findings(question);
	return read;
}

static int answer(struct question *question)
{
	if (!read_crosswalk(question, question->args->value[OPT_CROSSWALK]))
		return CLI_INPUT;
	if (!answer_all(question))
		return CLI_USAGE;
	if (question->args->value[OPT_JSON] != NULL)
		json_print(json_incref(question->answer));
	else
		print_answer(question);
	return question->crosswalk.refused > 0 ? CLI_FINDINGS : CLI_OK;
}

static int run(const struct cli_args *args)
{
	struct question question = { .args = args, .crosswalk = CROSSWALK_EMPTY };
	int code;

	if (args->value[OPT_CROSSWALK] == NULL || args->value[OPT_ZIP] == NULL)
		return cli_usage_error(args->command,
		                       "give CMS's file with --crosswalk and a ZIP code with --zip");
	if (args->value[OPT_YEAR] != NULL &&
	    !catalogue_read_year(args->command, args->value[OPT_YEAR], &question.year))
		return CLI_USAGE;
	code = answer(&question);
	json_decref(question.answer);
	crosswalk_free(&question.crosswalk);
	findings_free(&question.findings);
	return code;
}

const struct cli_command cmd_circumstances = {
	.name = "circumstances",
	.operands = "",
	.summary = "Whether the automatic policy for extreme circumstances reaches a ZIP code",
	.description =
		"CMS designates counties after disasters and publishes a crosswalk of their ZIP codes "
		"(state_code, county_name, zipcode; repository qpp-eu-data). Individuals who practice there "
		"need not apply: categories without data have weight 0.\n\n"
		"The file does not say of which performance year it is: give the one of your year. ZIP codes "
		"whose leading zeros Excel took off are repaired, and that is said; rows that cannot be read "
		"are reported and the exit code is 1.",
	.options = options,
	.options_length = CLI_LENGTH(options),
	.operands_min = 0,
	.operands_max = 0,
	.operand = CLI_OPERAND_NONE,
	.examples = examples,
	.examples_length = CLI_LENGTH(examples),
	.run = run,
};
