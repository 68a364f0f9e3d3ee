/*
 * backup_write.c - one state of the records and their evidence into one file.
 */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "mipsia/mipsia.h"
#include "services/backup_parts.h"
#include "store/disk.h"
#include "store/key.h"
#include "store/vault.h"

struct writing {
	const struct backup_job *job;
	struct backup_result *result;
	struct store_folder *folder;
	int database;        /* the copy of the records; it has no name */
	json_t *evidence;    /* of that state */
	struct archive *out; /* NULL until it is begun */
	int fd;
	char aside[BACKUP_PATH_MAX]; /* where the backup is written; "": nowhere */
	json_t *members;
	json_t *absent;  /* hashes */
	json_t *altered; /* hashes */
	int64_t done;
	int64_t total;
	time_t now;
};

static enum backup_outcome fail_output(const struct writing *w, int error)
{
	return backup_fail(w->result, BACKUP_NOT_WRITTEN,
	                   "%s: the backup cannot be written (%s); make room there, or write to another disk",
	                   w->job->file, strerror(error));
}

static enum backup_outcome fail_archive(const struct writing *w)
{
	int error = archive_errno(w->out);

	return fail_output(w, error > 0 ? error : EIO);
}

static enum backup_outcome fail_store(const struct writing *w, enum store_status status)
{
	return backup_fail(w->result, backup_of_status(status), "%s: the records cannot be copied. %s",
	                   w->job->folder, store_strstatus(status));
}

static enum backup_outcome stopped(const struct writing *w)
{
	return backup_fail(w->result, BACKUP_STOPPED, "%s: stopped; no backup was written", w->job->file);
}

/* ------------------------------------------------------------------- the state */

/* The copy and the list of evidence are of the same state: one transaction. */
static enum store_status take_state(struct writing *w, struct store *store, const char *path)
{
	enum store_status status = store_begin_read(store);

	if (status == STORE_OK)
		status = store_copy(store, path);
	if (status == STORE_OK) {
		w->database = open(path, O_RDONLY | O_CLOEXEC);
		if (w->database < 0)
			status = disk_status(errno);
		unlink(path);
	}
	if (status == STORE_OK)
		status = backup_evidence_of(store, &w->evidence);
	if (status == STORE_OK)
		status = backup_describe_records(store, w->result);
	store_rollback(store);
	return status;
}

static enum backup_outcome copy_records(struct writing *w)
{
	struct store *store = store_open(w->folder);
	char path[BACKUP_PATH_MAX];
	enum store_status status = STORE_IO;

	/* what a crash leaves there, the server's next start removes */
	snprintf(path, sizeof path, "%s/backup-%ld-%lx", vault_incoming(w->folder), (long)getpid(),
	         (unsigned long)w->now);
	if (store != NULL)
		status = take_state(w, store, path);
	store_close(store);
	return status == STORE_OK ? BACKUP_DONE : fail_store(w, status);
}

/* --------------------------------------------------------------------- members */

static bool put_header(struct writing *w, const char *name, int64_t size)
{
	struct archive_entry *entry = archive_entry_new();
	bool done;

	if (entry == NULL)
		return false;
	archive_entry_set_pathname(entry, name);
	archive_entry_set_size(entry, size);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0600);
	archive_entry_set_mtime(entry, w->now, 0);
	done = archive_write_header(w->out, entry) == ARCHIVE_OK;
	archive_entry_free(entry);
	return done;
}

static enum backup_outcome put_bytes(struct writing *w, const void *bytes, size_t length)
{
	if (archive_write_data(w->out, bytes, length) != (la_ssize_t)length)
		return fail_archive(w);
	w->done += (int64_t)length;
	return backup_progress(w->job, w->done, w->total) ? BACKUP_DONE : stopped(w);
}

