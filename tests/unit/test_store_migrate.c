/*
 * test_store_migrate.c - upgrades from every earlier schema, and what is refused.
 * The program's own migrations come first; steps of the test follow them.
 */
#include "store_help.h"

#include <sqlite3.h>

#define EXTRA 2
#define STEPS_MAX 100

static char message[STORE_MESSAGE_MAX];

static struct migration steps[STEPS_MAX];
static int own; /* the program's */

static const char extra_one[] = "CREATE TABLE extra (id TEXT PRIMARY KEY, n INTEGER NOT NULL);"
				"INSERT INTO extra (id, n) VALUES ('a', 1);";
/* A table that others refer to is made anew. */
static const char extra_two[] = "CREATE TABLE clinician_new (id TEXT PRIMARY KEY, practice_id TEXT NOT NULL "
				"REFERENCES practice (id) ON DELETE "
				"CASCADE, npi TEXT NOT NULL, name TEXT NOT NULL, specialty TEXT NOT NULL "
				"DEFAULT '', periods TEXT NOT NULL "
				"DEFAULT '[]', removed INTEGER NOT NULL DEFAULT 0, version INTEGER NOT NULL "
				"DEFAULT 1, colour TEXT, UNIQUE "
				"(practice_id, npi));"
				"INSERT INTO clinician_new (id, practice_id, npi, name) SELECT id, "
				"practice_id, npi, name FROM clinician;"
				"DROP TABLE clinician; ALTER TABLE clinician_new RENAME TO clinician;";

static int begin(void **state)
{
	struct place *place = calloc(1, sizeof *place);

	place_make(place);
	*state = place;
	own = store_migrations_length;
	memcpy(steps, store_migrations, (size_t)own * sizeof *steps);
	steps[own] = (struct migration){ own + 1, extra_one };
	steps[own + 1] = (struct migration){ own + 2, extra_two };
	return 0;
}

static int end(void **state)
{
	place_remove(*state);
	free(*state);
	return 0;
}

static enum store_status open_with(const struct place *place, int length, struct store_folder **folder)
{
	return store_folder_open_with(folder, place->data, true, steps, length, message, sizeof message);
}

static enum store_status try_with(const struct place *place, int length)
{
	struct store_folder *folder;
	enum store_status status = open_with(place, length, &folder);

	store_folder_close(folder);
	return status;
}

static int64_t number(const struct place *place, const char *sql)
{
	char path[PLACE_MAX + 80];
	sqlite3_stmt *statement;
	sqlite3 *db;
	int64_t value;

	snprintf(path, sizeof path, "%s/mipsia.db", place->data);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	value = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	return value;
}

