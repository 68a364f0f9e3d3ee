/* xml_arena.c - see xml_arena.h. */
#include "formats/xml_arena.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_BLOCK 16384
#define LARGEST_BLOCK ((size_t)16 << 20)
#define ALIGNMENT alignof(max_align_t)

struct xml_arena_block {
	struct xml_arena_block *older;
	size_t size;
	alignas(max_align_t) char memory[];
};

/* Four times the last: so that most of an arena is one block, which malloc, once
 * it has seen it, keeps for the next document instead of asking the system again. */
static size_t next_size(const struct xml_arena *arena, size_t needed)
{
	size_t size = arena->newest ? arena->newest->size * 4 : FIRST_BLOCK;

	if (size > LARGEST_BLOCK)
		size = LARGEST_BLOCK;
	return size < needed ? needed : size;
}

static bool add_block(struct xml_arena *arena, size_t needed)
{
	size_t size = next_size(arena, needed);
	struct xml_arena_block *block;

	if (size > arena->limit - arena->total)
		size = needed;
	if (size > arena->limit - arena->total)
		return false;
	block = malloc(sizeof *block + size);
	if (block == NULL)
		return false;
	block->older = arena->newest;
	block->size = size;
	arena->newest = block;
	arena->at = block->memory;
	arena->end = block->memory + size;
	arena->total += size;
	return true;
}

void *xml_arena_alloc(struct xml_arena *arena, size_t size)
{
	void *memory;

	if (size > arena->limit)
		return NULL;
	size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	if ((size_t)(arena->end - arena->at) < size && !add_block(arena, size))
		return NULL;
	memory = arena->at;
	arena->at += size;
	return memory;
}

char *xml_arena_copy(struct xml_arena *arena, const char *text, size_t length)
{
	char *copy = xml_arena_alloc(arena, length + 1);

	if (copy == NULL)
		return NULL;
	if (length > 0)
		memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

void xml_arena_free(struct xml_arena *arena)
{
	while (arena->newest != NULL) {
		struct xml_arena_block *older = arena->newest->older;

		free(arena->newest);
		arena->newest = older;
	}
	*arena = (struct xml_arena){ .limit = arena->limit };
}
