/*
 * record_periods.c - periods as the store keeps them: JSON arrays of two days each.
 */
#include "services/record_part.h"

#include <stdlib.h>

static mipsia_date day_of(const json_t *period, const char *member)
{
	const json_t *day = json_object_get(period, member);

	if (!json_is_string(day))
		return MIPSIA_DATE_UNKNOWN;
	return mipsia_date_parse(json_string_value(day), json_string_length(day));
}

bool record_read_periods(struct record *record, const char *json, const char *first, const char *last,
                         struct record_period **periods, size_t *length)
{
	json_t *array = json_loads(json ? json : "[]", 0, NULL);
	size_t n = json_array_size(array);
	struct record_period *out = n ? record_keep(record, n * sizeof(*out)) : NULL;

	for (size_t i = 0; out && i < n; i++) {
		const json_t *period = json_array_get(array, i);

		out[i] = (struct record_period){ day_of(period, first), day_of(period, last) };
	}
	json_decref(array);
	*periods = out;
	*length = out ? n : 0;
	return out || n == 0;
}

/* MIPSIA_DATE_UNKNOWN, open, is the least. */
static int by_start(const void *a, const void *b)
{
	const struct record_period *x = a;
	const struct record_period *y = b;

	return x->start < y->start ? -1 : x->start > y->start;
}

static bool touches(const struct record_period *last, const struct record_period *next)
{
	return last->end == MIPSIA_DATE_UNKNOWN || next->start == MIPSIA_DATE_UNKNOWN ||
	       next->start <= last->end + 1;
}

static mipsia_date later_or_open(mipsia_date a, mipsia_date b)
{
	if (a == MIPSIA_DATE_UNKNOWN || b == MIPSIA_DATE_UNKNOWN)
		return MIPSIA_DATE_UNKNOWN;
	return a > b ? a : b;
}

size_t record_join_periods(struct record_period *periods, size_t length)
{
	size_t kept = 0;

	if (length == 0)
		return 0;
	qsort(periods, length, sizeof(*periods), by_start);
	for (size_t i = 0; i < length; i++) {
		if (kept > 0 && touches(&periods[kept - 1], &periods[i]))
			periods[kept - 1].end = later_or_open(periods[kept - 1].end, periods[i].end);
		else
			periods[kept++] = periods[i];
	}
	return kept;
}

bool record_period_in_year(const struct record_period *period, int year)
{
	mipsia_date first = mipsia_date_make(year, 1, 1);
	mipsia_date last = mipsia_date_make(year, 12, 31);

	return (period->start == MIPSIA_DATE_UNKNOWN || period->start <= last) &&
	       (period->end == MIPSIA_DATE_UNKNOWN || period->end >= first);
}
