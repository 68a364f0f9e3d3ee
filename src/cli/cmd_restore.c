/*
 * cmd_restore.c - `mipsia restore`: a backup back into a folder, or only checked.
 */
#include "backup_show.h"
#include "cli.h"

enum { OPT_DATA, OPT_KEY, OPT_VERIFY };

static const struct cli_option options[] = {
	[OPT_DATA] = { "data", 'd', "FOLDER", "Folder for the records: empty, or not there yet", "Records",
	               false },
	[OPT_KEY] = { "key", 'k', "FILE", "Key file that was kept apart; it is copied into the folder",
	              "Records", false },
	[OPT_VERIFY] = { "verify", 0, NULL, "Only check the backup, and the key when one is named", "Records",
	                 false },
};

static const struct cli_example examples[] = {
	{ "mipsia restore --data /srv/mipsia-new --key mipsia.key mipsia-2026-10-03.tar.zst",
	  "Bring everything back into a new folder" },
	{ "mipsia restore --verify mipsia-2026-10-03.tar.zst", "See whether a backup is whole" },
};

static void tell(const struct cli_args *args, const struct backup_job *job,
                 const struct backup_result *result)
{
	bool verified = args->value[OPT_VERIFY] != NULL;
	char evidence[BACKUP_SIZE + 16];

	backup_show_evidence(result->evidence, evidence);
	if (verified) {
		fputs("The backup is whole: ", stdout);
	} else {
		fputs("Restored to ", stdout);
		cli_put_clean(stdout, job->folder);
		fputs(": ", stdout);
	}
	fputs("the records of ", stdout);
	cli_put_clean(stdout, result->created_at);
	printf(" and %s.\n", evidence);
	if (!result->has_key)
		return;
	if (job->key != NULL) {
		fputs("The key fits.\n", stdout);
	} else if (verified) {
		fputs("Whether a key fits was not looked at; name it with --key.\n", stdout);
	} else {
		fputs("The key is still missing: copy the key file that was kept apart to ", stdout);
		cli_put_clean(stdout, job->folder);
		fputs("/mipsia.key, readable for its owner alone, before mipsia serve.\n", stdout);
	}
}

static int run(const struct cli_args *args)
{
	bool verify = args->value[OPT_VERIFY] != NULL;
	struct backup_job job = { .folder = args->value[OPT_DATA],
		                  .file = args->operands[0],
		                  .key = args->value[OPT_KEY] };
	static struct backup_result result;
	struct backup_show show;
	enum backup_outcome outcome;
	int code;

	if (job.folder == NULL && !verify)
		return cli_usage_error(args->command,
		                       "--data is missing; name a folder for the records, or --verify");
	if (job.folder != NULL && verify)
		return cli_usage_error(args->command, "--verify restores nothing; leave out --data");
	backup_show_begin(&show, verify ? "checking" : "restoring", &job);
	outcome = verify ? backup_verify(&job, &result) : backup_restore(&job, &result);
	code = backup_show_end(&show, outcome, &result);
	if (outcome == BACKUP_DONE || outcome == BACKUP_FINDINGS)
		tell(args, &job, &result);
	return code;
}

const struct cli_command cmd_restore = {
	.name = "restore",
	.operands = "FILE",
	.summary = "Bring a backup back into a new folder, or check it",
	.description =
		"FILE is what mipsia backup wrote. Everything is checked before anything is in its place: "
		"every checksum, the database, the history, and that the key is the one of these records. "
		"When something is wrong nothing is left behind.\n\n"
		"The folder must be empty or not there: records are never overwritten. The key is not in a "
		"backup; name the file that was kept apart with --key. Restored without it, the records wait "
		"for it: mipsia serve makes no new key for them.\n\n"
		"--verify unpacks the records into a folder of TMPDIR (by default /tmp) for the time of the "
		"check.",
	.options = options,
	.options_length = CLI_LENGTH(options),
	.operands_min = 1,
	.operands_max = 1,
	.operand = CLI_OPERAND_FILE,
	.examples = examples,
	.examples_length = CLI_LENGTH(examples),
	.run = run,
};
