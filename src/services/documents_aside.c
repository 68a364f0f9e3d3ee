/* documents_aside.c - see documents_aside.h. */
#include "services/documents_aside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void forget(struct aside *aside)
{
	free(aside->path);
	free(aside->temporary);
	*aside = (struct aside){ 0 };
}

void aside_cancel(struct aside *aside)
{
	int saved = errno;

	if (aside->file != NULL)
		fclose(aside->file);
	if (aside->temporary != NULL)
		unlink(aside->temporary);
	forget(aside);
	errno = saved;
}

/* The permissions of the file that is there, or of a new one. */
static mode_t mode_for(const char *path)
{
	struct stat about;
	mode_t mask;

	if (stat(path, &about) == 0)
		return about.st_mode & 07777;
	mask = umask(022);
	umask(mask);
	return 0666 & ~mask;
}

/* "folder/.name.XXXXXX". */
static char *temporary_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	int folder = slash ? (int)(slash - path + 1) : 0;
	char *name;

	return asprintf(&name, "%.*s.%s.XXXXXX", folder, path, path + folder) < 0 ? NULL : name;
}

static FILE *open_temporary(struct aside *aside)
{
	int fd;
	FILE *file;

	aside->temporary = temporary_name(aside->path);
	if (aside->temporary == NULL)
		return NULL;
	fd = mkostemp(aside->temporary, O_CLOEXEC);
	if (fd < 0) {
		free(aside->temporary);
		aside->temporary = NULL;
		return NULL;
	}
	fchmod(fd, mode_for(aside->path));
	file = fdopen(fd, "w");
	if (file == NULL)
		close(fd);
	return file;
}

bool aside_open(struct aside *aside, const char *path)
{
	struct stat about;
	bool there = stat(path, &about) == 0;

	*aside = (struct aside){ 0 };
	if (there && S_ISDIR(about.st_mode)) {
		errno = EISDIR;
		return false;
	}
	/* A link stays a link: what it points to is replaced. */
	aside->path = there && S_ISREG(about.st_mode) ? realpath(path, NULL) : strdup(path);
	if (aside->path != NULL)
		aside->file = there && !S_ISREG(about.st_mode) ? fopen(path, "we") : open_temporary(aside);
	if (aside->file != NULL)
		return true;
	aside_cancel(aside);
	return false;
}

bool aside_commit(struct aside *aside)
{
	bool failed = ferror(aside->file) != 0;
	int saved = failed ? EIO : 0;

	errno = 0;
	if (fclose(aside->file) != 0) {
		saved = errno ? errno : EIO;
		failed = true;
	}
	aside->file = NULL;
	if (!failed && aside->temporary != NULL && rename(aside->temporary, aside->path) != 0) {
		saved = errno;
		failed = true;
	}
	if (failed) {
		aside_cancel(aside);
		errno = saved;
		return false;
	}
	forget(aside);
	return true;
}
