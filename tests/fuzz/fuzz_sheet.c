/*
 * fuzz_sheet.c - any bytes as a roster or as activity records: read, checked,
 * annotated, the annotated copy read again, and turned into cases.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/crosswalk.h"
#include "formats/sheet_annotate.h"
#include "formats/sheet_case.h"
#include "formats/sheet_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int holds)
{
	if (!holds)
		abort();
}

/* Rows that were refused once are refused again, unless the copy gave them a mark. */
static void read_again(const char *bytes, size_t size, const struct sheet_options *options,
                       const struct sheet_totals *before)
{
	struct findings findings = { .items = NULL };
	struct sheet_totals after = { .rows = 0 };
	struct sheet_table table;
	char *copy;
	size_t length;
	FILE *out = open_memstream(&copy, &length);

	require(out != NULL);
	require(sheet_file_read(bytes, size, options->kind, &table, &findings));
	if (sheet_annotate(out, &table, options, &after, &findings))
		require(after.rows + after.blank + after.examples + after.headers <=
		        before->rows + before->blank + before->examples + before->headers);
	fclose(out);
	free(copy);
	sheet_table_free(&table);
	findings_free(&findings);
}

static void annotate(const struct sheet_table *table, const struct sheet_options *options)
{
	struct findings findings = { .items = NULL };
	struct sheet_totals totals = { .rows = 0 };
	char *copy;
	size_t length;
	FILE *out = open_memstream(&copy, &length);
	int written;

	require(out != NULL);
	written = sheet_annotate(out, table, options, &totals, &findings);
	fclose(out);
	require(totals.rows == totals.read + totals.repaired + totals.refused);
	if (written)
		read_again(copy, length, options, &totals);
	free(copy);
	findings_free(&findings);
}

static void make_cases(const struct sheet_table *table, const struct sheet_options *options)
{
	struct findings findings = { .items = NULL };
	struct sheet_records records = SHEET_RECORDS_EMPTY;
	struct sheet_roster roster = SHEET_ROSTER_EMPTY;
	json_t *cases;

	sheet_roster_read(&roster, table, options, &findings);
	if (sheet_records_read(&records, table, options, &findings)) {
		cases = sheet_cases(options->book, &roster, &records, SHEET_AS_GROUPS, &findings);
		require(cases != NULL);
		json_decref(cases);
		cases = sheet_submissions(options->book, &records, SHEET_AS_INDIVIDUALS, &findings);
		require(cases != NULL);
		json_decref(cases);
	}
	sheet_records_free(&records);
	sheet_roster_free(&roster);
	findings_free(&findings);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sheet_options options = { .book = mipsia_rulebook_builtin(), .year = 2024 };
	struct findings findings = { .items = NULL };
	struct crosswalk crosswalk = CROSSWALK_EMPTY;
	struct sheet_table table;

	if (size > 0 && data[0] % 2)
		options.mode = IDENTIFIER_TEST;
	if (sheet_file_read(data, size, SHEET_KIND_NONE, &table, &findings)) {
		annotate(&table, &options);
		make_cases(&table, &options);
		crosswalk_read(&crosswalk, &table, &findings);
	} else {
		require(findings.errors > 0);
	}
	for (size_t i = 0; i < findings.length; i++)
		require(findings.items[i].message[0] != '\0');
	crosswalk_free(&crosswalk);
	sheet_table_free(&table);
	findings_free(&findings);
	return 0;
}
