/* proof.c - the proof of a year: what an auditor asks for, what there is, what is
 * missing. */
#include "services/proof.h"

#include <string.h>

#include "services/catalogue_json.h"
#include "services/evidence.h"
#include "services/operations.h"

static int count_evidence(const struct proof *proof, const char *measure_id, const char *clinician_id)
{
	int count = 0;
	json_t *piece;
	size_t i;

	json_array_foreach (proof->evidence, i, piece)
		count += evidence_names(piece, measure_id, NULL, clinician_id);
	return count;
}

/* Who has something recorded of the activity, and how much evidence names them. */
static json_t *clinicians_of(const struct record *record, const struct proof *proof, int activity,
                             const char *measure_id)
{
	json_t *clinicians = json_array();

	for (size_t i = 0; i < record->cells_length; i++) {
		const struct record_cell *cell = &record->cells[i];
		const struct record_clinician *clinician = &record->clinicians[cell->clinician];

		if (cell->activity == activity && cell->periods_length > 0)
			json_array_append_new(clinicians,
			                      json_pack("{s:s, s:s, s:i}", "id", clinician->id, "name",
			                                clinician->name, "evidence",
			                                count_evidence(proof, measure_id, clinician->id)));
	}
	return clinicians;
}

static json_t *activity_proof(const struct record *record, const struct proof *proof, int activity)
{
	const char *measure_id = mipsia_activity_id(record->book, activity);
	const mipsia_activity *row = mipsia_activity_in_year(record->book, activity, record->year);
	const struct guide_entry *entry = guide_find(measure_id);
	const char *summary = entry ? guide_summary(entry, record->year) : NULL;
	int missing = proof_missing(proof, measure_id);

	return json_pack("{s:s, s:s, s:s, s:s, s:b, s:i, s:o, s:o}", "measureId", measure_id, "plainName",
	                 entry ? entry->plain_name : measure_id, "title", row ? row->title : "", "summary",
	                 summary ? summary : "", "complete", missing == 0, "missing", missing, "clinicians",
	                 clinicians_of(record, proof, activity, measure_id), "items",
	                 proof_items_json(proof, measure_id));
}

static json_t *proof_json(const struct record *record, const struct proof *proof)
{
	json_t *activities = json_array();
	const mipsia_rule *rule;
	mipsia_date until = evidence_retain_until(record->book, record->year, &rule);
	mipsia_set all;
	int missing = 0;

	proof_activities(record, &all);
	for (int i = 0; i < mipsia_activity_count(record->book); i++) {
		if (!mipsia_set_has(&all, i))
			continue;
		json_array_append_new(activities, activity_proof(record, proof, i));
		missing += proof_missing(proof, mipsia_activity_id(record->book, i));
	}
	return json_pack("{s:i, s:i, s:o, s:o, s:o, s:O}", "year", record->year, "missing", missing,
	                 "retainUntil", json_date(until), "retentionRule", json_rule(rule), "activities",
	                 activities, "evidence", proof->evidence);
}

void op_get_proof(const struct op_call *call, struct op_reply *reply)
{
	struct record record = { 0 };
	struct proof proof = { 0 };

	if (record_load(call, reply, call->practice_id, call->year, &record) &&
	    proof_load(call, reply, call->practice_id, call->year, &proof))
		op_answer(reply, 200, proof_json(&record, &proof));
	proof_free(&proof);
	record_free(&record);
}
