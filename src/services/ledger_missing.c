/*
 * ledger_missing.c - who does not certainly have the time of an activity yet, and what
 * can still be done. How long is long enough is asked of the engine, day by day where
 * need be, so that no rule is here a second time.
 */
#include "services/ledger.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "services/catalogue_json.h"
#include "services/record_part.h"
#include "services/words.h"

#define UNKNOWN MIPSIA_DATE_UNKNOWN

/* The activity whose time is looked at. */
struct frame {
	const struct record *record;
	int activity;
	uint32_t policies;
	mipsia_date first; /* of the year */
	mipsia_date last;
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

/* ----------------------------------------------------------- what the engine says */

static bool is_enough(const struct frame *frame, mipsia_date start, mipsia_date end)
{
	mipsia_performance period = { 0, start, end };

	return mipsia_clinician_judge(frame->record->book, frame->record->year, frame->activity, NULL,
	                              &period, 1, frame->policies, NULL) == MIPSIA_MET;
}

/* The day on which what starts on `start` is long enough; UNKNOWN: not within the year. */
static mipsia_date enough_on(const struct frame *frame, mipsia_date start)
{
	mipsia_date low = start;
	mipsia_date high = frame->last;

	if (start > frame->last || !is_enough(frame, start, frame->last))
		return UNKNOWN;
	while (low < high) {
		mipsia_date middle = low + (high - low) / 2;

		if (is_enough(frame, start, middle))
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

/* The last start from which the time until `end` is enough; UNKNOWN: there is none. */
static mipsia_date last_start_for(const struct frame *frame, mipsia_date end)
{
	mipsia_date low = frame->first;
	mipsia_date high = end;

	if (end < frame->first || !is_enough(frame, frame->first, end))
		return UNKNOWN;
	while (low < high) {
		mipsia_date middle = high - (high - low) / 2;

		if (is_enough(frame, middle, end))
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}

/* ------------------------------------------------------------ time with the practice */

/* A time with the practice, within the year. */
struct span {
	mipsia_date first;
	mipsia_date last; /* before `first`: none */
};

static struct span span_of(const struct frame *frame, const struct record_clinician *clinician, size_t i)
{
	struct span span = { frame->first, frame->last };
	const struct record_period *period;

	if (clinician->periods_length == 0)
		return span;
	period = &clinician->periods[i];
	if (period->start != UNKNOWN && period->start > span.first)
		span.first = period->start;
	if (period->end != UNKNOWN && period->end < span.last)
		span.last = period->end;
	return span;
}

static size_t span_count(const struct record_clinician *clinician)
{
	return clinician->periods_length ? clinician->periods_length : 1;
}

/* The last day on which the clinician could start, and the time that it lies in: the
 * last one of all when there is none. UNKNOWN: no time is long enough. */
static mipsia_date last_start_of(const struct frame *frame, const struct record_clinician *clinician,
                                 struct span *time)
{
	mipsia_date latest = UNKNOWN;

	*time = (struct span){ 1, 0 };
	for (size_t i = 0; i < span_count(clinician); i++) {
		struct span span = span_of(frame, clinician, i);
		mipsia_date start;

		if (span.first > span.last)
			continue;
		start = last_start_for(frame, span.last);
		if (start != UNKNOWN && start < span.first)
			start = UNKNOWN;
		if (start != UNKNOWN ? latest == UNKNOWN || start > latest : latest == UNKNOWN)
			*time = span;
		if (start != UNKNOWN && (latest == UNKNOWN || start > latest))
			latest = start;
	}
	return latest;
}

/* --------------------------------------------------------------------------- runs */

/* Days without a gap, within one time with the practice. */
struct run {
	mipsia_date first;
	mipsia_date last;      /* of one that is open: today, or its first day */
	bool open;             /* its end is not known */
	mipsia_date enough_on; /* UNKNOWN: not while with the practice, or not within the year */
};

static bool run_of(const struct frame *frame, struct record_period period, struct span span, struct run *run)
{
	mipsia_date today = frame->record->today;

	if (period.start == UNKNOWN || span.first > span.last)
		return false;
	*run = (struct run){ .first = period.start, .last = period.end, .open = period.end == UNKNOWN };
	if (run->open)
		run->last = today > run->first ? today : run->first;
	if (run->first < span.first)
		run->first = span.first;
	if (run->last >= span.last) {
		run->last = span.last;
		run->open = false; /* it cannot go on */
	}
	return run->first <= run->last;
}

/* Lengthens the run by what touches it; *grown tells. */
static void lengthen(struct run *run, const struct run *other, bool *grown)
{
	if (other->first > run->last + 1 || other->last < run->first - 1)
		return;
	if (other->first >= run->first && other->last <= run->last && (run->open || !other->open))
		return;
	run->open = other->last > run->last || (other->last == run->last && other->open) ? other->open
	                                                                                 : run->open;
	run->first = other->first < run->first ? other->first : run->first;
	run->last = other->last > run->last ? other->last : run->last;
	*grown = true;
}

static struct run whole_run(const struct frame *frame, const struct record_cell *cell, struct span span,
                            struct run run)
{
	bool grown = true;

	while (grown) {
		grown = false;
		for (size_t i = 0; i < cell->periods_length; i++) {
			struct run other;

			if (run_of(frame, cell->periods[i], span, &other))
				lengthen(&run, &other, &grown);
		}
	}
	run.enough_on = enough_on(frame, run.first);
	if (run.enough_on != UNKNOWN && run.enough_on > span.last)
		run.enough_on = UNKNOWN;
	return run;
}

/* Whether it has not stopped: it goes on, or stops yesterday at the earliest. */
static bool goes_on(const struct frame *frame, const struct run *run)
{
	return run->open || run->last >= frame->record->today - 1;
}

/* Less is nearer: first those that can still become long enough by going on. */
static int64_t distance(const struct frame *frame, const struct run *run)
{
	if (run->enough_on != UNKNOWN && (run->enough_on <= run->last || goes_on(frame, run)))
		return run->enough_on;
	return (int64_t)1000000 - (run->last - run->first);
}

/* The run that is nearest to long enough; false: there is none. */
static bool best_run(const struct frame *frame, const struct record_clinician *clinician,
                     const struct record_cell *cell, struct run *best)
{
	bool found = false;

	for (size_t i = 0; cell && i < cell->periods_length; i++) {
		for (size_t j = 0; j < span_count(clinician); j++) {
			struct span span = span_of(frame, clinician, j);
			struct run run;

			if (!run_of(frame, cell->periods[i], span, &run))
				continue;
			run = whole_run(frame, cell, span, run);
			if (!found || distance(frame, &run) < distance(frame, best))
				*best = run;
			found = true;
		}
	}
	return found;
}

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
static void say_run(const struct frame *frame, const struct run *run, struct missing *missing)
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
	if (run->enough_on != UNKNOWN && run->enough_on <= run->last)
		add_words(missing, "%d days", days);
	else if (unit && strncmp(unit, " day", 4) == 0)
		add_words(missing, "%d of %s", days, frame->need);
	else
		add_words(missing, "%d day%s of %s", days, days == 1 ? "" : "s", frame->need);
}

/* Why the time with the practice ends or begins within the year. False: it does not. */
static bool say_limits(const struct frame *frame, struct span time, struct missing *missing)
{
	char day[LEDGER_DAY];

	if (time.last < frame->last) {
		ledger_day_words(time.last, frame->record->year, day);
		add_words(missing, "%s on %s: ", time.last < frame->record->today ? "left" : "leaves", day);
		return true;
	}
	if (time.first > frame->first) {
		ledger_day_words(time.first, frame->record->year, day);
		add_words(missing, "%s on %s: ", time.first <= frame->record->today ? "joined" : "joins",
		          day);
		return true;
	}
	return false;
}

static void say_impossible(const struct frame *frame, struct span time, mipsia_date start,
                           struct missing *missing)
{
	char day[WORDS_DATE];

	missing->nearness = NEAR_IMPOSSIBLE;
	missing->start_by = UNKNOWN;
	if (*missing->text)
		add_words(missing, "; ");
	if (time.first > time.last) {
		add_words(missing, "was not with the practice in %d", frame->record->year);
	} else if (start == UNKNOWN) {
		say_limits(frame, time, missing);
		add_words(missing, "%s not possible", frame->need);
	} else if (time.last < frame->last) {
		say_limits(frame, time, missing);
		add_words(missing, "%s no longer possible", frame->need);
	} else {
		words_day_first(start, day);
		add_words(missing, "the last day to start was %s: %s no longer possible", day, frame->need);
	}
}

/* Starting anew is all that is left, or is not possible. */
static void say_start(const struct frame *frame, struct span time, mipsia_date start, bool anew,
                      struct missing *missing)
{
	char day[WORDS_DATE];

	if (start == UNKNOWN || start < frame->record->today) {
		say_impossible(frame, time, start, missing);
		return;
	}
	missing->nearness = NEAR_CAN_START;
	missing->start_by = start;
	if (*missing->text)
		add_words(missing, "; ");
	if (time.last < frame->last)
		say_limits(frame, time, missing);
	words_day_first(start, day);
	add_words(missing, "must start%s by %s", anew ? " again" : "", day);
}

/* It can become long enough by going on, or is already. */
static void say_going_on(const struct frame *frame, const struct run *run, struct missing *missing)
{
	char day[WORDS_DATE];

	words_day_first(run->enough_on, day);
	missing->by = run->enough_on;
	if (run->enough_on <= run->last) {
		missing->nearness = NEAR_END_UNKNOWN;
		add_words(missing, "; its last day is not known: enter it, so that it counts");
		return;
	}
	missing->nearness = NEAR_GOES_ON;
	if (run->open && run->first <= frame->record->today)
		add_words(missing, "; still running: long enough on %s", day);
	else if (run->open)
		add_words(missing, "; must go on until %s", day);
	else if (run->last > frame->record->today)
		add_words(missing, "; its end is in the future, and must not be before %s", day);
	else
		add_words(missing, "; must go on until %s", day);
}

static void say_days_unknown(const struct frame *frame, const struct record_cell *cell,
                             struct missing *missing)
{
	bool none = cell->periods_length == 1 && cell->periods[0].start == UNKNOWN &&
	            cell->periods[0].end == UNKNOWN;
	(void)frame;

	missing->nearness = NEAR_DAYS_UNKNOWN;
	add_words(missing, "took part, but %s not known: enter %s",
	          none ? "the days are" : "the first day is", none ? "them" : "it");
}

/* ------------------------------------------------------------------------ assembly */

static void describe(const struct frame *frame, const struct record_cell *cell, struct missing *missing)
{
	struct span time;
	struct run run;
	mipsia_date start = last_start_of(frame, missing->clinician, &time);
	bool has_run = best_run(frame, missing->clinician, cell, &run);

	missing->start_by = start;
	if (!has_run && missing->answer == MIPSIA_UNKNOWN) {
		say_days_unknown(frame, cell, missing);
		return;
	}
	if (!has_run) {
		say_start(frame, time, start, false, missing);
		return;
	}
	say_run(frame, &run, missing);
	if (run.enough_on != UNKNOWN && (run.enough_on <= run.last || goes_on(frame, &run))) {
		say_going_on(frame, &run, missing);
	} else if (missing->answer == MIPSIA_UNKNOWN) {
		missing->nearness = NEAR_DAYS_UNKNOWN;
		add_words(missing, "; days of another period are not known: enter them");
	} else {
		say_start(frame, time, start, run.last < frame->record->today, missing);
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

static struct frame frame_of(const struct record *record, int activity)
{
	const mipsia_activity *row = mipsia_activity_in_year(record->book, activity, record->year);
	struct frame frame = { .record = record,
		               .activity = activity,
		               .policies = record_policies(record),
		               .first = mipsia_date_make(record->year, 1, 1),
		               .last = mipsia_date_make(record->year, 12, 31) };

	if (row)
		words_duration(row->duration, frame.need);
	return frame;
}

static size_t gather(const struct frame *frame, struct missing *all)
{
	const struct record *record = frame->record;
	size_t length = 0;

	for (size_t i = 0; i < record->clinicians_length; i++) {
		struct missing *missing = &all[length];

		if (!record->clinicians[i].member)
			continue;
		*missing = (struct missing){ .clinician = &record->clinicians[i] };
		missing->answer = record_judge_clinician(record, i, frame->activity, &missing->days);
		if (missing->answer == MIPSIA_MET)
			continue;
		describe(frame, record_cell_of(record, i, frame->activity), missing);
		length++;
	}
	return length;
}

json_t *ledger_missing_json(const struct record *record, int activity)
{
	struct frame frame = frame_of(record, activity);
	struct missing *all = calloc(record->clinicians_length + 1, sizeof(*all));
	json_t *array = json_array();
	size_t length;

	if (!all || !array) {
		free(all);
		json_decref(array);
		return NULL;
	}
	length = gather(&frame, all);
	qsort(all, length, sizeof(*all), nearest_first);
	for (size_t i = 0; i < length; i++)
		json_array_append_new(array, missing_json(&all[i]));
	free(all);
	return array;
}
