/*
 * record_requirements.c - what the practice must do, with the reasons.
 */
#include "services/record_part.h"

#include <string.h>

#include "services/record_requirements.h"

static bool is_stated(const struct record *record, mipsia_special status)
{
	json_t *stated;
	size_t i;

	json_array_foreach (json_object_get(record->settings, "specialStatuses"), i, stated) {
		if (json_is_string(stated) &&
		    strcmp(json_string_value(stated), mipsia_special_name(status)) == 0)
			return true;
	}
	return false;
}

static int32_t status_count(const struct record *record, mipsia_special status)
{
	const json_t *value = json_object_get(json_object_get(record->settings, "statusCounts"),
	                                      mipsia_special_name(status));

	return json_is_integer(value) ? (int32_t)json_integer_value(value) : -1;
}

mipsia_counts record_counts(const struct record *record)
{
	mipsia_counts counts = MIPSIA_COUNTS_UNKNOWN;

	counts.clinicians = record_clinician_count(record);
	counts.patient_facing_encounters = record_setting_count(record, "patientFacingEncounters");
	for (int i = 0; i < MIPSIA_SPECIAL_END; i++)
		counts.clinicians_with[i] = status_count(record, (mipsia_special)i);
	return counts;
}

/* The rule of the last status that follows from counts and is not stated. */
static const mipsia_rule *derived_rule(const struct record *record, const mipsia_case *c)
{
	mipsia_counts counts = record_counts(record);
	const mipsia_rule *found = NULL;

	for (int i = 0; i < MIPSIA_SPECIAL_END; i++) {
		const mipsia_rule *rule;

		if ((c->statuses & MIPSIA_BIT(i)) && !is_stated(record, (mipsia_special)i) &&
		    mipsia_status_derive(record->book, record->year, record->entity, (mipsia_special)i,
		                         &counts, &rule) == MIPSIA_MET)
			found = rule;
	}
	return found;
}

bool record_entity(const struct record *record, struct entity_facts *out, char *message, size_t size)
{
	*out = entity_plain(record->book, record->year);
	if (!record_engine_case(record, RECORD_GROUP, &out->c, &out->clinicians, message, size))
		return false;
	out->derived_rule = derived_rule(record, &out->c);
	return true;
}

json_t *record_requirements(const struct record *record, char *message, size_t size)
{
	struct entity_facts facts;
	struct requirements requirements;

	if (!record_entity(record, &facts, message, size) ||
	    requirements_of(&facts, &requirements) != MIPSIA_OK)
		return NULL;
	return requirements_json(&requirements);
}
