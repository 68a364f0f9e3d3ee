/*
 * choices.c - the activities that a practice means to do in a year.
 */
#include <stdlib.h>
#include <string.h>

#include "guide/guide.h"
#include "services/body.h"
#include "services/history.h"
#include "services/ledger.h"
#include "services/operations.h"
#include "services/undo.h"

#define OWNER_MAX 120
#define NOTE_MAX 2000

#define CHOICE_COLUMNS                                                                                       \
	"SELECT measure_id AS \"measureId\", state, owner, note, version FROM choice "                       \
	"WHERE practice_id = ?1 AND year = ?2 "

/* ------------------------------------------------------------------------- reading */

/* A row as Choice of docs/openapi.yaml. */
static void add_names(const struct op_call *call, json_t *choice)
{
	const char *id = json_string_value(json_object_get(choice, "measureId"));
	int activity = mipsia_activity_find(call->bench->book, id, strlen(id));

	json_object_set_new(choice, "plainName",
	                    json_string(ledger_plain_name(call->bench->book, activity, call->year)));
	json_object_set_new(choice, "title",
	                    json_string(ledger_title(call->bench->book, activity, call->year)));
}

/* *out is NULL when the activity was never chosen. False after a problem. */
static bool read_choice(const struct op_call *call, struct op_reply *reply, const char *measure_id,
                        json_t **out)
{
	if (!op_stored(reply, store_json_one(call->store, out, CHOICE_COLUMNS "AND measure_id = ?3", "tit",
	                                     call->practice_id, (int64_t)call->year, measure_id)))
		return false;
	if (*out)
		add_names(call, *out);
	return true;
}

static int by_id(const void *a, const void *b)
{
	const json_t *x = *(json_t *const *)a;
	const json_t *y = *(json_t *const *)b;

	return guide_compare_ids(json_string_value(json_object_get(x, "measureId")),
	                         json_string_value(json_object_get(y, "measureId")));
}

/* A new array in the order of IDs: IA_BE_4 before IA_BE_12. */
static json_t *in_order(json_t *choices)
{
	size_t length = json_array_size(choices);
	json_t **items = calloc(length + 1, sizeof(json_t *));
	json_t *sorted = json_array();

	for (size_t i = 0; items && i < length; i++)
		items[i] = json_array_get(choices, i);
	if (items && length)
		qsort(items, length, sizeof(json_t *), by_id);
	for (size_t i = 0; items && i < length; i++)
		json_array_append(sorted, items[i]);
	free(items);
	return sorted;
}

void op_list_choices(const struct op_call *call, struct op_reply *reply)
{
	json_t *choices = NULL;
	json_t *choice;
	size_t i;

	if (!op_stored(reply, store_json(call->store, &choices, CHOICE_COLUMNS, "ti", call->practice_id,
	                                 (int64_t)call->year)))
		return;
	json_array_foreach (choices, i, choice)
		add_names(call, choice);
	op_answer(reply, 200, json_pack("{s:o}", "choices", in_order(choices)));
	json_decref(choices);
}

/* ------------------------------------------------------------------------ what is sent */

struct wanted {
	const char *measure_id;
	int activity;
	char state[BODY_BYTES(20)];
	bool has_owner; /* else it stays as it is */
	char owner[BODY_BYTES(OWNER_MAX)];
	const char *note; /* NULL: as it is */
	int64_t version;
};

static bool is_state(const char *text)
{
	return strcmp(text, "planned") == 0 || strcmp(text, "doing") == 0 || strcmp(text, "dropped") == 0;
}

static bool read_measure(const struct op_call *call, struct op_reply *reply, struct wanted *wanted)
{
	char sentence[LEDGER_SENTENCE];

	wanted->measure_id = call->param[0];
	if (ledger_find_activity(call->bench->book, wanted->measure_id, call->year, &wanted->activity,
	                         sentence))
		return true;
	op_problem(reply, wanted->activity < 0 ? 404 : 422,
	           wanted->activity < 0 ? "notFound" : "notInInventory",
	           "Choose an activity of the year's inventory.", "%s", sentence);
	return false;
}

static bool read_wanted(const struct op_call *call, struct op_reply *reply, struct wanted *wanted)
{
	static const char *const known[] = { "state", "owner", "note", "version", NULL };
	struct body body;

	if (!read_measure(call, reply, wanted) || !body_begin(&body, call, reply))
		return false;
	body_know(&body, known);
	if (body_line(&body, "state", 20, true, wanted->state) && !is_state(wanted->state))
		body_error(&body, "state", "badValue", "This must be planned, doing or dropped.");
	wanted->has_owner = body_has(&body, "owner");
	body_line(&body, "owner", OWNER_MAX, false, wanted->owner);
	wanted->note = body_text(&body, "note", NOTE_MAX);
	wanted->version = body_version(&body);
	return !op_failed(reply);
}

/* ------------------------------------------------------------------------- writing */

/* A choice that was taken back is gone with its version. One that is made anew must not
 * get a version that somebody may still hold: each undoing moves the first one on. */
static bool first_version(const struct op_call *call, struct op_reply *reply, int64_t *version)
{
	json_t *row = NULL;

	if (!op_stored(reply,
	               store_json_one(call->store, &row,
	                              "SELECT COUNT(*) AS \"undone\" FROM event WHERE practice_id = ?1 "
	                              "AND year = ?2 AND undoes IS NOT NULL",
	                              "ti", call->practice_id, (int64_t)call->year)))
		return false;
	*version = 1 + json_integer_value(json_object_get(row, "undone"));
	json_decref(row);
	return true;
}

