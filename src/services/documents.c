/* documents.c - files and folders, and what a stream of bytes holds. */
#include "services/documents_walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char too_large[] = "it is longer than 256 MiB; divide it";
static const char damaged_workbook[] = "the workbook is damaged or incomplete; save it again";

/* ---------------------------------------------------------------------- giving */

void documents_give(struct documents_walk *walk, struct document document)
{
	document.operand = walk->operand;
	if (!walk->stopped)
		walk->stopped = !walk->take(&document, walk->payload);
}

void documents_trouble(struct documents_walk *walk, const char *name, bool lone, const char *trouble)
{
	documents_give(walk, (struct document){ .name = name,
	                                        .lone = lone,
	                                        .format = FORMAT_UNKNOWN,
	                                        .line = 1,
	                                        .column = 1,
	                                        .trouble = trouble });
}

bool documents_wants(const char *path)
{
	const char *last = strrchr(path, '/');

	last = last ? last + 1 : path;
	if (*last == '\0' || *last == '.' || strncmp(last, "~$", 2) == 0)
		return false;
	if (strncmp(path, "__MACOSX/", 9) == 0 || strstr(path, "/__MACOSX/") != NULL)
		return false;
	return strcasecmp(last, "Thumbs.db") != 0 && strcasecmp(last, "desktop.ini") != 0;
}

/* --------------------------------------------------------------------- buffers */

void byte_buffer_free(struct byte_buffer *buffer)
{
	free(buffer->bytes);
	*buffer = (struct byte_buffer){ 0 };
}

static bool make_room(struct byte_buffer *buffer, size_t wanted)
{
	size_t capacity = buffer->capacity ? buffer->capacity : DETECT_HEAD;
	char *bytes;

	while (capacity < wanted)
		capacity *= 2;
	if (capacity == buffer->capacity)
		return true;
	bytes = realloc(buffer->bytes, capacity + 1);
	if (bytes == NULL)
		return false;
	buffer->bytes = bytes;
	buffer->capacity = capacity;
	return true;
}

enum byte_fill byte_buffer_fill(struct byte_buffer *buffer, struct byte_stream *stream, size_t wanted)
{
	while (!buffer->ended && buffer->length < wanted) {
		ssize_t n;

		if (!make_room(buffer, buffer->length + 1 < DETECT_HEAD ? DETECT_HEAD
		                                                        : buffer->length + DETECT_HEAD)) {
			stream->trouble = "there is not enough memory for it";
			return BYTES_TROUBLE;
		}
		n = stream->read(stream->handle, buffer->bytes + buffer->length,
		                 buffer->capacity - buffer->length);
		if (n < 0)
			return BYTES_TROUBLE;
		buffer->ended = n == 0;
		buffer->length += (size_t)n;
	}
	if (buffer->bytes != NULL)
		buffer->bytes[buffer->length] = '\0';
	return BYTES_FILLED;
}

/* --------------------------------------------------------------------- streams */

static bool holds_documents(enum file_format format)
{
	return format == FORMAT_ZIP || format == FORMAT_ARCHIVE || format == FORMAT_COMPRESSED;
}

/* A document that is read whole. */
static bool take_whole(struct documents_walk *walk, const char *name, bool lone, struct byte_stream *stream,
                       struct byte_buffer *buffer)
{
	struct document document = { .name = name, .lone = lone, .line = 1, .column = 1 };

	if (byte_buffer_fill(buffer, stream, DOCUMENT_BYTES_MAX + 1) == BYTES_TROUBLE) {
		documents_trouble(walk, name, lone, stream->trouble);
		return true;
	}
	if (buffer->length > DOCUMENT_BYTES_MAX) {
		documents_trouble(walk, name, lone, too_large);
		return true;
	}
	document.bytes = buffer->bytes ? buffer->bytes : "";
	document.length = buffer->length;
	document.format = detect_format(document.bytes, document.length);
	if (document.format == FORMAT_ZIP && documents_is_workbook(name, buffer)) {
		documents_trouble(walk, name, lone, damaged_workbook);
		return true;
	}
	if (holds_documents(document.format))
		return false;
	if (document.format == FORMAT_JSON_LINES || document.format == FORMAT_JSON_ARRAY)
		documents_cut(walk, name, document.format, stream, buffer);
	else
		documents_give(walk, document);
	return true;
}

bool documents_take_stream(struct documents_walk *walk, const char *name, bool lone,
                           struct byte_stream *stream, struct byte_buffer *buffer)
{
	enum file_format format;

