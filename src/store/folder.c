/* folder.c - a store's folder: its files, its lock. See folder.h. */
#include "store/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "store/disk.h"
#include "store/folder_sqlite.h"
#include "store/migrations.h"
#include "store/vault.h"

struct opening {
	struct store_folder *folder;
	bool create;
	char *message; /* never NULL */
	size_t size;
};

/* `what` says what to do, too. */
static enum store_status fail(const struct opening *o, enum store_status status, const char *what)
{
	snprintf(o->message, o->size, "%s: %s.", o->folder->path, what);
	return status;
}

/* With what errno says, and what the status asks for. */
static enum store_status fail_disk(const struct opening *o, enum store_status status, const char *what)
{
	snprintf(o->message, o->size, "%s: %s (%s). %s", o->folder->path, what, strerror(errno),
	         store_strstatus(status));
	return status;
}

/* --------------------------------------------------------------------- place */

/* Makes the folder when it must be there, and finds its whole path. */
static enum store_status find_place(const struct opening *o, const char *path)
{
	struct store_folder *folder = o->folder;
	char whole[PATH_MAX];
	enum store_status status = STORE_OK;

	if ((size_t)snprintf(folder->path, sizeof folder->path, "%s", path) >= sizeof folder->path)
		return fail(o, STORE_IO, "the path is too long; name a folder with a shorter one");
	if (o->create)
		status = disk_make_folder(path);
	if (status != STORE_OK)
		return fail_disk(o, status, "the folder cannot be made");
	if (realpath(path, whole) == NULL)
		return errno == ENOENT ? fail(o, STORE_IO, "there is no such folder; name one that is there")
		                       : fail_disk(o, STORE_IO, "the folder cannot be reached");
	if (strlen(whole) >= sizeof folder->path)
		return fail(o, STORE_IO, "the path is too long; name a folder with a shorter one");
	memcpy(folder->path, whole, strlen(whole) + 1);
	snprintf(folder->database, sizeof folder->database, "%s/mipsia.db", folder->path);
	snprintf(folder->incoming, sizeof folder->incoming, "%s/incoming", folder->path);
	return STORE_OK;
}

/* ---------------------------------------------------------------------- lock */

static enum store_status say_in_use(const struct opening *o)
{
	char pid[32] = "";
	ssize_t got = pread(o->folder->lock, pid, sizeof pid - 1, 0);

	pid[got > 0 ? strspn(pid, "0123456789") : 0] = '\0';
	snprintf(o->message, o->size,
	         "%s: another mipsia (process %s) has these records open. Use that one, or "
	         "stop it first.",
	         o->folder->path, pid[0] != '\0' ? pid : "not known");
	return STORE_IN_USE;
}

static enum store_status take_lock(const struct opening *o)
{
	char path[FOLDER_FILE_MAX];
	char pid[32];
	int length;

	snprintf(path, sizeof path, "%s/lock", o->folder->path);
	o->folder->lock = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (o->folder->lock < 0)
		return fail_disk(o, disk_status(errno), "its lock cannot be opened");
	while (flock(o->folder->lock, LOCK_EX | LOCK_NB) != 0) {
		if (errno == EWOULDBLOCK)
			return say_in_use(o);
		if (errno != EINTR)
			return fail_disk(o, disk_status(errno), "its lock cannot be taken");
	}
	/* for people only: the lock itself is the system's, and ends with the process */
	length = snprintf(pid, sizeof pid, "%ld\n", (long)getpid());
	if (ftruncate(o->folder->lock, 0) != 0 || pwrite(o->folder->lock, pid, (size_t)length, 0) != length)
		return fail_disk(o, disk_status(errno), "its lock cannot be written");
	return STORE_OK;
}

/* ------------------------------------------------------------------ contents */

/* What may be in a folder whose first opening was interrupted. */
static bool is_ours(const char *name)
{
	static const char *const names[] = {
		"lock",      "incoming",          "evidence",      "mipsia.key",   "mipsia.key.aside",
		"mipsia.db", "mipsia.db-journal", "mipsia.db-wal", "mipsia.db-shm"
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (strcmp(names[i], name) == 0)
			return true;
	}
	return false;
}

/* A folder without records: nothing of anybody else may be in it, and no evidence
 * whose records are gone. */
static enum store_status check_new(const struct opening *o)
{
	char evidence[FOLDER_FILE_MAX];
	struct stat about;

	if (!o->create)
		return fail(
			o, STORE_DAMAGED,
			"there are no records of mipsia in this folder; name the one that mipsia serve uses");
	if (!disk_holds_only(o->folder->path, is_ours))
		return fail(o, STORE_DAMAGED,
		            "there are other files in this folder; name a new or an empty one");
	snprintf(evidence, sizeof evidence, "%s/evidence", o->folder->path);
	if (stat(evidence, &about) == 0 && !disk_holds_only(evidence, NULL))
		return fail(o, STORE_DAMAGED,
		            "there is evidence in this folder, but its records are gone; restore a backup "
		            "into another folder");
	return STORE_OK;
}

/* An empty file, for its owner alone; SQLite gives its other files the same mode. */
static enum store_status make_database(const struct opening *o)
{
	int fd;

