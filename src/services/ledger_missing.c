/*
 * ledger_missing.c - who does not certainly have the time of an activity yet, and what
 * can still be done, in words.
 */
#include "services/ledger.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "services/catalogue_json.h"
#include "services/ledger_time.h"
#include "services/record_part.h"
#include "services/words.h"

#define UNKNOWN MIPSIA_DATE_UNKNOWN

/* The activity whose time is looked at. */
struct frame {
	const struct record *record;
	struct ledger_time time;
	char need[WORDS_DURATION]; /* "90 days" */
};

/* How near somebody is, the nearest first. */
enum nearness {
	NEAR_END_UNKNOWN,  /* has run long enough already, were its end known */
	NEAR_DAYS_UNKNOWN, /* might be long enough, were its days known */
	NEAR_GOES_ON,      /* runs, or is to run, and can still become long enough */
	NEAR_CAN_START,
	NEAR_IMPOSSIBLE
};

struct missing {
	const struct record_clinician *clinician;
	mipsia_answer answer;
	int32_t days;
	enum nearness nearness;
	mipsia_date by; /* GOES_ON: the day on which it is long enough */
	mipsia_date start_by;
	char text[LEDGER_SENTENCE];
};

/* -------------------------------------------------------------------------- words */

static void add_words(struct missing *missing, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add_words(struct missing *missing, const char *format, ...)
{
	size_t length = strlen(missing->text);
	va_list values;

	va_start(values, format);
	vsnprintf(missing->text + length, sizeof(missing->text) - length, format, values);
	va_end(values);
}

/* "7 March to today: 44 of 90 days"; of months "44 days of 6 months". */
static void say_run(const struct frame *frame, const struct ledger_run *run, struct missing *missing)
{
	mipsia_date today = frame->record->today;
	char first[LEDGER_DAY];
	char last[LEDGER_DAY];
	int32_t days = run->last - run->first + 1;
	const char *unit = strchr(frame->need, ' ');

	ledger_day_words(run->first, frame->record->year, first);
	ledger_day_words(run->last, frame->record->year, last);
	if (run->open && run->first > today) {
		add_words(missing, "planned from %s, end not known", first);
		missing->days = 0;
		return;
	}
	missing->days = days;
	add_words(missing, "%s to %s: ", first, run->last == today ? "today" : last);
	if (ledger_run_is_enough(run))
		add_words(missing, "%d days", days);
	else if (unit && strncmp(unit, " day", 4) == 0)
		add_words(missing, "%d of %s", days, frame->need);
	else
		add_words(missing, "%d day%s of %s", days, days == 1 ? "" : "s", frame->need);
}

/* Why the time with the practice ends or begins within the year, if it does. */
static void say_limits(const struct frame *frame, struct ledger_span span, struct missing *missing)
{
	char day[LEDGER_DAY];

	if (span.last < frame->time.last) {
		ledger_day_words(span.last, frame->record->year, day);
		add_words(missing, "%s on %s: ", span.last < frame->record->today ? "left" : "leaves", day);
	} else if (span.first > frame->time.first) {
		ledger_day_words(span.first, frame->record->year, day);
		add_words(missing, "%s on %s: ", span.first <= frame->record->today ? "joined" : "joins",
		          day);
	}
}

static void say_impossible(const struct frame *frame, struct ledger_span span, mipsia_date start,
                           struct missing *missing)
{
	char day[WORDS_DATE];

	missing->nearness = NEAR_IMPOSSIBLE;
	missing->start_by = UNKNOWN;
	if (*missing->text)
		add_words(missing, "; ");
	if (span.first > span.last) {
		add_words(missing, "was not with the practice in %d", frame->record->year);
	} else if (start == UNKNOWN) {
		say_limits(frame, span, missing);
		add_words(missing, "%s not possible", frame->need);
	} else if (span.last < frame->time.last) {
		say_limits(frame, span, missing);
		add_words(missing, "%s no longer possible", frame->need);
	} else {
		words_day_first(start, day);
		add_words(missing, "the last day to start was %s: %s no longer possible", day, frame->need);
	}
}

/* Starting anew is all that is left, or is not possible. */
static void say_start(const struct frame *frame, struct ledger_span span, mipsia_date start, bool anew,
                      struct missing *missing)
{
	char day[WORDS_DATE];

	if (start == UNKNOWN || start < frame->record->today) {
		say_impossible(frame, span, start, missing);
		return;
	}
	missing->nearness = NEAR_CAN_START;
	missing->start_by = start;
	if (*missing->text)
		add_words(missing, "; ");
	if (span.last < frame->time.last)
		say_limits(frame, span, missing);
	words_day_first(start, day);
	add_words(missing, "must start%s by %s", anew ? " again" : "", day);
}

/* It can become long enough by going on, or is already. */
static void say_going_on(const struct frame *frame, const struct ledger_run *run, struct missing *missing)
{
	char day[WORDS_DATE];

	words_day_first(run->enough_on, day);
	missing->by = run->enough_on;
	if (ledger_run_is_enough(run) && run->enough_on > frame->record->today) {
		missing->nearness = NEAR_GOES_ON;
		add_words(missing, "; long enough on %s", day);
		return;
	}
	if (ledger_run_is_enough(run)) {
		missing->nearness = NEAR_END_UNKNOWN;
		add_words(missing, "; its last day is not known: enter it, so that it counts");
		return;
	}
	missing->nearness = NEAR_GOES_ON;
	if (run->open && run->first <= frame->record->today)
		add_words(missing, "; still running: long enough on %s", day);
	else if (!run->open && run->last > frame->record->today)
		add_words(missing, "; its end is in the future, and must not be before %s", day);
	else
		add_words(missing, "; must go on until %s", day);
}

static void say_days_unknown(const struct record_cell *cell, struct missing *missing)
{
	bool none = cell->periods_length == 1 && cell->periods[0].start == UNKNOWN &&
	            cell->periods[0].end == UNKNOWN;

	missing->nearness = NEAR_DAYS_UNKNOWN;
	add_words(missing, "took part, but %s not known: enter %s",
	          none ? "the days are" : "the first day is", none ? "them" : "it");
}

/* ------------------------------------------------------------------------ assembly */

static void describe(struct frame *frame, const struct record_cell *cell, struct missing *missing)
{
	struct ledger_span span;
	struct ledger_run run;
	mipsia_date start = ledger_last_start(&frame->time, missing->clinician, &span);
	bool has_run = ledger_best_run(&frame->time, missing->clinician, cell, &run);

	missing->start_by = start;
	if (!has_run && missing->answer == MIPSIA_UNKNOWN) {
		say_days_unknown(cell, missing);
		return;
	}
	if (!has_run) {
		say_start(frame, span, start, false, missing);
		return;
	}
	say_run(frame, &run, missing);
	if (run.enough_on != UNKNOWN &&
	    (ledger_run_is_enough(&run) || ledger_run_goes_on(&frame->time, &run))) {
		say_going_on(frame, &run, missing);
	} else if (missing->answer == MIPSIA_UNKNOWN) {
		missing->nearness = NEAR_DAYS_UNKNOWN;
		add_words(missing, "; days of another period are not known: enter them");
	} else {
		say_start(frame, span, start, run.last < frame->record->today, missing);
	}
}

static int nearest_first(const void *a, const void *b)
{
	const struct missing *x = a;
	const struct missing *y = b;
	int by_name;

	if (x->nearness != y->nearness)
		return x->nearness < y->nearness ? -1 : 1;
	if (x->nearness == NEAR_GOES_ON && x->by != y->by)
		return x->by < y->by ? -1 : 1;
	if (x->days != y->days)
		return x->days > y->days ? -1 : 1;
	by_name = strcasecmp(x->clinician->name, y->clinician->name);
	return by_name ? by_name : strcmp(x->clinician->id, y->clinician->id);
}

static json_t *missing_json(const struct missing *missing)
{
	return json_pack("{s:s, s:s, s:s, s:i, s:o, s:s}", "clinicianId", missing->clinician->id, "name",
	                 missing->clinician->name, "answer", record_answer_name(missing->answer), "days",
	                 (int)missing->days, "startBy", json_date(missing->start_by), "text", missing->text);
}

static void begin(struct frame *frame, const struct record *record, int activity)
{
	const mipsia_activity *row = mipsia_activity_in_year(record->book, activity, record->year);

	frame->record = record;
	frame->need[0] = '\0';
	ledger_time_begin(&frame->time, record, activity);
	if (row)
		words_duration(row->duration, frame->need);
}

static size_t gather(struct frame *frame, struct missing *all)
{
	const struct record *record = frame->record;
	size_t length = 0;

	for (size_t i = 0; i < record->clinicians_length; i++) {
		struct missing *missing = &all[length];
		const struct record_cell *cell;

		if (!record->clinicians[i].member)
			continue;
		*missing = (struct missing){ .clinician = &record->clinicians[i] };
		cell = record_cell_of(record, i, frame->time.activity);
		missing->answer = MIPSIA_NOT_MET;
		if (cell && cell->periods_length)
			missing->answer =
				record_judge_clinician(record, i, frame->time.activity, &missing->days);
		if (missing->answer == MIPSIA_MET)
			continue;
		describe(frame, cell, missing);
		length++;
	}
	return length;
}

json_t *ledger_missing_json(const struct record *record, int activity)
{
	struct frame frame;
	struct missing *all = calloc(record->clinicians_length + 1, sizeof(*all));
	json_t *array = json_array();
	size_t length;

	if (!all || !array) {
		free(all);
		json_decref(array);
		return NULL;
	}
	begin(&frame, record, activity);
	length = gather(&frame, all);
	qsort(all, length, sizeof(*all), nearest_first);
	for (size_t i = 0; i < length; i++)
		json_array_append_new(array, missing_json(&all[i]));
	free(all);
	return array;
}
