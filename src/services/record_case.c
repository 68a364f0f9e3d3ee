/*
 * record_case.c - the record as a case of docs/case-format.md, so that the workbench
 * scores what the command line would score.
 */
#include "services/record_part.h"

#include <string.h>

static json_t *day(mipsia_date date)
{
	char text[MIPSIA_DATE_TEXT];

	if (date == MIPSIA_DATE_UNKNOWN)
		return json_null();
	mipsia_date_format(date, text);
	return json_string(text);
}

/* -------------------------------------------------------------------- submission */

/* The program that a measurement set names: the APM scoring standard is none. */
static bool is_apm_standard(const char *program)
{
	return strcmp(program, "webInterface") == 0 || strcmp(program, "other") == 0;
}

static const char *program_setting(const struct record *record)
{
	const char *program = json_string_value(json_object_get(record->settings, "programName"));

	return program ? program : "mips";
}

static const char *program_of_set(const struct record *record)
{
	const char *program = program_setting(record);

	return is_apm_standard(program) ? "mips" : program;
}

static bool is_in_case(const struct record *record, size_t clinician, int activity, enum record_attest which)
{
	mipsia_judgement judgement;

	if (which == RECORD_ALL)
		return true;
	if (!record_judge(record, clinician, activity, &judgement))
		return false;
	return judgement.answer == MIPSIA_MET ||
	       (which == RECORD_POSSIBLE && judgement.answer == MIPSIA_UNKNOWN);
}

static mipsia_set set_of_case(const struct record *record, size_t clinician, enum record_attest which)
{
	mipsia_set recorded;
	mipsia_set set = { { 0 } };

	record_attested(record, clinician, &recorded);
	for (int i = 0; i < mipsia_activity_count(record->book); i++) {
		if (mipsia_set_has(&recorded, i) && is_in_case(record, clinician, i, which))
			mipsia_set_add(&set, i);
	}
	return set;
}

/* First and last day of what was performed; the whole year when a day of it is not
 * known, or nothing has days. */
static struct record_period span_of(const struct record *record, size_t clinician, const mipsia_set *set)
{
	const struct record_period year = { mipsia_date_make(record->year, 1, 1),
		                            mipsia_date_make(record->year, 12, 31) };
	struct record_period span = { year.end, year.start };
	bool known = true;

	for (size_t i = 0; i < record->cells_length && known; i++) {
		const struct record_cell *cell = &record->cells[i];

		if (!mipsia_set_has(set, cell->activity) ||
		    (clinician == RECORD_GROUP ? !record->clinicians[cell->clinician].member
		                               : cell->clinician != clinician))
			continue;
		for (size_t k = 0; k < cell->periods_length; k++) {
			known &= cell->periods[k].start != MIPSIA_DATE_UNKNOWN &&
			         cell->periods[k].end != MIPSIA_DATE_UNKNOWN;
			span.start =
				cell->periods[k].start < span.start ? cell->periods[k].start : span.start;
			span.end = cell->periods[k].end > span.end ? cell->periods[k].end : span.end;
		}
	}
	if (!known || span.start > span.end)
		return year;
	span.start = span.start < year.start ? year.start : span.start;
	span.end = span.end > year.end ? year.end : span.end;
	return span;
}

static json_t *measurements(const struct record *record, const mipsia_set *set)
{
	json_t *list = json_array();

	for (int i = 0; i < mipsia_activity_count(record->book); i++) {
		if (mipsia_set_has(set, i))
			json_array_append_new(list,
			                      json_pack("{s:s, s:b}", "measureId",
			                                mipsia_activity_id(record->book, i), "value", true));
	}
	return list;
}

static json_t *submission(const struct record *record, size_t clinician, const mipsia_set *set)
{
	json_t *attested = measurements(record, set);
	struct record_period span = span_of(record, clinician, set);
	json_t *sets = json_array();
	json_t *object = json_pack("{s:i, s:s, s:o}", "performanceYear", record->year, "entityType",
	                           mipsia_entity_name(record->entity), "measurementSets", sets);

	if (json_array_size(attested) == 0) {
		json_decref(attested);
		return object;
	}
	json_array_append_new(sets, json_pack("{s:s, s:s, s:o, s:o, s:o}", "category", "ia", "programName",
	                                      program_of_set(record), "performanceStart", day(span.start),
	                                      "performanceEnd", day(span.end), "measurements", attested));
	return object;
}

