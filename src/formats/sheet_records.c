/* sheet_records.c - see sheet_records.h. */
#include "formats/sheet_records.h"

#include <stdlib.h>
#include <string.h>

#include "formats/sheet_each.h"

static bool has_room(struct sheet_records *records)
{
	size_t capacity = records->capacity ? records->capacity * 2 : 64;
	struct sheet_record *larger;

	if (records->length < records->capacity)
		return true;
	larger = realloc(records->items, capacity * sizeof *larger);
	if (larger == NULL)
		return false;
	records->items = larger;
	records->capacity = capacity;
	return true;
}

static const char *keep(struct sheet_records *records, const char *text)
{
	return *text != '\0' ? sheet_arena_text(&records->text, text, strlen(text)) : "";
}

static bool add(void *payload, const struct sheet_entry *entry)
{
	struct sheet_records *records = payload;
	struct sheet_record record = { .row = entry->row,
		                       .year = entry->year,
		                       .activity = entry->activity,
		                       .start = entry->begin,
		                       .end = entry->finish,
		                       .name = keep(records, entry->name),
		                       .evidence = keep(records, entry->evidence) };

	if (record.name == NULL || record.evidence == NULL || !has_room(records))
		return false;
	memcpy(record.tin, entry->tin, sizeof record.tin);
	memcpy(record.npi, entry->npi, sizeof record.npi);
	records->items[records->length++] = record;
	return true;
}

bool sheet_records_read(struct sheet_records *records, const struct sheet_table *table,
                        const struct sheet_options *options, struct findings *findings)
{
	struct sheet_options of_records = *options;

	of_records.kind = SHEET_KIND_RECORDS;
	return sheet_each(table, &of_records, add, records, &records->totals, findings);
}

void sheet_records_free(struct sheet_records *records)
{
	if (records == NULL)
		return;
	free(records->items);
	sheet_arena_free(&records->text);
	*records = (struct sheet_records)SHEET_RECORDS_EMPTY;
}
