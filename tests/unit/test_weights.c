/*
 * test_weights.c - the weights of every scenario, as rules.md 3.1 and 3.2 print
 * them. A row: the reweighted categories, then quality, cost, ia, pi in percent.
 */
#include "testing.h"

#define Q MIPSIA_BIT(MIPSIA_QUALITY)
#define C MIPSIA_BIT(MIPSIA_COST)
#define IA MIPSIA_BIT(MIPSIA_IA)
#define PI MIPSIA_BIT(MIPSIA_PI)
#define SMALL MIPSIA_BIT(MIPSIA_SMALL_PRACTICE)

struct row {
	unsigned reweighted;
	uint8_t weight[MIPSIA_CATEGORY_END];
};

static void check_row(const mipsia_case *c, const uint8_t *weight)
{
	mipsia_result r = score_of(c);

	if (r.status != MIPSIA_OK || memcmp(r.weight, weight, sizeof r.weight) != 0)
		fail_msg("%d, option %d, reweighted %x: %u %u %u %u", c->performance_year, c->option,
		         c->reweighted, r.weight[0], r.weight[1], r.weight[2], r.weight[3]);
}

/* The rows in each year from `first` to `last`. */
static void check_table(mipsia_option option, unsigned statuses, int first, int last, const struct row *rows,
                        size_t n)
{
	for (int year = first; year <= last; year++)
		for (size_t i = 0; i < n; i++) {
			mipsia_case c = plain_case(year);

			c.option = (uint8_t)option;
			c.statuses = (uint8_t)statuses;
			c.reweighted = (uint8_t)rows[i].reweighted;
			check_row(&c, rows[i].weight);
		}
}

#define CHECK_TABLE(option, statuses, first, last, rows)                                                     \
	check_table(option, statuses, first, last, rows, sizeof rows / sizeof rows[0])

/* EVIDENCE-OF: 42 CFR 414.1380(c)(2)(ii)(A) */
static void test_2017(void **state)
{
	static const struct row rows[] = {
		{ 0, { 60, 0, 15, 25 } },
		{ PI, { 85, 0, 15, 0 } },
		{ Q, { 0, 0, 50, 50 } },
		{ IA, { 75, 0, 0, 25 } },
	};

	(void)state;
	CHECK_TABLE(MIPSIA_TRADITIONAL, 0, 2017, 2017, rows);
}

/* EVIDENCE-OF: 42 CFR 414.1380(c)(2)(ii)(B) */
static void test_2018(void **state)
{
	static const struct row rows[] = {
		{ 0, { 50, 10, 15, 25 } },     { C, { 60, 0, 15, 25 } },     { PI, { 75, 10, 15, 0 } },
		{ Q, { 0, 10, 45, 45 } },      { IA, { 65, 10, 0, 25 } },    { C | PI, { 85, 0, 15, 0 } },
		{ C | Q, { 0, 0, 50, 50 } },   { C | IA, { 75, 0, 0, 25 } }, { PI | Q, { 0, 10, 90, 0 } },
		{ PI | IA, { 90, 10, 0, 0 } }, { Q | IA, { 0, 10, 0, 90 } },
	};

	(void)state;
	CHECK_TABLE(MIPSIA_TRADITIONAL, 0, 2018, 2018, rows);
}

/* EVIDENCE-OF: 42 CFR 414.1380(c)(2)(ii)(C) */
static void test_2019(void **state)
{
	static const struct row rows[] = {
		{ 0, { 45, 15, 15, 25 } },     { C, { 60, 0, 15, 25 } },     { PI, { 70, 15, 15, 0 } },
		{ Q, { 0, 15, 40, 45 } },      { IA, { 60, 15, 0, 25 } },    { C | PI, { 85, 0, 15, 0 } },
		{ C | Q, { 0, 0, 50, 50 } },   { C | IA, { 75, 0, 0, 25 } }, { PI | Q, { 0, 15, 85, 0 } },
		{ PI | IA, { 85, 15, 0, 0 } }, { Q | IA, { 0, 15, 0, 85 } },
	};

	(void)state;
	CHECK_TABLE(MIPSIA_TRADITIONAL, 0, 2019, 2019, rows);
}

