/* case_read.c - a case from its bytes: the whole document, then its parts. */
#include "formats/case_intake.h"

#include <stdlib.h>

const struct case_path case_root = { NULL, NULL, 0, 0 };

static const struct case_path submission_member = { &case_root, "submission", 10, 0 };

struct case_path case_submission_path(const struct case_facts *facts)
{
	return facts->bare ? case_root : submission_member;
}

/* --------------------------------------------------------- reader and reset */

struct case_reader *case_reader_new(const mipsia_rulebook *book)
{
	struct case_reader *reader = calloc(1, sizeof *reader);

	if (reader == NULL)
		return NULL;
	reader->book = book;
	reader->parser = json_parser_new();
	case_findings_init(&reader->facts.findings);
	if (reader->parser == NULL) {
		case_reader_free(reader);
		return NULL;
	}
	return reader;
}

void case_reader_free(struct case_reader *reader)
{
	if (reader == NULL)
		return;
	json_parser_free(reader->parser);
	case_findings_free(&reader->facts.findings);
	free(reader->facts.measurements);
	free(reader->history);
	free(reader->roster);
	free(reader->performances);
	free(reader);
}

/* Empties the facts; the large arrays are left as they are. */
static void reset(struct case_reader *reader, uint32_t policies)
{
	static const struct case_text none = { NULL, 0 };
	struct case_facts *facts = &reader->facts;

	reader->submission_program = none;
	reader->profile_program = none;
	reader->apm_option = -1;
	reader->has_counts = false;
	reader->roster_length = 0;
	reader->performances_length = 0;
	facts->id = none;
	facts->bare = false;
	facts->year = 0;
	facts->year_stated = 0;
	facts->first_day = MIPSIA_DATE_UNKNOWN;
	facts->last_day = MIPSIA_DATE_UNKNOWN;
	facts->entity = MIPSIA_INDIVIDUAL;
	facts->entity_known = false;
	facts->programs_length = 0;
	facts->sets_length = 0;
	facts->measurements_length = 0;
	facts->statuses = 0;
	facts->statuses_stated = 0;
	facts->reweighted = 0;
	facts->extreme = MIPSIA_EXTREME_NONE;
	facts->apm_standard_stated = false;
	facts->facts = 0;
	facts->practice_sites = 0;
	facts->recognized_sites = 0;
	facts->counts = (mipsia_counts)MIPSIA_COUNTS_UNKNOWN;
	facts->history = NULL;
	facts->history_length = 0;
	facts->too_frequent = (mipsia_set){ { 0 } };
	facts->not_performed = (mipsia_set){ { 0 } };
	memset(facts->not_performed_otherwise, 0, sizeof facts->not_performed_otherwise);
	facts->performed_length = 0;
	facts->policies = policies;
	case_findings_clear(&facts->findings);
}

struct case_facts *case_refuse(struct case_reader *reader, enum case_code code, const char *message)
{
	reset(reader, 0);
	case_say(reader, code, &case_root, "%s", message);
	return &reader->facts;
}

/* ------------------------------------------------------------------- the id */

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* End of the JSON string that begins at `at`. */
static size_t string_end(const char *json, size_t length, size_t at)
{
	for (at++; at < length && json[at] != '"'; at++)
		at += json[at] == '\\';
	return at + 1;
}

/* End of the JSON value that begins at `at`. The text is known to be JSON. */
static size_t value_end(const char *json, size_t length, size_t at)
{
	int depth = 0;

	for (; at < length; at++) {
		char c = json[at];

		if (c == '"')
			at = string_end(json, length, at) - 1;
		else if (c == '{' || c == '[')
			depth++;
		else if ((c == '}' || c == ']' || c == ',') && depth == 0)
			break;
		else if (c == '}' || c == ']')
			depth--;
	}
	return at;
}

/* The JSON text of the case's member `id`, as it is written: 1.10 stays 1.10. */
static struct case_text raw_id(const char *json, size_t length)
{
	static const char key[] = "\"id\"";
	size_t at = 0;

	while (at < length && json[at] != '{')
		at++;
	for (at++; at < length;) {
		size_t key_start, end;

		while (at < length && (is_space(json[at]) || json[at] == ','))
			at++;
		key_start = at;
		at = string_end(json, length, at);
		end = at;
		while (at < length && (is_space(json[at]) || json[at] == ':'))
			at++;
		if (end - key_start == sizeof key - 1 && memcmp(json + key_start, key, sizeof key - 1) == 0) {
			end = value_end(json, length, at);
			while (end > at && is_space(json[end - 1]))
				end--;
			return (struct case_text){ json + at, end - at };
		}
		at = value_end(json, length, at);
	}
	return (struct case_text){ NULL, 0 };
}

