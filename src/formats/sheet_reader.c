/* sheet_reader.c - see sheet_reader.h. */
#include "formats/sheet_reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "formats/sheet_columns.h"
#include "formats/sheet_say.h"

static struct finding_place place_of_row(uint32_t row)
{
	return (struct finding_place){ .line = row };
}

static void report_hidden(const struct sheet_table *table, struct findings *findings)
{
	size_t hidden = 0;

	for (size_t i = 0; i < table->rows_length; i++)
		hidden += table->rows[i].hidden;
	if (hidden > 0)
		findings_add(findings, FINDING_WARNING, FINDING_MIPSIA, "hiddenRows", 0, place_of_row(0),
		             "Remove the filter, or delete the rows that do not belong to the file.",
		             "%zu hidden row%s read as well.", hidden, hidden == 1 ? " is" : "s are");
}

/* A performance period lies within one calendar year, so its dates say which. */
static void report_missing_year(const struct sheet_reader *reader, struct findings *findings)
{
	const struct sheet_header *header = &reader->header;

	if (header->kind == SHEET_KIND_RECORDS && header->column[SHEET_FIELD_YEAR] == 0 &&
	    reader->options.year == 0)
		findings_add(findings, FINDING_REPAIR, FINDING_MIPSIA, "yearFromDates", 0,
		             place_of_row(reader->table->rows[header->row].number), "",
		             "There is no column performance_year: the year is that of the dates.");
}

static void count_rows(struct sheet_reader *reader)
{
	const struct sheet_table *table = reader->table;
	uint32_t last = table->rows[reader->next - 1].number;
	size_t filled = table->rows_length - reader->next;

	reader->totals.titles = reader->header.row;
	reader->totals.blank = (size_t)(table->last_row - last) - filled;
}

bool sheet_reader_begin(struct sheet_reader *reader, const struct sheet_table *table,
                        const struct sheet_options *options, struct findings *findings)
{
	struct sheet_day_column days[2];

	*reader = (struct sheet_reader){ .table = table, .options = *options };
	if (!sheet_header_find(table, options->kind, &reader->header, findings))
		return false;
	reader->next = reader->header.row + reader->header.rows;
	count_rows(reader);
	sheet_columns_days(table, &reader->header, options->date_order, days, findings);
	reader->begin = days[0];
	reader->finish = days[1];
	reader->finish.may_be_open = true;
	reader->zeros_kept = sheet_columns_keep_zeros(table, &reader->header);
	sheet_header_report_unread(table, &reader->header, findings);
	report_missing_year(reader, findings);
	report_hidden(table, findings);
	return true;
}

/* --------------------------------------------------------------- rows that are none */

static bool is_blank_row(const struct sheet_table *table, const struct sheet_row *row)
{
	for (size_t i = 0; i < row->length; i++) {
		if (!sheet_cell_is_blank(&table->cells[row->first + i]))
			return false;
	}
	return true;
}

static bool is_example(const struct sheet_table *table, const struct sheet_row *row)
{
	for (size_t i = 0; i < row->length; i++) {
		const char *text = table->cells[row->first + i].text;

		if (strncasecmp(text, SHEET_EXAMPLE, strlen(SHEET_EXAMPLE)) == 0)
			return true;
	}
	return false;
}

static void say_row(struct findings *findings, uint32_t row, const char *code, const char *message)
{
	findings_add(findings, FINDING_REPAIR, FINDING_MIPSIA, code, 0, place_of_row(row), "", "%s", message);
}

static enum sheet_state state_without_reading(struct sheet_reader *reader, const struct sheet_row *row,
                                              struct findings *findings)
{
	if (is_blank_row(reader->table, row)) {
		reader->totals.blank++;
		return SHEET_STATE_BLANK;
	}
	if (is_example(reader->table, row)) {
		reader->totals.examples++;
		say_row(findings, row->number, "exampleIgnored", "The template's example line is ignored.");
		return SHEET_STATE_EXAMPLE;
	}
	if (sheet_header_is_repeated(reader->table, &reader->header, row)) {
		reader->totals.headers++;
		say_row(findings, row->number, "headerRepeated", "The header is repeated here and skipped.");
		return SHEET_STATE_HEADER;
	}
	return SHEET_STATE_READ;
}

