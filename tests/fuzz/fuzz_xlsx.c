/*
 * fuzz_xlsx.c - workbooks. Bytes that begin like a zip file are read as they are.
 * All others are the parts of a workbook, divided by NUL: sheet, shared strings,
 * styles, workbook; they are packed first, since no mutation survives the checksums
 * of a zip file.
 */
#include <archive.h>
#include <archive_entry.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "formats/sheet_file.h"
#include "formats/sheet_records.h"
#include "formats/sheet_xlsx.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define PACKED_MAX ((size_t)1 << 20)
#define INPUT_MAX ((size_t)256 << 10)
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

static const char root_rels[] = "<Relationships><Relationship Id='r1' Type='" OFFICE
				"/officeDocument' Target='xl/workbook.xml'/></Relationships>";
static const char book_rels[] =
	"<Relationships>"
	"<Relationship Id='s1' Type='" OFFICE "/worksheet' Target='worksheets/sheet1.xml'/>"
	"<Relationship Id='s2' Type='" OFFICE "/sharedStrings' Target='sharedStrings.xml'/>"
	"<Relationship Id='s3' Type='" OFFICE "/styles' Target='styles.xml'/>"
	"</Relationships>";
static const char plain_book[] =
	"<workbook xmlns:r='" OFFICE "'><sheets><sheet name='a' r:id='s1'/></sheets></workbook>";
static const char no_strings[] = "<sst/>";
static const char no_styles[] = "<styleSheet/>";

static void put(struct archive *archive, const char *name, const char *bytes, size_t length)
{
	struct archive_entry *entry = archive_entry_new();

	archive_entry_set_pathname(entry, name);
	archive_entry_set_size(entry, (la_int64_t)length);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	archive_write_header(archive, entry);
	archive_write_data(archive, bytes, length);
	archive_entry_free(entry);
}

/* The next part of the input, or a plain one. */
static void put_next(struct archive *archive, const char *name, const char **at, const char *end,
                     const char *plain)
{
	const char *stop = *at < end ? memchr(*at, '\0', (size_t)(end - *at)) : NULL;

	if (*at >= end) {
		put(archive, name, plain, strlen(plain));
		return;
	}
	stop = stop != NULL ? stop : end;
	put(archive, name, *at, (size_t)(stop - *at));
	*at = stop + 1;
}

static size_t pack(const char *data, size_t size, char *packed)
{
	struct archive *archive = archive_write_new();
	const char *at = data;
	size_t used = 0;

	archive_write_set_format_zip(archive);
	archive_write_zip_set_compression_store(archive);
	archive_write_open_memory(archive, packed, PACKED_MAX, &used);
	put(archive, "_rels/.rels", root_rels, strlen(root_rels));
	put(archive, "xl/_rels/workbook.xml.rels", book_rels, strlen(book_rels));
	put_next(archive, "xl/worksheets/sheet1.xml", &at, data + size, "<worksheet/>");
	put_next(archive, "xl/sharedStrings.xml", &at, data + size, no_strings);
	put_next(archive, "xl/styles.xml", &at, data + size, no_styles);
	put_next(archive, "xl/workbook.xml", &at, data + size, plain_book);
	archive_write_close(archive);
	archive_write_free(archive);
	return used;
}

static void read_workbook(const void *bytes, size_t size)
{
	struct sheet_options options = { .book = mipsia_rulebook_builtin(), .mode = IDENTIFIER_TEST };
	struct sheet_records records = SHEET_RECORDS_EMPTY;
	struct findings findings = { .items = NULL };
	struct sheet_table table;

	if (sheet_file_read(bytes, size, SHEET_KIND_NONE, &table, &findings))
		sheet_records_read(&records, &table, &options, &findings);
	else if (findings.errors == 0)
		abort();
	sheet_records_free(&records);
	sheet_table_free(&table);
	findings_free(&findings);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char packed[PACKED_MAX];

	if (size > INPUT_MAX)
		return 0;
	if (sheet_xlsx_sniff(data, size))
		read_workbook(data, size);
	else
		read_workbook(packed, pack((const char *)data, size, packed));
	return 0;
}
