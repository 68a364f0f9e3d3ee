/* account_desk.c - see account_desk.h. */
#include "services/account_desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "services/operations.h"

struct account_desk {
	struct workbench bench; /* without a key: accounts need none */
	struct store *store;
	struct actor actor;
	json_t *query;
};

struct account_desk *account_desk_open(const char *folder, bool create, char message[WORKBENCH_MESSAGE])
{
	struct account_desk *desk = calloc(1, sizeof(*desk));

	snprintf(message, WORKBENCH_MESSAGE, "Memory ran out.");
	if (!desk || sodium_init() < 0) {
		free(desk);
		return NULL;
	}
	desk->bench.book = mipsia_rulebook_builtin();
	desk->query = json_object();
	snprintf(desk->actor.name, sizeof(desk->actor.name), "Command line");
	if (store_folder_open(&desk->bench.folder, folder, create, message, WORKBENCH_MESSAGE) == STORE_OK) {
		desk->store = store_open(desk->bench.folder);
		if (desk->store)
			return desk;
		snprintf(message, WORKBENCH_MESSAGE, "The records in %s cannot be opened.", folder);
	}
	account_desk_close(desk);
	return NULL;
}

void account_desk_close(struct account_desk *desk)
{
	if (!desk)
		return;
	store_close(desk->store);
	store_folder_close(desk->bench.folder);
	json_decref(desk->query);
	free(desk);
}

/* ----------------------------------------------------------------- operations */

static const char *text_of(const json_t *object, const char *member)
{
	const char *text = json_string_value(json_object_get(object, member));

	return text ? text : "";
}

/* The first thing that is wrong, and what to do. */
static void say_problem(const json_t *problem, char message[WORKBENCH_MESSAGE])
{
	const json_t *error = json_array_get(json_object_get(problem, "errors"), 0);
	const char *path = text_of(error, "path");

	if (error)
		snprintf(message, WORKBENCH_MESSAGE, "%s: %s", *path == '/' ? path + 1 : path,
		         text_of(error, "message"));
	else
		snprintf(message, WORKBENCH_MESSAGE, "%s %s", text_of(problem, "detail"),
		         text_of(problem, "remedy"));
}

typedef void operation_function(const struct op_call *call, struct op_reply *reply);

/* As the gate does it; takes `body`. *answer (may be NULL) gets a new reference. */
static bool run(struct account_desk *desk, operation_function *operation, const char *id, json_t *body,
                json_t **answer, char message[WORKBENCH_MESSAGE])
{
	struct op_call call = { .bench = &desk->bench,
		                .store = desk->store,
		                .actor = &desk->actor,
		                .role = ROLE_ADMINISTRATOR,
		                .param = { id },
		                .query = desk->query,
		                .body = body,
		                .now = workbench_now(&desk->bench),
		                .peer = "" };
	struct op_reply reply = { .status = 0 };
	enum store_status status = store_begin_write(desk->store);

	call.today = workbench_day(call.now);
	if (op_stored(&reply, status))
		operation(&call, &reply);
	if (!op_failed(&reply))
		op_stored(&reply, store_commit(desk->store));
	store_rollback(desk->store);
	if (op_failed(&reply))
		say_problem(reply.json, message);
	else if (answer)
		*answer = json_incref(reply.json);
	json_decref(reply.json);
	json_decref(body);
	return !op_failed(&reply);
}

json_t *account_desk_list(struct account_desk *desk, char message[WORKBENCH_MESSAGE])
{
	json_t *answer = NULL, *accounts;

	if (!run(desk, op_list_accounts, NULL, NULL, &answer, message))
		return NULL;
	accounts = json_incref(json_object_get(answer, "accounts"));
	json_decref(answer);
	return accounts;
}

bool account_desk_add(struct account_desk *desk, const struct account_request *request,
                      char message[WORKBENCH_MESSAGE])
{
	const char *display = request->display_name ? request->display_name : request->name;

	return run(desk, op_create_account, NULL,
	           json_pack("{s:s, s:s, s:s, s:[{s:n, s:s, s:s?}]}", "name", request->name, "displayName",
	                     display, "password", request->password, "grants", "practiceId", "role",
	                     request->role, "expiresOn", request->expires_on),
	           NULL, message);
}

/* Changes the account of that name by `changes`, which it takes. */
static bool change(struct account_desk *desk, const char *name, json_t *changes,
                   char message[WORKBENCH_MESSAGE])
{
	json_t *accounts = account_desk_list(desk, message);
	bool done = false;
	size_t i = 0;

	while (i < json_array_size(accounts) &&
	       strcmp(text_of(json_array_get(accounts, i), "name"), name) != 0)
		i++;
	if (i < json_array_size(accounts)) {
		const json_t *account = json_array_get(accounts, i);

		json_object_set(changes, "version", json_object_get(account, "version"));
		done = run(desk, op_change_account, text_of(account, "id"), json_incref(changes), NULL,
		           message);
	} else if (accounts) {
		snprintf(message, WORKBENCH_MESSAGE,
		         "There is no account %s; 'mipsia account list' lists those there are.", name);
	}
	json_decref(accounts);
	json_decref(changes);
	return done;
}

bool account_desk_disable(struct account_desk *desk, const char *name, char message[WORKBENCH_MESSAGE])
{
	return change(desk, name, json_pack("{s:b}", "disabled", true), message);
}

bool account_desk_password(struct account_desk *desk, const char *name, const char *password,
                           char message[WORKBENCH_MESSAGE])
{
	return change(desk, name, json_pack("{s:s, s:b}", "password", password, "disabled", false), message);
}
