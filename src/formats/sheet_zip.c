/* sheet_zip.c - see sheet_zip.h. */
#include "formats/sheet_zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define PORTION ((size_t)64 << 10)

/* NULL when the bytes are no zip file, or there is no memory. */
static struct archive *open_zip(const void *zip, size_t size)
{
	struct archive *archive = archive_read_new();

	if (archive == NULL)
		return NULL;
	if (archive_read_support_format_zip_seekable(archive) == ARCHIVE_OK &&
	    archive_read_open_memory(archive, zip, size) == ARCHIVE_OK)
		return archive;
	archive_read_free(archive);
	return NULL;
}

/* Moves to the entry whose name begins like that (or is that); NULL if none. */
static struct archive_entry *find(struct archive *archive, const char *name, bool whole)
{
	struct archive_entry *entry;

	for (int i = 0; i < SHEET_ZIP_ENTRIES_MAX; i++) {
		const char *path;

		if (archive_read_next_header(archive, &entry) != ARCHIVE_OK)
			return NULL;
		path = archive_entry_pathname(entry);
		if (path != NULL && strncasecmp(path, name, strlen(name)) == 0 &&
		    (!whole || strlen(path) == strlen(name)))
			return entry;
	}
	return NULL;
}

static size_t most_bytes(size_t size)
{
	if (size > SHEET_ZIP_PART_MAX / SHEET_ZIP_RATIO_MAX)
		return SHEET_ZIP_PART_MAX;
	return SHEET_ZIP_FREE + size * SHEET_ZIP_RATIO_MAX;
}

static enum sheet_zip_result copy(struct archive *archive, size_t limit, sheet_zip_take *take, void *payload)
{
	char portion[PORTION];
	size_t total = 0;

	for (;;) {
		la_ssize_t n = archive_read_data(archive, portion, sizeof portion);

		if (n == 0)
			return SHEET_ZIP_READ;
		if (n < 0)
			return SHEET_ZIP_BROKEN;
		total += (size_t)n;
		if (total > limit)
			return SHEET_ZIP_TOO_LARGE;
		if (!take(payload, portion, (size_t)n))
			return SHEET_ZIP_STOPPED;
	}
}

enum sheet_zip_result sheet_zip_read(const void *zip, size_t size, const char *part, sheet_zip_take *take,
                                     void *payload)
{
	struct archive *archive = open_zip(zip, size);
	enum sheet_zip_result result = SHEET_ZIP_NO_PART;
	struct archive_entry *entry;

	if (archive == NULL)
		return SHEET_ZIP_BROKEN;
	entry = find(archive, part, true);
	if (entry != NULL && archive_entry_is_encrypted(entry))
		result = SHEET_ZIP_ENCRYPTED;
	else if (entry != NULL)
		result = copy(archive, most_bytes(size), take, payload);
	archive_read_free(archive);
	return result;
}

bool sheet_zip_has(const void *zip, size_t size, const char *name_begin)
{
	struct archive *archive = open_zip(zip, size);
	bool has = archive != NULL && find(archive, name_begin, false) != NULL;

	archive_read_free(archive);
	return has;
}
