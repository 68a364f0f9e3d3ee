/* sheet_each.c - see sheet_each.h. */
#include "formats/sheet_each.h"

#include "formats/sheet_check.h"

static bool is_good(const struct sheet_entry *entry)
{
	return entry->state == SHEET_STATE_READ || entry->state == SHEET_STATE_REPAIRED;
}

static void report_refused(const struct sheet_totals *totals, struct findings *findings)
{
	if (totals->refused > 0)
		findings_add(findings, FINDING_WARNING, FINDING_MIPSIA, "rowsRefused", 0,
		             (struct finding_place){ .path = NULL }, "Correct the cells with errors.",
		             "%zu of %zu row%s refused.", totals->refused, totals->rows,
		             totals->rows == 1 ? " is" : "s are");
}

bool sheet_each(const struct sheet_table *table, const struct sheet_options *options, sheet_take *take,
                void *payload, struct sheet_totals *totals, struct findings *findings)
{
	struct sheet_reader reader;
	struct sheet_check check = { .reader = &reader };
	struct sheet_entry entry;
	bool read = sheet_reader_begin(&reader, table, options, findings);

	while (read && sheet_reader_next(&reader, &entry, findings)) {
		sheet_check_entry(&check, &entry, findings);
		read = !is_good(&entry) || take(payload, &entry);
		sheet_entry_free(&entry);
		if (!read)
			sheet_unreadable(findings, "outOfMemory", entry.row, "Divide the file.",
			                 "There is not enough memory to read the file.");
	}
	if (read)
		report_refused(&reader.totals, findings);
	*totals = reader.totals;
	sheet_check_free(&check);
	return read;
}
