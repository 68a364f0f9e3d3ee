/* sheet_date.c - see sheet_date.h. */
#include "formats/sheet_date.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Day counts that a bare number is believed to mean: 1954 to 2099. Below and
 * above are years (2024), ZIP codes and dates without separators (20240301). */
#define SERIAL_FIRST 20000L
#define SERIAL_LAST 73050L

/* Two-digit years: Excel reads 00-29 as 2000-2029, POSIX 00-68 as 2000-2068, and
 * both 69-99 as 1969-1999. Where they differ nothing is certain. */
#define SHORT_YEAR_2000_LAST 29
#define SHORT_YEAR_1900_FIRST 69

mipsia_date sheet_date_from_serial(long serial, bool is_1904)
{
	mipsia_date last = mipsia_date_make(9999, 12, 31);
	mipsia_date base = is_1904 ? mipsia_date_make(1904, 1, 1) : mipsia_date_make(1899, 12, 30);

	if (!is_1904 && (serial < 1 || serial == 60))
		return MIPSIA_DATE_UNKNOWN;
	if (!is_1904 && serial < 60)
		base++; /* Excel takes 1900 for a leap year */
	if (serial < 0 || serial > last - base)
		return MIPSIA_DATE_UNKNOWN;
	return base + (mipsia_date)serial;
}

/* ----------------------------------------------------------------- the pieces */

/* One number of a date, or a month in words. */
struct piece {
	int value;
	size_t digits; /* 0: a word */
};

struct pieces {
	struct piece at[3];
	char separator; /* between the first two */
	size_t length;  /* bytes of all */
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static int month_of(const char *word, size_t length)
{
	static const char *const names[] = { "january",   "february", "march",    "april",
		                             "may",       "june",     "july",     "august",
		                             "september", "october",  "november", "december" };

	for (int i = 0; i < 12; i++) {
		bool whole = length == strlen(names[i]);
		bool short_form = length == 3 || (i == 8 && length == 4);

		if ((whole || short_form) && strncasecmp(word, names[i], length) == 0)
			return i + 1;
	}
	return 0;
}

static size_t read_number(const char *text, size_t length, struct piece *piece)
{
	size_t n = 0;

	*piece = (struct piece){ 0 };
	while (n < length && is_digit(text[n]) && n < 4)
		piece->value = piece->value * 10 + (text[n++] - '0');
	piece->digits = n;
	return n;
}

/* Bytes of a number of at most four digits, or of a month's name; 0 for neither. */
static size_t read_piece(const char *text, size_t length, struct piece *piece)
{
	size_t n = 0;

	if (length > 0 && is_digit(text[0])) {
		n = read_number(text, length, piece);
		return n < length && is_digit(text[n]) ? 0 : n;
	}
	while (n < length && is_letter(text[n]))
		n++;
	*piece = (struct piece){ .value = month_of(text, n) };
	return piece->value > 0 ? n : 0;
}

/* Bytes of what stands between two pieces: one of - / . or blanks and a comma. */
static size_t read_separator(const char *text, size_t length)
{
	size_t n = 0;

	if (length > 0 && strchr("-/.,", text[0]) != NULL)
		n++;
	while (n < length && text[n] == ' ')
		n++;
	return n;
}

static bool split(const char *text, size_t length, struct pieces *pieces)
{
	size_t at = 0;

	for (int i = 0; i < 3; i++) {
		size_t n;

		if (i > 0) {
			n = read_separator(text + at, length - at);
			if (n == 0)
				return false;
			pieces->separator = i == 1 ? text[at] : pieces->separator;
			if (i == 2 && pieces->separator != text[at] && pieces->at[0].digits > 0 &&
			    pieces->at[1].digits > 0)
				return false; /* 1/2-2024 */
			at += n;
		}
		n = read_piece(text + at, length - at, &pieces->at[i]);
		if (n == 0)
			return false;
		at += n;
	}
	pieces->length = at;
	return true;
}

/* -------------------------------------------------------------------- readings */

static struct sheet_date_reading reading(enum sheet_date_form form, mipsia_date date)
{
	return (struct sheet_date_reading){ form, date };
}

static struct sheet_date_reading no_date(enum sheet_date_form form)
{
	return reading(form, MIPSIA_DATE_UNKNOWN);
}

/* The year in full, 0 when its century is not certain, -1 for three digits. */
static int full_year(struct piece year)
{
	if (year.digits == 4)
		return year.value;
	if (year.digits != 2)
		return -1;
	if (year.value <= SHORT_YEAR_2000_LAST)
		return 2000 + year.value;
	return year.value >= SHORT_YEAR_1900_FIRST ? 1900 + year.value : 0;
}

static struct sheet_date_reading make(struct piece year, struct piece month, struct piece day,
                                      enum sheet_date_form form)
{
	int in_full = full_year(year);
	mipsia_date date;

