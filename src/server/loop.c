/* loop.c - a thread that turns: waits for the network, lets the library serve it. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server/loop_state.h"

#define TICK_MILLISECONDS 250
#define MEMORY_A_CONNECTION (32 << 10) /* what does not fit gets the library's own 414 or 431 */
#define TLS_PRIORITIES "SECURE128:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"

/* ---- connections ---- */

void connection_enter(struct connection *connection, enum connection_state state, uint64_t now)
{
	connection->state = state;
	connection->since = now;
	connection->is_seen = false;
}

static void name_peer(struct MHD_Connection *handle, char peer[INET6_ADDRSTRLEN])
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(handle, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	const struct sockaddr *address = info == NULL ? NULL : info->client_addr;
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;

	peer[0] = '\0';
	if (address != NULL && address->sa_family == AF_INET) {
		memcpy(&v4, address, sizeof v4);
		inet_ntop(AF_INET, &v4.sin_addr, peer, INET6_ADDRSTRLEN);
	} else if (address != NULL && address->sa_family == AF_INET6) {
		memcpy(&v6, address, sizeof v6);
		inet_ntop(AF_INET6, &v6.sin6_addr, peer, INET6_ADDRSTRLEN);
	}
}

static void open_connection(struct loop *loop, struct MHD_Connection *handle, void **context)
{
	struct connection *connection = calloc(1, sizeof *connection);
	int fd = MHD_get_connection_info(handle, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;

	*context = connection;
	atomic_fetch_add_explicit(&loop->open, 1, memory_order_relaxed);
	metric_add(&loop->metrics.accepted, 1);
	if (connection == NULL) {
		shutdown(fd, SHUT_RDWR);
		return;
	}
	connection->fd = fd;
	connection->linger_fd = -1;
	connection_enter(connection, CONNECTION_NEW, loop->now);
	name_peer(handle, connection->peer);
	connection->next = loop->connections;
	if (connection->next != NULL)
		connection->next->previous = connection;
	loop->connections = connection;
}

static void close_connection(struct loop *loop, struct connection *connection)
{
	/* at its limit the library looks at the listening socket only when it runs again */
	loop->again = true;
	atomic_fetch_sub_explicit(&loop->open, 1, memory_order_relaxed);
	if (connection == NULL)
		return;
	if (connection->linger_fd >= 0)
		linger_add(&loop->linger, connection->linger_fd, loop->now);
	if (connection->previous != NULL)
		connection->previous->next = connection->next;
	else
		loop->connections = connection->next;
	if (connection->next != NULL)
		connection->next->previous = connection->previous;
	free(connection);
}

static void note_connection(void *payload, struct MHD_Connection *handle, void **context,
                            enum MHD_ConnectionNotificationCode code)
{
	struct loop *loop = payload;

	if (code == MHD_CONNECTION_NOTIFY_STARTED)
		open_connection(loop, handle, context);
	else
		close_connection(loop, *context);
}

/* The library sees the end of the connection and closes it. */
static void cut(struct connection *connection)
{
	connection->is_cut = true;
	shutdown(connection->fd, SHUT_RDWR);
}

/* ---- time ---- */

static uint64_t seconds(unsigned count)
{
	return (uint64_t)count * 1000;
}

static uint64_t time_for(uint64_t bytes)
{
	return bytes * 1000 / HTTP_BYTES_A_SECOND;
}

/* Of an answer; what a callback has made so far, when only it knows. */
static uint64_t bytes_to_send(const struct exchange *exchange)
{
	return exchange->response.length == UINT64_MAX ? exchange->sent : exchange->response.length;
}

/* When a connection has taken too long. */
static uint64_t deadline_of(const struct connection *connection, const struct http_options *options)
{
	const struct exchange *exchange = connection->exchange;
	uint64_t bytes;

	switch (connection->state) {
	case CONNECTION_NEW:
		return connection->since + seconds(options->header_seconds);
	case CONNECTION_IDLE:
		return connection->since + seconds(options->idle_seconds) + seconds(options->header_seconds);
	case CONNECTION_RECEIVING:
		bytes = exchange == NULL ? 0 : exchange->received;
		return connection->since + seconds(options->body_seconds) + time_for(bytes);
	case CONNECTION_SENDING:
		bytes = exchange == NULL ? 0 : bytes_to_send(exchange);
		return connection->since + seconds(options->send_seconds) + time_for(bytes);
	default:
		return UINT64_MAX;
	}
}

static void cut_slow_ones(struct loop *loop)
{
	for (struct connection *c = loop->connections; c != NULL; c = c->next)
		if (!c->is_cut && loop->now > deadline_of(c, &loop->server->options)) {
			metric_add(&loop->metrics.slow, 1);
			cut(c);
		}
}

/* True when the client has closed its half and all that it sent has been read. */
static bool is_gone(int fd)
{
	char byte;

	return recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

/*
 * The library overlooks the end of a connection that comes together with its last bytes
 * (having read less than it could it waits for an event, which has been). So whoever
 * waits for a client looks once after each progress.
 */
static void cut_gone_ones(struct loop *loop)
{
	for (struct connection *c = loop->connections; c != NULL; c = c->next) {
		uint64_t received = c->exchange == NULL ? 0 : c->exchange->received;

		if (c->is_cut || c->state == CONNECTION_WORKING || c->state == CONNECTION_SENDING ||
		    (c->is_seen && received == c->seen_received))
			continue;
		c->is_seen = true;
		c->seen_received = received;
		if (is_gone(c->fd))
			cut(c);
	}
}

/* ---- stopping ---- */

static void quieten(struct loop *loop)
{
	MHD_socket fd = MHD_quiesce_daemon(loop->daemon);

	if (fd != MHD_INVALID_SOCKET)
		close(fd);
	loop->is_quiet = true;
}

/* Closes connections that only wait; all of them when `every`. */
static void cut_waiting(struct loop *loop, bool every)
{
	for (struct connection *c = loop->connections; c != NULL; c = c->next)
		if (!c->is_cut && c->state != CONNECTION_WORKING &&
		    (every || c->state == CONNECTION_NEW || c->state == CONNECTION_IDLE))
			cut(c);
}

/* ---- the loop ---- */

void loop_wake(struct loop *loop)
{
	uint64_t one = 1;
	int before = errno;
	ssize_t written = write(loop->wake_fd, &one, sizeof one);

	(void)written; /* full means that it will wake */
	errno = before;
}

void loop_finished(struct exchange *exchange)
{
	struct loop *loop = exchange->loop;
	bool was_empty;

	pthread_mutex_lock(&loop->mutex);
	was_empty = loop->finished == NULL;
	exchange->job.next = loop->finished;
	loop->finished = &exchange->job;
	pthread_mutex_unlock(&loop->mutex);
	if (was_empty)
		loop_wake(loop);
}

static void take_finished(struct loop *loop)
{
	struct job *job;

	pthread_mutex_lock(&loop->mutex);
	job = loop->finished;
	loop->finished = NULL;
	pthread_mutex_unlock(&loop->mutex);
	while (job != NULL) {
		struct job *next = job->next;
		struct exchange *exchange = exchange_of(job);

		exchange->phase = EXCHANGE_ANSWERED;
		loop->working--;
		MHD_resume_connection(exchange->connection);
		job = next;
	}
}

static int wait_milliseconds(struct loop *loop)
{
	MHD_UNSIGNED_LONG_LONG library;

	if (loop->again)
		return 0;
	if (MHD_get_timeout(loop->daemon, &library) == MHD_YES && library < TICK_MILLISECONDS)
		return (int)library;
	return TICK_MILLISECONDS;
}

/*
 * Waiting is ours: the library's own waiting stalls when exactly 128 sockets are
 * ready (it collects them, then waits again before it serves them). Resuming a
 * connection does not wake it either; hence wake_fd.
 */
static void turn(struct loop *loop)
{
	struct pollfd polled[2 + LINGER_MAX] = {
		{ .fd = loop->epoll_fd, .events = POLLIN },
		{ .fd = loop->wake_fd, .events = POLLIN },
	};
	unsigned lingering = linger_poll(&loop->linger, polled + 2);
	uint64_t wakes;

	if (poll(polled, 2 + lingering, wait_milliseconds(loop)) < 0)
		for (unsigned i = 0; i < 2 + lingering; i++)
			polled[i].revents = 0;
	loop->now = clock_milliseconds();
	loop->again = false;
	if (polled[1].revents != 0 && read(loop->wake_fd, &wakes, sizeof wakes) > 0)
		take_finished(loop);
	linger_serve(&loop->linger, polled + 2, lingering, loop->now);
	MHD_run_wait(loop->daemon, 0);
	if (loop->now >= loop->next_tick) {
		loop->next_tick = loop->now + TICK_MILLISECONDS;
		cut_slow_ones(loop);
		cut_gone_ones(loop);
	}
}

bool loop_run(struct loop *loop)
{
	uint64_t deadline = UINT64_MAX;

	while (loop_connections(loop) > 0 || !loop->is_quiet) {
		turn(loop);
		if (!atomic_load(&loop->server->stopping))
			continue;
		if (!loop->is_quiet) {
			quieten(loop);
			deadline = loop->now + seconds(loop->server->options.stop_seconds);
		}
		cut_waiting(loop, loop->now >= deadline);
		if (loop->now >= deadline && loop->working > 0)
			return false;
	}
	return true;
}

/* ---- beginning and end ---- */

/* Only the library's own words: its arguments may be a client's. */
static void log_library(void *payload, const char *format, va_list arguments)
{
	struct loop *loop = payload;
	struct log_value values[] = { { .name = "says", .text = format } };

	(void)arguments;
	log_write(loop->server->options.log, LOG_DEBUG, "library", values, 1);
}

/* As the library would, but for characters: the target is decoded by http_target.c. */
static size_t leave_encoded(void *payload, struct MHD_Connection *handle, char *text)
{
	(void)payload;
	(void)handle;
	return strlen(text);
}

static struct MHD_Daemon *start_daemon(struct loop *loop, int fd)
{
	const struct http_options *options = &loop->server->options;
	unsigned share = (options->connections + loop->server->loops_length - 1) / loop->server->loops_length;
	bool tls = options->certificate != NULL;
	struct MHD_OptionItem secure[] = {
		{ MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)(uintptr_t)options->certificate },
		{ MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)(uintptr_t)options->key },
		{ MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)(uintptr_t)TLS_PRIORITIES },
		{ MHD_OPTION_END, 0, NULL },
	};
	struct MHD_OptionItem none[] = { { MHD_OPTION_END, 0, NULL } };
	unsigned flags =
		MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG | (tls ? MHD_USE_TLS : 0);

	return MHD_start_daemon(flags, loop->server->port, NULL, NULL, loop_take_request, loop,
	                        MHD_OPTION_EXTERNAL_LOGGER, log_library, loop, /* first: it logs the rest */
	                        MHD_OPTION_LISTEN_SOCKET, fd,                  /* */
	                        MHD_OPTION_URI_LOG_CALLBACK, loop_begin_request, loop,                /* */
	                        MHD_OPTION_UNESCAPE_CALLBACK, leave_encoded, NULL,                    /* */
	                        MHD_OPTION_NOTIFY_COMPLETED, loop_end_request, loop,                  /* */
	                        MHD_OPTION_NOTIFY_CONNECTION, note_connection, loop,                  /* */
	                        MHD_OPTION_CONNECTION_LIMIT, share,                                   /* */
	                        MHD_OPTION_PER_IP_CONNECTION_LIMIT, options->connections_per_address, /* */
	                        MHD_OPTION_CONNECTION_TIMEOUT, options->idle_seconds,                 /* */
	                        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)MEMORY_A_CONNECTION,      /* */
	                        MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1,                                 /* */
	                        MHD_OPTION_ARRAY, tls ? secure : none,                                /* */
	                        MHD_OPTION_END);
}

