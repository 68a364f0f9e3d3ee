/*
 * ledger_time.h - when a clinician can start an activity, and how far they are with it.
 * How long is long enough is asked of the engine, day by day where need be, so that no
 * rule is here a second time. Of ledger_*.c alone.
 */
#ifndef MIPSIA_SERVICES_LEDGER_TIME_H
#define MIPSIA_SERVICES_LEDGER_TIME_H

#include "services/record.h"

#define LEDGER_TIME_DAYS 366

/* One activity in the record's year. */
struct ledger_time {
	const struct record *record;
	int activity;
	uint32_t policies;
	mipsia_date first; /* of the year */
	mipsia_date last;
	/* by day of the year: what starts on it is long enough on which day. Filled when it is
	 * asked for; 0: not yet */
	mipsia_date enough[LEDGER_TIME_DAYS];
};

void ledger_time_begin(struct ledger_time *time, const struct record *record, int activity);

/* A time with the practice, within the year. */
struct ledger_span {
	mipsia_date first;
	mipsia_date last; /* before `first`: none */
};

/* The last day on which the clinician could start, and the time with the practice that
 * it lies in: the last one of all when there is no such day (MIPSIA_DATE_UNKNOWN). */
mipsia_date ledger_last_start(struct ledger_time *time, const struct record_clinician *clinician,
                              struct ledger_span *span);

/* Days without a gap, within one time with the practice. */
struct ledger_run {
	mipsia_date first;
	mipsia_date last;      /* of one that is open: today, or its first day */
	bool open;             /* its end is not known */
	mipsia_date enough_on; /* UNKNOWN: not while with the practice, or not within the year */
};

/* Whether it is long enough, were its days all known. */
bool ledger_run_is_enough(const struct ledger_run *run);
/* Whether it has not stopped: it is open, or stops yesterday at the earliest. */
bool ledger_run_goes_on(const struct ledger_time *time, const struct ledger_run *run);

/* The run of the cell (may be NULL) that is nearest to long enough; false: none. Periods
 * whose start is not known make none. */
bool ledger_best_run(struct ledger_time *time, const struct record_clinician *clinician,
                     const struct record_cell *cell, struct ledger_run *best);

#endif
