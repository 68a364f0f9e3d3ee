/* backup_show.c - see backup_show.h. */
#include "backup_show.h"

#include <signal.h>

#include "cli.h"
#include "services/words.h"

static volatile sig_atomic_t interrupted;

static void note_signal(int number)
{
	(void)number;
	interrupted = 1;
}

static bool show_progress(int64_t done, int64_t total, void *payload)
{
	struct backup_show *show = payload;
	char sizes[2][BACKUP_SIZE];

	if (show->counts_files) {
		progress_show(&show->progress, "%s: %lld of %lld", show->doing, (long long)done,
		              (long long)total);
	} else {
		backup_show_size(done, sizes[0]);
		backup_show_size(total > done ? total : done, sizes[1]);
		progress_show(&show->progress, "%s: %s of %s", show->doing, sizes[0], sizes[1]);
	}
	return !interrupted;
}

static void show_note(const char *sentence, void *payload)
{
	struct backup_show *show = payload;

	progress_end(&show->progress);
	show->notes++;
	cli_error(NULL, "%s", sentence);
}

/* A signal that was ignored (nohup) stays so. */
static void catch_signal(int number)
{
	struct sigaction action = { .sa_handler = note_signal, .sa_flags = SA_RESTART };
	struct sigaction before;

	sigemptyset(&action.sa_mask);
	if (sigaction(number, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
		sigaction(number, &action, NULL);
}

void backup_show_begin(struct backup_show *show, const char *doing, struct backup_job *job)
{
	*show = (struct backup_show){ .doing = doing };
	progress_begin(&show->progress);
	job->progress = show_progress;
	job->note = show_note;
	job->payload = show;
	catch_signal(SIGINT);
	catch_signal(SIGTERM);
	catch_signal(SIGHUP);
}

int backup_show_end(struct backup_show *show, enum backup_outcome outcome, const struct backup_result *result)
{
	progress_end(&show->progress);
	if (result->message[0] != '\0')
		cli_error(NULL, "%s", result->message);
	switch (outcome) {
	case BACKUP_DONE:
		return CLI_OK;
	case BACKUP_FINDINGS:
		return CLI_FINDINGS;
	case BACKUP_REFUSED:
		return CLI_USAGE;
	case BACKUP_UNREADABLE:
		return CLI_INPUT;
	default:
		return CLI_INTERNAL;
	}
}

void backup_show_size(int64_t bytes, char out[BACKUP_SIZE])
{
	static const char *const units[] = { "kB", "MB", "GB", "TB" };
	double size = (double)bytes / 1000;
	size_t unit = 0;

	if (bytes < 1000) {
		snprintf(out, BACKUP_SIZE, "%lld byte%s", (long long)bytes, words_plural((long)bytes));
		return;
	}
	while (size >= 999.95 && unit < 3) {
		size /= 1000;
		unit++;
	}
	snprintf(out, BACKUP_SIZE, "%.1f %s", size, units[unit]);
}

void backup_show_evidence(int64_t count, char out[BACKUP_SIZE + 16])
{
	snprintf(out, BACKUP_SIZE + 16, "%lld evidence file%s", (long long)count, words_plural((long)count));
}
