/* What we write: templates, annotated copies, files put in their place whole. */
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "formats/sheet_annotate.h"
#include "formats/sheet_file.h"
#include "formats/sheet_save.h"
#include "formats/sheet_template.h"
#include "formats/sheet_write.h"

#define BOM "\xef\xbb\xbf"

static void expect_fields(const char *text, const char *expected)
{
	char *bytes;
	size_t length;
	FILE *out = open_memstream(&bytes, &length);

	sheet_write_field(out, text, ';', 0);
	fclose(out);
	assert_string_equal(bytes, expected);
	free(bytes);
}

static void test_fields(void **state)
{
	(void)state;
	expect_fields("", ";");
	expect_fields("0123", ";\"0123\"");
	expect_fields("a\"b\nc;d", ";\"a\"\"b\nc;d\"");
	expect_fields("=1+1", ";\"'=1+1\"");
	expect_fields("+1", ";\"'+1\"");
	expect_fields("-1", ";\"'-1\"");
	expect_fields("@x\"", ";\"'@x\"\"\"");
	expect_fields("\t=1", ";\"'\t=1\"");
	expect_fields("a=1", ";\"a=1\"");
}

/* ----------------------------------------------------------------------- annotated */

static char *annotate(const char *csv, struct sheet_totals *totals)
{
	struct sheet_options options = { .book = mipsia_rulebook_builtin() };
	struct findings findings = { .items = NULL };
	struct sheet_table table;
	char *bytes;
	size_t length;
	FILE *out = open_memstream(&bytes, &length);

	assert_true(sheet_file_read(csv, strlen(csv), SHEET_KIND_NONE, &table, &findings));
	assert_true(sheet_annotate(out, &table, &options, totals, &findings));
	fclose(out);
	sheet_table_free(&table);
	findings_free(&findings);
	return bytes;
}

static void test_annotated(void **state)
{
	static const char csv[] = "Roster\n\nTIN;NPI;Name\n12345678;1993999998;=cmd\n;1993999999;Lee\n\n";
	struct sheet_totals totals;
	char *copy = annotate(csv, &totals);

	(void)state;
	assert_string_equal(
		copy,
		BOM "\"Roster\";;\r\n"
		    "\r\n"
		    "\"TIN\";\"NPI\";\"Name\";\"Error\";\"Warning\";\"Repair\"\r\n"
		    "\"12345678\";\"1993999998\";\"'=cmd\";;;\"A4: The TIN is read with the 1 leading zero "
		    "that Excel took off.\"\r\n"
		    ";\"1993999999\";\"Lee\";\"A5: The TIN is missing. Write the TIN in every row. B5: "
		    "The NPI '1993999999' has a wrong check digit. Look the NPI up at "
		    "npiregistry.cms.hhs.gov.\";;\r\n");
	assert_int_equal(totals.refused, 1);
	assert_int_equal(totals.repaired, 1);
	free(copy);
}

/* An annotated copy checked again: its columns are replaced, not doubled. */
static void test_annotated_again(void **state)
{
	static const char csv[] = "NPI,Name\n1993999999,Smith\n";
	struct sheet_totals totals;
	char *once = annotate(csv, &totals);
	char *twice = annotate(once, &totals);

	(void)state;
	assert_string_equal(once, twice);
	free(once);
	free(twice);
}

/* More rows than a list of findings holds: every row has its note. */
static void test_annotated_whole(void **state)
{
	const int rows = 3 * FINDINGS_MAX;
	char *csv = malloc(32 + 16 * (size_t)rows);
	struct sheet_totals totals;
	char *copy;
	int length = 0;
	int notes = 0;

	(void)state;
	assert_non_null(csv);
	length += snprintf(csv, 32, "npi,name\n");
	for (int i = 0; i < rows; i++)
		length += snprintf(csv + length, 16, "1993999999,x\n");
	copy = annotate(csv, &totals);
	for (const char *at = copy; (at = strstr(at, "wrong check digit")) != NULL; at++)
		notes++;
	assert_int_equal(notes, rows);
	free(copy);
	free(csv);
}