	if (in_full < 0 || month.digits > 2 || day.digits == 0 || day.digits > 2)
		return no_date(SHEET_DATE_NONE);
	date = mipsia_date_make(in_full ? in_full : 2000, month.value, day.value);
	if (date == MIPSIA_DATE_UNKNOWN)
		return no_date(SHEET_DATE_IMPOSSIBLE);
	return in_full ? reading(form, date) : no_date(SHEET_DATE_SHORT_YEAR);
}

static struct sheet_date_reading in_order(const struct piece at[3], enum sheet_date_order order)
{
	switch (order) {
	case SHEET_ORDER_MDY:
		return make(at[2], at[0], at[1], SHEET_DATE_OTHER);
	case SHEET_ORDER_DMY:
		return make(at[2], at[1], at[0], SHEET_DATE_OTHER);
	default:
		return make(at[0], at[1], at[2], SHEET_DATE_OTHER);
	}
}

/* Orders worth trying: a number of one digit is no year of two. */
static unsigned candidate_orders(const struct piece at[3])
{
	unsigned orders = SHEET_ORDER_MDY | SHEET_ORDER_DMY;

	if (at[0].digits == 2 && at[2].digits <= 2)
		orders |= SHEET_ORDER_YMD;
	return orders;
}

static struct sheet_date_reading read_ordered(const struct piece at[3], unsigned orders)
{
	struct sheet_date_reading found = no_date(SHEET_DATE_IMPOSSIBLE);

	orders &= candidate_orders(at);
	for (unsigned order = 1; order < SHEET_ORDER_ANY; order <<= 1) {
		struct sheet_date_reading one = no_date(SHEET_DATE_NONE);

		if (orders & order)
			one = in_order(at, order);
		if (one.form == SHEET_DATE_SHORT_YEAR && found.form == SHEET_DATE_IMPOSSIBLE)
			found = one;
		if (one.date == MIPSIA_DATE_UNKNOWN)
			continue;
		if (found.date != MIPSIA_DATE_UNKNOWN && found.date != one.date)
			return no_date(SHEET_DATE_AMBIGUOUS);
		found = one;
	}
	return found;
}

/* Three numbers whose order is open: not 2024-03-01, not 1 March 2024. */
static bool is_ordered(const struct piece at[3])
{
	return at[0].digits > 0 && at[0].digits <= 2 && at[1].digits > 0 && at[1].digits <= 2 &&
	       (at[2].digits == 4 || at[2].digits == 2);
}

static struct sheet_date_reading read_pieces(const struct pieces *p, unsigned orders)
{
	const struct piece *at = p->at;
	bool iso = p->separator == '-' && at[1].digits == 2 && at[2].digits == 2;

