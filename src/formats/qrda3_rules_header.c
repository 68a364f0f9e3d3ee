/*
 * qrda3_rules_header.c - the official rules for the head of a document, but for
 * the performers.
 */
#include <string.h>

#include "formats/qrda3_strict.h"
#include "formats/qrda3_value.h"

#define HEADER "headerRule"
#define TEMPLATE "templateRule"

static size_t count_templates(const struct xml_element *element, const char *root, const char *extension)
{
	const struct xml_element *id;
	size_t count = 0;

	for (id = xml_child(element, "templateId"); id != NULL; id = xml_next_same(id)) {
		if (xml_attribute_is(id, "root", root))
			count += extension == NULL || xml_attribute_is(id, "extension", extension);
	}
	return count;
}

static void check_templates(struct qrda3_strict *strict, const struct xml_element *document)
{
	if (count_templates(document, OID_REPORT, strict->guide->report) != 1)
		qrda3_broken(strict, document, TEMPLATE, "17208",
		             "ClinicalDocument must have one templateId " OID_REPORT " with extension %s",
		             strict->guide->report);
	if (count_templates(document, OID_REPORT_CMS, strict->guide->cms) != 1)
		qrda3_broken(strict, document, TEMPLATE, "CMS_1",
		             "ClinicalDocument must have one templateId " OID_REPORT_CMS " with extension %s",
		             strict->guide->cms);
}

/* ------------------------------------------------------------------- fixed parts */

/* An element of which there must be one, with fixed attributes. */
struct fixed {
	const char *name;
	const char *number;
	const char *attribute; /* NULL: none */
	const char *value;
	const char *attribute_number;
};

static const struct fixed fixed_parts[] = {
	{ "realmCode", "17226", "code", "US", "17227" },
	{ "typeId", "18186", "root", OID "1.3", "18187" },
	{ "id", "17236", NULL, NULL, NULL },
	{ "code", "17210", "code", "55184-6", "19549" },
	{ "title", "17211", NULL, NULL, NULL },
	{ "effectiveTime", "17237", NULL, NULL, NULL },
	{ "confidentialityCode", "17238", "code", "N", "CMS_4" },
	{ "languageCode", "17239", "code", "en", "19669" },
};

static void check_fixed_parts(struct qrda3_strict *strict, const struct xml_element *document)
{
	for (size_t i = 0; i < sizeof fixed_parts / sizeof fixed_parts[0]; i++) {
		const struct fixed *part = &fixed_parts[i];
		const struct xml_element *element =
			qrda3_need_one(strict, document, part->name, HEADER, part->number);

		if (part->attribute != NULL)
			qrda3_need_value(strict, element, part->attribute, part->value, HEADER,
			                 part->attribute_number);
	}
	if (xml_count(document, "typeId") == 1)
		qrda3_need_value(strict, xml_child(document, "typeId"), "extension", "POCD_HD000040", HEADER,
		                 "18188");
	if (xml_count(document, "code") == 1)
		qrda3_need_value(strict, xml_child(document, "code"), "codeSystem", OID_LOINC, HEADER,
		                 "21166");
}

/* --------------------------------------------------------------------- people */

static void check_record_target(struct qrda3_strict *strict, const struct xml_element *document)
{
	const struct xml_element *target = qrda3_need_one(strict, document, "recordTarget", HEADER, "17212");
	const struct xml_element *role = target ? xml_child(target, "patientRole") : NULL;
	const struct xml_element *id = role ? xml_child(role, "id") : NULL;

	if (target != NULL && (id == NULL || !xml_attribute_is(id, "nullFlavor", "NA")))
		qrda3_broken(strict, target, HEADER, "17232",
		             "recordTarget must have a patientRole whose id has nullFlavor=\"NA\"");
}

