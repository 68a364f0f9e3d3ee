/*
 * proposal_json.c - the suggestions for programs.
 */
#include <stdlib.h>

#include "services/catalogue_json.h"
#include "services/guide_json.h"
#include "services/proposal.h"

static json_t *reasons_json(const struct proposal *proposal, const struct suggest_activity *activity,
                            bool cautions)
{
	json_t *list = json_array();

	for (int i = 0; i < proposal_reasons_length; i++) {
		char *text;

		if (proposal_is_caution(proposal_reasons[i]) != cautions)
			continue;
		text = proposal_reason_text(proposal, activity, proposal_reasons[i]);
		if (text)
			json_array_append_new(list, json_pack("{s:s, s:s}", "reason",
			                                      proposal_reason_name(proposal_reasons[i]),
			                                      "text", text));
		free(text);
	}
	return list;
}

static json_t *activity_json(const struct proposal *proposal, const struct suggest_activity *activity)
{
	const mipsia_rulebook *book = proposal->request.book;
	int year = proposal->request.c.performance_year;
	json_t *pair =
		activity->pair < 0 ? json_null() : json_string(mipsia_activity_id(book, activity->pair));

	return json_pack("{s:s, s:s, s:s, s:s, s:i, s:i, s:o, s:o, s:o, s:o, s:o}", "measureId",
	                 activity->entry->measure_id, "plainName", activity->entry->plain_name, "title",
	                 activity->row->title, "summary", guide_summary(activity->entry, year), "points",
	                 activity->points, "effortX100", activity->cost, "sharesEffortWith", pair, "reasons",
	                 reasons_json(proposal, activity, false), "cautions",
	                 reasons_json(proposal, activity, true), "lastStart", json_date(activity->last_start),
	                 "proof", guide_json_proof(activity->entry, year));
}

static json_t *set_json(const struct proposal *proposal, const struct suggest_set *set)
{
	json_t *activities = json_array();

	for (int i = 0; i < set->length; i++)
		json_array_append_new(activities, activity_json(proposal, &set->activities[i]));
	return json_pack("{s:i, s:i, s:o}", "points", set->result.points, "effortX100", set->cost,
	                 "activities", activities);
}

static json_t *asked_json(const struct proposal *proposal)
{
	const struct suggest_request *request = &proposal->request;
	json_t *specialty =
		request->specialty < 0 ? json_null() : json_string(guide_specialty_words[request->specialty]);

	return json_pack("{s:s, s:s, s:o, s:o, s:b, s:o, s:o, s:o, s:o, s:o}", "entityType",
	                 mipsia_entity_name((mipsia_entity)request->c.entity), "programName",
	                 entity_program(request->book, &request->c), "clinicians",
	                 json_count(proposal->facts.clinicians), "specialStatuses",
	                 json_statuses(request->c.statuses), "apmParticipant",
	                 (request->c.facts & MIPSIA_FACT_APM_PARTICIPANT) != 0, "specialty", specialty,
	                 "from", json_date(request->from), "doing", json_set(request->book, &request->doing),
	                 "maybeDoing", json_set(request->book, &request->maybe), "tooFrequent",
	                 json_set(request->book, &request->c.too_frequent));
}

json_t *proposal_json(const struct proposal *proposal)
{
	const struct suggest_answer *answer = &proposal->answer;
	int year = proposal->request.c.performance_year;
	json_t *sets = json_array();
	json_t *notes = json_array();

	for (int i = 0; i < answer->length; i++)
		json_array_append_new(sets, set_json(proposal, &answer->sets[i]));
	for (int i = 0; i < proposal->notes_length; i++)
		json_array_append_new(notes, json_string(proposal->notes[i]));
	return json_pack("{s:i, s:b, s:o, s:i, s:i, s:i, s:o, s:o, s:{s:i, s:i, s:i}, s:o}",
	                 "performanceYear", year, "provisional",
	                 mipsia_year_is_provisional(proposal->request.book, year), "asked",
	                 asked_json(proposal), "maxPoints", answer->needs.max_points, "creditPoints",
	                 answer->needs.credit_points, "neededPoints", answer->needs.needed_points,
	                 "cliniciansNeeded", json_count(proposal_clinicians_needed(proposal)), "suggestions",
	                 sets, "leftOut", "tooLate", answer->too_late, "suspended", answer->suspended,
	                 "tooFrequent", answer->too_frequent, "notes", notes);
}