	if (at[0].digits == 4)
		return make(at[0], at[1], at[2], iso ? SHEET_DATE_ISO : SHEET_DATE_OTHER);
	if (at[0].digits == 0 && at[1].digits > 0)
		return make(at[2], at[0], at[1], SHEET_DATE_OTHER); /* March 1, 2024 */
	if (at[1].digits == 0 && at[0].digits > 0)
		return make(at[2], at[1], at[0], SHEET_DATE_OTHER); /* 1-Mar-24 */
	if (is_ordered(at))
		return read_ordered(at, orders);
	return no_date(SHEET_DATE_NONE);
}

/* " 13:45", "T00:00:00.000Z", " 1:45 PM" */
static bool is_time(const char *text, size_t length)
{
	size_t at = 1;
	bool colon = false;

	if (length < 4 || (text[0] != ' ' && text[0] != 'T'))
		return false;
	for (; at < length && (is_digit(text[at]) || text[at] == ':' || text[at] == '.'); at++)
		colon |= text[at] == ':';
	if (at < length && text[at] == 'Z')
		at++;
	while (at < length && text[at] == ' ')
		at++;
	if (length - at == 2 &&
	    (strncasecmp(text + at, "am", 2) == 0 || strncasecmp(text + at, "pm", 2) == 0))
		at += 2;
	return colon && at == length;
}

/* 20240301, or a count of days. */
static struct sheet_date_reading read_bare_number(const char *text, size_t length, bool is_1904)
{
	long number = 0;
	size_t at = 0;

	for (; at < length && is_digit(text[at]) && at < 8; at++)
		number = number * 10 + (text[at] - '0');
	if (at == 8 && length == 8) {
		mipsia_date date = mipsia_date_make((int)(number / 10000), (int)(number / 100 % 100),
		                                    (int)(number % 100));
		bool near = number >= 19000101 && number <= 20991231;

		return near && date != MIPSIA_DATE_UNKNOWN ? reading(SHEET_DATE_OTHER, date)
		                                           : no_date(SHEET_DATE_NONE);
	}
	if (length - at == 2 && memcmp(text + at, ".0", 2) == 0)
		at += 2;
	if (at != length || number < SERIAL_FIRST || number > SERIAL_LAST)
		return no_date(SHEET_DATE_NONE);
	return reading(SHEET_DATE_SERIAL, sheet_date_from_serial(number, is_1904));
}

static bool is_cut(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (text[i] != '#')
			return false;
	}
	return length > 0;
}

struct sheet_date_reading sheet_date_read(const char *text, size_t length, unsigned orders, bool is_1904)
{
	struct sheet_date_reading found;
	struct pieces pieces = { .length = 0 };

	if (is_cut(text, length))
		return no_date(SHEET_DATE_CUT);
	if (!split(text, length, &pieces))
		return read_bare_number(text, length, is_1904);
	if (pieces.length < length && !is_time(text + pieces.length, length - pieces.length))
		return no_date(SHEET_DATE_NONE);
	found = read_pieces(&pieces, orders);
	if (pieces.length < length && found.date != MIPSIA_DATE_UNKNOWN)
		found.form = SHEET_DATE_WITH_TIME;
	return found;
}

unsigned sheet_date_orders(const char *text, size_t length)
{
	struct pieces pieces = { .length = 0 };
	unsigned possible = 0;
	unsigned candidates;

	if (!split(text, length, &pieces) || !is_ordered(pieces.at))
		return SHEET_ORDER_ANY;
	if (pieces.length < length && !is_time(text + pieces.length, length - pieces.length))
		return SHEET_ORDER_ANY;
	candidates = candidate_orders(pieces.at);
	for (unsigned order = 1; order < SHEET_ORDER_ANY; order <<= 1) {
		enum sheet_date_form form;

		if (!(candidates & order))
			continue;
		form = in_order(pieces.at, order).form;
		if (form == SHEET_DATE_OTHER || form == SHEET_DATE_SHORT_YEAR)
			possible |= order;
	}
	return possible ? possible : SHEET_ORDER_ANY;
}
