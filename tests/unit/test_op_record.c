/*
 * test_op_record.c - a practice's year in memory: what counts as attested, who
 * performed it, the case, the score and the standing. Figures are those of the rule
 * book: 2026 needs 40 points; an activity brings 20, with a special status 40; at
 * least half of the clinicians, 90 days in a row, from 3 October at the latest.
 */
#include "op_arrange.h"
#include "services/record.h"

struct loaded {
	struct op_call call;
	struct op_reply reply;
	struct record record;
};

static void load(struct fixture *f, struct loaded *l)
{
	fixture_open_call(f, &l->call, &l->reply);
	assert_true(record_load(&l->call, &l->reply, FIXTURE_PRACTICE, f->year, &l->record));
}

static void unload(struct fixture *f, struct loaded *l)
{
	record_free(&l->record);
	fixture_close_call(f, &l->reply);
}

static const char *text_of(const json_t *object, const char *member)
{
	const char *text = json_string_value(json_object_get(object, member));

	assert_non_null(text);
	return text;
}

static int int_of(const json_t *object, const char *member)
{
	assert_true(json_is_integer(json_object_get(object, member)));
	return (int)json_integer_value(json_object_get(object, member));
}

/* The judgement's sentence, after looking at answer and counts. */
static void expect_judgement(struct fixture *f, const char *measure_id, const char *answer, int certain,
                             int possible, const char *text)
{
	struct loaded l;
	json_t *json;

	load(f, &l);
	json = record_judgement_json(&l.record, RECORD_GROUP, activity(measure_id));
	assert_string_equal(text_of(json, "answer"), answer);
	assert_int_equal(int_of(json, "certain"), certain);
	assert_int_equal(int_of(json, "possible"), possible);
	assert_string_equal(text_of(json, "text"), text);
	json_decref(json);
	unload(f, &l);
}

static void expect_standing(struct fixture *f, const char *answer, int points, int possible, const char *text)
{
	struct loaded l;
	json_t *json;

	load(f, &l);
	json = record_standing(&l.call, &l.record);
	assert_string_equal(text_of(json, "text"), text);
	assert_string_equal(text_of(json, "answer"), answer);
	assert_int_equal(int_of(json, "points"), points);
	assert_int_equal(int_of(json, "pointsPossible"), possible);
	assert_int_equal(int_of(json, "maxPoints"), 40);
	json_decref(json);
	unload(f, &l);
}

/* Points, and codes of warnings as "a b". */
static void expect_answer(struct fixture *f, size_t clinician, int points, const char *codes)
{
	struct loaded l;
	json_t *json;
	json_t *warning;
	char found[256] = "";
	size_t i;

	load(f, &l);
	json = record_answer(&l.record, clinician, RECORD_ALL);
	assert_non_null(json);
	assert_int_equal(json_array_size(json_object_get(json, "errors")), 0);
	assert_int_equal(int_of(json, "points"), points);
	assert_true(json_array_size(json_object_get(json, "explanation")) > 0);
	json_array_foreach (json_object_get(json, "warnings"), i, warning)
		snprintf(found + strlen(found), sizeof found - strlen(found), "%s%s", i ? " " : "",
		         text_of(warning, "code"));
	assert_string_equal(found, codes);
	json_decref(json);
	unload(f, &l);
}

/* ---------------------------------------------------------------------- judgement */

/* EVIDENCE-OF: 42 CFR 414.1360(a)(2), at least 50 percent of the NPIs of the TIN */
static void test_a_group_of_17_needs_9(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	all_performed(&f, "IA_BE_4", 7, "2026-01-02", "2026-04-30");
	expect_judgement(
		&f, "IA_BE_4", "notMet", 7, 7,
		"9 of 17 clinicians are needed; 7 have 90 days. 2 more must start by 3 October 2026.");
	performed(&f, "IA_BE_4", 7, "2026-01-02", "2026-02-01");
	performed(&f, "IA_BE_4", 8, "2026-03-01", NULL);
	expect_judgement(
		&f, "IA_BE_4", "notMet", 7, 8,
		"9 of 17 clinicians are needed; 7 have 90 days, 1 has too few days, and for 1 dates are "
		"missing. Complete the dates of 1. 1 more must start by 3 October 2026.");
	performed(&f, "IA_BE_4", 9, "2026-03-01", NULL);
	expect_judgement(
		&f, "IA_BE_4", "unknown", 7, 9,
		"9 of 17 clinicians are needed; 7 have 90 days, 1 has too few days, and for 2 dates are "
		"missing. Complete the dates of 2.");
	performed(&f, "IA_BE_4", 10, "2026-10-03", "2026-12-31");
	performed(&f, "IA_BE_4", 11, "2026-10-03", "2026-12-31");
	expect_judgement(&f, "IA_BE_4", "unknown", 7, 11,
	                 "9 of 17 clinicians are needed; 7 have 90 days, 1 has too few days, 2 will have "
	                 "them once the "
	                 "recorded days are over, and for 2 dates are missing.");
	fixture_day(&f, "2026-12-31");
	expect_judgement(
		&f, "IA_BE_4", "met", 9, 11,
		"9 of 17 clinicians are needed; 9 have 90 days, 1 has too few days, and for 2 dates are "
		"missing.");
	fixture_end(&f);
}

