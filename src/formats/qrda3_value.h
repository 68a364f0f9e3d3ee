/*
 * qrda3_value.h - values of a document, by the paths at which CMS's converter
 * looks for them (formats.md 3.2, 3.3).
 */
#ifndef MIPSIA_FORMATS_QRDA3_VALUE_H
#define MIPSIA_FORMATS_QRDA3_VALUE_H

#include <stddef.h>

#include "formats/xml_tree.h"

#define QRDA3_PATH_MAX 6

/* Children's names below an element, the @root its last step must have (NULL:
 * any), and the attribute. Only elements that have the attribute are hits. */
struct qrda3_path {
	const char *names[QRDA3_PATH_MAX + 1];
	const char *root;
	const char *attribute;
};

struct qrda3_hits {
	size_t count;
	struct xml_text first;             /* .at NULL: no hit */
	const struct xml_element *element; /* of the first */
	const struct xml_element *second;  /* element of the second hit */
	size_t shortest;                   /* UTF-16 units of the shortest value */
};

struct qrda3_hits qrda3_find(const struct xml_element *from, const struct qrda3_path *path);

/* Below ClinicalDocument. */
extern const struct qrda3_path qrda3_path_program;
extern const struct qrda3_path qrda3_path_npi;
extern const struct qrda3_path qrda3_path_tin;
extern const struct qrda3_path qrda3_path_virtual_group;
extern const struct qrda3_path qrda3_path_apm_entity;
extern const struct qrda3_path qrda3_path_subgroup;
extern const struct qrda3_path qrda3_path_pcf_entity;
extern const struct qrda3_path qrda3_path_mvp;

/* Below the element that has the template. */
extern const struct qrda3_path qrda3_path_measure_id; /* organizer */
extern const struct qrda3_path qrda3_path_performed;  /* observation */
extern const struct qrda3_path qrda3_path_count;      /* observation */
extern const struct qrda3_path qrda3_path_low;        /* act */
extern const struct qrda3_path qrda3_path_high;

/* UTF-16 units of a text, as Java's String.length(). */
size_t qrda3_units(struct xml_text text);

#endif
