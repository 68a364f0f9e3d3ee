/* xml_sax.c - libxml2's SAX2 parser behind a small door. See xml_sax.h. */
#include "formats/xml_sax.h"

#include <limits.h>
#include <pthread.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

static const char no_namespace[] = "";

#define ATTRIBUTE_POINTERS 5 /* libxml2: name, prefix, namespace, begin and end of the value */

struct parse {
	const struct xml_source *source;
	const struct xml_sax_handler *handler;
	xmlParserCtxtPtr parser;
	size_t depth;
	enum xml_sax_status status;
	struct xml_sax_fault fault;
	struct xml_sax_attribute attributes[XML_SAX_ATTRIBUTES_MAX];
	xmlChar *unescaped[XML_SAX_ATTRIBUTES_MAX]; /* owned, of this element */
	size_t unescaped_length;
};

/* ------------------------------------------------------------------- faults */

struct fault_text {
	int code;
	const char *message;
};

static const struct fault_text fault_texts[] = {
	{ XML_ERR_DOCUMENT_EMPTY, "it has no root element" },
	{ XML_ERR_DOCUMENT_END, "something stands behind the root element" },
	{ XML_ERR_RESERVED_XML_NAME, "the XML declaration is not at the very beginning" },
	{ XML_ERR_INVALID_ENCODING, "a byte is not of the encoding that is declared" },
	{ XML_ERR_UNSUPPORTED_ENCODING, "the encoding that is declared is not known" },
	{ XML_ERR_INVALID_CHAR, "a character is not allowed in XML" },
	{ XML_ERR_UNDECLARED_ENTITY, "an entity is used that XML does not have" },
	{ XML_ERR_ENTITYREF_SEMICOL_MISSING, "a reference that begins with & does not end with a semicolon" },
	{ XML_ERR_NAME_REQUIRED, "a name is missing, or a lone & or < stands in text" },
	{ XML_ERR_ATTRIBUTE_NOT_STARTED, "an attribute's value is not in quotes" },
	{ XML_ERR_ATTRIBUTE_NOT_FINISHED, "an attribute's value does not end" },
	{ XML_ERR_ATTRIBUTE_WITHOUT_VALUE, "an attribute has no value" },
	{ XML_ERR_ATTRIBUTE_REDEFINED, "an element has the same attribute twice" },
	{ XML_ERR_LT_IN_ATTRIBUTE, "a < stands in an attribute's value" },
	{ XML_ERR_TAG_NAME_MISMATCH, "an end tag does not match its start tag" },
	{ XML_ERR_TAG_NOT_FINISHED, "a tag does not end" },
	{ XML_ERR_GT_REQUIRED, "a tag lacks its >" },
	{ XML_ERR_SPACE_REQUIRED, "a blank is missing between two attributes" },
	{ XML_ERR_COMMENT_NOT_FINISHED, "a comment does not end" },
	{ XML_ERR_HYPHEN_IN_COMMENT, "two hyphens stand in a comment" },
	{ XML_ERR_CDATA_NOT_FINISHED, "a CDATA section does not end" },
	{ XML_ERR_PI_NOT_FINISHED, "a processing instruction does not end" },
	{ XML_ERR_XMLDECL_NOT_FINISHED, "the XML declaration does not end" },
	{ XML_ERR_MISPLACED_CDATA_END, "]]> stands in text" },
	{ XML_NS_ERR_UNDEFINED_NAMESPACE, "a prefix is used that is not declared" },
	{ XML_NS_ERR_QNAME, "a name has more than one colon, or ends or begins with one" },
	{ XML_NS_ERR_EMPTY, "a prefix is declared for an empty namespace" },
	{ XML_NS_ERR_ATTRIBUTE_REDEFINED, "an element has the same attribute twice" },
};

static const char *fault_message(int code)
{
	for (size_t i = 0; i < sizeof fault_texts / sizeof fault_texts[0]; i++) {
		if (fault_texts[i].code == code)
			return fault_texts[i].message;
	}
	return "it is not well-formed XML";
}

/* Offset of the parser's place in the text. */
static size_t offset_of(const struct parse *parse, const xmlChar *place)
{
	xmlParserInputPtr input = parse->parser->input;

	if (input == NULL || input->base == NULL)
		return parse->source->length;
	return (size_t)input->consumed + (size_t)(place - input->base);
}

