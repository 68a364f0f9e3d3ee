/* date.c - civil dates as day numbers (proleptic Gregorian calendar). */
#include "engine.h"

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month)
{
	static const int days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Days from 1970-01-01 to the first of January. */
static int32_t year_start(int year)
{
	int before = year - 1;

	return 365 * (year - 1970) + (before / 4 - before / 100 + before / 400) -
	       (1969 / 4 - 1969 / 100 + 1969 / 400);
}

mipsia_date mipsia_date_make(int year, int month, int day)
{
	if (year < 1 || year > 9999 || month < 1 || month > 12)
		return MIPSIA_DATE_UNKNOWN;
	if (day < 1 || day > days_in_month(year, month))
		return MIPSIA_DATE_UNKNOWN;

	mipsia_date date = year_start(year) + day - 1;
	for (int m = 1; m < month; m++)
		date += days_in_month(year, m);
	return date;
}

static int digits(const char *text, int count)
{
	int value = 0;

	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		value = value * 10 + (text[i] - '0');
	}
	return value;
}

mipsia_date mipsia_date_parse(const char *text, size_t length)
{
	if (text == NULL || length != 10 || text[4] != '-' || text[7] != '-')
		return MIPSIA_DATE_UNKNOWN;
	return mipsia_date_make(digits(text, 4), digits(text + 5, 2), digits(text + 8, 2));
}

/* `date` must lie in the years 1 to 9999. */
struct civil civil_from_date(mipsia_date date)
{
	struct civil c = { .year = 1970 + date / 366, .month = 1, .day = 1 };

	if (date < 0)
		c.year = 1970 + date / 365 - 1;
	while (year_start(c.year + 1) <= date)
		c.year++;
	date -= year_start(c.year);
	while (date >= days_in_month(c.year, c.month)) {
		date -= days_in_month(c.year, c.month);
		c.month++;
	}
	c.day = (int)date + 1;
	return c;
}

static bool in_range(mipsia_date date)
{
	return date >= year_start(1) && date < year_start(10000);
}

static void put_digits(char *out, int value, int count)
{
	for (int i = count - 1; i >= 0; i--) {
		out[i] = (char)('0' + value % 10);
		value /= 10;
	}
}

void mipsia_date_format(mipsia_date date, char out[MIPSIA_DATE_TEXT])
{
	static const char unknown[] = "unknown";

	if (!in_range(date)) {
		for (size_t i = 0; i < sizeof unknown; i++)
			out[i] = unknown[i];
		return;
	}

	struct civil c = civil_from_date(date);
	put_digits(out, c.year, 4);
	out[4] = '-';
	put_digits(out + 5, c.month, 2);
	out[7] = '-';
	put_digits(out + 8, c.day, 2);
	out[10] = '\0';
}

/* First day after so many calendar months: 1 January and 6 months give 1 July;
 * 31 March and 6 months give 1 October, since there is no 31 September. */
static mipsia_date after_months(mipsia_date start, int months)
{
	struct civil c = civil_from_date(start);
	int month = c.month - 1 + months;
	int year = c.year + month / 12;

	month = month % 12 + 1;
	if (c.day > days_in_month(year, month))
		return mipsia_date_make(year, month, days_in_month(year, month)) + 1;
	return mipsia_date_make(year, month, c.day);
}

mipsia_date period_last_day(mipsia_date start, mipsia_duration duration, bool exclusive)
{
	mipsia_date next = duration.unit == MIPSIA_MONTHS ? after_months(start, duration.length)
	                                                  : start + duration.length;

	return exclusive ? next : next - 1;
}
