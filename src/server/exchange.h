/*
 * exchange.h - one request and its answer on their way through the server. Knows no
 * HTTP library. Belongs to its loop's thread, but to a worker while it is at work.
 */
#ifndef MIPSIA_SERVER_EXCHANGE_H
#define MIPSIA_SERVER_EXCHANGE_H

#include "server/framing.h"
#include "server/http_server.h"
#include "server/metrics.h"
#include "server/spool.h"
#include "server/workers.h"

#define EXCHANGE_ID_LENGTH 16
#define EXCHANGE_SHORT_TARGET 256
#define EXCHANGE_DRAIN_MAX 65536 /* bytes of a refused body that are read for the connection's sake */

enum exchange_phase {
	EXCHANGE_HEADERS,  /* are being received */
	EXCHANGE_BODY,     /* is being received */
	EXCHANGE_DRAIN,    /* the answer is there; the rest of the body is dropped */
	EXCHANGE_READY,    /* for a worker */
	EXCHANGE_WORKING,  /* a worker's */
	EXCHANGE_ANSWERED, /* the answer is there */
	EXCHANGE_SENDING
};

struct loop;

struct exchange {
	struct job job; /* first: see exchange_of */
	enum exchange_phase phase;
	struct loop *loop;
	void *connection; /* the HTTP library's */
	struct http_server *server;
	struct http_request request;
	struct http_response response;
	struct http_admission admission;
	struct framing framing;
	uint64_t started;  /* microseconds; when the headers were complete */
	uint64_t received; /* bytes of the body */
	uint64_t sent;     /* bytes of the answer's, when a callback makes it */
	int status;        /* of the answer that was sent; 0: none */
	char id[EXCHANGE_ID_LENGTH + 1];
	char *body; /* in memory */
	size_t body_capacity;
	bool must_close; /* the request is malformed: nobody knows where the next one begins */
	bool is_upload;  /* counts among the uploads */
	struct spool spool;
	char *cookie_text;
	struct http_field headers[HTTP_HEADERS_MAX + 1];
	struct http_field cookies[HTTP_COOKIES_MAX];
	struct http_field query[HTTP_QUERY_MAX];
	size_t target_length;
	char *target; /* as sent, then decoded in place; `short_target` or allocated */
	char short_target[EXCHANGE_SHORT_TARGET];
};

static inline struct exchange *exchange_of(struct job *job)
{
	return (struct exchange *)(void *)job;
}

/* A request whose target is known. NULL when there is no memory. `spare` is an exchange
 * that has ended, to be used again, or NULL. */
struct exchange *exchange_new(struct http_server *server, struct loop *loop, const char *target,
                              struct exchange *spare);
/* Frees all that it holds; what is left may be freed or used again. */
void exchange_end(struct exchange *exchange);

/* Decodes the target, cuts the cookies. The headers must be there. False after filling
 * the answer. */
bool exchange_read_target(struct exchange *exchange);

/* Checks the declared length, opens the spool. False after filling the answer. */
bool exchange_begin_body(struct exchange *exchange);

/* Keeps bytes of the body. False after filling the answer: too much, no memory, disk full. */
bool exchange_add_body(struct exchange *exchange, const char *bytes, size_t length);

/* The body is complete: makes it the request's. */
void exchange_end_body(struct exchange *exchange);

/* Fills the answer with a refusal. */
void exchange_refuse(struct exchange *exchange, const struct refusal *refusal, const char *remedy);

/* Logs and counts it, at its end. `aborted`: the client went away. */
void exchange_note(const struct exchange *exchange, bool aborted, struct metrics *metrics);

#endif