/* ----------------------------------------------------------------------- profile */

/* A setting as it is, when there is one: null, false and empty say nothing. */
static void copy_setting(const struct record *record, const char *name, json_t *profile)
{
	json_t *value = json_object_get(record->settings, name);
	bool empty = json_is_array(value) && json_array_size(value) == 0;

	if (value && !json_is_null(value) && !empty)
		json_object_set(profile, name, value);
}

static void put_status_counts(const struct record *record, json_t *profile)
{
	json_t *counts = json_object();
	const char *name;
	json_t *value;

	json_object_foreach (json_object_get(record->settings, "statusCounts"), name, value) {
		if (json_is_integer(value))
			json_object_set(counts, name, value);
	}
	if (json_object_size(counts) > 0)
		json_object_set(profile, "statusCounts", counts);
	json_decref(counts);
}

static void put_history(const struct record *record, json_t *profile)
{
	json_t *list = json_array();

	for (size_t i = 0; i < record->history_length; i++)
		json_array_append_new(list,
		                      json_pack("{s:s, s:i}", "measureId",
		                                mipsia_activity_id(record->book, record->history[i].activity),
		                                "performanceYear", record->history[i].year));
	if (json_array_size(list) > 0)
		json_object_set(profile, "attestedBefore", list);
	json_decref(list);
}

static void put_counts(const struct record *record, json_t *profile)
{
	int32_t clinicians = record_clinician_count(record);
	int sites;
	int recognized;

	if (clinicians > 0)
		json_object_set_new(profile, "clinicianCount", json_integer(clinicians));
	if (record->entity == MIPSIA_INDIVIDUAL)
		copy_setting(record, "patientFacingEncounters", profile);
	if (record->entity != MIPSIA_INDIVIDUAL && record->entity != MIPSIA_APM_ENTITY)
		put_status_counts(record, profile);
	if (record_sites(record, &sites, &recognized))
		json_object_set_new(
			profile, "pcmh",
			json_pack("{s:i, s:i}", "practiceSites", sites, "recognizedSites", recognized));
}

static json_t *profile(const struct record *record)
{
	static const char *const settings[] = { "specialStatuses",          "apmParticipant",
		                                "iaStudyParticipant",       "reweightedCategories",
		                                "otherCategoriesSubmitted", "extremeCircumstances" };
	json_t *object = json_object();

	for (size_t i = 0; i < sizeof(settings) / sizeof(settings[0]); i++)
		copy_setting(record, settings[i], object);
	put_counts(record, object);
	put_history(record, object);
	json_object_set_new(object, "programName", json_string(program_of_set(record)));
	if (is_apm_standard(program_setting(record)))
		json_object_set_new(object, "apmScoringStandard", json_string(program_setting(record)));
	return object;
}

/* ----------------------------------------------------------------- participation */

static json_t *npi(uint64_t number)
{
	return json_sprintf("%010llu", (unsigned long long)number);
}

/* A day that is not known is left out. */
static void set_day(json_t *object, const char *name, mipsia_date date)
{
	if (date != MIPSIA_DATE_UNKNOWN)
		json_object_set_new(object, name, day(date));
}

static json_t *roster(const mipsia_participation *facts)
{
	json_t *list = json_array();

	for (size_t i = 0; i < facts->roster_length; i++) {
		json_t *member = json_pack("{s:o}", "npi", npi(facts->roster[i].npi));

		set_day(member, "from", facts->roster[i].from);
		set_day(member, "to", facts->roster[i].to);
		json_array_append_new(list, member);
	}
	return list;
}

