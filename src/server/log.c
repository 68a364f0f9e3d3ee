/* log.c - JSON lines through a bounded buffer. */
#include "server/log.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "formats/outbuf.h"
#include "formats/sheet_utf8.h"

static const char *const level_names[LOG_LEVELS_END] = { "error", "warning", "info", "debug" };

struct server_log {
	int fd;
	enum log_level level;
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t filled;
	bool ending;
	uint64_t dropped;
	struct outbuf waiting; /* writers append here */
	struct outbuf writing; /* the thread's */
};

bool log_level_parse(const char *text, enum log_level *level)
{
	for (unsigned i = 0; i < LOG_LEVELS_END; i++)
		if (strcmp(text, level_names[i]) == 0) {
			*level = (enum log_level)i;
			return true;
		}
	return false;
}

const char *log_level_name(enum log_level level)
{
	return level_names[level];
}

static void put_time(struct outbuf *out)
{
	struct timespec now;
	struct tm utc;

	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &utc);
	outbuf_format(out, "{\"time\":\"%04d-%02d-%02dT%02d:%02d:%02d.%03ldZ\"", utc.tm_year + 1900,
	              utc.tm_mon + 1, utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec,
	              now.tv_nsec / 1000000);
}

/* Text of any kind as a JSON string: cut at `max` bytes, '?' for what is not UTF-8. */
static void put_text(struct outbuf *out, const char *text, size_t max)
{
	size_t length = strnlen(text, max);
	uint32_t point;

	outbuf_literal(out, "\"");
	for (size_t at = 0; at < length;) {
		size_t n = sheet_utf8_read(text + at, length - at, &point);

		if (n == 0)
			outbuf_literal(out, "?");
		else
			outbuf_json_inner(out, text + at, n);
		at += n == 0 ? 1 : n;
	}
	outbuf_literal(out, "\"");
}

static void put_line(struct outbuf *out, enum log_level level, const char *event,
                     const struct log_value *values, unsigned length)
{
	put_time(out);
	outbuf_format(out, ",\"level\":\"%s\",\"event\":\"%s\"", level_names[level], event);
	for (unsigned i = 0; i < length; i++) {
		outbuf_format(out, ",\"%s\":", values[i].name);
		if (values[i].text != NULL)
			put_text(out, values[i].text, LOG_LINE_MAX / 4);
		else
			outbuf_number(out, values[i].number);
	}
	outbuf_literal(out, "}\n");
}

static void write_all(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t n = write(fd, bytes, length);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return; /* nowhere to say so */
		bytes += n;
		length -= (size_t)n;
	}
}

static void write_waiting(struct server_log *log)
{
	write_all(log->fd, log->writing.bytes, log->writing.length);
	log->writing.length = 0;
	log->writing.failed = false;
}

/* Swaps the buffers, so that writers go on while this one is written. */
static void *write_lines(void *payload)
{
	struct server_log *log = payload;
	bool ending = false;

	while (!ending) {
		struct outbuf taken;
		uint64_t dropped;

		pthread_mutex_lock(&log->mutex);
		while (log->waiting.length == 0 && !log->ending)
			pthread_cond_wait(&log->filled, &log->mutex);
		taken = log->waiting;
		log->waiting = log->writing;
		log->writing = taken;
		dropped = log->dropped;
		log->dropped = 0;
		ending = log->ending;
		pthread_mutex_unlock(&log->mutex);
		write_waiting(log);
		if (dropped > 0) {
			struct log_value lines = { .name = "lines", .number = (int64_t)dropped };

			put_line(&log->writing, LOG_WARNING, "log lines dropped", &lines, 1);
			write_waiting(log);
		}
	}
	return NULL;
}

struct server_log *log_new(int fd, enum log_level level)
{
	struct server_log *log = calloc(1, sizeof *log);
	sigset_t all, before;
	bool started;

	if (log == NULL)
		return NULL;
	log->fd = fd;
	log->level = level;
	log->waiting.limit = LOG_BUFFER_MAX;
	log->writing.limit = LOG_BUFFER_MAX;
	pthread_mutex_init(&log->mutex, NULL);
	pthread_cond_init(&log->filled, NULL);
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	started = pthread_create(&log->thread, NULL, write_lines, log) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (!started) {
		pthread_cond_destroy(&log->filled);
		pthread_mutex_destroy(&log->mutex);
		free(log);
		return NULL;
	}
	return log;
}

void log_free(struct server_log *log)
{
	if (log == NULL)
		return;
	pthread_mutex_lock(&log->mutex);
	log->ending = true;
	pthread_cond_signal(&log->filled);
	pthread_mutex_unlock(&log->mutex);
	pthread_join(log->thread, NULL);
	pthread_cond_destroy(&log->filled);
	pthread_mutex_destroy(&log->mutex);
	outbuf_free(&log->waiting);
	outbuf_free(&log->writing);
	free(log);
}

bool log_wants(const struct server_log *log, enum log_level level)
{
	return log != NULL && level <= log->level;
}

void log_write(struct server_log *log, enum log_level level, const char *event,
               const struct log_value *values, unsigned length)
{
	size_t before;

	if (!log_wants(log, level))
		return;
	pthread_mutex_lock(&log->mutex);
	before = log->waiting.length;
	put_line(&log->waiting, level, event, values, length);
	if (log->waiting.failed) {
		log->waiting.length = before;
		log->waiting.failed = false;
		log->dropped++;
	}
	if (before == 0)
		pthread_cond_signal(&log->filled);
	pthread_mutex_unlock(&log->mutex);
}
