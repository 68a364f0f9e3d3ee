/*
 * qrda3_decode.c - the walk. A templateId with a decoder opens a node under the
 * current one, and what follows it among its siblings is decoded under the new
 * node; what stands before it is not. An element all of whose templateIds are
 * unknown is skipped with everything in it.
 */
#include "formats/qrda3_decode.h"

#include <string.h>

#define DECODED_BYTES_MAX ((size_t)128 << 20)

struct walk {
	struct qrda3_decoded *decoded;
	bool finished; /* the element just decoded ends the siblings' turn */
};

static bool is_template_id(const struct xml_element *element)
{
	return xml_is(element, "templateId");
}

static bool has_decoder(const struct qrda3_template *template)
{
	return template != NULL && template->kind != QRDA3_LISTED;
}

static bool ends_element(const struct qrda3_template *template)
{
	return template->kind == QRDA3_REPORTING_PARAMETERS || template->kind == QRDA3_MEASURE_PERFORMED ||
	       template->kind == QRDA3_AGGREGATE_COUNT;
}

static struct qrda3_node *add_node(struct walk *walk, const struct qrda3_template *template,
                                   const struct xml_element *template_id, struct qrda3_node *parent)
{
	struct qrda3_node *node = xml_arena_alloc(&walk->decoded->arena, sizeof *node);

	if (node == NULL) {
		walk->decoded->no_memory = true;
		return NULL;
	}
	*node = (struct qrda3_node){ .template = template, .template_id = template_id, .parent = parent };
	if (template_id != NULL)
		node->element = template_id->parent;
	if (parent == NULL)
		return node;
	if (parent->last == NULL)
		parent->first = node;
	else
		parent->last->next = node;
	parent->last = node;
	return node;
}

/* What is lost of quality and PI measures is not our business. */
static bool is_of_other_category(const struct qrda3_node *node)
{
	for (; node != NULL; node = node->parent) {
		if (qrda3_node_is(node, QRDA3_PI_SECTION) || qrda3_node_is(node, QRDA3_MEASURE_SECTION))
			return true;
	}
	return false;
}

static void note_skipped(struct qrda3_decoded *decoded, const struct xml_element *element,
                         const struct qrda3_node *current)
{
	if (is_of_other_category(current))
		return;
	if (decoded->skipped == NULL) {
		decoded->skipped =
			xml_arena_alloc(&decoded->arena, QRDA3_SKIPPED_MAX * sizeof decoded->skipped[0]);
		decoded->no_memory |= decoded->skipped == NULL;
	}
	if (decoded->skipped != NULL && decoded->skipped_length < QRDA3_SKIPPED_MAX)
		decoded->skipped[decoded->skipped_length++] = element;
}

/* Has templateIds, and the converter has a name for none of them. */
static bool is_unknown(const struct walk *walk, const struct xml_element *element)
{
	bool any = false;

	for (const struct xml_element *child = element->first; child != NULL; child = child->next) {
		if (!is_template_id(child))
			continue;
		if (qrda3_template_of(child, &walk->decoded->recognition) != NULL)
			return false;
		any = true;
	}
	return any;
}

static struct qrda3_node *decode_element(struct walk *walk, const struct xml_element *element,
                                         struct qrda3_node *parent);

/* Decodes the children in order, each under the node that is current then. */
static void decode_children(struct walk *walk, const struct xml_element *element, struct qrda3_node *current)
{
	uint64_t seen = 0;

	if (element->first == NULL)
		return;
	if (is_unknown(walk, element)) {
		note_skipped(walk->decoded, element, current);
		return;
	}
	for (const struct xml_element *child = element->first; child != NULL; child = child->next) {
		if (is_template_id(child)) {
			const struct qrda3_template *template =
				qrda3_template_of(child, &walk->decoded->recognition);
			uint64_t bit = template ? (uint64_t)1 << qrda3_template_number(template) : 0;

			if (!has_decoder(template) || (seen & bit))
				continue;
			walk->decoded->has_2019 |= template->last == 2019;
			seen |= bit;
		}
		current = decode_element(walk, child, current);
		if (walk->finished || walk->decoded->no_memory)
			break;
	}
	walk->finished = false;
}

/* Returns the node under which the element's following siblings belong. */
static struct qrda3_node *decode_element(struct walk *walk, const struct xml_element *element,
                                         struct qrda3_node *parent)
{
	const struct qrda3_template *template = NULL;
	struct qrda3_node *node = parent;

	if (is_template_id(element))
		template = qrda3_template_of(element, &walk->decoded->recognition);
	if (has_decoder(template)) {
		node = add_node(walk, template, element, parent);
		if (node == NULL)
			return parent;
		if (ends_element(template)) {
			walk->finished = true;
			return node;
		}
	}
	decode_children(walk, element, node);
	return node;
}

bool qrda3_is_accepted(const struct xml_tree *tree, const struct qrda3_recognition *recognition)
{
	const struct xml_element *id;

	if (!xml_is(tree->root, "ClinicalDocument"))
		return false;
	for (id = xml_child(tree->root, "templateId"); id != NULL; id = xml_next_same(id)) {
		const struct qrda3_template *template = qrda3_template_of(id, recognition);

		if (template != NULL && template->kind == QRDA3_CLINICAL_DOCUMENT)
			return true;
	}
	return false;
}

bool qrda3_decode(const struct xml_tree *tree, const struct qrda3_recognition *recognition,
                  struct qrda3_decoded *decoded)
{
	struct walk walk = { .decoded = decoded };

	*decoded = (struct qrda3_decoded){ .arena = { .limit = DECODED_BYTES_MAX },
		                           .recognition = *recognition };
	decoded->top = add_node(&walk, NULL, NULL, NULL);
	if (decoded->top == NULL)
		return false;
	decode_element(&walk, tree->root, decoded->top);
	decoded->document = decoded->top->first;
	return !decoded->no_memory;
}

void qrda3_decoded_free(struct qrda3_decoded *decoded)
{
	if (decoded == NULL)
		return;
	xml_arena_free(&decoded->arena);
	*decoded = (struct qrda3_decoded){ 0 };
}

/* ------------------------------------------------------------------- looking */

size_t qrda3_count_children(const struct qrda3_node *node, enum qrda3_kind kind)
{
	size_t count = 0;

	for (const struct qrda3_node *child = node->first; child != NULL; child = child->next)
		count += qrda3_node_is(child, kind);
	return count;
}

/* At exactly `depth` below the node; *deeper says whether there is anything
 * there at all. */
static const struct qrda3_node *find_at(const struct qrda3_node *node, enum qrda3_kind kind, unsigned depth,
                                        bool *deeper)
{
	const struct qrda3_node *found = NULL;

	if (depth == 0) {
		*deeper = true;
		return qrda3_node_is(node, kind) ? node : NULL;
	}
	for (const struct qrda3_node *child = node->first; child != NULL && found == NULL;
	     child = child->next)
		found = find_at(child, kind, depth - 1, deeper);
	return found;
}

const struct qrda3_node *qrda3_find_nearest(const struct qrda3_node *node, enum qrda3_kind kind)
{
	bool deeper = true;

	for (unsigned depth = 0; deeper; depth++) {
		const struct qrda3_node *found;

		deeper = false;
		found = find_at(node, kind, depth, &deeper);
		if (found != NULL)
			return found;
	}
	return NULL;
}
