/* loop_exchange.c - a request's way through the library's callbacks. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "server/loop_state.h"

struct connection *loop_connection_of(struct MHD_Connection *handle)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(handle, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

	return info == NULL ? NULL : info->socket_context;
}

/* A few exchanges are kept: they are large, and come and go with every request. */
static struct exchange *take_spare(struct loop *loop)
{
	return loop->spares_length > 0 ? loop->spares[--loop->spares_length] : NULL;
}

static void keep_spare(struct loop *loop, struct exchange *exchange)
{
	exchange_end(exchange);
	if (loop->spares_length < LOOP_SPARES)
		loop->spares[loop->spares_length++] = exchange;
	else
		free(exchange);
}

/* The request line is there; the target is as the client sent it. */
void *loop_begin_request(void *payload, const char *target, struct MHD_Connection *handle)
{
	struct loop *loop = payload;
	struct connection *connection = loop_connection_of(handle);
	struct exchange *exchange;

	if (connection == NULL || target == NULL)
		return NULL;
	exchange = exchange_new(loop->server, loop, target, take_spare(loop));
	if (exchange == NULL)
		return NULL;
	exchange->connection = handle;
	exchange->request.peer = connection->peer;
	exchange->request.is_tls = loop->server->options.certificate != NULL;
	connection->exchange = exchange;
	connection_enter(connection, CONNECTION_NEW, loop->now);
	return exchange;
}

static enum http_method parse_method(const char *name)
{
	for (unsigned i = 0; i < HTTP_OTHER; i++)
		if (strcmp(name, http_method_name(i)) == 0)
			return i;
	return HTTP_OTHER;
}

/* Checks everything that stands before the body. False after filling the answer. */
static bool read_head(struct exchange *exchange, struct MHD_Connection *handle,
                      const struct request_line *line)
{
	static const struct refusal malformed = { 400, "malformedRequest", "The request is malformed." };
	bool is_http_1_0 = strcmp(line->version, MHD_HTTP_VERSION_1_0) == 0;
	struct refusal refusal = malformed;

	if (!loop_read_headers(handle, exchange, line) ||
	    !framing_read(exchange->headers, exchange->request.headers_length, is_http_1_0,
	                  &exchange->framing, &refusal)) {
		exchange->must_close = true;
		exchange_refuse(exchange, &refusal, "");
		return false;
	}
	return exchange_read_target(exchange);
}

/* Sends a refusal at once. What the client still sends is dropped while the connection
 * closes, so that it sees the answer. */
static enum MHD_Result refuse_early(struct exchange *exchange, struct MHD_Connection *handle)
{
	struct connection *connection = loop_connection_of(handle);

	connection->linger_fd = fcntl(connection->fd, F_DUPFD_CLOEXEC, 0);
	return loop_send(handle, exchange) ? MHD_YES : MHD_NO;
}

/* The answer is there before the body. A short body is read away, for the sake of the
 * connection; before others it is closed. */
static enum MHD_Result answer_before_body(struct exchange *exchange, struct MHD_Connection *handle)
{
	const struct framing *framing = &exchange->framing;

	if (exchange->must_close || framing->is_chunked || framing->length > EXCHANGE_DRAIN_MAX ||
	    (framing->expects_continue && framing->length > 0))
		return refuse_early(exchange, handle);
	exchange->phase = EXCHANGE_DRAIN;
	return MHD_YES;
}

static enum MHD_Result take_head(struct loop *loop, struct exchange *exchange, struct MHD_Connection *handle,
                                 const struct request_line *line)
{
	const struct http_options *options = &loop->server->options;

	exchange->started = clock_microseconds();
	exchange->request.method = parse_method(line->method);
	connection_enter(loop_connection_of(handle), CONNECTION_RECEIVING, loop->now);
	if (!read_head(exchange, handle, line) ||
	    options->admit(options->payload, &exchange->request, &exchange->admission, &exchange->response) ==
	            HTTP_ANSWER ||
	    !exchange_begin_body(exchange))
		return answer_before_body(exchange, handle);
	exchange->request.route = exchange->admission.data;
	exchange->phase = EXCHANGE_BODY;
	return MHD_YES;
}

/* A refusal in the middle of a body that goes on and on. The library cannot answer
 * there, so the answer goes to the socket directly, if that is possible. */
