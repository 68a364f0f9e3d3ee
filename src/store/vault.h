/*
 * vault.h - evidence files, each under its SHA-256 in the store's folder:
 * evidence/ab/abcdef... A file there is never altered and never removed while a
 * record names it. Written aside, synced, then renamed: it is whole or absent.
 */
#ifndef MIPSIA_STORE_VAULT_H
#define MIPSIA_STORE_VAULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store/store.h"

#define VAULT_HASH 65 /* 64 hexadecimal digits and NUL */

/* Where an upload is written before it is taken: a folder on the same disk. */
const char *vault_incoming(const struct store_folder *folder);

/* Takes the file at `path` (of the incoming folder), whose SHA-256 is `hash`; a
 * file that is already there is kept, and the new one removed. STORE_DAMAGED when
 * the content has another hash. */
enum store_status vault_take(const struct store_folder *folder, const char *path,
                             const char hash[VAULT_HASH]);

/* A file open for reading, or -1; *size gets its length. */
int vault_open(const struct store_folder *folder, const char hash[VAULT_HASH], int64_t *size);

/* Reads it again and compares. STORE_DAMAGED: altered; STORE_IO: absent. */
enum store_status vault_check(const struct store_folder *folder, const char hash[VAULT_HASH]);

/* Removes what an interrupted upload left in the incoming folder. */
void vault_sweep(const struct store_folder *folder);

#endif