static enum backup_outcome put_content(struct writing *w, const char *name, int fd, int64_t size,
                                       char hash[DIGEST_TEXT])
{
	static _Thread_local unsigned char piece[BACKUP_PIECE];
	struct digest digest;
	enum backup_outcome outcome = BACKUP_DONE;
	int64_t left = size;

	digest_begin(&digest);
	while (left > 0 && outcome == BACKUP_DONE) {
		size_t wanted = left < (int64_t)sizeof piece ? (size_t)left : sizeof piece;
		ssize_t got = read(fd, piece, wanted);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return backup_fail(w->result, BACKUP_UNREADABLE,
			                   "%s: %s cannot be read (%s); check the disk, then try again",
			                   w->job->folder, name,
			                   got == 0 ? "it ends early" : strerror(errno));
		digest_add(&digest, piece, (size_t)got);
		outcome = put_bytes(w, piece, (size_t)got);
		left -= got;
	}
	digest_end(&digest, hash);
	return outcome;
}

static enum backup_outcome put_file(struct writing *w, const char *name, int fd, int64_t size,
                                    char hash[DIGEST_TEXT])
{
	enum backup_outcome outcome;

	if (!put_header(w, name, size))
		return fail_archive(w);
	outcome = put_content(w, name, fd, size, hash);
	if (outcome != BACKUP_DONE)
		return outcome;
	w->result->bytes += size;
	if (json_array_append_new(w->members, json_pack("{s:s, s:I, s:s}", "name", name, "size",
	                                                (json_int_t)size, "sha256", hash)) != 0)
		return fail_output(w, ENOMEM);
	return BACKUP_DONE;
}

static enum backup_outcome put_text(struct writing *w, const char *name, const char *text, size_t length)
{
	if (!put_header(w, name, (int64_t)length))
		return fail_archive(w);
	return put_bytes(w, text, length);
}

/* -------------------------------------------------------------------- evidence */

/* A file that is absent or altered is told, and does not stop the backup of all others. */
static enum backup_outcome put_evidence(struct writing *w, const json_t *row)
{
	const char *hash = json_string_value(json_object_get(row, "sha256"));
	char label[BACKUP_LABEL_MAX];
	char name[BACKUP_NAME_MAX];
	char found[DIGEST_TEXT];
	enum backup_outcome outcome;
	int64_t size;
	int fd = digest_is_text(hash) ? vault_open(w->folder, hash, &size) : -1;

	backup_evidence_label(row, label);
	if (fd < 0) {
		json_array_append_new(w->absent, json_string(hash));
		backup_note(w->job, "%s is not in the folder; look for the file in an older backup", label);
		return BACKUP_DONE;
	}
	backup_evidence_name(hash, name);
	outcome = put_file(w, name, fd, size, found);
	close(fd);
	if (outcome != BACKUP_DONE)
		return outcome;
	w->result->evidence++;
	if (strcmp(found, hash) != 0) {
		json_array_append_new(w->altered, json_string(hash));
		backup_note(w->job, "%s was altered in the folder; look for the file in an older backup",
		            label);
	}
	return BACKUP_DONE;
}

static bool is_repeated(const json_t *evidence, size_t place)
{
	return place > 0 && json_equal(json_object_get(json_array_get(evidence, place), "sha256"),
	                               json_object_get(json_array_get(evidence, place - 1), "sha256"));
}

static enum backup_outcome put_all_evidence(struct writing *w)
{
	enum backup_outcome outcome = BACKUP_DONE;
	size_t count = json_array_size(w->evidence);

	for (size_t i = 0; i < count && outcome == BACKUP_DONE; i++) {
		if (!is_repeated(w->evidence, i))
			outcome = put_evidence(w, json_array_get(w->evidence, i));
	}
	return outcome;
}

/* -------------------------------------------------------------------- manifest */

static json_t *manifest_of(struct writing *w)
{
	return json_pack("{s:s, s:i, s:s, s:i, s:s, s:O, s:O, s:O}", "format", "mipsia-backup",
	                 "formatVersion", BACKUP_FORMAT_VERSION, "mipsiaVersion", w->result->version,
	                 "schemaVersion", w->result->schema, "createdAt", w->result->created_at, "members",
	                 w->members, "absentEvidence", w->absent, "alteredEvidence", w->altered);
}