static void check_author(struct qrda3_strict *strict, const struct xml_element *author)
{
	const struct xml_element *assigned =
		qrda3_need_one(strict, author, "assignedAuthor", HEADER, "18157");
	const struct xml_element *organization;

	qrda3_need_one(strict, author, "time", HEADER, "18158");
	if (assigned == NULL)
		return;
	if (xml_count(assigned, "assignedPerson") + xml_count(assigned, "assignedAuthoringDevice") != 1)
		qrda3_broken(strict, assigned, HEADER, "19667",
		             "assignedAuthor must have one assignedPerson or one assignedAuthoringDevice");
	if (xml_count(assigned, "assignedAuthoringDevice") == 1)
		qrda3_need_one(strict, xml_child(assigned, "assignedAuthoringDevice"), "softwareName", HEADER,
		               "18262");
	organization = qrda3_need_one(strict, assigned, "representedOrganization", HEADER, "18163");
	if (organization != NULL && xml_child(organization, "name") == NULL)
		qrda3_broken(strict, organization, HEADER, "18265",
		             "the author's organization must have a name");
}

static void check_authors(struct qrda3_strict *strict, const struct xml_element *document)
{
	const struct xml_element *author = xml_child(document, "author");

	if (author == NULL)
		qrda3_broken(strict, document, HEADER, "18156", "ClinicalDocument must have an author");
	for (; author != NULL; author = xml_next_same(author))
		check_author(strict, author);
}

static void check_custodian(struct qrda3_strict *strict, const struct xml_element *document)
{
	static const char *const path[] = { "assignedCustodian", "representedCustodianOrganization", NULL };
	const struct xml_element *custodian = qrda3_need_one(strict, document, "custodian", HEADER, "17213");
	const struct xml_element *organization = custodian ? xml_descend(custodian, path) : NULL;

	if (custodian != NULL && (organization == NULL || xml_child(organization, "id") == NULL))
		qrda3_broken(strict, custodian, HEADER, "18165",
		             "the custodian must have a representedCustodianOrganization with an id");
}

static void check_authenticator(struct qrda3_strict *strict, const struct xml_element *document)
{
	const struct xml_element *authenticator = xml_child(document, "legalAuthenticator");

	if (authenticator == NULL) {
		if (strict->guide->legal_authenticator)
			qrda3_need_one(strict, document, "legalAuthenticator", HEADER, "17225");
		return;
	}
	qrda3_need_one(strict, authenticator, "time", HEADER, "18167");
	qrda3_need_value(strict, qrda3_need_one(strict, authenticator, "signatureCode", HEADER, "18168"),
	                 "code", "S", HEADER, "18169");
	qrda3_need_one(strict, authenticator, "assignedEntity", HEADER, "19670");
}

/* --------------------------------------------------------------------- program */

static void check_program_name(struct qrda3_strict *strict, const struct xml_element *id)
{
	struct xml_text name = xml_attribute(id, "extension");
	const struct qrda3_program *program = qrda3_program_find(name, false);

	qrda3_need_value(strict, id, "root", OID_PROGRAM, HEADER, "CMS_10");
	if (program == NULL || !qrda3_program_in_guide(program, strict->guide->year))
		qrda3_broken(strict, id, HEADER, "CMS_11",
		             "the program name is not one of the value set of %d", strict->guide->year);
	else if (program->needs_quality)
		qrda3_broken(strict, id, HEADER, strcmp(program->name, "CPCPLUS") == 0 ? "CMS_13" : "CMS_97",
		             "a document of the program %s must have a quality section, and CMS takes no "
		             "improvement activities in it",
		             program->name);
	else if (program->program[0] == '\0')
		qrda3_broken(strict, id, HEADER, "CMS_142",
		             "a document of the program %s must not have improvement activities",
		             program->name);
}

static void check_recipient(struct qrda3_strict *strict, const struct xml_element *document)
{
	const struct xml_element *element =
		qrda3_need_one(strict, document, "informationRecipient", HEADER, "CMS_7");

	if (element != NULL)
		element = qrda3_need_one(strict, element, "intendedRecipient", HEADER, "CMS_8");
	if (element != NULL)
		element = qrda3_need_one(strict, element, "id", HEADER, "CMS_9");
	if (element != NULL)
		check_program_name(strict, element);
}

