/*
 * test_op_settings.c - how a practice reports in a year: what the rule book allows, which
 * statuses follow, versions and undo.
 */
#include "op_fixture.h"
#include "services/operations.h"

#include <stdio.h>

#define GROUP(more) "{\"version\":0,\"entityType\":\"group\",\"programName\":\"mips\"" more "}"

static int put(struct fixture *f, const char *body)
{
	return fixture_run(f, op_put_settings, (struct ask){ .body = body });
}

/* Place of a status in `derived`. */
static const char *status_answer(struct fixture *f, const char *status, const char *member, char path[80])
{
	size_t i = fixture_find(f, "derived", "status", status);

	assert_int_not_equal(i, SIZE_MAX);
	snprintf(path, 80, "derived.%zu.%s", i, member);
	return path;
}

static const char *answer_of(struct fixture *f, const char *status)
{
	char path[80];

	return fixture_text(f, status_answer(f, status, "answer", path));
}

static void test_defaults(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	fixture_expect(&f, 200, op_get_settings, (struct ask){ 0 });
	assert_int_equal(fixture_int(&f, "version"), 0);
	assert_string_equal(fixture_text(&f, "entityType"), "group");
	assert_string_equal(fixture_text(&f, "programText"), "traditional MIPS");
	assert_int_equal(fixture_int(&f, "rosterCount"), 17);
	assert_int_equal(fixture_int(&f, "pcmh.practiceSites"), 0);
	assert_string_equal(answer_of(&f, "smallPractice"), "notMet");
	assert_string_equal(answer_of(&f, "rural"), "unknown");
	fixture_end(&f);
}

static void test_put_and_versions(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	assert_int_equal(
		put(&f, GROUP(",\"specialStatuses\":[\"rural\",\"rural\"],\"note\":\"two\\nlines\"")), 200);
	assert_int_equal(fixture_int(&f, "version"), 1);
	assert_int_equal(fixture_length(&f, "specialStatuses"), 1);
	assert_string_equal(fixture_text(&f, "note"), "two\nlines");
	assert_int_equal(put(&f, GROUP("")), 409);
	assert_int_equal(fixture_int(&f, "current.version"), 1);
	assert_string_equal(fixture_text(&f, "changedBy"), "Mary Jones");
	/* what is not named is as it is by default */
	assert_int_equal(put(&f, "{\"version\":1,\"entityType\":\"group\",\"programName\":\"M0005\"}"), 200);
	assert_int_equal(fixture_length(&f, "specialStatuses"), 0);
	fixture_expect(&f, 200, op_list_history, (struct ask){ 0 });
	assert_string_equal(fixture_text(&f, "events.1.text"),
	                    "Set how 2026 is reported (group, traditional MIPS)");
	assert_non_null(
		strstr(fixture_text(&f, "events.0.text"), "how it is reported, special statuses, note"));
	fixture_expect(&f, 200, op_undo, (struct ask){ .param = { "2" } });
	fixture_expect(&f, 200, op_get_settings, (struct ask){ 0 });
	assert_int_equal(fixture_length(&f, "specialStatuses"), 1);
	assert_int_equal(fixture_int(&f, "version"), 3);
	fixture_expect(&f, 409, op_undo, (struct ask){ .param = { "1" } }); /* changed since */
	f.role = ROLE_DATA_ENTRY;
	fixture_expect(&f, 403, op_undo, (struct ask){ .param = { "1" } });
	fixture_end(&f);
}

/* EVIDENCE-OF: 42 CFR 414.1305 (small practice): 15 or fewer clinicians bill under the TIN */
static void test_small_practice(void **state)
{
	struct fixture f;
	char path[80];

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 15);
	assert_int_equal(put(&f, GROUP("")), 200);
	assert_string_equal(answer_of(&f, "smallPractice"), "met");
	assert_non_null(fixture_text(&f, status_answer(&f, "smallPractice", "rule.citation", path)));
	assert_string_equal(fixture_text(&f, status_answer(&f, "smallPractice", "text", path)),
	                    "It follows from 15 clinicians of the roster.");
	/* the roster may not hold all */
	assert_int_not_equal(fixture_find(&f, "warnings", "code", "rosterSmall"), SIZE_MAX);
	assert_int_equal(put(&f, "{\"version\":1,\"entityType\":\"group\",\"programName\":\"mips\","
	                         "\"clinicianCount\":16,\"specialStatuses\":[\"smallPractice\"]}"),
	                 200);
	assert_string_equal(answer_of(&f, "smallPractice"), "met"); /* the statement is taken */
	assert_true(fixture_true(&f, status_answer(&f, "smallPractice", "stated", path)));
	assert_string_equal(fixture_text(&f, status_answer(&f, "smallPractice", "text", path)),
	                    "Stated, although it does not follow from 16 clinicians.");
	assert_int_not_equal(fixture_find(&f, "warnings", "code", "statusContradictsCounts"), SIZE_MAX);
	assert_int_equal(fixture_find(&f, "warnings", "code", "rosterSmall"), SIZE_MAX);
	assert_int_equal(fixture_find(&f, "warnings", "code", "rosterLarger"), SIZE_MAX);
	assert_int_equal(put(&f, "{\"version\":2,\"entityType\":\"group\",\"programName\":\"mips\","
	                         "\"clinicianCount\":14}"),
	                 200);
	assert_int_not_equal(fixture_find(&f, "warnings", "code", "rosterLarger"), SIZE_MAX); /* 15 in it */
	fixture_end(&f);
}

