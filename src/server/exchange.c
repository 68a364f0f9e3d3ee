/* exchange.c - one request and its answer. */
#include "server/exchange.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "server/http_cookie.h"
#include "server/http_target.h"
#include "server/server.h"

#define FIRST_BODY_CAPACITY 4096

static void write_id(struct http_server *server, char id[EXCHANGE_ID_LENGTH + 1])
{
	static const char digits[] = "0123456789abcdef";
	uint64_t number = atomic_fetch_add_explicit(&server->ids, 1, memory_order_relaxed);

	number = (uint64_t)server->id_prefix << 32 | (number & UINT32_MAX);
	for (int i = EXCHANGE_ID_LENGTH - 1; i >= 0; i--, number >>= 4)
		id[i] = digits[number & 15];
	id[EXCHANGE_ID_LENGTH] = '\0';
}

struct exchange *exchange_new(struct http_server *server, struct loop *loop, const char *target,
                              struct exchange *spare)
{
	size_t length = strlen(target);
	struct exchange *exchange = spare != NULL ? spare : malloc(sizeof *exchange);

	if (exchange == NULL)
		return NULL;
	exchange->target = length < EXCHANGE_SHORT_TARGET ? exchange->short_target : malloc(length + 1);
	if (exchange->target == NULL) {
		free(exchange);
		return NULL;
	}
	/* everything but the arrays, which their lengths bound */
	memset(exchange, 0, offsetof(struct exchange, response));
	http_response_init(&exchange->response);
	memset(&exchange->admission, 0,
	       offsetof(struct exchange, headers) - offsetof(struct exchange, admission));
	exchange->server = server;
	exchange->loop = loop;
	exchange->admission.route = "(none)";
	exchange->spool.fd = -1;
	exchange->target_length = length;
	memcpy(exchange->target, target, length + 1);
	write_id(server, exchange->id);
	exchange->request.id = exchange->id;
	exchange->request.path = "";
	exchange->request.host = "";
	exchange->request.peer = "";
	exchange->request.body = "";
	exchange->request.headers = exchange->headers;
	exchange->request.query = exchange->query;
	exchange->request.cookies = exchange->cookies;
	exchange->request.upload.fd = -1;
	return exchange;
}

void exchange_end(struct exchange *exchange)
{
	if (exchange->is_upload)
		atomic_fetch_sub(&exchange->server->uploads, 1);
	if (exchange->body_capacity > 0)
		atomic_fetch_sub(&exchange->server->buffered, exchange->body_capacity);
	spool_close(&exchange->spool);
	http_response_free(&exchange->response);
	free(exchange->body);
	free(exchange->cookie_text);
	if (exchange->target != exchange->short_target)
		free(exchange->target);
}

void exchange_refuse(struct exchange *exchange, const struct refusal *refusal, const char *remedy)
{
	http_problem(&exchange->response, refusal->status, refusal->code, refusal->detail, remedy);
	if (refusal->status == 503)
		http_add_header(&exchange->response, "Retry-After", "2");
}

static const struct refusal *target_refusal(enum target_status status)
{
	static const struct refusal too_long = { 414, "addressTooLong", "The address is too long." };
	static const struct refusal malformed = { 400, "malformedAddress", "The address is malformed." };
	static const struct refusal unsafe = {
		400, "unsafeAddress", "The address has a part that is not allowed, such as \"..\"."
	};
	static const struct refusal too_many = { 400, "tooManyParameters",
		                                 "The query has too many parameters." };

	switch (status) {
	case TARGET_TOO_LONG:
		return &too_long;
	case TARGET_UNSAFE:
		return &unsafe;
	case TARGET_TOO_MANY:
		return &too_many;
	default:
		return &malformed;
	}
}

/* Cookies may come in several headers: they are read from one text. */
static bool read_cookies(struct exchange *exchange)
{
	size_t length = 0;
	char *at;

	for (size_t i = 0; i < exchange->request.headers_length; i++)
		if (strcasecmp(exchange->headers[i].name, "Cookie") == 0)
			length += exchange->headers[i].value_length + 1;
	if (length == 0)
		return true;
	exchange->cookie_text = at = malloc(length + 1);
	if (at == NULL)
		return false;
	for (size_t i = 0; i < exchange->request.headers_length; i++)
		if (strcasecmp(exchange->headers[i].name, "Cookie") == 0) {
			memcpy(at, exchange->headers[i].value, exchange->headers[i].value_length);
			at += exchange->headers[i].value_length;
			*at++ = ';';
		}
	*at = '\0';
	exchange->request.cookies_length =
		cookies_parse(exchange->cookie_text, exchange->cookies, HTTP_COOKIES_MAX);
	return true;
}

