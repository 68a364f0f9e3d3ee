/* CMS's county and ZIP code crosswalk. */
#include "testing.h"

#include "formats/crosswalk.h"
#include "formats/sheet_file.h"

static void read_crosswalk(const char *csv, struct crosswalk *crosswalk, struct findings *findings)
{
	struct sheet_table table;

	*crosswalk = (struct crosswalk)CROSSWALK_EMPTY;
	*findings = (struct findings){ .items = NULL };
	assert_true(sheet_file_read(csv, strlen(csv), SHEET_KIND_NONE, &table, findings));
	assert_true(crosswalk_read(crosswalk, &table, findings));
	sheet_table_free(&table);
}

static void expect_areas(const struct crosswalk *crosswalk, const char *zip, size_t length,
                         const char *county)
{
	size_t found;
	const struct crosswalk_area *areas = crosswalk_find(crosswalk, zip, &found);

	assert_int_equal(found, length);
	if (length == 0)
		assert_null(areas);
	else
		assert_string_equal(areas[0].county, county);
}

/* As CMS publishes it: a ZIP code may be in several counties. */
static void test_as_published(void **state)
{
	struct crosswalk crosswalk;
	struct findings findings;

	(void)state;
	read_crosswalk("state_code,county_name,zipcode\n"
	               "TX,burnet,78642\nTX,williamson,78642\nTX,travis,78642\n"
	               "CA,los angeles,90012\nPR,adjuntas,00601\n",
	               &crosswalk, &findings);
	assert_int_equal(findings.length, 0);
	assert_int_equal(crosswalk.length, 5);
	expect_areas(&crosswalk, "78642", 3, "burnet");
	expect_areas(&crosswalk, "00601", 1, "adjuntas");
	expect_areas(&crosswalk, "90012", 1, "los angeles");
	expect_areas(&crosswalk, "00000", 0, NULL);
	expect_areas(&crosswalk, "99999", 0, NULL);
	crosswalk_free(&crosswalk);
}

static void test_damaged(void **state)
{
	struct crosswalk crosswalk;
	struct findings findings;

	(void)state;
	read_crosswalk("EUC counties of 2025\nState;County Name;ZIP Code\n"
	               "pr;adjuntas;601\nma;suffolk;2108\ntx;coke;2108\nTX;coke;\nTX;reeves;nan\n"
	               "TX;travis;78701-1234\nTX;travis;78702.0\nTX;travis;7870\n;unknown;601\n;;\n",
	               &crosswalk, &findings);
	expect_areas(&crosswalk, "00601", 2, "adjuntas");
	expect_areas(&crosswalk, "02108", 1, "suffolk");
	expect_areas(&crosswalk, "78701", 1, "travis");
	expect_areas(&crosswalk, "78702", 1, "travis");
	assert_int_equal(crosswalk.repaired, 4);
	assert_int_equal(crosswalk.refused, 4);
	assert_int_equal(findings.errors, 2);   /* 2108 and 7870 are not of Texas */
	assert_int_equal(findings.warnings, 2); /* counties without ZIP code */
	assert_string_equal(findings.items[0].path, "C3");
	crosswalk_free(&crosswalk);
	findings_free(&findings);
}

static void test_zip(void **state)
{
	static const struct {
		const char *text, *state;
		enum crosswalk_zip kind;
		const char *zip;
	} cases[] = {
		{ "12345", "", CROSSWALK_ZIP_GOOD, "12345" },
		{ "00601", "TX", CROSSWALK_ZIP_GOOD, "00601" },
		{ "601", "", CROSSWALK_ZIP_LOST_ZEROS, "00601" },
		{ "601", "PR", CROSSWALK_ZIP_LOST_ZEROS, "00601" },
		{ "2108", "MA", CROSSWALK_ZIP_LOST_ZEROS, "02108" },
		{ "2108", "PR", CROSSWALK_ZIP_INVALID, NULL },
		{ "12345-6789", "", CROSSWALK_ZIP_PLUS_FOUR, "12345" },
		{ "123456789", "", CROSSWALK_ZIP_PLUS_FOUR, "12345" },
		{ "12", "", CROSSWALK_ZIP_INVALID, NULL },
		{ "012", "", CROSSWALK_ZIP_INVALID, NULL },
		{ "123456", "", CROSSWALK_ZIP_INVALID, NULL },
		{ "1234a", "", CROSSWALK_ZIP_INVALID, NULL },
		{ "", "", CROSSWALK_ZIP_INVALID, NULL },
	};
	char zip[CROSSWALK_ZIP];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(crosswalk_read_zip(cases[i].text, cases[i].state, zip), cases[i].kind);
		if (cases[i].zip != NULL)
			assert_string_equal(zip, cases[i].zip);
	}
}

static void test_not_one(void **state)
{
	struct crosswalk crosswalk = CROSSWALK_EMPTY;
	struct findings findings = { .items = NULL };
	struct sheet_table table;

	(void)state;
	assert_true(sheet_file_read("npi,name\n", 9, SHEET_KIND_NONE, &table, &findings));
	assert_false(crosswalk_read(&crosswalk, &table, &findings));
	assert_string_equal(findings.items[0].code, "headerNotFound");
	sheet_table_free(&table);
	crosswalk_free(&crosswalk);
	crosswalk_free(NULL);
	findings_free(&findings);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_as_published),
		cmocka_unit_test(test_damaged),
		cmocka_unit_test(test_zip),
		cmocka_unit_test(test_not_one),
	};

	return cmocka_run_group_tests_name("crosswalk", tests, NULL, NULL);
}
