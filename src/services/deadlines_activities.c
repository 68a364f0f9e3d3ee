/* deadlines_activities.c - the last days to start, and the ends of what is running. */
#include <stdio.h>
#include <string.h>

#include "guide/guide.h"
#include "services/deadlines_part.h"
#include "services/proof_part.h"
#include "services/record_part.h"
#include "services/words.h"

static const char *name_of(const char *measure_id)
{
	const struct guide_entry *entry = guide_find(measure_id);

	return entry ? entry->plain_name : measure_id;
}

static bool is_chosen(const struct record *record, int activity)
{
	const struct record_choice *choice = record_choice_of(record, activity);
	size_t cells;

	if (choice)
		return strcmp(choice->state, "dropped") != 0;
	record_cells_of(record, activity, &cells);
	return cells > 0;
}

/* ----------------------------------------------------------------------- starts */

static void add_default_start(const struct record *record, struct deadlines *list)
{
	mipsia_date date = mipsia_last_start(record->book, record->year, -1, record_policies(record));
	const mipsia_rule *rule = mipsia_rule_find(record->book, record->year, "duration.default");
	struct deadline *deadline = deadlines_add(list, "start", date, "%d-start", record->year);

	if (!deadline)
		return;
	deadline->rule = rule;
	text_put(deadline->title, sizeof deadline->title, "Last day to start activities of %d", record->year);
	snprintf(
		deadline->detail, sizeof deadline->detail,
		"An activity takes %s in a row within %d, unless it says otherwise. What begins later cannot "
		"count. Each clinician may have different dates.",
		rule ? rule->value : "90 days", record->year);
}

static void add_own_start(const struct record *record, int activity, mipsia_date ordinary,
                          struct deadlines *list)
{
	const mipsia_activity *row = mipsia_activity_in_year(record->book, activity, record->year);
	const char *measure_id = mipsia_activity_id(record->book, activity);
	char duration[WORDS_DURATION];
	struct deadline *deadline;
	mipsia_date date;

	if (!row || !row->duration_rule || !is_chosen(record, activity))
		return;
	date = mipsia_last_start(record->book, record->year, activity, record_policies(record));
	if (date == ordinary)
		return;
	deadline = deadlines_add(list, "start", date, "%d-start-%s", record->year, measure_id);
	if (!deadline)
		return;
	deadline->activity = activity;
	deadline->rule = row->duration_rule;
	words_duration(row->duration, duration);
	text_put(deadline->title, sizeof deadline->title, "Last day to start %s: %s", measure_id,
	         name_of(measure_id));
	text_put(deadline->detail, sizeof deadline->detail,
	         "This activity takes %s in a row within %d. What begins later cannot count.", duration,
	         record->year);
}

/* ------------------------------------------------------------------------- ends */

/* The next end after `after`, and how many clinicians have it; MIPSIA_DATE_UNKNOWN. */
static mipsia_date next_end(const struct record *record, size_t first, size_t cells, mipsia_date after,
                            int *clinicians)
{
	mipsia_date next = MIPSIA_DATE_UNKNOWN;

	*clinicians = 0;
	for (size_t i = first; i < first + cells; i++)
		for (size_t j = 0; j < record->cells[i].periods_length; j++) {
			mipsia_date end = record->cells[i].periods[j].end;

			if (end == MIPSIA_DATE_UNKNOWN || end <= after ||
			    (next != MIPSIA_DATE_UNKNOWN && end > next))
				continue;
			*clinicians = end == next ? *clinicians + 1 : 1;
			next = end;
		}
	return next;
}

static void add_ends(const struct record *record, int activity, struct deadlines *list)
{
	const char *measure_id = mipsia_activity_id(record->book, activity);
	mipsia_date end = record->today - 1;
	size_t cells;
	size_t first = record_cells_of(record, activity, &cells);
	int clinicians;

	for (int i = 0; i < DEADLINE_ENDS_MAX; i++) {
		char day[MIPSIA_DATE_TEXT];
		struct deadline *deadline;

		end = next_end(record, first, cells, end, &clinicians);
		mipsia_date_format(end, day);
		deadline = deadlines_add(list, "end", end, "%d-end-%s-%s", record->year, measure_id, day);
		if (!deadline)
			return;
		deadline->activity = activity;
		text_put(deadline->title, sizeof deadline->title, "Recorded end of %s: %s", measure_id,
		         name_of(measure_id));
		text_put(deadline->detail, sizeof deadline->detail,
		         "%d clinician%s until this day. Correct the ledger if it turns out otherwise.",
		         clinicians, clinicians == 1 ? " does this" : "s do this");
	}
}

void deadlines_of_activities(const struct record *record, struct deadlines *list)
{
	mipsia_date ordinary = mipsia_last_start(record->book, record->year, -1, record_policies(record));

	add_default_start(record, list);
	for (int i = 0; i < mipsia_activity_count(record->book); i++) {
		add_own_start(record, i, ordinary, list);
		if (is_chosen(record, i))
			add_ends(record, i, list);
	}
}
