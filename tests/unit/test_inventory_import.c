/* CMS's measures-data.json: read, compared, stored and found again. */
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "formats/inventory_import.h"

/* Our catalogue of a year, written as CMS writes it. */
static json_t *catalogue(int year)
{
	const mipsia_rulebook *book = mipsia_rulebook_builtin();
	json_t *rows = json_array();

	for (int i = 0; i < mipsia_activity_count(book); i++) {
		const mipsia_activity *activity = mipsia_activity_in_year(book, i, year);
		json_t *programs = json_array();
		json_t *row;

		if (activity != NULL && !activity->mvp_only)
			json_array_append_new(programs, json_string("mips"));
		for (int m = 0; activity != NULL && m < mipsia_mvp_count(book); m++) {
			const mipsia_mvp *mvp = mipsia_mvp_in_year(book, m, year);

			if (mvp != NULL && mipsia_set_has(&mvp->activities, i))
				json_array_append_new(programs, json_string(mipsia_mvp_id(book, m)));
		}
		if (activity == NULL) {
			json_decref(programs);
			continue;
		}
		row = json_pack("{s:s, s:s, s:s, s:s, s:b, s:o}", "category", "ia", "measureId",
		                mipsia_activity_id(book, i), "title", activity->title, "description",
		                "Words of CMS.\nMore.", "cehrtEligible", activity->cehrt_eligible,
		                "allowedPrograms", programs);
		json_object_set_new(row, "weight",
		                    activity->weight == MIPSIA_UNWEIGHTED
		                            ? json_null()
		                            : json_string(mipsia_class_name(activity->weight)));
		json_object_set_new(row, "subcategoryId",
		                    *activity->subcategory ? json_string(activity->subcategory)
		                                           : json_null());
		json_array_append_new(rows, row);
	}
	return rows;
}

static json_t *row_of(json_t *rows, const char *id)
{
	size_t i;
	json_t *row;

	json_array_foreach (rows, i, row) {
		if (strcmp(json_string_value(json_object_get(row, "measureId")), id) == 0)
			return row;
	}
	fail_msg("no %s", id);
	return NULL;
}

static void test_no_difference(void **state)
{
	const mipsia_rulebook *book = mipsia_rulebook_builtin();

	(void)state;
	for (int year = mipsia_first_year(book); year <= mipsia_last_year(book); year++) {
		struct inventory_differences differences = { .items = NULL };
		json_t *rows = catalogue(year);

		inventory_compare(book, year, rows, &differences);
		assert_int_equal(differences.length, 0);
		inventory_differences_free(&differences);
		json_decref(rows);
	}
}

static void expect_difference(const struct inventory_differences *all, size_t i, enum inventory_aspect aspect,
                              const char *id, const char *ours, const char *theirs)
{
	assert_true(i < all->length);
	assert_int_equal(all->items[i].aspect, aspect);
	assert_string_equal(all->items[i].measure_id, id);
	assert_string_equal(all->items[i].ours, ours);
	assert_string_equal(all->items[i].theirs, theirs);
}