bool exchange_read_target(struct exchange *exchange)
{
	static const struct refusal bad_host = { 400, "badHost", "The address and the Host header differ." };
	struct http_request *request = &exchange->request;
	struct target target;
	enum target_status status = target_parse(exchange->target, exchange->target_length,
	                                         request->method == HTTP_OPTIONS, &target);

	if (status != TARGET_OK) {
		exchange->must_close = status == TARGET_MALFORMED;
		exchange_refuse(exchange, target_refusal(status), "Correct the address.");
		return false;
	}
	if (target.host != NULL && *exchange->framing.host != '\0' &&
	    strcasecmp(target.host, exchange->framing.host) != 0) {
		exchange_refuse(exchange, &bad_host, "");
		return false;
	}
	request->path = target.path;
	request->path_length = target.path_length;
	request->host = target.host != NULL ? target.host : exchange->framing.host;
	memcpy(exchange->query, target.query, target.query_length * sizeof target.query[0]);
	request->query_length = target.query_length;
	if (!read_cookies(exchange)) {
		exchange->response.failed = true;
		return false;
	}
	return true;
}

static const struct refusal busy = { 503, "busy", "The server is too busy." };

static bool refuse_busy(struct exchange *exchange)
{
	exchange_refuse(exchange, &busy, "Try again in a moment.");
	return false;
}

static bool refuse_too_large(struct exchange *exchange)
{
	static const struct refusal none = { 413, "noBodyExpected", "This address takes no body." };
	static const struct refusal large = { 413, "bodyTooLarge",
		                              "What was sent is larger than this address takes." };

	exchange_refuse(exchange, exchange->admission.body_max == 0 ? &none : &large,
	                exchange->admission.body_max == 0 ? "" : "Send less, or in several parts.");
	return false;
}

static bool refuse_for_disk(struct exchange *exchange)
{
	static const struct refusal full = { 507, "diskFull", "The server has no room for the file." };

	exchange_refuse(exchange, &full, "Make room on the server's disk, then send the file again.");
	return false;
}

bool exchange_begin_body(struct exchange *exchange)
{
	struct http_server *server = exchange->server;

	if (exchange->framing.length > exchange->admission.body_max)
		return refuse_too_large(exchange);
	if (!exchange->admission.spool)
		return true;
	if (atomic_fetch_add(&server->uploads, 1) >= server->options.uploads) {
		atomic_fetch_sub(&server->uploads, 1);
		return refuse_busy(exchange);
	}
	exchange->is_upload = true;
	return spool_open(&exchange->spool, server->options.spool_folder) || refuse_for_disk(exchange);
}

/* Grows by doubling, so that what is only announced costs nothing. */
static bool reserve_body(struct exchange *exchange, size_t needed)
{
	struct http_server *server = exchange->server;
	size_t capacity = exchange->body_capacity > 0 ? exchange->body_capacity : FIRST_BODY_CAPACITY;
	size_t more;
	char *bytes;

	if (needed <= exchange->body_capacity)
		return true;
	while (capacity < needed)
		capacity *= 2;
	more = capacity - exchange->body_capacity;
	if (atomic_fetch_add(&server->buffered, more) + more > server->options.buffered ||
	    (bytes = realloc(exchange->body, capacity)) == NULL) {
		atomic_fetch_sub(&server->buffered, more);
		return false;
	}
	exchange->body = bytes;
	exchange->body_capacity = capacity;
	return true;
}

bool exchange_add_body(struct exchange *exchange, const char *bytes, size_t length)
{
	size_t before = (size_t)exchange->received;

	exchange->received += length;
	if (exchange->received > exchange->admission.body_max)
		return refuse_too_large(exchange);
	if (exchange->admission.spool)
		return spool_write(&exchange->spool, bytes, length) || refuse_for_disk(exchange);
	if (!reserve_body(exchange, before + length + 1))
		return refuse_busy(exchange);
	memcpy(exchange->body + before, bytes, length);
	return true;
}

void exchange_end_body(struct exchange *exchange)
{
	struct http_request *request = &exchange->request;

	if (exchange->admission.spool) {
		request->has_upload = true;
		request->upload.fd = exchange->spool.fd;
		request->upload.size = exchange->spool.size;
		spool_finish(&exchange->spool, request->upload.sha256);
	} else if (exchange->body != NULL) {
		exchange->body[exchange->received] = '\0';
		request->body = exchange->body;
		request->body_length = (size_t)exchange->received;
	}
}

void exchange_note(const struct exchange *exchange, bool aborted, struct metrics *metrics)
{
	uint64_t took = exchange->started == 0 ? 0 : clock_microseconds() - exchange->started;
	enum log_level level = exchange->status == 503   ? LOG_WARNING
	                       : exchange->status >= 500 ? LOG_ERROR
	                                                 : LOG_INFO;
	struct log_value values[] = {
		{ .name = "id", .text = exchange->id },
		{ .name = "method", .text = http_method_name(exchange->request.method) },
		{ .name = "route", .text = exchange->admission.route },
		{ .name = "status", .number = exchange->status },
		{ .name = "microseconds", .number = (int64_t)took },
		{ .name = "end", .text = "aborted" },
	};

	metrics_request(metrics, exchange->status, took);
	metric_add(&metrics->uploaded, exchange->received);
	if (aborted)
		metric_add(&metrics->aborted, 1);
	log_write(exchange->server->options.log, level, "request", values, aborted ? 6 : 5);
}
