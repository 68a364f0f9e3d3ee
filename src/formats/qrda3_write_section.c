/* qrda3_write_section.c - the section of improvement activities. */
#include "formats/qrda3_writing.h"

static void put_performed(const struct qrda3_writing *writing, bool value)
{
	struct xml_writer *xml = writing->xml;

	xml_open(xml, "component");
	xml_open(xml, "observation");
	xml_put_attribute(xml, "classCode", "OBS");
	xml_put_attribute(xml, "moodCode", "EVN");
	qrda3_put_template(xml, OID_MEASURE_PERFORMED, QRDA3_ORGANIZER_EXTENSION);
	xml_put_leaf(xml, "code", "code", "ASSERTION", "codeSystem", OID_ACT_CODE, "codeSystemName",
	             "ActCode", NULL);
	xml_put_leaf(xml, "statusCode", "code", "completed", NULL);
	xml_put_leaf(xml, "value", "xsi:type", "CD", "code", value ? "Y" : "N", "codeSystem", OID "12.136",
	             "displayName", value ? "Yes" : "No", NULL);
	xml_close(xml);
	xml_close(xml);
}

/* CMS's title of the activity in that year, or its ID. */
static const char *title_of(const char *id, int year)
{
	const mipsia_rulebook *book = mipsia_rulebook_builtin();
	int index = mipsia_activity_find(book, id, strlen(id));
	const mipsia_activity *activity = index < 0 ? NULL : mipsia_activity_in_year(book, index, year);

	return activity ? activity->title : id;
}

static void put_reference(const struct qrda3_writing *writing, const char *id)
{
	struct xml_writer *xml = writing->xml;

	xml_open(xml, "reference");
	xml_put_attribute(xml, "typeCode", "REFR");
	xml_open(xml, "externalDocument");
	xml_put_attribute(xml, "classCode", "DOC");
	xml_put_attribute(xml, "moodCode", "EVN");
	qrda3_put_id(xml, OID_ACTIVITY, id);
	xml_put_text_element(xml, "text", title_of(id, writing->plan->guide->year));
	xml_close(xml);
	xml_close(xml);
}

static void put_activity(const struct qrda3_writing *writing, const json_t *measurement, size_t number)
{
	struct xml_writer *xml = writing->xml;

	xml_open(xml, "entry");
	xml_open(xml, "organizer");
	xml_put_attribute(xml, "classCode", "CLUSTER");
	xml_put_attribute(xml, "moodCode", "EVN");
	qrda3_put_template(xml, OID_MEASURE_REFERENCE, NULL);
	qrda3_put_template(xml, OID_IA_MEASURE, QRDA3_ORGANIZER_EXTENSION);
	if (writing->plan->guide->templates_2019)
		qrda3_put_template(xml, OID_IA_MEASURE_2019, QRDA3_EXTENSION_2019);
	qrda3_put_uuid(writing, "activity", number);
	xml_put_leaf(xml, "statusCode", "code", "completed", NULL);
	put_reference(writing, json_string_value(json_object_get(measurement, "measureId")));
	put_performed(writing, json_is_true(json_object_get(measurement, "value")));
	xml_close(xml);
	xml_close(xml);
}

static void put_parameters(const struct qrda3_writing *writing)
{
	struct xml_writer *xml = writing->xml;

	xml_open(xml, "entry");
	xml_put_attribute(xml, "typeCode", "DRIV");
	xml_open(xml, "act");
	xml_put_attribute(xml, "classCode", "ACT");
	xml_put_attribute(xml, "moodCode", "EVN");
	qrda3_put_template(xml, OID_REPORTING_PARAMETERS, writing->plan->guide->parameters);
	qrda3_put_uuid(writing, "parameters", 0);
	xml_put_leaf(xml, "code", "code", "252116004", "codeSystem", OID_SNOMED, "displayName",
	             "Observation Parameters", NULL);
	xml_open(xml, "effectiveTime");
	xml_put_leaf(xml, "low", "value", writing->plan->start, NULL);
	xml_put_leaf(xml, "high", "value", writing->plan->end, NULL);
	xml_close(xml);
	xml_close(xml);
	xml_close(xml);
}

/* The narrative that CDA wants: what the entries say, for people. */
static void put_narrative(const struct qrda3_writing *writing)
{
	const json_t *measurements = writing->plan->measurements;

	xml_open(writing->xml, "text");
	xml_open(writing->xml, "list");
	for (size_t i = 0; i < json_array_size(measurements); i++) {
		const json_t *measurement = json_array_get(measurements, i);
		const char *id = json_string_value(json_object_get(measurement, "measureId"));

		xml_open(writing->xml, "item");
		xml_put_text(writing->xml, id);
		xml_put_text(writing->xml, json_is_true(json_object_get(measurement, "value"))
		                                   ? ": performed"
		                                   : ": not performed");
		xml_close(writing->xml);
	}
	xml_close(writing->xml);
	xml_close(writing->xml);
}

void qrda3_put_section(const struct qrda3_writing *writing)
{
	struct xml_writer *xml = writing->xml;
	const json_t *measurements = writing->plan->measurements;

	qrda3_put_template(xml, OID_HL7_MEASURE_SECTION, NULL);
	qrda3_put_template(xml, OID_IA_SECTION, writing->plan->guide->section);
	if (writing->plan->guide->templates_2019)
		qrda3_put_template(xml, OID_IA_SECTION_2019, QRDA3_EXTENSION_2019);
	qrda3_put_uuid(writing, "section", 0);
	xml_put_leaf(xml, "code", "code", "55186-1", "codeSystem", OID_LOINC, "displayName",
	             "Measure Section", NULL);
	xml_put_text_element(xml, "title", "Measure Section");
	put_narrative(writing);
	for (size_t i = 0; i < json_array_size(measurements); i++)
		put_activity(writing, json_array_get(measurements, i), i);
	put_parameters(writing);
}
