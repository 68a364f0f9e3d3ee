/*
 * ledger_edits.c - edits of cells are written, with what takes them back; see ledger.h.
 */
#include "services/ledger.h"

#include <stdio.h>
#include <string.h>

#include "services/undo.h"

/* -------------------------------------------------------------------------- finding */

json_t *ledger_index_clinicians(const struct record *record)
{
	json_t *index = json_object();

	for (size_t i = 0; i < record->clinicians_length; i++)
		json_object_set_new(index, record->clinicians[i].id, json_integer((json_int_t)i));
	return index;
}

size_t ledger_find_clinician(const struct record *record, const json_t *index, const char *id)
{
	const json_t *place = json_object_get(index, id);

	return place ? (size_t)json_integer_value(place) : record->clinicians_length;
}

bool ledger_edit_is_idle(const struct ledger_edit *edit)
{
	const struct record_cell *before = edit->before;

	if (!before)
		return edit->periods.length == 0 && edit->note[0] == '\0';
	return strcmp(before->note, edit->note) == 0 &&
	       ledger_same_periods(before->periods, before->periods_length, edit->periods.items,
	                           edit->periods.length);
}

/* ------------------------------------------------------------------------- writing */

static const char write_cell[] =
	"INSERT INTO ledger_cell (practice_id, year, measure_id, clinician_id, periods, note, version, "
	"changed_by, changed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, ?7, ?8) "
	"ON CONFLICT (practice_id, year, measure_id, clinician_id) DO UPDATE SET periods = excluded.periods, "
	"note = excluded.note, version = ledger_cell.version + 1, changed_by = excluded.changed_by, "
	"changed_at = excluded.changed_at";

static enum store_status write_one(const struct op_call *call, int year, const char *measure_id,
                                   const char *clinician_id, const json_t *periods, const char *note)
{
	return store_run(call->store, NULL, write_cell, "tittjtti", call->practice_id, (int64_t)year,
	                 measure_id, clinician_id, periods, note, call->actor->name, call->now);
}

/* What history keeps of one cell: the version that the change made, and both sides. */
static json_t *memory_of(const struct record *record, const struct ledger_edit *edit)
{
	const struct record_cell *before = edit->before;

	return json_pack(
		"{s:s, s:s, s:I, s:{s:o, s:s}, s:{s:o, s:s}}", "measureId",
		mipsia_activity_id(record->book, edit->activity), "clinicianId",
		record->clinicians[edit->clinician].id, "version",
		(json_int_t)(before ? before->version + 1 : 1), "before", "periods",
		ledger_periods_json(before ? before->periods : NULL, before ? before->periods_length : 0),
		"note", before ? before->note : "", "after", "periods",
		ledger_periods_json(edit->periods.items, edit->periods.length), "note", edit->note);
}

static bool write_edits(const struct op_call *call, struct op_reply *reply, const struct record *record,
                        const struct ledger_edit *edits, size_t length, json_t *cells)
{
	for (size_t i = 0; i < length; i++) {
		json_t *memory;
		enum store_status status;

		if (ledger_edit_is_idle(&edits[i]))
			continue;
		memory = memory_of(record, &edits[i]);
		if (!memory || json_array_append_new(cells, memory) != 0)
			return op_stored(reply, STORE_MEMORY);
		status = write_one(call, record->year, mipsia_activity_id(record->book, edits[i].activity),
		                   record->clinicians[edits[i].clinician].id,
		                   json_object_get(json_object_get(memory, "after"), "periods"),
		                   edits[i].note);
		if (!op_stored(reply, status))
			return false;
	}
	return true;
}

bool ledger_apply(const struct op_call *call, struct op_reply *reply, const struct record *record,
                  const struct ledger_edit *edits, size_t length, const struct ledger_event *what,
                  int64_t *event)
{
	json_t *cells = json_array();
	struct op_event entry = { .kind = what->kind, .year = record->year };
	char text[LEDGER_EVENT_TEXT];

	*event = 0;
	if (!write_edits(call, reply, record, edits, length, cells)) {
		json_decref(cells);
		return false;
	}
	if (json_array_size(cells) == 0) {
		json_decref(cells);
		return true;
	}
	entry.undo = json_pack("{s:i, s:o}", "year", record->year, "cells", cells);
	ledger_event_words(record, edits, length, text);
	return op_record(call, reply, &entry, event, "%s", what->text ? what->text : text);
}

/* --------------------------------------------------------------------- taking back */

/* Whether the cell still is as the change left it; reads its version. */
static bool is_untouched(const struct op_call *call, struct op_reply *reply, int64_t year, const json_t *cell,
                         bool *untouched)
{
	struct store_rows *rows;
	enum store_status status = store_query(
		call->store, &rows,
		"SELECT version FROM ledger_cell WHERE practice_id = ?1 AND year = ?2 AND measure_id = ?3 "
		"AND clinician_id = ?4",
		"titt", call->practice_id, year, json_string_value(json_object_get(cell, "measureId")),
		json_string_value(json_object_get(cell, "clinicianId")));

	*untouched = false;
	if (status == STORE_OK)
		status = store_step(rows);
	if (status == STORE_ROW) {
		*untouched = store_int(rows, 0) == json_integer_value(json_object_get(cell, "version"));
		status = STORE_OK;
	}
	store_rows_end(rows);
	return op_stored(reply, status);
}

static bool all_untouched(const struct op_call *call, struct op_reply *reply, int64_t year,
                          const json_t *cells)
{
	size_t touched = 0;
	char detail[LEDGER_SENTENCE];
	const json_t *cell;
	size_t i;

	json_array_foreach (cells, i, cell) {
		bool untouched;

		if (!is_untouched(call, reply, year, cell, &untouched))
			return false;
		touched += !untouched;
	}
	if (touched == 0)
		return true;
	snprintf(detail, sizeof(detail),
	         "This cannot be undone any more: of the %zu cell%s that it changed, %zu %s changed again "
	         "since.",
	         json_array_size(cells), json_array_size(cells) == 1 ? "" : "s", touched,
	         touched == 1 ? "was" : "were");
	undo_refuse(reply, detail);
	return false;
}

bool ledger_undo(const struct op_call *call, struct op_reply *reply, const json_t *undo)
{
	int year = (int)json_integer_value(json_object_get(undo, "year"));
	const json_t *cells = json_object_get(undo, "cells");
	const json_t *cell;
	size_t i;

	if (!all_untouched(call, reply, year, cells))
		return false;
	json_array_foreach (cells, i, cell) {
		const json_t *before = json_object_get(cell, "before");
		enum store_status status =
			write_one(call, year, json_string_value(json_object_get(cell, "measureId")),
		                  json_string_value(json_object_get(cell, "clinicianId")),
		                  json_object_get(before, "periods"),
		                  json_string_value(json_object_get(before, "note")));

		if (!op_stored(reply, status))
			return false;
	}
	return true;
}
