/*
 * evidence_change.c - saying what evidence is evidence of, withdrawing it (the file
 * stays), and handing out the file.
 */
#include "services/evidence.h"

#include <stdio.h>
#include <string.h>

#include "services/body.h"
#include "services/evidence_name.h"
#include "services/operations.h"
#include "services/proof_part.h"
#include "store/vault.h"

struct change {
	const json_t *before;
	int64_t version;
	const char *note;   /* NULL: stays */
	json_t *places;     /* NULL: stay */
	bool was_withdrawn; /* before */
	bool withdrawn;
	const char *reason; /* NULL: stays */
};

static void read_change(const struct op_call *call, struct op_reply *reply, struct change *change)
{
	static const char *const known[] = {
		"note", "links", "withdrawn", "withdrawnReason", "version", NULL
	};
	const json_t *links = json_object_get(call->body, "links");
	struct body body;

	if (!body_begin(&body, call, reply))
		return;
	body_know(&body, known);
	change->version = body_version(&body);
	change->note = body_text(&body, "note", EVIDENCE_NOTE_MAX);
	change->was_withdrawn = json_is_true(json_object_get(change->before, "withdrawn"));
	change->withdrawn = change->was_withdrawn;
	body_flag(&body, "withdrawn", &change->withdrawn);
	change->reason = body_text(&body, "withdrawnReason", EVIDENCE_REASON_MAX);
	if (change->withdrawn && !change->was_withdrawn && (!change->reason || text_is_blank(change->reason)))
		op_error(reply, "/withdrawnReason", "missing", "Please say why this is withdrawn.");
	if (links)
		change->places = evidence_read_places(call, reply, links, "/links");
}

static bool write_change(const struct op_call *call, struct op_reply *reply, const char *id,
                         const struct change *change)
{
	const char *reason = change->withdrawn ? change->reason : "";
	int64_t now = call->now;

	return op_stored(
		       reply,
		       store_run(call->store, NULL,
	                         "UPDATE evidence SET note = coalesce(?2, note), "
	                         "withdrawn_at = CASE WHEN ?3 = 0 THEN NULL ELSE coalesce(withdrawn_at, ?4) "
	                         "END, withdrawn_reason = coalesce(?5, withdrawn_reason), "
	                         "version = version + 1 WHERE id = ?1",
	                         "ttiit", id, change->note, (int64_t)change->withdrawn, now, reason)) &&
	       (!change->places || (evidence_drop_places(call, reply, id) &&
	                            evidence_add_places(call, reply, id, change->places)));
}

static bool record_change(const struct op_call *call, struct op_reply *reply, const struct change *change,
                          int reopened)
{
	bool turned = change->withdrawn != change->was_withdrawn;
	struct op_event event = { .kind = !turned             ? "evidence.changed"
		                          : change->withdrawn ? "evidence.withdrawn"
		                                              : "evidence.restored",
		                  .year = call->year };
	const char *name = json_string_value(json_object_get(change->before, "name"));
	char places[160] = "";
	char also[80] = "";

	if (change->places)
		evidence_places_text(change->places, places, sizeof places);
	if (reopened)
		snprintf(also, sizeof also, "; %d item%s of the checklist %s open again", reopened,
		         reopened == 1 ? "" : "s", reopened == 1 ? "is" : "are");
	return op_record(call, reply, &event, NULL, "%s the evidence \"%s\"%s%s.",
	                 !turned             ? "Changed"
	                 : change->withdrawn ? "Withdrew"
	                                     : "Restored",
	                 name, places, also);
}

static void change_evidence(const struct op_call *call, struct op_reply *reply, const char *id,
                            struct change *change)
{
	int reopened = 0;
	json_t *piece;

	read_change(call, reply, change);
	if (op_failed(reply))
		return;
	if (change->version != json_integer_value(json_object_get(change->before, "version"))) {
		proof_conflict(reply, json_incref((json_t *)change->before), NULL, NULL);
		return;
	}
	if (!write_change(call, reply, id, change) || !proof_reopen(call, reply, &reopened) ||
	    !record_change(call, reply, change, reopened))
		return;
	piece = evidence_one(call, reply, id);
	if (piece)
		op_answer(reply, 200, piece);
}

void op_change_evidence(const struct op_call *call, struct op_reply *reply)
{
	struct change change = { .version = -1 };
	json_t *before = evidence_one(call, reply, call->param[0]);

	if (!before)
		return;
	change.before = before;
	change_evidence(call, reply, call->param[0], &change);
	json_decref(change.places);
	json_decref(before);
}

/* --------------------------------------------------------------------- content */

static void hand_out(const struct op_call *call, struct op_reply *reply, const char *hash, const char *name)
{
	int64_t size;
	int fd = vault_open(call->bench->folder, hash, &size);

	if (fd < 0) {
		op_problem(reply, 500, "fileMissing", "Restore the evidence folder from a backup.",
		           "The file of this evidence is not in the evidence folder.");
		return;
	}
	*reply = (struct op_reply){ .status = 200, .fd = fd, .has_file = true };
	reply->type = "application/octet-stream";
	evidence_name_ascii(name, reply->file_name, sizeof reply->file_name);
}

void op_get_evidence_content(const struct op_call *call, struct op_reply *reply)
{
	json_t *piece = evidence_one(call, reply, call->param[0]);
	const char *hash = json_string_value(json_object_get(piece, "sha256"));

	if (!piece)
		return;
	if (hash)
		hand_out(call, reply, hash, json_string_value(json_object_get(piece, "name")));
	else
		op_problem(reply, 404, "noFile", "Open the link instead.",
		           "This evidence is a link; there is no file of it here.");
	json_decref(piece);
}
