/*
 * qrda3_template.h - the templates CMS's converter knows.
 */
#ifndef MIPSIA_FORMATS_QRDA3_TEMPLATE_H
#define MIPSIA_FORMATS_QRDA3_TEMPLATE_H

#include <stdbool.h>

#include "formats/qrda3_guide.h"
#include "formats/xml_tree.h"

/* What the converter does with a template, as far as it concerns improvement
 * activities. */
enum qrda3_kind {
	QRDA3_CLINICAL_DOCUMENT,
	QRDA3_IA_SECTION,
	QRDA3_PI_SECTION,
	QRDA3_MEASURE_SECTION,
	QRDA3_IA_MEASURE,
	QRDA3_MEASURE_PERFORMED,
	QRDA3_REPORTING_PARAMETERS,
	QRDA3_AGGREGATE_COUNT,
	QRDA3_PI_MEASURE,           /* numerator and denominator */
	QRDA3_PI_MEASURE_PERFORMED, /* yes or no */
	QRDA3_OTHER,                /* of quality and PI measures */
	QRDA3_LISTED                /* it has a name for it, and no decoder */
};

struct qrda3_template {
	const char *root;
	unsigned root_length;
	enum qrda3_kind kind;
	const char *title; /* in the error document; NULL: none */
	int first;         /* performance years whose converter knows it */
	int last;          /* 0: no end */
};

/* How templates are recognized. */
struct qrda3_recognition {
	int year;              /* the converter's */
	const char *extension; /* of OID_REPORT_CMS; NULL: any, or none */
	bool every_activity;   /* the activity templates of every year */
};

/* The template of a templateId element, or NULL when the converter has none by
 * that name. Extensions count for OID_REPORT_CMS only. */
const struct qrda3_template *qrda3_template_of(const struct xml_element *template_id,
                                               const struct qrda3_recognition *recognition);

/* A number below 64 of its own; the templates of an activity, or of its section,
 * have one together: an element that has two of them is one activity. */
unsigned qrda3_template_number(const struct qrda3_template *template);

#endif
