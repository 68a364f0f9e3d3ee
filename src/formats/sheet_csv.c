/* sheet_csv.c - see sheet_csv.h. */
#include "formats/sheet_csv.h"

#include <csv.h>
#include <stdlib.h>

#include "formats/sheet_dialect.h"
#include "formats/sheet_encoding.h"

#define OPTIONS (CSV_REPALL_NL | CSV_STRICT_FINI | CSV_APPEND_NULL)
#define PORTION ((size_t)16 << 10)           /* bytes given to libcsv at once */
#define FIELD_BUFFER_MAX ((size_t)256 << 10) /* a field beyond is longer than SHEET_CELL_BYTES_MAX */

/* What libcsv's callbacks know. */
struct reading {
	struct sheet_table *table;
	struct findings *findings;
	uint32_t row;    /* being read */
	uint32_t column; /* of the last field */
	bool in_row;     /* the row is in the table */
	bool failed;
};

static void take_field(void *text, size_t length, void *payload)
{
	struct reading *r = payload;

	r->column++;
	if (r->failed || length == 0)
		return;
	if (!r->in_row)
		r->failed = !sheet_table_begin_row(r->table, r->row, false, r->findings);
	r->in_row = true;
	if (!r->failed)
		r->failed = !sheet_table_add_cell(r->table, r->column, SHEET_CELL_TEXT, text, length,
		                                  r->findings);
}

static void end_row(int end, void *payload)
{
	struct reading *r = payload;

	(void)end;
	if (r->column > r->table->columns && r->column <= SHEET_COLUMNS_MAX)
		r->table->columns = (uint16_t)r->column;
	r->row++;
	r->column = 0;
	r->in_row = false;
}

static int is_never_blank(unsigned char c)
{
	(void)c;
	return 0;
}

static int is_blank(unsigned char c)
{
	return c == ' ';
}

static bool report_open_quote(struct reading *r)
{
	char name[SHEET_CELL_NAME];

	sheet_cell_name(r->column + 1, r->row, name);
	findings_add(r->findings, FINDING_ERROR, FINDING_MIPSIA, "quoteNotClosed", 0,
	             (struct finding_place){ .path = name, .line = r->row, .column = r->column + 1 },
	             "Close the quote, or write a quote within a field twice.",
	             "A quote is opened and not closed, so that the rest of the file is not certain.");
	return false;
}

static bool feed(struct csv_parser *parser, const char *text, size_t length, struct reading *r)
{
	for (size_t at = 0; at < length && !r->failed; at += PORTION) {
		size_t n = length - at < PORTION ? length - at : PORTION;

		if (csv_parse(parser, text + at, n, take_field, end_row, r) != n) {
			sheet_unreadable(r->findings, "outOfMemory", r->row, "Divide the file.",
			                 "There is not enough memory to read the file.");
			return false;
		}
		if (csv_get_buffer_size(parser) > FIELD_BUFFER_MAX)
			return report_open_quote(r);
	}
	csv_set_opts(parser,
	             OPTIONS |
	                     CSV_STRICT); /* the end within quotes is an error, a quote in a field is none */
	if (!r->failed && csv_fini(parser, take_field, end_row, r) != 0)
		return report_open_quote(r);
	return !r->failed;
}

static bool parse(const struct sheet_text *text, struct sheet_table *table, struct findings *findings)
{
	struct sheet_dialect dialect = sheet_dialect_of(text->bytes, text->length);
	struct reading r = { .table = table, .findings = findings, .row = 1 };
	struct csv_parser parser;
	bool read;

	csv_init(&parser, OPTIONS);
	csv_set_delim(&parser, (unsigned char)dialect.delimiter);
	csv_set_space_func(&parser, dialect.blanks_before_quotes ? is_blank : is_never_blank);
	csv_set_blk_size(&parser, PORTION);
	read = feed(&parser, text->bytes + dialect.begin, text->length - dialect.begin, &r);
	csv_free(&parser);
	table->delimiter = dialect.delimiter;
	table->separator_line = dialect.separator_line;
	if (r.row - 1 > table->last_row)
		table->last_row = r.row - 1;
	return read;
}

bool sheet_csv_read(const void *bytes, size_t size, struct sheet_table *table, struct findings *findings)
{
	struct sheet_text text;
	bool read;

	if (!sheet_decode(bytes, size, &text, findings))
		return false;
	read = parse(&text, table, findings);
	free(text.bytes);
	return read;
}
