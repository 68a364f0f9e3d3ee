/*
 * settings.c - how a practice reports in a year: showing it, setting it, putting it
 * back.
 */
#include "services/settings.h"

#include <stdio.h>
#include <string.h>

#include "services/history.h"
#include "services/operations.h"
#include "services/program_words.h"
#include "services/undo.h"
#include "services/words.h"

/* --------------------------------------------------------------------- showing */

static json_t *pcmh_json(const json_t *sites, int year)
{
	mipsia_date end = mipsia_date_make(year, 12, 31);
	int recognized = 0, unknown = 0;

	for (size_t i = 0; i < json_array_size(sites); i++) {
		const json_t *site = json_array_get(sites, i);
		const json_t *truth = json_object_get(site, "pcmhRecognized");
		const char *expires = json_string_value(json_object_get(site, "pcmhExpires"));

		unknown += !json_is_boolean(truth);
		recognized += json_is_true(truth) &&
		              (!expires || mipsia_date_parse(expires, strlen(expires)) >= end);
	}
	return json_pack("{s:I, s:i, s:i}", "practiceSites", (json_int_t)json_array_size(sites),
	                 "recognizedSites", recognized, "unknownSites", unknown);
}

static json_t *settings_json(const struct record *record)
{
	json_t *json = json_copy(record->settings);
	char program[PROGRAM_TEXT];

	program_text(record->book, record->year, json_string_value(json_object_get(json, "programName")),
	             program);
	json_object_set_new(json, "programText", json_string(program));
	json_object_set_new(json, "year", json_integer(record->year));
	json_object_set_new(json, "provisional",
	                    json_boolean(mipsia_year_is_provisional(record->book, record->year)));
	json_object_set_new(json, "rosterCount", json_integer((json_int_t)record_count_in_year(record)));
	json_object_set_new(json, "pcmh", pcmh_json(record->sites, record->year));
	json_object_set_new(json, "derived", settings_derived(record));
	json_object_set_new(json, "warnings", settings_warnings(record));
	return json;
}

static json_t *load_json(const struct op_call *call, struct op_reply *reply)
{
	struct record record = { 0 };
	json_t *json = NULL;

	if (record_load(call, reply, call->practice_id, call->year, &record))
		json = settings_json(&record);
	record_free(&record);
	return json;
}

void op_get_settings(const struct op_call *call, struct op_reply *reply)
{
	json_t *json = load_json(call, reply);

	if (json)
		op_answer(reply, 200, json);
}

/* --------------------------------------------------------------------- setting */

/* Row of a practice's year: what is stored, and its version; 0 and null: none. */
static bool load_row(const struct op_call *call, struct op_reply *reply, int year, json_t **facts,
                     int64_t *version)
{
	json_t *row = NULL;

	*facts = json_null();
	*version = 0;
	if (!op_stored(reply,
	               store_json_one(call->store, &row,
	                              "SELECT settings AS \"settings:json\", version FROM practice_year "
	                              "WHERE practice_id = ?1 AND year = ?2",
	                              "ti", call->practice_id, (int64_t)year)))
		return false;
	if (row) {
		*facts = json_incref(json_object_get(row, "settings"));
		*version = json_integer_value(json_object_get(row, "version"));
	}
	json_decref(row);
	return true;
}

static bool store_row(const struct op_call *call, struct op_reply *reply, int year, const json_t *facts,
                      int64_t version)
{
	return op_stored(reply, store_run(call->store, NULL,
	                                  "INSERT INTO practice_year (practice_id, year, settings, version) "
	                                  "VALUES (?1, ?2, ?3, ?4) ON CONFLICT (practice_id, year) DO UPDATE "
	                                  "SET settings = excluded.settings, version = excluded.version",
	                                  "tiji", call->practice_id, (int64_t)year, facts, version));
}

