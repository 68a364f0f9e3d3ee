/*
 * test_sets.c - several submissions of one identifier: the best of them, not their
 * sum. Expected values: rules.md 11.2.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "case_answer.h"

#define SET(method, list)                                                                                    \
	"{\"category\":\"ia\",\"submissionMethod\":\"" method "\",\"programName\":\"mips\","                 \
	"\"measurements\":[" list "]}"
#define SAYS(id, value) "{\"measureId\":\"" id "\",\"value\":" value "}"

static const char *points_of(const char *year, const char *sets)
{
	char json[2048];

	snprintf(json, sizeof json,
	         "{\"submission\":{\"performanceYear\":%s,\"entityType\":\"individual\","
	         "\"measurementSets\":[%s]}}",
	         year, sets);
	return member_of(answer_to(json), "points");
}

/* EVIDENCE-OF: CMS's Submissions API documentation: each measurement set is scored, the highest
 * counts, in every year. */
static void test_highest_set(void **state)
{
	static const char *const years[] = { "2017", "2018", "2020", "2023", "2024" };
	/* 10 and 20 points; 30 if they were added up */
	const char *two = SET("registry", SAYS("IA_BE_4", "true")) "," SET("electronicHealthRecord",
	                                                                   SAYS("IA_BE_6", "true"));
	const char *reversed = SET("registry", SAYS("IA_BE_6", "true")) "," SET("electronicHealthRecord",
	                                                                        SAYS("IA_BE_4", "true"));
	const char *with_a_no = SET("registry", SAYS("IA_BE_6", "true")) "," SET("electronicHealthRecord",
	                                                                         SAYS("IA_BE_6", "false"));

	(void)state;
	for (size_t i = 0; i < sizeof years / sizeof years[0]; i++) {
		assert_string_equal(points_of(years[i], two), "20");
		assert_string_equal(points_of(years[i], reversed), "20");
		assert_string_equal(points_of(years[i], with_a_no), "20"); /* a no never subtracts */
	}
	assert_string_equal(points_of("2025", two), "20"); /* 20 each, not 40 */
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_highest_set) };
	int failures = cmocka_run_group_tests(tests, NULL, NULL);

	free_answers();
	return failures;
}
