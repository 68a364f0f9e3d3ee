/*
 * seal.h - secrets at rest: texts (TINs) are kept encrypted and authenticated
 * (XChaCha20-Poly1305, libsodium) under a key that lies in a file of its own, mode
 * 0600, outside of backups. The context (which record, which field) is bound to
 * the text: a sealed value that was moved to another record does not open.
 */
#ifndef MIPSIA_STORE_SEAL_H
#define MIPSIA_STORE_SEAL_H

#include <stdbool.h>
#include <stddef.h>

#define SEAL_TEXT_MAX 256 /* bytes of a text */
#define SEAL_BYTES_MAX (SEAL_TEXT_MAX + 64)

struct seal; /* the key, in locked memory */

/* Reads the key file, or makes one when `create`. NULL with a sentence in
 * `message`: unreadable, wrong length, open to others. */
struct seal *seal_open(const char *path, bool create, char *message, size_t size);
void seal_close(struct seal *seal); /* wipes; NULL is fine */

/* Seals text (NUL-terminated). Returns the bytes written, 0 when it is too long. */
size_t seal_text(const struct seal *seal, const char *context, const char *text,
                 unsigned char out[SEAL_BYTES_MAX]);
/* False when it was not sealed so under this key. */
bool seal_open_text(const struct seal *seal, const char *context, const void *bytes, size_t length,
                    char out[SEAL_TEXT_MAX + 1]);

#endif
