/* Rosters and records as participation, submissions and cases. */
#include "testing.h"

#include <stdlib.h>

#include "formats/sheet_case.h"
#include "formats/sheet_file.h"

static const char records_csv[] = "performance_year,tin,npi,activity_id,start_date,end_date\n"
				  "2024,123456789,1993999998,IA_BE_4,2024-02-01,2024-06-30\n"
				  "2024,123456789,1558598797,IA_BE_4,2024-01-01,\n"
				  "2024,123456789,1993999998,IA_EPA_1,2023-12-01,2024-03-31\n"
				  "2023,123456789,1993999998,IA_BE_4,2023-01-01,2023-06-30\n"
				  "2024,234567891,1993999998,IA_PM_2,,\n"
				  "2024,123456789,1993999999,IA_BE_6,2024-01-01,2024-12-31\n";

static const char roster_csv[] = "tin,npi,name,from,to\n"
				 "234567891,1993999998,Smith,2020-01-01,\n"
				 "123456789,1993999998,Smith,2020-01-01,\n"
				 "123456789,1558598797,,,2024-06-30\n"
				 "123456789,1234567893,Lee,2024-05-01,\n";

struct sheets {
	struct sheet_records records;
	struct sheet_roster roster;
	struct findings findings;
};

static void read_sheet(const char *csv, struct sheets *sheets, bool is_roster)
{
	struct sheet_options options = { .book = mipsia_rulebook_builtin() };
	struct sheet_table table;

	assert_true(sheet_file_read(csv, strlen(csv), SHEET_KIND_NONE, &table, &sheets->findings));
	if (is_roster)
		assert_true(sheet_roster_read(&sheets->roster, &table, &options, &sheets->findings));
	else
		assert_true(sheet_records_read(&sheets->records, &table, &options, &sheets->findings));
	sheet_table_free(&table);
}

static int set_up(void **state)
{
	static struct sheets sheets;

	sheets = (struct sheets){ .records = SHEET_RECORDS_EMPTY, .roster = SHEET_ROSTER_EMPTY };
	read_sheet(records_csv, &sheets, false);
	read_sheet(roster_csv, &sheets, true);
	findings_free(&sheets.findings);
	*state = &sheets;
	return 0;
}

static int tear_down(void **state)
{
	struct sheets *sheets = *state;

	sheet_records_free(&sheets->records);
	sheet_roster_free(&sheets->roster);
	findings_free(&sheets->findings);
	return 0;
}

static void expect_json(json_t *actual, const char *expected)
{
	json_t *wanted = json_loads(expected, 0, NULL);
	char *text = json_dumps(actual, JSON_INDENT(1));

	assert_non_null(wanted);
	if (!json_equal(actual, wanted))
		fail_msg("%s", text);
	free(text);
	json_decref(wanted);
	json_decref(actual);
}

static void test_structs(void **state)
{
	struct sheets *sheets = *state;

	assert_int_equal(sheets->records.length, 5);
	assert_int_equal(sheets->records.totals.refused, 1);
	assert_int_equal(sheets->records.items[1].end, MIPSIA_DATE_UNKNOWN);
	assert_int_equal(sheets->roster.length, 4);
	assert_string_equal(sheets->roster.items[0].name, "Smith");
	assert_string_equal(sheets->roster.items[2].name, "");
	assert_int_equal(sheets->roster.items[2].to, mipsia_date_make(2024, 6, 30));
}

static void test_participation(void **state)
{
	struct sheets *sheets = *state;
	struct sheet_entity entity = { 2024, "123456789", "" };

	expect_json(sheet_participation(mipsia_rulebook_builtin(), &sheets->roster, &sheets->records, entity),
	            "{\"roster\": ["
	            " {\"npi\": \"1993999998\", \"name\": \"Smith\", \"from\": \"2020-01-01\"},"
	            " {\"npi\": \"1558598797\", \"to\": \"2024-06-30\"},"
	            " {\"npi\": \"1234567893\", \"name\": \"Lee\", \"from\": \"2024-05-01\"}],"
	            "\"activities\": ["
	            " {\"measureId\": \"IA_BE_4\", \"performers\": ["
	            "   {\"npi\": \"1993999998\", \"start\": \"2024-02-01\", \"end\": \"2024-06-30\"},"
	            "   {\"npi\": \"1558598797\", \"start\": \"2024-01-01\", \"end\": null}]},"
	            " {\"measureId\": \"IA_EPA_1\", \"performers\": ["
	            "   {\"npi\": \"1993999998\", \"start\": \"2023-12-01\", \"end\": \"2024-03-31\"}]}]}");
	entity = (struct sheet_entity){ 2023, "123456789", "1993999998" };
	expect_json(sheet_participation(mipsia_rulebook_builtin(), &sheets->roster, &sheets->records, entity),
	            "{\"activities\": [{\"measureId\": \"IA_BE_4\", \"performers\": ["
	            "   {\"npi\": \"1993999998\", \"start\": \"2023-01-01\", \"end\": \"2023-06-30\"}]}]}");
	expect_json(sheet_participation(mipsia_rulebook_builtin(), NULL, NULL, entity), "{}");
}

