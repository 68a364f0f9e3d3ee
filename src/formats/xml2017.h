/*
 * xml2017.h - the XML submission of performance year 2017 (submissions.xsd;
 * CMS's API took it until the end of 2019).
 *
 * The submission is CMS's QPP submission object as a jansson json_t; in 2017
 * `programName` stands on the submission. Safe to call from any thread. Limits
 * as in qrda3.h.
 */
#ifndef MIPSIA_FORMATS_XML2017_H
#define MIPSIA_FORMATS_XML2017_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "formats/finding.h"

enum xml2017_status {
	XML2017_OK,      /* answered: also when the document is wrong */
	XML2017_ELIMIT,  /* the document is beyond the limits */
	XML2017_EMEMORY, /* no memory */
	XML2017_EINPUT,  /* the submission cannot be written in this format; see the findings */
	XML2017_STATUS_END
};

/* One plain sentence; never NULL. */
const char *xml2017_strstatus(enum xml2017_status status);

/* True when the bytes look like such a document: root element `data`. */
bool xml2017_sniff(const char *bytes, size_t length);

/* Reads a submission: *submission is the caller's reference, NULL when the
 * document is not well-formed or has another root. Every fault that the schema
 * sees becomes an error; TIN and NPI come out with 9 and 10 digits again. */
enum xml2017_status xml2017_read(const char *bytes, size_t length, json_t **submission,
                                 struct findings *findings);

/* Writes a submission: *text is the caller's to free(), NULL unless XML2017_OK.
 * `findings` hears what the format has no place for. */
enum xml2017_status xml2017_write(const json_t *submission, char **text, size_t *length,
                                  struct findings *findings);

#endif
