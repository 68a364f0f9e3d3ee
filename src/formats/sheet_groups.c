/* sheet_groups.c - see sheet_groups.h. */
#include "formats/sheet_groups.h"

#include <stdlib.h>
#include <string.h>

static void say(struct findings *findings, enum finding_severity severity, const char *code, uint32_t row,
                const char *remedy, const char *message)
{
	findings_add(findings, severity, FINDING_MIPSIA, code, 0, (struct finding_place){ .line = row }, remedy,
	             "%s", message);
}

static bool can_be_reported(const struct sheet_record *record, struct findings *findings)
{
	if (record->tin[0] == '\0')
		say(findings, FINDING_ERROR, "missingTin", record->row, "Add a column 'tin'.",
		    "The record has no TIN and cannot be submitted.");
	else if (record->year == 0)
		say(findings, FINDING_ERROR, "yearNotKnown", record->row,
		    "Add a column 'performance_year', or state the year.",
		    "The performance year of the record is not known.");
	return record->tin[0] != '\0' && record->year != 0;
}

static int by_entity(const void *a, const void *b)
{
	const struct sheet_group *x = a;
	const struct sheet_group *y = b;

	if (x->year != y->year)
		return x->year < y->year ? -1 : 1;
	if (strcmp(x->tin, y->tin) != 0)
		return strcmp(x->tin, y->tin);
	return strcmp(x->npi, y->npi);
}

/* A record as a group of its own. */
static struct sheet_group group_of(const struct sheet_record *record, enum sheet_reporting reporting)
{
	struct sheet_group group = { .year = record->year, .start = record->start, .end = record->end };

	memcpy(group.tin, record->tin, sizeof group.tin);
	if (reporting == SHEET_AS_INDIVIDUALS)
		memcpy(group.npi, record->npi, sizeof group.npi);
	mipsia_set_add(&group.activities, record->activity);
	return group;
}

static void join(struct sheet_group *group, const struct sheet_group *more)
{
	for (int i = 0; i < MIPSIA_SET_WORDS; i++)
		group->activities.word[i] |= more->activities.word[i];
	if (group->start == MIPSIA_DATE_UNKNOWN || (more->start != MIPSIA_DATE_UNKNOWN && more->start < group->start))
		group->start = more->start;
	if (more->end > group->end) /* MIPSIA_DATE_UNKNOWN is the least */
		group->end = more->end;
}

/* Groups of one entity stand side by side: joins them. */
static void join_all(struct sheet_groups *groups)
{
	size_t kept = 0;

	for (size_t i = 0; i < groups->length; i++) {
		if (kept > 0 && by_entity(&groups->items[kept - 1], &groups->items[i]) == 0)
			join(&groups->items[kept - 1], &groups->items[i]);
		else
			groups->items[kept++] = groups->items[i];
	}
	groups->length = kept;
}

static void fit_period(struct sheet_group *group, struct findings *findings)
{
	mipsia_date first = mipsia_date_make(group->year, 1, 1);
	mipsia_date last = mipsia_date_make(group->year, 12, 31);
	bool assumed = group->start == MIPSIA_DATE_UNKNOWN || group->end == MIPSIA_DATE_UNKNOWN;
	char masked[IDENTIFIER_MASKED_TIN];

	if (group->start < first || group->start > last)
		group->start = first;
	if (group->end > last || group->end < group->start)
		group->end = last;
	if (!assumed)
		return;
	identifier_mask_tin(group->tin, strlen(group->tin), masked);
	findings_add(findings, FINDING_WARNING, FINDING_MIPSIA, "periodAssumed", 0,
	             (struct finding_place){ .line = 0 }, "Write the start and end of the activities.",
	             "No period is stated for TIN %s; the set is given the year %d.", masked, group->year);
}

bool sheet_groups_make(struct sheet_groups *groups, const struct sheet_records *records,
                       enum sheet_reporting reporting, struct findings *findings)
{
	*groups = (struct sheet_groups){ .items = calloc(records->length + 1, sizeof *groups->items) };
	if (groups->items == NULL)
		return false;
	for (size_t i = 0; i < records->length; i++) {
		if (can_be_reported(&records->items[i], findings))
			groups->items[groups->length++] = group_of(&records->items[i], reporting);
	}
	qsort(groups->items, groups->length, sizeof *groups->items, by_entity);
	join_all(groups);
	for (size_t i = 0; i < groups->length; i++)
		fit_period(&groups->items[i], findings);
	return true;
}
