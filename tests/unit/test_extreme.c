/*
 * test_extreme.c - extreme and uncontrollable circumstances: which categories
 * CMS sets to 0, and what brings them back. Expected values: rules.md 3.3 and 3.4.
 */
#include "testing.h"

#define Q MIPSIA_FACT_QUALITY_SUBMITTED
#define PI MIPSIA_FACT_PI_SUBMITTED
#define IA MIPSIA_FACT_IA_SUBMITTED /* here: with an activity attested */
#define SMALL MIPSIA_BIT(MIPSIA_SMALL_PRACTICE)

struct row {
	unsigned submitted;
	unsigned statuses;
	uint8_t weight[MIPSIA_CATEGORY_END]; /* quality, cost, ia, pi */
	bool neutral;
};

static mipsia_case case_of(int year, mipsia_extreme extreme, unsigned submitted)
{
	mipsia_case c = plain_case(year);

	c.extreme = (uint8_t)extreme;
	c.facts = submitted & ~(unsigned)IA;
	if (submitted & IA)
		attest(&c, "IA_BE_6");
	return c;
}

static void check_row(const mipsia_case *c, const struct row *row)
{
	mipsia_result r = score_of(c);

	if (memcmp(r.weight, row->weight, sizeof r.weight) != 0 ||
	    row->neutral != ((r.flags & MIPSIA_RESULT_NEUTRAL) != 0))
		fail_msg("%d, submitted %x: %u %u %u %u", c->performance_year, row->submitted, r.weight[0],
		         r.weight[1], r.weight[2], r.weight[3]);
}

static void check_automatic(int year, const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		mipsia_case c = case_of(year, MIPSIA_EXTREME_AUTOMATIC, rows[i].submitted);

		c.statuses = (uint8_t)rows[i].statuses;
		check_row(&c, &rows[i]);
	}
}

/* EVIDENCE-OF: 42 CFR 414.1380(c)(2)(i)(A)(8), (C)(3), and Appendix A of CMS's fact
 * sheets for 2022 to 2025: Cost always 0, the others unless data come. */
static void test_automatic(void **state)
{
	static const struct row rows[] = {
		{ 0, 0, { 0, 0, 0, 0 }, true },
		{ Q, 0, { 100, 0, 0, 0 }, true },
		{ PI, 0, { 0, 0, 0, 100 }, true },
		{ IA, 0, { 0, 0, 100, 0 }, true },
		{ Q | PI, 0, { 70, 0, 0, 30 }, false },
		{ Q | IA, 0, { 85, 0, 15, 0 }, false },
		{ Q | IA, SMALL, { 50, 0, 50, 0 }, false },
		{ IA | PI, 0, { 0, 0, 15, 85 }, false },
		{ Q | IA | PI, 0, { 55, 0, 15, 30 }, false },
	};
	static const struct row rows_2018[] = {
		{ 0, 0, { 0, 0, 0, 0 }, true },
		{ Q | PI, 0, { 75, 0, 0, 25 }, false },
		{ Q | IA, 0, { 85, 0, 15, 0 }, false },
		{ IA | PI, 0, { 0, 0, 50, 50 }, false },
		{ Q | IA | PI, 0, { 60, 0, 15, 25 }, false },
	};

	(void)state;
	for (int year = 2022; year <= 2025; year++)
		check_automatic(year, rows, sizeof rows / sizeof rows[0]);
	check_automatic(2018, rows_2018, sizeof rows_2018 / sizeof rows_2018[0]);
	for (int year = 2017; year <= 2027; year++) {
		static const struct row alone[] = {
			{ Q, 0, { 100, 0, 0, 0 }, true },
			{ PI, 0, { 0, 0, 0, 100 }, true },
			{ IA, 0, { 0, 0, 100, 0 }, true },
		};

		check_automatic(year, alone, sizeof alone / sizeof alone[0]);
	}
}

/* EVIDENCE-OF: 42 CFR 414.1380(c)(2)(i)(A)(7), (C)(3): 2017. Cost has no weight
 * in any case. */
static void test_automatic_in_2017(void **state)
{
	static const struct row rows[] = {
		{ 0, 0, { 0, 0, 0, 0 }, true },          { IA, 0, { 0, 0, 100, 0 }, true },
		{ Q | PI, 0, { 75, 0, 0, 25 }, false },  { Q | IA, 0, { 85, 0, 15, 0 }, false },
		{ IA | PI, 0, { 0, 0, 50, 50 }, false }, { Q | IA | PI, 0, { 60, 0, 15, 25 }, false },
	};

	(void)state;
	check_automatic(2017, rows, sizeof rows / sizeof rows[0]);
}

