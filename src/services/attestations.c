/* attestations.c - what was signed: one, and all of a year; see attest.h. */
#include <stdlib.h>
#include <string.h>

#include "services/attest.h"
#include "services/operations.h"

/* ------------------------------------------------------------------------ pieces */

/* Of a group its points; of clinicians who report alone the fewest. */
static json_t *points_of(const json_t *content)
{
	json_t *points = NULL;
	json_t *result;
	size_t i;

	json_array_foreach (json_object_get(content, "results"), i, result) {
		json_t *these = json_object_get(result, "points");

		if (json_is_integer(these) &&
		    (!points || json_integer_value(these) < json_integer_value(points)))
			points = these;
	}
	return points ? json_incref(points) : json_null();
}

static bool add_receipts(const struct op_call *call, struct op_reply *reply, json_t *attestation)
{
	json_t *receipts = NULL;

	if (!op_stored(reply, store_json(call->store, &receipts,
	                                 "SELECT id, channel, confirmation, received_on AS \"receivedOn\", "
	                                 "note, recorded_by AS \"recordedBy\", "
	                                 "recorded_at AS \"recordedAt:time\" FROM receipt "
	                                 "WHERE attestation_id = ?1 ORDER BY recorded_at, id",
	                                 "t", json_string_value(json_object_get(attestation, "id")))))
		return false;
	json_object_set_new(attestation, "receipts", receipts);
	return true;
}

/* Of a row with its content: points, activities, statement, receipts; `whole`: the
 * content stays. */
static bool finish(const struct op_call *call, struct op_reply *reply, json_t *attestation, bool whole)
{
	const json_t *content = json_object_get(attestation, "content");

	json_object_set_new(attestation, "points", points_of(content));
	json_object_set(attestation, "activities", json_object_get(content, "activities"));
	json_object_set(attestation, "statement", json_object_get(content, "statement"));
	if (!whole)
		json_object_del(attestation, "content");
	return add_receipts(call, reply, attestation);
}

#define ATTESTATION_COLUMNS                                                                                  \
	"a.id, a.number, a.year, a.signed_by AS \"signedBy\", a.signed_title AS \"signedTitle\", "           \
	"a.signed_user AS \"signedUser\", a.signed_at AS \"signedAt:time\", a.reason, a.sha256, "            \
	"a.content AS \"content:json\", "                                                                    \
	"(a.number = (SELECT max(b.number) FROM attestation b WHERE b.practice_id = a.practice_id "          \
	"AND b.year = a.year)) AS \"current:bool\""

/* -------------------------------------------------------------------- operations */

json_t *attestation_json(const struct op_call *call, struct op_reply *reply, const char *id)
{
	json_t *attestation = NULL;

	if (!op_stored(reply, store_json_one(call->store, &attestation,
	                                     "SELECT " ATTESTATION_COLUMNS " FROM attestation a "
	                                     "WHERE a.id = ?1 AND a.practice_id = ?2 AND a.year = ?3",
	                                     "tti", id, call->practice_id, (int64_t)call->year)))
		return NULL;
	if (!attestation) {
		op_problem(reply, 404, "notFound", "Look at the list of attestations of that year.",
		           "There is no such attestation in this practice's year.");
		return NULL;
	}
	if (finish(call, reply, attestation, true))
		return attestation;
	json_decref(attestation);
	return NULL;
}

void op_get_attestation(const struct op_call *call, struct op_reply *reply)
{
	json_t *attestation = attestation_json(call, reply, call->param[0]);

	if (attestation)
		op_answer(reply, 200, attestation);
}

void op_list_attestations(const struct op_call *call, struct op_reply *reply)
{
	json_t *list = NULL;
	json_t *attestation;
	bool good;
	size_t i;

	good = op_stored(reply, store_json(call->store, &list,
	                                   "SELECT " ATTESTATION_COLUMNS " FROM attestation a "
	                                   "WHERE a.practice_id = ?1 AND a.year = ?2 ORDER BY a.number DESC",
	                                   "ti", call->practice_id, (int64_t)call->year));
	json_array_foreach (list, i, attestation)
		good = good && finish(call, reply, attestation, false);
	if (good)
		op_answer(reply, 200, json_pack("{s:O}", "attestations", list));
	json_decref(list);
}