static void read_id(struct case_reader *reader, const struct case_input *input)
{
	static const struct case_path path = { &case_root, "id", 2, 0 };
	struct case_text id = raw_id(input->json, input->length);

	if (id.length > CASE_ID_MAX)
		case_say(reader, CASE_TOO_LARGE, &path, "the id is longer than %d bytes; shorten it",
		         CASE_ID_MAX);
	else
		reader->facts.id = id;
}

/* ----------------------------------------------------------------- the case */

/* The members of a case come first, those of a bare submission follow. */
enum { CASE_ID, CASE_SUBMISSION, CASE_PROFILE, CASE_PARTICIPATION, CASE_POLICY, CASE_FIELDS };
#define ROOT_FIELDS (CASE_FIELDS + SUBMISSION_FIELDS)

struct root {
	uint32_t seen; /* bit i: field i came */
	struct json_value value[ROOT_FIELDS];
};

static bool has(const struct root *root, int field)
{
	return (root->seen & MIPSIA_BIT(field)) != 0;
}

static const struct case_field root_fields[ROOT_FIELDS] = {
	[CASE_ID] = CASE_FIELD("id"),
	[CASE_SUBMISSION] = CASE_FIELD("submission"),
	[CASE_PROFILE] = CASE_FIELD("profile"),
	[CASE_PARTICIPATION] = CASE_FIELD("participation"),
	[CASE_POLICY] = CASE_FIELD("policy"),
	[CASE_FIELDS + SUBMISSION_ENTITY] = CASE_FIELD("entityType"),
	[CASE_FIELDS + SUBMISSION_YEAR] = CASE_FIELD("performanceYear"),
	[CASE_FIELDS + SUBMISSION_SETS] = CASE_FIELD("measurementSets"),
	[CASE_FIELDS + SUBMISSION_PROGRAM] = CASE_FIELD("programName"),
};

/* Keeps the values of an object's known members. */
static bool read_values(struct case_reader *reader, struct json_value value, const struct case_field *fields,
                        uint32_t fields_length, const struct case_path *path, struct json_value *values,
                        uint32_t *seen)
{
	static const struct json_value none = { .type = JSON_NULL };
	struct case_object object;
	int field;

	if (!case_object_open(&object, reader, value, fields, fields_length, false, path))
		return false;
	for (uint32_t i = 0; i < fields_length; i++)
		values[i] = none;
	while ((field = case_object_next(&object)) != CASE_OBJECT_END)
		values[field] = object.member.value;
	*seen = object.seen;
	return true;
}

/* A second look at a case, for members it should not have. */
static void say_unknown_members(struct case_reader *reader, struct json_value value)
{
	struct json_cursor cursor = json_walk(value);
	struct json_member member;

	while (json_next_member(&cursor, &member)) {
		struct case_path path = case_path_member(&case_root, member.key, member.key_length);
		bool known = false;

		for (int i = 0; i < CASE_FIELDS; i++)
			known |= case_text_is((struct case_text){ member.key, member.key_length },
			                      root_fields[i].name);
		if (!known)
			case_say(reader, CASE_UNKNOWN_FIELD, &path,
			         "a case has no such member and it is ignored; check its spelling");
	}
}

/* Parts of a case that stand in a bare submission would be lost. */
static void say_parts_beside(struct case_reader *reader, const struct root *root)
{
	for (int i = CASE_PROFILE; i < CASE_FIELDS; i++) {
		struct case_path path =
			case_path_member(&case_root, root_fields[i].name, root_fields[i].length);

		if (has(root, i))
			case_say(reader, CASE_UNKNOWN_FIELD, &path,
			         "%s is read beside a member `submission` only and is ignored; put the "
			         "submission into that member",
			         root_fields[i].name);
	}
}

static void default_facts(struct case_facts *facts)
{
	if (facts->entity == MIPSIA_APM_ENTITY)
		facts->facts |= MIPSIA_FACT_APM_PARTICIPANT; /* unless the profile says false */
}

