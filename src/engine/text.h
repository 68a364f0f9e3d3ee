/* text.h - sentences in a bounded buffer, without stdio. */
#ifndef MIPSIA_ENGINE_TEXT_H
#define MIPSIA_ENGINE_TEXT_H

#include <stddef.h>
#include <stdint.h>

struct text {
	char *out;   /* always NUL-terminated */
	size_t size; /* at least 1 */
	size_t length;
};

struct text text_begin(char *out, size_t size);

/* What does not fit is left out. */
void text_add(struct text *t, const char *words);
void text_add_number(struct text *t, int64_t number);
/* 1125 -> "11.25", 750 -> "7.5", 1500 -> "15" */
void text_add_hundredths(struct text *t, int64_t hundredths);

#endif
