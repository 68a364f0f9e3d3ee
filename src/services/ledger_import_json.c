/*
 * ledger_import_json.c - what an import did, or would do, with everything that is to be
 * said of the file; see ledger_import.h.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "services/ledger_import.h"

#define ROWS_NAMED 12
#define ROWS_TEXT 200

/* ------------------------------------------------------------------------ findings */

static json_t *place_json(uint32_t place)
{
	return place ? json_integer((json_int_t)place) : json_null();
}

/* What for the reader is a doubt means here that the row is left out. */
static json_t *finding_json(const struct finding *finding)
{
	bool left_out = strcmp(finding->code, "notInInventory") == 0;
	enum finding_severity severity = left_out ? FINDING_ERROR : finding->severity;
	char message[600];

	snprintf(message, sizeof(message), "%.500s%s", finding->message,
	         left_out ? " The row is left out." : "");
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:o, s:o}", "severity", finding_severity_name(severity),
	                 "code", finding->code, "message", message, "remedy", finding->remedy, "path",
	                 finding->path, "line", place_json(finding->line), "column",
	                 place_json(finding->column));
}

static void add(json_t *findings, const char *code, json_t *line, const char *remedy, const char *format, ...)
	__attribute__((format(printf, 5, 6)));

/* A warning of the whole file, or of several rows. `line` becomes the finding's. */
static void add(json_t *findings, const char *code, json_t *line, const char *remedy, const char *format, ...)
{
	char message[600];
	va_list values;

	va_start(values, format);
	vsnprintf(message, sizeof(message), format, values);
	va_end(values);
	json_array_append_new(findings, json_pack("{s:s, s:s, s:s, s:s, s:s, s:o, s:n}", "severity",
	                                          "warning", "code", code, "message", message, "remedy",
	                                          remedy, "path", "", "line", line, "column"));
}

/* "row 4"; "rows 4, 5 and 9"; "rows 4, 5, ... and 20 more". */
static void rows_words(const json_t *rows, char out[ROWS_TEXT])
{
	size_t total = json_array_size(rows);
	size_t named = total > ROWS_NAMED ? ROWS_NAMED : total;
	size_t length = (size_t)snprintf(out, ROWS_TEXT, "row%s", total == 1 ? "" : "s");

	for (size_t i = 0; i < named && length < ROWS_TEXT; i++)
		length += (size_t)snprintf(out + length, ROWS_TEXT - length, "%s %lld",
		                           i == 0                             ? ""
		                           : i + 1 == named && named == total ? " and"
		                                                              : ",",
		                           (long long)json_integer_value(json_array_get(rows, i)));
	if (named < total && length < ROWS_TEXT)
		snprintf(out + length, ROWS_TEXT - length, " and %zu more", total - named);
}

static json_t *first_of(const json_t *rows)
{
	return json_incref(json_array_get(rows, 0));
}

/* The name that stands in a row; "" when none does. Records are in the order of rows. */
static const char *name_in(const struct import *import, json_int_t row)
{
	size_t low = 0;
	size_t high = import->records.length;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (import->records.items[middle].row < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low < import->records.length ? import->records.items[low].name : "";
}

static void add_strangers(const struct import *import, json_t *findings)
{
	const char *npi;
	json_t *rows;

	json_object_foreach (import->strangers, npi, rows) {
		const char *name = name_in(import, json_integer_value(json_array_get(rows, 0)));
		char words[ROWS_TEXT];

		if (json_array_size(findings) > FINDINGS_MAX)
			return;
		rows_words(rows, words);
		add(findings, "notInRoster", first_of(rows),
		    "Add the clinician to the roster, then import the file again.",
		    "NPI %s%s%.120s%s is not in the roster: %s left out.", npi, *name ? " (" : "", name,
		    *name ? ")" : "", words);
	}
}

static void add_other_tins(const struct import *import, json_t *findings)
{
	const char *masked;
	json_t *rows;

	json_object_foreach (import->other_tins, masked, rows) {
		char words[ROWS_TEXT];

		if (json_array_size(findings) > FINDINGS_MAX)
			return;
		rows_words(rows, words);
		add(findings, "otherTin", first_of(rows),
		    "Import them into the practice that they belong to.",
		    "The TIN %s is not this practice's: %s left out.", masked, words);
	}
}

static void add_other_years(const struct import *import, json_t *findings)
{
	const char *year;
	json_t *rows;

	json_object_foreach (import->other_years, year, rows) {
		char words[ROWS_TEXT];

		rows_words(rows, words);
		add(findings, "otherYear", first_of(rows), "Import them into their own performance year.",
		    "Performance year %s is not %d: %s left out.", year, import->record->year, words);
	}
}

static void add_tin_not_compared(const struct import *import, json_t *findings)
{
	if (*import->tin)
		return;
	for (size_t i = 0; i < import->records.length; i++) {
		if (*import->records.items[i].tin) {
			add(findings, "tinNotCompared", json_null(),
			    "Enter the practice's TIN, so that rows of another can be told.",
			    "The practice's TIN is not known here, so the TINs of the file were not "
			    "compared.");
			return;
		}
	}
}

/* What of the edits does not count. */
static void add_warnings(const struct import *import, json_t *findings)
{
	json_t *warnings = json_array();
	json_t *warning;
	size_t i;

	for (size_t k = 0; k < import->edits_length; k++) {
		if (!ledger_edit_is_idle(&import->edits[k]))
			ledger_warn(warnings, import->record, &import->edits[k], "");
	}
	json_array_foreach (warnings, i, warning) {
		const char *code = json_string_value(json_object_get(warning, "code"));

		/* the reader has said the others, with their cells */
		if (strcmp(code, "notWithPractice") == 0 || strcmp(code, "dropped") == 0)
			add(findings, strcmp(code, "dropped") == 0 ? "dropped" : "notWithPractice",
			    json_null(), "", "%s", json_string_value(json_object_get(warning, "message")));
	}
	json_decref(warnings);
}

static json_t *findings_json(const struct import *import)
{
	json_t *findings = json_array();

	for (size_t i = 0; i < import->findings.length; i++) {
		/* of other years there is one finding for all rows */
		if (strcmp(import->findings.items[i].code, "otherYear") != 0)
			json_array_append_new(findings, finding_json(&import->findings.items[i]));
	}
	add_other_tins(import, findings);
	add_other_years(import, findings);
	add_strangers(import, findings);
	add_tin_not_compared(import, findings);
	add_warnings(import, findings);
	if (import->findings.dropped > 0)
		add(findings, "more", json_null(), "Correct these first, and look again.",
		    "%zu more findings are not listed.", import->findings.dropped);
	return findings;
}

/* ------------------------------------------------------------------------- the whole */

static json_int_t count(const struct import *import, enum import_fate fate)
{
	return (json_int_t)import->counts[fate];
}

json_t *ledger_import_json(const struct import *import, bool applied, int64_t event)
{
	return json_pack(
		"{s:b, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:o, s:o}", "applied", applied, "rows",
		(json_int_t)import->records.totals.rows, "refused", count(import, IMPORT_REFUSED), "added",
		count(import, IMPORT_ADDED), "changed", count(import, IMPORT_CHANGED), "unchanged",
		count(import, IMPORT_UNCHANGED), "notInRoster", count(import, IMPORT_NOT_IN_ROSTER),
		"otherTin", count(import, IMPORT_OTHER_TIN), "otherYear", count(import, IMPORT_OTHER_YEAR),
		"event", event ? json_integer(event) : json_null(), "findings", findings_json(import));
}
