/*
 * test_op_roster.c - clinicians one by one, and rosters out of spreadsheets.
 */
#include "op_fixture.h"
#include "services/operations.h"

#include <stdio.h>
#include <stdlib.h>

/* Luhn over 80840 and the NPI: 1987000209 is right, as are those of the fixture. */
#define NEW_NPI "1987000209"

static int import(struct fixture *f, const char *text, bool apply)
{
	return fixture_run(f, op_import_roster,
	                   (struct ask){ .query = apply ? "{\"apply\":\"true\"}" : "{}",
	                                 .file = text,
	                                 .file_length = strlen(text),
	                                 .file_name = "roster.csv" });
}

static void test_add_and_change(void **state)
{
	struct fixture f;
	char id[32];
	const char *change = "{\"version\":1,\"periods\":[{\"from\":\"2026-03-01\",\"to\":null},"
			     "{\"from\":\"2025-01-01\",\"to\":\"2025-06-30\"},"
			     "{\"from\":\"2025-07-01\",\"to\":\"2025-08-31\"}]}";

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 2);
	fixture_expect(&f, 201, op_add_clinician,
	               (struct ask){ .body = "{\"npi\":\"1987-000-209\",\"name\":\"Dr. Una Ueda\"}" });
	assert_string_equal(fixture_text(&f, "npi"), NEW_NPI);
	assert_int_equal(fixture_length(&f, "periods"), 0);
	snprintf(id, sizeof id, "%s", fixture_text(&f, "id"));
	fixture_expect(&f, 200, op_change_clinician, (struct ask){ .param = { id }, .body = change });
	/* in order; what touches is one time */
	assert_int_equal(fixture_length(&f, "periods"), 2);
	assert_string_equal(fixture_text(&f, "periods.0.to"), "2025-08-31");
	assert_string_equal(fixture_text(&f, "periods.1.from"), "2026-03-01");
	assert_true(fixture_null(&f, "periods.1.to"));
	fixture_expect(&f, 409, op_change_clinician, (struct ask){ .param = { id }, .body = change });
	assert_string_equal(fixture_text(&f, "current.name"), "Dr. Una Ueda");
	assert_string_equal(fixture_text(&f, "changedBy"), "Mary Jones");
	fixture_expect(&f, 200, op_list_clinicians, (struct ask){ 0 });
	assert_int_equal(fixture_length(&f, "clinicians"), 3);
	fixture_expect(&f, 200, op_list_history, (struct ask){ 0 });
	assert_string_equal(fixture_text(&f, "events.0.text"),
	                    "Changed Dr. Una Ueda in the roster; with the practice 1 January 2025 to "
	                    "31 August 2025 and since 1 March 2026");
	assert_true(fixture_true(&f, "events.0.undoable"));
	fixture_end(&f);
}

static void test_what_is_refused(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 2);
	fixture_expect(&f, 422, op_add_clinician,
	               (struct ask){ .body = "{\"npi\":\"1987000208\",\"name\":\"X\",\"periods\":["
	                                     "{\"from\":\"2026-03-01\",\"to\":\"2026-02-01\"},"
	                                     "{\"from\":\"2026-02-30\",\"to\":null}]}" });
	assert_true(fixture_has_error(&f, "/npi", "invalidNpi")); /* its check digit is 9 */
	assert_true(fixture_has_error(&f, "/periods/0/to", "endBeforeStart"));
	assert_true(fixture_has_error(&f, "/periods/1/from", "badDate"));
	fixture_expect(&f, 422, op_add_clinician,
	               (struct ask){ .body = "{\"npi\":\"1987000001\",\"name\":\"Somebody else\"}" });
	assert_true(fixture_has_error(&f, "/npi", "duplicate"));
	fixture_expect(&f, 404, op_change_clinician,
	               (struct ask){ .param = { "cln_19" }, .body = "{\"version\":1}" });
	fixture_end(&f);
}

static void test_removed_and_added_again_is_the_same(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 2);
	fixture_expect(&f, 200, op_change_clinician,
	               (struct ask){ .param = { "cln_01" }, .body = "{\"version\":1,\"removed\":true}" });
	fixture_expect(&f, 200, op_list_clinicians, (struct ask){ 0 });
	assert_int_equal(fixture_length(&f, "clinicians"), 1);
	fixture_expect(&f, 201, op_add_clinician,
	               (struct ask){ .body = "{\"npi\":\"1987000019\",\"name\":\"Dr. Ben Baker\"}" });
	assert_string_equal(fixture_text(&f, "id"), "cln_01");
	fixture_end(&f);
}

