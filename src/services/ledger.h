/*
 * ledger.h - what the parts of the ledger share: the periods of a cell, edits of
 * cells, what history needs to take them back, what is missing. A cell is what one
 * clinician did of one activity in one performance year.
 *
 * The rules of periods. A day may be unknown. Two periods whose days are all known
 * and that overlap or touch are one, and are joined: the rule book counts them as
 * one run. A period with an unknown day that lies within one whose days are known
 * would say two things of the same days: people are asked (changes), or the known
 * days hold (imports). A period without any day stands alone or not at all.
 */
#ifndef MIPSIA_SERVICES_LEDGER_H
#define MIPSIA_SERVICES_LEDGER_H

#include "services/record.h"

#define LEDGER_PERIODS_MAX 20   /* of a cell */
#define LEDGER_CHANGES_MAX 5000 /* of a request */
#define LEDGER_NOTE_MAX 500     /* characters of a cell's note */
#define LEDGER_YEARS_AROUND 10  /* a day may lie so many years before or after the performance year */
#define LEDGER_WARNINGS_MAX 100 /* of an answer; of more the last one says so */

/* ---------------------------------------------------------------------- periods */

struct ledger_periods {
	size_t length;
	struct record_period items[LEDGER_PERIODS_MAX];
};

/* Reads the member `periods` of a change, `pointer` its JSON pointer; sorts and joins
 * them. Adds op_errors; false when there was one. */
bool ledger_read_periods(struct op_reply *reply, const char *pointer, const json_t *json, int year,
                         struct ledger_periods *out);

/* As a cell of the store has them. A new reference. */
json_t *ledger_periods_json(const struct record_period *periods, size_t length);

bool ledger_same_periods(const struct record_period *a, size_t a_length, const struct record_period *b,
                         size_t b_length);

/* Whether some day of the period is in the year, as far as it is known. */
bool ledger_period_in_year(struct record_period period, int year);

enum ledger_gain {
	LEDGER_NOTHING_NEW, /* all its days are there */
	LEDGER_ADDED,       /* it is a period more */
	LEDGER_EXTENDED,    /* one that was there got longer, or got a day that was unknown */
	LEDGER_NO_ROOM      /* there are LEDGER_PERIODS_MAX */
};

/* Adds what a row of an import says; nothing is ever taken away. */
enum ledger_gain ledger_add_period(struct ledger_periods *periods, struct record_period period);

/* ------------------------------------------------------------------------ words */

#define LEDGER_DAY 24
#define LEDGER_PERIOD 80

/* "7 March" within the year, else "7 March 2025". */
void ledger_day_words(mipsia_date day, int year, char out[LEDGER_DAY]);
/* "2 January 2026 to 30 April 2026", "from 7 March 2026, end not known". */
void ledger_period_words(struct record_period period, char out[LEDGER_PERIOD]);

/* The activity's plain name; its title of that year, or its ID, when the guide has none. */
const char *ledger_plain_name(const mipsia_rulebook *book, int activity, int year);
const char *ledger_title(const mipsia_rulebook *book, int activity, int year);

/* Whether the activity `id` is in the year's inventory; *activity gets its index, -1 when
 * there is none. Else `sentence` says so, and under what ID it went on, or was before. */
#define LEDGER_SENTENCE 400
bool ledger_find_activity(const mipsia_rulebook *book, const char *id, int year, int *activity,
                          char sentence[LEDGER_SENTENCE]);

/* ------------------------------------------------------------------------ edits */

/* What a cell is to be. */
struct ledger_edit {
	size_t clinician;                 /* place in record.clinicians */
	int activity;                     /* index */
	const struct record_cell *before; /* NULL: there was none */
	struct ledger_periods periods;
	const char *note;
};

/* Place of the clinician with that ID in record.clinicians, or clinicians_length. In
 * the index made by ledger_index_clinicians: a JSON object. */
json_t *ledger_index_clinicians(const struct record *record);
size_t ledger_find_clinician(const struct record *record, const json_t *index, const char *id);

/* Whether the edit leaves the cell as it is. */
bool ledger_edit_is_idle(const struct ledger_edit *edit);

/* What went into the history. */
struct ledger_event {
	const char *kind; /* "ledger.changed", "ledger.imported" */
	const char *text; /* the sentence; NULL: in the words of the edits */
};

/* Writes the edits that are not idle, each cell with its next version, and one event
 * for all. *event gets its id, 0 when nothing was written. False after a problem. */
bool ledger_apply(const struct op_call *call, struct op_reply *reply, const struct record *record,
                  const struct ledger_edit *edits, size_t length, const struct ledger_event *what,
                  int64_t *event);

/* The sentence of the history about those edits that are not idle. */
#define LEDGER_EVENT_TEXT 600
void ledger_event_words(const struct record *record, const struct ledger_edit *edits, size_t length,
                        char out[LEDGER_EVENT_TEXT]);

/* Adds to `warnings` (CaseFinding) what of the edit does not count; `pointer` is the
 * JSON pointer of its periods. At most LEDGER_WARNINGS_MAX and one that says so. */
void ledger_warn(json_t *warnings, const struct record *record, const struct ledger_edit *edit,
                 const char *pointer);

/* ------------------------------------------------------------------------- view */

/* LedgerCell of docs/openapi.yaml; `evidence` pieces name it. `texts` is an object for
 * the texts that cells share: the same for all cells of an answer. A new reference. */
json_t *ledger_cell_json(const struct record *record, const struct record_cell *cell, int64_t evidence,
                         json_t *texts);

/* Answers with Ledger: `event` 0 is null; `warnings` (CaseFinding; may be NULL)
 * becomes the reply's. */
void ledger_answer(const struct op_call *call, struct op_reply *reply, const struct record *record,
                   int64_t event, json_t *warnings);

/* Of one activity: those who do not certainly have the time yet, the nearest first. A
 * new reference; NULL: no memory. */
json_t *ledger_missing_json(const struct record *record, int activity);

#endif
