/*
 * test_answer.c - the answer line, byte for byte, and its properties: figures are
 * exact, ids come back as they were written, explanations add up, and whatever is
 * written is JSON.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "case_answer.h"

#define GROUP_2025(id, list, more)                                                                           \
	"{" id "\"submission\":{\"performanceYear\":2025,\"entityType\":\"group\",\"measurementSets\":[{"    \
	"\"category\":\"ia\",\"submissionMethod\":\"registry\",\"measurements\":[" list "]}]}" more "}"
#define YES(id) "{\"measureId\":\"" id "\",\"value\":true}"

/* ------------------------------------------------------------------ one line */

static void test_whole_answer(void **state)
{
	(void)state;
	assert_string_equal(
		answer_to(GROUP_2025("\"id\":\"a\",",
	                             YES("IA_BE_4") ",{\"measureId\":\"IA_\\\"x\\\"\",\"value\":false}", "")),
		"{\"id\":\"a\",\"performanceYear\":2025,\"programName\":\"mips\",\"entityType\":\"group\","
		"\"option\":\"traditional\",\"points\":20,\"maxPoints\":40,\"percent\":50,\"weight\":15,"
		"\"contribution\":7.5,\"activities\":[{\"measureId\":\"IA_BE_4\",\"points\":20,\"counted\":"
		"true,"
		"\"reason\":\"counted\"},{\"measureId\":\"IA_\\\"x\\\"\",\"points\":0,\"counted\":false,"
		"\"reason\":\"unknownActivity\"}],\"credits\":[],\"weights\":{\"quality\":30,\"cost\":30,"
		"\"ia\":15,"
		"\"pi\":25},\"finalScore\":null,\"policies\":[],\"warnings\":[{\"code\":\"unknownActivity\","
		"\"message\":"
		"\"\\\"IA_\\\"x\\\"\\\" is in no year's inventory and earns nothing; check the ID\",\"path\":"
		"\"$.submission.measurementSets[0].measurements[1].measureId\"}],\"errors\":[]}\n");
}

static void test_whole_refusal(void **state)
{
	(void)state;
	assert_string_equal(
		answer_to("{\"id\":7,\"submission\":{\"performanceYear\":2012,\"entityType\":\"group\"}}"),
		"{\"id\":7,\"performanceYear\":2012,\"programName\":\"mips\",\"entityType\":\"group\","
		"\"option\":null,"
		"\"points\":null,\"maxPoints\":null,\"percent\":null,\"weight\":null,\"contribution\":null,"
		"\"activities\":[],\"credits\":[],\"weights\":null,\"finalScore\":null,\"policies\":[],"
		"\"warnings\":[],"
		"\"errors\":[{\"code\":\"yearUnknown\",\"message\":\"there are no rules for this performance "
		"year; mipsia "
		"knows 2017 to 2027\",\"path\":\"$.submission.performanceYear\"}]}\n");
}

static void test_neutral_answer(void **state)
{
	(void)state;
	answer_to(GROUP_2025("", YES("IA_BE_4"),
	                     ",\"profile\":{\"reweightedCategories\":[\"quality\",\"cost\",\"pi\"]}"));
	assert_non_null(strstr(answer_text.bytes, "\"contribution\":null"));
	assert_non_null(strstr(answer_text.bytes,
	                       "\"finalScore\":{\"equals\":\"performanceThreshold\",\"value\":75}"));
}

static void test_credits(void **state)
{
	(void)state;
	answer_to(GROUP_2025("", YES("IA_BE_4"), ",\"profile\":{\"apmParticipant\":true}"));
	assert_non_null(strstr(answer_text.bytes, "\"credits\":[{\"credit\":\"apm\",\"points\":20}]"));
	answer_to("{\"submission\":{\"performanceYear\":2024,\"entityType\":\"apm\"},"
	          "\"profile\":{\"programName\":\"app1\"}}");
	assert_non_null(strstr(answer_text.bytes, "\"credits\":[{\"credit\":\"assigned\",\"points\":40}]"));
	answer_to("{\"submission\":{\"performanceYear\":2019,\"entityType\":\"individual\"},"
	          "\"profile\":{\"iaStudyParticipant\":true}}");
	assert_non_null(strstr(answer_text.bytes, "\"credits\":[{\"credit\":\"study\",\"points\":40}]"));
}

