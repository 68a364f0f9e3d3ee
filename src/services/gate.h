/*
 * gate.h - the one way to an operation: who asks is found, what they may do is
 * checked, the transaction is opened, the operation runs, and what it did is
 * committed or undone as a whole. The server turns HTTP into a gate_request; a
 * test can do the same without one.
 *
 * Who asks: a session is a cookie together with a token that the page holds and
 * sends with every request. A cookie alone is nothing: cookies are shared by all
 * ports of a machine, and sent along by other pages.
 */
#ifndef MIPSIA_SERVICES_GATE_H
#define MIPSIA_SERVICES_GATE_H

#include "services/workbench.h"

struct gate; /* one connection to the store; one thread at a time */

/* NULL with a sentence in `message`. */
struct gate *gate_open(const struct workbench *bench, char message[WORKBENCH_MESSAGE]);
void gate_close(struct gate *gate); /* NULL is fine */

struct gate_request {
	void (*run)(const struct op_call *call, struct op_reply *reply);
	enum capability capability;
	bool open; /* needs no session */
	bool writes;
	const char *cookie;      /* "" : none */
	const char *token;       /* X-CSRF-Token; "" : none */
	const char *practice_id; /* of the path; NULL: none */
	const char *year;        /* of the path, as written; NULL: none */
	const char *param[OP_PARAMS_MAX];
	const json_t *query;
	const json_t *body;
	const struct op_upload *upload;
	const char *peer;
};

/* Fills *reply, which the caller frees. */
void gate_pass(struct gate *gate, const struct gate_request *request, struct op_reply *reply);

/* Where uploads are to be written: a folder on the store's disk. */
const char *gate_incoming(const struct workbench *bench);

#endif
