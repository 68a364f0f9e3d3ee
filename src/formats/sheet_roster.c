/* sheet_roster.c - see sheet_roster.h. */
#include "formats/sheet_roster.h"

#include <stdlib.h>
#include <string.h>

#include "formats/sheet_each.h"

static bool has_room(struct sheet_roster *roster)
{
	size_t capacity = roster->capacity ? roster->capacity * 2 : 64;
	struct sheet_clinician *larger;

	if (roster->length < roster->capacity)
		return true;
	larger = realloc(roster->items, capacity * sizeof *larger);
	if (larger == NULL)
		return false;
	roster->items = larger;
	roster->capacity = capacity;
	return true;
}

static const char *keep(struct sheet_roster *roster, const char *text)
{
	return *text != '\0' ? sheet_arena_text(&roster->text, text, strlen(text)) : "";
}

static bool add(void *payload, const struct sheet_entry *entry)
{
	struct sheet_roster *roster = payload;
	struct sheet_clinician clinician = { .row = entry->row,
		                             .name = keep(roster, entry->name),
		                             .specialty = keep(roster, entry->specialty),
		                             .from = entry->begin,
		                             .to = entry->finish };

	if (clinician.name == NULL || clinician.specialty == NULL || !has_room(roster))
		return false;
	memcpy(clinician.tin, entry->tin, sizeof clinician.tin);
	memcpy(clinician.npi, entry->npi, sizeof clinician.npi);
	roster->items[roster->length++] = clinician;
	return true;
}

bool sheet_roster_read(struct sheet_roster *roster, const struct sheet_table *table,
                       const struct sheet_options *options, struct findings *findings)
{
	struct sheet_options of_roster = *options;

	of_roster.kind = SHEET_KIND_ROSTER;
	return sheet_each(table, &of_roster, add, roster, &roster->totals, findings);
}

void sheet_roster_free(struct sheet_roster *roster)
{
	if (roster == NULL)
		return;
	free(roster->items);
	sheet_arena_free(&roster->text);
	*roster = (struct sheet_roster)SHEET_ROSTER_EMPTY;
}
