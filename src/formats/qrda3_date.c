/* qrda3_date.c - see qrda3_date.h. */
#include "formats/qrda3_date.h"

#include <stdio.h>
#include <string.h>

#define DIGITS 8
#define YEAR_DIGITS 4

/* Java's String.trim: everything up to the blank. */
static struct xml_text trim(struct xml_text text)
{
	while (text.length > 0 && (unsigned char)text.at[0] <= ' ') {
		text.at++;
		text.length--;
	}
	while (text.length > 0 && (unsigned char)text.at[text.length - 1] <= ' ')
		text.length--;
	return text;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The first eight characters that are neither hyphen nor slash. */
static size_t collect(struct xml_text text, char out[DIGITS])
{
	size_t length = 0;

	for (size_t i = 0; i < text.length && length < DIGITS; i++) {
		if (text.at[i] != '-' && text.at[i] != '/')
			out[length++] = text.at[i];
	}
	return length;
}

static int number(const char *digits, size_t length)
{
	int value = 0;

	for (size_t i = 0; i < length; i++)
		value = value * 10 + (digits[i] - '0');
	return value;
}

static int last_day(int year, int month)
{
	int day = 31;

	while (mipsia_date_make(year, month, day) == MIPSIA_DATE_UNKNOWN)
		day--;
	return day;
}

bool qrda3_date_read(struct xml_text text, struct qrda3_date *date)
{
	char digits[DIGITS];
	int last;

	if (text.at == NULL || collect(trim(text), digits) != DIGITS)
		return false;
	for (size_t i = 0; i < DIGITS; i++) {
		if (!is_digit(digits[i]))
			return false;
	}
	date->year = number(digits, 4);
	date->month = number(digits + 4, 2);
	date->day = number(digits + 6, 2);
	if (date->year < 1 || date->month < 1 || date->month > 12 || date->day < 1 || date->day > 31)
		return false;
	last = last_day(date->year, date->month);
	date->moved = date->day > last;
	if (date->moved)
		date->day = last;
	date->exact = text.length == DIGITS;
	return true;
}

void qrda3_date_format(const struct qrda3_date *date, char out[MIPSIA_DATE_TEXT])
{
	snprintf(out, MIPSIA_DATE_TEXT, "%04u-%02u-%02u", (unsigned)date->year % 10000u,
	         (unsigned)date->month % 100u, (unsigned)date->day % 100u);
}

bool qrda3_year_read(struct xml_text text, int *year)
{
	struct xml_text digits = { text.at, text.length < YEAR_DIGITS ? text.length : YEAR_DIGITS };
	bool negative;

	if (text.at == NULL || text.length < YEAR_DIGITS)
		return false;
	digits = trim(digits);
	negative = digits.length > 0 && digits.at[0] == '-';
	if (negative || (digits.length > 0 && digits.at[0] == '+')) {
		digits.at++;
		digits.length--;
	}
	for (size_t i = 0; i < digits.length; i++) {
		if (!is_digit(digits.at[i]))
			return false;
	}
	if (digits.length == 0)
		return false;
	*year = negative ? -number(digits.at, digits.length) : number(digits.at, digits.length);
	return true;
}
