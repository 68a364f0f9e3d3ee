/*
 * test_store.c - statements, transactions and rows as store.h promises them.
 */
#include "store_help.h"

#include "mipsia/mipsia.h"

struct fixture {
	struct place place;
	struct store_folder *folder;
	struct store *store;
};

static int begin(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);

	place_make(&f->place);
	f->folder = folder_of(f->place.data);
	f->store = store_open(f->folder);
	assert_non_null(f->store);
	*state = f;
	return 0;
}

static int end(void **state)
{
	struct fixture *f = *state;

	store_close(f->store);
	store_folder_close(f->folder);
	place_remove(&f->place);
	free(f);
	return 0;
}

static void set(struct store *store, const char *name, const char *value)
{
	assert_status(
		store_run(
			store, NULL,
			"INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET "
			"value = excluded.value",
			"tt", name, value),
		STORE_OK);
}

static int64_t number(struct store *store, const char *sql)
{
	struct store_rows *rows;
	int64_t value;

	assert_status(store_query(store, &rows, sql, ""), STORE_OK);
	assert_status(store_step(rows), STORE_ROW);
	value = store_int(rows, 0);
	assert_status(store_step(rows), STORE_OK);
	assert_status(store_step(rows), STORE_OK); /* the end stays the end */
	store_rows_end(rows);
	return value;
}

/* ------------------------------------------------------------------- values */

static void test_every_kind_of_value_comes_back(void **state)
{
	struct fixture *f = *state;
	struct store_rows *rows;
	json_t *json = json_pack("{s:i, s:[s]}", "b", 1, "a", "x");
	int64_t twelve = 12;
	size_t length;

	assert_status(store_query(f->store, &rows, "SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12",
	                          "titIIbbbjjdd", "Zo\xc3\xab", INT64_MIN, NULL, &twelve, NULL, "a\0b",
	                          (size_t)3, "", (size_t)0, NULL, (size_t)0, json, NULL,
	                          mipsia_date_make(2026, 10, 3), MIPSIA_DATE_UNKNOWN),
	              STORE_OK);
	assert_status(store_step(rows), STORE_ROW);
	assert_string_equal(store_text(rows, 0), "Zo\xc3\xab");
	assert_true(store_int(rows, 1) == INT64_MIN);
	assert_null(store_text(rows, 2));
	assert_true(store_is_null(rows, 2));
	assert_int_equal(store_int(rows, 3), 12);
	assert_true(store_is_null(rows, 4));
	assert_int_equal(store_int(rows, 4), 0);
	assert_memory_equal(store_bytes(rows, 5, &length), "a\0b", 3);
	assert_int_equal(length, 3);
	assert_non_null(store_bytes(rows, 6, &length));
	assert_int_equal(length, 0);
	assert_null(store_bytes(rows, 7, &length));
	assert_string_equal(store_text(rows, 8), "{\"a\":[\"x\"],\"b\":1}");
	assert_true(store_is_null(rows, 9));
	assert_string_equal(store_text(rows, 10), "2026-10-03");
	assert_true(store_is_null(rows, 11));
	store_rows_end(rows);
	json_decref(json);
}

static void test_wrong_statements_and_values_are_misuse(void **state)
{
	struct fixture *f = *state;
	struct store_rows *rows;

	assert_status(store_query(f->store, &rows, "SELECT ?1", ""), STORE_MISUSE);
	assert_null(rows);
	assert_status(store_query(f->store, &rows, "SELECT 1", "i", (int64_t)1), STORE_MISUSE);
	assert_status(store_query(f->store, &rows, "SELECT ?1", "x", 1), STORE_MISUSE);
	assert_status(store_query(f->store, &rows, "SELECT 1; SELECT 2", ""), STORE_MISUSE);
	assert_status(store_query(f->store, &rows, "", ""), STORE_MISUSE);
	assert_status(store_query(f->store, &rows, "SELECT a FROM nowhere", ""), STORE_MISUSE);
	assert_non_null(strstr(store_message(f->store), "nowhere"));
	/* double quotes are names, never texts */
	assert_status(store_query(f->store, &rows, "SELECT \"text\"", ""), STORE_MISUSE);
	assert_status(store_query(f->store, &rows, "SELECT ?1", "t", "\xff"), STORE_MISUSE);
	assert_status(store_query(f->store, &rows, "SELECT ?1", "t", "\xed\xa0\x80"), STORE_MISUSE);
	assert_status(store_run(f->store, NULL, "ATTACH ':memory:' AS other", ""), STORE_MISUSE);
	assert_status(store_run(f->store, NULL, "DELETE FROM sqlite_schema", ""), STORE_MISUSE);
	assert_int_equal(number(f->store, "SELECT count(*) FROM setting"), 0);
}

