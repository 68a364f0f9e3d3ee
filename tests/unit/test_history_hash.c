/*
 * test_history_hash.c - the chain of the history against hashes that Python's hashlib
 * made of the canonical text in history_hash.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "services/history_hash.h"

#define FIRST "5783bee6e7ef876571f266ffd6ed02a4a72dfbadba01bfc47f82c2c3bc4e7080"
#define SECOND "2a98e7dd986890c6c4772353caa25041acff52a5e556c4818e87096c85c738f7"

static void test_the_chain(void **state)
{
	struct event_row first = { .id = 1,
		                   .at = 1795303271123,
		                   .account_id = "acc_1",
		                   .by_name = "Zo\xc3\xab M\xc3\xa1rquez",
		                   .practice_id = "prac_1",
		                   .year = 2026,
		                   .kind = "ledger.changed",
		                   .text = "Recorded." };
	int64_t undoes = 1;
	struct event_row second = { 2, 1795303271124, "", "A", "", 0, "k", "", "{\"a\":1}", &undoes };
	char hash[EVENT_HASH];

	(void)state;
	event_hash(&first, EVENT_HASH_NONE, hash);
	assert_string_equal(hash, FIRST);
	event_hash(&second, hash, hash);
	assert_string_equal(hash, SECOND);
}

/* Text cannot move from one column to the next unseen, nor NULL be taken for "". */
static void test_columns_are_kept_apart(void **state)
{
	struct event_row row = { 1, 2, "a", "b", "", 0, "k", "t", NULL, NULL };
	char one[EVENT_HASH];
	char other[EVENT_HASH];

	(void)state;
	event_hash(&row, EVENT_HASH_NONE, one);
	row.account_id = "ab";
	row.by_name = "";
	event_hash(&row, EVENT_HASH_NONE, other);
	assert_string_not_equal(one, other);
	row.account_id = "a";
	row.by_name = "b";
	row.undo = "";
	event_hash(&row, EVENT_HASH_NONE, other);
	assert_string_not_equal(one, other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_chain),
		cmocka_unit_test(test_columns_are_kept_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
