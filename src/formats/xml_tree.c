/* xml_tree.c - building the tree, and looking around in it. */
#include "formats/xml_tree.h"

#include <string.h>

struct builder {
	struct xml_tree *tree;
	struct xml_element *open;                        /* innermost element */
	struct xml_element *last[XML_SAX_DEPTH_MAX + 1]; /* the newest child at each depth */
	size_t depth;                                    /* of the next element */
	const char *text_of;
	bool no_memory;
};

/* ------------------------------------------------------------------ building */

static bool copy_attribute(struct builder *builder, struct xml_attribute *out,
                           const struct xml_sax_attribute *in)
{
	*out = (struct xml_attribute){ in->name, in->ns, { in->value, in->length } };
	if (in->in_source)
		return true;
	out->value.at = xml_arena_copy(&builder->tree->arena, in->value, in->length);
	return out->value.at != NULL;
}

static bool copy_attributes(struct builder *builder, struct xml_element *element,
                            const struct xml_sax_element *event)
{
	struct xml_attribute *attributes;

	if (event->attributes_length == 0)
		return true;
	attributes = xml_arena_alloc(&builder->tree->arena, event->attributes_length * sizeof *attributes);
	if (attributes == NULL)
		return false;
	for (size_t i = 0; i < event->attributes_length; i++) {
		if (!copy_attribute(builder, &attributes[i], &event->attributes[i]))
			return false;
	}
	element->attributes = attributes;
	element->attributes_length = (uint32_t)event->attributes_length;
	return true;
}

static void append(struct builder *builder, struct xml_element *element)
{
	struct xml_element *before = builder->last[builder->depth];

	element->parent = builder->open;
	if (builder->open == NULL)
		builder->tree->root = element;
	else if (before == NULL)
		builder->open->first = element;
	else
		before->next = element;
	builder->last[builder->depth++] = element;
	builder->last[builder->depth] = NULL;
	builder->open = element;
}

static bool on_start(void *state, const struct xml_sax_element *event)
{
	struct builder *builder = state;
	struct xml_element *element = xml_arena_alloc(&builder->tree->arena, sizeof *element);

	if (element != NULL) {
		*element = (struct xml_element){ .name = event->name,
			                         .ns = event->ns,
			                         .end = (uint32_t)event->end };
		if (copy_attributes(builder, element, event)) {
			append(builder, element);
			return true;
		}
	}
	builder->no_memory = true;
	return false;
}

static bool on_end(void *state)
{
	struct builder *builder = state;

	/* The tree is ours until it is read: parents are writable. */
	builder->open = (struct xml_element *)builder->open->parent;
	builder->depth--;
	return true;
}

/* Text is kept in memory of the next power of two. */
static size_t text_capacity(size_t length)
{
	size_t capacity = 16;

	while (capacity < length)
		capacity *= 2;
	return length ? capacity : 0;
}

static char *grow_text(struct builder *builder, const struct xml_element *element, size_t length)
{
	char *grown;

	if (length <= text_capacity(element->text.length))
		return (char *)element->text.at; /* our own memory */
	grown = xml_arena_alloc(&builder->tree->arena, text_capacity(length));
	if (grown != NULL && element->text.length > 0)
		memcpy(grown, element->text.at, element->text.length);
	return grown;
}

static bool on_text(void *state, const char *text, size_t length)
{
	struct builder *builder = state;
	struct xml_element *element = builder->open;
	char *joined;

	if (element == NULL || (builder->text_of[0] != '*' && !xml_is(element, builder->text_of)))
		return true;
	joined = grow_text(builder, element, element->text.length + length);
	if (joined == NULL) {
		builder->no_memory = true;
		return false;
	}
	memcpy(joined + element->text.length, text, length);
	element->text.at = joined;
	element->text.length += length;
	return true;
}

enum xml_sax_status xml_tree_read(const struct xml_source *source, const char *text_of, struct xml_tree *tree,
                                  struct xml_sax_fault *fault)
{
	struct builder builder = { .tree = tree, .text_of = text_of };
	struct xml_sax_handler handler = { &builder, on_start, on_end, text_of ? on_text : NULL };
	enum xml_sax_status status;

	*tree = (struct xml_tree){ .source = source, .arena = { .limit = XML_TREE_BYTES_MAX } };
	status = xml_sax_parse(source, &handler, &tree->names, fault);
	if (status != XML_SAX_STOPPED)
		return status;
	if (builder.no_memory && tree->arena.limit - tree->arena.total < XML_TREE_BYTES_MAX / 64) {
		fault->message = "it has too many elements";
		return XML_SAX_LIMIT;
	}
	return XML_SAX_MEMORY;
}

void xml_tree_free(struct xml_tree *tree)
{
	if (tree == NULL)
		return;
	xml_arena_free(&tree->arena);
	xml_names_free(tree->names);
	*tree = (struct xml_tree){ 0 };
}

/* ------------------------------------------------------------------- looking */

bool xml_text_is(struct xml_text text, const char *word)
{
	return text.at != NULL && strncmp(text.at, word, text.length) == 0 && word[text.length] == '\0';
}

struct xml_text xml_attribute(const struct xml_element *element, const char *name)
{
	for (uint32_t i = 0; i < element->attributes_length; i++) {
		const struct xml_attribute *attribute = &element->attributes[i];

		if (attribute->ns[0] == '\0' && attribute->name[0] == name[0] &&
		    strcmp(attribute->name, name) == 0)
			return attribute->value;
	}
	return (struct xml_text){ NULL, 0 };
}

bool xml_attribute_is(const struct xml_element *element, const char *name, const char *value)
{
	return xml_text_is(xml_attribute(element, name), value);
}

static const struct xml_element *from(const struct xml_element *element, const char *name, const char *ns)
{
	while (element != NULL && (element->ns != ns || !xml_is(element, name)))
		element = element->next;
	return element;
}

const struct xml_element *xml_child(const struct xml_element *parent, const char *name)
{
	return from(parent->first, name, parent->ns);
}

const struct xml_element *xml_next_same(const struct xml_element *element)
{
	return from(element->next, element->name, element->ns);
}

size_t xml_count(const struct xml_element *parent, const char *name)
{
	size_t count = 0;

	for (const struct xml_element *child = xml_child(parent, name); child; child = xml_next_same(child))
		count++;
	return count;
}

const struct xml_element *xml_descend(const struct xml_element *element, const char *const path[])
{
	for (; element != NULL && *path != NULL; path++)
		element = xml_child(element, *path);
	return element;
}
