/*
 * test_op_catalogue.c - the catalogue for the workbench. Counts are those of the rule
 * book, section 15 and 16.
 */
#include "op_arrange.h"
#include "services/operations.h"

static void list(struct fixture *f, int year, const char *query)
{
	f->year = year;
	fixture_expect(f, 200, op_list_activities, (struct ask){ .query = query });
}

static size_t found(const struct fixture *f)
{
	return fixture_length(f, "activities");
}

/* The item of the newest list. */
static const json_t *item(const struct fixture *f, const char *measure_id)
{
	size_t place = fixture_find(f, "activities", "measureId", measure_id);

	assert_true(place != SIZE_MAX);
	return json_array_get(fixture_at(f, "activities"), place);
}

static int64_t count_of(const struct fixture *f, const char *facet, const char *value)
{
	size_t place = fixture_find(f, facet, "value", value);

	assert_true(place != SIZE_MAX);
	return json_integer_value(json_object_get(json_array_get(fixture_at(f, facet), place), "count"));
}

static void test_the_activities_of_a_year(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	list(&f, 2026, "{}");
	assert_int_equal(found(&f), 95);
	assert_int_equal(fixture_int(&f, "total"), 95);
	assert_false(fixture_true(&f, "provisional"));
	assert_int_equal(count_of(&f, "facets.mvps", "M0005"), 13);
	assert_int_equal(fixture_length(&f, "facets.mvps"), 27);
	assert_int_equal(fixture_length(&f, "facets.weights"), 0);
	assert_true(json_is_null(json_object_get(item(&f, "IA_BE_4"), "choice")));
	list(&f, 2024, "{\"weight\": \"high\"}");
	assert_int_equal(found(&f), 30);
	assert_int_equal(fixture_int(&f, "total"), 106);
	assert_int_equal(count_of(&f, "facets.weights", "high"), 30);
	assert_int_equal(count_of(&f, "facets.weights", "medium"), 75);
	list(&f, 2027, "{}");
	assert_true(fixture_true(&f, "provisional"));
	fixture_end(&f);
}

static void test_filters(void **state)
{
	struct fixture f;
	size_t low;

	(void)state;
	fixture_begin(&f);
	list(&f, 2026, "{\"mvp\": \"m0005\"}");
	assert_int_equal(found(&f), 13);
	list(&f, 2026, "{\"q\": \"patient portal\"}");
	assert_string_equal(fixture_text(&f, "activities.0.measureId"), "IA_BE_4");
	list(&f, 2026, "{\"q\": \"zebra\"}");
	assert_int_equal(found(&f), 0);
	list(&f, 2026, "{\"effort\": \"low\"}");
	low = found(&f);
	assert_true(low > 0 && low < 95);
	list(&f, 2026, "{\"effort\": \"medium\"}");
	assert_true(found(&f) > low);
	list(&f, 2026, "{\"duration\": \"other\"}"); /* 6 months, 60 days, and IA_CC_19's 90 is the default */
	item(&f, "IA_ERP_1");
	item(&f, "IA_ERP_2");
	list(&f, 2025, "{\"suspended\": \"true\"}"); /* the 8 suspended in 2025 */
	assert_int_equal(found(&f), 8);
	list(&f, 2025, "{\"suspended\": \"false\"}");
	assert_int_equal(found(&f), 96);
	list(&f, 2026, "{\"subcategory\": \"populationManagement\", \"specialty\": \"Cardiology\"}");
	assert_true(found(&f) > 0);
	assert_string_equal(fixture_text(&f, "activities.0.subcategory"), "populationManagement");
	fixture_end(&f);
}

static void test_filters_that_make_no_sense(void **state)
{
	static const char *const queries[] = { "{\"mvp\": \"M9999\"}", "{\"weight\": \"heavy\"}",
		                               "{\"effort\": \"some\"}", "{\"suspended\": \"maybe\"}",
		                               "{\"duration\": \"90\"}" };
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	for (size_t i = 0; i < sizeof queries / sizeof queries[0]; i++) {
		fixture_expect(&f, 422, op_list_activities, (struct ask){ .query = queries[i] });
		assert_string_equal(fixture_code(&f), "badParameter");
	}
	fixture_end(&f);
}

