/*
 * digest.h - SHA-256 as 64 small hexadecimal digits.
 */
#ifndef MIPSIA_STORE_DIGEST_H
#define MIPSIA_STORE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <sodium.h>

#define DIGEST_TEXT 65 /* digits and NUL */

struct digest {
	crypto_hash_sha256_state state;
};

void digest_begin(struct digest *digest);
void digest_add(struct digest *digest, const void *bytes, size_t length);
void digest_end(struct digest *digest, char out[DIGEST_TEXT]);

/* Of one text. */
void digest_of(const void *bytes, size_t length, char out[DIGEST_TEXT]);

/* Reads the file to its end from where it stands. False, with errno, when it
 * cannot be read. *size (may be NULL) gets the bytes read. */
bool digest_file(int fd, char out[DIGEST_TEXT], int64_t *size);

/* Whether the text is 64 small hexadecimal digits. */
bool digest_is_text(const char *text);

#endif
