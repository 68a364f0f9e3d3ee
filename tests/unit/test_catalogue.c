/*
 * test_catalogue.c - the pages of the catalogue: the list with its filter and what it
 * could be narrowed to, and the life of an activity. Expected figures are counted in
 * data/YEAR/activities.json and data/lineage.json.
 */
#include "testing.h"

#include "services/activity.h"
#include "services/catalogue_list.h"
#include "services/words.h"

static struct catalogue_filter everything_of(int year)
{
	struct catalogue_filter filter = CATALOGUE_EVERYTHING(mipsia_rulebook_builtin(), year);

	return filter;
}

static const char *text_of(const json_t *object, const char *member)
{
	const char *text = json_string_value(json_object_get(object, member));

	assert_non_null(text);
	return text;
}

static int number_of(const json_t *object, const char *member)
{
	assert_true(json_is_integer(json_object_get(object, member)));
	return (int)json_integer_value(json_object_get(object, member));
}

/* The count of a value of a facet; -1 when the facet does not have it. */
static int count_of(const json_t *page, const char *facet, const char *value)
{
	const json_t *values = json_object_get(json_object_get(page, "facets"), facet);
	size_t i;
	json_t *entry;

	assert_true(json_is_array(values));
	json_array_foreach (values, i, entry) {
		if (strcmp(text_of(entry, "value"), value) == 0)
			return number_of(entry, "count");
	}
	return -1;
}

/* ----------------------------------------------------------------------- words */

static void test_words_are_found_as_typed(void **state)
{
	const char *texts[] = { "Use of patient\xe2\x80\x99s portal", "Care Coordination" };

	(void)state;
	assert_true(words_all_in_any("PATIENT'S  coord", texts, 2));
	assert_true(words_all_in("", "anything"));
	assert_false(words_all_in_any("portal care nurse", texts, 2));
	assert_false(words_all_in("portals", texts[0]));
	assert_true(words_letters_in("care co", "careCoordination"));
	assert_true(words_letters_in("coordination", "careCoordination"));
	assert_false(words_letters_in("care x", "careCoordination"));
	assert_false(words_letters_in(" - ", "careCoordination"));
}

static void test_dates_in_words(void **state)
{
	char text[WORDS_DATE];

	(void)state;
	words_day_first(day("2026-10-03"), text);
	assert_string_equal(text, "3 October 2026");
	words_date(day("2026-10-03"), text);
	assert_string_equal(text, "October 3, 2026");
	words_day_first(MIPSIA_DATE_UNKNOWN, text);
	assert_string_equal(text, "unknown");
}

/* ------------------------------------------------------------------------ list */

static void test_facets_say_what_a_value_would_leave(void **state)
{
	struct catalogue_filter filter = everything_of(2024);
	json_t *page;

	(void)state;
	filter.weight = MIPSIA_HIGH;
	page = catalogue_page_json(&filter);
	assert_int_equal(number_of(page, "total"), 106);
	assert_int_equal(number_of(page, "found"), 30);
	assert_int_equal(json_array_size(json_object_get(page, "activities")), 30);
	/* The weight itself is left aside: one may change one's mind. */
	assert_int_equal(count_of(page, "weight", "high"), 30);
	assert_int_equal(count_of(page, "weight", "medium"), 75);
	/* IA_ERP_1, the only one of six months, has medium weight. */
	assert_int_equal(count_of(page, "duration", "6 months"), 0);
	assert_int_equal(count_of(page, "duration", "5 months"), -1);
	json_decref(page);
}

static void test_a_facet_s_value_leaves_its_count(void **state)
{
	struct catalogue_filter filter = everything_of(2023);
	struct catalogue_list list;
	json_t *page = catalogue_page_json(&filter);

	(void)state;
	/* In 2023 three MVPs are for neurology: their lists have 9, 14 and 14 activities;
	 * the last two are the same, and share IA_BE_4, IA_BE_24 and IA_PCMH with the first. */
	assert_int_equal(count_of(page, "specialty", "Neurology"), 9 + 14 - 3);
	assert_int_equal(count_of(page, "mvp", "M0003"), 14);
	json_decref(page);
	filter.specialty = "Neurology";
	catalogue_list_begin(&list, &filter);
	assert_int_equal(catalogue_count(&list), 20);
	filter.duration = "90 days";
	filter.mvp = mipsia_mvp_find(filter.book, "M0003", 5);
	catalogue_list_begin(&list, &filter);
	assert_int_equal(catalogue_count(&list), 14);
}

static void test_years_without_weights_or_mvps_have_no_such_facet(void **state)
{
	struct catalogue_filter filter = everything_of(2025);
	json_t *page = catalogue_page_json(&filter);

	(void)state;
	assert_false(json_is_true(json_object_get(page, "hasWeights")));
	assert_int_equal(json_array_size(json_object_get(json_object_get(page, "facets"), "weight")), 0);
	assert_int_equal(number_of(json_object_get(page, "facets"), "suspended"), 8);
	json_decref(page);
	filter = everything_of(2022);
	page = catalogue_page_json(&filter);
	assert_int_equal(json_array_size(json_object_get(json_object_get(page, "facets"), "mvp")), 0);
	json_decref(page);
}

