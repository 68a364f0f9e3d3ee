/* vault.c - see vault.h. */
#include "store/vault.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/digest.h"
#include "store/disk.h"
#include "store/folder.h"

_Static_assert(VAULT_HASH == DIGEST_TEXT, "names are SHA-256");

/* FOLDER/evidence/ab, and the file in it. */
static void paths_of(const struct store_folder *folder, const char *hash, char shelf[FOLDER_FILE_MAX],
                     char file[FOLDER_FILE_MAX])
{
	snprintf(shelf, FOLDER_FILE_MAX, "%.*s/evidence/%.2s", STORE_PATH_MAX, folder->path, hash);
	snprintf(file, FOLDER_FILE_MAX, "%.*s/evidence/%.2s/%.64s", STORE_PATH_MAX, folder->path, hash, hash);
}

const char *vault_incoming(const struct store_folder *folder)
{
	return folder->incoming;
}

/* -------------------------------------------------------------------- taking */

/* Whether the path is of a file right in the incoming folder. */
static bool is_incoming(const struct store_folder *folder, const char *path)
{
	size_t length = strlen(folder->incoming);

	return strncmp(path, folder->incoming, length) == 0 && path[length] == '/' &&
	       path[length + 1] != '\0' && strchr(path + length + 1, '/') == NULL;
}

/* Compares the content with the hash; `sync` brings it to the disk, too. */
static enum store_status compare(int fd, const char *hash, bool sync)
{
	char found[DIGEST_TEXT];

	if (!digest_file(fd, found, NULL))
		return disk_status(errno);
	if (strcmp(found, hash) != 0)
		return STORE_DAMAGED;
	if (!sync)
		return STORE_OK;
	if (fchmod(fd, 0600) != 0 || fsync(fd) != 0)
		return disk_status(errno);
	return STORE_OK;
}

static enum store_status check_file(const char *path, const char *hash, bool sync)
{
	struct stat about;
	enum store_status status;
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0)
		return disk_status(errno);
	if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode))
		status = STORE_IO;
	else
		status = compare(fd, hash, sync);
	close(fd);
	return status;
}

/* The content is right, and on the disk: give it its name. A file of that name is
 * the same file; one that was altered since is made good by the new one. */
static enum store_status put_in_place(const struct store_folder *folder, const char *path, const char *hash)
{
	char shelf[FOLDER_FILE_MAX];
	char file[FOLDER_FILE_MAX];
	enum store_status status;

	paths_of(folder, hash, shelf, file);
	status = disk_make_folder(shelf);
	if (status == STORE_OK)
		status = disk_sync_parent(shelf);
	if (status != STORE_OK)
		return status;
	if (check_file(file, hash, false) == STORE_OK) {
		if (unlink(path) != 0)
			return disk_status(errno);
	} else if (rename(path, file) != 0) {
		return disk_status(errno);
	}
	return disk_sync_folder(shelf);
}

enum store_status vault_take(const struct store_folder *folder, const char *path, const char hash[VAULT_HASH])
{
	enum store_status status;

	if (folder->attached)
		return STORE_READ_ONLY;
	if (!digest_is_text(hash) || !is_incoming(folder, path))
		return STORE_MISUSE;
	status = check_file(path, hash, true);
	return status == STORE_OK ? put_in_place(folder, path, hash) : status;
}

/* ------------------------------------------------------------------- reading */

int vault_open(const struct store_folder *folder, const char hash[VAULT_HASH], int64_t *size)
{
	char shelf[FOLDER_FILE_MAX];
	char file[FOLDER_FILE_MAX];
	struct stat about;
	int fd;

	*size = 0;
	if (!digest_is_text(hash)) {
		errno = EINVAL;
		return -1;
	}
	paths_of(folder, hash, shelf, file);
	fd = open(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return -1;
	if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode)) {
		close(fd);
		errno = EINVAL;
		return -1;
	}
	*size = about.st_size;
	return fd;
}

enum store_status vault_check(const struct store_folder *folder, const char hash[VAULT_HASH])
{
	char shelf[FOLDER_FILE_MAX];
	char file[FOLDER_FILE_MAX];

	if (!digest_is_text(hash))
		return STORE_MISUSE;
	paths_of(folder, hash, shelf, file);
	return check_file(file, hash, false);
}

/* ------------------------------------------------------------------ sweeping */

void vault_sweep(const struct store_folder *folder)
{
	DIR *incoming = folder->attached ? NULL : opendir(folder->incoming);
	const struct dirent *entry;

	if (incoming == NULL)
		return;
	while ((entry = readdir(incoming)) != NULL) {
		/* unlinkat removes no folders: "." and ".." stay */
		(void)unlinkat(dirfd(incoming), entry->d_name, 0);
	}
	closedir(incoming);
}
