/*
 * case_submission.c - CMS's submission object: year, entity, measurement sets.
 * Members we do not know are CMS's business and are skipped.
 */
#include "formats/case_intake.h"

const struct case_field case_submission_fields[SUBMISSION_FIELDS] = {
	[SUBMISSION_ENTITY] = CASE_FIELD("entityType"),
	[SUBMISSION_YEAR] = CASE_FIELD("performanceYear"),
	[SUBMISSION_SETS] = CASE_FIELD("measurementSets"),
	[SUBMISSION_PROGRAM] = CASE_FIELD("programName"),
};

/* From 2018 the program stands on each measurement set. */
#define LAST_YEAR_OF_SUBMISSION_PROGRAM 2017

static struct case_path path_of(int field, const struct case_path *submission)
{
	return case_path_member(submission, case_submission_fields[field].name,
	                        case_submission_fields[field].length);
}

static void set_year(struct case_reader *reader, int year)
{
	if (reader->days_year != year) {
		reader->days_year = year;
		reader->first_day = mipsia_date_make(year, 1, 1);
		reader->last_day = mipsia_date_make(year, 12, 31);
	}
	reader->facts.year = year;
	reader->facts.year_stated = year;
	reader->facts.first_day = reader->first_day;
	reader->facts.last_day = reader->last_day;
}

static void read_year(struct case_reader *reader, const struct case_submission *submission,
                      const struct case_path *up)
{
	struct case_path path = path_of(SUBMISSION_YEAR, up);
	struct json_value value = submission->value[SUBMISSION_YEAR];
	int first = mipsia_first_year(reader->book);
	int last = mipsia_last_year(reader->book);

	if (!case_submission_has(submission, SUBMISSION_YEAR))
		case_say(reader, CASE_MISSING_FIELD, &path,
		         "performanceYear is missing; state the calendar year");
	else if (value.type != JSON_INTEGER && value.type != JSON_NATURAL)
		case_say(reader, CASE_BAD_TYPE, &path,
		         "this is %s; write the year as a number without quotes, as in 2025",
		         case_type_words(value));
	else if (value.type == JSON_NATURAL || value.as.integer < first || value.as.integer > last) {
		if (value.type == JSON_INTEGER && value.as.integer > 0 && value.as.integer <= 9999)
			reader->facts.year_stated = (int)value.as.integer;
		case_say(reader, CASE_YEAR_UNKNOWN, &path,
		         "there are no rules for this performance year; mipsia knows %d to %d", first, last);
	} else {
		set_year(reader, (int)value.as.integer);
	}
}

static void read_entity(struct case_reader *reader, const struct case_submission *submission,
                        const struct case_path *up)
{
	struct case_path path = path_of(SUBMISSION_ENTITY, up);
	struct json_value value = submission->value[SUBMISSION_ENTITY];
	struct case_text text = { value.as.text, value.length };

	if (!case_submission_has(submission, SUBMISSION_ENTITY)) {
		case_say(reader, CASE_MISSING_FIELD, &path, "entityType is missing; state who reports");
		return;
	}
	if (value.type != JSON_STRING) {
		case_say(reader, CASE_BAD_TYPE, &path, "this is %s; it must be a string",
		         case_type_words(value));
		return;
	}
	for (int entity = 0; entity < MIPSIA_ENTITY_END; entity++) {
		if (case_text_is(text, mipsia_entity_name((mipsia_entity)entity))) {
			reader->facts.entity = (mipsia_entity)entity;
			reader->facts.entity_known = true;
			return;
		}
	}
	case_say(reader, CASE_ENTITY_UNKNOWN, &path,
	         "\"%s\" is no entity type; write individual, group, virtualGroup, subgroup or apm",
	         case_quote(text.text, text.length).text);
}

static void read_program(struct case_reader *reader, const struct case_submission *submission,
                         const struct case_path *up)
{
	struct case_path path = path_of(SUBMISSION_PROGRAM, up);
	struct json_value value = submission->value[SUBMISSION_PROGRAM];

	if (!case_submission_has(submission, SUBMISSION_PROGRAM))
		return;
	if (value.type != JSON_STRING)
		case_say(reader, CASE_BAD_TYPE, &path, "this is %s; it must be a string",
		         case_type_words(value));
	else if (reader->facts.year == LAST_YEAR_OF_SUBMISSION_PROGRAM)
		reader->submission_program = (struct case_text){ value.as.text, value.length };
	else
		case_say(reader, CASE_UNKNOWN_FIELD, &path,
		         "the program of a submission is read for %d only; name it in each measurement set",
		         LAST_YEAR_OF_SUBMISSION_PROGRAM);
}

void case_read_submission_head(struct case_reader *reader, const struct case_submission *submission,
                               const struct case_path *path)
{
	read_year(reader, submission, path);
	read_entity(reader, submission, path);
	read_program(reader, submission, path);
}

void case_read_submission_sets(struct case_reader *reader, const struct case_submission *submission,
                               const struct case_path *path)
{
	struct case_path sets = path_of(SUBMISSION_SETS, path);
	struct json_value none = { .type = JSON_NULL };

	case_read_sets(reader,
	               case_submission_has(submission, SUBMISSION_SETS) ? submission->value[SUBMISSION_SETS]
	                                                                : none,
	               &sets);
}
