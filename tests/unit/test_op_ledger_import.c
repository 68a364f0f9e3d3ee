/* Activity records from spreadsheets into the ledger, and out of it again. */
#include "op_arrange.h"
#include "services/operations.h"
#include "services/tin.h"

#include <stdlib.h>

#define HEADER "performance_year,tin,npi,activity_id,start_date,end_date,evidence_ref\r\n"
#define LATEST "SELECT max(id) FROM event"

static void import(struct fixture *f, int status, const char *query, const void *bytes, size_t length)
{
	fixture_expect(f, status, op_import_ledger,
	               (struct ask){ .query = query,
	                             .file = bytes,
	                             .file_length = length,
	                             .file_name = "april 123-45-6782.csv" });
}

static void apply(struct fixture *f, const char *csv)
{
	import(f, 200, "{\"apply\": \"true\"}", csv, strlen(csv));
}

static void preview(struct fixture *f, const char *csv)
{
	import(f, 200, "{}", csv, strlen(csv));
}

/* rows = refused + added + changed + unchanged + notInRoster + otherTin + otherYear */
static void assert_counts(struct fixture *f, const int expected[8])
{
	static const char *const members[] = { "rows",      "refused",     "added",    "changed",
		                               "unchanged", "notInRoster", "otherTin", "otherYear" };
	int sum = 0;

	for (int i = 0; i < 8; i++) {
		if (fixture_int(f, members[i]) != expected[i])
			fail_msg("%s is %d, not %d", members[i], (int)fixture_int(f, members[i]),
			         expected[i]);
		sum += i ? expected[i] : 0;
	}
	assert_int_equal(sum, expected[0]);
}

#define COUNTS(...) assert_counts(&f, (const int[8]){ __VA_ARGS__ })

static void set_tin(struct fixture *f, const char *tin)
{
	struct op_call call;
	struct op_reply reply;

	fixture_open_call(f, &call, &reply);
	assert_true(tin_store(&call, &reply, FIXTURE_PRACTICE, tin));
	fixture_close_call(f, &reply);
}

/* What the finding with that code says; fails when there is none. */
static const char *finding(struct fixture *f, const char *code, const char *member)
{
	char path[80];
	size_t place = fixture_find(f, "findings", "code", code);

	if (place == SIZE_MAX)
		fail_msg("no finding %s", code);
	snprintf(path, sizeof path, "findings.%zu.%s", place, member);
	return fixture_text(f, path);
}

/* All cells of the practice as one text, in the order of their keys. */
static char *all_cells(struct fixture *f)
{
	json_t *cells = NULL;
	char *text;

	assert_int_equal(store_json(f->store, &cells,
	                            "SELECT year, measure_id, clinician_id, periods, note FROM ledger_cell "
	                            "WHERE periods <> '[]' ORDER BY 1, 2, 3",
	                            ""),
	                 STORE_OK);
	text = json_dumps(cells, JSON_SORT_KEYS | JSON_INDENT(1));
	json_decref(cells);
	return text;
}

static char *read_whole(const char *path, size_t *length)
{
	FILE *in = fopen(path, "rb");
	char *bytes = calloc(1, 1 << 20);

	assert_non_null(in);
	*length = fread(bytes, 1, 1 << 20, in);
	fclose(in);
	return bytes;
}

/* -------------------------------------------------------------------------- imports */

/* The damage that Excel does: lost zeros, 1.99E+09, hyphens, apostrophes; as tests/sheets
 * tells what of it can be read. */
