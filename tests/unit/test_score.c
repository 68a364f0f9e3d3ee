/* The scoring rules, one table of cases each; expected values from the
 * regulation paragraph named above each test. */
#include "testing.h"

struct row {
	const char *what;
	int year;
	unsigned statuses;
	const char *ids[6];
	int points;
	int contribution_x100;
};

static void check_rows(const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		mipsia_case c = plain_case(rows[i].year);

		c.statuses = (uint8_t)rows[i].statuses;
		for (size_t k = 0; k < 6 && rows[i].ids[k]; k++)
			attest(&c, rows[i].ids[k]);
		mipsia_result r = score_of(&c);
		if (r.points != rows[i].points || r.contribution_x100 != rows[i].contribution_x100)
			fail_msg("%s: %d points, %d hundredths", rows[i].what, r.points, r.contribution_x100);
	}
}

/* EVIDENCE-OF: 42 CFR 414.1380(b)(3): 10 points a medium, 20 a high weighted
 * activity; twice that for special statuses; capped at 40. */
static void test_weighted_years(void **state)
{
	static const unsigned small = MIPSIA_BIT(MIPSIA_SMALL_PRACTICE);
	static const unsigned all = 15;
	const struct row rows[] = {
		{ "nothing", 2019, 0, { NULL }, 0, 0 },
		{ "one medium", 2017, 0, { "IA_BE_4" }, 10, 375 },
		{ "one high", 2024, 0, { "IA_BE_6" }, 20, 750 },
		{ "high and medium", 2021, 0, { "IA_BE_6", "IA_BE_4" }, 30, 1125 },
		{ "two high", 2022, 0, { "IA_BE_6", "IA_PM_2" }, 40, 1500 },
		{ "one medium, small practice", 2018, small, { "IA_BE_4" }, 20, 750 },
		{ "one high, small practice", 2018, small, { "IA_BE_6" }, 40, 1500 },
		{ "doubled once, however many statuses", 2023, all, { "IA_BE_4" }, 20, 750 },
		{ "weights change: IA_CC_14 medium in 2021", 2021, 0, { "IA_CC_14" }, 10, 375 },
		{ "weights change: IA_CC_14 high in 2022", 2022, 0, { "IA_CC_14" }, 20, 750 },
		{ "the cap", 2020, 0, { "IA_BE_6", "IA_PM_2", "IA_PM_3", "IA_PM_4", "IA_BE_4" }, 40, 1500 },
	};

	(void)state;
	check_rows(rows, sizeof rows / sizeof rows[0]);
}

/* EVIDENCE-OF: 89 FR 98562 (42 CFR 414.1380(b)(3)): from 2025 two activities, or one
 * with a special status; weights are gone. */
static void test_unweighted_years(void **state)
{
	const struct row rows[] = {
		{ "one of two", 2025, 0, { "IA_BE_4" }, 20, 750 },
		{ "two", 2025, 0, { "IA_BE_4", "IA_BE_6" }, 40, 1500 },
		{ "three", 2026, 0, { "IA_BE_4", "IA_BE_6", "IA_PM_2" }, 40, 1500 },
		{ "one, rural", 2025, MIPSIA_BIT(MIPSIA_RURAL), { "IA_BE_4" }, 40, 1500 },
		{ "suspended in 2025 still counts", 2025, 0, { "IA_PM_26" }, 20, 750 },
		{ "gone in 2026", 2026, 0, { "IA_PM_26" }, 0, 0 },
		{ "renumbered: the old ID is refused", 2026, 0, { "IA_AHE_1" }, 0, 0 },
		{ "renumbered: the new ID counts", 2026, 0, { "IA_EPA_7" }, 20, 750 },
		{ "IA_MVP outside an MVP", 2025, 0, { "IA_MVP" }, 0, 0 },
	};

	(void)state;
	check_rows(rows, sizeof rows / sizeof rows[0]);
}