static void test_undo(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 2);
	fixture_expect(
		&f, 200, op_change_clinician,
		(struct ask){ .param = { "cln_00" }, .body = "{\"version\":1,\"name\":\"Dr. A. Adams\"}" });
	fixture_expect(&f, 200, op_undo, (struct ask){ .param = { "1" } });
	assert_int_equal(fixture_int(&f, "undoes"), 1);
	assert_string_equal(fixture_text(&f, "text"),
	                    "Undid: Changed Dr. Ann Adams in the roster; name: Dr. A. Adams");
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM clinician WHERE name = 'Dr. Ann Adams' AND "
	                                    "version = 3"),
	                 1);
	fixture_expect(&f, 409, op_undo, (struct ask){ .param = { "1" } });
	assert_string_equal(fixture_code(&f), "alreadyUndone");
	fixture_expect(&f, 200, op_list_history, (struct ask){ 0 });
	assert_int_equal(fixture_int(&f, "events.1.undoneBy"), 2);
	assert_false(fixture_true(&f, "events.1.undoable"));
	/* not when somebody changed it since */
	fixture_expect(&f, 200, op_change_clinician,
	               (struct ask){ .param = { "cln_00" }, .body = "{\"version\":3,\"name\":\"B\"}" });
	fixture_expect(&f, 200, op_change_clinician,
	               (struct ask){ .param = { "cln_00" }, .body = "{\"version\":4,\"name\":\"C\"}" });
	fixture_expect(&f, 409, op_undo, (struct ask){ .param = { "3" } });
	assert_string_equal(fixture_code(&f), "changedSince");
	f.role = ROLE_REVIEWER;
	fixture_expect(&f, 403, op_undo, (struct ask){ .param = { "4" } });
	fixture_end(&f);
}

static void test_undo_of_adding_keeps_what_was_recorded(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 1);
	fixture_expect(&f, 201, op_add_clinician,
	               (struct ask){ .body = "{\"npi\":\"" NEW_NPI "\",\"name\":\"Dr. Una Ueda\"}" });
	fixture_sql(&f, "INSERT INTO ledger_cell SELECT practice_id, 2026, 'IA_BE_4', id, "
	                "'[{\"start\":\"2026-01-01\",\"end\":null}]', '', 1, 'x', 0 FROM clinician "
	                "WHERE npi = '" NEW_NPI "'");
	fixture_expect(&f, 409, op_undo, (struct ask){ .param = { "1" } });
	fixture_sql(&f, "UPDATE ledger_cell SET periods = '[]'");
	fixture_expect(&f, 200, op_undo, (struct ask){ .param = { "1" } });
	fixture_expect(&f, 200, op_list_clinicians, (struct ask){ 0 });
	assert_int_equal(fixture_length(&f, "clinicians"), 1);
	fixture_end(&f);
}

static void test_import(void **state)
{
	/* a row of another TIN, a broken NPI, one who left and came back, one as before */
	static const char file[] = "TIN,NPI,Name,Specialty,From,To\n"
				   "123456782,1987000001,Dr. Ann Adams,Cardiology,,\n"
				   "123456782,1987000019,,,2024-01-01,2025-03-31\n"
				   "12-3456782,1987000019,,,2026-02-01,\n"
				   "123456782,1987000209,Dr. Una Ueda,,,\n"
				   "987654321,1987000217,Dr. Elsewhere,,,\n"
				   "123456782,1987000299,Dr. Wrong Digit,,,\n";
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 3);
	assert_int_equal(import(&f, file, false), 200);
	assert_false(fixture_true(&f, "applied"));
	assert_int_equal(fixture_int(&f, "rows"), 6);
	assert_int_equal(fixture_int(&f, "refused"), 1);
	assert_int_equal(fixture_int(&f, "added"), 1);
	assert_int_equal(fixture_int(&f, "changed"), 2);
	assert_int_equal(fixture_int(&f, "unchanged"), 0);
	assert_int_equal(fixture_int(&f, "otherTin"), 1);
	assert_int_not_equal(fixture_find(&f, "findings", "code", "invalidNpi"), SIZE_MAX);
	assert_int_not_equal(fixture_find(&f, "findings", "code", "notInFile"), SIZE_MAX); /* Carla Cole */
	assert_false(fixture_mentions(&f, "123456782"));
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM clinician"), 3);
	assert_int_equal(import(&f, file, true), 200);
	assert_true(fixture_true(&f, "applied"));
	fixture_expect(&f, 200, op_list_clinicians, (struct ask){ 0 });
	assert_int_equal(fixture_length(&f, "clinicians"), 4);
	assert_string_equal(fixture_text(&f, "clinicians.0.specialty"), "Cardiology");
	assert_string_equal(fixture_text(&f, "clinicians.1.name"), "Dr. Ben Baker"); /* the file has none */
	assert_int_equal(fixture_length(&f, "clinicians.1.periods"), 2);
	assert_string_equal(fixture_text(&f, "clinicians.1.periods.1.from"), "2026-02-01");
	/* once more: nothing changes, and nothing is said in the history */
	assert_int_equal(import(&f, file, true), 200);
	assert_int_equal(fixture_int(&f, "unchanged"), 3);
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM event"), 1);
	fixture_expect(&f, 200, op_undo, (struct ask){ .param = { "1" } });
	fixture_expect(&f, 200, op_list_clinicians, (struct ask){ 0 });
	assert_int_equal(fixture_length(&f, "clinicians"), 3);
	assert_string_equal(fixture_text(&f, "clinicians.0.specialty"), "");
	fixture_end(&f);
}

