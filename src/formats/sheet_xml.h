/*
 * sheet_xml.h - the XML of a workbook's parts as a stream of events. A DOCTYPE
 * is refused, nothing outside the document is ever read, and elements nest no
 * deeper than SHEET_XML_DEPTH_MAX. Names are given without their namespace
 * prefix: the two dialects of Office Open XML differ in nothing else we read.
 */
#ifndef MIPSIA_FORMATS_SHEET_XML_H
#define MIPSIA_FORMATS_SHEET_XML_H

#include <stdbool.h>
#include <stddef.h>

#define SHEET_XML_DEPTH_MAX 64
#define SHEET_XML_VALUE 512 /* bytes of an attribute's value, NUL included */

/* The attributes of the element being opened; live during the event only. */
struct sheet_xml_attributes;

struct sheet_xml_events {
	void (*open)(void *payload, const char *name, const struct sheet_xml_attributes *attributes);
	void (*close)(void *payload, const char *name);
	void (*text)(void *payload, const char *text, size_t length); /* may be NULL */
	void *payload;
	const bool *stop; /* set by an event: read no further; may be NULL */
};

/* Copies the value of an attribute, by its name without prefix; false when it is
 * not there or is longer than SHEET_XML_VALUE. */
bool sheet_xml_value(const struct sheet_xml_attributes *attributes, const char *name,
                     char out[SHEET_XML_VALUE]);

struct sheet_xml;

/* NULL when there is no memory. The caller frees it with sheet_xml_free. */
struct sheet_xml *sheet_xml_new(const struct sheet_xml_events *events);
void sheet_xml_free(struct sheet_xml *xml); /* NULL is fine */

/* Reads the next bytes; false when they are not well-formed, or an event said
 * stop. A sheet_zip_take with the struct sheet_xml as payload. */
bool sheet_xml_feed(void *xml, const char *bytes, size_t length);
/* The end of the document: false when it is not well-formed. */
bool sheet_xml_end(struct sheet_xml *xml);

#endif
