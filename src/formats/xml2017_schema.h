/*
 * xml2017_schema.h - the XML schema of 2017 (submissions.xsd) as a table, and its
 * judgement over a document.
 */
#ifndef MIPSIA_FORMATS_XML2017_SCHEMA_H
#define MIPSIA_FORMATS_XML2017_SCHEMA_H

#include <stdbool.h>
#include <stdint.h>

#include "formats/finding.h"
#include "formats/xml_tree.h"

enum xml2017_type {
	XML2017_COMPLEX, /* elements only */
	XML2017_MIXED,   /* elements and text */
	XML2017_STRING,
	XML2017_DATE,
	XML2017_BYTE,
	XML2017_SHORT,
	XML2017_INT,
	XML2017_LONG
};

/* An element; `children` in their order, ended by a name of NULL. */
struct xml2017_element {
	const char *name;
	enum xml2017_type type;
	bool optional;
	bool many;
	const struct xml2017_element *children;
};

extern const struct xml2017_element xml2017_root; /* data */

/* Adds an error for everything that the schema does not allow. */
void xml2017_validate(const struct xml_tree *tree, struct xml_lines *lines, struct findings *findings);

/* Text without the white space around it. */
struct xml_text xml2017_trim(struct xml_text text);
/* An integer of the type's range, white space around it allowed. */
bool xml2017_integer(struct xml_text text, enum xml2017_type type, int64_t *value);
/* The length of the date in front of a time zone: 10 for "2017-01-01Z"; 0 when it
 * is no date. */
size_t xml2017_date(struct xml_text text);

/* The schema's place for a child's name, or NULL. */
const struct xml2017_element *xml2017_find(const struct xml2017_element *parent, const char *name);

#endif
