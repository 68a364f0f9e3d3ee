/*
 * case_sets.c - the measurement sets of a submission, and the programs they
 * stand under. Measurements of other categories than `ia` are not looked at.
 */
#include "formats/case_intake.h"

#include <stdlib.h>

/* In the order in which they usually stand. */
enum { SET_CATEGORY, SET_METHOD, SET_PROGRAM, SET_START, SET_END, SET_MEASUREMENTS, SET_ID, SET_FIELDS };

static const struct case_field set_fields[SET_FIELDS] = {
	[SET_CATEGORY] = CASE_FIELD("category"),
	[SET_METHOD] = CASE_FIELD("submissionMethod"),
	[SET_PROGRAM] = CASE_FIELD("programName"),
	[SET_START] = CASE_FIELD("performanceStart"),
	[SET_END] = CASE_FIELD("performanceEnd"),
	[SET_MEASUREMENTS] = CASE_FIELD("measurements"),
	[SET_ID] = CASE_FIELD("id"),
};

enum { MEASUREMENT_ID, MEASUREMENT_VALUE, MEASUREMENT_FIELDS };

static const struct case_field measurement_fields[MEASUREMENT_FIELDS] = {
	[MEASUREMENT_ID] = CASE_FIELD("measureId"),
	[MEASUREMENT_VALUE] = CASE_FIELD("value"),
};

/* `aci` is the name of `pi` until 2018; `cost` stands in the schema of 2017. */
static const char *const categories[] = { "ia", "quality", "pi", "aci", "cost" };
enum { CATEGORY_IA, CATEGORY_QUALITY, CATEGORY_PI, CATEGORY_ACI, CATEGORY_COST };

#define LAST_YEAR_OF_ACI 2018

static uint32_t fact_of(int category, int year)
{
	switch (category) {
	case CATEGORY_IA:
		return MIPSIA_FACT_IA_SUBMITTED;
	case CATEGORY_QUALITY:
		return MIPSIA_FACT_QUALITY_SUBMITTED;
	case CATEGORY_PI:
		return MIPSIA_FACT_PI_SUBMITTED;
	case CATEGORY_ACI:
		return year <= LAST_YEAR_OF_ACI ? MIPSIA_FACT_PI_SUBMITTED : 0;
	default:
		return 0;
	}
}

/* ------------------------------------------------------------- measurements */

/* {"measureId":"...","value":true} and nothing else, as nearly all are. Most of
 * a submission's members are these two. */
static bool read_usual_measurement(struct json_value value, struct case_measurement *out)
{
	struct json_cursor cursor = json_walk(value);
	const char *text;
	uint32_t length;

	if (value.type != JSON_OBJECT || !json_take_string(&cursor, "measureId", 9, &text, &length) ||
	    !json_take_boolean(&cursor, "value", 5, &out->value) || cursor.at != cursor.end)
		return false;
	out->id = (struct case_text){ text, length };
	return true;
}

static bool read_any_measurement(struct case_reader *reader, struct json_value value,
                                 const struct case_path *path, struct case_measurement *out)
{
	struct case_object object;
	bool good = true;
	int field;

	if (!case_object_open(&object, reader, value, measurement_fields, MEASUREMENT_FIELDS, false, path))
		return false;
	while ((field = case_object_next(&object)) != CASE_OBJECT_END) {
		if (field == MEASUREMENT_ID)
			good &= case_take_text(&object, &out->id);
		else
			good &= case_take_boolean(&object, &out->value);
	}
	good &= case_object_require(&object, MEASUREMENT_ID);
	if (!(object.seen & MIPSIA_BIT(MEASUREMENT_VALUE)))
		case_say(reader, CASE_VALUE_MISSING, path,
		         "there is no value, so the activity is not attested; state true or leave it out: "
		         "CMS refuses a measurement without a value");
	return good;
}

static bool read_measurement(struct case_reader *reader, struct json_value value,
                             const struct case_path *path, struct case_measurement *out)
{
	if (!read_usual_measurement(value, out) && !read_any_measurement(reader, value, path, out))
		return false;
	out->activity = (int16_t)mipsia_activity_find(reader->book, out->id.text, out->id.length);
	return true;
}