static size_t offset_now(const struct parse *parse)
{
	xmlParserInputPtr input = parse->parser->input;

	return input ? offset_of(parse, input->cur) : parse->source->length;
}

/* The first fault counts; nothing is parsed behind it. */
static void stop(struct parse *parse, enum xml_sax_status status, const char *message)
{
	if (parse->status != XML_SAX_OK)
		return;
	parse->status = status;
	parse->fault.message = message;
	parse->fault.offset = offset_now(parse);
	xmlStopParser(parse->parser);
}

/* libxml2 has no codes of their own for its limits. */
static bool is_limit(const xmlError *error)
{
	static const char *const words[] = { "Excessive depth", "Huge input", "too long" };

	for (size_t i = 0; error->message != NULL && i < sizeof words / sizeof words[0]; i++) {
		if (strstr(error->message, words[i]) != NULL)
			return true;
	}
	return error->code == XML_ERR_NAME_TOO_LONG;
}

static void on_error(void *state, xmlErrorPtr error)
{
	struct parse *parse = state;

	if (error == NULL || error->level < XML_ERR_ERROR)
		return;
	if (error->code == XML_WAR_NS_URI || error->code == XML_WAR_NS_URI_RELATIVE)
		return; /* a strange namespace is no fault to CMS's converter */
	if (error->code == XML_ERR_NO_MEMORY)
		stop(parse, XML_SAX_MEMORY, "there is no memory");
	else if (is_limit(error))
		stop(parse, XML_SAX_LIMIT, "a text, a name or the nesting is beyond the limits");
	else
		stop(parse, XML_SAX_MALFORMED, fault_message(error->code));
}

static void on_doctype(void *state, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	(void)name;
	(void)external;
	(void)system;
	stop(state, XML_SAX_MALFORMED, "it has a DOCTYPE");
}

/* --------------------------------------------------------------- attributes */

/* libxml2 leaves an ampersand as "&#38;" in a value that held a reference. */
static bool unescape(struct parse *parse, struct xml_sax_attribute *attribute)
{
	static const char ampersand[] = "&#38;";
	xmlChar *copy = xmlStrndup((const xmlChar *)attribute->value, (int)attribute->length);
	size_t length = 0;

	if (copy == NULL)
		return false;
	for (size_t i = 0; i < attribute->length; i++) {
		copy[length++] = (xmlChar)attribute->value[i];
		if (attribute->length - i >= 5 && memcmp(attribute->value + i, ampersand, 5) == 0)
			i += 4;
	}
	parse->unescaped[parse->unescaped_length++] = copy;
	attribute->value = (const char *)copy;
	attribute->length = length;
	attribute->in_source = false;
	return true;
}

static bool take_attribute(struct parse *parse, struct xml_sax_attribute *out, const xmlChar **pointers)
{
	xmlParserInputPtr input = parse->parser->input;
	const xmlChar *begin = pointers[3];

	out->name = (const char *)pointers[0];
	out->ns = pointers[2] ? (const char *)pointers[2] : no_namespace;
	out->length = (size_t)(pointers[4] - begin);
	out->in_source = begin >= input->base && begin < input->end;
	if (out->in_source) {
		out->value = parse->source->text + offset_of(parse, begin);
		return true;
	}
	out->value = (const char *)begin;
	return memchr(out->value, '&', out->length) == NULL || unescape(parse, out);
}

static bool take_attributes(struct parse *parse, const xmlChar **pointers, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (!take_attribute(parse, &parse->attributes[i], pointers + i * ATTRIBUTE_POINTERS))
			return false;
	}
	return true;
}

static void drop_unescaped(struct parse *parse)
{
	while (parse->unescaped_length > 0)
		xmlFree(parse->unescaped[--parse->unescaped_length]);
}

/* ------------------------------------------------------------------- events */

/* libxml2 calls before it takes the `>` or `/>`. */
static size_t tag_end(const struct parse *parse)
{
	return offset_now(parse) + (*parse->parser->input->cur == '/' ? 2 : 1);
}

