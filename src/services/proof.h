/*
 * proof.h - the auditor's checklist of a practice's year: the guide's proof items, how
 * each stands, and the evidence of each.
 */
#ifndef MIPSIA_SERVICES_PROOF_H
#define MIPSIA_SERVICES_PROOF_H

#include "guide/guide.h"
#include "services/record.h"

#define PROOF_NOTE_MAX 2000 /* characters */

/* Start with { 0 }; end with proof_free also after a failure. */
struct proof {
	int year;
	json_t *marks;    /* "IA_BE_4/use-report": {state, note, reviewedBy, reviewedAt, version} */
	json_t *evidence; /* array of Evidence; NULL in proof_load_marks */
};

/* False after filling reply. */
bool proof_load(const struct op_call *call, struct op_reply *reply, const char *practice_id, int year,
                struct proof *proof);
bool proof_load_marks(const struct op_call *call, struct op_reply *reply, const char *practice_id, int year,
                      struct proof *proof);
void proof_free(struct proof *proof);

/* The activities that proof is needed for: recorded, or chosen and not dropped. */
void proof_activities(const struct record *record, mipsia_set *out);

/* How many items are still open. Of a group, one of which is enough, none counts once
 * one is satisfied; until then the group counts as one. */
int proof_missing(const struct proof *proof, const char *measure_id);

/* ProofItem of docs/openapi.yaml: one, or all of an activity in that year. */
json_t *proof_item_json(const struct proof *proof, const char *measure_id, const struct guide_proof *item);
json_t *proof_items_json(const struct proof *proof, const char *measure_id);

#endif
