/* sheet_header.c - see sheet_header.h. */
#include "formats/sheet_header.h"

#include <stdio.h>
#include <string.h>

#include "formats/outbuf.h"
#include "formats/sheet_clean.h"
#include "formats/sheet_names.h"

const char *sheet_kind_name(enum sheet_kind kind)
{
	static const char *const names[SHEET_KIND_END] = { "none", "roster", "records" };

	return names[kind];
}

const char *sheet_field_title(enum sheet_kind kind, enum sheet_field field)
{
	static const char *const titles[SHEET_FIELD_END] = {
		"performance_year", "tin",         "npi",        "name",     "last_name",    "first_name",
		"specialty",        "activity_id", "start_date", "end_date", "evidence_ref", "error"
	};

	if (kind == SHEET_KIND_ROSTER && field == SHEET_FIELD_BEGIN)
		return "from_date";
	if (kind == SHEET_KIND_ROSTER && field == SHEET_FIELD_FINISH)
		return "to_date";
	return titles[field];
}

void sheet_header_key(const char *text, char out[SHEET_HEADER_KEY])
{
	size_t length = 0;
	int brackets = 0;

	for (; *text != '\0' && length + 1 < SHEET_HEADER_KEY; text++) {
		char c = *text;

		brackets += c == '(' || c == '[';
		brackets -= (c == ')' || c == ']') && brackets > 0;
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (brackets == 0 && ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')))
			out[length++] = c;
	}
	out[length] = '\0';
}

/* --------------------------------------------------------------- candidate rows */

/* A row, or two, read as a header. */
struct candidate {
	uint16_t column[SHEET_FIELD_END];
	uint16_t twice[SHEET_FIELD_END]; /* a second column of the same field */
	int fields;
};

static void claim(struct candidate *c, enum sheet_field field, uint16_t column)
{
	if (field == SHEET_FIELD_END)
		return;
	if (c->column[field] != 0) {
		if (c->twice[field] == 0)
			c->twice[field] = column;
		return;
	}
	c->column[field] = column;
	c->fields += field != SHEET_FIELD_OURS;
}

static enum sheet_field field_of_text(const char *text)
{
	char key[SHEET_HEADER_KEY];

	sheet_header_key(text, key);
	return sheet_names_find(key);
}

static struct candidate read_single(const struct sheet_table *table, const struct sheet_row *row)
{
	struct candidate c = { .fields = 0 };

	for (size_t i = 0; i < row->length; i++) {
		const struct sheet_cell *cell = &table->cells[row->first + i];

		claim(&c, field_of_text(cell->text), cell->column);
	}
	return c;
}

/* The text of the upper row above a column: its own cell, or that of a heading
 * that reaches over several columns. */
static const char *text_above(const struct sheet_table *table, const struct sheet_row *row, uint16_t column)
{
	const char *text = "";

	for (size_t i = 0; i < row->length; i++) {
		const struct sheet_cell *cell = &table->cells[row->first + i];

		if (cell->column <= column)
			text = cell->text;
	}
	return text;
}

static enum sheet_field field_of_pair(const char *above, const char *text)
{
	char both[2 * SHEET_HEADER_KEY];
	enum sheet_field field;

	snprintf(both, sizeof both, "%.60s %.60s", above, text);
	field = field_of_text(both);
	return field != SHEET_FIELD_END ? field : field_of_text(text);
}

static struct candidate read_double(const struct sheet_table *table, const struct sheet_row *upper,
                                    const struct sheet_row *lower)
{
	struct candidate c = { .fields = 0 };

	for (uint16_t column = 1; column <= table->columns; column++) {
		const struct sheet_cell *below = sheet_table_cell(table, lower, column);
		const struct sheet_cell *above = sheet_table_cell(table, upper, column);

		if (below != NULL)
			claim(&c, field_of_pair(text_above(table, upper, column), below->text), column);
		else if (above != NULL)
			claim(&c, field_of_text(above->text), column);
	}
	return c;
}

static enum sheet_kind kind_of(const struct candidate *c)
{
	if (c->column[SHEET_FIELD_NPI] == 0 || c->fields < 2)
		return SHEET_KIND_NONE;
	return c->column[SHEET_FIELD_ACTIVITY] != 0 ? SHEET_KIND_RECORDS : SHEET_KIND_ROSTER;
}

/* -------------------------------------------------------------------- the choice */

struct choice {
	struct candidate best;
	size_t row;
	size_t rows;
};

static void offer(struct choice *choice, const struct candidate *c, size_t row, size_t rows)
{
	if (kind_of(c) == SHEET_KIND_NONE || c->fields <= choice->best.fields)
		return;
	choice->best = *c;
	choice->row = row;
	choice->rows = rows;
}

static struct choice choose(const struct sheet_table *table)
{
	struct choice choice = { .rows = 0 };

	for (size_t i = 0; i < table->rows_length && i < SHEET_HEADER_ROWS_MAX; i++) {
		const struct sheet_row *row = &table->rows[i];
		struct candidate single = read_single(table, row);

		offer(&choice, &single, i, 1);
		if (i + 1 < table->rows_length && row[1].number == row->number + 1) {
			struct candidate both = read_double(table, row, row + 1);

			offer(&choice, &both, i, 2);
		}
	}
	return choice;
}

static bool report_twice(const struct sheet_table *table, const struct choice *choice,
                         struct findings *findings)
{
	const struct candidate *c = &choice->best;
	const struct sheet_row *row = &table->rows[choice->row + choice->rows - 1];
	char first[SHEET_CELL_NAME];
	char second[SHEET_CELL_NAME];

	for (int field = 0; field < SHEET_FIELD_OURS; field++) {
		if (c->twice[field] == 0)
			continue;
		sheet_cell_name(c->column[field], row->number, first);
		sheet_cell_name(c->twice[field], row->number, second);
		findings_add(findings, FINDING_ERROR, FINDING_MIPSIA, "columnTwice", 0,
		             (struct finding_place){ second, row->number, c->twice[field] },
		             "Remove one of the two columns, or give it another heading.",
		             "The column '%s' is there twice, in %s and %s.",
		             sheet_field_title(kind_of(c), (enum sheet_field)field), first, second);
		return true;
	}
	return false;
}

static bool report_none(enum sheet_kind wanted, struct findings *findings)
{
	const char *message = "No row is a header with the columns npi and activity_id (records), or npi and "
			      "one more of a roster.";

	if (wanted == SHEET_KIND_RECORDS)
		message = "No row is a header with the columns npi and activity_id.";
	else if (wanted == SHEET_KIND_ROSTER)
		message = "No row is a header with the column npi and one more of a roster.";
	sheet_unreadable(findings, "headerNotFound", 0,
	                 "Put a line with the columns' names above the data; 'mipsia template' writes one.",
	                 message);
	return false;
}

bool sheet_header_find(const struct sheet_table *table, enum sheet_kind wanted, struct sheet_header *header,
                       struct findings *findings)
{
	struct choice choice = choose(table);

	*header = (struct sheet_header){ .kind = SHEET_KIND_NONE };
	if (choice.rows == 0 || (wanted == SHEET_KIND_RECORDS && kind_of(&choice.best) != wanted))
		return report_none(wanted, findings);
	if (report_twice(table, &choice, findings))
		return false;
	header->kind = wanted != SHEET_KIND_NONE ? wanted : kind_of(&choice.best);
	header->row = choice.row;
	header->rows = choice.rows;
	memcpy(header->column, choice.best.column, sizeof header->column);
	return true;
}

/* ------------------------------------------------------------------------ others */

bool sheet_header_is_repeated(const struct sheet_table *table, const struct sheet_header *header,
                              const struct sheet_row *row)
{
	const struct sheet_cell *npi = sheet_table_cell(table, row, header->column[SHEET_FIELD_NPI]);
	struct candidate c;

	if (npi == NULL || field_of_text(npi->text) != SHEET_FIELD_NPI)
		return false; /* as nearly every row: the rest need not be looked at */
	c = read_single(table, row);
	for (int field = 0; field < SHEET_FIELD_OURS; field++) {
		if (c.column[field] != 0 && c.column[field] != header->column[field])
			return false;
	}
	return c.fields >= 2;
}

static bool is_read(const struct sheet_header *header, uint16_t column)
{
	for (int field = 0; field < SHEET_FIELD_OURS; field++) {
		if (header->column[field] == column)
			return true;
	}
	return false;
}

bool sheet_header_is_ours(const struct sheet_table *table, const struct sheet_header *header, uint16_t column)
{
	const struct sheet_row *row = &table->rows[header->row + header->rows - 1];
	const struct sheet_cell *cell = sheet_table_cell(table, row, column);

	return cell != NULL && field_of_text(cell->text) == SHEET_FIELD_OURS;
}

/* The heading of a column, or its letters. */
static const char *heading(const struct sheet_table *table, const struct sheet_header *header,
                           uint16_t column, char letters[SHEET_CELL_NAME])
{
	const struct sheet_row *row = &table->rows[header->row + header->rows - 1];
	const struct sheet_cell *cell = sheet_table_cell(table, row, column);

	if (cell != NULL)
		return cell->text;
	sheet_cell_name(column, 0, letters);
	letters[strlen(letters) - 1] = '\0'; /* the row's 0 */
	return letters;
}

static void mark_used(const struct sheet_table *table, const struct sheet_header *header,
                      bool used[SHEET_COLUMNS_MAX + 1])
{
	size_t first = header->row + header->rows;
	size_t from = first < table->rows_length ? table->rows[first].first : table->cells_length;

	for (size_t i = from; i < table->cells_length; i++)
		used[table->cells[i].column] = true;
}

void sheet_header_report_unread(const struct sheet_table *table, const struct sheet_header *header,
                                struct findings *findings)
{
	const struct sheet_row *row = &table->rows[header->row + header->rows - 1];
	bool used[SHEET_COLUMNS_MAX + 1] = { false };
	struct outbuf names = { .limit = 400 };

	mark_used(table, header, used);
	for (uint16_t column = 1; column <= table->columns; column++) {
		char letters[SHEET_CELL_NAME];
		char quote[SHEET_QUOTE];

		if (used[column] && !is_read(header, column) && !sheet_header_is_ours(table, header, column))
			outbuf_format(&names, "%s%s", names.length ? ", " : "",
			              sheet_quote(heading(table, header, column, letters), quote));
	}
	if (names.length > 0 || names.failed)
		findings_add(findings, FINDING_WARNING, FINDING_MIPSIA, "columnNotRead", 0,
		             (struct finding_place){ .line = row->number },
		             "Give them a heading of 'mipsia template' if they should be read.",
		             "Columns that are not read: %.*s%s.", (int)names.length, names.bytes,
		             names.failed ? ", and more" : "");
	outbuf_free(&names);
}
