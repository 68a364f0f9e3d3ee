/*
 * test_op_proof.c - the auditor's checklist. Of the guide's lists of 2026: IA_BE_4 asks
 * for three items; IA_PM_15 for two, and for one of three ("discharge-log", "episode-records" ...).
 */
#include "op_fixture.h"
#include "services/operations.h"
#include "services/record.h"

static const char pdf[] = "%PDF-1.7\nlog of the portal\n";

/* A portal for one clinician, and care after hospital that the practice means to have. */
static void arrange(struct fixture *f)
{
	fixture_begin(f);
	fixture_practice(f, 2);
	fixture_sql(f, "INSERT INTO ledger_cell (practice_id, year, measure_id, clinician_id, periods, "
	               "changed_by, changed_at) VALUES ('prc_fixture', 2026, 'IA_BE_4', 'cln_00', "
	               "'[{\"start\":\"2026-01-02\",\"end\":\"2026-04-30\"}]', 'M', 1)");
	fixture_sql(
		f,
		"INSERT INTO choice (practice_id, year, measure_id, state) VALUES "
		"('prc_fixture', 2026, 'IA_PM_15', 'planned'), ('prc_fixture', 2026, 'IA_CC_2', 'dropped')");
}

static int missing(struct fixture *f, int which)
{
	struct op_call call;
	struct op_reply reply;
	struct record record = { 0 };
	int count;

	fixture_open_call(f, &call, &reply);
	assert_true(record_load(&call, &reply, FIXTURE_PRACTICE, 2026, &record));
	count = record_missing_proof(&call, &record, which);
	record_free(&record);
	fixture_close_call(f, &reply);
	return count;
}

static void review(struct fixture *f, int status, const char *measure, const char *item, const char *body)
{
	fixture_expect(f, status, op_review_proof, (struct ask){ .param = { measure, item }, .body = body });
}

static void test_what_is_missing(void **state)
{
	struct fixture f;

	(void)state;
	arrange(&f);
	fixture_expect(&f, 200, op_get_proof, (struct ask){ 0 });
	assert_int_equal(fixture_length(&f, "activities"), 2); /* not the dropped one */
	assert_string_equal(fixture_text(&f, "activities.0.measureId"), "IA_BE_4");
	assert_int_equal(fixture_length(&f, "activities.0.items"), 3); /* go-live ended with 2025 */
	assert_int_equal(fixture_int(&f, "activities.0.missing"), 3);
	assert_string_equal(fixture_text(&f, "activities.0.clinicians.0.name"), "Dr. Ann Adams");
	assert_int_equal(fixture_int(&f, "activities.0.clinicians.0.evidence"), 0);
	assert_string_equal(fixture_text(&f, "activities.1.items.2.need"), "any:option");
	assert_int_equal(fixture_int(&f, "activities.1.missing"), 3);
	assert_false(fixture_true(&f, "activities.1.complete"));
	assert_int_equal(fixture_int(&f, "missing"), 6);
	assert_string_equal(fixture_text(&f, "retainUntil"), "2032-12-31");
	assert_string_equal(fixture_text(&f, "retentionRule.key"), "audit.retentionYears");
	assert_int_equal(missing(&f, -1), 6);
	assert_int_equal(missing(&f, activity("IA_PM_15")), 3);
	fixture_end(&f);
}

static void test_one_of_a_group_is_enough(void **state)
{
	struct fixture f;

	(void)state;
	arrange(&f);
	review(&f, 200, "IA_PM_15", "episode-records",
	       "{\"state\": \"satisfied\", \"note\": \"ten charts\", \"version\": 0}");
	assert_string_equal(fixture_text(&f, "reviewedBy"), "Mary Jones");
	assert_string_equal(fixture_text(&f, "reviewedAt"), "2026-07-01T12:00:00.000Z");
	assert_int_equal(fixture_int(&f, "version"), 1);
	assert_int_equal(missing(&f, activity("IA_PM_15")), 2); /* discharge-log is open, and not needed */
	review(&f, 200, "IA_PM_15", "follow-up-policy",
	       "{\"state\": \"notApplicable\", \"note\": \"one clinician\", \"version\": 0}");
	review(&f, 200, "IA_PM_15", "period-report",
	       "{\"state\": \"satisfied\", \"note\": \"seen\", \"version\": 0}");
	fixture_expect(&f, 200, op_get_proof, (struct ask){ 0 });
	assert_true(fixture_true(&f, "activities.1.complete"));
	assert_int_equal(fixture_int(&f, "missing"), 3);
	fixture_end(&f);
}

