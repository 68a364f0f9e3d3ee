/*
 * qrda3_rules_performer.c - the official rules for documentationOf: who reports,
 * by which identifiers.
 */
#include <string.h>

#include "formats/identifier.h"
#include "formats/qrda3_strict.h"

#define PERFORMER "performerRule"
#define IDENTIFIER "identifierRule"

/* ---------------------------------------------------------------- identifiers */

static void check_npi(struct qrda3_strict *strict, const struct xml_element *id)
{
	struct xml_text npi = xml_attribute(id, "extension");
	bool null = xml_attribute(id, "nullFlavor").at != NULL;
	enum identifier_fault fault;

	if ((npi.at != NULL) == null)
		qrda3_broken(strict, id, IDENTIFIER, "CMS_0118",
		             "the NPI must have an extension or a nullFlavor, not both");
	if (npi.at == NULL)
		return;
	fault = identifier_check_npi(npi.at, npi.length,
	                             strict->test_identifiers ? IDENTIFIER_TEST : IDENTIFIER_REAL);
	if (fault != IDENTIFIER_GOOD)
		qrda3_broken(strict, id, IDENTIFIER, fault == IDENTIFIER_LENGTH ? "CMS_0115" : "CMS_0117",
		             "the NPI %s", identifier_npi_fault_text(fault));
}

static void check_tin(struct qrda3_strict *strict, const struct xml_element *id)
{
	struct xml_text tin = xml_attribute(id, "extension");
	bool null = xml_attribute(id, "nullFlavor").at != NULL;
	enum identifier_fault fault;

	if ((tin.at != NULL) == null)
		qrda3_broken(strict, id, IDENTIFIER, "CMS_0120",
		             "the TIN must have an extension or a nullFlavor, not both");
	if (tin.at == NULL)
		return;
	fault = identifier_check_tin(tin.at, tin.length);
	if (fault != IDENTIFIER_GOOD)
		qrda3_broken(strict, id, IDENTIFIER, "CMS_0119", "the TIN %s",
		             identifier_tin_fault_text(fault));
}

/* Identifiers everywhere in the head. */
static void check_identifiers(struct qrda3_strict *strict, const struct xml_element *element)
{
	if (xml_is(element, "id") && xml_attribute_is(element, "root", OID_NPI))
		check_npi(strict, element);
	if (xml_is(element, "id") && xml_attribute_is(element, "root", OID_TIN))
		check_tin(strict, element);
	for (const struct xml_element *child = element->first; child != NULL; child = child->next)
		check_identifiers(strict, child);
}

/* ---------------------------------------------------------------- by program */

/* How many ids with the root have an extension. */
static size_t count_ids(const struct xml_element *parent, const char *root)
{
	const struct xml_element *id;
	size_t count = 0;

	for (id = xml_child(parent, "id"); id != NULL; id = xml_next_same(id))
		count += xml_attribute_is(id, "root", root) && xml_attribute(id, "extension").at != NULL;
	return count;
}

/* What the performer of an entity type must have, and must not. */
struct entity_rule {
	const char *entity;
	const char *root; /* of the identifier of its organization */
	const char *what;
	const char *number;
	bool npi;
	bool no_tin;
};

static const struct entity_rule entity_rules[] = {
	{ "individual", OID_TIN, "TIN", "CMS_112", true, false },
	{ "group", OID_TIN, "TIN", "CMS_82", false, false },
	{ "virtualGroup", OID_VIRTUAL_GROUP, "virtual group's identifier", "CMS_83", false, false },
	{ "apm", OID_APM_ENTITY, "APM Entity's identifier", "CMS_109", false, true },
	{ "subgroup", OID_SUBGROUP, "subgroup's identifier", "CMS_114", false, false },
};

static const struct entity_rule *find_rule(const struct qrda3_program *program)
{
	for (size_t i = 0; program != NULL && i < sizeof entity_rules / sizeof entity_rules[0]; i++) {
		if (strcmp(entity_rules[i].entity, program->entity) == 0)
			return &entity_rules[i];
	}
	return NULL;
}

