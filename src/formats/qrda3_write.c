/*
 * qrda3_write.c - a QRDA III document with one section of improvement activities,
 * by the implementation guide of its year: the document and its head.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/qrda3.h"
#include "formats/qrda3_writing.h"

#define SOFTWARE "mipsia"
#define NOT_APPLICABLE "NA"

void qrda3_put_id(struct xml_writer *xml, const char *root, const char *extension)
{
	xml_put_leaf(xml, "id", "root", root, "extension", extension, NULL);
}

static void put_no_id(struct xml_writer *xml, const char *root)
{
	xml_put_leaf(xml, "id", "root", root, "nullFlavor", NOT_APPLICABLE, NULL);
}

void qrda3_put_template(struct xml_writer *xml, const char *root, const char *extension)
{
	xml_put_leaf(xml, "templateId", "root", root, "extension", extension, NULL);
}

void qrda3_put_uuid(const struct qrda3_writing *writing, const char *label, size_t number)
{
	char uuid[QRDA3_UUID];

	qrda3_plan_uuid(writing->plan, label, number, uuid);
	xml_put_leaf(writing->xml, "id", "root", uuid, NULL);
}

/* -------------------------------------------------------------------------- head */

static void put_kind(const struct qrda3_writing *writing)
{
	struct xml_writer *xml = writing->xml;

	xml_put_leaf(xml, "realmCode", "code", "US", NULL);
	xml_put_leaf(xml, "typeId", "root", OID "1.3", "extension", "POCD_HD000040", NULL);
	qrda3_put_template(xml, OID_REPORT, writing->plan->guide->report);
	qrda3_put_template(xml, OID_REPORT_CMS, writing->plan->guide->cms);
	if (writing->document_id != NULL)
		xml_put_leaf(xml, "id", "root", writing->document_id, NULL);
	else
		qrda3_put_uuid(writing, "document", 0);
	xml_put_leaf(xml, "code", "code", "55184-6", "codeSystem", OID_LOINC, "codeSystemName", "LOINC",
	             "displayName", "Quality Reporting Document Architecture Calculated Summary Report",
	             NULL);
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
static void put_organization(const struct qrda3_writing *writing, const char *element)
{
	xml_open(writing->xml, element);
	xml_put_leaf(writing->xml, "id", "nullFlavor", NOT_APPLICABLE, NULL);
	xml_put_text_element(writing->xml, "name", writing->organization);
	xml_close(writing->xml);
}

static void put_author(const struct qrda3_writing *writing)
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

static void put_custodian(const struct qrda3_writing *writing)
{
	xml_open(writing->xml, "custodian");
	xml_open(writing->xml, "assignedCustodian");
	put_organization(writing, "representedCustodianOrganization");
	xml_close(writing->xml);
	xml_close(writing->xml);
}

static void put_recipient(const struct qrda3_writing *writing)
{
	xml_open(writing->xml, "informationRecipient");
	xml_open(writing->xml, "intendedRecipient");
	qrda3_put_id(writing->xml, OID_PROGRAM, writing->plan->program->name);
	xml_close(writing->xml);
	xml_close(writing->xml);
}

static void put_authenticator(const struct qrda3_writing *writing)
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

static void put_participant(const struct qrda3_writing *writing, const char *type, const char *class_code,
                            const char *root, const char *extension)
{
	struct xml_writer *xml = writing->xml;
	bool place = strcmp(type, "LOC") == 0;

	xml_open(xml, "participant");
	xml_put_attribute(xml, "typeCode", type);
	xml_open(xml, "associatedEntity");
	xml_put_attribute(xml, "classCode", class_code);
	qrda3_put_id(xml, root, extension);
	if (place) {
		xml_put_leaf(xml, "code", "code", "394730007", "codeSystem", OID_SNOMED, NULL);
		xml_put_leaf(xml, "addr", "nullFlavor", NOT_APPLICABLE, NULL);
	}
	xml_close(xml);
	xml_close(xml);
}

static void put_participants(const struct qrda3_writing *writing)
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

static void put_tin(const struct qrda3_writing *writing)
{
	if (writing->plan->tin != NULL)
		qrda3_put_id(writing->xml, OID_TIN, writing->plan->tin);
	else
		put_no_id(writing->xml, OID_TIN);
}

static void put_performer_organization(const struct qrda3_writing *writing)
{
	const struct qrda3_plan *plan = writing->plan;
	const char *root = entity_root(plan->program);

	xml_open(writing->xml, "representedOrganization");
	if (root == NULL || (plan->tin != NULL && strcmp(root, OID_VIRTUAL_GROUP) == 0))
		put_tin(writing);
	if (root != NULL && strcmp(plan->program->program, "pcf") != 0 && plan->entity_id != NULL)
		qrda3_put_id(writing->xml, root, plan->entity_id);
	xml_put_text_element(writing->xml, "name", writing->organization);
	xml_close(writing->xml);
}

static void put_performer(const struct qrda3_writing *writing)
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
		qrda3_put_id(xml, OID_NPI, plan->npi);
	else
		put_no_id(xml, OID_NPI);
	put_performer_organization(writing);
	xml_close(xml);
	xml_close(xml);
	xml_close(xml);
	xml_close(xml);
}

/* -------------------------------------------------------------------- document */

static void put_body(const struct qrda3_writing *writing)
{
	static const char *const path[] = { "component", "structuredBody", "component", "section" };

	for (size_t i = 0; i < 4; i++)
		xml_open(writing->xml, path[i]);
	qrda3_put_section(writing);
	for (size_t i = 0; i < 4; i++)
		xml_close(writing->xml);
}

static void put_document(const struct qrda3_writing *writing)
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

enum qrda3_status qrda3_write(const json_t *submission, const struct qrda3_write_options *options,
                              char **text, size_t *length, struct findings *findings)
{
	struct qrda3_plan plan;
	struct qrda3_writing writing = { .plan = &plan,
		                         .organization = options->organization ? options->organization
		                                                               : "mipsia user",
		                         .document_id = options->document_id };

	*text = NULL;
	*length = 0;
	if (!qrda3_plan_make(submission, options, &plan, findings))
		return QRDA3_EINPUT;
	writing.xml = xml_writer_new();
	if (writing.xml == NULL)
		return QRDA3_EMEMORY;
	put_document(&writing);
	if (xml_writer_has_bad_text(writing.xml)) {
		findings_add(findings, FINDING_ERROR, FINDING_MIPSIA, "badCharacter", 0,
		             (struct finding_place){ .path = "$" }, "Leave the character out.",
		             "A text has a control character, which XML cannot hold");
		xml_writer_free(writing.xml);
		return QRDA3_EINPUT;
	}
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