static void test_differences(void **state)
{
	struct inventory_differences all = { .items = NULL };
	json_t *rows = catalogue(2024);
	json_t *row = row_of(rows, "IA_BE_4");
	json_t *extra;
	size_t i;

	(void)state;
	extra = json_deep_copy(row);
	json_object_set_new(row, "title", json_string("Another title"));
	json_object_set_new(row, "weight", json_string("high"));
	json_object_set_new(row, "subcategoryId", json_string("careCoordination"));
	json_object_set_new(row, "cehrtEligible", json_true());
	json_object_set_new(row, "allowedPrograms", json_pack("[s]", "M9999"));
	json_object_set_new(extra, "measureId", json_string("IA_NEW_1"));
	json_array_append_new(rows, extra);
	json_array_foreach (rows, i, row) {
		if (strcmp(json_string_value(json_object_get(row, "measureId")), "IA_EPA_1") == 0)
			break;
	}
	json_array_remove(rows, i);
	inventory_compare(mipsia_rulebook_builtin(), 2024, rows, &all);
	expect_difference(&all, 0, INVENTORY_TITLE, "IA_BE_4",
	                  "Engagement of patients through implementation of improvements in patient portal",
	                  "Another title");
	expect_difference(&all, 1, INVENTORY_WEIGHT, "IA_BE_4", "medium", "high");
	expect_difference(&all, 2, INVENTORY_SUBCATEGORY, "IA_BE_4", "beneficiaryEngagement",
	                  "careCoordination");
	expect_difference(&all, 3, INVENTORY_CEHRT, "IA_BE_4", "no", "yes");
	expect_difference(&all, 4, INVENTORY_MVP_ONLY, "IA_BE_4", "no", "yes");
	assert_int_equal(all.items[5].aspect, INVENTORY_MVP);
	assert_true(all.items[5].ours[0] != '\0');
	expect_difference(&all, all.length - 3, INVENTORY_MVP, "IA_BE_4", "", "M9999");
	assert_int_equal(all.items[all.length - 2].aspect, INVENTORY_MISSING);
	assert_string_equal(all.items[all.length - 2].measure_id, "IA_EPA_1");
	assert_int_equal(all.items[all.length - 1].aspect, INVENTORY_ADDED);
	assert_string_equal(all.items[all.length - 1].measure_id, "IA_NEW_1");
	inventory_differences_free(&all);
	json_decref(rows);
}

/* Blanks at the ends and between words are no difference. */
static void test_blanks(void **state)
{
	struct inventory_differences all = { .items = NULL };
	json_t *rows = catalogue(2024);
	json_t *row = row_of(rows, "IA_BE_4");

	(void)state;
	json_object_set_new(row, "title",
	                    json_string(" Engagement of  patients through\nimplementation of improvements in "
	                                "patient portal "));
	inventory_compare(mipsia_rulebook_builtin(), 2024, rows, &all);
	assert_int_equal(all.length, 0);
	json_decref(rows);
}

static void expect_refused(const char *text, const char *code)
{
	struct findings findings = { .items = NULL };
	json_t *rows = inventory_read(text, strlen(text), &findings);

	assert_null(rows);
	assert_true(findings.errors > 0);
	assert_string_equal(findings.items[findings.length - 1].code, code);
	findings_free(&findings);
}

static void test_refused(void **state)
{
	(void)state;
	expect_refused("", "syntax");
	expect_refused("[", "syntax");
	expect_refused("[{\"a\":1,\"a\":2}]", "syntax");
	expect_refused("{}", "notAnInventory");
	expect_refused("[]", "noActivities");
	expect_refused("[{\"category\":\"quality\",\"measureId\":\"001\",\"title\":\"x\"}]", "noActivities");
	expect_refused("[1,null,\"x\",{\"category\":1}]", "noActivities");
	expect_refused("[{\"category\":\"ia\"}]", "noActivities");
	expect_refused("[{\"category\":\"ia\",\"measureId\":\"../x\",\"title\":\"x\"}]", "noActivities");
	expect_refused("[{\"category\":\"ia\",\"measureId\":\"IA_BE_4\",\"title\":1}]", "noActivities");
}

static void test_broken_rows(void **state)
{
	static const char text[] =
		"\xef\xbb\xbf[{\"category\":\"ia\",\"measureId\":\"IA_BE_4\",\"title\":\"x\"},"
		"{\"category\":\"ia\",\"measureId\":\"IA_BE_4\",\"title\":\"y\"},"
		"{\"category\":\"ia\",\"measureId\":\"IA_BE_6\",\"title\":\"x\",\"weight\":3},"
		"{\"category\":\"ia\",\"measureId\":\"IA_BE_7\",\"title\":\"x\",\"allowedPrograms\":3}]";
	struct findings findings = { .items = NULL };
	json_t *rows = inventory_read(text, strlen(text), &findings);

	(void)state;
	assert_int_equal(json_array_size(rows), 1);
	assert_int_equal(findings.errors, 3);
	assert_string_equal(findings.items[0].code, "duplicateId");
	assert_string_equal(findings.items[0].path, "$[1]");
	assert_string_equal(findings.items[1].code, "brokenRow");
	json_decref(rows);
	findings_free(&findings);
}

