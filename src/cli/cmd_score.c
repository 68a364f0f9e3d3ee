/*
 * cmd_score.c - `mipsia score`: submissions in, scores out.
 */
#include <stdlib.h>

#include "cli.h"
#include "scoring.h"

enum { OPT_JSON, OPT_EXPLAIN, OPT_FORMAT, OPT_THREADS, OPT_POLICY };

static const struct cli_option options[] = {
	[OPT_JSON] = { "json", 0, NULL, "Print one line of JSON a case; the same as --format json", "Output",
	               false },
	[OPT_EXPLAIN] = { "explain", 0, NULL, "Add every line of the reckoning with its rule and citation",
	                  "Output", false },
	[OPT_FORMAT] = { "format", 'f', "json|qpp",
	                 "Print JSON: our answer, or the score object of CMS's API", "Output", false },
	[OPT_THREADS] = { "threads", 't', "NUMBER", "Threads to use; by default one a core", "Running",
	                  false },
	[OPT_POLICY] = { "policy", 0, "NAME=READING",
	                 "Another reading of a contested rule, such as apmCreditMode=floor, for cases "
	                 "that state none",
	                 "Rules", true },
};

static const struct cli_example examples[] = {
	{ "mipsia score examples/small-practice-2025.json", "Score one case" },
	{ "mipsia score --json submissions.ndjson > answers.ndjson",
	  "Score a registry's file, an answer a line" },
	{ "zstdcat submissions.ndjson.zst | mipsia score --json -", "Read standard input" },
	{ "mipsia score --format qpp examples/group-2025.json", "The score object that CMS's API returns" },
};

static bool read_threads(const struct cli_args *args, unsigned *threads)
{
	const char *text = args->value[OPT_THREADS];
	char *end;
	long value;

	if (text == NULL)
		return true;
	value = strtol(text, &end, 10);
	if (*text < '0' || *text > '9' || *end != '\0' || value < 1 || value > 256) {
		cli_usage_error(args->command, "--threads cannot be '%s'; give a number from 1 to 256", text);
		return false;
	}
	*threads = (unsigned)value;
	return true;
}

static bool read_format(const struct cli_args *args, enum scoring_format *format)
{
	bool explain = args->value[OPT_EXPLAIN] != NULL;
	bool json = args->value[OPT_JSON] != NULL;
	int choice = 0;

	if (args->value[OPT_FORMAT] != NULL) {
		choice = cli_choice(args, OPT_FORMAT);
		if (choice < 0)
			return false;
		json = true;
	}
	if (choice == 1 && (explain || args->value[OPT_JSON] != NULL)) {
		cli_usage_error(args->command,
		                "--format qpp has a shape of its own; leave out --json and --explain");
		return false;
	}
	if (choice == 1)
		*format = SCORING_QPP;
	else if (json)
		*format = explain ? SCORING_JSON_EXPLAINED : SCORING_JSON;
	else
		*format = explain ? SCORING_EXPLAINED : SCORING_TABLE;
	return true;
}

static int run(const struct cli_args *args)
{
	struct scoring scoring = { .format = SCORING_TABLE };

	if (!read_format(args, &scoring.format) || !read_threads(args, &scoring.threads) ||
	    !scoring_read_policies(args, OPT_POLICY, &scoring.policies))
		return CLI_USAGE;
	return scoring_run(args, &scoring);
}

const struct cli_command cmd_score = {
	.name = "score",
	.operands = "[FILE...]",
	.summary = "Score submissions",
	.description = "Reads cases (docs/case-format.md) and prints the score of the improvement "
		       "activities category: points of 40, the category's weight, and what it adds to the "
		       "final score. A case is a submission as CMS knows it, or one with a profile, "
		       "participation and policies beside it.\n\n"
		       "A FILE holds one case, a JSON array of cases, or NDJSON, one case a line; - is "
		       "standard input, and so is no FILE at all. Answers come in the order of the cases. "
		       "A case that cannot be scored has errors instead of figures, never a made-up 0; "
		       "the others are scored all the same, and the exit code is 1.",
	.options = options,
	.options_length = CLI_LENGTH(options),
	.operands_min = 0,
	.operands_max = CLI_ANY_OPERANDS,
	.operand = CLI_OPERAND_FILE,
	.examples = examples,
	.examples_length = CLI_LENGTH(examples),
	.run = run,
};
