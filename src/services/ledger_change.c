/*
 * ledger_change.c - many cells are changed at once, all or none: what is sent is checked
 * as a whole, then compared with what is there.
 */
#include <stdio.h>
#include <stdlib.h>

#include "services/body.h"
#include "services/ledger.h"
#include "services/operations.h"
#include "services/record_part.h"

/* A request under examination. */
struct request {
	const struct op_call *call;
	struct op_reply *reply;
	const struct record *record;
	const json_t *changes;
	json_t *clinicians; /* index */
	json_t *seen;       /* the cells so far */
	struct ledger_edit *edits;
	int64_t *versions; /* of the edits: those that were seen */
	json_t *warnings;
	json_t *texts; /* of conflicts */
};

/* --------------------------------------------------------------------- one change */

static void read_clinician(struct request *request, const struct body *change, struct ledger_edit *edit)
{
	char id[BODY_BYTES(31)];

	edit->clinician = request->record->clinicians_length;
	if (!body_line(change, "clinicianId", 31, true, id))
		return;
	edit->clinician = ledger_find_clinician(request->record, request->clinicians, id);
	if (edit->clinician == request->record->clinicians_length)
		body_error(change, "clinicianId", "notInRoster",
		           "This clinician is not in the practice's roster.");
}

static void read_activity(struct request *request, const struct body *change, struct ledger_edit *edit)
{
	char id[BODY_BYTES(20)];
	char sentence[LEDGER_SENTENCE];

	edit->activity = -1;
	if (!body_line(change, "measureId", 20, true, id))
		return;
	if (ledger_find_activity(request->record->book, id, request->record->year, &edit->activity, sentence))
		return;
	edit->activity = -1;
	body_error(change, "measureId", "notInInventory", sentence);
}

static void check_first(struct request *request, const struct body *change, const struct ledger_edit *edit)
{
	char key[80];

	snprintf(key, sizeof(key), "%d %zu", edit->activity, edit->clinician);
	if (json_object_get(request->seen, key))
		body_error(change, NULL, "twice", "This request has another change of the same cell.");
	json_object_set_new(request->seen, key, json_true());
}

static void read_change(struct request *request, const struct body *all, size_t i)
{
	static const char *const known[] = { "clinicianId", "measureId", "periods", "note", "version", NULL };
	struct ledger_edit *edit = &request->edits[i];
	struct body change;
	char periods[BODY_POINTER + 16];
	bool good;

	if (!body_element(&change, all, "changes", i))
		return;
	body_know(&change, known);
	read_clinician(request, &change, edit);
	read_activity(request, &change, edit);
	request->versions[i] = body_version(&change);
	edit->note = body_text(&change, "note", LEDGER_NOTE_MAX);
	snprintf(periods, sizeof(periods), "%s/periods", change.at);
	good = ledger_read_periods(request->reply, periods, json_object_get(change.object, "periods"),
	                           request->record->year, &edit->periods);
	if (edit->clinician == request->record->clinicians_length || edit->activity < 0)
		return;
	check_first(request, &change, edit);
	edit->before = record_cell_of(request->record, edit->clinician, edit->activity);
	if (!edit->note)
		edit->note = edit->before ? edit->before->note : "";
	if (good)
		ledger_warn(request->warnings, request->record, edit, periods);
}

/* ----------------------------------------------------------------------- conflicts */

static json_t *conflict_of(const struct request *request, const struct ledger_edit *edit)
{
	const struct record_clinician *clinician = &request->record->clinicians[edit->clinician];

	return json_pack("{s:s, s:s, s:s, s:o, s:o}", "clinicianId", clinician->id, "measureId",
	                 mipsia_activity_id(request->record->book, edit->activity), "clinicianName",
	                 clinician->name, "current",
	                 edit->before ? ledger_cell_json(request->record, edit->before, 0, request->texts)
	                              : json_null(),
	                 "yours", ledger_periods_json(edit->periods.items, edit->periods.length));
}

/* Whether all cells have the versions that were seen. */
static bool is_up_to_date(struct request *request)
{
	json_t *conflicts = json_array();
	size_t length = json_array_size(request->changes);
	size_t found;

	for (size_t i = 0; i < length; i++) {
		const struct record_cell *before = request->edits[i].before;

		if (request->versions[i] != (before ? before->version : 0))
			json_array_append_new(conflicts, conflict_of(request, &request->edits[i]));
	}
	found = json_array_size(conflicts);
	if (found == 0) {
		json_decref(conflicts);
		return true;
	}
	op_problem(request->reply, 409, "conflict", "Look at what is there now, and decide what is to stay.",
	           "%zu of the %zu cell%s %s changed in the meantime. Nothing of yours was saved.", found,
	           length, length == 1 ? "" : "s", found == 1 ? "was" : "were");
	op_problem_set(request->reply, "conflicts", conflicts);
	return false;
}

/* ------------------------------------------------------------------------- the whole */

static bool make_room(struct request *request, size_t length)
{
	request->edits = calloc(length, sizeof(*request->edits));
	request->versions = calloc(length, sizeof(*request->versions));
	return (request->edits && request->versions) || op_stored(request->reply, STORE_MEMORY);
}

static bool read_changes(struct request *request)
{
	static const char *const known[] = { "changes", NULL };
	struct body body;

	if (!body_begin(&body, request->call, request->reply))
		return false;
	body_know(&body, known);
	request->changes = body_array(&body, "changes", LEDGER_CHANGES_MAX);
	if (!op_failed(request->reply) && json_array_size(request->changes) == 0)
		body_error(&body, "changes", "missing", "There must be one change at least.");
	if (op_failed(request->reply) || !make_room(request, json_array_size(request->changes)))
		return false;
	for (size_t i = 0; i < json_array_size(request->changes); i++)
		read_change(request, &body, i);
	return !op_failed(request->reply);
}

/* The ledger as it is now. */
static void answer(struct request *request, int64_t event)
{
	const struct op_call *call = request->call;
	struct record record;

	if (record_load(call, request->reply, call->practice_id, call->year, &record))
		ledger_answer(call, request->reply, &record, event, json_incref(request->warnings));
	record_free(&record);
}

void op_change_ledger(const struct op_call *call, struct op_reply *reply)
{
	static const struct ledger_event what = { .kind = "ledger.changed" };
	struct record record;
	struct request request = { .call = call, .reply = reply, .record = &record };
	int64_t event = 0;

	if (!record_load(call, reply, call->practice_id, call->year, &record)) {
		record_free(&record);
		return;
	}
	request.clinicians = ledger_index_clinicians(&record);
	request.seen = json_object();
	request.warnings = json_array();
	request.texts = json_object();
	if (read_changes(&request) && is_up_to_date(&request) &&
	    ledger_apply(call, reply, &record, request.edits, json_array_size(request.changes), &what,
	                 &event))
		answer(&request, event);
	json_decref(request.clinicians);
	json_decref(request.seen);
	json_decref(request.warnings);
	json_decref(request.texts);
	free(request.edits);
	free(request.versions);
	record_free(&record);
}
