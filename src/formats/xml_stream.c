/* xml_stream.c - libxml2's SAX2 interface, pushed; see xml_stream.h. */
#include "formats/xml_stream.h"

#include <libxml/parser.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct xml_stream {
	xmlParserCtxtPtr parser;
	struct xml_stream_events events;
	int depth;
	bool failed;
};

/* As libxml2 hands them over: five pointers each. */
struct xml_stream_attributes {
	const xmlChar **values;
	int length;
};

enum { LOCAL_NAME, PREFIX, NAMESPACE, VALUE_BEGIN, VALUE_END, POINTERS };

bool xml_stream_value(const struct xml_stream_attributes *attributes, const char *name,
                      char out[XML_STREAM_VALUE])
{
	for (int i = 0; i < attributes->length; i++) {
		const xmlChar **attribute = attributes->values + (size_t)i * POINTERS;
		size_t length = (size_t)(attribute[VALUE_END] - attribute[VALUE_BEGIN]);

		if (strcmp((const char *)attribute[LOCAL_NAME], name) != 0)
			continue;
		if (length >= XML_STREAM_VALUE)
			return false;
		memcpy(out, attribute[VALUE_BEGIN], length);
		out[length] = '\0';
		return true;
	}
	return false;
}

static void stop(struct xml_stream *xml)
{
	xml->failed = true;
	xmlStopParser(xml->parser);
}

static bool told_to_stop(const struct xml_stream *xml)
{
	return xml->events.stop != NULL && *xml->events.stop;
}

static void on_open(void *payload, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                    int namespaces_length, const xmlChar **namespaces, int length, int defaulted,
                    const xmlChar **values)
{
	struct xml_stream *xml = payload;
	struct xml_stream_attributes attributes = { values, length };

	(void)prefix, (void)uri, (void)namespaces_length, (void)namespaces, (void)defaulted;
	if (xml->failed)
		return;
	if (++xml->depth > XML_STREAM_DEPTH_MAX) {
		stop(xml);
		return;
	}
	xml->events.open(xml->events.payload, (const char *)name, &attributes);
	if (told_to_stop(xml))
		stop(xml);
}

static void on_close(void *payload, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct xml_stream *xml = payload;

	(void)prefix, (void)uri;
	if (xml->failed)
		return;
	xml->depth--;
	xml->events.close(xml->events.payload, (const char *)name);
	if (told_to_stop(xml))
		stop(xml);
}

static void on_text(void *payload, const xmlChar *text, int length)
{
	struct xml_stream *xml = payload;

	if (!xml->failed && xml->events.text != NULL)
		xml->events.text(xml->events.payload, (const char *)text, (size_t)length);
}

static void on_doctype(void *payload, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	(void)name, (void)external, (void)system;
	stop(payload);
}

static xmlEntityPtr on_entity(void *payload, const xmlChar *name)
{
	(void)payload;
	return xmlGetPredefinedEntity(name);
}

static void on_error(void *payload, xmlErrorPtr error)
{
	(void)payload, (void)error; /* the feeding function sees that it failed */
}

struct xml_stream *xml_stream_new(const struct xml_stream_events *events)
{
	xmlSAXHandler handler = { .initialized = XML_SAX2_MAGIC,
		                  .startElementNs = on_open,
		                  .endElementNs = on_close,
		                  .characters = on_text,
		                  .cdataBlock = on_text,
		                  .ignorableWhitespace = on_text,
		                  .internalSubset = on_doctype,
		                  .getEntity = on_entity,
		                  .serror = on_error };
	struct xml_stream *xml = calloc(1, sizeof *xml);

	if (xml == NULL)
		return NULL;
	xml->events = *events;
	xml->parser = xmlCreatePushParserCtxt(&handler, xml, NULL, 0, NULL);
	if (xml->parser == NULL) {
		free(xml);
		return NULL;
	}
	xmlCtxtUseOptions(xml->parser, XML_PARSE_NONET);
	return xml;
}

void xml_stream_free(struct xml_stream *xml)
{
	if (xml == NULL)
		return;
	if (xml->parser->myDoc != NULL)
		xmlFreeDoc(xml->parser->myDoc);
	xmlFreeParserCtxt(xml->parser);
	free(xml);
}

bool xml_stream_feed(void *payload, const char *bytes, size_t length)
{
	struct xml_stream *xml = payload;

	if (xml->failed || length > INT_MAX)
		return false;
	xmlParseChunk(xml->parser, bytes, (int)length, 0);
	xml->failed |= xml->parser->wellFormed == 0;
	return !xml->failed;
}

bool xml_stream_end(struct xml_stream *xml)
{
	if (!xml->failed)
		xmlParseChunk(xml->parser, NULL, 0, 1);
	return !xml->failed && xml->parser->wellFormed != 0;
}
