/*
 * score.c - the explained score of what is recorded: of the group, or of each
 * clinician who reports alone.
 */
#include "services/operations.h"
#include "services/program_words.h"
#include "services/record.h"

static json_t *result_of(const struct record *record, size_t clinician)
{
	const struct record_clinician *c = clinician == RECORD_GROUP ? NULL : &record->clinicians[clinician];
	const char *unit = json_string_value(json_object_get(record->settings, "unitName"));
	const char *name = unit && *unit ? unit : record->practice_name;

	return json_pack("{s:s?, s:s?, s:s, s:o}", "clinicianId", c ? c->id : NULL, "npi", c ? c->npi : NULL,
	                 "name", c ? c->name : name, "answer", record_answer(record, clinician, RECORD_ALL));
}

static json_t *results_of(const struct record *record)
{
	json_t *results = json_array();

	if (record->entity != MIPSIA_INDIVIDUAL)
		json_array_append_new(results, result_of(record, RECORD_GROUP));
	for (size_t i = 0; record->entity == MIPSIA_INDIVIDUAL && i < record->clinicians_length; i++) {
		if (record->clinicians[i].member)
			json_array_append_new(results, result_of(record, i));
	}
	return results;
}

static json_t *score_json(const struct op_call *call, const struct record *record)
{
	const char *program = json_string_value(json_object_get(record->settings, "programName"));
	char text[PROGRAM_TEXT];

	program_text(record->book, record->year, program ? program : "mips", text);
	return json_pack("{s:i, s:s, s:s, s:s, s:o, s:o}", "year", record->year, "entityType",
	                 mipsia_entity_name(record->entity), "programText", text, "rulebook",
	                 mipsia_rulebook_digest(record->book), "results", results_of(record), "standing",
	                 record_standing(call, record));
}

void op_get_score(const struct op_call *call, struct op_reply *reply)
{
	struct record record;

	if (record_load(call, reply, call->practice_id, call->year, &record))
		op_answer(reply, 200, score_json(call, &record));
	record_free(&record);
}
