/* sheet_xlsx.c - the workbook: which sheets it has and where its parts are. */
#include "formats/sheet_xlsx.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/sheet_xlsx_parts.h"
#include "formats/sheet_zip.h"

#define RELATIONS_MAX 1024
#define RELATION_ID 64

bool sheet_xlsx_sniff(const void *bytes, size_t size)
{
	return size >= 4 && memcmp(bytes, "PK\x03\x04", 4) == 0;
}

/* ----------------------------------------------------------------------- parts */

static bool refuse(struct findings *findings, const char *code, const char *remedy, const char *message)
{
	sheet_unreadable(findings, code, 0, remedy, message);
	return false;
}

static bool broken(struct findings *findings)
{
	return refuse(findings, "brokenWorkbook", "Open the file in Excel and save it again as .xlsx.",
	              "The workbook is damaged.");
}

static bool explain(enum sheet_zip_result result, bool required, struct findings *findings)
{
	switch (result) {
	case SHEET_ZIP_READ:
		return true;
	case SHEET_ZIP_NO_PART:
		return !required || broken(findings);
	case SHEET_ZIP_ENCRYPTED:
		return refuse(findings, "encryptedWorkbook", "Save it without a password.",
		              "The workbook is encrypted.");
	case SHEET_ZIP_TOO_LARGE:
		return refuse(findings, "sheetTooLarge", "Divide the file into smaller ones.",
		              "The workbook unpacks to more than mipsia reads.");
	case SHEET_ZIP_MEMORY:
		return refuse(findings, "outOfMemory", "Close other programs, or divide the file.",
		              "There is not enough memory to read the file.");
	default:
		return broken(findings);
	}
}

bool sheet_xlsx_part(const struct sheet_xlsx *book, const char *part, bool required,
                     const struct xml_stream_events *events, struct findings *findings)
{
	struct xml_stream *xml = xml_stream_new(events);
	size_t errors = findings->errors;
	enum sheet_zip_result result = SHEET_ZIP_MEMORY;

	if (xml != NULL)
		result = sheet_zip_read(book->bytes, book->size, part, xml_stream_feed, xml);
	if (result == SHEET_ZIP_READ && !xml_stream_end(xml))
		result = SHEET_ZIP_BROKEN;
	xml_stream_free(xml);
	if (result == SHEET_ZIP_STOPPED && findings->errors > errors)
		return false; /* an event has said why */
	return explain(result, required, findings);
}

/* ------------------------------------------------------------------- relations */

/* The targets of a part's relations, by ID, and by the end of their type. */
struct relation {
	char id[RELATION_ID];
	char type[XML_STREAM_VALUE];
	char target[SHEET_PART_NAME];
};

struct relations {
	const char *folder; /* of the part they belong to: "xl/" */
	struct relation *items;
	size_t length;
};

static void set_target(struct relation *relation, const char *folder, const char *target)
{
	if (strncmp(target, "./", 2) == 0)
		target += 2;
	if (target[0] == '/')
		snprintf(relation->target, sizeof relation->target, "%s", target + 1);
	else
		snprintf(relation->target, sizeof relation->target, "%s%.200s", folder, target);
}

static void open_relation(void *payload, const char *name, const struct xml_stream_attributes *attributes)
{
	struct relations *relations = payload;
	struct relation *relation = &relations->items[relations->length];
	char id[XML_STREAM_VALUE];
	char target[XML_STREAM_VALUE];

	if (strcmp(name, "Relationship") != 0 || relations->length == RELATIONS_MAX)
		return;
	if (!xml_stream_value(attributes, "Id", id) || !xml_stream_value(attributes, "Target", target) ||
	    !xml_stream_value(attributes, "Type", relation->type) || strlen(id) >= RELATION_ID)
		return;
	memcpy(relation->id, id, strlen(id) + 1);
	set_target(relation, relations->folder, target);
	relations->length++;
}

static void close_nothing(void *payload, const char *name)
{
	(void)payload, (void)name;
}

static bool read_relations(const struct sheet_xlsx *book, const char *part, struct relations *relations,
                           struct findings *findings)
{
	struct xml_stream_events events = { .open = open_relation,
		                            .close = close_nothing,
		                            .payload = relations };

	relations->items = calloc(RELATIONS_MAX + 1, sizeof *relations->items);
	if (relations->items == NULL)
		return explain(SHEET_ZIP_MEMORY, true, findings);
	return sheet_xlsx_part(book, part, false, &events, findings);
}

static const char *target_of_id(const struct relations *relations, const char *id)
{
	for (size_t i = 0; i < relations->length; i++) {
		if (strcmp(relations->items[i].id, id) == 0)
			return relations->items[i].target;
	}
	return NULL;
}

static const char *target_of_type(const struct relations *relations, const char *type)
{
	for (size_t i = 0; i < relations->length; i++) {
		const char *end = strrchr(relations->items[i].type, '/');

		if (end != NULL && strcmp(end + 1, type) == 0)
			return relations->items[i].target;
	}
	return NULL;
}

/* -------------------------------------------------------------------- workbook */

struct workbook_reading {
	struct sheet_xlsx *book;
	const struct relations *relations;
};

static bool is_true(const char *value)
{
	return strcmp(value, "1") == 0 || strcmp(value, "true") == 0;
}

