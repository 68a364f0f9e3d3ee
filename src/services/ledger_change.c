/*
 * ledger_change.c - many cells are changed at once, all or none: what is sent is checked
 * as a whole, then compared with what is there.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
	json_t *seen;       /* "IA_BE_4 cln_1" to the first change of it */
	struct ledger_edit *edits;
	int64_t *versions; /* of the edits: those that were seen */
	json_t *warnings;
};

#define POINTER 120

/* -------------------------------------------------------------------------- warnings */

static void warn(struct request *request, const char *code, const char *pointer, const char *message)
{
	size_t length = json_array_size(request->warnings);

	if (length > LEDGER_WARNINGS_MAX)
		return;
	if (length == LEDGER_WARNINGS_MAX) {
		code = "more";
		message = "There is more of this kind, which is not listed.";
		pointer = "";
	}
	json_array_append_new(request->warnings, json_pack("{s:s, s:s, s:s}", "code", code, "message",
	                                                   message, "path", pointer));
}

/* The days of the period that are in the year, as far as they are known. */
static struct record_period within_year(struct record_period period, int year)
{
	mipsia_date first = mipsia_date_make(year, 1, 1);
	mipsia_date last = mipsia_date_make(year, 12, 31);

	if (period.start == MIPSIA_DATE_UNKNOWN || period.start < first)
		period.start = first;
	if (period.end == MIPSIA_DATE_UNKNOWN || period.end > last)
		period.end = last;
	return period;
}

/* Whether the clinician was with the practice on all days of the period, as far as both
 * are known. The times of a clinician neither overlap nor touch. */
static bool is_with_practice(const struct record_clinician *clinician, struct record_period period)
{
	for (size_t i = 0; i < clinician->periods_length; i++) {
		const struct record_period *time = &clinician->periods[i];

		if ((time->start == MIPSIA_DATE_UNKNOWN || time->start <= period.start) &&
		    (time->end == MIPSIA_DATE_UNKNOWN || time->end >= period.end))
			return true;
	}
	return clinician->periods_length == 0;
}

static void warn_of_period(struct request *request, const struct ledger_edit *edit, const char *pointer,
                           struct record_period period)
{
	const struct record_clinician *clinician = &request->record->clinicians[edit->clinician];
	int year = request->record->year;
	struct record_period counted = within_year(period, year);
	char message[LEDGER_SENTENCE];
	char words[LEDGER_PERIOD];

	ledger_period_words(period, words);
	if ((period.start != MIPSIA_DATE_UNKNOWN && period.start != counted.start) ||
	    (period.end != MIPSIA_DATE_UNKNOWN && period.end != counted.end)) {
		snprintf(message, sizeof(message), "%.160s, %s: only the days in %d count.", clinician->name,
		         words, year);
		warn(request, "outsideYear", pointer, message);
	}
	if (period.start == MIPSIA_DATE_UNKNOWN)
		counted.start = counted.end;
	if (period.end == MIPSIA_DATE_UNKNOWN)
		counted.end = counted.start;
	if (period.start == MIPSIA_DATE_UNKNOWN && period.end == MIPSIA_DATE_UNKNOWN)
		return;
	if (!is_with_practice(clinician, counted)) {
		snprintf(message, sizeof(message),
		         "%.160s, %s: days on which the clinician was not with the practice do not count.",
		         clinician->name, words);
		warn(request, "notWithPractice", pointer, message);
	}
}

static void warn_of_edit(struct request *request, const struct ledger_edit *edit, const char *pointer)
{
	const struct record_choice *choice = record_choice_of(request->record, edit->activity);
	const mipsia_activity *row =
		mipsia_activity_in_year(request->record->book, edit->activity, request->record->year);
	char message[LEDGER_SENTENCE];

	for (size_t i = 0; i < edit->periods.length; i++)
		warn_of_period(request, edit, pointer, edit->periods.items[i]);
	if (edit->periods.length == 0)
		return;
	if (choice && strcmp(choice->state, "dropped") == 0) {
		snprintf(message, sizeof(message), "%s was dropped: it does not count until it is chosen again.",
		         mipsia_activity_id(request->record->book, edit->activity));
		warn(request, "dropped", pointer, message);
	}
	if (row->suspended_on != MIPSIA_DATE_UNKNOWN && edit->periods.items[0].start != MIPSIA_DATE_UNKNOWN &&
	    edit->periods.items[0].start > row->suspended_on) {
		snprintf(message, sizeof(message), "%s was suspended before this period began.",
		         mipsia_activity_id(request->record->book, edit->activity));
		warn(request, "suspended", pointer, message);
	}
}

/* --------------------------------------------------------------------- one change */

static void fail(struct request *request, const char *pointer, const char *member, const char *code,
                 const char *message)
{
	char path[POINTER];

	snprintf(path, sizeof(path), "%s/%s", pointer, member);
	op_error(request->reply, path, code, "%s", message);
}

/* A text member of at most `max` characters; NULL after an error, or when it is not there
 * and need not be. */
static const char *read_text(struct request *request, const char *pointer, const json_t *change,
                             const char *member, size_t max, bool needed)
{
	const json_t *value = json_object_get(change, member);

	if (!value) {
		if (needed)
			fail(request, pointer, member, "missing", "Please fill this in.");
		return NULL;
	}
	if (!json_is_string(value)) {
		fail(request, pointer, member, "badType", "This must be text.");
		return NULL;
	}
	if (json_string_length(value) > max) {
		fail(request, pointer, member, "tooLong", "This is too long; please shorten it.");
		return NULL;
	}
	return json_string_value(value);
}