static void test_satisfied_rests_on_something(void **state)
{
	struct fixture f;

	(void)state;
	arrange(&f);
	review(&f, 422, "IA_BE_4", "screens", "{\"state\": \"satisfied\", \"version\": 0}");
	assert_true(fixture_has_error(&f, "/note", "missing"));
	review(&f, 422, "IA_BE_4", "screens",
	       "{\"state\": \"notApplicable\", \"note\": \" \", \"version\": 0}");
	fixture_expect(&f, 201, op_add_evidence_file,
	               (struct ask){ .file = pdf,
	                             .file_length = sizeof pdf - 1,
	                             .query = "{\"measureId\": \"IA_BE_4\", \"itemId\": \"use-report\", "
	                                      "\"clinicianId\": \"cln_00\"}" });
	review(&f, 422, "IA_BE_4", "screens",
	       "{\"state\": \"satisfied\", \"version\": 0}"); /* of another item */
	review(&f, 200, "IA_BE_4", "use-report", "{\"state\": \"satisfied\", \"version\": 0}");
	assert_int_equal(fixture_length(&f, "evidence"), 1);
	fixture_expect(&f, 200, op_get_proof, (struct ask){ 0 });
	assert_int_equal(fixture_int(&f, "activities.0.missing"), 2);
	assert_int_equal(fixture_int(&f, "activities.0.clinicians.0.evidence"), 1);
	fixture_end(&f);
}

static void test_withdrawn_evidence_opens_the_item(void **state)
{
	struct fixture f;
	char id[32];

	(void)state;
	arrange(&f);
	fixture_expect(&f, 201, op_add_evidence_file,
	               (struct ask){ .file = pdf,
	                             .file_length = sizeof pdf - 1,
	                             .query = "{\"measureId\": \"IA_BE_4\"}" });
	snprintf(id, sizeof id, "%s", fixture_text(&f, "id"));
	review(&f, 200, "IA_BE_4", "use-report", "{\"state\": \"satisfied\", \"version\": 0}");
	review(&f, 200, "IA_BE_4", "screens",
	       "{\"state\": \"satisfied\", \"note\": \"on paper\", \"version\": 0}");
	assert_int_equal(missing(&f, activity("IA_BE_4")), 1);
	fixture_expect(&f, 200, op_change_evidence,
	               (struct ask){ .param = { id },
	                             .body = "{\"withdrawn\": true, \"withdrawnReason\": \"shows names\", "
	                                     "\"version\": 1}" });
	assert_int_equal(missing(&f, activity("IA_BE_4")), 2); /* what has a note stays */
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM event WHERE text LIKE '%1 item of the "
	                                    "checklist is open again%'"),
	                 1);
	fixture_end(&f);
}

static void test_two_reviewers(void **state)
{
	struct fixture f;

	(void)state;
	arrange(&f);
	review(&f, 200, "IA_BE_4", "screens",
	       "{\"state\": \"satisfied\", \"note\": \"seen\", \"version\": 0}");
	review(&f, 409, "IA_BE_4", "screens", "{\"state\": \"open\", \"version\": 0}");
	assert_string_equal(fixture_code(&f), "conflict");
	assert_string_equal(fixture_text(&f, "current.state"), "satisfied");
	assert_string_equal(fixture_text(&f, "changedBy"), "Mary Jones");
	review(&f, 200, "IA_BE_4", "screens", "{\"state\": \"open\", \"version\": 1}");
	assert_true(fixture_null(&f, "reviewedBy"));
	review(&f, 404, "IA_BE_4", "go-live", "{\"state\": \"open\", \"version\": 0}");
	review(&f, 404, "IA_NO_1", "screens", "{\"state\": \"open\", \"version\": 0}");
	review(&f, 422, "IA_BE_4", "screens", "{\"state\": \"done\", \"version\": 2}");
	assert_true(fixture_has_error(&f, "/state", "badValue"));
	review(&f, 422, "IA_BE_4", "screens", "{\"state\": \"open\"}");
	assert_true(fixture_has_error(&f, "/version", "missing"));
	fixture_end(&f);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_missing),
		cmocka_unit_test(test_one_of_a_group_is_enough),
		cmocka_unit_test(test_satisfied_rests_on_something),
		cmocka_unit_test(test_withdrawn_evidence_opens_the_item),
		cmocka_unit_test(test_two_reviewers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