/* EVIDENCE-OF: CMS fact sheet on automatic extreme and uncontrollable circumstances
 * (42 CFR 414.1380(c)(2)(i)(A)(7), (8)): individuals only. */
static void test_automatic_is_for_individuals(void **state)
{
	static const mipsia_entity others[] = { MIPSIA_GROUP, MIPSIA_VIRTUAL_GROUP };
	const struct row untouched = { 0, 0, { 30, 30, 15, 25 }, false };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		mipsia_case c = case_of(2024, MIPSIA_EXTREME_AUTOMATIC, 0);

		c.entity = (uint8_t)others[i];
		check_row(&c, &untouched);
	}
	mipsia_case c = case_of(2024, MIPSIA_EXTREME_AUTOMATIC, 0);
	c.entity = MIPSIA_APM_ENTITY;
	check_row(&c, &(struct row){ 0, 0, { 55, 0, 15, 30 }, false }); /* its Cost is 0 by another rule */
	c = case_of(2017, MIPSIA_EXTREME_AUTOMATIC, 0);
	c.entity = MIPSIA_GROUP;
	check_row(&c, &(struct row){ 0, 0, { 60, 0, 15, 25 }, false });
}

/* EVIDENCE-OF: 42 CFR 414.1380(c)(2)(i)(A)(6), (C)(2): an application reaches the
 * categories it names; from 2019 data bring each of them back, Cost has none. */
