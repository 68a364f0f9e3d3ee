/*
 * ledger_view.c - the ledger as docs/openapi.yaml has it: clinicians down, activities
 * across, a cell where they meet. Everything is read once, whatever the number of cells.
 */
#include "services/ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "guide/guide.h"
#include "services/catalogue_json.h"
#include "services/moment.h"
#include "services/operations.h"
#include "services/record_part.h"

/* ------------------------------------------------------------------------- cells */

/* The text as JSON, made once however often it is asked for: thousands of cells have the
 * same few. A new reference. */
static json_t *shared(json_t *texts, const char *text)
{
	json_t *value = json_object_get(texts, text);

	if (value)
		return json_incref(value);
	value = json_string(text);
	json_object_set(texts, text, value);
	return value;
}

/* The same of a time. */
static json_t *moment_json(json_t *texts, int64_t at)
{
	char key[32];
	char text[MOMENT_TEXT];
	json_t *value;

	snprintf(key, sizeof(key), "%lld", (long long)at);
	value = json_object_get(texts, key);
	if (value)
		return json_incref(value);
	moment_text(at, text);
	value = json_string(text);
	json_object_set(texts, key, value);
	return value;
}

json_t *ledger_cell_json(const struct record *record, const struct record_cell *cell, int64_t evidence,
                         json_t *texts)
{
	int32_t days = 0;
	mipsia_answer answer = record_judge_clinician(record, cell->clinician, cell->activity, &days);

	return json_pack("{s:o, s:o, s:o, s:o, s:I, s:o, s:o, s:o, s:i, s:I}", "clinicianId",
	                 shared(texts, record->clinicians[cell->clinician].id), "measureId",
	                 shared(texts, mipsia_activity_id(record->book, cell->activity)), "periods",
	                 ledger_periods_json(cell->periods, cell->periods_length), "note",
	                 shared(texts, cell->note), "version", (json_int_t)cell->version, "changedBy",
	                 shared(texts, cell->changed_by), "changedAt", moment_json(texts, cell->changed_at),
	                 "answer", shared(texts, record_answer_name(answer)), "days", (int)days, "evidence",
	                 (json_int_t)evidence);
}

#define EVIDENCE_KEY 64

static void evidence_key(const char *measure_id, const char *clinician_id, char out[EVIDENCE_KEY])
{
	snprintf(out, EVIDENCE_KEY, "%.24s %.32s", measure_id, clinician_id);
}

/* How many pieces of evidence name an activity and a clinician, by evidence_key; NULL
 * after a problem. */
static json_t *count_evidence(const struct op_call *call, struct op_reply *reply, const struct record *record)
{
	json_t *counts = json_object();
	struct store_rows *rows;
	enum store_status status =
		store_query(call->store, &rows,
	                    "SELECT l.measure_id, l.clinician_id, COUNT(DISTINCT e.id) FROM evidence e "
	                    "JOIN evidence_link l ON l.evidence_id = e.id "
	                    "WHERE e.practice_id = ?1 AND e.year = ?2 AND e.withdrawn_at IS NULL AND "
	                    "l.clinician_id <> '' "
	                    "GROUP BY l.measure_id, l.clinician_id",
	                    "ti", record->practice_id, (int64_t)record->year);

	while (status == STORE_OK && (status = store_step(rows)) == STORE_ROW) {
		char key[EVIDENCE_KEY];

		evidence_key(store_text(rows, 0), store_text(rows, 1), key);
		json_object_set_new(counts, key, json_integer(store_int(rows, 2)));
		status = STORE_OK;
	}
	store_rows_end(rows);
	if (op_stored(reply, status))
		return counts;
	json_decref(counts);
	return NULL;
}

static json_t *cells_json(const struct record *record, const json_t *evidence)
{
	json_t *array = json_array();
	json_t *texts = json_object();

	for (size_t i = 0; i < record->cells_length; i++) {
		const struct record_cell *cell = &record->cells[i];
		char key[EVIDENCE_KEY];

		evidence_key(mipsia_activity_id(record->book, cell->activity),
		             record->clinicians[cell->clinician].id, key);
		json_array_append_new(
			array, ledger_cell_json(record, cell,
		                                json_integer_value(json_object_get(evidence, key)), texts));
	}
	json_decref(texts);
	return array;
}

/* --------------------------------------------------------------------- clinicians */

/* With the practice in the year, or with something recorded all the same. */
static bool *rows_of(const struct record *record)
{
	bool *shown = calloc(record->clinicians_length + 1, sizeof(*shown));

	if (!shown)
		return NULL;
	for (size_t i = 0; i < record->clinicians_length; i++)
		shown[i] = record->clinicians[i].in_year;
	for (size_t i = 0; i < record->cells_length; i++)
		shown[record->cells[i].clinician] |= record->cells[i].periods_length > 0;
	return shown;
}

