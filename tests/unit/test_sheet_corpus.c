/*
 * Every spreadsheet of tests/sheets has the outcome that its .expected file says:
 * kind, totals, rows as they are read, and every finding with its cell and code.
 * Lines that begin with # are reasons; `options` says how the file is read.
 */
#include "testing.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "formats/outbuf.h"
#include "formats/sheet_check.h"
#include "formats/sheet_date.h"
#include "formats/sheet_file.h"
#include "formats/sheet_reader.h"

#define FOLDER TEST_DATA "/sheets/"
#define FILES_MAX 256

static void put_date(struct outbuf *out, mipsia_date date)
{
	char text[MIPSIA_DATE_TEXT];

	mipsia_date_format(date, text);
	outbuf_format(out, " %s", date == MIPSIA_DATE_UNKNOWN ? "-" : text);
}

static void put_word(struct outbuf *out, const char *text)
{
	outbuf_format(out, " %s", *text ? text : "-");
}

static void put_entry(struct outbuf *out, const struct sheet_entry *entry)
{
	outbuf_format(out, "row %u", entry->row);
	if (entry->year)
		outbuf_format(out, " %d", entry->year);
	put_word(out, entry->tin);
	put_word(out, entry->npi);
	if (entry->activity >= 0)
		put_word(out, mipsia_activity_id(mipsia_rulebook_builtin(), entry->activity));
	put_date(out, entry->begin);
	put_date(out, entry->finish);
	if (*entry->name)
		outbuf_format(out, " name=%s", entry->name);
	if (*entry->specialty)
		outbuf_format(out, " specialty=%s", entry->specialty);
	if (*entry->evidence)
		outbuf_format(out, " evidence=%s", entry->evidence);
	outbuf_literal(out, "\n");
}

static void put_findings(struct outbuf *out, struct findings *findings)
{
	for (size_t i = 0; i < findings->length; i++) {
		const struct finding *f = &findings->items[i];

		outbuf_format(out, "%s ", finding_severity_name(f->severity));
		if (*f->path)
			outbuf_puts(out, f->path);
		else
			outbuf_format(out, "%u", f->line);
		outbuf_format(out, " %s\n", f->code);
		assert_true(f->message[0] && f->message[strlen(f->message) - 1] == '.');
		assert_null(strstr(f->message, "123456789"));
		assert_null(strstr(f->message, "12345678 "));
	}
	findings_free(findings);
}

static void put_count(struct outbuf *out, const char *name, size_t count)
{
	if (count > 0)
		outbuf_format(out, " %s %zu", name, count);
}

static void put_totals(struct outbuf *out, const struct sheet_totals *totals)
{
	outbuf_format(out, "totals rows %zu read %zu repaired %zu refused %zu", totals->rows, totals->read,
	              totals->repaired, totals->refused);
	put_count(out, "blank", totals->blank);
	put_count(out, "examples", totals->examples);
	put_count(out, "headers", totals->headers);
	put_count(out, "titles", totals->titles);
	outbuf_literal(out, "\n");
	assert_int_equal(totals->rows, totals->read + totals->repaired + totals->refused);
}

static void put_rows(struct outbuf *out, const struct sheet_table *table, const struct sheet_options *options)
{
	struct findings findings = { .items = NULL };
	struct sheet_reader reader;
	struct sheet_check check = { .reader = &reader };
	struct sheet_entry entry;

	if (!sheet_reader_begin(&reader, table, options, &findings)) {
		put_findings(out, &findings);
		return;
	}
	outbuf_format(out, "kind %s\n", sheet_kind_name(reader.header.kind));
	put_findings(out, &findings);
	while (sheet_reader_next(&reader, &entry, &findings)) {
		if (entry.state == SHEET_STATE_READ || entry.state == SHEET_STATE_REPAIRED)
			put_entry(out, &entry);
		sheet_check_entry(&check, &entry, &findings);
		put_findings(out, &findings);
		sheet_entry_free(&entry);
	}
	put_findings(out, &findings);
	put_totals(out, &reader.totals);
	sheet_check_free(&check);
}

static void put_outcome(struct outbuf *out, const char *path, const struct sheet_options *options)
{
	struct findings findings = { .items = NULL };
	struct sheet_table table;
	size_t size;
	char *bytes = sheet_file_load(path, &size);
	bool read;

	assert_non_null(bytes);
	read = sheet_file_read(bytes, size, options->kind, &table, &findings);
	put_findings(out, &findings);
	if (read)
		put_rows(out, &table, options);
	else
		outbuf_literal(out, "unreadable\n");
	sheet_table_free(&table);
	free(bytes);
}

/* The file without reasons and options; options are read. */
static char *load_expected(const char *path, struct sheet_options *options)
{
	FILE *file = fopen(path, "r");
	struct outbuf kept = { .limit = 1 << 20 };
	char line[1024];

	if (file == NULL)
		fail_msg("%s is missing", path);
	while (fgets(line, sizeof line, file)) {
		if (strncmp(line, "options", 7) == 0) {
			options->mode = strstr(line, "test") ? IDENTIFIER_TEST : IDENTIFIER_REAL;
			options->date_order = strstr(line, "mdy") ? SHEET_ORDER_MDY : 0;
			options->year =
				strstr(line, "year=") ? (int)strtol(strstr(line, "year=") + 5, NULL, 10) : 0;
			options->kind = strstr(line, "records") ? SHEET_KIND_RECORDS : SHEET_KIND_NONE;
		} else if (line[0] != '#') {
			outbuf_puts(&kept, line);
		}
	}
	fclose(file);
	outbuf_put(&kept, "", 1);
	return kept.bytes;
}

static void test_file(void **state)
{
	const char *name = *state;
	struct sheet_options options = { .book = mipsia_rulebook_builtin() };
	struct outbuf out = { .limit = 1 << 20 };
	char path[512];
	char *expected;

	snprintf(path, sizeof path, FOLDER "%s.expected", name);
	expected = load_expected(path, &options);
	snprintf(path, sizeof path, FOLDER "%s", name);
	put_outcome(&out, path, &options);
	outbuf_put(&out, "", 1);
	if (getenv("SHEETS_PRINT") != NULL)
		printf("==== %s\n%s", name, out.bytes);
	assert_string_equal(out.bytes, expected);
	free(expected);
	outbuf_free(&out);
}

static int is_sheet(const struct dirent *entry)
{
	const char *end = strrchr(entry->d_name, '.');

	return entry->d_name[0] != '.' && end != NULL && strcmp(end, ".expected") != 0 &&
	       strcmp(end, ".py") != 0 && strcmp(end, ".md") != 0;
}

int main(void)
{
	static struct CMUnitTest tests[FILES_MAX];
	struct dirent **entries;
	int length = scandir(FOLDER, &entries, is_sheet, alphasort);
	int failed;

	if (length <= 0 || length > FILES_MAX)
		return 1;
	for (int i = 0; i < length; i++)
		tests[i] = (struct CMUnitTest){ .name = entries[i]->d_name,
			                        .test_func = test_file,
			                        .initial_state = entries[i]->d_name };
	failed = _cmocka_run_group_tests("sheets", tests, (size_t)length, NULL, NULL);
	for (int i = 0; i < length; i++)
		free(entries[i]);
	free(entries);
	return failed;
}