static void on_start(void *state, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespaces_length, const xmlChar **namespaces, int attributes_length, int defaulted,
                     const xmlChar **attributes)
{
	struct parse *parse = state;
	struct xml_sax_element element = { .name = (const char *)name,
		                           .ns = uri ? (const char *)uri : no_namespace,
		                           .attributes = parse->attributes,
		                           .attributes_length = (size_t)attributes_length };

	(void)prefix;
	(void)namespaces_length;
	(void)namespaces;
	(void)defaulted;
	if (parse->status != XML_SAX_OK)
		return;
	if (++parse->depth > XML_SAX_DEPTH_MAX) {
		stop(parse, XML_SAX_LIMIT, "elements are nested too deep");
	} else if (element.attributes_length > XML_SAX_ATTRIBUTES_MAX) {
		stop(parse, XML_SAX_LIMIT, "an element has too many attributes");
	} else if (!take_attributes(parse, attributes, element.attributes_length)) {
		stop(parse, XML_SAX_MEMORY, "there is no memory");
	} else {
		element.end = tag_end(parse);
		if (!parse->handler->start(parse->handler->state, &element))
			stop(parse, XML_SAX_STOPPED, "");
	}
	drop_unescaped(parse);
}

static void on_end(void *state, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct parse *parse = state;

	(void)name;
	(void)prefix;
	(void)uri;
	if (parse->status != XML_SAX_OK)
		return;
	parse->depth--;
	if (!parse->handler->end(parse->handler->state))
		stop(parse, XML_SAX_STOPPED, "");
}

static void on_text(void *state, const xmlChar *text, int length)
{
	struct parse *parse = state;

	if (parse->status != XML_SAX_OK || length <= 0)
		return;
	if (!parse->handler->text(parse->handler->state, (const char *)text, (size_t)length))
		stop(parse, XML_SAX_STOPPED, "");
}

/* ------------------------------------------------------------------ parsing */

static void initialize(void)
{
	xmlInitParser();
}

static void set_up(struct parse *parse)
{
	xmlSAXHandler *sax = parse->parser->sax;

	memset(sax, 0, sizeof *sax);
	sax->initialized = XML_SAX2_MAGIC;
	sax->startElementNs = on_start;
	sax->endElementNs = on_end;
	sax->internalSubset = on_doctype;
	sax->serror = on_error;
	if (parse->handler->text != NULL) {
		sax->characters = on_text;
		sax->cdataBlock = on_text;
		sax->ignorableWhitespace = on_text;
	}
	parse->parser->userData = parse;
	/* The text is UTF-8 by now, whatever its declaration says. */
	xmlCtxtUseOptions(parse->parser, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
}

static void run(struct parse *parse)
{
	set_up(parse);
	xmlParseDocument(parse->parser);
	if (parse->status == XML_SAX_OK && !parse->parser->wellFormed)
		stop(parse, XML_SAX_MALFORMED, fault_message(parse->parser->errNo));
}

static void keep_names(struct parse *parse, struct xml_names **names)
{
	if (names == NULL)
		return;
	xmlDictReference(parse->parser->dict);
	*names = (struct xml_names *)parse->parser->dict;
}

void xml_names_free(struct xml_names *names)
{
	if (names != NULL)
		xmlDictFree((xmlDictPtr)names);
}

enum xml_sax_status xml_sax_parse(const struct xml_source *source, const struct xml_sax_handler *handler,
                                  struct xml_names **names, struct xml_sax_fault *fault)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct parse parse;

	parse.source = source;
	parse.handler = handler;
	parse.depth = 0;
	parse.status = XML_SAX_OK;
	parse.fault = (struct xml_sax_fault){ .message = "it is empty" };
	parse.unescaped_length = 0;
	if (names != NULL)
		*names = NULL;
	*fault = parse.fault;
	if (source->length == 0)
		return XML_SAX_MALFORMED;
	if (source->length > XML_SOURCE_MAX || source->length > INT_MAX)
		return XML_SAX_LIMIT;
	pthread_once(&once, initialize);
	parse.parser = xmlCreateMemoryParserCtxt(source->text, (int)source->length);
	if (parse.parser == NULL)
		return XML_SAX_MEMORY;
	run(&parse);
	keep_names(&parse, names);
	xmlFreeParserCtxt(parse.parser);
	*fault = parse.fault;
	return parse.status;
}
