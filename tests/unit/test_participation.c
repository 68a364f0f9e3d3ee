/* Who performed an activity, and for long enough: met, not met or unknown. */
#include "testing.h"

#define NO MIPSIA_DATE_UNKNOWN

static mipsia_judgement judge(int year, mipsia_entity entity, const char *id,
                              const mipsia_participation *facts)
{
	mipsia_judgement out;

	assert_int_equal(mipsia_participation_judge(mipsia_rulebook_builtin(), year, entity, activity(id),
	                                            facts, &out),
	                 MIPSIA_OK);
	return out;
}

static mipsia_answer one(int year, const char *id, mipsia_date start, mipsia_date end)
{
	mipsia_performance period = { 1, start, end };
	mipsia_participation facts = { .clinicians = -1,
		                       .performances = &period,
		                       .performances_length = 1,
		                       .performer_count = -1,
		                       .start = NO,
		                       .end = NO };

	return judge(year, MIPSIA_INDIVIDUAL, id, &facts).answer;
}

/* EVIDENCE-OF: 42 CFR 414.1360(a)(1): 90 days, both ends counted. */
static void test_ninety_days(void **state)
{
	(void)state;
	assert_int_equal(one(2022, "IA_BE_6", day("2022-10-03"), day("2022-12-31")), MIPSIA_MET);
	assert_int_equal(one(2022, "IA_BE_6", day("2022-10-04"), day("2022-12-31")), MIPSIA_NOT_MET);
	assert_int_equal(one(2024, "IA_BE_6", day("2024-01-01"), day("2024-03-30")),
	                 MIPSIA_MET); /* leap year */
	assert_int_equal(one(2023, "IA_BE_6", day("2023-01-01"), day("2023-03-30")), MIPSIA_NOT_MET);
	/* days of another year do not count */
	assert_int_equal(one(2022, "IA_BE_6", day("2021-12-01"), day("2022-03-30")), MIPSIA_NOT_MET);
	assert_int_equal(one(2022, "IA_BE_6", day("2021-12-01"), day("2022-03-31")), MIPSIA_MET);
	/* a period that ends before it begins is none */
	assert_int_equal(one(2022, "IA_BE_6", day("2022-12-31"), day("2022-01-01")), MIPSIA_NOT_MET);
}

/* EVIDENCE-OF: inventory texts of IA_ERP_1 and IA_ERP_2: six months; 60 days. */
static void test_other_durations(void **state)
{
	(void)state;
	assert_int_equal(one(2022, "IA_ERP_2", day("2022-02-01"), day("2022-04-01")),
	                 MIPSIA_MET); /* 60 days */
	assert_int_equal(one(2022, "IA_ERP_2", day("2022-02-01"), day("2022-03-31")), MIPSIA_NOT_MET);
	assert_int_equal(one(2022, "IA_ERP_1", day("2022-07-01"), day("2022-12-31")),
	                 MIPSIA_MET); /* 6 months */
	assert_int_equal(one(2022, "IA_ERP_1", day("2022-07-02"), day("2022-12-31")), MIPSIA_NOT_MET);
}

/* EVIDENCE-OF: inventory texts of IA_ERP_1, IA_ERP_2, IA_PSPA_5, IA_PM_2 and IA_CC_19: which
 * description states a period of its own in which years (rules.md 9) */
