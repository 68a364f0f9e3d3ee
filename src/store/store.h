/*
 * store.h - the practice's records: a database behind one interface. SQLite now
 * (store_sqlite.c); another database is another file with the same functions.
 *
 * The SQL that callers hand in keeps to what SQLite and PostgreSQL both
 * understand: tables and types of migrations/, INSERT ... ON CONFLICT, RETURNING,
 * parameters ?1, ?2, ... Text is UTF-8, whole numbers are 64 bits, truth is 0 or
 * 1, times are milliseconds since 1970-01-01 UTC, days are ISO text.
 *
 * A store is one connection: one thread at a time. Any number of stores may be
 * open on one folder within one process; a second process is refused. Writers
 * wait for each other (store_begin_write), readers see the state of their
 * beginning and wait for nobody.
 *
 * What store_commit acknowledged survives the death of the program and of the
 * machine: it is on the disk (WAL, synchronous=FULL).
 *
 * Errors: every function that can fail returns a store_status and leaves a
 * sentence in store_message. After an error within a transaction only
 * store_rollback makes sense: statements answer STORE_MISUSE, and store_commit
 * rolls back and answers with that first error.
 */
#ifndef MIPSIA_STORE_H
#define MIPSIA_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

struct store;
struct store_folder;

enum store_status {
	STORE_OK,
	STORE_ROW,        /* store_step: there is a row */
	STORE_CONSTRAINT, /* a unique, check or reference rule forbids it, or a value is too long */
	STORE_BUSY,       /* another writer did not end in STORE_BUSY_MILLISECONDS */
	STORE_IN_USE,     /* another process has the folder open */
	STORE_FULL,       /* no room on the disk */
	STORE_READ_ONLY,  /* the disk or the file cannot be written */
	STORE_NEWER,      /* written by a newer mipsia */
	STORE_DAMAGED,    /* not a store of ours, or corrupt */
	STORE_IO,         /* the disk failed, or the folder cannot be reached */
	STORE_MEMORY,
	STORE_MISUSE, /* a defect of mipsia: wrong SQL, wrong parameters */
	STORE_STATUS_END
};

#define STORE_BUSY_MILLISECONDS 10000
#define STORE_PATH_MAX 400                 /* bytes of a folder's path, links followed; SQLite takes 512 */
#define STORE_VALUE_MAX (64 * 1024 * 1024) /* bytes of one value, and of a row */
#define STORE_STATEMENT_MAX (64 * 1024)    /* bytes of SQL */
#define STORE_PARAMETERS_MAX 64            /* ?1 ... ?64 */
#define STORE_COLUMNS_MAX 200              /* of a table or an answer */
#define STORE_MESSAGE_MAX (STORE_PATH_MAX + 400) /* enough for any message of a folder */

/* One plain sentence with the remedy, for people; never NULL. */
const char *store_strstatus(enum store_status status);

/* -------------------------------------------------------------------- folder */

/* Opens the folder (makes it, mode 0700, when `create`), takes its lock, brings the
 * schema up to date inside one transaction per migration. *out is NULL on error;
 * `message` (may be NULL) gets a sentence with place and remedy. */
enum store_status store_folder_open(struct store_folder **out, const char *path, bool create, char *message,
                                    size_t size);
/* Opens a folder for reading beside the process that works on it (backup, check):
 * no lock, no migration, also of an older schema. Its stores refuse to write with
 * STORE_READ_ONLY. */
enum store_status store_folder_attach(struct store_folder **out, const char *path, char *message,
                                      size_t size);
/* All stores of it must be closed. NULL is fine. */
void store_folder_close(struct store_folder *folder);
const char *store_folder_path(const struct store_folder *folder);
/* Number of the last migration that this program knows. */
int store_schema_version(void);

/* --------------------------------------------------------------- connections */

/* NULL when there is no memory or the file cannot be opened. */
struct store *store_open(struct store_folder *folder);
void store_close(struct store *store); /* NULL is fine */
/* What the last error was, in the database's words, for the log. No values. */
const char *store_message(const struct store *store);

/* A reading transaction sees one state. A writing one has the right to write at
 * once (no upgrade, no deadlock). Not nested. Both end all queries that are open. */
enum store_status store_begin_read(struct store *store);
enum store_status store_begin_write(struct store *store);
enum store_status store_commit(struct store *store);
void store_rollback(struct store *store); /* also when there is none */

/* ---------------------------------------------------------------- statements */

/* Values by a format, one letter each:
 *   t  const char *   text; NULL is SQL NULL
 *   i  int64_t
 *   I  const int64_t * ; NULL is SQL NULL
 *   b  const void *, size_t   bytes; NULL pointer is SQL NULL
 *   j  const json_t * as compact JSON text with sorted keys; NULL is SQL NULL
 *   d  mipsia_date (int) as ISO text; MIPSIA_DATE_UNKNOWN is SQL NULL
 * ?1 is the first. Statements are prepared once a connection and kept: `sql` must
 * be a string literal or otherwise outlive the store. */

/* Runs a statement without rows. *changed (may be NULL): rows that it touched.
 * Without a transaction it is one of its own; a query that writes (RETURNING) needs
 * one. */
enum store_status store_run(struct store *store, int64_t *changed, const char *sql, const char *format, ...);

struct store_rows; /* a running query */

/* Begins a query; walk it with store_step until it is no STORE_ROW, then
 * store_rows_end. *rows is NULL on error. */
enum store_status store_query(struct store *store, struct store_rows **rows, const char *sql,
                              const char *format, ...);
enum store_status store_step(struct store_rows *rows); /* STORE_ROW, STORE_OK at the end, or an error */
/* Columns from 0. Text and bytes live until the next step; NULL for SQL NULL. */
const char *store_text(struct store_rows *rows, int column);
int64_t store_int(struct store_rows *rows, int column); /* 0 for NULL */
bool store_is_null(struct store_rows *rows, int column);
const void *store_bytes(struct store_rows *rows, int column, size_t *length);
void store_rows_end(struct store_rows *rows); /* NULL is fine */

/* All rows as a JSON array of objects (store_json), or the first as an object
 * (store_json_one: NULL in *out and STORE_OK when there is none). Members are named
 * by the columns' aliases. An alias may end in a kind:
 *   "demonstration:bool"  0/1 as false/true
 *   "periods:json"        JSON text as a value
 *   "at:time"             milliseconds as "2026-11-21T23:21:11.123Z"
 * The caller owns *out. */
enum store_status store_json(struct store *store, json_t **out, const char *sql, const char *format, ...);
enum store_status store_json_one(struct store *store, json_t **out, const char *sql, const char *format, ...);

/* -------------------------------------------------------------------- backup */

/* A consistent copy of the database while others work, into a new file, which is
 * removed again on error. Not synced. */
enum store_status store_copy(struct store *store, const char *path);
/* The database's own check of its file, and of every reference. `message` gets the
 * first thing that is wrong. */
enum store_status store_verify(struct store *store, char *message, size_t size);

#endif
