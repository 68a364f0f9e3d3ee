/*
 * backup_read.c - unpacks a backup and finds out what is in it. A backup comes from
 * anywhere: no name but those of a backup is written, and no link.
 */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "services/backup_parts.h"
#include "store/disk.h"

struct reading {
	const struct backup_job *job;
	struct backup_result *result;
	const char *into;
	bool evidence; /* is written, too */
	struct backup_contents *contents;
	struct archive *in;
	int64_t total; /* bytes of the file */
};

/* One member on its way. */
struct member {
	const char *name;
	struct digest digest;
	int64_t size;
	int out;    /* file being written; -1: none */
	char *text; /* of a member that is kept; malloc */
	int64_t text_max;
};

static enum backup_outcome damaged(const struct reading *r, const char *what)
{
	return backup_fail(r->result, BACKUP_UNREADABLE,
	                   "%s: this backup is damaged: %s; take another backup", r->job->file, what);
}

static enum backup_outcome fail_read(const struct reading *r)
{
	int error = archive_errno(r->in);

	if (error == ENOMEM)
		return backup_fail(r->result, BACKUP_NOT_WRITTEN, "%s: memory ran out", r->job->file);
	return damaged(r, "it cannot be unpacked to its end");
}

static enum backup_outcome fail_write(const struct reading *r, int error)
{
	return backup_fail(r->result, BACKUP_NOT_WRITTEN,
	                   "%s: the records cannot be written (%s); make room there, or restore to another "
	                   "disk",
	                   r->into, strerror(error));
}

/* --------------------------------------------------------------------- content */

static enum backup_outcome take_piece(struct reading *r, struct member *member, const void *bytes,
                                      size_t length)
{
	digest_add(&member->digest, bytes, length);
	if (member->text_max > 0) {
		char *text;

		if (member->size + (int64_t)length > member->text_max)
			return damaged(r, "one of its lists is far too long");
		text = realloc(member->text, (size_t)member->size + length + 1);
		if (text == NULL)
			return fail_write(r, ENOMEM);
		memcpy(text + member->size, bytes, length);
		text[(size_t)member->size + length] = '\0';
		member->text = text;
	}
	if (member->out >= 0 && disk_write(member->out, bytes, length) != STORE_OK)
		return fail_write(r, errno);
	member->size += (int64_t)length;
	return BACKUP_DONE;
}

static enum backup_outcome take_content(struct reading *r, struct member *member)
{
	static _Thread_local unsigned char piece[BACKUP_PIECE];
	enum backup_outcome outcome = BACKUP_DONE;

	digest_begin(&member->digest);
	while (outcome == BACKUP_DONE) {
		la_ssize_t got = archive_read_data(r->in, piece, sizeof piece);

		if (got < 0)
			return fail_read(r);
		if (got == 0)
			break;
		outcome = take_piece(r, member, piece, (size_t)got);
		if (!backup_progress(r->job, archive_filter_bytes(r->in, -1), r->total))
			return backup_fail(r->result, BACKUP_STOPPED, "%s: stopped; nothing was restored",
			                   r->job->file);
	}
	return outcome;
}

/* --------------------------------------------------------------------- members */

/* Makes FOLDER/evidence/ab where it is needed. */
static bool make_shelf(const char *path)
{
	char folder[BACKUP_PATH_MAX];

	snprintf(folder, sizeof folder, "%.*s", (int)(strrchr(path, '/') - path), path);
	return disk_make_folder(folder) == STORE_OK;
}

/* Where the member is written, if anywhere. False after a failure. */
static bool open_member(const struct reading *r, struct member *member)
{
	bool is_database = strcmp(member->name, BACKUP_DATABASE) == 0;
	char path[BACKUP_PATH_MAX];

	if (strcmp(member->name, BACKUP_MANIFEST) == 0)
		member->text_max = BACKUP_MANIFEST_MAX;
	if (strcmp(member->name, BACKUP_MANIFEST_HASH) == 0)
		member->text_max = DIGEST_TEXT;
	if (member->text_max > 0 || (!is_database && !r->evidence))
		return true;
	snprintf(path, sizeof path, "%.*s/%s", BACKUP_PATH_MAX - BACKUP_NAME_MAX - 2, r->into, member->name);
	if (!is_database && !make_shelf(path))
		return false;
	member->out = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	return member->out >= 0;
}

static enum backup_outcome keep(const struct reading *r, const struct member *member,
                                const char hash[DIGEST_TEXT])
{
	struct backup_contents *contents = r->contents;

	if (strcmp(member->name, BACKUP_MANIFEST) == 0) {
		contents->manifest =
			member->text == NULL ? NULL : json_loads(member->text, JSON_REJECT_DUPLICATES, NULL);
		memcpy(contents->manifest_hash, hash, DIGEST_TEXT);
		return contents->manifest == NULL ? damaged(r, "its list of members cannot be read")
		                                  : BACKUP_DONE;
	}
	if (strcmp(member->name, BACKUP_MANIFEST_HASH) == 0) {
		snprintf(contents->manifest_hash_written, DIGEST_TEXT, "%s",
		         member->text == NULL ? "" : member->text);
		return BACKUP_DONE;
	}
	r->result->bytes += member->size;
	if (strcmp(member->name, BACKUP_DATABASE) != 0)
		r->result->evidence++;
	if (json_object_set_new(contents->members, member->name,
	                        json_pack("{s:I, s:s}", "size", (json_int_t)member->size, "sha256", hash)) !=
	    0)
		return fail_write(r, ENOMEM);
	return BACKUP_DONE;
}

