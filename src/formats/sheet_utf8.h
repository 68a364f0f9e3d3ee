/*
 * sheet_utf8.h - one character of UTF-8 at a time.
 */
#ifndef MIPSIA_FORMATS_SHEET_UTF8_H
#define MIPSIA_FORMATS_SHEET_UTF8_H

#include <stddef.h>
#include <stdint.h>

#define SHEET_UTF8_MAX 4 /* bytes of one character */

/* Bytes of the character at the beginning of text, and its code point; 0 when
 * there is none (overlong forms, surrogates and code points beyond U+10FFFF are
 * none) or `length` is 0. */
size_t sheet_utf8_read(const char *text, size_t length, uint32_t *point);

/* Writes the character and returns its bytes; U+FFFD for what is none. */
size_t sheet_utf8_write(uint32_t point, char out[SHEET_UTF8_MAX]);

/* The character of a byte in Windows-1252, or 0 for the five bytes that are
 * none there (and for NUL). */
uint32_t sheet_windows_1252(unsigned char byte);

/* The byte of a character in Windows-1252, or -1. */
int sheet_windows_1252_byte(uint32_t point);

#endif