/* EVIDENCE-OF: 42 CFR 414.1365(d)(3)(iii) */
static void test_mvp(void **state)
{
	mipsia_case c = plain_case(2024);

	(void)state;
	c.option = MIPSIA_MVP;
	c.mvp = (uint8_t)mipsia_mvp_find(mipsia_rulebook_builtin(), "m0005", 5);
	attest(&c, "IA_MVP");
	assert_int_equal(score_of(&c).points, 40);
	c.performance_year = 2022;
	assert_int_equal(score_of(&c).status, MIPSIA_EOPTION);
	c.performance_year = 2024;
	c.mvp = (uint8_t)mipsia_mvp_find(mipsia_rulebook_builtin(), "M1423", 5); /* from 2025 */
	assert_int_equal(score_of(&c).status, MIPSIA_EMVP);
	c.mvp = MIPSIA_NO_MVP;
	assert_int_equal(score_of(&c).status, MIPSIA_EMVP);
}

/* EVIDENCE-OF: [CFR-2017] 414.1380(b)(3)(iv), (viii), [CFR-2018] 414.1380(b)(3)(x), [CFR-2021]
 * 414.1380(b)(3)(ii): at least one site in 2017, half from 2018. */
static void test_pcmh_sites(void **state)
{
	static const struct {
		int year, sites, recognized, points;
	} rows[] = { { 2017, 10, 1, 40 }, { 2017, 10, 0, 0 }, { 2018, 10, 5, 40 }, { 2018, 10, 4, 0 },
		     { 2024, 9, 4, 0 },   { 2024, 9, 5, 40 }, { 2026, 1, 1, 40 } };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		mipsia_case c = plain_case(rows[i].year);

		attest(&c, "IA_PCMH");
		assert_int_equal(score_of(&c).points, 40); /* taken at its word */
		c.facts |= MIPSIA_FACT_PCMH_SITES;
		c.practice_sites = (uint16_t)rows[i].sites;
		c.recognized_sites = (uint16_t)rows[i].recognized;
		assert_int_equal(score_of(&c).points, rows[i].points);
	}
	for (int year = 2017; year <= 2027; year++) {
		mipsia_case c = plain_case(year);

		attest(&c, "IA_PCMH");
		c.facts |= MIPSIA_FACT_PCMH_SITES;
		c.practice_sites = 10;
		c.recognized_sites = 4;
		assert_int_equal(score_of(&c).points, year == 2017 ? 40 : 0);
		c.recognized_sites = 5;
		assert_int_equal(score_of(&c).points, 40);
	}
}

