/*
 * ledger_import.c - activity records from a spreadsheet: read, looked at, and written
 * when that is wished; see ledger_import.h.
 */
#include "services/ledger_import.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/sheet_file.h"
#include "services/operations.h"
#include "services/tin.h"

/* ------------------------------------------------------------------------- reading */

/* The problem that the first error is. */
static bool refuse(struct import *import)
{
	const struct findings *findings = &import->findings;

	for (size_t i = 0; i < findings->length; i++) {
		const struct finding *finding = &findings->items[i];

		if (finding->severity == FINDING_ERROR) {
			op_problem(import->reply, 422, finding->code, finding->remedy, "%s",
			           finding->message);
			return false;
		}
	}
	return op_stored(import->reply, STORE_MEMORY);
}

static void *load(struct import *import, size_t *size)
{
	void *bytes = sheet_file_load(import->call->upload->path, size);

	if (bytes)
		return bytes;
	if (errno == EFBIG)
		op_problem(import->reply, 413, "tooLarge", "Divide the file into smaller ones.",
		           "The file has more than 256 MiB.");
	else
		op_stored(import->reply, errno == ENOMEM ? STORE_MEMORY : STORE_IO);
	return NULL;
}

/* NPIs of CMS's own tests are at home in the demonstration only. */
static enum identifier_mode mode_of(const struct import *import)
{
	json_t *row = NULL;
	bool demonstration;

	if (store_json_one(import->call->store, &row,
	                   "SELECT demonstration AS \"demonstration:bool\" FROM practice WHERE id = ?1", "t",
	                   import->record->practice_id) != STORE_OK)
		return IDENTIFIER_REAL;
	demonstration = json_is_true(json_object_get(row, "demonstration"));
	json_decref(row);
	return demonstration ? IDENTIFIER_TEST : IDENTIFIER_REAL;
}

bool ledger_import_read(struct import *import)
{
	struct sheet_options options = { .book = import->record->book,
		                         .kind = SHEET_KIND_RECORDS,
		                         .year = import->record->year,
		                         .mode = mode_of(import),
		                         .tin_may_be_empty = true };
	struct sheet_table table = SHEET_TABLE_EMPTY;
	size_t size;
	void *bytes;
	bool read;

	if (!import->call->upload) {
		op_problem(import->reply, 400, "noFile", "Choose a file.", "The request brings no file.");
		return false;
	}
	bytes = load(import, &size);
	if (!bytes)
		return false;
	read = sheet_file_read(bytes, size, SHEET_KIND_RECORDS, &table, &import->findings) &&
	       sheet_records_read(&import->records, &table, &options, &import->findings);
	sheet_table_free(&table);
	free(bytes);
	return read || refuse(import);
}

/* ------------------------------------------------------------------------- writing */

/* "april.csv" without what might be a TIN in it. */
static void name_of(const struct op_call *call, char out[120])
{
	identifier_scrub(call->upload->name ? call->upload->name : "a file", out, 120);
}

static bool apply(struct import *import, int64_t *event)
{
	char name[120];
	char text[LEDGER_EVENT_TEXT];
	struct ledger_event what = { .kind = "ledger.imported", .text = text };
	size_t added = import->counts[IMPORT_ADDED];
	size_t changed = import->counts[IMPORT_CHANGED];

	name_of(import->call, name);
	snprintf(text, sizeof(text), "Imported activity records from %s: %zu period%s added, %zu changed",
	         name, added, added == 1 ? "" : "s", changed);
	return ledger_apply(import->call, import->reply, import->record, import->edits, import->edits_length,
	                    &what, event);
}

static void run(struct import *import)
{
	bool wanted = strcmp(op_query(import->call, "apply"), "true") == 0;
	int64_t event = 0;

	practice_tin(import->call, import->record->practice_id, import->tin);
	if (!ledger_import_read(import) || !ledger_import_rows(import))
		return;
	if (!wanted || apply(import, &event))
		op_answer(import->reply, 200, ledger_import_json(import, wanted, event));
}

void op_import_ledger(const struct op_call *call, struct op_reply *reply)
{
	struct record record;
	struct import import = {
		.call = call, .reply = reply, .record = &record, .records = SHEET_RECORDS_EMPTY
	};

	import.strangers = json_object();
	import.other_tins = json_object();
	import.other_years = json_object();
	if (record_load(call, reply, call->practice_id, call->year, &record))
		run(&import);
	json_decref(import.strangers);
	json_decref(import.other_tins);
	json_decref(import.other_years);
	free(import.edits);
	free(import.places);
	findings_free(&import.findings);
	sheet_records_free(&import.records);
	record_free(&record);
}
