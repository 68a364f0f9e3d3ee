/*
 * ledger_warn.c - what is accepted, but does not count, or not wholly; see ledger.h.
 */
#include <stdio.h>
#include <string.h>

#include "services/ledger.h"
#include "services/record_part.h"

static void warn(json_t *warnings, const char *code, const char *pointer, const char *message)
{
	size_t length = json_array_size(warnings);

	if (length > LEDGER_WARNINGS_MAX)
		return;
	if (length == LEDGER_WARNINGS_MAX) {
		code = "more";
		message = "There is more of this kind, which is not listed.";
		pointer = "";
	}
	json_array_append_new(
		warnings, json_pack("{s:s, s:s, s:s}", "code", code, "message", message, "path", pointer));
}

/* The days of the period that are in the year, as far as they are known. */
static struct record_period within_year(struct record_period period, int year)
{
	mipsia_date first = mipsia_date_make(year, 1, 1);
	mipsia_date last = mipsia_date_make(year, 12, 31);

	if (period.start == MIPSIA_DATE_UNKNOWN || period.start < first)
		period.start = first;
	if (period.end == MIPSIA_DATE_UNKNOWN || period.end > last)
		period.end = last;
	return period;
}

/* Whether the clinician was with the practice on all days of the period, as far as both
 * are known. The times of a clinician neither overlap nor touch. */
static bool is_with_practice(const struct record_clinician *clinician, struct record_period period)
{
	for (size_t i = 0; i < clinician->periods_length; i++) {
		const struct record_period *time = &clinician->periods[i];

		if ((time->start == MIPSIA_DATE_UNKNOWN || time->start <= period.start) &&
		    (time->end == MIPSIA_DATE_UNKNOWN || time->end >= period.end))
			return true;
	}
	return clinician->periods_length == 0;
}

static void warn_of_period(json_t *warnings, const struct record *record, const struct ledger_edit *edit,
                           const char *pointer, struct record_period period)
{
	const struct record_clinician *clinician = &record->clinicians[edit->clinician];
	int year = record->year;
	struct record_period counted = within_year(period, year);
	char message[LEDGER_SENTENCE];
	char words[LEDGER_PERIOD];

	ledger_period_words(period, words);
	if ((period.start != MIPSIA_DATE_UNKNOWN && period.start != counted.start) ||
	    (period.end != MIPSIA_DATE_UNKNOWN && period.end != counted.end)) {
		snprintf(message, sizeof(message), "%.160s, %s: only the days in %d count.", clinician->name,
		         words, year);
		warn(warnings, "outsideYear", pointer, message);
	}
	if (period.start == MIPSIA_DATE_UNKNOWN)
		counted.start = counted.end;
	if (period.end == MIPSIA_DATE_UNKNOWN)
		counted.end = counted.start;
	if (period.start == MIPSIA_DATE_UNKNOWN && period.end == MIPSIA_DATE_UNKNOWN)
		return;
	if (!is_with_practice(clinician, counted)) {
		snprintf(message, sizeof(message),
		         "%.160s, %s: days on which the clinician was not with the practice do not count.",
		         clinician->name, words);
		warn(warnings, "notWithPractice", pointer, message);
	}
}

void ledger_warn(json_t *warnings, const struct record *record, const struct ledger_edit *edit,
                 const char *pointer)
{
	const struct record_choice *choice = record_choice_of(record, edit->activity);
	const mipsia_activity *row = mipsia_activity_in_year(record->book, edit->activity, record->year);
	char message[LEDGER_SENTENCE];

	for (size_t i = 0; i < edit->periods.length; i++)
		warn_of_period(warnings, record, edit, pointer, edit->periods.items[i]);
	if (edit->periods.length == 0)
		return;
	if (choice && strcmp(choice->state, "dropped") == 0) {
		snprintf(message, sizeof(message),
		         "%s was dropped: it does not count until it is chosen again.",
		         mipsia_activity_id(record->book, edit->activity));
		warn(warnings, "dropped", pointer, message);
	}
	if (row->suspended_on != MIPSIA_DATE_UNKNOWN && edit->periods.items[0].start != MIPSIA_DATE_UNKNOWN &&
	    edit->periods.items[0].start > row->suspended_on) {
		snprintf(message, sizeof(message), "%s was suspended before this period began.",
		         mipsia_activity_id(record->book, edit->activity));
		warn(warnings, "suspended", pointer, message);
	}
}
