/* sheet_check.c - see sheet_check.h. */
#include "formats/sheet_check.h"

#include <stdio.h>
#include <string.h>

#include "formats/sheet_say.h"

/* One row under examination. */
struct examination {
	struct sheet_check *check;
	const struct sheet_entry *entry;
	const mipsia_rulebook *book;
	struct findings *findings;
};

/* The cell that a warning points to; column 0 when the sheet has none. */
static struct sheet_spot spot(const struct examination *x, enum sheet_field field)
{
	return (struct sheet_spot){ .row = x->entry->row,
		                    .column = x->check->reader->header.column[field],
		                    .findings = x->findings };
}

static bool has_column(const struct examination *x, enum sheet_field field)
{
	return x->check->reader->header.column[field] != 0;
}

/* ------------------------------------------------------------------------ sameness */

static struct sheet_seen_key key_of(const struct sheet_entry *entry)
{
	struct sheet_seen_key key = { .year = entry->year,
		                      .activity = entry->activity,
		                      .begin = entry->begin,
		                      .finish = entry->finish };

	memcpy(key.identifiers, entry->tin, strlen(entry->tin));
	memcpy(key.identifiers + IDENTIFIER_TIN, entry->npi, strlen(entry->npi));
	return key;
}

static void check_sameness(const struct examination *x)
{
	struct sheet_seen_key key = key_of(x->entry);
	struct sheet_spot here = spot(x, SHEET_FIELD_NPI);
	uint32_t earlier = sheet_seen_before(&x->check->rows, &key, x->entry->row);

	if (earlier != 0) {
		sheet_say_warning(&here, "duplicateRow", "Remove one of the two rows.",
		                  "The row says the same as row %u.", earlier);
		return;
	}
	if (x->check->reader->header.kind != SHEET_KIND_ROSTER)
		return;
	key.begin = key.finish = 0;
	earlier = sheet_seen_before(&x->check->clinicians, &key, x->entry->row);
	if (earlier != 0)
		sheet_say_warning(&here, "clinicianTwice",
		                  "Keep both rows only if the clinician left and came back.",
		                  "The clinician is in row %u already, with other dates.", earlier);
}

/* ------------------------------------------------------------------------ activity */

/* The ID under which the activity goes on, or NULL. */
static const char *renumbered(const struct examination *x)
{
	size_t count;
	const mipsia_lineage *lineage = mipsia_lineages(x->book, &count);

	for (size_t i = 0; i < count; i++) {
		if (lineage[i].kind == MIPSIA_RENUMBERED && lineage[i].from == x->entry->activity &&
		    lineage[i].year <= x->entry->year)
			return mipsia_activity_id(x->book, lineage[i].to);
	}
	return NULL;
}

static void warn_not_in_inventory(const struct examination *x)
{
	struct sheet_spot here = spot(x, SHEET_FIELD_ACTIVITY);
	const char *id = mipsia_activity_id(x->book, x->entry->activity);
	const char *next = renumbered(x);

	if (next != NULL)
		sheet_say_warning(&here, "notInInventory", "Write the new ID, if its activity was performed.",
		                  "%s is not in the inventory of %d; the activity goes on as %s.", id,
		                  x->entry->year, next);
	else
		sheet_say_warning(&here, "notInInventory", "'mipsia activities' lists those of the year.",
		                  "%s is not in the inventory of %d and counts nothing.", id, x->entry->year);
}

/* Credit is for who was in the course of it, and can show it. */
static void warn_suspended(const struct examination *x, mipsia_date suspended_on)
{
	struct sheet_spot here = spot(x, SHEET_FIELD_ACTIVITY);
	const char *id = mipsia_activity_id(x->book, x->entry->activity);
	char day[MIPSIA_DATE_TEXT];

	mipsia_date_format(suspended_on, day);
	if (x->entry->begin > suspended_on)
		sheet_say_warning(&here, "suspended", "Choose another activity.",
		                  "%s was suspended on %s, before this period began.", id, day);
	else
		sheet_say_warning(&here, "suspended", "Keep dated evidence that it was begun before.",
		                  "%s was suspended on %s.", id, day);
}

