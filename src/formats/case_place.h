/*
 * case_place.h - where a case stood: file, and line or element. Parts of a file
 * are read by several threads at once, so that a line's number may be known only
 * when its answer is written out; until then a mark stands for it.
 */
#ifndef MIPSIA_FORMATS_CASE_PLACE_H
#define MIPSIA_FORMATS_CASE_PLACE_H

#include "formats/outbuf.h"

/* A number that belongs at `at` in the text; `number` counts from the start of
 * the part. */
struct case_mark {
	size_t at;
	uint64_t number;
};

/* The marks of one text. Owns `list`. Start with { 0 }. */
struct case_marks {
	struct case_mark *list;
	size_t length;
	size_t capacity;
};

struct case_place {
	const char *file;         /* "-" for standard input */
	const char *unit;         /* "line" or "element" */
	uint64_t number;          /* 1-based */
	struct case_marks *marks; /* NULL: the number is final */
};

void case_marks_free(struct case_marks *marks);

/* Writes the number, or a mark for it. */
void case_place_put(const struct case_place *place, struct outbuf *out);

/* Appends `text` to `out` with `base` plus its number at every mark. */
void case_marks_resolve(const struct case_marks *marks, uint64_t base, const struct outbuf *text,
                        struct outbuf *out);

#endif
