/* sheet_annotate.c - see sheet_annotate.h. */
#include "formats/sheet_annotate.h"

#include <string.h>

#include "formats/outbuf.h"
#include "formats/sheet_check.h"
#include "formats/sheet_write.h"

#define NOTES_MAX ((size_t)16 << 10) /* bytes of one cell of ours */

struct annotation {
	FILE *out;
	const struct sheet_table *table;
	const struct sheet_header *header;
	char delimiter;
	uint32_t written; /* number of the last row written */
};

static void write_cells(const struct annotation *a, const struct sheet_row *row)
{
	int first = 1;

	for (uint16_t column = 1; column <= a->table->columns; column++) {
		const struct sheet_cell *cell = sheet_table_cell(a->table, row, column);

		if (sheet_header_is_ours(a->table, a->header, column))
			continue;
		sheet_write_field(a->out, cell != NULL ? cell->text : "", a->delimiter, first);
		first = 0;
	}
}

/* Blank rows that are not stored. */
static void write_gap(struct annotation *a, uint32_t number)
{
	while (++a->written < number)
		sheet_write_end_row(a->out);
}

/* "B7: The NPI has a wrong check digit. Look it up." for all of one severity. */
static void note(const struct findings *findings, enum finding_severity severity, struct outbuf *notes)
{
	notes->length = 0;
	for (size_t i = 0; i < findings->length; i++) {
		const struct finding *f = &findings->items[i];

		if (f->severity == severity)
			outbuf_format(notes, "%s%s%s%s%s%s", notes->length ? " " : "", f->path,
			              *f->path ? ": " : "", f->message, *f->remedy ? " " : "", f->remedy);
	}
	outbuf_put(notes, "", 1);
}

static void write_notes(const struct annotation *a, const struct findings *findings)
{
	static const enum finding_severity columns[] = { FINDING_ERROR, FINDING_WARNING, FINDING_REPAIR };
	struct outbuf notes = { .limit = NOTES_MAX };

	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		note(findings, columns[i], &notes);
		sheet_write_field(a->out, notes.failed ? "Too much to be said here." : notes.bytes,
		                  a->delimiter, 0);
		outbuf_free(&notes);
		notes.failed = false;
	}
}

/* Rows above the header, and the header, to whose last row ours are added. */
static void write_head(struct annotation *a)
{
	static const char *const names[] = { "Error", "Warning", "Repair" };
	size_t last = a->header->row + a->header->rows - 1;

	for (size_t i = 0; i <= last; i++) {
		write_gap(a, a->table->rows[i].number);
		write_cells(a, &a->table->rows[i]);
		for (size_t k = 0; i == last && k < sizeof names / sizeof *names; k++)
			sheet_write_field(a->out, names[k], a->delimiter, 0);
		sheet_write_end_row(a->out);
	}
}

static void pass_on(const struct findings *of_row, struct findings *findings)
{
	for (size_t i = 0; i < of_row->length; i++) {
		const struct finding *f = &of_row->items[i];

		findings_add(findings, f->severity, f->authority, f->code, f->cms_code,
		             (struct finding_place){ f->path, f->line, f->column }, f->remedy, "%s",
		             f->message);
	}
}

static void write_rows(struct annotation *a, struct sheet_reader *reader, struct findings *findings)
{
	struct sheet_check check = { .reader = reader };
	struct sheet_entry entry;
	struct findings of_row = { .items = NULL };

	while (sheet_reader_next(reader, &entry, &of_row)) {
		sheet_check_entry(&check, &entry, &of_row);
		write_gap(a, entry.row);
		write_cells(a, &a->table->rows[reader->next - 1]);
		write_notes(a, &of_row);
		sheet_write_end_row(a->out);
		pass_on(&of_row, findings);
		findings_free(&of_row);
		sheet_entry_free(&entry);
	}
	pass_on(&of_row, findings);
	findings_free(&of_row);
	sheet_check_free(&check);
}

bool sheet_annotate(FILE *out, const struct sheet_table *table, const struct sheet_options *options,
                    struct sheet_totals *totals, struct findings *findings)
{
	struct annotation a = { .out = out, .table = table };
	struct sheet_reader reader;

	if (!sheet_reader_begin(&reader, table, options, findings))
		return false;
	a.header = &reader.header;
	a.delimiter = table->delimiter == 0 || table->separator_line ? ',' : table->delimiter;
	sheet_write_begin(out);
	write_head(&a);
	write_rows(&a, &reader, findings);
	if (totals != NULL)
		*totals = reader.totals;
	return true;
}