/* ----------------------------------------------------------------------- rows read */

/* A row while it is read. */
struct row_reading {
	struct sheet_reader *reader;
	const struct sheet_row *row;
	struct sheet_entry *entry;
	struct findings *findings;
	bool repaired;
	bool refused;
	bool year_refused; /* the year or a date */
};

static bool has_column(const struct row_reading *r, enum sheet_field field)
{
	return r->reader->header.column[field] != 0;
}

static struct sheet_spot spot_of(const struct row_reading *r, enum sheet_field field)
{
	uint16_t column = r->reader->header.column[field];

	return (struct sheet_spot){ .cell = sheet_table_cell(r->reader->table, r->row, column),
		                    .row = r->row->number,
		                    .column = column,
		                    .findings = r->findings };
}

static void leave(struct row_reading *r, const struct sheet_spot *spot)
{
	r->repaired |= spot->repaired;
	r->refused |= spot->refused;
	r->reader->totals.cells_refused += spot->refused;
	r->reader->totals.cells_repaired += spot->repaired && !spot->refused;
}

/* A shorter TIN in a column that kept its zeros may be a typing error as well. */
static void warn_of_kept_zeros(struct sheet_reader *reader, struct sheet_spot *spot)
{
	bool lost = spot->repaired && spot->cell != NULL && strlen(spot->cell->text) < IDENTIFIER_TIN - 1;

	if (!lost || !reader->zeros_kept || reader->zeros_kept_said)
		return;
	reader->zeros_kept_said = true;
	sheet_say_warning(spot, "zerosKept",
	                  "Compare the TINs with fewer than nine digits with their source.",
	                  "Other TINs of the column begin with 0, so not all leading zeros were lost.");
}

static void read_tin(struct row_reading *r)
{
	struct sheet_spot spot = spot_of(r, SHEET_FIELD_TIN);

	if (!has_column(r, SHEET_FIELD_TIN))
		return;
	if (r->reader->options.tin_may_be_empty && (spot.cell == NULL || sheet_cell_is_blank(spot.cell)))
		return;
	if (sheet_read_tin(&spot, r->reader->options.mode, r->entry->tin))
		warn_of_kept_zeros(r->reader, &spot);
	leave(r, &spot);
}

static void read_npi(struct row_reading *r)
{
	struct sheet_spot spot = spot_of(r, SHEET_FIELD_NPI);

	sheet_read_npi(&spot, r->reader->options.mode, r->entry->npi);
	leave(r, &spot);
}

static void read_year(struct row_reading *r)
{
	struct sheet_spot spot = spot_of(r, SHEET_FIELD_YEAR);
	int year;

	r->entry->year = r->reader->options.year;
	if (sheet_read_year(&spot, r->reader->options.book, &year))
		r->entry->year = year;
	r->year_refused |= spot.refused;
	leave(r, &spot);
}

static void read_activity(struct row_reading *r)
{
	struct sheet_spot spot = spot_of(r, SHEET_FIELD_ACTIVITY);

	if (!sheet_read_activity(&spot, r->reader->options.book, &r->entry->activity))
		r->entry->activity = -1;
	leave(r, &spot);
}

static void read_period(struct row_reading *r)
{
	struct sheet_spot begin = spot_of(r, SHEET_FIELD_BEGIN);
	struct sheet_spot finish = spot_of(r, SHEET_FIELD_FINISH);
	bool both = sheet_read_day(&begin, r->reader->begin, &r->entry->begin);

	both &= sheet_read_day(&finish, r->reader->finish, &r->entry->finish);
	if (both && r->entry->finish < r->entry->begin)
		sheet_say_error(&finish, "endBeforeStart", "Correct one of the two dates.",
		                "The end is before the start.");
	r->year_refused |= begin.refused || finish.refused;
	leave(r, &begin);
	leave(r, &finish);
}

static int year_of(const mipsia_rulebook *book, mipsia_date begin, mipsia_date finish)
{
	for (int year = mipsia_first_year(book); year <= mipsia_last_year(book); year++) {
		if (begin >= mipsia_date_make(year, 1, 1) && finish <= mipsia_date_make(year, 12, 31) &&
		    finish != MIPSIA_DATE_UNKNOWN)
			return year;
	}
	return 0;
}

