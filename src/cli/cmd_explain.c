/*
 * cmd_explain.c - `mipsia explain`: a score with the rule behind every point.
 */
#include "cli.h"
#include "scoring.h"

enum { OPT_JSON, OPT_POLICY };

static const struct cli_option options[] = {
	[OPT_JSON] = { "json", 0, NULL, "Print one line of JSON a case, as score --json --explain does",
	               "Output", false },
	[OPT_POLICY] = { "policy", 0, "NAME=READING",
	                 "Another reading of a contested rule, such as apmCreditMode=floor, for cases "
	                 "that state none",
	                 "Rules", true },
};

static const struct cli_example examples[] = {
	{ "mipsia explain examples/group-2025.json", "Every point of a score, with its paragraph" },
	{ "mipsia explain --policy apmCreditMode=floor examples/apm-participant-2024.json",
	  "The same under another reading" },
};

static int run(const struct cli_args *args)
{
	struct scoring scoring = { .format = args->value[OPT_JSON] ? SCORING_JSON_EXPLAINED
		                                                   : SCORING_EXPLAINED };

	if (!scoring_read_policies(args, OPT_POLICY, &scoring.policies))
		return CLI_USAGE;
	return scoring_run(args, &scoring);
}

const struct cli_command cmd_explain = {
	.name = "explain",
	.operands = "[FILE...]",
	.summary = "Explain a score, line by line",
	.description = "Prints the score of each case as numbered lines: the fact, the rule, its value, "
		       "where it stands and how sure we are of it. Points are summed up at the right, so "
		       "that the score can be redone by hand; then come the contested readings that "
		       "decided, what would bring full credit, and what to look at. The text fits 80 "
		       "columns and paper.\n\n"
		       "FILE is read as `mipsia score` reads it.",
	.options = options,
	.options_length = CLI_LENGTH(options),
	.operands_min = 0,
	.operands_max = CLI_ANY_OPERANDS,
	.operand = CLI_OPERAND_FILE,
	.examples = examples,
	.examples_length = CLI_LENGTH(examples),
	.run = run,
};
