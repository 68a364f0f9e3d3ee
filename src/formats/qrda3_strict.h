/*
 * qrda3_strict.h - what the parts of the strict reader share. Private to
 * qrda3_read.c, qrda3_losses.c and qrda3_rules_*.c.
 */
#ifndef MIPSIA_FORMATS_QRDA3_STRICT_H
#define MIPSIA_FORMATS_QRDA3_STRICT_H

#include <stdbool.h>

#include "formats/finding.h"
#include "formats/qrda3_decode.h"
#include "formats/qrda3_guide.h"
#include "formats/qrda3_validate.h"
#include "formats/xml_tree.h"

/* One document on its way through the strict reader. */
struct qrda3_strict {
	const struct xml_tree *tree;
	struct xml_lines lines;
	struct findings *findings;
	const struct qrda3_guide *guide;     /* NULL: no year is known */
	const struct qrda3_vintage *vintage; /* of the year, or the newest */
	const struct qrda3_program *program; /* NULL: unknown, or not one */
	const struct qrda3_decoded *seen; /* as the converter of the year sees it, whatever its extension */
	struct qrda3_decoded of_year;     /* that, where it differs from `all` */
	struct qrda3_decoded all;         /* with the activity templates of every year */
	bool test_identifiers;
};

/* Adds a finding at an element: the place behind its start tag. `code` and
 * `remedy` must be static. */
struct qrda3_remark {
	enum finding_severity severity;
	enum finding_authority authority;
	const char *code;
	int cms_code;
	const char *remedy;
};
void qrda3_say(struct qrda3_strict *strict, const struct qrda3_remark *remark, const struct xml_element *at,
               const char *message, ...) __attribute__((format(printf, 4, 5)));

/* The same for a template's node: its element, and the place where CMS's converter
 * says it is. NULL: the document as a whole. */
void qrda3_say_node(struct qrda3_strict *strict, const struct qrda3_remark *remark,
                    const struct qrda3_node *node, const char *message);

/* A rule of the official Schematron that is broken: accepted by CMS's converter,
 * which does not run it, so a warning. `number` is the rule's, without the prefix
 * that changes from guide to guide. */
void qrda3_broken(struct qrda3_strict *strict, const struct xml_element *at, const char *code,
                  const char *number, const char *message, ...) __attribute__((format(printf, 5, 6)));

/* The parent must have exactly one child of the name; returns it when it has. */
const struct xml_element *qrda3_need_one(struct qrda3_strict *strict, const struct xml_element *parent,
                                         const char *name, const char *code, const char *number);
/* The element must have the attribute with the value; NULL is fine. */
void qrda3_need_value(struct qrda3_strict *strict, const struct xml_element *element, const char *attribute,
                      const char *value, const char *code, const char *number);

/* qrda3_losses.c: what CMS's converter loses without a word. */
void qrda3_report_losses(struct qrda3_strict *strict);
/* qrda3_rules_header.c, qrda3_rules_performer.c, qrda3_rules_section.c */
void qrda3_check_header(struct qrda3_strict *strict);
void qrda3_check_performers(struct qrda3_strict *strict);
void qrda3_check_sections(struct qrda3_strict *strict);

/* True when the element has a templateId child with the root, and the extension
 * unless it is NULL. */
bool qrda3_has_template(const struct xml_element *element, const char *root, const char *extension);

#endif
