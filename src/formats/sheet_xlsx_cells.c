/* sheet_xlsx_cells.c - the rows and cells of one worksheet. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/sheet_date.h"
#include "formats/sheet_xlsx_parts.h"

#define EXACT_INTEGER 1e15 /* every integer below is exact in a double */
#define NUMBER_TEXT 64     /* bytes of a number, NUL included; more is no number */
#define DAYS_MAX 3e6       /* beyond the year 9999 */
#define SECONDS_A_DAY 86400

/* The cell being read. */
struct cell_reading {
	char type[16]; /* attribute t; "" for a number */
	size_t style;
	uint32_t column;
	bool has_formula;
};

struct sheet_reading {
	const struct sheet_xlsx *book;
	struct sheet_table *table;
	struct findings *findings;
	struct cell_reading cell;
	struct outbuf text; /* of <v>, or of the <t> of an inline string */
	uint32_t row;       /* number of the row being read */
	bool row_is_hidden;
	bool row_is_begun; /* it is in the table */
	bool in_text;
	int phonetic;
	struct sheet_merge *merges;
	size_t merges_length;
	bool failed;
};

/* ----------------------------------------------------------------------- values */

static void add(struct sheet_reading *r, enum sheet_cell_type type, const char *text, size_t length)
{
	if (length == 0 && type != SHEET_CELL_ERROR)
		return;
	if (!r->row_is_begun)
		r->failed = !sheet_table_begin_row(r->table, r->row, r->row_is_hidden, r->findings);
	r->row_is_begun = true;
	if (!r->failed)
		r->failed = !sheet_table_add_cell(r->table, r->cell.column, type, text, length, r->findings);
}

static void add_broken(struct sheet_reading *r)
{
	char name[SHEET_CELL_NAME];

	sheet_cell_name(r->cell.column, r->row, name);
	findings_add(r->findings, FINDING_ERROR, FINDING_MIPSIA, "brokenWorkbook", 0,
	             (struct finding_place){ .path = name, .line = r->row, .column = r->cell.column },
	             "Open the file in Excel and save it again as .xlsx.", "The workbook is damaged.");
	r->failed = true;
}

static void add_day(struct sheet_reading *r, double serial)
{
	long whole = (long)serial; /* never negative here */
	long seconds = (long)((serial - (double)whole) * SECONDS_A_DAY + 0.5);
	mipsia_date date = sheet_date_from_serial(whole, r->book->is_1904);
	char iso[MIPSIA_DATE_TEXT];
	char text[32];
	int length;

	if (date == MIPSIA_DATE_UNKNOWN) { /* day 60 of 1900, or a time without day */
		length = snprintf(text, sizeof text, "%.6f", serial);
		add(r, SHEET_CELL_NUMBER, text, (size_t)length);
		return;
	}
	mipsia_date_format(date, iso);
	length = snprintf(text, sizeof text, "%s", iso);
	if (seconds > 0 && seconds < SECONDS_A_DAY)
		length = snprintf(text, sizeof text, "%s %02ld:%02ld:%02ld", iso, seconds / 3600,
		                  seconds / 60 % 60, seconds % 60);
	add(r, SHEET_CELL_DATE, text, (size_t)length);
}

static bool is_exact_integer(double value)
{
	return value > -EXACT_INTEGER && value < EXACT_INTEGER && (double)(long long)value == value;
}

static void add_number(struct sheet_reading *r, const char *text, size_t length)
{
	bool is_date = r->cell.style < r->book->styles_length && r->book->date_styles[r->cell.style];
	char copy[NUMBER_TEXT];
	char *end;
	double value;

	if (length == 0)
		return;
	snprintf(copy, sizeof copy, "%.*s", length < NUMBER_TEXT ? (int)length : NUMBER_TEXT - 1, text);
	value = strtod(copy, &end);
	if (end == copy || *end != '\0' || length >= NUMBER_TEXT || !isfinite(value)) {
		add_broken(r);
	} else if (is_date && value >= 0 && value < DAYS_MAX) {
		add_day(r, value);
	} else if (is_exact_integer(value)) {
		length = (size_t)snprintf(copy, sizeof copy, "%.0f", value);
		add(r, SHEET_CELL_NUMBER, copy, length);
	} else {
		add(r, SHEET_CELL_NUMBER, text, length);
	}
}

static void add_shared(struct sheet_reading *r, const char *text, size_t length)
{
	char copy[16];
	char *end;
	unsigned long index;

	snprintf(copy, sizeof copy, "%.*s", length < 15 ? (int)length : 15, text);
	index = strtoul(copy, &end, 10);
	if (end == copy || *end != '\0' || copy[0] == '-' || index >= r->book->strings_length)
		add_broken(r);
	else
		add(r, SHEET_CELL_TEXT, r->book->strings[index], strlen(r->book->strings[index]));
}

/* ISO 8601 in the file: 2024-03-01 or 2024-03-01T13:45:00. */
static void add_iso_date(struct sheet_reading *r, char *text, size_t length)
{
	bool midnight = length >= 19 && memcmp(text + 10, "T00:00:00", 9) == 0;

	add(r, SHEET_CELL_DATE, text, midnight ? 10 : length);
}