static void say_duplicate(struct case_reader *reader, const struct case_measurement *m, bool contradictory,
                          const struct case_path *up)
{
	struct case_path path = case_path_member(up, "measureId", 9);
	const char *id = mipsia_activity_id(reader->book, m->activity);

	if (contradictory)
		case_say(reader, CASE_CONTRADICTORY_DUPLICATE, &path,
		         "%s stands in this set both as true and as false; true counts. Keep what is "
		         "right: CMS refuses a set with two measurements of one activity",
		         id);
	else
		case_say(reader, CASE_DUPLICATE_MEASURE, &path,
		         "%s stands in this set more than once and counts once; remove one: CMS refuses a "
		         "set with two measurements of one activity",
		         id);
}

/* Adds the measurement's answer to the set. `denied`: activities said to be false. */
static void note_answer(struct case_reader *reader, struct case_set *set, struct case_measurement *m,
                        mipsia_set *denied, const struct case_path *path)
{
	mipsia_set *same = m->value ? &set->attested : denied;
	mipsia_set *other = m->value ? denied : &set->attested;

	if (m->activity < 0)
		return;
	if (mipsia_set_has(same, m->activity) || mipsia_set_has(other, m->activity))
		say_duplicate(reader, m, mipsia_set_has(other, m->activity), path);
	m->repeated = m->value && mipsia_set_has(same, m->activity);
	mipsia_set_add(same, m->activity);
}

static struct case_measurement *new_measurement(struct case_reader *reader, const struct case_set *set,
                                                const struct case_path *path)
{
	struct case_facts *facts = &reader->facts;
	struct case_measurement *grown;

	if (set->length == CASE_MEASUREMENTS_MAX) {
		case_say(reader, CASE_TOO_LARGE, path,
		         "there are more than %d measurements in this set; split it", CASE_MEASUREMENTS_MAX);
		return NULL;
	}
	if (facts->measurements_length == reader->measurements_capacity) {
		grown = case_grow(reader, facts->measurements, &reader->measurements_capacity,
		                  facts->measurements_length, sizeof *grown,
		                  (size_t)CASE_SETS_MAX * CASE_MEASUREMENTS_MAX, path);
		if (grown == NULL)
			return NULL;
		facts->measurements = grown;
	}
	grown = facts->measurements + facts->measurements_length;
	*grown = (struct case_measurement){ .activity = -1 };
	return grown;
}

static void read_measurements(struct case_reader *reader, struct json_value array, struct case_set *set,
                              const struct case_path *up)
{
	struct json_cursor cursor = json_walk(array);
	struct json_value value;
	mipsia_set denied = { { 0 } };

	for (size_t i = 0; json_next(&cursor, &value); i++) {
		struct case_path path = case_path_element(up, i);
		struct case_measurement *m = new_measurement(reader, set, up);

		if (m == NULL)
			return;
		if (read_measurement(reader, value, &path, m))
			note_answer(reader, set, m, &denied, &path);
		reader->facts.measurements_length++;
		set->length++;
	}
}

/* ------------------------------------------------------------------- a set */

/* A set before its program is known. */
struct raw_set {
	struct case_set set;
	struct case_text program; /* NULL: it names none */
	struct json_value measurements;
	int category; /* place in `categories`, or -1 */
};

/* Field by field: zeroing the whole is slower than all the rest of reading a set. */
static void begin_set(struct raw_set *raw, size_t place, size_t first_measurement)
{
	static const struct case_text none = { NULL, 0 };
	struct case_set *set = &raw->set;

	set->place = place;
	set->program = 0;
	set->id = none;
	set->method = none;
	set->start = MIPSIA_DATE_UNKNOWN;
	set->end = MIPSIA_DATE_UNKNOWN;
	set->first = first_measurement;
	set->length = 0;
	for (int i = 0; i < MIPSIA_SET_WORDS; i++)
		set->attested.word[i] = 0;
	raw->program = none;
	raw->measurements.type = JSON_NULL;
	raw->category = -1;
}

/* CMS may add categories: one we do not know is no error, but its set counts
 * for nothing. */
static int take_category(struct case_object *object)
{
	struct case_text text;

	if (!case_take_text(object, &text))
		return -1;
	for (size_t i = 0; i < CASE_LENGTH_OF(categories); i++)
		if (case_text_is(text, categories[i]))
			return (int)i;
	case_say(object->reader, CASE_UNKNOWN_CATEGORY, case_object_path(object),
	         "\"%s\" is no category, and its measurement set counts for nothing; write ia, quality or pi",
	         case_quote(text.text, text.length).text);
	return -1;
}

