/*
 * test_op_demonstration.c - the demonstration practice: what it shows, and that it can
 * be removed.
 */
#include "formats/identifier.h"
#include "op_fixture.h"
#include "services/operations.h"

#include <stdio.h>

static char id[32];

static void make(struct fixture *f)
{
	f->practice = NULL;
	fixture_expect(f, 201, op_create_demonstration, (struct ask){ 0 });
	snprintf(id, sizeof id, "%s", fixture_text(f, "id"));
	f->practice = id;
}

static const char *answer_of(struct fixture *f, const char *activity)
{
	char path[80];
	size_t i = fixture_find(f, "activities", "measureId", activity);

	assert_int_not_equal(i, SIZE_MAX);
	snprintf(path, sizeof path, "activities.%zu.answer", i);
	return fixture_text(f, path);
}

static void test_what_it_shows(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_day(&f, "2026-08-20");
	f.actor.single = true;
	make(&f);
	assert_true(fixture_true(&f, "demonstration"));
	assert_int_equal(fixture_int(&f, "clinicianCount"), 12);
	fixture_expect(&f, 200, op_list_clinicians, (struct ask){ 0 });
	for (size_t i = 0; i < 12; i++) {
		char path[40];
		const char *npi;

		snprintf(path, sizeof path, "clinicians.%zu.npi", i);
		npi = fixture_text(&f, path);
		assert_int_equal(identifier_check_npi(npi, strlen(npi), IDENTIFIER_REAL), IDENTIFIER_GOOD);
		assert_int_equal(npi[0], '2'); /* none of these was ever given out */
	}
	/* 12 clinicians, 6 needed: 7, 4, and 3 certain of 7 */
	fixture_expect(&f, 200, op_get_ledger, (struct ask){ 0 });
	assert_string_equal(answer_of(&f, "IA_BE_4"), "met");
	assert_string_equal(answer_of(&f, "IA_PM_16"), "notMet");
	assert_string_equal(answer_of(&f, "IA_BE_6"), "unknown");
	fixture_expect(&f, 200, op_list_choices, (struct ask){ 0 });
	assert_int_equal(fixture_length(&f, "choices"), 5);
	fixture_expect(&f, 200, op_get_proof, (struct ask){ 0 });
	assert_int_equal(fixture_length(&f, "evidence"), 3);
	assert_true(fixture_int(&f, "missing") > 0);
	fixture_expect(&f, 200, op_list_history, (struct ask){ .query = "{\"limit\":\"200\"}" });
	assert_true(fixture_length(&f, "events") >= 25);
	f.year = 2025;
	fixture_expect(&f, 200, op_get_ledger, (struct ask){ 0 });
	assert_string_equal(answer_of(&f, "IA_BE_4"), "met");
	fixture_expect(&f, 409, op_create_demonstration, (struct ask){ 0 });
	fixture_end(&f);
}

static void test_removing(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	f.actor.single = true;
	make(&f);
	fixture_expect(&f, 204, op_delete_practice, (struct ask){ 0 });
	assert_int_equal(fixture_number(&f,
	                                "SELECT (SELECT count(*) FROM practice) + (SELECT count(*) FROM "
	                                "clinician) + (SELECT count(*) FROM ledger_cell) + (SELECT "
	                                "count(*) FROM evidence_link) + (SELECT count(*) FROM proof_item)"),
	                 0);
	assert_true(fixture_number(&f, "SELECT count(*) FROM event") > 25); /* what happened stays */
	make(&f);
	fixture_end(&f);
}

/* In every year that a rehearsal may be held on. */
static void test_every_year(void **state)
{
	struct fixture f;
	char day[16];

	(void)state;
	fixture_begin(&f);
	f.actor.single = true;
	for (int year = 2017; year <= 2028; year++) {
		snprintf(day, sizeof day, "%d-02-10", year);
		fixture_day(&f, day);
		make(&f);
		fixture_expect(&f, 204, op_delete_practice, (struct ask){ 0 });
	}
	fixture_end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_it_shows),
		cmocka_unit_test(test_removing),
		cmocka_unit_test(test_every_year),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
