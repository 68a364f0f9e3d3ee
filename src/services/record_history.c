/*
 * record_history.c - what was attested in earlier years, for limits of frequency:
 * stated in the settings, or signed here. Of each year the newest attestation counts.
 * Clinicians who report alone share it: the inventory does not say whose "once" it is,
 * so what one of them attested is held against all, which may be too strict.
 */
#include "services/record_part.h"

#include <stdlib.h>

static bool add(struct record *record, const json_t *measure_id, int year)
{
	int activity = mipsia_activity_find(record->book,
	                                    json_is_string(measure_id) ? json_string_value(measure_id) : "",
	                                    json_string_length(measure_id));
	mipsia_attestation *grown;

	if (activity < 0 || year >= record->year)
		return true;
	for (size_t i = 0; i < record->history_length; i++) {
		if (record->history[i].activity == activity && record->history[i].year == year)
			return true;
	}
	grown = realloc(record->history, (record->history_length + 1) * sizeof(*grown));
	if (!grown)
		return false;
	record->history = grown;
	record->history[record->history_length++] = (mipsia_attestation){ activity, year };
	return true;
}

static bool add_signed(struct record *record, struct store_rows *rows)
{
	json_t *content = json_loads(store_text(rows, 1) ? store_text(rows, 1) : "{}", 0, NULL);
	bool good = true;
	json_t *id;
	size_t i;

	json_array_foreach (json_object_get(content, "activities"), i, id)
		good = good && add(record, id, (int)store_int(rows, 0));
	json_decref(content);
	return good;
}

static bool load_signed(const struct op_call *call, struct op_reply *reply, struct record *record)
{
	struct store_rows *rows;
	enum store_status status = store_query(
		call->store, &rows,
		"SELECT a.year, a.content FROM attestation a WHERE a.practice_id = ?1 AND a.year < ?2 "
		"AND a.number = (SELECT MAX(b.number) FROM attestation b "
		"WHERE b.practice_id = a.practice_id AND b.year = a.year) ORDER BY a.year",
		"ti", record->practice_id, (int64_t)record->year);

	while (status == STORE_OK && (status = store_step(rows)) == STORE_ROW)
		status = add_signed(record, rows) ? STORE_OK : STORE_MEMORY;
	store_rows_end(rows);
	return op_stored(reply, status);
}

bool record_load_history(const struct op_call *call, struct op_reply *reply, struct record *record)
{
	json_t *stated;
	size_t i;

	json_array_foreach (json_object_get(record->settings, "attestedBefore"), i, stated) {
		if (!add(record, json_object_get(stated, "measureId"),
		         (int)json_integer_value(json_object_get(stated, "performanceYear"))))
			return op_stored(reply, STORE_MEMORY);
	}
	return load_signed(call, reply, record);
}
