/*
 * test_qpp_validate.c - words by year, and the messages of CMS's Submissions API.
 * Expected is what ../shared/formats.md says; the section is named beside each.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "formats/qpp_doubt.h"
#include "formats/qpp_error.h"
#include "formats/qpp_names.h"
#include "formats/qpp_suggest.h"
#include "formats/qpp_validate.h"

#define SUBMISSION(year, more)                                                                               \
	"{\"entityType\":\"individual\",\"taxpayerIdentificationNumber\":\"123456789\","                     \
	"\"nationalProviderIdentifier\":\"1234567893\",\"performanceYear\":" year more "}"
#define SET(year, more)                                                                                      \
	"{\"category\":\"ia\",\"submissionMethod\":\"registry\",\"performanceStart\":\"" year                \
	"-01-01\",\"performanceEnd\":\"" year "-12-31\"" more "}"

static const mipsia_rulebook *book(void)
{
	return mipsia_rulebook_builtin();
}

/* ------------------------------------------------------------------------ words */

static const struct {
	const char *word;
	int first;
	int last;
} words_of_years[] = {
	/* 1.1, 1.10 */
	{ "e individual", 2017, 2027 },
	{ "e group", 2017, 2027 },
	{ "e virtualGroup", 2018, 2027 },
	{ "e subgroup", 2023, 2027 },
	{ "c ia", 2017, 2027 },
	{ "c aci", 2017, 2018 },
	{ "c pi", 2018, 2027 },
	{ "c cost", 2017, 2017 },
	{ "c quality", 2017, 2027 },
	{ "m registry", 2017, 2027 },
	{ "m electronicHealthRecord", 2017, 2027 },
	{ "m claims", 2017, 2020 },
	{ "m cmsWebInterface", 2017, 2020 },
	/* 1.3 */
	{ "p mips", 2017, 2027 },
	{ "p app1", 2021, 2027 },
	{ "p appPlus", 2025, 2027 },
	{ "p pcf", 2021, 2024 },
	{ "p cpcPlus", 2017, 2021 },
	{ "p G0053", 2023, 2027 },
	{ "p G0056", 2023, 2023 },
	{ "p M0003", 2023, 2024 },
	{ "p M1366", 2024, 2027 },
	{ "p M1420", 2025, 2027 },
	{ "p M1503", 2026, 2027 },
};

static bool is_of_year(const char *word, int year)
{
	const struct qpp_word *table = *word == 'e'   ? qpp_entities
	                               : *word == 'c' ? qpp_categories
	                                              : qpp_methods;
	size_t length = *word == 'e'   ? qpp_entities_length
	                : *word == 'c' ? qpp_categories_length
	                               : qpp_methods_length;
	const struct qpp_word *found;
	struct qpp_program program;

	if (*word == 'p') {
		program = qpp_program_find(book(), year, word + 2);
		return program.kind == QPP_PROGRAM_PLAIN || program.kind == QPP_PROGRAM_MVP;
	}
	found = qpp_word_find(table, length, word + 2);
	assert_non_null(found);
	return qpp_word_in_year(found, year);
}

static void test_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof words_of_years / sizeof *words_of_years; i++) {
		for (int year = 2017; year <= 2027; year++) {
			bool expected = year >= words_of_years[i].first && year <= words_of_years[i].last;

			if (is_of_year(words_of_years[i].word, year) != expected)
				fail_msg("%s in %d", words_of_years[i].word, year);
		}
	}
}

/* --------------------------------------------------------------------- messages */

static const struct {
	const char *section;
	enum qpp_root root;
	const char *object;
	const char *message;
	const char *path;
} messages[] = {
	{ "1.8", QPP_MEASUREMENT_SET,
	  "{\"submissionId\":\"x\","
	  "\"category\":\"ia\",\"submissionMethod\":\"registry\",\"performanceStart\":"
	  "\"2025-01-01\",\"performanceEnd\":\"2025-12-31\",\"measurements\":[{\"measureId\":\"IA_EPA_10\","
	  "\"value\":true}]}",
	  "field 'measureId' in MeasurementSet.measurements[0] is invalid: IA_EPA_10 does not exist, see "
	  "qpp-measures-data for list of valid measureIds",
	  "$.measurements[0].measureId" },
	{ "1.8", QPP_SUBMISSION,
	  SUBMISSION("2025",
	             ",\"measurementSets\":[" SET(
			     "2025", ",\"submissionMethod2\":1") ","
	                                                         "{\"category\":\"ia\",\"submissionMethod\":"
	                                                         "\"electronicHealthRecord\","
	                                                         "\"performanceStart\":\"2025-01-01\","
	                                                         "\"performanceEnd\":\"2025-12-31\","
	                                                         "\"measurements\":[{\"value\":true}]}]"),
	  "field 'measureId' in Submission.measurementSets[1].measurements[0] is missing",
	  "$.measurementSets[1].measurements[0].measureId" },
	{ "1.8", QPP_MEASUREMENT, "{\"measureId\":\"PI_PEA_1\",\"value\":true}",
	  "field 'measureId' in Measurement is invalid: PI_PEA_1 does not exist, see qpp-measures-data for "
	  "list of valid "
	  "measureIds",
	  "$.measureId" },
	{ "1.2", QPP_SUBMISSION,
	  "{\"programName\":\"mips\",\"entityType\":\"group\",\"taxpayerIdentificationNumber\":"
	  "\"123456789\"}",
	  "field 'performanceYear' in Submission is missing", "$.performanceYear" },
};

