/*
 * record_standing.c - where a practice stands in a year, in one line.
 */
#include "services/record_part.h"

#include <stdio.h>
#include <string.h>

#include "services/catalogue.h"
#include "services/catalogue_json.h"
#include "services/words.h"

struct standing {
	const struct record *record;
	bool scored;
	char message[256]; /* why not */
	mipsia_requirements needs;
	mipsia_result
		result; /* of what is certain; reporting individually: of the clinician with the fewest */
	int points;
	int possible;
	int units;   /* clinicians, when each reports alone; else 1 */
	int full;    /* of them, who have full credit */
	bool nobody; /* there is no roster, and no number of clinicians */
	bool nothing_needed;
	mipsia_date last_start; /* of what is recorded or chosen: later than the default, perhaps */
	mipsia_answer answer;
	bool is_signed;
};

/* ------------------------------------------------------------------------ figures */

static void add_unit(struct standing *s, size_t unit)
{
	mipsia_result certain;
	mipsia_result possible;

	if (!record_score(s->record, unit, RECORD_CERTAIN, &certain) ||
	    !record_score(s->record, unit, RECORD_POSSIBLE, &possible))
		return;
	if (s->units == 0 || certain.points < s->points) {
		s->points = certain.points;
		s->result = certain;
	}
	if (s->units == 0 || possible.points < s->possible)
		s->possible = possible.points;
	s->units++;
	s->full += certain.points == certain.max_points;
}

static void score_units(struct standing *s)
{
	const struct record *record = s->record;

	for (size_t i = 0; record->entity == MIPSIA_INDIVIDUAL && i < record->clinicians_length; i++) {
		if (record->clinicians[i].member)
			add_unit(s, i);
	}
	if (s->units == 0)
		add_unit(s, RECORD_GROUP);
}

/* The last day on which something that the practice means to do can start. */
static mipsia_date last_start_of(const struct record *record, mipsia_date usual)
{
	uint32_t policies = record_policies(record);
	mipsia_set recorded;
	mipsia_date last = usual;

	record_attested(record, RECORD_GROUP, &recorded);
	for (int i = 0; i < mipsia_activity_count(record->book); i++) {
		const struct record_choice *choice = record_choice_of(record, i);
		mipsia_date start;

		if (i == record_pcmh(record) || !mipsia_activity_in_year(record->book, i, record->year) ||
		    !(mipsia_set_has(&recorded, i) || (choice && strcmp(choice->state, "dropped") != 0)))
			continue;
		start = mipsia_last_start(record->book, record->year, i, policies);
		last = start > last ? start : last;
	}
	return last;
}

static mipsia_answer answer_of(const struct standing *s)
{
	if (!s->scored)
		return MIPSIA_UNKNOWN;
	if (s->nothing_needed || s->points >= s->needs.max_points)
		return MIPSIA_MET;
	if (s->possible < s->needs.max_points && s->record->today > s->last_start)
		return MIPSIA_NOT_MET;
	return MIPSIA_UNKNOWN;
}

static bool find_signature(const struct op_call *call, const struct record *record)
{
	json_t *row = NULL;
	bool found;

	store_json_one(call->store, &row, "SELECT id FROM attestation WHERE practice_id = ?1 AND year = ?2",
	               "ti", record->practice_id, (int64_t)record->year);
	found = row != NULL;
	json_decref(row);
	return found;
}

static struct standing standing_of(const struct op_call *call, const struct record *record)
{
	struct standing s = { .record = record, .last_start = MIPSIA_DATE_UNKNOWN };
	mipsia_case c;
	int32_t clinicians;

	s.is_signed = find_signature(call, record);
	s.needs.max_points = (uint8_t)catalogue_max_points(record->book, record->year);
	s.needs.last_start = s.needs.window_opens = s.needs.window_closes = MIPSIA_DATE_UNKNOWN;
	s.scored = record_engine_case(record, RECORD_GROUP, &c, &clinicians, s.message, sizeof(s.message));
	if (!s.scored)
		return s;
	mipsia_requirements_of(record->book, &c, &s.needs);
	s.nobody = clinicians < 0;
	score_units(&s);
	s.nothing_needed = s.result.weight[MIPSIA_IA] == 0 || (s.result.flags & MIPSIA_RESULT_NEUTRAL) ||
	                   (s.needs.needed_points == 0 && s.points == s.needs.max_points);
	s.last_start = last_start_of(record, s.needs.last_start);
	s.answer = answer_of(&s);
	return s;
}

