/*
 * xml_path.c - XPaths of elements. See xml_tree.h.
 *
 * An element's place among its same-named siblings is worked out for all of them
 * together, when it is asked for the first time: a document can have as many as
 * it likes.
 */
#include <stdlib.h>

#include "formats/xml_tree.h"

#define ALONE UINT32_MAX
#define FEW 32 /* slots that need no memory */

/* A name among the children of one element. Names and namespaces are equal when
 * their addresses are. */
struct slot {
	struct xml_element *first; /* NULL: free */
	uint32_t count;
};

struct places {
	struct slot few[FEW];
	struct slot *slots;
	size_t mask;
};

static bool same_name(const struct xml_element *a, const struct xml_element *b)
{
	return a->name == b->name && a->ns == b->ns;
}

static struct slot *find_slot(const struct places *places, const struct xml_element *element)
{
	uint64_t hash = ((uintptr_t)element->name ^ ((uintptr_t)element->ns << 1)) * 0x9E3779B97F4A7C15u;
	size_t i = (size_t)(hash >> 32) & places->mask;

	while (places->slots[i].first != NULL && !same_name(places->slots[i].first, element))
		i = (i + 1) & places->mask;
	return &places->slots[i];
}

/* Twice as many slots as children. */
static bool make_slots(struct places *places, const struct xml_element *parent)
{
	size_t children = 0, slots = FEW;

	for (const struct xml_element *child = parent->first; child != NULL; child = child->next)
		children++;
	while (slots < 2 * children)
		slots *= 2;
	places->mask = slots - 1;
	places->slots = slots == FEW ? places->few : calloc(slots, sizeof *places->slots);
	return places->slots != NULL;
}

/* The tree is ours: its elements are writable, and no other thread has them. */
static bool number_children(const struct xml_element *parent)
{
	struct places places = { 0 };

	if (!make_slots(&places, parent))
		return false;
	for (struct xml_element *child = (struct xml_element *)parent->first; child != NULL;
	     child = (struct xml_element *)child->next) {
		struct slot *slot = find_slot(&places, child);

		if (slot->first == NULL)
			slot->first = child;
		child->place = ++slot->count;
		slot->first->place = slot->count == 1 ? ALONE : 1;
	}
	if (places.slots != places.few)
		free(places.slots);
	return true;
}

static void put_place(const struct xml_element *element, struct outbuf *out)
{
	if (element->parent == NULL)
		return;
	if (element->place == 0 && !number_children(element->parent)) {
		out->failed = true;
		return;
	}
	if (element->place == ALONE)
		return;
	outbuf_literal(out, "[");
	outbuf_number(out, element->place);
	outbuf_literal(out, "]");
}

void xml_path_full(const struct xml_element *element, struct outbuf *out)
{
	if (element->parent != NULL)
		xml_path_full(element->parent, out);
	if (element->ns[0] == '\0') {
		outbuf_literal(out, "/");
		outbuf_puts(out, element->name);
	} else {
		outbuf_literal(out, "/*[local-name() = '");
		outbuf_puts(out, element->name);
		outbuf_literal(out, "' and namespace-uri() = '");
		outbuf_puts(out, element->ns);
		outbuf_literal(out, "']");
	}
	put_place(element, out);
}

void xml_path_short(const struct xml_element *element, struct outbuf *out)
{
	if (element->parent != NULL)
		xml_path_short(element->parent, out);
	outbuf_literal(out, "/");
	outbuf_puts(out, element->name);
	put_place(element, out);
}
