/*
 * convert_sheet.c - a roster and activity records into submissions: one a TIN for
 * groups, one a TIN and NPI for individuals.
 */
#include "services/convert_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/sheet_case.h"
#include "formats/sheet_file.h"
#include "formats/sheet_write.h"

/* --------------------------------------------------------------------- keeping */

static struct sheet_options options_of(const struct converter *converter)
{
	return (struct sheet_options){ .book = converter->book,
		                       .year = converter->options.year,
		                       .mode = converter->options.test_identifiers ? IDENTIFIER_TEST
		                                                                   : IDENTIFIER_REAL };
}

static void keep_roster(struct converter *converter, const struct sheet_table *table, struct checked *out)
{
	struct sheet_options options = options_of(converter);
	struct sheet_roster *roster = malloc(sizeof *roster);

	if (roster == NULL)
		return;
	*roster = (struct sheet_roster)SHEET_ROSTER_EMPTY;
	sheet_roster_read(roster, table, &options, &out->findings);
	converter->rosters[converter->rosters_length++] = roster;
	out->records = roster->length;
	out->kind = "clinician roster";
}

static void keep_records(struct converter *converter, const struct document *document,
                         const struct sheet_table *table, struct checked *out)
{
	struct sheet_options options = options_of(converter);
	struct sheet_records *records = malloc(sizeof *records);

	if (records == NULL)
		return;
	*records = (struct sheet_records)SHEET_RECORDS_EMPTY;
	sheet_records_read(records, table, &options, &out->findings);
	converter->records[converter->records_length++] = records;
	if (converter->records_name == NULL)
		converter->records_name = strdup(document->name);
	if (records->totals.refused > 0)
		convert_keep_refused(converter, table, &options);
	out->records = records->length;
	out->kind = "activity records";
}

static void keep_table(struct converter *converter, const struct document *document,
                       const struct sheet_table *table, struct checked *out)
{
	struct findings unsaid = { 0 };
	struct sheet_header header = { 0 };

	if (!sheet_header_find(table, SHEET_KIND_NONE, &header, &unsaid)) {
		if (!document->lone && document->format == FORMAT_CSV)
			out->state = CHECK_PASSED_OVER;
		else
			sheet_header_find(table, SHEET_KIND_NONE, &header, &out->findings);
	} else if (header.kind == SHEET_KIND_ROSTER && converter->rosters_length < CONVERT_SHEETS_MAX) {
		keep_roster(converter, table, out);
	} else if (header.kind == SHEET_KIND_RECORDS && converter->records_length < CONVERT_SHEETS_MAX) {
		keep_records(converter, document, table, out);
	} else {
		findings_add(&out->findings, FINDING_ERROR, FINDING_MIPSIA, "tooMany", 0,
		             (struct finding_place){ 0 }, "Put the rows into fewer files.",
		             "there are more than %d spreadsheets", CONVERT_SHEETS_MAX);
	}
	findings_free(&unsaid);
}

void convert_keep_sheet(struct converter *converter, const struct document *document, struct checked *out)
{
	struct sheet_table table = SHEET_TABLE_EMPTY;

	out->is_sheet = true;
	if (sheet_file_read(document->bytes, document->length, SHEET_KIND_NONE, &table, &out->findings))
		keep_table(converter, document, &table, out);
	sheet_table_free(&table);
}

/* --------------------------------------------------------------------- joining */

/* All rows of all sheets; texts stay where they are. False without memory. */
static bool join_rosters(const struct converter *converter, struct sheet_roster *all)
{
	size_t length = 0;

	for (size_t i = 0; i < converter->rosters_length; i++)
		length += converter->rosters[i]->length;
	all->items = calloc(length + 1, sizeof *all->items);
	for (size_t i = 0; all->items != NULL && i < converter->rosters_length; i++) {
		const struct sheet_roster *roster = converter->rosters[i];

		if (roster->length > 0)
			memcpy(all->items + all->length, roster->items, roster->length * sizeof *all->items);
		all->length += roster->length;
	}
	return all->items != NULL;
}

static bool join_records(const struct converter *converter, struct sheet_records *all)
{
	size_t length = 0;

	for (size_t i = 0; i < converter->records_length; i++)
		length += converter->records[i]->length;
	all->items = calloc(length + 1, sizeof *all->items);
	for (size_t i = 0; all->items != NULL && i < converter->records_length; i++) {
		const struct sheet_records *records = converter->records[i];

		if (records->length > 0)
			memcpy(all->items + all->length, records->items,
			       records->length * sizeof *all->items);
		all->length += records->length;
	}
	return all->items != NULL;
}

/* The only TIN of an NPI in the roster; NULL when there is none, or several. */
static const char *tin_of(const struct sheet_roster *roster, const char *npi)
{
	const char *tin = NULL;

	for (size_t i = 0; i < roster->length; i++) {
		const struct sheet_clinician *clinician = &roster->items[i];

		if (strcmp(clinician->npi, npi) != 0 || clinician->tin[0] == '\0')
			continue;
		if (tin != NULL && strcmp(tin, clinician->tin) != 0)
			return NULL;
		tin = clinician->tin;
	}
	return tin;
}

/* Records without TIN get that of the roster. */
static void complete_tins(const struct sheet_roster *roster, struct sheet_records *records)
{
	for (size_t i = 0; i < records->length; i++) {
		struct sheet_record *record = &records->items[i];
		const char *tin = record->tin[0] == '\0' ? tin_of(roster, record->npi) : NULL;

		if (tin != NULL)
			snprintf(record->tin, sizeof record->tin, "%s", tin);
	}
}

