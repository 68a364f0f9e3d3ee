/* proof_list.c - the checklist, read and counted; see proof.h. */
#include "services/proof.h"

#include <stdio.h>
#include <string.h>

#include "services/evidence.h"

/* ---------------------------------------------------------------------- reading */

static void mark_key(const char *measure_id, const char *item_id, char *key, size_t size)
{
	snprintf(key, size, "%s/%s", measure_id, item_id);
}

bool proof_load_marks(const struct op_call *call, struct op_reply *reply, const char *practice_id, int year,
                      struct proof *proof)
{
	json_t *rows = NULL;
	json_t *row;
	size_t i;

	proof->year = year;
	if (!op_stored(reply, store_json(call->store, &rows,
	                                 "SELECT measure_id AS \"measureId\", item_id AS \"itemId\", state, "
	                                 "note, reviewed_by AS \"reviewedBy\", "
	                                 "reviewed_at AS \"reviewedAt:time\", version FROM proof_item "
	                                 "WHERE practice_id = ?1 AND year = ?2",
	                                 "ti", practice_id, (int64_t)year)))
		return false;
	proof->marks = json_object();
	json_array_foreach (rows, i, row) {
		char key[160];

		mark_key(json_string_value(json_object_get(row, "measureId")),
		         json_string_value(json_object_get(row, "itemId")), key, sizeof key);
		json_object_set(proof->marks, key, row);
	}
	json_decref(rows);
	return proof->marks != NULL || op_stored(reply, STORE_MEMORY);
}

bool proof_load(const struct op_call *call, struct op_reply *reply, const char *practice_id, int year,
                struct proof *proof)
{
	if (!proof_load_marks(call, reply, practice_id, year, proof))
		return false;
	proof->evidence = evidence_list(call, reply, practice_id, year);
	return proof->evidence != NULL;
}

void proof_free(struct proof *proof)
{
	json_decref(proof->marks);
	json_decref(proof->evidence);
	*proof = (struct proof){ 0 };
}

static const json_t *mark_of(const struct proof *proof, const char *measure_id, const char *item_id)
{
	char key[160];

	mark_key(measure_id, item_id, key, sizeof key);
	return json_object_get(proof->marks, key);
}

static const char *state_of(const struct proof *proof, const char *measure_id, const char *item_id)
{
	const char *state = json_string_value(json_object_get(mark_of(proof, measure_id, item_id), "state"));

	return state ? state : "open";
}

/* --------------------------------------------------------------------- counting */

/* What a group has in that year. */
struct group {
	bool open, satisfied, earlier; /* earlier: one of it stands before the item */
};

static struct group look_at_group(const struct proof *proof, const struct guide_entry *entry,
                                  const struct guide_proof *of)
{
	struct group group = { .open = false };

	for (int i = 0; i < entry->proof_length; i++) {
		const struct guide_proof *item = &entry->proof[i];
		const char *state;

		if (!guide_holds(item->years, proof->year) || !item->group ||
		    strcmp(item->group, of->group) != 0)
			continue;
		state = state_of(proof, entry->measure_id, item->id);
		group.earlier |= item < of;
		group.open |= strcmp(state, "open") == 0;
		group.satisfied |= strcmp(state, "satisfied") == 0;
	}
	return group;
}

static bool is_missing(const struct proof *proof, const struct guide_entry *entry,
                       const struct guide_proof *item)
{
	struct group group;

	if (!item->group)
		return strcmp(state_of(proof, entry->measure_id, item->id), "open") == 0;
	group = look_at_group(proof, entry, item);
	return group.open && !group.satisfied && !group.earlier;
}

int proof_missing(const struct proof *proof, const char *measure_id)
{
	const struct guide_entry *entry = guide_find(measure_id);
	int missing = 0;

	for (int i = 0; entry && i < entry->proof_length; i++)
		if (guide_holds(entry->proof[i].years, proof->year))
			missing += is_missing(proof, entry, &entry->proof[i]);
	return missing;
}

void proof_activities(const struct record *record, mipsia_set *out)
{
	record_attested(record, RECORD_GROUP, out);
	for (size_t i = 0; i < record->choices_length; i++)
		if (strcmp(record->choices[i].state, "dropped") != 0)
			mipsia_set_add(out, record->choices[i].activity);
}

int record_missing_proof(const struct op_call *call, const struct record *record, int activity)
{
	struct op_reply reply = { 0 };
	struct proof proof = { 0 };
	mipsia_set all = { { 0 } };
	int missing = 0;

	if (activity >= 0)
		mipsia_set_add(&all, activity);
	else
		proof_activities(record, &all);
	if (proof_load_marks(call, &reply, record->practice_id, record->year, &proof))
		for (int i = 0; i < mipsia_activity_count(record->book); i++)
			if (mipsia_set_has(&all, i))
				missing += proof_missing(&proof, mipsia_activity_id(record->book, i));
	json_decref(reply.json);
	proof_free(&proof);
	return missing;
}

/* ------------------------------------------------------------------------- JSON */

static json_t *must_show(const struct guide_proof *item)
{
	json_t *array = json_array();

	for (int i = 0; i < item->must_show_length; i++)
		json_array_append_new(array, json_string(item->must_show[i]));
	return array;
}

static json_t *need_of(const struct guide_proof *item)
{
	return item->group ? json_sprintf("any:%s", item->group) : json_string("all");
}

static json_t *evidence_of(const struct proof *proof, const char *measure_id, const char *item_id)
{
	json_t *ids = json_array();
	json_t *piece;
	size_t i;

	json_array_foreach (proof->evidence, i, piece) {
		if (evidence_names(piece, measure_id, item_id, NULL))
			json_array_append(ids, json_object_get(piece, "id"));
	}
	return ids;
}

json_t *proof_item_json(const struct proof *proof, const char *measure_id, const struct guide_proof *item)
{
	const json_t *mark = mark_of(proof, measure_id, item->id);
	const char *note = json_string_value(json_object_get(mark, "note"));

	return json_pack("{s:s, s:s, s:o, s:o, s:s, s:O?, s:O?, s:s, s:I, s:o}", "id", item->id, "document",
	                 item->document, "mustShow", must_show(item), "need", need_of(item), "state",
	                 state_of(proof, measure_id, item->id), "reviewedBy",
	                 json_object_get(mark, "reviewedBy"), "reviewedAt",
	                 json_object_get(mark, "reviewedAt"), "note", note ? note : "", "version",
	                 json_integer_value(json_object_get(mark, "version")), "evidence",
	                 evidence_of(proof, measure_id, item->id));
}

json_t *proof_items_json(const struct proof *proof, const char *measure_id)
{
	const struct guide_entry *entry = guide_find(measure_id);
	json_t *items = json_array();

	for (int i = 0; entry && i < entry->proof_length; i++)
		if (guide_holds(entry->proof[i].years, proof->year))
			json_array_append_new(items, proof_item_json(proof, measure_id, &entry->proof[i]));
	return items;
}
