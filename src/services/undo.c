/* undo.c - see undo.h. */
#include "services/undo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "services/history.h"
#include "services/operations.h"

struct undoer {
	const char *kinds;          /* beginning of */
	enum capability capability; /* undoing is changing */
	undo_function *undo;
};

static const struct undoer undoers[] = {
	{ "ledger.", CAN_RECORD, ledger_undo },       { "choice.", CAN_RECORD, choice_undo },
	{ "clinician.", CAN_RECORD, clinician_undo }, { "roster.", CAN_RECORD, clinician_undo },
	{ "settings.", CAN_MANAGE, settings_undo },
};

/* An event that somebody wants undone. */
struct undoing {
	int64_t id;
	char kind[64];
	char text[HISTORY_TEXT];
	int year;
	json_t *undo; /* NULL: it cannot be */
	int64_t undone_by;
};

void undo_refuse(struct op_reply *reply, const char *detail)
{
	op_problem(reply, 409, "changedSince",
	           "Look at what is there now, and change it by hand if it is not right.", "%s", detail);
}

static void take_row(struct store_rows *rows, struct undoing *event)
{
	const char *undo = store_text(rows, 3);

	snprintf(event->kind, sizeof(event->kind), "%s", store_text(rows, 0));
	snprintf(event->text, sizeof(event->text), "%s", store_text(rows, 1));
	event->year = (int)store_int(rows, 2);
	event->undo = undo ? json_loads(undo, 0, NULL) : NULL;
	event->undone_by = store_int(rows, 4);
}

/* False after a problem. The caller frees event->undo. */
static bool load(const struct op_call *call, struct op_reply *reply, struct undoing *event)
{
	struct store_rows *rows;
	char *end;
	enum store_status status;

	*event = (struct undoing){ .id = strtoll(call->param[0], &end, 10) };
	if (*end)
		event->id = 0;
	status = store_query(call->store, &rows,
	                     "SELECT kind, text, year, undo, undone_by FROM event "
	                     "WHERE id = ?1 AND practice_id = ?2",
	                     "it", event->id, call->practice_id);
	if (status == STORE_OK)
		status = store_step(rows);
	if (status == STORE_ROW)
		take_row(rows, event);
	store_rows_end(rows);
	if (status == STORE_ROW)
		return true;
	if (op_stored(reply, status))
		op_problem(reply, 404, "notFound", "", "The history of this practice has no such entry.");
	return false;
}

static const struct undoer *undoer_of(const struct undoing *event)
{
	for (size_t i = 0; event->undo && i < sizeof(undoers) / sizeof(*undoers); i++) {
		if (strncmp(event->kind, undoers[i].kinds, strlen(undoers[i].kinds)) == 0)
			return &undoers[i];
	}
	return NULL;
}

static bool may_be_undone(const struct op_call *call, const struct undoing *event, struct op_reply *reply)
{
	const struct undoer *undoer = undoer_of(event);

	if (event->undone_by) {
		op_problem(reply, 409, "alreadyUndone", "", "This change was undone already.");
		return false;
	}
	if (!undoer) {
		op_problem(reply, 409, "notUndoable", "Change it by hand, if it is not right.",
		           "This kind of change cannot be undone.");
		return false;
	}
	if (role_allows(call->role, undoer->capability))
		return true;
	op_problem(reply, 403, "notAllowed", "Ask somebody who may make such changes.",
	           "Your role does not allow this.");
	return false;
}

/* "ledger.changed" is undone by a "ledger.undone", so that lists of a kind show both. */
static bool record(const struct op_call *call, struct op_reply *reply, const struct undoing *event,
                   int64_t *id)
{
	char kind[80];
	struct op_event undone = { .kind = kind, .year = event->year, .undoes = event->id };

	snprintf(kind, sizeof(kind), "%.*s.undone", (int)strcspn(event->kind, "."), event->kind);
	return op_record(call, reply, &undone, id, "Undid: %s", event->text) &&
	       op_stored(reply, store_run(call->store, NULL, "UPDATE event SET undone_by = ?1 WHERE id = ?2",
	                                  "ii", *id, event->id));
}

void op_undo(const struct op_call *call, struct op_reply *reply)
{
	struct undoing event;
	int64_t id = 0;

	if (!load(call, reply, &event))
		return;
	if (may_be_undone(call, &event, reply) && undoer_of(&event)->undo(call, reply, event.undo) &&
	    record(call, reply, &event, &id)) {
		json_t *answer = history_event(call, reply, id);

		if (answer)
			op_answer(reply, 200, answer);
	}
	json_decref(event.undo);
}
