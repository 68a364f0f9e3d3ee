/* http_server.c - loops and workers put together. */
#include "server/http_server.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <sodium.h>

#include "server/exchange.h"
#include "server/listen.h"
#include "server/loop.h"
#include "server/server.h"

#define SPARE_FILES 128 /* beyond connections and uploads: databases, exports */

uint64_t clock_milliseconds(void)
{
	return clock_microseconds() / 1000;
}

uint64_t clock_microseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

static void set_default(unsigned *value, unsigned standard, unsigned most)
{
	if (*value == 0)
		*value = standard;
	if (*value > most)
		*value = most;
}

static void fill_defaults(struct http_options *options)
{
	set_default(&options->loops, HTTP_LOOPS_DEFAULT, HTTP_LOOPS_MAX);
	set_default(&options->workers, HTTP_WORKERS_DEFAULT, HTTP_WORKERS_MAX);
	set_default(&options->queue, HTTP_QUEUE_DEFAULT, HTTP_CONNECTIONS_MAX);
	set_default(&options->connections, HTTP_CONNECTIONS_DEFAULT, HTTP_CONNECTIONS_MAX);
	set_default(&options->uploads, HTTP_UPLOADS_DEFAULT, HTTP_CONNECTIONS_MAX);
	set_default(&options->header_seconds, HTTP_HEADER_SECONDS_DEFAULT, UINT16_MAX);
	set_default(&options->idle_seconds, HTTP_IDLE_SECONDS_DEFAULT, UINT16_MAX);
	set_default(&options->body_seconds, HTTP_BODY_SECONDS_DEFAULT, UINT16_MAX);
	set_default(&options->send_seconds, HTTP_SEND_SECONDS_DEFAULT, UINT16_MAX);
	set_default(&options->stop_seconds, HTTP_STOP_SECONDS_DEFAULT, UINT16_MAX);
	if (options->buffered == 0)
		options->buffered = HTTP_BUFFERED_DEFAULT;
}

/* A connection is a file; so is a socket that closes slowly, and an upload. */
static void allow_files(const struct http_options *options)
{
	rlim_t wanted = options->connections + 2 * options->uploads + SPARE_FILES;
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted)
		return;
	limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
	setrlimit(RLIMIT_NOFILE, &limit);
}

static bool prepare(struct http_server *server, char *why, size_t why_size)
{
	const struct http_options *options = &server->options;

	if ((options->certificate == NULL) != (options->key == NULL)) {
		snprintf(why, why_size, "TLS needs both a certificate and its key.");
		return false;
	}
	server->port = options->port;
	server->listen_fd = listen_on(options->address, &server->port, why, why_size);
	if (server->listen_fd < 0)
		return false;
	for (unsigned i = 0; i < server->loops_length; i++) {
		server->loops[i] = loop_new(server, i, why, why_size);
		if (server->loops[i] == NULL)
			return false;
	}
	return true;
}

struct http_server *http_server_new(const struct http_options *options, char *why, size_t why_size)
{
	struct http_server *server;

	if (options->size != sizeof *options || options->admit == NULL || options->handle == NULL ||
	    options->address == NULL || sodium_init() < 0 || (server = calloc(1, sizeof *server)) == NULL) {
		snprintf(why, why_size, "The server's options are incomplete, or there is no memory.");
		return NULL;
	}
	server->options = *options;
	fill_defaults(&server->options);
	if (options->spool_folder != NULL) {
		server->spool_folder = strdup(options->spool_folder);
		server->options.spool_folder = server->spool_folder;
	}
	server->loops_length = server->options.loops;
	server->id_prefix = randombytes_random();
	server->listen_fd = -1;
	signal(SIGPIPE, SIG_IGN);
	allow_files(&server->options);
	if (prepare(server, why, why_size))
		return server;
	http_server_free(server);
	return NULL;
}

uint16_t http_server_port(const struct http_server *server)
{
	return server->port;
}

/* In a worker's thread. */
static void run_job(void *state, struct job *job)
{
	struct exchange *exchange = exchange_of(job);

	exchange->server->options.handle(state, &exchange->request, &exchange->response);
	loop_finished(exchange);
}

struct loop_thread {
	pthread_t thread;
	struct loop *loop;
	bool is_started;
	bool is_done;
};

static void *run_loop(void *payload)
{
	struct loop_thread *thread = payload;

	thread->is_done = loop_run(thread->loop);
	return NULL;
}

/* All loops; the first in this thread. True when all ended in time. */
static bool run_loops(struct http_server *server)
{
	struct loop_thread threads[HTTP_LOOPS_MAX] = { 0 };
	sigset_t all, before;
	bool done = true;

	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	for (unsigned i = 1; i < server->loops_length; i++) {
		threads[i].loop = server->loops[i];
		threads[i].is_started = pthread_create(&threads[i].thread, NULL, run_loop, &threads[i]) == 0;
		if (!threads[i].is_started)
			http_server_stop(server);
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	done = loop_run(server->loops[0]);
	for (unsigned i = 1; i < server->loops_length; i++) {
		if (threads[i].is_started)
			pthread_join(threads[i].thread, NULL);
		done = done && (!threads[i].is_started || threads[i].is_done);
	}
	return done;
}

bool http_server_run(struct http_server *server, char *why, size_t why_size)
{
	const struct http_options *options = &server->options;
	struct workers_options workers = { .count = options->workers,
		                           .queue = options->queue,
		                           .begin = options->begin,
		                           .end = options->end,
		                           .payload = options->payload,
		                           .run = run_job };
	bool done;

	server->workers = workers_new(&workers);
	if (server->workers == NULL) {
		snprintf(why, why_size, "The server's workers could not begin.");
		return false;
	}
	done = run_loops(server);
	/* what is still queued or at work has had its time */
	done = workers_free(server->workers,
	                    clock_milliseconds() + (done ? options->stop_seconds * 1000u : 0)) &&
	       done;
	if (done)
		server->workers = NULL;
	else
		snprintf(why, why_size, "Some requests were still running when the time to stop was over.");
	return done;
}

void http_server_stop(struct http_server *server)
{
	atomic_store(&server->stopping, true);
	for (unsigned i = 0; i < server->loops_length; i++)
		if (server->loops[i] != NULL)
			loop_wake(server->loops[i]);
}

void http_server_free(struct http_server *server)
{
	if (server == NULL)
		return;
	for (unsigned i = 0; i < server->loops_length; i++)
		loop_free(server->loops[i]);
	if (server->listen_fd >= 0)
		close(server->listen_fd);
	free(server->spool_folder);
	free(server);
}

void http_server_metrics(struct http_server *server, struct outbuf *out)
{
	const struct metrics *threads[HTTP_LOOPS_MAX];
	struct gauges gauges = { 0 };
	unsigned queued = 0, busy = 0;

	for (unsigned i = 0; i < server->loops_length; i++) {
		threads[i] = loop_metrics(server->loops[i]);
		gauges.connections += loop_connections(server->loops[i]);
	}
	if (server->workers != NULL)
		workers_load(server->workers, &queued, &busy);
	gauges.queued = queued;
	gauges.busy = busy;
	metrics_write(threads, server->loops_length, &gauges, out);
}
