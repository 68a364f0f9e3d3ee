/*
 * backup_restore.c - a backup into a folder, as a whole or not at all. It is
 * unpacked and judged in a folder of its own within the folder, which no mipsia
 * opens as long as that is there; then its parts are moved, the records last.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "services/backup_parts.h"
#include "store/disk.h"
#include "store/key.h"

#define STAGE "restoring-"

/* In the order in which they come to their place. */
static const char *const parts[] = { "evidence", "incoming", KEY_FILE, BACKUP_DATABASE };
#define PARTS (sizeof parts / sizeof *parts)

struct restoring {
	const struct backup_job *job;
	struct backup_result *result;
	bool made;                   /* the folder */
	char stage[BACKUP_PATH_MAX]; /* "": none */
	bool moved[PARTS];
};

static enum backup_outcome fail_folder(const struct restoring *r, const char *what)
{
	return backup_fail(r->result, BACKUP_NOT_WRITTEN, "%s: %s (%s); restore to another folder",
	                   r->job->folder, what, strerror(errno));
}

static bool is_stage(const char *name)
{
	return strncmp(name, STAGE, sizeof STAGE - 1) == 0;
}

static enum backup_outcome not_empty(const struct restoring *r)
{
	return backup_fail(r->result, BACKUP_REFUSED,
	                   "%s: there is something in this folder; name one that is empty or not there yet",
	                   r->job->folder);
}

/* --------------------------------------------------------------------- beginning */

static enum backup_outcome begin(struct restoring *r)
{
	const char *folder = r->job->folder;

	if (strlen(folder) >= STORE_PATH_MAX)
		return backup_fail(r->result, BACKUP_REFUSED, "the path of the folder is too long");
	r->made = mkdir(folder, 0700) == 0;
	if (!r->made && errno != EEXIST)
		return fail_folder(r, "the folder cannot be made");
	if (!disk_holds_only(folder, NULL))
		return not_empty(r);
	if (chmod(folder, 0700) != 0 && errno != EPERM)
		return fail_folder(r, "the folder cannot be kept for its owner alone");
	snprintf(r->stage, sizeof r->stage, "%.*s/" STAGE "XXXXXX", STORE_PATH_MAX, folder);
	if (mkdtemp(r->stage) == NULL) {
		r->stage[0] = '\0';
		return fail_folder(r, "the folder cannot be written");
	}
	/* somebody may have come in between */
	return disk_holds_only(folder, is_stage) ? BACKUP_DONE : not_empty(r);
}

/* ----------------------------------------------------------------------- the rest */

static void path_of(const struct restoring *r, bool staged, const char *part, char out[BACKUP_PATH_MAX])
{
	snprintf(out, BACKUP_PATH_MAX, "%.*s/%s", BACKUP_PATH_MAX - 100, staged ? r->stage : r->job->folder,
	         part);
}

static enum backup_outcome put_key(const struct restoring *r)
{
	char path[BACKUP_PATH_MAX];
	char text[200];
	ssize_t length = -1;
	enum store_status status;
	int fd = open(r->job->key, O_RDONLY | O_CLOEXEC);

	if (fd >= 0) {
		length = read(fd, text, sizeof text);
		close(fd);
	}
	if (length < 0)
		return backup_fail(r->result, BACKUP_UNREADABLE, "%s: the key cannot be read (%s)",
		                   r->job->key, strerror(errno));
	path_of(r, true, KEY_FILE, path);
	status = disk_put(path, text, (size_t)length);
	sodium_memzero(text, sizeof text);
	return status == STORE_OK ? BACKUP_DONE : fail_folder(r, "the key cannot be written");
}

static enum backup_outcome complete_stage(const struct restoring *r)
{
	char path[BACKUP_PATH_MAX];

	path_of(r, true, "incoming", path);
	if (disk_make_folder(path) != STORE_OK)
		return fail_folder(r, "the folder cannot be written");
	return r->job->key != NULL ? put_key(r) : BACKUP_DONE;
}

/* Everything that was unpacked is on the disk before anything is in its place: at
 * once for all files, which may be many. */
