/*
 * spool.h - a body on its way into a temporary file, with its SHA-256.
 *
 * The file never has a name: it is gone when it is closed, however the program ends.
 */
#ifndef MIPSIA_SERVER_SPOOL_H
#define MIPSIA_SERVER_SPOOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <sodium.h>

struct spool {
	int fd; /* -1: closed */
	uint64_t size;
	crypto_hash_sha256_state hash;
};

/* Opens a file in the folder (NULL: TMPDIR or /tmp). False with errno. */
bool spool_open(struct spool *spool, const char *folder);
/* False when the disk is full or broken. */
bool spool_write(struct spool *spool, const char *bytes, size_t length);
void spool_finish(struct spool *spool, uint8_t sha256[32]);
void spool_close(struct spool *spool); /* may be called again */

#endif
