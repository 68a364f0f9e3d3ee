/* deadlines.c - see deadlines.h; the operation that lists them. */
#include "services/deadlines.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "services/catalogue_json.h"
#include "services/deadlines_part.h"
#include "services/operations.h"

/* ----------------------------------------------------------------------- a list */

struct deadline *deadlines_add(struct deadlines *list, const char *kind, mipsia_date date, const char *uid,
                               ...)
{
	struct deadline *deadline;
	va_list arguments;

	if (date == MIPSIA_DATE_UNKNOWN)
		return NULL;
	if (list->length == list->capacity) {
		size_t capacity = list->capacity ? 2 * list->capacity : 32;
		struct deadline *items = realloc(list->items, capacity * sizeof *items);

		list->failed |= items == NULL;
		if (!items)
			return NULL;
		list->items = items;
		list->capacity = capacity;
	}
	deadline = &list->items[list->length++];
	*deadline = (struct deadline){ .date = date, .kind = kind, .activity = -1 };
	va_start(arguments, uid);
	vsnprintf(deadline->uid, sizeof deadline->uid, uid, arguments);
	va_end(arguments);
	return deadline;
}

void deadlines_free(struct deadlines *deadlines)
{
	free(deadlines->items);
	*deadlines = (struct deadlines){ 0 };
}

static int compare(const void *a, const void *b)
{
	const struct deadline *x = a;
	const struct deadline *y = b;

	if (x->date != y->date)
		return x->date < y->date ? -1 : 1;
	return strcmp(x->uid, y->uid);
}

bool deadlines_of(const struct op_call *call, struct op_reply *reply, const struct record *record,
                  struct deadlines *out)
{
	deadlines_of_activities(record, out);
	deadlines_of_year(record, out);
	if (!deadlines_of_retention(call, reply, record, out))
		return false;
	if (out->failed)
		return op_stored(reply, STORE_MEMORY);
	if (out->length > 0)
		qsort(out->items, out->length, sizeof *out->items, compare);
	return true;
}

/* ------------------------------------------------------------------- operation */

static json_t *deadline_json(const struct op_call *call, const struct deadline *deadline)
{
	const char *measure_id =
		deadline->activity >= 0 ? mipsia_activity_id(call->bench->book, deadline->activity) : NULL;

	return json_pack("{s:o, s:s, s:s, s:s, s:i, s:s?, s:o}", "date", json_date(deadline->date), "kind",
	                 deadline->kind, "title", deadline->title, "detail", deadline->detail, "daysLeft",
	                 (int)(deadline->date - call->today), "measureId", measure_id, "rule",
	                 json_rule(deadline->rule));
}

static bool has_feed(const struct op_call *call, struct op_reply *reply, bool *has)
{
	struct store_rows *rows = NULL;
	enum store_status status =
		store_query(call->store, &rows, "SELECT 1 FROM calendar_feed WHERE practice_id = ?1", "t",
	                    call->practice_id);

	if (status == STORE_OK)
		status = store_step(rows);
	store_rows_end(rows);
	*has = status == STORE_ROW;
	return *has || op_stored(reply, status);
}

static json_t *list_json(const struct op_call *call, const struct deadlines *list)
{
	json_t *array = json_array();

	for (size_t i = 0; i < list->length; i++)
		json_array_append_new(array, deadline_json(call, &list->items[i]));
	return array;
}

void op_get_deadlines(const struct op_call *call, struct op_reply *reply)
{
	struct record record = { 0 };
	struct deadlines list = { 0 };
	bool feed;

	if (record_load(call, reply, call->practice_id, call->year, &record) &&
	    deadlines_of(call, reply, &record, &list) && has_feed(call, reply, &feed))
		op_answer(reply, 200,
		          json_pack("{s:b, s:o}", "hasFeed", feed, "deadlines", list_json(call, &list)));
	deadlines_free(&list);
	record_free(&record);
}
