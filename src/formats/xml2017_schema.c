/* xml2017_schema.c - see xml2017_schema.h. */
#include "formats/xml2017_schema.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "mipsia/mipsia.h"

#define MESSAGE_MAX 256
#define PATH_BYTES_MAX 4096
#define XSI "http://www.w3.org/2001/XMLSchema-instance"

/* ------------------------------------------------------------------------- schema */

#define ONE false, false
#define OPTIONAL true, false
#define MANY true, true

static const struct xml2017_element strata_children[] = {
	{ "performanceMet", XML2017_BYTE, ONE, NULL },
	{ "eligiblePopulation", XML2017_BYTE, ONE, NULL },
	{ "eligiblePopulationExclusion", XML2017_BYTE, OPTIONAL, NULL },
	{ "eligiblePopulationException", XML2017_BYTE, OPTIONAL, NULL },
	{ "stratum", XML2017_STRING, ONE, NULL },
	{ 0 },
};

static const struct xml2017_element value_children[] = {
	{ "numerator", XML2017_BYTE, OPTIONAL, NULL },
	{ "denominator", XML2017_BYTE, OPTIONAL, NULL },
	{ "isEndToEndReported", XML2017_STRING, OPTIONAL, NULL },
	{ "strata", XML2017_COMPLEX, MANY, strata_children },
	{ "performanceMet", XML2017_BYTE, OPTIONAL, NULL },
	{ "performanceNotMet", XML2017_BYTE, OPTIONAL, NULL },
	{ "eligiblePopulation", XML2017_BYTE, OPTIONAL, NULL },
	{ "eligiblePopulationExclusion", XML2017_BYTE, OPTIONAL, NULL },
	{ "eligiblePopulationException", XML2017_BYTE, OPTIONAL, NULL },
	{ 0 },
};

static const struct xml2017_element measurement_children[] = {
	{ "measureId", XML2017_STRING, ONE, NULL },
	{ "value", XML2017_MIXED, ONE, value_children },
	{ 0 },
};

static const struct xml2017_element set_children[] = {
	{ "category", XML2017_STRING, ONE, NULL },
	{ "submissionMethod", XML2017_STRING, ONE, NULL },
	{ "performanceStart", XML2017_DATE, ONE, NULL },
	{ "performanceEnd", XML2017_DATE, ONE, NULL },
	{ "measurement", XML2017_COMPLEX, MANY, measurement_children },
	{ 0 },
};

static const struct xml2017_element data_children[] = {
	{ "programName", XML2017_STRING, ONE, NULL },
	{ "entityType", XML2017_STRING, ONE, NULL },
	{ "taxpayerIdentificationNumber", XML2017_INT, ONE, NULL },
	{ "nationalProviderIdentifier", XML2017_LONG, ONE, NULL },
	{ "performanceYear", XML2017_SHORT, ONE, NULL },
	{ "measurementSet", XML2017_COMPLEX, MANY, set_children },
	{ 0 },
};

const struct xml2017_element xml2017_root = { "data", XML2017_COMPLEX, ONE, data_children };

const struct xml2017_element *xml2017_find(const struct xml2017_element *parent, const char *name)
{
	const struct xml2017_element *child = parent->children;

	while (child != NULL && child->name != NULL && strcmp(child->name, name) != 0)
		child++;
	return child != NULL && child->name != NULL ? child : NULL;
}

/* -------------------------------------------------------------------------- types */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

struct xml_text xml2017_trim(struct xml_text text)
{
	while (text.length > 0 && is_blank(text.at[0])) {
		text.at++;
		text.length--;
	}
	while (text.length > 0 && is_blank(text.at[text.length - 1]))
		text.length--;
	return text;
}

struct range {
	int64_t low;
	int64_t high;
};

static const struct range ranges[] = {
	[XML2017_BYTE] = { INT8_MIN, INT8_MAX },
	[XML2017_SHORT] = { INT16_MIN, INT16_MAX },
	[XML2017_INT] = { INT32_MIN, INT32_MAX },
	[XML2017_LONG] = { INT64_MIN, INT64_MAX },
};

/* The digits as a number, negative where a minus stood before them. */
static bool read_digits(struct xml_text digits, bool negative, int64_t *value)
{
	*value = 0;
	for (size_t i = 0; i < digits.length; i++) {
		int digit = digits.at[i] - '0';

		if (!is_digit(digits.at[i]) || __builtin_mul_overflow(*value, 10, value) ||
		    __builtin_add_overflow(*value, negative ? -digit : digit, value))
			return false;
	}
	return digits.length > 0;
}

bool xml2017_integer(struct xml_text text, enum xml2017_type type, int64_t *value)
{
	struct xml_text digits = xml2017_trim(text);
	bool negative = digits.length > 0 && digits.at[0] == '-';

	if (negative || (digits.length > 0 && digits.at[0] == '+')) {
		digits.at++;
		digits.length--;
	}
	return read_digits(digits, negative, value) && *value >= ranges[type].low &&
	       *value <= ranges[type].high;
}

/* "", "Z", "+05:00": what may stand behind a date. */
static bool is_zone(struct xml_text zone)
{
	int hours, minutes;

	if (zone.length == 0 || (zone.length == 1 && *zone.at == 'Z'))
		return true;
	if (zone.length != 6 || (*zone.at != '+' && *zone.at != '-') || zone.at[3] != ':')
		return false;
	for (size_t i = 1; i < 6; i++) {
		if (i != 3 && !is_digit(zone.at[i]))
			return false;
	}
	hours = (zone.at[1] - '0') * 10 + zone.at[2] - '0';
	minutes = (zone.at[4] - '0') * 10 + zone.at[5] - '0';
	return (hours < 14 && minutes < 60) || (hours == 14 && minutes == 0);
}

