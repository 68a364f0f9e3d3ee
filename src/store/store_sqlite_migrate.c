/*
 * store_sqlite_migrate.c - brings the schema up to date, one transaction a step.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "store/digest.h"
#include "store/folder_sqlite.h"
#include "store/store_sqlite.h"

struct migrating {
	sqlite3 *db;
	const struct store_folder *folder;
	const struct migration *migrations;
	int length;
	char *message;
	size_t size;
};

/* The database's words about a failure. */
static enum store_status fail(const struct migrating *m, enum store_status status, const char *what,
                              int number)
{
	snprintf(m->message, m->size, "%s: %s %d (%s). %s", m->folder->database, what, number,
	         sqlite3_errmsg(m->db), store_strstatus(status));
	return status;
}

static enum store_status refuse(const struct migrating *m, enum store_status status, const char *what)
{
	snprintf(m->message, m->size, "%s: %s. %s", m->folder->database, what, store_strstatus(status));
	return status;
}

/* ------------------------------------------------------------------- looking */

static void checksum(const struct migration *migration, char out[DIGEST_TEXT])
{
	digest_of(migration->text, strlen(migration->text), out);
}

/* Every step that was applied must be the one that this program knows. */
static enum store_status compare_applied(const struct migrating *m, int applied)
{
	sqlite3_stmt *statement;
	int expected = 0;
	bool same = true;
	int code = sqlite3_prepare_v2(m->db, "SELECT number, sha256 FROM migration ORDER BY number", -1,
	                              &statement, NULL);

	while (code == SQLITE_OK && same && sqlite3_step(statement) == SQLITE_ROW) {
		const char *recorded = (const char *)sqlite3_column_text(statement, 1);
		char known[DIGEST_TEXT];

		same = recorded != NULL && expected < applied &&
		       sqlite3_column_int(statement, 0) == expected + 1;
		if (same) {
			checksum(&m->migrations[expected], known);
			same = strcmp(recorded, known) == 0;
			expected++;
		}
	}
	if (code == SQLITE_OK)
		code = sqlite3_finalize(statement);
	if (code != SQLITE_OK)
		return fail(m, STORE_DAMAGED, "the list of migrations cannot be read, schema", applied);
	if (!same || expected != applied)
		return fail(m, STORE_DAMAGED,
		            "the schema was made by another step than this program has, number",
		            same ? applied : expected);
	return STORE_OK;
}

/* *applied: number of the last step in the file; 0: an empty file. */
static enum store_status look(const struct migrating *m, int *applied)
{
	int64_t application;
	int64_t version;
	int64_t tables;
	enum store_status status = sqlite_number(m->db, "PRAGMA application_id", &application);

	if (status == STORE_OK)
		status = sqlite_number(m->db, "PRAGMA user_version", &version);
	if (status == STORE_OK)
		status = sqlite_number(m->db, "SELECT count(*) FROM sqlite_schema", &tables);
	if (status != STORE_OK)
		return fail(m, status, "the records cannot be read, code", sqlite3_extended_errcode(m->db));
	*applied = 0;
	if (application == 0 && version == 0 && tables == 0)
		return STORE_OK;
	if (application != STORE_APPLICATION_ID || version < 1)
		return refuse(m, STORE_DAMAGED, "this database is not one of mipsia's");
	if (version > m->length) {
		snprintf(m->message, m->size,
		         "%s: these records have schema %d, and this mipsia knows up to %d. %s",
		         m->folder->database, (int)version, m->length, store_strstatus(STORE_NEWER));
		return STORE_NEWER;
	}
	*applied = (int)version;
	return compare_applied(m, *applied);
}

/* ------------------------------------------------------------------ applying */

static enum store_status record(const struct migrating *m, const struct migration *migration)
{
	char sha256[DIGEST_TEXT];
	char sql[300];

	checksum(migration, sha256);
	snprintf(sql, sizeof sql,
	         "INSERT INTO migration (number, sha256, applied_at) VALUES (%d, '%s', %lld);"
	         "PRAGMA user_version=%d",
	         migration->number, sha256, (long long)time(NULL) * 1000, migration->number);
	return sqlite_do(m->db, sql);
}

/* References are checked here, since they are off while tables are made anew. */
static enum store_status check_references(const struct migrating *m)
{
	sqlite3_stmt *statement;
	int code = sqlite3_prepare_v2(m->db, "PRAGMA foreign_key_check", -1, &statement, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_step(statement);
	sqlite3_finalize(statement);
	return code == SQLITE_ROW ? STORE_DAMAGED : sqlite_meaning(m->db, code);
}

static enum store_status step_within(const struct migrating *m, const struct migration *migration)
{
	enum store_status status = STORE_OK;
	char mark[100];

	if (migration->number == 1) {
		snprintf(mark, sizeof mark, "PRAGMA application_id=%d", STORE_APPLICATION_ID);
		status = sqlite_do(m->db, mark);
		if (status == STORE_OK)
			status = sqlite_do(m->db,
			                   "CREATE TABLE migration (number INTEGER PRIMARY KEY, sha256 TEXT "
			                   "NOT NULL, applied_at BIGINT NOT NULL)");
	}
	if (status == STORE_OK)
		status = sqlite_do(m->db, migration->text);
	if (status == STORE_OK && sqlite3_get_autocommit(m->db))
		status = STORE_MISUSE; /* it ended the transaction */
	if (status == STORE_OK)
		status = check_references(m);
	if (status == STORE_OK)
		status = record(m, migration);
	return status == STORE_OK ? sqlite_do(m->db, "COMMIT") : status;
}

static enum store_status step(const struct migrating *m, const struct migration *migration)
{
	enum store_status status = sqlite_do(m->db, "BEGIN IMMEDIATE");

	if (status == STORE_OK)
		status = step_within(m, migration);
	if (status == STORE_OK)
		return STORE_OK;
	(void)fail(m, status, "the schema could not be brought to number", migration->number);
	if (!sqlite3_get_autocommit(m->db))
		(void)sqlite_do(m->db, "ROLLBACK");
	return status;
}

static enum store_status migrate(sqlite3 *db, const struct store_folder *folder,
                                 const struct migration *migrations, int length, char *message, size_t size)
{
	struct migrating m = { db, folder, migrations, length, message, size };
	int applied;
	enum store_status status = look(&m, &applied);

	if (status != STORE_OK)
		return status;
	if (folder->attached)
		return applied > 0 ? STORE_OK : refuse(&m, STORE_DAMAGED, "there are no records in it");
	if (applied == length)
		return STORE_OK;
	/* tables that others refer to can be made anew only so */
	status = sqlite_do(db, "PRAGMA foreign_keys=OFF");
	for (int i = applied; i < length && status == STORE_OK; i++)
		status = step(&m, &migrations[i]);
	return status;
}

enum store_status folder_sqlite_begin(const struct store_folder *folder, const struct migration *migrations,
                                      int length, char *message, size_t size)
{
	sqlite3 *db;
	enum store_status status = sqlite_open(&db, folder, message, size);

	if (status != STORE_OK)
		return status;
	status = migrate(db, folder, migrations, length, message, size);
	sqlite3_close(db);
	return status;
}