static void test_nobody_yet_and_too_late(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	expect_judgement(
		&f, "IA_BE_4", "notMet", 0, 0,
		"9 of 17 clinicians are needed; nobody is recorded yet. 9 must start by 3 October 2026.");
	performed(&f, "IA_BE_4", 0, "2026-01-02", "2026-12-31");
	fixture_day(&f, "2026-10-03");
	expect_judgement(
		&f, "IA_BE_4", "notMet", 1, 1,
		"9 of 17 clinicians are needed; 1 has 90 days. 8 more must start by 3 October 2026.");
	fixture_day(&f, "2026-10-04");
	expect_judgement(
		&f, "IA_BE_4", "notMet", 1, 1,
		"9 of 17 clinicians are needed; 1 has 90 days. It is too late for 8 more to start: the "
		"last day was 3 October 2026.");
	fixture_end(&f);
}

/* EVIDENCE-OF: IA_ERP_2 asks for 60 days, so that 2 November is its last day */
static void test_an_activity_with_another_duration(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 3);
	performed(&f, "IA_ERP_2", 0, "2026-01-01", "2026-03-01");
	expect_judgement(
		&f, "IA_ERP_2", "notMet", 1, 1,
		"2 of 3 clinicians are needed; 1 has 60 days. 1 more must start by 2 November 2026.");
	fixture_end(&f);
}

static void test_time_with_the_practice_bounds_the_days(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 4);
	with_the_practice(&f, 0, "[{\"from\": \"2026-11-01\", \"to\": null}]");
	with_the_practice(&f, 1, "[{\"from\": null, \"to\": \"2025-12-31\"}]");
	all_performed(&f, "IA_BE_4", 3, "2026-01-01", "2026-12-31");
	/* clinician 1 was not there in 2026: of 3, 2 are needed */
	expect_judgement(
		&f, "IA_BE_4", "notMet", 1, 1,
		"2 of 3 clinicians are needed; 1 has 90 days, 1 has too few days. 1 more must start by 3 "
		"October 2026.");
	fixture_end(&f);
}

static void test_more_clinicians_than_the_roster_holds(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	fixture_settings(&f, 2026, "{\"clinicianCount\": 40}");
	with_the_practice(&f, 0, "[{\"from\": \"2026-11-01\", \"to\": null}]");
	all_performed(&f, "IA_BE_4", 17, "2026-01-01", "2026-12-31");
	expect_judgement(
		&f, "IA_BE_4", "notMet", 16, 16,
		"20 of 40 clinicians are needed; 16 have 90 days, 1 has too few days. 4 more must start "
		"by 3 October 2026.");
	expect_answer(&f, RECORD_GROUP, 0, "notPerformed");
	fixture_end(&f);
}

static void test_a_subgroup_has_its_own_clinicians(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	fixture_settings(&f, 2026,
	                 "{\"entityType\": \"subgroup\", \"programName\": \"M0005\", "
	                 "\"members\": [\"cln_00\", \"cln_01\", \"cln_02\"]}");
	all_performed(&f, "IA_BE_4", 1, "2026-01-01", "2026-12-31");
	performed(&f, "IA_BE_4", 9, "2026-01-01", "2026-12-31"); /* not of the subgroup */
	expect_judgement(&f, "IA_BE_4", "notMet", 1, 1,
	                 "2 of 3 clinicians are needed; 1 has 90 days. 1 more must start by 3 October 2026.");
	fixture_end(&f);
}

