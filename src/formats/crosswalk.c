/* crosswalk.c - see crosswalk.h. */
#include "formats/crosswalk.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "formats/sheet_digits.h"
#include "formats/sheet_header.h"
#include "formats/sheet_say.h"

#define ZIP_DIGITS (CROSSWALK_ZIP - 1)

/* ------------------------------------------------------------------------ ZIP codes */

static bool all_digits(const char *text, size_t length)
{
	return strspn(text, "0123456789") == length && text[length] == '\0';
}

/* States whose ZIP codes begin with 0, and with 00. */
static bool fits_state(const char *state, size_t zeros)
{
	static const char one[] = "MA RI NH ME VT CT NJ NY AE";
	static const char two[] = "PR VI NY";

	return *state == '\0' || strstr(zeros == 1 ? one : two, state) != NULL;
}

enum crosswalk_zip crosswalk_read_zip(const char *text, const char *state, char out[CROSSWALK_ZIP])
{
	size_t length = strlen(text);
	bool plus_four =
		length == 10 && text[5] == '-' && strspn(text, "0123456789") == 5 && all_digits(text + 6, 4);

	memset(out, '0', CROSSWALK_ZIP);
	out[ZIP_DIGITS] = '\0';
	if (plus_four || all_digits(text, 9)) {
		memcpy(out, text, ZIP_DIGITS);
		return CROSSWALK_ZIP_PLUS_FOUR;
	}
	if (all_digits(text, ZIP_DIGITS)) {
		memcpy(out, text, ZIP_DIGITS);
		return CROSSWALK_ZIP_GOOD;
	}
	if ((length == 3 || length == 4) && all_digits(text, length) && text[0] != '0' &&
	    fits_state(state, ZIP_DIGITS - length)) {
		memcpy(out + ZIP_DIGITS - length, text, length);
		return CROSSWALK_ZIP_LOST_ZEROS;
	}
	return CROSSWALK_ZIP_INVALID;
}

/* -------------------------------------------------------------------------- columns */

enum { STATE, COUNTY, ZIP, COLUMNS };

static int column_of(const char *key)
{
	static const char *const keys[COLUMNS][6] = {
		[STATE] = { "statecode", "state", "st", "stateabbreviation" },
		[COUNTY] = { "countyname", "county" },
		[ZIP] = { "zipcode", "zip", "zip5", "zipcode5", "postalcode" },
	};

	for (int column = 0; column < COLUMNS; column++) {
		for (int i = 0; i < 6 && keys[column][i] != NULL; i++) {
			if (strcmp(keys[column][i], key) == 0)
				return column;
		}
	}
	return -1;
}

static bool read_header(const struct sheet_table *table, const struct sheet_row *row,
                        uint16_t columns[COLUMNS])
{
	memset(columns, 0, COLUMNS * sizeof *columns);
	for (size_t i = 0; i < row->length; i++) {
		const struct sheet_cell *cell = &table->cells[row->first + i];
		char key[SHEET_HEADER_KEY];
		int column;

		sheet_header_key(cell->text, key);
		column = column_of(key);
		if (column >= 0 && columns[column] == 0)
			columns[column] = cell->column;
	}
	return columns[ZIP] != 0 && columns[COUNTY] != 0;
}

/* Index of the first row of data; rows_length when there is no header. */
static size_t find_header(const struct sheet_table *table, uint16_t columns[COLUMNS])
{
	for (size_t i = 0; i < table->rows_length && i < SHEET_HEADER_ROWS_MAX; i++) {
		if (read_header(table, &table->rows[i], columns))
			return i + 1;
	}
	return SIZE_MAX;
}

/* ----------------------------------------------------------------------------- rows */

static bool has_room(struct crosswalk *crosswalk)
{
	size_t capacity = crosswalk->capacity ? crosswalk->capacity * 2 : 1024;
	struct crosswalk_area *larger;

	if (crosswalk->length < crosswalk->capacity)
		return true;
	larger = realloc(crosswalk->areas, capacity * sizeof *larger);
	if (larger == NULL)
		return false;
	crosswalk->areas = larger;
	crosswalk->capacity = capacity;
	return true;
}

/* Leaves `code` as it is when the cell is empty. */
static void code_of(const struct sheet_table *table, const struct sheet_row *row, uint16_t column,
                    char code[SHEET_CODE])
{
	const struct sheet_cell *cell = column != 0 ? sheet_table_cell(table, row, column) : NULL;

	if (cell != NULL)
		sheet_clean_code(cell->text, code);
}

static void set_state(struct crosswalk_area *area, const char *code)
{
	if (strlen(code) != CROSSWALK_STATE - 1)
		return;
	for (size_t i = 0; i < CROSSWALK_STATE - 1; i++)
		area->state[i] = (char)(code[i] >= 'a' && code[i] <= 'z' ? code[i] - 'a' + 'A' : code[i]);
}

