/*
 * check_progress.h - a line on the terminal that says how far a long run is. It is
 * shown on stderr only, only on a terminal, and is gone at the end.
 */
#ifndef MIPSIA_CLI_CHECK_PROGRESS_H
#define MIPSIA_CLI_CHECK_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
	bool possible; /* stderr is a terminal */
	bool shown;    /* a line stands there */
	int64_t next;  /* when to show it again, in milliseconds */
};

void progress_begin(struct progress *progress);
/* Shows the line, if the last one is old enough. */
void progress_show(struct progress *progress, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Removes the line. */
void progress_end(struct progress *progress);

#endif