static void check_by_program(struct qrda3_strict *strict, const struct xml_element *assigned,
                             const struct xml_element *organization)
{
	const struct entity_rule *rule =
		strict->program && !strict->program->needs_quality ? find_rule(strict->program) : NULL;
	size_t npis = count_ids(assigned, OID_NPI);

	if (rule == NULL)
		return;
	if (count_ids(organization, rule->root) != 1)
		qrda3_broken(strict, organization, PERFORMER, rule->number,
		             "for the program %s, representedOrganization must have one %s",
		             strict->program->name, rule->what);
	if (rule->npi && npis != 1)
		qrda3_broken(strict, assigned, PERFORMER, "18178",
		             "for the program %s, the performer must have one NPI", strict->program->name);
	if (!rule->npi && npis > 0)
		qrda3_broken(strict, assigned, PERFORMER, "18177",
		             "for the program %s, the performer's NPI must have nullFlavor=\"NA\" and no "
		             "extension",
		             strict->program->name);
	if (rule->no_tin && strcmp(strict->program->program, "mips") == 0 &&
	    count_ids(organization, OID_TIN) > 0)
		qrda3_broken(strict, organization, PERFORMER, "18177",
		             "for the program %s, the performer must have no TIN", strict->program->name);
}

/* ------------------------------------------------------------------ structure */

static bool has_npi_id(const struct xml_element *assigned)
{
	const struct xml_element *id;
	size_t count = 0;

	for (id = xml_child(assigned, "id"); id != NULL; id = xml_next_same(id))
		count += xml_attribute_is(id, "root", OID_NPI);
	return count == 1;
}

static void check_performer(struct qrda3_strict *strict, const struct xml_element *performer)
{
	const struct xml_element *assigned, *organization;

	qrda3_need_value(strict, performer, "typeCode", "PRF", PERFORMER, "18174");
	assigned = qrda3_need_one(strict, performer, "assignedEntity", PERFORMER, "18176");
	if (assigned == NULL)
		return;
	if (!has_npi_id(assigned))
		qrda3_broken(strict, assigned, PERFORMER, "18177",
		             "assignedEntity must have one id with root " OID_NPI
		             "; without an NPI it has nullFlavor=\"NA\"");
	organization = qrda3_need_one(strict, assigned, "representedOrganization", PERFORMER, "18180");
	if (organization != NULL)
		check_by_program(strict, assigned, organization);
}

static void check_event(struct qrda3_strict *strict, const struct xml_element *event)
{
	const struct xml_element *performer = xml_child(event, "performer");
	size_t count = xml_count(event, "performer");

	qrda3_need_value(strict, event, "classCode", "PCPR", PERFORMER, "18172");
	if (count == 0)
		qrda3_broken(strict, event, PERFORMER, "18173", "serviceEvent must have a performer");
	if (count > 1 && strict->program != NULL && !strict->program->needs_quality)
		qrda3_broken(strict, event, PERFORMER, "18171",
		             "for the program %s, serviceEvent must have exactly one performer; it has %zu",
		             strict->program->name, count);
	for (; performer != NULL; performer = xml_next_same(performer))
		check_performer(strict, performer);
}

void qrda3_check_performers(struct qrda3_strict *strict)
{
	const struct xml_element *document = strict->tree->root;
	const struct xml_element *of =
		qrda3_need_one(strict, document, "documentationOf", PERFORMER, "18170");
	const struct xml_element *event =
		of ? qrda3_need_one(strict, of, "serviceEvent", PERFORMER, "18171") : NULL;

	if (event != NULL)
		check_event(strict, event);
	for (const struct xml_element *child = document->first; child != NULL; child = child->next) {
		if (!xml_is(child, "component"))
			check_identifiers(strict, child);
	}
}
