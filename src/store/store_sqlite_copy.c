/*
 * store_sqlite_copy.c - a copy of the database, and the database's check of itself.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "store/disk.h"
#include "store/store_sqlite.h"

/* Into an empty file that is open as `copy`. One step is one state of the records;
 * writers go on meanwhile. */
static enum store_status copy_all(struct store *store, sqlite3 *copy)
{
	sqlite3_backup *backup;
	int code;

	/* it is not yet anybody's: what a crash would leave of it is removed */
	code = sqlite3_exec(copy, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF", NULL, NULL, NULL);
	if (code != SQLITE_OK)
		return sqlite_meaning(copy, code);
	backup = sqlite3_backup_init(copy, "main", store->db, "main");
	if (backup == NULL)
		return sqlite_meaning(copy, sqlite3_extended_errcode(copy));
	code = sqlite3_backup_step(backup, -1);
	(void)sqlite3_backup_finish(backup);
	return code == SQLITE_DONE ? STORE_OK : sqlite_meaning(copy, code);
}

static enum store_status copy_into(struct store *store, const char *path)
{
	enum store_status status;
	sqlite3 *copy;
	int code = sqlite3_open_v2(path, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

	status = sqlite_meaning(copy, code);
	if (status == STORE_OK) {
		sqlite3_extended_result_codes(copy, 1);
		sqlite3_busy_timeout(copy, STORE_BUSY_MILLISECONDS);
		status = copy_all(store, copy);
	}
	if (status != STORE_OK)
		(void)store_fail(store, status, "copy: %s",
		                 copy == NULL ? "out of memory" : sqlite3_errmsg(copy));
	code = sqlite3_close(copy);
	return status == STORE_OK ? sqlite_meaning(NULL, code) : status;
}

enum store_status store_copy(struct store *store, const char *path)
{
	enum store_status status;
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0)
		return store_fail(store, disk_status(errno), "copy: %s", strerror(errno));
	close(fd);
	status = copy_into(store, path);
	if (status != STORE_OK)
		unlink(path);
	return status;
}

/* The text of the first row that is not "ok"; STORE_DAMAGED when there is one. */
static enum store_status run_check(struct store *store, const char *sql, int column, char *message,
                                   size_t size)
{
	sqlite3_stmt *statement;
	enum store_status status = STORE_OK;
	int code = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);

	while (code == SQLITE_OK && status == STORE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
		const char *text = (const char *)sqlite3_column_text(statement, column);

		if (text == NULL || strcmp(text, "ok") != 0) {
			snprintf(message, size, "%s", text == NULL ? "out of memory" : text);
			status = STORE_DAMAGED;
		}
		code = SQLITE_OK;
	}
	if (status == STORE_OK && code != SQLITE_DONE) {
		snprintf(message, size, "%s", sqlite3_errmsg(store->db));
		status = store_fail_code(store, code);
	} else if (status != STORE_OK) {
		(void)store_fail(store, status, "check: %s", message);
	}
	sqlite3_finalize(statement);
	return status;
}

enum store_status store_verify(struct store *store, char *message, size_t size)
{
	char unused[200];
	enum store_status status;

	if (message == NULL || size == 0) {
		message = unused;
		size = sizeof unused;
	}
	message[0] = '\0';
	status = run_check(store, "PRAGMA integrity_check(1)", 0, message, size);
	if (status == STORE_OK) /* a row is a table with a reference to nothing */
		status = run_check(store, "PRAGMA foreign_key_check", 0, message, size);
	return status;
}
