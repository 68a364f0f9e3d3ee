/*
 * http_server.h - the HTTP server: sockets, limits, threads.
 *
 * One or more loop threads read requests and send answers; they never wait for
 * anything but the network. Worker threads do the work. What passes is:
 *
 *   headers complete   admit() in the loop's thread: refuses, answers, or says how
 *                      much body may come and where it goes
 *   body complete      handle() in a worker's thread fills the answer
 *   answer ready       sent by the loop
 *
 * All loops share one listening socket, which the server itself binds.
 */
#ifndef MIPSIA_SERVER_HTTP_SERVER_H
#define MIPSIA_SERVER_HTTP_SERVER_H

#include "formats/outbuf.h"
#include "server/http.h"
#include "server/log.h"

#define HTTP_LOOPS_MAX 16
#define HTTP_WORKERS_MAX 64
#define HTTP_CONNECTIONS_MAX 16384

/* What 0 in the options stands for. Counts, then seconds. */
#define HTTP_LOOPS_DEFAULT 1
#define HTTP_WORKERS_DEFAULT 4
#define HTTP_QUEUE_DEFAULT 256             /* requests waiting for a worker; beyond: 503 */
#define HTTP_CONNECTIONS_DEFAULT 4096      /* open at once; further ones wait to be accepted */
#define HTTP_UPLOADS_DEFAULT 32            /* bodies being spooled at once; beyond: 503 */
#define HTTP_BUFFERED_DEFAULT (256u << 20) /* bytes of all bodies held in memory; beyond: 503 */
#define HTTP_HEADER_SECONDS_DEFAULT 20     /* from a connection's beginning to its request's headers */
#define HTTP_IDLE_SECONDS_DEFAULT 60       /* without a byte, or from an answer to the next request */
#define HTTP_BODY_SECONDS_DEFAULT 30       /* for a body, and 1 more for each HTTP_BYTES_A_SECOND */
#define HTTP_SEND_SECONDS_DEFAULT 60       /* for an answer, and 1 more for each HTTP_BYTES_A_SECOND */
#define HTTP_STOP_SECONDS_DEFAULT 10       /* for what runs when the server is stopped */
#define HTTP_BYTES_A_SECOND 8192           /* slower clients are cut off in the end */

struct http_server;

/* What to do with a request whose headers are complete. */
struct http_admission {
	const char *route; /* template for the log, never the path: "/api/plans/{id}"; static */
	size_t body_max;   /* bytes; 0: no body. A longer one gets 413 */
	bool spool;        /* the body goes to a temporary file: request.upload */
	const void *data;  /* for handle(): request.route */
};

enum http_decision {
	HTTP_ANSWER, /* the response is filled: send it; no worker is needed (a static file, 404) */
	HTTP_WORK    /* receive the body, then handle() in a worker */
};

/* In a loop's thread: must be quick and wait for nothing, so no database. `admission`
 * begins as { .route = "(none)" }. The request has no body yet. */
typedef enum http_decision http_admit_fn(void *payload, const struct http_request *request,
                                         struct http_admission *admission, struct http_response *response);

/* In a worker's thread. `worker` is what begin() made for it. */
typedef void http_handle_fn(void *worker, const struct http_request *request, struct http_response *response);

/* Makes and frees what belongs to one worker, such as its database connection, in its
 * own thread. begin() returns NULL when it cannot: the server then does not start. */
typedef void *http_begin_fn(void *payload, unsigned number);
typedef void http_end_fn(void *worker);

struct http_options {
	size_t size;              /* sizeof(struct http_options) */
	const char *address;      /* to bind, in figures: "127.0.0.1", "::1", "0.0.0.0" */
	uint16_t port;            /* 0: any free one */
	const char *certificate;  /* PEM text of the chain; NULL: no TLS */
	const char *key;          /* PEM text, without a password */
	const char *spool_folder; /* for bodies spooled; NULL: TMPDIR or /tmp */

	http_admit_fn *admit;
	http_handle_fn *handle;
	http_begin_fn *begin;   /* may be NULL: `worker` is then the payload */
	http_end_fn *end;       /* may be NULL */
	void *payload;          /* of admit and begin */
	struct server_log *log; /* outlives the server; NULL: nothing is logged */

	/* 0: the default above. */
	unsigned loops;
	unsigned workers;
	unsigned queue;
	unsigned connections;
	unsigned connections_per_address; /* 0: no limit */
	unsigned uploads;
	size_t buffered;
	unsigned header_seconds;
	unsigned idle_seconds;
	unsigned body_seconds;
	unsigned send_seconds;
	unsigned stop_seconds;
};

/*
 * Binds and prepares. NULL when it cannot; `why` then says so in a sentence. The
 * strings of the options are not needed afterwards, but for PEM texts, which must stay
 * until http_server_free. Ignores SIGPIPE in the whole process, and raises the limit of open files
 * if the connections need it.
 */
struct http_server *http_server_new(const struct http_options *options, char *why, size_t why_size);

/* The port in use. */
uint16_t http_server_port(const struct http_server *server);

/*
 * Serves until http_server_stop; the first loop runs in the calling thread. All other
 * threads block all signals. False, with `why`, when the workers could not begin, or when
 * something was still running as the time to stop was over (then end the process:
 * http_server_free must not be called).
 */
bool http_server_run(struct http_server *server, char *why, size_t why_size);

/* Stops accepting, finishes what is under way, lets http_server_run return. From any
 * thread or a signal's handler. */
void http_server_stop(struct http_server *server);

void http_server_free(struct http_server *server); /* NULL is fine */

/* Counters and latencies as Prometheus text. Any thread. */
void http_server_metrics(struct http_server *server, struct outbuf *out);

#endif
