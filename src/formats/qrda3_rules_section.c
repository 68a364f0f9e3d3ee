/*
 * qrda3_rules_section.c - the official rules for the section of improvement
 * activities, its activities and its Reporting Parameters Act.
 */
#include <string.h>
#include <strings.h>

#include "formats/qrda3_strict.h"

#define SECTION "sectionRule"
#define ACTIVITY "activityRule"
#define PARAMETERS "parametersRule"
#define TEMPLATE "templateRule"
#define XSI "http://www.w3.org/2001/XMLSchema-instance"

/* ------------------------------------------------------------------ attributes */

static void check_class(struct qrda3_strict *strict, const struct xml_element *element,
                        const char *class_code, const char *code, const char *number)
{
	qrda3_need_value(strict, element, "classCode", class_code, code, number);
	qrda3_need_value(strict, element, "moodCode", "EVN", code, number);
}

static void check_code(struct qrda3_strict *strict, const struct xml_element *parent, const char *value,
                       const char *system, const char *code, const char *number)
{
	const struct xml_element *element = qrda3_need_one(strict, parent, "code", code, number);

	qrda3_need_value(strict, element, "code", value, code, number);
	qrda3_need_value(strict, element, "codeSystem", system, code, number);
}

static void check_completed(struct qrda3_strict *strict, const struct xml_element *parent, const char *number)
{
	qrda3_need_value(strict, qrda3_need_one(strict, parent, "statusCode", ACTIVITY, number), "code",
	                 "completed", ACTIVITY, number);
}

static void need_id(struct qrda3_strict *strict, const struct xml_element *parent, const char *code,
                    const char *number)
{
	if (xml_child(parent, "id") == NULL)
		qrda3_broken(strict, parent, code, number, "%s must have an id", parent->name);
}

/* ------------------------------------------------------------ Measure Performed */

static bool is_coded(const struct xml_element *value)
{
	for (uint32_t i = 0; i < value->attributes_length; i++) {
		const struct xml_attribute *attribute = &value->attributes[i];

		if (strcmp(attribute->name, "type") == 0 && strcmp(attribute->ns, XSI) == 0)
			return xml_text_is(attribute->value, "CD");
	}
	return false;
}

static void check_value(struct qrda3_strict *strict, const struct xml_element *observation)
{
	const struct xml_element *value;
	size_t coded = 0;

	for (value = xml_child(observation, "value"); value != NULL; value = xml_next_same(value)) {
		bool code = xml_attribute(value, "code").at != NULL;

		coded += is_coded(value);
		if (is_coded(value) && code == (xml_attribute(value, "nullFlavor").at != NULL))
			qrda3_broken(strict, value, ACTIVITY, "CMS_0107",
			             "value must have a code or a nullFlavor, not both");
	}
	if (coded != 1)
		qrda3_broken(strict, observation, ACTIVITY, "21391",
		             "observation must have exactly one value with xsi:type=\"CD\"; it has %zu",
		             coded);
}

static void check_performed(struct qrda3_strict *strict, const struct xml_element *observation)
{
	check_class(strict, observation, "OBS", ACTIVITY, "21221");
	check_code(strict, observation, "ASSERTION", OID_ACT_CODE, ACTIVITY, "21382");
	check_completed(strict, observation, "21440");
	check_value(strict, observation);
}

/* -------------------------------------------------------------------- activities */

static bool is_activity_document(const struct xml_element *document)
{
	const struct xml_element *id;
	size_t count = 0;

	for (id = xml_child(document, "id"); id != NULL; id = xml_next_same(id))
		count += xml_attribute_is(id, "root", OID_ACTIVITY) &&
		         xml_attribute(id, "extension").at != NULL;
	return xml_attribute_is(document, "classCode", "DOC") && count == 1;
}

static bool is_activity_reference(const struct xml_element *reference)
{
	return xml_attribute_is(reference, "typeCode", "REFR") &&
	       xml_count(reference, "externalDocument") == 1 &&
	       is_activity_document(xml_child(reference, "externalDocument"));
}

static void check_reference(struct qrda3_strict *strict, const struct xml_element *organizer)
{
	const struct xml_element *reference;
	size_t count = 0;

	for (reference = xml_child(organizer, "reference"); reference != NULL;
	     reference = xml_next_same(reference))
		count += is_activity_reference(reference);
	if (count != 1)
		qrda3_broken(strict, organizer, ACTIVITY, "21422",
		             "organizer must have exactly one reference of type REFR to an externalDocument "
		             "of class "
		             "DOC whose id has root " OID_ACTIVITY " and the activity's ID as extension");
}

static void check_components(struct qrda3_strict *strict, const struct xml_element *organizer)
{
	const struct xml_element *component, *observation;
	size_t count = 0;

	for (component = xml_child(organizer, "component"); component != NULL;
	     component = xml_next_same(component)) {
		observation = xml_child(component, "observation");
		if (observation == NULL || !qrda3_has_template(observation, OID_MEASURE_PERFORMED, NULL))
			continue;
		count += qrda3_has_template(observation, OID_MEASURE_PERFORMED, QRDA3_ORGANIZER_EXTENSION);
		check_performed(strict, observation);
	}
	if (count != 1)
		qrda3_broken(strict, organizer, ACTIVITY, "21421",
		             "organizer must have exactly one Measure Performed, with "
		             "extension " QRDA3_ORGANIZER_EXTENSION "; it has %zu",
		             count);
}

