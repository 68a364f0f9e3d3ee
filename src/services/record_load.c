/*
 * record_load.c - a practice's year from the store; see record.h.
 */
#include "services/record_part.h"

#include <stdlib.h>
#include <string.h>

/* Room for one more in an array that doubles. */
static void *grow(void *array, size_t length, size_t size)
{
	bool full = length == 0 || (length >= 8 && (length & (length - 1)) == 0);

	if (!full)
		return array;
	return realloc(array, (length < 8 ? 8 : length * 2) * size);
}

/* Walks the rows; `take` keeps one, false: no memory. */
static bool each_row(struct op_reply *reply, struct record *record, enum store_status status,
                     struct store_rows *rows, bool (*take)(struct record *record, struct store_rows *rows))
{
	while (status == STORE_OK && (status = store_step(rows)) == STORE_ROW)
		status = take(record, rows) ? STORE_OK : STORE_MEMORY;
	store_rows_end(rows);
	return op_stored(reply, status);
}

/* ------------------------------------------------------------------- clinicians */

static bool take_clinician(struct record *record, struct store_rows *rows)
{
	struct record_clinician *grown =
		grow(record->clinicians, record->clinicians_length, sizeof(*record->clinicians));
	struct record_clinician *c;
	struct record_period *periods;

	if (!grown)
		return false;
	record->clinicians = grown;
	c = &grown[record->clinicians_length];
	*c = (struct record_clinician){
		.id = record_keep_text(record, store_text(rows, 0)),
		.npi = record_keep_text(record, store_text(rows, 1)),
		.name = record_keep_text(record, store_text(rows, 2)),
		.specialty = record_keep_text(record, store_text(rows, 3)),
	};
	if (!c->id || !c->npi || !c->name || !c->specialty ||
	    !record_read_periods(record, store_text(rows, 4), "from", "to", &periods, &c->periods_length))
		return false;
	c->npi_number = strtoull(c->npi, NULL, 10);
	c->periods = periods;
	c->periods_length = record_join_periods(periods, c->periods_length);
	c->in_year = c->periods_length == 0;
	for (size_t i = 0; i < c->periods_length; i++)
		c->in_year |= record_period_in_year(&c->periods[i], record->year);
	record->clinicians_length++;
	return true;
}

static int by_npi(const void *a, const void *b)
{
	const struct record_clinician *x = a;
	const struct record_clinician *y = b;

	return x->npi_number < y->npi_number ? -1 : x->npi_number > y->npi_number;
}

static bool load_clinicians(const struct op_call *call, struct op_reply *reply, struct record *record)
{
	struct store_rows *rows;
	enum store_status status = store_query(call->store, &rows,
	                                       "SELECT id, npi, name, specialty, periods FROM clinician "
	                                       "WHERE practice_id = ?1 AND removed = 0 ORDER BY npi",
	                                       "t", record->practice_id);

	if (!each_row(reply, record, status, rows, take_clinician))
		return false;
	if (record->clinicians_length)
		qsort(record->clinicians, record->clinicians_length, sizeof(*record->clinicians), by_npi);
	record_apply_settings(record);
	return true;
}

/* ------------------------------------------------------------------------ cells */

static int find_activity(const struct record *record, const char *measure_id)
{
	return measure_id ? mipsia_activity_find(record->book, measure_id, strlen(measure_id)) : -1;
}

/* Place of the clinician with that NPI, or clinicians_length. */
static size_t find_clinician(const struct record *record, const char *npi)
{
	struct record_clinician key = { .npi_number = strtoull(npi ? npi : "", NULL, 10) };
	const struct record_clinician *found = NULL;

	if (record->clinicians_length)
		found = bsearch(&key, record->clinicians, record->clinicians_length, sizeof(key), by_npi);
	return found ? (size_t)(found - record->clinicians) : record->clinicians_length;
}

static bool take_cell(struct record *record, struct store_rows *rows)
{
	int activity = find_activity(record, store_text(rows, 0));
	size_t clinician = find_clinician(record, store_text(rows, 1));
	struct record_cell *grown;
	struct record_cell *cell;
	struct record_period *periods;

	if (activity < 0 || clinician == record->clinicians_length)
		return true;
	grown = grow(record->cells, record->cells_length, sizeof(*record->cells));
	if (!grown)
		return false;
	record->cells = grown;
	cell = &grown[record->cells_length];
	*cell = (struct record_cell){
		.clinician = clinician,
		.activity = activity,
		.note = record_keep_text(record, store_text(rows, 3)),
		.version = store_int(rows, 4),
		.changed_by = record_keep_text(record, store_text(rows, 5)),
		.changed_at = store_int(rows, 6),
	};
	if (!cell->note || !cell->changed_by ||
	    !record_read_periods(record, store_text(rows, 2), "start", "end", &periods,
	                         &cell->periods_length))
		return false;
	cell->periods = periods;
	record->cells_length++;
	return true;
}