/* The score does not look at the dates of a set, so a bad one refuses nothing. */
static void take_set_date(struct case_object *object, mipsia_date *out)
{
	struct case_text text;

	if (!case_take_text(object, &text))
		return;
	*out = case_parse_date(object->reader, text);
	if (*out == MIPSIA_DATE_UNKNOWN)
		case_say(object->reader, CASE_BAD_DATE, case_object_path(object),
		         "\"%s\" is no date; write it as YYYY-MM-DD, as in 2025-10-03: CMS refuses "
		         "anything else",
		         case_quote(text.text, text.length).text);
}

static void take_set_field(struct case_object *object, int field, struct raw_set *raw)
{
	struct json_cursor unused;

	switch (field) {
	case SET_ID:
		if (object->member.value.type == JSON_STRING)
			case_take_text(object, &raw->set.id);
		break;
	case SET_CATEGORY:
		raw->category = take_category(object);
		break;
	case SET_METHOD:
		case_take_text(object, &raw->set.method);
		break;
	case SET_PROGRAM:
		case_take_text(object, &raw->program);
		break;
	case SET_START:
		take_set_date(object, &raw->set.start);
		break;
	case SET_END:
		take_set_date(object, &raw->set.end);
		break;
	case SET_MEASUREMENTS:
		if (case_take_array(object, &unused))
			raw->measurements = object->member.value;
		break;
	default:
		break;
	}
}

static void say_late_aci(struct case_reader *reader, const struct case_path *up)
{
	struct case_path path = case_path_member(up, "category", 8);

	case_say(reader, CASE_UNKNOWN_CATEGORY, &path,
	         "aci is the name of pi until %d, and this measurement set counts for nothing; write pi",
	         LAST_YEAR_OF_ACI);
}

#define TAKE_TEXT(cursor, key, text) take_text((cursor), "" key, sizeof(key) - 1, (text))

static inline bool take_text(struct json_cursor *cursor, const char *key, uint32_t key_length,
                             struct case_text *out)
{
	uint32_t length;

	if (!json_take_string(cursor, key, key_length, &out->text, &length))
		return false;
	out->length = length;
	return true;
}

/* A set of activities as nearly all files have it: these six members, in this
 * order. Anything else is left to read_any_set, with nothing said or changed but
 * *raw, which is then begun again. */
static bool read_usual_set(struct case_reader *reader, struct json_value value, struct raw_set *raw)
{
	struct json_cursor cursor = json_walk(value);
	struct case_text category, start, end;

	if (value.type != JSON_OBJECT || !TAKE_TEXT(&cursor, "category", &category) ||
	    !case_text_is(category, "ia") || !TAKE_TEXT(&cursor, "submissionMethod", &raw->set.method) ||
	    !TAKE_TEXT(&cursor, "programName", &raw->program) ||
	    !TAKE_TEXT(&cursor, "performanceStart", &start) || !TAKE_TEXT(&cursor, "performanceEnd", &end) ||
	    !json_take_array(&cursor, "measurements", 12, &raw->measurements) || cursor.at != cursor.end)
		return false;
	raw->category = CATEGORY_IA;
	raw->set.start = case_parse_date(reader, start);
	raw->set.end = case_parse_date(reader, end);
	return raw->set.start != MIPSIA_DATE_UNKNOWN && raw->set.end != MIPSIA_DATE_UNKNOWN;
}

static void read_any_set(struct case_reader *reader, struct json_value value, const struct case_path *path,
                         struct raw_set *raw)
{
	struct case_object object;
	int field;

	begin_set(raw, raw->set.place, raw->set.first);
	if (!case_object_open(&object, reader, value, set_fields, SET_FIELDS, false, path))
		return;
	while ((field = case_object_next(&object)) != CASE_OBJECT_END)
		take_set_field(&object, field, raw);
	case_object_require(&object, SET_CATEGORY);
	if (raw->category == CATEGORY_ACI && reader->facts.year > LAST_YEAR_OF_ACI)
		say_late_aci(reader, path);
}

