/* convert_refused.c - the refused rows of records, which may be why an activity is
 * not known to have been performed by enough clinicians. */
#include "services/convert_parts.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROWS_NAMED 5

static bool keep(struct converter *converter, const struct sheet_entry *entry)
{
	size_t length = converter->refused_length;
	struct refused_row *rows = realloc(converter->refused, (length + 1) * sizeof *rows);

	if (rows == NULL)
		return false;
	converter->refused = rows;
	rows[length] = (struct refused_row){ .row = entry->row };
	memcpy(rows[length].tin, entry->tin, sizeof rows[length].tin);
	memcpy(rows[length].npi, entry->npi, sizeof rows[length].npi);
	converter->refused_length++;
	return true;
}

void convert_keep_refused(struct converter *converter, const struct sheet_table *table,
                          const struct sheet_options *options)
{
	struct findings said = { 0 }; /* when the records were read */
	struct sheet_reader reader;
	struct sheet_entry entry;
	bool kept = sheet_reader_begin(&reader, table, options, &said);

	while (kept && sheet_reader_next(&reader, &entry, &said)) {
		if (entry.state == SHEET_STATE_REFUSED)
			kept = keep(converter, &entry);
		sheet_entry_free(&entry);
	}
	findings_free(&said);
}

static const char *text_of(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text ? text : "";
}

/* Whether nothing in the row says that it is of another. */
static bool may_be_of(const struct refused_row *row, const json_t *submission)
{
	const char *tin = text_of(submission, "taxpayerIdentificationNumber");
	const char *npi = text_of(submission, "nationalProviderIdentifier");

	if (*row->tin != '\0' && *tin != '\0' && strcmp(row->tin, tin) != 0)
		return false;
	return *row->npi == '\0' || *npi == '\0' || strcmp(row->npi, npi) == 0;
}

static void append(char *text, size_t size, const char *format, ...) __attribute__((format(printf, 3, 4)));

static void append(char *text, size_t size, const char *format, ...)
{
	size_t length = strlen(text);
	va_list values;

	va_start(values, format);
	vsnprintf(text + length, size - length, format, values);
	va_end(values);
}

void convert_tell_refused(const struct converter *converter, const json_t *submission, char *why, size_t size)
{
	bool one_person = *text_of(submission, "nationalProviderIdentifier") != '\0';
	char rows[ROWS_NAMED * 16] = "";
	size_t count = 0;

	for (size_t i = 0; i < converter->refused_length; i++) {
		if (!may_be_of(&converter->refused[i], submission))
			continue;
		if (count < ROWS_NAMED)
			append(rows, sizeof rows, "%s%u", count ? ", " : "", converter->refused[i].row);
		count++;
	}
	if (count == 0)
		return;
	append(why, size, "; row%s %s%s %s refused and may be %s", count > 1 ? "s" : "", rows,
	       count > ROWS_NAMED ? " and more" : "", count > 1 ? "were" : "was",
	       one_person  ? "of the same clinician"
	       : count > 1 ? "other performers"
	                   : "another performer");
}
