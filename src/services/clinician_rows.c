/* clinician_rows.c - clinicians in the store, and putting them back; see clinicians.h. */
#include <stdio.h>
#include <string.h>

#include "services/clinicians.h"
#include "services/undo.h"

/* --------------------------------------------------------------------- reading */

static void take_json(const json_t *json, struct clinician *out)
{
	snprintf(out->npi, sizeof(out->npi), "%s", json_string_value(json_object_get(json, "npi")));
	snprintf(out->name, sizeof(out->name), "%s", json_string_value(json_object_get(json, "name")));
	snprintf(out->specialty, sizeof(out->specialty), "%s",
	         json_string_value(json_object_get(json, "specialty")));
	membership_parse(json_object_get(json, "periods"), &out->periods);
	out->removed = json_is_true(json_object_get(json, "removed"));
}

static void take_row(json_t *json, struct clinician_row *out)
{
	*out = (struct clinician_row){ .version = 0 };
	if (!json)
		return;
	snprintf(out->id, sizeof(out->id), "%s", json_string_value(json_object_get(json, "id")));
	out->version = json_integer_value(json_object_get(json, "version"));
	take_json(json, &out->facts);
	json_decref(json);
}

#define COLUMNS                                                                                              \
	"SELECT id, npi, name, specialty, periods AS \"periods:json\", removed AS \"removed:bool\", "        \
	"version FROM clinician WHERE practice_id = ?1 AND "

bool clinician_load(const struct op_call *call, struct op_reply *reply, const char *id,
                    struct clinician_row *out)
{
	json_t *json = NULL;
	enum store_status status =
		store_json_one(call->store, &json, COLUMNS "id = ?2", "tt", call->practice_id, id);

	take_row(json, out);
	return op_stored(reply, status);
}

bool clinician_load_npi(const struct op_call *call, struct op_reply *reply, const char *npi,
                        struct clinician_row *out)
{
	json_t *json = NULL;
	enum store_status status =
		store_json_one(call->store, &json, COLUMNS "npi = ?2", "tt", call->practice_id, npi);

	take_row(json, out);
	return op_stored(reply, status);
}

/* --------------------------------------------------------------------- writing */

static enum store_status insert(const struct op_call *call, const struct clinician_row *row,
                                const json_t *periods)
{
	return store_run(call->store, NULL,
	                 "INSERT INTO clinician (id, practice_id, npi, name, specialty, periods, removed) "
	                 "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
	                 "tttttji", row->id, call->practice_id, row->facts.npi, row->facts.name,
	                 row->facts.specialty, periods, (int64_t)row->facts.removed);
}

static enum store_status update(const struct op_call *call, const struct clinician_row *row,
                                const json_t *periods)
{
	return store_run(
		call->store, NULL,
		"UPDATE clinician SET npi = ?3, name = ?4, specialty = ?5, periods = ?6, removed = ?7, "
		"version = ?8 WHERE id = ?1 AND practice_id = ?2",
		"tttttjii", row->id, call->practice_id, row->facts.npi, row->facts.name, row->facts.specialty,
		periods, (int64_t)row->facts.removed, row->version);
}

bool clinician_store(const struct op_call *call, struct op_reply *reply, struct clinician_row *row,
                     const struct clinician *facts)
{
	json_t *periods = membership_json(&facts->periods);
	bool is_new = *row->id == '\0';
	enum store_status status;

	if (is_new)
		op_new_id("cln", row->id);
	row->facts = *facts;
	row->version++;
	status = is_new ? insert(call, row, periods) : update(call, row, periods);
	json_decref(periods);
	return op_stored(reply, status);
}

/* --------------------------------------------------------------------- undoing */

json_t *clinician_undo_entry(const struct clinician_row *row, const struct clinician *before)
{
	json_t *facts = json_null();

	if (before)
		facts = json_pack("{s:s, s:s, s:s, s:o, s:b}", "npi", before->npi, "name", before->name,
		                  "specialty", before->specialty, "periods",
		                  membership_json(&before->periods), "removed", before->removed);
	return json_pack("{s:s, s:I, s:o}", "id", row->id, "version", (json_int_t)row->version, "before",
	                 facts);
}

static bool has_records(const struct op_call *call, struct op_reply *reply, const char *id, bool *has)
{
	struct store_rows *rows;
	enum store_status status = store_query(call->store, &rows,
	                                       "SELECT 1 FROM ledger_cell WHERE practice_id = ?1 AND "
	                                       "clinician_id = ?2 AND periods <> '[]' LIMIT 1",
	                                       "tt", call->practice_id, id);

	if (status == STORE_OK)
		status = store_step(rows);
	store_rows_end(rows);
	*has = status == STORE_ROW;
	return op_stored(reply, status == STORE_ROW ? STORE_OK : status);
}

/* What was added is removed again, unless something was recorded of it. */
static bool take_back(const struct op_call *call, struct op_reply *reply, struct clinician_row *row)
{
	struct clinician facts = row->facts;
	bool has;

	if (!has_records(call, reply, row->id, &has))
		return false;
	if (has) {
		undo_refuse(reply, "Something was recorded of a clinician who was added by this change.");
		return false;
	}
	facts.removed = true;
	return clinician_store(call, reply, row, &facts);
}

static bool npi_is_free(const struct op_call *call, struct op_reply *reply, const struct clinician_row *row,
                        const char *npi)
{
	struct clinician_row other;

	if (!clinician_load_npi(call, reply, npi, &other))
		return false;
	if (!*other.id || strcmp(other.id, row->id) == 0)
		return true;
	undo_refuse(reply, "Another entry of the roster has the earlier NPI now.");
	return false;
}

static bool undo_one(const struct op_call *call, struct op_reply *reply, const json_t *entry)
{
	const json_t *before = json_object_get(entry, "before");
	struct clinician_row row;
	struct clinician facts;

	if (!clinician_load(call, reply, json_string_value(json_object_get(entry, "id")), &row))
		return false;
	if (!*row.id || row.version != json_integer_value(json_object_get(entry, "version"))) {
		undo_refuse(reply, *row.id ? "The roster's entry was changed again since."
		                           : "The roster's entry is gone.");
		return false;
	}
	if (json_is_null(before))
		return take_back(call, reply, &row);
	take_json(before, &facts);
	return npi_is_free(call, reply, &row, facts.npi) && clinician_store(call, reply, &row, &facts);
}

bool clinician_undo(const struct op_call *call, struct op_reply *reply, const json_t *undo)
{
	const json_t *entries = json_object_get(undo, "clinicians");

	for (size_t i = 0; i < json_array_size(entries); i++) {
		if (!undo_one(call, reply, json_array_get(entries, i)))
			return false;
	}
	return true;
}
