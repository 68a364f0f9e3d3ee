/*
 * test_statuses.c - who has a special status, and what it does to the points.
 * Expected values: rules.md 4.3.
 */
#include "testing.h"

struct row {
	int year;
	mipsia_entity entity;
	mipsia_special status;
	int clinicians, with, sites;
	mipsia_answer answer;
};

static void check_rows(const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		mipsia_counts counts = MIPSIA_COUNTS_UNKNOWN;
		mipsia_answer answer;

		counts.clinicians = rows[i].clinicians;
		counts.clinicians_with[rows[i].status] = rows[i].with;
		counts.sites_with[rows[i].status] = rows[i].sites;
		answer = mipsia_status_derive(mipsia_rulebook_builtin(), rows[i].year, rows[i].entity,
		                              rows[i].status, &counts, NULL);
		if (answer != rows[i].answer)
			fail_msg("row %zu, %d: %d", i, rows[i].year, (int)answer);
	}
}

#define CHECK_ROWS(rows) check_rows(rows, sizeof rows / sizeof rows[0])

/* EVIDENCE-OF: 42 CFR 414.1305 (small practice), 414.1305 (rural areas), 414.1305 (rural area),
 * 414.1305 (HPSA), 414.1305 (non-patient facing MIPS eligible clinician), 414.1380(b)(3):
 * each of the four raises the points. */
static void test_each_status_counts(void **state)
{
	(void)state;
	for (int year = 2017; year <= 2024; year++)
		for (int status = 0; status < MIPSIA_SPECIAL_END; status++) {
			mipsia_case c = plain_case(year);

			attest(&c, "IA_BE_4"); /* medium: 10 points */
			assert_int_equal(score_of(&c).points, 10);
			c.statuses = (uint8_t)MIPSIA_BIT(status);
			assert_int_equal(score_of(&c).points, 20);
		}
}

/* EVIDENCE-OF: 42 CFR 414.1305 (small practice): 15 or fewer in the TIN, in every year */
static void test_small_practice(void **state)
{
	(void)state;
	for (int year = 2017; year <= 2027; year++) {
		const struct row rows[] = {
			{ year, MIPSIA_GROUP, MIPSIA_SMALL_PRACTICE, 15, -1, -1, MIPSIA_MET },
			{ year, MIPSIA_GROUP, MIPSIA_SMALL_PRACTICE, 16, -1, -1, MIPSIA_NOT_MET },
			{ year, MIPSIA_INDIVIDUAL, MIPSIA_SMALL_PRACTICE, 1, -1, -1, MIPSIA_MET },
			{ year, MIPSIA_GROUP, MIPSIA_SMALL_PRACTICE, -1, -1, -1, MIPSIA_UNKNOWN },
		};

		CHECK_ROWS(rows);
	}
}

/* EVIDENCE-OF: 42 CFR 414.1305 (non-patient facing MIPS eligible clinician): 100 encounters;
 * more than 75 percent of a group's or virtual group's clinicians. */
static void test_non_patient_facing(void **state)
{
	mipsia_counts counts = MIPSIA_COUNTS_UNKNOWN;

	(void)state;
	for (int year = 2017; year <= 2027; year++) {
		const struct row rows[] = {
			{ year, MIPSIA_GROUP, MIPSIA_NON_PATIENT_FACING, 100, 75, -1, MIPSIA_NOT_MET },
			{ year, MIPSIA_GROUP, MIPSIA_NON_PATIENT_FACING, 100, 76, -1, MIPSIA_MET },
			{ year, MIPSIA_VIRTUAL_GROUP, MIPSIA_NON_PATIENT_FACING, 100, 75, -1,
			  MIPSIA_NOT_MET },
			{ year, MIPSIA_VIRTUAL_GROUP, MIPSIA_NON_PATIENT_FACING, 100, 76, -1, MIPSIA_MET },
		};

		CHECK_ROWS(rows);
		for (int encounters = 100; encounters <= 101; encounters++) {
			counts.patient_facing_encounters = encounters;
			assert_int_equal(mipsia_status_derive(mipsia_rulebook_builtin(), year,
			                                      MIPSIA_INDIVIDUAL, MIPSIA_NON_PATIENT_FACING,
			                                      &counts, NULL),
			                 encounters == 100 ? MIPSIA_MET : MIPSIA_NOT_MET);
		}
	}
}

/* EVIDENCE-OF: CY 2017 QPP final rule, preamble; CY 2018 QPP final rule, preamble: one site in
 * 2017, more than 75 percent of the clinicians from 2018; a virtual group of 15 is small. */
