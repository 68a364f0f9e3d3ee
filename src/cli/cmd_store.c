/*
 * cmd_store.c - `mipsia store check`: whether the workbench's folder is sound.
 */
#include <stdlib.h>
#include <string.h>

#include "backup_show.h"
#include "cli.h"
#include "data_folder.h"
#include "services/words.h"

enum { OPT_DATA };

static const struct cli_option options[] = {
	[OPT_DATA] = { "data", 'd', "FOLDER", "Folder with the records (default: mipsia in your data folder)",
	               "Records", false },
};

static const struct cli_example examples[] = {
	{ "mipsia store check --data /srv/mipsia",
	  "See whether the database, the history and all evidence are as they were written" },
};

static int check(const char *folder)
{
	struct backup_job job = { .folder = folder };
	static struct backup_result result;
	struct backup_show show;
	enum backup_outcome outcome;
	char evidence[BACKUP_SIZE + 16];
	int code;

	backup_show_begin(&show, "evidence files checked", &job);
	show.counts_files = true;
	outcome = backup_check_folder(&job, &result);
	code = backup_show_end(&show, outcome, &result);
	if (outcome == BACKUP_FINDINGS)
		printf("%ld thing%s wrong; see above.\n", show.notes, show.notes == 1 ? " is" : "s are");
	if (outcome != BACKUP_DONE)
		return code;
	backup_show_evidence(result.evidence, evidence);
	printf("All is well: the database, %lld event%s of the history, %s%s.\n", (long long)result.events,
	       words_plural((long)result.events), evidence,
	       result.key[0] != '\0' ? ", and the key fits" : "");
	return code;
}

static int run(const struct cli_args *args)
{
	char *folder;
	int code;

	if (strcmp(args->operands[0], "check") != 0)
		return cli_usage_error(args->command, "there is no '%s'; give check", args->operands[0]);
	folder = data_folder(args->value[OPT_DATA]);
	code = check(folder);
	free(folder);
	return code;
}

const struct cli_command cmd_store = {
	.name = "store",
	.operands = "check",
	.summary = "Check the workbench's folder: database, history, evidence",
	.description =
		"Reads everything in the folder: the database checks itself, each event of the history must "
		"follow from the one before it, and each evidence file must be as it was when it was added. "
		"The server need not be stopped. Nothing is changed.\n\n"
		"What is wrong is told with what to do; the exit code is then 1.",
	.options = options,
	.options_length = CLI_LENGTH(options),
	.operands_min = 1,
	.operands_max = 1,
	.operand = CLI_OPERAND_NONE,
	.examples = examples,
	.examples_length = CLI_LENGTH(examples),
	.run = run,
};
