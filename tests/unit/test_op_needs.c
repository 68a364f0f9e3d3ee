/*
 * test_op_needs.c - what is needed, and what to do next, through a year. Figures are
 * those of the rule book: 2026 needs 40 points, an activity brings 20 (40 with a
 * special status, 20 fewer are needed by APM participants), at least half of the
 * clinicians, from 3 October at the latest; submission 4 January to 31 March 2027.
 */
#include "op_arrange.h"
#include "services/operations.h"

static void get(struct fixture *f)
{
	fixture_expect(f, 200, op_get_needs, (struct ask){ .query = "{}" });
}

/* The steps' kinds and sentences, one a line, without those about proof. */
static void expect_next(struct fixture *f, const char *expected)
{
	char found[2048] = "";
	json_t *step;
	size_t i;

	get(f);
	json_array_foreach (fixture_at(f, "next"), i, step) {
		const char *kind = json_string_value(json_object_get(step, "kind"));

		if (strcmp(kind, "prove") != 0)
			snprintf(found + strlen(found), sizeof found - strlen(found), "%s: %s\n", kind,
			         json_string_value(json_object_get(step, "text")));
	}
	assert_string_equal(found, expected);
}

#define SET_UP "{\"apmParticipant\": false}"

static void test_a_new_practice(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 0);
	expect_next(
		&f,
		"setUp: Say how the practice reports in 2026; until then a group under traditional MIPS is "
		"assumed.\n"
		"setUp: Add the clinicians of the practice.\n"
		"choose: Choose 2 more activities; most must start by 3 October 2026.\n"
		"setUp: Find out whether the practice takes part in an APM: then activities must bring 20 "
		"points, not 40.\n");
	assert_string_equal(fixture_text(&f, "standing.text"),
	                    "Add the clinicians of the practice to see where it stands.");
	assert_true(fixture_null(&f, "requirements.cliniciansNeeded"));
	fixture_end(&f);
}

static void test_requirements_of_a_group_of_17(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	fixture_settings(&f, 2026, SET_UP);
	get(&f);
	assert_int_equal(fixture_int(&f, "year"), 2026);
	assert_string_equal(fixture_text(&f, "today"), "2026-07-01");
	assert_int_equal(fixture_int(&f, "requirements.neededPoints"), 40);
	assert_int_equal(fixture_int(&f, "requirements.activitiesNeeded.unweighted"), 2);
	assert_int_equal(fixture_int(&f, "requirements.clinicianCount"), 17);
	assert_int_equal(fixture_int(&f, "requirements.cliniciansNeeded"), 9);
	assert_string_equal(fixture_text(&f, "requirements.lastStart"), "2026-10-03");
	assert_string_equal(fixture_text(&f, "requirements.submissionWindow.closes"), "2027-03-31");
	assert_int_equal(fixture_int(&f, "requirements.weight"), 15);
	assert_int_equal(fixture_int(&f, "standing.daysToStart"), 94);
	assert_true(fixture_length(&f, "requirements.reasons") > 0);
	fixture_end(&f);
}

static void test_a_small_practice(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 15);
	fixture_settings(&f, 2026, SET_UP);
	get(&f);
	assert_int_equal(fixture_int(&f, "requirements.activitiesNeeded.unweighted"), 1);
	assert_string_equal(fixture_text(&f, "requirements.specialStatuses.0"), "smallPractice");
	assert_int_equal(fixture_int(&f, "requirements.cliniciansNeeded"), 8);
	expect_next(&f, "choose: Choose 1 more activity; most must start by 3 October 2026.\n");
	fixture_end(&f);
}

static void test_choose_and_record(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	fixture_settings(&f, 2026, SET_UP);
	chose(&f, "IA_BE_4", "doing");
	chose(&f, "IA_ERP_2", "planned");
	chose(&f, "IA_CC_8", "dropped");
	all_performed(&f, "IA_BE_4", 7, "2026-01-02", "2026-04-30");
	expect_next(&f, "record: Start IA_BE_4 with 2 more clinicians by 3 October 2026.\n"
	                "record: Start IA_ERP_2 with 9 clinicians by 2 November 2026.\n");
	assert_int_equal(fixture_length(&f, "activities"), 2);
	assert_string_equal(fixture_text(&f, "activities.0.measureId"), "IA_BE_4");
	assert_string_equal(fixture_text(&f, "activities.0.choice"), "doing");
	assert_int_equal(fixture_int(&f, "activities.0.needed"), 9);
	assert_string_equal(fixture_text(&f, "next.0.measureId"), "IA_BE_4");
	assert_string_equal(fixture_text(&f, "next.0.by"), "2026-10-03");
	performed(&f, "IA_BE_4", 7, "2026-05-01", NULL);
	performed(&f, "IA_BE_4", 8, "2026-05-01", NULL);
	expect_next(&f, "record: Complete the dates of 2 clinicians for IA_BE_4.\n"
	                "record: Start IA_ERP_2 with 9 clinicians by 2 November 2026.\n");
	fixture_end(&f);
}

