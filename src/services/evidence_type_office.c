/* evidence_type_office.c - office documents: zip packages (docx, xlsx, pptx, odt ...)
 * by the parts in them, older ones (OLE: doc, xls, ppt, msg) by the streams in them. */
#include "services/evidence_type.h"

#include <string.h>

#include <archive.h>
#include <archive_entry.h>

#define ZIP_ENTRIES_MAX 20000

#define SAVE_WITHOUT_MACROS "Save it without macros (as .docx, .xlsx or .pptx) or as PDF, and add that."
#define SAVE_WITHOUT_PASSWORD "Save it without a password, or as PDF, and add that."

struct package {
	bool word, excel, powerpoint, macros, encrypted;
	char open_document[80]; /* what the part "mimetype" says */
};

static void look_at(struct package *package, struct archive *archive, struct archive_entry *entry)
{
	const char *path = archive_entry_pathname(entry);
	const char *last;
	la_ssize_t length;

	if (!path)
		return;
	last = strrchr(path, '/');
	last = last ? last + 1 : path;
	package->word |= strcmp(path, "word/document.xml") == 0;
	package->excel |= strcmp(path, "xl/workbook.xml") == 0 || strcmp(path, "xl/workbook.bin") == 0;
	package->powerpoint |= strcmp(path, "ppt/presentation.xml") == 0;
	package->macros |= strcmp(last, "vbaProject.bin") == 0 || strncmp(path, "Basic/", 6) == 0;
	package->encrypted |= archive_entry_is_encrypted(entry) > 0;
	if (strcmp(path, "mimetype") == 0 && !package->encrypted) {
		length =
			archive_read_data(archive, package->open_document, sizeof package->open_document - 1);
		package->open_document[length > 0 ? length : 0] = '\0';
	}
}

static bool read_package(const char *bytes, size_t length, struct package *package)
{
	struct archive *archive = archive_read_new();
	struct archive_entry *entry;
	bool read = false;

	if (!archive)
		return false;
	archive_read_support_format_zip(archive);
	if (archive_read_open_memory(archive, bytes, length) == ARCHIVE_OK) {
		int entries = 0;
		int result = ARCHIVE_OK;

		while (entries++ < ZIP_ENTRIES_MAX &&
		       (result = archive_read_next_header(archive, &entry)) == ARCHIVE_OK)
			look_at(package, archive, entry);
		read = result == ARCHIVE_EOF;
	}
	archive_read_free(archive);
	return read;
}

static struct evidence_type of_open_document(const char *media_type)
{
#define OPEN_DOCUMENT "application/vnd.oasis.opendocument."
	if (strcmp(media_type, OPEN_DOCUMENT "text") == 0)
		return evidence_type_taken(OPEN_DOCUMENT "text", ".odt");
	if (strcmp(media_type, OPEN_DOCUMENT "spreadsheet") == 0)
		return evidence_type_taken(OPEN_DOCUMENT "spreadsheet", ".ods");
	if (strcmp(media_type, OPEN_DOCUMENT "presentation") == 0)
		return evidence_type_taken(OPEN_DOCUMENT "presentation", ".odp");
	return evidence_type_refused("This is a zip file that holds other files.",
	                             "Unpack it, and add the files one by one.");
}

struct evidence_type evidence_type_of_zip(const char *bytes, size_t length)
{
#define OFFICE "application/vnd.openxmlformats-officedocument."
	struct package package = { 0 };

	if (!read_package(bytes, length, &package))
		return evidence_type_refused("This zip file or office document is damaged.",
		                             "Check that it opens on your computer, and send it again.");
	if (package.macros)
		return evidence_type_refused("This document has macros, which are programs.",
		                             SAVE_WITHOUT_MACROS);
	if (package.encrypted)
		return evidence_type_refused(
			"This file is protected by a password; an auditor could not open it.",
			SAVE_WITHOUT_PASSWORD);
	if (package.word)
		return evidence_type_taken(OFFICE "wordprocessingml.document", ".docx");
	if (package.excel)
		return evidence_type_taken(OFFICE "spreadsheetml.sheet", ".xlsx.xlsb");
	if (package.powerpoint)
		return evidence_type_taken(OFFICE "presentationml.presentation", ".pptx");
	return of_open_document(package.open_document);
}

/* -------------------------------------------------------------------- OLE files */

/* Whether a stream of this name is in the file: names stand in it as UTF-16. */
static bool has_stream(const char *bytes, size_t length, const char *name)
{
	char wide[64];
	size_t n = strlen(name);

	for (size_t i = 0; i < n; i++) {
		wide[2 * i] = name[i];
		wide[2 * i + 1] = '\0';
	}
	return memmem(bytes, length, wide, 2 * n) != NULL;
}

struct evidence_type evidence_type_of_ole(const char *bytes, size_t length)
{
	if (has_stream(bytes, length, "EncryptedPackage"))
		return evidence_type_refused(
			"This file is protected by a password; an auditor could not open it.",
			SAVE_WITHOUT_PASSWORD);
	if (has_stream(bytes, length, "__substg1.0_"))
		return evidence_type_taken("application/vnd.ms-outlook", ".msg");
	if (has_stream(bytes, length, "_VBA_PROJECT"))
		return evidence_type_refused("This document has macros, which are programs.",
		                             SAVE_WITHOUT_MACROS);
	if (has_stream(bytes, length, "WordDocument"))
		return evidence_type_taken("application/msword", ".doc");
	if (has_stream(bytes, length, "PowerPoint Document"))
		return evidence_type_taken("application/vnd.ms-powerpoint", ".ppt");
	if (has_stream(bytes, length, "Workbook") || has_stream(bytes, length, "Book"))
		return evidence_type_taken("application/vnd.ms-excel", ".xls");
	return evidence_type_refused("mipsia does not know this kind of file.",
	                             "Save it as PDF, or send a screenshot.");
}
