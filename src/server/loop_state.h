/* loop_state.h - what the files of the loop share. For loop*.c only. */
#ifndef MIPSIA_SERVER_LOOP_STATE_H
#define MIPSIA_SERVER_LOOP_STATE_H

#include <microhttpd.h>
#include <netinet/in.h>
#include <pthread.h>

#include "server/linger.h"
#include "server/loop.h"
#include "server/server.h"

#define LOOP_SPARES 64

/* What a connection waits for; each has its time. */
enum connection_state {
	CONNECTION_NEW,       /* its first request's headers */
	CONNECTION_IDLE,      /* the next request's headers */
	CONNECTION_RECEIVING, /* a body */
	CONNECTION_WORKING,   /* a worker: no limit */
	CONNECTION_SENDING    /* the client to take the answer */
};

struct connection {
	struct connection *next;
	struct connection *previous;
	int fd;        /* the HTTP library's */
	int linger_fd; /* a copy, to be closed slowly; -1: none */
	enum connection_state state;
	bool is_cut;  /* shut down for being slow, or for stopping */
	bool is_seen; /* see cut_gone_ones */
	uint64_t seen_received;
	uint64_t since;            /* milliseconds; when the state began */
	struct exchange *exchange; /* NULL between requests */
	char peer[INET6_ADDRSTRLEN];
};

struct loop {
	struct http_server *server;
	unsigned number;
	struct MHD_Daemon *daemon;
	int epoll_fd;
	int wake_fd;
	uint64_t now; /* milliseconds; of this turn */
	uint64_t next_tick;
	bool is_quiet; /* accepts no more */
	bool again;    /* the library has more to do at once */
	struct connection *connections;
	_Atomic unsigned open;
	unsigned working; /* requests with workers */
	struct lingerers linger;
	struct exchange *spares[LOOP_SPARES];
	unsigned spares_length;
	pthread_mutex_t mutex; /* of finished */
	struct job *finished;
	struct metrics metrics;
};

/* loop_exchange.c: the library's callbacks for a request. */
void *loop_begin_request(void *loop, const char *target, struct MHD_Connection *handle);
enum MHD_Result loop_take_request(void *loop, struct MHD_Connection *handle, const char *url,
                                  const char *method, const char *version, const char *bytes, size_t *length,
                                  void **context);
void loop_end_request(void *loop, struct MHD_Connection *handle, void **context,
                      enum MHD_RequestTerminationCode code);
struct connection *loop_connection_of(struct MHD_Connection *handle);
void connection_enter(struct connection *connection, enum connection_state state, uint64_t now);

/* The request line as the library has it. */
struct request_line {
	const char *method;
	const char *url;
	const char *version;
};

/* loop_headers.c: the headers as the library has them. False when it read the request
 * otherwise than a careful reader would: spaces, NUL, folded lines, line feeds alone. */
bool loop_read_headers(struct MHD_Connection *handle, struct exchange *exchange,
                       const struct request_line *line);

/* loop_answer.c: sends the exchange's answer. False when it cannot: close then. */
bool loop_send(struct MHD_Connection *handle, struct exchange *exchange);

#endif