/* EVIDENCE-OF: 42 CFR 414.1305 (non-patient facing MIPS eligible clinician): more than 75
 * percent of the clinicians of a group */
static void test_counts(void **state)
{
	struct fixture f;
	char path[80];

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 0);
	assert_int_equal(put(&f, GROUP(",\"clinicianCount\":100,\"statusCounts\":{\"nonPatientFacing\":76,"
	                               "\"rural\":75,\"hpsa\":null}")),
	                 200);
	assert_string_equal(answer_of(&f, "nonPatientFacing"), "met");
	assert_string_equal(fixture_text(&f, status_answer(&f, "nonPatientFacing", "text", path)),
	                    "It follows from 76 of 100 clinicians.");
	assert_string_equal(answer_of(&f, "rural"), "notMet");
	assert_string_equal(answer_of(&f, "hpsa"), "unknown");
	fixture_end(&f);
}

static void test_what_is_refused(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 2);
	/* 42 CFR 414.1305: MVPs begin with 2023 */
	f.year = 2022;
	assert_int_equal(put(&f, "{\"version\":0,\"entityType\":\"group\",\"programName\":\"M0005\"}"), 422);
	assert_true(fixture_has_error(&f, "/programName", "notPossible"));
	assert_non_null(strstr(fixture_text(&f, "errors.0.message"),
	                       "traditional MIPS")); /* what it can do instead */
	f.year = 2026;
	assert_int_equal(put(&f, "{\"version\":0,\"entityType\":\"subgroup\",\"programName\":\"mips\"}"),
	                 422);
	assert_true(fixture_has_error(&f, "/programName", "notPossible"));
	assert_int_equal(put(&f, GROUP(",\"entityId\":\"12-3456789\"")), 422);
	assert_true(fixture_has_error(&f, "/entityId", "looksLikeTin"));
	assert_int_equal(put(&f, "{\"entityType\":\"herd\",\"programName\":\"M9999\"}"), 422);
	assert_true(fixture_has_error(&f, "/version", "missing"));
	assert_true(fixture_has_error(&f, "/entityType", "unknownEntity"));
	assert_true(fixture_has_error(&f, "/programName", "unknownProgram"));
	assert_int_equal(
		put(&f, GROUP(",\"specialStatuses\":[\"urban\"],\"members\":[\"cln_00\",\"cln_07\"],"
	                      "\"clinicianCount\":0,\"statusCounts\":{\"rural\":-1,\"moon\":1},"
	                      "\"reweightedCategories\":[\"pi\",\"xx\"],\"extremeCircumstances\":\"flood\","
	                      "\"attestedBefore\":[{\"measureId\":\"IA_XX_1\",\"performanceYear\":2024},"
	                      "{\"measureId\":\"IA_BE_4\",\"performanceYear\":2011}],"
	                      "\"policies\":{\"dayCount\":\"maybe\",\"mood\":\"good\"},\"extra\":1")),
		422);
	assert_true(fixture_has_error(&f, "/specialStatuses/0", "unknownWord"));
	assert_true(fixture_has_error(&f, "/members/1", "unknownClinician"));
	assert_true(fixture_has_error(&f, "/clinicianCount", "outOfRange"));
	assert_true(fixture_has_error(&f, "/statusCounts/rural", "outOfRange"));
	assert_true(fixture_has_error(&f, "/statusCounts/moon", "unknownField"));
	assert_true(fixture_has_error(&f, "/reweightedCategories/1", "unknownWord"));
	assert_true(fixture_has_error(&f, "/extremeCircumstances", "badValue"));
	assert_true(fixture_has_error(&f, "/attestedBefore/0/measureId", "unknownActivity"));
	assert_true(fixture_has_error(&f, "/attestedBefore/1/performanceYear", "outOfRange"));
	assert_true(fixture_has_error(&f, "/policies/dayCount", "unknownWord"));
	assert_true(fixture_has_error(&f, "/policies/mood", "unknownField"));
	assert_true(fixture_has_error(&f, "/extra", "unknownField"));
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM practice_year"), 0);
	fixture_end(&f);
}

static void test_sites(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 2);
	fixture_sql(&f, "UPDATE practice SET sites = '[{\"pcmhRecognized\":true,\"pcmhExpires\":null},"
	                "{\"pcmhRecognized\":true,\"pcmhExpires\":\"2026-12-30\"},"
	                "{\"pcmhRecognized\":null}]'");
	fixture_expect(&f, 200, op_get_settings, (struct ask){ 0 });
	assert_int_equal(fixture_int(&f, "pcmh.practiceSites"), 3);
	assert_int_equal(fixture_int(&f, "pcmh.recognizedSites"), 1); /* the second ends within the year */
	assert_int_equal(fixture_int(&f, "pcmh.unknownSites"), 1);
	fixture_end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_defaults),        cmocka_unit_test(test_put_and_versions),
		cmocka_unit_test(test_small_practice),  cmocka_unit_test(test_counts),
		cmocka_unit_test(test_what_is_refused), cmocka_unit_test(test_sites),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
