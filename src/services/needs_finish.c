/*
 * needs_finish.c - steps: attest, submit, keep the receipt; or wait, or nothing more.
 */
#include <string.h>

#include "services/needs_part.h"
#include "services/words.h"

static bool has_receipt(const struct needs *needs)
{
	json_t *row = NULL;
	bool found;

	store_json_one(needs->call->store, &row,
	               "SELECT r.id FROM receipt r JOIN attestation a ON a.id = r.attestation_id "
	               "WHERE a.practice_id = ?1 AND a.year = ?2 AND a.number = (SELECT MAX(b.number) "
	               "FROM attestation b WHERE b.practice_id = a.practice_id AND b.year = a.year)",
	               "ti", needs->record->practice_id, (int64_t)needs->record->year);
	found = row != NULL;
	json_decref(row);
	return found;
}

/* The last day that is recorded, within the year; MIPSIA_DATE_UNKNOWN for none. */
static mipsia_date last_recorded_day(const struct record *record)
{
	mipsia_date end_of_year = mipsia_date_make(record->year, 12, 31);
	mipsia_date last = MIPSIA_DATE_UNKNOWN;

	for (size_t i = 0; i < record->cells_length; i++) {
		for (size_t k = 0; k < record->cells[i].periods_length; k++) {
			mipsia_date end = record->cells[i].periods[k].end;

			last = end > last ? end : last;
		}
	}
	return last > end_of_year ? end_of_year : last;
}

static void submit(const struct needs *needs, json_t *steps, mipsia_date opens, mipsia_date closes)
{
	char first[WORDS_DATE];
	char last[WORDS_DATE];

	words_day_first(opens, first);
	words_day_first(closes, last);
	if (has_receipt(needs)) {
		needs_step(steps, "done", NULL, MIPSIA_DATE_UNKNOWN,
		           "%d is signed, submitted and confirmed. Keep the proof.", needs->record->year);
	} else if (needs->record->today < opens) {
		needs_step(steps, "wait", NULL, opens, "%d is signed. Submission opens on %s.",
		           needs->record->year, first);
	} else {
		if (needs->record->today <= closes)
			needs_step(steps, "submit", NULL, closes, "Submit what was signed to CMS by %s.",
			           last);
		needs_step(steps, "receipt", NULL, MIPSIA_DATE_UNKNOWN,
		           "Record here what CMS answered when it was submitted.");
	}
}

static void attest(const struct needs *needs, json_t *steps, mipsia_date closes)
{
	int year = needs->record->year;
	char last[WORDS_DATE];

	words_day_first(closes, last);
	needs_step(steps, "attest", NULL, closes,
	           "Review and sign what is attested for %d, to submit it by %s.", year, last);
}

/* Nothing signed. What is recorded can be signed once its days are over and it
 * suffices, or the year is over. */
static void before_signing(const struct needs *needs, json_t *steps, mipsia_date closes)
{
	const struct record *record = needs->record;
	mipsia_date last = last_recorded_day(record);
	mipsia_set recorded;
	char day[WORDS_DATE];

	record_attested(record, RECORD_GROUP, &recorded);
	words_day_first(closes, day);
	if (record->today > closes) {
		needs_step(steps, "done", NULL, MIPSIA_DATE_UNKNOWN,
		           "The time to submit %d ended on %s, and nothing was signed here.", record->year,
		           day);
	} else if (memcmp(&recorded, &(mipsia_set){ { 0 } }, sizeof(recorded)) == 0) {
		if (needs_is_met(needs))
			needs_step(steps, "done", NULL, MIPSIA_DATE_UNKNOWN, "%s",
			           json_string_value(json_object_get(needs->standing, "text")));
	} else if (record->today > mipsia_date_make(record->year, 12, 31) ||
	           (needs_is_met(needs) && record->today > last)) {
		attest(needs, steps, closes);
	} else if (needs_is_met(needs)) {
		words_day_first(last, day);
		needs_step(steps, "wait", NULL, last,
		           "Go on with what is recorded until %s; then it can be signed. Submission opens in "
		           "%d.",
		           day, record->year + 1);
	}
}

void needs_finish(const struct needs *needs, json_t *steps)
{
	mipsia_date opens = needs->required.window_opens;
	mipsia_date closes = needs->required.window_closes;

	if (json_is_true(json_object_get(needs->standing, "signed")))
		submit(needs, steps, opens, closes);
	else
		before_signing(needs, steps, closes);
}