static void test_text_with_nul_is_never_cut_short(void **state)
{
	struct fixture *f = *state;
	struct store_rows *rows;
	json_t *json;

	assert_status(store_query(f->store, &rows, "SELECT CAST(x'610062' AS TEXT)", ""), STORE_OK);
	assert_status(store_step(rows), STORE_ROW);
	assert_null(store_text(rows, 0));
	assert_false(store_is_null(rows, 0));
	store_rows_end(rows);
	assert_status(store_json(f->store, &json, "SELECT CAST(x'610062' AS TEXT) AS a", ""), STORE_DAMAGED);
	assert_null(json);
}

static void test_too_long_a_value_is_refused(void **state)
{
	struct fixture *f = *state;
	char *text = malloc(STORE_VALUE_MAX + 2);

	memset(text, 'a', STORE_VALUE_MAX + 1);
	text[STORE_VALUE_MAX + 1] = '\0';
	assert_status(
		store_run(f->store, NULL, "INSERT INTO setting (name, value) VALUES ('a', ?1)", "t", text),
		STORE_CONSTRAINT);
	text[100000] = '\0';
	set(f->store, "a", text);
	assert_int_equal(number(f->store, "SELECT length(value) FROM setting"), 100000);
	free(text);
}

/* What was acknowledged is on the disk; what the file says is not trusted. */
static void test_connections_are_careful(void **state)
{
	struct fixture *f = *state;
	json_t *row;

	assert_int_equal(number(f->store, "PRAGMA synchronous"), 2);
	assert_int_equal(number(f->store, "PRAGMA foreign_keys"), 1);
	assert_int_equal(number(f->store, "PRAGMA trusted_schema"), 0);
	assert_int_equal(number(f->store, "PRAGMA secure_delete"), 1);
	assert_status(store_begin_write(f->store), STORE_OK);
	assert_status(store_json_one(f->store, &row, "PRAGMA journal_mode", ""), STORE_OK);
	store_rollback(f->store);
	assert_string_equal(json_string_value(json_object_get(row, "journal_mode")), "wal");
	json_decref(row);
}

/* -------------------------------------------------------------- transactions */

static void test_rollback_undoes_commit_keeps(void **state)
{
	struct fixture *f = *state;
	int64_t changed = -1;

	store_rollback(f->store); /* there is none: nothing happens */
	assert_status(store_begin_write(f->store), STORE_OK);
	set(f->store, "a", "1");
	store_rollback(f->store);
	assert_int_equal(number(f->store, "SELECT count(*) FROM setting"), 0);
	assert_status(store_begin_write(f->store), STORE_OK);
	set(f->store, "a", "1");
	set(f->store, "b", "1");
	assert_status(store_run(f->store, &changed, "UPDATE setting SET value = '2'", ""), STORE_OK);
	assert_int_equal(changed, 2);
	assert_status(store_commit(f->store), STORE_OK);
	assert_int_equal(number(f->store, "SELECT count(*) FROM setting WHERE value = '2'"), 2);
	assert_status(store_commit(f->store), STORE_MISUSE);
}

static void test_an_error_spoils_the_transaction(void **state)
{
	struct fixture *f = *state;
	struct store_rows *rows;

	assert_status(store_begin_write(f->store), STORE_OK);
	set(f->store, "a", "1");
	assert_status(store_run(f->store, NULL, "INSERT INTO setting (name, value) VALUES ('a', '2')", ""),
	              STORE_CONSTRAINT);
	assert_status(store_run(f->store, NULL, "INSERT INTO setting (name, value) VALUES ('b', '2')", ""),
	              STORE_MISUSE);
	assert_status(store_query(f->store, &rows, "SELECT 1", ""), STORE_MISUSE);
	assert_status(store_commit(f->store), STORE_CONSTRAINT);
	assert_int_equal(number(f->store, "SELECT count(*) FROM setting"), 0);
	set(f->store, "b", "1"); /* the store is as good as before */
}

static void test_references_hold(void **state)
{
	struct fixture *f = *state;

	assert_status(
		store_run(f->store, NULL,
	                  "INSERT INTO clinician (id, practice_id, npi, name) VALUES ('c', 'none', '1', 'A')",
	                  ""),
		STORE_CONSTRAINT);
}

static void test_transactions_do_not_nest(void **state)
{
	struct fixture *f = *state;

	assert_status(store_begin_read(f->store), STORE_OK);
	assert_status(store_begin_read(f->store), STORE_MISUSE);
	store_rollback(f->store);
	assert_status(store_begin_write(f->store), STORE_OK);
	assert_status(store_begin_write(f->store), STORE_MISUSE);
	store_rollback(f->store);
}