/* Reads the ZIP code of a row, and says what was repaired or is wrong. */
static bool read_zip(struct sheet_spot *spot, const char *code, struct crosswalk_area *area)
{
	char quote[SHEET_QUOTE];

	switch (crosswalk_read_zip(code, area->state, area->zip)) {
	case CROSSWALK_ZIP_GOOD:
		return true;
	case CROSSWALK_ZIP_LOST_ZEROS:
		sheet_say_repair(spot, "lostZeros", "Read as %s: Excel took the leading zeros off.",
		                 area->zip);
		return true;
	case CROSSWALK_ZIP_PLUS_FOUR:
		sheet_say_repair(spot, "zipPlusFour", "Read as %s.", area->zip);
		return true;
	default:
		sheet_say_error(spot, "invalidZip", "Write the five digits, in a column formatted as text.",
		                "'%s' is not a ZIP code%s%s.", sheet_quote(code, quote),
		                *area->state ? " of " : "", area->state);
		return false;
	}
}

/* False when there is no memory. */
static bool read_row(struct crosswalk *crosswalk, const struct sheet_table *table,
                     const struct sheet_row *row, const uint16_t columns[COLUMNS], struct findings *findings)
{
	struct crosswalk_area area = { .row = row->number };
	struct sheet_spot spot = { .row = row->number, .column = columns[ZIP], .findings = findings };
	char state[SHEET_CODE] = "", county[SHEET_CODE] = "", zip[SHEET_CODE] = "";
	char quote[SHEET_QUOTE];

	code_of(table, row, columns[STATE], state);
	code_of(table, row, columns[COUNTY], county);
	code_of(table, row, columns[ZIP], zip);
	sheet_digits_restore(zip); /* 601.0 */
	set_state(&area, state);
	if (*state == '\0' && *county == '\0' && *zip == '\0')
		return true;
	if (*zip == '\0' || strcasecmp(zip, "nan") == 0) {
		crosswalk->refused++;
		sheet_say_warning(
			&spot, "countyWithoutZip", "Look the county up in CMS's fact sheet of the year.",
			"The file has no ZIP code for %s, %s.", sheet_quote(county, quote), area.state);
		return true;
	}
	if (!read_zip(&spot, zip, &area)) {
		crosswalk->refused++;
		return true;
	}
	crosswalk->repaired += spot.repaired;
	area.county = sheet_arena_text(&crosswalk->text, county, strlen(county));
	if (area.county == NULL || !has_room(crosswalk))
		return false;
	crosswalk->areas[crosswalk->length++] = area;
	return true;
}

static int by_zip(const void *a, const void *b)
{
	const struct crosswalk_area *x = a;
	const struct crosswalk_area *y = b;
	int order = memcmp(x->zip, y->zip, CROSSWALK_ZIP);

	return order ? order : (x->row > y->row) - (x->row < y->row);
}

bool crosswalk_read(struct crosswalk *crosswalk, const struct sheet_table *table, struct findings *findings)
{
	uint16_t columns[COLUMNS];
	size_t first = find_header(table, columns);

	if (first == SIZE_MAX) {
		sheet_unreadable(findings, "headerNotFound", 0,
		                 "Give CMS's file euc_county_zipcode_crosswalk.csv of the year.",
		                 "The file has no header with the columns county_name and zipcode.");
		return false;
	}
	for (size_t i = first; i < table->rows_length; i++) {
		if (!read_row(crosswalk, table, &table->rows[i], columns, findings)) {
			sheet_unreadable(findings, "outOfMemory", 0, "Close other programs.",
			                 "There is not enough memory to read the file.");
			return false;
		}
	}
	if (crosswalk->length > 0)
		qsort(crosswalk->areas, crosswalk->length, sizeof *crosswalk->areas, by_zip);
	return true;
}

void crosswalk_free(struct crosswalk *crosswalk)
{
	if (crosswalk == NULL)
		return;
	free(crosswalk->areas);
	sheet_arena_free(&crosswalk->text);
	*crosswalk = (struct crosswalk)CROSSWALK_EMPTY;
}

const struct crosswalk_area *crosswalk_find(const struct crosswalk *crosswalk, const char *zip,
                                            size_t *length)
{
	size_t low = 0;
	size_t high = crosswalk->length;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (strcmp(crosswalk->areas[middle].zip, zip) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (*length = 0;
	     low + *length < crosswalk->length && strcmp(crosswalk->areas[low + *length].zip, zip) == 0;)
		++*length;
	return *length > 0 ? &crosswalk->areas[low] : NULL;
}
