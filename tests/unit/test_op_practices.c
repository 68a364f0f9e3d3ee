/*
 * test_op_practices.c - practices, their TIN and sites, lists of them.
 */
#include "op_fixture.h"
#include "services/operations.h"
#include "services/tin.h"

#include <stdio.h>
#include <stdlib.h>

#define CLINIC                                                                                               \
	"{\"name\":\" Oak Lane Clinic \",\"tin\":\"12-3456782\",\"sites\":[{\"name\":\"Main\",\"zip\":"      \
	"\"60601\",\"pcmhRecognized\":true,\"pcmhProgram\":\"NCQA\",\"pcmhExpires\":\"2027-05-31\"},"        \
	"{\"name\":\"West\"}]}"

static char id[32];

static void create(struct fixture *f)
{
	f->practice = NULL;
	fixture_expect(f, 201, op_create_practice, (struct ask){ .body = CLINIC });
	snprintf(id, sizeof id, "%s", fixture_text(f, "id"));
	f->practice = id;
}

static void read_tin(struct fixture *f, char tin[IDENTIFIER_TIN])
{
	struct op_call call;
	struct op_reply reply;

	fixture_open_call(f, &call, &reply);
	practice_tin(&call, f->practice, tin);
	fixture_close_call(f, &reply);
}

static void test_create_and_show(void **state)
{
	struct fixture f;
	char tin[IDENTIFIER_TIN];

	(void)state;
	fixture_begin(&f);
	f.actor.single = true;
	create(&f);
	fixture_expect(&f, 200, op_get_practice, (struct ask){ 0 });
	assert_string_equal(fixture_text(&f, "name"), "Oak Lane Clinic");
	assert_string_equal(fixture_text(&f, "tinMasked"), "XX-XXX6782");
	assert_false(fixture_mentions(&f, "3456782"));
	assert_string_equal(fixture_text(&f, "sites.0.pcmhExpires"), "2027-05-31");
	assert_true(fixture_null(&f, "sites.1.pcmhRecognized"));
	assert_string_not_equal(fixture_text(&f, "sites.0.id"), fixture_text(&f, "sites.1.id"));
	assert_int_equal(fixture_length(&f, "capabilities"), 6);
	assert_int_equal(fixture_int(&f, "clinicianCount"), 0);
	assert_false(fixture_true(&f, "demonstration"));
	read_tin(&f, tin);
	assert_string_equal(tin, "123456782");
	/* at rest it is nowhere in clear text */
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM practice WHERE "
	                                    "instr(CAST(tin_sealed AS TEXT), '3456782') > 0"),
	                 0);
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM event WHERE text LIKE '%6782%' OR "
	                                    "coalesce(undo, '') LIKE '%6782%'"),
	                 0);
	fixture_end(&f);
}

static void test_change(void **state)
{
	struct fixture f;
	char tin[IDENTIFIER_TIN], body[300];

	(void)state;
	fixture_begin(&f);
	create(&f);
	/* the TIN stays when nothing is said of it */
	fixture_expect(&f, 200, op_change_practice,
	               (struct ask){ .body = "{\"version\":1,\"name\":\"Oak Lane Family Clinic\"}" });
	assert_string_equal(fixture_text(&f, "tinMasked"), "XX-XXX6782");
	assert_int_equal(fixture_int(&f, "version"), 2);
	assert_int_equal(fixture_length(&f, "sites"), 2);
	/* a site keeps its id, another may go */
	snprintf(body, sizeof body, "{\"version\":2,\"sites\":[{\"id\":\"%s\",\"name\":\"Main Street\"}]}",
	         fixture_text(&f, "sites.0.id"));
	fixture_expect(&f, 200, op_change_practice, (struct ask){ .body = body });
	assert_int_equal(fixture_length(&f, "sites"), 1);
	fixture_expect(&f, 409, op_change_practice,
	               (struct ask){ .body = "{\"version\":2,\"archived\":true}" });
	assert_string_equal(fixture_text(&f, "current.name"), "Oak Lane Family Clinic");
	assert_string_equal(fixture_text(&f, "changedBy"), "Mary Jones");
	fixture_expect(&f, 200, op_change_practice,
	               (struct ask){ .body = "{\"version\":3,\"archived\":true,\"tin\":null}" });
	assert_true(fixture_null(&f, "tinMasked"));
	assert_true(fixture_true(&f, "archived"));
	read_tin(&f, tin);
	assert_string_equal(tin, "");
	fixture_end(&f);
}

static void test_what_is_refused(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_expect(&f, 422, op_create_practice,
	               (struct ask){ .body = "{\"name\":\"\",\"tin\":\"123-456782\",\"colour\":\"red\","
	                                     "\"sites\":[{\"zip\":\"6060\",\"pcmhExpires\":\"soon\"},"
	                                     "{\"name\":\"x\",\"id\":\"site_mine\"},7]}" });
	assert_true(fixture_has_error(&f, "/name", "missing"));
	assert_true(fixture_has_error(&f, "/tin", "invalidTin"));
	assert_true(fixture_has_error(&f, "/colour", "unknownField"));
	assert_true(fixture_has_error(&f, "/sites/0/name", "missing"));
	assert_true(fixture_has_error(&f, "/sites/0/zip", "badZip"));
	assert_true(fixture_has_error(&f, "/sites/0/pcmhExpires", "badDate"));
	assert_true(fixture_has_error(&f, "/sites/1/id", "unknownSite"));
	assert_true(fixture_has_error(&f, "/sites/2", "badType"));
	assert_false(fixture_mentions(&f, "456782"));
	fixture_expect(&f, 422, op_create_practice, (struct ask){ .body = "[]" });
	fixture_end(&f);
}

