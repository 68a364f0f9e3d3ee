/* disk.c - see disk.h. */
#include "store/disk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ASIDE ".aside"

enum store_status disk_status(int error)
{
	switch (error) {
	case ENOSPC:
	case EDQUOT:
	case EFBIG:
		return STORE_FULL;
	case EROFS:
		return STORE_READ_ONLY;
	case ENOMEM:
		return STORE_MEMORY;
	default:
		return STORE_IO;
	}
}

enum store_status disk_make_folder(const char *path)
{
	struct stat about;

	if (mkdir(path, 0700) == 0)
		return STORE_OK;
	if (errno != EEXIST)
		return disk_status(errno);
	if (stat(path, &about) == 0 && S_ISDIR(about.st_mode))
		return STORE_OK;
	errno = ENOTDIR;
	return STORE_IO;
}

enum store_status disk_sync_folder(const char *path)
{
	enum store_status status = STORE_OK;
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return disk_status(errno);
	/* EINVAL: a file system that has nothing to sync of a folder */
	if (fsync(fd) != 0 && errno != EINVAL)
		status = disk_status(errno);
	close(fd);
	return status;
}

enum store_status disk_sync_parent(const char *path)
{
	char parent[STORE_PATH_MAX + 200];
	char *slash;

	if ((size_t)snprintf(parent, sizeof parent, "%s", path) >= sizeof parent)
		return STORE_IO;
	slash = strrchr(parent, '/');
	if (slash == NULL)
		return disk_sync_folder(".");
	slash[slash == parent ? 1 : 0] = '\0';
	return disk_sync_folder(parent);
}

enum store_status disk_write(int fd, const void *bytes, size_t length)
{
	const char *at = bytes;

	while (length > 0) {
		ssize_t done = write(fd, at, length);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return disk_status(errno);
		at += done;
		length -= (size_t)done;
	}
	return STORE_OK;
}

static enum store_status put_aside(const char *path, const void *bytes, size_t length)
{
	enum store_status status;
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (fd < 0)
		return disk_status(errno);
	status = disk_write(fd, bytes, length);
	if (status == STORE_OK && fsync(fd) != 0)
		status = disk_status(errno);
	if (close(fd) != 0 && status == STORE_OK)
		status = disk_status(errno);
	return status;
}

enum store_status disk_put(const char *path, const void *bytes, size_t length)
{
	char aside[STORE_PATH_MAX + 200];
	enum store_status status;

	if ((size_t)snprintf(aside, sizeof aside, "%s" ASIDE, path) >= sizeof aside)
		return STORE_IO;
	status = put_aside(aside, bytes, length);
	if (status == STORE_OK && rename(aside, path) != 0)
		status = disk_status(errno);
	if (status != STORE_OK) {
		int error = errno;

		unlink(aside);
		errno = error;
		return status;
	}
	return disk_sync_parent(path);
}

bool disk_holds_only(const char *path, bool (*ours)(const char *name))
{
	DIR *folder = opendir(path);
	const struct dirent *entry;
	bool only = true;

	if (folder == NULL)
		return false;
	while (only && (entry = readdir(folder)) != NULL) {
		const char *name = entry->d_name;

		only = strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || strcmp(name, "lost+found") == 0 ||
		       (ours != NULL && ours(name));
	}
	closedir(folder);
	return only;
}