static void test_what_earns_nothing_says_why(void **state)
{
	struct fixture f;
	struct loaded l;
	json_t *json;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 1);
	performed(&f, "IA_PSPA_22", 0, "2026-01-01", "2026-12-31");
	attested_in(&f, 2024, 1, "{\"activities\": [\"IA_BE_4\"]}");
	attested_in(&f, 2024, 2, "{\"activities\": [\"IA_PSPA_22\"]}");
	expect_judgement(
		&f, "IA_PSPA_22", "met", 1, 1,
		"It was attested for 2024 and cannot be attested again before 2028. 1 of 1 clinician is "
		"needed; 1 has 90 days.");
	load(&f, &l);
	assert_int_equal(l.record.history_length, 1); /* only the newest attestation of the year */
	json = record_judgement_json(&l.record, RECORD_GROUP, activity("IA_BE_4"));
	assert_int_equal(int_of(json, "points"), 40); /* one clinician is a small practice */
	json_decref(json);
	json = record_judgement_json(&l.record, RECORD_GROUP, activity("IA_PSPA_22"));
	assert_int_equal(int_of(json, "points"), 0);
	json_decref(json);
	unload(&f, &l);
	fixture_end(&f);
}

/* EVIDENCE-OF: 42 CFR 414.1380(b)(3)(ii), at least half of the practice sites */
static void test_sites_decide_of_a_medical_home(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	chose(&f, "IA_PCMH", "doing");
	expect_judgement(&f, "IA_PCMH", "unknown", 0, 0,
	                 "The practice has no sites here yet; add them, and which are recognized.");
	set_sites(
		&f,
		"[{\"name\": \"A\", \"pcmhRecognized\": true}, {\"name\": \"B\", \"pcmhRecognized\": null}]");
	expect_judgement(
		&f, "IA_PCMH", "unknown", 0, 0,
		"It is not known of every practice site whether it is recognized; needed: at least half "
		"of the practice sites.");
	expect_standing(&f, "unknown", 0, 40,
	                "0 of 40 points are certain; the rest depends on dates or facts that are missing.");
	set_sites(&f, "[{\"name\": \"A\", \"pcmhRecognized\": true}, {\"name\": \"B\", \"pcmhRecognized\": "
	              "false}]");
	expect_judgement(
		&f, "IA_PCMH", "met", 0, 0,
		"1 of 2 practice sites is recognized through 2026; needed: at least half of the practice "
		"sites.");
	expect_standing(&f, "met", 40, 40, "All 40 points are certain.");
	set_sites(&f, "[{\"name\": \"A\", \"pcmhRecognized\": true, \"pcmhExpires\": \"2026-06-30\"}, "
	              "{\"name\": \"B\", \"pcmhRecognized\": false}]");
	expect_judgement(&f, "IA_PCMH", "notMet", 0, 0,
	                 "0 of 2 practice sites are recognized through 2026; needed: at least half of the "
	                 "practice sites.");
	fixture_end(&f);
}

/* --------------------------------------------------------------- answer and standing */

static void test_a_group_gets_there(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	expect_standing(
		&f, "unknown", 0, 0,
		"0 of 40 points are certain; what is missing must start by 3 October 2026, in 94 days.");
	all_performed(&f, "IA_BE_4", 9, "2026-01-02", "2026-04-30");
	expect_answer(&f, RECORD_GROUP, 20, "");
	expect_standing(
		&f, "unknown", 20, 20,
		"20 of 40 points are certain; what is missing must start by 3 October 2026, in 94 days.");
	all_performed(&f, "IA_CC_8", 9, "2026-05-01", NULL);
	expect_standing(&f, "unknown", 20, 40,
	                "20 of 40 points are certain; the rest depends on dates or facts that are missing.");
	all_performed(&f, "IA_CC_13", 8, "2026-05-01", "2026-12-31");
	expect_answer(&f, RECORD_GROUP, 40, "participationUnknown notPerformed");
	performed(&f, "IA_CC_13", 8, "2026-10-03", "2026-12-31");
	expect_answer(&f, RECORD_GROUP, 40, "participationUnknown participationUnknown surplus");
	expect_standing(&f, "unknown", 20, 40,
	                "20 of 40 points are certain; the rest depends on recorded days that are still to "
	                "come, or on dates that are missing.");
	fixture_day(&f, "2026-12-31");
	expect_standing(&f, "met", 40, 40, "All 40 points are certain.");
	fixture_end(&f);
}