/* ---------------------------------------------------------------------------- text */

static void tell_met(const struct standing *s, char *out, size_t size)
{
	if (s->result.flags & MIPSIA_RESULT_NEUTRAL)
		snprintf(out, size,
		         "Nothing is needed: fewer than two categories are scored, so activities change "
		         "nothing.");
	else if (s->result.weight[MIPSIA_IA] == 0)
		snprintf(out, size, "Nothing is needed: the category weighs 0%% of the final score.");
	else if (s->needs.needed_points == 0)
		snprintf(out, size, "Full credit is given without activities.");
	else if (s->units > 1)
		snprintf(out, size, "All %d clinicians have all %d points.", s->units, s->needs.max_points);
	else
		snprintf(out, size, "All %d points are certain%s.", s->needs.max_points,
		         s->is_signed ? ", and the year is signed" : "");
}

/* "5 of 17 clinicians have all 40 points", "20 of 40 points are certain" */
static void tell_points(const struct standing *s, char *out, size_t size)
{
	if (s->units > 1)
		snprintf(out, size, "%d of %d clinicians %s all %d points", s->full, s->units,
		         s->full == 1 ? "has" : "have", s->needs.max_points);
	else
		snprintf(out, size, "%d of %d points are certain", s->points, s->needs.max_points);
}

/* Whether something will be met when its recorded days are over. */
static bool is_ahead(const struct standing *s)
{
	for (size_t i = 0; i < s->record->cells_length; i++) {
		int activity = s->record->cells[i].activity;

		if ((i == 0 || s->record->cells[i - 1].activity != activity) &&
		    record_count_ahead(s->record, RECORD_GROUP, activity) > 0)
			return true;
	}
	return false;
}

static void tell_rest(const struct standing *s, char *out, size_t size)
{
	int days = s->last_start - s->record->today;
	char points[80];
	char day[WORDS_DATE];

	tell_points(s, points, sizeof(points));
	words_day_first(s->last_start, day);
	if (s->needs.needed_points == 0)
		snprintf(out, size, "Full credit comes with the first activity that is attested.");
	else if (s->possible >= s->needs.max_points && is_ahead(s))
		snprintf(out, size,
		         "%s; the rest depends on recorded days that are still to come, or on dates that are "
		         "missing.",
		         points);
	else if (s->possible >= s->needs.max_points)
		snprintf(out, size, "%s; the rest depends on dates or facts that are missing.", points);
	else if (days < 0)
		snprintf(out, size, "%s, and the last day to start something was %s.", points, day);
	else if (days == 0)
		snprintf(out, size, "%s; today is the last day to start what is missing.", points);
	else
		snprintf(out, size, "%s; what is missing must start by %s, in %d day%s.", points, day, days,
		         words_plural(days));
}

static void tell(const struct standing *s, char *out, size_t size)
{
	if (!s->scored)
		snprintf(out, size, "%s", s->message);
	else if (s->answer == MIPSIA_MET)
		tell_met(s, out, size);
	else if (s->nobody)
		snprintf(out, size, "Add the clinicians of the practice to see where it stands.");
	else
		tell_rest(s, out, size);
}

/* ---------------------------------------------------------------------------- JSON */

static json_t *contribution_of(const struct standing *s)
{
	if (!s->scored || (s->result.flags & MIPSIA_RESULT_NEUTRAL))
		return json_null();
	return json_real((double)s->result.contribution_x100 / 100.0);
}

json_t *record_standing(const struct op_call *call, const struct record *record)
{
	struct standing s = standing_of(call, record);
	bool starts = s.scored && !s.nothing_needed;
	char text[320];

	tell(&s, text, sizeof(text));
	return json_pack("{s:s, s:i, s:i, s:i, s:i, s:o, s:i, s:o, s:o, s:o, s:o, s:b, s:s}", "answer",
	                 record_answer_name(s.answer), "points", s.points, "pointsPossible", s.possible,
	                 "maxPoints", s.needs.max_points, "weight", s.result.weight[MIPSIA_IA],
	                 "contribution", contribution_of(&s), "missingProof",
	                 record_missing_proof(call, record, -1), "lastStart",
	                 json_date(starts ? s.needs.last_start : MIPSIA_DATE_UNKNOWN), "daysToStart",
	                 starts ? json_integer(s.needs.last_start - record->today) : json_null(),
	                 "windowOpens", json_date(s.needs.window_opens), "windowCloses",
	                 json_date(s.needs.window_closes), "signed", s.is_signed, "text", text);
}
