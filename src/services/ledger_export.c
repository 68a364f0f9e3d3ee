/*
 * ledger_export.c - the ledger as activity records: CSV that op_import_ledger reads again
 * without loss, and Excel opens right. The TIN is not in it unless it is asked for by
 * who may manage the practice: files travel.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/sheet_header.h"
#include "formats/sheet_write.h"
#include "guide/guide.h"
#include "services/operations.h"
#include "services/ledger.h"
#include "services/tin.h"

#define COLUMNS_MAX 8

/* The file being written. */
struct export
{
	FILE *out;
	const struct record *record;
	char tin[IDENTIFIER_TIN]; /* "": no such column */
};

/* ---------------------------------------------------------------------------- rows */

static void put_row(struct export *export, const char *const *fields, size_t length)
{
	for (size_t i = 0; i < length; i++)
		sheet_write_field(export->out, fields[i], ',', i == 0);
	sheet_write_end_row(export->out);
}

static void put_header(struct export *export)
{
	static const enum sheet_field fields[] = { SHEET_FIELD_YEAR,     SHEET_FIELD_TIN,
		                                   SHEET_FIELD_NPI,      SHEET_FIELD_NAME,
		                                   SHEET_FIELD_ACTIVITY, SHEET_FIELD_BEGIN,
		                                   SHEET_FIELD_FINISH,   SHEET_FIELD_EVIDENCE };
	const char *titles[COLUMNS_MAX];
	size_t length = 0;

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		if (fields[i] != SHEET_FIELD_TIN || *export->tin)
			titles[length++] = sheet_field_title(SHEET_KIND_RECORDS, fields[i]);
	}
	for (size_t i = 0; i < length; i++)
		fprintf(export->out, "%s%s", i ? "," : "", titles[i]);
	sheet_write_end_row(export->out);
}

static void put_period(struct export *export, const struct record_cell *cell, struct record_period period)
{
	const struct record_clinician *clinician = &export->record->clinicians[cell->clinician];
	const char *fields[COLUMNS_MAX];
	char year[16];
	char start[MIPSIA_DATE_TEXT];
	char end[MIPSIA_DATE_TEXT];
	size_t length = 0;

	snprintf(year, sizeof(year), "%d", export->record->year);
	mipsia_date_format(period.start, start);
	mipsia_date_format(period.end, end);
	fields[length++] = year;
	if (*export->tin)
		fields[length++] = export->tin;
	fields[length++] = clinician->npi;
	fields[length++] = clinician->name;
	fields[length++] = mipsia_activity_id(export->record->book, cell->activity);
	fields[length++] = period.start != MIPSIA_DATE_UNKNOWN ? start : "";
	fields[length++] = period.end != MIPSIA_DATE_UNKNOWN ? end : "";
	fields[length++] = cell->note;
	put_row(export, fields, length);
}

/* ---------------------------------------------------------------------------- order */

/* By ID, then by name; the engine has its own order of activities. */
static int in_order(const void *a, const void *b, void *payload)
{
	const struct record *record = payload;
	const struct record_cell *x = &record->cells[*(const size_t *)a];
	const struct record_cell *y = &record->cells[*(const size_t *)b];
	int order = guide_compare_ids(mipsia_activity_id(record->book, x->activity),
	                              mipsia_activity_id(record->book, y->activity));

	if (order == 0)
		order = strcmp(record->clinicians[x->clinician].name, record->clinicians[y->clinician].name);
	return order ? order : (x->clinician > y->clinician) - (x->clinician < y->clinician);
}

/* False: no memory. */
static bool put_cells(struct export *export)
{
	const struct record *record = export->record;
	size_t *places = calloc(record->cells_length + 1, sizeof(*places));

	if (!places)
		return false;
	for (size_t i = 0; i < record->cells_length; i++)
		places[i] = i;
	qsort_r(places, record->cells_length, sizeof(*places), in_order, (void *)(uintptr_t)record);
	for (size_t i = 0; i < record->cells_length; i++) {
		const struct record_cell *cell = &record->cells[places[i]];

		for (size_t k = 0; k < cell->periods_length; k++)
			put_period(export, cell, cell->periods[k]);
	}
	free(places);
	return true;
}

/* ------------------------------------------------------------------------- the whole */

static bool find_tin(const struct op_call *call, struct op_reply *reply, char tin[IDENTIFIER_TIN])
{
	const char *wanted = op_query(call, "tin");

	tin[0] = '\0';
	if (!*wanted || strcmp(wanted, "none") == 0)
		return true;
	if (strcmp(wanted, "full") != 0) {
		op_problem(reply, 400, "badQuery", "Leave it out.", "The value of tin can be none or full.");
		return false;
	}
	if (!role_allows(call->role, CAN_MANAGE)) {
		op_problem(reply, 403, "notAllowed", "Download the file without the TIN.",
		           "Your role does not allow a file with the practice's TIN.");
		return false;
	}
	if (practice_tin(call, call->practice_id, tin))
		return true;
	op_problem(reply, 409, "noTin", "Enter the TIN in the practice's settings.",
	           "The practice's TIN is not known here.");
	return false;
}

static void write_file(const struct op_call *call, struct op_reply *reply, struct export *export)
{
	char *bytes = NULL;
	size_t length = 0;
	bool whole;

	export->out = open_memstream(&bytes, &length);
	if (!export->out) {
		op_stored(reply, STORE_MEMORY);
		return;
	}
	sheet_write_begin(export->out);
	put_header(export);
	whole = put_cells(export) && !ferror(export->out);
	if (fclose(export->out) != 0 || !whole) {
		free(bytes);
		op_stored(reply, STORE_MEMORY);
		return;
	}
	reply->status = 200;
	reply->bytes = bytes;
	reply->length = length;
	reply->type = "text/csv; charset=utf-8";
	snprintf(reply->file_name, sizeof(reply->file_name), "activity-records-%d.csv", call->year);
}

void op_export_ledger(const struct op_call *call, struct op_reply *reply)
{
	struct record record;
	struct export export = { .record = &record };

	if (!find_tin(call, reply, export.tin))
		return;
	if (record_load(call, reply, call->practice_id, call->year, &record))
		write_file(call, reply, &export);
	record_free(&record);
}