static void do_sql(const struct place *place, const char *sql)
{
	char path[PLACE_MAX + 80];
	sqlite3 *db;

	snprintf(path, sizeof path, "%s/mipsia.db", place->data);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void test_the_programs_migrations(void **state)
{
	struct place *place = *state;

	assert_int_equal(store_schema_version(), own);
	assert_true(own >= 1);
	for (int i = 0; i < own; i++)
		assert_int_equal(store_migrations[i].number, i + 1);
	assert_status(try_with(place, own), STORE_OK);
	assert_int_equal(number(place, "PRAGMA user_version"), own);
	assert_int_equal(number(place, "SELECT count(*) FROM migration WHERE applied_at > 0"), own);
}

/* From each schema there was to the newest, with records in it. */
static void test_upgrade_from_every_schema(void **state)
{
	struct place *place = *state;
	char path[PLACE_MAX + 40];

	snprintf(path, sizeof path, "%s", place->data);
	for (int from = 1; from < own + EXTRA; from++) {
		snprintf(place->data, sizeof place->data, "%.*s-%d", PLACE_MAX, path, from);
		assert_status(try_with(place, from), STORE_OK);
		do_sql(place,
		       "INSERT INTO practice (id, name, created_at) VALUES ('p', 'P', 1);"
		       "INSERT INTO clinician (id, practice_id, npi, name) VALUES ('c', 'p', '1', 'A');"
		       "INSERT INTO ledger_cell (practice_id, year, measure_id, clinician_id, periods, "
		       "changed_by, "
		       "changed_at) VALUES ('p', 2026, 'IA_BE_4', 'c', '[]', 'A', 1)");
		assert_status(try_with(place, own + EXTRA), STORE_OK);
		assert_int_equal(number(place, "PRAGMA user_version"), own + EXTRA);
		assert_int_equal(number(place, "SELECT count(*) FROM migration"), own + EXTRA);
		assert_int_equal(number(place, "SELECT count(*) FROM extra"), 1);
		/* what referred to the table that was made anew is there */
		assert_int_equal(number(place, "SELECT count(*) FROM ledger_cell JOIN clinician ON id = "
		                               "clinician_id WHERE colour IS NULL"),
		                 1);
		assert_status(try_with(place, own + EXTRA), STORE_OK); /* and once more nothing happens */
	}
}

static void test_a_newer_schema_is_refused(void **state)
{
	struct place *place = *state;

	assert_status(try_with(place, own + 1), STORE_OK);
	assert_status(try_with(place, own), STORE_NEWER);
	assert_non_null(strstr(message, "newer mipsia"));
	assert_int_equal(number(place, "PRAGMA user_version"), own + 1);
}

static void test_a_migration_that_was_edited_is_refused(void **state)
{
	struct place *place = *state;

	assert_status(try_with(place, own + 1), STORE_OK);
	steps[own].text = "CREATE TABLE extra (id TEXT PRIMARY KEY)";
	assert_status(try_with(place, own + 1), STORE_DAMAGED);
	assert_status(try_with(place, own + 2), STORE_DAMAGED);
	assert_int_equal(number(place, "PRAGMA user_version"), own + 1);
	steps[own].text = extra_one;
	assert_status(try_with(place, own + 1), STORE_OK);
	do_sql(place, "DELETE FROM migration WHERE number = 1");
	assert_status(try_with(place, own + 1), STORE_DAMAGED);
	do_sql(place, "DROP TABLE migration");
	assert_status(try_with(place, own + 1), STORE_DAMAGED);
}

static void fails(const struct place *place, const char *text, enum store_status status)
{
	steps[own].text = text;
	assert_status(try_with(place, own + 1), status);
	assert_non_null(strstr(message, place->data));
	assert_int_equal(number(place, "PRAGMA user_version"), own);
	assert_int_equal(number(place, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'"), 0);
	assert_status(try_with(place, own), STORE_OK); /* the older program goes on */
}

static void test_a_migration_that_fails_leaves_all_as_it_was(void **state)
{
	struct place *place = *state;

	assert_status(try_with(place, own), STORE_OK);
	fails(place, "CREATE TABLE half (a); SELECT no such thing", STORE_MISUSE);
	fails(place, "CREATE TABLE half (a UNIQUE); INSERT INTO half VALUES (1), (1)", STORE_CONSTRAINT);
	/* a reference to nothing */
	fails(place,
	      "CREATE TABLE half (a); INSERT INTO clinician (id, practice_id, npi, name) VALUES ('c', "
	      "'none', '1', "
	      "'A')",
	      STORE_DAMAGED);
}

static void test_the_first_opening_failed(void **state)
{
	struct place *place = *state;
	const char *good = steps[0].text;

	steps[0].text = "CREATE TABLE setting (name TEXT); SELECT no such thing";
	assert_status(try_with(place, own), STORE_MISUSE);
	steps[0].text = good;
	assert_status(try_with(place, own), STORE_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define MIGRATE_TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
		MIGRATE_TEST(test_the_programs_migrations),
		MIGRATE_TEST(test_upgrade_from_every_schema),
		MIGRATE_TEST(test_a_newer_schema_is_refused),
		MIGRATE_TEST(test_a_migration_that_was_edited_is_refused),
		MIGRATE_TEST(test_a_migration_that_fails_leaves_all_as_it_was),
		MIGRATE_TEST(test_the_first_opening_failed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