static void test_damaged_by_excel(void **state)
{
	struct fixture f;
	size_t length;
	char *bytes = read_whole(TEST_DATA "/sheets/excel_damage.csv", &length);

	(void)state;
	fixture_begin(&f);
	f.year = 2024;
	fixture_practice(&f, 2);
	set_tin(&f, "123456789");
	fixture_sql(&f, "UPDATE clinician SET npi = '1993999998' WHERE id = 'cln_01'");
	import(&f, 200, "{}", bytes, length);
	assert_false(fixture_true(&f, "applied"));
	assert_true(fixture_null(&f, "event"));
	/* refused: six by the reader, and IA_PM_7, which is not in the inventory of 2024;
	 * two rows have 012345678 */
	COUNTS(19, 7, 10, 0, 0, 0, 2, 0);
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM ledger_cell"), 0);
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM event"), 0);
	assert_string_equal(finding(&f, "otherTin", "message"),
	                    "The TIN XX-XXX5678 is not this practice's: rows 2 and 11 left out.");
	assert_string_equal(finding(&f, "digitsLost", "path"), "C4");
	assert_string_equal(finding(&f, "notInInventory", "severity"), "error");
	assert_true(fixture_find(&f, "findings", "code", "lostZeros") != SIZE_MAX);
	assert_false(fixture_mentions(&f, "123456789"));
	assert_false(fixture_mentions(&f, "012345678"));

	import(&f, 200, "{\"apply\": \"true\"}", bytes, length);
	assert_true(fixture_true(&f, "applied"));
	COUNTS(19, 7, 10, 0, 0, 0, 2, 0);
	assert_int_equal(fixture_int(&f, "event"), 1);
	assert_int_equal(fixture_number(&f,
	                                "SELECT count(*) FROM ledger_cell WHERE clinician_id = 'cln_01' AND "
	                                "periods = '[{\"end\":\"2024-03-31\",\"start\":\"2024-01-01\"}]'"),
	                 10);

	import(&f, 200, "{\"apply\": \"true\"}", bytes, length); /* twice is once */
	COUNTS(19, 7, 0, 0, 10, 0, 2, 0);
	assert_true(fixture_null(&f, "event"));
	assert_int_equal(fixture_number(&f, "SELECT max(version) FROM ledger_cell"), 1);
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM event"), 1);

	fixture_expect(&f, 200, op_list_history, (struct ask){ 0 });
	assert_string_equal(
		fixture_text(&f, "events.0.text"),
		"Imported activity records from april XX-XXX6782.csv: 10 periods added, 0 changed");
	assert_string_equal(fixture_text(&f, "events.0.kind"), "ledger.imported");
	free(bytes);
	fixture_end(&f);
}

static void test_workbook(void **state)
{
	struct fixture f;
	size_t length;
	char *bytes = read_whole(TEST_DATA "/sheets/numbers.xlsx", &length);

	(void)state;
	fixture_begin(&f);
	f.year = 2024;
	fixture_practice(&f, 2);
	set_tin(&f, "012345678");
	fixture_sql(&f, "UPDATE clinician SET npi = '1993999998' WHERE id = 'cln_00'");
	import(&f, 200, "{\"apply\": \"true\"}", bytes, length);
	COUNTS(7, 4, 2, 0, 0, 0, 1, 0);
	assert_int_equal(fixture_number(&f,
	                                "SELECT count(*) FROM ledger_cell WHERE measure_id = 'IA_BE_6' AND "
	                                "periods = '[{\"end\":\"2024-03-31\",\"start\":\"2024-01-01\"}]'"),
	                 1);
	free(bytes);
	fixture_end(&f);
}

static void test_left_out(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 2);
	preview(&f, HEADER "2026,123456782,1987000001,IA_BE_4,2026-01-01,2026-03-31,\r\n"
	                   "2025,123456782,1987000001,IA_BE_4,2025-01-01,2025-03-31,\r\n"
	                   "2026,123456782,1993999998,IA_BE_4,2026-01-01,2026-03-31,\r\n"
	                   "2026,123456782,1993999998,IA_BE_6,2026-01-01,2026-03-31,\r\n"
	                   "2026,,1987000019,IA_BE_4,2026-01-01,2026-03-31,\r\n"
	                   "2026,123456782,1987000019,IA_AHE_1,2026-01-01,2026-03-31,\r\n"
	                   "2026,123456782,1987000019,IA_BE_6,2024-01-01,2024-03-31,\r\n"
	                   "2026,123456782,1987000019,IA_BE_6,1926-01-01,2026-03-31,\r\n"
	                   "2026,123456782,1987000019,IA_BE_6,2026-03-31,2026-01-01,\r\n");
	COUNTS(9, 4, 2, 0, 0, 2, 0, 1); /* an empty TIN is the practice's own */
	assert_string_equal(finding(&f, "notInRoster", "message"),
	                    "NPI 1993999998 is not in the roster: rows 4 and 5 left out.");
	assert_int_equal(json_integer_value(fixture_at(&f, "findings.0.line")), 7); /* IA_AHE_1 */
	assert_string_equal(finding(&f, "otherYear", "message"),
	                    "Performance year 2025 is not 2026: row 3 left out.");
	assert_string_equal(
		finding(&f, "notInInventory", "message"),
		"IA_AHE_1 is not in the inventory of 2026; the activity goes on as IA_EPA_7. The row "
		"is left out.");
	assert_true(fixture_find(&f, "findings", "code", "farAway") != SIZE_MAX);
	assert_true(fixture_find(&f, "findings", "code", "endBeforeStart") != SIZE_MAX);
	fixture_end(&f);
}

#define ROW(from, to, evidence) "2026,,1987000001,IA_BE_4," from "," to "," evidence "\r\n"

