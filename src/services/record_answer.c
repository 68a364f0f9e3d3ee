/*
 * record_answer.c - the record through the same intake and the same engine as
 * `mipsia score`.
 */
#include "services/record_part.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "services/case_run.h"
#include "services/entity_facts.h"

/* The case as text; takes it. NULL: no memory. */
static char *text_of(json_t *json)
{
	char *text = json ? json_dumps(json, JSON_COMPACT) : NULL;

	json_decref(json);
	return text;
}

json_t *record_answer(const struct record *record, size_t clinician, enum record_attest which)
{
	char *text = text_of(record_case(record, clinician, which));
	size_t length = 0;
	char *answer = text ? case_run_answer(record->book, text, strlen(text), &length) : NULL;
	json_t *json = answer ? json_loadb(answer, length, 0, NULL) : NULL;

	free(text);
	free(answer);
	return json;
}

/* Takes the case. */
static bool run(const struct record *record, json_t *json, struct case_run *out)
{
	char *text = text_of(json);
	bool scored = text && case_run(record->book, text, strlen(text), out);

	if (!text)
		*out = (struct case_run){ .message = "mipsia has not enough memory for this" };
	free(text);
	return scored;
}

bool record_score(const struct record *record, size_t clinician, enum record_attest which, mipsia_result *out)
{
	struct case_run answer;
	bool scored = run(record, record_case(record, clinician, which), &answer);

	*out = answer.result;
	return scored;
}

/* ------------------------------------------------------------------- engine case */

static int32_t unit_size(const struct record *record)
{
	size_t members = record_count_members(record);

	if (record->entity == MIPSIA_SUBGROUP)
		return members > 0 ? (int32_t)members : -1;
	return record_clinician_count(record);
}

/* "the group cannot ..." as "The group cannot ...." */
static void put_sentence(const char *text, char *message, size_t size)
{
	size_t length = strlen(text);

	snprintf(message, size, "%c%s%s", toupper((unsigned char)*text), *text ? text + 1 : "",
	         length && text[length - 1] == '.' ? "" : ".");
}

static bool set_program(struct entity_facts *facts, const char *program)
{
	if (strcmp(program, "webInterface") == 0 || strcmp(program, "other") == 0) {
		facts->c.option = *program == 'w' ? MIPSIA_APM_STANDARD_WEB : MIPSIA_APM_STANDARD_OTHER;
		return true;
	}
	return entity_set_program(facts, program);
}

/* Why it cannot be reported so: what the practice could do about it, where that is
 * known; else what the intake says. */
static void refuse(const struct record *record, const char *otherwise, char *message, size_t size)
{
	const char *program = json_string_value(json_object_get(record->settings, "programName"));
	struct entity_facts facts = entity_plain(record->book, record->year);
	char text[ENTITY_REFUSAL];
	mipsia_result result;
	mipsia_status status;

	facts.c.entity = (uint8_t)record->entity;
	if (program && !set_program(&facts, program)) {
		snprintf(message, size, "There is no way to report called %.20s; choose another.", program);
		return;
	}
	status = mipsia_score(record->book, &facts.c, &result);
	if (status != MIPSIA_OK) {
		entity_refusal(&facts, status, "choose another year", text);
		otherwise = text;
	}
	put_sentence(otherwise, message, size);
}

bool record_engine_case(const struct record *record, size_t clinician, mipsia_case *out, int32_t *clinicians,
                        char *message, size_t size)
{
	struct case_run answer;

	*clinicians = unit_size(record);
	(void)clinician; /* what is known of the entity is known of the practice */
	if (!run(record, record_bare_case(record), &answer)) {
		refuse(record, answer.message, message, size);
		return false;
	}
	*out = answer.picked;
	/* what is asked is worth something once the entity attests */
	out->facts |= MIPSIA_FACT_IA_SUBMITTED | MIPSIA_FACT_IA_ATTESTED;
	return true;
}
