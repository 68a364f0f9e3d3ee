/*
 * record_participation.c - who performed an activity, as the engine wants it. The
 * judgement and the case both come from here.
 *
 * The denominator is the roster. When the practice states more clinicians than the
 * roster holds, the statement is the denominator, and periods are cut to the time
 * with the practice here, because the engine then has no roster to do it.
 */
#include "services/record_part.h"

#include <stdlib.h>

/* --------------------------------------------------------------------- counting */

size_t record_count_members(const struct record *record)
{
	size_t count = 0;

	for (size_t i = 0; i < record->clinicians_length; i++)
		count += record->clinicians[i].member;
	return count;
}

size_t record_count_in_year(const struct record *record)
{
	size_t count = 0;

	for (size_t i = 0; i < record->clinicians_length; i++)
		count += record->clinicians[i].in_year;
	return count;
}

int32_t record_clinician_count(const struct record *record)
{
	int32_t stated = record_setting_count(record, "clinicianCount");
	size_t roster = record_count_in_year(record);

	if (stated > 0)
		return stated;
	return roster > 0 ? (int32_t)roster : -1;
}

/* The count of a subgroup's settings is that of the whole TIN. */
bool record_roster_is_short(const struct record *record)
{
	int64_t stated = record_setting_count(record, "clinicianCount");

	return record->entity != MIPSIA_INDIVIDUAL && record->entity != MIPSIA_SUBGROUP &&
	       stated > (int64_t)record_count_in_year(record);
}

/* ------------------------------------------------------------------------ roster */

static size_t count_entries(const struct record_clinician *c)
{
	return c->periods_length ? c->periods_length : 1;
}

static bool is_in_unit(const struct record *record, size_t clinician, size_t i)
{
	return clinician == RECORD_GROUP ? record->clinicians[i].member : clinician == i;
}

static size_t add_entries(const struct record_clinician *c, mipsia_member *out)
{
	if (c->periods_length == 0)
		*out = (mipsia_member){ c->npi_number, MIPSIA_DATE_UNKNOWN, MIPSIA_DATE_UNKNOWN };
	for (size_t i = 0; i < c->periods_length; i++)
		out[i] = (mipsia_member){ c->npi_number, c->periods[i].start, c->periods[i].end };
	return count_entries(c);
}

static bool fill_roster(const struct record *record, size_t clinician, struct record_participation *out)
{
	size_t first = clinician == RECORD_GROUP ? 0 : clinician;
	size_t end = clinician == RECORD_GROUP ? record->clinicians_length : clinician + 1;
	size_t length = 0;

	for (size_t i = first; i < end; i++)
		length += is_in_unit(record, clinician, i) ? count_entries(&record->clinicians[i]) : 0;
	if (length == 0)
		return true;
	out->members = calloc(length, sizeof(*out->members));
	if (!out->members)
		return false;
	for (size_t i = first; i < end; i++) {
		if (is_in_unit(record, clinician, i))
			out->facts.roster_length +=
				add_entries(&record->clinicians[i], out->members + out->facts.roster_length);
	}
	out->facts.roster = out->members;
	return true;
}

/* -------------------------------------------------------------------- performers */

/* The part of a period within one time with the practice; false when there is none.
 * A day that is not known stays so. */
static bool cut(const struct record_period *period, const struct record_period *time,
                struct record_period *out)
{
	*out = *period;
	if (period->start != MIPSIA_DATE_UNKNOWN && time->start != MIPSIA_DATE_UNKNOWN &&
	    period->start < time->start)
		out->start = time->start;
	if (period->end != MIPSIA_DATE_UNKNOWN && time->end != MIPSIA_DATE_UNKNOWN && period->end > time->end)
		out->end = time->end;
	return out->start == MIPSIA_DATE_UNKNOWN || out->end == MIPSIA_DATE_UNKNOWN || out->start <= out->end;
}

static void add_performance(struct record_participation *out, uint64_t npi,
                            const struct record_period *period)
{
	out->performances[out->facts.performances_length++] =
		(mipsia_performance){ npi, period->start, period->end };
}

static void add_cell(const struct record *record, const struct record_cell *cell, bool cuts,
                     struct record_participation *out)
{
	const struct record_clinician *c = &record->clinicians[cell->clinician];
	struct record_period part;

	for (size_t i = 0; i < cell->periods_length; i++) {
		if (!cuts || c->periods_length == 0)
			add_performance(out, c->npi_number, &cell->periods[i]);
		for (size_t k = 0; cuts && k < c->periods_length; k++) {
			if (cut(&cell->periods[i], &c->periods[k], &part))
				add_performance(out, c->npi_number, &part);
		}
	}
}

/* The cells of the unit, or of one clinician; place of the first. */
static size_t cells_of(const struct record *record, size_t clinician, int activity, size_t *length)
{
	const struct record_cell *cell;

	if (clinician == RECORD_GROUP)
		return record_cells_of(record, activity, length);
	cell = record_cell_of(record, clinician, activity);
	*length = cell != NULL;
	return cell ? (size_t)(cell - record->cells) : 0;
}

static bool fill_performances(const struct record *record, size_t clinician, int activity,
                              struct record_participation *out)
{
	bool cuts = clinician == RECORD_GROUP && record_roster_is_short(record);
	size_t length;
	size_t first = cells_of(record, clinician, activity, &length);
	size_t most = 0;

	for (size_t i = first; i < first + length; i++)
		most += record->cells[i].periods_length *
		        count_entries(&record->clinicians[record->cells[i].clinician]);
	if (most == 0)
		return true;
	out->performances = calloc(most, sizeof(*out->performances));
	if (!out->performances)
		return false;
	for (size_t i = first; i < first + length; i++) {
		if (is_in_unit(record, clinician, record->cells[i].clinician))
			add_cell(record, &record->cells[i], cuts, out);
	}
	out->facts.performances = out->performances;
	return true;
}

/* --------------------------------------------------------------------------- all */

static int32_t denominator_without_roster(const struct record *record)
{
	return record->entity == MIPSIA_SUBGROUP ? -1 : record_setting_count(record, "clinicianCount");
}

bool record_participation_of(const struct record *record, size_t clinician, int activity,
                             struct record_participation *out)
{
	*out = (struct record_participation){
		.facts = { .clinicians = clinician == RECORD_GROUP ? denominator_without_roster(record) : 1,
		           .performer_count = -1,
		           .start = MIPSIA_DATE_UNKNOWN,
		           .end = MIPSIA_DATE_UNKNOWN,
		           .policies = record_policies(record) },
	};
	if ((clinician != RECORD_GROUP || !record_roster_is_short(record)) &&
	    !fill_roster(record, clinician, out))
		return false;
	if (fill_performances(record, clinician, activity, out))
		return true;
	record_participation_free(out);
	return false;
}

bool record_participation_until(struct record_participation *participation, mipsia_date last)
{
	mipsia_performance *items = participation->performances;
	size_t length = participation->facts.performances_length;
	size_t kept = 0;
	bool cut = false;

	for (size_t i = 0; i < length; i++) {
		mipsia_performance one = items[i];
		bool ahead = one.end != MIPSIA_DATE_UNKNOWN && one.end > last;

		cut |= ahead;
		if (ahead && one.start != MIPSIA_DATE_UNKNOWN && one.start > last)
			continue;
		if (ahead)
			one.end = last;
		items[kept++] = one;
	}
	participation->facts.performances_length = kept;
	return cut;
}

void record_participation_free(struct record_participation *participation)
{
	free(participation->members);
	free(participation->performances);
	*participation = (struct record_participation){ 0 };
}
