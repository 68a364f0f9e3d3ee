/*
 * qrda3_write.c - a QRDA III document with one section of improvement activities,
 * by the implementation guide of its year (formats.md 3.1 to 3.3).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/qrda3.h"
#include "formats/qrda3_plan.h"
#include "formats/xml_write.h"

#define SOFTWARE "mipsia"
#define NOT_APPLICABLE "NA"

struct writing {
	struct xml_writer *xml;
	const struct qrda3_plan *plan;
	const char *organization;
	const char *document_id;
};

static void put_id(struct xml_writer *xml, const char *root, const char *extension)
{
	xml_put_leaf(xml, "id", "root", root, "extension", extension, NULL);
}

static void put_no_id(struct xml_writer *xml, const char *root)
{
	xml_put_leaf(xml, "id", "root", root, "nullFlavor", NOT_APPLICABLE, NULL);
}

static void put_template(struct xml_writer *xml, const char *root, const char *extension)
{
	xml_put_leaf(xml, "templateId", "root", root, "extension", extension, NULL);
}

static void put_uuid(const struct writing *writing, const char *label, size_t number)
{
	char uuid[QRDA3_UUID];

	qrda3_plan_uuid(writing->plan, label, number, uuid);
	xml_put_leaf(writing->xml, "id", "root", uuid, NULL);
}

/* -------------------------------------------------------------------------- head */

static void put_kind(const struct writing *writing)
{
	struct xml_writer *xml = writing->xml;

	xml_put_leaf(xml, "realmCode", "code", "US", NULL);
	xml_put_leaf(xml, "typeId", "root", OID "1.3", "extension", "POCD_HD000040", NULL);
	put_template(xml, OID_REPORT, writing->plan->guide->report);
	put_template(xml, OID_REPORT_CMS, writing->plan->guide->cms);
	if (writing->document_id != NULL)
		xml_put_leaf(xml, "id", "root", writing->document_id, NULL);
	else
		put_uuid(writing, "document", 0);
	xml_put_leaf(xml, "code", "code", "55184-6", "codeSystem", OID_LOINC, "codeSystemName", "LOINC",
	             "displayName", "Quality Reporting Document Architecture Calculated Summary Report", NULL);
	xml_put_text_element(xml, "title", "QRDA Category III report: improvement activities");
	xml_put_leaf(xml, "effectiveTime", "value", writing->plan->time, NULL);
	xml_put_leaf(xml, "confidentialityCode", "code", "N", "codeSystem", OID "5.25", NULL);
	xml_put_leaf(xml, "languageCode", "code", "en", NULL);
	xml_put_leaf(xml, "versionNumber", "value", "1", NULL);
}

static void put_record_target(struct xml_writer *xml)
{
	xml_open(xml, "recordTarget");
	xml_open(xml, "patientRole");
	xml_put_leaf(xml, "id", "nullFlavor", NOT_APPLICABLE, NULL);
	xml_close(xml);
	xml_close(xml);
}

/* An organization of ours: without identifier, with a name. */
static void put_organization(const struct writing *writing, const char *element)
{
	xml_open(writing->xml, element);
	xml_put_leaf(writing->xml, "id", "nullFlavor", NOT_APPLICABLE, NULL);
	xml_put_text_element(writing->xml, "name", writing->organization);
	xml_close(writing->xml);
}

static void put_author(const struct writing *writing)
{
	struct xml_writer *xml = writing->xml;

	xml_open(xml, "author");
	xml_put_leaf(xml, "time", "value", writing->plan->time, NULL);
	xml_open(xml, "assignedAuthor");
	xml_put_leaf(xml, "id", "nullFlavor", NOT_APPLICABLE, NULL);
	xml_open(xml, "assignedAuthoringDevice");
	xml_put_text_element(xml, "softwareName", SOFTWARE);
	xml_close(xml);
	put_organization(writing, "representedOrganization");
	xml_close(xml);
	xml_close(xml);
}

