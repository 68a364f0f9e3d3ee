/*
 * test_options.c - who may report how in which year, and what each option gives:
 * points, assigned scores and credits. Expected values: rules.md 4, 5 and 6.
 */
#include "testing.h"

#define BIT MIPSIA_BIT

static int mvp(const char *id)
{
	return mipsia_mvp_find(mipsia_rulebook_builtin(), id, strlen(id));
}

static mipsia_case case_of(int year, mipsia_option option, mipsia_entity entity)
{
	mipsia_case c = plain_case(year);

	c.option = (uint8_t)option;
	c.entity = (uint8_t)entity;
	if (option == MIPSIA_MVP)
		c.mvp = (uint8_t)mvp("M0005");
	return c;
}

/* From `first` to `last` the option is open to `entities`, in other years to nobody. */
static void check_span(mipsia_option option, int first, int last, unsigned entities)
{
	for (int year = 2017; year <= 2027; year++)
		for (int entity = 0; entity < MIPSIA_ENTITY_END; entity++) {
			mipsia_case c = case_of(year, option, (mipsia_entity)entity);
			mipsia_status expected = MIPSIA_OK;

			if (year < first || year > last)
				expected = MIPSIA_EOPTION;
			else if (!(entities & BIT(entity)))
				expected = MIPSIA_EENTITY;
			if (score_of(&c).status != expected)
				fail_msg("%d, entity %d: %s", year, entity,
				         mipsia_strstatus((mipsia_status)score_of(&c).status));
		}
}

/* EVIDENCE-OF: 42 CFR 414.1325(a)(1), (b), (c), (d), 414.1318(c)(2): all but subgroups,
 * which are scored by an MVP. */
static void test_traditional(void **state)
{
	(void)state;
	check_span(MIPSIA_TRADITIONAL, 2017, 2027,
	           BIT(MIPSIA_INDIVIDUAL) | BIT(MIPSIA_GROUP) | BIT(MIPSIA_VIRTUAL_GROUP) |
	                   BIT(MIPSIA_APM_ENTITY));
}

/* EVIDENCE-OF: 42 CFR 414.1365(a)(1), 414.1305 (MVP participant) */
static void test_mvps_from_2023(void **state)
{
	(void)state;
	check_span(MIPSIA_MVP, 2023, 2027,
	           BIT(MIPSIA_INDIVIDUAL) | BIT(MIPSIA_GROUP) | BIT(MIPSIA_SUBGROUP) |
	                   BIT(MIPSIA_APM_ENTITY));
}

/* EVIDENCE-OF: 42 CFR 414.1367(a), (c)(1), (c)(1)(iii)(B) */
static void test_app_from_2021(void **state)
{
	const unsigned entities = BIT(MIPSIA_INDIVIDUAL) | BIT(MIPSIA_GROUP) | BIT(MIPSIA_APM_ENTITY);

	(void)state;
	check_span(MIPSIA_APP, 2021, 2027, entities);
	check_span(MIPSIA_APP_PLUS, 2025, 2027, entities);
}

/* EVIDENCE-OF: 42 CFR 414.1370(a), 414.1305 (MIPS APM): the APM scoring standard until 2020 */
static void test_apm_standard_until_2020(void **state)
{
	const unsigned entities = BIT(MIPSIA_INDIVIDUAL) | BIT(MIPSIA_GROUP) | BIT(MIPSIA_VIRTUAL_GROUP) |
	                          BIT(MIPSIA_APM_ENTITY);

	(void)state;
	check_span(MIPSIA_APM_STANDARD_WEB, 2017, 2020, entities);
	check_span(MIPSIA_APM_STANDARD_OTHER, 2017, 2020, entities);
}

/* EVIDENCE-OF: 42 CFR 414.1370(g)(3), 414.1367(c)(3): the full score without activities */
static void test_assigned_scores(void **state)
{
	static const struct {
		mipsia_option option;
		int first, last;
	} rows[] = { { MIPSIA_APM_STANDARD_WEB, 2017, 2020 },
		     { MIPSIA_APM_STANDARD_OTHER, 2017, 2020 },
		     { MIPSIA_APP, 2021, 2027 },
		     { MIPSIA_APP_PLUS, 2025, 2027 } };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		for (int year = rows[i].first; year <= rows[i].last; year++) {
			mipsia_case c = case_of(year, rows[i].option, MIPSIA_APM_ENTITY);
			mipsia_result r = score_of(&c);

			assert_int_equal(r.points, 40);
			assert_int_equal(r.assigned_points, 40);
		}
	mipsia_case c = case_of(2021, MIPSIA_TRADITIONAL, MIPSIA_APM_ENTITY);
	assert_int_equal(score_of(&c).points, 0);
}

