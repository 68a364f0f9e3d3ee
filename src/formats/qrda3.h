/*
 * qrda3.h - QRDA III documents (HL7 CDA, CMS's EC/EP implementation guides of
 * 2017 to 2026): what CMS's converter makes of one, strict reading, writing.
 *
 * The submission is CMS's QPP submission object as a jansson json_t. All
 * functions may be called from any number of threads at once; they keep no
 * state and know no clock. A TIN or NPI never stands in a message.
 *
 * Limits of every reader: 64 MiB a document, elements 256 deep, 1,024
 * attributes an element; a DOCTYPE is refused, nothing is fetched or expanded.
 */
#ifndef MIPSIA_FORMATS_QRDA3_H
#define MIPSIA_FORMATS_QRDA3_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "formats/finding.h"

#define QRDA3_FIRST_YEAR 2017
#define QRDA3_LAST_YEAR 2026 /* last implementation guide */

enum qrda3_status {
	QRDA3_OK,      /* answered: also when the document is wrong */
	QRDA3_EYEAR,   /* no implementation guide of that year is known */
	QRDA3_ELIMIT,  /* the document is beyond the limits above */
	QRDA3_EMEMORY, /* no memory */
	QRDA3_EINPUT,  /* the submission cannot be written as QRDA III; see the findings */
	QRDA3_STATUS_END
};

/* One plain sentence; never NULL. */
const char *qrda3_strstatus(enum qrda3_status status);

/* True when the bytes look like a CDA ClinicalDocument (any encoding that has
 * ASCII in it, or UTF-16): for format detection, no proof of anything. */
bool qrda3_sniff(const char *bytes, size_t length);

/* -------------------------------------------------- what CMS's converter says */

struct qrda3_cms_options {
	int year;                /* performance year whose converter answers */
	const char *source_name; /* "sourceIdentifier" of the error document: the file's
	                            name without its folders; NULL: "file.xml" */
};

/* The converter's answer, as it would print it. Start with { 0 }. */
struct qrda3_cms_answer {
	bool accepted;
	size_t errors; /* details in the error document */
	char *text;    /* QPP JSON or error document, UTF-8, no newline at the end */
	size_t length;
	bool partial; /* the document has quality or PI sections, which are left out */
};

/* Fills *answer, which the caller frees with qrda3_cms_answer_free also after
 * an error. The document of a year is answered by the converter that CMS ran
 * when that performance year was submitted; 2026 by the newest one read. */
enum qrda3_status qrda3_as_cms(const char *bytes, size_t length, const struct qrda3_cms_options *options,
                               struct qrda3_cms_answer *answer);
void qrda3_cms_answer_free(struct qrda3_cms_answer *answer); /* NULL is fine */

/* ------------------------------------------------------------------- reading */

struct qrda3_read_options {
	int year;                  /* performance year to hold the document against; 0: the year that
	             its own implementation guide says */
	bool cms_test_identifiers; /* TINs and NPIs may be CMS's fakes: no check digits */
};

/* Where a value of the submission stands in the document. */
struct qrda3_place {
	char *json_path; /* "$.measurementSets[0].measurements[2]" */
	char *path;      /* XPath */
	uint32_t line;
	uint32_t column;
};

/* Start with { 0 }. */
struct qrda3_reading {
	json_t *submission; /* owned; measurement sets of category "ia" only. NULL when
	                       there is nothing to be read in it */
	int guide_year;     /* the year whose implementation guide the document follows (of
	                       several the one of its performance period, or the last); 0: it
	                       names none that is known */
	int year;           /* the performance year it was held against; 0: none */
	struct findings findings;
	struct qrda3_place *places; /* ascending: sets, their dates, their measurements */
	size_t places_length;
};

/* The place of the value at a JSONPath of the submission, or of the nearest value
 * around it; NULL when there is none. */
const struct qrda3_place *qrda3_place_find(const struct qrda3_reading *reading, const char *json_path);

/* Reads any EC/EP document of any year, and says everything CMS's converter
 * would refuse, what it would lose without a word, and what the official rules
 * ask besides. *reading is the caller's to free, also after an error. */
enum qrda3_status qrda3_read(const char *bytes, size_t length, const struct qrda3_read_options *options,
                             struct qrda3_reading *reading);
void qrda3_reading_free(struct qrda3_reading *reading); /* NULL is fine */

/* ------------------------------------------------------------------- writing */

struct qrda3_write_options {
	size_t set;               /* which of the submission's sets of category "ia", from 0: a
	                      document holds one (CMS refuses two) */
	const char *time;         /* effectiveTime of the document, "20260301093000+0000"; NULL:
	                      the day after the performance period, so that the same
	                      submission always gives the same bytes */
	const char *document_id;  /* UUID; NULL: derived from the content */
	const char *organization; /* author and custodian; NULL: "mipsia user" */
};

/* How many documents the submission takes: its sets of category "ia". */
size_t qrda3_set_count(const json_t *submission);

/* Writes one set as a document of the submission's performance year: *text is
 * the caller's to free(), NULL unless QRDA3_OK. `findings` hears what cannot be
 * written (QRDA3_EINPUT), and what the official rules will not like. */
enum qrda3_status qrda3_write(const json_t *submission, const struct qrda3_write_options *options,
                              char **text, size_t *length, struct findings *findings);

#endif
