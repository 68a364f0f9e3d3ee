/* documents_archive.c - the entries of zip, tar and other archives, and compressed
 * files, through libarchive. */
#include "services/documents_walk.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define OFFICE_ENTRIES_MAX 1000 /* the parts that tell stand before that */

#define ZIP_HEADER 30 /* bytes of an entry's header before its name */

static const char content_types[] = "[Content_Types].xml";

struct opened {
	struct archive *archive;
	struct byte_stream stream;
	uint64_t allowed; /* bytes that its entries may still have */
	bool exhausted;   /* they had more */
	bool raw;         /* no archive, but one compressed file */
};

static ssize_t read_entry(void *handle, char *bytes, size_t size)
{
	struct opened *opened = handle;
	la_ssize_t n = archive_read_data(opened->archive, bytes, size);

	if (n < 0) {
		opened->stream.trouble = "it is damaged, or compressed in a way that is not known";
		return -1;
	}
	if ((uint64_t)n > opened->allowed) {
		opened->exhausted = true;
		opened->stream.trouble = "it unpacks to far more than its size (a zip bomb?)";
		return -1;
	}
	opened->allowed -= (uint64_t)n;
	return n;
}

static bool open_archive(struct opened *opened, int fd, const struct byte_buffer *memory)
{
	struct archive *archive = archive_read_new();
	int result = ARCHIVE_FATAL;

	opened->archive = archive;
	if (archive == NULL)
		return false;
	archive_read_support_filter_all(archive);
	archive_read_support_format_zip(archive);
	archive_read_support_format_tar(archive);
	archive_read_support_format_7zip(archive);
	archive_read_support_format_raw(archive);
	if (memory != NULL)
		result = archive_read_open_memory(archive, memory->bytes, memory->length);
	else
		result = archive_read_open_fd(archive, fd, DETECT_HEAD);
	return result == ARCHIVE_OK;
}

static uint64_t allowance(int fd, const struct byte_buffer *memory)
{
	struct stat about;
	uint64_t size = 0;

	if (memory != NULL)
		size = memory->length;
	else if (fstat(fd, &about) == 0 && about.st_size > 0)
		size = (uint64_t)about.st_size;
	if (size > (UINT64_MAX - DOCUMENT_FREE) / DOCUMENT_RATIO_MAX)
		return UINT64_MAX;
	return DOCUMENT_FREE + size * DOCUMENT_RATIO_MAX;
}

static bool is_office_part(const char *path)
{
	return strncasecmp(path, "xl/", 3) == 0 || strcasecmp(path, "[Content_Types].xml") == 0 ||
	       strcmp(path, "mimetype") == 0;
}

static uint32_t little_endian(const unsigned char *bytes, unsigned length)
{
	uint32_t value = 0;

	while (length-- > 0)
		value = value << 8 | bytes[length];
	return value;
}

/* The parts at the beginning, from header to header: they are read also where the
 * directory at the end is lost. */
static bool begins_as_workbook(const struct byte_buffer *buffer)
{
	size_t at = 0;

	while (at < buffer->length && buffer->length - at > ZIP_HEADER &&
	       memcmp(buffer->bytes + at, "PK\3\4", 4) == 0) {
		const unsigned char *header = (const unsigned char *)buffer->bytes + at;
		size_t name = little_endian(header + 26, 2);
		size_t size = little_endian(header + 18, 4);
		const char *path = (const char *)header + ZIP_HEADER;

		if (name > buffer->length - at - ZIP_HEADER)
			return false;
		if ((name > 3 && memcmp(path, "xl/", 3) == 0) ||
		    (name == sizeof content_types - 1 && memcmp(path, content_types, name) == 0))
			return true;
		if ((header[6] & 8) != 0 && size == 0)
			return false; /* its size stands behind it */
		at += ZIP_HEADER + name + little_endian(header + 28, 2) + size;
	}
	return false;
}

