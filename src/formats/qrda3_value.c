/* qrda3_value.c - walking the paths. */
#include "formats/qrda3_value.h"

#include "formats/qrda3_guide.h"

#define PERFORMER "documentationOf", "serviceEvent", "performer", "assignedEntity"

const struct qrda3_path qrda3_path_program = { { "informationRecipient", "intendedRecipient", "id" },
	                                       OID_PROGRAM,
	                                       "extension" };
const struct qrda3_path qrda3_path_npi = { { PERFORMER, "id" }, OID_NPI, "extension" };
const struct qrda3_path qrda3_path_tin = { { PERFORMER, "representedOrganization", "id" },
	                                   OID_TIN,
	                                   "extension" };
const struct qrda3_path qrda3_path_virtual_group = { { PERFORMER, "representedOrganization", "id" },
	                                             OID_VIRTUAL_GROUP,
	                                             "extension" };
const struct qrda3_path qrda3_path_apm_entity = { { PERFORMER, "representedOrganization", "id" },
	                                          OID_APM_ENTITY,
	                                          "extension" };
const struct qrda3_path qrda3_path_subgroup = { { PERFORMER, "representedOrganization", "id" },
	                                        OID_SUBGROUP,
	                                        "extension" };
const struct qrda3_path qrda3_path_pcf_entity = { { "participant", "associatedEntity", "id" },
	                                          OID_PCF_ENTITY,
	                                          "extension" };
const struct qrda3_path qrda3_path_mvp = { { "participant", "associatedEntity", "id" },
	                                   OID_MVP,
	                                   "extension" };
const struct qrda3_path qrda3_path_measure_id = { { "reference", "externalDocument", "id" },
	                                          NULL,
	                                          "extension" };
const struct qrda3_path qrda3_path_performed = { { "value" }, NULL, "code" };
const struct qrda3_path qrda3_path_count = { { "value" }, NULL, "value" };
const struct qrda3_path qrda3_path_low = { { "effectiveTime", "low" }, NULL, "value" };
const struct qrda3_path qrda3_path_high = { { "effectiveTime", "high" }, NULL, "value" };

size_t qrda3_units(struct xml_text text)
{
	size_t units = 0;

	for (size_t i = 0; i < text.length; i++) {
		unsigned char byte = (unsigned char)text.at[i];

		units += (size_t)((byte & 0xC0u) != 0x80u) + (size_t)(byte >= 0xF0u);
	}
	return units;
}

static void take(const struct xml_element *element, const struct qrda3_path *path, struct qrda3_hits *hits)
{
	struct xml_text value = xml_attribute(element, path->attribute);
	size_t units;

	if (value.at == NULL || (path->root != NULL && !xml_attribute_is(element, "root", path->root)))
		return;
	units = qrda3_units(value);
	if (hits->count == 0) {
		hits->first = value;
		hits->element = element;
	} else if (hits->count == 1) {
		hits->second = element;
	}
	if (hits->count == 0 || units < hits->shortest)
		hits->shortest = units;
	hits->count++;
}

static void follow(const struct xml_element *from, size_t step, const struct qrda3_path *path,
                   struct qrda3_hits *hits)
{
	const struct xml_element *child;

	if (path->names[step] == NULL) {
		take(from, path, hits);
		return;
	}
	for (child = xml_child(from, path->names[step]); child != NULL; child = xml_next_same(child))
		follow(child, step + 1, path, hits);
}

struct qrda3_hits qrda3_find(const struct xml_element *from, const struct qrda3_path *path)
{
	struct qrda3_hits hits = { 0 };

	follow(from, 0, path, &hits);
	return hits;
}