static void test_when_it_is_too_late(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	all_performed(&f, "IA_BE_4", 9, "2026-01-02", "2026-04-30");
	fixture_day(&f, "2026-10-03");
	expect_standing(&f, "unknown", 20, 20,
	                "20 of 40 points are certain; today is the last day to start what is missing.");
	fixture_day(&f, "2026-10-04");
	expect_standing(
		&f, "notMet", 20, 20,
		"20 of 40 points are certain, and the last day to start something was 3 October 2026.");
	/* IA_ERP_2 needs 60 days and can still begin */
	chose(&f, "IA_ERP_2", "planned");
	expect_standing(
		&f, "unknown", 20, 20,
		"20 of 40 points are certain; what is missing must start by 2 November 2026, in 29 days.");
	fixture_end(&f);
}

/* EVIDENCE-OF: 15 or fewer clinicians are a small practice, for which one activity is enough */
static void test_a_small_practice_needs_one(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 15);
	all_performed(&f, "IA_BE_4", 8, "2026-01-02", "2026-04-30");
	expect_standing(&f, "met", 40, 40, "All 40 points are certain.");
	/* CMS counts more than the roster has: no small practice, and 8 of 16 are half */
	fixture_settings(&f, 2026, "{\"clinicianCount\": 16}");
	expect_standing(
		&f, "unknown", 20, 20,
		"20 of 40 points are certain; what is missing must start by 3 October 2026, in 94 days.");
	fixture_end(&f);
}

static void test_individuals_report_alone(void **state)
{
	struct fixture f;
	struct loaded l;
	json_t *json;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	fixture_settings(&f, 2026, "{\"entityType\": \"individual\"}");
	performed(&f, "IA_BE_4", 0, "2026-01-02", "2026-04-30");
	performed(&f, "IA_CC_8", 0, "2026-01-02", "2026-04-30");
	performed(&f, "IA_BE_4", 1, "2026-01-02", "2026-04-30");
	expect_answer(&f, 0, 40, "");
	expect_answer(&f, 1, 20, "");
	expect_answer(&f, 2, 0, "");
	expect_standing(
		&f, "unknown", 0, 0,
		"1 of 17 clinicians has all 40 points; what is missing must start by 3 October 2026, in 94 "
		"days.");
	expect_judgement(
		&f, "IA_BE_4", "met", 2, 2,
		"Each clinician reports alone; of 17, 2 have 90 days. Others must start by 3 October 2026.");
	load(&f, &l);
	json = record_judgement_json(&l.record, 1, activity("IA_BE_4"));
	assert_string_equal(text_of(json, "text"),
	                    "90 days in a row are needed; the longest run has 119 days.");
	json_decref(json);
	json = record_judgement_json(&l.record, 2, activity("IA_BE_4"));
	assert_string_equal(
		text_of(json, "text"),
		"90 days in a row are needed; nothing is recorded yet. The last day to start is 3 "
		"October 2026.");
	json_decref(json);
	unload(&f, &l);
	fixture_end(&f);
}

static void test_nothing_is_needed(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	fixture_settings(&f, 2026, "{\"programName\": \"app1\", \"apmParticipant\": true}");
	expect_standing(&f, "met", 40, 40, "Full credit is given without activities.");
	fixture_settings(&f, 2026, "{\"reweightedCategories\": [\"ia\"]}");
	expect_standing(&f, "met", 0, 0, "Nothing is needed: the category weighs 0% of the final score.");
	fixture_settings(&f, 2026, "{\"programName\": \"M0099\"}");
	expect_standing(&f, "unknown", 0, 0, "There is no way to report called M0099; choose another.");
	fixture_settings(&f, 2026, "{\"entityType\": \"subgroup\"}");
	expect_standing(&f, "unknown", 0, 0,
	                "The subgroup cannot report traditional MIPS in 2026; it can report an MVP.");
	fixture_end(&f);
}

static void test_dropped_is_not_attested(void **state)
{
	struct fixture f;
	struct loaded l;
	mipsia_set set;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 2);
	performed(&f, "IA_BE_4", 0, "2026-01-02", "2026-04-30");
	performed(&f, "IA_CC_8", 0, NULL, NULL);
	chose(&f, "IA_BE_4", "dropped");
	chose(&f, "IA_CC_13", "doing");
	chose(&f, "IA_PCMH", "planned");
	load(&f, &l);
	record_attested(&l.record, RECORD_GROUP, &set);
	assert_false(mipsia_set_has(&set, activity("IA_BE_4")));
	assert_true(mipsia_set_has(&set, activity("IA_CC_8"))); /* its dates are not known yet */
	assert_false(mipsia_set_has(&set, activity("IA_CC_13")));
	assert_false(mipsia_set_has(&set, activity("IA_PCMH")));
	unload(&f, &l);
	fixture_end(&f);
}