static const char *periods_of_cell(struct fixture *f)
{
	static char text[512];
	char *dump;

	fixture_expect(f, 200, op_get_ledger, (struct ask){ 0 });
	dump = json_dumps(fixture_at(f, "cells.0.periods"), JSON_SORT_KEYS | JSON_COMPACT);
	snprintf(text, sizeof text, "%s", dump);
	free(dump);
	return text;
}

/* A row adds or extends; it never takes away. */
static void test_merged(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 1);
	performed(&f, "IA_BE_4", 0, "2026-02-01", "2026-03-31");
	apply(&f, HEADER ROW("2026-02-10", "2026-02-20", "")); /* within */
	COUNTS(1, 0, 0, 0, 1, 0, 0, 0);
	apply(&f, HEADER ROW("2026-03-15", "2026-04-30", "")); /* overlaps */
	COUNTS(1, 0, 0, 1, 0, 0, 0, 0);
	assert_string_equal(periods_of_cell(&f), "[{\"end\":\"2026-04-30\",\"start\":\"2026-02-01\"}]");
	apply(&f, HEADER ROW("2026-05-01", "2026-05-31", "")); /* touches */
	COUNTS(1, 0, 0, 1, 0, 0, 0, 0);
	apply(&f, HEADER ROW("2026-07-01", "2026-07-31", "") ROW("", "", "") ROW("2026-08-15", "", ""));
	COUNTS(3, 0, 2, 0, 1, 0, 0, 0);
	assert_string_equal(periods_of_cell(&f), "[{\"end\":\"2026-05-31\",\"start\":\"2026-02-01\"},"
	                                         "{\"end\":\"2026-07-31\",\"start\":\"2026-07-01\"},"
	                                         "{\"end\":null,\"start\":\"2026-08-15\"}]");
	apply(&f, HEADER ROW("2026-08-15", "2026-12-31", "")); /* its end is known now */
	COUNTS(1, 0, 0, 1, 0, 0, 0, 0);
	apply(&f, HEADER ROW("2026-08-15", "", "")); /* known better */
	COUNTS(1, 0, 0, 0, 1, 0, 0, 0);
	apply(&f, HEADER ROW("2026-01-01", "2026-12-30", "")); /* all are one now */
	assert_string_equal(periods_of_cell(&f), "[{\"end\":\"2026-12-31\",\"start\":\"2026-01-01\"}]");
	fixture_end(&f);
}

static void test_evidence_goes_into_the_note(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 1);
	apply(&f, HEADER ROW("2026-02-10", "2026-02-20", "portal.pdf"));
	apply(&f, HEADER ROW("2026-02-10", "2026-02-20", "minutes.docx"));
	COUNTS(1, 0, 0, 1, 0, 0, 0, 0);
	apply(&f, HEADER ROW("2026-02-10", "2026-02-20", "portal.pdf"));
	COUNTS(1, 0, 0, 0, 1, 0, 0, 0);
	fixture_expect(&f, 200, op_get_ledger, (struct ask){ 0 });
	assert_string_equal(fixture_text(&f, "cells.0.note"), "portal.pdf; minutes.docx");
	apply(&f, HEADER ROW("2026-02-10", "2026-02-20", "portal")); /* another, though a part of it */
	COUNTS(1, 0, 0, 1, 0, 0, 0, 0);
	fixture_end(&f);
}

static void test_a_stranger_is_named(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 1);
	preview(&f, "npi,name,activity_id\r\n1987000001,Dr. Ann Adams,IA_BE_4\r\n"
	            "1993999998,Lee Zhou,IA_BE_4\r\n1993999998,,IA_BE_6\r\n");
	COUNTS(3, 0, 1, 0, 0, 2, 0, 0);
	assert_string_equal(finding(&f, "notInRoster", "message"),
	                    "NPI 1993999998 (Lee Zhou) is not in the roster: rows 3 and 4 left out.");
	fixture_end(&f);
}

static void test_not_a_sheet(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 1);
	import(&f, 422, "{}", "%PDF-1.7", 8);
	assert_string_equal(fixture_code(&f), "notASheet");
	assert_string_equal(fixture_text(&f, "detail"), "The file is a PDF.");
	import(&f, 422, "{}", "a,b\n1,2\n", 8);
	assert_string_equal(fixture_code(&f), "headerNotFound");
	fixture_expect(&f, 400, op_import_ledger, (struct ask){ 0 });
	assert_string_equal(fixture_code(&f), "noFile");
	fixture_end(&f);
}

static void test_undo_of_an_import(void **state)
{
	struct fixture f;
	char *before, *after;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 2);
	performed(&f, "IA_BE_4", 0, "2026-02-01", "2026-03-31");
	before = all_cells(&f);
	apply(&f, HEADER ROW("2026-03-15", "2026-04-30",
	                     "x") "2026,,1987000019,IA_BE_4,2026-01-01,2026-03-31,\r\n");
	COUNTS(2, 0, 1, 1, 0, 0, 0, 0);
	fixture_expect(&f, 200, op_undo, (struct ask){ .param = { "1" } });
	after = all_cells(&f);
	assert_string_equal(after, before);
	free(before);
	free(after);
	fixture_end(&f);
}