bool documents_is_workbook(const char *name, const struct byte_buffer *buffer)
{
	size_t length = strlen(name);

	return (length > 5 && strcasecmp(name + length - 5, ".xlsx") == 0) || begins_as_workbook(buffer);
}

bool documents_is_office(int fd)
{
	struct archive *archive = archive_read_new();
	struct archive_entry *entry;
	off_t at = lseek(fd, 0, SEEK_CUR);
	bool found = false;

	if (archive != NULL && lseek(fd, 0, SEEK_SET) == 0 &&
	    archive_read_support_format_zip_seekable(archive) == ARCHIVE_OK &&
	    archive_read_open_fd(archive, fd, DETECT_HEAD) == ARCHIVE_OK) {
		for (int i = 0; i < OFFICE_ENTRIES_MAX && !found; i++) {
			const char *path;

			if (archive_read_next_header(archive, &entry) != ARCHIVE_OK)
				break;
			path = archive_entry_pathname(entry);
			found = path != NULL && is_office_part(path);
		}
	}
	archive_read_free(archive);
	lseek(fd, at, SEEK_SET);
	return found;
}

/* The name that the document of an entry goes by; the caller frees. */
static char *entry_name(const struct opened *opened, const char *archive, struct archive_entry *entry,
                        size_t number)
{
	const char *path = archive_entry_pathname_utf8(entry);
	char *name;
	int length;

	if (path == NULL)
		path = archive_entry_pathname(entry);
	if (opened->raw)
		return strdup(archive);
	if (path == NULL)
		length = asprintf(&name, "%s/entry %zu", archive, number);
	else
		length = asprintf(&name, "%s/%s", archive, path);
	return length < 0 ? NULL : name;
}

static void take_entry(struct documents_walk *walk, struct opened *opened, const char *name,
                       struct archive_entry *entry)
{
	struct byte_buffer buffer = { 0 };

	opened->stream.trouble = NULL;
	if (archive_entry_is_encrypted(entry))
		documents_trouble(walk, name, opened->raw, "it is encrypted; unpack it with its password");
	else if (!documents_take_stream(walk, name, opened->raw, &opened->stream, &buffer))
		documents_trouble(walk, name, opened->raw,
		                  "it is an archive within an archive; unpack the outer one");
	byte_buffer_free(&buffer);
}

static void take_entries(struct documents_walk *walk, const char *name, struct opened *opened)
{
	struct archive_entry *entry;
	size_t number = 0;
	int result = ARCHIVE_OK;

	while (!walk->stopped && (result = archive_read_next_header(opened->archive, &entry)) == ARCHIVE_OK) {
		char *path;

		if (++number > DOCUMENT_ENTRIES_MAX) {
			documents_trouble(walk, name, true, "it has more than a million entries");
			return;
		}
		opened->raw = archive_format(opened->archive) == ARCHIVE_FORMAT_RAW;
		if (!opened->raw && archive_entry_filetype(entry) != AE_IFREG)
			continue;
		path = entry_name(opened, name, entry, number);
		if (path == NULL)
			documents_trouble(walk, name, true, "there is not enough memory for it");
		else if (opened->raw || documents_wants(path))
			take_entry(walk, opened, path, entry);
		free(path);
		if (opened->exhausted)
			return;
	}
	if (!walk->stopped && result != ARCHIVE_EOF)
		documents_trouble(walk, name, true, "the archive is damaged or incomplete");
}

void documents_archive(struct documents_walk *walk, const char *name, int fd,
                       const struct byte_buffer *memory)
{
	struct opened opened = { .allowed = allowance(fd, memory) };

	opened.stream = (struct byte_stream){ .read = read_entry, .handle = &opened, .fd = -1 };
	if (open_archive(&opened, fd, memory))
		take_entries(walk, name, &opened);
	else
		documents_trouble(walk, name, true, "the archive is damaged, or of a kind that is not known");
	archive_read_free(opened.archive);
}