static void put_custodian(const struct writing *writing)
{
	xml_open(writing->xml, "custodian");
	xml_open(writing->xml, "assignedCustodian");
	put_organization(writing, "representedCustodianOrganization");
	xml_close(writing->xml);
	xml_close(writing->xml);
}

static void put_recipient(const struct writing *writing)
{
	xml_open(writing->xml, "informationRecipient");
	xml_open(writing->xml, "intendedRecipient");
	put_id(writing->xml, OID_PROGRAM, writing->plan->program->name);
	xml_close(writing->xml);
	xml_close(writing->xml);
}

static void put_authenticator(const struct writing *writing)
{
	struct xml_writer *xml = writing->xml;

	xml_open(xml, "legalAuthenticator");
	xml_put_leaf(xml, "time", "value", writing->plan->time, NULL);
	xml_put_leaf(xml, "signatureCode", "code", "S", NULL);
	xml_open(xml, "assignedEntity");
	xml_put_leaf(xml, "id", "nullFlavor", NOT_APPLICABLE, NULL);
	put_organization(writing, "representedOrganization");
	xml_close(xml);
	xml_close(xml);
}

static void put_participant(const struct writing *writing, const char *type, const char *class_code,
                            const char *root, const char *extension)
{
	struct xml_writer *xml = writing->xml;
	bool place = strcmp(type, "LOC") == 0;

	xml_open(xml, "participant");
	xml_put_attribute(xml, "typeCode", type);
	xml_open(xml, "associatedEntity");
	xml_put_attribute(xml, "classCode", class_code);
	put_id(xml, root, extension);
	if (place) {
		xml_put_leaf(xml, "code", "code", "394730007", "codeSystem", OID_SNOMED, NULL);
		xml_put_leaf(xml, "addr", "nullFlavor", NOT_APPLICABLE, NULL);
	}
	xml_close(xml);
	xml_close(xml);
}

static void put_participants(const struct writing *writing)
{
	const struct qrda3_plan *plan = writing->plan;

	if (plan->mvp != NULL)
		put_participant(writing, "TRC", "PROG", OID_MVP, plan->mvp);
	if (strcmp(plan->program->program, "pcf") == 0 && plan->entity_id != NULL)
		put_participant(writing, "LOC", "SDLOC", OID_PCF_ENTITY, plan->entity_id);
}

/* --------------------------------------------------------------------- performer */

/* The root of the identifier that stands for the entity itself; NULL: its TIN. */
static const char *entity_root(const struct qrda3_program *program)
{
	if (strcmp(program->entity, "virtualGroup") == 0)
		return OID_VIRTUAL_GROUP;
	if (strcmp(program->entity, "subgroup") == 0)
		return OID_SUBGROUP;
	if (strcmp(program->entity, "apm") == 0)
		return OID_APM_ENTITY;
	return NULL;
}

static void put_tin(const struct writing *writing)
{
	if (writing->plan->tin != NULL)
		put_id(writing->xml, OID_TIN, writing->plan->tin);
	else
		put_no_id(writing->xml, OID_TIN);
}

static void put_performer_organization(const struct writing *writing)
{
	const struct qrda3_plan *plan = writing->plan;
	const char *root = entity_root(plan->program);

	xml_open(writing->xml, "representedOrganization");
	if (root == NULL || (plan->tin != NULL && strcmp(root, OID_VIRTUAL_GROUP) == 0))
		put_tin(writing);
	if (root != NULL && strcmp(plan->program->program, "pcf") != 0 && plan->entity_id != NULL)
		put_id(writing->xml, root, plan->entity_id);
	xml_put_text_element(writing->xml, "name", writing->organization);
	xml_close(writing->xml);
}