/* ------------------------------------------------------------------------ id */

static const struct {
	const char *id; /* members in front of the submission */
	const char *echo;
} ids[] = {
	{ "", "null" },
	{ "\"id\":null,", "null" },
	{ "\"id\":0,", "0" },
	{ "\"id\":1.10,", "1.10" },
	{ "\"id\":-1E+2,", "-1E+2" },
	{ "\"id\":18446744073709551615,", "18446744073709551615" },
	{ "\"id\":true,", "true" },
	{ "\"id\":\"\",", "\"\"" },
	{ "\"id\":\"caf\xc3\xa9 \\u00e9 \\\"q\\\" \\\\\",", "\"caf\xc3\xa9 \\u00e9 \\\"q\\\" \\\\\"" },
	{ " \n\"id\" : \t\"x\" \n,", "\"x\"" },
	{ "\"id\": { \"a\" : [ 1 , \" b  c\\\" \" ] ,\n \"d\" : {} } ,",
	  "{\"a\":[1,\" b  c\\\" \"],\"d\":{}}" },
	{ "\"policy\":{\"id\":5},\"id\":6,", "6" },
	{ "\"participation\":{\"roster\":[{\"npi\":\"}]\\\"\"}]},\"id\":\"after\",", "\"after\"" },
};

static void test_ids(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
		char json[1000];
		char expected[1000];

		snprintf(json, sizeof json,
		         "{%s\"submission\":{\"performanceYear\":2025,\"entityType\":\"group\"}}", ids[i].id);
		snprintf(expected, sizeof expected, "{\"id\":%s,\"performanceYear\":2025,", ids[i].echo);
		print_message("%s\n", ids[i].echo);
		assert_memory_equal(answer_to(json), expected, strlen(expected));
	}
	answer_to("{\"performanceYear\":2025,\"entityType\":\"group\",\"id\":\"of a bare submission\"}");
	assert_memory_equal(answer_text.bytes, "{\"id\":\"of a bare submission\",", 29);
}

/* ------------------------------------------------------------------- figures */

static const struct {
	uint32_t hundredths;
	const char *text;
} figures[] = {
	{ 0, "0" },       { 1, "0.01" },
	{ 10, "0.1" },    { 375, "3.75" },
	{ 750, "7.5" },   { 1125, "11.25" },
	{ 1500, "15" },   { 3375, "33.75" },
	{ 4000, "40" },   { 6375, "63.75" },
	{ 10000, "100" }, { 100, "1" },
	{ 105, "1.05" },  { UINT32_MAX, "42949672.95" },
};

static void test_hundredths(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++) {
		struct outbuf out = { .limit = 100 };

		outbuf_hundredths(&out, figures[i].hundredths);
		assert_int_equal(out.length, strlen(figures[i].text));
		assert_memory_equal(out.bytes, figures[i].text, out.length);
		outbuf_free(&out);
	}
}

static void test_numbers(void **state)
{
	struct outbuf out = { .limit = 100 };

	(void)state;
	outbuf_number(&out, INT64_MIN);
	outbuf_literal(&out, " ");
	outbuf_number(&out, INT64_MAX);
	outbuf_literal(&out, " ");
	outbuf_number(&out, 0);
	assert_memory_equal(out.bytes, "-9223372036854775808 9223372036854775807 0", 42);
	outbuf_free(&out);
}

static void test_escapes(void **state)
{
	struct outbuf out = { .limit = 1000 };
	static const char text[] =
		"plain text, \"quoted\" \\ \b\f\n\r\t\x01\x1f\x7f and \xc3\xa9 then more plain text";

	(void)state;
	outbuf_json(&out, text, sizeof text); /* with its NUL */
	outbuf_put(&out, "", 1);
	assert_string_equal(
		out.bytes,
		"\"plain text, \\\"quoted\\\" \\\\ \\b\\f\\n\\r\\t\\u0001\\u001f\x7f and \xc3\xa9 then "
		"more plain text\\u0000\"");
	outbuf_free(&out);
}