static void test_a_search_that_finds_nothing_looks_elsewhere(void **state)
{
	struct catalogue_filter filter = everything_of(2017);
	json_t *page;
	const json_t *other;

	(void)state;
	filter.search = "COVID-19"; /* first in 2020 */
	page = catalogue_page_json(&filter);
	assert_int_equal(number_of(page, "found"), 0);
	other = json_object_get(page, "otherYear");
	assert_int_equal(number_of(other, "performanceYear"), 2020);
	assert_string_equal(text_of(json_array_get(json_object_get(other, "hits"), 0), "measureId"),
	                    "IA_ERP_3");
	json_decref(page);
	filter.search = "zzzz";
	page = catalogue_page_json(&filter);
	assert_true(json_is_null(json_object_get(page, "otherYear")));
	json_decref(page);
}

static void test_what_no_activity_meets_is_told(void **state)
{
	struct catalogue_filter filter = everything_of(2022);

	(void)state;
	assert_int_equal(catalogue_doubt_of(&filter), CATALOGUE_FITS);
	filter.specialty = "neurology";
	assert_int_equal(catalogue_doubt_of(&filter), CATALOGUE_BEFORE_MVPS);
	filter.year = 2023;
	assert_int_equal(catalogue_doubt_of(&filter), CATALOGUE_FITS);
	filter.specialty = "astrology";
	assert_int_equal(catalogue_doubt_of(&filter), CATALOGUE_NO_SPECIALTY);
	filter = everything_of(2025);
	filter.weight = MIPSIA_HIGH;
	assert_int_equal(catalogue_doubt_of(&filter), CATALOGUE_NO_WEIGHTS);
	filter.subcategory = "care of cars";
	assert_int_equal(catalogue_doubt_of(&filter), CATALOGUE_NO_SUBCATEGORY);
}

/* ---------------------------------------------------------------- one activity */

static void test_the_life_of_an_activity(void **state)
{
	json_t *page = activity_page_json(mipsia_rulebook_builtin(), activity("IA_AHE_1"), 2024);
	const json_t *runs = json_object_get(page, "runs");

	(void)state;
	/* The title changed in 2018 and 2022, the weight went with 2025. */
	assert_int_equal(json_array_size(runs), 4);
	assert_int_equal(number_of(json_array_get(runs, 2), "from"), 2022);
	assert_int_equal(number_of(json_array_get(runs, 2), "to"), 2024);
	assert_string_equal(text_of(json_array_get(runs, 2), "weight"), "high");
	assert_true(json_is_null(json_object_get(json_array_get(runs, 3), "weight")));
	assert_int_equal(json_array_size(json_object_get(page, "years")), 2025 - 2017 + 1);
	assert_int_equal(number_of(json_object_get(page, "points"), "traditional"), 20);
	assert_int_equal(number_of(json_object_get(page, "points"), "specialStatus"), 40);
	assert_string_equal(text_of(page, "lastStart"), "2024-10-03");
	assert_int_equal(json_array_size(json_object_get(page, "cautions")), 1);
	assert_int_equal(json_array_size(json_object_get(page, "lineage")), 2);
	assert_true(json_is_true(json_object_get(page, "inInventory")));
	json_decref(page);
}

static void test_the_page_of_a_year_without_the_activity(void **state)
{
	json_t *page = activity_page_json(mipsia_rulebook_builtin(), activity("IA_AHE_1"), 2026);
	const json_t *lineage = json_object_get(page, "lineage");
	bool told = false;
	size_t i;
	json_t *link;

	(void)state;
	assert_true(json_is_null(json_object_get(page, "current")));
	assert_true(json_is_null(json_object_get(page, "points")));
	assert_true(json_is_null(json_object_get(page, "lastStart")));
	assert_string_equal(text_of(page, "numberInYear"), "IA_EPA_7");
	assert_string_equal(text_of(page, "absence"),
	                    "IA_AHE_1 is not in the inventory of 2026: that year the activity is IA_EPA_7.");
	json_array_foreach (lineage, i, link)
		told = told || strcmp(text_of(link, "sentence"), "Goes on as IA_EPA_7 from 2026.") == 0;
	assert_true(told);
	json_decref(page);
}

static void test_a_recognition_has_no_days(void **state)
{
	json_t *page = activity_page_json(mipsia_rulebook_builtin(), activity("IA_PCMH"), 2025);

	(void)state;
	assert_true(json_is_null(json_object_get(page, "lastStart")));
	assert_true(json_is_object(json_object_get(json_object_get(page, "recognition"), "sites")));
	assert_int_equal(number_of(json_object_get(page, "points"), "traditional"), 40);
	json_decref(page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_are_found_as_typed),
		cmocka_unit_test(test_dates_in_words),
		cmocka_unit_test(test_facets_say_what_a_value_would_leave),
		cmocka_unit_test(test_a_facet_s_value_leaves_its_count),
		cmocka_unit_test(test_years_without_weights_or_mvps_have_no_such_facet),
		cmocka_unit_test(test_a_search_that_finds_nothing_looks_elsewhere),
		cmocka_unit_test(test_what_no_activity_meets_is_told),
		cmocka_unit_test(test_the_life_of_an_activity),
		cmocka_unit_test(test_the_page_of_a_year_without_the_activity),
		cmocka_unit_test(test_a_recognition_has_no_days),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