/* EVIDENCE-OF: 42 CFR 414.1365(d)(3)(iii), (c)(3): 20 and 40 points by weight until 2024,
 * 40 each from 2025, whatever the status; a medical home suffices. */
static void test_points_in_mvps(void **state)
{
	static const unsigned statuses[] = { 0, BIT(MIPSIA_SMALL_PRACTICE), BIT(MIPSIA_RURAL), 15 };
	static const struct {
		int year;
		const char *id;
		int points;
	} rows[] = {
		{ 2023, "IA_BE_4", 20 },  { 2023, "IA_BE_6", 40 }, { 2024, "IA_BE_4", 20 },
		{ 2024, "IA_PM_23", 40 }, { 2025, "IA_BE_4", 40 }, { 2025, "IA_PM_23", 40 },
		{ 2026, "IA_AHW_1", 40 }, { 2023, "IA_PCMH", 40 }, { 2026, "IA_PCMH", 40 },
		{ 2023, "IA_PM_2", 0 }, /* high, but not of this MVP */
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		for (size_t s = 0; s < 4; s++) {
			mipsia_case c = case_of(rows[i].year, MIPSIA_MVP, MIPSIA_GROUP);

			c.statuses = (uint8_t)statuses[s];
			attest(&c, rows[i].id);
			if (score_of(&c).points != rows[i].points)
				fail_msg("%d %s: %d points", rows[i].year, rows[i].id, score_of(&c).points);
		}
	mipsia_case c = case_of(2023, MIPSIA_MVP, MIPSIA_GROUP);
	attest(&c, "IA_BE_4");
	attest(&c, "IA_BE_12");
	assert_int_equal(score_of(&c).points, 40); /* two medium */
}

/* EVIDENCE-OF: [CFR-2017] 414.1380(b)(3)(ii), (iii), (vi), (vii): the points as first issued */
static void test_points_as_first_issued(void **state)
{
	static const struct {
		unsigned statuses;
		const char *ids[5];
		int points;
	} rows[] = {
		{ 0, { "IA_BE_4" }, 10 },
		{ 0, { "IA_BE_6" }, 20 },
		{ 0, { "IA_BE_6", "IA_BE_4" }, 30 },
		{ 0, { "IA_BE_6", "IA_PM_2", "IA_PM_3" }, 40 }, /* 60, capped */
		{ BIT(MIPSIA_HPSA), { "IA_BE_4" }, 20 },        /* half credit */
		{ BIT(MIPSIA_HPSA), { "IA_BE_4", "IA_EPA_2" }, 40 },
		{ BIT(MIPSIA_NON_PATIENT_FACING), { "IA_BE_6" }, 40 },
	};

	(void)state;
	for (int year = 2017; year <= 2018; year++)
		for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
			mipsia_case c = plain_case(year);

			c.statuses = (uint8_t)rows[i].statuses;
			for (size_t k = 0; k < 5 && rows[i].ids[k]; k++)
				attest(&c, rows[i].ids[k]);
			if (score_of(&c).points != rows[i].points)
				fail_msg("%d, row %zu: %d points", year, i, score_of(&c).points);
		}
}

/* EVIDENCE-OF: 89 FR 98562 (42 CFR 414.1380(b)(3)): from 2025 two activities, or one with a
 * special status, are the full score. */
static void test_points_without_weights(void **state)
{
	(void)state;
	for (int year = 2025; year <= 2027; year++)
		for (int status = -1; status < MIPSIA_SPECIAL_END; status++) {
			mipsia_case c = plain_case(year);

			c.statuses = status < 0 ? 0 : (uint8_t)BIT(status);
			attest(&c, "IA_BE_4"); /* medium until 2024 */
			assert_int_equal(score_of(&c).points, status < 0 ? 20 : 40);
			attest(&c, "IA_BE_6"); /* high until 2024 */
			assert_int_equal(score_of(&c).points, 40);
		}
}

/* An activity's own points, before the cap. */
static int points_of(const mipsia_case *c, const char *id)
{
	mipsia_case attested = *c;
	uint8_t points;

	attest(&attested, id);
	assert_int_equal(mipsia_activity_reason(mipsia_rulebook_builtin(), &attested, activity(id), &points),
	                 MIPSIA_COUNTED);
	return points;
}