/* ------------------------------------------------------------------------- MVP */

static void check_mvp(struct qrda3_strict *strict, const struct xml_element *participant)
{
	const struct xml_element *entity = xml_child(participant, "associatedEntity");
	const struct xml_element *id;

	if (entity == NULL)
		return;
	qrda3_need_value(strict, entity, "classCode", "PROG", HEADER, "CMS_121");
	id = qrda3_need_one(strict, entity, "id", HEADER, "CMS_122");
	qrda3_need_value(strict, id, "root", OID_MVP, HEADER, "CMS_123");
	if (id != NULL && xml_attribute(id, "extension").at == NULL)
		qrda3_broken(strict, id, HEADER, "CMS_124", "the MVP's id must have an extension");
}

/* Participants that hold an MVP's ID are those of type TRC. */
static void check_participants(struct qrda3_strict *strict, const struct xml_element *document)
{
	struct qrda3_hits mvp = qrda3_find(document, &qrda3_path_mvp);
	const struct xml_element *participant;

	if (strict->guide->year < 2023)
		return;
	for (participant = xml_child(document, "participant"); participant != NULL;
	     participant = xml_next_same(participant)) {
		if (xml_attribute_is(participant, "typeCode", "TRC"))
			check_mvp(strict, participant);
	}
	if (mvp.count > 0)
		qrda3_need_value(strict, mvp.element->parent->parent, "typeCode", "TRC", HEADER,
		                 "participant is MVP");
	else if (strict->program != NULL && strcmp(strict->program->entity, "subgroup") == 0)
		qrda3_broken(strict, document, HEADER, "participant is MVP",
		             "a subgroup's document must have a participant with the MVP's ID");
}

/* ------------------------------------------------------------------------ times */

static bool has_offset(struct xml_text time)
{
	return time.length > 8 &&
	       (memchr(time.at, '+', time.length) != NULL || memchr(time.at, '-', time.length) != NULL);
}

static bool is_time(const struct xml_element *element)
{
	return xml_is(element, "time") || xml_is(element, "effectiveTime") || xml_is(element, "low") ||
	       xml_is(element, "high");
}

static void check_time(struct qrda3_strict *strict, const struct xml_element *element, bool offset)
{
	struct xml_text value = xml_attribute(element, "value");

	if (value.at != NULL && value.length > 8 && has_offset(value) != offset)
		qrda3_broken(strict, element, HEADER, "CMS_0122",
		             "a time has an offset from UTC, and another has none: it is all or none");
	if (value.at != NULL && xml_attribute(element, "nullFlavor").at != NULL)
		qrda3_broken(strict, element, HEADER, "CMS_0113",
		             "%s must not have both value and nullFlavor", element->name);
}

static bool is_of_other_category(const struct xml_element *element)
{
	return xml_is(element, "section") && (qrda3_has_template(element, OID_MEASURE_SECTION_CMS, NULL) ||
	                                      qrda3_has_template(element, OID_PI_SECTION, NULL));
}

static void check_times(struct qrda3_strict *strict, const struct xml_element *element, bool offset)
{
	if (is_time(element))
		check_time(strict, element, offset);
	for (const struct xml_element *child = element->first; child != NULL; child = child->next) {
		if (!is_of_other_category(child))
			check_times(strict, child, offset);
	}
}

void qrda3_check_header(struct qrda3_strict *strict)
{
	const struct xml_element *document = strict->tree->root;
	const struct xml_element *time = xml_child(document, "effectiveTime");
	const struct xml_element *component;

	check_templates(strict, document);
	check_fixed_parts(strict, document);
	check_record_target(strict, document);
	check_authors(strict, document);
	check_custodian(strict, document);
	check_recipient(strict, document);
	check_authenticator(strict, document);
	check_participants(strict, document);
	component = qrda3_need_one(strict, document, "component", HEADER, "17217");
	if (component != NULL)
		qrda3_need_one(strict, component, "structuredBody", HEADER, "17235");
	check_times(strict, document, time != NULL && has_offset(xml_attribute(time, "value")));
}
