/* xml_write.c - libxml2's xmlwriter behind a small door. See xml_write.h. */
#include "formats/xml_write.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/xmlwriter.h>

#define BUFFER_SIZE 8192

struct xml_writer {
	xmlBufferPtr buffer;
	xmlTextWriterPtr writer;
	bool failed;
	bool bad_text;
};

static void note(struct xml_writer *writer, int result)
{
	writer->failed |= result < 0;
}

/* XML has no way to write control characters, nor U+FFFE and U+FFFF. */
static bool is_writable(const char *text)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
			return false;
		if (strncmp(text, "\xEF\xBF\xBE", 3) == 0 || strncmp(text, "\xEF\xBF\xBF", 3) == 0)
			return false;
	}
	return true;
}

static bool set_up(struct xml_writer *writer)
{
	writer->buffer = xmlBufferCreateSize(BUFFER_SIZE);
	if (writer->buffer == NULL)
		return false;
	xmlBufferSetAllocationScheme(writer->buffer, XML_BUFFER_ALLOC_DOUBLEIT);
	writer->writer = xmlNewTextWriterMemory(writer->buffer, 0);
	return writer->writer != NULL;
}

struct xml_writer *xml_writer_new(void)
{
	struct xml_writer *writer = calloc(1, sizeof *writer);

	if (writer == NULL || !set_up(writer)) {
		xml_writer_free(writer);
		return NULL;
	}
	note(writer, xmlTextWriterSetIndent(writer->writer, 1));
	note(writer, xmlTextWriterSetIndentString(writer->writer, BAD_CAST "  "));
	note(writer, xmlTextWriterStartDocument(writer->writer, NULL, "UTF-8", NULL));
	return writer;
}

void xml_writer_free(struct xml_writer *writer)
{
	if (writer == NULL)
		return;
	if (writer->writer != NULL)
		xmlFreeTextWriter(writer->writer);
	if (writer->buffer != NULL)
		xmlBufferFree(writer->buffer);
	free(writer);
}

void xml_open(struct xml_writer *writer, const char *name)
{
	note(writer, xmlTextWriterStartElement(writer->writer, BAD_CAST name));
}

void xml_put_attribute(struct xml_writer *writer, const char *name, const char *value)
{
	writer->bad_text |= !is_writable(value);
	note(writer, xmlTextWriterWriteAttribute(writer->writer, BAD_CAST name, BAD_CAST value));
}

void xml_put_text(struct xml_writer *writer, const char *text)
{
	writer->bad_text |= !is_writable(text);
	note(writer, xmlTextWriterWriteString(writer->writer, BAD_CAST text));
}

void xml_close(struct xml_writer *writer)
{
	note(writer, xmlTextWriterEndElement(writer->writer));
}

void xml_put_leaf(struct xml_writer *writer, const char *name, ...)
{
	const char *attribute;
	va_list args;

	xml_open(writer, name);
	va_start(args, name);
	while ((attribute = va_arg(args, const char *)) != NULL) {
		const char *value = va_arg(args, const char *);

		if (value != NULL)
			xml_put_attribute(writer, attribute, value);
	}
	va_end(args);
	xml_close(writer);
}

void xml_put_text_element(struct xml_writer *writer, const char *name, const char *text)
{
	xml_open(writer, name);
	xml_put_text(writer, text);
	xml_close(writer);
}

bool xml_writer_has_bad_text(const struct xml_writer *writer)
{
	return writer->bad_text;
}

char *xml_writer_finish(struct xml_writer *writer, size_t *length)
{
	char *text = NULL;

	note(writer, xmlTextWriterEndDocument(writer->writer));
	xmlFreeTextWriter(writer->writer);
	writer->writer = NULL;
	if (!writer->failed) {
		*length = (size_t)xmlBufferLength(writer->buffer);
		text = malloc(*length + 1);
		if (text != NULL)
			memcpy(text, xmlBufferContent(writer->buffer), *length + 1);
	}
	xml_writer_free(writer);
	return text;
}
