/* zip_file.c - see zip_file.h. */
#include "services/zip_file.h"

#include <archive.h>
#include <archive_entry.h>

static la_ssize_t take(struct archive *archive, void *payload, const void *bytes, size_t length)
{
	struct zip_file *zip = payload;

	(void)archive;
	outbuf_put(&zip->out, bytes, length);
	return zip->out.failed ? -1 : (la_ssize_t)length;
}

void zip_begin(struct zip_file *zip, int64_t seconds)
{
	*zip = (struct zip_file){ .archive = archive_write_new(),
		                  .out = { .limit = ZIP_FILE_MAX },
		                  .seconds = seconds };
	zip->failed = zip->archive == NULL || archive_write_set_format_zip(zip->archive) != ARCHIVE_OK ||
	              archive_write_set_bytes_in_last_block(zip->archive, 1) != ARCHIVE_OK ||
	              archive_write_open(zip->archive, zip, NULL, take, NULL) != ARCHIVE_OK;
}

void zip_add(struct zip_file *zip, const char *name, const char *bytes, size_t length)
{
	struct archive_entry *entry = zip->failed ? NULL : archive_entry_new();

	if (!entry) {
		zip->failed = true;
		return;
	}
	archive_entry_set_pathname(entry, name);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0600);
	archive_entry_set_size(entry, (la_int64_t)length);
	archive_entry_set_mtime(entry, zip->seconds, 0);
	zip->failed = archive_write_header(zip->archive, entry) != ARCHIVE_OK ||
	              archive_write_data(zip->archive, bytes, length) != (la_ssize_t)length;
	archive_entry_free(entry);
}

bool zip_end(struct zip_file *zip, char **bytes, size_t *length)
{
	if (zip->archive && archive_write_close(zip->archive) != ARCHIVE_OK)
		zip->failed = true;
	archive_write_free(zip->archive);
	zip->archive = NULL;
	if (zip->failed || zip->out.failed) {
		outbuf_free(&zip->out);
		return false;
	}
	*bytes = zip->out.bytes;
	*length = zip->out.length;
	return true;
}