static void test_durations_by_year(void **state)
{
	static const struct {
		const char *id;
		int first, last, length;
		mipsia_duration_unit unit;
	} rows[] = { { "IA_ERP_1", 2017, 2027, 6, MIPSIA_MONTHS },
		     { "IA_ERP_2", 2017, 2027, 60, MIPSIA_DAYS },
		     { "IA_PSPA_5", 2017, 2019, 6, MIPSIA_MONTHS },
		     { "IA_PM_2", 2017, 2017, 90, MIPSIA_DAYS },
		     { "IA_CC_19", 2020, 2027, 90, MIPSIA_DAYS } };
	const mipsia_rulebook *book = mipsia_rulebook_builtin();
	int stated = 0, expected = 0;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		for (int year = rows[i].first; year <= rows[i].last; year++, expected++) {
			const mipsia_activity *row =
				mipsia_activity_in_year(book, activity(rows[i].id), year);

			assert_non_null(row);
			assert_non_null(row->duration_rule);
			assert_int_equal(row->duration.length, rows[i].length);
			assert_int_equal(row->duration.unit, rows[i].unit);
		}
	for (int a = 0; a < mipsia_activity_count(book); a++)
		for (int year = 2017; year <= 2027; year++) {
			const mipsia_activity *row = mipsia_activity_in_year(book, a, year);

			stated += row && row->duration_rule;
		}
	assert_int_equal(stated, expected); /* these and no others */
	assert_int_equal(one(2018, "IA_PSPA_5", day("2018-07-01"), day("2018-12-31")), MIPSIA_MET);
	assert_int_equal(one(2018, "IA_PSPA_5", day("2018-07-02"), day("2018-12-31")), MIPSIA_NOT_MET);
}

static void test_missing_dates(void **state)
{
	(void)state;
	assert_int_equal(one(2022, "IA_BE_6", day("2022-05-01"), NO), MIPSIA_UNKNOWN);
	assert_int_equal(one(2022, "IA_BE_6", day("2022-11-01"), NO),
	                 MIPSIA_NOT_MET); /* too late in any case */
	assert_int_equal(one(2022, "IA_BE_6", NO, day("2022-02-01")), MIPSIA_NOT_MET);
	assert_int_equal(one(2022, "IA_BE_6", NO, NO), MIPSIA_UNKNOWN);
}

static void test_several_periods(void **state)
{
	mipsia_performance periods[] = { { 1, day("2022-03-02"), day("2022-04-15") },
		                         { 1, day("2022-01-15"), day("2022-03-01") } };
	int32_t days;

	(void)state;
	/* they touch: 15 January to 15 April is 91 days */
	assert_int_equal(mipsia_clinician_judge(mipsia_rulebook_builtin(), 2022, activity("IA_BE_6"), NULL,
	                                        periods, 2, 0, &days),
	                 MIPSIA_MET);
	assert_int_equal(days, 91);
	periods[0].start = day("2022-03-03"); /* one day between them */
	assert_int_equal(mipsia_clinician_judge(mipsia_rulebook_builtin(), 2022, activity("IA_BE_6"), NULL,
	                                        periods, 2, 0, &days),
	                 MIPSIA_NOT_MET);
	assert_int_equal(days, 46);
}

/* EVIDENCE-OF: 42 CFR 414.1360(a)(2): half of the clinicians, rounded up, from
 * 2020; "in a practice of nine, at least five". */
static void test_half_of_the_group(void **state)
{
	static const struct {
		int year, total, performed;
		mipsia_answer answer;
		int needed;
	} rows[] = { { 2023, 9, 5, MIPSIA_MET, 5 },          { 2023, 9, 4, MIPSIA_NOT_MET, 5 },
		     { 2020, 200, 99, MIPSIA_NOT_MET, 100 }, { 2020, 200, 100, MIPSIA_MET, 100 },
		     { 2019, 200, 1, MIPSIA_MET, 1 },        { 2019, 200, 0, MIPSIA_NOT_MET, 1 },
		     { 2025, 1, 1, MIPSIA_MET, 1 } };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		mipsia_participation facts = { .clinicians = rows[i].total,
			                       .performer_count = rows[i].performed,
			                       .start = NO,
			                       .end = NO };
		mipsia_judgement j = judge(rows[i].year, MIPSIA_GROUP, "IA_BE_6", &facts);

		if (j.answer != rows[i].answer || j.needed != rows[i].needed)
			fail_msg("row %zu: answer %d, needed %d", i, (int)j.answer, j.needed);
	}
}

/* EVIDENCE-OF: 42 CFR 414.1360(a)(2), and 414.1360 before it; for APM Entities qpp.cms.gov,
 * improvement activities 2024 */
