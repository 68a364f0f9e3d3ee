/*
 * store_sqlite.c - connections, transactions and queries of store.h on SQLite.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/store_sqlite.h"

/* --------------------------------------------------------------- connections */

struct store *store_open(struct store_folder *folder)
{
	struct store *store = calloc(1, sizeof *store);

	if (store == NULL)
		return NULL;
	store->folder = folder;
	if (sqlite_open(&store->db, folder, NULL, 0) != STORE_OK) {
		free(store);
		return NULL;
	}
	return store;
}

void store_close(struct store *store)
{
	if (store == NULL)
		return;
	store_rollback(store);
	while (store->open != NULL)
		statement_end(store->open);
	statements_forget(store);
	sqlite3_close(store->db);
	free(store);
}

const char *store_message(const struct store *store)
{
	return store->message;
}

/* -------------------------------------------------------------- transactions */

static enum store_status do_plainly(struct store *store, const char *sql)
{
	int code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);

	return code == SQLITE_OK ? STORE_OK : store_fail_code(store, code);
}

/* Ends the transaction in the program, after it ended in the database. */
static void forget_transaction(struct store *store)
{
	if (store->transaction == TRANSACTION_WRITE)
		write_queue_leave(&store->folder->queue);
	store->transaction = TRANSACTION_NONE;
	store->failed = STORE_OK;
}

enum store_status store_begin_read(struct store *store)
{
	enum store_status status;

	if (store->transaction != TRANSACTION_NONE)
		return store_fail(store, STORE_MISUSE, "a transaction within a transaction");
	status = do_plainly(store, "BEGIN");
	if (status != STORE_OK)
		return status;
	/* SQLite takes the state with the first read */
	status = do_plainly(store, "SELECT 1 FROM sqlite_schema LIMIT 1");
	store->transaction = TRANSACTION_READ;
	if (status != STORE_OK)
		store_rollback(store);
	return status;
}

enum store_status store_begin_write(struct store *store)
{
	enum store_status status;

	if (store->transaction != TRANSACTION_NONE)
		return store_fail(store, STORE_MISUSE, "a transaction within a transaction");
	if (store->folder->attached)
		return store_fail(store, STORE_READ_ONLY, "opened for reading");
	if (!write_queue_enter(&store->folder->queue))
		return store_fail(store, STORE_BUSY, "another writer did not end");
	status = do_plainly(store, "BEGIN IMMEDIATE");
	if (status == STORE_OK)
		store->transaction = TRANSACTION_WRITE;
	else
		write_queue_leave(&store->folder->queue);
	return status;
}

enum store_status store_commit(struct store *store)
{
	enum store_status status = store->failed;

	if (store->transaction == TRANSACTION_NONE)
		return store_fail(store, STORE_MISUSE, "there is no transaction to commit");
	statements_break(store);
	if (status == STORE_OK)
		status = do_plainly(store, "COMMIT");
	if (status != STORE_OK) {
		store_rollback(store);
		return status;
	}
	forget_transaction(store);
	return STORE_OK;
}

void store_rollback(struct store *store)
{
	if (store->transaction == TRANSACTION_NONE)
		return;
	statements_break(store);
	/* after some errors SQLite has rolled back already; an error of ROLLBACK itself
	 * leaves nothing to be done: what was not committed is never seen */
	if (!sqlite3_get_autocommit(store->db))
		(void)sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	forget_transaction(store);
}

/* ---------------------------------------------------------------- statements */

static enum store_status run_in_transaction(struct store *store, int64_t *changed, const char *sql,
                                            const char *format, va_list values)
{
	struct store_rows *rows;
	enum store_status status = statement_begin(store, &rows, sql, format, values);

	if (status != STORE_OK)
		return status;
	do {
		status = store_step(rows);
	} while (status == STORE_ROW);
	if (status == STORE_OK && changed != NULL)
		*changed = sqlite3_stmt_readonly(rows->statement) ? 0 : sqlite3_changes64(store->db);
	store_rows_end(rows);
	return status;
}

enum store_status store_run(struct store *store, int64_t *changed, const char *sql, const char *format, ...)
{
	bool own = store->transaction == TRANSACTION_NONE;
	enum store_status status = own ? store_begin_write(store) : STORE_OK;
	va_list values;

	if (status != STORE_OK)
		return status;
	va_start(values, format);
	status = run_in_transaction(store, changed, sql, format, values);
	va_end(values);
	if (!own)
		return status;
	if (status == STORE_OK)
		return store_commit(store);
	store_rollback(store);
	return status;
}

enum store_status store_query(struct store *store, struct store_rows **rows, const char *sql,
                              const char *format, ...)
{
	enum store_status status;
	va_list values;

	va_start(values, format);
	status = statement_query(store, rows, sql, format, values);
	va_end(values);
	return status;
}

enum store_status store_step(struct store_rows *rows)
{
	int code;

	if (rows->broken)
		return STORE_MISUSE;
	if (rows->ended)
		return STORE_OK;
	code = sqlite3_step(rows->statement);
	if (code == SQLITE_ROW)
		return STORE_ROW;
	rows->ended = true;
	rows->broken = code != SQLITE_DONE;
	if (code != SQLITE_DONE) {
		enum store_status status = store_fail_code(rows->store, code);

		(void)sqlite3_reset(rows->statement);
		return status;
	}
	/* frees its locks now; an error shows here at the latest */
	code = sqlite3_reset(rows->statement);
	return code == SQLITE_OK ? STORE_OK : store_fail_code(rows->store, code);
}

void store_rows_end(struct store_rows *rows)
{
	if (rows != NULL)
		statement_end(rows);
}