static void add_sheet(struct workbook_reading *r, const struct xml_stream_attributes *attributes)
{
	struct sheet_xlsx_sheet *sheet = &r->book->sheets[r->book->sheets_length];
	char value[XML_STREAM_VALUE];
	const char *part;

	if (r->book->sheets_length == SHEET_XLSX_SHEETS_MAX || !xml_stream_value(attributes, "id", value))
		return;
	part = target_of_id(r->relations, value);
	if (part == NULL || strstr(part, "worksheets/") == NULL) /* a chart sheet, or nothing */
		return;
	snprintf(sheet->part, sizeof sheet->part, "%s", part);
	if (xml_stream_value(attributes, "name", value))
		snprintf(sheet->name, sizeof sheet->name, "%.120s", value);
	sheet->hidden = xml_stream_value(attributes, "state", value) && strcmp(value, "visible") != 0;
	r->book->sheets_length++;
}

static void open_workbook(void *payload, const char *name, const struct xml_stream_attributes *attributes)
{
	struct workbook_reading *r = payload;
	char value[XML_STREAM_VALUE];

	if (strcmp(name, "sheet") == 0)
		add_sheet(r, attributes);
	else if (strcmp(name, "workbookPr") == 0 && xml_stream_value(attributes, "date1904", value))
		r->book->is_1904 = is_true(value);
}

/* "xl/workbook.xml" gives "xl/" and "xl/_rels/workbook.xml.rels". */
static void name_relations(const char *part, char folder[SHEET_PART_NAME], char rels[SHEET_PART_NAME])
{
	const char *slash = strrchr(part, '/');
	int length = slash != NULL ? (int)(slash + 1 - part) : 0;

	snprintf(folder, SHEET_PART_NAME, "%.*s", length < 200 ? length : 200, part);
	snprintf(rels, SHEET_PART_NAME, "%.200s_rels/%.80s.rels", folder, part + length);
}

static bool read_parts(struct sheet_xlsx *book, const char *part, const struct relations *relations,
                       struct findings *findings)
{
	struct workbook_reading reading = { book, relations };
	struct xml_stream_events events = { .open = open_workbook,
		                            .close = close_nothing,
		                            .payload = &reading };
	const char *strings = target_of_type(relations, "sharedStrings");
	const char *styles = target_of_type(relations, "styles");

	return sheet_xlsx_part(book, part, true, &events, findings) &&
	       (strings == NULL || sheet_xlsx_read_strings(book, strings, findings)) &&
	       (styles == NULL || sheet_xlsx_read_styles(book, styles, findings));
}

static bool read_workbook(struct sheet_xlsx *book, const char *part, struct findings *findings)
{
	char folder[SHEET_PART_NAME];
	char rels[SHEET_PART_NAME];
	struct relations relations = { .folder = folder };
	bool read;

	name_relations(part, folder, rels);
	read = read_relations(book, rels, &relations, findings) &&
	       read_parts(book, part, &relations, findings);
	free(relations.items);
	return read;
}

static bool read_book(struct sheet_xlsx *book, struct findings *findings)
{
	struct relations relations = { .folder = "" };
	bool read = read_relations(book, "_rels/.rels", &relations, findings);
	const char *part = read ? target_of_type(&relations, "officeDocument") : NULL;

	if (read && part == NULL)
		part = "xl/workbook.xml";
	if (read)
		read = read_workbook(book, part, findings);
	free(relations.items);
	if (read && book->sheets_length == 0)
		return refuse(findings, "noSheet", "Give a workbook with a worksheet.",
		              "The workbook has no worksheet.");
	return read;
}

/* Other zip files that people take for workbooks. */
static bool is_workbook(const void *bytes, size_t size, struct findings *findings)
{
	if (!sheet_zip_has(bytes, size, ""))
		return broken(findings);
	if (sheet_zip_has(bytes, size, "xl/workbook.bin"))
		return refuse(findings, "binaryWorkbook", "Save it as .xlsx or as 'CSV UTF-8'.",
		              "The file is a binary workbook (.xlsb), which mipsia does not read.");
	if (sheet_zip_has(bytes, size, "content.xml"))
		return refuse(findings, "openDocument", "Save it as .xlsx or as 'CSV UTF-8'.",
		              "The file is an OpenDocument spreadsheet, which mipsia does not read.");
	if (!sheet_zip_has(bytes, size, "xl/") && !sheet_zip_has(bytes, size, "_rels/.rels"))
		return refuse(findings, "notAWorkbook", "Give an .xlsx or CSV file.",
		              "The file is a zip file, but not a workbook.");
	return true;
}

struct sheet_xlsx *sheet_xlsx_open(const void *bytes, size_t size, struct findings *findings)
{
	struct sheet_xlsx *book;

	if (!is_workbook(bytes, size, findings))
		return NULL;
	book = calloc(1, sizeof *book);
	if (book == NULL) {
		explain(SHEET_ZIP_MEMORY, true, findings);
		return NULL;
	}
	book->bytes = bytes;
	book->size = size;
	book->strings_text.limit = SHEET_TEXT_BYTES_MAX;
	if (read_book(book, findings))
		return book;
	sheet_xlsx_close(book);
	return NULL;
}

void sheet_xlsx_close(struct sheet_xlsx *book)
{
	if (book == NULL)
		return;
	sheet_arena_free(&book->strings_text);
	free(book->strings);
	free(book->date_styles);
	free(book);
}

size_t sheet_xlsx_length(const struct sheet_xlsx *book)
{
	return book->sheets_length;
}

const char *sheet_xlsx_name(const struct sheet_xlsx *book, size_t sheet)
{
	return book->sheets[sheet].name;
}

bool sheet_xlsx_is_hidden(const struct sheet_xlsx *book, size_t sheet)
{
	return book->sheets[sheet].hidden;
}
