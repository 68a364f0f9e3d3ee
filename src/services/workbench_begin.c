/*
 * workbench_begin.c - what a server looks at before anybody comes: accounts, and
 * the demonstration practice.
 */
#include <stdio.h>

#include "services/operations.h"
#include "services/workbench.h"

/* The number that the query counts; -1: it cannot be had. */
static int64_t count(struct store *store, const char *sql)
{
	struct store_rows *rows = NULL;
	int64_t number = -1;

	if (store_query(store, &rows, sql, "") == STORE_OK && store_step(rows) == STORE_ROW)
		number = store_int(rows, 0);
	store_rows_end(rows);
	return number;
}

bool workbench_has_accounts(const struct workbench *bench)
{
	struct store *store = store_open(bench->folder);
	bool found = store && count(store, "SELECT count(*) FROM account WHERE disabled = 0 AND "
	                                   "password_hash IS NOT NULL") > 0;

	store_close(store);
	return found;
}

/* Within a writing transaction. */
static void demonstrate(const struct workbench *bench, struct store *store, struct op_reply *reply)
{
	struct actor actor = { .account_id = "", .name = "mipsia", .single = true };
	json_t *query = json_object();
	struct op_call call = { .bench = bench,
		                .store = store,
		                .actor = &actor,
		                .role = ROLE_ADMINISTRATOR,
		                .query = query,
		                .now = workbench_now(bench),
		                .peer = "" };

	call.today = workbench_day(call.now);
	if (count(store, "SELECT count(*) FROM practice") == 0)
		op_create_demonstration(&call, reply);
	json_decref(query);
}

bool workbench_demonstrate(const struct workbench *bench, char message[WORKBENCH_MESSAGE])
{
	struct store *store = store_open(bench->folder);
	struct op_reply reply = { .status = 0 };
	enum store_status status = store ? store_begin_write(store) : STORE_IO;
	bool good;

	if (status == STORE_OK)
		demonstrate(bench, store, &reply);
	if (status == STORE_OK && !op_failed(&reply))
		status = store_commit(store);
	good = status == STORE_OK && !op_failed(&reply);
	if (!good)
		snprintf(message, WORKBENCH_MESSAGE, "The demonstration practice cannot be added: %s",
		         status == STORE_OK ? json_string_value(json_object_get(reply.json, "detail"))
		                            : store_strstatus(status));
	json_decref(reply.json);
	if (store)
		store_rollback(store);
	store_close(store);
	return good;
}
