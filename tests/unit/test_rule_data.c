/*
 * test_rule_data.c - rules that the engine takes as stated facts, and only tells:
 * in which years they hold, and what they say. Expected values: rules.md 3.3, 4.3,
 * 7, 11.2 and 14.
 */
#include "testing.h"

#include <stdio.h>

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
#define MEDICAL_HOME_MODELS "Medicaid Medical Home Model, Medical Home Model"
#define OTHER_BODY "another body that certifies 500 or more practices"

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
		{ "statuses.smallPractice.period", 2017, 2017, "not stated" },
		{ "statuses.smallPractice.period", 2018, 2018, "1 September 2016 to 31 August 2017" },
		{ "statuses.smallPractice.period", 2019, 2027, NULL },
	};

	(void)state;
	CHECK_SPANS(spans);
	for (int year = 2019; year <= 2027; year++) {
		const mipsia_rule *rule =
			mipsia_rule_find(mipsia_rulebook_builtin(), year, "statuses.period");
		char text[128];

		snprintf(text, sizeof text,
		         "1 October %d to 30 September %d, and 1 October %d to 30 September %d", year - 2,
		         year - 1, year - 1, year);
		assert_string_equal(rule->value, text);
	}
}

/* EVIDENCE-OF: 84 FR 63196: the named bodies end with 2019; [CFR-2017] 414.1380(b)(3)(iv) */
static void test_who_recognizes_medical_homes(void **state)
{
	static const struct span spans[] = {
		{ "pcmh.recognition", 2017, 2018,
		  "AAAHC, NCQA, The Joint Commission, URAC, " MEDICAL_HOME_MODELS
		  ", NCQA Patient-Centered Specialty Recognition, " OTHER_BODY },
		{ "pcmh.recognition", 2019, 2019, "as in 2018" },
		{ "pcmh.recognition", 2020, 2027,
		  "a nationally recognized accreditation organization, " MEDICAL_HOME_MODELS
		  ", a nationally recognized body for comparable specialty practices, " OTHER_BODY },
	};

	(void)state;
	CHECK_SPANS(spans);
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

/* EVIDENCE-OF: 42 CFR 414.1305 (HPSA), 414.1305 (rural area), 414.1305 (special status), 414.1318(a)(1);
 * CMS's own data dictionary and web page, not the CFR; CY 2018 QPP final rule, preamble: who has a status */
static void test_statuses(void **state)
{
	static const struct span spans[] = {
		{ "statuses.once", 2017, 2027, "yes" },
		{ "statuses.rural.individual", 2017, 2027, "practice address" },
		{ "statuses.hpsa.individual", 2017, 2027, "practice address" },
		{ "statuses.rural.virtualGroup", 2017, 2017, NULL },
		{ "statuses.rural.virtualGroup", 2018, 2027, "more than 75% of the clinicians" },
		{ "statuses.hpsa.virtualGroup", 2017, 2017, NULL },
		{ "statuses.hpsa.virtualGroup", 2018, 2027, "more than 75% of the clinicians" },
		{ "statuses.nonPatientFacing.virtualGroup", 2017, 2027, "more than 75% of the clinicians" },
		{ "statuses.smallPractice.virtualGroup", 2017, 2027, "15 or fewer in total" },
		{ "statuses.smallPractice.apm", 2017, 2027, "15 or fewer" },
		{ "statuses.rural.apm", 2017, 2027, "not listed" },
		{ "statuses.hpsa.apm", 2017, 2027, "not listed" },
		{ "statuses.nonPatientFacing.apm", 2017, 2027, "not listed" },
		{ "statuses.smallPractice.subgroup", 2017, 2022, NULL },
		{ "statuses.smallPractice.subgroup", 2023, 2027, "status of the group" },
		{ "statuses.rural.subgroup", 2023, 2027, "status of the group" },
		{ "statuses.hpsa.subgroup", 2023, 2027, "status of the group" },
		{ "statuses.nonPatientFacing.subgroup", 2023, 2027, "status of the group" },
	};

	(void)state;
	CHECK_SPANS(spans);
}

/* EVIDENCE-OF: 42 CFR 414.1380(b)(3)(i), 414.1380(c)(2)(iv), 414.1360(a)(2); CMS's Submissions API
 * documentation; CMS and vendor deadlines for 2017, 2020 to 2022 and 2024: contested and told readings */
static void test_readings(void **state)
{
	static const struct span spans[] = {
		{ "apmCredit.mode", 2017, 2027, "additive" },
		{ "apmCredit.underExtremeCircumstances", 2017, 2021, NULL },
		{ "apmCredit.underExtremeCircumstances", 2022, 2023, "granted" },
		{ "apmCredit.underExtremeCircumstances", 2024, 2027, "contested" },
		{ "duration.counting", 2017, 2027, "both ends count" },
		{ "extreme.automaticEntities", 2017, 2027, "individual" },
		{ "extreme.undoneByData", 2017, 2027, "quality, ia, pi" },
		{ "finalScore.fewerThanTwoCategories", 2017, 2027, "the performance threshold" },
		{ "pcmh.attestation", 2017, 2027, "IA_PCMH" },
		{ "performers.period", 2017, 2019, NULL },
		{ "performers.period", 2020, 2027, "each clinician may use another period" },
		{ "submission.severalSets", 2017, 2027, "the highest scored" },
	};

	(void)state;
	CHECK_SPANS(spans);
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
		cmocka_unit_test(test_statuses),
		cmocka_unit_test(test_readings),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