static void test_half_of_every_entity(void **state)
{
	static const struct {
		int year;
		mipsia_entity entity;
		int total, performed;
		mipsia_answer answer;
	} rows[] = {
		{ 2017, MIPSIA_GROUP, 200, 1, MIPSIA_MET },
		{ 2018, MIPSIA_GROUP, 200, 0, MIPSIA_NOT_MET },
		{ 2018, MIPSIA_VIRTUAL_GROUP, 50, 1, MIPSIA_MET },
		{ 2019, MIPSIA_VIRTUAL_GROUP, 50, 1, MIPSIA_MET },
		{ 2020, MIPSIA_VIRTUAL_GROUP, 50, 24, MIPSIA_NOT_MET },
		{ 2020, MIPSIA_VIRTUAL_GROUP, 50, 25, MIPSIA_MET },
		{ 2026, MIPSIA_VIRTUAL_GROUP, 51, 25, MIPSIA_NOT_MET },
		{ 2023, MIPSIA_SUBGROUP, 4, 1, MIPSIA_NOT_MET },
		{ 2023, MIPSIA_SUBGROUP, 4, 2, MIPSIA_MET },
		{ 2027, MIPSIA_SUBGROUP, 5, 2, MIPSIA_NOT_MET },
		{ 2019, MIPSIA_APM_ENTITY, 1000, 1, MIPSIA_MET },
		{ 2020, MIPSIA_APM_ENTITY, 1000, 499, MIPSIA_NOT_MET },
		{ 2024, MIPSIA_APM_ENTITY, 1000, 500, MIPSIA_MET },
		{ 2024, MIPSIA_APM_ENTITY, 1001, 500, MIPSIA_NOT_MET },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		mipsia_participation facts = { .clinicians = rows[i].total,
			                       .performer_count = rows[i].performed,
			                       .start = NO,
			                       .end = NO };
		mipsia_judgement j = judge(rows[i].year, rows[i].entity, "IA_BE_6", &facts);

		if (j.answer != rows[i].answer)
			fail_msg("row %zu: answer %d", i, (int)j.answer);
	}
	for (int year = 2017; year <= 2027; year++)
		for (int entity = MIPSIA_GROUP; entity < MIPSIA_ENTITY_END; entity++) {
			mipsia_participation facts = {
				.clinicians = 8, .performer_count = 3, .start = NO, .end = NO
			};

			if (entity == MIPSIA_SUBGROUP && year < 2023)
				continue; /* subgroups begin with 2023 */
			assert_int_equal(judge(year, (mipsia_entity)entity, "IA_BE_6", &facts).answer,
			                 year <= 2019 ? MIPSIA_MET : MIPSIA_NOT_MET);
			facts.performer_count = 4;
			assert_int_equal(judge(year, (mipsia_entity)entity, "IA_BE_6", &facts).answer,
			                 MIPSIA_MET);
		}
}

static void test_roster_with_churn(void **state)
{
	const mipsia_member roster[] = { { 1, NO, NO },
		                         { 2, day("2025-06-01"), NO },
		                         { 3, NO, day("2025-03-31") },
		                         { 4, NO, day("2024-12-31") } };
	const mipsia_performance done[] = { { 1, day("2025-01-01"), day("2025-12-31") },
		                            { 2, day("2025-01-01"), day("2025-08-01") },
		                            { 3, day("2025-01-01"), day("2025-12-31") },
		                            { 9, day("2025-01-01"), day("2025-12-31") } };
	mipsia_participation facts = { .roster = roster,
		                       .roster_length = 4,
		                       .clinicians = -1,
		                       .performances = done,
		                       .performances_length = 4,
		                       .performer_count = -1,
		                       .start = NO,
		                       .end = NO };
	mipsia_judgement j = judge(2025, MIPSIA_GROUP, "IA_BE_6", &facts);

	(void)state;
	assert_int_equal(j.clinicians, 3); /* the fourth left before the year */
	assert_int_equal(j.strangers, 1);  /* NPI 9 */
	assert_int_equal(j.certain,
	                 2); /* 1; 3: 1 January to 31 March is 90 days; 2 joined too late for 62 days */
	assert_int_equal(j.needed, 2);
	assert_int_equal(j.answer, MIPSIA_MET);
	facts.policies = MIPSIA_BIT(MIPSIA_POLICY_ROSTER_DENOMINATOR);
	j = judge(2025, MIPSIA_GROUP, "IA_BE_6", &facts);
	assert_int_equal(j.clinicians, 2);
	assert_int_equal(j.certain, 1);
}