/* EVIDENCE-OF: 42 CFR 414.1380(b)(3)(i): the credit for APM participants. */
static void test_apm_credit(void **state)
{
	static const struct {
		int year;
		unsigned facts, policies;
		bool medium;
		int points;
	} rows[] = {
		{ 2021, 0, 0, false, 0 }, /* no submission at all */
		{ 2021, MIPSIA_FACT_IA_SUBMITTED, 0, false, 20 },
		{ 2021, MIPSIA_FACT_QUALITY_SUBMITTED, 0, false, 20 },
		{ 2021, 0, 0, true, 30 },
		{ 2021, 0, MIPSIA_BIT(MIPSIA_POLICY_APM_CREDIT_MODE), true, 20 },
		{ 2024, MIPSIA_FACT_IA_SUBMITTED, 0, false, 0 }, /* nothing attested: no submission */
		{ 2024, MIPSIA_FACT_PI_SUBMITTED, 0, false, 20 },
		{ 2024, MIPSIA_FACT_PI_SUBMITTED, MIPSIA_BIT(MIPSIA_POLICY_APM_CREDIT_CONDITION), false, 0 },
		{ 2024, MIPSIA_FACT_PI_SUBMITTED | MIPSIA_FACT_QUALITY_SUBMITTED,
		  MIPSIA_BIT(MIPSIA_POLICY_APM_CREDIT_CONDITION), false, 20 },
		{ 2024, 0, MIPSIA_BIT(MIPSIA_POLICY_APM_CREDIT_CONDITION), true, 30 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		mipsia_case c = plain_case(rows[i].year);

		c.facts = rows[i].facts | MIPSIA_FACT_APM_PARTICIPANT;
		c.policies = rows[i].policies;
		if (rows[i].medium)
			attest(&c, "IA_BE_4");
		if (score_of(&c).points != rows[i].points)
			fail_msg("row %zu: %d points", i, score_of(&c).points);
	}
}

/* EVIDENCE-OF: 42 CFR 414.1380(b)(3)(i), [CFR-2017] 414.1380(b)(3)(ix): no condition until 2023; from
 * 2024 an activity, or quality and PI. Under extreme circumstances 414.1380(c)(2)(iv). */
static void test_apm_credit_by_year(void **state)
{
	const uint32_t condition = MIPSIA_BIT(MIPSIA_POLICY_APM_CREDIT_CONDITION);
	const uint32_t extreme = MIPSIA_BIT(MIPSIA_POLICY_APM_CREDIT_UNDER_EXTREME);

	(void)state;
	for (int year = 2017; year <= 2027; year++) {
		mipsia_case c = plain_case(year);

		c.facts = MIPSIA_FACT_APM_PARTICIPANT | MIPSIA_FACT_PI_SUBMITTED;
		assert_int_equal(score_of(&c).points, 20);
		c.policies = condition;
		assert_int_equal(score_of(&c).points, year <= 2023 ? 20 : 0);
		c.facts |= MIPSIA_FACT_QUALITY_SUBMITTED;
		assert_int_equal(score_of(&c).points, 20);
		c.policies = extreme;
		c.extreme = MIPSIA_EXTREME_APPLICATION;
		assert_int_equal(score_of(&c).points, year <= 2023 ? 20 : 0);
		c.facts &= ~(uint32_t)MIPSIA_FACT_APM_PARTICIPANT;
		c.policies = 0;
		assert_int_equal(score_of(&c).points, 0);
	}
}

/* EVIDENCE-OF: 42 CFR 414.1317(b)(4), 414.1380(c): an APM Entity's application
 * stays, whatever is submitted; fewer than two categories are neutral. */
static void test_apm_entity_extreme(void **state)
{
	mipsia_case c = plain_case(2021);

	(void)state;
	c.entity = MIPSIA_APM_ENTITY;
	c.extreme = MIPSIA_EXTREME_APPLICATION;
	attest(&c, "IA_BE_6");
	mipsia_result r = score_of(&c);
	assert_int_equal(r.weight[MIPSIA_IA], 0);
	assert_true(r.flags & MIPSIA_RESULT_NEUTRAL);
	assert_int_equal(r.performance_threshold, 60);
}

/* EVIDENCE-OF: 42 CFR 414.1380(c)(2)(i)(A)(6): data bring the weight back, from 2019. */
static void test_application_undone(void **state)
{
	mipsia_case c = plain_case(2018);

	(void)state;
	c.extreme = MIPSIA_EXTREME_APPLICATION;
	c.reweighted = MIPSIA_BIT(MIPSIA_IA);
	attest(&c, "IA_BE_6");
	assert_int_equal(score_of(&c).weight[MIPSIA_IA], 0);
	c.performance_year = 2019;
	assert_int_equal(score_of(&c).weight[MIPSIA_IA], 15);
	c.extreme = MIPSIA_EXTREME_NONE;
	assert_int_equal(score_of(&c).weight[MIPSIA_IA], 0); /* a fact of another kind */
}

static void test_refused(void **state)
{
	mipsia_case c = plain_case(2016);

	(void)state;
	assert_int_equal(score_of(&c).status, MIPSIA_EYEAR);
	c = plain_case(2024);
	c.entity = MIPSIA_SUBGROUP;
	assert_int_equal(score_of(&c).status, MIPSIA_EENTITY);
	c.option = MIPSIA_APM_STANDARD_OTHER;
	assert_int_equal(score_of(&c).status, MIPSIA_EOPTION);
	c.option = 200;
	assert_int_equal(score_of(&c).status, MIPSIA_EOPTION);
}

/* EVIDENCE-OF: inventory texts of IA_PSPA_4, IA_PSPA_22, IA_PSPA_23 and IA_PSPA_24: once in four
 * years (rules.md 10.1) */
static void test_frequency(void **state)
{
	static const struct {
		const char *id;
		int attested, year;
		bool barred;
	} rows[] = {
		{ "IA_PSPA_4", 2021, 2024, true },  { "IA_PSPA_4", 2020, 2024, false },
		{ "IA_PSPA_4", 2024, 2024, false }, { "IA_PSPA_4", 2025, 2024, false },
		{ "IA_BE_4", 2023, 2024, false },   { "IA_PSPA_24", 2018, 2019, true },
		{ "IA_PSPA_22", 2025, 2026, true }, { "IA_PSPA_22", 2018, 2022, false },
		{ "IA_PSPA_23", 2022, 2025, true }, { "IA_PSPA_23", 2021, 2025, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		mipsia_attestation past = { activity(rows[i].id), rows[i].attested };
		mipsia_set barred = { { 0 } };

		assert_int_equal(
			mipsia_frequency_bars(mipsia_rulebook_builtin(), rows[i].year, &past, 1, &barred),
			MIPSIA_OK);
		assert_int_equal(mipsia_set_has(&barred, past.activity), rows[i].barred);
	}
}

/* EVIDENCE-OF: inventory of 2025: IA_AHE_5, IA_AHE_8, IA_AHE_9, IA_AHE_11, IA_AHE_12, IA_ERP_3,
 * IA_PM_6 and IA_PM_26 are suspended as of 6 May; who had begun has credit (rules.md 10.2). */
static void test_suspended(void **state)
{
	static const char *const ids[] = { "IA_AHE_5",  "IA_AHE_8", "IA_AHE_9", "IA_AHE_11",
		                           "IA_AHE_12", "IA_ERP_3", "IA_PM_6",  "IA_PM_26" };
	const mipsia_rulebook *book = mipsia_rulebook_builtin();
	int suspended = 0;

	(void)state;
	for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
		const mipsia_activity *row = mipsia_activity_in_year(book, activity(ids[i]), 2025);
		mipsia_case c = plain_case(2025);

		assert_non_null(row);
		assert_int_equal(row->suspended_on, day("2025-05-06"));
		assert_non_null(row->suspension_rule);
		attest(&c, ids[i]);
		assert_int_equal(score_of(&c).points, 20);
		assert_null(mipsia_activity_in_year(book, activity(ids[i]), 2026));
	}
	for (int a = 0; a < mipsia_activity_count(book); a++)
		for (int year = 2017; year <= 2027; year++) {
			const mipsia_activity *row = mipsia_activity_in_year(book, a, year);

			suspended += row && row->suspended_on != MIPSIA_DATE_UNKNOWN;
		}
	assert_int_equal(suspended, 8); /* these and no others */
}

/* EVIDENCE-OF: 42 CFR 414.1305 (small practice), 414.1305 (non-patient facing MIPS eligible
 * clinician); CY 2017 QPP final rule, preamble; CY 2018 QPP final rule, preamble */
static void test_status_from_counts(void **state)
{
	static const struct {
		int year;
		mipsia_entity entity;
		mipsia_special status;
		int clinicians, encounters, with, sites;
		mipsia_answer answer;
	} rows[] = {
		{ 2021, MIPSIA_GROUP, MIPSIA_SMALL_PRACTICE, 15, -1, -1, -1, MIPSIA_MET },
		{ 2021, MIPSIA_GROUP, MIPSIA_SMALL_PRACTICE, 16, -1, -1, -1, MIPSIA_NOT_MET },
		{ 2021, MIPSIA_GROUP, MIPSIA_SMALL_PRACTICE, -1, -1, -1, -1, MIPSIA_UNKNOWN },
		{ 2021, MIPSIA_INDIVIDUAL, MIPSIA_NON_PATIENT_FACING, -1, 100, -1, -1, MIPSIA_MET },
		{ 2021, MIPSIA_INDIVIDUAL, MIPSIA_NON_PATIENT_FACING, -1, 101, -1, -1, MIPSIA_NOT_MET },
		{ 2021, MIPSIA_GROUP, MIPSIA_NON_PATIENT_FACING, 100, 5, 75, -1, MIPSIA_NOT_MET },
		{ 2021, MIPSIA_GROUP, MIPSIA_NON_PATIENT_FACING, 100, -1, 76, -1, MIPSIA_MET },
		{ 2021, MIPSIA_GROUP, MIPSIA_NON_PATIENT_FACING, 100, 5, -1, -1, MIPSIA_UNKNOWN },
		{ 2017, MIPSIA_GROUP, MIPSIA_RURAL, 100, -1, 2, 1, MIPSIA_MET },
		{ 2018, MIPSIA_GROUP, MIPSIA_RURAL, 100, -1, 2, 1, MIPSIA_NOT_MET },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		mipsia_counts counts = MIPSIA_COUNTS_UNKNOWN;

		counts.clinicians = rows[i].clinicians;
		counts.patient_facing_encounters = rows[i].encounters;
		counts.clinicians_with[rows[i].status] = rows[i].with;
		counts.sites_with[rows[i].status] = rows[i].sites;
		mipsia_answer answer = mipsia_status_derive(mipsia_rulebook_builtin(), rows[i].year,
		                                            rows[i].entity, rows[i].status, &counts, NULL);
		if (answer != rows[i].answer)
			fail_msg("row %zu: %d", i, (int)answer);
	}
}

static void test_requirements(void **state)
{
	mipsia_case c = plain_case(2025);
	mipsia_requirements need;

	(void)state;
	assert_int_equal(mipsia_requirements_of(mipsia_rulebook_builtin(), &c, &need), MIPSIA_OK);
	assert_int_equal(need.activities_needed[MIPSIA_UNWEIGHTED], 2);
	assert_int_equal(need.last_start, day("2025-10-03"));
	assert_int_equal(need.window_closes, day("2026-03-31"));
	assert_true(need.pcmh_suffices);
	c.facts |= MIPSIA_FACT_APM_PARTICIPANT;
	mipsia_requirements_of(mipsia_rulebook_builtin(), &c, &need);
	assert_int_equal(need.activities_needed[MIPSIA_UNWEIGHTED], 1);
	c = plain_case(2019);
	mipsia_requirements_of(mipsia_rulebook_builtin(), &c, &need);
	assert_int_equal(need.activities_needed[MIPSIA_MEDIUM], 4);
	assert_int_equal(need.activities_needed[MIPSIA_HIGH], 2);
	c.statuses = MIPSIA_BIT(MIPSIA_HPSA);
	mipsia_requirements_of(mipsia_rulebook_builtin(), &c, &need);
	assert_int_equal(need.activities_needed[MIPSIA_MEDIUM], 2);
	assert_int_equal(need.activities_needed[MIPSIA_HIGH], 1);
}

static void test_every_name_has_words(void **state)
{
	(void)state;
	for (int i = 0; i < MIPSIA_STATUS_END; i++)
		assert_string_not_equal(mipsia_strstatus((mipsia_status)i), "unknown status");
	assert_string_equal(mipsia_strstatus((mipsia_status)99), "unknown status");
	for (int i = 0; i < MIPSIA_REASON_END; i++)
		assert_non_null(mipsia_reason_name((mipsia_reason)i));
	for (int i = 0; i < MIPSIA_OPTION_END; i++)
		assert_non_null(mipsia_option_name((mipsia_option)i));
	for (int i = 0; i < MIPSIA_LINE_KIND_END; i++)
		assert_non_null(mipsia_line_kind_name((mipsia_line_kind)i));
	for (int i = 0; i < MIPSIA_POLICY_END; i++)
		assert_non_null(mipsia_policy_info_of((mipsia_policy)i)->name);
	assert_null(mipsia_entity_name(MIPSIA_ENTITY_END));
	assert_null(mipsia_reason_name(MIPSIA_REASON_END));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_weighted_years),
		cmocka_unit_test(test_unweighted_years),
		cmocka_unit_test(test_mvp),
		cmocka_unit_test(test_pcmh_sites),
		cmocka_unit_test(test_apm_credit),
		cmocka_unit_test(test_apm_credit_by_year),
		cmocka_unit_test(test_apm_entity_extreme),
		cmocka_unit_test(test_application_undone),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_frequency),
		cmocka_unit_test(test_suspended),
		cmocka_unit_test(test_status_from_counts),
		cmocka_unit_test(test_requirements),
		cmocka_unit_test(test_every_name_has_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