static bool start(struct loop *loop)
{
	int fd = fcntl(loop->server->listen_fd, F_DUPFD_CLOEXEC, 0);
	const union MHD_DaemonInfo *info;

	if (fd < 0)
		return false;
	loop->daemon = start_daemon(loop, fd);
	if (loop->daemon == NULL) {
		close(fd);
		return false;
	}
	info = MHD_get_daemon_info(loop->daemon, MHD_DAEMON_INFO_EPOLL_FD);
	loop->epoll_fd = info->epoll_fd;
	return true;
}

struct loop *loop_new(struct http_server *server, unsigned number, char *why, size_t why_size)
{
	struct loop *loop = aligned_alloc(_Alignof(struct loop), sizeof *loop);

	snprintf(why, why_size, "%s",
	         server->options.certificate == NULL
	                 ? "There is not enough memory, or too many files are open."
	                 : "The certificate and its key cannot be used. Both must be PEM, and belong "
	                   "together.");
	if (loop == NULL)
		return NULL;
	memset(loop, 0, sizeof *loop);
	loop->server = server;
	loop->number = number;
	loop->now = clock_milliseconds();
	pthread_mutex_init(&loop->mutex, NULL);
	loop->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (loop->wake_fd >= 0 && start(loop))
		return loop;
	loop_free(loop);
	return NULL;
}

void loop_free(struct loop *loop)
{
	if (loop == NULL)
		return;
	if (loop->daemon != NULL)
		MHD_stop_daemon(loop->daemon);
	linger_close_all(&loop->linger);
	while (loop->spares_length > 0)
		free(loop->spares[--loop->spares_length]);
	if (loop->wake_fd >= 0)
		close(loop->wake_fd);
	pthread_mutex_destroy(&loop->mutex);
	free(loop);
}

const struct metrics *loop_metrics(const struct loop *loop)
{
	return &loop->metrics;
}

unsigned loop_connections(const struct loop *loop)
{
	return atomic_load_explicit(&loop->open, memory_order_relaxed);
}