static void test_what_a_practice_did(void **state)
{
	struct fixture f;
	const json_t *be_26;

	(void)state;
	fixture_begin(&f);
	f.actor.single = true;
	fixture_practice(&f, 2);
	chose(&f, "IA_BE_4", "planned");
	f.year = 2025;
	performed(&f, "IA_AHE_3", 0, "2025-01-01", "2025-12-31"); /* IA_BE_26 from 2026 */
	attested_in(&f, 2025, 1, "{\"activities\": [\"IA_CC_8\"]}");
	attested_in(&f, 2024, 1, "{\"activities\": [\"IA_PSPA_22\"]}");
	list(&f, 2026, "{\"practice\": \"" FIXTURE_PRACTICE "\"}");
	assert_int_equal(found(&f), 95);
	be_26 = item(&f, "IA_BE_26");
	assert_true(json_is_true(json_object_get(be_26, "doneLastYear")));
	assert_true(json_is_true(json_object_get(item(&f, "IA_CC_8"), "doneLastYear")));
	assert_true(json_is_false(json_object_get(item(&f, "IA_PSPA_22"), "doneLastYear")));
	assert_true(json_is_true(json_object_get(item(&f, "IA_PSPA_22"), "barred")));
	assert_true(json_is_false(json_object_get(item(&f, "IA_CC_8"), "barred")));
	assert_string_equal(json_string_value(json_object_get(item(&f, "IA_BE_4"), "choice")), "planned");
	list(&f, 2026, "{\"practice\": \"" FIXTURE_PRACTICE "\", \"doneLastYear\": \"true\"}");
	assert_int_equal(found(&f), 2);
	list(&f, 2017, "{\"practice\": \"" FIXTURE_PRACTICE "\"}"); /* there are no rules for 2016 */
	assert_int_equal(found(&f), 93);
	fixture_end(&f);
}

static void test_a_practice_of_others(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 2); /* the actor has no grant */
	fixture_expect(&f, 404, op_list_activities,
	               (struct ask){ .query = "{\"practice\": \"" FIXTURE_PRACTICE "\"}" });
	f.actor.single = true;
	fixture_expect(&f, 404, op_list_activities, (struct ask){ .query = "{\"practice\": \"prc_none\"}" });
	fixture_expect(&f, 200, op_list_activities,
	               (struct ask){ .query = "{\"practice\": \"" FIXTURE_PRACTICE "\"}" });
	fixture_end(&f);
}

static void test_one_activity(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_expect(&f, 200, op_get_activity, (struct ask){ .query = "{}", .param = { "IA_ERP_2" } });
	assert_string_equal(fixture_text(&f, "measureId"), "IA_ERP_2");
	assert_string_equal(fixture_text(&f, "inYear.measureId"), "IA_ERP_2");
	assert_string_equal(fixture_text(&f, "durationRule.value"), "60 days");
	assert_true(fixture_null(&f, "frequencyRule"));
	assert_true(fixture_length(&f, "years") > 0);
	fixture_expect(&f, 200, op_get_activity, (struct ask){ .query = "{}", .param = { "IA_AHE_3" } });
	assert_true(fixture_null(&f, "inYear")); /* IA_BE_26 from 2026 */
	assert_true(fixture_length(&f, "lineage") > 0);
	fixture_expect(&f, 404, op_get_activity, (struct ask){ .query = "{}", .param = { "IA_XX_1" } });
	fixture_end(&f);
}

static void test_mvps_and_rules(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_expect(&f, 200, op_list_mvps, (struct ask){ .query = "{}" });
	assert_int_equal(fixture_length(&f, "mvps"), 27);
	f.year = 2022;
	fixture_expect(&f, 200, op_list_mvps, (struct ask){ .query = "{}" });
	assert_int_equal(fixture_length(&f, "mvps"), 0);
	f.year = 2026;
	fixture_expect(&f, 200, op_list_rules, (struct ask){ .query = "{}" });
	assert_true(fixture_find(&f, "rules", "key", "pcmh.sites") != SIZE_MAX);
	fixture_end(&f);
}

static bool offers(const struct fixture *f, const char *list_of, const char *value)
{
	return fixture_find(f, list_of, "value", value) != SIZE_MAX;
}

static void test_the_words_of_a_year(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_expect(&f, 200, op_get_vocabulary, (struct ask){ .query = "{}" });
	assert_true(offers(&f, "programs", "mips"));
	assert_true(offers(&f, "programs", "app1"));
	assert_true(offers(&f, "programs", "M0005"));
	assert_false(offers(&f, "programs", "webInterface"));
	assert_true(offers(&f, "entities", "subgroup"));
	assert_int_equal(fixture_length(&f, "statuses"), 4);
	assert_int_equal(fixture_length(&f, "policies"), 8);
	assert_int_equal(fixture_length(&f, "categories"), 4);
	assert_true(fixture_length(&f, "specialties") > 20);
	f.year = 2018;
	fixture_expect(&f, 200, op_get_vocabulary, (struct ask){ .query = "{}" });
	assert_true(offers(&f, "programs", "webInterface"));
	assert_false(offers(&f, "programs", "app1"));
	assert_false(offers(&f, "programs", "M0005"));
	assert_false(offers(&f, "entities", "subgroup"));
	fixture_end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_activities_of_a_year),
		cmocka_unit_test(test_filters),
		cmocka_unit_test(test_filters_that_make_no_sense),
		cmocka_unit_test(test_what_a_practice_did),
		cmocka_unit_test(test_a_practice_of_others),
		cmocka_unit_test(test_one_activity),
		cmocka_unit_test(test_mvps_and_rules),
		cmocka_unit_test(test_the_words_of_a_year),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
