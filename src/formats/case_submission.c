/*
 * case_submission.c - CMS's submission object: year, entity, measurement sets.
 * Members we do not know are CMS's business and are skipped.
 */
#include "formats/case_intake.h"

const struct case_field case_submission_fields[SUBMISSION_FIELDS] = {
	[SUBMISSION_YEAR] = CASE_FIELD("performanceYear"),
	[SUBMISSION_ENTITY] = CASE_FIELD("entityType"),
	[SUBMISSION_SETS] = CASE_FIELD("measurementSets"),
	[SUBMISSION_PROGRAM] = CASE_FIELD("programName"),
};

void case_submission_keep(struct case_submission *submission, int field, struct json_value value)
{
	switch (field) {
	case SUBMISSION_YEAR:
		submission->year = value;
		submission->has_year = true;
		break;
	case SUBMISSION_ENTITY:
		submission->entity = value;
		submission->has_entity = true;
		break;
	case SUBMISSION_SETS:
		submission->sets = value;
		submission->has_sets = true;
		break;
	case SUBMISSION_PROGRAM:
		submission->program = value;
		submission->has_program = true;
		break;
	default:
		break;
	}
}

/* From 2018 the program stands on each measurement set. */
#define LAST_YEAR_OF_SUBMISSION_PROGRAM 2017

static struct case_path path_of(int field, const struct case_path *submission)
{
	return case_path_member(submission, case_submission_fields[field].name,
	                        case_submission_fields[field].length);
}

static void read_year(struct case_reader *reader, const struct case_submission *submission,
                      const struct case_path *up)
{
	struct case_path path = path_of(SUBMISSION_YEAR, up);
	struct json_value value = submission->year;
	int first = mipsia_first_year(reader->book);
	int last = mipsia_last_year(reader->book);

	if (!submission->has_year)
		case_say(reader, CASE_MISSING_FIELD, &path, "performanceYear is missing; state the calendar year");
	else if (value.type != JSON_INTEGER && value.type != JSON_NATURAL)
		case_say(reader, CASE_BAD_TYPE, &path, "this is %s; write the year as a number without quotes, as in 2025",
		         case_type_words(value));
	else if (value.type == JSON_NATURAL || value.as.integer < first || value.as.integer > last)
		case_say(reader, CASE_YEAR_UNKNOWN, &path,
		         "there are no rules for this performance year; mipsia knows %d to %d", first, last);
	else
		reader->facts.year = (int)value.as.integer;
}

static void read_entity(struct case_reader *reader, const struct case_submission *submission,
                        const struct case_path *up)
{
	struct case_path path = path_of(SUBMISSION_ENTITY, up);
	struct case_text text = { submission->entity.as.text, submission->entity.length };

	if (!submission->has_entity) {
		case_say(reader, CASE_MISSING_FIELD, &path, "entityType is missing; state who reports");
		return;
	}
	if (submission->entity.type != JSON_STRING) {
		case_say(reader, CASE_BAD_TYPE, &path, "this is %s; it must be a string",
		         case_type_words(submission->entity));
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

	if (!submission->has_program)
		return;
	if (submission->program.type != JSON_STRING)
		case_say(reader, CASE_BAD_TYPE, &path, "this is %s; it must be a string",
		         case_type_words(submission->program));
	else if (reader->facts.year == LAST_YEAR_OF_SUBMISSION_PROGRAM)
		reader->submission_program =
			(struct case_text){ submission->program.as.text, submission->program.length };
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

	case_read_sets(reader, submission->has_sets ? submission->sets : none, &sets);
}
