/*
 * xml_source.h - the bytes of an XML document as UTF-8, and where in it an
 * offset is. UTF-8 stays where it is; any other encoding is converted whole, so
 * that every place is an offset into one text.
 */
#ifndef MIPSIA_FORMATS_XML_SOURCE_H
#define MIPSIA_FORMATS_XML_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define XML_SOURCE_MAX ((size_t)64 << 20) /* bytes, before and after conversion */

enum xml_source_status {
	XML_SOURCE_OK,
	XML_SOURCE_ENCODING, /* unknown, or the bytes are not what they are said to be */
	XML_SOURCE_LIMIT,
	XML_SOURCE_MEMORY
};

/* Start with { 0 }. `text` has no NUL inside. It points into the caller's
 * bytes, which must outlive it, or is `converted`. */
struct xml_source {
	const char *text; /* behind the byte order mark */
	size_t length;
	char *converted; /* owned; NULL: the bytes were UTF-8 */
};

/* Decides the encoding by byte order mark, first bytes and XML declaration. The
 * caller frees *source whatever is returned. UTF-8 is not checked here: the
 * parser does that. */
enum xml_source_status xml_source_open(const char *bytes, size_t length, struct xml_source *source);
void xml_source_close(struct xml_source *source); /* NULL is fine */

/* Line and column of what stands at an offset, from 1. A line ends at CR LF, LF
 * or CR; a column counts UTF-16 units, as CMS's converter does. */
struct xml_position {
	uint32_t line;
	uint32_t column;
};

/* The positions of every few thousandth byte of a source. Start with
 * { .source = s }. */
struct xml_lines {
	const struct xml_source *source;
	struct xml_position *marks; /* owned; made by the first question */
	bool has_cr;
};

/* { 0, 0 } when there is no memory for it. */
struct xml_position xml_lines_find(struct xml_lines *lines, size_t offset);
void xml_lines_free(struct xml_lines *lines);

/* True when the document's root element, as far as its first bytes tell, has
 * this local name: for detecting formats. */
bool xml_source_sniff(const char *bytes, size_t length, const char *root_name);

#endif