size_t xml2017_date(struct xml_text text)
{
	struct xml_text date = xml2017_trim(text);
	struct xml_text zone;

	/* Years before 1 or beyond 9999 are dates to XML Schema, but to nobody else. */
	if (date.length < 10 || mipsia_date_parse(date.at, 10) == MIPSIA_DATE_UNKNOWN)
		return 0;
	zone = (struct xml_text){ date.at + 10, date.length - 10 };
	return is_zone(zone) ? 10 : 0;
}

/* --------------------------------------------------------------------- validation */

struct validation {
	struct xml_lines *lines;
	struct findings *findings;
};

static void say(const struct validation *validation, const struct xml_element *at, const char *code,
                const char *message, ...) __attribute__((format(printf, 4, 5)));

static void say(const struct validation *validation, const struct xml_element *at, const char *code,
                const char *message, ...)
{
	struct outbuf path = { .limit = PATH_BYTES_MAX };
	struct xml_position position = xml_lines_find(validation->lines, at->end);
	char text[MESSAGE_MAX];
	va_list args;

	va_start(args, message);
	vsnprintf(text, sizeof text, message, args);
	va_end(args);
	xml_path_short(at, &path);
	outbuf_put(&path, "", 1);
	findings_add(validation->findings, FINDING_ERROR, FINDING_SCHEMA_2017, code, 0,
	             (struct finding_place){ path.failed ? "" : path.bytes, position.line, position.column },
	             "", "%s", text);
	outbuf_free(&path);
}

static bool is_well_typed(struct xml_text text, enum xml2017_type type)
{
	int64_t value;

	if (type == XML2017_STRING || type == XML2017_MIXED)
		return true;
	if (type == XML2017_COMPLEX)
		return xml2017_trim(text).length == 0;
	if (type == XML2017_DATE)
		return xml2017_date(text) != 0;
	return xml2017_integer(text, type, &value);
}

static const char *type_words(enum xml2017_type type)
{
	static const char *const words[] = {
		[XML2017_COMPLEX] = "elements only, and no text",
		[XML2017_MIXED] = "text or elements",
		[XML2017_STRING] = "text",
		[XML2017_DATE] = "a date, YYYY-MM-DD",
		[XML2017_BYTE] = "an integer from -128 to 127",
		[XML2017_SHORT] = "an integer from -32768 to 32767",
		[XML2017_INT] = "an integer of 32 bits",
		[XML2017_LONG] = "an integer of 64 bits",
	};

	return words[type];
}

static void check_attributes(const struct validation *validation, const struct xml_element *element)
{
	for (uint32_t i = 0; i < element->attributes_length; i++) {
		const struct xml_attribute *attribute = &element->attributes[i];

		if (strcmp(attribute->ns, XSI) != 0 || strcmp(attribute->name, "nil") == 0)
			say(validation, element, "unknownAttribute", "%s must not have the attribute %.60s",
			    element->name, attribute->name);
	}
}

static void check_element(const struct validation *validation, const struct xml_element *element,
                          const struct xml2017_element *schema);

/* The place in the order where the child belongs, from `at` on; NULL when it is
 * not there. What must stand before it is missed by the way. */
static const struct xml2017_element *place_child(const struct validation *validation,
                                                 const struct xml_element *parent,
                                                 const struct xml_element *child,
                                                 const struct xml2017_element *at)
{
	const struct xml2017_element *place = at;

	if (child->ns[0] != '\0')
		return NULL;
	while (place->name != NULL && strcmp(place->name, child->name) != 0)
		place++;
	if (place->name == NULL)
		return NULL;
	for (; at != place; at++) {
		if (!at->optional)
			say(validation, child, "missingElement", "%s must have %s before %s", parent->name,
			    at->name, child->name);
	}
	return place;
}

static void say_unexpected(const struct validation *validation, const struct xml2017_element *schema,
                           const struct xml_element *child)
{
	if (child->ns[0] != '\0')
		say(validation, child, "unknownElement", "%.60s must not have a namespace", child->name);
	else if (xml2017_find(schema, child->name) == NULL)
		say(validation, child, "unknownElement", "%s must not have an element %.60s", schema->name,
		    child->name);
	else
		say(validation, child, "elementOrder", "%s stands at the wrong place, or twice, in %s",
		    child->name, schema->name);
}

static void check_children(const struct validation *validation, const struct xml_element *element,
                           const struct xml2017_element *schema)
{
	const struct xml2017_element *at = schema->children;

	for (const struct xml_element *child = element->first; child != NULL; child = child->next) {
		const struct xml2017_element *place = place_child(validation, element, child, at);

		if (place == NULL) {
			say_unexpected(validation, schema, child);
			continue;
		}
		check_element(validation, child, place);
		at = place->many ? place : place + 1;
	}
	for (; at->name != NULL; at++) {
		if (!at->optional)
			say(validation, element, "missingElement", "%s must have %s", element->name,
			    at->name);
	}
}

static void check_element(const struct validation *validation, const struct xml_element *element,
                          const struct xml2017_element *schema)
{
	check_attributes(validation, element);
	if (schema->children != NULL)
		check_children(validation, element, schema);
	else if (element->first != NULL)
		say(validation, element->first, "unknownElement", "%s must have no elements in it",
		    element->name);
	if (!is_well_typed(element->text, schema->type))
		say(validation, element, "badType", "%s must be %s", element->name, type_words(schema->type));
}

void xml2017_validate(const struct xml_tree *tree, struct xml_lines *lines, struct findings *findings)
{
	struct validation validation = { lines, findings };

	check_element(&validation, tree->root, &xml2017_root);
}