/* ------------------------------------------------------------------ submissions */

static json_t *set_of(json_t *one_case)
{
	return json_array_get(json_object_get(json_object_get(one_case, "submission"), "measurementSets"), 0);
}

static void set_program(const struct converter *converter, json_t *one_case)
{
	json_t *submission = json_object_get(one_case, "submission");
	bool first_year = json_object_get(submission, "programName") != NULL;

	if (converter->options.program != NULL)
		json_object_set_new(first_year ? submission : set_of(one_case), "programName",
		                    json_string(converter->options.program));
}

/* "npi-1234567893", "group-12". */
static void make_stem(const json_t *submission, size_t number, char *out, size_t size)
{
	const char *npi = json_string_value(json_object_get(submission, "nationalProviderIdentifier"));

	if (npi != NULL)
		snprintf(out, size, "npi-%s", npi);
	else
		snprintf(out, size, "group-%zu", number);
}

static void write_case(struct converter *converter, json_t *one_case, size_t number, struct checked *out)
{
	struct convert_subject subject = { .source = converter->records_name,
		                           .submission = json_object_get(one_case, "submission"),
		                           .text = one_case };
	char stem[48];

	set_program(converter, one_case);
	if (!converter->options.all)
		convert_judge(converter, one_case, &out->findings);
	if (json_array_size(json_object_get(set_of(one_case), "measurements")) == 0)
		return; /* said by convert_judge */
	make_stem(subject.submission, number, stem, sizeof stem);
	subject.stem = stem;
	convert_write(converter, &subject, out);
}

static void write_cases(struct converter *converter, const struct sheet_roster *roster,
                        const struct sheet_records *records, struct checked *out)
{
	enum sheet_reporting reporting =
		converter->options.entity == CONVERT_GROUPS ? SHEET_AS_GROUPS : SHEET_AS_INDIVIDUALS;
	json_t *cases = sheet_cases(converter->book, converter->rosters_length ? roster : NULL, records,
	                            reporting, &out->findings);
	size_t i;
	json_t *one_case;

	json_array_foreach (cases, i, one_case)
		write_case(converter, one_case, i + 1, out);
	json_decref(cases);
}

/* ------------------------------------------------------------------ cleaned rows */

static void write_date(FILE *rows, mipsia_date date)
{
	char text[MIPSIA_DATE_TEXT] = "";

	if (date != MIPSIA_DATE_UNKNOWN)
		mipsia_date_format(date, text);
	sheet_write_field(rows, text, ',', 0);
}

static void write_record(FILE *rows, const struct converter *converter, const struct sheet_record *record)
{
	char year[16] = "";

	if (record->year != 0)
		snprintf(year, sizeof year, "%d", record->year);
	sheet_write_field(rows, year, ',', 1);
	sheet_write_field(rows, record->tin, ',', 0);
	sheet_write_field(rows, record->npi, ',', 0);
	sheet_write_field(rows, mipsia_activity_id(converter->book, record->activity), ',', 0);
	write_date(rows, record->start);
	write_date(rows, record->end);
	sheet_write_field(rows, record->evidence, ',', 0);
	sheet_write_end_row(rows);
}

/* From records to records: what could be read, repaired. */
static void write_rows(struct converter *converter, const struct sheet_records *records)
{
	struct convert_subject subject = { .source = converter->records_name };
	char *text = NULL;
	size_t length = 0;
	FILE *rows = open_memstream(&text, &length);

	if (rows == NULL)
		return;
	for (size_t i = 0; i < records->length; i++)
		write_record(rows, converter, &records->items[i]);
	if (fclose(rows) == 0)
		convert_put(converter, &subject, 0, text, length);
	free(text);
}

bool convert_spreadsheets(struct converter *converter, struct checked *out, const char **name)
{
	struct sheet_roster roster = SHEET_ROSTER_EMPTY;
	struct sheet_records records = SHEET_RECORDS_EMPTY;

	*out = (struct checked){ .format = FORMAT_CSV, .kind = "activity records", .is_sheet = true };
	*name = converter->records_name;
	if (converter->records_length == 0)
		return false;
	if (converter->refused_length > 0)
		findings_add(&out->findings, FINDING_ERROR, FINDING_MIPSIA, "rowsRefused", 0,
		             (struct finding_place){ 0 }, "Correct the refused rows and convert again.",
		             "%zu row%s refused: what is written lacks %s", converter->refused_length,
		             converter->refused_length == 1 ? " of the records was" : "s of the records were",
		             converter->refused_length == 1 ? "it" : "them");
	if (join_rosters(converter, &roster) && join_records(converter, &records)) {
		complete_tins(&roster, &records);
		if (converter->options.to == CONVERT_CSV)
			write_rows(converter, &records);
		else if (converter->options.entity == CONVERT_NOBODY)
			findings_add(&out->findings, FINDING_ERROR, FINDING_MIPSIA, "noEntity", 0,
			             (struct finding_place){ 0 },
			             "Give --entity group (a submission a TIN) or --entity individual (one a "
			             "clinician).",
			             "the records do not say who reports them");
		else
			write_cases(converter, &roster, &records, out);
	}
	free(roster.items);
	free(records.items);
	return true;
}