/* -------------------------------------------------------------------------- exports */

static char *exported(struct fixture *f, const char *query)
{
	fixture_expect(f, 200, op_export_ledger, (struct ask){ .query = query });
	return strndup(f->reply.bytes, f->reply.length);
}

static void change(struct fixture *f, const char *body)
{
	fixture_expect(f, 200, op_change_ledger, (struct ask){ .body = body });
}

static void test_export(void **state)
{
	struct fixture f;
	char *csv;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 2);
	performed(&f, "IA_BE_12", 0, "2026-02-01", "2026-03-31");
	performed(&f, "IA_BE_4", 1, "2026-03-01", NULL);
	csv = exported(&f, "{}");
	assert_string_equal(csv, "\xef\xbb\xbfperformance_year,npi,name,activity_id,start_date,end_date,"
	                         "evidence_ref\r\n"
	                         "\"2026\",\"1987000019\",\"Dr. Ben Baker\",\"IA_BE_4\",\"2026-03-01\",,\r\n"
	                         "\"2026\",\"1987000001\",\"Dr. Ann Adams\",\"IA_BE_12\",\"2026-02-01\","
	                         "\"2026-03-31\",\r\n");
	assert_string_equal(f.reply.type, "text/csv; charset=utf-8");
	assert_string_equal(f.reply.file_name, "activity-records-2026.csv");
	free(csv);
	csv = exported(&f, "{\"tin\": \"full\"}");
	assert_non_null(strstr(csv, "\r\n\"2026\",\"123456782\",\"1987000019\","));
	free(csv);
	f.role = ROLE_ATTESTER; /* may not manage */
	fixture_expect(&f, 403, op_export_ledger, (struct ask){ .query = "{\"tin\": \"full\"}" });
	fixture_expect(&f, 200, op_export_ledger, (struct ask){ 0 });
	fixture_expect(&f, 400, op_export_ledger, (struct ask){ .query = "{\"tin\": \"some\"}" });
	fixture_end(&f);
}

/* What is exported and imported again is the same, to the last sign. */
static void test_round_trip(void **state)
{
	struct fixture f;
	char *csv, *before, *after;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 4);
	change(&f, "{\"changes\": ["
	           "{\"clinicianId\": \"cln_00\", \"measureId\": \"IA_BE_4\", \"version\": 0, \"note\": "
	           "\"=SUM(A1), \\\"quoted\\\"; G\\u00f6del \\u2603\", \"periods\": ["
	           "{\"start\": \"2025-11-01\", \"end\": \"2026-01-31\"}, {\"start\": \"2026-03-01\", "
	           "\"end\": \"2026-03-31\"}, {\"start\": \"2026-05-01\", \"end\": null}]},"
	           "{\"clinicianId\": \"cln_01\", \"measureId\": \"IA_BE_4\", \"version\": 0, \"note\": "
	           "\"two\\nlines\", \"periods\": [{\"start\": null, \"end\": null}]},"
	           "{\"clinicianId\": \"cln_02\", \"measureId\": \"IA_BE_4\", \"version\": 0, "
	           "\"periods\": [{\"start\": null, \"end\": \"2026-06-30\"}]},"
	           "{\"clinicianId\": \"cln_03\", \"measureId\": \"IA_PCMH\", \"version\": 0, "
	           "\"periods\": [{\"start\": \"2026-01-01\", \"end\": \"2027-03-31\"}]}]}");
	before = all_cells(&f);
	csv = exported(&f, "{\"tin\": \"full\"}");
	apply(&f, csv);
	COUNTS(6, 0, 0, 0, 6, 0, 0, 0); /* nothing new in it */
	fixture_sql(&f, "DELETE FROM ledger_cell");
	apply(&f, csv);
	COUNTS(6, 0, 6, 0, 0, 0, 0, 0);
	after = all_cells(&f);
	assert_string_equal(after, before);
	free(csv);
	free(before);
	free(after);
	fixture_end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_damaged_by_excel),
		cmocka_unit_test(test_workbook),
		cmocka_unit_test(test_left_out),
		cmocka_unit_test(test_merged),
		cmocka_unit_test(test_evidence_goes_into_the_note),
		cmocka_unit_test(test_a_stranger_is_named),
		cmocka_unit_test(test_not_a_sheet),
		cmocka_unit_test(test_undo_of_an_import),
		cmocka_unit_test(test_export),
		cmocka_unit_test(test_round_trip),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
