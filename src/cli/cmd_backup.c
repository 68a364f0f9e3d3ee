/*
 * cmd_backup.c - `mipsia backup`: the workbench's records into one file.
 */
#include <stdlib.h>

#include "backup_show.h"
#include "cli.h"
#include "data_folder.h"

enum { OPT_DATA, OPT_FORCE };

static const struct cli_option options[] = {
	[OPT_DATA] = { "data", 'd', "FOLDER", "Folder with the records (default: mipsia in your data folder)",
	               "Records", false },
	[OPT_FORCE] = { "force", 'f', NULL, "Write over a file of that name", "Output", false },
};

static const struct cli_example examples[] = {
	{ "mipsia backup mipsia-2026-10-03.tar.zst", "Save the records of mipsia serve without options" },
	{ "mipsia backup --data /srv/mipsia /mnt/backup/mipsia-2026-10-03.tar.zst",
	  "Save everything but the key; the server may go on" },
};

static void tell(const struct cli_args *args, const struct backup_result *result)
{
	char evidence[BACKUP_SIZE + 16];
	char size[BACKUP_SIZE];

	backup_show_evidence(result->evidence, evidence);
	backup_show_size(result->bytes, size);
	fputs("The backup was written to ", stdout);
	cli_put_clean(stdout, args->operands[0]);
	printf(": the records of %s and %s, %s unpacked.\n", result->created_at, evidence, size);
	if (!result->has_key)
		return;
	if (result->key[0] != '\0') {
		fputs("The key is not in it. Keep a copy of ", stdout);
		cli_put_clean(stdout, result->key);
		fputs(" apart from the backup: without the key no TIN can be read again.\n", stdout);
	} else {
		fputs("The key is not in it. Keep a copy of the key file that mipsia serve uses apart from "
		      "the "
		      "backup: without the key no TIN can be read again.\n",
		      stdout);
	}
	fputs("Evidence is not encrypted in it: keep the backup as safe as the folder.\n", stdout);
}

static int run(const struct cli_args *args)
{
	char *folder = data_folder(args->value[OPT_DATA]);
	struct backup_job job = { .folder = folder,
		                  .file = args->operands[0],
		                  .force = args->value[OPT_FORCE] != NULL };
	static struct backup_result result;
	struct backup_show show;
	enum backup_outcome outcome;
	int code;

	backup_show_begin(&show, "saving", &job);
	outcome = backup_write(&job, &result);
	code = backup_show_end(&show, outcome, &result);
	if (outcome == BACKUP_DONE || outcome == BACKUP_FINDINGS)
		tell(args, &result);
	free(folder);
	return code;
}

const struct cli_command cmd_backup = {
	.name = "backup",
	.operands = "FILE",
	.summary = "Save the workbench's records and evidence into one file",
	.description =
		"FILE holds one state of the records and every evidence file that they name, with a checksum "
		"of each. People may go on working: the server need not be stopped. FILE is there only when "
		"it is whole.\n\n"
		"The key that TINs are sealed with is not in it. Keep a copy of the key file in another "
		"place: whoever has both can read the TINs, and without the key nobody can. Evidence is not "
		"encrypted.\n\n"
		"Evidence that is missing in the folder, or was altered there, is reported, and all else is "
		"saved; the exit code is then 1. Check a backup with mipsia restore --verify.",
	.options = options,
	.options_length = CLI_LENGTH(options),
	.operands_min = 1,
	.operands_max = 1,
	.operand = CLI_OPERAND_FILE,
	.examples = examples,
	.examples_length = CLI_LENGTH(examples),
	.run = run,
};
