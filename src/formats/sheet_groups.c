/* sheet_groups.c - see sheet_groups.h. */
#include "formats/sheet_groups.h"

#include <stdlib.h>
#include <string.h>

static void say(struct findings *findings, enum finding_severity severity, const char *code, uint32_t row,
                const char *remedy, const char *message)
{
	findings_add(findings, severity, FINDING_MIPSIA, code, 0, (struct finding_place){ .line = row },
	             remedy, "%s", message);
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

static int by_tin_and_year(const struct sheet_record *x, const struct sheet_record *y)
{
	if (x->year != y->year)
		return x->year < y->year ? -1 : 1;
	return strcmp(x->tin, y->tin);
}

/* Ties are broken by the row, so that the order does not depend on qsort. */
static int by_group(const void *a, const void *b)
{
	const struct sheet_record *x = *(const struct sheet_record *const *)a;
	const struct sheet_record *y = *(const struct sheet_record *const *)b;
	int order = by_tin_and_year(x, y);

	return order ? order : (x->row > y->row) - (x->row < y->row);
}

static int by_individual(const void *a, const void *b)
{
	const struct sheet_record *x = *(const struct sheet_record *const *)a;
	const struct sheet_record *y = *(const struct sheet_record *const *)b;
	int order = by_tin_and_year(x, y);

	if (order == 0)
		order = strcmp(x->npi, y->npi);
	return order ? order : (x->row > y->row) - (x->row < y->row);
}

static bool same_entity(const struct sheet_record *x, const struct sheet_record *y,
                        enum sheet_reporting reporting)
{
	return by_tin_and_year(x, y) == 0 && (reporting == SHEET_AS_GROUPS || strcmp(x->npi, y->npi) == 0);
}

static void join(struct sheet_group *group, const struct sheet_record *record)
{
	bool earlier = record->start != MIPSIA_DATE_UNKNOWN && record->start < group->start;

	mipsia_set_add(&group->activities, record->activity);
	if (earlier || group->start == MIPSIA_DATE_UNKNOWN)
		group->start = record->start;
	if (record->end > group->end) /* MIPSIA_DATE_UNKNOWN is the least */
		group->end = record->end;
	group->records_length++;
}

static struct sheet_group begin_group(const struct sheet_record *const *records,
                                      enum sheet_reporting reporting)
{
	struct sheet_group group = { .records = records,
		                     .year = records[0]->year,
		                     .start = MIPSIA_DATE_UNKNOWN,
		                     .end = MIPSIA_DATE_UNKNOWN };

	memcpy(group.tin, records[0]->tin, sizeof group.tin);
	if (reporting == SHEET_AS_INDIVIDUALS)
		memcpy(group.npi, records[0]->npi, sizeof group.npi);
	return group;
}

/* Records of one entity stand side by side. */
static void gather(struct sheet_groups *groups, size_t length, enum sheet_reporting reporting)
{
	for (size_t i = 0; i < length; i++) {
		const struct sheet_record *const *record =
			(const struct sheet_record *const *)&groups->records[i];

		if (i == 0 || !same_entity(record[-1], record[0], reporting))
			groups->items[groups->length++] = begin_group(record, reporting);
		join(&groups->items[groups->length - 1], *record);
	}
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

void sheet_groups_free(struct sheet_groups *groups)
{
	free(groups->items);
	free(groups->records);
	*groups = (struct sheet_groups){ .items = NULL };
}

bool sheet_groups_make(struct sheet_groups *groups, const struct sheet_records *records,
                       enum sheet_reporting reporting, struct findings *findings)
{
	size_t length = 0;

	groups->length = 0;
	groups->items = calloc(records->length + 1, sizeof *groups->items);
	groups->records =
		calloc(records->length + 1, sizeof *groups->records); /* NOLINT(bugprone-sizeof-expression) */
	if (groups->items == NULL || groups->records == NULL) {
		sheet_groups_free(groups);
		return false;
	}
	for (size_t i = 0; i < records->length; i++) {
		if (can_be_reported(&records->items[i], findings))
			groups->records[length++] = &records->items[i];
	}
	/* NOLINTNEXTLINE(bugprone-sizeof-expression) */
	qsort(groups->records, length, sizeof *groups->records,
	      reporting == SHEET_AS_GROUPS ? by_group : by_individual);
	gather(groups, length, reporting);
	for (size_t i = 0; i < groups->length; i++)
		fit_period(&groups->items[i], findings);
	return true;
}
