/*
 * compare.c - several ways to report, side by side. Nothing is changed.
 */
#include "services/compare_part.h"

#include <stdio.h>
#include <string.h>

#include "services/body.h"
#include "services/operations.h"
#include "services/program_words.h"

#define NAME_MAX_CHARACTERS 120
#define SPECIALTY_MAX_CHARACTERS 80
#define PROGRAM_MAX_CHARACTERS 20
#define CLINICIANS_MAX 1000000

/* -------------------------------------------------------------------------- body */

static void check_entity(const struct body *body)
{
	char name[BODY_BYTES(20)];

	if (!body_line(body, "entityType", 20, true, name))
		return;
	for (int i = 0; i < MIPSIA_ENTITY_END; i++) {
		if (strcmp(name, mipsia_entity_name((mipsia_entity)i)) == 0)
			return;
	}
	body_error(body, "entityType", "badValue",
	           "This must be individual, group, virtualGroup, subgroup or apm.");
}

static void check_program(const struct body *body, const mipsia_rulebook *book)
{
	char name[BODY_BYTES(PROGRAM_MAX_CHARACTERS)];
	mipsia_option option;
	int mvp;

	if (body_line(body, "programName", PROGRAM_MAX_CHARACTERS, true, name) &&
	    !program_find(book, name, &option, &mvp))
		body_error(body, "programName", "badValue",
		           "There is no such way to report; choose one of the list.");
}

static void check_statuses(const struct body *body)
{
	const json_t *statuses = body_array(body, "specialStatuses", MIPSIA_SPECIAL_END);
	json_t *status;
	size_t i;

	json_array_foreach (statuses, i, status) {
		int k = 0;

		while (k < MIPSIA_SPECIAL_END &&
		       !(json_is_string(status) &&
		         strcmp(json_string_value(status), mipsia_special_name((mipsia_special)k)) == 0))
			k++;
		if (k == MIPSIA_SPECIAL_END) {
			body_error(body, "specialStatuses", "badValue",
			           "These must be smallPractice, rural, hpsa or nonPatientFacing.");
			return;
		}
	}
}

static void check_plan(const struct body *body, const mipsia_rulebook *book)
{
	static const char *const known[] = {
		"name",           "entityType",      "programName", "clinicianCount",
		"apmParticipant", "specialStatuses", NULL
	};
	char name[BODY_BYTES(NAME_MAX_CHARACTERS)];
	int64_t count = 0;
	bool apm = false;

	body_know(body, known);
	body_line(body, "name", NAME_MAX_CHARACTERS, false, name);
	check_entity(body);
	check_program(body, book);
	check_statuses(body);
	body_number(body, "clinicianCount", 1, CLINICIANS_MAX, &count);
	body_flag(body, "apmParticipant", &apm);
}

static void check_body(const struct body *body, const mipsia_rulebook *book)
{
	static const char *const known[] = { "specialty", "from", "plans", NULL };
	const json_t *plans = body_array(body, "plans", COMPARE_PLANS_MAX);
	char specialty[BODY_BYTES(SPECIALTY_MAX_CHARACTERS)];
	struct body plan;

	body_know(body, known);
	body_line(body, "specialty", SPECIALTY_MAX_CHARACTERS, false, specialty);
	for (size_t i = 0; i < json_array_size(plans); i++) {
		if (body_element(&plan, body, "plans", i))
			check_plan(&plan, book);
	}
}

/* --------------------------------------------------------------------- comparison */

static mipsia_set doing_of(const struct record *record)
{
	mipsia_set doing;

	record_attested(record, RECORD_GROUP, &doing);
	for (size_t i = 0; i < record->choices_length; i++) {
		if (strcmp(record->choices[i].state, "dropped") != 0)
			mipsia_set_add(&doing, record->choices[i].activity);
	}
	return doing;
}

static const char *specialty_asked(const struct op_call *call)
{
	const char *text = json_string_value(json_object_get(call->body, "specialty"));

	return text && text[strspn(text, " \t")] ? text : NULL;
}

static void answer(struct op_reply *reply, const struct comparison *comparison)
{
	json_t *asked = json_object_get(comparison->call->body, "plans");
	json_t *inputs = json_array_size(asked) > 0 ? json_incref(asked) : compare_usual_plans(comparison);
	json_t *plans = json_array();
	json_t *input;
	size_t i;

	json_array_foreach (inputs, i, input)
		json_array_append_new(plans, compare_plan(comparison, input));
	json_decref(inputs);
	op_answer(reply, 200, json_pack("{s:o}", "plans", plans));
}

void op_compare_plans(const struct op_call *call, struct op_reply *reply)
{
	struct comparison comparison = { .call = call, .from = call->today };
	struct record record;
	struct body body;

	if (!body_begin(&body, call, reply))
		return;
	check_body(&body, call->bench->book);
	if (body_has(&body, "from"))
		body_day(&body, "from", &comparison.from);
	if (op_failed(reply))
		return;
	if (record_load(call, reply, call->practice_id, call->year, &record)) {
		comparison.record = &record;
		comparison.specialty = specialty_asked(call);
		comparison.doing = doing_of(&record);
		answer(reply, &comparison);
	}
	record_free(&record);
}
