/*
 * ledger_periods.c - the periods of a cell: order, joining, what an import adds; see
 * ledger.h.
 */
#include "services/ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "services/catalogue_json.h"

#define UNKNOWN MIPSIA_DATE_UNKNOWN

static bool is_known(struct record_period period)
{
	return period.start != UNKNOWN && period.end != UNKNOWN;
}

static bool is_same(struct record_period a, struct record_period b)
{
	return a.start == b.start && a.end == b.end;
}

bool ledger_same_periods(const struct record_period *a, size_t a_length, const struct record_period *b,
                         size_t b_length)
{
	if (a_length != b_length)
		return false;
	for (size_t i = 0; i < a_length; i++) {
		if (!is_same(a[i], b[i]))
			return false;
	}
	return true;
}

bool ledger_period_in_year(struct record_period period, int year)
{
	mipsia_date first = mipsia_date_make(year, 1, 1);
	mipsia_date last = mipsia_date_make(year, 12, 31);

	return (period.start == UNKNOWN || period.start <= last) &&
	       (period.end == UNKNOWN || period.end >= first);
}

json_t *ledger_periods_json(const struct record_period *periods, size_t length)
{
	json_t *array = json_array();

	for (size_t i = 0; i < length; i++)
		json_array_append_new(array, json_pack("{s:o, s:o}", "start", json_date(periods[i].start),
		                                       "end", json_date(periods[i].end)));
	return array;
}

/* ------------------------------------------------------------------ order, joining */

/* By the first day that is known; a period without days comes first. */
static mipsia_date place_of(struct record_period period)
{
	return period.start != UNKNOWN ? period.start : period.end;
}

static int in_order(const void *a, const void *b)
{
	const struct record_period *x = a;
	const struct record_period *y = b;

	if (place_of(*x) != place_of(*y))
		return place_of(*x) < place_of(*y) ? -1 : 1;
	if (x->end != y->end)
		return x->end < y->end ? -1 : 1;
	return x->start < y->start ? -1 : x->start > y->start;
}

static bool touch(struct record_period a, struct record_period b)
{
	return is_known(a) && is_known(b) && a.start <= b.end + 1 && b.start <= a.end + 1;
}

static void join(struct record_period *into, struct record_period period)
{
	into->start = period.start < into->start ? period.start : into->start;
	into->end = period.end > into->end ? period.end : into->end;
}

static void take_out(struct ledger_periods *periods, size_t place)
{
	periods->length--;
	memmove(&periods->items[place], &periods->items[place + 1],
	        (periods->length - place) * sizeof(periods->items[0]));
}

/* Place of a second period that is one with the first, or length. */
static size_t twin_of(const struct ledger_periods *periods, size_t first)
{
	size_t i = first + 1;

	while (i < periods->length && !touch(periods->items[first], periods->items[i]) &&
	       !is_same(periods->items[first], periods->items[i]))
		i++;
	return i < periods->length ? i : periods->length;
}

static void join_all(struct ledger_periods *periods)
{
	for (size_t i = 0; i < periods->length;) {
		size_t twin = twin_of(periods, i);

		if (twin == periods->length) {
			i++;
			continue;
		}
		join(&periods->items[i], periods->items[twin]);
		take_out(periods, twin);
		i = 0; /* it is longer, and may touch one that was passed */
	}
	qsort(periods->items, periods->length, sizeof(periods->items[0]), in_order);
}

/* ------------------------------------------------------------- unknown and known days */

static bool holds(struct record_period known, mipsia_date day)
{
	return is_known(known) && day >= known.start && day <= known.end;
}

/* Whether what is known of `vague` is within `known`, so that both speak of the same. A
 * period without any day says nothing beside another. */
static bool is_within(struct record_period vague, struct record_period known)
{
	if (is_known(vague))
		return false;
	if (vague.start == UNKNOWN && vague.end == UNKNOWN)
		return true;
	return holds(known, vague.start != UNKNOWN ? vague.start : vague.end);
}

/* ------------------------------------------------------------------------ imports */

static bool is_there(const struct ledger_periods *periods, struct record_period period)
{
	for (size_t i = 0; i < periods->length; i++) {
		struct record_period old = periods->items[i];

		if (is_same(old, period) || is_within(period, old))
			return true;
		if (is_known(period) && holds(old, period.start) && holds(old, period.end))
			return true;
	}
	return false;
}

/* Whether `period` touches `old`, or knows a day that `old` does not. */
static bool extends(struct record_period old, struct record_period period)
{
	return touch(old, period) || is_within(old, period);
}

enum ledger_gain ledger_add_period(struct ledger_periods *periods, struct record_period period)
{
	struct ledger_periods before = *periods;

