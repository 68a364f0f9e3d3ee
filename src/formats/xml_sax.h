/*
 * xml_sax.h - XML as events. xml_sax.c is the only reader that knows libxml2.
 *
 * Namespaces are resolved. A DOCTYPE is refused as such; nothing is fetched, no
 * entity is expanded but the five of XML and character references. Limits:
 * XML_SOURCE_MAX bytes, XML_SAX_DEPTH_MAX elements within one another,
 * XML_SAX_ATTRIBUTES_MAX attributes of one element, and libxml2's own (10 MB of
 * one text or attribute, names of 50,000 bytes).
 */
#ifndef MIPSIA_FORMATS_XML_SAX_H
#define MIPSIA_FORMATS_XML_SAX_H

#include <stdbool.h>
#include <stddef.h>

#include "formats/xml_source.h"

#define XML_SAX_DEPTH_MAX 256 /* as libxml2 without XML_PARSE_HUGE */
#define XML_SAX_ATTRIBUTES_MAX 1024

enum xml_sax_status {
	XML_SAX_OK,
	XML_SAX_MALFORMED, /* not well-formed, not namespace-well-formed, a DOCTYPE, a false encoding */
	XML_SAX_LIMIT,
	XML_SAX_MEMORY,
	XML_SAX_STOPPED /* a handler returned false */
};

struct xml_sax_attribute {
	const char *name;  /* local; as long as `xml_names` */
	const char *ns;    /* "" when it has none */
	const char *value; /* without NUL behind it; see `in_source` */
	size_t length;
	bool in_source; /* the value stands in the source's text; otherwise it lives until return */
};

struct xml_sax_element {
	const char *name; /* local; as long as `xml_names` */
	const char *ns;   /* "" when it has none */
	const struct xml_sax_attribute *attributes;
	size_t attributes_length;
	size_t end; /* offset just behind the `>` of the start tag */
};

/* A handler returns false to stop. Equal names have equal addresses, and so have
 * equal namespaces. */
struct xml_sax_handler {
	void *state;
	bool (*start)(void *state, const struct xml_sax_element *element);
	bool (*end)(void *state);
	bool (*text)(void *state, const char *text, size_t length); /* may be NULL */
};

/* Why a document was refused. */
struct xml_sax_fault {
	const char *message; /* "an end tag does not match its start tag"; static */
	size_t offset;
};

/* Keeps the names of a parsed document alive. */
struct xml_names;
void xml_names_free(struct xml_names *names); /* NULL is fine */

/* Parses the text. *names (may be a NULL pointer) gets what the caller frees
 * with xml_names_free; without it names live until return. *fault is filled for
 * XML_SAX_MALFORMED and XML_SAX_LIMIT. */
enum xml_sax_status xml_sax_parse(const struct xml_source *source, const struct xml_sax_handler *handler,
                                  struct xml_names **names, struct xml_sax_fault *fault);

#endif