static void test_years(void **state)
{
	static const struct {
		const char *path;
		int year;
	} cases[] = {
		{ "measures/2022/measures-data.json", 2022 },
		{ "activities-2026.json", 2026 },
		{ "/home/u/2024/qpp/measures/2019/measures-data.json", 2019 },
		{ "2017.json", 2017 },
		{ "measures-data.json", 0 },
		{ "measures-2016.json", 0 },
		{ "measures-20221.json", 0 },
		{ "2021-2022.json", 0 },
		{ "2022-2022.json", 2022 },
		{ "", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(inventory_year_of_path(cases[i].path), cases[i].year);
}

/* ------------------------------------------------------------------------- wording */

static void test_stored(void **state)
{
	char folder[] = "/tmp/mipsia-test-XXXXXX";
	json_t *rows = catalogue(2024);
	struct inventory *inventory;
	struct inventory_words words;
	struct stat about;
	char *path, *wording;
	char command[64];

	(void)state;
	assert_non_null(mkdtemp(folder));
	setenv("XDG_DATA_HOME", folder, 1);
	assert_null(inventory_open(2024));
	assert_null(inventory_wording(2024, "IA_BE_4"));
	assert_true(inventory_store(2024, rows));
	assert_true(inventory_store(2024, rows)); /* again, over it */
	path = inventory_path(2024);
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0644);
	inventory = inventory_open(2024);
	assert_non_null(inventory);
	assert_true(inventory_find(inventory, "IA_BE_4", &words));
	assert_string_equal(words.description, "Words of CMS.\nMore.");
	assert_false(inventory_find(inventory, "IA_BE_99", &words));
	inventory_close(inventory);
	inventory_close(NULL);
	wording = inventory_wording(2024, "IA_EPA_1");
	assert_string_equal(wording, "Words of CMS.\nMore.");
	assert_null(inventory_wording(2024, "IA_BE_99"));
	assert_null(inventory_wording(2023, "IA_BE_4"));
	free(wording);
	free(path);
	json_decref(rows);
	snprintf(command, sizeof command, "rm -r '%s'", folder);
	assert_int_equal(system(command), 0);
}

/* A third is 3 of 9; several differences of one activity count once. */
static void test_strange(void **state)
{
	struct inventory_difference items[6] = { { .measure_id = "IA_BE_1" }, { .measure_id = "IA_BE_1" },
		                                 { .measure_id = "IA_BE_3" }, { .measure_id = "IA_BE_4" },
		                                 { .measure_id = "IA_BE_4" }, { .measure_id = "IA_BE_5" } };
	struct inventory_differences differences = { .items = items, .length = 5 };

	(void)state;
	assert_false(inventory_is_strange(&differences, 9));
	assert_true(inventory_is_strange(&differences, 8));
	differences.length = 6;
	assert_true(inventory_is_strange(&differences, 9));
	differences.length = 0;
	assert_false(inventory_is_strange(&differences, 1));
}

/* A relative XDG_DATA_HOME is ignored, as its specification says. */
static void test_path(void **state)
{
	char *path;

	(void)state;
	setenv("HOME", "/home/somebody", 1);
	setenv("XDG_DATA_HOME", "relative", 1);
	path = inventory_path(2025);
	assert_string_equal(path, "/home/somebody/.local/share/mipsia/inventory/2025.json");
	free(path);
	setenv("XDG_DATA_HOME", "/dev/null/x", 1);
	path = inventory_path(2025);
	assert_string_equal(path, "/dev/null/x/mipsia/inventory/2025.json");
	assert_false(inventory_store(2025, NULL));
	free(path);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_difference), cmocka_unit_test(test_differences),
		cmocka_unit_test(test_blanks),        cmocka_unit_test(test_refused),
		cmocka_unit_test(test_broken_rows),   cmocka_unit_test(test_years),
		cmocka_unit_test(test_stored),        cmocka_unit_test(test_path),
		cmocka_unit_test(test_strange),
	};

	return cmocka_run_group_tests_name("inventory_import", tests, NULL, NULL);
}