static int by_activity_and_clinician(const void *a, const void *b)
{
	const struct record_cell *x = a;
	const struct record_cell *y = b;

	if (x->activity != y->activity)
		return x->activity < y->activity ? -1 : 1;
	return x->clinician < y->clinician ? -1 : x->clinician > y->clinician;
}

static bool load_cells(const struct op_call *call, struct op_reply *reply, struct record *record)
{
	struct store_rows *rows;
	enum store_status status = store_query(
		call->store, &rows,
		"SELECT l.measure_id, c.npi, l.periods, l.note, l.version, l.changed_by, l.changed_at "
		"FROM ledger_cell l JOIN clinician c ON c.id = l.clinician_id "
		"WHERE l.practice_id = ?1 AND l.year = ?2 AND c.removed = 0",
		"ti", record->practice_id, (int64_t)record->year);

	if (!each_row(reply, record, status, rows, take_cell))
		return false;
	if (record->cells_length)
		qsort(record->cells, record->cells_length, sizeof(*record->cells), by_activity_and_clinician);
	return true;
}

/* ---------------------------------------------------------------------- choices */

static bool take_choice(struct record *record, struct store_rows *rows)
{
	int activity = find_activity(record, store_text(rows, 0));
	struct record_choice *grown;
	struct record_choice *choice;

	if (activity < 0)
		return true;
	grown = grow(record->choices, record->choices_length, sizeof(*record->choices));
	if (!grown)
		return false;
	record->choices = grown;
	choice = &grown[record->choices_length];
	*choice = (struct record_choice){
		.activity = activity,
		.state = record_keep_text(record, store_text(rows, 1)),
		.owner = record_keep_text(record, store_text(rows, 2)),
		.note = record_keep_text(record, store_text(rows, 3)),
		.version = store_int(rows, 4),
	};
	record->choices_length++;
	return choice->state && choice->owner && choice->note;
}

static int by_activity(const void *a, const void *b)
{
	const struct record_choice *x = a;
	const struct record_choice *y = b;

	return x->activity < y->activity ? -1 : x->activity > y->activity;
}

static bool load_choices(const struct op_call *call, struct op_reply *reply, struct record *record)
{
	struct store_rows *rows;
	enum store_status status = store_query(call->store, &rows,
	                                       "SELECT measure_id, state, owner, note, version FROM choice "
	                                       "WHERE practice_id = ?1 AND year = ?2",
	                                       "ti", record->practice_id, (int64_t)record->year);

	if (!each_row(reply, record, status, rows, take_choice))
		return false;
	if (record->choices_length)
		qsort(record->choices, record->choices_length, sizeof(*record->choices), by_activity);
	return true;
}

/* ------------------------------------------------------------------------- all */

static bool load_practice(const struct op_call *call, struct op_reply *reply, struct record *record)
{
	json_t *row = NULL;

	if (!op_stored(reply,
	               store_json_one(call->store, &row,
	                              "SELECT name, sites AS \"sites:json\" FROM practice WHERE id = ?1", "t",
	                              record->practice_id)))
		return false;
	if (!row) {
		op_problem(reply, 404, "notFound", "Go back to the list of practices.",
		           "There is no such practice.");
		return false;
	}
	record->practice_name = record_keep_text(record, json_string_value(json_object_get(row, "name")));
	record->sites = json_incref(json_object_get(row, "sites"));
	json_decref(row);
	return record->practice_name || op_stored(reply, STORE_MEMORY);
}

bool record_load(const struct op_call *call, struct op_reply *reply, const char *practice_id, int year,
                 struct record *record)
{
	size_t rules;

	*record = (struct record){ .book = call->bench->book, .year = year, .today = call->today };
	mipsia_rules(record->book, year, &rules);
	if (rules == 0) {
		op_problem(reply, 404, "yearUnknown", "",
		           "mipsia has no rules for %d; choose a year from %d to %d.", year,
		           mipsia_first_year(record->book), mipsia_last_year(record->book));
		return false;
	}
	record->practice_id = record_keep_text(record, practice_id);
	if (!record->practice_id)
		return op_stored(reply, STORE_MEMORY);
	return load_practice(call, reply, record) && record_load_settings(call, reply, record) &&
	       load_clinicians(call, reply, record) && load_cells(call, reply, record) &&
	       load_choices(call, reply, record) && record_load_history(call, reply, record);
}
