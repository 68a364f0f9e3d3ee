/* history_check.c - see history_check.h. */
#include "services/history_check.h"

#include <string.h>

#include "services/history_hash.h"

static bool same(const char *text, const char *expected)
{
	return text != NULL && strcmp(text, expected) == 0;
}

/* Whether the row follows from `last`, which becomes its hash. */
static bool follows(struct store_rows *rows, char last[EVENT_HASH])
{
	int64_t undoes = store_int(rows, 9);
	struct event_row row = { .id = store_int(rows, 0),
		                 .at = store_int(rows, 1),
		                 .account_id = store_text(rows, 2),
		                 .by_name = store_text(rows, 3),
		                 .practice_id = store_text(rows, 4),
		                 .year = store_int(rows, 5),
		                 .kind = store_text(rows, 6),
		                 .text = store_text(rows, 7),
		                 .undo = store_text(rows, 8),
		                 .undoes = store_is_null(rows, 9) ? NULL : &undoes };

	if (!same(store_text(rows, 10), last))
		return false;
	event_hash(&row, last, last);
	return same(store_text(rows, 11), last);
}

enum store_status history_check(struct store *store, int64_t *events, int64_t *wrong)
{
	char last[EVENT_HASH] = EVENT_HASH_NONE;
	struct store_rows *rows;
	enum store_status status = store_query(
		store, &rows,
		"SELECT id, at, account_id, by_name, practice_id, year, kind, text, undo, undoes, "
		"previous_hash, hash FROM event ORDER BY id",
		"");

	*events = 0;
	*wrong = 0;
	if (status != STORE_OK)
		return status;
	while (*wrong == 0 && (status = store_step(rows)) == STORE_ROW) {
		++*events;
		if (!follows(rows, last))
			*wrong = store_int(rows, 0);
	}
	store_rows_end(rows);
	return *wrong != 0 ? STORE_OK : status;
}
