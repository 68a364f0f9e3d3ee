/* membership.c - see membership.h. */
#include "services/membership.h"

#include <stdio.h>
#include <string.h>

#include "services/words.h"

/* An open end is the last day there is; an open beginning is the first by itself. */
static mipsia_date last_of(struct record_period period)
{
	return period.end == MIPSIA_DATE_UNKNOWN ? INT32_MAX : period.end;
}

static bool belong_together(struct record_period a, struct record_period b)
{
	return (int64_t)a.start <= (int64_t)last_of(b) + 1 && (int64_t)b.start <= (int64_t)last_of(a) + 1;
}

static bool overlap(struct record_period a, struct record_period b)
{
	return a.start <= last_of(b) && b.start <= last_of(a);
}

static void take_out(struct membership *membership, size_t i)
{
	membership->length--;
	memmove(&membership->items[i], &membership->items[i + 1],
	        (membership->length - i) * sizeof(*membership->items));
}

static void put_in(struct membership *membership, struct record_period period)
{
	size_t i = membership->length;

	for (; i > 0 && membership->items[i - 1].start > period.start; i--)
		membership->items[i] = membership->items[i - 1];
	membership->items[i] = period;
	membership->length++;
}

bool membership_add(struct membership *membership, struct record_period period)
{
	for (size_t i = 0; i < membership->length;) {
		struct record_period other = membership->items[i];

		if (!belong_together(other, period)) {
			i++;
			continue;
		}
		period.start = other.start < period.start ? other.start : period.start;
		period.end = last_of(other) > last_of(period) ? other.end : period.end;
		take_out(membership, i);
	}
	if (membership->length == MEMBERSHIP_MAX)
		return false;
	put_in(membership, period);
	return true;
}

/* One time that is open at both ends is no limit at all. */
static void forget_always(struct membership *membership)
{
	if (membership->length == 1 && membership->items[0].start == MIPSIA_DATE_UNKNOWN &&
	    membership->items[0].end == MIPSIA_DATE_UNKNOWN)
		membership->length = 0;
}

/* ------------------------------------------------------------------------ JSON */

static void read_period(const struct body *period, struct membership *out)
{
	static const char *const known[] = { "from", "to", NULL };
	struct record_period read;

	body_know(period, known);
	body_day(period, "from", &read.start);
	body_day(period, "to", &read.end);
	if (read.end != MIPSIA_DATE_UNKNOWN && read.start > read.end)
		body_error(period, "to", "endBeforeStart", "The last day is before the first.");
	else
		membership_add(out, read);
}

void membership_read(const struct body *body, struct membership *out)
{
	const json_t *array = body_array(body, "periods", MEMBERSHIP_MAX);
	struct body period;

	if (!array)
		return;
	out->length = 0;
	for (size_t i = 0; i < json_array_size(array); i++) {
		if (body_element(&period, body, "periods", i))
			read_period(&period, out);
	}
	forget_always(out);
}

static mipsia_date parse_day(const json_t *json)
{
	return json_is_string(json) ? mipsia_date_parse(json_string_value(json), json_string_length(json))
	                            : MIPSIA_DATE_UNKNOWN;
}

void membership_parse(const json_t *json, struct membership *out)
{
	*out = (struct membership){ .length = 0 };
	for (size_t i = 0; i < json_array_size(json); i++) {
		const json_t *period = json_array_get(json, i);

		membership_add(out, (struct record_period){ parse_day(json_object_get(period, "from")),
		                                            parse_day(json_object_get(period, "to")) });
	}
	forget_always(out);
}

static json_t *day_json(mipsia_date day)
{
	char text[MIPSIA_DATE_TEXT];

	mipsia_date_format(day, text);
	return day == MIPSIA_DATE_UNKNOWN ? json_null() : json_string(text);
}

json_t *membership_json(const struct membership *membership)
{
	json_t *array = json_array();

	for (size_t i = 0; i < membership->length; i++)
		json_array_append_new(array,
		                      json_pack("{s:o, s:o}", "from", day_json(membership->items[i].start),
		                                "to", day_json(membership->items[i].end)));
	return array;
}

bool membership_equal(const struct membership *a, const struct membership *b)
{
	return a->length == b->length && memcmp(a->items, b->items, a->length * sizeof(*a->items)) == 0;
}

/* ---------------------------------------------------------------------- newer */

/* The new time with what only the old one knows. */
static struct record_period complete(struct record_period newer, const struct membership *old,
                                     bool has_last_days)
{
	struct record_period out = newer;

	for (size_t i = 0; i < old->length; i++) {
		if (!overlap(old->items[i], newer))
			continue;
		if (newer.start == MIPSIA_DATE_UNKNOWN && out.start == MIPSIA_DATE_UNKNOWN)
			out.start = old->items[i].start;
		if (!has_last_days)
			out.end = old->items[i].end;
	}
	return out;
}

static bool is_spoken_of(struct record_period old, const struct membership *newer)
{
	for (size_t i = 0; i < newer->length; i++) {
		if (overlap(old, newer->items[i]))
			return true;
	}
	return false;
}

void membership_renew(struct membership *membership, const struct membership *newer, bool has_last_days)
{
	struct membership out = { .length = 0 };

	if (newer->length == 0)
		return;
	for (size_t i = 0; i < newer->length; i++)
		membership_add(&out, complete(newer->items[i], membership, has_last_days));
	for (size_t i = 0; i < membership->length; i++) {
		if (!is_spoken_of(membership->items[i], newer))
			membership_add(&out, membership->items[i]);
	}
	forget_always(&out);
	*membership = out;
}

/* ----------------------------------------------------------------------- words */

static void period_words(struct record_period period, char out[80])
{
	char start[WORDS_DATE], end[WORDS_DATE];

	words_day_first(period.start, start);
	words_day_first(period.end, end);
	if (period.end == MIPSIA_DATE_UNKNOWN)
		snprintf(out, 80, "since %s", start);
	else if (period.start == MIPSIA_DATE_UNKNOWN)
		snprintf(out, 80, "until %s", end);
	else
		snprintf(out, 80, "%s to %s", start, end);
}

void membership_words(const struct membership *membership, char out[MEMBERSHIP_WORDS])
{
	size_t length = 0;

	snprintf(out, MEMBERSHIP_WORDS, "always");
	for (size_t i = 0; i < membership->length && length < MEMBERSHIP_WORDS; i++) {
		char period[80];

		period_words(membership->items[i], period);
		length += (size_t)snprintf(out + length, MEMBERSHIP_WORDS - length, "%s%s", i ? " and " : "",
		                           period);
	}
}