static void test_not_annotated(void **state)
{
	struct sheet_options options = { .book = mipsia_rulebook_builtin() };
	struct findings findings = { .items = NULL };
	struct sheet_table table;
	char *bytes;
	size_t length;
	FILE *out = open_memstream(&bytes, &length);

	(void)state;
	assert_true(sheet_file_read("a,b\n", 4, SHEET_KIND_NONE, &table, &findings));
	assert_false(sheet_annotate(out, &table, &options, NULL, &findings));
	fclose(out);
	assert_int_equal(length, 0);
	assert_int_equal(findings.errors, 1);
	free(bytes);
	sheet_table_free(&table);
	findings_free(&findings);
}

/* ----------------------------------------------------------------------- templates */

/* A template that is left as it is has an example and no row. */
static void expect_template(const void *bytes, size_t length, enum sheet_kind kind)
{
	struct sheet_options options = { .book = mipsia_rulebook_builtin(), .kind = kind };
	struct findings findings = { .items = NULL };
	struct sheet_reader reader;
	struct sheet_entry entry;
	struct sheet_table table;

	assert_true(sheet_file_read(bytes, length, kind, &table, &findings));
	assert_true(sheet_reader_begin(&reader, &table, &options, &findings));
	assert_int_equal(reader.header.kind, kind);
	while (sheet_reader_next(&reader, &entry, &findings))
		sheet_entry_free(&entry);
	assert_int_equal(reader.totals.examples, 1);
	assert_int_equal(reader.totals.rows, 0);
	assert_int_equal(findings.errors, 0);
	assert_int_equal(findings.warnings, 1);
	assert_string_equal(findings.items[findings.length - 1].code, "noRows");
	sheet_table_free(&table);
	findings_free(&findings);
}

static void test_templates(void **state)
{
	static const enum sheet_kind kinds[] = { SHEET_KIND_ROSTER, SHEET_KIND_RECORDS };
	const mipsia_rulebook *book = mipsia_rulebook_builtin();

	(void)state;
	for (int i = 0; i < 2; i++) {
		for (int year = mipsia_first_year(book); year <= mipsia_last_year(book); year++) {
			struct sheet_template template = { book, kinds[i], year };
			char *bytes;
			size_t length;
			FILE *out = open_memstream(&bytes, &length);

			sheet_template_csv(out, &template);
			fclose(out);
			assert_memory_equal(bytes, BOM, 3);
			expect_template(bytes, length, kinds[i]);
			free(bytes);
		}
	}
}

static void test_workbooks(void **state)
{
	static const enum sheet_kind kinds[] = { SHEET_KIND_ROSTER, SHEET_KIND_RECORDS };
	char path[] = "/tmp/mipsia-test-XXXXXX";
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	for (int i = 0; i < 2; i++) {
		struct sheet_template template = { mipsia_rulebook_builtin(), kinds[i], 2026 };
		size_t length;
		void *bytes;

		assert_true(sheet_template_xlsx(path, &template));
		bytes = sheet_file_load(path, &length);
		assert_non_null(bytes);
		expect_template(bytes, length, kinds[i]);
		free(bytes);
	}
	unlink(path);
	assert_false(
		sheet_template_xlsx("/nowhere/at/all.xlsx",
	                            &(struct sheet_template){ mipsia_rulebook_builtin(), kinds[0], 2026 }));
}

/* --------------------------------------------------------------------------- files */

static void test_save(void **state)
{
	char folder[] = "/tmp/mipsia-test-XXXXXX";
	char path[64];
	struct sheet_save save;
	struct stat about;
	size_t length;
	char *bytes;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/a.csv", folder);
	assert_true(sheet_save_begin(&save, path));
	assert_int_not_equal(stat(path, &about), 0); /* nothing of that name yet */
	fputs("first", save.file);
	assert_true(sheet_save_commit(&save));
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0644);
	assert_true(sheet_save_begin(&save, path));
	fputs("second", save.file);
	sheet_save_abandon(&save);
	bytes = sheet_file_load(path, &length);
	assert_int_equal(length, 5);
	assert_memory_equal(bytes, "first", 5);
	free(bytes);
	unlink(path);
	assert_int_equal(rmdir(folder), 0); /* nothing is left behind */
	assert_false(sheet_save_begin(&save, "/nowhere/at/all.csv"));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fields),          cmocka_unit_test(test_annotated),
		cmocka_unit_test(test_annotated_again), cmocka_unit_test(test_annotated_whole),
		cmocka_unit_test(test_not_annotated),   cmocka_unit_test(test_templates),
		cmocka_unit_test(test_workbooks),       cmocka_unit_test(test_save),
	};

	return cmocka_run_group_tests_name("sheet_write", tests, NULL, NULL);
}
