/*
 * ledger_time.c - see ledger_time.h.
 */
#include "services/ledger_time.h"

#include "services/record_part.h"

#define UNKNOWN MIPSIA_DATE_UNKNOWN

void ledger_time_begin(struct ledger_time *time, const struct record *record, int activity)
{
	*time = (struct ledger_time){ .record = record,
		                      .activity = activity,
		                      .policies = record_policies(record),
		                      .first = mipsia_date_make(record->year, 1, 1),
		                      .last = mipsia_date_make(record->year, 12, 31) };
}

/* ----------------------------------------------------------- what the engine says */

static bool is_enough(const struct ledger_time *time, mipsia_date start, mipsia_date end)
{
	mipsia_performance period = { 0, start, end };

	return mipsia_clinician_judge(time->record->book, time->record->year, time->activity, NULL, &period,
	                              1, time->policies, NULL) == MIPSIA_MET;
}

static mipsia_date find_enough(const struct ledger_time *time, mipsia_date start)
{
	mipsia_date low = start;
	mipsia_date high = time->last;

	if (!is_enough(time, start, time->last))
		return UNKNOWN;
	while (low < high) {
		mipsia_date middle = low + (high - low) / 2;

		if (is_enough(time, start, middle))
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

/* The day on which what starts on `start`, of the year, is long enough; UNKNOWN: not
 * within the year. */
static mipsia_date enough_on(struct ledger_time *time, mipsia_date start)
{
	mipsia_date *known = &time->enough[start - time->first];

	if (*known == 0)
		*known = find_enough(time, start);
	return *known;
}

/* The last start from which the time until `end` is enough; UNKNOWN: there is none. Who
 * starts later is there later, if at all. */
static mipsia_date last_start_for(struct ledger_time *time, mipsia_date end)
{
	mipsia_date low = time->first;
	mipsia_date high = end;
	mipsia_date enough = enough_on(time, low);

	if (enough == UNKNOWN || enough > end)
		return UNKNOWN;
	while (low < high) {
		mipsia_date middle = high - (high - low) / 2;

		enough = enough_on(time, middle);
		if (enough != UNKNOWN && enough <= end)
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}

/* ------------------------------------------------------------ time with the practice */

static struct ledger_span span_of(const struct ledger_time *time, const struct record_clinician *clinician,
                                  size_t i)
{
	struct ledger_span span = { time->first, time->last };
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

/* Within that time; UNKNOWN: it is too short. */
static mipsia_date last_start_within(struct ledger_time *time, struct ledger_span span)
{
	mipsia_date start = span.first <= span.last ? last_start_for(time, span.last) : UNKNOWN;

	return start != UNKNOWN && start >= span.first ? start : UNKNOWN;
}

mipsia_date ledger_last_start(struct ledger_time *time, const struct record_clinician *clinician,
                              struct ledger_span *span)
{
	mipsia_date latest = UNKNOWN;

	*span = (struct ledger_span){ 1, 0 };
	for (size_t i = 0; i < span_count(clinician); i++) {
		struct ledger_span here = span_of(time, clinician, i);
		mipsia_date start = last_start_within(time, here);

		/* UNKNOWN is the least */
		if (here.first > here.last || start < latest)
			continue;
		*span = here;
		latest = start;
	}
	return latest;
}

/* --------------------------------------------------------------------------- runs */

static bool run_of(const struct ledger_time *time, struct record_period period, struct ledger_span span,
                   struct ledger_run *run)
{
	mipsia_date today = time->record->today;

	if (period.start == UNKNOWN || span.first > span.last)
		return false;
	*run = (struct ledger_run){ .first = period.start,
		                    .last = period.end,
		                    .open = period.end == UNKNOWN };
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

/* Lengthens the run by what touches it; returns whether it changed. */
static bool lengthen(struct ledger_run *run, const struct ledger_run *other)
{
	bool touches = other->first <= run->last + 1 && other->last >= run->first - 1;
	bool longer = other->first < run->first || other->last > run->last;
	bool opens = other->open && !run->open && other->last == run->last;

	if (!touches || (!longer && !opens))
		return false;
	if (other->last >= run->last)
		run->open = other->open || (run->open && other->last == run->last);
	run->first = other->first < run->first ? other->first : run->first;
	run->last = other->last > run->last ? other->last : run->last;
	return true;
}

static struct ledger_run whole_run(struct ledger_time *time, const struct record_cell *cell,
                                   struct ledger_span span, struct ledger_run run)
{
	bool grown = true;

	while (grown) {
		grown = false;
		for (size_t i = 0; i < cell->periods_length; i++) {
			struct ledger_run other;

			if (run_of(time, cell->periods[i], span, &other))
				grown |= lengthen(&run, &other);
		}
	}
	run.enough_on = enough_on(time, run.first);
	if (run.enough_on != UNKNOWN && run.enough_on > span.last)
		run.enough_on = UNKNOWN;
	return run;
}

bool ledger_run_is_enough(const struct ledger_run *run)
{
	return run->enough_on != UNKNOWN && run->enough_on <= run->last;
}

bool ledger_run_goes_on(const struct ledger_time *time, const struct ledger_run *run)
{
	return run->open || run->last >= time->record->today - 1;
}

/* Less is nearer: first those that can still become long enough by going on. */
static int64_t distance(const struct ledger_time *time, const struct ledger_run *run)
{
	if (run->enough_on != UNKNOWN && (ledger_run_is_enough(run) || ledger_run_goes_on(time, run)))
		return run->enough_on;
	return (int64_t)1000000 - (run->last - run->first);
}

bool ledger_best_run(struct ledger_time *time, const struct record_clinician *clinician,
                     const struct record_cell *cell, struct ledger_run *best)
{
	bool found = false;

	for (size_t i = 0; cell && i < cell->periods_length; i++) {
		for (size_t j = 0; j < span_count(clinician); j++) {
			struct ledger_span span = span_of(time, clinician, j);
			struct ledger_run run;

			if (!run_of(time, cell->periods[i], span, &run))
				continue;
			run = whole_run(time, cell, span, run);
			if (!found || distance(time, &run) < distance(time, best))
				*best = run;
			found = true;
		}
	}
	return found;
}