static enum backup_outcome put_manifest(struct writing *w)
{
	json_t *manifest = manifest_of(w);
	char *text = manifest == NULL ? NULL : json_dumps(manifest, JSON_INDENT(1) | JSON_SORT_KEYS);
	char hash[DIGEST_TEXT];
	enum backup_outcome outcome;

	json_decref(manifest);
	if (text == NULL)
		return fail_output(w, ENOMEM);
	digest_of(text, strlen(text), hash);
	outcome = put_text(w, BACKUP_MANIFEST, text, strlen(text));
	free(text);
	return outcome == BACKUP_DONE ? put_text(w, BACKUP_MANIFEST_HASH, hash, strlen(hash)) : outcome;
}

/* ---------------------------------------------------------------------- output */

/* The backup of a folder must not lie within it, and nothing is overwritten unasked. */
static enum backup_outcome check_place(const struct writing *w)
{
	const char *file = w->job->file;
	const char *folder = store_folder_path(w->folder);
	const char *slash = strrchr(file, '/');
	char parent[BACKUP_PATH_MAX];
	char whole[PATH_MAX];
	struct stat about;

	if (strlen(file) > sizeof parent - 20)
		return backup_fail(w->result, BACKUP_REFUSED, "the path of the backup is too long");
	snprintf(parent, sizeof parent, "%.*s", slash == NULL ? 1 : (int)(slash - file) + 1,
	         slash == NULL ? "." : file);
	if (realpath(parent, whole) == NULL)
		return fail_output(w, errno);
	if (strncmp(whole, folder, strlen(folder)) == 0 && strchr("/", whole[strlen(folder)]) != NULL)
		return backup_fail(
			w->result, BACKUP_REFUSED,
			"%s: this is in the folder that is saved; write the backup elsewhere, best "
			"to another disk",
			file);
	if (lstat(file, &about) != 0)
		return BACKUP_DONE;
	if (!S_ISREG(about.st_mode))
		return backup_fail(w->result, BACKUP_REFUSED, "%s: this is no file; name a file", file);
	if (!w->job->force)
		return backup_fail(w->result, BACKUP_REFUSED,
		                   "%s: there is a file of that name; take another name, or write over it "
		                   "with --force",
		                   file);
	return BACKUP_DONE;
}

static bool begin_archive(struct writing *w)
{
	w->out = archive_write_new();
	if (w->out == NULL || archive_write_set_format_pax_restricted(w->out) != ARCHIVE_OK)
		return false;
	/* ARCHIVE_WARN: by a program of that name, which may not be there */
	if (archive_write_add_filter_zstd(w->out) != ARCHIVE_OK &&
	    archive_write_add_filter_gzip(w->out) != ARCHIVE_OK)
		return false;
	return archive_write_open_fd(w->out, w->fd) == ARCHIVE_OK;
}

static enum backup_outcome begin_output(struct writing *w)
{
	snprintf(w->aside, sizeof w->aside, "%.*s.XXXXXX", BACKUP_PATH_MAX - 20, w->job->file);
	w->fd = mkostemp(w->aside, O_CLOEXEC); /* mode 0600 */
	if (w->fd < 0) {
		int error = errno;

		w->aside[0] = '\0';
		return fail_output(w, error);
	}
	return begin_archive(w) ? BACKUP_DONE : fail_archive(w);
}

/* Into its place, unless a file has come there meanwhile. */
static bool put_in_place(const struct writing *w)
{
	const char *file = w->job->file;

	if (w->job->force)
		return rename(w->aside, file) == 0;
	if (renameat2(AT_FDCWD, w->aside, AT_FDCWD, file, RENAME_NOREPLACE) == 0)
		return true;
	/* a file system that cannot do that */
	return errno == EINVAL && access(file, F_OK) != 0 && rename(w->aside, file) == 0;
}

