/*
 * store_sqlite.h - what the files of the SQLite store share. Of store_sqlite*.c alone.
 */
#ifndef MIPSIA_STORE_STORE_SQLITE_H
#define MIPSIA_STORE_STORE_SQLITE_H

#include <stdarg.h>

#include <sqlite3.h>

#include "store/folder.h"
#include "store/store.h"

#define STORE_APPLICATION_ID 0x4d495053 /* "MIPS", in the file's header */

#define STATEMENTS_KEPT 1024 /* places of the cache; a power of two */
#define STATEMENTS_MOST 768  /* beyond this, statements are not kept */

struct kept_statement {
	const char *sql; /* the caller's pointer; NULL: a free place */
	sqlite3_stmt *statement;
	bool busy; /* a query of it is open */
};

enum transaction { TRANSACTION_NONE, TRANSACTION_READ, TRANSACTION_WRITE };

struct store {
	sqlite3 *db;
	struct store_folder *folder;
	enum transaction transaction;
	enum store_status failed; /* the first error within the transaction; else STORE_OK */
	struct store_rows *open;  /* queries that have not ended */
	struct kept_statement kept[STATEMENTS_KEPT];
	int kept_length;
	char message[512];
};

struct store_rows {
	struct store *store;
	sqlite3_stmt *statement;
	struct kept_statement *kept; /* NULL: a statement of its own */
	struct store_rows *next;
	bool ended;  /* reset already: the transaction ended, or the last row was read */
	bool broken; /* ended by the transaction's end, or by an error */
};

/* store_sqlite_open.c */
/* A connection with everything set; *out is NULL on error. */
enum store_status sqlite_open(sqlite3 **out, const struct store_folder *folder, char *message, size_t size);
/* What a result code of SQLite means. */
enum store_status sqlite_meaning(sqlite3 *db, int code);
/* Runs SQL without parameters. */
enum store_status sqlite_do(sqlite3 *db, const char *sql);
/* The one number that a query answers. */
enum store_status sqlite_number(sqlite3 *db, const char *sql, int64_t *number);

/* store_sqlite_statement.c */
/* Keeps the first error of a transaction and its message; returns `status`. */
enum store_status store_fail(struct store *store, enum store_status status, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* The same for a result code of SQLite. */
enum store_status store_fail_code(struct store *store, int code);
/* Prepares and binds. *rows is on the store's list. */
enum store_status statement_begin(struct store *store, struct store_rows **rows, const char *sql,
                                  const char *format, va_list values);
/* The same for a query: outside of a transaction it must not write. */
enum store_status statement_query(struct store *store, struct store_rows **rows, const char *sql,
                                  const char *format, va_list values);
/* Resets, gives back, frees. */
void statement_end(struct store_rows *rows);
/* Resets all open queries: their transaction ends. */
void statements_break(struct store *store);
/* Finalizes what is kept. */
void statements_forget(struct store *store);

/* store_sqlite_bind.c */
enum store_status statement_bind(struct store *store, sqlite3_stmt *statement, const char *format,
                                 va_list values);

#endif
