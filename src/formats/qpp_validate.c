/* qpp_validate.c - the objects sent to the API, and how findings are said. */
#include "formats/qpp_validation.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* -------------------------------------------------------------- how it is said */

/* The path of the field; of the object when there are several fields. */
static void path_of(const struct qpp_fault *fault, char out[QPP_PATH_TEXT])
{
	bool several = strchr(fault->field, ',') != NULL;

	snprintf(out, QPP_PATH_TEXT, "%s%s%s", fault->object, several ? "" : ".",
	         several ? "" : fault->field);
}

void qpp_say_missing(struct qpp_validation *v, const char *object, const char *field, const char *remedy)
{
	struct qpp_fault fault = { "missingField", object, field, remedy };
	char path[QPP_PATH_TEXT];

	path_of(&fault, path);
	findings_add(v->findings, FINDING_ERROR, FINDING_QPP_API, fault.code, 0,
	             (struct finding_place){ .path = path }, remedy, "field '%s' is missing", field);
}

static void say(struct qpp_validation *v, enum finding_severity severity, const struct qpp_fault *fault,
                const char *reason)
{
	bool several = strchr(fault->field, ',') != NULL;
	char path[QPP_PATH_TEXT];

	path_of(fault, path);
	findings_add(v->findings, severity, FINDING_QPP_API, fault->code, 0,
	             (struct finding_place){ .path = path }, fault->remedy, "%s '%s' %s invalid: %s",
	             several ? "fields" : "field", fault->field, several ? "are" : "is", reason);
}

void qpp_say_invalid(struct qpp_validation *v, struct qpp_fault fault, const char *reason, ...)
{
	char text[QPP_REASON_TEXT];
	va_list values;

	va_start(values, reason);
	vsnprintf(text, sizeof text, reason, values);
	va_end(values);
	say(v, FINDING_ERROR, &fault, text);
}

void qpp_say_doubt(struct qpp_validation *v, struct qpp_fault fault, const char *reason, ...)
{
	char text[QPP_REASON_TEXT];
	va_list values;

	va_start(values, reason);
	vsnprintf(text, sizeof text, reason, values);
	va_end(values);
	say(v, FINDING_WARNING, &fault, text);
}

/* -------------------------------------------------------------------- members */

const char *qpp_type_words(const json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_OBJECT:
		return "an object";
	case JSON_ARRAY:
		return "an array";
	case JSON_STRING:
		return "a string";
	case JSON_INTEGER:
	case JSON_REAL:
		return "a number";
	case JSON_TRUE:
	case JSON_FALSE:
		return "a boolean";
	default:
		return "null";
	}
}

const json_t *qpp_member(const json_t *object, const char *name)
{
	const json_t *value = json_object_get(object, name);

	return json_is_null(value) ? NULL : value;
}

const char *qpp_take_text(struct qpp_validation *v, const json_t *object, const char *path, const char *name)
{
	const json_t *value = qpp_member(object, name);

	if (value == NULL || json_is_string(value))
		return json_string_value(value);
	qpp_say_invalid(v, (struct qpp_fault){ "badType", path, name, "Write it in double quotes." },
	                "it must be a string, not %s", qpp_type_words(value));
	return NULL;
}

const char *qpp_require_text(struct qpp_validation *v, const json_t *object, const char *path,
                             const char *name, const char *remedy)
{
	const char *text = qpp_take_text(v, object, path, name);

	if (qpp_member(object, name) == NULL || (text != NULL && *text == '\0')) {
		qpp_say_missing(v, path, name, remedy);
		return NULL;
	}
	return text;
}

/* -------------------------------------------------------------------- objects */

/* The key under which CMS keeps a set once: category, method and program, until
 * 2021 the practice as well; in 2017 without the program. */
static void make_set_key(const struct qpp_validation *v, const json_t *set, char *key, size_t size)
{
	const char *category = json_string_value(json_object_get(set, "category"));
	const char *method = json_string_value(json_object_get(set, "submissionMethod"));
	const char *program = json_string_value(json_object_get(set, "programName"));
	const char *practice = json_string_value(json_object_get(set, "practiceId"));

	if (program == NULL || *program == '\0')
		program = "mips";
	snprintf(key, size, "%.30s|%.30s|%.30s|%.100s", category ? category : "", method ? method : "",
	         v->year == 2017 ? "" : program,
	         practice && v->year >= 2018 && v->year <= 2021 ? practice : "");
}

static void check_set_is_new(struct qpp_validation *v, const json_t *set, const char *path, json_t *seen)
{
	char key[256];
	const char *fields = v->year == 2017 ? "category, submissionMethod"
	                     : v->year >= 2018 && v->year <= 2021 && qpp_member(set, "practiceId")
	                             ? "category, submissionMethod, programName, practiceId"
	                             : "category, submissionMethod, programName";

	if (!json_is_string(json_object_get(set, "category")) ||
	    !json_is_string(json_object_get(set, "submissionMethod")))
		return;
	make_set_key(v, set, key, sizeof key);
	if (json_object_get(seen, key) == NULL) {
		json_object_set_new(seen, key, json_true());
		return;
	}
	qpp_say_invalid(v,
	                (struct qpp_fault){ "duplicateSet", path, fields,
	                                    "Put the measurements of both sets into one." },
	                "a measurement set with the same values comes before");
}

