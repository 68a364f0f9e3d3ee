/*
 * xml_write.h - writing XML in order, indented, as UTF-8. xml_write.c is the only
 * writer that knows libxml2.
 *
 * Failures add up: look at what xml_writer_finish returns.
 */
#ifndef MIPSIA_FORMATS_XML_WRITE_H
#define MIPSIA_FORMATS_XML_WRITE_H

#include <stdbool.h>
#include <stddef.h>

struct xml_writer;

/* NULL when there is no memory. The XML declaration is written. */
struct xml_writer *xml_writer_new(void);
/* Throws away what was written; NULL is fine. */
void xml_writer_free(struct xml_writer *writer);

void xml_open(struct xml_writer *writer, const char *name);
void xml_put_attribute(struct xml_writer *writer, const char *name, const char *value);
void xml_put_text(struct xml_writer *writer, const char *text);
void xml_close(struct xml_writer *writer);

/* An element with attributes only: name, value, name, value, ..., NULL. A value
 * that is NULL leaves its attribute out. */
void xml_put_leaf(struct xml_writer *writer, const char *name, ...) __attribute__((sentinel));
/* An element with text only. */
void xml_put_text_element(struct xml_writer *writer, const char *name, const char *text);

/* True when a text had a character that XML cannot hold. */
bool xml_writer_has_bad_text(const struct xml_writer *writer);

/* Closes what is open, and hands the text to the caller, who frees it with
 * free(); it has a NUL behind it. Frees the writer. NULL when anything failed. */
char *xml_writer_finish(struct xml_writer *writer, size_t *length);

#endif
