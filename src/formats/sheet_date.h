/*
 * sheet_date.h - the dates of spreadsheets: ISO, American, European, with a
 * month in words, as a day count. What can be read in two ways is decided by its
 * column only, never guessed.
 */
#ifndef MIPSIA_FORMATS_SHEET_DATE_H
#define MIPSIA_FORMATS_SHEET_DATE_H

#include <stdbool.h>
#include <stddef.h>

#include "mipsia/mipsia.h"

/* The order of the three numbers of a date such as 3/4/24; bits, so that a set of
 * orders says which are possible. */
enum sheet_date_order {
	SHEET_ORDER_MDY = 1,
	SHEET_ORDER_DMY = 2,
	SHEET_ORDER_YMD = 4, /* only with a year of two digits in front */
	SHEET_ORDER_ANY = 7
};

enum sheet_date_form {
	SHEET_DATE_ISO,        /* 2024-03-01: as it should be */
	SHEET_DATE_OTHER,      /* one reading only, in another form */
	SHEET_DATE_WITH_TIME,  /* the time of day is left out */
	SHEET_DATE_SERIAL,     /* a count of days */
	SHEET_DATE_AMBIGUOUS,  /* several days, by the order of its numbers */
	SHEET_DATE_SHORT_YEAR, /* a year of two digits that may be of either century */
	SHEET_DATE_IMPOSSIBLE, /* a date in form, but there is no such day */
	SHEET_DATE_CUT,        /* ####: Excel had no room for it */
	SHEET_DATE_NONE        /* not a date */
};

struct sheet_date_reading {
	enum sheet_date_form form;
	mipsia_date date; /* MIPSIA_DATE_UNKNOWN unless form is one of the first four */
};

/* Reads a date without blanks around it. `orders`: those the column leaves
 * possible. `is_1904` is the base of a day count. */
struct sheet_date_reading sheet_date_read(const char *text, size_t length, unsigned orders, bool is_1904);

/* The orders in which the text is a day; SHEET_ORDER_ANY when its order does not
 * matter, or it is no such date at all. */
unsigned sheet_date_orders(const char *text, size_t length);

/* The day of a count as Excel keeps it. From 1900, day 60 (29 February 1900) does
 * not exist: MIPSIA_DATE_UNKNOWN, as for what is beyond the year 9999. */
mipsia_date sheet_date_from_serial(long serial, bool is_1904);

#endif
