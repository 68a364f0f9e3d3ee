/*
 * history.c - what happened: writing an event within the change that it tells of,
 * and listing events.
 */
#include "services/history.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/identifier.h"
#include "services/history_hash.h"
#include "services/operations.h"

#define MINUTE ((int64_t)60 * 1000)

/* The end of the chain. */
struct last_event {
	int64_t id;
	int64_t at;
	char hash[EVENT_HASH];
};

static bool read_last(const struct op_call *call, struct op_reply *reply, struct last_event *last)
{
	struct store_rows *rows;
	enum store_status status = store_query(call->store, &rows,
	                                       "SELECT id, at, hash FROM event ORDER BY id DESC LIMIT 1", "");

	*last = (struct last_event){ .hash = EVENT_HASH_NONE };
	if (status == STORE_OK)
		status = store_step(rows);
	if (status == STORE_ROW) {
		last->id = store_int(rows, 0);
		last->at = store_int(rows, 1);
		snprintf(last->hash, sizeof(last->hash), "%s", store_text(rows, 2));
		status = STORE_OK;
	}
	store_rows_end(rows);
	return op_stored(reply, status);
}

/* Small steps back are the clock's own corrections; a large one would put a wrong
 * time under records that are meant to prove when things happened. */
static bool clock_is_right(const struct op_call *call, struct op_reply *reply, const struct last_event *last)
{
	int64_t behind = last->at - call->now;

	if (behind <= HISTORY_CLOCK_SLACK)
		return true;
	op_problem(reply, 503, "clockBehind",
	           "Set the clock of the computer that mipsia runs on, then try again. Nothing was changed.",
	           "The computer's clock is %lld minutes behind the newest entry of the history.",
	           (long long)(behind / MINUTE));
	return false;
}

static enum store_status insert(const struct op_call *call, const struct event_row *row, const char *previous)
{
	char hash[EVENT_HASH];

	event_hash(row, previous, hash);
	return store_run(call->store, NULL,
	                 "INSERT INTO event (id, at, account_id, by_name, practice_id, year, kind, text, "
	                 "undo, undoes, previous_hash, hash) "
	                 "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
	                 "iitttitttItt", row->id, row->at, row->account_id, row->by_name, row->practice_id,
	                 row->year, row->kind, row->text, row->undo, row->undoes, previous, hash);
}

