/*
 * outfast.h - writing into room that was reserved: no check, no call. For the
 * members that every answer has; everything else goes through outbuf.h.
 *
 *	char *at = outbuf_begin(out, 100);
 *	if (at != NULL)
 *		outbuf_end(out, fast_number(FAST_LITERAL(at, "n="), n));
 */
#ifndef MIPSIA_FORMATS_OUTFAST_H
#define MIPSIA_FORMATS_OUTFAST_H

#include "formats/outbuf.h"

#define FAST_NUMBER_MAX 10 /* bytes that fast_number may write */

/* Where to write at most `most` bytes; NULL when there is no room. */
static inline char *outbuf_begin(struct outbuf *out, size_t most)
{
	return outbuf_has_room(out, most) ? out->bytes + out->length : NULL;
}

static inline void outbuf_end(struct outbuf *out, const char *at)
{
	out->length = (size_t)(at - out->bytes);
}

static inline char *fast_text(char *at, const char *text, size_t length)
{
	memcpy(at, text, length);
	return at + length;
}

#define FAST_LITERAL(at, text) fast_text((at), "" text, sizeof(text) - 1)

static inline char *fast_number(char *at, uint32_t number)
{
	char digits[FAST_NUMBER_MAX];
	size_t first = sizeof digits;

	if (number < 10) {
		*at = (char)('0' + number);
		return at + 1;
	}
	if (number < 100) {
		at[0] = (char)('0' + number / 10);
		at[1] = (char)('0' + number % 10);
		return at + 2;
	}
	for (; number; number /= 10)
		digits[--first] = (char)('0' + number % 10);
	return fast_text(at, digits + first, sizeof digits - first);
}

/* 1125 -> 11.25, 750 -> 7.5, 1500 -> 15 */
static inline char *fast_hundredths(char *at, uint32_t hundredths)
{
	uint32_t rest = hundredths % 100;

	at = fast_number(at, hundredths / 100);
	if (rest == 0)
		return at;
	at[0] = '.';
	at[1] = (char)('0' + rest / 10);
	at[2] = (char)('0' + rest % 10);
	return at + (rest % 10 ? 3 : 2);
}

#endif
