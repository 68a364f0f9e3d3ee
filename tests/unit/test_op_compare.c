/*
 * test_op_compare.c - ways to report, side by side, and the score. Figures are those
 * of the rule book: 2026 needs two activities (20 points each) in traditional MIPS, one
 * in an MVP or of a small practice (40 points), none in the APP; a group needs half of
 * its clinicians, an individual the clinician.
 */
#include "op_arrange.h"
#include "services/operations.h"

static void compare(struct fixture *f, const char *body)
{
	fixture_expect(f, 200, op_compare_plans, (struct ask){ .query = "{}", .body = body });
}

/* "group mips, individual mips" */
static void expect_plans(const struct fixture *f, const char *expected)
{
	char found[1024] = "";
	json_t *plan;
	size_t i;

	json_array_foreach (fixture_at(f, "plans"), i, plan)
		snprintf(found + strlen(found), sizeof found - strlen(found), "%s%s %s", i ? ", " : "",
		         json_string_value(json_object_get(plan, "entityType")),
		         json_string_value(json_object_get(plan, "programName")));
	assert_string_equal(found, expected);
}

static void with_specialty(struct fixture *f, const char *specialty)
{
	assert_int_equal(store_run(f->store, NULL, "UPDATE clinician SET specialty = ?1", "t", specialty),
	                 STORE_OK);
}

static void test_the_usual_plans(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	compare(&f, "{}");
	expect_plans(&f, "group mips, individual mips"); /* nothing says which MVP fits */
	assert_true(fixture_true(&f, "plans.0.current"));
	assert_string_equal(fixture_text(&f, "plans.0.name"), "Group, traditional MIPS");
	assert_string_equal(fixture_text(&f, "plans.1.name"), "Individual clinicians, traditional MIPS");
	assert_int_equal(fixture_int(&f, "plans.0.requirements.cliniciansNeeded"), 9);
	assert_int_equal(fixture_int(&f, "plans.1.requirements.cliniciansNeeded"), 1);
	compare(&f, "{\"specialty\": \"Dermatology\"}");
	expect_plans(&f, "group mips, individual mips, group M1421");
	assert_int_equal(fixture_int(&f, "plans.2.requirements.activitiesNeeded.unweighted"), 1);
	assert_string_equal(fixture_text(&f, "plans.2.programText"), "the MVP M1421: Dermatological Care");
	with_specialty(&f, "Family Medicine");
	compare(&f, "{}");
	expect_plans(&f, "group mips, individual mips, group G0055, group M0005");
	with_specialty(&f, "Nurse Practitioner"); /* most MVPs are for them */
	compare(&f, "{}");
	expect_plans(&f, "group mips, individual mips");
	fixture_end(&f);
}

static void test_the_app_for_apm_participants(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	fixture_settings(&f, 2026, "{\"apmParticipant\": true}");
	compare(&f, "{}");
	expect_plans(&f, "group mips, individual mips, group app1");
	assert_int_equal(fixture_int(&f, "plans.0.requirements.neededPoints"), 20);
	assert_int_equal(fixture_int(&f, "plans.2.requirements.neededPoints"), 0);
	assert_string_equal(fixture_text(&f, "plans.2.standing.answer"), "met");
	assert_int_equal(fixture_length(&f, "plans.2.suggestions"), 0);
	fixture_settings(&f, 2026, "{\"apmParticipant\": false}");
	compare(&f, "{\"plans\": [{\"entityType\": \"group\", \"programName\": \"app1\"}]}");
	assert_string_equal(fixture_text(&f, "plans.0.error"), "The APP is for APM participants.");
	assert_true(fixture_null(&f, "plans.0.requirements"));
	assert_true(fixture_null(&f, "plans.0.standing"));
	fixture_end(&f);
}

static void test_what_is_done_counts_differently(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	with_specialty(&f, "Dermatology");
	all_performed(&f, "IA_EPA_2", 9, "2026-01-02", "2026-04-30");
	chose(&f, "IA_BE_25", "planned");
	chose(&f, "IA_CC_8", "dropped");
	compare(&f,
	        "{\"plans\": [{\"entityType\": \"group\", \"programName\": \"mips\"}, "
	        "{\"entityType\": \"group\", \"programName\": \"M1421\", \"name\": \"Skin\"}, "
	        "{\"entityType\": \"individual\", \"programName\": \"mips\"}, "
	        "{\"entityType\": \"group\", \"programName\": \"mips\", \"specialStatuses\": [\"rural\"]}]}");
	assert_true(fixture_true(&f, "plans.0.current"));
	assert_int_equal(fixture_int(&f, "plans.0.standing.points"), 20);
	assert_int_equal(fixture_length(&f, "plans.0.left"), 0);
	assert_false(fixture_true(&f, "plans.1.current"));
	assert_string_equal(fixture_text(&f, "plans.1.name"), "Skin");
	assert_int_equal(fixture_int(&f, "plans.1.standing.points"), 40);
	assert_string_equal(fixture_text(&f, "plans.1.left.0"), "IA_BE_25");
	assert_int_equal(fixture_length(&f, "plans.1.left"), 1);
	/* each clinician needs two: nine have one, eight none */
	assert_int_equal(fixture_int(&f, "plans.2.standing.points"), 0);
	assert_int_equal(fixture_int(&f, "plans.3.standing.points"), 40);
	assert_int_equal(fixture_length(&f, "plans.0.suggestions"), 3);
	assert_int_equal(fixture_int(&f, "plans.0.suggestions.0.points"), 40);
	/* what is done already is least work */
	assert_true(fixture_find(&f, "plans.0.suggestions.0.activities", "measureId", "IA_EPA_2") !=
	            SIZE_MAX);
	assert_true(fixture_find(&f, "plans.0.suggestions.0.activities", "measureId", "IA_BE_25") !=
	            SIZE_MAX);
	/* nothing was changed */
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM practice_year"), 0);
	fixture_end(&f);
}

