/* outbuf.c - text that grows up to a limit. */
#include "formats/outbuf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define FIRST_CAPACITY 4096

void outbuf_free(struct outbuf *out)
{
	free(out->bytes);
	*out = (struct outbuf){ .limit = out->limit };
}

static size_t next_capacity(const struct outbuf *out, size_t needed)
{
	size_t capacity = out->capacity ? out->capacity : FIRST_CAPACITY;

	while (capacity < needed)
		capacity *= 2;
	return capacity > out->limit ? out->limit : capacity;
}

bool outbuf_reserve(struct outbuf *out, size_t more)
{
	char *bytes;
	size_t capacity;

	if (out->failed)
		return false;
	if (out->capacity - out->length >= more)
		return true;
	out->failed = true;
	if (more > out->limit - out->length)
		return false;
	capacity = next_capacity(out, out->length + more);
	bytes = realloc(out->bytes, capacity);
	if (bytes == NULL)
		return false;
	out->bytes = bytes;
	out->capacity = capacity;
	out->failed = false;
	return true;
}

void outbuf_puts(struct outbuf *out, const char *text)
{
	outbuf_put(out, text, strlen(text));
}

void outbuf_number(struct outbuf *out, int64_t number)
{
	char digits[20];
	size_t at = sizeof digits;
	uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

	do {
		digits[--at] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (number < 0)
		digits[--at] = '-';
	outbuf_put(out, digits + at, sizeof digits - at);
}

void outbuf_hundredths(struct outbuf *out, uint32_t hundredths)
{
	uint32_t rest = hundredths % 100;
	char fraction[3] = { '.', (char)('0' + rest / 10), (char)('0' + rest % 10) };

	outbuf_number(out, hundredths / 100);
	if (rest)
		outbuf_put(out, fraction, rest % 10 ? 3 : 2);
}

static bool needs_escape(char c)
{
	return (unsigned char)c < 0x20 || c == '"' || c == '\\';
}

static void put_escape(struct outbuf *out, char c)
{
	static const char hex[] = "0123456789abcdef";
	static const char names[] = "\"\\\b\f\n\r\t";
	static const char letters[] = "\"\\bfnrt";
	const char *name = c ? strchr(names, c) : NULL;
	char text[6] = { '\\', 'u', '0', '0', hex[(unsigned char)c >> 4], hex[c & 15] };

	if (name != NULL) {
		text[1] = letters[name - names];
		outbuf_put(out, text, 2);
	} else {
		outbuf_put(out, text, 6);
	}
}

#define EVERY_BYTE(byte) (UINT64_C(0x0101010101010101) * (byte))

/* The high bit of some byte is set if a byte of the word is 0. */
static uint64_t zero_bytes(uint64_t word)
{
	return (word - EVERY_BYTE(1)) & ~word & EVERY_BYTE(0x80);
}

/* True when none of the next 8 bytes needs an escape. */
static bool are_plain(const char *text)
{
	uint64_t word;

	memcpy(&word, text, sizeof word);
	return (((word - EVERY_BYTE(0x20)) & ~word & EVERY_BYTE(0x80)) | zero_bytes(word ^ EVERY_BYTE('"')) |
	        zero_bytes(word ^ EVERY_BYTE('\\'))) == 0;
}

void outbuf_json_inner(struct outbuf *out, const char *text, size_t length)
{
	size_t done = 0;
	size_t i = 0;

	while (i < length) {
		if (length - i >= 8 && are_plain(text + i)) {
			i += 8;
			continue;
		}
		if (needs_escape(text[i])) {
			outbuf_put(out, text + done, i - done);
			put_escape(out, text[i]);
			done = i + 1;
		}
		i++;
	}
	if (done < length)
		outbuf_put(out, text + done, length - done);
}

void outbuf_json(struct outbuf *out, const char *text, size_t length)
{
	outbuf_literal(out, "\"");
	outbuf_json_inner(out, text, length);
	outbuf_literal(out, "\"");
}

void outbuf_json_string(struct outbuf *out, const char *text)
{
	outbuf_json(out, text, strlen(text));
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

void outbuf_json_compact(struct outbuf *out, const char *json, size_t length)
{
	size_t done = 0;
	bool in_string = false;

	for (size_t i = 0; i < length; i++) {
		if (in_string && json[i] == '\\')
			i++;
		else if (json[i] == '"')
			in_string = !in_string;
		else if (!in_string && is_space(json[i])) {
			outbuf_put(out, json + done, i - done);
			done = i + 1;
		}
	}
	outbuf_put(out, json + done, length - done);
}

void outbuf_format(struct outbuf *out, const char *format, ...)
{
	va_list args;
	int length;

	va_start(args, format);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (length < 0 || !outbuf_has_room(out, (size_t)length + 1))
		return;
	va_start(args, format);
	vsnprintf(out->bytes + out->length, (size_t)length + 1, format, args);
	va_end(args);
	out->length += (size_t)length;
}
