/*
 * account_desk.h - accounts without a server: for the command line, on the machine that
 * has the records. Everything goes through the same operations, and into the history.
 */
#ifndef MIPSIA_SERVICES_ACCOUNT_DESK_H
#define MIPSIA_SERVICES_ACCOUNT_DESK_H

#include <stdbool.h>

#include <jansson.h>

#include "services/workbench.h"

struct account_desk;

/* Opens the folder; `create`: makes it when it is not there. NULL with a sentence in
 * `message`. A server that runs on the folder must be stopped first. */
struct account_desk *account_desk_open(const char *folder, bool create, char message[WORKBENCH_MESSAGE]);
void account_desk_close(struct account_desk *desk); /* NULL is fine */

struct account_request {
	const char *name;         /* to sign in with */
	const char *display_name; /* NULL: the name */
	const char *role;         /* over every practice */
	const char *expires_on;   /* NULL: never */
	const char *password;
};

/* Each is false with a sentence in `message`, and nothing changed then. */
bool account_desk_add(struct account_desk *desk, const struct account_request *request,
                      char message[WORKBENCH_MESSAGE]);
bool account_desk_disable(struct account_desk *desk, const char *name, char message[WORKBENCH_MESSAGE]);
/* Also enables the account again. */
bool account_desk_password(struct account_desk *desk, const char *name, const char *password,
                           char message[WORKBENCH_MESSAGE]);

/* Array of Account of docs/openapi.yaml; NULL with a sentence. A new reference. */
json_t *account_desk_list(struct account_desk *desk, char message[WORKBENCH_MESSAGE]);

#endif
