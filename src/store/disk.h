/*
 * disk.h - files and folders that shall survive a power cut. Errors as a
 * store_status; errno says more.
 */
#ifndef MIPSIA_STORE_DISK_H
#define MIPSIA_STORE_DISK_H

#include <stdbool.h>
#include <stddef.h>

#include "store/store.h"

/* What an errno means: STORE_FULL, STORE_READ_ONLY, STORE_MEMORY or STORE_IO. */
enum store_status disk_status(int error);

/* Makes a folder, mode 0700, for its owner alone. STORE_OK also when it is there. */
enum store_status disk_make_folder(const char *path);
/* Writes the folder's entries to the disk. */
enum store_status disk_sync_folder(const char *path);
/* The same for the folder that `path` is in. */
enum store_status disk_sync_parent(const char *path);

/* Writes all of it. */
enum store_status disk_write(int fd, const void *bytes, size_t length);

/* Writes a whole small file, mode 0600: aside, synced, renamed, its folder synced. */
enum store_status disk_put(const char *path, const void *bytes, size_t length);

/* Whether there is nothing in the folder but what `ours` knows (NULL: nothing), "."
 * and "..", and "lost+found". False, too, when it cannot be read. */
bool disk_holds_only(const char *path, bool (*ours)(const char *name));

#endif
