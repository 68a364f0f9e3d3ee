/*
 * file_text.c - see file_text.h.
 */
#include "server/file_text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static char *read_all(int fd)
{
	char *text = malloc(FILE_TEXT_MAX + 1);
	size_t length = 0;
	ssize_t got = 1;

	while (text && got > 0 && length < FILE_TEXT_MAX) {
		got = read(fd, text + length, FILE_TEXT_MAX - length);
		if (got > 0)
			length += (size_t)got;
	}
	if (text && got == 0) {
		text[length] = '\0';
		return text;
	}
	if (text && got > 0)
		errno = EFBIG;
	free(text);
	return NULL;
}

char *file_text(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char *text = fd < 0 ? NULL : read_all(fd);
	int reason = errno;

	if (fd >= 0)
		close(fd);
	errno = reason;
	return text;
}