	if (chmod(o->folder->path, 0700) != 0 && errno != EPERM)
		return fail_disk(o, disk_status(errno), "the folder cannot be kept for its owner alone");
	fd = open(o->folder->database, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return fail_disk(o, disk_status(errno), "the records cannot be made");
	close(fd);
	return STORE_OK;
}

static enum store_status make_folders(const struct opening *o)
{
	char evidence[FOLDER_FILE_MAX];
	enum store_status status;

	snprintf(evidence, sizeof evidence, "%s/evidence", o->folder->path);
	status = disk_make_folder(evidence);
	if (status == STORE_OK)
		status = disk_make_folder(o->folder->incoming);
	return status == STORE_OK ? STORE_OK : fail_disk(o, status, "its folders cannot be made");
}

static enum store_status prepare(const struct opening *o)
{
	struct stat about;
	enum store_status status = STORE_OK;

	if (stat(o->folder->database, &about) != 0) {
		if (errno != ENOENT)
			return fail_disk(o, disk_status(errno), "the records cannot be reached");
		status = check_new(o);
	} else if (about.st_size == 0) {
		status = check_new(o);
	} else {
		return make_folders(o);
	}
	if (status == STORE_OK)
		status = make_database(o);
	return status == STORE_OK ? make_folders(o) : status;
}

static enum store_status sync_all(const struct opening *o)
{
	enum store_status status = disk_sync_folder(o->folder->path);

	if (status == STORE_OK)
		status = disk_sync_parent(o->folder->path);
	/* a parent that may not be read cannot be synced by us */
	if (status != STORE_OK && errno == EACCES)
		status = STORE_OK;
	return status == STORE_OK ? STORE_OK : fail_disk(o, status, "the folder cannot be written");
}

/* ------------------------------------------------------------- open and close */

static enum store_status open_working(const struct opening *o, const char *path,
                                      const struct migration *migrations, int length)
{
	enum store_status status = find_place(o, path);

	/* a folder that is none of ours stays as it is: no lock file in it */
	if (status == STORE_OK && !o->create && access(o->folder->database, F_OK) != 0)
		return fail(
			o, STORE_DAMAGED,
			"there are no records of mipsia in this folder; name the one that mipsia serve uses");
	if (status == STORE_OK && o->create && access(o->folder->database, F_OK) != 0)
		status = check_new(o);
	if (status == STORE_OK)
		status = take_lock(o);
	if (status == STORE_OK)
		status = prepare(o);
	if (status == STORE_OK)
		status = folder_sqlite_begin(o->folder, migrations, length, o->message, o->size);
	if (status == STORE_OK)
		status = sync_all(o);
	if (status == STORE_OK)
		vault_sweep(o->folder);
	return status;
}

static enum store_status open_attached(const struct opening *o, const char *path)
{
	enum store_status status = find_place(o, path);

	if (status != STORE_OK)
		return status;
	if (access(o->folder->database, F_OK) != 0)
		return fail(
			o, STORE_DAMAGED,
			"there are no records of mipsia in this folder; name the one that mipsia serve uses");
	return folder_sqlite_begin(o->folder, store_migrations, store_migrations_length, o->message, o->size);
}

static struct store_folder *folder_new(bool attached)
{
	struct store_folder *folder = sodium_init() < 0 ? NULL : calloc(1, sizeof *folder);

	if (folder == NULL)
		return NULL;
	folder->lock = -1;
	folder->attached = attached;
	if (write_queue_init(&folder->queue))
		return folder;
	free(folder);
	return NULL;
}

/* `attached`: for reading; migrations do not matter then. */
static enum store_status open_any(struct store_folder **out, const char *path, bool attached, bool create,
                                  const struct migration *migrations, int length, char *message, size_t size)
{
	char unused[STORE_MESSAGE_MAX];
	struct opening o = { folder_new(attached), create, unused, sizeof unused };
	enum store_status status;

	*out = NULL;
	if (message != NULL && size > 0) {
		o.message = message;
		o.size = size;
	}
	o.message[0] = '\0';
	if (o.folder == NULL) {
		snprintf(o.message, o.size, "%s", store_strstatus(STORE_MEMORY));
		return STORE_MEMORY;
	}
	status = attached ? open_attached(&o, path) : open_working(&o, path, migrations, length);
	if (status == STORE_OK)
		*out = o.folder;
	else
		store_folder_close(o.folder);
	return status;
}

enum store_status store_folder_open_with(struct store_folder **out, const char *path, bool create,
                                         const struct migration *migrations, int length, char *message,
                                         size_t size)
{
	return open_any(out, path, false, create, migrations, length, message, size);
}

enum store_status store_folder_open(struct store_folder **out, const char *path, bool create, char *message,
                                    size_t size)
{
	return open_any(out, path, false, create, store_migrations, store_migrations_length, message, size);
}

enum store_status store_folder_attach(struct store_folder **out, const char *path, char *message, size_t size)
{
	return open_any(out, path, true, false, NULL, 0, message, size);
}

void store_folder_close(struct store_folder *folder)
{
	if (folder == NULL)
		return;
	if (folder->lock >= 0)
		close(folder->lock); /* and with it the lock ends */
	write_queue_destroy(&folder->queue);
	free(folder);
}

const char *store_folder_path(const struct store_folder *folder)
{
	return folder->path;
}

int store_schema_version(void)
{
	return store_migrations_length;
}
