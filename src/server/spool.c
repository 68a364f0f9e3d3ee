/* spool.c - a body on its way into a temporary file. */
#include "server/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char *default_folder(void)
{
	const char *folder = getenv("TMPDIR");

	return folder != NULL && *folder != '\0' ? folder : "/tmp";
}

/* For file systems without nameless files. */
static int open_and_unlink(const char *folder)
{
	char path[4096];
	int fd;

	if (snprintf(path, sizeof path, "%s/mipsia-XXXXXX", folder) >= (int)sizeof path) {
		errno = ENAMETOOLONG;
		return -1;
	}
	fd = mkostemp(path, O_CLOEXEC);
	if (fd >= 0)
		unlink(path);
	return fd;
}

bool spool_open(struct spool *spool, const char *folder)
{
	if (folder == NULL)
		folder = default_folder();
	spool->size = 0;
	spool->fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (spool->fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL))
		spool->fd = open_and_unlink(folder);
	crypto_hash_sha256_init(&spool->hash);
	return spool->fd >= 0;
}

bool spool_write(struct spool *spool, const char *bytes, size_t length)
{
	crypto_hash_sha256_update(&spool->hash, (const unsigned char *)bytes, length);
	while (length > 0) {
		ssize_t n = write(spool->fd, bytes, length);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		bytes += n;
		length -= (size_t)n;
		spool->size += (uint64_t)n;
	}
	return true;
}

void spool_finish(struct spool *spool, uint8_t sha256[32])
{
	crypto_hash_sha256_final(&spool->hash, sha256);
}

void spool_close(struct spool *spool)
{
	if (spool->fd >= 0)
		close(spool->fd);
	spool->fd = -1;
}