static void test_application(void **state)
{
	const unsigned named = MIPSIA_BIT(MIPSIA_QUALITY) | MIPSIA_BIT(MIPSIA_COST);
	static const struct {
		int year;
		unsigned reweighted, submitted;
		uint8_t weight[MIPSIA_CATEGORY_END];
	} rows[] = {
		{ 2018, MIPSIA_BIT(MIPSIA_QUALITY), 0, { 0, 10, 45, 45 } },
		{ 2018, MIPSIA_BIT(MIPSIA_QUALITY), Q, { 0, 10, 45, 45 } },
		{ 2019, MIPSIA_BIT(MIPSIA_QUALITY), 0, { 0, 15, 40, 45 } },
		{ 2019, MIPSIA_BIT(MIPSIA_QUALITY), Q, { 45, 15, 15, 25 } },
		{ 2023, MIPSIA_BIT(MIPSIA_PI), 0, { 55, 30, 15, 0 } },
		{ 2023, MIPSIA_BIT(MIPSIA_PI), PI, { 30, 30, 15, 25 } },
		{ 2024, MIPSIA_BIT(MIPSIA_IA), Q, { 45, 30, 0, 25 } },
		{ 2024, MIPSIA_BIT(MIPSIA_IA), IA, { 30, 30, 15, 25 } },
		{ 2024, named, Q, { 55, 0, 15, 30 } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		mipsia_case c = case_of(rows[i].year, MIPSIA_EXTREME_APPLICATION, rows[i].submitted);
		struct row row = { rows[i].submitted, 0, { 0 }, false };

		c.reweighted = (uint8_t)rows[i].reweighted;
		memcpy(row.weight, rows[i].weight, sizeof row.weight);
		check_row(&c, &row);
	}
	for (int year = 2019; year <= 2027; year++)
		for (int category = 0; category < MIPSIA_CATEGORY_END; category++) {
			mipsia_case c = case_of(year, MIPSIA_EXTREME_APPLICATION, Q | PI | IA);

			c.reweighted = (uint8_t)MIPSIA_BIT(category);
			assert_int_equal(score_of(&c).reweighted, category == MIPSIA_COST ? c.reweighted : 0);
		}
}

/* EVIDENCE-OF: 42 CFR 414.1317(b)(4): the application of an APM Entity takes all four
 * categories and stays, from 2020. */
static void test_application_of_an_apm_entity(void **state)
{
	(void)state;
	for (int year = 2019; year <= 2026; year++) {
		mipsia_case c = case_of(year, MIPSIA_EXTREME_APPLICATION, Q | PI | IA);

		c.entity = MIPSIA_APM_ENTITY;
		mipsia_result r = score_of(&c);
		assert_int_equal(r.weight[MIPSIA_IA], year >= 2020 ? 0 : 15);
		assert_int_equal((r.flags & MIPSIA_RESULT_NEUTRAL) != 0, year >= 2020);
	}
}

/* EVIDENCE-OF: 42 CFR 414.1365(e)(2)(ii): a subgroup has the reweighting of its group,
 * and in 2023 its own application, undone by data. */
static void test_subgroup(void **state)
{
	mipsia_case c = case_of(2023, MIPSIA_EXTREME_NONE, IA);

	(void)state;
	c.option = MIPSIA_MVP;
	c.entity = MIPSIA_SUBGROUP;
	c.mvp = (uint8_t)mipsia_mvp_find(mipsia_rulebook_builtin(), "M0005", 5);
	c.reweighted = MIPSIA_BIT(MIPSIA_PI);
	check_row(&c, &(struct row){ IA, 0, { 55, 30, 15, 0 }, false });
	c.reweighted = MIPSIA_BIT(MIPSIA_IA) | MIPSIA_BIT(MIPSIA_PI);
	check_row(&c, &(struct row){ IA, 0, { 70, 30, 0, 0 }, false });
	c.extreme = MIPSIA_EXTREME_APPLICATION;
	check_row(&c, &(struct row){ IA, 0, { 55, 30, 15, 0 }, false });
}

/* EVIDENCE-OF: CY 2025 proposed rule, as a specialty society describes it; 89 FR 98560:
 * a set without an attested activity voided a reweighting until 2023, not from 2024. */
static void test_qualifying_submission(void **state)
{
	(void)state;
	for (int year = 2019; year <= 2027; year++) {
		mipsia_case c = plain_case(year);

		c.extreme = MIPSIA_EXTREME_APPLICATION;
		c.reweighted = MIPSIA_BIT(MIPSIA_IA);
		c.facts = MIPSIA_FACT_IA_SUBMITTED;
		mipsia_result r = score_of(&c);
		assert_int_equal(r.points, 0);
		assert_int_equal(r.weight[MIPSIA_IA], year <= 2023 ? 15 : 0);
	}
}

struct credit_row {
	int year;
	unsigned policies;
	int points;
	int ia_weight;
};

static void check_credit(const struct credit_row *row)
{
	mipsia_case c = case_of(row->year, MIPSIA_EXTREME_AUTOMATIC, Q);

	c.facts |= MIPSIA_FACT_APM_PARTICIPANT;
	c.policies = row->policies;
	mipsia_result r = score_of(&c);
	assert_int_equal(r.points, row->points);
	assert_int_equal(r.weight[MIPSIA_IA], row->ia_weight);
	assert_int_equal((r.flags & MIPSIA_RESULT_NEUTRAL) != 0, row->ia_weight == 0);
}

/* EVIDENCE-OF: 42 CFR 414.1380(c)(2)(iv) against CMS's fact sheets of the same years
 * (C-09): the credit of an APM participant who sent Quality data only. */
static void test_credit_from_2024(void **state)
{
	const unsigned regulation = MIPSIA_BIT(MIPSIA_POLICY_APM_CREDIT_UNDER_EXTREME);

	(void)state;
	for (int year = 2024; year <= 2026; year++) {
		check_credit(&(struct credit_row){ year, 0, 20, 15 });
		check_credit(&(struct credit_row){ year, regulation, 0, 0 });
	}
}

/* EVIDENCE-OF: CMS fact sheet on automatic extreme and uncontrollable circumstances, of
 * 2022 and 2023: 20 of 40 points; no regulation says otherwise yet. */
static void test_credit_before_2024(void **state)
{
	(void)state;
	for (int year = 2022; year <= 2023; year++) {
		check_credit(&(struct credit_row){ year, 0, 20, 15 });
		check_credit(&(struct credit_row){ year, MIPSIA_BIT(MIPSIA_POLICY_APM_CREDIT_UNDER_EXTREME),
		                                   20, 15 });
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_automatic),
		cmocka_unit_test(test_automatic_in_2017),
		cmocka_unit_test(test_automatic_is_for_individuals),
		cmocka_unit_test(test_application),
		cmocka_unit_test(test_application_of_an_apm_entity),
		cmocka_unit_test(test_subgroup),
		cmocka_unit_test(test_qualifying_submission),
		cmocka_unit_test(test_credit_from_2024),
		cmocka_unit_test(test_credit_before_2024),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
