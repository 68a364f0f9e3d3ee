/*
 * backup_show.h - what `backup`, `restore` and `store` share: the line of progress,
 * an end by the keyboard that leaves nothing half done, notes, exit codes.
 */
#ifndef MIPSIA_CLI_BACKUP_SHOW_H
#define MIPSIA_CLI_BACKUP_SHOW_H

#include "check_progress.h"
#include "services/backup.h"

struct backup_show {
	struct progress progress;
	const char *doing; /* "saving" */
	bool counts_files; /* progress is of files, else of bytes */
	long notes;
};

/* Fills the job's functions. From here on Ctrl-C stops the work, not the program. */
void backup_show_begin(struct backup_show *show, const char *doing, struct backup_job *job);
/* Removes the line, reports what went wrong, and says the exit code. */
int backup_show_end(struct backup_show *show, enum backup_outcome outcome,
                    const struct backup_result *result);

/* "123 bytes", "1.5 MB" */
#define BACKUP_SIZE 32
void backup_show_size(int64_t bytes, char out[BACKUP_SIZE]);
/* "1 evidence file", "2 evidence files" */
void backup_show_evidence(int64_t count, char out[BACKUP_SIZE + 16]);

#endif