/* EVIDENCE-OF: 42 CFR 414.1360(a)(2): each clinician may use another period of the year. */
static void test_three_values(void **state)
{
	const mipsia_performance done[] = { { 1, day("2025-01-01"), day("2025-12-31") },
		                            { 2, day("2025-02-01"), NO } };
	mipsia_participation facts = { .clinicians = 4,
		                       .performances = done,
		                       .performances_length = 2,
		                       .performer_count = -1,
		                       .start = NO,
		                       .end = NO };

	(void)state;
	assert_int_equal(judge(2025, MIPSIA_GROUP, "IA_BE_6", &facts).answer, MIPSIA_UNKNOWN);
	facts.clinicians = 2;
	assert_int_equal(judge(2025, MIPSIA_GROUP, "IA_BE_6", &facts).answer, MIPSIA_MET);
	facts.clinicians = 5;
	assert_int_equal(judge(2025, MIPSIA_GROUP, "IA_BE_6", &facts).answer, MIPSIA_NOT_MET);
	facts.clinicians = -1;
	assert_int_equal(judge(2025, MIPSIA_GROUP, "IA_BE_6", &facts).answer, MIPSIA_UNKNOWN);
	facts.performances_length = 0;
	assert_int_equal(judge(2025, MIPSIA_GROUP, "IA_BE_6", &facts).answer, MIPSIA_NOT_MET);
}

/* EVIDENCE-OF: CMS and vendor deadlines for 2017, 2020 to 2022 and 2024: 3 October when both
 * ends count (C-13). */
static void test_last_start(void **state)
{
	const mipsia_rulebook *book = mipsia_rulebook_builtin();

	(void)state;
	assert_int_equal(mipsia_last_start(book, 2020, -1, 0), day("2020-10-03"));
	assert_int_equal(mipsia_last_start(book, 2021, -1, 0), day("2021-10-03"));
	assert_int_equal(mipsia_last_start(book, 2022, -1, 0), day("2022-10-03"));
	assert_int_equal(mipsia_last_start(book, 2024, -1, 0), day("2024-10-03"));
	assert_int_equal(mipsia_last_start(book, 2025, -1, 0), day("2025-10-03"));
	assert_int_equal(mipsia_last_start(book, 2017, -1, MIPSIA_BIT(MIPSIA_POLICY_DAY_COUNT)),
	                 day("2017-10-02"));
	assert_int_equal(mipsia_last_start(book, 2025, activity("IA_ERP_1"), 0), day("2025-07-01"));
	assert_int_equal(mipsia_last_start(book, 2025, activity("IA_ERP_2"), 0), day("2025-11-02"));
	assert_int_equal(mipsia_last_start(book, 1999, -1, 0), NO);
}

static void test_order_is_checked(void **state)
{
	const mipsia_member roster[] = { { 2, NO, NO }, { 1, NO, NO } };
	mipsia_participation facts = { .roster = roster,
		                       .roster_length = 2,
		                       .clinicians = -1,
		                       .performer_count = -1,
		                       .start = NO,
		                       .end = NO };
	mipsia_judgement out;

	(void)state;
	assert_int_equal(
		mipsia_participation_judge(mipsia_rulebook_builtin(), 2025, MIPSIA_GROUP, 0, &facts, &out),
		MIPSIA_EORDER);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ninety_days),       cmocka_unit_test(test_other_durations),
		cmocka_unit_test(test_durations_by_year), cmocka_unit_test(test_half_of_every_entity),
		cmocka_unit_test(test_missing_dates),     cmocka_unit_test(test_several_periods),
		cmocka_unit_test(test_half_of_the_group), cmocka_unit_test(test_roster_with_churn),
		cmocka_unit_test(test_three_values),      cmocka_unit_test(test_last_start),
		cmocka_unit_test(test_order_is_checked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