static void test_import_of_leavers(void **state)
{
	static const char left[] = "npi,from,to\n1987000001,2026-01-01,2026-06-30\n1987000019,,2026-05-31\n";
	static const char back[] = "npi,from,to\n1987000001,2026-09-01,\n";
	static const char starts[] = "npi,from\n1987000001,2026-09-15\n";
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 2);
	fixture_sql(&f, "UPDATE clinician SET periods = '[{\"from\":\"2026-01-01\",\"to\":null}]'");
	assert_int_equal(import(&f, left, true), 200);
	fixture_expect(&f, 200, op_list_clinicians, (struct ask){ 0 });
	assert_int_equal(fixture_length(&f, "clinicians.0.periods"), 1);
	assert_string_equal(fixture_text(&f, "clinicians.0.periods.0.to"), "2026-06-30");
	/* the file does not say when; what is known stays */
	assert_string_equal(fixture_text(&f, "clinicians.1.periods.0.from"), "2026-01-01");
	assert_string_equal(fixture_text(&f, "clinicians.1.periods.0.to"), "2026-05-31");
	assert_int_equal(import(&f, back, true), 200);
	fixture_expect(&f, 200, op_list_clinicians, (struct ask){ 0 });
	assert_int_equal(fixture_length(&f, "clinicians.0.periods"), 2);
	assert_string_equal(fixture_text(&f, "clinicians.0.periods.0.to"), "2026-06-30");
	fixture_sql(&f, "UPDATE clinician SET periods = '[{\"from\":\"2026-09-01\",\"to\":\"2026-12-01\"}]'");
	assert_int_equal(import(&f, starts, true), 200); /* no column of last days */
	fixture_expect(&f, 200, op_list_clinicians, (struct ask){ 0 });
	assert_string_equal(fixture_text(&f, "clinicians.0.periods.0.from"), "2026-09-15");
	assert_string_equal(fixture_text(&f, "clinicians.0.periods.0.to"), "2026-12-01");
	fixture_end(&f);
}

/* The workbook that we give out to be filled in; nothing is in it but our example. */
static void test_import_of_our_template(void **state)
{
	struct fixture f;
	char *bytes;
	size_t length;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 1);
	fixture_expect(&f, 200, op_get_template, (struct ask){ .param = { "roster.xlsx" } });
	bytes = f.reply.bytes;
	length = f.reply.length;
	f.reply.bytes = NULL;
	fixture_expect(&f, 200, op_import_roster,
	               (struct ask){ .file = bytes, .file_length = length, .file_name = "roster.xlsx" });
	assert_int_equal(fixture_int(&f, "rows"), 0);
	assert_int_equal(fixture_int(&f, "added"), 0);
	assert_int_not_equal(fixture_find(&f, "findings", "code", "exampleIgnored"), SIZE_MAX);
	free(bytes);
	fixture_end(&f);
}

/* Semicolons, a TIN without its zeros, an NPI as Excel shows long numbers. */
static void test_import_of_what_excel_did(void **state)
{
	static const char file[] = "TIN;NPI;Name\n1234567;1,987000001E+09;Adams, Ann\n";
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 0);
	fixture_expect(&f, 200, op_change_practice,
	               (struct ask){ .body = "{\"version\":1,\"tin\":\"00-1234567\"}" });
	assert_int_equal(import(&f, file, true), 200);
	assert_int_equal(fixture_int(&f, "added"), 1);
	assert_int_equal(fixture_int(&f, "otherTin"), 0);
	assert_string_equal(fixture_text(&f, "clinicians.0.npi"), "1987000001");
	assert_int_not_equal(fixture_find(&f, "findings", "code", "lostZeros"), SIZE_MAX);
	fixture_end(&f);
}

static void test_import_of_what_is_no_roster(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 1);
	assert_int_equal(import(&f, "this,is,nothing\n1,2,3\n", false), 422);
	assert_string_equal(fixture_code(&f), "unreadable");
	assert_int_equal(import(&f, "%PDF-1.4 not a sheet", true), 422);
	/* two TINs and none of the practice's own */
	fixture_sql(&f, "UPDATE practice SET tin_sealed = NULL, tin_last4 = NULL");
	assert_int_equal(import(&f, "tin,npi\n123456782,1987000001\n987654321,1987000019\n", false), 422);
	assert_string_equal(fixture_code(&f), "tinNeeded");
	assert_int_equal(import(&f, "tin,npi\n987654321,1987000001\n987654321,1987000019\n", false), 200);
	assert_int_equal(fixture_int(&f, "added"), 1);
	assert_string_equal(fixture_text(&f, "clinicians.0.name"), "NPI 1987000019");
	fixture_end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_add_and_change),
		cmocka_unit_test(test_what_is_refused),
		cmocka_unit_test(test_removed_and_added_again_is_the_same),
		cmocka_unit_test(test_undo),
		cmocka_unit_test(test_undo_of_adding_keeps_what_was_recorded),
		cmocka_unit_test(test_import),
		cmocka_unit_test(test_import_of_leavers),
		cmocka_unit_test(test_import_of_our_template),
		cmocka_unit_test(test_import_of_what_excel_did),
		cmocka_unit_test(test_import_of_what_is_no_roster),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