static void add_cell(struct sheet_reading *r)
{
	const char *type = r->cell.type;
	char *text = r->text.length > 0 ? r->text.bytes : "";
	size_t length = r->text.length;

	if (r->text.failed)
		length = SHEET_CELL_BYTES_MAX + 1; /* refused by the table, with its reason */
	if (r->cell.has_formula && length == 0 && strcmp(type, "str") != 0)
		add(r, SHEET_CELL_ERROR, "", 0);
	else if (strcmp(type, "s") == 0 && length > 0)
		add_shared(r, text, length);
	else if (strcmp(type, "str") == 0 || strcmp(type, "inlineStr") == 0)
		add(r, SHEET_CELL_TEXT, text, r->text.failed ? length : sheet_xlsx_unescape(text, length));
	else if (strcmp(type, "b") == 0 && length > 0)
		add(r, SHEET_CELL_TRUTH, text[0] == '1' ? "TRUE" : "FALSE", text[0] == '1' ? 4 : 5);
	else if (strcmp(type, "e") == 0)
		add(r, SHEET_CELL_ERROR, text, length);
	else if (strcmp(type, "d") == 0)
		add_iso_date(r, text, length);
	else if (type[0] == '\0' || strcmp(type, "n") == 0)
		add_number(r, text, length);
}

/* ----------------------------------------------------------------------- events */

static void open_row(struct sheet_reading *r, const struct xml_stream_attributes *attributes)
{
	char value[XML_STREAM_VALUE];
	unsigned long number = r->row + 1;

	if (xml_stream_value(attributes, "r", value))
		number = strtoul(value, NULL, 10);
	r->row = number > SHEET_ROWS_MAX ? SHEET_ROWS_MAX + 1 : (uint32_t)number;
	r->row_is_hidden = xml_stream_value(attributes, "hidden", value) &&
	                   (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
	r->row_is_begun = false;
	r->cell.column = 0;
}

static void open_cell(struct sheet_reading *r, const struct xml_stream_attributes *attributes)
{
	struct cell_reading cell = { .column = r->cell.column + 1 };
	char value[XML_STREAM_VALUE];
	uint32_t row;

	if (xml_stream_value(attributes, "r", value) &&
	    (!sheet_cell_parse(value, strlen(value), &cell.column, &row) || row != r->row)) {
		r->cell.column++;
		add_broken(r);
		return;
	}
	if (xml_stream_value(attributes, "t", value))
		snprintf(cell.type, sizeof cell.type, "%.15s", value);
	if (xml_stream_value(attributes, "s", value))
		cell.style = strtoul(value, NULL, 10);
	r->cell = cell;
	r->text.length = 0;
}

static void open_merge(struct sheet_reading *r, const struct xml_stream_attributes *attributes)
{
	char value[XML_STREAM_VALUE];
	uint32_t column, row, last_column, last_row;
	const char *colon;

	if (!xml_stream_value(attributes, "ref", value) || r->merges_length == SHEET_XLSX_MERGES_MAX)
		return;
	colon = strchr(value, ':');
	if (colon == NULL || !sheet_cell_parse(value, (size_t)(colon - value), &column, &row) ||
	    !sheet_cell_parse(colon + 1, strlen(colon + 1), &last_column, &last_row))
		return;
	if (last_row > row && column <= SHEET_COLUMNS_MAX)
		r->merges[r->merges_length++] = (struct sheet_merge){ row, last_row, (uint16_t)column };
}

static void open_element(void *payload, const char *name, const struct xml_stream_attributes *attributes)
{
	struct sheet_reading *r = payload;

	r->in_text = false;
	if (strcmp(name, "row") == 0) {
		open_row(r, attributes);
	} else if (strcmp(name, "c") == 0) {
		open_cell(r, attributes);
	} else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
		r->in_text = r->phonetic == 0;
	} else if (strcmp(name, "f") == 0) {
		r->cell.has_formula = true;
	} else if (strcmp(name, "rPh") == 0) {
		r->phonetic++;
	} else if (strcmp(name, "mergeCell") == 0) {
		open_merge(r, attributes);
	}
}

static void take_text(void *payload, const char *text, size_t length)
{
	struct sheet_reading *r = payload;

	if (r->in_text)
		outbuf_put(&r->text, text, length);
}

static void close_element(void *payload, const char *name)
{
	struct sheet_reading *r = payload;

	r->in_text = false;
	if (strcmp(name, "rPh") == 0)
		r->phonetic--;
	else if (strcmp(name, "c") == 0)
		add_cell(r);
}

bool sheet_xlsx_read(struct sheet_xlsx *book, size_t sheet, struct sheet_table *table,
                     struct findings *findings)
{
	struct sheet_reading r = {
		.book = book, .table = table, .findings = findings, .text = { .limit = SHEET_CELL_BYTES_MAX }
	};
	struct xml_stream_events events = { open_element, close_element, take_text, &r, &r.failed };
	bool read;

	table->is_1904 = book->is_1904;
	r.merges = calloc(SHEET_XLSX_MERGES_MAX, sizeof *r.merges);
	if (r.merges == NULL) {
		sheet_unreadable(findings, "outOfMemory", 0, "Close other programs.",
		                 "There is not enough memory to read the file.");
		return false;
	}
	read = sheet_xlsx_part(book, book->sheets[sheet].part, true, &events, findings) &&
	       sheet_xlsx_fill_merges(table, r.merges, r.merges_length, findings);
	outbuf_free(&r.text);
	free(r.merges);
	return read;
}