/* EVIDENCE-OF: 42 CFR 414.1380(c)(2)(ii)(D) */
static void test_2020(void **state)
{
	static const struct row rows[] = {
		{ 0, { 45, 15, 15, 25 } },     { C, { 55, 0, 15, 30 } },     { PI, { 70, 15, 15, 0 } },
		{ Q, { 0, 15, 15, 70 } },      { IA, { 60, 15, 0, 25 } },    { C | PI, { 85, 0, 15, 0 } },
		{ C | Q, { 0, 0, 15, 85 } },   { C | IA, { 70, 0, 0, 30 } }, { PI | Q, { 0, 50, 50, 0 } },
		{ PI | IA, { 85, 15, 0, 0 } }, { Q | IA, { 0, 15, 0, 85 } },
	};

	(void)state;
	CHECK_TABLE(MIPSIA_TRADITIONAL, 0, 2020, 2020, rows);
}

/* EVIDENCE-OF: 42 CFR 414.1380(c)(2)(ii)(E); no table of small practices yet. */
static void test_2021(void **state)
{
	static const struct row rows[] = {
		{ 0, { 40, 20, 15, 25 } },     { C, { 55, 0, 15, 30 } },     { PI, { 65, 20, 15, 0 } },
		{ Q, { 0, 20, 15, 65 } },      { IA, { 55, 20, 0, 25 } },    { C | PI, { 85, 0, 15, 0 } },
		{ C | Q, { 0, 0, 15, 85 } },   { C | IA, { 70, 0, 0, 30 } }, { PI | Q, { 0, 50, 50, 0 } },
		{ PI | IA, { 80, 20, 0, 0 } }, { Q | IA, { 0, 20, 0, 80 } },
	};

	(void)state;
	CHECK_TABLE(MIPSIA_TRADITIONAL, 0, 2021, 2021, rows);
	CHECK_TABLE(MIPSIA_TRADITIONAL, SMALL, 2021, 2021, rows);
}

/* EVIDENCE-OF: 42 CFR 414.1380(c)(2)(ii)(F); rural, HPSA and non-patient facing
 * do not select the table of small practices. */
static void test_from_2022(void **state)
{
	static const struct row rows[] = {
		{ 0, { 30, 30, 15, 25 } },     { C, { 55, 0, 15, 30 } },     { PI, { 55, 30, 15, 0 } },
		{ Q, { 0, 30, 15, 55 } },      { IA, { 45, 30, 0, 25 } },    { C | PI, { 85, 0, 15, 0 } },
		{ C | Q, { 0, 0, 15, 85 } },   { C | IA, { 70, 0, 0, 30 } }, { PI | Q, { 0, 50, 50, 0 } },
		{ PI | IA, { 70, 30, 0, 0 } }, { Q | IA, { 0, 30, 0, 70 } },
	};
	const unsigned others =
		MIPSIA_BIT(MIPSIA_RURAL) | MIPSIA_BIT(MIPSIA_HPSA) | MIPSIA_BIT(MIPSIA_NON_PATIENT_FACING);

	(void)state;
	CHECK_TABLE(MIPSIA_TRADITIONAL, 0, 2022, 2027, rows);
	CHECK_TABLE(MIPSIA_TRADITIONAL, others, 2022, 2027, rows);
}

/* EVIDENCE-OF: 42 CFR 414.1380(c)(2)(ii)(G) */
static void test_small_practices(void **state)
{
	static const struct row rows[] = {
		{ 0, { 30, 30, 15, 25 } },     { C, { 55, 0, 15, 30 } },     { PI, { 40, 30, 30, 0 } },
		{ Q, { 0, 30, 15, 55 } },      { IA, { 45, 30, 0, 25 } },    { C | PI, { 50, 0, 50, 0 } },
		{ C | Q, { 0, 0, 15, 85 } },   { C | IA, { 70, 0, 0, 30 } }, { PI | Q, { 0, 50, 50, 0 } },
		{ PI | IA, { 70, 30, 0, 0 } }, { Q | IA, { 0, 30, 0, 70 } },
	};

	(void)state;
	CHECK_TABLE(MIPSIA_TRADITIONAL, SMALL, 2022, 2027, rows);
}

/* EVIDENCE-OF: 42 CFR 414.1367(d)(1), (2)(i), (2)(ii); no row without Improvement
 * Activities: their reweighting changes nothing. */
