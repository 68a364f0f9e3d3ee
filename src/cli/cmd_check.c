/*
 * cmd_check.c - `mipsia check`: everything that is wrong or doubtful in files that
 * are to be submitted.
 */
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "catalogue.h"
#include "check_progress.h"
#include "check_report.h"
#include "cli.h"
#include "formats/qpp_read.h"
#include "services/documents_aside.h"
#include "services/documents_work.h"

enum { OPT_YEAR, OPT_PROFILE, OPT_TEST, OPT_STRICT, OPT_JSON, OPT_ANNOTATE, OPT_QUIET };

static const struct cli_option options[] = {
	[OPT_YEAR] = { "year", 'y', "YEAR", "Performance year that the files must be of", "What is known",
	               false },
	[OPT_PROFILE] = { "profile", 'p', "FILE",
	                  "JSON file with the profile of the clinician or group (docs/case-format.md), for "
	                  "documents that have none",
	                  "What is known", false },
	[OPT_TEST] = { "test-identifiers", 0, NULL,
	               "The files are for CMS's Developer Preview: TINs must begin with 000, NPIs may be "
	               "fakes",
	               "What is known", false },
	[OPT_STRICT] = { "strict", 0, NULL, "Let warnings end the command with 1 as well", "Output", false },
	[OPT_JSON] = { "json", 0, NULL, "Print one JSON document", "Output", false },
	[OPT_ANNOTATE] = { "annotate", 0, "FILE",
	                   "Write a CSV file for a spreadsheet: the rows of a roster or of records with an "
	                   "Error column; of other files a row a finding",
	                   "Output", false },
	[OPT_QUIET] = { "quiet", 'q', NULL, "Print nothing; the exit code says it", "Output", false },
};

static const struct cli_example examples[] = {
	{ "mipsia check submission.json", "Check one submission" },
	{ "mipsia check --year 2025 outbox/ more.zip", "Check all files of a folder and a zip file" },
	{ "mipsia check --annotate roster-errors.csv roster.xlsx", "Have the errors beside the rows" },
	{ "mipsia check --json --profile practice.json submission.json | jq '.files[].qppErrors'",
	  "What CMS's API would answer" },
};

/* One run. */
struct check_run {
	const struct check_options *how;
	struct checker *checker; /* of this thread */
	struct check_totals totals;
	struct check_people *people; /* NULL: not for people */
	bool json;
	bool quiet;
	struct aside *rows; /* NULL: no file of findings */
	bool alone;         /* there is one operand */
	bool began_rows;    /* their header is written */
	struct progress progress;
};

/* ------------------------------------------------------------------ command line */

static char *read_text(const char *path, size_t *length)
{
	FILE *file = fopen(path, "rbe");
	char *text = NULL;
	size_t capacity = 0;
	size_t n;

	*length = 0;
	if (file == NULL)
		return NULL;
	do {
		capacity += 65536;
		text = cli_realloc(text, capacity);
		n = fread(text + *length, 1, capacity - *length, file);
		*length += n;
	} while (*length == capacity && capacity < QPP_JSON_BYTES_MAX);
	if (ferror(file)) {
		free(text);
		text = NULL;
	}
	fclose(file);
	return text;
}

static void report_findings(const char *place, const struct findings *findings)
{
	for (size_t i = 0; i < findings->length; i++) {
		const struct finding *finding = &findings->items[i];
		char at[32] = "";

		if (finding->line != 0)
			snprintf(at, sizeof at, " (line %u, column %u)", finding->line, finding->column);
		cli_error(place, "%s%s%s%s", finding->message, at, *finding->remedy ? "; " : "",
		          finding->remedy);
	}
}

static bool is_submission(const json_t *root)
{
	return json_object_get(root, "submission") != NULL ||
	       json_object_get(root, "performanceYear") != NULL ||
	       json_object_get(root, "measurementSets") != NULL;
}

/* A file that holds a profile, or a case that has one. The caller's reference;
 * NULL after a message. */
static json_t *read_profile(const char *path)
{
	struct findings findings = { 0 };
	struct qpp_json json = { 0 };
	json_t *profile = NULL;
	size_t length;
	char *text = read_text(path, &length);

	if (text == NULL) {
		cli_error(path, "it cannot be read (%s)", strerror(errno));
		return NULL;
	}
	if (qpp_read(text, length, &json, &findings))
		profile = json_object_get(json.root, "profile");
	report_findings(path, &findings);
	if (json.root != NULL && profile == NULL && !is_submission(json.root))
		profile = json.root;
	if (json.root != NULL && !json_is_object(profile)) {
		cli_error(path, "it holds no profile; give an object as docs/case-format.md describes it");
		profile = NULL;
	}
	json_incref(profile);
	qpp_json_free(&json);
	findings_free(&findings);
	free(text);
	return profile;
}

/* ----------------------------------------------------------------------- running */

/* Into the file of findings: a spreadsheet given alone as an annotated copy. */
static void write_rows(struct check_run *run, const struct document *document, const struct checked *checked)
{
	if (run->alone && document->lone && check_annotate(run->checker, document, run->rows->file)) {
		run->began_rows = true;
		return;
	}
	if (!run->began_rows)
		check_rows_begin(run->rows->file);
	run->began_rows = true;
	check_rows_put(run->rows->file, document, checked);
}

static void *begin(void *payload)
{
	const struct check_run *run = payload;

	return checker_new(mipsia_rulebook_builtin(), run->how);
}

static void end(void *checker)
{
	checker_free(checker);
}

