/*
 * sheet_arena.h - text that lives and dies together: the cells of a sheet, the
 * names of a roster.
 */
#ifndef MIPSIA_FORMATS_SHEET_ARENA_H
#define MIPSIA_FORMATS_SHEET_ARENA_H

#include <stddef.h>

struct sheet_arena_block;

/* Owns all its text. Start with { .limit = n }. */
struct sheet_arena {
	struct sheet_arena_block *newest;
	size_t total; /* bytes handed out, NULs included */
	size_t limit; /* `total` never exceeds it */
};

/* A copy with a NUL behind it; it lives until sheet_arena_free. NULL when there
 * is no memory or the limit is reached. */
const char *sheet_arena_text(struct sheet_arena *arena, const char *text, size_t length);

/* Frees all text; the limit stays. */
void sheet_arena_free(struct sheet_arena *arena);

#endif