static void test_what_was_chosen_and_earns_nothing(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	fixture_settings(&f, 2026,
	                 "{\"apmParticipant\": false, \"programName\": \"M0005\", \"attestedBefore\": "
	                 "[{\"measureId\": \"IA_PSPA_22\", \"performanceYear\": 2024}]}");
	chose(&f, "IA_PSPA_22", "planned");
	chose(&f, "IA_BE_25", "planned"); /* not in M0005 */
	expect_next(&f, "choose: Choose 1 more activity; most must start by 3 October 2026.\n"
	                "choose: Drop IA_BE_25, or replace it. It is not part of the MVP M0005 and earns "
	                "nothing under "
	                "it.\n"
	                "choose: Drop IA_PSPA_22, or replace it. It is not part of the MVP M0005 and earns "
	                "nothing under "
	                "it.\n");
	fixture_settings(&f, 2026,
	                 "{\"apmParticipant\": false, \"attestedBefore\": "
	                 "[{\"measureId\": \"IA_PSPA_22\", \"performanceYear\": 2024}]}");
	get(&f);
	assert_int_equal(
		fixture_find(
			&f, "next", "text",
			"Drop IA_PSPA_22, or replace it. It was attested for 2024 and cannot be attested "
			"again before 2028."),
		2);
	fixture_end(&f);
}

static void test_too_late(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	fixture_settings(&f, 2026, SET_UP);
	all_performed(&f, "IA_BE_4", 7, "2026-01-02", "2026-04-30");
	fixture_day(&f, "2026-10-04");
	expect_next(&f,
	            "choose: 2 more activities would be needed, and the last day to start most of them was 3 "
	            "October 2026. Look for what the practice has done since before that day.\n"
	            "record: IA_BE_4 needs 2 more clinicians who started by 3 October 2026; record them, or "
	            "choose another activity.\n");
	fixture_end(&f);
}

static void test_sites_that_could_be_enough(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	fixture_settings(&f, 2026, SET_UP);
	set_sites(&f, "[{\"name\": \"A\", \"pcmhRecognized\": null}]");
	expect_next(
		&f,
		"choose: Choose 2 more activities; most must start by 3 October 2026.\n"
		"setUp: Find out which practice sites are recognized as a medical home: with enough of them "
		"IA_PCMH alone brings full credit.\n");
	fixture_end(&f);
}

static void test_from_met_to_done(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	fixture_settings(&f, 2026, SET_UP);
	all_performed(&f, "IA_BE_4", 9, "2026-01-02", "2026-04-30");
	all_performed(&f, "IA_CC_8", 9, "2026-03-01", "2026-08-31");
	expect_next(
		&f,
		"wait: Go on with what is recorded until 31 August 2026; then it can be signed. Submission "
		"opens in 2027.\n");
	fixture_day(&f, "2026-09-01");
	expect_next(&f,
	            "attest: Review and sign what is attested for 2026, to submit it by 31 March 2027.\n");
	attested_in(&f, 2026, 1, "{\"activities\": [\"IA_BE_4\", \"IA_CC_8\"]}");
	expect_next(&f, "wait: 2026 is signed. Submission opens on 4 January 2027.\n");
	assert_true(fixture_true(&f, "standing.signed"));
	fixture_day(&f, "2027-01-04");
	expect_next(&f, "submit: Submit what was signed to CMS by 31 March 2027.\n"
	                "receipt: Record here what CMS answered when it was submitted.\n");
	fixture_sql(
		&f,
		"INSERT INTO receipt VALUES ('rcp_1', '20261', 'qppWebsite', 'X', '2027-01-05', '', 'A', 0)");
	expect_next(&f, "done: 2026 is signed, submitted and confirmed. Keep the proof.\n");
	fixture_end(&f);
}

/* data/guide/IA_BE_4.json: three papers in 2026 (what is new, screens, use). */
static void test_proof_of_what_has_begun(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	fixture_settings(&f, 2026, SET_UP);
	chose(&f, "IA_BE_4", "planned");
	get(&f);
	assert_true(fixture_find(&f, "next", "kind", "prove") == SIZE_MAX);
	performed(&f, "IA_BE_4", 0, "2026-01-02", NULL);
	get(&f);
	assert_int_equal(fixture_int(&f, "activities.0.missingProof"), 3);
	assert_true(fixture_find(&f, "next", "text",
	                         "Collect proof for IA_BE_4: 3 items of the checklist are open.") !=
	            SIZE_MAX);
	fixture_sql(&f, "INSERT INTO proof_item (practice_id, year, measure_id, item_id, state) "
	                "VALUES ('prc_fixture', 2026, 'IA_BE_4', 'screens', 'satisfied'), "
	                "('prc_fixture', 2026, 'IA_BE_4', 'use-report', 'notApplicable')");
	get(&f);
	assert_true(fixture_find(&f, "next", "text",
	                         "Collect proof for IA_BE_4: 1 item of the checklist is open.") != SIZE_MAX);
	fixture_end(&f);
}

