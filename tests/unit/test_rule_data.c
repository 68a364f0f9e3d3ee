/*
 * test_rule_data.c - rules that the engine takes as stated facts, and only tells:
 * in which years they hold, and what they say. Expected values: rules.md 3.3, 4.3,
 * 7, 11.2 and 14.
 */
#include "testing.h"

struct span {
	const char *key;
	int first, last;
	const char *value; /* NULL: the year has no such rule */
};

static void check_spans(const struct span *spans, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (int year = spans[i].first; year <= spans[i].last; year++) {
			const mipsia_rule *rule =
				mipsia_rule_find(mipsia_rulebook_builtin(), year, spans[i].key);
			const char *value = rule ? rule->value : "(none)";

			if (strcmp(value, spans[i].value ? spans[i].value : "(none)") != 0)
				fail_msg("%s of %d: %s", spans[i].key, year, value);
		}
}

#define CHECK_SPANS(spans) check_spans(spans, sizeof spans / sizeof spans[0])

#define NURSES                                                                                               \
	"nurse practitioner, physician assistant, clinical nurse specialist, certified "                     \
	"registered nurse anesthetist"
#define THERAPISTS                                                                                           \
	"physical therapist, occupational therapist, clinical psychologist, audiologist, "                   \
	"speech-language pathologist, dietitian"
#define ALL_FOUR "quality, cost, ia, pi"

/* EVIDENCE-OF: 42 CFR 414.1380(c)(2)(i)(A)(1), (A)(2), (A)(3), (A)(9), (C)(10) */
static void test_what_reweights(void **state)
{
	static const struct span spans[] = {
		{ "reweighting.quality", 2017, 2027, "no measure" },
		{ "reweighting.cost", 2017, 2017, "weight 0" },
		{ "reweighting.cost", 2018, 2027, "no measure" },
		{ "reweighting.joined", 2017, 2018, NULL },
		{ "reweighting.joined", 2019, 2027, ALL_FOUR },
		{ "reweighting.compromisedData", 2017, 2017, NULL },
		{ "reweighting.compromisedData", 2018, 2027, ALL_FOUR },
	};

	(void)state;
	CHECK_SPANS(spans);
}

/* EVIDENCE-OF: 42 CFR 414.1380(c)(2)(i)(A)(4): nurses and assistants to 2022, therapists 2019
 * to 2023, clinical social workers 2022 to 2024 */
static void test_pi_by_clinician_type(void **state)
{
	static const struct span spans[] = {
		{ "reweighting.piClinicianTypes", 2017, 2018, NURSES },
		{ "reweighting.piClinicianTypes", 2019, 2021, NURSES ", " THERAPISTS },
		{ "reweighting.piClinicianTypes", 2022, 2022,
		  NURSES ", " THERAPISTS ", clinical social worker" },
		{ "reweighting.piClinicianTypes", 2023, 2023, THERAPISTS ", clinical social worker" },
		{ "reweighting.piClinicianTypes", 2024, 2024, "clinical social worker" },
		{ "reweighting.piClinicianTypes", 2025, 2027, NULL },
	};

	(void)state;
	CHECK_SPANS(spans);
}

/* EVIDENCE-OF: 42 CFR 414.1380(c)(2)(i)(C)(1), (C)(5), (C)(8), 414.1380(c)(2)(iii) */
static void test_pi_by_circumstance(void **state)
{
	static const struct span spans[] = {
		{ "reweighting.pi", 2017, 2017, "hospital-based, ASC-based, non-patient facing, hardship" },
		{ "reweighting.pi", 2018, 2027,
		  "hospital-based, ASC-based, non-patient facing, hardship, decertified EHR" },
		{ "reweighting.piOfGroups", 2017, 2027, "all clinicians" },
		{ "reweighting.smallPracticePi", 2017, 2017, "none" },
		{ "reweighting.smallPracticePi", 2018, 2021, "application" },
		{ "reweighting.smallPracticePi", 2022, 2027, "automatic" },
	};

	(void)state;
	CHECK_SPANS(spans);
}

/* EVIDENCE-OF: CMS announcement on COVID-19 of April 2020; CMS announcements on COVID-19;
 * 42 CFR 414.1365(e)(2)(ii) */
