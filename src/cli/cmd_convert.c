/*
 * cmd_convert.c - `mipsia convert`: submissions from one format into another.
 */
#include <stdlib.h>
#include <string.h>

#include "catalogue.h"
#include "cli.h"
#include "convert_run.h"
#include "services/words.h"

enum { OPT_TO, OPT_OUTPUT, OPT_AS_CMS, OPT_QUIET, OPT_YEAR, OPT_TEST, OPT_ENTITY, OPT_PROGRAM, OPT_ALL };

_Static_assert(OPT_QUIET == (int)CONVERT_OPT_QUIET, "convert_run.h says which option this is");

static const struct cli_option options[] = {
	[OPT_TO] = { "to", 't', "qpp-json|qrda3|xml2017|csv|case",
	             "Format to write; by default qpp-json. csv is activity records, case is for mipsia "
	             "score",
	             "Output", false },
	[OPT_OUTPUT] = { "output", 'o', "PATH",
	                 "File to write, or folder (ending in /) for a file each; by default standard output",
	                 "Output", false },
	[OPT_AS_CMS] = { "as-cms", 0, NULL,
	                 "Print what CMS's QRDA III converter of the --year would: QPP JSON, or its error "
	                 "document. PI and quality sections are not converted, which is said. "
	                 "sourceIdentifier is the "
	                 "file's name as it is, with any TIN in it",
	                 "Output", false },
	[OPT_QUIET] = { "quiet", 'q', NULL, "Say nothing of what was wrong or lost; the exit code says it",
	                "Output", false },
	[OPT_YEAR] = { "year", 'y', "YEAR", "Performance year of what does not say its own", "What is known",
	               false },
	[OPT_TEST] = { "test-identifiers", 0, NULL,
	               "TINs and NPIs may be CMS's fakes for the Developer Preview", "What is known", false },
	[OPT_ENTITY] = { "entity", 'e', "group|individual",
	                 "Who reports: a submission for each TIN, or for each clinician", "Spreadsheets",
	                 false },
	[OPT_PROGRAM] = { "program", 0, "PROGRAM", "programName to write, such as M0005; by default mips",
	                  "Spreadsheets", false },
	[OPT_ALL] = { "all", 'a', NULL,
	              "Attest every activity in the records, also where too few performed it, or not for "
	              "long enough",
	              "Spreadsheets", false },
};

static const struct cli_example examples[] = {
	{ "mipsia convert qrda3.xml > submission.json", "QRDA III to QPP JSON" },
	{ "mipsia convert --to qrda3 --output outbox/ submissions.ndjson",
	  "A QRDA III file for each submission" },
	{ "mipsia convert --entity group --year 2025 roster.csv records.csv", "Spreadsheets to submissions" },
	{ "mipsia convert --as-cms --year 2025 qrda3.xml", "Exactly what CMS's converter prints" },
};

/* ------------------------------------------------------------------ command line */

static bool read_options(const struct cli_args *args, struct convert_options *how)
{
	int choice;

	if (args->value[OPT_YEAR] != NULL &&
	    !catalogue_read_year(args->command, args->value[OPT_YEAR], &how->year))
		return false;
	if (args->value[OPT_TO] != NULL) {
		choice = cli_choice(args, OPT_TO);
		if (choice < 0)
			return false;
		how->to = (enum convert_format)choice;
	}
	if (args->value[OPT_ENTITY] != NULL) {
		choice = cli_choice(args, OPT_ENTITY);
		if (choice < 0)
			return false;
		how->entity = choice == 0 ? CONVERT_GROUPS : CONVERT_INDIVIDUALS;
	}
	how->program = args->value[OPT_PROGRAM];
	how->all = args->value[OPT_ALL] != NULL;
	how->test_identifiers = args->value[OPT_TEST] != NULL;
	return true;
}

/* ------------------------------------------------------------------------ strictly */

static void *work_strictly(void *state, const struct document *document)
{
	struct convert_worker *worker = state;
	struct convert_result *result = calloc(1, sizeof *result);

	if (result == NULL)
		return NULL;
	worker->current = result;
	result->waits = document->format == FORMAT_CSV || document->format == FORMAT_XLSX;
	if (!result->waits)
		convert_document(worker->converter, document, &result->checked);
	return result;
}

static void note(struct convert_run *run, const struct document *document, const struct checked *checked)
{
	check_totals_add(&run->totals, checked);
	if (run->people != NULL)
		check_people_add(run->people, document, checked);
}

static bool take_strictly(void *payload, const struct document *document, void *state)
{
	struct convert_run *run = payload;
	struct convert_result *result = state;

	if (result == NULL)
		return false;
	if (result->waits && !run->failed)
		convert_document(run->converter, document, &result->checked);
	for (size_t i = 0; i < result->texts_length && !run->failed; i++) {
		const struct kept_text *kept = &result->texts[i];
		struct converted converted = { document->name, NULL, kept->part, kept->text, kept->length };

		run->failed = !convert_output_put(&converted, run->output);
	}
	note(run, document, &result->checked);
	convert_result_free(result);
	progress_show(&run->progress, "%zu documents, %zu with errors", run->totals.documents,
	              run->totals.refused);
	return !run->failed;
}

/* Texts of spreadsheets are put as they come. */
static bool put_text(const struct converted *converted, void *payload)
{
	struct convert_run *run = payload;

	run->failed = !convert_output_put(converted, run->output);
	return !run->failed;
}

