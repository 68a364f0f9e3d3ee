/*
 * test_op_history.c - the history: ids, times, the chain, lists and undo.
 */
#include "op_fixture.h"
#include "services/history_hash.h"
#include "services/operations.h"

#include <stdio.h>

#define MINUTE ((int64_t)60 * 1000)

/* Records one event as an operation would; returns its status. */
static int record(struct fixture *f, const char *kind, const char *text, int64_t *id)
{
	struct op_call call;
	struct op_reply reply;
	struct op_event event = { .kind = kind, .year = f->year };
	int status;

	fixture_open_call(f, &call, &reply);
	op_record(&call, &reply, &event, id, "%s", text);
	fixture_close_call(f, &reply);
	status = reply.status;
	json_decref(f->reply.json);
	f->reply = reply;
	return status;
}

static void test_ids_are_dense_and_the_chain_holds(void **state)
{
	struct fixture f;
	struct store_rows *rows;
	char previous[EVENT_HASH] = EVENT_HASH_NONE;
	int64_t id = 0, seen = 0;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 1);
	for (int i = 1; i <= 3; i++) {
		assert_int_equal(record(&f, "test.happened", "Something happened.", &id), 0);
		assert_int_equal(id, i);
	}
	assert_int_equal(
		store_query(f.store, &rows,
	                    "SELECT id, at, by_name, text, previous_hash, hash FROM event ORDER BY id", ""),
		STORE_OK);
	while (store_step(rows) == STORE_ROW) {
		struct event_row row = { .id = store_int(rows, 0),
			                 .at = store_int(rows, 1),
			                 .account_id = "acc_fixture",
			                 .by_name = store_text(rows, 2),
			                 .practice_id = FIXTURE_PRACTICE,
			                 .year = 2026,
			                 .kind = "test.happened",
			                 .text = store_text(rows, 3) };
		char hash[EVENT_HASH];

		event_hash(&row, previous, hash);
		assert_string_equal(store_text(rows, 4), previous);
		assert_string_equal(store_text(rows, 5), hash);
		snprintf(previous, sizeof previous, "%s", hash);
		seen++;
	}
	store_rows_end(rows);
	assert_int_equal(seen, 3);
	fixture_end(&f);
}

static void test_time_never_goes_back(void **state)
{
	struct fixture f;
	int64_t first;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 1);
	record(&f, "test.happened", "First.", NULL);
	first = f.now;
	f.now -= 10 * MINUTE; /* the clock was set back a little */
	assert_int_equal(record(&f, "test.happened", "Second.", NULL), 0);
	assert_int_equal(fixture_number(&f, "SELECT max(at) FROM event"), first);
	assert_int_equal(fixture_number(&f, "SELECT min(at) FROM event"), first);
	f.now = first - 10 * MINUTE - 1;
	assert_int_equal(record(&f, "test.happened", "Third.", NULL), 503);
	assert_string_equal(fixture_code(&f), "clockBehind");
	assert_non_null(strstr(fixture_text(&f, "remedy"), "clock"));
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM event"), 2);
	fixture_end(&f);
}

static void test_pages(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 1);
	for (int i = 0; i < 5; i++)
		record(&f, i % 2 ? "ledger.changed" : "roster.imported", "Event.", NULL);
	fixture_expect(&f, 200, op_list_history, (struct ask){ .query = "{\"limit\":\"2\"}" });
	assert_int_equal(fixture_length(&f, "events"), 2);
	assert_int_equal(fixture_int(&f, "events.0.id"), 5);
	assert_true(fixture_true(&f, "more"));
	fixture_expect(&f, 200, op_list_history, (struct ask){ .query = "{\"before\":\"2\"}" });
	assert_int_equal(fixture_length(&f, "events"), 1);
	assert_false(fixture_true(&f, "more"));
	assert_string_equal(fixture_text(&f, "events.0.by"), "Mary Jones");
	assert_string_equal(fixture_text(&f, "events.0.at"), "2026-07-01T12:00:00.000Z");
	assert_false(fixture_true(&f, "events.0.undoable"));
	fixture_expect(&f, 200, op_list_history, (struct ask){ .query = "{\"kind\":\"ledger\"}" });
	assert_int_equal(fixture_length(&f, "events"), 2);
	fixture_expect(&f, 200, op_list_history, (struct ask){ .query = "{\"year\":\"2025\"}" });
	assert_int_equal(fixture_length(&f, "events"), 0);
	fixture_expect(&f, 400, op_list_history, (struct ask){ .query = "{\"limit\":\"201\"}" });
	fixture_expect(&f, 400, op_list_audit, (struct ask){ .query = "{\"before\":\"x\"}" });
	fixture_expect(&f, 200, op_list_audit, (struct ask){ 0 });
	assert_int_equal(fixture_length(&f, "events"), 5);
	fixture_end(&f);
}

static void test_undo_refuses(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 1);
	record(&f, "practice.changed", "Changed the practice.", NULL);
	fixture_expect(&f, 409, op_undo, (struct ask){ .param = { "1" } });
	assert_string_equal(fixture_code(&f), "notUndoable");
	fixture_expect(&f, 404, op_undo, (struct ask){ .param = { "2" } });
	fixture_expect(&f, 404, op_undo, (struct ask){ .param = { "1x" } });
	fixture_end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ids_are_dense_and_the_chain_holds),
		cmocka_unit_test(test_time_never_goes_back),
		cmocka_unit_test(test_pages),
		cmocka_unit_test(test_undo_refuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