static bool write_event(const struct op_call *call, struct op_reply *reply, const struct op_event *event,
                        const char *text, int64_t *id)
{
	struct last_event last;
	char *undo;
	struct event_row row;
	enum store_status status;

	if (!read_last(call, reply, &last) || !clock_is_right(call, reply, &last))
		return false;
	undo = event->undo ? json_dumps(event->undo, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
	row = (struct event_row){ .id = last.id + 1,
		                  .at = call->now > last.at ? call->now : last.at,
		                  .account_id = call->actor ? call->actor->account_id : "",
		                  .by_name = call->actor ? call->actor->name : HISTORY_NOBODY,
		                  .practice_id = call->practice_id ? call->practice_id : "",
		                  .year = event->year,
		                  .kind = event->kind,
		                  .text = text,
		                  .undo = undo,
		                  .undoes = event->undoes ? &event->undoes : NULL };
	status = event->undo && !undo ? STORE_MEMORY : insert(call, &row, last.hash);
	free(undo);
	if (id)
		*id = row.id;
	return op_stored(reply, status);
}

/* What was cut off within a character must not leave half of it. */
static void drop_broken_end(char *text)
{
	size_t at = strlen(text);

	while (at > 0 && ((unsigned char)text[at - 1] & 0xC0) == 0x80)
		at--;
	text[at > 0 ? at - 1 : 0] = '\0';
}

bool op_record(const struct op_call *call, struct op_reply *reply, const struct op_event *event, int64_t *id,
               const char *text, ...)
{
	char sentence[HISTORY_TEXT], shown[HISTORY_TEXT]; /* a name may be anything, also a TIN */
	va_list arguments;
	bool done;

	va_start(arguments, text);
	if (vsnprintf(sentence, sizeof(sentence), text, arguments) >= HISTORY_TEXT)
		drop_broken_end(sentence);
	va_end(arguments);
	identifier_scrub(sentence, shown, sizeof(shown));
	done = write_event(call, reply, event, shown, id);
	json_decref(event->undo);
	return done;
}

/* --------------------------------------------------------------------- listing */

#define EVENT_COLUMNS                                                                                        \
	"SELECT id, at AS \"at:time\", by_name AS \"by\", kind, text, nullif(year, 0) AS \"year\", "         \
	"nullif(practice_id, '') AS \"practiceId\", "                                                        \
	"CASE WHEN undo IS NULL OR undone_by IS NOT NULL THEN 0 ELSE 1 END AS \"undoable:bool\", "           \
	"undone_by AS \"undoneBy\", undoes FROM event "

json_t *history_event(const struct op_call *call, struct op_reply *reply, int64_t id)
{
	json_t *event = NULL;

	op_stored(reply, store_json_one(call->store, &event, EVENT_COLUMNS "WHERE id = ?1", "i", id));
	return event;
}

/* A whole number of the query; false after an error when it is none. */
static bool query_number(const struct op_call *call, struct op_reply *reply, const char *name, int64_t least,
                         int64_t most, int64_t *value)
{
	const char *text = op_query(call, name);
	char *end;
	long long number;

	if (!*text)
		return true;
	number = strtoll(text, &end, 10);
	if (*end == '\0' && number >= least && number <= most) {
		*value = number;
		return true;
	}
	op_problem(reply, 400, "badQuery", "Leave it out, or write it as the documentation says.",
	           "The value of %s must be a whole number from %lld to %lld.", name, (long long)least,
	           (long long)most);
	return false;
}

/* One more than asked for tells whether there are more. */
static void answer_events(struct op_reply *reply, json_t *events, int64_t limit)
{
	bool more = json_array_size(events) > (size_t)limit;

	if (more)
		json_array_remove(events, (size_t)limit);
	op_answer(reply, 200, json_pack("{s:o, s:b}", "events", events, "more", more));
}

struct page {
	int64_t before;
	int64_t limit;
	int64_t year; /* 0: any */
};

static bool read_page(const struct op_call *call, struct op_reply *reply, struct page *page)
{
	*page = (struct page){ .before = INT64_MAX, .limit = HISTORY_PAGE };
	return query_number(call, reply, "before", 1, INT64_MAX, &page->before) &&
	       query_number(call, reply, "limit", 1, HISTORY_PAGE_MAX, &page->limit) &&
	       query_number(call, reply, "year", 0, 9999, &page->year);
}

void op_list_history(const struct op_call *call, struct op_reply *reply)
{
	struct page page;
	json_t *events = NULL;
	const char *kind = op_query(call, "kind");

	if (!read_page(call, reply, &page))
		return;
	if (op_stored(reply,
	              store_json(call->store, &events,
	                         EVENT_COLUMNS
	                         "WHERE practice_id = ?1 AND id < ?2 AND (?3 = 0 OR year = ?3) "
	                         "AND substr(kind, 1, length(?4)) = ?4 ORDER BY id DESC LIMIT ?5",
	                         "tiiti", call->practice_id, page.before, page.year, kind, page.limit + 1)))
		answer_events(reply, events, page.limit);
}

void op_list_audit(const struct op_call *call, struct op_reply *reply)
{
	struct page page;
	json_t *events = NULL;

	if (!read_page(call, reply, &page))
		return;
	if (op_stored(reply, store_json(call->store, &events,
	                                EVENT_COLUMNS "WHERE id < ?1 ORDER BY id DESC LIMIT ?2", "ii",
	                                page.before, page.limit + 1)))
		answer_events(reply, events, page.limit);
}

/* ------------------------------------------------------------------- conflicts */

void history_conflict(const struct op_call *call, struct op_reply *reply, const char *kinds,
                      const char *about, json_t *current)
{
	json_t *event = NULL;
	char sought[80] = "%";

	if (about)
		snprintf(sought, sizeof(sought), "%%\"%s\"%%", about);
	if (!op_stored(reply,
	               store_json_one(call->store, &event,
	                              "SELECT by_name AS \"by\", at AS \"at:time\" FROM event "
	                              "WHERE practice_id = ?1 AND substr(kind, 1, length(?2)) = ?2 "
	                              "AND coalesce(undo, '') LIKE ?3 "
	                              "ORDER BY id DESC LIMIT 1",
	                              "ttt", call->practice_id ? call->practice_id : "", kinds, sought))) {
		json_decref(current);
		return;
	}
	op_problem(reply, 409, "conflict", "Look at what is there now, and enter your change again.",
	           "This was changed in the meantime. Nothing of yours was saved.");
	op_problem_set(reply, "current", current);
	if (event) {
		json_object_set(reply->json, "changedBy", json_object_get(event, "by"));
		json_object_set(reply->json, "changedAt", json_object_get(event, "at"));
	}
	json_decref(event);
}