static void read_set(struct case_reader *reader, struct json_value value, const struct case_path *path,
                     struct raw_set *raw)
{
	struct case_path measurements = case_path_member(path, "measurements", 12);

	if (!read_usual_set(reader, value, raw))
		read_any_set(reader, value, path, raw);
	if (raw->category == CATEGORY_IA)
		read_measurements(reader, raw->measurements, &raw->set, &measurements);
}

static bool attests_to_inventory(const struct case_reader *reader, const struct case_set *set)
{
	for (size_t i = set->first; i < set->first + set->length; i++) {
		const struct case_measurement *m = &reader->facts.measurements[i];

		if (m->value && mipsia_activity_in_year(reader->book, m->activity, reader->facts.year))
			return true;
	}
	return false;
}

static void keep_set(struct case_reader *reader, struct raw_set *raw, struct case_program *program)
{
	struct case_facts *facts = &reader->facts;

	program->facts |= fact_of(raw->category, facts->year);
	if (raw->category != CATEGORY_IA)
		return;
	if (attests_to_inventory(reader, &raw->set))
		program->facts |= MIPSIA_FACT_IA_ATTESTED;
	raw->set.program = (size_t)(program - facts->programs);
	facts->sets[facts->sets_length++] = raw->set;
}

/* ----------------------------------------------------------------- programs */

/* A program that is not an MVP; those of CMS's models with the years in which
 * CMS took data under them (the others are in force as the rule book says). */
struct program_name {
	const char *name;
	uint8_t option;
	bool model;
	int first, last;
};

static const struct program_name plain_programs[] = {
	{ .name = "mips", .option = MIPSIA_TRADITIONAL },
	{ .name = "app1", .option = MIPSIA_APP },
	{ .name = "appPlus", .option = MIPSIA_APP_PLUS },
	{ .name = "pcf", .option = MIPSIA_TRADITIONAL, .model = true, .first = 2021, .last = 2024 },
	{ .name = "cpcPlus", .option = MIPSIA_TRADITIONAL, .model = true, .first = 2017, .last = 2021 },
};

static bool looks_like_mvp(struct case_text name)
{
	char first = name.length == 5 ? name.text[0] : '\0';

	if (first != 'M' && first != 'G' && first != 'm' && first != 'g')
		return false;
	for (size_t i = 1; i < name.length; i++)
		if (name.text[i] < '0' || name.text[i] > '9')
			return false;
	return true;
}

static bool find_mvp(struct case_reader *reader, struct case_text name, const struct case_path *path,
                     struct case_program *out)
{
	int mvp = mipsia_mvp_find(reader->book, name.text, name.length);
	int year = reader->facts.year;

	if (mvp == MIPSIA_NO_MVP && !looks_like_mvp(name)) {
		case_say(reader, CASE_PROGRAM_UNKNOWN, path,
		         "\"%s\" is no program; write mips, app1, appPlus or the ID of an MVP, as in M0005",
		         case_quote(name.text, name.length).text);
		return false;
	}
	if (mvp == MIPSIA_NO_MVP || (year != 0 && mipsia_mvp_in_year(reader->book, mvp, year) == NULL)) {
		case_say(reader, CASE_MVP_UNKNOWN, path,
		         "%s is no MVP of this performance year; 'mipsia mvps' lists those of each year",
		         case_quote(name.text, name.length).text);
		return false;
	}
	*out = (struct case_program){ .name = mipsia_mvp_id(reader->book, mvp),
		                      .option = MIPSIA_MVP,
		                      .mvp = (uint8_t)mvp };
	return true;
}

static bool is_in_force(struct case_reader *reader, const struct program_name *plain,
                        const struct case_path *path)
{
	int year = reader->facts.year;

	if (!plain->model || year == 0 || (year >= plain->first && year <= plain->last))
		return true;
	case_say(reader, CASE_PROGRAM_NOT_IN_FORCE, path,
	         "%s cannot be reported in %d, but in %d to %d; correct the program or the year", plain->name,
	         year, plain->first, plain->last);
	return false;
}