static void test_limit(void **state)
{
	struct outbuf out = { .limit = 10 };

	(void)state;
	outbuf_literal(&out, "12345");
	outbuf_literal(&out, "678901");
	assert_true(out.failed);
	assert_int_equal(out.length, 5);
	outbuf_literal(&out, "6");
	assert_true(out.failed);
	outbuf_free(&out);
}

/* --------------------------------------------------------------- explanation */

static const char *const explained[] = {
	GROUP_2025("", YES("IA_BE_4"), ""),
	GROUP_2025("", YES("IA_BE_4") "," YES("IA_CC_8") "," YES("IA_PM_4"), ""),
	GROUP_2025("", YES("IA_PCMH") "," YES("IA_CC_8"), ""),
	GROUP_2025("", YES("IA_BE_4"),
	           ",\"profile\":{\"apmParticipant\":true,\"specialStatuses\":[\"rural\"]}"),
	GROUP_2025("", YES("IA_BE_4"),
	           ",\"profile\":{\"apmParticipant\":true},\"policy\":{\"apmCreditMode\":\"floor\"}"),
	GROUP_2025("", YES("IA_BE_4") "," YES("IA_CC_8"),
	           ",\"participation\":{\"clinicianCount\":9,\"activities\":[{\"measureId\":\"IA_BE_4\","
	           "\"performerCount\":4},{\"measureId\":\"IA_CC_8\",\"performerCount\":5}]}"),
	"{\"submission\":{\"performanceYear\":2019,\"entityType\":\"individual\"},\"profile\":{"
	"\"iaStudyParticipant\":true}}",
	"{\"submission\":{\"performanceYear\":2018,\"entityType\":\"apm\"},\"profile\":{"
	"\"apmScoringStandard\":\"other\"}}",
};

static void test_explanations_add_up(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof explained / sizeof explained[0]; i++) {
		const char *answer = answer_with(explained[i], true, false);
		const char *lines = strstr(answer, "\"explanation\":[");
		int points = (int)strtol(member_of(answer, "points"), NULL, 10);
		int sum = 0;

		assert_non_null(lines);
		assert_non_null(strstr(answer, "\"nextSteps\":["));
		for (const char *at = lines; (at = strstr(at, ",\"points\":")) != NULL; at++)
			sum += (int)strtol(at + strlen(",\"points\":"), NULL, 10);
		assert_int_equal(sum, points);
	}
	answer_with(explained[5], true, false);
	assert_non_null(
		strstr(answer_text.bytes,
	               "\"fact\":\"IA_CC_8: 5 of 9 clinicians performed it long enough; 5 are needed.\""));
}

/* ----------------------------------------------------------------------- qpp */

