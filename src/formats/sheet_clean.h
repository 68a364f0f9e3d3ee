/*
 * sheet_clean.h - what clings to the text of a cell: blanks, invisible
 * characters, typographic quotes, Excel's marks for "this is text", letters of a
 * wrong code page.
 */
#ifndef MIPSIA_FORMATS_SHEET_CLEAN_H
#define MIPSIA_FORMATS_SHEET_CLEAN_H

#include <stdbool.h>
#include <stddef.h>

/* What was taken off; bits. */
enum {
	SHEET_CLEANED_BLANKS = 1,     /* blanks, tabs or newlines around it */
	SHEET_CLEANED_INVISIBLE = 2,  /* non-breaking or zero-width spaces */
	SHEET_CLEANED_QUOTES = 4,     /* quotes around it, straight or typographic */
	SHEET_CLEANED_APOSTROPHE = 8, /* an apostrophe in front */
	SHEET_CLEANED_FORMULA = 16,   /* written as a formula: ="0123" */
	SHEET_CLEANED_LETTERS = 32    /* UTF-8 that was read as Windows-1252 */
};

#define SHEET_CLEANED_TEXT 128

/* "blanks around it, an apostrophe in front" */
void sheet_cleaned_text(unsigned bits, char out[SHEET_CLEANED_TEXT]);

#define SHEET_CODE 128 /* longer text is no identifier, number or date; it is cut */

/* Cleans text that should be an identifier, a number or a date; dashes of all
 * kinds become '-'. Returns what was taken off. */
unsigned sheet_clean_code(const char *text, char out[SHEET_CODE]);

/* Cleans words: only blanks and invisible characters around them, and letters
 * that went through a wrong code page. In place; the text never grows. */
unsigned sheet_clean_words(char *text);

/* A word for "nothing": "n/a", "none", "null", "-". */
bool sheet_is_nothing(const char *text);

#define SHEET_QUOTE 64

/* What a message quotes of a cell: TINs masked, control characters as blanks, cut
 * with "..." where it is too long. Returns `out`. */
const char *sheet_quote(const char *text, char out[SHEET_QUOTE]);

#endif
