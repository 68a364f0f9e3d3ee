/*
 * calendar.c - deadlines as an iCalendar file, and as a feed that a calendar program
 * fetches by a secret address. Of the address only a hash is kept.
 */
#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "formats/icalendar.h"
#include "formats/identifier.h"
#include "services/deadlines.h"
#include "services/operations.h"
#include "services/proof_part.h"

#define CALENDAR_BYTES_MAX ((size_t)8 << 20)
#define CALENDAR_TYPE "text/calendar; charset=utf-8"
#define TOKEN_BYTES 24
#define TOKEN_TEXT 33 /* base64url of them, with NUL */
#define TOKEN_HASH 32

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

void name_slug(const char *name, char out[NAME_SLUG])
{
	char masked[256];
	size_t n = 0;

	identifier_scrub(name, masked, sizeof masked);
	for (const char *c = masked; *c && n + 1 < NAME_SLUG; c++) {
		bool letter = (*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9');

		if (*c >= 'A' && *c <= 'Z')
			out[n++] = (char)(*c + 'a' - 'A');
		else if (letter)
			out[n++] = *c;
		else if (n > 0 && out[n - 1] != '-')
			out[n++] = '-';
	}
	while (n > 0 && out[n - 1] == '-')
		n--;
	out[n] = '\0';
	if (n == 0)
		snprintf(out, NAME_SLUG, "practice");
}

/* ----------------------------------------------------------------------- events */

/* In a feed of all years, what belongs to an earlier year stands in that year. */
static void write_deadlines(const struct op_call *call, const struct record *record,
                            const struct deadlines *list, bool feed, struct outbuf *out)
{
	char own[16];

	snprintf(own, sizeof own, "%d-", record->year);
	for (size_t i = 0; i < list->length; i++) {
		const struct deadline *deadline = &list->items[i];
		char uid[200];
		struct icalendar_event event = { .uid = uid,
			                         .date = deadline->date,
			                         .title = deadline->title,
			                         .description = deadline->detail,
			                         .now = call->now };

		if (feed && strncmp(deadline->uid, own, strlen(own)) != 0)
			continue;
		snprintf(uid, sizeof uid, "%s.%s@mipsia", deadline->uid, record->practice_id);
		icalendar_event(out, &event);
	}
}

static bool write_year(const struct op_call *call, struct op_reply *reply, const char *practice_id, int year,
                       bool feed, struct outbuf *out)
{
	struct record record = { 0 };
	struct deadlines list = { 0 };
	char name[700];
	bool done = record_load(call, reply, practice_id, year, &record) &&
	            deadlines_of(call, reply, &record, &list);

	if (done) {
		if (out->length == 0) {
			text_put(name, sizeof name, "MIPS activities: %s", or_empty(record.practice_name));
			icalendar_begin(out, name);
		}
		write_deadlines(call, &record, &list, feed, out);
	}
	deadlines_free(&list);
	record_free(&record);
	return done;
}

static void answer_calendar(struct op_reply *reply, struct outbuf *out)
{
	icalendar_end(out);
	if (out->failed) {
		op_stored(reply, STORE_MEMORY);
		outbuf_free(out);
		return;
	}
	*reply = (struct op_reply){
		.status = 200, .bytes = out->bytes, .length = out->length, .type = CALENDAR_TYPE
	};
}

static bool practice_slug(const struct op_call *call, struct op_reply *reply, char out[NAME_SLUG])
{
	struct store_rows *rows = NULL;
	enum store_status status = store_query(call->store, &rows, "SELECT name FROM practice WHERE id = ?1",
	                                       "t", call->practice_id);

	name_slug("", out);
	if (status == STORE_OK && (status = store_step(rows)) == STORE_ROW) {
		name_slug(or_empty(store_text(rows, 0)), out);
		status = STORE_OK;
	}
	store_rows_end(rows);
	return op_stored(reply, status);
}

void op_download_calendar(const struct op_call *call, struct op_reply *reply)
{
	struct outbuf out = { .limit = CALENDAR_BYTES_MAX };
	char slug[NAME_SLUG];

	if (!practice_slug(call, reply, slug) ||
	    !write_year(call, reply, call->practice_id, call->year, false, &out)) {
		outbuf_free(&out);
		return;
	}
	answer_calendar(reply, &out);
	if (!op_failed(reply))
		snprintf(reply->file_name, sizeof reply->file_name, "%s-deadlines-%d.ics", slug, call->year);
}

/* ------------------------------------------------------------------------- feed */

static void hash_token(const char *token, unsigned char hash[TOKEN_HASH])
{
	crypto_generichash(hash, TOKEN_HASH, (const unsigned char *)token, strlen(token), NULL, 0);
}

static bool end_feeds(const struct op_call *call, struct op_reply *reply, int64_t *ended)
{
	return op_stored(reply,
	                 store_run(call->store, ended, "DELETE FROM calendar_feed WHERE practice_id = ?1",
	                           "t", call->practice_id));
}

void op_create_feed(const struct op_call *call, struct op_reply *reply)
{
	struct op_event event = { .kind = "calendar.created" };
	unsigned char random[TOKEN_BYTES];
	unsigned char hash[TOKEN_HASH];
	char token[TOKEN_TEXT];
	int64_t ended = 0;

	randombytes_buf(random, sizeof random);
	sodium_bin2base64(token, sizeof token, random, sizeof random,
	                  sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	hash_token(token, hash);
	if (end_feeds(call, reply, &ended) &&
	    op_stored(reply, store_run(call->store, NULL,
	                               "INSERT INTO calendar_feed (token_hash, practice_id, created_by, "
	                               "created_at) VALUES (?1, ?2, ?3, ?4)",
	                               "btti", (const void *)hash, sizeof hash, call->practice_id,
	                               call->actor->name, call->now)) &&
	    op_record(call, reply, &event, NULL, "Made a new address for the calendar of deadlines%s.",
	              ended ? "; the earlier one ended" : ""))
		op_answer(reply, 201, json_pack("{s:o}", "path", json_sprintf("/calendar/%s.ics", token)));
	sodium_memzero(token, sizeof token);
}

void op_delete_feed(const struct op_call *call, struct op_reply *reply)
{
	struct op_event event = { .kind = "calendar.ended" };
	int64_t ended = 0;

	if (!end_feeds(call, reply, &ended))
		return;
	if (!ended || op_record(call, reply, &event, NULL, "Ended the address of the calendar of deadlines."))
		op_answer(reply, 204, NULL);
}

/* Whose calendar it is; false after filling reply. */
static bool find_feed(const struct op_call *call, struct op_reply *reply, char practice_id[32])
{
	struct store_rows *rows = NULL;
	unsigned char hash[TOKEN_HASH];
	enum store_status status;

	hash_token(or_empty(call->param[0]), hash);
	status =
		store_query(call->store, &rows, "SELECT practice_id FROM calendar_feed WHERE token_hash = ?1",
	                    "b", (const void *)hash, sizeof hash);
	if (status == STORE_OK)
		status = store_step(rows);
	if (status == STORE_ROW)
		snprintf(practice_id, 32, "%s", or_empty(store_text(rows, 0)));
	store_rows_end(rows);
	if (status == STORE_ROW)
		return true;
	if (op_stored(reply, status))
		op_problem(reply, 404, "notFound", "Make a new address on the page of deadlines.",
		           "There is no calendar at this address, or it has ended.");
	return false;
}

#define FEED_YEARS_MAX 32

/* The years with settings, or the current one. */
static bool feed_years(const struct op_call *call, struct op_reply *reply, const char *practice_id,
                       int years[FEED_YEARS_MAX], int *length)
{
	const mipsia_rulebook *book = call->bench->book;
	struct store_rows *rows = NULL;
	enum store_status status = store_query(
		call->store, &rows, "SELECT year FROM practice_year WHERE practice_id = ?1 ORDER BY year",
		"t", practice_id);

	*length = 0;
	while (status == STORE_OK && (status = store_step(rows)) == STORE_ROW) {
		int year = (int)store_int(rows, 0);

		if (*length < FEED_YEARS_MAX && year >= mipsia_first_year(book) &&
		    year <= mipsia_last_year(book))
			years[(*length)++] = year;
		status = STORE_OK;
	}
	store_rows_end(rows);
	return op_stored(reply, status);
}

void op_get_calendar(const struct op_call *call, struct op_reply *reply)
{
	struct outbuf out = { .limit = CALENDAR_BYTES_MAX };
	char practice_id[32];
	int years[FEED_YEARS_MAX];
	int length;

	if (!find_feed(call, reply, practice_id) || !feed_years(call, reply, practice_id, years, &length))
		return;
	for (int i = 0; i < length; i++)
		if (!write_year(call, reply, practice_id, years[i], true, &out)) {
			outbuf_free(&out);
			return;
		}
	if (length == 0)
		icalendar_begin(&out, "MIPS activities");
	answer_calendar(reply, &out);
}
