/*
 * record_settings.c - how a practice reports in a year: what was set, over the
 * defaults.
 */
#include "services/record_part.h"

#include <string.h>

/* Any count of clinicians or encounters, as docs/case-format.md limits them. */
#define COUNT_MAX 10000000

json_t *record_default_settings(int year)
{
	(void)year; /* traditional MIPS as a group is open in every year of the rule book */
	return json_pack(
		"{s:s, s:s, s:s, s:s, s:[], s:[], s:n, s:n, s:{}, s:n, s:b, s:[], s:[], s:n, s:[], s:{}, "
		"s:s, s:i}",
		"entityType", mipsia_entity_name(MIPSIA_GROUP), "programName", "mips", "unitName", "",
		"entityId", "", "members", "specialStatuses", "clinicianCount", "patientFacingEncounters",
		"statusCounts", "apmParticipant", "iaStudyParticipant", false, "reweightedCategories",
		"otherCategoriesSubmitted", "extremeCircumstances", "attestedBefore", "policies", "note", "",
		"version", 0);
}

bool record_load_settings(const struct op_call *call, struct op_reply *reply, struct record *record)
{
	json_t *row = NULL;

	record->settings = record_default_settings(record->year);
	if (!op_stored(reply,
	               store_json_one(call->store, &row,
	                              "SELECT settings AS \"settings:json\", version FROM practice_year "
	                              "WHERE practice_id = ?1 AND year = ?2",
	                              "ti", record->practice_id, (int64_t)record->year)))
		return false;
	if (row) {
		json_object_update(record->settings, json_object_get(row, "settings"));
		json_object_set(record->settings, "version", json_object_get(row, "version"));
		json_decref(row);
	}
	return true;
}

int32_t record_setting_count(const struct record *record, const char *name)
{
	const json_t *value = json_object_get(record->settings, name);
	json_int_t count = json_integer_value(value);

	if (!json_is_integer(value) || count < 0)
		return -1;
	return count > COUNT_MAX ? COUNT_MAX : (int32_t)count;
}

uint32_t record_policies(const struct record *record)
{
	const json_t *readings = json_object_get(record->settings, "policies");
	uint32_t policies = 0;

	for (int i = 0; i < MIPSIA_POLICY_END; i++) {
		const mipsia_policy_info *policy = mipsia_policy_info_of((mipsia_policy)i);
		const char *reading = json_string_value(json_object_get(readings, policy->name));

		if (reading && strcmp(reading, policy->reading[1]) == 0)
			policies |= MIPSIA_BIT(i);
	}
	return policies;
}