static void check_members(struct request *request, const char *pointer, const json_t *change)
{
	static const char *const known[] = { "clinicianId", "measureId", "periods", "note", "version" };
	const char *member;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)change, member, value)
	{
		size_t i = 0;
		char name[64];

		while (i < sizeof(known) / sizeof(*known) && strcmp(member, known[i]) != 0)
			i++;
		snprintf(name, sizeof(name), "%.60s", member);
		if (i == sizeof(known) / sizeof(*known))
			fail(request, pointer, name, "unknownField", "There is no such field.");
	}
}

static void read_clinician(struct request *request, const char *pointer, const json_t *change,
                           struct ledger_edit *edit)
{
	const char *id = read_text(request, pointer, change, "clinicianId", 31, true);

	edit->clinician = request->record->clinicians_length;
	if (!id)
		return;
	edit->clinician = ledger_find_clinician(request->record, request->clinicians, id);
	if (edit->clinician == request->record->clinicians_length)
		fail(request, pointer, "clinicianId", "notInRoster",
		     "This clinician is not in the practice's roster.");
}

static void read_activity(struct request *request, const char *pointer, const json_t *change,
                          struct ledger_edit *edit)
{
	const char *id = read_text(request, pointer, change, "measureId", 20, true);
	char sentence[LEDGER_SENTENCE];

	edit->activity = -1;
	if (!id)
		return;
	if (!ledger_find_activity(request->record->book, id, request->record->year, &edit->activity,
	                          sentence)) {
		edit->activity = -1;
		fail(request, pointer, "measureId", "notInInventory", sentence);
	}
}

static void read_version(struct request *request, const char *pointer, const json_t *change, int64_t *version)
{
	const json_t *value = json_object_get(change, "version");

	*version = json_integer_value(value);
	if (!value)
		fail(request, pointer, "version", "missing",
		     "Please give the version that was seen; 0: none.");
	else if (!json_is_integer(value) || *version < 0)
		fail(request, pointer, "version", "badType", "This must be a whole number, 0 or more.");
}

static bool is_first(struct request *request, const char *pointer, const struct ledger_edit *edit, size_t i)
{
	char key[80];

	snprintf(key, sizeof(key), "%d %zu", edit->activity, edit->clinician);
	if (json_object_get(request->seen, key)) {
		op_error(request->reply, pointer, "twice",
		         "This clinician and activity are in change %lld already.",
		         (long long)json_integer_value(json_object_get(request->seen, key)));
		return false;
	}
	json_object_set_new(request->seen, key, json_integer((json_int_t)i));
	return true;
}

static void read_change(struct request *request, size_t i)
{
	const json_t *change = json_array_get(request->changes, i);
	struct ledger_edit *edit = &request->edits[i];
	char pointer[POINTER];
	char periods[POINTER + 10];
	bool good;

	snprintf(pointer, sizeof(pointer), "/changes/%zu", i);
	snprintf(periods, sizeof(periods), "%s/periods", pointer);
	if (!json_is_object(change)) {
		op_error(request->reply, pointer, "badType", "This must be a change of a cell.");
		return;
	}
	check_members(request, pointer, change);
	read_clinician(request, pointer, change, edit);
	read_activity(request, pointer, change, edit);
	read_version(request, pointer, change, &request->versions[i]);
	good = ledger_read_periods(request->reply, periods, json_object_get(change, "periods"),
	                           request->record->year, &edit->periods);
	edit->note = read_text(request, pointer, change, "note", LEDGER_NOTE_MAX, false);
	if (edit->clinician == request->record->clinicians_length || edit->activity < 0 ||
	    !is_first(request, pointer, edit, i) || !good)
		return;
	edit->before = ledger_cell_of(request->record, edit->clinician, edit->activity);
	if (!edit->note)
		edit->note = edit->before ? edit->before->note : "";
	warn_of_edit(request, edit, periods);
}

/* ----------------------------------------------------------------------- conflicts */

static json_t *conflict_of(const struct request *request, const struct ledger_edit *edit)
{
	const struct record_clinician *clinician = &request->record->clinicians[edit->clinician];

	return json_pack("{s:s, s:s, s:s, s:o, s:o}", "clinicianId", clinician->id, "measureId",
	                 mipsia_activity_id(request->record->book, edit->activity), "clinicianName",
	                 clinician->name, "current",
	                 edit->before ? ledger_cell_json(request->record, edit->before, 0) : json_null(),
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

static bool read_changes(struct request *request)
{
	const char *member;
	json_t *value;
	size_t length;

	json_object_foreach((json_t *)(uintptr_t)request->call->body, member, value)
	{
		if (strcmp(member, "changes") != 0)
			op_error(request->reply, "", "unknownField", "There is only the field changes.");
	}
	request->changes = json_object_get(request->call->body, "changes");
	length = json_array_size(request->changes);
	if (!json_is_array(request->changes) || length == 0)
		op_error(request->reply, "/changes", "missing", "There must be one change at least.");
	else if (length > LEDGER_CHANGES_MAX)
		op_error(request->reply, "/changes", "tooMany",
		         "There can be %d changes at once; please send fewer.", LEDGER_CHANGES_MAX);
	if (op_failed(request->reply))
		return false;
	request->edits = calloc(length, sizeof(*request->edits));
	request->versions = calloc(length, sizeof(*request->versions));
	if (!request->edits || !request->versions)
		return op_stored(request->reply, STORE_MEMORY);
	for (size_t i = 0; i < length; i++)
		read_change(request, i);
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
	static const struct ledger_event what = { .kind = "ledger.changed", .prefix = "" };
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
	if (read_changes(&request) && is_up_to_date(&request) &&
	    ledger_apply(call, reply, &record, request.edits, json_array_size(request.changes), &what, &event))
		answer(&request, event);
	json_decref(request.clinicians);
	json_decref(request.seen);
	json_decref(request.warnings);
	free(request.edits);
	free(request.versions);
	record_free(&record);
}
