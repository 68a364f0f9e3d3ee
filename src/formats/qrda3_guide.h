/*
 * qrda3_guide.h - what differs from year to year: the extensions of CMS's
 * implementation guides, the program names, and the converter that CMS ran.
 * Tables only: formats.md 3.1, 3.2, 3.6.
 */
#ifndef MIPSIA_FORMATS_QRDA3_GUIDE_H
#define MIPSIA_FORMATS_QRDA3_GUIDE_H

#include <stdbool.h>
#include <stddef.h>

#include "formats/xml_tree.h"

/* ------------------------------------------------------------- OIDs we speak of */

#define OID "2.16.840.1.113883."
#define OID_REPORT OID "10.20.27.1.1"     /* QRDA Category III Report, HL7 */
#define OID_REPORT_CMS OID "10.20.27.1.2" /* the same, CMS: names the year */
#define OID_HL7_MEASURE_SECTION OID "10.20.24.2.2"
#define OID_MEASURE_SECTION OID "10.20.27.2.1"
#define OID_MEASURE_SECTION_CMS OID "10.20.27.2.3"
#define OID_IA_SECTION OID "10.20.27.2.4"
#define OID_IA_SECTION_2019 OID "3.249.20.2.1"
#define OID_PI_SECTION OID "10.20.27.2.5"
#define OID_MEASURE_REFERENCE OID "10.20.24.3.98"
#define OID_IA_MEASURE OID "10.20.27.3.33"
#define OID_IA_MEASURE_2019 OID "3.249.20.3.1"
#define OID_MEASURE_PERFORMED OID "10.20.27.3.27"
#define OID_REPORTING_PARAMETERS OID "10.20.17.3.8"

#define OID_PROGRAM OID "3.249.7"
#define OID_NPI OID "4.6"
#define OID_TIN OID "4.2"
#define OID_PRACTICE_SITE OID "3.249.5.1" /* CPC+ */
#define OID_VIRTUAL_GROUP OID "3.249.5.2"
#define OID_PCF_ENTITY OID "3.249.5.3"
#define OID_APM_ENTITY OID "3.249.5.4"
#define OID_SUBGROUP OID "3.249.5.5"
#define OID_MVP OID "3.249.5.6"
#define OID_ACTIVITY OID "3.7034" /* improvement activities */

#define OID_LOINC OID "6.1"
#define OID_SNOMED OID "6.96"
#define OID_ACT_CODE OID "5.4"

/* -------------------------------------------------- implementation guides */

/* The guide of one year; its templates' extensions. */
struct qrda3_guide {
	int year;
	const char *cms;          /* of OID_REPORT_CMS */
	const char *report;       /* of OID_REPORT */
	const char *section;      /* of OID_IA_SECTION */
	const char *parameters;   /* of OID_REPORTING_PARAMETERS; NULL: has none */
	bool templates_2019;      /* CMS's own templates stand beside HL7's */
	bool legal_authenticator; /* required; later recommended */
};

#define QRDA3_ORGANIZER_EXTENSION "2016-09-01" /* of OID_IA_MEASURE and OID_MEASURE_PERFORMED */
#define QRDA3_EXTENSION_2019 "2018-05-01"

/* NULL when there is no guide of that year. */
const struct qrda3_guide *qrda3_guide_of(int year);

/* The years whose guide has this extension of OID_REPORT_CMS; false when none. */
bool qrda3_guide_years(struct xml_text extension, int *first, int *last);

/* ------------------------------------------------------------------ programs */

/* A CMS program name, as QRDA III writes it. */
struct qrda3_program {
	const char *name;    /* "MIPS_APP1_GROUP" */
	const char *program; /* QPP program name: "app1" */
	const char *entity;  /* QPP entity type: "group" */
	int first;           /* years of the guides that list it; first 0: none does */
	int last;            /* 0: no end */
	int converter_first; /* performance years whose converter takes it; 0: none */
	int converter_last;  /* 0: no end */
	bool mvp;            /* an MVP's ID replaces the program name (from 2023) */
	bool needs_quality;  /* not valid without a quality section */
};

extern const struct qrda3_program qrda3_programs[];
extern const size_t qrda3_programs_length;

/* By name, in any case of letters when `any_case`; NULL when there is none. */
const struct qrda3_program *qrda3_program_find(struct xml_text name, bool any_case);
bool qrda3_program_in_guide(const struct qrda3_program *program, int year);
bool qrda3_program_in_converter(const struct qrda3_program *program, int year);

/* --------------------------------------------------------------- CMS's converter */

/* The converter as it stood when a performance year was submitted (31 March of
 * the year after). */
struct qrda3_vintage {
	int year;
	const char *extension;    /* of OID_REPORT_CMS: the only one it takes */
	const char *ia_section;   /* root of its IA section template */
	const char *ia_measure;   /* root of its activity template */
	bool source;              /* writes "source": "qrda3" */
	bool tin_first;           /* writes the TIN before the NPI */
	bool virtual_group_id;    /* writes entityId of a virtual group */
	bool mvp;                 /* takes an MVP's ID as program name */
	bool limits_errors;       /* shows 100 and counts the rest (code 82) */
	bool takes_late_template; /* finds OID_REPORT_CMS also behind the sections */
};

/* NULL when no converter of that year is known. */
const struct qrda3_vintage *qrda3_vintage_of(int year);

#endif
