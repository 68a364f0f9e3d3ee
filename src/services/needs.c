/*
 * needs.c - what is needed and why, where the practice stands, what to do next.
 */
#include "services/needs_part.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "services/catalogue_json.h"
#include "services/operations.h"

#define WARNED_CLINICIANS_MAX 100 /* of clinicians who report alone; of more the warnings are not told */

/* ------------------------------------------------------------------------ helpers */

bool needs_is_met(const struct needs *needs)
{
	return strcmp(json_string_value(json_object_get(needs->standing, "answer")),
	              record_answer_name(MIPSIA_MET)) == 0;
}

mipsia_date needs_day(const json_t *object, const char *member)
{
	const json_t *day = json_object_get(object, member);

	if (!json_is_string(day))
		return MIPSIA_DATE_UNKNOWN;
	return mipsia_date_parse(json_string_value(day), json_string_length(day));
}

void needs_step(json_t *steps, const char *kind, const char *measure_id, mipsia_date by, const char *format,
                ...)
{
	char text[640];
	va_list values;

	va_start(values, format);
	vsnprintf(text, sizeof(text), format, values);
	va_end(values);
	json_array_append_new(steps, json_pack("{s:s, s:s, s:s?, s:o}", "kind", kind, "text", text,
	                                       "measureId", measure_id, "by", json_date(by)));
}

json_t *needs_next(const struct needs *needs)
{
	bool closed = needs->record->today > needs->required.window_closes;
	json_t *steps = json_array();

	if (closed && !json_is_true(json_object_get(needs->standing, "signed"))) {
		needs_finish(needs, steps);
		return steps;
	}
	needs_ask_urgent(needs, steps);
	if (!needs_is_met(needs)) {
		needs_choose(needs, steps);
		needs_record(needs, steps);
		needs_ask_facts(needs, steps);
	}
	needs_prove(needs, steps);
	needs_finish(needs, steps);
	return steps;
}

/* --------------------------------------------------------------------- activities */

static bool is_listed(const struct record *record, int activity)
{
	const struct record_choice *choice = record_choice_of(record, activity);
	size_t length;
	size_t first = record_cells_of(record, activity, &length);

	if (choice && strcmp(choice->state, "dropped") != 0)
		return true;
	for (size_t i = first; i < first + length; i++) {
		if (record->cells[i].periods_length)
			return true;
	}
	return false;
}

static json_t *activities_of(const struct op_call *call, const struct record *record)
{
	json_t *list = json_array();

	for (int i = 0; i < mipsia_activity_count(record->book); i++) {
		const struct record_choice *choice = record_choice_of(record, i);
		json_t *activity;

		if (!is_listed(record, i))
			continue;
		activity = record_judgement_json(record, RECORD_GROUP, i);
		json_object_set_new(activity, "choice", choice ? json_string(choice->state) : json_null());
		json_object_set_new(activity, "missingProof",
		                    json_integer(record_missing_proof(call, record, i)));
		json_array_append_new(list, activity);
	}
	return list;
}

/* ----------------------------------------------------------------------- warnings */

/* What the judgements, or the steps, say better. */
static bool is_told_elsewhere(const char *code)
{
	static const char *const codes[] = {
		"participationUnknown", "notPerformed", "sitesNotMet", "sitesUnknown",
		"notInInventory",       "notInMvp",     "onlyInMvp",   "frequency",
		"factUnused",           "rosterSmall"
	};

	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		if (strcmp(code, codes[i]) == 0)
			return true;
	}
	return false;
}

json_t *needs_plain_warning(const char *message)
{
	const char *advice = strstr(message, ". State ");
	size_t length = advice ? (size_t)(advice - message) : strlen(message);

	if (!advice && (advice = strstr(message, "; state ")))
		length = (size_t)(advice - message);
	while (length > 0 && message[length - 1] == '.')
		length--;
	return json_sprintf("%c%.*s.", toupper((unsigned char)*message), length ? (int)length - 1 : 0,
	                    *message ? message + 1 : "");
}

static bool has_warning(const json_t *warnings, const json_t *message)
{
	json_t *warning;
	size_t i;

	json_array_foreach (warnings, i, warning) {
		if (json_equal(json_object_get(warning, "message"), message))
			return true;
	}
	return false;
}

static void add_warnings(const struct record *record, size_t clinician, json_t *warnings)
{
	json_t *answer = record_answer(record, clinician, RECORD_ALL);
	json_t *warning;
	size_t i;

	json_array_foreach (json_object_get(answer, "warnings"), i, warning) {
		const char *code = json_string_value(json_object_get(warning, "code"));
		json_t *message = needs_plain_warning(json_string_value(json_object_get(warning, "message")));

		if (!is_told_elsewhere(code) && !has_warning(warnings, message))
			json_array_append_new(warnings,
			                      json_pack("{s:s, s:O}", "code", code, "message", message));
		json_decref(message);
	}
	json_decref(answer);
}

static json_t *warnings_of(const struct record *record)
{
	json_t *warnings = json_array();
	int told = 0;

	if (record->entity != MIPSIA_INDIVIDUAL || record_count_members(record) == 0)
		add_warnings(record, RECORD_GROUP, warnings);
	for (size_t i = 0; record->entity == MIPSIA_INDIVIDUAL && i < record->clinicians_length; i++) {
		if (record->clinicians[i].member && told++ < WARNED_CLINICIANS_MAX)
			add_warnings(record, i, warnings);
	}
	return warnings;
}

/* ---------------------------------------------------------------------- operation */

static void answer(const struct op_call *call, struct op_reply *reply, const struct record *record)
{
	char message[ENTITY_REFUSAL];
	json_t *required = record_requirements(record, message, sizeof(message));
	struct needs needs = { .call = call, .record = record };
	json_t *standing;
	json_t *activities;

	if (!required || !record_entity(record, &needs.entity, message, sizeof(message))) {
		json_decref(required);
		op_problem(reply, 422, "notPossible",
		           "Change how the practice reports, in the settings of the year.", "%s", message);
		return;
	}
	mipsia_requirements_of(record->book, &needs.entity.c, &needs.required);
	needs.standing = standing = record_standing(call, record);
	needs.activities = activities = activities_of(call, record);
	op_answer(reply, 200,
	          json_pack("{s:i, s:o, s:o, s:O, s:O, s:o, s:o}", "year", record->year, "today",
	                    json_date(record->today), "requirements", required, "standing", standing,
	                    "activities", activities, "next", needs_next(&needs), "warnings",
	                    warnings_of(record)));
	json_decref(standing);
	json_decref(activities);
}

void op_get_needs(const struct op_call *call, struct op_reply *reply)
{
	struct record record;

	if (record_load(call, reply, call->practice_id, call->year, &record))
		answer(call, reply, &record);
	record_free(&record);
}
