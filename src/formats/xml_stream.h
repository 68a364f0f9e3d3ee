/*
 * xml_stream.h - XML as events while its bytes arrive, for parts of workbooks that
 * are too large to hold (xml_sax.h reads whole documents, and says where things
 * stand). A DOCTYPE is refused, nothing outside the document is ever read, and
 * elements nest no deeper than XML_STREAM_DEPTH_MAX. Names are given without their
 * namespace prefix: the two dialects of Office Open XML differ in nothing else we
 * read.
 */
#ifndef MIPSIA_FORMATS_XML_STREAM_H
#define MIPSIA_FORMATS_XML_STREAM_H

#include <stdbool.h>
#include <stddef.h>

#define XML_STREAM_DEPTH_MAX 64
#define XML_STREAM_VALUE 512 /* bytes of an attribute's value, NUL included */

/* The attributes of the element being opened; live during the event only. */
struct xml_stream_attributes;

struct xml_stream_events {
	void (*open)(void *payload, const char *name, const struct xml_stream_attributes *attributes);
	void (*close)(void *payload, const char *name);
	void (*text)(void *payload, const char *text, size_t length); /* may be NULL */
	void *payload;
	const bool *stop; /* set by an event: read no further; may be NULL */
};

/* Copies the value of an attribute, by its name without prefix; false when it is
 * not there or is longer than XML_STREAM_VALUE. */
bool xml_stream_value(const struct xml_stream_attributes *attributes, const char *name,
                      char out[XML_STREAM_VALUE]);

struct xml_stream;

/* NULL when there is no memory. The caller frees it with xml_stream_free. */
struct xml_stream *xml_stream_new(const struct xml_stream_events *events);
void xml_stream_free(struct xml_stream *xml); /* NULL is fine */

/* Reads the next bytes; false when they are not well-formed, or an event said
 * stop. A sheet_zip_take with the struct xml_stream as payload. */
bool xml_stream_feed(void *xml, const char *bytes, size_t length);
/* The end of the document: false when it is not well-formed. */
bool xml_stream_end(struct xml_stream *xml);

#endif