static void test_qpp(void **state)
{
	static const char *const expected[] = {
		"\"name\":\"total\"",
		"\"title\":\"Total Score\"",
		"\"value\":15,\"parts\":[{\"name\":\"ia\",\"title\":\"IA component of total score\"",
		"\"detail\":\"Scoring based on weight of 15%.\"",
		"\"detail\":\"Picked the highest scoring measurement set electronicHealthRecord\"",
		"\"name\":\"IA_PM_2\"",
		"\"value\":20,\"instrumentations\":[\"IA-003\"]",
		("\"weight\":\"high\",\"complete\":true,\"messages\":{\"complete\":\"Measurement value of "
		 "true - scored "
		 "as normal\"}"),
		"\"processingStatus\":\"PICKED\"",
		"\"measurementSetId\":\"b\",\"measurementSetPicked\":true",
		"\"measurementSetId\":\"a\",\"measurementSetPicked\":false",
		"\"maxHighContributionIA\":20,\"maxMediumContributionIA\":10,\"maxContributionIA\":15",
		"\"submittedIAProgramNames\":[\"mips\"]",
		"\"givenAPMParticipationCredit\":false",
		"\"pickedProgramName\":\"mips\"",
		"\"submissionId\":\"s\"",
	};
	const char *answer = answer_with(
		"{\"id\":\"s\",\"performanceYear\":2021,\"entityType\":\"individual\",\"measurementSets\":["
		"{\"id\":\"a\",\"category\":\"ia\",\"submissionMethod\":\"registry\",\"measurements\":[" YES(
			"IA_BE_4") "]},"
				   "{\"id\":\"b\",\"category\":\"ia\",\"submissionMethod\":"
				   "\"electronicHealthRecord\",\"measurements\":[" YES("IA_PM_2") "," YES(
					   "IA_BE_6") ",{\"measureId\":\"IA_CC_8\",\"value\":false}]}]}",
		false, true);

	(void)state;
	for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
		print_message("%s\n", expected[i]);
		assert_non_null(strstr(answer, expected[i]));
	}
	assert_null(strstr(answer, "IA_CC_8")); /* false is left out */
	assert_true(strstr(answer, "\"measurementSetId\":\"b\"") <
	            strstr(answer, "\"measurementSetId\":\"a\""));
}

static void test_qpp_feedback(void **state)
{
	(void)state;
	answer_with("{\"performanceYear\":2019,\"entityType\":\"individual\",\"measurementSets\":[{"
	            "\"category\":\"ia\","
	            "\"measurements\":[" YES("IA_BE_6") "]}]}",
	            false, true);
	assert_non_null(strstr(
		answer_text.bytes,
		"{\"name\":\"feedback-ia\",\"parts\":[{\"name\":\"ia-feedback-message\",\"detail\":\"You "
		"could achieve full credit for this category by submitting 1 additional High Weighted "
		"Activity.\"},{\"name\":\"ia-feedback-message\",\"detail\":\"You could achieve full credit "
		"for this category by submitting 2 additional Medium Weighted Activities.\"}]}"));
}

/* ------------------------------------------------------------- always JSON */

static const char *const anything[] = {
	"",
	"\xff\xfe",
	"{\"id\":\"\xf0\x9f\x98\x80\",\"submission\":{}}",
	"[[[[",
	"{\"submission\":{\"entityType\":\"\\u0000\"}}",
	("{\"performanceYear\":2025,\"entityType\":"
	 "\"\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac"
	 "\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\""
	 "}"),
	"{\"submission\":{\"performanceYear\":2025,\"entityType\":\"group\"},\"\\u0000\\\"]'\":1,\"\":2}",
	GROUP_2025("\"id\":[],", YES("IA_\\u0007\\n\\\"\\\\"),
	           ",\"profile\":{\"specialStatuses\":[\"\\u2028\"]}"),
};

static void test_always_json(void **state)
{
	struct json_parser *parser = json_parser_new();
	struct json_value root;

	(void)state;
	for (size_t i = 0; i < sizeof anything / sizeof anything[0]; i++) {
		for (int form = 0; form < 3; form++) {
			const char *answer = answer_with(anything[i], form == 1, form == 2);
			size_t length = answer_text.length - 1; /* without the NUL we added */

			assert_true(json_parse(parser, answer, length, false, &root));
			assert_int_equal(root.type, JSON_OBJECT);
			assert_ptr_equal(memchr(answer, '\n', length), answer + length - 1); /* one line */
		}
	}
	json_parser_free(parser);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole_answer),
		cmocka_unit_test(test_whole_refusal),
		cmocka_unit_test(test_neutral_answer),
		cmocka_unit_test(test_credits),
		cmocka_unit_test(test_ids),
		cmocka_unit_test(test_hundredths),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_escapes),
		cmocka_unit_test(test_limit),
		cmocka_unit_test(test_explanations_add_up),
		cmocka_unit_test(test_qpp),
		cmocka_unit_test(test_qpp_feedback),
		cmocka_unit_test(test_always_json),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	free_answers();
	return failed;
}
