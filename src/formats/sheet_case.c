/* sheet_case.c - see sheet_case.h. */
#include "formats/sheet_case.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/sheet_groups.h"

#define CASE_ID 40

static json_t *day(mipsia_date date)
{
	char text[MIPSIA_DATE_TEXT];

	if (date == MIPSIA_DATE_UNKNOWN)
		return json_null();
	mipsia_date_format(date, text);
	return json_string(text);
}

/* ------------------------------------------------------------------- participation */

static bool same(const char *wanted, const char *text)
{
	return *wanted == '\0' || *text == '\0' || strcmp(wanted, text) == 0;
}

/* What is not known is left out: an open end, no name. */
static json_t *member(const struct sheet_clinician *c)
{
	json_t *object = json_pack("{s:s}", "npi", c->npi);

	if (*c->name != '\0')
		json_object_set_new(object, "name", json_string(c->name));
	if (c->from != MIPSIA_DATE_UNKNOWN)
		json_object_set_new(object, "from", day(c->from));
	if (c->to != MIPSIA_DATE_UNKNOWN)
		json_object_set_new(object, "to", day(c->to));
	return object;
}

static json_t *performer(const struct sheet_record *record)
{
	return json_pack("{s:s, s:o, s:o}", "npi", record->npi, "start", day(record->start), "end",
	                 day(record->end));
}

/* The performers of each activity, while records are taken. */
struct performers {
	json_t *of[MIPSIA_SET_WORDS * 64]; /* by index of the activity; NULL: nobody */
};

static void take_record(struct performers *performers, const struct sheet_record *record)
{
	json_t **list = &performers->of[record->activity];

	if (*list == NULL)
		*list = json_array();
	json_array_append_new(*list, performer(record));
}

/* The activities in the order of their IDs. */
static json_t *end_records(struct performers *performers, const mipsia_rulebook *book)
{
	json_t *list = json_array();

	for (int activity = 0; activity < mipsia_activity_count(book); activity++) {
		if (performers->of[activity] != NULL)
			json_array_append_new(list, json_pack("{s:s, s:o}", "measureId",
			                                      mipsia_activity_id(book, activity),
			                                      "performers", performers->of[activity]));
	}
	return list;
}

static json_t *participation(json_t *roster, json_t *activities)
{
	json_t *object = json_object();

	if (roster != NULL)
		json_object_set_new(object, "roster", roster);
	if (activities != NULL)
		json_object_set_new(object, "activities", activities);
	return object;
}

json_t *sheet_participation(const mipsia_rulebook *book, const struct sheet_roster *roster,
                            const struct sheet_records *records, struct sheet_entity entity)
{
	struct performers performers = { { NULL } };
	json_t *members = roster != NULL && *entity.npi == '\0' ? json_array() : NULL;

	for (size_t i = 0; members != NULL && i < roster->length; i++) {
		if (same(entity.tin, roster->items[i].tin))
			json_array_append_new(members, member(&roster->items[i]));
	}
	for (size_t i = 0; records != NULL && i < records->length; i++) {
		const struct sheet_record *record = &records->items[i];

		if (same(entity.tin, record->tin) && same(entity.npi, record->npi) &&
		    (record->year == 0 || record->year == entity.year))
			take_record(&performers, record);
	}
	return participation(members, records != NULL ? end_records(&performers, book) : NULL);
}

/* --------------------------------------------------------------------- submissions */

static json_t *measurements(const mipsia_rulebook *book, const struct sheet_group *group)
{
	json_t *list = json_array();

	for (int activity = 0; activity < mipsia_activity_count(book); activity++) {
		if (mipsia_set_has(&group->activities, activity))
			json_array_append_new(list,
			                      json_pack("{s:s, s:b}", "measureId",
			                                mipsia_activity_id(book, activity), "value", 1));
	}
	return list;
}

static json_t *measurement_set(const mipsia_rulebook *book, const struct sheet_group *group,
                               bool program_on_submission)
{
	json_t *set = json_pack("{s:s, s:s}", "category", "ia", "submissionMethod", "registry");

	if (!program_on_submission)
		json_object_set_new(set, "programName", json_string("mips"));
	json_object_set_new(set, "performanceStart", day(group->start));
	json_object_set_new(set, "performanceEnd", day(group->end));
	json_object_set_new(set, "measurements", measurements(book, group));
	return set;
}

