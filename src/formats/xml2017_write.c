/* xml2017_write.c - a submission object as the XML submission of 2017. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/xml2017.h"
#include "formats/xml2017_schema.h"
#include "formats/xml_write.h"
#include "mipsia/mipsia.h"

#define LAST_YEAR 2018 /* CMS's API dropped XML before the year of 2019 was submitted */
#define PATH_BYTES 160

struct writing {
	struct xml_writer *xml;
	struct findings *findings;
	bool failed;
};

/* --------------------------------------------------------------------------- paths */

/* Writes a path; one that is too long ends in "...". */
__attribute__((format(printf, 2, 3))) static void path_put(char path[PATH_BYTES], const char *format, ...)
{
	size_t end = PATH_BYTES - sizeof "...";
	va_list values;
	int length;

	va_start(values, format);
	length = vsnprintf(path, PATH_BYTES, format, values);
	va_end(values);
	if (length >= 0 && length < PATH_BYTES)
		return;
	while (((unsigned char)path[end] & 0xc0) == 0x80) /* never half a character */
		end--;
	memcpy(path + end, "...", sizeof "...");
}

/* ------------------------------------------------------------------------ findings */

static void refuse(struct writing *writing, const char *code, const char *path, const char *field,
                   const char *message)
{
	char place[PATH_BYTES];

	path_put(place, "%s%s%s", path, field[0] ? "." : "", field);
	findings_add(writing->findings, FINDING_ERROR, FINDING_SCHEMA_2017, code, 0,
	             (struct finding_place){ .path = place }, "", "%s", message);
	writing->failed = true;
}

static bool is_among(const char *key, const char *const names[])
{
	while (*names != NULL && strcmp(*names, key) != 0)
		names++;
	return *names != NULL;
}

/* What the format has no place for. Nulls are no loss. */
static void warn_of_lost(struct writing *writing, const json_t *object, const char *path,
                         const char *const names[])
{
	const char *key;
	json_t *value;
	char place[PATH_BYTES];

	json_object_foreach ((json_t *)object, key, value) {
		if (is_among(key, names) || json_is_null(value))
			continue;
		path_put(place, "%s.%s", path, key);
		findings_add(writing->findings, FINDING_WARNING, FINDING_SCHEMA_2017, "fieldLost", 0,
		             (struct finding_place){ .path = place }, "",
		             "The XML format of 2017 has no place for this field");
	}
}

/* -------------------------------------------------------------------------- fields */