static void send_directly(struct connection *connection, const struct exchange *exchange)
{
	char head[160];
	int length;

	if (exchange->request.is_tls || exchange->response.body != HTTP_BODY_OWNED)
		return;
	length = snprintf(head, sizeof head,
	                  "HTTP/1.1 %d %s\r\nConnection: close\r\nContent-Type: application/problem+json\r\n"
	                  "Content-Length: %llu\r\n\r\n",
	                  exchange->response.status, http_reason(exchange->response.status),
	                  (unsigned long long)exchange->response.length);
	if (send(connection->fd, head, (size_t)length, MSG_NOSIGNAL | MSG_DONTWAIT | MSG_MORE) == length)
		send(connection->fd, exchange->response.owned, exchange->response.length,
		     MSG_NOSIGNAL | MSG_DONTWAIT);
	connection->linger_fd = fcntl(connection->fd, F_DUPFD_CLOEXEC, 0);
}

static enum MHD_Result take_body(struct exchange *exchange, struct MHD_Connection *handle, const char *bytes,
                                 size_t length)
{
	if (exchange->phase == EXCHANGE_BODY) {
		if (!exchange_add_body(exchange, bytes, length))
			exchange->phase = EXCHANGE_DRAIN;
		return MHD_YES;
	}
	exchange->received += length;
	if (exchange->received <= exchange->admission.body_max + EXCHANGE_DRAIN_MAX)
		return MHD_YES;
	exchange->status = exchange->response.status;
	send_directly(loop_connection_of(handle), exchange);
	return MHD_NO;
}

static enum MHD_Result give_to_worker(struct loop *loop, struct exchange *exchange,
                                      struct MHD_Connection *handle)
{
	static const struct refusal busy = { 503, "busy", "The server is too busy." };

	exchange->phase = EXCHANGE_WORKING;
	if (!workers_submit(loop->server->workers, &exchange->job)) {
		metric_add(&loop->metrics.queue_full, 1);
		exchange_refuse(exchange, &busy, "Try again in a moment.");
		return loop_send(handle, exchange) ? MHD_YES : MHD_NO;
	}
	/* the worker does not touch the library; its answer is taken in this thread */
	MHD_suspend_connection(handle);
	connection_enter(loop_connection_of(handle), CONNECTION_WORKING, loop->now);
	loop->working++;
	return MHD_YES;
}

/* The request is complete, or its answer. */
static enum MHD_Result go_on(struct loop *loop, struct exchange *exchange, struct MHD_Connection *handle)
{
	switch (exchange->phase) {
	case EXCHANGE_BODY:
		/* To a worker in the next turn: only then does the library know that it has
		 * nothing to read. Else it would read on resuming, and take a client that has
		 * closed its half of the connection for one that is gone. */
		exchange_end_body(exchange);
		exchange->phase = EXCHANGE_READY;
		return MHD_YES;
	case EXCHANGE_READY:
		return give_to_worker(loop, exchange, handle);
	case EXCHANGE_DRAIN:
	case EXCHANGE_ANSWERED:
		return loop_send(handle, exchange) ? MHD_YES : MHD_NO;
	default:
		return MHD_YES;
	}
}

enum MHD_Result loop_take_request(void *payload, struct MHD_Connection *handle, const char *url,
                                  const char *method, const char *version, const char *bytes, size_t *length,
                                  void **context)
{
	struct exchange *exchange = *context;
	struct request_line line = { method, url, version };
	size_t given = *length;

	if (exchange == NULL)
		return MHD_NO;
	*length = 0;
	if (exchange->phase == EXCHANGE_HEADERS)
		return take_head(payload, exchange, handle, &line);
	if (given > 0)
		return take_body(exchange, handle, bytes, given);
	return go_on(payload, exchange, handle);
}

void loop_end_request(void *payload, struct MHD_Connection *handle, void **context,
                      enum MHD_RequestTerminationCode code)
{
	struct loop *loop = payload;
	struct exchange *exchange = *context;
	struct connection *connection = loop_connection_of(handle);
	const union MHD_ConnectionInfo *info;

	*context = NULL;
	if (connection != NULL) {
		connection->exchange = NULL;
		connection_enter(connection, CONNECTION_IDLE, loop->now);
	}
	if (exchange == NULL)
		return;
	if (exchange->status == 0) { /* the library's own refusal */
		info = MHD_get_connection_info(handle, MHD_CONNECTION_INFO_HTTP_STATUS);
		exchange->status = info == NULL ? 0 : (int)info->http_status;
	}
	exchange_note(exchange, code != MHD_REQUEST_TERMINATED_COMPLETED_OK, &loop->metrics);
	keep_spare(loop, exchange);
}
