/*
 * settings_read.c - how a practice wants to report a year, checked against the rule
 * book: who may report how that year.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "services/entity_facts.h"
#include "services/program_words.h"
#include "services/settings.h"

static const char *const known[] = { "entityType",
	                             "programName",
	                             "unitName",
	                             "entityId",
	                             "members",
	                             "specialStatuses",
	                             "clinicianCount",
	                             "patientFacingEncounters",
	                             "statusCounts",
	                             "apmParticipant",
	                             "iaStudyParticipant",
	                             "reweightedCategories",
	                             "otherCategoriesSubmitted",
	                             "extremeCircumstances",
	                             "attestedBefore",
	                             "policies",
	                             "note",
	                             "version",
	                             NULL };

/* ----------------------------------------------------------- who, and how to report */

static mipsia_entity read_entity(const struct body *body, json_t *facts)
{
	char text[BODY_BYTES(20)];

	if (!body_name(body, "entityType", 20, true, text))
		return MIPSIA_ENTITY_END;
	for (int i = 0; i < MIPSIA_ENTITY_END; i++) {
		if (strcmp(text, mipsia_entity_name((mipsia_entity)i)) != 0)
			continue;
		json_object_set_new(facts, "entityType", json_string(text));
		return (mipsia_entity)i;
	}
	body_error(body, "entityType", "unknownEntity",
	           "This must be individual, group, virtualGroup, subgroup or apm.");
	return MIPSIA_ENTITY_END;
}

/* "the group cannot report ..." as a sentence, at the field that is to be changed. */
static void say_refusal(const struct body *body, const struct entity_facts *entity, mipsia_status status)
{
	char text[ENTITY_REFUSAL], sentence[ENTITY_REFUSAL + 2];

	entity_refusal(entity, status, "choose another year", text);
	snprintf(sentence, sizeof(sentence), "%c%s.", toupper((unsigned char)*text), text + (*text != '\0'));
	body_error(body, "programName", "notPossible", sentence);
}

static void read_program(const struct op_call *call, const struct body *body, mipsia_entity entity,
                         json_t *facts)
{
	struct entity_facts asked = entity_plain(call->bench->book, call->year);
	char text[BODY_BYTES(20)];
	mipsia_option option;
	mipsia_result result;
	mipsia_status status;
	int mvp;

	if (!body_name(body, "programName", 20, true, text))
		return;
	if (!program_find(call->bench->book, text, &option, &mvp)) {
		body_error(body, "programName", "unknownProgram", "There is no such way to report.");
		return;
	}
	json_object_set_new(facts, "programName",
	                    json_string(mvp == MIPSIA_NO_MVP ? text : mipsia_mvp_id(call->bench->book, mvp)));
	if (entity == MIPSIA_ENTITY_END)
		return;
	asked.c.entity = (uint8_t)entity;
	asked.c.option = (uint8_t)option;
	asked.c.mvp = (uint8_t)mvp;
	status = mipsia_score(call->bench->book, &asked.c, &result);
	if (status != MIPSIA_OK)
		say_refusal(body, &asked, status);
}

/* ------------------------------------------------------------------------ the rest */

static void read_count(const struct body *body, const char *member, int64_t least, int64_t most,
                       json_t *facts)
{
	int64_t count = -1;

	body_number(body, member, least, most, &count);
	if (count >= 0)
		json_object_set_new(facts, member, json_integer(count));
}

static void read_truth(const struct body *body, const char *member, json_t *facts)
{
	bool truth = false;

	body_flag(body, member, &truth);
	if (body_has(body, member))
		json_object_set_new(facts, member, json_boolean(truth));
}

static void read_circumstances(const struct body *body, json_t *facts)
{
	char text[BODY_BYTES(20)];

	if (!body_line(body, "extremeCircumstances", 20, true, text)) {
		if (!body_has(body, "extremeCircumstances"))
			json_object_set_new(facts, "extremeCircumstances", json_null());
		return;
	}
	if (strcmp(text, "automatic") != 0 && strcmp(text, "application") != 0)
		body_error(body, "extremeCircumstances", "badValue",
		           "This must be automatic or application.");
	json_object_set_new(facts, "extremeCircumstances", json_string(text));
}

/* Nine digits, with hyphens or without. */
static bool looks_like_tin(const char *id)
{
	size_t digits = 0;

	for (; *id; id++) {
		if (!strchr("0123456789-", *id))
			return false;
		digits += *id != '-';
	}
	return digits == 9;
}

/* CMS's ID of a unit, as files for CMS name it: letters, digits, hyphens. */
static void read_entity_id(const struct body *body, json_t *facts)
{
	char id[BODY_BYTES(SETTINGS_ENTITY_ID_MAX)];
	size_t plain;

	body_line(body, "entityId", SETTINGS_ENTITY_ID_MAX, false, id);
	plain = strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
	if (id[plain] != '\0')
		body_error(body, "entityId", "badValue", "This has letters, digits and hyphens only.");
	else if (looks_like_tin(id))
		body_error(body, "entityId", "looksLikeTin",
		           "This looks like a TIN. Enter the ID that CMS gave to the unit.");
	json_object_set_new(facts, "entityId", json_string(id));
}

static void read_words(const struct body *body, json_t *facts)
{
	char unit[BODY_BYTES(SETTINGS_UNIT_NAME_MAX)];
	const char *note = body_text(body, "note", SETTINGS_NOTE_MAX);

	body_line(body, "unitName", SETTINGS_UNIT_NAME_MAX, false, unit);
	json_object_set_new(facts, "unitName", json_string(unit));
	read_entity_id(body, facts);
	json_object_set_new(facts, "note", json_string(note ? note : ""));
}

json_t *settings_read(const struct op_call *call, struct op_reply *reply, int64_t *version)
{
	json_t *facts;
	struct body body;
	mipsia_entity entity;

	if (!body_begin(&body, call, reply))
		return NULL;
	facts = record_default_settings(call->year);
	json_object_del(facts, "version");
	body_know(&body, known);
	*version = body_version(&body);
	entity = read_entity(&body, facts);
	read_program(call, &body, entity, facts);
	read_count(&body, "clinicianCount", 1, SETTINGS_CLINICIANS_MAX, facts);
	read_count(&body, "patientFacingEncounters", 0, SETTINGS_ENCOUNTERS_MAX, facts);
	read_truth(&body, "apmParticipant", facts);
	read_truth(&body, "iaStudyParticipant", facts);
	if (body_has(&body, "extremeCircumstances"))
		read_circumstances(&body, facts);
	read_words(&body, facts);
	settings_read_lists(call, &body, entity, facts);
	if (!op_failed(reply))
		return facts;
	json_decref(facts);
	return NULL;
}