/* EVIDENCE-OF: until 2019 one clinician is enough for the group; 20 points high, 10 medium */
static void test_the_first_year(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	f.year = 2017;
	performed(&f, "IA_BE_6", 0, "2017-01-02", "2017-04-30"); /* high */
	performed(&f, "IA_BE_4", 0, "2017-01-02", "2017-04-30"); /* medium */
	expect_answer(&f, RECORD_GROUP, 30, "");
	expect_judgement(&f, "IA_BE_6", "met", 1, 1, "1 of 17 clinicians is needed; 1 has 90 days.");
	fixture_end(&f);
}

/* Settings that an earlier mipsia, or a hand, left in odd shapes are no end of the page. */
static void test_odd_settings(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	fixture_settings(
		&f, 2026,
		"{\"policies\": null, \"entityType\": 3, \"programName\": null, \"clinicianCount\": -4, "
		"\"members\": {}, \"statusCounts\": [], \"attestedBefore\": [1, {\"measureId\": 7}]}");
	set_sites(&f, "{\"not\": \"a list\"}");
	with_the_practice(&f, 0, "[null, 3]");
	expect_answer(&f, RECORD_GROUP, 0, "");
	fixture_end(&f);
}

static void test_the_case(void **state)
{
	struct fixture f;
	struct loaded l;
	json_t *json;
	json_t *set;
	const char *start;
	const char *end;
	const char *program;
	const char *standard;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 3);
	performed(&f, "IA_BE_4", 0, "2025-12-01", "2026-04-30");
	performed(&f, "IA_CC_8", 1, "2026-02-01", "2026-09-30");
	load(&f, &l);
	json = record_case(&l.record, RECORD_GROUP, RECORD_ALL);
	assert_int_equal(json_unpack(json, "{s:{s:[o]}}", "submission", "measurementSets", &set), 0);
	assert_int_equal(json_unpack(set, "{s:s, s:s, s:s}", "performanceStart", &start, "performanceEnd",
	                             &end, "programName", &program),
	                 0);
	assert_string_equal(start, "2026-01-01");
	assert_string_equal(end, "2026-09-30");
	assert_string_equal(program, "mips");
	json_decref(json);
	unload(&f, &l);
	f.year = 2019;
	fixture_settings(&f, 2019, "{\"entityType\": \"apm\", \"programName\": \"webInterface\"}");
	load(&f, &l);
	json = record_case(&l.record, RECORD_GROUP, RECORD_ALL);
	assert_int_equal(json_unpack(json, "{s:{s:s}}", "profile", "apmScoringStandard", &standard), 0);
	assert_string_equal(standard, "webInterface");
	json_decref(json);
	json = record_answer(&l.record, RECORD_GROUP, RECORD_ALL);
	assert_int_equal(int_of(json, "points"), 40); /* the APM scoring standard gives it */
	json_decref(json);
	unload(&f, &l);
	fixture_end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_group_of_17_needs_9),
		cmocka_unit_test(test_nobody_yet_and_too_late),
		cmocka_unit_test(test_an_activity_with_another_duration),
		cmocka_unit_test(test_time_with_the_practice_bounds_the_days),
		cmocka_unit_test(test_more_clinicians_than_the_roster_holds),
		cmocka_unit_test(test_a_subgroup_has_its_own_clinicians),
		cmocka_unit_test(test_what_earns_nothing_says_why),
		cmocka_unit_test(test_sites_decide_of_a_medical_home),
		cmocka_unit_test(test_a_group_gets_there),
		cmocka_unit_test(test_when_it_is_too_late),
		cmocka_unit_test(test_a_small_practice_needs_one),
		cmocka_unit_test(test_individuals_report_alone),
		cmocka_unit_test(test_nothing_is_needed),
		cmocka_unit_test(test_dropped_is_not_attested),
		cmocka_unit_test(test_the_first_year),
		cmocka_unit_test(test_odd_settings),
		cmocka_unit_test(test_the_case),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
