/* check_progress.c - see check_progress.h. */
#include "check_progress.h"

#include <stdarg.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define FIRST_AFTER 500 /* milliseconds: short runs show nothing */
#define EVERY 200

static int64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

void progress_begin(struct progress *progress)
{
	*progress = (struct progress){ .possible = isatty(STDERR_FILENO) != 0, .next = now() + FIRST_AFTER };
}

void progress_show(struct progress *progress, const char *format, ...)
{
	va_list values;

	if (!progress->possible || now() < progress->next)
		return;
	progress->next = now() + EVERY;
	progress->shown = true;
	fputs("\r\033[K", stderr);
	va_start(values, format);
	vfprintf(stderr, format, values);
	va_end(values);
	fflush(stderr);
}

void progress_end(struct progress *progress)
{
	if (progress->shown)
		fputs("\r\033[K", stderr);
	progress->shown = false;
}