static void test_app(void **state)
{
	static const struct row rows[] = {
		{ 0, { 50, 0, 20, 30 } },  { Q, { 0, 0, 25, 75 } },       { PI, { 75, 0, 25, 0 } },
		{ IA, { 50, 0, 20, 30 } }, { IA | PI, { 75, 0, 25, 0 } }, { C, { 50, 0, 20, 30 } },
	};

	(void)state;
	CHECK_TABLE(MIPSIA_APP, 0, 2021, 2027, rows);
	CHECK_TABLE(MIPSIA_APP, SMALL, 2021, 2027, rows);
	CHECK_TABLE(MIPSIA_APP_PLUS, 0, 2025, 2027, rows);
}

/* EVIDENCE-OF: 42 CFR 414.1370(h)(1)(i), (3)(i), (4)(i), (5)(i), (5)(ii) */
static void test_apm_standard_web_interface(void **state)
{
	static const struct row first[] = {
		{ 0, { 50, 0, 20, 30 } },
		{ Q, { 0, 0, 25, 75 } },
		{ PI, { 75, 0, 25, 0 } },
		{ IA, { 50, 0, 20, 30 } },
	};
	static const struct row later[] = {
		{ 0, { 50, 0, 20, 30 } },
		{ Q, { 0, 0, 25, 75 } },
		{ PI, { 80, 0, 20, 0 } },
		{ IA, { 50, 0, 20, 30 } },
	};

	(void)state;
	CHECK_TABLE(MIPSIA_APM_STANDARD_WEB, 0, 2017, 2017, first);
	CHECK_TABLE(MIPSIA_APM_STANDARD_WEB, 0, 2018, 2020, later);
}

/* EVIDENCE-OF: 42 CFR 414.1370(h)(1)(ii), (3)(ii), (4)(ii), (5)(i), (5)(ii) */
static void test_apm_standard_other(void **state)
{
	static const struct row first[] = {
		{ 0, { 0, 0, 25, 75 } },
		{ Q, { 0, 0, 25, 75 } },
		{ PI, { 75, 0, 25, 0 } },
		{ IA, { 0, 0, 25, 75 } },
	};
	static const struct row later[] = {
		{ 0, { 50, 0, 20, 30 } },
		{ Q, { 0, 0, 25, 75 } },
		{ PI, { 80, 0, 20, 0 } },
		{ IA, { 50, 0, 20, 30 } },
	};

	(void)state;
	CHECK_TABLE(MIPSIA_APM_STANDARD_OTHER, 0, 2017, 2017, first);
	CHECK_TABLE(MIPSIA_APM_STANDARD_OTHER, 0, 2018, 2020, later);
}

/* EVIDENCE-OF: 42 CFR 414.1365(e)(1), (2): an MVP has the ordinary tables, that of
 * small practices included. */
static void test_mvp(void **state)
{
	static const struct row rows[] = { { 0, { 30, 30, 15, 25 } }, { PI, { 55, 30, 15, 0 } } };
	static const struct row small[] = { { 0, { 30, 30, 15, 25 } }, { PI, { 40, 30, 30, 0 } } };
	const int mvp = mipsia_mvp_find(mipsia_rulebook_builtin(), "M0005", 5);

	(void)state;
	for (int year = 2023; year <= 2026; year++)
		for (size_t i = 0; i < 2; i++) {
			mipsia_case c = plain_case(year);

			c.option = MIPSIA_MVP;
			c.mvp = (uint8_t)mvp;
			c.reweighted = (uint8_t)rows[i].reweighted;
			check_row(&c, rows[i].weight);
			c.statuses = SMALL;
			check_row(&c, small[i].weight);
		}
}

/* EVIDENCE-OF: 42 CFR 414.1317(b), (b)(2): from 2021 Cost is 0 for an APM Entity
 * outside the APP, and the ordinary tables apply. */
