/* sheet_file.c - see sheet_file.h. */
#include "formats/sheet_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "formats/outbuf.h"
#include "formats/sheet_clean.h"
#include "formats/sheet_csv.h"
#include "formats/sheet_template.h"
#include "formats/sheet_xlsx.h"

#define FIRST_CAPACITY ((size_t)64 << 10)

/* ------------------------------------------------------------------------- bytes */

/* Reads to the end; false with errno set. */
static bool read_all(int fd, char **bytes, size_t *size)
{
	size_t capacity = 0;

	for (;;) {
		ssize_t n;

		if (*size == capacity) {
			char *larger;

			capacity = capacity ? capacity * 2 : FIRST_CAPACITY;
			larger = realloc(*bytes, capacity);
			if (larger == NULL)
				return false;
			*bytes = larger;
		}
		n = read(fd, *bytes + *size, capacity - *size);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0;
		*size += (size_t)n;
		if (*size > SHEET_FILE_MAX) {
			errno = EFBIG;
			return false;
		}
	}
}

void *sheet_file_load(const char *path, size_t *size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char *bytes = NULL;
	bool read;
	int error;

	*size = 0;
	if (fd < 0)
		return NULL;
	read = read_all(fd, &bytes, size);
	error = errno;
	close(fd);
	errno = error;
	if (read)
		return bytes;
	free(bytes);
	return NULL;
}

/* ---------------------------------------------------------------------- workbooks */

static bool has_header(const struct sheet_table *table, enum sheet_kind wanted)
{
	struct findings unheard = { .items = NULL };
	struct sheet_header header;
	bool found = sheet_header_find(table, wanted, &header, &unheard);

	for (size_t i = 0; i < unheard.length; i++)
		found |= strcmp(unheard.items[i].code, "columnTwice") == 0;
	findings_free(&unheard);
	return found;
}

static void warn_of_others(const struct sheet_xlsx *book, size_t chosen, struct findings *findings)
{
	struct outbuf names = { .limit = 400 };
	char quote[SHEET_QUOTE];

	for (size_t i = 0; i < sheet_xlsx_length(book); i++) {
		bool ours = strncmp(sheet_xlsx_name(book, i), SHEET_TEMPLATE_LISTS,
		                    strlen(SHEET_TEMPLATE_LISTS)) == 0;

		if (i != chosen && !ours && !sheet_xlsx_is_hidden(book, i))
			outbuf_format(&names, "%s%s", names.length ? ", " : "",
			              sheet_quote(sheet_xlsx_name(book, i), quote));
	}
	if (names.length > 0)
		findings_add(findings, FINDING_WARNING, FINDING_MIPSIA, "sheetNotRead", 0,
		             (struct finding_place){ .path = NULL },
		             "Save other data as a file of their own.",
		             "Of the workbook the sheet '%s' is read, and not: %.*s%s.",
		             sheet_quote(sheet_xlsx_name(book, chosen), quote), (int)names.length,
		             names.bytes, names.failed ? ", and more" : "");
	outbuf_free(&names);
}

/* Reads a sheet into an empty table; it may be the one we want. */
static bool try_sheet(struct sheet_xlsx *book, size_t sheet, enum sheet_kind wanted,
                      struct sheet_table *table, bool *fits, struct findings *findings)
{
	*fits = false;
	sheet_table_free(table);
	if (!sheet_xlsx_read(book, sheet, table, findings))
		return false;
	*fits = has_header(table, wanted);
	return true;
}

static bool read_sheets(struct sheet_xlsx *book, enum sheet_kind wanted, struct sheet_table *table,
                        struct findings *findings)
{
	size_t first = SIZE_MAX;
	bool fits;

	for (size_t i = 0; i < sheet_xlsx_length(book); i++) {
		if (sheet_xlsx_is_hidden(book, i))
			continue;
		if (!try_sheet(book, i, wanted, table, &fits, findings))
			return false;
		if (fits) {
			warn_of_others(book, i, findings);
			return true;
		}
		first = first == SIZE_MAX ? i : first;
	}
	if (first == SIZE_MAX) {
		sheet_unreadable(findings, "noSheet", 0, "Show the sheet with the data in Excel.",
		                 "All worksheets of the workbook are hidden.");
		return false;
	}
	return try_sheet(book, first, wanted, table, &fits, findings);
}

static bool read_workbook(const void *bytes, size_t size, enum sheet_kind wanted, struct sheet_table *table,
                          struct findings *findings)
{
	struct sheet_xlsx *book = sheet_xlsx_open(bytes, size, findings);
	bool read = book != NULL && read_sheets(book, wanted, table, findings);

	sheet_xlsx_close(book);
	return read;
}

/* ------------------------------------------------------------------- what it is not */

static bool begins(const void *bytes, size_t size, const char *with, size_t length)
{
	return size >= length && memcmp(bytes, with, length) == 0;
}

static const char *after_blanks(const char *text, size_t *size)
{
	while (*size > 0 && (*text == ' ' || *text == '\n' || *text == '\r' || *text == '\t')) {
		text++;
		(*size)--;
	}
	return text;
}

static bool is_markup(const char *bytes, size_t size)
{
	const char *text = after_blanks(bytes, &size);

	return size > 5 && text[0] == '<' &&
	       (text[1] == '!' || text[1] == '?' || strncasecmp(text, "<html", 5) == 0 ||
	        strncasecmp(text, "<table", 6) == 0);
}

/* Files that people take for spreadsheets; true after a finding. */
static bool refuse_others(const void *bytes, size_t size, struct findings *findings)
{
	const char *message = NULL;

	if (begins(bytes, size, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8))
		message = "The file is an .xls workbook of an old Excel, or one with a password.";
	else if (begins(bytes, size, "%PDF-", 5))
		message = "The file is a PDF.";
	else if (is_markup(bytes, size))
		message = "The file is a web page or XML, whatever its name says.";
	else if (size == 0)
		message = "The file is empty.";
	if (message != NULL)
		sheet_unreadable(findings, "notASheet", 0,
		                 "Save it as .xlsx without password, or as 'CSV UTF-8'.", message);
	return message != NULL;
}

bool sheet_file_read(const void *bytes, size_t size, enum sheet_kind wanted, struct sheet_table *table,
                     struct findings *findings)
{
	*table = (struct sheet_table)SHEET_TABLE_EMPTY;
	if (size > SHEET_FILE_MAX) {
		sheet_unreadable(findings, "sheetTooLarge", 0, "Divide the file into smaller ones.",
		                 "The file has more than 256 MiB.");
		return false;
	}
	if (refuse_others(bytes, size, findings))
		return false;
	if (sheet_xlsx_sniff(bytes, size))
		return read_workbook(bytes, size, wanted, table, findings);
	return sheet_csv_read(bytes, size, table, findings);
}
