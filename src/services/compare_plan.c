/*
 * compare_plan.c - one way to report: what it needs, where the practice would stand,
 * what would be left out, and which activities would reach full credit.
 */
#include "services/compare_part.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "services/program_words.h"
#include "services/proposal.h"
#include "services/words.h"

static const char *member(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text ? text : "";
}

/* ------------------------------------------------------------------------ settings */

/* What of the plan takes the place of a setting. */
static json_t *settings_of(const json_t *input)
{
	static const char *const names[] = { "entityType", "programName", "clinicianCount", "apmParticipant",
		                             "specialStatuses" };
	json_t *settings = json_object();

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		json_t *value = json_object_get(input, names[i]);

		if (value && !json_is_null(value))
			json_object_set(settings, names[i], value);
	}
	return settings;
}

static bool is_current(const struct record *record, json_t *settings)
{
	const char *name;
	json_t *value;

	json_object_foreach (settings, name, value) {
		if (!json_equal(value, json_object_get(record->settings, name)))
			return false;
	}
	return true;
}

/* "Group, traditional MIPS" */
static json_t *name_of(const json_t *input, mipsia_entity entity, const char *program)
{
	const char *given = member(input, "name");
	const char *words = entity == MIPSIA_INDIVIDUAL ? "individual clinicians" : words_entity(entity);

	if (*given)
		return json_string(given);
	return json_sprintf("%c%s, %s", toupper((unsigned char)*words), words + 1, program);
}

/* ----------------------------------------------------------------------- left out */

static json_t *left_out(const struct comparison *comparison, const mipsia_case *c)
{
	const mipsia_rulebook *book = comparison->record->book;
	json_t *left = json_array();

	for (int i = 0; i < mipsia_activity_count(book); i++) {
		mipsia_case one = *c;
		uint8_t points;

		if (!mipsia_set_has(&comparison->doing, i))
			continue;
		mipsia_set_add(&one.attested, i);
		if (mipsia_activity_reason(book, &one, i, &points) != MIPSIA_COUNTED)
			json_array_append_new(left, json_string(mipsia_activity_id(book, i)));
	}
	return left;
}

/* -------------------------------------------------------------------- suggestions */

/* The specialty that most of the roster has, among those that the guide knows; -1. */
static int roster_specialty(const struct record *record)
{
	int best = -1;
	int most = 0;

	for (int s = 0; guide_specialty_words[s]; s++) {
		int count = 0;

		for (size_t i = 0; i < record->clinicians_length; i++) {
			const struct record_clinician *c = &record->clinicians[i];

			count += c->member && *c->specialty && guide_specialty(c->specialty) == s;
		}
		if (count > most) {
			most = count;
			best = s;
		}
	}
	return best;
}

/* What is done of the activities of the year. */
static mipsia_set doing_in_year(const struct comparison *comparison)
{
	const struct record *record = comparison->record;
	mipsia_set doing = { { 0 } };

	for (int i = 0; i < mipsia_activity_count(record->book); i++) {
		if (mipsia_set_has(&comparison->doing, i) &&
		    mipsia_activity_in_year(record->book, i, record->year))
			mipsia_set_add(&doing, i);
	}
	return doing;
}

static json_t *suggestions_of(const struct comparison *comparison, const struct entity_facts *facts)
{
	struct proposal proposal;
	json_t *answer = NULL;
	json_t *sets;

	proposal_begin(&proposal, facts);
	proposal.day_first = true;
	proposal.request.specialty = comparison->specialty ? guide_specialty(comparison->specialty)
	                                                   : roster_specialty(comparison->record);
	proposal.request.doing = doing_in_year(comparison);
	proposal_start(&proposal, comparison->from);
	if (suggest(&proposal.request, &proposal.answer) == MIPSIA_OK)
		answer = proposal_json(&proposal);
	proposal_free(&proposal);
	sets = json_incref(json_object_get(answer, "suggestions"));
	json_decref(answer);
	return sets ? sets : json_array();
}

/* --------------------------------------------------------------------------- plan */

/* Why the plan is not possible; "" when it is. */
static void refuse(const struct record *altered, struct entity_facts *facts, char *message, size_t size)
{
	bool app = strncmp(member(altered->settings, "programName"), "app", 3) == 0;

	*message = '\0';
	if (!record_entity(altered, facts, message, size))
		return;
	if (app && json_is_false(json_object_get(altered->settings, "apmParticipant")) &&
	    altered->entity != MIPSIA_APM_ENTITY)
		snprintf(message, size, "The APP is for APM participants.");
}

static json_t *plan_json(const struct comparison *comparison, const struct record *altered, json_t *input,
                         bool current)
{
	const char *program = member(altered->settings, "programName");
	struct entity_facts facts;
	char message[ENTITY_REFUSAL];
	char text[PROGRAM_TEXT];
	bool possible;
	json_t *plan;

	refuse(altered, &facts, message, sizeof(message));
	possible = !*message;
	program_text(altered->book, altered->year, program, text);
	plan = json_pack("{s:o, s:s, s:s, s:s, s:b, s:s?}", "name", name_of(input, altered->entity, text),
	                 "entityType", mipsia_entity_name(altered->entity), "programName", program,
	                 "programText", text, "current", current, "error", possible ? NULL : message);
	json_object_set_new(plan, "requirements",
	                    possible ? record_requirements(altered, message, sizeof(message)) : json_null());
	json_object_set_new(plan, "standing",
	                    possible ? record_standing(comparison->call, altered) : json_null());
	json_object_set_new(plan, "left", possible ? left_out(comparison, &facts.c) : json_array());
	json_object_set_new(plan, "suggestions",
	                    possible ? suggestions_of(comparison, &facts) : json_array());
	return plan;
}

json_t *compare_plan(const struct comparison *comparison, json_t *input)
{
	json_t *settings = settings_of(input);
	bool current = is_current(comparison->record, settings);
	struct record altered;
	json_t *plan = NULL;

	if (record_alter(comparison->record, settings, &altered)) {
		plan = plan_json(comparison, &altered, input, current);
		record_alter_free(&altered);
	}
	json_decref(settings);
	return plan;
}
