/* sheet_save.c - see sheet_save.h. */
#include "formats/sheet_save.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MODE 0644 /* mkstemp makes files for ourselves alone */

static void release(struct sheet_save *save)
{
	free(save->aside);
	free(save->path);
	*save = (struct sheet_save){ .file = NULL };
}

bool sheet_save_begin(struct sheet_save *save, const char *path)
{
	int fd = -1;

	*save = (struct sheet_save){ .path = strdup(path) };
	if (asprintf(&save->aside, "%s.XXXXXX", path) < 0)
		save->aside = NULL;
	if (save->path == NULL || save->aside == NULL)
		errno = ENOMEM;
	else
		fd = mkstemp(save->aside);
	if (fd >= 0)
		save->file = fdopen(fd, "w");
	if (save->file == NULL) {
		int error = errno;

		if (fd >= 0) {
			close(fd);
			unlink(save->aside);
		}
		release(save);
		errno = error;
		return false;
	}
	return true;
}

bool sheet_save_commit(struct sheet_save *save)
{
	bool good = fflush(save->file) == 0 && ferror(save->file) == 0 &&
	            fchmod(fileno(save->file), MODE) == 0 && fsync(fileno(save->file)) == 0;
	int error = errno;

	if (fclose(save->file) != 0 && good) {
		good = false;
		error = errno;
	}
	if (good && rename(save->aside, save->path) != 0) {
		good = false;
		error = errno;
	}
	if (!good)
		unlink(save->aside);
	release(save);
	errno = error;
	return good;
}

void sheet_save_abandon(struct sheet_save *save)
{
	fclose(save->file);
	unlink(save->aside);
	release(save);
}