static const char *text_of(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static void put_text(struct writing *writing, const json_t *object, const char *path, const char *field)
{
	const char *text = text_of(object, field);

	if (text != NULL)
		xml_put_text_element(writing->xml, field, text);
	else
		refuse(writing, "missingField", path, field, "The schema wants this field, and text in it");
}

static void put_date(struct writing *writing, const json_t *object, const char *path, const char *field)
{
	const char *text = text_of(object, field);

	if (text != NULL && mipsia_date_parse(text, strlen(text)) != MIPSIA_DATE_UNKNOWN)
		xml_put_text_element(writing->xml, field, text);
	else
		refuse(writing, "badDate", path, field, "The schema wants a date, YYYY-MM-DD");
}

/* Digits that fit the type. */
static void put_identifier(struct writing *writing, const json_t *submission, const char *field,
                           enum xml2017_type type)
{
	const char *text = text_of(submission, field);
	int64_t value;

	if (text != NULL && xml2017_integer((struct xml_text){ text, strlen(text) }, type, &value))
		xml_put_text_element(writing->xml, field, text);
	else
		refuse(writing, "badIdentifier", "$", field, "The schema wants this identifier, as a number");
}

static void put_integer(struct writing *writing, const char *name, const char *path, const json_t *value)
{
	char text[32];
	json_int_t integer = json_integer_value(value);

	if (!json_is_integer(value) || integer < INT8_MIN || integer > INT8_MAX) {
		refuse(writing, "countTooLarge", path, name,
		       "The schema takes integers from -128 to 127 only");
		return;
	}
	snprintf(text, sizeof text, "%" JSON_INTEGER_FORMAT, integer);
	xml_put_text_element(writing->xml, name, text);
}

/* ------------------------------------------------------------------------ measures */

static void put_members(struct writing *writing, const json_t *object, const char *path,
                        const struct xml2017_element *schema);

static void put_member(struct writing *writing, const json_t *value, const char *path,
                       const struct xml2017_element *member)
{
	if (member->type == XML2017_BYTE)
		put_integer(writing, member->name, path, value);
	else if (json_is_boolean(value))
		xml_put_text_element(writing->xml, member->name, json_is_true(value) ? "true" : "false");
	else if (json_is_string(value))
		xml_put_text_element(writing->xml, member->name, json_string_value(value));
	else
		refuse(writing, "badType", path, member->name, "The schema wants text here");
}

static void put_strata(struct writing *writing, const json_t *strata, const char *path,
                       const struct xml2017_element *member)
{
	for (size_t i = 0; i < json_array_size(strata); i++) {
		char place[PATH_BYTES];

		path_put(place, "%s.%s[%zu]", path, member->name, i);
		xml_open(writing->xml, member->name);
		put_members(writing, json_array_get(strata, i), place, member);
		xml_close(writing->xml);
	}
}

/* In the schema's order. */
static void put_members(struct writing *writing, const json_t *object, const char *path,
                        const struct xml2017_element *schema)
{
	const char *names[16] = { NULL };
	size_t length = 0;

	for (const struct xml2017_element *member = schema->children; member->name != NULL; member++) {
		const json_t *value = json_object_get(object, member->name);

		names[length++] = member->name;
		if (member->many)
			put_strata(writing, value, path, member);
		else if (value != NULL)
			put_member(writing, value, path, member);
		else if (!member->optional)
			refuse(writing, "missingField", path, member->name, "The schema wants this field");
	}
	warn_of_lost(writing, object, path, names);
}

static void put_value(struct writing *writing, const json_t *value, const char *path,
                      const struct xml2017_element *schema)
{
	xml_open(writing->xml, "value");
	if (json_is_boolean(value))
		xml_put_text(writing->xml, json_is_true(value) ? "true" : "false");
	else if (json_is_string(value))
		xml_put_text(writing->xml, json_string_value(value));
	else if (json_is_object(value))
		put_members(writing, value, path, schema);
	else
		refuse(writing, "badType", path, "", "A value must be true, false, text or an object");
	xml_close(writing->xml);
}

static void put_measurement(struct writing *writing, const json_t *measurement, const char *path)
{
	static const char *const names[] = { "measureId", "value", NULL };
	const struct xml2017_element *set = xml2017_find(&xml2017_root, "measurementSet");
	const struct xml2017_element *schema = xml2017_find(xml2017_find(set, "measurement"), "value");
	char place[PATH_BYTES];

	xml_open(writing->xml, "measurement");
	put_text(writing, measurement, path, "measureId");
	path_put(place, "%s.value", path);
	put_value(writing, json_object_get(measurement, "value"), place, schema);
	xml_close(writing->xml);
	warn_of_lost(writing, measurement, path, names);
}

/* ---------------------------------------------------------------------------- sets */

static void check_program(struct writing *writing, const json_t *set, const char *path, const char *program)
{
	const char *own = text_of(set, "programName");

	if (own != NULL && strcmp(own, program) != 0)
		refuse(writing, "programUnwritable", path, "programName",
		       "In this format all measurement sets are of one program");
}

static void put_set(struct writing *writing, const json_t *set, size_t number, const char *program)
{
	static const char *const names[] = { "category",
		                             "submissionMethod",
		                             "performanceStart",
		                             "performanceEnd",
		                             "measurements",
		                             "programName",
		                             NULL };
	const json_t *measurements = json_object_get(set, "measurements");
	char path[PATH_BYTES], place[PATH_BYTES];

	path_put(path, "$.measurementSets[%zu]", number);
	check_program(writing, set, path, program);
	xml_open(writing->xml, "measurementSet");
	put_text(writing, set, path, "category");
	put_text(writing, set, path, "submissionMethod");
	put_date(writing, set, path, "performanceStart");
	put_date(writing, set, path, "performanceEnd");
	for (size_t i = 0; i < json_array_size(measurements); i++) {
		path_put(place, "%s.measurements[%zu]", path, i);
		put_measurement(writing, json_array_get(measurements, i), place);
	}
	xml_close(writing->xml);
	warn_of_lost(writing, set, path, names);
}

/* ---------------------------------------------------------------------- submission */

static const char *program_of(const json_t *submission)
{
	const char *program = text_of(submission, "programName");
	const json_t *sets = json_object_get(submission, "measurementSets");

	if (program == NULL && json_array_size(sets) > 0)
		program = text_of(json_array_get(sets, 0), "programName");
	return program ? program : "mips";
}

static void put_entity(struct writing *writing, const json_t *submission)
{
	const char *entity = text_of(submission, "entityType");
	bool group = entity != NULL && strcmp(entity, "group") == 0;

	if (!group && (entity == NULL || strcmp(entity, "individual") != 0)) {
		refuse(writing, "entityUnwritable", "$", "entityType",
		       "The XML format of 2017 knows individuals and groups only");
		return;
	}
	xml_put_text_element(writing->xml, "entityType", entity);
	put_identifier(writing, submission, "taxpayerIdentificationNumber", XML2017_INT);
	if (group && text_of(submission, "nationalProviderIdentifier") == NULL)
		xml_put_text_element(writing->xml, "nationalProviderIdentifier", "0");
	else
		put_identifier(writing, submission, "nationalProviderIdentifier", XML2017_LONG);
}

static void put_year(struct writing *writing, const json_t *submission)
{
	const json_t *year = json_object_get(submission, "performanceYear");
	char text[32];

	if (!json_is_integer(year) || json_integer_value(year) < 2017 ||
	    json_integer_value(year) > LAST_YEAR) {
		refuse(writing, "yearUnwritable", "$", "performanceYear",
		       "CMS took XML submissions for 2017 and 2018 only");
		return;
	}
	snprintf(text, sizeof text, "%" JSON_INTEGER_FORMAT, json_integer_value(year));
	xml_put_text_element(writing->xml, "performanceYear", text);
}

static void put_submission(struct writing *writing, const json_t *submission)
{
	static const char *const names[] = { "programName",
		                             "entityType",
		                             "taxpayerIdentificationNumber",
		                             "nationalProviderIdentifier",
		                             "performanceYear",
		                             "measurementSets",
		                             NULL };
	const json_t *sets = json_object_get(submission, "measurementSets");
	const char *program = program_of(submission);

	xml_open(writing->xml, xml2017_root.name);
	xml_put_text_element(writing->xml, "programName", program);
	put_entity(writing, submission);
	put_year(writing, submission);
	for (size_t i = 0; i < json_array_size(sets); i++)
		put_set(writing, json_array_get(sets, i), i, program);
	xml_close(writing->xml);
	warn_of_lost(writing, submission, "$", names);
}

enum xml2017_status xml2017_write(const json_t *submission, char **text, size_t *length,
                                  struct findings *findings)
{
	struct writing writing = { .xml = xml_writer_new(), .findings = findings };

	*text = NULL;
	*length = 0;
	if (writing.xml == NULL)
		return XML2017_EMEMORY;
	put_submission(&writing, submission);
	if (xml_writer_has_bad_text(writing.xml))
		refuse(&writing, "badCharacter", "$", "",
		       "A text has a control character, which XML cannot hold");
	if (writing.failed) {
		xml_writer_free(writing.xml);
		return XML2017_EINPUT;
	}
	*text = xml_writer_finish(writing.xml, length);
	return *text ? XML2017_OK : XML2017_EMEMORY;
}