static void test_after_the_window(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	f.year = 2024;
	expect_next(&f,
	            "done: The time to submit 2024 ended on 31 March 2025, and nothing was signed here.\n");
	all_performed(&f, "IA_BE_4", 9, "2024-01-02", "2024-04-30");
	expect_next(&f,
	            "done: The time to submit 2024 ended on 31 March 2025, and nothing was signed here.\n");
	fixture_end(&f);
}

static void test_nothing_to_do(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	fixture_settings(&f, 2026, "{\"programName\": \"app1\", \"apmParticipant\": true}");
	expect_next(&f, "done: Full credit is given without activities.\n");
	assert_int_equal(fixture_int(&f, "requirements.neededPoints"), 0);
	fixture_end(&f);
}

static void test_clinicians_who_report_alone(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	fixture_settings(&f, 2026, "{\"apmParticipant\": false, \"entityType\": \"individual\"}");
	chose(&f, "IA_CC_8", "doing");
	all_performed(&f, "IA_BE_4", 5, "2026-01-02", "2026-04-30");
	get(&f);
	assert_int_equal(fixture_int(&f, "activities.0.certain"), 5);
	assert_true(fixture_null(&f, "activities.0.needed"));
	expect_next(
		&f,
		"record: Record IA_BE_4 for the clinicians who do it; 12 of 17 have not started, which they "
		"must by 3 October 2026.\n"
		"record: Record IA_CC_8 for the clinicians who do it; 17 of 17 have not started, which they "
		"must by 3 October 2026.\n");
	fixture_end(&f);
}

/* EVIDENCE-OF: until 2024 a high-weighted activity is 20 points, a medium one 10 */
static void test_a_year_with_weights(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	f.year = 2024;
	fixture_day(&f, "2024-05-01");
	fixture_settings(&f, 2024, SET_UP);
	chose(&f, "IA_BE_6", "doing"); /* high */
	all_performed(&f, "IA_BE_6", 9, "2024-01-02", "2024-04-30");
	expect_next(&f, "choose: Choose 1 more high-weighted activity, or 2 more medium-weighted activities; "
	                "most must "
	                "start by 3 October 2024.\n");
	fixture_end(&f);
}

static void test_a_way_to_report_that_does_not_exist(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	fixture_settings(&f, 2026, "{\"entityType\": \"subgroup\"}");
	fixture_expect(&f, 422, op_get_needs, (struct ask){ .query = "{}" });
	assert_string_equal(fixture_code(&f), "notPossible");
	assert_string_equal(fixture_text(&f, "detail"),
	                    "The subgroup cannot report traditional MIPS in 2026; it can report an MVP.");
	fixture_end(&f);
}

static void test_warnings_are_for_people(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	fixture_settings(&f, 2026, "{\"apmParticipant\": false, \"specialStatuses\": [\"smallPractice\"]}");
	all_performed(&f, "IA_BE_4", 9, "2026-01-02", "2026-04-30");
	get(&f);
	assert_int_equal(fixture_find(&f, "warnings", "code", "statusContradictsCounts"), 0);
	assert_int_equal(
		fixture_find(&f, "warnings", "message",
	                     "No PI data of this small practice are known: CMS then reweights PI by itself, "
	                     "and improvement activities weigh 30 instead of 15."),
		1);
	assert_int_equal(fixture_length(&f, "warnings"), 2);
	fixture_end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_new_practice),
		cmocka_unit_test(test_requirements_of_a_group_of_17),
		cmocka_unit_test(test_a_small_practice),
		cmocka_unit_test(test_choose_and_record),
		cmocka_unit_test(test_what_was_chosen_and_earns_nothing),
		cmocka_unit_test(test_too_late),
		cmocka_unit_test(test_sites_that_could_be_enough),
		cmocka_unit_test(test_from_met_to_done),
		cmocka_unit_test(test_proof_of_what_has_begun),
		cmocka_unit_test(test_after_the_window),
		cmocka_unit_test(test_nothing_to_do),
		cmocka_unit_test(test_clinicians_who_report_alone),
		cmocka_unit_test(test_a_year_with_weights),
		cmocka_unit_test(test_a_way_to_report_that_does_not_exist),
		cmocka_unit_test(test_warnings_are_for_people),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
