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

static bool run(const struct record *record, size_t clinician, enum record_attest which, struct case_run *out)
{
	char *text = text_of(record_case(record, clinician, which));
	bool scored = text && case_run(record->book, text, strlen(text), out);

	if (!text)
		*out = (struct case_run){ .message = "mipsia has not enough memory for this" };
	free(text);
	return scored;
}

bool record_score(const struct record *record, size_t clinician, enum record_attest which, mipsia_result *out)
{
	struct case_run answer;
	bool scored = run(record, clinician, which, &answer);

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

/* "an entity of ..." as "An entity of ....". */
static void put_sentence(const char *text, char *message, size_t size)
{
	size_t length = strlen(text);

	snprintf(message, size, "%c%s%s", toupper((unsigned char)*text), *text ? text + 1 : "",
	         length && text[length - 1] == '.' ? "" : ".");
}

/* The record without what was recorded. */
static struct record without_activities(const struct record *record)
{
	struct record bare = *record;

	bare.cells_length = 0;
	bare.choices_length = 0;
	return bare;
}

bool record_engine_case(const struct record *record, size_t clinician, mipsia_case *out, int32_t *clinicians,
                        char *message, size_t size)
{
	struct record bare = without_activities(record);
	struct case_run answer;

	*clinicians = unit_size(record);
	if (!run(&bare, clinician, RECORD_ALL, &answer)) {
		put_sentence(answer.message, message, size);
		return false;
	}
	*out = answer.picked;
	/* what is asked is worth something once the entity attests */
	out->facts |= MIPSIA_FACT_IA_SUBMITTED | MIPSIA_FACT_IA_ATTESTED;
	return true;
}