static void test_messages(void **state)
{
	struct qpp_validate_options options = { .year = 2025, .entity_type = "individual" };

	(void)state;
	for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) {
		json_t *object = json_loads(messages[i].object, JSON_REJECT_DUPLICATES, NULL);
		struct findings findings = { 0 };
		json_t *error;
		json_t *detail;

		assert_non_null(object);
		options.year = messages[i].root == QPP_SUBMISSION ? 0 : 2025;
		qpp_validate(book(), messages[i].root, object, &options, &findings);
		error = qpp_error_document(&findings, 0, messages[i].root);
		detail = json_array_get(json_object_get(json_object_get(error, "error"), "details"), 0);
		assert_string_equal(json_string_value(json_object_get(detail, "message")),
		                    messages[i].message);
		assert_string_equal(json_string_value(json_object_get(detail, "path")), messages[i].path);
		json_decref(error);
		json_decref(object);
		findings_free(&findings);
	}
}

/* 1.8: type and message of the envelope; several fields in one message. */
static void test_envelope(void **state)
{
	static const char *const expected[] = { "invalid submission object", "invalid measurement-set object",
		                                "invalid measurement object" };

	(void)state;
	for (int root = QPP_SUBMISSION; root <= QPP_MEASUREMENT; root++) {
		struct findings findings = { 0 };
		json_t *error;
		json_t *inner;

		findings_add(&findings, FINDING_ERROR, FINDING_QPP_API, "x", 0,
		             (struct finding_place){ .path = "$.measurements[24]" }, "",
		             "fields 'performanceNotMet, strata' are invalid: The sum must not exceed");
		error = qpp_error_document(&findings, 0, (enum qpp_root)root);
		inner = json_object_get(error, "error");
		assert_string_equal(json_string_value(json_object_get(inner, "type")), "ValidationError");
		assert_string_equal(json_string_value(json_object_get(inner, "message")), expected[root]);
		json_decref(error);
		findings_free(&findings);
	}
}

static void test_fields_message(void **state)
{
	struct findings findings = { 0 };
	json_t *error;
	json_t *detail;

	(void)state;
	findings_add(&findings, FINDING_ERROR, FINDING_QPP_API, "x", 0,
	             (struct finding_place){ .path = "$.measurementSets[0].measurements[24]" }, "",
	             "fields 'performanceNotMet, eligiblePopulationException' are invalid: The sum of x");
	findings_add(&findings, FINDING_WARNING, FINDING_QPP_API, "x", 0,
	             (struct finding_place){ .path = "$" }, "", "y");
	findings_add(&findings, FINDING_ERROR, FINDING_MIPSIA, "x", 0, (struct finding_place){ .path = "$" },
	             "", "z");
	error = qpp_error_document(&findings, 0, QPP_SUBMISSION);
	assert_int_equal(json_array_size(json_object_get(json_object_get(error, "error"), "details")), 1);
	detail = json_array_get(json_object_get(json_object_get(error, "error"), "details"), 0);
	assert_string_equal(json_string_value(json_object_get(detail, "message")),
	                    "fields 'performanceNotMet, eligiblePopulationException' in "
	                    "Submission.measurementSets[0].measurements[24] are invalid: The sum of x");
	json_decref(error);
	findings_free(&findings);
}

/* ------------------------------------------------------------------ suggestions */

static const struct {
	int year;
	const char *id;
	const char *part; /* of the sentence */
} suggestions[] = {
	/* rules.md 15: renumberings 2025 -> 2026 */
	{ 2026, "IA_AHE_1", "IA_EPA_7" },
	{ 2026, "IA_AHE_3", "IA_BE_26" },
	{ 2026, "IA_AHE_6", "IA_EPA_8" },
	{ 2026, "IA_AHE_7", "IA_BE_27" },
	{ 2026, "IA_AHE_10", "IA_PSPA_35" },
	{ 2026, "IA_PM_13", "IA_AHW_1" },
	{ 2025, "IA_EPA_7", "IA_AHE_1" },
	{ 2024, "IA_AHW_1", "IA_PM_13" },
	{ 2026, "IA_CC_1", "2025" },
	{ 2024, "IA_PM_24", "2025" },
	{ 2017, "IA_MVP", "2024" },
	{ 2025, "ia_be_6", "IA_BE_6" },
	{ 2025, "IA-BE-6", "IA_BE_6" },
	{ 2025, "BE 6", "IA_BE_6" },
	{ 2025, "IA_PCMHH", "IA_PCMH" },
	{ 2025, "IA_EPA_10", "mipsia activities --year 2025" },
	{ 2025, "completely different", "mipsia activities --year 2025" },
	{ 2025, "", "mipsia activities" },
};