	if (is_there(periods, period))
		return LEDGER_NOTHING_NEW;
	for (size_t i = 0; i < periods->length;) {
		if (!extends(periods->items[i], period)) {
			i++;
			continue;
		}
		if (is_known(periods->items[i]))
			join(&period, periods->items[i]);
		take_out(periods, i);
		i = 0;
	}
	if (periods->length == LEDGER_PERIODS_MAX) {
		*periods = before;
		return LEDGER_NO_ROOM;
	}
	periods->items[periods->length++] = period;
	join_all(periods);
	return periods->length > before.length ? LEDGER_ADDED : LEDGER_EXTENDED;
}

/* ------------------------------------------------------------------- what people send */

static bool read_day(struct op_reply *reply, const char *pointer, const char *member, const json_t *period,
                     int year, mipsia_date *out)
{
	const json_t *value = json_object_get(period, member);
	char path[160];

	*out = UNKNOWN;
	snprintf(path, sizeof(path), "%s/%s", pointer, member);
	if (!value) {
		op_error(reply, path, "missing", "Please give the day, or null when it is not known.");
		return false;
	}
	if (json_is_null(value))
		return true;
	if (json_is_string(value))
		*out = mipsia_date_parse(json_string_value(value), json_string_length(value));
	if (*out == UNKNOWN) {
		op_error(reply, path, "badDate", "There is no such day; please write it as year-month-day.");
		return false;
	}
	if (*out < mipsia_date_make(year - LEDGER_YEARS_AROUND, 1, 1) ||
	    *out > mipsia_date_make(year + LEDGER_YEARS_AROUND, 12, 31)) {
		op_error(reply, path, "farAway", "This day is far from %d; please look at its year.", year);
		return false;
	}
	return true;
}

static bool check_members(struct op_reply *reply, const char *pointer, const json_t *period)
{
	const char *member;
	json_t *value;

	if (!json_is_object(period)) {
		op_error(reply, pointer, "badType", "This must be a period with start and end.");
		return false;
	}
	json_object_foreach ((json_t *)(uintptr_t)period, member, value) {
		if (strcmp(member, "start") != 0 && strcmp(member, "end") != 0) {
			op_error(reply, pointer, "unknownField", "A period has a start and an end only.");
			return false;
		}
	}
	return true;
}

static bool read_period(struct op_reply *reply, const char *pointer, const json_t *json, int year,
                        struct record_period *out)
{
	char path[160];
	bool good;

	if (!check_members(reply, pointer, json))
		return false;
	good = read_day(reply, pointer, "start", json, year, &out->start);
	good = read_day(reply, pointer, "end", json, year, &out->end) && good;
	if (!good)
		return false;
	if (is_known(*out) && out->start > out->end) {
		snprintf(path, sizeof(path), "%s/end", pointer);
		op_error(reply, path, "endBeforeStart", "The end is before the start.");
		return false;
	}
	if (!ledger_period_in_year(*out, year)) {
		op_error(reply, pointer, "outsideYear", "No day of this period is in %d.", year);
		return false;
	}
	return true;
}

/* A period that says another thing of the same days. */
static bool refuse_vague(struct op_reply *reply, const char *pointer, const struct ledger_periods *periods,
                         size_t place)
{
	struct record_period vague = periods->items[place];
	char words[LEDGER_PERIOD];
	char path[160];

	for (size_t i = 0; i < periods->length; i++) {
		struct record_period other = periods->items[i];

		if (i == place || is_known(vague) || is_same(vague, other) || !is_within(vague, other))
			continue;
		snprintf(path, sizeof(path), "%s/%zu", pointer, place);
		ledger_period_words(other, words);
		if (vague.start == UNKNOWN && vague.end == UNKNOWN)
			op_error(reply, path, "noDates",
			         "Please give the days of this period, or leave it "
			         "out: there is another one.");
		else
			op_error(reply, path, "overlaps",
			         "This lies within the period %s; please give both of its days.", words);
		return true;
	}
	return false;
}

bool ledger_read_periods(struct op_reply *reply, const char *pointer, const json_t *json, int year,
                         struct ledger_periods *out)
{
	bool good = true;
	char path[160];

	out->length = 0;
	if (!json_is_array(json)) {
		op_error(reply, pointer, json ? "badType" : "missing", "This must be a list of periods.");
		return false;
	}
	if (json_array_size(json) > LEDGER_PERIODS_MAX) {
		op_error(reply, pointer, "tooMany", "A clinician can have %d periods of an activity at most.",
		         LEDGER_PERIODS_MAX);
		return false;
	}
	for (size_t i = 0; i < json_array_size(json); i++) {
		snprintf(path, sizeof(path), "%s/%zu", pointer, i);
		good = read_period(reply, path, json_array_get(json, i), year, &out->items[i]) && good;
	}
	if (!good)
		return false;
	out->length = json_array_size(json);
	for (size_t i = 0; i < out->length; i++)
		good = !refuse_vague(reply, pointer, out, i) && good;
	join_all(out);
	return good;
}
