/*
 * check_sheet.c - rosters and activity records: what their reader says of the
 * cells and rows.
 */
#include "formats/sheet_annotate.h"
#include "formats/sheet_each.h"
#include "formats/sheet_file.h"
#include "services/check_parts.h"

struct count {
	struct checked *out;
};

static bool count_row(void *payload, const struct sheet_entry *entry)
{
	struct count *count = payload;

	count->out->records++;
	if (count->out->year == 0)
		count->out->year = entry->year;
	return true;
}

static enum sheet_kind kind_of(const struct sheet_table *table)
{
	struct findings unsaid = { 0 };
	struct sheet_header header = { 0 };
	bool found = sheet_header_find(table, SHEET_KIND_NONE, &header, &unsaid);

	findings_free(&unsaid);
	return found ? header.kind : SHEET_KIND_NONE;
}

static struct sheet_options options_of(const struct checker *checker)
{
	return (struct sheet_options){ .book = checker->book,
		                       .year = checker->options.year,
		                       .mode = checker->options.test_identifiers ? IDENTIFIER_TEST
		                                                                 : IDENTIFIER_REAL };
}

static void check_rows(struct checker *checker, const struct sheet_table *table, struct checked *out)
{
	struct sheet_options options = options_of(checker);
	struct sheet_totals totals;
	struct count count = { out };

	sheet_each(table, &options, count_row, &count, &totals, &out->findings);
}

/* A text with commas in a folder need not be a sheet of ours. */
static void pass_over(struct checked *out)
{
	findings_free(&out->findings);
	out->state = CHECK_PASSED_OVER;
}

void check_sheet(struct checker *checker, const struct document *document, struct checked *out)
{
	struct sheet_table table = SHEET_TABLE_EMPTY;
	enum sheet_kind kind = SHEET_KIND_NONE;

	out->is_sheet = true;
	if (sheet_file_read(document->bytes, document->length, SHEET_KIND_NONE, &table, &out->findings))
		kind = kind_of(&table);
	if (kind == SHEET_KIND_NONE && !document->lone && document->format == FORMAT_CSV) {
		pass_over(out);
	} else if (table.rows_length > 0 || out->findings.errors == 0) {
		out->kind = kind == SHEET_KIND_ROSTER    ? "clinician roster"
		            : kind == SHEET_KIND_RECORDS ? "activity records"
		                                         : out->kind;
		check_rows(checker, &table, out);
	}
	sheet_table_free(&table);
}

bool check_annotate(struct checker *checker, const struct document *document, FILE *out)
{
	struct sheet_table table = SHEET_TABLE_EMPTY;
	struct sheet_options options = options_of(checker);
	struct findings unsaid = { 0 }; /* check_document says them */
	bool written = false;

	if (document->bytes != NULL && (document->format == FORMAT_CSV || document->format == FORMAT_XLSX) &&
	    sheet_file_read(document->bytes, document->length, SHEET_KIND_NONE, &table, &unsaid))
		written = sheet_annotate(out, &table, &options, NULL, &unsaid);
	sheet_table_free(&table);
	findings_free(&unsaid);
	return written;
}
