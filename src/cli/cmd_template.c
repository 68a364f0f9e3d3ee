/*
 * cmd_template.c - `mipsia template roster|records`: an empty spreadsheet to fill
 * in.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "catalogue.h"
#include "cli.h"
#include "formats/sheet_save.h"
#include "formats/sheet_template.h"

enum { OPT_FORMAT, OPT_YEAR, OPT_OUTPUT };

enum { FORMAT_CSV, FORMAT_XLSX };

static const struct cli_option options[] = {
	[OPT_FORMAT] = { "format", 'f', "csv|xlsx",
	                 "Kind of file; by default as the output's name ends, else csv", "Output", false },
	[OPT_YEAR] = { "year", 'y', "YEAR", "Performance year of the example and the lists", "Output",
	               false },
	[OPT_OUTPUT] = { "output", 'o', "FILE", "Write to this file", "Output", false },
};

static const struct cli_example examples[] = {
	{ "mipsia template records --output records.xlsx",
	  "A workbook with lists to choose activities from" },
	{ "mipsia template roster > roster.csv", "A roster as comma-separated values" },
};

static bool ends_with(const char *text, const char *end)
{
	size_t length = strlen(text);

	return length >= strlen(end) && strcasecmp(text + length - strlen(end), end) == 0;
}

/* FORMAT_CSV or FORMAT_XLSX, or -1 after reporting. */
static int chosen_format(const struct cli_args *args)
{
	const char *output = args->value[OPT_OUTPUT];

	if (args->value[OPT_FORMAT] != NULL)
		return cli_choice(args, OPT_FORMAT);
	return output != NULL && ends_with(output, ".xlsx") ? FORMAT_XLSX : FORMAT_CSV;
}

static int report_failure(const char *path)
{
	cli_error(path, "the template could not be written (%s); write elsewhere with --output",
	          strerror(errno));
	return CLI_INTERNAL;
}

static int write_file(const struct sheet_template *template, int format, const char *path)
{
	struct sheet_save save;

	if (!sheet_save_begin(&save, path))
		return report_failure(path);
	if (format == FORMAT_CSV) {
		sheet_template_csv(save.file, template);
	} else if (!sheet_template_xlsx(save.aside, template)) {
		int error = errno;

		sheet_save_abandon(&save);
		errno = error;
		return report_failure(path);
	}
	return sheet_save_commit(&save) ? CLI_OK : report_failure(path);
}

/* libxlsxwriter writes files only: the workbook goes through one that has no
 * other name. */
static int write_workbook_to_stdout(const struct sheet_template *template)
{
	char path[] = "/tmp/mipsia-template-XXXXXX";
	int fd = mkstemp(path);
	char portion[BUFSIZ];
	ssize_t n = -1;

	if (fd < 0)
		return report_failure(path);
	if (sheet_template_xlsx(path, template)) {
		while ((n = read(fd, portion, sizeof portion)) > 0)
			fwrite(portion, 1, (size_t)n, stdout);
	}
	close(fd);
	unlink(path);
	return n == 0 ? CLI_OK : report_failure(path);
}

static int run(const struct cli_args *args)
{
	struct sheet_template template = { .book = mipsia_rulebook_builtin() };
	const char *kind = args->operands[0];
	const char *output = args->value[OPT_OUTPUT];
	int format = chosen_format(args);

	if (format < 0 || !catalogue_year_option(args, OPT_YEAR, &template.year))
		return CLI_USAGE;
	if (strcmp(kind, "roster") == 0)
		template.kind = SHEET_KIND_ROSTER;
	else if (strcmp(kind, "records") == 0)
		template.kind = SHEET_KIND_RECORDS;
	else
		return cli_usage_error(args->command, "there is no template '%s'; give roster or records",
		                       kind);
	if (output != NULL)
		return write_file(&template, format, output);
	if (format == FORMAT_XLSX && isatty(STDOUT_FILENO))
		return cli_usage_error(args->command, "a workbook is no text; name a file with --output");
	if (format == FORMAT_XLSX)
		return write_workbook_to_stdout(&template);
	sheet_template_csv(stdout, &template);
	return CLI_OK;
}

const struct cli_command cmd_template = {
	.name = "template",
	.operands = "roster|records",
	.summary = "Write a spreadsheet to fill in: a roster or activity records",
	.description =
		"A roster lists the clinicians of a practice: TIN, NPI, name, specialty, and from when to "
		"when "
		"they were with it. Activity records say who performed which activity, from when to when, "
		"and "
		"where the evidence is.\n\n"
		"Both have a line with an example, which is ignored when it is left in. In the workbook "
		"(.xlsx) the columns of TINs and NPIs are text, so that Excel keeps leading zeros, and "
		"activities are chosen from a list. Columns may stand in any order, and others may be added.",
	.options = options,
	.options_length = CLI_LENGTH(options),
	.operands_min = 1,
	.operands_max = 1,
	.operand = CLI_OPERAND_NONE,
	.examples = examples,
	.examples_length = CLI_LENGTH(examples),
	.run = run,
};
