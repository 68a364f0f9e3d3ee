/*
 * xml_arena.h - memory that lives and dies with one document.
 */
#ifndef MIPSIA_FORMATS_XML_ARENA_H
#define MIPSIA_FORMATS_XML_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct xml_arena_block;

/* Owns all its memory. Start with { .limit = n }. */
struct xml_arena {
	struct xml_arena_block *newest;
	char *at; /* free part of the newest block */
	char *end;
	size_t total; /* bytes of all blocks */
	size_t limit; /* `total` never exceeds it */
};

/* Memory aligned for any object, not zeroed; NULL when there is none or the
 * limit is reached. It lives until xml_arena_free. */
void *xml_arena_alloc(struct xml_arena *arena, size_t size);

/* A copy with a NUL behind it, or NULL. */
char *xml_arena_copy(struct xml_arena *arena, const char *text, size_t length);

/* Frees everything; the limit stays. */
void xml_arena_free(struct xml_arena *arena);

#endif