/* Places of record.clinicians. */
static int by_name(const void *a, const void *b, void *payload)
{
	const struct record *record = payload;
	const struct record_clinician *x = &record->clinicians[*(const size_t *)a];
	const struct record_clinician *y = &record->clinicians[*(const size_t *)b];
	int order = strcasecmp(x->name, y->name);

	return order ? order : strcmp(x->npi, y->npi);
}

static json_t *member_periods(const struct record_clinician *clinician)
{
	json_t *array = json_array();

	for (size_t i = 0; i < clinician->periods_length; i++)
		json_array_append_new(array,
		                      json_pack("{s:o, s:o}", "from", json_date(clinician->periods[i].start),
		                                "to", json_date(clinician->periods[i].end)));
	return array;
}

static json_t *clinician_json(const struct record_clinician *clinician)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:o}", "id", clinician->id, "npi", clinician->npi, "name",
	                 clinician->name, "specialty", clinician->specialty, "periods",
	                 member_periods(clinician));
}

static json_t *clinicians_json(const struct record *record)
{
	size_t *places = calloc(record->clinicians_length + 1, sizeof(*places));
	bool *shown = rows_of(record);
	json_t *array = json_array();
	size_t length = 0;

	for (size_t i = 0; places && shown && i < record->clinicians_length; i++) {
		if (shown[i])
			places[length++] = i;
	}
	if (length)
		qsort_r(places, length, sizeof(*places), by_name, (void *)(uintptr_t)record);
	for (size_t i = 0; i < length; i++)
		json_array_append_new(array, clinician_json(&record->clinicians[places[i]]));
	free(places);
	free(shown);
	return array;
}

/* ---------------------------------------------------------------------- activities */

#define ACTIVITIES_MAX (64 * MIPSIA_SET_WORDS)

struct column {
	const char *id;
	int activity;
};

static int by_id(const void *a, const void *b)
{
	const struct column *x = a;
	const struct column *y = b;

	return guide_compare_ids(x->id, y->id);
}

/* Chosen and not dropped, or with periods. */
static size_t columns_of(const struct record *record, struct column columns[ACTIVITIES_MAX])
{
	mipsia_set set = { .word = { 0 } };
	size_t length = 0;

	for (size_t i = 0; i < record->choices_length; i++) {
		if (strcmp(record->choices[i].state, "dropped") != 0)
			mipsia_set_add(&set, record->choices[i].activity);
	}
	for (size_t i = 0; i < record->cells_length; i++) {
		if (record->cells[i].periods_length > 0)
			mipsia_set_add(&set, record->cells[i].activity);
	}
	for (int i = 0; i < mipsia_activity_count(record->book) && i < ACTIVITIES_MAX; i++) {
		if (mipsia_set_has(&set, i))
			columns[length++] = (struct column){ mipsia_activity_id(record->book, i), i };
	}
	qsort(columns, length, sizeof(columns[0]), by_id);
	return length;
}

/* A medical home is recognised, not performed: nobody is missing. */
static json_t *missing_of(const struct record *record, const struct column *column)
{
	return column->activity == record_pcmh(record) ? json_array()
	                                               : ledger_missing_json(record, column->activity);
}

static json_t *activities_json(const struct record *record)
{
	struct column columns[ACTIVITIES_MAX];
	size_t length = columns_of(record, columns);
	json_t *array = json_array();

	for (size_t i = 0; i < length; i++) {
		json_t *activity = record_judgement_json(record, RECORD_GROUP, columns[i].activity);
		const struct record_choice *choice = record_choice_of(record, columns[i].activity);

		json_object_set_new(activity, "choice", choice ? json_string(choice->state) : json_null());
		json_object_set_new(activity, "missing", missing_of(record, &columns[i]));
		json_array_append_new(array, activity);
	}
	return array;
}

/* ----------------------------------------------------------------------- the answer */

void ledger_answer(const struct op_call *call, struct op_reply *reply, const struct record *record,
                   int64_t event, json_t *warnings)
{
	json_t *evidence = count_evidence(call, reply, record);
	json_t *json;

	if (!evidence) {
		json_decref(warnings);
		return;
	}
	json = json_pack("{s:i, s:o, s:o, s:o, s:o, s:o, s:o}", "year", record->year, "today",
	                 json_date(record->today), "event", event ? json_integer(event) : json_null(),
	                 "clinicians", clinicians_json(record), "activities", activities_json(record),
	                 "cells", cells_json(record, evidence), "warnings",
	                 warnings ? warnings : json_array());
	json_decref(evidence);
	if (json)
		op_answer(reply, 200, json);
	else
		op_stored(reply, STORE_MEMORY);
}

void op_get_ledger(const struct op_call *call, struct op_reply *reply)
{
	struct record record;

	if (record_load(call, reply, call->practice_id, call->year, &record))
		ledger_answer(call, reply, &record, 0, NULL);
	record_free(&record);
}