/* Each TIN and year once; the period lies within the year. */
static void test_groups(void **state)
{
	struct sheets *sheets = *state;

	expect_json(sheet_submissions(mipsia_rulebook_builtin(), &sheets->records, SHEET_AS_GROUPS,
	                              &sheets->findings),
	            "[{\"entityType\": \"group\", \"taxpayerIdentificationNumber\": \"123456789\","
	            "  \"performanceYear\": 2023, \"measurementSets\": [{\"category\": \"ia\","
	            "  \"submissionMethod\": \"registry\", \"programName\": \"mips\","
	            "  \"performanceStart\": \"2023-01-01\", \"performanceEnd\": \"2023-06-30\","
	            "  \"measurements\": [{\"measureId\": \"IA_BE_4\", \"value\": true}]}]},"
	            " {\"entityType\": \"group\", \"taxpayerIdentificationNumber\": \"123456789\","
	            "  \"performanceYear\": 2024, \"measurementSets\": [{\"category\": \"ia\","
	            "  \"submissionMethod\": \"registry\", \"programName\": \"mips\","
	            "  \"performanceStart\": \"2024-01-01\", \"performanceEnd\": \"2024-06-30\","
	            "  \"measurements\": [{\"measureId\": \"IA_BE_4\", \"value\": true},"
	            "                     {\"measureId\": \"IA_EPA_1\", \"value\": true}]}]},"
	            " {\"entityType\": \"group\", \"taxpayerIdentificationNumber\": \"234567891\","
	            "  \"performanceYear\": 2024, \"measurementSets\": [{\"category\": \"ia\","
	            "  \"submissionMethod\": \"registry\", \"programName\": \"mips\","
	            "  \"performanceStart\": \"2024-01-01\", \"performanceEnd\": \"2024-12-31\","
	            "  \"measurements\": [{\"measureId\": \"IA_PM_2\", \"value\": true}]}]}]");
	assert_int_equal(sheets->findings.length, 1);
	assert_string_equal(sheets->findings.items[0].code, "periodAssumed");
	assert_non_null(strstr(sheets->findings.items[0].message, "XX-XXX7891"));
}

static void test_individuals(void **state)
{
	struct sheets *sheets = *state;
	json_t *list = sheet_submissions(mipsia_rulebook_builtin(), &sheets->records, SHEET_AS_INDIVIDUALS,
	                                 &sheets->findings);
	const json_t *second = json_array_get(list, 1);

	assert_int_equal(json_array_size(list), 4);
	assert_string_equal(json_string_value(json_object_get(second, "entityType")), "individual");
	assert_string_equal(json_string_value(json_object_get(second, "nationalProviderIdentifier")),
	                    "1558598797");
	json_decref(list);
}

static void test_cases(void **state)
{
	struct sheets *sheets = *state;
	json_t *list = sheet_cases(mipsia_rulebook_builtin(), &sheets->roster, &sheets->records,
	                           SHEET_AS_GROUPS, &sheets->findings);
	const json_t *second = json_array_get(list, 1);
	const json_t *part = json_object_get(second, "participation");

	assert_int_equal(json_array_size(list), 3);
	assert_string_equal(json_string_value(json_object_get(second, "id")), "XX-XXX6789/2024");
	assert_int_equal(json_array_size(json_object_get(part, "roster")), 3);
	assert_int_equal(json_array_size(json_object_get(part, "activities")), 2);
	json_decref(list);
	list = sheet_cases(mipsia_rulebook_builtin(), NULL, &sheets->records, SHEET_AS_INDIVIDUALS,
	                   &sheets->findings);
	assert_string_equal(json_string_value(json_object_get(json_array_get(list, 0), "id")),
	                    "XX-XXX6789/1993999998/2023");
	json_decref(list);
}

/* In the first year the program stands on the submission; without TIN or year
 * there is none. */
static void test_exceptions(void **state)
{
	static const char csv[] = "npi,activity,tin,year\n1993999998,IA_BE_4,123456789,2017\n";
	static const char without[] = "npi,activity\n1993999998,IA_BE_4\n1993999998,IA_BE_6\n";
	struct sheets other = { .records = SHEET_RECORDS_EMPTY, .roster = SHEET_ROSTER_EMPTY };
	const mipsia_rulebook *book = mipsia_rulebook_builtin();
	json_t *list;

	(void)state;
	read_sheet(csv, &other, false);
	list = sheet_submissions(book, &other.records, SHEET_AS_GROUPS, &other.findings);
	assert_string_equal(json_string_value(json_object_get(json_array_get(list, 0), "programName")),
	                    "mips");
	json_decref(list);
	sheet_records_free(&other.records);
	findings_free(&other.findings);
	read_sheet(without, &other, false);
	findings_free(&other.findings);
	list = sheet_submissions(book, &other.records, SHEET_AS_GROUPS, &other.findings);
	assert_int_equal(json_array_size(list), 0);
	assert_int_equal(other.findings.errors, 2);
	json_decref(list);
	sheet_records_free(&other.records);
	findings_free(&other.findings);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_structs, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_participation, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_groups, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_individuals, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_cases, set_up, tear_down),
		cmocka_unit_test(test_exceptions),
	};

	return cmocka_run_group_tests_name("sheet_case", tests, NULL, NULL);
}
