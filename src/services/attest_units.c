/* attest_units.c - who attests what, and the submission of each; see attest.h. */
#include "services/attest.h"

#include <stdlib.h>
#include <string.h>

#include "services/catalogue_json.h"
#include "services/record_part.h"

/* -------------------------------------------------------------------- activities */

/* Whether CMS would count it, whoever performed it. */
static bool counts(const struct attest *attest, int activity)
{
	mipsia_case c = attest->entity;
	mipsia_reason reason;
	uint8_t points;

	mipsia_set_add(&c.attested, activity);
	reason = mipsia_activity_reason(attest->record.book, &c, activity, &points);
	return reason == MIPSIA_COUNTED || reason == MIPSIA_NOT_NEEDED;
}

static mipsia_set certain_of(const struct attest *attest, size_t clinician)
{
	mipsia_set recorded;
	mipsia_set certain = { { 0 } };

	record_attested(&attest->record, clinician, &recorded);
	for (int i = 0; attest->scorable && i < mipsia_activity_count(attest->record.book); i++) {
		mipsia_judgement judgement;

		if (mipsia_set_has(&recorded, i) && counts(attest, i) &&
		    record_judge(&attest->record, clinician, i, &judgement) && judgement.answer == MIPSIA_MET)
			mipsia_set_add(&certain, i);
	}
	return certain;
}

/* -------------------------------------------------------------------------- days */

static bool is_of(const struct attest *attest, size_t clinician, const struct record_cell *cell)
{
	if (clinician != RECORD_GROUP)
		return cell->clinician == clinician;
	return attest->record.clinicians[cell->clinician].member;
}

struct record_period attest_span(const struct attest *attest, size_t clinician, int activity)
{
	const struct record *record = &attest->record;
	struct record_period span = { INT32_MAX, MIPSIA_DATE_UNKNOWN };
	const struct record_period unknown = { MIPSIA_DATE_UNKNOWN, MIPSIA_DATE_UNKNOWN };
	size_t length;
	size_t first = record_cells_of(record, activity, &length);

	for (size_t i = first; i < first + length; i++)
		for (size_t j = 0;
		     is_of(attest, clinician, &record->cells[i]) && j < record->cells[i].periods_length;
		     j++) {
			const struct record_period *period = &record->cells[i].periods[j];

			if (period->start == MIPSIA_DATE_UNKNOWN || period->end == MIPSIA_DATE_UNKNOWN)
				return unknown;
			span.start = period->start < span.start ? period->start : span.start;
			span.end = period->end > span.end ? period->end : span.end;
		}
	return span.end == MIPSIA_DATE_UNKNOWN ? unknown : span;
}

mipsia_date attest_last_day(const struct attest *attest, int activity)
{
	const struct record *record = &attest->record;
	mipsia_date last = MIPSIA_DATE_UNKNOWN; /* the least */
	size_t length;
	size_t first = record_cells_of(record, activity, &length);

	for (size_t i = first; i < first + length; i++)
		for (size_t j = 0;
		     is_of(attest, RECORD_GROUP, &record->cells[i]) && j < record->cells[i].periods_length;
		     j++)
			if (record->cells[i].periods[j].end > last)
				last = record->cells[i].periods[j].end;
	return last;
}

/* First and last day of all that is attested, within the year; the whole year, as far as
 * it is over, where a day is not known. */
static struct record_period span_of_unit(const struct attest *attest, const struct attest_unit *unit)
{
	mipsia_date today = attest->record.today;
	struct record_period year = { mipsia_date_make(attest->record.year, 1, 1),
		                      mipsia_date_make(attest->record.year, 12, 31) };
	struct record_period all;
	bool any = false;