static void add_performer(json_t *list, const mipsia_performance *performance, mipsia_date end)
{
	json_t *performer = json_pack("{s:o}", "npi", npi(performance->npi));

	set_day(performer, "start", performance->start);
	set_day(performer, "end", end);
	json_array_append_new(list, performer);
}

/* `until`: what ends after it has days until then, and others of which the end is not
 * known yet; MIPSIA_DATE_UNKNOWN: all as recorded. */
static json_t *performers(const mipsia_participation *facts, mipsia_date until)
{
	json_t *list = json_array();

	for (size_t i = 0; i < facts->performances_length; i++) {
		const mipsia_performance *one = &facts->performances[i];
		bool ahead =
			until != MIPSIA_DATE_UNKNOWN && one->end != MIPSIA_DATE_UNKNOWN && one->end > until;

		if (ahead && (one->start == MIPSIA_DATE_UNKNOWN || one->start <= until))
			add_performer(list, one, until);
		add_performer(list, one, ahead ? MIPSIA_DATE_UNKNOWN : one->end);
	}
	return list;
}

/* What is not known because days of it are still to come must not count as it will. */
static mipsia_date until_of(const struct record *record, size_t clinician, int activity)
{
	mipsia_judgement judgement;

	if (record_judge(record, clinician, activity, &judgement) && judgement.answer == MIPSIA_UNKNOWN)
		return record->today;
	return MIPSIA_DATE_UNKNOWN;
}

/* Adds who performed the activity; with the first one, who there is. */
static bool add_activity(const struct record *record, size_t clinician, int activity,
                         enum record_attest which, json_t *activities)
{
	mipsia_date until = MIPSIA_DATE_UNKNOWN;
	struct record_participation who;

	if (activity == record_pcmh(record))
		return true;
	if (which == RECORD_ALL)
		until = until_of(record, clinician, activity);
	if (!record_participation_of(record, clinician, activity, &who))
		return false;
	json_array_append_new(activities,
	                      json_pack("{s:s, s:o}", "measureId", mipsia_activity_id(record->book, activity),
	                                "performers", performers(&who.facts, until)));
	record_participation_free(&who);
	return true;
}

/* The denominator: the roster, or the number of clinicians that is stated. */
static bool put_denominator(const struct record *record, size_t clinician, json_t *object)
{
	struct record_participation who;

	if (!record_participation_of(record, clinician, -1, &who))
		return false;
	if (who.facts.roster_length > 0)
		json_object_set_new(object, "roster", roster(&who.facts));
	else if (who.facts.clinicians > 0)
		json_object_set_new(object, "clinicianCount", json_integer(who.facts.clinicians));
	record_participation_free(&who);
	return true;
}

/* NULL: no memory. */
static json_t *participation(const struct record *record, size_t clinician, const mipsia_set *set,
                             enum record_attest which)
{
	json_t *activities = json_array();
	json_t *object = json_object();
	bool good = put_denominator(record, clinician, object);

	for (int i = 0; i < mipsia_activity_count(record->book); i++) {
		if (good && mipsia_set_has(set, i))
			good = add_activity(record, clinician, i, which, activities);
	}
	json_object_set_new(object, "activities", activities);
	if (good)
		return object;
	json_decref(object);
	return NULL;
}

/* -------------------------------------------------------------------------- case */

static json_t *policy(const struct record *record)
{
	json_t *policies = json_object_get(record->settings, "policies");

	return json_is_object(policies) ? json_incref(policies) : json_object();
}

json_t *record_bare_case(const struct record *record)
{
	mipsia_set nothing = { { 0 } };

	return json_pack("{s:o, s:o, s:o}", "submission", submission(record, RECORD_GROUP, &nothing),
	                 "profile", profile(record), "policy", policy(record));
}

json_t *record_case(const struct record *record, size_t clinician, enum record_attest which)
{
	mipsia_set set = set_of_case(record, clinician, which);
	json_t *who = participation(record, clinician, &set, which);

	if (!who)
		return NULL;
	return json_pack("{s:o, s:o, s:o, s:o}", "submission", submission(record, clinician, &set), "profile",
	                 profile(record), "participation", who, "policy", policy(record));
}