static void test_reading_transactions_do_not_write(void **state)
{
	struct fixture *f = *state;
	struct store_rows *rows;

	assert_status(store_begin_read(f->store), STORE_OK);
	assert_status(store_run(f->store, NULL, "DELETE FROM setting", ""), STORE_MISUSE);
	store_rollback(f->store);
	/* nor does a query without a transaction */
	assert_status(store_query(f->store, &rows,
	                          "INSERT INTO setting (name, value) VALUES ('a', '1') RETURNING name", ""),
	              STORE_MISUSE);
	assert_null(rows);
}

static void test_readers_see_the_state_of_their_beginning(void **state)
{
	struct fixture *f = *state;
	struct store *other = store_open(f->folder);

	assert_status(store_begin_read(other), STORE_OK);
	set(f->store, "a", "1"); /* waits for no reader */
	assert_int_equal(number(other, "SELECT count(*) FROM setting"), 0);
	assert_status(store_commit(other), STORE_OK);
	assert_int_equal(number(other, "SELECT count(*) FROM setting"), 1);
	store_close(other);
}

static void test_queries_end_with_their_transaction(void **state)
{
	struct fixture *f = *state;
	struct store_rows *rows;

	set(f->store, "a", "1");
	set(f->store, "b", "1");
	assert_status(store_begin_write(f->store), STORE_OK);
	assert_status(store_query(f->store, &rows, "SELECT name FROM setting", ""), STORE_OK);
	assert_status(store_step(rows), STORE_ROW);
	assert_status(store_commit(f->store), STORE_OK);
	assert_status(store_step(rows), STORE_MISUSE);
	store_rows_end(rows);
	assert_status(store_query(f->store, &rows, "SELECT name FROM setting", ""), STORE_OK);
	/* a store that is closed ends its queries itself */
}

static void test_the_same_query_within_itself(void **state)
{
	struct fixture *f = *state;
	const char *sql = "SELECT name FROM setting ORDER BY name";
	struct store_rows *outer;
	struct store_rows *inner;
	int inners = 0;

	set(f->store, "a", "1");
	set(f->store, "b", "1");
	assert_status(store_query(f->store, &outer, sql, ""), STORE_OK);
	while (store_step(outer) == STORE_ROW) {
		assert_status(store_query(f->store, &inner, sql, ""), STORE_OK);
		while (store_step(inner) == STORE_ROW)
			inners++;
		store_rows_end(inner);
	}
	store_rows_end(outer);
	assert_int_equal(inners, 4);
}

static void test_text_of_sql_in_memory_used_again(void **state)
{
	struct fixture *f = *state;
	char sql[64];

	for (int i = 0; i < 2000; i++) {
		snprintf(sql, sizeof sql, "SELECT %d", i);
		assert_int_equal(number(f->store, sql), i);
	}
}

static void test_more_statements_than_are_kept(void **state)
{
	struct fixture *f = *state;
	char(*sql)[32] = malloc(2000 * sizeof *sql);

	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < 2000; i++) {
			snprintf(sql[i], sizeof *sql, "SELECT %d", i);
			assert_int_equal(number(f->store, sql[i]), i);
		}
	}
	store_close(f->store);
	f->store = store_open(f->folder);
	free(sql);
}

/* ---------------------------------------------------------------------- JSON */

static void test_rows_as_json(void **state)
{
	struct fixture *f = *state;
	json_t *json;
	char *text;

	assert_status(
		store_json(f->store, &json,
	                   "SELECT 1 AS \"yes:bool\", 0 AS \"no:bool\", '[{\"a\":null}]' AS \"list:json\", "
	                   "1795303271123 AS \"at:time\", NULL AS \"never:time\", 'x' AS name, 7 AS n, NULL "
	                   "AS none UNION ALL SELECT 0, 1, 'null', -1, 0, '', -1, 1.5",
	                   ""),
		STORE_OK);
	text = json_dumps(json, JSON_COMPACT | JSON_SORT_KEYS);
	assert_string_equal(
		text, "[{\"at\":\"2026-11-21T23:21:11.123Z\",\"list\":[{\"a\":null}],\"n\":7,\"name\":\"x\","
		      "\"never\":"
		      "null,\"no\":false,\"none\":null,\"yes\":true},"
		      "{\"at\":\"1969-12-31T23:59:59.999Z\",\"list\":null,\"n\":-1,\"name\":\"\",\"never\":"
		      "\"1970-01-01T00:00:00.000Z\",\"no\":true,\"none\":1.5,\"yes\":false}]");
	free(text);
	json_decref(json);
}