static enum backup_outcome take_member(struct reading *r, const char *name)
{
	struct member member = { .name = name, .out = -1 };
	char hash[DIGEST_TEXT];
	enum backup_outcome outcome;

	if (!open_member(r, &member))
		return fail_write(r, errno);
	outcome = take_content(r, &member);
	if (member.out >= 0 && close(member.out) != 0 && outcome == BACKUP_DONE)
		outcome = fail_write(r, errno);
	digest_end(&member.digest, hash);
	if (outcome == BACKUP_DONE)
		outcome = keep(r, &member, hash);
	free(member.text);
	return outcome;
}

static bool is_known_name(const char *name)
{
	return strcmp(name, BACKUP_DATABASE) == 0 || strcmp(name, BACKUP_MANIFEST) == 0 ||
	       strcmp(name, BACKUP_MANIFEST_HASH) == 0 || backup_evidence_hash(name) != NULL;
}

static bool was_seen(const struct reading *r, const char *name)
{
	const struct backup_contents *contents = r->contents;

	if (strcmp(name, BACKUP_MANIFEST) == 0)
		return contents->manifest != NULL;
	if (strcmp(name, BACKUP_MANIFEST_HASH) == 0)
		return contents->manifest_hash_written[0] != '\0';
	return json_object_get(contents->members, name) != NULL;
}

static enum backup_outcome take_entry(struct reading *r, struct archive_entry *entry)
{
	const char *name = archive_entry_pathname(entry);

	if (name == NULL || !is_known_name(name) || archive_entry_filetype(entry) != AE_IFREG ||
	    archive_entry_hardlink(entry) != NULL)
		return backup_fail(r->result, BACKUP_UNREADABLE,
		                   "%s: this is no backup of mipsia, or it was changed: there is something "
		                   "else in it; take another backup",
		                   r->job->file);
	if (was_seen(r, name))
		return damaged(r, "a member is in it twice");
	return take_member(r, name);
}

/* ---------------------------------------------------------------------- archive */

static enum backup_outcome take_all(struct reading *r)
{
	enum backup_outcome outcome = BACKUP_DONE;
	struct archive_entry *entry;
	int code;

	while (outcome == BACKUP_DONE && (code = archive_read_next_header(r->in, &entry)) != ARCHIVE_EOF) {
		if (code != ARCHIVE_OK)
			return fail_read(r);
		outcome = take_entry(r, entry);
	}
	return outcome;
}

static enum backup_outcome read_archive(struct reading *r, int fd)
{
	enum backup_outcome outcome;

	r->in = archive_read_new();
	if (r->in == NULL)
		return fail_write(r, ENOMEM);
	archive_read_support_filter_zstd(r->in);
	archive_read_support_filter_gzip(r->in);
	archive_read_support_format_tar(r->in);
	if (archive_read_open_fd(r->in, fd, BACKUP_PIECE) != ARCHIVE_OK)
		outcome = backup_fail(r->result, BACKUP_UNREADABLE,
		                      "%s: this is no backup of mipsia; name a file that mipsia backup wrote",
		                      r->job->file);
	else
		outcome = take_all(r);
	archive_read_free(r->in);
	return outcome;
}

enum backup_outcome backup_read(const struct backup_job *job, struct backup_result *result, const char *into,
                                bool evidence, struct backup_contents *contents)
{
	struct reading r = { job, result, into, evidence, contents, NULL, 0 };
	char shelf[BACKUP_PATH_MAX];
	enum backup_outcome outcome;
	struct stat about;
	int fd = open(job->file, O_RDONLY | O_CLOEXEC);

	*contents = (struct backup_contents){ .members = json_object() };
	if (fd < 0 || fstat(fd, &about) != 0 || S_ISDIR(about.st_mode)) {
		int error = fd < 0 ? errno : EISDIR;

		if (fd >= 0)
			close(fd);
		return backup_fail(result, BACKUP_UNREADABLE,
		                   "%s: the backup cannot be read (%s); name a file that mipsia backup wrote",
		                   job->file, strerror(error));
	}
	r.total = about.st_size;
	snprintf(shelf, sizeof shelf, "%.*s/evidence", BACKUP_PATH_MAX - 20, into);
	if (evidence && disk_make_folder(shelf) != STORE_OK)
		outcome = fail_write(&r, errno);
	else
		outcome = read_archive(&r, fd);
	close(fd);
	return outcome;
}
