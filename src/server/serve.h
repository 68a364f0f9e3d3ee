/*
 * serve.h - `mipsia serve`: opens the records, starts the server, says where to
 * look, and ends in good order.
 */
#ifndef MIPSIA_SERVER_SERVE_H
#define MIPSIA_SERVER_SERVE_H

#include <stdbool.h>
#include <stdint.h>

#include "server/log.h"

#define SERVE_PORT 7180
#define SERVE_HOSTS_MAX 8

struct serve_options {
	const char *folder;
	const char *key_file;    /* NULL: in the folder */
	const char *address;     /* in figures: "127.0.0.1" */
	int port;                /* 0: any free one */
	bool port_given;         /* else another one is taken when it is in use */
	bool accounts;           /* sign-in, also on the loopback address */
	bool behind_proxy;       /* something in front ends TLS: accounts, secure cookies */
	const char *certificate; /* files; NULL: no TLS */
	const char *key;
	const char *hosts[SERVE_HOSTS_MAX]; /* further names we are reached under */
	int hosts_length;
	bool demonstrate;    /* add the demonstration practice when there is none */
	int64_t clock_shift; /* milliseconds; a rehearsal */
	enum log_level log_level;
};

enum serve_end {
	SERVE_OK,
	SERVE_USAGE,  /* the options cannot be served so */
	SERVE_FAILED, /* folder, port or certificate */
	SERVE_STUCK   /* something was still running at the end */
};

/* Serves until SIGINT or SIGTERM. Writes where to look on stdout, and what is wrong
 * on stderr by `complain`. */
enum serve_end serve(const struct serve_options *options, void (*complain)(const char *message));

#endif