static bool write_choice(const struct op_call *call, struct op_reply *reply, int year, const char *measure_id,
                         const json_t *choice, int64_t version)
{
	return op_stored(
		reply,
		store_run(
			call->store, NULL,
			"INSERT INTO choice (practice_id, year, measure_id, state, owner, note, version) "
			"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (practice_id, year, measure_id) "
			"DO UPDATE SET state = excluded.state, owner = excluded.owner, note = excluded.note, "
			"version = excluded.version",
			"titttti", call->practice_id, (int64_t)year, measure_id,
			json_string_value(json_object_get(choice, "state")),
			json_string_value(json_object_get(choice, "owner")),
			json_string_value(json_object_get(choice, "note")), version));
}

/* The state, owner and note of a choice; null for none. */
static json_t *side_of(const json_t *choice)
{
	if (!choice)
		return json_null();
	return json_pack("{s:O, s:O, s:O}", "state", json_object_get(choice, "state"), "owner",
	                 json_object_get(choice, "owner"), "note", json_object_get(choice, "note"));
}

static const char *text_of(const json_t *choice, const char *member)
{
	const char *text = json_string_value(json_object_get(choice, member));

	return text ? text : "";
}

static json_t *after_of(const json_t *before, const struct wanted *wanted)
{
	return json_pack("{s:s, s:s, s:s}", "state", wanted->state, "owner",
	                 wanted->has_owner ? wanted->owner : text_of(before, "owner"), "note",
	                 wanted->note ? wanted->note : text_of(before, "note"));
}

static const char *verb_of(const json_t *before, const json_t *after)
{
	const char *state = text_of(after, "state");

	if (before && strcmp(text_of(before, "state"), state) == 0)
		return "Changed owner or note of";
	if (strcmp(state, "dropped") == 0)
		return "Dropped";
	return strcmp(state, "doing") == 0 ? "Marked as being done:" : "Planned";
}

static bool record_choice(const struct op_call *call, struct op_reply *reply, const struct wanted *wanted,
                          const json_t *before, json_t *after, int64_t version)
{
	struct op_event event = { .kind = "choice.changed", .year = call->year };

	event.undo =
		json_pack("{s:i, s:s, s:I, s:o, s:O}", "year", call->year, "measureId", wanted->measure_id,
	                  "version", (json_int_t)version, "before", side_of(before), "after", after);
	return op_record(call, reply, &event, NULL, "%s %s (%s)", verb_of(before, after), wanted->measure_id,
	                 ledger_plain_name(call->bench->book, wanted->activity, call->year));
}

/* Both sides have the same state, owner and note. */
static bool is_same(const json_t *before, const json_t *after)
{
	json_t *side = side_of(before);
	bool same = json_equal(side, after);

	json_decref(side);
	return same;
}

static bool change(const struct op_call *call, struct op_reply *reply, const struct wanted *wanted,
                   const json_t *before)
{
	json_t *after = after_of(before, wanted);
	int64_t version = json_integer_value(json_object_get(before, "version")) + 1;
	bool done = true;

	if (!after)
		return op_stored(reply, STORE_MEMORY);
	if (!is_same(before, after))
		done = (before || first_version(call, reply, &version)) &&
		       write_choice(call, reply, call->year, wanted->measure_id, after, version) &&
		       record_choice(call, reply, wanted, before, after, version);
	json_decref(after);
	return done;
}

void op_put_choice(const struct op_call *call, struct op_reply *reply)
{
	struct wanted wanted;
	json_t *before = NULL;
	json_t *now = NULL;

	if (!read_wanted(call, reply, &wanted) || !read_choice(call, reply, wanted.measure_id, &before))
		return;
	if (wanted.version != json_integer_value(json_object_get(before, "version"))) {
		history_conflict(call, reply, "choice.", wanted.measure_id, before ? before : json_null());
		return;
	}
	if (change(call, reply, &wanted, before) && read_choice(call, reply, wanted.measure_id, &now))
		op_answer(reply, 200, now);
	json_decref(before);
}

/* -------------------------------------------------------------------- taking back */

bool choice_undo(const struct op_call *call, struct op_reply *reply, const json_t *undo)
{
	int year = (int)json_integer_value(json_object_get(undo, "year"));
	const char *measure_id = text_of(undo, "measureId");
	int64_t version = json_integer_value(json_object_get(undo, "version"));
	const json_t *before = json_object_get(undo, "before");
	json_t *row = NULL;
	bool untouched;

	if (!op_stored(reply, store_json_one(call->store, &row, CHOICE_COLUMNS "AND measure_id = ?3", "tit",
	                                     call->practice_id, (int64_t)year, measure_id)))
		return false;
	untouched = row && json_integer_value(json_object_get(row, "version")) == version;
	json_decref(row);
	if (!untouched) {
		undo_refuse(reply, "This choice was changed again since, so it cannot be undone any more.");
		return false;
	}
	if (json_is_object(before))
		return write_choice(call, reply, year, measure_id, before, version + 1);
	return op_stored(reply, store_run(call->store, NULL,
	                                  "DELETE FROM choice WHERE practice_id = ?1 AND year = ?2 AND "
	                                  "measure_id = ?3",
	                                  "tit", call->practice_id, (int64_t)year, measure_id));
}
