/*
 * roster_import.c - a roster spreadsheet against the roster that there is: what is
 * new, what changes, and, when it is to be applied, doing it.
 */
#include "services/roster_import.h"

#include <stdio.h>
#include <string.h>

#include "services/finding_json.h"
#include "services/operations.h"

struct tally {
	size_t added;
	size_t changed;
	size_t unchanged;
};

/* --------------------------------------------------------------------- comparing */

/* What the clinician would be: the sheet's words where it has some, else the old. */
static void merge(struct roster_entry *entry, bool has_last_days)
{
	struct clinician *facts = &entry->facts;
	const struct clinician *old = &entry->row.facts;
	struct membership sheet = facts->periods;

	if (!entry->is_new) {
		facts->periods = old->periods;
		membership_renew(&facts->periods, &sheet, has_last_days);
	}
	if (!*facts->name && *entry->row.id)
		memcpy(facts->name, old->name, sizeof(facts->name));
	if (!*facts->name)
		snprintf(facts->name, sizeof(facts->name), "NPI %s", facts->npi);
	if (!*facts->specialty && !entry->is_new)
		memcpy(facts->specialty, old->specialty, sizeof(facts->specialty));
}

static bool compare(const struct op_call *call, struct op_reply *reply, struct roster_import *import,
                    struct tally *tally)
{
	for (size_t i = 0; i < import->length; i++) {
		struct roster_entry *entry = &import->entries[i];

		if (!clinician_load_npi(call, reply, entry->facts.npi, &entry->row))
			return false;
		entry->is_new = !*entry->row.id || entry->row.facts.removed;
		merge(entry, import->has_last_days);
		entry->changes = entry->is_new || strcmp(entry->facts.name, entry->row.facts.name) != 0 ||
		                 strcmp(entry->facts.specialty, entry->row.facts.specialty) != 0 ||
		                 !membership_equal(&entry->facts.periods, &entry->row.facts.periods);
		tally->added += entry->is_new;
		tally->changed += entry->changes && !entry->is_new;
		tally->unchanged += !entry->changes;
	}
	return true;
}

/* Who is in the roster and not in the file stays: files often hold a part. */
static bool warn_of_absent(const struct op_call *call, struct op_reply *reply, struct roster_import *import,
                           const struct tally *tally)
{
	json_t *count = NULL;
	size_t roster, met = tally->changed + tally->unchanged;

	if (!op_stored(reply, store_json_one(call->store, &count,
	                                     "SELECT count(*) AS \"count\" FROM clinician "
	                                     "WHERE practice_id = ?1 AND removed = 0",
	                                     "t", call->practice_id)))
		return false;
	roster = (size_t)json_integer_value(json_object_get(count, "count"));
	json_decref(count);
	if (roster > met)
		findings_add(&import->findings, FINDING_WARNING, FINDING_MIPSIA, "notInFile", 0,
		             (struct finding_place){ .line = 0 },
		             "For those who left, enter their last day with the practice.",
		             "%zu of the roster %s not in the file; nothing is changed for them.",
		             roster - met, roster - met == 1 ? "is" : "are");
	if (roster + tally->added <= CLINICIANS_MAX)
		return true;
	op_problem(reply, 422, "tooMany", "Divide the practice.", "A practice can have %d clinicians.",
	           CLINICIANS_MAX);
	return false;
}

/* ---------------------------------------------------------------------- applying */

static bool apply(const struct op_call *call, struct op_reply *reply, struct roster_import *import,
                  const struct tally *tally)
{
	struct op_event event = { .kind = "roster.imported" };
	json_t *undo = json_array();

	for (size_t i = 0; i < import->length; i++) {
		struct roster_entry *entry = &import->entries[i];
		struct clinician before = entry->row.facts;
		bool was_there = *entry->row.id != '\0';

		if (!entry->changes)
			continue;
		if (!clinician_store(call, reply, &entry->row, &entry->facts)) {
			json_decref(undo);
			return false;
		}
		json_array_append_new(undo, clinician_undo_entry(&entry->row, was_there ? &before : NULL));
	}
	if (json_array_size(undo) == 0) {
		json_decref(undo);
		return true;
	}
	event.undo = json_pack("{s:o}", "clinicians", undo);
	return op_record(call, reply, &event, NULL, "Imported a roster: %zu added, %zu changed", tally->added,
	                 tally->changed);
}

static json_t *changes_json(const struct roster_import *import)
{
	json_t *array = json_array();

	for (size_t i = 0; i < import->length; i++) {
		const struct roster_entry *entry = &import->entries[i];

		if (entry->changes)
			json_array_append_new(array, json_pack("{s:s, s:s, s:s}", "npi", entry->facts.npi,
			                                       "name", entry->facts.name, "what",
			                                       entry->is_new ? "added" : "changed"));
	}
	return array;
}

static void answer(struct op_reply *reply, const struct roster_import *import, const struct tally *tally,
                   bool applied)
{
	const struct sheet_totals *totals = &import->sheet.totals;

	op_answer(reply, 200,
	          json_pack("{s:b, s:I, s:I, s:I, s:I, s:I, s:I, s:o, s:o}", "applied", applied, "rows",
	                    (json_int_t)totals->rows, "refused", (json_int_t)totals->refused, "added",
	                    (json_int_t)tally->added, "changed", (json_int_t)tally->changed, "unchanged",
	                    (json_int_t)tally->unchanged, "otherTin", (json_int_t)import->other_tin,
	                    "findings", findings_json(&import->findings), "clinicians",
	                    changes_json(import)));
}

void op_import_roster(const struct op_call *call, struct op_reply *reply)
{
	struct roster_import import;
	struct tally tally = { .added = 0 };
	bool applies = strcmp(op_query(call, "apply"), "true") == 0;

	if (roster_read(call, reply, &import) && roster_gather(call, reply, &import) &&
	    compare(call, reply, &import, &tally) && warn_of_absent(call, reply, &import, &tally) &&
	    (!applies || apply(call, reply, &import, &tally)))
		answer(reply, &import, &tally, applies);
	roster_free(&import);
}
