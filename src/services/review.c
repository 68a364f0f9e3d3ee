/* review.c - what would be signed now, and what stands in the way; see attest.h. */
#include <stdio.h>
#include <stdlib.h>

#include "services/attest.h"
#include "services/operations.h"

static bool load_practice(const struct op_call *call, struct op_reply *reply, struct attest *attest)
{
	struct store_rows *rows = NULL;
	enum store_status status = store_query(
		call->store, &rows,
		"SELECT p.tin_last4, p.demonstration, coalesce((SELECT max(a.number) FROM attestation a "
		"WHERE a.practice_id = p.id AND a.year = ?2), 0) FROM practice p WHERE p.id = ?1",
		"ti", call->practice_id, (int64_t)call->year);

	if (status == STORE_OK && (status = store_step(rows)) == STORE_ROW) {
		const char *last4 = store_text(rows, 0);

		snprintf(attest->tin_last4, sizeof attest->tin_last4, "%s", last4 ? last4 : "");
		attest->demonstration = store_int(rows, 1) != 0;
		attest->amends = (int)store_int(rows, 2);
		status = STORE_OK;
	}
	store_rows_end(rows);
	attest->rehearsal = call->bench->clock_shift != 0;
	return op_stored(reply, status);
}

bool attest_load(const struct op_call *call, struct op_reply *reply, struct attest *attest)
{
	int32_t clinicians;

	if (!record_load(call, reply, call->practice_id, call->year, &attest->record) ||
	    !proof_load(call, reply, call->practice_id, call->year, &attest->proof) ||
	    !load_practice(call, reply, attest))
		return false;
	attest->window = submission_window_of(&attest->record);
	attest->scorable = record_engine_case(&attest->record, RECORD_GROUP, &attest->entity, &clinicians,
	                                      attest->refusal, sizeof attest->refusal);
	proof_activities(&attest->record, &attest->considered);
	return attest_units(attest) || op_stored(reply, STORE_MEMORY);
}

void attest_free(struct attest *attest)
{
	for (size_t i = 0; i < attest->units_length; i++) {
		json_decref(attest->units[i].submission);
		json_decref(attest->units[i].answer);
	}
	free(attest->units);
	proof_free(&attest->proof);
	record_free(&attest->record);
	*attest = (struct attest){ 0 };
}

static json_t *results_of(const json_t *content)
{
	static const char *const members[] = { "clinicianId", "name", "points", "maxPoints", "contribution" };
	json_t *list = json_array();
	json_t *result;
	size_t i;

	json_array_foreach (json_object_get(content, "results"), i, result) {
		json_t *line = json_object();

		for (size_t j = 0; j < sizeof members / sizeof *members; j++)
			if (json_object_get(result, members[j]))
				json_object_set(line, members[j], json_object_get(result, members[j]));
		json_array_append_new(list, line);
	}
	return list;
}

json_t *review_json(const json_t *content)
{
	char digest[ATTEST_DIGEST];

	if (!content || !attest_digest(content, digest))
		return NULL;
	return json_pack("{s:O, s:O, s:s, s:O, s:O, s:O, s:o, s:O, s:O}", "year",
	                 json_object_get(content, "performanceYear"), "statement",
	                 json_object_get(content, "statement"), "digest", digest, "blockers",
	                 json_object_get(content, "blockers"), "warnings",
	                 json_object_get(content, "warnings"), "activities",
	                 json_object_get(content, "judgements"), "results", results_of(content), "window",
	                 json_object_get(content, "window"), "amends", json_object_get(content, "amends"));
}

void op_get_review(const struct op_call *call, struct op_reply *reply)
{
	struct attest attest = { 0 };
	json_t *content = NULL;
	json_t *review;

	if (attest_load(call, reply, &attest)) {
		content = attest_content(&attest);
		review = review_json(content);
		if (review)
			op_answer(reply, 200, review);
		else
			op_stored(reply, STORE_MEMORY);
	}
	json_decref(content);
	attest_free(&attest);
}