static void check_activity(const struct examination *x)
{
	const mipsia_activity *activity =
		mipsia_activity_in_year(x->book, x->entry->activity, x->entry->year);
	struct sheet_spot here = spot(x, SHEET_FIELD_ACTIVITY);

	if (activity == NULL) {
		warn_not_in_inventory(x);
		return;
	}
	if (activity->suspended_on != MIPSIA_DATE_UNKNOWN)
		warn_suspended(x, activity->suspended_on);
	if (activity->mvp_only)
		sheet_say_warning(&here, "onlyInMvp", "Leave it out unless an MVP is reported.",
		                  "%s counts for MVP participants only.",
		                  mipsia_activity_id(x->book, activity->activity));
}

/* -------------------------------------------------------------------------- period */

/* Of a refused row a date may be there, but unreadable: that was said. */
static bool is_empty(const struct examination *x, enum sheet_field field)
{
	const struct sheet_table *table = x->check->reader->table;
	size_t row = sheet_table_row_from(table, x->entry->row);
	const struct sheet_cell *cell =
		sheet_table_cell(table, &table->rows[row], x->check->reader->header.column[field]);

	return cell == NULL || sheet_cell_is_blank(cell);
}

static void check_year_of_period(const struct examination *x)
{
	mipsia_date first = mipsia_date_make(x->entry->year, 1, 1);
	mipsia_date last = mipsia_date_make(x->entry->year, 12, 31);
	struct sheet_spot begin = spot(x, SHEET_FIELD_BEGIN);
	struct sheet_spot finish = spot(x, SHEET_FIELD_FINISH);
	mipsia_date from = x->entry->begin;
	mipsia_date to = x->entry->finish;

	if (from != MIPSIA_DATE_UNKNOWN && (from < first || from > last))
		sheet_say_warning(&begin, "outsideYear", "Look whether the year is right.",
		                  "The start is not in %d; days outside the year do not count.",
		                  x->entry->year);
	if (to != MIPSIA_DATE_UNKNOWN && (to < first || to > last))
		sheet_say_warning(&finish, "outsideYear", "Look whether the year is right.",
		                  "The end is not in %d; days outside the year do not count.",
		                  x->entry->year);
}

static void check_length_of_period(const struct examination *x)
{
	mipsia_performance period = { 0, x->entry->begin, x->entry->finish };
	struct sheet_spot here = spot(x, SHEET_FIELD_FINISH);
	int32_t days = 0;

	if (x->entry->finish < x->entry->begin)
		return;
	if (mipsia_clinician_judge(x->book, x->entry->year, x->entry->activity, NULL, &period, 1, 0, &days) !=
	    MIPSIA_NOT_MET)
		return;
	sheet_say_warning(&here, "periodTooShort", "Give the whole period, or another row that continues it.",
	                  "The period has %d day%s in %d, fewer than the activity needs.", days,
	                  days == 1 ? "" : "s", x->entry->year);
}

static void check_missing(const struct examination *x, enum sheet_field field, mipsia_date date,
                          const char *what)
{
	struct sheet_spot here = spot(x, field);

	if (x->entry->state == SHEET_STATE_REFUSED && !is_empty(x, field))
		return;
	if (date == MIPSIA_DATE_UNKNOWN && has_column(x, field))
		sheet_say_warning(&here, "dateMissing", "Write the date.",
		                  "The %s is missing, so it is not known whether the period is long enough.",
		                  what);
}

void sheet_check_entry(struct sheet_check *check, const struct sheet_entry *entry, struct findings *findings)
{
	const struct sheet_options *options = &check->reader->options;
	struct examination x = { check, entry, options->book, findings };
	struct sheet_spot year = spot(&x, SHEET_FIELD_YEAR);

	if (entry->state != SHEET_STATE_READ && entry->state != SHEET_STATE_REPAIRED &&
	    entry->state != SHEET_STATE_REFUSED)
		return;
	if (entry->state != SHEET_STATE_REFUSED)
		check_sameness(&x);
	if (options->year != 0 && entry->year != options->year)
		sheet_say_warning(&year, "otherYear", "Look whether the row belongs to the file.",
		                  "The row is of %d, not of %d.", entry->year, options->year);
	if (entry->activity < 0)
		return;
	check_missing(&x, SHEET_FIELD_BEGIN, entry->begin, "start");
	check_missing(&x, SHEET_FIELD_FINISH, entry->finish, "end");
	if (entry->year == 0)
		return;
	check_activity(&x);
	check_year_of_period(&x);
	if (mipsia_activity_in_year(options->book, entry->activity, entry->year) != NULL)
		check_length_of_period(&x);
}

void sheet_check_free(struct sheet_check *check)
{
	sheet_seen_free(&check->rows);
	sheet_seen_free(&check->clinicians);
}
