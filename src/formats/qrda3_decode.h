/*
 * qrda3_decode.h - what CMS's converter makes of a document before it judges it:
 * a tree of the templates it knows (formats.md 3.4). The strict reader uses the
 * same tree.
 */
#ifndef MIPSIA_FORMATS_QRDA3_DECODE_H
#define MIPSIA_FORMATS_QRDA3_DECODE_H

#include <stdbool.h>
#include <stddef.h>

#include "formats/qrda3_template.h"
#include "formats/xml_arena.h"
#include "formats/xml_tree.h"

/* A template found. It is rooted in the element around its templateId. */
struct qrda3_node {
	const struct qrda3_template *template; /* NULL: the root of all */
	const struct xml_element *element;     /* that has the templateId */
	const struct xml_element *template_id;
	struct qrda3_node *parent;
	struct qrda3_node *first;
	struct qrda3_node *next;
	struct qrda3_node *last;
};

#define QRDA3_SKIPPED_MAX 1000

/* Start with { 0 }. All memory is the arena's. */
struct qrda3_decoded {
	struct xml_arena arena;
	struct qrda3_recognition recognition;
	struct qrda3_node *top;             /* above the document */
	struct qrda3_node *document;        /* what the converter takes for it; NULL: nothing found */
	const struct xml_element **skipped; /* elements whose templates are all unknown */
	size_t skipped_length;
	bool has_2019; /* has activity templates that only the converter of 2019 knew */
	bool no_memory;
};

/* True when CMS's converter would look into the document at all: its root is a
 * ClinicalDocument with the extension wanted (otherwise code 5). */
bool qrda3_is_accepted(const struct xml_tree *tree, const struct qrda3_recognition *recognition);

/* Decodes. False when there is no memory. The caller frees with
 * qrda3_decoded_free whatever is returned. The tree must outlive it. */
bool qrda3_decode(const struct xml_tree *tree, const struct qrda3_recognition *recognition,
                  struct qrda3_decoded *decoded);
void qrda3_decoded_free(struct qrda3_decoded *decoded); /* NULL is fine */

static inline bool qrda3_node_is(const struct qrda3_node *node, enum qrda3_kind kind)
{
	return node->template != NULL && node->template->kind == kind;
}

size_t qrda3_count_children(const struct qrda3_node *node, enum qrda3_kind kind);
/* The first node of the kind at or below `node`, nearest to it first. */
const struct qrda3_node *qrda3_find_nearest(const struct qrda3_node *node, enum qrda3_kind kind);

#endif
