/* server.h - what the server's threads share. */
#ifndef MIPSIA_SERVER_SERVER_H
#define MIPSIA_SERVER_SERVER_H

#include <stdatomic.h>

#include "server/http_server.h"
#include "server/metrics.h"
#include "server/workers.h"

struct loop;

struct http_server {
	struct http_options options; /* with the defaults filled in */
	char *spool_folder;
	int listen_fd;
	uint16_t port;
	uint32_t id_prefix; /* of request ids; random */
	struct workers *workers;
	atomic_bool stopping;
	atomic_size_t buffered;   /* bytes of bodies in memory */
	atomic_uint uploads;      /* bodies being spooled, or spooled and not done with */
	atomic_uint_fast64_t ids; /* given out */
	unsigned loops_length;
	struct loop *loops[HTTP_LOOPS_MAX];
};

/* Time that only goes forward. */
uint64_t clock_milliseconds(void);
uint64_t clock_microseconds(void);

#endif