static void put_performer(const struct writing *writing)
{
	struct xml_writer *xml = writing->xml;
	const struct qrda3_plan *plan = writing->plan;

	xml_open(xml, "documentationOf");
	xml_put_attribute(xml, "typeCode", "DOC");
	xml_open(xml, "serviceEvent");
	xml_put_attribute(xml, "classCode", "PCPR");
	xml_open(xml, "performer");
	xml_put_attribute(xml, "typeCode", "PRF");
	xml_open(xml, "assignedEntity");
	if (strcmp(plan->program->entity, "individual") == 0 && plan->npi != NULL)
		put_id(xml, OID_NPI, plan->npi);
	else
		put_no_id(xml, OID_NPI);
	put_performer_organization(writing);
	xml_close(xml);
	xml_close(xml);
	xml_close(xml);
	xml_close(xml);
}

/* ------------------------------------------------------------------------ section */

static void put_performed(const struct writing *writing, bool value)
{
	struct xml_writer *xml = writing->xml;

	xml_open(xml, "component");
	xml_open(xml, "observation");
	xml_put_attribute(xml, "classCode", "OBS");
	xml_put_attribute(xml, "moodCode", "EVN");
	put_template(xml, OID_MEASURE_PERFORMED, QRDA3_ORGANIZER_EXTENSION);
	xml_put_leaf(xml, "code", "code", "ASSERTION", "codeSystem", OID_ACT_CODE, "codeSystemName", "ActCode",
	             NULL);
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

static void put_reference(const struct writing *writing, const char *id)
{
	struct xml_writer *xml = writing->xml;

	xml_open(xml, "reference");
	xml_put_attribute(xml, "typeCode", "REFR");
	xml_open(xml, "externalDocument");
	xml_put_attribute(xml, "classCode", "DOC");
	xml_put_attribute(xml, "moodCode", "EVN");
	put_id(xml, OID_ACTIVITY, id);
	xml_put_text_element(xml, "text", title_of(id, writing->plan->guide->year));
	xml_close(xml);
	xml_close(xml);
}

static void put_activity(const struct writing *writing, const json_t *measurement, size_t number)
{
	struct xml_writer *xml = writing->xml;

	xml_open(xml, "entry");
	xml_open(xml, "organizer");
	xml_put_attribute(xml, "classCode", "CLUSTER");
	xml_put_attribute(xml, "moodCode", "EVN");
	put_template(xml, OID_MEASURE_REFERENCE, NULL);
	put_template(xml, OID_IA_MEASURE, QRDA3_ORGANIZER_EXTENSION);
	if (writing->plan->guide->templates_2019)
		put_template(xml, OID_IA_MEASURE_2019, QRDA3_EXTENSION_2019);
	put_uuid(writing, "activity", number);
	xml_put_leaf(xml, "statusCode", "code", "completed", NULL);
	put_reference(writing, json_string_value(json_object_get(measurement, "measureId")));
	put_performed(writing, json_is_true(json_object_get(measurement, "value")));
	xml_close(xml);
	xml_close(xml);
}

static void put_parameters(const struct writing *writing)
{
	struct xml_writer *xml = writing->xml;

	xml_open(xml, "entry");
	xml_put_attribute(xml, "typeCode", "DRIV");
	xml_open(xml, "act");
	xml_put_attribute(xml, "classCode", "ACT");
	xml_put_attribute(xml, "moodCode", "EVN");
	put_template(xml, OID_REPORTING_PARAMETERS, writing->plan->guide->parameters);
	put_uuid(writing, "parameters", 0);
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
static void put_narrative(const struct writing *writing)
{
	const json_t *measurements = writing->plan->measurements;

	xml_open(writing->xml, "text");
	xml_open(writing->xml, "list");
	for (size_t i = 0; i < json_array_size(measurements); i++) {
		const json_t *measurement = json_array_get(measurements, i);
		const char *id = json_string_value(json_object_get(measurement, "measureId"));

		xml_open(writing->xml, "item");
		xml_put_text(writing->xml, id);
		xml_put_text(writing->xml, json_is_true(json_object_get(measurement, "value")) ? ": performed"
		                                                                                : ": not performed");
		xml_close(writing->xml);
	}
	xml_close(writing->xml);
	xml_close(writing->xml);
}

static void put_section(const struct writing *writing)
{
	struct xml_writer *xml = writing->xml;
	const json_t *measurements = writing->plan->measurements;

	put_template(xml, OID_HL7_MEASURE_SECTION, NULL);
	put_template(xml, OID_IA_SECTION, writing->plan->guide->section);
	if (writing->plan->guide->templates_2019)
		put_template(xml, OID_IA_SECTION_2019, QRDA3_EXTENSION_2019);
	put_uuid(writing, "section", 0);
	xml_put_leaf(xml, "code", "code", "55186-1", "codeSystem", OID_LOINC, "displayName", "Measure Section", NULL);
	xml_put_text_element(xml, "title", "Measure Section");
	put_narrative(writing);
	for (size_t i = 0; i < json_array_size(measurements); i++)
		put_activity(writing, json_array_get(measurements, i), i);
	put_parameters(writing);
}

static void put_body(const struct writing *writing)
{
	static const char *const path[] = { "component", "structuredBody", "component", "section" };

	for (size_t i = 0; i < 4; i++)
		xml_open(writing->xml, path[i]);
	put_section(writing);
	for (size_t i = 0; i < 4; i++)
		xml_close(writing->xml);
}

static void put_document(const struct writing *writing)
{
	xml_open(writing->xml, "ClinicalDocument");
	xml_put_attribute(writing->xml, "xmlns", "urn:hl7-org:v3");
	xml_put_attribute(writing->xml, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
	put_kind(writing);
	put_record_target(writing->xml);
	put_author(writing);
	put_custodian(writing);
	put_recipient(writing);
	put_authenticator(writing);
	put_participants(writing);
	put_performer(writing);
	put_body(writing);
	xml_close(writing->xml);
}

/* ------------------------------------------------------------------------- checks */

/* Hands on what the strict reader says of our own document. False when CMS's
 * converter would refuse it. */
static bool check(const char *text, size_t length, const struct qrda3_plan *plan, struct findings *findings)
{
	struct qrda3_read_options options = { .year = plan->guide->year, .cms_test_identifiers = true };
	struct qrda3_reading reading;
	bool good = qrda3_read(text, length, &options, &reading) == QRDA3_OK && reading.findings.errors == 0;

	for (size_t i = 0; i < reading.findings.length; i++) {
		const struct finding *finding = &reading.findings.items[i];
		struct finding_place place = { finding->path, 0, 0 };

		if (finding->severity == FINDING_ERROR || finding->authority == FINDING_SCHEMATRON)
			findings_add(findings, finding->severity, finding->authority, finding->code,
			             finding->cms_code, place, finding->remedy, "%s", finding->message);
	}
	qrda3_reading_free(&reading);
	return good;
}

enum qrda3_status qrda3_write(const json_t *submission, const struct qrda3_write_options *options, char **text,
                              size_t *length, struct findings *findings)
{
	struct qrda3_plan plan;
	struct writing writing = { .plan = &plan,
		                   .organization = options->organization ? options->organization : "mipsia user",
		                   .document_id = options->document_id };

	*text = NULL;
	*length = 0;
	if (!qrda3_plan_make(submission, options, &plan, findings))
		return QRDA3_EINPUT;
	writing.xml = xml_writer_new();
	if (writing.xml == NULL)
		return QRDA3_EMEMORY;
	put_document(&writing);
	*text = xml_writer_finish(writing.xml, length);
	if (*text == NULL)
		return QRDA3_EMEMORY;
	if (check(*text, *length, &plan, findings))
		return QRDA3_OK;
	free(*text);
	*text = NULL;
	*length = 0;
	return QRDA3_EINPUT;
}
