/*
 * qrda3_writing.h - what the two halves of the QRDA III writer share. Private to
 * qrda3_write.c (the document and its head) and qrda3_write_section.c.
 */
#ifndef MIPSIA_FORMATS_QRDA3_WRITING_H
#define MIPSIA_FORMATS_QRDA3_WRITING_H

#include "formats/qrda3_plan.h"
#include "formats/xml_write.h"

/* One document being written. */
struct qrda3_writing {
	struct xml_writer *xml;
	const struct qrda3_plan *plan;
	const char *organization;
	const char *document_id; /* NULL: derived from the content */
};

void qrda3_put_id(struct xml_writer *xml, const char *root, const char *extension);
/* `extension` may be NULL. */
void qrda3_put_template(struct xml_writer *xml, const char *root, const char *extension);
/* An id that follows from the content, a label and a number. */
void qrda3_put_uuid(const struct qrda3_writing *writing, const char *label, size_t number);

/* What stands in the section. */
void qrda3_put_section(const struct qrda3_writing *writing);

#endif