static void test_places_of_groups(void **state)
{
	static const struct row rows[] = {
		{ 2017, MIPSIA_GROUP, MIPSIA_RURAL, 100, 1, 1, MIPSIA_MET },
		{ 2017, MIPSIA_GROUP, MIPSIA_HPSA, 100, 1, 1, MIPSIA_MET },
		{ 2017, MIPSIA_GROUP, MIPSIA_RURAL, 100, 100, 0, MIPSIA_NOT_MET },
		{ 2018, MIPSIA_GROUP, MIPSIA_RURAL, 100, 75, 1, MIPSIA_NOT_MET },
		{ 2018, MIPSIA_GROUP, MIPSIA_RURAL, 100, 76, 0, MIPSIA_MET },
		{ 2026, MIPSIA_GROUP, MIPSIA_HPSA, 4, 3, -1, MIPSIA_NOT_MET },
		{ 2026, MIPSIA_GROUP, MIPSIA_HPSA, 5, 4, -1, MIPSIA_MET },
		{ 2018, MIPSIA_VIRTUAL_GROUP, MIPSIA_HPSA, 100, 75, -1, MIPSIA_NOT_MET },
		{ 2018, MIPSIA_VIRTUAL_GROUP, MIPSIA_RURAL, 100, 76, -1, MIPSIA_MET },
		{ 2018, MIPSIA_VIRTUAL_GROUP, MIPSIA_SMALL_PRACTICE, 15, -1, -1, MIPSIA_MET },
		{ 2024, MIPSIA_VIRTUAL_GROUP, MIPSIA_SMALL_PRACTICE, 16, -1, -1, MIPSIA_NOT_MET },
	};

	(void)state;
	CHECK_ROWS(rows);
	for (int year = 2018; year <= 2027; year++) {
		const struct row every_year[] = {
			{ year, MIPSIA_GROUP, MIPSIA_RURAL, 100, 75, 1, MIPSIA_NOT_MET },
			{ year, MIPSIA_GROUP, MIPSIA_RURAL, 100, 76, 1, MIPSIA_MET },
			{ year, MIPSIA_VIRTUAL_GROUP, MIPSIA_HPSA, 100, 75, 1, MIPSIA_NOT_MET },
			{ year, MIPSIA_VIRTUAL_GROUP, MIPSIA_HPSA, 100, 76, 1, MIPSIA_MET },
		};

		CHECK_ROWS(every_year);
	}
}

/* EVIDENCE-OF: CMS's own data dictionary and web page, not the CFR; 42 CFR 414.1305 (special
 * status): an APM Entity can be small; no count gives it another status. */
static void test_apm_entities(void **state)
{
	static const struct row rows[] = {
		{ 2020, MIPSIA_APM_ENTITY, MIPSIA_SMALL_PRACTICE, 15, -1, -1, MIPSIA_MET },
		{ 2024, MIPSIA_APM_ENTITY, MIPSIA_SMALL_PRACTICE, 16, -1, -1, MIPSIA_NOT_MET },
		{ 2017, MIPSIA_APM_ENTITY, MIPSIA_RURAL, 100, 100, 9, MIPSIA_UNKNOWN },
		{ 2024, MIPSIA_APM_ENTITY, MIPSIA_RURAL, 100, 100, -1, MIPSIA_UNKNOWN },
		{ 2024, MIPSIA_APM_ENTITY, MIPSIA_HPSA, 100, 100, -1, MIPSIA_UNKNOWN },
		{ 2024, MIPSIA_APM_ENTITY, MIPSIA_NON_PATIENT_FACING, 100, 100, -1, MIPSIA_UNKNOWN },
	};

	(void)state;
	CHECK_ROWS(rows);
}

/* EVIDENCE-OF: 42 CFR 414.1318(a)(1): the counts are those of the group; in its MVP the status
 * gives no points, but the table of small practices. */
static void test_subgroups(void **state)
{
	static const struct row rows[] = {
		{ 2023, MIPSIA_SUBGROUP, MIPSIA_SMALL_PRACTICE, 15, -1, -1, MIPSIA_MET },
		{ 2023, MIPSIA_SUBGROUP, MIPSIA_SMALL_PRACTICE, 16, -1, -1, MIPSIA_NOT_MET },
		{ 2024, MIPSIA_SUBGROUP, MIPSIA_RURAL, 100, 76, -1, MIPSIA_MET },
		{ 2025, MIPSIA_SUBGROUP, MIPSIA_HPSA, 100, 75, -1, MIPSIA_NOT_MET },
		{ 2026, MIPSIA_SUBGROUP, MIPSIA_NON_PATIENT_FACING, 100, 76, -1, MIPSIA_MET },
	};
	mipsia_case c = plain_case(2024);
	mipsia_result r;

	(void)state;
	CHECK_ROWS(rows);
	c.option = MIPSIA_MVP;
	c.entity = MIPSIA_SUBGROUP;
	c.mvp = (uint8_t)mipsia_mvp_find(mipsia_rulebook_builtin(), "M0005", 5);
	c.reweighted = MIPSIA_BIT(MIPSIA_PI);
	attest(&c, "IA_BE_4");
	c.statuses = MIPSIA_BIT(MIPSIA_SMALL_PRACTICE);
	r = score_of(&c);
	assert_int_equal(r.points, 20);
	assert_int_equal(r.weight[MIPSIA_IA], 30);
	c.statuses = MIPSIA_BIT(MIPSIA_RURAL);
	r = score_of(&c);
	assert_int_equal(r.points, 20);
	assert_int_equal(r.weight[MIPSIA_IA], 15);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_status_counts), cmocka_unit_test(test_small_practice),
		cmocka_unit_test(test_non_patient_facing), cmocka_unit_test(test_places_of_groups),
		cmocka_unit_test(test_apm_entities),       cmocka_unit_test(test_subgroups),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