static bool identify_program(struct case_reader *reader, struct case_text name, const struct case_path *path,
                             struct case_program *out)
{
	for (size_t i = 0; i < CASE_LENGTH_OF(plain_programs); i++) {
		const struct program_name *plain = &plain_programs[i];

		if (case_text_is(name, plain->name) || case_text_is_like(name, plain->name)) {
			*out = (struct case_program){ .name = plain->name,
				                      .option = plain->option,
				                      .mvp = MIPSIA_NO_MVP,
				                      .model = plain->model };
			return is_in_force(reader, plain, path);
		}
	}
	return find_mvp(reader, name, path, out);
}

static struct case_program *program_named(struct case_reader *reader, struct case_text name, size_t first_set,
                                          const struct case_path *path)
{
	struct case_facts *facts = &reader->facts;
	struct case_program program;

	if (!identify_program(reader, name, path, &program))
		return NULL;
	for (size_t i = 0; i < facts->programs_length; i++)
		if (facts->programs[i].name == program.name)
			return &facts->programs[i];
	program.first_set = first_set;
	facts->programs[facts->programs_length] = program; /* at most one a set */
	return &facts->programs[facts->programs_length++];
}

/* The program of sets that name none. */
static struct case_text default_program(const struct case_reader *reader, bool some_set_names_one)
{
	static const struct case_text mips = { "mips", 4 };

	if (reader->submission_program.text != NULL)
		return reader->submission_program;
	if (!some_set_names_one && reader->profile_program.text != NULL)
		return reader->profile_program;
	return mips;
}

/* ------------------------------------------------------------------ all sets */

static size_t read_raw_sets(struct case_reader *reader, struct json_value array, const struct case_path *up,
                            struct raw_set *raw)
{
	struct json_cursor cursor = json_walk(array);
	struct json_value value;
	size_t length = 0;

	for (; json_next(&cursor, &value); length++) {
		struct case_path path = case_path_element(up, length);

		if (length == CASE_SETS_MAX) {
			case_say(reader, CASE_TOO_LARGE, up,
			         "there are more than %d measurement sets; split the submission",
			         CASE_SETS_MAX);
			break;
		}
		begin_set(&raw[length], length, reader->facts.measurements_length);
		read_set(reader, value, &path, &raw[length]);
	}
	return length;
}

/* Puts the raw set under the program of that name. */
static bool assign_program(struct case_reader *reader, struct raw_set *raw, struct case_text name,
                           const struct case_path *path)
{
	struct case_program *program = program_named(reader, name, raw->set.place, path);

	if (program != NULL)
		keep_set(reader, raw, program);
	return program != NULL;
}

/* Where default_program comes from. `profile` must outlive the path. */
static struct case_path default_program_path(const struct case_reader *reader, const struct case_path *sets,
                                             struct case_path *profile)
{
	*profile = case_path_member(&case_root, "profile", 7);
	return case_path_member(reader->submission_program.text ? sets->up : profile, "programName", 11);
}

static void assign_programs(struct case_reader *reader, struct raw_set *raw, size_t length,
                            const struct case_path *up)
{
	struct case_path profile;
	struct case_path default_path = default_program_path(reader, up, &profile);
	bool some_named = false;
	bool good = true;

	for (size_t i = 0; i < length; i++)
		some_named |= raw[i].program.text != NULL;
	for (size_t i = 0; i < length && good; i++) {
		struct case_path set = case_path_element(up, i);
		struct case_path path = case_path_member(&set, "programName", 11);

		if (raw[i].program.text != NULL)
			good = assign_program(reader, &raw[i], raw[i].program, &path);
		else
			good = assign_program(reader, &raw[i], default_program(reader, some_named),
			                      &default_path);
	}
}

static void use_default_program(struct case_reader *reader, const struct case_path *up)
{
	struct case_path profile;
	struct case_path path = default_program_path(reader, up, &profile);

	program_named(reader, default_program(reader, false), CASE_NO_SET, &path);
}

void case_read_sets(struct case_reader *reader, struct json_value array, const struct case_path *path)
{
	struct raw_set raw[CASE_SETS_MAX];
	size_t length = 0;

	if (array.type == JSON_ARRAY)
		length = read_raw_sets(reader, array, path, raw);
	else if (array.type != JSON_NULL)
		case_say(reader, CASE_BAD_TYPE, path, "this is %s; it must be an array",
		         case_type_words(array));
	if (length == 0)
		use_default_program(reader, path);
	else
		assign_programs(reader, raw, length, path);
}