static void test_apm_entity_cost(void **state)
{
	static const struct {
		int year;
		unsigned statuses, reweighted;
		uint8_t weight[MIPSIA_CATEGORY_END];
	} rows[] = {
		{ 2018, 0, 0, { 50, 10, 15, 25 } },    { 2020, 0, 0, { 45, 15, 15, 25 } },
		{ 2021, 0, 0, { 55, 0, 15, 30 } },     { 2026, 0, 0, { 55, 0, 15, 30 } },
		{ 2021, 0, PI, { 85, 0, 15, 0 } },     { 2022, 0, PI, { 85, 0, 15, 0 } },
		{ 2022, SMALL, PI, { 50, 0, 50, 0 } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		mipsia_case c = plain_case(rows[i].year);

		c.entity = MIPSIA_APM_ENTITY;
		c.statuses = (uint8_t)rows[i].statuses;
		c.reweighted = (uint8_t)rows[i].reweighted;
		check_row(&c, rows[i].weight);
	}
	for (int year = 2018; year <= 2027; year++) {
		mipsia_case c = plain_case(year);

		c.entity = MIPSIA_APM_ENTITY;
		assert_int_equal(score_of(&c).weight[MIPSIA_COST] == 0, year >= 2021);
	}
	mipsia_case c = plain_case(2023);
	c.entity = MIPSIA_APM_ENTITY;
	c.option = MIPSIA_MVP;
	c.mvp = (uint8_t)mipsia_mvp_find(mipsia_rulebook_builtin(), "M0005", 5);
	check_row(&c, (const uint8_t[]){ 55, 0, 15, 30 });
}

/* EVIDENCE-OF: 42 CFR 414.1380(c)(2)(i)(C)(9): from 2022 without asking; under the
 * policy that reads it so, and only while no PI data come. */
static void test_small_practice_pi(void **state)
{
	const unsigned automatic = MIPSIA_BIT(MIPSIA_POLICY_SMALL_PRACTICE_PI);
	static const struct {
		int year;
		unsigned facts;
		uint8_t weight[MIPSIA_CATEGORY_END];
	} rows[] = {
		{ 2017, 0, { 60, 0, 15, 25 } },  { 2018, 0, { 50, 10, 15, 25 } },
		{ 2021, 0, { 40, 20, 15, 25 } }, { 2022, 0, { 40, 30, 30, 0 } },
		{ 2026, 0, { 40, 30, 30, 0 } },  { 2022, MIPSIA_FACT_PI_SUBMITTED, { 30, 30, 15, 25 } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		mipsia_case c = plain_case(rows[i].year);

		c.statuses = SMALL;
		c.facts = rows[i].facts;
		c.policies = automatic;
		check_row(&c, rows[i].weight);
	}
	mipsia_case c = plain_case(2022);
	c.policies = automatic;
	check_row(&c, (const uint8_t[]){ 30, 30, 15, 25 }); /* not small */
	c.statuses = SMALL;
	c.policies = 0;
	check_row(&c, (const uint8_t[]){ 30, 30, 15, 25 }); /* only when stated */
}

/* EVIDENCE-OF: 42 CFR 414.1380(c): fewer than two categories give the performance
 * threshold, that of 414.1405(b); two do not. */
static void test_fewer_than_two_categories(void **state)
{
	static const int thresholds[] = { 3, 15, 30, 45, 60, 75, 75, 75, 75, 75 };

	(void)state;
	for (int i = 0; i < 10; i++) {
		mipsia_case c = plain_case(2017 + i);

		attest(&c, "IA_PCMH");
		c.reweighted = Q | C | PI;
		mipsia_result r = score_of(&c);
		assert_true(r.flags & MIPSIA_RESULT_NEUTRAL);
		assert_int_equal(r.weight[MIPSIA_IA], 100);
		assert_int_equal(r.contribution_x100, 0);
		assert_int_equal(r.performance_threshold, thresholds[i]);
		c.reweighted = Q | C | IA | PI;
		r = score_of(&c);
		assert_true(r.flags & MIPSIA_RESULT_NEUTRAL);
		assert_int_equal(r.weight[MIPSIA_IA], 0);
		c.reweighted = Q;
		assert_false(score_of(&c).flags & MIPSIA_RESULT_NEUTRAL);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_2017),
		cmocka_unit_test(test_2018),
		cmocka_unit_test(test_2019),
		cmocka_unit_test(test_2020),
		cmocka_unit_test(test_2021),
		cmocka_unit_test(test_from_2022),
		cmocka_unit_test(test_small_practices),
		cmocka_unit_test(test_app),
		cmocka_unit_test(test_apm_standard_web_interface),
		cmocka_unit_test(test_apm_standard_other),
		cmocka_unit_test(test_mvp),
		cmocka_unit_test(test_apm_entity_cost),
		cmocka_unit_test(test_small_practice_pi),
		cmocka_unit_test(test_fewer_than_two_categories),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