static void take_spreadsheets(struct convert_run *run)
{
	struct document document = { .line = 1, .column = 1 };
	struct checked checked;

	if (convert_spreadsheets(run->converter, &checked, &document.name)) {
		note(run, &document, &checked);
		run->totals.documents--; /* its file was counted when it was read */
	}
	checked_free(&checked);
}

static int end_run(struct convert_run *run)
{
	const struct cli_args *args = run->args;

	if (run->failed)
		return convert_output_is_usage(run->output) ? CLI_USAGE : CLI_INTERNAL;
	if (!convert_output_end(run->output))
		return CLI_INTERNAL;
	if (run->people != NULL)
		check_people_print_problems(run->people, stderr);
	if (run->people != NULL && convert_output_is_folder(run->output))
		fprintf(stderr, "%zu file%s written to %s\n", convert_output_count(run->output),
		        words_plural((long)convert_output_count(run->output)), args->value[OPT_OUTPUT]);
	if (run->totals.unreadable > 0)
		return CLI_INPUT;
	return run->totals.errors > 0 || convert_output_count(run->output) == 0 ? CLI_FINDINGS : CLI_OK;
}

static int run_strictly(const struct cli_args *args, struct convert_run *run)
{
	int code;

	run->output =
		convert_output_new(args->value[OPT_OUTPUT], run->how.to, (const char *const *)args->operands,
	                           (size_t)args->operands_length, &code);
	if (run->output == NULL)
		return code;
	run->converter = converter_new(mipsia_rulebook_builtin(), &run->how, put_text, run);
	if (run->converter == NULL) {
		cli_error(NULL, "out of memory; close other programs");
		return CLI_INTERNAL;
	}
	if (args->value[OPT_QUIET] == NULL)
		run->people = check_people_new();
	if (convert_run_all(run, work_strictly, take_strictly))
		take_spreadsheets(run);
	code = end_run(run);
	check_people_free(run->people);
	converter_free(run->converter);
	return code;
}

/* ------------------------------------------------------------------------- as CMS */

static int check_as_cms(const struct cli_args *args, const struct convert_run *run)
{
	if (run->how.year == 0)
		return cli_usage_error(args->command,
		                       "--as-cms needs the performance year; write --year 2025");
	if (args->value[OPT_TO] != NULL && strcmp(args->value[OPT_TO], "qpp-json") != 0)
		return cli_usage_error(args->command, "--as-cms writes qpp-json only; leave --to out");
	if (args->operands_length > 1 && args->value[OPT_OUTPUT] == NULL)
		return cli_usage_error(args->command,
		                       "--as-cms prints one answer; give one file, or --output FOLDER/");
	return CLI_OK;
}

static int run_as_cms(const struct cli_args *args, struct convert_run *run)
{
	int code = check_as_cms(args, run);

	if (code != CLI_OK)
		return code;
	run->output =
		convert_output_new(args->value[OPT_OUTPUT], CONVERT_QPP_JSON,
	                           (const char *const *)args->operands, (size_t)args->operands_length, &code);
	if (run->output == NULL)
		return code;
	if (args->value[OPT_OUTPUT] != NULL && !convert_output_is_folder(run->output))
		return cli_usage_error(args->command, "--as-cms writes into a folder; write --output %s/",
		                       args->value[OPT_OUTPUT]);
	if (!convert_run_all(run, convert_as_cms_work, convert_as_cms_take))
		return CLI_INTERNAL;
	if (run->totals.unreadable > 0)
		return CLI_INPUT;
	return run->refused > 0 ? CLI_FINDINGS : CLI_OK;
}

/* ------------------------------------------------------------------------- command */

static int run(const struct cli_args *args)
{
	struct convert_run run = { .args = args,
		                   .how = { .to = CONVERT_QPP_JSON },
		                   .as_cms = args->value[OPT_AS_CMS] != NULL };
	int code;

	if (!read_options(args, &run.how))
		return CLI_USAGE;
	code = run.as_cms ? run_as_cms(args, &run) : run_strictly(args, &run);
	convert_output_free(run.output);
	return code;
}

const struct cli_command cmd_convert = {
	.name = "convert",
	.operands = "FILE...",
	.summary = "Convert between QPP JSON, QRDA III, the XML of 2017, spreadsheets and cases",
	.description = "Reads what 'mipsia check' reads, and writes every submission in it in another "
		       "format: one text on standard output or in a file, several as a JSON value a line, or "
		       "with --output FOLDER/ a file each. Categories other than improvement activities are "
		       "carried from JSON to JSON as they stand; where a format has no place for something, "
		       "that is said.\n\nA roster and activity records become submissions with --entity: a "
		       "submission for each TIN (group) or each clinician (individual). Only activities that "
		       "enough clinicians performed for long enough, by the rules of the year, are attested; "
		       "what is left out is said, with the reason.\n\nWith --as-cms a QRDA III file is "
		       "answered as by CMS's own converter of that performance year: its QPP JSON (exit code "
		       "0) or its error document with its numeric codes (exit code 1).\n\nFiles are written "
		       "aside and put in their place when they are whole. Names of files never show a TIN.",
	.options = options,
	.options_length = CLI_LENGTH(options),
	.operands_min = 1,
	.operands_max = CLI_ANY_OPERANDS,
	.operand = CLI_OPERAND_FILE,
	.examples = examples,
	.examples_length = CLI_LENGTH(examples),
	.run = run,
};