static bool sync_stage(const struct restoring *r)
{
	int fd = open(r->stage, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool done = fd >= 0 && syncfs(fd) == 0;

	if (fd >= 0)
		close(fd);
	return done;
}

/* ------------------------------------------------------------------------ moving */

/* Never over something that has come there. */
static bool move(const char *from, const char *to)
{
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return true;
	return errno == EINVAL && access(to, F_OK) != 0 && rename(from, to) == 0;
}

static enum backup_outcome move_parts(struct restoring *r)
{
	for (size_t i = 0; i < PARTS; i++) {
		char from[BACKUP_PATH_MAX];
		char to[BACKUP_PATH_MAX];

		path_of(r, true, parts[i], from);
		path_of(r, false, parts[i], to);
		if (access(from, F_OK) != 0)
			continue; /* a restore without the key */
		if (!move(from, to))
			return fail_folder(r, "the records cannot be moved to their place");
		r->moved[i] = true;
	}
	return BACKUP_DONE;
}

static enum backup_outcome put_in_place(struct restoring *r)
{
	enum backup_outcome outcome;

	if (!sync_stage(r))
		return fail_folder(r, "the folder cannot be written");
	outcome = move_parts(r);
	if (outcome != BACKUP_DONE)
		return outcome;
	if (rmdir(r->stage) != 0)
		return fail_folder(r, "the folder cannot be written");
	r->stage[0] = '\0';
	if (disk_sync_folder(r->job->folder) != STORE_OK)
		return fail_folder(r, "the folder cannot be written");
	(void)disk_sync_parent(r->job->folder); /* a parent that may not be read is not ours */
	return BACKUP_DONE;
}

/* Nothing is left of a restore that did not succeed. */
static void clear(const struct restoring *r)
{
	char path[BACKUP_PATH_MAX];

	for (size_t i = 0; i < PARTS; i++) {
		path_of(r, false, parts[i], path);
		if (r->moved[i])
			backup_remove_tree(path);
	}
	if (r->stage[0] != '\0')
		backup_remove_tree(r->stage);
	if (r->made)
		rmdir(r->job->folder);
}

/* ---------------------------------------------------------------------- together */

static bool is_good(enum backup_outcome outcome)
{
	return outcome == BACKUP_DONE || outcome == BACKUP_FINDINGS;
}

static enum backup_outcome restore_all(struct restoring *r)
{
	struct backup_contents contents;
	enum backup_outcome found;
	enum backup_outcome outcome = begin(r);

	if (outcome != BACKUP_DONE)
		return outcome;
	outcome = backup_read(r->job, r->result, r->stage, true, &contents);
	if (outcome == BACKUP_DONE)
		outcome = backup_judge(r->job, r->result, r->stage, &contents);
	backup_contents_free(&contents);
	found = outcome;
	if (is_good(outcome))
		outcome = complete_stage(r);
	if (outcome == BACKUP_DONE)
		outcome = put_in_place(r);
	return outcome == BACKUP_DONE ? found : outcome;
}

enum backup_outcome backup_restore(const struct backup_job *job, struct backup_result *result)
{
	struct restoring r = { .job = job, .result = result };
	enum backup_outcome outcome;

	*result = (struct backup_result){ .schema = 0 };
	outcome = restore_all(&r);
	if (!is_good(outcome))
		clear(&r);
	return outcome;
}

enum backup_outcome backup_verify(const struct backup_job *job, struct backup_result *result)
{
	struct backup_contents contents;
	enum backup_outcome outcome;
	const char *base = getenv("TMPDIR");
	char stage[BACKUP_PATH_MAX];

	*result = (struct backup_result){ .schema = 0 };
	snprintf(stage, sizeof stage, "%.300s/mipsia-verify-XXXXXX",
	         base != NULL && *base != '\0' ? base : "/tmp");
	if (mkdtemp(stage) == NULL)
		return backup_fail(result, BACKUP_NOT_WRITTEN,
		                   "%s: no folder can be made there (%s); name another with TMPDIR", stage,
		                   strerror(errno));
	outcome = backup_read(job, result, stage, false, &contents);
	if (outcome == BACKUP_DONE)
		outcome = backup_judge(job, result, stage, &contents);
	backup_contents_free(&contents);
	backup_remove_tree(stage);
	return outcome;
}