static void test_one_row_or_none_as_json(void **state)
{
	struct fixture *f = *state;
	json_t *json = (json_t *)f;

	assert_status(store_json_one(f->store, &json, "SELECT name FROM setting", ""), STORE_OK);
	assert_null(json);
	assert_status(store_begin_write(f->store), STORE_OK);
	assert_status(
		store_json_one(f->store, &json,
	                       "INSERT INTO setting (name, value) VALUES ('a', ?1), ('b', ?1) RETURNING name",
	                       "t", "v"),
		STORE_OK);
	assert_string_equal(json_string_value(json_object_get(json, "name")), "a");
	json_decref(json);
	assert_status(store_commit(f->store), STORE_OK);
	assert_int_equal(number(f->store, "SELECT count(*) FROM setting"), 2);
	assert_status(store_json(f->store, &json, "SELECT name FROM setting WHERE name = 'c'", ""), STORE_OK);
	assert_int_equal(json_array_size(json), 0);
	json_decref(json);
}

static void test_what_is_no_json(void **state)
{
	struct fixture *f = *state;
	json_t *json;

	assert_status(store_json(f->store, &json, "SELECT '{' AS \"a:json\"", ""), STORE_DAMAGED);
	assert_status(store_json(f->store, &json, "SELECT 'x' AS \"a:bool\"", ""), STORE_DAMAGED);
	assert_status(store_json(f->store, &json, "SELECT x'00' AS a", ""), STORE_DAMAGED);
	assert_status(store_json(f->store, &json, "SELECT 1 AS \"a:other\"", ""), STORE_MISUSE);
	assert_status(store_json(f->store, &json, "SELECT 1 AS a, 2 AS a", ""), STORE_MISUSE);
	assert_status(store_json_one(f->store, &json, "SELECT 1 AS a, 2 AS a", ""), STORE_MISUSE);
	assert_null(json);
}

/* -------------------------------------------------------------- append-only */

static void test_history_and_attestations_stay(void **state)
{
	struct fixture *f = *state;

	assert_status(
		store_run(
			f->store, NULL,
			"INSERT INTO event (id, at, by_name, kind, text, previous_hash, hash) VALUES (1, 2, "
			"'A', 'k', 't', 'p', 'h')",
			""),
		STORE_OK);
	assert_status(store_run(f->store, NULL, "DELETE FROM event", ""), STORE_CONSTRAINT);
	assert_status(store_run(f->store, NULL, "UPDATE event SET text = 'other'", ""), STORE_CONSTRAINT);
	assert_status(store_run(f->store, NULL, "UPDATE event SET hash = 'other'", ""), STORE_CONSTRAINT);
	assert_status(store_run(f->store, NULL, "UPDATE event SET undone_by = 2", ""), STORE_OK);
	assert_status(store_run(f->store, NULL,
	                        "INSERT INTO practice (id, name, created_at) VALUES ('p', 'P', 1)", ""),
	              STORE_OK);
	assert_status(
		store_run(
			f->store, NULL,
			"INSERT INTO attestation (id, practice_id, year, number, signed_by, signed_title, "
			"signed_user, signed_at, content, sha256) VALUES ('a', 'p', 2026, 1, 'A', 'T', 'U', "
			"1, '{}', 'h')",
			""),
		STORE_OK);
	assert_status(store_run(f->store, NULL, "UPDATE attestation SET content = ''", ""), STORE_CONSTRAINT);
	assert_status(store_run(f->store, NULL, "DELETE FROM attestation", ""), STORE_CONSTRAINT);
	assert_status(store_run(f->store, NULL, "DELETE FROM practice", ""), STORE_CONSTRAINT);
	/* a demonstration goes with everything in it */
	assert_status(store_run(f->store, NULL, "UPDATE practice SET demonstration = 1", ""), STORE_OK);
	assert_status(store_run(f->store, NULL, "DELETE FROM practice", ""), STORE_OK);
	assert_int_equal(number(f->store, "SELECT count(*) FROM attestation"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define STORE_TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
		STORE_TEST(test_every_kind_of_value_comes_back),
		STORE_TEST(test_wrong_statements_and_values_are_misuse),
		STORE_TEST(test_text_with_nul_is_never_cut_short),
		STORE_TEST(test_too_long_a_value_is_refused),
		STORE_TEST(test_connections_are_careful),
		STORE_TEST(test_rollback_undoes_commit_keeps),
		STORE_TEST(test_an_error_spoils_the_transaction),
		STORE_TEST(test_references_hold),
		STORE_TEST(test_transactions_do_not_nest),
		STORE_TEST(test_reading_transactions_do_not_write),
		STORE_TEST(test_readers_see_the_state_of_their_beginning),
		STORE_TEST(test_queries_end_with_their_transaction),
		STORE_TEST(test_the_same_query_within_itself),
		STORE_TEST(test_text_of_sql_in_memory_used_again),
		STORE_TEST(test_more_statements_than_are_kept),
		STORE_TEST(test_rows_as_json),
		STORE_TEST(test_one_row_or_none_as_json),
		STORE_TEST(test_what_is_no_json),
		STORE_TEST(test_history_and_attestations_stay),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