static void test_nothing_new_after_the_last_day(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	compare(&f, "{\"plans\": [{\"entityType\": \"group\", \"programName\": \"mips\"}], \"from\": "
	            "\"2026-12-01\"}");
	assert_int_equal(fixture_length(&f, "plans.0.suggestions"), 0);
	compare(&f, "{\"plans\": [{\"entityType\": \"group\", \"programName\": \"mips\"}], \"from\": "
	            "\"2026-10-03\"}");
	assert_int_equal(fixture_length(&f, "plans.0.suggestions"), 3);
	/* without a day: today */
	fixture_day(&f, "2026-12-01");
	compare(&f, "{\"plans\": [{\"entityType\": \"group\", \"programName\": \"mips\"}], \"from\": null}");
	assert_int_equal(fixture_length(&f, "plans.0.suggestions"), 0);
	fixture_end(&f);
}

static void test_what_cannot_be_reported(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	f.year = 2022;
	compare(&f, "{\"plans\": [{\"entityType\": \"group\", \"programName\": \"M0005\"}, "
	            "{\"entityType\": \"group\", \"programName\": \"webInterface\"}]}");
	assert_string_equal(
		fixture_text(&f, "plans.0.error"),
		"The group cannot report an MVP in 2022; it can report traditional MIPS, the APP.");
	assert_non_null(strstr(fixture_text(&f, "plans.1.error"), "cannot report the APM scoring standard"));
	fixture_end(&f);
}

static void test_what_is_asked_wrongly(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 1);
	fixture_expect(
		&f, 422, op_compare_plans,
		(struct ask){
			.query = "{}",
			.body = "{\"plan\": 1, \"from\": \"soon\", \"plans\": [{\"entityType\": \"team\", "
				"\"programName\": \"M9999\", \"clinicianCount\": 0, "
				"\"specialStatuses\": [\"large\"]}, 7]}" });
	assert_true(fixture_has_error(&f, "/plan", "unknownField"));
	assert_true(fixture_mentions(&f, "/from"));
	assert_true(fixture_has_error(&f, "/plans/0/entityType", "badValue"));
	assert_true(fixture_has_error(&f, "/plans/0/programName", "badValue"));
	assert_true(fixture_has_error(&f, "/plans/0/specialStatuses", "badValue"));
	assert_true(fixture_mentions(&f, "/plans/0/clinicianCount"));
	assert_true(fixture_mentions(&f, "/plans/1"));
	fixture_end(&f);
}

/* -------------------------------------------------------------------------- score */

static void test_the_score_of_a_group(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	all_performed(&f, "IA_BE_4", 9, "2026-01-02", "2026-04-30");
	fixture_expect(&f, 200, op_get_score, (struct ask){ .query = "{}" });
	assert_string_equal(fixture_text(&f, "programText"), "traditional MIPS");
	assert_int_equal(fixture_length(&f, "results"), 1);
	assert_string_equal(fixture_text(&f, "results.0.name"), "Maple Street Clinic");
	assert_true(fixture_null(&f, "results.0.clinicianId"));
	assert_int_equal(fixture_int(&f, "results.0.answer.points"), 20);
	assert_true(fixture_length(&f, "results.0.answer.explanation") > 0);
	assert_int_equal(fixture_int(&f, "standing.points"), 20);
	fixture_end(&f);
}

static void test_the_score_of_each_clinician(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 3);
	with_the_practice(&f, 2, "[{\"from\": null, \"to\": \"2024-12-31\"}]");
	fixture_settings(&f, 2026, "{\"entityType\": \"individual\"}");
	performed(&f, "IA_BE_4", 1, "2026-01-02", "2026-04-30");
	fixture_expect(&f, 200, op_get_score, (struct ask){ .query = "{}" });
	assert_int_equal(fixture_length(&f, "results"), 2); /* the third had left */
	assert_string_equal(fixture_text(&f, "results.0.name"), "Dr. Ann Adams");
	assert_string_equal(fixture_text(&f, "results.0.npi"), fixture_npi(0));
	assert_int_equal(fixture_int(&f, "results.0.answer.points"), 0);
	assert_int_equal(fixture_int(&f, "results.1.answer.points"), 40); /* in a practice of two: small */
	fixture_end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_usual_plans),
		cmocka_unit_test(test_the_app_for_apm_participants),
		cmocka_unit_test(test_what_is_done_counts_differently),
		cmocka_unit_test(test_nothing_new_after_the_last_day),
		cmocka_unit_test(test_what_cannot_be_reported),
		cmocka_unit_test(test_what_is_asked_wrongly),
		cmocka_unit_test(test_the_score_of_a_group),
		cmocka_unit_test(test_the_score_of_each_clinician),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
