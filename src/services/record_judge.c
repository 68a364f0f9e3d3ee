/*
 * record_judge.c - what was recorded, and whether it counts by who performed it.
 */
#include "services/record_part.h"

#include <string.h>

#define PCMH "IA_PCMH"

/* --------------------------------------------------------------------- look-ups */

int record_pcmh(const struct record *record)
{
	return mipsia_activity_find(record->book, PCMH, strlen(PCMH));
}

size_t record_cells_of(const struct record *record, int activity, size_t *length)
{
	size_t low = 0;
	size_t high = record->cells_length;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (record->cells[middle].activity < activity)
			low = middle + 1;
		else
			high = middle;
	}
	*length = 0;
	while (low + *length < record->cells_length && record->cells[low + *length].activity == activity)
		++*length;
	return low;
}

const struct record_cell *record_cell_of(const struct record *record, size_t clinician, int activity)
{
	size_t low = 0;
	size_t high = record->cells_length;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct record_cell *cell = &record->cells[middle];

		if (cell->activity == activity && cell->clinician == clinician)
			return cell;
		if (cell->activity < activity || (cell->activity == activity && cell->clinician < clinician))
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

const struct record_choice *record_choice_of(const struct record *record, int activity)
{
	for (size_t i = 0; i < record->choices_length; i++) {
		if (record->choices[i].activity == activity)
			return &record->choices[i];
	}
	return NULL;
}

static bool is_dropped(const struct record *record, int activity)
{
	const struct record_choice *choice = record_choice_of(record, activity);

	return choice && strcmp(choice->state, "dropped") == 0;
}

/* --------------------------------------------------------------------- recorded */

/* Of a subgroup only what its members did is its own. */
static bool belongs(const struct record *record, size_t clinician, const struct record_cell *cell)
{
	if (clinician != RECORD_GROUP)
		return cell->clinician == clinician;
	return record->entity != MIPSIA_SUBGROUP || record->clinicians[cell->clinician].member;
}

void record_attested(const struct record *record, size_t clinician, mipsia_set *out)
{
	int pcmh = record_pcmh(record);
	const struct record_choice *home = pcmh >= 0 ? record_choice_of(record, pcmh) : NULL;

	*out = (mipsia_set){ { 0 } };
	for (size_t i = 0; i < record->cells_length; i++) {
		const struct record_cell *cell = &record->cells[i];

		if (cell->periods_length && belongs(record, clinician, cell) &&
		    !is_dropped(record, cell->activity))
			mipsia_set_add(out, cell->activity);
	}
	if (home && strcmp(home->state, "doing") == 0)
		mipsia_set_add(out, pcmh);
}

/* ----------------------------------------------------------------- medical homes */

/* 1: recognized through the year; 0: not; -1: not known. */
static int recognition_of(const json_t *site, int year)
{
	const json_t *recognized = json_object_get(site, "pcmhRecognized");
	const json_t *expires = json_object_get(site, "pcmhExpires");
	mipsia_date last = MIPSIA_DATE_UNKNOWN;

	if (!json_is_boolean(recognized))
		return -1;
	if (json_is_string(expires))
		last = mipsia_date_parse(json_string_value(expires), json_string_length(expires));
	return json_is_true(recognized) &&
	       (last == MIPSIA_DATE_UNKNOWN || last >= mipsia_date_make(year, 12, 31));
}

bool record_sites(const struct record *record, int *sites, int *recognized)
{
	json_t *site;
	size_t i;

	*sites = (int)json_array_size(record->sites);
	*recognized = 0;
	json_array_foreach (record->sites, i, site) {
		int answer = recognition_of(site, record->year);

		if (answer < 0)
			return false;
		*recognized += answer;
	}
	return *sites > 0;
}

/* IA_PCMH is nobody's to perform: the sites decide. */
static bool judge_home(const struct record *record, int activity, mipsia_judgement *out)
{
	mipsia_case c = { .performance_year = (uint16_t)record->year,
		          .entity = MIPSIA_GROUP,
		          .mvp = MIPSIA_NO_MVP,
		          .facts = MIPSIA_FACT_PCMH_SITES };
	int sites;
	int recognized;
	uint8_t points;

	*out = (mipsia_judgement){
		.answer = MIPSIA_UNKNOWN, .clinicians = -1, .needed = -1, .last_start = MIPSIA_DATE_UNKNOWN
	};
	if (!record_sites(record, &sites, &recognized))
		return true;
	c.practice_sites = (uint16_t)sites;
	c.recognized_sites = (uint16_t)recognized;
	mipsia_set_add(&c.attested, activity);
	out->answer = mipsia_activity_reason(record->book, &c, activity, &points) == MIPSIA_COUNTED
	                      ? MIPSIA_MET
	                      : MIPSIA_NOT_MET;
	return true;
}

/* ----------------------------------------------------------------------- judging */

const char *record_answer_name(mipsia_answer answer)
{
	switch (answer) {
	case MIPSIA_MET:
		return "met";
	case MIPSIA_NOT_MET:
		return "notMet";
	default:
		return "unknown";
	}
}

static void add_one(const mipsia_judgement *one, mipsia_judgement *all)
{
	all->clinicians++;
	all->certain += one->certain;
	all->possible += one->possible;
	all->duration_rule = one->duration_rule;
}

int record_count_recorded(const struct record *record, int activity)
{
	size_t length;
	size_t first = record_cells_of(record, activity, &length);
	int count = 0;

	for (size_t i = first; i < first + length; i++)
		count += record->cells[i].periods_length &&
		         record->clinicians[record->cells[i].clinician].member;
	return count;
}

/* Clinicians who each report alone: how many have done it. It is met when everybody
 * for whom something is recorded has done it. */
static bool judge_each(const struct record *record, int activity, mipsia_judgement *out)
{
	int recorded = record_count_recorded(record, activity);

	*out = (mipsia_judgement){ .answer = MIPSIA_NOT_MET,
		                   .needed = -1,
		                   .last_start = mipsia_last_start(record->book, record->year, activity,
		                                                   record_policies(record)) };
	for (size_t i = 0; i < record->clinicians_length; i++) {
		mipsia_judgement one;

		if (!record->clinicians[i].member)
			continue;
		if (!record_judge(record, i, activity, &one))
			return false;
		add_one(&one, out);
	}
	if (recorded > 0 && out->possible == recorded)
		out->answer = out->certain == recorded ? MIPSIA_MET : MIPSIA_UNKNOWN;
	return true;
}

/* Only days that have been are certain: what is recorded ahead may come to be. */
static bool judge_days(const struct record *record, mipsia_entity entity, int activity,
                       struct record_participation *who, mipsia_judgement *out)
{
	mipsia_judgement so_far;

	if (mipsia_participation_judge(record->book, record->year, entity, activity, &who->facts, out) !=
	    MIPSIA_OK)
		return false;
	if (!record_participation_until(who, record->today))
		return true;
	if (mipsia_participation_judge(record->book, record->year, entity, activity, &who->facts, &so_far) !=
	    MIPSIA_OK)
		return false;
	out->certain = so_far.certain;
	if (out->answer == MIPSIA_MET && so_far.answer != MIPSIA_MET)
		out->answer = MIPSIA_UNKNOWN;
	return true;
}

bool record_judge(const struct record *record, size_t clinician, int activity, mipsia_judgement *out)
{
	mipsia_entity entity = clinician == RECORD_GROUP ? record->entity : MIPSIA_INDIVIDUAL;
	struct record_participation who;
	bool judged;

	if (activity == record_pcmh(record))
		return judge_home(record, activity, out);
	if (entity == MIPSIA_INDIVIDUAL && clinician == RECORD_GROUP)
		return judge_each(record, activity, out);
	if (!record_participation_of(record, clinician, activity, &who))
		return false;
	judged = judge_days(record, entity, activity, &who, out);
	record_participation_free(&who);
	return judged;
}

static mipsia_answer judge_alone(const struct record *record, int activity,
                                 const struct record_participation *who)
{
	mipsia_judgement judgement;

	if (mipsia_participation_judge(record->book, record->year, MIPSIA_INDIVIDUAL, activity, &who->facts,
	                               &judgement) != MIPSIA_OK)
		return MIPSIA_UNKNOWN;
	return judgement.answer;
}

/* Whether the clinician has the time once the recorded days are over, and not yet. */
static bool is_ahead(const struct record *record, size_t clinician, int activity)
{
	struct record_participation who;
	bool ahead;

	if (!record_participation_of(record, clinician, activity, &who))
		return false;
	ahead = judge_alone(record, activity, &who) == MIPSIA_MET &&
	        record_participation_until(&who, record->today) &&
	        judge_alone(record, activity, &who) != MIPSIA_MET;
	record_participation_free(&who);
	return ahead;
}

static bool has_days_ahead(const struct record_cell *cell, mipsia_date today)
{
	for (size_t i = 0; i < cell->periods_length; i++) {
		if (cell->periods[i].end > today) /* one that is not known is the least */
			return true;
	}
	return false;
}

int record_count_ahead(const struct record *record, size_t clinician, int activity)
{
	size_t length;
	size_t first = record_cells_of(record, activity, &length);
	int count = 0;

	for (size_t i = first; i < first + length; i++) {
		size_t who = record->cells[i].clinician;

		if ((clinician == RECORD_GROUP ? record->clinicians[who].member : who == clinician) &&
		    has_days_ahead(&record->cells[i], record->today))
			count += is_ahead(record, who, activity);
	}
	return count;
}

mipsia_answer record_judge_clinician(const struct record *record, size_t clinician, int activity,
                                     int32_t *days)
{
	struct record_participation who;
	mipsia_judgement judgement;
	mipsia_answer answer = MIPSIA_NOT_MET;

	*days = 0;
	if (!record_judge(record, clinician, activity, &judgement) ||
	    !record_participation_of(record, clinician, activity, &who))
		return MIPSIA_UNKNOWN;
	answer = judgement.answer;
	/* periods are cut to each time with the practice, of which one is the longest */
	for (size_t i = 0; i == 0 || i < who.facts.roster_length; i++) {
		int32_t run = 0;

		mipsia_clinician_judge(record->book, record->year, activity,
		                       who.facts.roster ? &who.facts.roster[i] : NULL, who.facts.performances,
		                       who.facts.performances_length, who.facts.policies, &run);
		*days = run > *days ? run : *days;
	}
	record_participation_free(&who);
	return answer;
}
