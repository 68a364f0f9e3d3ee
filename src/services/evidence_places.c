/* evidence_places.c - what a piece of evidence is evidence of; see evidence.h. */
#include "services/evidence.h"

#include <stdio.h>
#include <string.h>

#include "guide/guide.h"

/* The text of an EvidenceFor's member, "" for none; NULL after an error. */
static const char *member_of(struct op_reply *reply, const json_t *place, const char *path,
                             const char *member, bool needed)
{
	const json_t *value = json_object_get(place, member);
	char pointer[120];

	snprintf(pointer, sizeof pointer, "%s/%s", path, member);
	if (json_is_string(value) && (!needed || json_string_length(value) > 0))
		return json_string_value(value);
	if ((!value || json_is_null(value)) && !needed)
		return "";
	op_error(reply, pointer, value ? "badType" : "missing", "Please say which activity this is for.");
	return NULL;
}

static bool has_item(const char *measure_id, int year, const char *item_id)
{
	const struct guide_entry *entry = guide_find(measure_id);

	for (int i = 0; entry && i < entry->proof_length; i++)
		if (guide_holds(entry->proof[i].years, year) && strcmp(entry->proof[i].id, item_id) == 0)
			return true;
	return false;
}

/* 1 there is, 0 there is not, -1 after filling reply. */
static int has_clinician(const struct op_call *call, struct op_reply *reply, const char *clinician_id)
{
	struct store_rows *rows = NULL;
	enum store_status status =
		store_query(call->store, &rows,
	                    "SELECT 1 FROM clinician WHERE id = ?1 AND practice_id = ?2 AND removed = 0",
	                    "tt", clinician_id, call->practice_id);
	bool found;

	if (status == STORE_OK)
		status = store_step(rows);
	store_rows_end(rows);
	found = status == STORE_ROW;
	if (!found && !op_stored(reply, status))
		return -1;
	return found;
}

static bool is_activity(const struct op_call *call, const char *measure_id)
{
	int activity = mipsia_activity_find(call->bench->book, measure_id, strlen(measure_id));

	return activity >= 0 && mipsia_activity_in_year(call->bench->book, activity, call->year) != NULL;
}

static void say(struct op_reply *reply, const char *path, const char *member, const char *code,
                const char *message)
{
	char pointer[120];

	snprintf(pointer, sizeof pointer, "%s/%s", path, member);
	op_error(reply, pointer, code, "%s", message);
}

static void check_members(struct op_reply *reply, const json_t *place, const char *path)
{
	const char *key;
	json_t *value;

	json_object_foreach ((json_t *)place, key, value) {
		if (strcmp(key, "measureId") != 0 && strcmp(key, "itemId") != 0 &&
		    strcmp(key, "clinicianId") != 0)
			say(reply, path, key, "unknownField", "This is not known here.");
	}
}

/* One place, checked; NULL after an error. */
static json_t *read_place(const struct op_call *call, struct op_reply *reply, const json_t *place,
                          const char *path)
{
	const char *measure_id = member_of(reply, place, path, "measureId", true);
	const char *item_id = member_of(reply, place, path, "itemId", false);
	const char *clinician_id = member_of(reply, place, path, "clinicianId", false);

	check_members(reply, place, path);
	if (!measure_id || !item_id || !clinician_id)
		return NULL;
	if (!is_activity(call, measure_id))
		say(reply, path, "measureId", "unknownActivity",
		    "This activity is not in the inventory of that year.");
	else if (*item_id && !has_item(measure_id, call->year, item_id))
		say(reply, path, "itemId", "unknownItem",
		    "The checklist of this activity has no such item that year.");
	if (*clinician_id && has_clinician(call, reply, clinician_id) == 0)
		say(reply, path, "clinicianId", "unknownClinician",
		    "There is no such clinician in the roster.");
	return json_pack("{s:s, s:s, s:s}", "measureId", measure_id, "itemId", item_id, "clinicianId",
	                 clinician_id);
}

json_t *evidence_read_places(const struct op_call *call, struct op_reply *reply, const json_t *array,
                             const char *path)
{
	json_t *places = json_array();
	json_t *place;
	size_t i;

	if (array && !json_is_array(array))
		op_error(reply, path, "badType", "This must be a list.");
	else if (json_array_size(array) > EVIDENCE_LINKS_MAX)
		op_error(reply, path, "tooLong", "This names more than %d places.", EVIDENCE_LINKS_MAX);
	else
		json_array_foreach (array, i, place) {
			char at[80];

			snprintf(at, sizeof at, "%s/%zu", path, i);
			json_array_append_new(places, read_place(call, reply, place, at));
		}
	if (!op_failed(reply))
		return places;
	json_decref(places);
	return NULL;
}

static const char *text_of(const json_t *place, const char *member)
{
	return json_string_value(json_object_get(place, member));
}

bool evidence_add_places(const struct op_call *call, struct op_reply *reply, const char *id,
                         const json_t *places)
{
	json_t *place;
	size_t i;

	json_array_foreach (places, i, place) {
		if (!op_stored(reply,
		               store_run(call->store, NULL,
		                         "INSERT INTO evidence_link (evidence_id, measure_id, item_id, "
		                         "clinician_id) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
		                         "tttt", id, text_of(place, "measureId"), text_of(place, "itemId"),
		                         text_of(place, "clinicianId"))))
			return false;
	}
	return true;
}

bool evidence_drop_places(const struct op_call *call, struct op_reply *reply, const char *id)
{
	return op_stored(reply, store_run(call->store, NULL,
	                                  "DELETE FROM evidence_link WHERE evidence_id = ?1", "t", id));
}

void evidence_places_text(const json_t *places, char *text, size_t size)
{
	json_t *seen = json_object();
	size_t length = 0;
	size_t count = 0;
	json_t *place;
	size_t i;

	*text = '\0';
	json_array_foreach (places, i, place) {
		const char *measure_id = text_of(place, "measureId");

		if (json_object_get(seen, measure_id))
			continue;
		json_object_set_new(seen, measure_id, json_true());
		if (count++ < 5 && length < size)
			length += (size_t)snprintf(text + length, size - length, "%s%s",
			                           count == 1 ? ", for " : ", ", measure_id);
	}
	if (count > 5 && length < size)
		snprintf(text + length, size - length, " and %zu more", count - 5);
	json_decref(seen);
}
