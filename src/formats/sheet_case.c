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

static json_t *roster_of(const struct sheet_roster *roster, struct sheet_entity entity)
{
	json_t *list = json_array();

	for (size_t i = 0; i < roster->length; i++) {
		const struct sheet_clinician *c = &roster->items[i];

		if (same(entity.tin, c->tin))
			json_array_append_new(list, json_pack("{s:s, s:s, s:o, s:o}", "npi", c->npi, "name", c->name,
			                                      "from", day(c->from), "to", day(c->to)));
	}
	return list;
}

static bool belongs(const struct sheet_record *record, struct sheet_entity entity)
{
	return same(entity.tin, record->tin) && same(entity.npi, record->npi) &&
	       (record->year == 0 || record->year == entity.year);
}

static json_t *performer(const struct sheet_record *record)
{
	return json_pack("{s:s, s:o, s:o}", "npi", record->npi, "start", day(record->start), "end",
	                 day(record->end));
}

/* The activities in the order of their IDs; `performers` by activity. */
static json_t *activities_of(const mipsia_rulebook *book, const struct sheet_records *records,
                             struct sheet_entity entity)
{
	json_t *performers[MIPSIA_SET_WORDS * 64] = { NULL };
	json_t *list = json_array();

	for (size_t i = 0; i < records->length; i++) {
		const struct sheet_record *record = &records->items[i];

		if (!belongs(record, entity))
			continue;
		if (performers[record->activity] == NULL)
			performers[record->activity] = json_array();
		json_array_append_new(performers[record->activity], performer(record));
	}
	for (int activity = 0; activity < mipsia_activity_count(book); activity++) {
		if (performers[activity] != NULL)
			json_array_append_new(list, json_pack("{s:s, s:o}", "measureId",
			                                      mipsia_activity_id(book, activity), "performers",
			                                      performers[activity]));
	}
	return list;
}

json_t *sheet_participation(const mipsia_rulebook *book, const struct sheet_roster *roster,
                            const struct sheet_records *records, struct sheet_entity entity)
{
	json_t *object = json_object();

	if (roster != NULL && *entity.npi == '\0')
		json_object_set_new(object, "roster", roster_of(roster, entity));
	if (records != NULL)
		json_object_set_new(object, "activities", activities_of(book, records, entity));
	return object;
}

/* --------------------------------------------------------------------- submissions */

static json_t *measurements(const mipsia_rulebook *book, const struct sheet_group *group)
{
	json_t *list = json_array();

	for (int activity = 0; activity < mipsia_activity_count(book); activity++) {
		if (mipsia_set_has(&group->activities, activity))
			json_array_append_new(list, json_pack("{s:s, s:b}", "measureId",
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
	json_t *list = NULL;

	if (sheet_groups_make(&groups, records, reporting, findings))
		list = json_array();
	for (size_t i = 0; list != NULL && i < groups.length; i++)
		json_array_append_new(list, submission(book, &groups.items[i]));
	free(groups.items);
	return list;
}

/* --------------------------------------------------------------------------- cases */

static json_t *case_of(const mipsia_rulebook *book, const struct sheet_roster *roster,
                       const struct sheet_records *records, const struct sheet_group *group)
{
	struct sheet_entity entity = { group->year, group->tin, group->npi };
	char masked[IDENTIFIER_MASKED_TIN];
	char id[CASE_ID];

	identifier_mask_tin(group->tin, strlen(group->tin), masked);
	snprintf(id, sizeof id, "%s%s%s/%d", masked, group->npi[0] ? "/" : "", group->npi, group->year);
	return json_pack("{s:s, s:o, s:o}", "id", id, "submission", submission(book, group), "participation",
	                 sheet_participation(book, roster, records, entity));
}

json_t *sheet_cases(const mipsia_rulebook *book, const struct sheet_roster *roster,
                    const struct sheet_records *records, enum sheet_reporting reporting,
                    struct findings *findings)
{
	struct sheet_groups groups;
	json_t *list = NULL;

	if (sheet_groups_make(&groups, records, reporting, findings))
		list = json_array();
	for (size_t i = 0; list != NULL && i < groups.length; i++)
		json_array_append_new(list, case_of(book, roster, records, &groups.items[i]));
	free(groups.items);
	return list;
}
