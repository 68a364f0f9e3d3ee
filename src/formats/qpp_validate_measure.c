/* qpp_validate_measure.c - a measurement: its measure ID and its value. */
#include "formats/qpp_validation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/qpp_suggest.h"

#define VALUE_TEXT 160

/* The value as CMS quotes it: compact JSON, cut, without long runs of digits. */
static void quote_value(const json_t *value, char out[VALUE_TEXT])
{
	char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
	size_t run = 0;

	snprintf(out, VALUE_TEXT, "%s%s", text ? text : "?", "");
	if (text != NULL && strlen(text) >= VALUE_TEXT)
		snprintf(out + VALUE_TEXT - 4, 4, "...");
	free(text);
	for (char *c = out; *c; c++) {
		run = *c >= '0' && *c <= '9' ? run + 1 : 0;
		if ((unsigned char)*c < ' ')
			*c = ' ';
		if (run == 9)
			memset(c - 8, 'X', 9);
		if (run > 9)
			*c = 'X';
	}
}

static void check_value(struct qpp_validation *v, const struct qpp_set_facts *set, const json_t *measurement,
                        const char *path, const char *id)
{
	const json_t *value = qpp_member(measurement, "value");
	char text[VALUE_TEXT];

	if (value == NULL) {
		qpp_say_missing(v, path, "value",
		                "Write true if the activity was completed; else leave it out.");
		return;
	}
	if (set->category == NULL || strcmp(set->category, "ia") != 0 || json_is_boolean(value))
		return;
	quote_value(value, text);
	qpp_say_invalid(
		v, (struct qpp_fault){ "badValue", path, "value", "Write true or false, without quotes." },
		"%s is invalid for measureId %s", text, id ? case_quote(id, strlen(id)).text : "");
}

/* ------------------------------------------------------------------ measure ID */

static void check_duplicate(struct qpp_validation *v, const json_t *measurement, const char *path,
                            const char *id, json_t *seen)
{
	json_t *value = json_object_get(measurement, "value");
	json_t *before = json_object_get(seen, id);
	struct qpp_fault fault = { "duplicateMeasure", path, "measureId", "Remove one of the two." };

	if (before == NULL) {
		json_object_set(seen, id, value ? value : json_null());
		return;
	}
	if (!json_equal(before, value)) {
		fault.code = "contradictoryDuplicate";
		fault.remedy = "Keep the one that is right.";
		qpp_say_invalid(v, fault, "%s comes more than once in this set, with different values",
		                case_quote(id, strlen(id)).text);
		return;
	}
	qpp_say_invalid(v, fault, "%s comes more than once in this set", case_quote(id, strlen(id)).text);
}

/* False for programs whose list of activities we do not know (pcf before 2024,
 * cpcPlus) and those that have none of their own. */
static bool is_allowed(const struct qpp_validation *v, const struct qpp_set_facts *set,
                       const mipsia_activity *row)
{
	const mipsia_mvp *mvp = mipsia_mvp_in_year(v->book, set->program.mvp, v->year);

	if (set->program.kind == QPP_PROGRAM_UNKNOWN || set->program.kind == QPP_PROGRAM_OTHER_YEAR)
		return true; /* said already */
	if (set->program.mvp == MIPSIA_NO_MVP)
		return !row->mvp_only;
	return mvp == NULL || mipsia_set_has(&mvp->activities, row->activity);
}

static void say_not_allowed(struct qpp_validation *v, const struct qpp_set_facts *set, const char *path,
                            const mipsia_activity *row)
{
	const char *id = mipsia_activity_id(v->book, row->activity);
	char remedy[QPP_REMEDY_TEXT];
	struct qpp_fault fault = { "onlyInMvp", path, "measureId", remedy };

	if (set->program.mvp == MIPSIA_NO_MVP) {
		snprintf(remedy, sizeof remedy,
		         "%s is for MVP participants: take it out, or write the MVP's ID as programName.",
		         id);
	} else {
		fault.code = "notInMvp";
		snprintf(remedy, sizeof remedy,
		         "Take it out, or report it under mips; 'mipsia activities --year %d --mvp %s' lists "
		         "the MVP's activities.",
		         v->year, mipsia_mvp_id(v->book, set->program.mvp));
	}
	qpp_say_invalid(v, fault, "%s is not allowed for programName %s", id,
	                case_quote(set->program_name, strlen(set->program_name)).text);
}

static void check_activity(struct qpp_validation *v, const struct qpp_set_facts *set, const char *path,
                           const char *id)
{
	int activity = mipsia_activity_find(v->book, id, strlen(id));
	const mipsia_activity *row = mipsia_activity_in_year(v->book, activity, v->year);
	char remedy[QPP_SUGGESTION_TEXT];

	if (v->year == 0)
		return;
	if (row == NULL) {
		qpp_suggest_activity(v->book, v->year, id, remedy);
		qpp_say_invalid(v,
		                (struct qpp_fault){ activity < 0 ? "unknownActivity" : "notInInventory", path,
		                                    "measureId", remedy },
		                "%s does not exist, see qpp-measures-data for list of valid measureIds",
		                case_quote(id, strlen(id)).text);
	} else if (!is_allowed(v, set, row)) {
		say_not_allowed(v, set, path, row);
	}
}

void qpp_validate_measurement(struct qpp_validation *v, const struct qpp_set_facts *set,
                              const json_t *measurement, const char *path, json_t *seen)
{
	const char *id = qpp_require_text(v, measurement, path, "measureId", "Write the ID, as in IA_EPA_2.");

	if (id != NULL && seen != NULL)
		check_duplicate(v, measurement, path, id, seen);
	if (id != NULL && set->category != NULL && strcmp(set->category, "ia") == 0)
		check_activity(v, set, path, id);
	check_value(v, set, measurement, path, id);
}
