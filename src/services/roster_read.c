/*
 * roster_read.c - a roster out of a spreadsheet: its rows, those of the practice's TIN,
 * and what each clinician's rows say together.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/sheet_file.h"
#include "services/roster_import.h"
#include "services/tin.h"

/* -------------------------------------------------------------------- the sheet */

static void say_unreadable(struct op_reply *reply, const struct findings *findings)
{
	const struct finding *first = NULL;

	for (size_t i = 0; i < findings->length && !first; i++) {
		if (findings->items[i].severity == FINDING_ERROR)
			first = &findings->items[i];
	}
	op_problem(reply, 422, "unreadable",
	           first && *first->remedy ? first->remedy
	                                   : "Send a roster as CSV or as an Excel workbook (.xlsx).",
	           "%s", first ? first->message : "This file cannot be read as a roster.");
}

static bool read_table(const struct op_call *call, struct roster_import *import,
                       const struct sheet_table *table)
{
	struct sheet_options options = { .book = call->bench->book, .kind = SHEET_KIND_ROSTER };
	struct findings unsaid = { 0 };
	struct sheet_header header = { 0 };
	bool found = sheet_header_find(table, SHEET_KIND_ROSTER, &header, &unsaid);

	findings_free(&unsaid);
	import->has_last_days = found && header.column[SHEET_FIELD_FINISH] != 0;
	return sheet_roster_read(&import->sheet, table, &options, &import->findings);
}

bool roster_read(const struct op_call *call, struct op_reply *reply, struct roster_import *import)
{
	struct sheet_table table = SHEET_TABLE_EMPTY;
	void *bytes;
	size_t size;
	bool done;

	*import = (struct roster_import){ .sheet = SHEET_ROSTER_EMPTY };
	if (!call->upload) {
		op_problem(reply, 422, "invalid", "Choose a file.", "There is no file with the request.");
		return false;
	}
	bytes = sheet_file_load(call->upload->path, &size);
	if (!bytes)
		return op_stored(reply, STORE_IO);
	done = sheet_file_read(bytes, size, SHEET_KIND_ROSTER, &table, &import->findings) &&
	       read_table(call, import, &table);
	free(bytes);
	sheet_table_free(&table);
	if (!done)
		say_unreadable(reply, &import->findings);
	return done;
}

/* ----------------------------------------------------------------------- the TIN */

/* The TIN whose rows belong to the practice: "" when all do. False after a problem. */
static bool tin_of_rows(const struct op_call *call, struct op_reply *reply, const struct sheet_roster *sheet,
                        char tin[IDENTIFIER_TIN])
{
	if (practice_tin(call, call->practice_id, tin))
		return true;
	for (size_t i = 1; i < sheet->length; i++) {
		if (strcmp(sheet->items[i].tin, sheet->items[0].tin) != 0) {
			op_problem(reply, 422, "tinNeeded",
			           "Enter the practice's TIN first: then only its rows are taken.",
			           "The file has rows of several TINs, and the practice's own is not known.");
			return false;
		}
	}
	return true;
}

static bool is_of(const struct sheet_clinician *row, const char *tin)
{
	return !*tin || !*row->tin || strcmp(row->tin, tin) == 0;
}

/* -------------------------------------------------------------------- clinicians */

static int by_npi_and_row(const void *a, const void *b)
{
	const struct sheet_clinician *const *x = a, *const *y = b;
	int order = strcmp((*x)->npi, (*y)->npi);

	return order != 0 ? order : ((*x)->row > (*y)->row) - ((*x)->row < (*y)->row);
}

/* The rows that belong, by clinician and in the order of the sheet. */
static const struct sheet_clinician **sort_rows(struct roster_import *import, const char *tin, size_t *length)
{
	const struct sheet_clinician **rows = calloc(import->sheet.length + 1, sizeof(*rows));

	*length = 0;
	for (size_t i = 0; rows && i < import->sheet.length; i++) {
		if (is_of(&import->sheet.items[i], tin))
			rows[(*length)++] = &import->sheet.items[i];
		else
			import->other_tin++;
	}
	if (rows)
		qsort(rows, *length, sizeof(*rows), by_npi_and_row);
	return rows;
}

/* Of several rows the last one that says something. It is cut after `most` characters. */
static void take_words(char *out, size_t most, const char *text)
{
	size_t length = 0;
	size_t characters = 0;

	for (; text[length]; length++) {
		characters += ((unsigned char)text[length] & 0xC0) != 0x80;
		if (characters > most)
			break;
	}
	if (length == 0)
		return;
	memcpy(out, text, length);
	out[length] = '\0';
}

static void take_row(struct roster_import *import, const struct sheet_clinician *row)
{
	struct roster_entry *entry = import->length ? &import->entries[import->length - 1] : NULL;

	if (!entry || strcmp(entry->facts.npi, row->npi) != 0) {
		entry = &import->entries[import->length++];
		memcpy(entry->facts.npi, row->npi, sizeof(entry->facts.npi));
	}
	take_words(entry->facts.name, CLINICIAN_NAME_MAX, row->name);
	take_words(entry->facts.specialty, CLINICIAN_SPECIALTY_MAX, row->specialty);
	if (row->from != MIPSIA_DATE_UNKNOWN || row->to != MIPSIA_DATE_UNKNOWN)
		membership_add(&entry->facts.periods, (struct record_period){ row->from, row->to });
}

bool roster_gather(const struct op_call *call, struct op_reply *reply, struct roster_import *import)
{
	char tin[IDENTIFIER_TIN];
	const struct sheet_clinician **rows;
	size_t length;

	if (!tin_of_rows(call, reply, &import->sheet, tin))
		return false;
	rows = sort_rows(import, tin, &length);
	import->entries = calloc(length + 1, sizeof(*import->entries));
	for (size_t i = 0; rows && import->entries && i < length; i++)
		take_row(import, rows[i]);
	free(rows);
	return rows && import->entries ? true : op_stored(reply, STORE_MEMORY);
}

void roster_free(struct roster_import *import)
{
	sheet_roster_free(&import->sheet);
	findings_free(&import->findings);
	free(import->entries);
}
