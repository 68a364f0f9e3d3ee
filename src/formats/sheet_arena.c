/* sheet_arena.c - blocks of text, each filled from its beginning. */
#include "formats/sheet_arena.h"

#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE ((size_t)256 << 10)

struct sheet_arena_block {
	struct sheet_arena_block *older;
	size_t used;
	size_t size;
	char text[];
};

static struct sheet_arena_block *block_with_room(struct sheet_arena *arena, size_t length)
{
	struct sheet_arena_block *block = arena->newest;
	size_t size = length > BLOCK_SIZE ? length : BLOCK_SIZE;

	if (block != NULL && block->size - block->used >= length)
		return block;
	block = malloc(sizeof *block + size);
	if (block == NULL)
		return NULL;
	*block = (struct sheet_arena_block){ .older = arena->newest, .size = size };
	arena->newest = block;
	return block;
}

const char *sheet_arena_text(struct sheet_arena *arena, const char *text, size_t length)
{
	struct sheet_arena_block *block;
	char *copy;

	if (length >= arena->limit || arena->total > arena->limit - length - 1)
		return NULL;
	block = block_with_room(arena, length + 1);
	if (block == NULL)
		return NULL;
	copy = block->text + block->used;
	memcpy(copy, text, length);
	copy[length] = '\0';
	block->used += length + 1;
	arena->total += length + 1;
	return copy;
}

void sheet_arena_free(struct sheet_arena *arena)
{
	struct sheet_arena_block *block = arena->newest;

	while (block != NULL) {
		struct sheet_arena_block *older = block->older;

		free(block);
		block = older;
	}
	arena->newest = NULL;
	arena->total = 0;
}