static void test_suggestions(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof suggestions / sizeof *suggestions; i++) {
		char text[QPP_SUGGESTION_TEXT];

		qpp_suggest_activity(book(), suggestions[i].year, suggestions[i].id, text);
		if (strstr(text, suggestions[i].part) == NULL)
			fail_msg("%s in %d: %s", suggestions[i].id, suggestions[i].year, text);
	}
}

/* All activities of all years are taken under mips, and no other. */
static void test_inventory(void **state)
{
	(void)state;
	for (int year = 2017; year <= 2027; year++) {
		for (int i = 0; i < mipsia_activity_count(book()); i++) {
			const mipsia_activity *row = mipsia_activity_in_year(book(), i, year);
			struct qpp_validate_options options = { .year = year };
			struct findings findings = { 0 };
			json_t *measurement = json_pack("{s:s, s:b}", "measureId",
			                                mipsia_activity_id(book(), i), "value", 1);

			qpp_validate(book(), QPP_MEASUREMENT, measurement, &options, &findings);
			assert_int_equal(findings.errors, row == NULL || row->mvp_only);
			json_decref(measurement);
			findings_free(&findings);
		}
	}
}

/* A missing year, or one in quotes, does not hide what is wrong with the activities. */
static void test_year_given(void **state)
{
	static const char *const years[] = { "null", "\"2025\"", "2025.5" };

	(void)state;
	for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
		struct qpp_validate_options options = { .year = 2025 };
		struct findings findings = { 0 };
		json_t *submission = json_loads(
			SUBMISSION("2025",
		                   ",\"measurementSets\":[" SET(
					   "2025", ",\"measurements\":[{"
						   "\"measureId\":\"IA_EPA_1\",\"value\":true}]") "]"),
			0, NULL);

		assert_non_null(submission);
		json_object_set_new(submission, "performanceYear",
		                    json_loads(years[i], JSON_DECODE_ANY, NULL));
		qpp_validate(book(), QPP_SUBMISSION, submission, &options, &findings);
		assert_int_equal(findings.errors, 2);
		assert_string_equal(findings.items[0].path, "$.performanceYear");
		assert_string_equal(findings.items[1].code, "notInInventory");
		findings_free(&findings);
		options.year = 0;
		qpp_validate(book(), QPP_SUBMISSION, submission, &options, &findings);
		assert_int_equal(findings.errors, 1);
		findings_free(&findings);
		json_decref(submission);
	}
}

/* Nor what is doubtful: 31 days are too few. */
static void test_doubts_of_year_given(void **state)
{
	static const char set[] = "{\"category\":\"ia\",\"performanceStart\":\"2025-12-01\","
				  "\"performanceEnd\":\"2025-12-31\",\"measurements\":"
				  "[{\"measureId\":\"IA_EPA_2\",\"value\":true}]}";

	(void)state;
	for (int year = 2024; year <= 2025; year++) {
		struct qpp_doubt_options options = { .year = year };
		struct findings findings = { 0 };
		json_t *submission = json_pack("{s:s, s:[o]}", "entityType", "group", "measurementSets",
		                               json_loads(set, 0, NULL));
		const char *code = year == 2025 ? "periodShort" : "periodOutsideYear";
		bool said = false;

		qpp_doubt(book(), QPP_SUBMISSION, submission, &options, &findings);
		for (size_t i = 0; i < findings.length; i++)
			said |= strcmp(findings.items[i].code, code) == 0;
		assert_true(said);
		findings_free(&findings);
		json_decref(submission);
	}
}

/* Every MVP of every year takes its own activities, and no other. */
static void test_mvps(void **state)
{
	(void)state;
	for (int mvp = 0; mvp < mipsia_mvp_count(book()); mvp++) {
		const mipsia_mvp *row = mipsia_mvp_in_year(book(), mvp, 2025);
		struct qpp_validate_options options = { .year = 2025, .program = mipsia_mvp_id(book(), mvp) };

		for (int i = 0; row != NULL && i < mipsia_activity_count(book()); i++) {
			struct findings findings = { 0 };
			json_t *measurement = json_pack("{s:s, s:b}", "measureId",
			                                mipsia_activity_id(book(), i), "value", 1);

			qpp_validate(book(), QPP_MEASUREMENT, measurement, &options, &findings);
			assert_int_equal(findings.errors, !mipsia_set_has(&row->activities, i));
			json_decref(measurement);
			findings_free(&findings);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_messages),
		cmocka_unit_test(test_envelope),
		cmocka_unit_test(test_fields_message),
		cmocka_unit_test(test_suggestions),
		cmocka_unit_test(test_inventory),
		cmocka_unit_test(test_mvps),
		cmocka_unit_test(test_year_given),
		cmocka_unit_test(test_doubts_of_year_given),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
