/*
 * store_sqlite_open.c - a connection with everything set that mipsia relies on.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "store/disk.h"
#include "store/store_sqlite.h"

/* Limits that nothing of ours comes near: a statement that does is wrong. */
#define EXPRESSION_DEPTH 100
#define COMPOUND_TERMS 50
#define FUNCTION_ARGUMENTS 100
#define PATTERN_BYTES 1000
#define TRIGGER_DEPTH 10
#define JOURNAL_KEPT "16777216" /* bytes of the WAL file that stay for use again */

/* ------------------------------------------------------------------- meaning */

/* SQLite keeps the system's error of some failures; of a failed commit only errno
 * has it, which is that of the last call that failed. */
static enum store_status of_disk(sqlite3 *db, int last)
{
	enum store_status status = disk_status(sqlite3_system_errno(db));

	return status == STORE_IO ? disk_status(last) : status;
}

enum store_status sqlite_meaning(sqlite3 *db, int code)
{
	int last = errno;

	switch (code) {
	case SQLITE_IOERR_NOMEM:
		return STORE_MEMORY;
	case SQLITE_IOERR_CORRUPTFS:
		return STORE_DAMAGED;
	case SQLITE_READONLY_DBMOVED:
		return STORE_IO;
	default:
		break;
	}
	switch (code & 0xff) {
	case SQLITE_OK:
	case SQLITE_DONE:
		return STORE_OK;
	case SQLITE_ROW:
		return STORE_ROW;
	case SQLITE_CONSTRAINT:
	case SQLITE_TOOBIG:
		return STORE_CONSTRAINT;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return STORE_BUSY;
	case SQLITE_FULL:
		return STORE_FULL;
	case SQLITE_READONLY:
	case SQLITE_PERM:
		return STORE_READ_ONLY;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_FORMAT:
		return STORE_DAMAGED;
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
		return of_disk(db, last);
	case SQLITE_PROTOCOL:
	case SQLITE_NOLFS:
		return STORE_IO;
	case SQLITE_NOMEM:
		return STORE_MEMORY;
	default:
		return STORE_MISUSE;
	}
}

enum store_status sqlite_do(sqlite3 *db, const char *sql)
{
	return sqlite_meaning(db, sqlite3_exec(db, sql, NULL, NULL, NULL));
}

enum store_status sqlite_number(sqlite3 *db, const char *sql, int64_t *number)
{
	sqlite3_stmt *statement;
	int code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);

	*number = 0;
	if (code == SQLITE_OK)
		code = sqlite3_step(statement);
	if (code == SQLITE_ROW)
		*number = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return code == SQLITE_ROW ? STORE_OK : sqlite_meaning(db, code);
}

/* ------------------------------------------------------------------- opening */

static void set_limits(sqlite3 *db)
{
	sqlite3_limit(db, SQLITE_LIMIT_LENGTH, STORE_VALUE_MAX);
	sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, STORE_STATEMENT_MAX);
	sqlite3_limit(db, SQLITE_LIMIT_VARIABLE_NUMBER, STORE_PARAMETERS_MAX);
	sqlite3_limit(db, SQLITE_LIMIT_COLUMN, STORE_COLUMNS_MAX);
	sqlite3_limit(db, SQLITE_LIMIT_EXPR_DEPTH, EXPRESSION_DEPTH);
	sqlite3_limit(db, SQLITE_LIMIT_COMPOUND_SELECT, COMPOUND_TERMS);
	sqlite3_limit(db, SQLITE_LIMIT_FUNCTION_ARG, FUNCTION_ARGUMENTS);
	sqlite3_limit(db, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, PATTERN_BYTES);
	sqlite3_limit(db, SQLITE_LIMIT_TRIGGER_DEPTH, TRIGGER_DEPTH);
	sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_limit(db, SQLITE_LIMIT_WORKER_THREADS, 0);
}

static bool switch_on(sqlite3 *db, int what, int value)
{
	int now = -1;

	return sqlite3_db_config(db, what, value, &now) == SQLITE_OK && now == value;
}

/* What the file may do to us: nothing. */
static bool set_defences(sqlite3 *db)
{
	return switch_on(db, SQLITE_DBCONFIG_DEFENSIVE, 1) &&
	       switch_on(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0) &&
	       switch_on(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0) &&
	       switch_on(db, SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0) &&
	       switch_on(db, SQLITE_DBCONFIG_DQS_DDL, 0) && switch_on(db, SQLITE_DBCONFIG_DQS_DML, 0) &&
	       switch_on(db, SQLITE_DBCONFIG_ENABLE_FKEY, 1);
}

static enum store_status set_journal(sqlite3 *db)
{
	sqlite3_stmt *statement;
	enum store_status status = STORE_IO;
	int code = sqlite3_prepare_v2(db, "PRAGMA journal_mode=WAL", -1, &statement, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_step(statement);
	if (code != SQLITE_ROW)
		status = sqlite_meaning(db, code);
	else if (strcmp((const char *)sqlite3_column_text(statement, 0), "wal") == 0)
		status = STORE_OK;
	sqlite3_finalize(statement);
	return status;
}

static enum store_status set_all(sqlite3 *db, bool attached)
{
	enum store_status status;

	sqlite3_extended_result_codes(db, 1);
	sqlite3_busy_timeout(db, STORE_BUSY_MILLISECONDS);
	set_limits(db);
	if (!set_defences(db))
		return STORE_IO;
	status = sqlite_do(db, "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY");
	if (status != STORE_OK)
		return status;
	if (attached)
		return sqlite_do(db, "PRAGMA query_only=ON");
	status = set_journal(db);
	if (status != STORE_OK)
		return status;
	return sqlite_do(
		db,
		"PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA journal_size_limit=" JOURNAL_KEPT);
}

enum store_status sqlite_open(sqlite3 **out, const struct store_folder *folder, char *message, size_t size)
{
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOFOLLOW |
	            (folder->attached ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
	enum store_status status;
	sqlite3 *db;
	int code = sqlite3_open_v2(folder->database, &db, flags, NULL);

	*out = NULL;
	status = sqlite_meaning(db, code);
	if (status == STORE_OK)
		status = set_all(db, folder->attached);
	if (status == STORE_OK) {
		*out = db;
		return STORE_OK;
	}
	if (message != NULL && size > 0)
		snprintf(message, size, "%s: the records cannot be opened (%s). %s", folder->database,
		         db == NULL ? "out of memory" : sqlite3_errmsg(db), store_strstatus(status));
	sqlite3_close(db);
	return status;
}