/* The year of a record that names none: that of its dates, if it is one. */
static void complete_year(struct row_reading *r)
{
	struct sheet_spot spot = spot_of(r, SHEET_FIELD_YEAR);
	struct sheet_entry *entry = r->entry;

	if (entry->year != 0 || r->year_refused || r->reader->header.kind != SHEET_KIND_RECORDS)
		return;
	entry->year = year_of(r->reader->options.book, entry->begin, entry->finish);
	if (entry->year == 0 || !has_column(r, SHEET_FIELD_YEAR))
		return;
	sheet_say_repair(&spot, "yearFromDates", "Read as %d, the year of the dates.", entry->year);
	leave(r, &spot);
}

static char *read_words(struct row_reading *r, enum sheet_field field)
{
	struct sheet_spot spot = spot_of(r, field);
	char *words = sheet_read_words(&spot);

	leave(r, &spot);
	return words;
}

/* "Last, First" out of two columns, where there is no column for both. */
static char *read_name(struct row_reading *r)
{
	char *first, *last;
	char *both = NULL;

	if (has_column(r, SHEET_FIELD_NAME))
		return read_words(r, SHEET_FIELD_NAME);
	last = read_words(r, SHEET_FIELD_LAST_NAME);
	first = read_words(r, SHEET_FIELD_FIRST_NAME);
	if (last != NULL && first != NULL &&
	    asprintf(&both, "%s%s%s", last, *last && *first ? ", " : "", first) < 0)
		both = NULL;
	free(last);
	free(first);
	return both;
}

static enum sheet_state end_row(struct row_reading *r)
{
	struct sheet_totals *totals = &r->reader->totals;

	totals->rows++;
	if (r->refused) {
		totals->refused++;
		return SHEET_STATE_REFUSED;
	}
	if (r->repaired) {
		totals->repaired++;
		return SHEET_STATE_REPAIRED;
	}
	totals->read++;
	return SHEET_STATE_READ;
}

static void read_row(struct row_reading *r)
{
	struct sheet_entry *entry = r->entry;

	read_year(r);
	read_tin(r);
	read_npi(r);
	if (r->reader->header.kind == SHEET_KIND_RECORDS)
		read_activity(r);
	read_period(r);
	complete_year(r);
	entry->name = read_name(r);
	entry->specialty = read_words(r, SHEET_FIELD_SPECIALTY);
	entry->evidence = read_words(r, SHEET_FIELD_EVIDENCE);
	if (entry->name == NULL || entry->specialty == NULL || entry->evidence == NULL) {
		sheet_unreadable(r->findings, "outOfMemory", r->row->number, "Divide the file.",
		                 "There is not enough memory to read the row.");
		r->refused = true;
	}
	entry->state = end_row(r);
}

/* Once, at the end. */
static void report_no_rows(struct sheet_reader *reader, struct findings *findings)
{
	if (reader->totals.rows == 0 && !reader->no_rows_said)
		findings_add(findings, FINDING_WARNING, FINDING_MIPSIA, "noRows", 0,
		             place_of_row(reader->table->rows[reader->header.row].number),
		             "Write the rows below the header, or look whether this is the right file.",
		             "The sheet has a header and no rows.");
	reader->no_rows_said = true;
}

bool sheet_reader_next(struct sheet_reader *reader, struct sheet_entry *entry, struct findings *findings)
{
	const struct sheet_row *row;
	struct row_reading r;

	if (reader->next >= reader->table->rows_length) {
		report_no_rows(reader, findings);
		return false;
	}
	row = &reader->table->rows[reader->next++];
	*entry = (struct sheet_entry){ .row = row->number,
		                       .activity = -1,
		                       .begin = MIPSIA_DATE_UNKNOWN,
		                       .finish = MIPSIA_DATE_UNKNOWN };
	entry->state = state_without_reading(reader, row, findings);
	if (entry->state == SHEET_STATE_READ) {
		r = (struct row_reading){
			.reader = reader, .row = row, .entry = entry, .findings = findings
		};
		read_row(&r);
	}
	return true;
}

void sheet_entry_free(struct sheet_entry *entry)
{
	if (entry == NULL)
		return;
	free(entry->name);
	free(entry->specialty);
	free(entry->evidence);
	entry->name = entry->specialty = entry->evidence = NULL;
}