/* EVIDENCE-OF: [CFR-2017] 414.1380(b)(3)(ii), (iii), (vii), [CFR-2021] 414.1380(b)(3), 89 FR 98562,
 * 414.1365(d)(3)(iii): one activity's points in every year, ordinary and with a status */
static void test_points_of_one_activity(void **state)
{
	static const struct {
		int first, last;
		mipsia_option option;
		int medium[2], high[2]; /* IA_BE_4 and IA_BE_6; both without weight from 2025 */
	} rows[] = {
		{ 2017, 2024, MIPSIA_TRADITIONAL, { 10, 20 }, { 20, 40 } },
		{ 2025, 2027, MIPSIA_TRADITIONAL, { 20, 40 }, { 20, 40 } },
		{ 2023, 2024, MIPSIA_MVP, { 20, 20 }, { 40, 40 } },
		{ 2025, 2027, MIPSIA_MVP, { 40, 40 }, { 40, 40 } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		for (int year = rows[i].first; year <= rows[i].last; year++)
			for (int special = 0; special <= 1; special++) {
				mipsia_case c = case_of(year, rows[i].option, MIPSIA_INDIVIDUAL);

				c.statuses = special ? BIT(MIPSIA_HPSA) : 0;
				assert_int_equal(points_of(&c, "IA_BE_4"), rows[i].medium[special]);
				assert_int_equal(points_of(&c, "IA_BE_6"), rows[i].high[special]);
			}
}

/* EVIDENCE-OF: [CFR-2017] 414.1380(b)(3)(ix): half of the full score for participants in APMs;
 * C-10, added to the points or a floor. */
static void test_apm_credit_as_first_issued(void **state)
{
	const unsigned floor = BIT(MIPSIA_POLICY_APM_CREDIT_MODE);

	(void)state;
	for (int year = 2017; year <= 2018; year++) {
		mipsia_case c = plain_case(year);

		c.facts = MIPSIA_FACT_APM_PARTICIPANT;
		assert_int_equal(score_of(&c).points, 0); /* nothing submitted at all */
		c.facts |= MIPSIA_FACT_QUALITY_SUBMITTED;
		assert_int_equal(score_of(&c).points, 20);
		attest(&c, "IA_BE_4");
		assert_int_equal(score_of(&c).points, 30);
		c.policies = floor;
		assert_int_equal(score_of(&c).points, 20);
	}
}

/* EVIDENCE-OF: 42 CFR 414.1380(b)(3)(i), of which 414.1365 says nothing (rules.md 6.3):
 * the credit in an MVP. */
static void test_apm_credit_in_mvps(void **state)
{
	(void)state;
	for (int year = 2023; year <= 2024; year++) {
		mipsia_case c = case_of(year, MIPSIA_MVP, MIPSIA_INDIVIDUAL);

		c.facts = MIPSIA_FACT_APM_PARTICIPANT;
		attest(&c, "IA_BE_4");
		assert_int_equal(score_of(&c).points, 40);
		c.policies = BIT(MIPSIA_POLICY_APM_CREDIT_IN_MVP);
		assert_int_equal(score_of(&c).points, 20);
	}
}

/* EVIDENCE-OF: CMS study on factors associated with reporting quality measures: 2017 to 2019 */
static void test_study(void **state)
{
	(void)state;
	for (int year = 2017; year <= 2027; year++) {
		mipsia_case c = plain_case(year);

		c.facts = MIPSIA_FACT_STUDY;
		mipsia_result r = score_of(&c);
		assert_int_equal(r.points, year <= 2019 ? 40 : 0);
		assert_int_equal(r.study_points, year <= 2019 ? 40 : 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_traditional),
		cmocka_unit_test(test_mvps_from_2023),
		cmocka_unit_test(test_app_from_2021),
		cmocka_unit_test(test_apm_standard_until_2020),
		cmocka_unit_test(test_assigned_scores),
		cmocka_unit_test(test_points_in_mvps),
		cmocka_unit_test(test_points_as_first_issued),
		cmocka_unit_test(test_points_without_weights),
		cmocka_unit_test(test_points_of_one_activity),
		cmocka_unit_test(test_apm_credit_as_first_issued),
		cmocka_unit_test(test_apm_credit_in_mvps),
		cmocka_unit_test(test_study),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
