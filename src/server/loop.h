/*
 * loop.h - one loop's thread: its connections, and the HTTP library that reads and
 * writes them. Only loop*.c know that library.
 */
#ifndef MIPSIA_SERVER_LOOP_H
#define MIPSIA_SERVER_LOOP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "server/exchange.h"
#include "server/metrics.h"

/* One of the server's loops, listening on a copy of its socket. NULL with a sentence in `why`. */
struct loop *loop_new(struct http_server *server, unsigned number, char *why, size_t why_size);

/* Serves until the server stops and its connections are closed, or until the time to stop
 * is over. False in the latter case when workers still had requests of this loop: it must
 * not be freed then. */
bool loop_run(struct loop *loop);

void loop_free(struct loop *loop); /* NULL is fine */

/* Makes it look at what has changed. From any thread or a signal's handler. */
void loop_wake(struct loop *loop);

/* A worker has filled the answer. */
void loop_finished(struct exchange *exchange);

const struct metrics *loop_metrics(const struct loop *loop);
unsigned loop_connections(const struct loop *loop);

#endif
