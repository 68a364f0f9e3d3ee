/*
 * key.h - the key that belongs to a store, by default FOLDER/mipsia.key. The store holds a
 * sealed constant (setting 'key_check') that opens only under that key, so that a
 * wrong or a new key is seen at once and not when a TIN is needed.
 */
#ifndef MIPSIA_STORE_KEY_H
#define MIPSIA_STORE_KEY_H

#include "store/seal.h"
#include "store/store.h"

#define KEY_FILE "mipsia.key"

/* Opens the key of the folder, at `path` (NULL: mipsia.key in the folder). A store that never had one gets a new one, or takes
 * the file that is there. *out is NULL on error, and `message` says what to do.
 * STORE_DAMAGED: the key is missing, unreadable or of other records. */
enum store_status key_open(struct store_folder *folder, const char *path, struct seal **out, char *message,
                           size_t size);

/* Whether the key is that of the store; true also when the store has no key yet. */
enum store_status key_fits(struct store *store, const struct seal *seal, bool *fits);
/* Whether the store has a key. */
enum store_status key_exists(struct store *store, bool *exists);

#endif