static void test_a_real_practice_is_never_removed(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	create(&f);
	fixture_expect(&f, 409, op_delete_practice, (struct ask){ 0 });
	assert_string_equal(fixture_code(&f), "notDemonstration");
	fixture_expect(&f, 200, op_get_practice, (struct ask){ 0 });
	fixture_end(&f);
}

static void test_lists(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	create(&f);
	fixture_practice(&f, 17);
	fixture_settings(&f, 2026, "{}");
	f.practice = NULL;
	/* a data entry person of one practice sees that one */
	fixture_sql(&f, "INSERT INTO account (id, name, display_name, created_at) "
	                "VALUES ('acc_fixture', 'x', 'X', 0)");
	fixture_sql(&f, "INSERT INTO account_grant VALUES ('acc_fixture', 'prc_fixture', 'dataEntry', NULL)");
	fixture_expect(&f, 200, op_list_practices, (struct ask){ 0 });
	assert_int_equal(fixture_length(&f, "practices"), 1);
	assert_string_equal(fixture_text(&f, "practices.0.role"), "dataEntry");
	assert_int_equal(fixture_int(&f, "practices.0.clinicianCount"), 17);
	assert_int_equal(fixture_int(&f, "practices.0.year"), 2026);
	assert_int_equal(fixture_int(&f, "practices.0.standing.points"), 0);
	f.actor.single = true;
	fixture_expect(&f, 200, op_list_practices, (struct ask){ .query = "{\"year\":\"2025\"}" });
	assert_int_equal(fixture_length(&f, "practices"), 2);
	assert_string_equal(fixture_text(&f, "practices.1.name"), "Oak Lane Clinic");
	assert_true(fixture_null(&f, "practices.0.standing")); /* nothing set for 2025 */
	fixture_expect(&f, 404, op_list_practices, (struct ask){ .query = "{\"year\":\"1999\"}" });
	f.practice = FIXTURE_PRACTICE;
	fixture_expect(&f, 200, op_list_years, (struct ask){ 0 });
	assert_int_equal(fixture_length(&f, "years"), 11); /* 2017 to 2027 */
	assert_int_equal(fixture_int(&f, "years.0.year"), 2027);
	assert_true(fixture_true(&f, "years.0.provisional"));
	assert_true(fixture_true(&f, "years.1.hasSettings"));
	assert_int_equal(fixture_int(&f, "years.1.standing.maxPoints"), 40);
	assert_true(fixture_null(&f, "years.2.standing"));
	fixture_end(&f);
}

/* A name may be anything, also "Jones 123-45-6789": the history and messages mask it. */
static void test_a_tin_in_a_name_is_masked(void **state)
{
	struct fixture f;
	char body[80];

	(void)state;
	fixture_begin(&f);
	fixture_expect(&f, 201, op_create_practice,
	               (struct ask){ .body = "{\"name\": \"Jones 123-45-6789\"}" });
	fixture_practice(&f, 1);
	fixture_expect(&f, 200, op_list_clinicians, (struct ask){ 0 });
	fixture_expect(&f, 200, op_change_clinician,
	               (struct ask){ .param = { "cln_00" },
	                             .body = "{\"name\": \"Jones 12-3456789\", \"version\": 1}" });
	snprintf(body, sizeof body, "{\"name\": \"Again\", \"npi\": \"%s\"}", fixture_npi(0));
	fixture_expect(&f, 422, op_add_clinician, (struct ask){ .body = body });
	assert_true(fixture_mentions(&f, "Jones XX-XXX6789 has this NPI"));
	assert_int_equal(
		fixture_number(&f, "SELECT count(*) FROM event WHERE text LIKE '%Jones XX-XXX6789%'"), 2);
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM event WHERE text LIKE '%45-67%' OR "
	                                    "text LIKE '%34567%'"),
	                 0);
	fixture_end(&f);
}

static void test_templates(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_expect(&f, 200, op_get_template, (struct ask){ .param = { "roster.csv" } });
	assert_string_equal(f.reply.file_name, "mipsia-roster.csv");
	assert_non_null(memmem(f.reply.bytes, f.reply.length, "npi", 3));
	fixture_expect(&f, 200, op_get_template, (struct ask){ .param = { "records.xlsx" } });
	assert_memory_equal(f.reply.bytes, "PK", 2);
	fixture_expect(&f, 404, op_get_template, (struct ask){ .param = { "roster.pdf" } });
	fixture_end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_create_and_show),
		cmocka_unit_test(test_change),
		cmocka_unit_test(test_what_is_refused),
		cmocka_unit_test(test_a_real_practice_is_never_removed),
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_a_tin_in_a_name_is_masked),
		cmocka_unit_test(test_templates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
