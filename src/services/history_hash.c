/* history_hash.c - see history_hash.h. */
#include "services/history_hash.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "store/digest.h"

_Static_assert(EVENT_HASH == DIGEST_TEXT, "a hash is SHA-256");

static void add_text(struct digest *digest, const char *text)
{
	char length[32];

	if (text == NULL) {
		digest_add(digest, "-", 1);
		return;
	}
	snprintf(length, sizeof length, "%zu:", strlen(text));
	digest_add(digest, length, strlen(length));
	digest_add(digest, text, strlen(text));
}

static void add_number(struct digest *digest, int64_t number)
{
	char text[32];

	snprintf(text, sizeof text, "%" PRId64, number);
	add_text(digest, text);
}

void event_hash(const struct event_row *row, const char previous[EVENT_HASH], char out[EVENT_HASH])
{
	struct digest digest;

	digest_begin(&digest);
	digest_add(&digest, previous, strlen(previous));
	add_number(&digest, row->id);
	add_number(&digest, row->at);
	add_text(&digest, row->account_id);
	add_text(&digest, row->by_name);
	add_text(&digest, row->practice_id);
	add_number(&digest, row->year);
	add_text(&digest, row->kind);
	add_text(&digest, row->text);
	add_text(&digest, row->undo);
	if (row->undoes != NULL)
		add_number(&digest, *row->undoes);
	else
		add_text(&digest, NULL);
	digest_end(&digest, out);
}