static void test_extreme_circumstances(void **state)
{
	static const struct span spans[] = {
		{ "extreme.wholeProgram", 2017, 2018, NULL },
		{ "extreme.wholeProgram", 2019, 2021, "COVID-19" },
		{ "extreme.wholeProgram", 2022, 2027, NULL },
		{ "extreme.application", 2017, 2017, NULL },
		{ "extreme.application", 2018, 2027, ALL_FOUR },
		{ "extreme.apmShare", 2017, 2019, NULL },
		{ "extreme.apmShare", 2020, 2027, "more than 75% of its clinicians" },
		{ "extreme.subgroup", 2017, 2022, NULL },
		{ "extreme.subgroup", 2023, 2023, "own request" },
		{ "extreme.subgroup", 2024, 2027, "status of the group" },
	};

	(void)state;
	CHECK_SPANS(spans);
}

/* EVIDENCE-OF: 42 CFR 414.1305 (MIPS determination period), 414.1305 (small practice), 414.1305
 * (non-patient facing MIPS eligible clinician): when a status is determined */
static void test_determination_periods(void **state)
{
	static const struct span spans[] = {
		{ "statuses.period", 2017, 2018, "24 months in two segments" },
		{ "statuses.period", 2019, 2019,
		  "1 October 2017 to 30 September 2018, and 1 October 2018 to 30 September 2019" },
		{ "statuses.period", 2026, 2026,
		  "1 October 2024 to 30 September 2025, and 1 October 2025 to 30 September 2026" },
		{ "statuses.smallPractice.period", 2017, 2017, "not stated" },
		{ "statuses.smallPractice.period", 2018, 2018, "1 September 2016 to 31 August 2017" },
		{ "statuses.smallPractice.period", 2019, 2027, NULL },
	};

	(void)state;
	CHECK_SPANS(spans);
}

/* EVIDENCE-OF: 84 FR 63196: the named bodies end with 2019; [CFR-2017] 414.1380(b)(3)(iv) */
static void test_who_recognizes_medical_homes(void **state)
{
	static const char *const named[] = { "AAAHC", "NCQA", "The Joint Commission", "URAC" };

	(void)state;
	for (int year = 2017; year <= 2027; year++) {
		const mipsia_rule *rule =
			mipsia_rule_find(mipsia_rulebook_builtin(), year, "pcmh.recognition");

		assert_non_null(rule);
		for (size_t i = 0; i < 4 && year != 2019; i++)
			assert_int_equal(strstr(rule->value, named[i]) != NULL, year <= 2018);
		if (year == 2019)
			assert_string_equal(rule->value, "as in 2018");
	}
}

/* EVIDENCE-OF: 42 CFR 414.1380(c)(3)(iii), (iv), (viii), 414.1380(c)(4): bonuses of the final
 * score: none in 2017, of small practices in 2018 only */
static void test_bonuses(void **state)
{
	static const struct span spans[] = {
		{ "finalScore.complexPatientBonus", 2017, 2017, NULL },
		{ "finalScore.complexPatientBonus", 2018, 2019, "up to 5 points" },
		{ "finalScore.complexPatientBonus", 2020, 2027, "up to 10 points" },
		{ "finalScore.smallPracticeBonus", 2017, 2017, NULL },
		{ "finalScore.smallPracticeBonus", 2018, 2018, "5" },
		{ "finalScore.smallPracticeBonus", 2019, 2027, NULL },
	};

	(void)state;
	CHECK_SPANS(spans);
}

/* EVIDENCE-OF: CMS fact sheet on extreme and uncontrollable circumstances; 42 CFR 414.1370(f):
 * the highest of several scores; a MIPS APM's participants had that of their entity. */
static void test_best_option(void **state)
{
	static const struct span spans[] = { { "finalScore.bestOption", 2017, 2027, "highest" } };

	(void)state;
	CHECK_SPANS(spans);
	for (int year = 2017; year <= 2027; year++) {
		const mipsia_rule *rule =
			mipsia_rule_find(mipsia_rulebook_builtin(), year, "finalScore.bestOption");

		assert_non_null(strstr(rule->statement, "virtual group"));
		assert_int_equal(strstr(rule->statement, "APM Entity") != NULL, year <= 2020);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_reweights),
		cmocka_unit_test(test_pi_by_clinician_type),
		cmocka_unit_test(test_pi_by_circumstance),
		cmocka_unit_test(test_extreme_circumstances),
		cmocka_unit_test(test_determination_periods),
		cmocka_unit_test(test_who_recognizes_medical_homes),
		cmocka_unit_test(test_bonuses),
		cmocka_unit_test(test_best_option),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
