/*
 * record_alter.c - the same record under other settings: what if it were reported so?
 */
#include "services/record_part.h"

#include <stdlib.h>
#include <string.h>

static mipsia_entity entity_of(const json_t *settings)
{
	const char *name = json_string_value(json_object_get(settings, "entityType"));

	for (int i = 0; name && i < MIPSIA_ENTITY_END; i++) {
		if (strcmp(name, mipsia_entity_name((mipsia_entity)i)) == 0)
			return (mipsia_entity)i;
	}
	return MIPSIA_GROUP;
}

static bool is_named(const json_t *members, const char *id)
{
	json_t *member;
	size_t i;

	json_array_foreach (members, i, member) {
		if (json_is_string(member) && strcmp(json_string_value(member), id) == 0)
			return true;
	}
	return false;
}

void record_apply_settings(struct record *record)
{
	const json_t *members = json_object_get(record->settings, "members");
	bool some;

	record->entity = entity_of(record->settings);
	/* a subgroup without members named is all of the roster */
	some = record->entity == MIPSIA_SUBGROUP && json_array_size(members) > 0;
	for (size_t i = 0; i < record->clinicians_length; i++) {
		struct record_clinician *c = &record->clinicians[i];

		c->member = c->in_year && (!some || is_named(members, c->id));
	}
}

bool record_alter(const struct record *record, json_t *settings, struct record *out)
{
	size_t size = (record->clinicians_length + 1) * sizeof(*record->clinicians);

	*out = *record;
	out->settings = json_copy(record->settings);
	out->clinicians = malloc(size);
	if (!out->settings || !out->clinicians) {
		record_alter_free(out);
		return false;
	}
	if (record->clinicians_length)
		memcpy(out->clinicians, record->clinicians, size - sizeof(*record->clinicians));
	json_object_update(out->settings, settings);
	record_apply_settings(out);
	return true;
}

void record_alter_free(struct record *altered)
{
	json_decref(altered->settings);
	free(altered->clinicians);
	*altered = (struct record){ 0 };
}