	if (byte_buffer_fill(buffer, stream, DETECT_HEAD) == BYTES_TROUBLE) {
		documents_trouble(walk, name, lone, stream->trouble);
		return true;
	}
	format = detect_format(buffer->bytes ? buffer->bytes : "", buffer->length);
	if (format == FORMAT_JSON_LINES || format == FORMAT_JSON_ARRAY) {
		documents_cut(walk, name, format, stream, buffer);
		return true;
	}
	if (format == FORMAT_ARCHIVE || format == FORMAT_COMPRESSED)
		return false;
	if (format == FORMAT_ZIP && stream->fd >= 0 && !documents_is_workbook(name, buffer) &&
	    !documents_is_office(stream->fd))
		return false;
	return take_whole(walk, name, lone, stream, buffer);
}

/* ----------------------------------------------------------------------- files */

struct file {
	int fd;
	struct byte_stream stream;
};

static ssize_t read_file(void *handle, char *bytes, size_t size)
{
	struct file *file = handle;
	ssize_t n;

	do
		n = read(file->fd, bytes, size);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		file->stream.trouble = strerror(errno);
	return n;
}

static void take_open_file(struct documents_walk *walk, const char *name, bool lone, int fd)
{
	struct file file = { .fd = fd };
	struct byte_buffer buffer = { 0 };

	file.stream = (struct byte_stream){ .read = read_file,
		                            .handle = &file,
		                            .fd = lseek(fd, 0, SEEK_CUR) < 0 ? -1 : fd };
	if (!documents_take_stream(walk, name, lone, &file.stream, &buffer)) {
		if (file.stream.fd >= 0 && lseek(fd, 0, SEEK_SET) == 0)
			documents_archive(walk, name, fd, NULL);
		else if (byte_buffer_fill(&buffer, &file.stream, DOCUMENT_BYTES_MAX + 1) == BYTES_TROUBLE)
			documents_trouble(walk, name, lone, file.stream.trouble);
		else if (buffer.length > DOCUMENT_BYTES_MAX)
			documents_trouble(walk, name, lone,
			                  "it is too large for a pipe; give the archive as a file");
		else
			documents_archive(walk, name, -1, &buffer);
	}
	byte_buffer_free(&buffer);
}

static void take_file(struct documents_walk *walk, const char *name, bool lone)
{
	int fd = open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY);

	if (fd < 0) {
		documents_trouble(walk, name, lone, strerror(errno));
		return;
	}
	take_open_file(walk, name, lone, fd);
	close(fd);
}

/* --------------------------------------------------------------------- folders */

static int wants_entry(const struct dirent *entry)
{
	return documents_wants(entry->d_name);
}

static void take_folder(struct documents_walk *walk, const char *name, unsigned depth);

static void take_entry(struct documents_walk *walk, const char *folder, const char *name, unsigned depth)
{
	bool slash = folder[0] != '\0' && folder[strlen(folder) - 1] == '/';
	struct stat link;
	struct stat about;
	char *path;

	if (asprintf(&path, "%s%s%s", folder, slash ? "" : "/", name) < 0) {
		documents_trouble(walk, folder, false, "there is not enough memory for it");
		return;
	}
	if (lstat(path, &link) != 0 || stat(path, &about) != 0)
		documents_trouble(walk, path, false, strerror(errno));
	else if (S_ISDIR(about.st_mode) && !S_ISLNK(link.st_mode)) /* no way back through links */
		take_folder(walk, path, depth + 1);
	else if (S_ISREG(about.st_mode))
		take_file(walk, path, false);
	free(path);
}

static void take_folder(struct documents_walk *walk, const char *name, unsigned depth)
{
	struct dirent **entries;
	int length;

	if (depth > DOCUMENT_DEPTH_MAX) {
		documents_trouble(walk, name, false, "folders are nested more than 32 deep");
		return;
	}
	length = scandir(name, &entries, wants_entry, versionsort);
	if (length < 0) {
		documents_trouble(walk, name, false, strerror(errno));
		return;
	}
	for (int i = 0; i < length; i++) {
		if (!walk->stopped)
			take_entry(walk, name, entries[i]->d_name, depth);
		free(entries[i]);
	}
	free(entries);
}

bool documents_walk(const char *const *operands, size_t length, document_fn *take, void *payload)
{
	struct documents_walk walk = { .take = take, .payload = payload };

	for (; walk.operand < length && !walk.stopped; walk.operand++) {
		const char *name = operands[walk.operand];
		struct stat about;

		if (strcmp(name, "-") == 0)
			take_open_file(&walk, name, true, STDIN_FILENO);
		else if (stat(name, &about) != 0)
			documents_trouble(&walk, name, true, strerror(errno));
		else if (S_ISDIR(about.st_mode))
			take_folder(&walk, name, 1);
		else
			take_file(&walk, name, true);
	}
	return !walk.stopped;
}
