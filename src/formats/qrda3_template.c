/* qrda3_template.c - the list, and looking in it. */
#include "formats/qrda3_template.h"

#include <string.h>

#define ROOT(oid) oid, sizeof(oid) - 1

/* clang-format off */
static const struct qrda3_template templates[] = {
	{ ROOT(OID_REPORT_CMS),           QRDA3_CLINICAL_DOCUMENT,    "Clinical Document",    2017, 0 },
	{ ROOT(OID_IA_SECTION),           QRDA3_IA_SECTION,           "IA Section",           2017, 2018 },
	{ ROOT(OID_IA_SECTION_2019),      QRDA3_IA_SECTION,           "IA Section",           2019, 2019 },
	{ ROOT(OID_IA_SECTION),           QRDA3_IA_SECTION,           "IA Section",           2020, 0 },
	{ ROOT(OID_IA_MEASURE),           QRDA3_IA_MEASURE,           "Improvement Activity", 2017, 2018 },
	{ ROOT(OID_IA_MEASURE_2019),      QRDA3_IA_MEASURE,           "Improvement Activity", 2019, 2019 },
	{ ROOT(OID_IA_MEASURE),           QRDA3_IA_MEASURE,           "Improvement Activity", 2020, 0 },
	{ ROOT(OID_MEASURE_PERFORMED),    QRDA3_MEASURE_PERFORMED,    NULL,                   2017, 0 },
	{ ROOT(OID_REPORTING_PARAMETERS), QRDA3_REPORTING_PARAMETERS, NULL,                   2017, 0 },
	{ ROOT(OID_PI_SECTION),           QRDA3_PI_SECTION,           "PI Section",           2017, 0 },
	{ ROOT(OID_MEASURE_SECTION_CMS),  QRDA3_MEASURE_SECTION,      "Measure Section",      2017, 0 },
	{ ROOT(OID_MEASURE_SECTION),      QRDA3_LISTED,               NULL,                   2019, 0 },
	{ ROOT(OID "10.20.27.3.3"),       QRDA3_AGGREGATE_COUNT,      NULL,                   2017, 0 },
	{ ROOT(OID "10.20.27.3.28"),      QRDA3_PI_MEASURE,           "PI Measure",           2017, 0 },
	{ ROOT(OID "10.20.27.3.29"),      QRDA3_PI_MEASURE_PERFORMED, NULL,                   2017, 0 },
	{ ROOT(OID "10.20.27.3.31"),      QRDA3_OTHER,                NULL,                   2017, 0 },
	{ ROOT(OID "10.20.27.3.32"),      QRDA3_OTHER,                NULL,                   2017, 0 },
	{ ROOT(OID "10.20.27.3.16"),      QRDA3_OTHER,                NULL,                   2017, 0 },
	{ ROOT(OID "10.20.27.3.17"),      QRDA3_OTHER,                "Quality Measure",      2017, 0 },
	{ ROOT(OID "10.20.27.3.25"),      QRDA3_OTHER,                NULL,                   2017, 0 },
	{ ROOT(OID "10.20.27.3.18"),      QRDA3_OTHER,                NULL,                   2017, 0 },
	{ ROOT(OID "10.20.27.3.20"),      QRDA3_OTHER,                NULL,                   2017, 2018 },
	{ ROOT(OID "10.20.27.3.22"),      QRDA3_OTHER,                NULL,                   2017, 2018 },
	{ ROOT(OID "10.20.27.3.21"),      QRDA3_OTHER,                NULL,                   2017, 2018 },
	{ ROOT(OID "10.20.27.3.19"),      QRDA3_OTHER,                NULL,                   2017, 2018 },
	{ ROOT(OID "10.20.27.3.26"),      QRDA3_LISTED,               NULL,                   2017, 2018 },
	{ ROOT(OID "10.20.27.3.4"),       QRDA3_OTHER,                NULL,                   2019, 0 },
	{ ROOT(OID "10.20.27.3.7"),       QRDA3_OTHER,                NULL,                   2019, 0 },
	{ ROOT(OID "10.20.27.3.6"),       QRDA3_OTHER,                NULL,                   2019, 0 },
	{ ROOT(OID "10.20.27.3.8"),       QRDA3_OTHER,                NULL,                   2019, 0 },
	{ ROOT(OID "10.20.27.3.2"),       QRDA3_LISTED,               NULL,                   2019, 0 },
};
/* clang-format on */

#define TEMPLATES (sizeof templates / sizeof templates[0])

_Static_assert(TEMPLATES <= 64, "qrda3_template_number must fit a bit set");

static bool root_is(const struct qrda3_template *template, struct xml_text root)
{
	/* Roots differ at their ends: all begin with OID. */
	const char *end = template->root + template->root_length - 2;

	return template->root_length == root.length && memcmp(end, root.at + root.length - 2, 2) == 0 &&
	       memcmp(template->root, root.at, root.length) == 0;
}

static bool is_activity(enum qrda3_kind kind)
{
	return kind == QRDA3_IA_SECTION || kind == QRDA3_IA_MEASURE;
}

static bool is_known(const struct qrda3_template *template, const struct qrda3_recognition *recognition)
{
	if (recognition->every_activity && is_activity(template->kind))
		return true;
	return recognition->year >= template->first &&
	       (template->last == 0 || recognition->year <= template->last);
}

static bool extension_fits(const struct qrda3_template *template, const struct xml_element *template_id,
                           const struct qrda3_recognition *recognition)
{
	return template->kind != QRDA3_CLINICAL_DOCUMENT || recognition->extension == NULL ||
	       xml_attribute_is(template_id, "extension", recognition->extension);
}

const struct qrda3_template *qrda3_template_of(const struct xml_element *template_id,
                                               const struct qrda3_recognition *recognition)
{
	struct xml_text root = xml_attribute(template_id, "root");

	if (root.at == NULL || root.length < 2)
		return NULL;
	for (size_t i = 0; i < TEMPLATES; i++) {
		if (root_is(&templates[i], root) && is_known(&templates[i], recognition))
			return extension_fits(&templates[i], template_id, recognition) ? &templates[i] : NULL;
	}
	return NULL;
}

unsigned qrda3_template_number(const struct qrda3_template *template)
{
	const struct qrda3_template *first = templates;

	if (!is_activity(template->kind))
		return (unsigned)(template - templates);
	while (first->kind != template->kind)
		first++;
	return (unsigned)(first - templates);
}
