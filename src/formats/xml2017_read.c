/* xml2017_read.c - the XML submission of 2017 as a submission object. */
#include <stdio.h>
#include <string.h>

#include "formats/xml2017.h"
#include "formats/xml2017_schema.h"

#define TIN_DIGITS 9
#define NPI_DIGITS 10

struct reading {
	struct xml_lines lines;
	struct findings *findings;
};

const char *xml2017_strstatus(enum xml2017_status status)
{
	static const char *const texts[XML2017_STATUS_END] = {
		[XML2017_OK] = "Done.",
		[XML2017_ELIMIT] = "The document is larger, or nested deeper, than mipsia reads.",
		[XML2017_EMEMORY] = "There is no memory.",
		[XML2017_EINPUT] = "The submission cannot be written in the XML format of 2017.",
	};

	return (unsigned)status < XML2017_STATUS_END ? texts[status] : "Unknown status.";
}

bool xml2017_sniff(const char *bytes, size_t length)
{
	return xml_source_sniff(bytes, length, xml2017_root.name);
}

/* ------------------------------------------------------------------------ findings */

static struct finding_place place_of(struct reading *reading, const struct xml_element *element,
                                     struct outbuf *path)
{
	struct xml_position position = xml_lines_find(&reading->lines, element->end);

	xml_path_short(element, path);
	outbuf_put(path, "", 1);
	return (struct finding_place){ path->failed ? "" : path->bytes, position.line, position.column };
}

static void say(struct reading *reading, enum finding_severity severity, const struct xml_element *at,
                const char *code, const char *message)
{
	struct outbuf path = { .limit = 4096 };

	findings_add(reading->findings, severity, FINDING_MIPSIA, code, 0, place_of(reading, at, &path), "",
	             "%s", message);
	outbuf_free(&path);
}

/* -------------------------------------------------------------------------- values */

static bool put(json_t *object, const char *key, json_t *value)
{
	return json_object_set_new_nocheck(object, key, value) == 0;
}

static json_t *make_text(struct xml_text text)
{
	return json_stringn(text.at ? text.at : "", text.length);
}

static json_t *make_date(struct reading *reading, const struct xml_element *element)
{
	struct xml_text text = xml2017_trim(element->text);
	size_t length = xml2017_date(text);

	if (length == 0)
		return make_text(text);
	if (length < text.length)
		say(reading, FINDING_REPAIR, element, "timeZoneDropped",
		    "The time zone behind the date is dropped");
	return json_stringn(text.at, length);
}

static json_t *make_integer(struct xml_text text, enum xml2017_type type)
{
	int64_t value;

	return xml2017_integer(text, type, &value) ? json_integer(value) : make_text(xml2017_trim(text));
}

/* Identifiers are numbers in this schema: their leading zeros come back. */
static json_t *make_identifier(struct reading *reading, const struct xml_element *element, int digits)
{
	struct xml_text text = xml2017_trim(element->text);
	bool tin = digits == TIN_DIGITS;
	char written[32];
	int64_t value;

	if (!xml2017_integer(text, tin ? XML2017_INT : XML2017_LONG, &value))
		return make_text(text);
	snprintf(written, sizeof written, "%0*lld", digits, (long long)value);
	if (value < 0 || strlen(written) > (size_t)digits)
		say(reading, FINDING_WARNING, element, "badIdentifier",
		    tin ? "This is no TIN, though the schema takes it"
		        : "This is no NPI, though the schema takes it");
	else if (text.length < (size_t)digits)
		say(reading, FINDING_REPAIR, element, "leadingZeros",
		    tin ? "The TIN has lost leading zeros, which are put back"
		        : "The NPI has lost leading zeros, which are put back");
	return json_string(written);
}

/* ------------------------------------------------------------------------ measures */

static json_t *make_truth(struct xml_text text)
{
	struct xml_text trimmed = xml2017_trim(text);

	if (xml_text_is(trimmed, "true"))
		return json_true();
	if (xml_text_is(trimmed, "false"))
		return json_false();
	return NULL;
}

static json_t *make_member(const struct xml_element *element, const struct xml2017_element *schema)
{
	json_t *truth;

	if (schema->type == XML2017_BYTE)
		return make_integer(element->text, XML2017_BYTE);
	truth = strcmp(schema->name, "isEndToEndReported") == 0 ? make_truth(element->text) : NULL;
	return truth ? truth : make_text(element->text);
}

static json_t *make_members(const struct xml_element *element, const struct xml2017_element *schema)
{
	json_t *object = json_object();
	bool done = object != NULL;

	for (const struct xml_element *child = element->first; child != NULL && done; child = child->next) {
		const struct xml2017_element *member = xml2017_find(schema, child->name);
		json_t *strata;

		if (member == NULL)
			continue;
		if (!member->many) {
			done = put(object, member->name, make_member(child, member));
			continue;
		}
		strata = json_object_get(object, member->name);
		done = (strata != NULL || put(object, member->name, json_array())) &&
		       json_array_append_new(json_object_get(object, member->name),
		                             make_members(child, member)) == 0;
	}
	if (done)
		return object;
	json_decref(object);
	return NULL;
}

static json_t *make_value(const struct xml_element *element, const struct xml2017_element *schema)
{
	json_t *truth;

	if (element->first != NULL)
		return make_members(element, schema);
	truth = make_truth(element->text);
	return truth ? truth : make_text(element->text);
}

static json_t *make_measurement(const struct xml_element *element, const struct xml2017_element *schema)
{
	json_t *measurement = json_object();
	bool done = measurement != NULL;

	for (const struct xml_element *child = element->first; child != NULL && done; child = child->next) {
		const struct xml2017_element *member = xml2017_find(schema, child->name);

		if (member != NULL && member->type == XML2017_MIXED)
			done = put(measurement, "value", make_value(child, member));
		else if (member != NULL)
			done = put(measurement, member->name, make_text(child->text));
	}
	if (done)
		return measurement;
	json_decref(measurement);
	return NULL;
}

