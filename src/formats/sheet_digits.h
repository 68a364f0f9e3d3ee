/*
 * sheet_digits.h - numbers that should have been digits: what Excel makes of an
 * identifier when its column is not formatted as text.
 */
#ifndef MIPSIA_FORMATS_SHEET_DIGITS_H
#define MIPSIA_FORMATS_SHEET_DIGITS_H

#include "formats/sheet_clean.h"

enum sheet_digits {
	SHEET_DIGITS_PLAIN,      /* digits alone, or nothing this file knows: unchanged */
	SHEET_DIGITS_DECIMAL,    /* 1993999998.0 */
	SHEET_DIGITS_SCIENTIFIC, /* 1.993999998E+09: every digit is there */
	SHEET_DIGITS_THOUSANDS,  /* 1,993,999,998 */
	SHEET_DIGITS_LOST        /* 1.99E+09: the digits that are not there are lost */
};

/* Turns such a number into its digits, in place. */
enum sheet_digits sheet_digits_restore(char text[SHEET_CODE]);

#endif