static void check_activity(struct qrda3_strict *strict, const struct xml_element *organizer)
{
	check_class(strict, organizer, "CLUSTER", ACTIVITY, "21434");
	if (strict->guide->templates_2019 &&
	    !qrda3_has_template(organizer, OID_IA_MEASURE_2019, QRDA3_EXTENSION_2019))
		qrda3_broken(strict, organizer, TEMPLATE, "CMS_71",
		             "organizer must have templateId " OID_IA_MEASURE_2019
		             " with extension " QRDA3_EXTENSION_2019);
	check_reference(strict, organizer);
	check_components(strict, organizer);
	if (!qrda3_has_template(organizer, OID_MEASURE_REFERENCE, NULL))
		return;
	need_id(strict, organizer, ACTIVITY, "26992");
	check_completed(strict, organizer, "12981");
}

/* -------------------------------------------------------- Reporting Parameters Act */

static void check_bound(struct qrda3_strict *strict, const struct xml_element *time, const char *name,
                        const char *number)
{
	const struct xml_element *bound = qrda3_need_one(strict, time, name, PARAMETERS, number);

	if (bound != NULL && xml_attribute(bound, "value").length < 8)
		qrda3_broken(strict, bound, PARAMETERS, number, "%s must be precise to the day", name);
}

static void check_parameters(struct qrda3_strict *strict, const struct xml_element *act)
{
	const struct xml_element *time;

	check_class(strict, act, "ACT", PARAMETERS, "3269");
	need_id(strict, act, PARAMETERS, "26549");
	check_code(strict, act, "252116004", OID_SNOMED, PARAMETERS, "3272");
	time = qrda3_need_one(strict, act, "effectiveTime", PARAMETERS, "3273");
	if (time == NULL)
		return;
	check_bound(strict, time, "low", "3274");
	check_bound(strict, time, "high", "3275");
}

static bool is_parameters(const struct qrda3_strict *strict, const struct xml_element *act)
{
	return qrda3_has_template(act, OID_REPORTING_PARAMETERS, strict->guide->parameters);
}

/* ----------------------------------------------------------------------- sections */

static void check_section_templates(struct qrda3_strict *strict, const struct xml_element *section)
{
	if (!qrda3_has_template(section, OID_IA_SECTION, strict->guide->section))
		qrda3_broken(strict, section, TEMPLATE, "21175",
		             "section must have templateId " OID_IA_SECTION " with extension %s",
		             strict->guide->section);
	if (strict->guide->templates_2019 &&
	    !qrda3_has_template(section, OID_IA_SECTION_2019, QRDA3_EXTENSION_2019))
		qrda3_broken(strict, section, TEMPLATE, "CMS_70",
		             "section must have templateId " OID_IA_SECTION_2019
		             " with extension " QRDA3_EXTENSION_2019);
}

static void check_measure_section(struct qrda3_strict *strict, const struct xml_element *section)
{
	static const char title_text[] = "Measure Section";
	const struct xml_element *title;

	if (!qrda3_has_template(section, OID_HL7_MEASURE_SECTION, NULL))
		return;
	check_code(strict, section, "55186-1", OID_LOINC, SECTION, "12798");
	title = qrda3_need_one(strict, section, "title", SECTION, "12799");
	if (title != NULL && (title->text.length != sizeof title_text - 1 ||
	                      strncasecmp(title->text.at, title_text, title->text.length) != 0))
		qrda3_broken(strict, title, SECTION, "12799", "the section's title must be Measure Section");
	qrda3_need_one(strict, section, "text", SECTION, "12800");
}

/* Looks at the entries, and counts the good ones. */
static void check_entries(struct qrda3_strict *strict, const struct xml_element *section, size_t *activities,
                          size_t *parameters)
{
	const struct xml_element *entry, *organizer, *act;

	for (entry = xml_child(section, "entry"); entry != NULL; entry = xml_next_same(entry)) {
		organizer = xml_child(entry, "organizer");
		act = xml_child(entry, "act");
		if (organizer != NULL && (qrda3_has_template(organizer, OID_IA_MEASURE, NULL) ||
		                          qrda3_has_template(organizer, OID_IA_MEASURE_2019, NULL))) {
			*activities +=
				qrda3_has_template(organizer, OID_IA_MEASURE, QRDA3_ORGANIZER_EXTENSION);
			check_activity(strict, organizer);
		}
		if (act != NULL && qrda3_has_template(act, OID_REPORTING_PARAMETERS, NULL)) {
			*parameters += is_parameters(strict, act);
			check_parameters(strict, act);
		}
	}
}

static void check_section(struct qrda3_strict *strict, const struct xml_element *section)
{
	size_t activities = 0, parameters = 0;

	check_section_templates(strict, section);
	check_measure_section(strict, section);
	check_entries(strict, section, &activities, &parameters);
	if (activities == 0)
		qrda3_broken(strict, section, SECTION, "21181",
		             "section must have an activity: an organizer with templateId " OID_IA_MEASURE
		             " and extension " QRDA3_ORGANIZER_EXTENSION);
	if (parameters != 1)
		qrda3_broken(strict, section, SECTION, "26558",
		             "section must have exactly one Reporting Parameters Act%s%s; it has %zu",
		             strict->guide->parameters ? " with extension " : "",
		             strict->guide->parameters ? strict->guide->parameters : "", parameters);
}

static void walk(struct qrda3_strict *strict, const struct qrda3_node *node)
{
	if (qrda3_node_is(node, QRDA3_IA_SECTION))
		check_section(strict, node->element);
	for (const struct qrda3_node *child = node->first; child != NULL; child = child->next)
		walk(strict, child);
}

void qrda3_check_sections(struct qrda3_strict *strict)
{
	walk(strict, strict->all.top);
}