static json_t *submission(const mipsia_rulebook *book, const struct sheet_group *group)
{
	/* In the first year the program stands on the submission. */
	bool program_on_submission = group->year == mipsia_first_year(book);
	bool individual = group->npi[0] != '\0';
	json_t *object = json_object();

	if (program_on_submission)
		json_object_set_new(object, "programName", json_string("mips"));
	json_object_set_new(object, "entityType", json_string(individual ? "individual" : "group"));
	json_object_set_new(object, "taxpayerIdentificationNumber", json_string(group->tin));
	if (individual)
		json_object_set_new(object, "nationalProviderIdentifier", json_string(group->npi));
	json_object_set_new(object, "performanceYear", json_integer(group->year));
	json_object_set_new(object, "measurementSets",
	                    json_pack("[o]", measurement_set(book, group, program_on_submission)));
	return object;
}

json_t *sheet_submissions(const mipsia_rulebook *book, const struct sheet_records *records,
                          enum sheet_reporting reporting, struct findings *findings)
{
	struct sheet_groups groups;
	json_t *list;

	if (!sheet_groups_make(&groups, records, reporting, findings))
		return NULL;
	list = json_array();
	for (size_t i = 0; i < groups.length; i++)
		json_array_append_new(list, submission(book, &groups.items[i]));
	sheet_groups_free(&groups);
	return list;
}

/* --------------------------------------------------------------------------- cases */

/* The clinicians of a roster by TIN. */
struct by_tin {
	const struct sheet_clinician **items;
	size_t length;
};

static int compare_tins(const void *a, const void *b)
{
	const struct sheet_clinician *x = *(const struct sheet_clinician *const *)a;
	const struct sheet_clinician *y = *(const struct sheet_clinician *const *)b;
	int order = strcmp(x->tin, y->tin);

	return order ? order : (x->row > y->row) - (x->row < y->row);
}

/* False when there is no memory. */
static bool order_by_tin(const struct sheet_roster *roster, struct by_tin *by)
{
	size_t room = (roster ? roster->length : 0) + 1;

	/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers are meant */
	*by = (struct by_tin){ .items = calloc(room, sizeof *by->items) };
	if (by->items == NULL)
		return false;
	for (size_t i = 0; roster != NULL && i < roster->length; i++)
		by->items[by->length++] = &roster->items[i];
	/* NOLINTNEXTLINE(bugprone-sizeof-expression) */
	qsort(by->items, by->length, sizeof *by->items, compare_tins);
	return true;
}

/* Those of a TIN; a roster without TINs is of every TIN. */
static json_t *members_of(const struct by_tin *by, const char *tin)
{
	json_t *list = json_array();
	size_t low = 0;
	size_t high = by->length;

	if (by->length > 0 && by->items[0]->tin[0] == '\0')
		tin = "";
	while (low < high) {
		size_t middle = (low + high) / 2;

		if (strcmp(by->items[middle]->tin, tin) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < by->length && strcmp(by->items[low]->tin, tin) == 0; low++)
		json_array_append_new(list, member(by->items[low]));
	return list;
}

static json_t *case_of(const mipsia_rulebook *book, const struct by_tin *by, const struct sheet_group *group)
{
	struct performers performers = { { NULL } };
	json_t *members = by != NULL && group->npi[0] == '\0' ? members_of(by, group->tin) : NULL;
	char masked[IDENTIFIER_MASKED_TIN];
	char id[CASE_ID];

	identifier_mask_tin(group->tin, strlen(group->tin), masked);
	snprintf(id, sizeof id, "%s%s%s/%d", masked, group->npi[0] ? "/" : "", group->npi, group->year);
	for (size_t i = 0; i < group->records_length; i++)
		take_record(&performers, group->records[i]);
	return json_pack("{s:s, s:o, s:o}", "id", id, "submission", submission(book, group), "participation",
	                 participation(members, end_records(&performers, book)));
}

json_t *sheet_cases(const mipsia_rulebook *book, const struct sheet_roster *roster,
                    const struct sheet_records *records, enum sheet_reporting reporting,
                    struct findings *findings)
{
	struct sheet_groups groups;
	struct by_tin by;
	json_t *list = NULL;

	if (!sheet_groups_make(&groups, records, reporting, findings))
		return NULL;
	if (order_by_tin(roster, &by))
		list = json_array();
	for (size_t i = 0; list != NULL && i < groups.length; i++)
		json_array_append_new(list, case_of(book, roster ? &by : NULL, &groups.items[i]));
	free(by.items);
	sheet_groups_free(&groups);
	return list;
}