/* ---------------------------------------------------------------------------- sets */

static json_t *make_set(struct reading *reading, const struct xml_element *element,
                        const struct xml2017_element *schema)
{
	json_t *set = json_object(), *measurements = json_array();
	bool done = set != NULL && measurements != NULL;

	for (const struct xml_element *child = element->first; child != NULL && done; child = child->next) {
		const struct xml2017_element *member = xml2017_find(schema, child->name);

		if (member == NULL)
			continue;
		if (member->many)
			done = json_array_append_new(measurements, make_measurement(child, member)) == 0;
		else if (member->type == XML2017_DATE)
			done = put(set, member->name, make_date(reading, child));
		else
			done = put(set, member->name, make_text(child->text));
	}
	if (done && json_object_set(set, "measurements", measurements) == 0) {
		json_decref(measurements);
		return set;
	}
	json_decref(measurements);
	json_decref(set);
	return NULL;
}

/* The schema wants an NPI of everybody; a group has none. */
static bool drop_group_npi(struct reading *reading, json_t *submission, const struct xml_element *root)
{
	const char *entity = json_string_value(json_object_get(submission, "entityType"));
	const struct xml_element *npi = xml_child(root, "nationalProviderIdentifier");
	int64_t value;

	if (entity == NULL || strcmp(entity, "group") != 0 || npi == NULL)
		return true;
	if (xml2017_integer(npi->text, XML2017_LONG, &value) && value != 0)
		say(reading, FINDING_WARNING, npi, "npiDropped", "A group has no NPI: it is left out");
	json_object_del(submission, "nationalProviderIdentifier");
	return true;
}

static json_t *make_field(struct reading *reading, const struct xml_element *element,
                          const struct xml2017_element *schema)
{
	switch (schema->type) {
	case XML2017_INT:
		return make_identifier(reading, element, TIN_DIGITS);
	case XML2017_LONG:
		return make_identifier(reading, element, NPI_DIGITS);
	case XML2017_SHORT:
		return make_integer(element->text, XML2017_SHORT);
	default:
		return make_text(element->text);
	}
}

static json_t *make_submission(struct reading *reading, const struct xml_element *root)
{
	json_t *submission = json_object(), *sets = json_array();
	bool done = submission != NULL && sets != NULL;

	for (const struct xml_element *child = root->first; child != NULL && done; child = child->next) {
		const struct xml2017_element *member = xml2017_find(&xml2017_root, child->name);

		if (member == NULL)
			continue;
		if (member->many)
			done = json_array_append_new(sets, make_set(reading, child, member)) == 0;
		else
			done = put(submission, member->name, make_field(reading, child, member));
	}
	done = done && drop_group_npi(reading, submission, root) &&
	       json_object_set(submission, "measurementSets", sets) == 0;
	json_decref(sets);
	if (done)
		return submission;
	json_decref(submission);
	return NULL;
}

/* ------------------------------------------------------------------------- reading */

static void say_malformed(struct reading *reading, const struct xml_sax_fault *fault)
{
	struct xml_position position = xml_lines_find(&reading->lines, fault->offset);

	findings_add(reading->findings, FINDING_ERROR, FINDING_SCHEMA_2017, "notWellFormed", 0,
	             (struct finding_place){ "", position.line, position.column },
	             "Let the software that wrote it write it again.", "The file is no proper XML: %s",
	             fault->message);
}

static enum xml2017_status read_tree(struct reading *reading, const struct xml_source *source,
                                     json_t **submission)
{
	struct xml_tree tree = { 0 };
	struct xml_sax_fault fault;
	enum xml2017_status status = XML2017_OK;

	switch (xml_tree_read(source, "*", &tree, &fault)) {
	case XML_SAX_OK:
		if (!xml_is(tree.root, xml2017_root.name) || tree.root->ns[0] != '\0') {
			findings_add(reading->findings, FINDING_ERROR, FINDING_SCHEMA_2017, "unknownRoot", 0,
			             (struct finding_place){ .path = "/" }, "",
			             "The root element must be data, without a namespace");
			break;
		}
		xml2017_validate(&tree, &reading->lines, reading->findings);
		*submission = make_submission(reading, tree.root);
		status = *submission ? XML2017_OK : XML2017_EMEMORY;
		break;
	case XML_SAX_LIMIT:
		status = XML2017_ELIMIT;
		break;
	case XML_SAX_MEMORY:
		status = XML2017_EMEMORY;
		break;
	default:
		say_malformed(reading, &fault);
	}
	xml_tree_free(&tree);
	return status;
}

enum xml2017_status xml2017_read(const char *bytes, size_t length, json_t **submission,
                                 struct findings *findings)
{
	struct reading reading = { .findings = findings };
	struct xml_source source;
	enum xml2017_status status = XML2017_OK;

	*submission = NULL;
	reading.lines.source = &source;
	switch (xml_source_open(bytes, length, &source)) {
	case XML_SOURCE_OK:
		status = read_tree(&reading, &source, submission);
		break;
	case XML_SOURCE_ENCODING:
		findings_add(findings, FINDING_ERROR, FINDING_SCHEMA_2017, "notWellFormed", 0,
		             (struct finding_place){ 0 }, "",
		             "The file is no proper XML: its bytes are not of the encoding it declares");
		break;
	case XML_SOURCE_LIMIT:
		status = XML2017_ELIMIT;
		break;
	default:
		status = XML2017_EMEMORY;
	}
	xml_lines_free(&reading.lines);
	xml_source_close(&source);
	return status;
}
