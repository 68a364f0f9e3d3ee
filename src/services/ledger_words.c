/*
 * ledger_words.c - days, periods, activities and edits in words; see ledger.h.
 */
#include "services/ledger.h"

#include <stdio.h>
#include <string.h>

#include "guide/guide.h"
#include "services/words.h"

/* ------------------------------------------------------------------ days, periods */

void ledger_day_words(mipsia_date day, int year, char out[LEDGER_DAY])
{
	char words[WORDS_DATE];
	char tail[8];
	size_t length;

	words_day_first(day, words);
	snprintf(tail, sizeof(tail), " %d", year);
	length = strlen(words);
	if (length > strlen(tail) && strcmp(words + length - strlen(tail), tail) == 0)
		words[length - strlen(tail)] = '\0';
	snprintf(out, LEDGER_DAY, "%s", words);
}

void ledger_period_words(struct record_period period, char out[LEDGER_PERIOD])
{
	char start[WORDS_DATE];
	char end[WORDS_DATE];

	words_day_first(period.start, start);
	words_day_first(period.end, end);
	if (period.start == MIPSIA_DATE_UNKNOWN && period.end == MIPSIA_DATE_UNKNOWN)
		snprintf(out, LEDGER_PERIOD, "days not known");
	else if (period.end == MIPSIA_DATE_UNKNOWN)
		snprintf(out, LEDGER_PERIOD, "from %s, end not known", start);
	else if (period.start == MIPSIA_DATE_UNKNOWN)
		snprintf(out, LEDGER_PERIOD, "until %s, start not known", end);
	else
		snprintf(out, LEDGER_PERIOD, "%s to %s", start, end);
}

/* --------------------------------------------------------------------- activities */

const char *ledger_title(const mipsia_rulebook *book, int activity, int year)
{
	const mipsia_activity *row = mipsia_activity_in_year(book, activity, year);

	return row ? row->title : "";
}

const char *ledger_plain_name(const mipsia_rulebook *book, int activity, int year)
{
	const char *id = mipsia_activity_id(book, activity);
	const struct guide_entry *entry = guide_find(id);
	const char *title = ledger_title(book, activity, year);

	if (entry && *entry->plain_name)
		return entry->plain_name;
	return *title ? title : id;
}

/* A renumbering that has the activity on one side, and on the other one that is in the
 * year's inventory; NULL when there is none. *next: the one on the other side. */
static const mipsia_lineage *find_renumbered(const mipsia_rulebook *book, int activity, int year, int *next)
{
	size_t count;
	const mipsia_lineage *lineage = mipsia_lineages(book, &count);

	for (size_t i = 0; i < count; i++) {
		if (lineage[i].kind != MIPSIA_RENUMBERED ||
		    (lineage[i].from != activity && lineage[i].to != activity))
			continue;
		*next = lineage[i].from == activity ? lineage[i].to : lineage[i].from;
		if (mipsia_activity_in_year(book, *next, year))
			return &lineage[i];
	}
	return NULL;
}

bool ledger_find_activity(const mipsia_rulebook *book, const char *id, int year, int *activity,
                          char sentence[LEDGER_SENTENCE])
{
	const mipsia_lineage *renumbered;
	int next;

	*activity = mipsia_activity_find(book, id, strlen(id));
	if (*activity < 0) {
		snprintf(sentence, LEDGER_SENTENCE, "There is no activity %.20s.", id);
		return false;
	}
	if (mipsia_activity_in_year(book, *activity, year))
		return true;
	renumbered = find_renumbered(book, *activity, year, &next);
	if (!renumbered)
		snprintf(sentence, LEDGER_SENTENCE, "%s is not in the inventory of %d.", id, year);
	else if (renumbered->from == *activity)
		snprintf(sentence, LEDGER_SENTENCE,
		         "%s is not in the inventory of %d: the activity goes on as %s (%.200s).", id, year,
		         mipsia_activity_id(book, next), ledger_title(book, next, year));
	else
		snprintf(sentence, LEDGER_SENTENCE,
		         "%s is not in the inventory of %d: the activity was then %s (%.200s).", id, year,
		         mipsia_activity_id(book, next), ledger_title(book, next, year));
	return false;
}

