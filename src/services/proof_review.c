/*
 * proof_review.c - reviewing an item of the checklist. "Satisfied" rests on evidence for
 * the item, or for its activity as a whole, or else on a note that says on what;
 * "not applicable" on a note that says why: an auditor asks for either.
 */
#include <stdio.h>
#include <string.h>

#include "services/body.h"
#include "services/evidence.h"
#include "services/operations.h"
#include "services/proof.h"
#include "services/proof_part.h"

#define STATE_MAX 20 /* characters */

struct review {
	const char *measure_id;
	const struct guide_proof *item;
	char state[BODY_BYTES(STATE_MAX)];
	const char *note; /* never NULL */
	int64_t version;
};

static const struct guide_proof *find_item(const struct op_call *call)
{
	const char *measure_id = call->param[0];
	const struct guide_entry *entry = guide_find(measure_id);
	int activity = mipsia_activity_find(call->bench->book, measure_id, strlen(measure_id));

	if (!mipsia_activity_in_year(call->bench->book, activity, call->year))
		return NULL;
	for (int i = 0; entry && i < entry->proof_length; i++)
		if (guide_holds(entry->proof[i].years, call->year) &&
		    strcmp(entry->proof[i].id, call->param[1]) == 0)
			return &entry->proof[i];
	return NULL;
}

static void read_state(const struct body *body, struct review *review)
{
	if (body_line(body, "state", STATE_MAX, true, review->state) && strcmp(review->state, "open") != 0 &&
	    strcmp(review->state, "satisfied") != 0 && strcmp(review->state, "notApplicable") != 0)
		body_error(body, "state", "badValue", "This must be open, satisfied or notApplicable.");
}

static void read_review(const struct op_call *call, struct op_reply *reply, struct review *review)
{
	static const char *const known[] = { "state", "note", "version", NULL };
	struct body body;
	const char *note;

	if (!body_begin(&body, call, reply))
		return;
	body_know(&body, known);
	note = body_text(&body, "note", PROOF_NOTE_MAX);
	review->measure_id = call->param[0];
	read_state(&body, review);
	review->note = note && !text_is_blank(note) ? note : "";
	review->version = body_version(&body);
}

static bool has_evidence(const struct proof *proof, const struct review *review)
{
	json_t *piece;
	size_t i;

	json_array_foreach (proof->evidence, i, piece) {
		if (evidence_names(piece, review->measure_id, review->item->id, NULL) ||
		    evidence_names(piece, review->measure_id, "", NULL))
			return true;
	}
	return false;
}

static bool is_founded(const struct proof *proof, const struct review *review, struct op_reply *reply)
{
	if (*review->note || strcmp(review->state, "open") == 0)
		return true;
	if (strcmp(review->state, "notApplicable") == 0)
		op_error(reply, "/note", "missing", "Please say why this does not apply.");
	else if (!has_evidence(proof, review))
		op_error(reply, "/note", "missing",
		         "There is no evidence for this item yet: add some, or say here what it rests on.");
	return !op_failed(reply);
}

static bool is_current(const struct proof *proof, const struct review *review, struct op_reply *reply)
{
	json_t *now = proof_item_json(proof, review->measure_id, review->item);
	int64_t version = json_integer_value(json_object_get(now, "version"));

	if (version == review->version) {
		json_decref(now);
		return true;
	}
	proof_conflict(reply, now, json_string_value(json_object_get(now, "reviewedBy")),
	               json_string_value(json_object_get(now, "reviewedAt")));
	return false;
}

static bool write_review(const struct op_call *call, struct op_reply *reply, const struct review *review)
{
	bool open = strcmp(review->state, "open") == 0;

	return op_stored(
		reply,
		store_run(call->store, NULL,
	                  "INSERT INTO proof_item (practice_id, year, measure_id, item_id, state, note, "
	                  "reviewed_by, reviewed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) "
	                  "ON CONFLICT (practice_id, year, measure_id, item_id) DO UPDATE SET "
	                  "state = excluded.state, note = excluded.note, reviewed_by = excluded.reviewed_by, "
	                  "reviewed_at = excluded.reviewed_at, version = proof_item.version + 1",
	                  "titttttI", call->practice_id, (int64_t)call->year, review->measure_id,
	                  review->item->id, review->state, review->note, open ? NULL : call->actor->name,
	                  open ? NULL : &call->now));
}

static bool record_review(const struct op_call *call, struct op_reply *reply, const struct review *review)
{
	struct op_event event = { .kind = "proof.reviewed", .year = call->year };
	const char *state = strcmp(review->state, "notApplicable") == 0 ? "not applicable" : review->state;

	return op_record(call, reply, &event, NULL, "Checklist of %s: \"%s\" is %s.", review->measure_id,
	                 review->item->document, state);
}

static void answer(const struct op_call *call, struct op_reply *reply, const struct review *review)
{
	struct proof proof = { 0 };

	if (proof_load(call, reply, call->practice_id, call->year, &proof))
		op_answer(reply, 200, proof_item_json(&proof, review->measure_id, review->item));
	proof_free(&proof);
}

void op_review_proof(const struct op_call *call, struct op_reply *reply)
{
	struct review review = { .item = find_item(call) };
	struct proof proof = { 0 };

	if (!review.item) {
		op_problem(reply, 404, "notFound", "Look at the checklist of that activity.",
		           "The checklist has no such item that year.");
		return;
	}
	read_review(call, reply, &review);
	if (!op_failed(reply) && proof_load(call, reply, call->practice_id, call->year, &proof) &&
	    is_current(&proof, &review, reply) && is_founded(&proof, &review, reply) &&
	    write_review(call, reply, &review) && record_review(call, reply, &review))
		answer(call, reply, &review);
	proof_free(&proof);
}

/* -------------------------------------------------------------- after a change */

bool proof_reopen(const struct op_call *call, struct op_reply *reply, int *reopened)
{
	int64_t changed = 0;
	enum store_status status = store_run(
		call->store, &changed,
		"UPDATE proof_item SET state = 'open', reviewed_by = NULL, reviewed_at = NULL, "
		"version = version + 1 WHERE practice_id = ?1 AND year = ?2 AND state = 'satisfied' "
		"AND note = '' AND NOT EXISTS (SELECT 1 FROM evidence_link l JOIN evidence e "
		"ON e.id = l.evidence_id WHERE e.practice_id = ?1 AND e.year = ?2 "
		"AND e.withdrawn_at IS NULL AND l.measure_id = proof_item.measure_id "
		"AND (l.item_id = '' OR l.item_id = proof_item.item_id))",
		"ti", call->practice_id, (int64_t)call->year);

	*reopened = (int)changed;
	return op_stored(reply, status);
}