static enum backup_outcome end_output(struct writing *w)
{
	if (archive_write_close(w->out) != ARCHIVE_OK)
		return fail_archive(w);
	if (fsync(w->fd) != 0 || !put_in_place(w))
		return fail_output(w, errno);
	w->aside[0] = '\0';
	if (disk_sync_parent(w->job->file) == STORE_FULL)
		return fail_output(w, errno);
	return BACKUP_DONE;
}

/* --------------------------------------------------------------------- together */

static enum backup_outcome put_records(struct writing *w)
{
	char hash[DIGEST_TEXT];
	struct stat about;

	if (fstat(w->database, &about) != 0)
		return fail_store(w, disk_status(errno));
	w->total += about.st_size;
	return put_file(w, BACKUP_DATABASE, w->database, about.st_size, hash);
}

/* So that progress has an end to go to. */
static void add_sizes(struct writing *w)
{
	size_t count = json_array_size(w->evidence);

	for (size_t i = 0; i < count; i++) {
		const json_t *row = json_array_get(w->evidence, i);
		const char *hash = json_string_value(json_object_get(row, "sha256"));
		int64_t size;
		int fd = is_repeated(w->evidence, i) || !digest_is_text(hash)
		                 ? -1
		                 : vault_open(w->folder, hash, &size);

		if (fd >= 0) {
			w->total += size;
			close(fd);
		}
	}
}

static enum backup_outcome write_all(struct writing *w)
{
	enum backup_outcome outcome = check_place(w);

	if (outcome == BACKUP_DONE)
		outcome = copy_records(w);
	if (outcome == BACKUP_DONE)
		outcome = begin_output(w);
	if (outcome != BACKUP_DONE)
		return outcome;
	add_sizes(w);
	outcome = put_records(w);
	if (outcome == BACKUP_DONE)
		outcome = put_all_evidence(w);
	if (outcome == BACKUP_DONE)
		outcome = put_manifest(w);
	if (outcome == BACKUP_DONE)
		outcome = end_output(w);
	return outcome;
}

static void release(struct writing *w)
{
	/* what is not closed by now is thrown away: its errors do not matter */
	if (w->out != NULL)
		(void)archive_write_free(w->out);
	if (w->fd >= 0)
		close(w->fd);
	if (w->aside[0] != '\0')
		unlink(w->aside);
	if (w->database >= 0)
		close(w->database);
	json_decref(w->evidence);
	json_decref(w->members);
	json_decref(w->absent);
	json_decref(w->altered);
}

/* What the result tells of the folder. */
static void describe(const struct writing *w)
{
	struct backup_result *result = w->result;
	struct tm parts;

	gmtime_r(&w->now, &parts);
	strftime(result->created_at, sizeof result->created_at, "%Y-%m-%dT%H:%M:%SZ", &parts);
	snprintf(result->version, sizeof result->version, "%s", mipsia_version());
	snprintf(result->key, sizeof result->key, "%s/" KEY_FILE, store_folder_path(w->folder));
	if (access(result->key, F_OK) != 0)
		result->key[0] = '\0';
}

enum backup_outcome backup_write(const struct backup_job *job, struct backup_result *result)
{
	struct writing w = { .job = job, .result = result, .database = -1, .fd = -1, .now = time(NULL) };
	enum backup_outcome outcome;
	enum store_status status;

	*result = (struct backup_result){ .schema = 0 };
	status = store_folder_attach(&w.folder, job->folder, result->message, sizeof result->message);
	if (status != STORE_OK)
		return backup_of_status(status);
	w.members = json_array();
	w.absent = json_array();
	w.altered = json_array();
	describe(&w);
	outcome = write_all(&w);
	if (outcome == BACKUP_DONE && json_array_size(w.absent) + json_array_size(w.altered) > 0)
		outcome = BACKUP_FINDINGS;
	release(&w);
	store_folder_close(w.folder);
	return outcome;
}
