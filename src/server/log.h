/*
 * log.h - the server's log: one JSON object a line.
 *
 * Writers never wait: lines go to a bounded buffer that a thread empties. When it is
 * full, lines are dropped and a later line says how many. Never log a path, a query, a
 * TIN, an NPI or what a user typed; routes are logged as templates.
 */
#ifndef MIPSIA_SERVER_LOG_H
#define MIPSIA_SERVER_LOG_H

#include <stdbool.h>
#include <stdint.h>

#define LOG_LINE_MAX 1024          /* bytes; longer values are cut */
#define LOG_BUFFER_MAX (256 << 10) /* bytes waiting to be written */

enum log_level { LOG_ERROR, LOG_WARNING, LOG_INFO, LOG_DEBUG, LOG_LEVELS_END };

/* "error" -> LOG_ERROR; false when it is none. */
bool log_level_parse(const char *text, enum log_level *level);
const char *log_level_name(enum log_level level);

struct server_log;

/* Writes lines of this level and those above it to `fd`, which stays the caller's.
 * NULL when there is no memory or no thread. */
struct server_log *log_new(int fd, enum log_level level);
/* Writes what waits, ends the thread. NULL is fine. */
void log_free(struct server_log *log);

/* True when lines of this level are written; false for a NULL log. */
bool log_wants(const struct server_log *log, enum log_level level);

struct log_value {
	const char *name;
	const char *text; /* NULL: the number */
	int64_t number;
};

/* {"time":"2026-11-21T09:30:00.123Z","level":"info","event":"...", values}. Any thread.
 * `event` is a word of ours ("request", "started"). */
void log_write(struct server_log *log, enum log_level level, const char *event,
               const struct log_value *values, unsigned length);

#endif
