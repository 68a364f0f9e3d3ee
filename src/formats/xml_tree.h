/*
 * xml_tree.h - a document as a small tree that is read and never changed:
 * elements, attributes, where each start tag ends, and on request text.
 */
#ifndef MIPSIA_FORMATS_XML_TREE_H
#define MIPSIA_FORMATS_XML_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "formats/outbuf.h"
#include "formats/xml_arena.h"
#include "formats/xml_sax.h"
#include "formats/xml_source.h"

#define XML_TREE_BYTES_MAX ((size_t)256 << 20) /* memory of one tree */

/* Text without NUL behind it. `at` is NULL when there is none at all. */
struct xml_text {
	const char *at;
	size_t length;
};

struct xml_attribute {
	const char *name;
	const char *ns; /* "" when it has none */
	struct xml_text value;
};

struct xml_element {
	const char *name;                 /* local */
	const char *ns;                   /* "" when it has none; equal namespaces have equal addresses */
	const struct xml_element *parent; /* NULL: the root */
	const struct xml_element *first;
	const struct xml_element *next;
	const struct xml_attribute *attributes;
	uint32_t attributes_length;
	uint32_t end;         /* offset just behind the `>` of the start tag */
	uint32_t place;       /* for the paths: among same-named siblings; 0: not asked yet */
	struct xml_text text; /* of its own text nodes, joined; only on request */
};

/* Owns everything in it, and points into the source. Start with { 0 }. */
struct xml_tree {
	const struct xml_source *source;
	const struct xml_element *root;
	struct xml_arena arena;
	struct xml_names *names;
};

/* Whose text is kept: NULL, no element's; "*", every element's; otherwise that
 * of the elements with this local name. The source must outlive the tree. The
 * caller frees *tree whatever is returned. */
enum xml_sax_status xml_tree_read(const struct xml_source *source, const char *text_of, struct xml_tree *tree,
                                  struct xml_sax_fault *fault);
void xml_tree_free(struct xml_tree *tree); /* NULL is fine */

/* ------------------------------------------------------------------- looking */

static inline bool xml_is(const struct xml_element *element, const char *name)
{
	return element->name[0] == name[0] && strcmp(element->name, name) == 0;
}
bool xml_text_is(struct xml_text text, const char *word);
/* The value of an attribute without namespace; .at is NULL when it is absent. */
struct xml_text xml_attribute(const struct xml_element *element, const char *name);
bool xml_attribute_is(const struct xml_element *element, const char *name, const char *value);
/* The first child with the name and the namespace of its parent, or NULL. */
const struct xml_element *xml_child(const struct xml_element *parent, const char *name);
/* The next sibling with the name and the namespace of `element`, or NULL. */
const struct xml_element *xml_next_same(const struct xml_element *element);
size_t xml_count(const struct xml_element *parent, const char *name);
/* Follows a path of child names from `element`, taking the first of each; NULL
 * ends the path. */
const struct xml_element *xml_descend(const struct xml_element *element, const char *const path[]);

/* --------------------------------------------------------------------- paths */

/* The absolute XPath as CMS's converter writes it:
 * /STEP/STEP[n], STEP = *[local-name() = 'x' and namespace-uri() = 'y'] */
void xml_path_full(const struct xml_element *element, struct outbuf *out);
/* The same place for people: /ClinicalDocument/component/section[2] */
void xml_path_short(const struct xml_element *element, struct outbuf *out);

#endif
