/* digest.c - see digest.h. */
#include "store/digest.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define PIECE ((size_t)64 * 1024)

void digest_begin(struct digest *digest)
{
	crypto_hash_sha256_init(&digest->state);
}

void digest_add(struct digest *digest, const void *bytes, size_t length)
{
	crypto_hash_sha256_update(&digest->state, bytes, length);
}

void digest_end(struct digest *digest, char out[DIGEST_TEXT])
{
	unsigned char hash[crypto_hash_sha256_BYTES];

	crypto_hash_sha256_final(&digest->state, hash);
	sodium_bin2hex(out, DIGEST_TEXT, hash, sizeof hash);
}

void digest_of(const void *bytes, size_t length, char out[DIGEST_TEXT])
{
	struct digest digest;

	digest_begin(&digest);
	digest_add(&digest, bytes, length);
	digest_end(&digest, out);
}

bool digest_file(int fd, char out[DIGEST_TEXT], int64_t *size)
{
	static _Thread_local unsigned char piece[PIECE];
	struct digest digest;
	int64_t total = 0;

	digest_begin(&digest);
	for (;;) {
		ssize_t got = read(fd, piece, sizeof piece);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		if (got == 0)
			break;
		digest_add(&digest, piece, (size_t)got);
		total += got;
	}
	digest_end(&digest, out);
	if (size != NULL)
		*size = total;
	return true;
}

bool digest_is_text(const char *text)
{
	return strspn(text, "0123456789abcdef") == DIGEST_TEXT - 1 && text[DIGEST_TEXT - 1] == '\0';
}
