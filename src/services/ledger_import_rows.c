/*
 * ledger_import_rows.c - what becomes of each row; see ledger_import.h.
 */
#include "services/ledger_import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "services/record_part.h"

#define UNKNOWN MIPSIA_DATE_UNKNOWN

/* -------------------------------------------------------------------------- fates */

static void gather(json_t *rows_by_key, const char *key, uint32_t row)
{
	json_t *rows = json_object_get(rows_by_key, key);

	if (!rows) {
		rows = json_array();
		json_object_set_new(rows_by_key, key, rows);
	}
	json_array_append_new(rows, json_integer((json_int_t)row));
}

static void say(struct import *import, const struct sheet_record *row, enum finding_severity severity,
                const char *code, const char *remedy, const char *message)
{
	findings_add(&import->findings, severity, FINDING_MIPSIA, code, 0,
	             (struct finding_place){ .line = row->row }, remedy, "%s", message);
}

static enum import_fate refuse(struct import *import, const struct sheet_record *row, const char *code,
                               const char *remedy, const char *message)
{
	say(import, row, FINDING_ERROR, code, remedy, message);
	return IMPORT_REFUSED;
}

/* Place of the clinician, or clinicians_length. They are in the order of NPIs. */
static size_t find_by_npi(const struct record *record, const char *npi)
{
	uint64_t number = strtoull(npi, NULL, 10);
	size_t low = 0;
	size_t high = record->clinicians_length;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (record->clinicians[middle].npi_number < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low < record->clinicians_length && record->clinicians[low].npi_number == number
	               ? low
	               : record->clinicians_length;
}

/* ---------------------------------------------------------------------------- notes */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static const char *after_blanks(const char *text)
{
	while (is_blank(*text))
		text++;
	return text;
}

/* What of `text` is behind `words` at its beginning, however both are divided into
 * lines; NULL: it begins with others. */
static const char *after_words(const char *text, const char *words)
{
	while (*words) {
		if (is_blank(*words) && is_blank(*text)) {
			words = after_blanks(words);
			text = after_blanks(text);
		} else if (*words++ != *text++) {
			return NULL;
		}
	}
	return text;
}

/* Whether `words` are the note, or one of the parts that imports made: "a; b". */
static bool is_noted(const char *words, const char *note)
{
	while (note) {
		const char *rest = after_words(note, words);

		if (rest && (*rest == '\0' || strncmp(rest, "; ", 2) == 0))
			return true;
		note = strstr(note, "; ");
		note = note ? note + 2 : NULL;
	}
	return false;
}

/* Without the apostrophe that keeps Excel from running it, and without what cannot be
 * kept. */
static void clean_note(const char *evidence, char *out, size_t size)
{
	size_t length = 0;

	if (evidence[0] == '\'' && evidence[1] && strchr("=+-@", evidence[1]))
		evidence++;
	for (; *evidence && length + 1 < size; evidence++) {
		unsigned char c = (unsigned char)*evidence;

		out[length++] = (c < ' ' && !is_blank(*evidence)) || c == 127 ? ' ' : *evidence;
	}
	out[length] = '\0';
}

/* The evidence that the row names goes into the note, unless it is there. */
static bool add_note(struct import *import, const struct sheet_record *row, struct ledger_edit *edit)
{
	char evidence[4 * LEDGER_NOTE_MAX + 8];
	char note[sizeof(evidence) * 2];
	const char *kept;

	clean_note(row->evidence, evidence, sizeof(evidence));
	if (!*evidence || is_noted(evidence, edit->note))
		return false;
	snprintf(note, sizeof(note), "%s%s%s", edit->note, *edit->note ? "; " : "", evidence);
	kept = op_characters(note) <= LEDGER_NOTE_MAX ? record_keep_text(import->record, note) : NULL;
	if (!kept) {
		say(import, row, FINDING_WARNING, "noteTooLong", "Write it into the note by hand, shorter.",
		    "The reference to evidence does not fit into the note of the cell, and is left out.");
		return false;
	}
	edit->note = kept;
	return true;
}

/* -------------------------------------------------------------------------- cells */

static bool has_room(struct import *import)
{
	size_t capacity = import->edits_capacity ? import->edits_capacity * 2 : 256;
	struct ledger_edit *larger;

	if (import->edits_length < import->edits_capacity)
		return true;
	larger = realloc(import->edits, capacity * sizeof(*larger));
	if (!larger)
		return op_stored(import->reply, STORE_MEMORY);
	import->edits = larger;
	import->edits_capacity = capacity;
	return true;
}

static void begin_edit(struct import *import, size_t clinician, int activity, struct ledger_edit *edit)
{
	const struct record_cell *before = record_cell_of(import->record, clinician, activity);

	*edit = (struct ledger_edit){ .clinician = clinician,
		                      .activity = activity,
		                      .before = before,
		                      .note = before ? before->note : "" };
	for (size_t i = 0; before && i < before->periods_length && i < LEDGER_PERIODS_MAX; i++)
		edit->periods.items[edit->periods.length++] = before->periods[i];
}

/* The edit of the cell; NULL after a problem. */
static struct ledger_edit *edit_of(struct import *import, size_t clinician, int activity)
{
	size_t *place = &import->places[(size_t)activity * import->record->clinicians_length + clinician];

	if (*place)
		return &import->edits[*place - 1];
	if (import->edits_length == LEDGER_IMPORT_CELLS_MAX) {
		op_problem(import->reply, 422, "tooMany", "Divide the file into smaller ones.",
		           "The file has records for more than %d cells of the ledger.",
		           LEDGER_IMPORT_CELLS_MAX);
		return NULL;
	}
	if (!has_room(import))
		return NULL;
	begin_edit(import, clinician, activity, &import->edits[import->edits_length++]);
	*place = import->edits_length;
	return &import->edits[*place - 1];
}

static enum import_fate put(struct import *import, const struct sheet_record *row, struct ledger_edit *edit)
{
	struct record_period period = { row->start, row->end };
	enum ledger_gain gain = ledger_add_period(&edit->periods, period);
	bool noted;

	if (gain == LEDGER_NO_ROOM)
		return refuse(import, row, "tooManyPeriods", "Join periods that belong together.",
		              "The clinician has the largest number of periods of this activity already.");
	noted = add_note(import, row, edit);
	if (gain == LEDGER_ADDED)
		return IMPORT_ADDED;
	return gain == LEDGER_EXTENDED || noted ? IMPORT_CHANGED : IMPORT_UNCHANGED;
}

/* ---------------------------------------------------------------------------- rows */

static bool is_far(mipsia_date day, int year)
{
	return day != UNKNOWN && (day < mipsia_date_make(year - LEDGER_YEARS_AROUND, 1, 1) ||
	                          day > mipsia_date_make(year + LEDGER_YEARS_AROUND, 12, 31));
}

/* IMPORT_FATE_END: it goes into the ledger. */
static enum import_fate turn_away(struct import *import, const struct sheet_record *row, size_t clinician)
{
	const struct record *record = import->record;
	char masked[IDENTIFIER_MASKED_TIN];
	char year[16];

	if (*row->tin && *import->tin && strcmp(row->tin, import->tin) != 0) {
		identifier_mask_tin(row->tin, strlen(row->tin), masked);
		gather(import->other_tins, masked, row->row);
		return IMPORT_OTHER_TIN;
	}
	if (row->year != record->year) {
		snprintf(year, sizeof(year), "%d", row->year);
		gather(import->other_years, year, row->row);
		return IMPORT_OTHER_YEAR;
	}
	if (clinician == record->clinicians_length) {
		gather(import->strangers, row->npi, row->row);
		return IMPORT_NOT_IN_ROSTER;
	}
	/* the reader has said it */
	if (!mipsia_activity_in_year(record->book, row->activity, record->year))
		return IMPORT_REFUSED;
	if (is_far(row->start, record->year) || is_far(row->end, record->year))
		return refuse(import, row, "farAway", "Correct the year of the days.",
		              "A day of the period is far from the performance year. The row is left out.");
	if (!ledger_period_in_year((struct record_period){ row->start, row->end }, record->year))
		return refuse(import, row, "outsideYear", "Correct the days, or import it into its own year.",
		              "No day of the period is in the performance year. The row is left out.");
	return IMPORT_FATE_END;
}

static bool take(struct import *import, const struct sheet_record *row)
{
	size_t clinician = find_by_npi(import->record, row->npi);
	enum import_fate fate = turn_away(import, row, clinician);

	if (fate == IMPORT_FATE_END) {
		struct ledger_edit *edit = edit_of(import, clinician, row->activity);

		if (!edit)
			return false;
		fate = put(import, row, edit);
	}
	import->counts[fate]++;
	return true;
}

bool ledger_import_rows(struct import *import)
{
	size_t cells =
		(size_t)mipsia_activity_count(import->record->book) * import->record->clinicians_length;

	import->places = calloc(cells + 1, sizeof(*import->places));
	if (!import->places)
		return op_stored(import->reply, STORE_MEMORY);
	import->counts[IMPORT_REFUSED] = import->records.totals.refused;
	for (size_t i = 0; i < import->records.length; i++) {
		if (!take(import, &import->records.items[i]))
			return false;
	}
	return true;
}