/* -------------------------------------------------------------------------- edits */

/* What the edits have in common. */
struct survey {
	size_t cells;
	size_t clinicians; /* different ones, next to each other or not */
	int activity;      /* -1: several */
	bool alike;        /* all get the same periods */
	const struct ledger_edit *first;
};

static bool names_clinician(const struct ledger_edit *edits, size_t length, size_t clinician)
{
	for (size_t i = 0; i < length; i++) {
		if (edits[i].clinician == clinician && !ledger_edit_is_idle(&edits[i]))
			return true;
	}
	return false;
}

/* Counting is quadratic only as far as the sentence says a number below this. */
#define CLINICIANS_COUNTED 200

static struct survey look_at(const struct ledger_edit *edits, size_t length)
{
	struct survey s = { .alike = true };

	for (size_t i = 0; i < length; i++) {
		const struct ledger_edit *edit = &edits[i];

		if (ledger_edit_is_idle(edit))
			continue;
		if (!s.first) {
			s.first = edit;
			s.activity = edit->activity;
		}
		if (edit->activity != s.activity)
			s.activity = -1;
		s.alike = s.alike && ledger_same_periods(edit->periods.items, edit->periods.length,
		                                         s.first->periods.items, s.first->periods.length);
		s.cells++;
		if (s.clinicians <= CLINICIANS_COUNTED && !names_clinician(edits, i, edit->clinician))
			s.clinicians++;
	}
	return s;
}

static void put_periods(const struct ledger_periods *periods, char *out, size_t size)
{
	char words[LEDGER_PERIOD];

	if (periods->length == 0) {
		snprintf(out, size, "did not take part");
		return;
	}
	ledger_period_words(periods->items[0], words);
	if (periods->length == 1)
		snprintf(out, size, "%s", words);
	else
		snprintf(out, size, "%s, and %zu more period%s", words, periods->length - 1,
		         periods->length > 2 ? "s" : "");
}

static const char *verb_of(const struct ledger_edit *edit)
{
	size_t before = edit->before ? edit->before->periods_length : 0;

	if (before &&
	    ledger_same_periods(edit->before->periods, before, edit->periods.items, edit->periods.length))
		return "Changed the note";
	if (edit->periods.length == 0)
		return before ? "Took out the period" : "Changed the note";
	if (before == 0)
		return "Recorded the period";
	return "Changed the period";
}

static void put_clinicians(const struct survey *s, const struct record *record, char *out, size_t size)
{
	if (s->clinicians == 1)
		snprintf(out, size, "%.160s", record->clinicians[s->first->clinician].name);
	else if (s->clinicians > CLINICIANS_COUNTED)
		snprintf(out, size, "more than %d clinicians", CLINICIANS_COUNTED);
	else
		snprintf(out, size, "%zu clinicians", s->clinicians);
}

void ledger_event_words(const struct record *record, const struct ledger_edit *edits, size_t length,
                        char out[LEDGER_EVENT_TEXT])
{
	struct survey s = look_at(edits, length);
	char periods[LEDGER_PERIOD + 40];
	char who[200];

	snprintf(out, LEDGER_EVENT_TEXT, "Changed nothing in the ledger");
	if (!s.first)
		return;
	put_periods(&s.first->periods, periods, sizeof(periods));
	put_clinicians(&s, record, who, sizeof(who));
	if (s.cells == 1)
		snprintf(out, LEDGER_EVENT_TEXT, "%s of %s for %s: %s", verb_of(s.first), who,
		         mipsia_activity_id(record->book, s.activity), periods);
	else if (s.activity >= 0)
		snprintf(out, LEDGER_EVENT_TEXT, "Changed the periods of %s for %s%s%s", who,
		         mipsia_activity_id(record->book, s.activity), s.alike ? ": " : "",
		         s.alike ? periods : "");
	else
		snprintf(out, LEDGER_EVENT_TEXT, "Changed %zu cells of the ledger, of %s%s%s", s.cells, who,
		         s.alike ? ": " : "", s.alike ? periods : "");
}