/* "; special statuses; note": what differs. */
static void changes_words(const json_t *before, const json_t *after, char *out, size_t size)
{
	static const char *const words[][2] = { { "entityType", "who reports" },
		                                { "programName", "how it is reported" },
		                                { "unitName", "name of the unit" },
		                                { "entityId", "CMS's ID of the unit" },
		                                { "members", "members" },
		                                { "specialStatuses", "special statuses" },
		                                { "clinicianCount", "number of clinicians" },
		                                { "patientFacingEncounters", "encounters" },
		                                { "statusCounts", "counts of statuses" },
		                                { "apmParticipant", "APM" },
		                                { "iaStudyParticipant", "study" },
		                                { "reweightedCategories", "reweighted categories" },
		                                { "otherCategoriesSubmitted", "other categories" },
		                                { "extremeCircumstances", "extreme circumstances" },
		                                { "attestedBefore", "earlier attestations" },
		                                { "policies", "contested readings" },
		                                { "note", "note" } };
	size_t length = 0;

	*out = '\0';
	for (size_t i = 0; json_is_object(before) && i < sizeof(words) / sizeof(*words) && length < size;
	     i++) {
		if (!json_equal(json_object_get(before, words[i][0]), json_object_get(after, words[i][0])))
			length += (size_t)snprintf(out + length, size - length, "%s%s", length ? ", " : ": ",
			                           words[i][1]);
	}
}

static const char *entity_text(const json_t *facts)
{
	const char *name = json_string_value(json_object_get(facts, "entityType"));

	for (int i = 0; i < MIPSIA_ENTITY_END; i++) {
		if (strcmp(name, mipsia_entity_name((mipsia_entity)i)) == 0)
			return words_entity((mipsia_entity)i);
	}
	return name;
}

static bool record_change(const struct op_call *call, struct op_reply *reply, json_t *before,
                          const json_t *after, int64_t version)
{
	struct op_event event = { .kind = "settings.changed", .year = call->year };
	char of[8], program[PROGRAM_TEXT], changes[400];

	snprintf(of, sizeof(of), "%d", call->year);
	program_text(call->bench->book, call->year, json_string_value(json_object_get(after, "programName")),
	             program);
	changes_words(before, after, changes, sizeof(changes));
	event.undo = json_pack("{s:s, s:i, s:I, s:O}", "of", of, "year", call->year, "version",
	                       (json_int_t)version, "before", before);
	return op_record(call, reply, &event, NULL, "%s how %d is reported (%s, %s)%s",
	                 json_is_null(before) ? "Set" : "Changed", call->year, entity_text(after), program,
	                 changes);
}

static void say_conflict(const struct op_call *call, struct op_reply *reply)
{
	json_t *current = load_json(call, reply);
	char of[8];

	snprintf(of, sizeof(of), "%d", call->year);
	if (current)
		history_conflict(call, reply, "settings.", of, current);
}

void op_put_settings(const struct op_call *call, struct op_reply *reply)
{
	int64_t seen, version;
	json_t *facts = settings_read(call, reply, &seen);
	json_t *before = NULL;

	if (facts && load_row(call, reply, call->year, &before, &version)) {
		if (seen != version)
			say_conflict(call, reply);
		else if (json_equal(before, facts) ||
		         (store_row(call, reply, call->year, facts, version + 1) &&
		          record_change(call, reply, before, facts, version + 1)))
			op_get_settings(call, reply);
	}
	json_decref(before);
	json_decref(facts);
}

/* ----------------------------------------------------------------- putting back */

bool settings_undo(const struct op_call *call, struct op_reply *reply, const json_t *undo)
{
	int year = (int)json_integer_value(json_object_get(undo, "year"));
	json_t *facts = json_incref(json_object_get(undo, "before"));
	json_t *now = NULL;
	int64_t version;
	bool done = false;

	if (load_row(call, reply, year, &now, &version)) {
		if (version != json_integer_value(json_object_get(undo, "version"))) {
			undo_refuse(reply, "The settings of the year were changed again since.");
		} else {
			if (json_is_null(facts)) {
				facts = record_default_settings(year);
				json_object_del(facts, "version");
			}
			done = store_row(call, reply, year, facts, version + 1);
		}
	}
	json_decref(now);
	json_decref(facts);
	return done;
}
