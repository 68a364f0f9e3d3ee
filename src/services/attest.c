/*
 * attest.c - signing: what was read is what is frozen, byte for byte, with the TIN
 * sealed beside it.
 */
#include "services/attest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "services/body.h"
#include "services/operations.h"
#include "services/moment.h"
#include "services/proof_part.h"
#include "services/tin.h"

struct signature {
	char name[BODY_BYTES(ATTEST_NAME_MAX)];
	char title[BODY_BYTES(ATTEST_NAME_MAX)];
	char digest[BODY_BYTES(ATTEST_DIGEST)];
	char reason[BODY_BYTES(ATTEST_REASON_MAX)]; /* what may be a TIN is masked */
	bool accepted;
};

/* ------------------------------------------------------------------------ body */

static void read_name(const struct body *body, const char *member, char out[BODY_BYTES(ATTEST_NAME_MAX)])
{
	if (body_line(body, member, ATTEST_NAME_MAX, true, out) && op_characters(out) < 2)
		body_error(body, member, "tooShort", "Please write it out.");
}

static bool read_signature(const struct op_call *call, struct op_reply *reply, struct signature *out)
{
	static const char *const known[] = { "name", "title", "accepted", "digest", "reason", NULL };
	const char *reason;
	struct body body;

	if (!body_begin(&body, call, reply))
		return false;
	body_know(&body, known);
	read_name(&body, "name", out->name);
	read_name(&body, "title", out->title);
	body_line(&body, "digest", ATTEST_DIGEST, true, out->digest);
	out->accepted = false;
	body_flag(&body, "accepted", &out->accepted);
	if (!out->accepted && !op_failed(reply))
		body_error(&body, "accepted", "notAccepted", "Read the statement, and accept it to sign.");
	reason = body_text(&body, "reason", ATTEST_REASON_MAX);
	identifier_scrub(reason ? reason : "", out->reason, sizeof out->reason);
	return !op_failed(reply);
}

/* ---------------------------------------------------------------------- checks */

static bool is_what_was_read(const json_t *content, const struct signature *signature, struct op_reply *reply)
{
	char digest[ATTEST_DIGEST];

	if (!attest_digest(content, digest))
		return op_stored(reply, STORE_MEMORY);
	if (strcmp(digest, signature->digest) == 0)
		return true;
	op_problem(reply, 409, "changed", "Read again what would be signed now, then sign.",
	           "Something changed since you read this. Nothing was signed.");
	op_problem_set(reply, "current", review_json(content));
	return false;
}

static bool may_be_signed(const struct attest *attest, const json_t *content,
                          const struct signature *signature, struct op_reply *reply)
{
	const json_t *blockers = json_object_get(content, "blockers");
	json_t *first = json_array_get(blockers, 0);

	if (first) {
		op_problem(reply, 422, "blocked", "Mend what the review names, then sign.", "%s",
		           json_string_value(json_object_get(first, "message")));
		op_problem_set(reply, "current", review_json(content));
		return false;
	}
	if (attest->amends && text_is_blank(signature->reason))
		op_error(reply, "/reason", "missing", "Please say why attestation %d is amended.",
		         attest->amends);
	return !op_failed(reply);
}

/* ---------------------------------------------------------------------- freezing */

/* The TIN, sealed for this attestation. 0 with *good: the practice has none. */
static size_t seal_tin(const struct op_call *call, const struct attest *attest, const char *id,
                       unsigned char out[SEAL_BYTES_MAX], bool *good)
{
	char context[64];
	char tin[IDENTIFIER_TIN];
	size_t length = 0;

	*good = !*attest->tin_last4;
	if (practice_tin(call, call->practice_id, tin)) {
		snprintf(context, sizeof context, "attestation.tin:%s", id);
		length = seal_text(call->bench->seal, context, tin, out);
		*good = length > 0;
	}
	sodium_memzero(tin, sizeof tin);
	return length;
}

static char *freeze(const struct op_call *call, json_t *content, const struct signature *signature,
                    char sha256[ATTEST_DIGEST])
{
	char moment[MOMENT_TEXT];

	moment_text(call->now, moment);
	json_object_set_new(content, "signature",
	                    json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "name", signature->name, "title",
	                              signature->title, "account", call->actor->name, "at", moment, "reason",
	                              signature->reason, "digest", signature->digest));
	return attest_digest(content, sha256) ? attest_bytes(content) : NULL;
}

static bool insert(const struct op_call *call, struct op_reply *reply, const struct attest *attest,
                   const struct signature *signature, json_t *content, const char *id)
{
	unsigned char sealed[SEAL_BYTES_MAX];
	char sha256[ATTEST_DIGEST];
	char *bytes = freeze(call, content, signature, sha256);
	bool good;
	size_t length = seal_tin(call, attest, id, sealed, &good);
	enum store_status status = STORE_MEMORY;

	if (!good) {
		free(bytes);
		op_problem(reply, 500, "keyMissing", "Put back the key file, or enter the TIN again.",
		           "The practice's TIN cannot be opened with the key at hand. Nothing was signed.");
		return false;
	}
	if (bytes)
		status = store_run(
			call->store, NULL,
			"INSERT INTO attestation (id, practice_id, year, number, signed_by, "
			"signed_title, signed_user, signed_at, reason, content, tin_sealed, sha256) "
			"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
			"ttiitttittbt", id, call->practice_id, (int64_t)call->year,
			(int64_t)attest->amends + 1, signature->name, signature->title, call->actor->name,
			call->now, signature->reason, bytes, length ? (const void *)sealed : NULL, length,
			sha256);
	free(bytes);
	return op_stored(reply, status);
}

static bool record_signature(const struct op_call *call, struct op_reply *reply, const struct attest *attest,
                             const struct signature *signature, const json_t *content)
{
	struct op_event event = { .kind = attest->amends ? "attestation.amended" : "attestation.signed",
		                  .year = call->year };
	size_t count = json_array_size(json_object_get(content, "activities"));
	const char *plural = count == 1 ? "y" : "ies";

	if (attest->amends)
		return op_record(
			call, reply, &event, NULL,
			"%s, %s, signed attestation %d of %d (%zu activit%s), which amends %d. Reason: %s",
			signature->name, signature->title, attest->amends + 1, call->year, count, plural,
			attest->amends, signature->reason);
	return op_record(call, reply, &event, NULL, "%s, %s, signed attestation 1 of %d (%zu activit%s).",
	                 signature->name, signature->title, call->year, count, plural);
}

static void sign(const struct op_call *call, struct op_reply *reply, const struct attest *attest,
                 const struct signature *signature, json_t *content)
{
	char id[32];
	json_t *answer;

	op_new_id("att", id);
	if (!is_what_was_read(content, signature, reply) ||
	    !may_be_signed(attest, content, signature, reply) ||
	    !insert(call, reply, attest, signature, content, id) ||
	    !record_signature(call, reply, attest, signature, content))
		return;
	answer = attestation_json(call, reply, id);
	if (answer)
		op_answer(reply, 201, answer);
}

void op_sign_attestation(const struct op_call *call, struct op_reply *reply)
{
	struct signature signature;
	struct attest attest = { 0 };
	json_t *content = NULL;

	if (!read_signature(call, reply, &signature))
		return;
	if (attest_load(call, reply, &attest)) {
		content = attest_content(&attest);
		sign(call, reply, &attest, &signature, content);
	}
	json_decref(content);
	attest_free(&attest);
}
