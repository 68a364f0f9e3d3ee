/*
 * store_help.h - folders and stores for the tests of the store.
 */
#ifndef MIPSIA_TESTS_STORE_HELP_H
#define MIPSIA_TESTS_STORE_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/migrations.h"
#include "store/store.h"

#define PLACE_MAX 300

/* A folder of its own below the temporary one, and a store folder's path in it. */
struct place {
	char root[PLACE_MAX];
	char data[PLACE_MAX + 20];
};

static inline void place_make(struct place *place)
{
	const char *base = getenv("TMPDIR");

	snprintf(place->root, sizeof place->root, "%s/mipsia-test-XXXXXX", base != NULL ? base : "/tmp");
	assert_non_null(mkdtemp(place->root));
	snprintf(place->data, sizeof place->data, "%s/data", place->root);
}

static inline int place_unlink(const char *path, const struct stat *about, int flag, struct FTW *walk)
{
	(void)about;
	(void)flag;
	(void)walk;
	return remove(path);
}

static inline void place_remove(const struct place *place)
{
	assert_int_equal(nftw(place->root, place_unlink, 16, FTW_DEPTH | FTW_PHYS), 0);
}

static inline struct store_folder *folder_of(const char *path)
{
	struct store_folder *folder;
	char message[STORE_MESSAGE_MAX];
	enum store_status status = store_folder_open(&folder, path, true, message, sizeof message);

	if (status != STORE_OK)
		fail_msg("%s", message);
	return folder;
}

static inline void write_file(const char *path, const void *bytes, size_t length)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, length), (ssize_t)length);
	assert_int_equal(close(fd), 0);
}

#define assert_status(call, status) assert_string_equal(status_name(call), status_name(status))

static inline const char *status_name(enum store_status status)
{
	static const char *const names[STORE_STATUS_END] = {
		"OK",        "ROW",   "CONSTRAINT", "BUSY", "IN_USE", "FULL",
		"READ_ONLY", "NEWER", "DAMAGED",    "IO",   "MEMORY", "MISUSE",
	};

	return (unsigned)status < STORE_STATUS_END ? names[status] : "none";
}

#endif
