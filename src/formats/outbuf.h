/*
 * outbuf.h - text that grows up to a limit: answer lines, messages, tables.
 * Every put either appends all of its text or sets `failed` and appends
 * nothing more; look at `failed` once, at the end.
 */
#ifndef MIPSIA_FORMATS_OUTBUF_H
#define MIPSIA_FORMATS_OUTBUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Owns `bytes`, which are not NUL-terminated. Start with { .limit = n }. */
struct outbuf {
	char *bytes;
	size_t length;
	size_t capacity;
	size_t limit; /* `length` never exceeds it */
	bool failed;  /* no memory, or the limit was reached */
};

/* Frees the text; the limit stays. */
void outbuf_free(struct outbuf *out);

/* Makes room for `more` bytes; false after setting `failed`. */
bool outbuf_reserve(struct outbuf *out, size_t more);

static inline bool outbuf_has_room(struct outbuf *out, size_t more)
{
	return out->capacity - out->length >= more || outbuf_reserve(out, more);
}

static inline void outbuf_put(struct outbuf *out, const char *text, size_t length)
{
	if (length == 0 || !outbuf_has_room(out, length))
		return;
	memcpy(out->bytes + out->length, text, length);
	out->length += length;
}

#define outbuf_literal(out, text) outbuf_put((out), "" text, sizeof(text) - 1)

void outbuf_puts(struct outbuf *out, const char *text);
void outbuf_number(struct outbuf *out, int64_t number);

/* 1125 -> 11.25, 750 -> 7.5, 1500 -> 15 */
void outbuf_hundredths(struct outbuf *out, uint32_t hundredths);

/* A JSON string with its quotes. The text must be UTF-8. */
void outbuf_json(struct outbuf *out, const char *text, size_t length);
void outbuf_json_string(struct outbuf *out, const char *text);
/* The same without the quotes. */
void outbuf_json_inner(struct outbuf *out, const char *text, size_t length);

/* JSON text without the white space between its tokens. */
void outbuf_json_compact(struct outbuf *out, const char *json, size_t length);

/* printf; for messages, not for the bulk of an answer. */
void outbuf_format(struct outbuf *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
