/*
 * api.h - what the HTTP core asks: which requests are let in (api_admit), and their
 * answers (api_handle). Static pages and health are answered at once; operations go
 * through services/gate.h in a worker.
 */
#ifndef MIPSIA_SERVER_API_H
#define MIPSIA_SERVER_API_H

#include "server/http_server.h"
#include "services/workbench.h"

#define API_HOSTS_MAX 16
#define API_COOKIE_NAME 64

struct api {
	const struct workbench *bench;
	struct server_log *log;
	struct http_server *server;     /* for metrics; set before it runs */
	char hosts[API_HOSTS_MAX][128]; /* values of Host that are ours; none: any */
	int hosts_length;
	char cookie[API_COOKIE_NAME]; /* name of the session's cookie */
	bool secure;                  /* people reach us by https */
	bool behind_proxy;            /* X-Forwarded-For is believed */
};

/* Adds a name under which the server is reached. False when there are too many. */
bool api_add_host(struct api *api, const char *host);

http_admit_fn api_admit;   /* payload: struct api */
http_handle_fn api_handle; /* worker: of api_begin */
http_begin_fn api_begin;   /* payload: struct api */
http_end_fn api_end;

/* Where bodies of files are spooled: on the disk of the records. */
const char *api_spool_folder(const struct workbench *bench);

#endif