static void validate_sets(struct qpp_validation *v, const json_t *sets, const char *program)
{
	json_t *seen = json_object();
	struct qpp_set_facts facts;
	char path[QPP_PATH_TEXT];
	char name[40];
	size_t i;
	json_t *set;

	json_array_foreach (sets, i, set) {
		snprintf(name, sizeof name, "measurementSets[%zu]", i);
		snprintf(path, sizeof path, "$.%s", name);
		if (!json_is_object(set)) {
			qpp_say_invalid(v, (struct qpp_fault){ "badType", "$", name, "" },
			                "it must be an object, not %s", qpp_type_words(set));
			continue;
		}
		qpp_validate_set(v, set, path, program, &facts);
		check_set_is_new(v, set, path, seen);
	}
	json_decref(seen);
}

static bool every_set_has_program(const json_t *submission)
{
	const json_t *sets = json_object_get(submission, "measurementSets");
	size_t i;
	json_t *set;

	json_array_foreach (sets, i, set) {
		if (qpp_member(set, "programName") == NULL)
			return false;
	}
	return json_array_size(sets) > 0;
}

/* In 2017 the program stands on the submission; the last of CMS's converters of
 * that year wrote it on the sets already. */
static const char *check_program_2017(struct qpp_validation *v, const json_t *submission)
{
	const char *name = qpp_take_text(v, submission, "$", "programName");

	if (qpp_member(submission, "programName") == NULL && !every_set_has_program(submission))
		qpp_say_missing(v, "$", "programName", "Add \"programName\": \"mips\".");
	if (name != NULL && strcmp(name, "mips") != 0 && strcmp(name, "cpcPlus") != 0)
		qpp_say_invalid(v,
		                (struct qpp_fault){ "programUnknown", "$", "programName", "Write \"mips\"." },
		                "%s is no program of 2017; it must be mips or cpcPlus",
		                case_quote(name, strlen(name)).text);
	return name;
}

/* A submission whose year is missing, or no number, is held against the year
 * given: one fault should not hide others. */
static void validate_entity(struct qpp_validation *v, const json_t *submission)
{
	int given = v->year;

	v->year = 0;
	qpp_validate_entity(v, submission, "$");
	if (!json_is_integer(json_object_get(submission, "performanceYear")))
		v->year = given;
}

static void validate_submission(struct qpp_validation *v, const json_t *submission)
{
	const json_t *sets = qpp_member(submission, "measurementSets");
	const char *program = NULL;

	validate_entity(v, submission);
	if (v->year == 2017)
		program = check_program_2017(v, submission);
	if (sets != NULL && !json_is_array(sets))
		qpp_say_invalid(v,
		                (struct qpp_fault){ "badType", "$", "measurementSets", "Write it in [ ]." },
		                "it must be an array, not %s", qpp_type_words(sets));
	else
		validate_sets(v, sets, program);
}

/* A set names its submission by submissionId, or holds what identifies it. */
static void validate_lone_set(struct qpp_validation *v, const json_t *set)
{
	const json_t *submission = qpp_member(set, "submission");
	struct qpp_set_facts facts;

	if (submission != NULL && !json_is_object(submission))
		qpp_say_invalid(v, (struct qpp_fault){ "badType", "$", "submission", "" },
		                "it must be an object, not %s", qpp_type_words(submission));
	else if (submission != NULL)
		qpp_validate_entity(v, submission, "$.submission");
	else if (qpp_member(set, "submissionId") == NULL)
		qpp_say_missing(v, "$", "submission", "Give the submission, or the submissionId of one.");
	qpp_validate_set(v, set, "$", json_string_value(json_object_get(submission, "programName")), &facts);
}

static void validate_lone_measurement(struct qpp_validation *v, const struct qpp_validate_options *options,
                                      const json_t *measurement)
{
	struct qpp_set_facts facts = { .category = options->category ? options->category : "ia",
		                       .program_name = options->program ? options->program : "mips" };

	facts.program = qpp_program_find(v->book, v->year, facts.program_name);
	qpp_validate_measurement(v, &facts, measurement, "$", NULL);
}

void qpp_validate(const mipsia_rulebook *book, enum qpp_root root, const json_t *object,
                  const struct qpp_validate_options *options, struct findings *findings)
{
	static const struct qpp_validate_options none = { 0 };
	struct qpp_validation v = { .book = book, .findings = findings };

	options = options ? options : &none;
	v.test_identifiers = options->test_identifiers;
	v.year = options->year;
	v.entity = options->entity_type;
	if (!json_is_object(object))
		findings_add(findings, FINDING_ERROR, FINDING_QPP_API, "badType", 0,
		             (struct finding_place){ .path = "$" }, "", "it must be an object, not %s",
		             object ? qpp_type_words(object) : "nothing");
	else if (root == QPP_SUBMISSION)
		validate_submission(&v, object);
	else if (root == QPP_MEASUREMENT_SET)
		validate_lone_set(&v, object);
	else
		validate_lone_measurement(&v, options, object);
}
