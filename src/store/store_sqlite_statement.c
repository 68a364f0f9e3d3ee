/*
 * store_sqlite_statement.c - statements, prepared once a connection and found again
 * by the address of their text; the list of open queries; errors.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/store_sqlite.h"

/* -------------------------------------------------------------------- errors */

static enum store_status keep_failure(struct store *store, enum store_status status)
{
	if (store->transaction != TRANSACTION_NONE && store->failed == STORE_OK)
		store->failed = status;
	return status;
}

enum store_status store_fail(struct store *store, enum store_status status, const char *format, ...)
{
	va_list values;

	va_start(values, format);
	vsnprintf(store->message, sizeof store->message, format, values);
	va_end(values);
	return keep_failure(store, status);
}

enum store_status store_fail_code(struct store *store, int code)
{
	enum store_status status = sqlite_meaning(store->db, code);

	snprintf(store->message, sizeof store->message, "%s (%d)", sqlite3_errmsg(store->db), code);
	return keep_failure(store, status);
}

/* --------------------------------------------------------------------- cache */

static size_t place_of(const char *sql)
{
	return (size_t)(((uint64_t)(uintptr_t)sql * UINT64_C(0x9e3779b97f4a7c15)) >> 32) % STATEMENTS_KEPT;
}

/* The statement of that text, or the free place for it. */
static struct kept_statement *find_kept(struct store *store, const char *sql)
{
	size_t place = place_of(sql);

	while (store->kept[place].sql != NULL && store->kept[place].sql != sql)
		place = (place + 1) % STATEMENTS_KEPT;
	return &store->kept[place];
}

static enum store_status prepare(struct store *store, sqlite3_stmt **statement, const char *sql)
{
	const char *rest = NULL;
	int code = sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, statement, &rest);

	if (code != SQLITE_OK)
		return store_fail_code(store, code);
	if (*statement == NULL || rest[strspn(rest, " \t\r\n;")] != '\0') {
		sqlite3_finalize(*statement);
		*statement = NULL;
		return store_fail(store, STORE_MISUSE, "not one statement: %s", sql);
	}
	return STORE_OK;
}

/* A statement ready to be bound; *kept is NULL when it is the query's own. */
static enum store_status obtain(struct store *store, const char *sql, sqlite3_stmt **statement,
                                struct kept_statement **kept)
{
	struct kept_statement *place = find_kept(store, sql);
	enum store_status status;

	*kept = NULL;
	/* the comparison guards against text in memory that is used again */
	if (place->sql != NULL && !place->busy && strcmp(sqlite3_sql(place->statement), sql) == 0) {
		*statement = place->statement;
		*kept = place;
		return STORE_OK;
	}
	status = prepare(store, statement, sql);
	if (status != STORE_OK || place->sql != NULL || store->kept_length == STATEMENTS_MOST)
		return status;
	*place = (struct kept_statement){ sql, *statement, false };
	store->kept_length++;
	*kept = place;
	return STORE_OK;
}

void statements_forget(struct store *store)
{
	for (size_t i = 0; i < STATEMENTS_KEPT; i++)
		sqlite3_finalize(store->kept[i].statement); /* NULL is fine */
	memset(store->kept, 0, sizeof store->kept);
	store->kept_length = 0;
}

/* ------------------------------------------------------------------- queries */

/* Whether the statement may run now. */
static enum store_status permit(struct store *store, sqlite3_stmt *statement)
{
	if (sqlite3_stmt_readonly(statement))
		return STORE_OK;
	if (store->folder->attached)
		return store_fail(store, STORE_READ_ONLY, "opened for reading");
	if (store->transaction == TRANSACTION_READ)
		return store_fail(store, STORE_MISUSE, "writes in a reading transaction: %s",
		                  sqlite3_sql(statement));
	return STORE_OK;
}

enum store_status statement_begin(struct store *store, struct store_rows **rows, const char *sql,
                                  const char *format, va_list values)
{
	struct store_rows *query;
	enum store_status status;

	*rows = NULL;
	if (store->failed != STORE_OK)
		return STORE_MISUSE; /* store_message tells of the first error */
	query = calloc(1, sizeof *query);
	if (query == NULL)
		return store_fail(store, STORE_MEMORY, "out of memory");
	status = obtain(store, sql, &query->statement, &query->kept);
	if (status != STORE_OK) {
		free(query);
		return status;
	}
	query->store = store;
	query->next = store->open;
	store->open = query;
	if (query->kept != NULL)
		query->kept->busy = true;
	status = permit(store, query->statement);
	if (status == STORE_OK)
		status = statement_bind(store, query->statement, format, values);
	if (status == STORE_OK)
		*rows = query;
	else
		statement_end(query);
	return status;
}

enum store_status statement_query(struct store *store, struct store_rows **rows, const char *sql,
                                  const char *format, va_list values)
{
	enum store_status status = statement_begin(store, rows, sql, format, values);

	if (status == STORE_OK && store->transaction == TRANSACTION_NONE &&
	    !sqlite3_stmt_readonly((*rows)->statement)) {
		statement_end(*rows);
		*rows = NULL;
		return store_fail(store, STORE_MISUSE, "a query that writes needs a transaction: %s", sql);
	}
	return status;
}

static void reset(struct store_rows *rows)
{
	/* its code repeats the error of the last step */
	(void)sqlite3_reset(rows->statement);
	rows->ended = true;
}

void statement_end(struct store_rows *rows)
{
	struct store_rows **at = &rows->store->open;

	while (*at != rows)
		at = &(*at)->next;
	*at = rows->next;
	if (!rows->ended)
		reset(rows);
	(void)sqlite3_clear_bindings(rows->statement);
	if (rows->kept != NULL)
		rows->kept->busy = false;
	else
		sqlite3_finalize(rows->statement);
	free(rows);
}

void statements_break(struct store *store)
{
	for (struct store_rows *rows = store->open; rows != NULL; rows = rows->next) {
		if (!rows->ended) {
			reset(rows);
			rows->broken = true;
		}
	}
}