static void *work(void *checker, const struct document *document)
{
	struct checked *checked = malloc(sizeof *checked);

	if (checked != NULL)
		check_document(checker, document, checked);
	return checked;
}

static bool take(void *payload, const struct document *document, void *result)
{
	struct check_run *run = payload;
	struct checked *checked = result;

	if (checked == NULL)
		return false;
	if (run->json)
		check_json_put(stdout, document, checked,
		               run->totals.documents + run->totals.passed_over == 0);
	check_totals_add(&run->totals, checked);
	if (run->people != NULL)
		check_people_add(run->people, document, checked);
	if (run->rows != NULL)
		write_rows(run, document, checked);
	checked_free(checked);
	free(checked);
	progress_show(&run->progress, "%zu documents, %zu with errors", run->totals.documents,
	              run->totals.refused);
	return true;
}

static int exit_code(const struct check_run *run, bool strict)
{
	if (run->totals.unreadable > 0)
		return CLI_INPUT;
	if (run->totals.errors > 0 || (strict && run->totals.warnings > 0))
		return CLI_FINDINGS;
	return CLI_OK;
}

static int run_checks(const struct cli_args *args, struct check_run *run)
{
	struct documents_work how = { begin, end, work, take, run };
	bool no_memory;

	progress_begin(&run->progress);
	if (run->json)
		check_json_begin(stdout);
	if (!documents_work((const char *const *)args->operands, (size_t)args->operands_length, 0, &how,
	                    &no_memory)) {
		progress_end(&run->progress);
		cli_error(NULL, "out of memory; close other programs or give fewer files");
		return CLI_INTERNAL;
	}
	progress_end(&run->progress);
	if (run->json)
		check_json_end(stdout, &run->totals);
	if (run->people != NULL)
		check_people_print(run->people, &run->totals, stdout);
	return exit_code(run, args->value[OPT_STRICT] != NULL);
}

/* Runs with the file of findings, when one is asked for. */
static int run_annotated(const struct cli_args *args, struct check_run *run)
{
	const char *path = args->value[OPT_ANNOTATE];
	struct aside rows;
	int code;

	if (path == NULL)
		return run_checks(args, run);
	if (documents_include((const char *const *)args->operands, (size_t)args->operands_length, path))
		return cli_usage_error(args->command,
		                       "--annotate cannot write over '%s', which is one of the files to be "
		                       "checked; write to another",
		                       path);
	if (!aside_open(&rows, path)) {
		cli_error(path, "it cannot be written (%s)", strerror(errno));
		return CLI_INTERNAL;
	}
	run->rows = &rows;
	run->alone = args->operands_length == 1;
	code = run_checks(args, run);
	if (code == CLI_INTERNAL) {
		aside_cancel(&rows);
		return code;
	}
	if (!aside_commit(&rows)) {
		cli_error(path, "it could not be written in full (%s)", strerror(errno));
		return CLI_INTERNAL;
	}
	return code;
}

static int run_with(const struct cli_args *args, const struct check_options *how)
{
	struct check_run run = { .how = how,
		                 .json = args->value[OPT_JSON] != NULL,
		                 .quiet = args->value[OPT_QUIET] != NULL };
	struct findings of_profile = { 0 };
	int code;

	run.checker = checker_new(mipsia_rulebook_builtin(), how);
	if (run.checker == NULL) {
		cli_error(NULL, "out of memory; close other programs");
		return CLI_INTERNAL;
	}
	check_profile(run.checker, &of_profile);
	if (!run.quiet)
		report_findings(args->value[OPT_PROFILE], &of_profile);
	if (!run.quiet && !run.json)
		run.people = check_people_new();
	run.json = run.json && !run.quiet;
	code = of_profile.errors > 0 ? CLI_INPUT : run_annotated(args, &run);
	findings_free(&of_profile);
	check_people_free(run.people);
	checker_free(run.checker);
	return code;
}

static int run(const struct cli_args *args)
{
	struct check_options how = { .test_identifiers = args->value[OPT_TEST] != NULL };
	int code;

	if (args->value[OPT_YEAR] != NULL &&
	    !catalogue_read_year(args->command, args->value[OPT_YEAR], &how.year))
		return CLI_USAGE;
	if (args->value[OPT_PROFILE] != NULL) {
		how.profile = read_profile(args->value[OPT_PROFILE]);
		if (how.profile == NULL)
			return CLI_INPUT;
	}
	code = run_with(args, &how);
	json_decref(how.profile);
	return code;
}

const struct cli_command cmd_check = {
	.name = "check",
	.operands = "FILE...",
	.summary = "Say everything that is wrong or doubtful in files before they are submitted",
	.description = "Reads QPP JSON, QRDA III, the XML of 2017, cases, clinician rosters and activity "
		       "records (CSV or xlsx), and folders and zip files of them; '-' is standard input. "
		       "What a file is, is seen by what it holds.\n\nErrors are what CMS's Submissions API, "
		       "its QRDA III converter or the official rules would refuse; warnings what they accept "
		       "although it is doubtful, or lose without a word. Each says who says so, where it is "
		       "and what to do. A fault that comes more than once is told once. The exit code is 1 "
		       "when there is an error; with --strict, also when there is a warning.\n\nNo TIN is "
		       "shown: in the names of files as well, runs of nine digits are masked, but for --json "
		       "and --annotate, which name files exactly. Nothing is sent anywhere.",
	.options = options,
	.options_length = CLI_LENGTH(options),
	.operands_min = 1,
	.operands_max = CLI_ANY_OPERANDS,
	.operand = CLI_OPERAND_FILE,
	.examples = examples,
	.examples_length = CLI_LENGTH(examples),
	.run = run,
};
