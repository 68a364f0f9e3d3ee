/*
 * test_proposal.c - an entity without activities: what is required of it, and what a
 * practice's words become on the way to suggestions.
 */
#include "testing.h"

#include "services/proposal.h"
#include "services/requirements.h"

static struct entity_facts practice_of(int year, int32_t clinicians)
{
	struct entity_facts facts = entity_plain(mipsia_rulebook_builtin(), year);

	facts.clinicians = clinicians;
	entity_conclude(&facts, -1);
	return facts;
}

/* ---------------------------------------------------------------------- entity */

/* EVIDENCE-OF: 414.1305 (small practice) */
static void test_fifteen_clinicians_are_small(void **state)
{
	struct entity_facts small = practice_of(2026, 15);
	struct entity_facts large = practice_of(2026, 16);

	(void)state;
	assert_true(small.c.statuses & MIPSIA_BIT(MIPSIA_SMALL_PRACTICE));
	assert_non_null(small.derived_rule);
	assert_false(large.c.statuses & MIPSIA_BIT(MIPSIA_SMALL_PRACTICE));
}

static void test_programs_by_name(void **state)
{
	struct entity_facts facts = practice_of(2026, -1);

	(void)state;
	assert_true(entity_set_program(&facts, "m0005"));
	assert_int_equal(facts.c.option, MIPSIA_MVP);
	assert_string_equal(entity_program(facts.book, &facts.c), "M0005");
	assert_true(entity_set_program(&facts, "APPPLUS"));
	assert_string_equal(entity_program(facts.book, &facts.c), "appPlus");
	assert_int_equal(facts.c.mvp, MIPSIA_NO_MVP);
	assert_false(entity_set_program(&facts, "M9999"));
}

static void test_a_refusal_says_what_may_be_reported(void **state)
{
	struct entity_facts facts = entity_plain(mipsia_rulebook_builtin(), 2026);
	struct requirements needs;
	char text[ENTITY_REFUSAL];
	mipsia_status status;

	(void)state;
	facts.c.entity = MIPSIA_SUBGROUP;
	status = requirements_of(&facts, &needs);
	assert_int_equal(status, MIPSIA_EENTITY);
	entity_refusal(&facts, status, "give another year", text);
	assert_string_equal(text,
	                    "the subgroup cannot report traditional MIPS in 2026; it can report an MVP");
}

static void test_requirements_as_json(void **state)
{
	struct entity_facts facts = practice_of(2026, 9);
	struct requirements needs;
	json_t *json;

	(void)state;
	assert_int_equal(requirements_of(&facts, &needs), MIPSIA_OK);
	json = requirements_json(&needs);
	/* A small practice: one activity is full credit; half of nine is five. */
	assert_int_equal(
		json_integer_value(json_object_get(json_object_get(json, "activitiesNeeded"), "unweighted")),
		1);
	assert_int_equal(json_integer_value(json_object_get(json, "cliniciansNeeded")), 5);
	assert_true(json_array_size(json_object_get(json, "reasons")) > 0);
	json_decref(json);
}

/* ----------------------------------------------------------------- suggestions */

static void test_what_a_practice_says_it_does(void **state)
{
	struct entity_facts facts = practice_of(2026, 5);
	struct proposal proposal;

	(void)state;
	proposal_begin(&proposal, &facts);
	assert_int_equal(proposal_add_doing(&proposal, "be_12"), PROPOSAL_UNDERSTOOD);
	assert_true(mipsia_set_has(&proposal.request.doing, activity("IA_BE_12")));
	assert_int_equal(proposal.notes_length, 0);
	/* Renumbered for 2026. */
	assert_int_equal(proposal_add_doing(&proposal, "IA_AHE_1"), PROPOSAL_UNDERSTOOD);
	assert_true(mipsia_set_has(&proposal.request.doing, activity("IA_EPA_7")));
	assert_string_equal(proposal.notes[0], "IA_AHE_1 is IA_EPA_7 in 2026.");
	assert_int_equal(proposal_add_doing(&proposal, "IA_ZZ_1"), PROPOSAL_NO_ID);
	assert_int_equal(proposal_add_doing(&proposal, "astrology"), PROPOSAL_NOTHING);
	assert_int_equal(proposal_add_doing(&proposal, "patient portal"), PROPOSAL_UNDERSTOOD);
	assert_true(mipsia_set_has(&proposal.request.maybe, activity("IA_BE_4")));
	proposal_free(&proposal);
}

static void test_new_work_begins_within_the_year(void **state)
{
	struct entity_facts facts = practice_of(2026, 5);
	struct proposal proposal;

	(void)state;
	proposal_begin(&proposal, &facts);
	assert_true(proposal_start(&proposal, day("2025-11-30")));
	assert_int_equal(proposal.request.from, day("2026-01-01"));
	assert_false(proposal_start(&proposal, day("2026-12-31")));
	assert_false(proposal_is_over(&proposal));
	proposal_start(&proposal, day("2027-01-01"));
	assert_true(proposal_is_over(&proposal));
	proposal_free(&proposal);
}

/* Every caution of an answer, one after another. */
static bool cautions_hold(const json_t *answer, const char *words)
{
	size_t i;
	json_t *set;
	size_t k;
	json_t *one;
	size_t n;
	json_t *caution;

	json_array_foreach (json_object_get(answer, "suggestions"), i, set) {
		json_array_foreach (json_object_get(set, "activities"), k, one) {
			json_array_foreach (json_object_get(one, "cautions"), n, caution) {
				if (strstr(json_string_value(json_object_get(caution, "text")), words))
					return true;
			}
		}
	}
	return false;
}

static json_t *late_answer(bool day_first)
{
	struct entity_facts facts = practice_of(2026, 5);
	struct proposal proposal;
	json_t *answer;

	proposal_begin(&proposal, &facts);
	proposal.day_first = day_first;
	proposal_start(&proposal, day("2026-12-01"));
	proposal_add_doing(&proposal, "IA_BE_12");
	assert_int_equal(suggest(&proposal.request, &proposal.answer), MIPSIA_OK);
	assert_true(proposal_succeeds(&proposal));
	answer = proposal_json(&proposal);
	proposal_free(&proposal);
	return answer;
}

/* 90 days that end with the year begin on 3 October at the latest. */
static void test_dates_are_written_as_asked(void **state)
{
	json_t *answer = late_answer(true);

	(void)state;
	assert_true(cautions_hold(answer, "by 3 October 2026"));
	json_decref(answer);
	answer = late_answer(false);
	assert_true(cautions_hold(answer, "by October 3, 2026"));
	json_decref(answer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fifteen_clinicians_are_small),
		cmocka_unit_test(test_programs_by_name),
		cmocka_unit_test(test_a_refusal_says_what_may_be_reported),
		cmocka_unit_test(test_requirements_as_json),
		cmocka_unit_test(test_what_a_practice_says_it_does),
		cmocka_unit_test(test_new_work_begins_within_the_year),
		cmocka_unit_test(test_dates_are_written_as_asked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