	if (today >= year.start && today < year.end)
		year.end = today;
	all = (struct record_period){ year.end, year.start };
	for (int i = 0; i < mipsia_activity_count(attest->record.book); i++) {
		struct record_period span;

		if (!mipsia_set_has(&unit->attested, i) || i == record_pcmh(&attest->record))
			continue;
		span = attest_span(attest, unit->clinician, i);
		if (span.start == MIPSIA_DATE_UNKNOWN)
			return year;
		any = true;
		all.start = span.start < all.start ? span.start : all.start;
		all.end = span.end > all.end ? span.end : all.end;
	}
	all.start = all.start < year.start ? year.start : all.start;
	all.end = all.end > year.end ? year.end : all.end;
	return any && all.start <= all.end ? all : year;
}

/* -------------------------------------------------------------------- submission */

static const char *setting(const struct attest *attest, const char *name)
{
	const char *text = json_string_value(json_object_get(attest->record.settings, name));

	return text ? text : "";
}

/* The program that a measurement set names: the APM scoring standard is none. */
static const char *program_of(const struct attest *attest)
{
	const char *program = setting(attest, "programName");

	return strcmp(program, "webInterface") == 0 || strcmp(program, "other") == 0 || !*program ? "mips"
	                                                                                          : program;
}

static json_t *measurements(const struct attest *attest, const mipsia_set *set)
{
	json_t *list = json_array();

	for (int i = 0; i < mipsia_activity_count(attest->record.book); i++)
		if (mipsia_set_has(set, i))
			json_array_append_new(list, json_pack("{s:s, s:b}", "measureId",
			                                      mipsia_activity_id(attest->record.book, i),
			                                      "value", 1));
	return list;
}

static json_t *submission_of(const struct attest *attest, const struct attest_unit *unit)
{
	const struct record *record = &attest->record;
	struct record_period span = span_of_unit(attest, unit);
	json_t *submission = json_pack("{s:s}", "entityType", mipsia_entity_name(record->entity));
	json_t *set = json_pack("{s:s, s:s, s:s, s:o, s:o, s:o}", "category", "ia", "submissionMethod",
	                        "registry", "programName", program_of(attest), "performanceStart",
	                        json_date(span.start), "performanceEnd", json_date(span.end), "measurements",
	                        measurements(attest, &unit->attested));

	if (unit->clinician != RECORD_GROUP)
		json_object_set_new(submission, "nationalProviderIdentifier",
		                    json_string(record->clinicians[unit->clinician].npi));
	if (record->entity != MIPSIA_INDIVIDUAL && record->entity != MIPSIA_GROUP &&
	    *setting(attest, "entityId"))
		json_object_set_new(submission, "entityId", json_string(setting(attest, "entityId")));
	json_object_set_new(submission, "performanceYear", json_integer(record->year));
	json_object_set_new(submission, "measurementSets", json_pack("[o]", set));
	return submission;
}

/* --------------------------------------------------------------------------- units */

static bool is_empty(const mipsia_set *set)
{
	uint64_t bits = 0;

	for (int i = 0; i < MIPSIA_SET_WORDS; i++)
		bits |= set->word[i];
	return bits == 0;
}

static bool add_unit(struct attest *attest, size_t clinician)
{
	struct attest_unit *unit = &attest->units[attest->units_length++];

	unit->clinician = clinician;
	unit->attested = certain_of(attest, clinician);
	for (int i = 0; i < MIPSIA_SET_WORDS; i++)
		attest->attested.word[i] |= unit->attested.word[i];
	unit->answer = record_answer(&attest->record, clinician, RECORD_CERTAIN);
	if (!is_empty(&unit->attested))
		unit->submission = submission_of(attest, unit);
	return unit->answer && (unit->submission || is_empty(&unit->attested));
}

bool attest_units(struct attest *attest)
{
	const struct record *record = &attest->record;
	bool good;

	attest->units = calloc(record->clinicians_length + 1, sizeof *attest->units);
	good = attest->units != NULL;
	if (record->entity != MIPSIA_INDIVIDUAL)
		return good && add_unit(attest, RECORD_GROUP);
	for (size_t i = 0; good && i < record->clinicians_length; i++)
		if (record->clinicians[i].member)
			good = add_unit(attest, i);
	return good;
}
