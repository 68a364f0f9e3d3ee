/* sheet_fields.c - years, days and words; see sheet_fields.h. */
#include "formats/sheet_fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "formats/sheet_date.h"
#include "formats/sheet_digits.h"
#include "formats/sheet_say.h"

bool sheet_cell_is_blank(const struct sheet_cell *cell)
{
	char code[SHEET_CODE];

	if (cell == NULL)
		return true;
	if (cell->type == SHEET_CELL_ERROR)
		return false;
	sheet_clean_code(cell->text, code);
	return code[0] == '\0';
}

/* ------------------------------------------------------------------------- year */

static const char *after_prefix(const char *code)
{
	if (strncasecmp(code, "PY", 2) == 0 || strncasecmp(code, "CY", 2) == 0)
		code += 2;
	return code + strspn(code, " ");
}

bool sheet_read_year(struct sheet_spot *spot, const mipsia_rulebook *book, int *out)
{
	char code[SHEET_CODE];
	char quote[SHEET_QUOTE];
	const char *digits;
	bool changed;

	if (!sheet_begin_code(spot, code))
		return false;
	changed = sheet_digits_restore(code) == SHEET_DIGITS_DECIMAL;
	digits = after_prefix(code);
	changed |= digits != code;
	*out = strlen(digits) == 4 && strspn(digits, "0123456789") == 4 ? (int)strtol(digits, NULL, 10) : 0;
	if (*out < mipsia_first_year(book) || *out > mipsia_last_year(book)) {
		sheet_say_error(spot, "invalidYear", "Write a performance year such as 2025.",
		                "'%s' is not a performance year from %d to %d.", sheet_quote(code, quote),
		                mipsia_first_year(book), mipsia_last_year(book));
		return false;
	}
	if (changed)
		sheet_say_repair(spot, "yearFormat", "Read as %d.", *out);
	return true;
}

/* -------------------------------------------------------------------------- day */

static const char iso_remedy[] = "Write the dates of the column as YYYY-MM-DD.";

/* Both readings of an ambiguous date, for the message. */
static void refuse_ambiguous(struct sheet_spot *spot, const char *code, struct sheet_day_column column)
{
	size_t length = strlen(code);
	mipsia_date american = sheet_date_read(code, length, SHEET_ORDER_MDY, column.is_1904).date;
	mipsia_date european = sheet_date_read(code, length, SHEET_ORDER_DMY, column.is_1904).date;
	char first[MIPSIA_DATE_TEXT];
	char second[MIPSIA_DATE_TEXT];
	char quote[SHEET_QUOTE];

	if (american == MIPSIA_DATE_UNKNOWN || american == european)
		american = sheet_date_read(code, length, SHEET_ORDER_YMD, column.is_1904).date;
	else if (european == MIPSIA_DATE_UNKNOWN)
		european = sheet_date_read(code, length, SHEET_ORDER_YMD, column.is_1904).date;
	mipsia_date_format(american, first);
	mipsia_date_format(european, second);
	sheet_say_error(spot, "ambiguousDate", iso_remedy,
	                "'%s' is %s or %s, and the dates of the sheet do not prove which.",
	                sheet_quote(code, quote), first, second);
}

static void refuse_day(struct sheet_spot *spot, const char *code, enum sheet_date_form form,
                       struct sheet_day_column column)
{
	char quote[SHEET_QUOTE];

	sheet_quote(code, quote);
	if (form == SHEET_DATE_AMBIGUOUS)
		refuse_ambiguous(spot, code, column);
	else if (form == SHEET_DATE_SHORT_YEAR)
		sheet_say_error(spot, "invalidDate", iso_remedy, "The century of '%s' is not certain.",
		                quote);
	else if (form == SHEET_DATE_IMPOSSIBLE)
		sheet_say_error(spot, "invalidDate", iso_remedy, "There is no day '%s'.", quote);
	else if (form == SHEET_DATE_CUT)
		sheet_say_error(spot, "invalidDate", "Widen the column in Excel and export again.",
		                "The date was cut off: its column was too narrow.");
	else
		sheet_say_error(spot, "invalidDate", iso_remedy, "'%s' is not a date.", quote);
}

static void say_day(struct sheet_spot *spot, enum sheet_date_form form, mipsia_date date)
{
	char iso[MIPSIA_DATE_TEXT];

	mipsia_date_format(date, iso);
	if (form == SHEET_DATE_OTHER)
		sheet_say_repair(spot, "dateFormat", "Read as %s.", iso);
	else if (form == SHEET_DATE_WITH_TIME)
		sheet_say_repair(spot, "timeOfDay", "Read as %s, without the time of day.", iso);
	else if (form == SHEET_DATE_SERIAL)
		sheet_say_repair(spot, "dateSerial", "Read as %s: Excel's count of days.", iso);
}

static bool is_open_end(const char *code)
{
	static const char *const words[] = { "present", "current", "ongoing", "active",
		                             "now",     "to date", "open" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (strcasecmp(code, words[i]) == 0)
			return true;
	}
	return false;
}

bool sheet_read_day(struct sheet_spot *spot, struct sheet_day_column column, mipsia_date *out)
{
	struct sheet_date_reading reading;
	char code[SHEET_CODE];
	char quote[SHEET_QUOTE];

	*out = MIPSIA_DATE_UNKNOWN;
	if (!sheet_begin_code(spot, code))
		return false;
	if (sheet_is_nothing(code) || (column.may_be_open && is_open_end(code))) {
		sheet_say_repair(spot, "emptyWord", "'%s' is read as no date.", sheet_quote(code, quote));
		return false;
	}
	reading = sheet_date_read(code, strlen(code), column.orders, column.is_1904);
	if (reading.date == MIPSIA_DATE_UNKNOWN) {
		refuse_day(spot, code, reading.form, column);
		return false;
	}
	say_day(spot, reading.form, reading.date);
	*out = reading.date;
	return true;
}

/* ------------------------------------------------------------------------ words */

char *sheet_read_words(struct sheet_spot *spot)
{
	char *words = strdup(spot->cell != NULL ? spot->cell->text : "");
	char what[SHEET_CLEANED_TEXT];
	unsigned bits;

	if (words == NULL || spot->cell == NULL)
		return words;
	bits = sheet_clean_words(words);
	sheet_cleaned_text(bits & ~(unsigned)SHEET_CLEANED_LETTERS, what);
	if (words[0] != '\0' && spot->cell->merged)
		sheet_say_repair(spot, "mergedCell", "Read from the merged cell above.");
	if (words[0] != '\0' && what[0] != '\0')
		sheet_say_repair(spot, "strayCharacters", "Read without: %s.", what);
	if (bits & SHEET_CLEANED_LETTERS)
		sheet_say_repair(spot, "wrongCodePage",
		                 "Letters that went through a wrong code page are restored.");
	if (strstr(words, "\xef\xbf\xbd") != NULL)
		sheet_say_warning(spot, "letterLost", "Write the text again; save as 'CSV UTF-8'.",
		                  "A letter was lost before the file was saved.");
	return words;
}