static void read_parts(struct case_reader *reader, const struct root *root,
                       const struct case_submission *members)
{
	struct case_path submission = case_submission_path(&reader->facts);
	struct case_path profile = case_path_member(&case_root, "profile", 7);
	struct case_path participation = case_path_member(&case_root, "participation", 13);
	struct case_path policy = case_path_member(&case_root, "policy", 6);

	case_read_submission_head(reader, members, &submission);
	default_facts(&reader->facts);
	if (has(root, CASE_POLICY))
		case_read_policy(reader, root->value[CASE_POLICY], &policy);
	if (has(root, CASE_PROFILE))
		case_read_profile(reader, root->value[CASE_PROFILE], &profile);
	case_read_submission_sets(reader, members, &submission);
	case_apply_apm_standard(reader);
	case_derive_statuses(reader);
	case_apply_history(reader);
	if (has(root, CASE_PARTICIPATION))
		case_read_participation(reader, root->value[CASE_PARTICIPATION], &participation);
}

/* A case with a member `submission`. */
static void read_full_case(struct case_reader *reader, struct json_value value, const struct root *root)
{
	struct case_submission submission = { .seen = 0 };

	say_unknown_members(reader, value);
	if (read_values(reader, root->value[CASE_SUBMISSION], case_submission_fields, SUBMISSION_FIELDS,
	                &submission_member, submission.value, &submission.seen))
		read_parts(reader, root, &submission);
}

static void read_bare_case(struct case_reader *reader, struct root *root)
{
	struct case_submission submission;

	reader->facts.bare = true;
	if (root->seen &
	    (MIPSIA_BIT(CASE_PROFILE) | MIPSIA_BIT(CASE_PARTICIPATION) | MIPSIA_BIT(CASE_POLICY)))
		say_parts_beside(reader, root);
	submission.seen = root->seen >> CASE_FIELDS;
	for (int i = 0; i < SUBMISSION_FIELDS; i++)
		submission.value[i] = root->value[CASE_FIELDS + i];
	root->seen = 0;
	read_parts(reader, root, &submission);
}

static void read_case(struct case_reader *reader, struct json_value value, const struct case_input *input)
{
	struct root root;

	if (!read_values(reader, value, root_fields, ROOT_FIELDS, &case_root, root.value, &root.seen))
		return;
	if (has(&root, CASE_ID))
		read_id(reader, input);
	if (has(&root, CASE_SUBMISSION))
		read_full_case(reader, value, &root);
	else if (has(&root, CASE_FIELDS + SUBMISSION_YEAR))
		read_bare_case(reader, &root);
	else
		case_say(reader, CASE_MISSING_FIELD, &submission_member,
		         "there is no member `submission`, and no performanceYear that would make this "
		         "object a submission itself; add one of them");
}

/* ------------------------------------------------------------------- syntax */

/* Where a byte stands, both 1-based; the column in characters. */
static void locate(const char *json, size_t place, size_t *line, size_t *column)
{
	*line = 1;
	*column = 1;
	for (size_t i = 0; i < place; i++) {
		*column += ((unsigned char)json[i] & 0xc0) != 0x80;
		if (json[i] == '\n') {
			++*line;
			*column = 1;
		}
	}
}

static void say_syntax(struct case_reader *reader, const struct case_input *input)
{
	enum case_code code = CASE_SYNTAX;
	enum json_failure failure = json_failure_of(reader->parser);
	const char *words = json_failure_text(reader->parser);
	size_t place = JSON_NOWHERE;
	size_t line, column;

	if (failure == JSON_FAILED_LENGTH)
		code = CASE_TOO_LARGE;
	else if (failure == JSON_FAILED_MEMORY)
		code = CASE_OUT_OF_MEMORY;
	else
		place = json_failure_place(reader->parser, input->json, input->length);
	if (place == JSON_NOWHERE) {
		case_say(reader, code, &case_root, "this is not JSON: %s; correct it", words);
		return;
	}
	locate(input->json, place, &line, &column);
	if (line == 1)
		case_say(reader, code, &case_root, "this is not JSON at column %zu: %s; correct it", column,
		         words);
	else
		case_say(reader, code, &case_root,
		         "this is not JSON at its line %zu, column %zu: %s; correct it", line, column, words);
}

struct case_facts *case_read(struct case_reader *reader, const struct case_input *input)
{
	struct json_value root;

	reset(reader, input->policies);
	if (json_parse(reader->parser, input->json, input->length, input->padded, &root))
		read_case(reader, root, input);
	else
		say_syntax(reader, input);
	return &reader->facts;
}
