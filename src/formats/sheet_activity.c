/*
 * sheet_activity.c - an activity's ID out of a cell: IA_BE_4, and what people
 * make of it (ia-be-4, IA BE 04, BE_4, "IA_BE_4: Engagement of patients"). It is
 * repaired only where one ID of the catalogue fits and no other.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/sheet_fields.h"
#include "formats/sheet_say.h"

#define KEY 24 /* an ID without its signs; the longest has 8 letters and digits */

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_between(char c)
{
	return c == '_' || c == '-' || c == ' ';
}

/* The letters and digits of an ID: "IABE4" for IA_BE_4, ia-be-04. Returns the
 * bytes of text used, up to the end of its number, or of all words of letters
 * if there is none (IA_PCMH). 0 when it is no ID. */
static size_t key_of(const char *text, size_t length, char key[KEY])
{
	size_t to = 0;
	size_t at = 0;
	size_t number;

	for (; at < length && (is_letter(text[at]) || is_between(text[at])) && to + 1 < KEY; at++) {
		if (is_letter(text[at]))
			key[to++] = (char)(text[at] & ~0x20);
	}
	number = at;
	while (at < length && text[at] == '0' && at + 1 < length && is_digit(text[at + 1]))
		at++; /* IA_BE_04 */
	for (; at < length && is_digit(text[at]) && to + 1 < KEY; at++)
		key[to++] = text[at];
	key[to] = '\0';
	if (at == number) /* no number: letters to the very end only */
		return at == length && to > 0 ? at : 0;
	return number > 0 && (at == length || !is_letter(text[at])) ? at : 0;
}

/* The activity whose ID has this key, with or without the IA in front; -1 when
 * none or several have it. */
static int activity_of_key(const mipsia_rulebook *book, const char *key)
{
	int found = -1;

	for (int i = 0; i < mipsia_activity_count(book); i++) {
		const char *id = mipsia_activity_id(book, i);
		char other[KEY];

		if (key_of(id, strlen(id), other) == 0)
			continue;
		if (strcmp(other, key) != 0 && strcmp(other + 2, key) != 0)
			continue;
		if (found >= 0)
			return -1;
		found = i;
	}
	return found;
}

static int fitting(const mipsia_rulebook *book, const char *text, size_t length)
{
	char key[KEY];

	return key_of(text, length, key) == length ? activity_of_key(book, key) : -1;
}

/* Whether the ID of another activity stands in the text. */
static bool names_another(const mipsia_rulebook *book, const char *text, int activity)
{
	for (const char *at = text; *at != '\0'; at++) {
		bool begins = is_letter(at[0]) && (at == text || !is_letter(at[-1]));
		char key[KEY];
		int found = -1;

		if (begins && key_of(at, strlen(at), key) > 0)
			found = activity_of_key(book, key);
		if (found >= 0 && found != activity)
			return true;
	}
	return false;
}

static bool has_letter(const char *text)
{
	while (*text != '\0' && !is_letter(*text))
		text++;
	return *text != '\0';
}

/* Bytes of the ID in front of a title, and its activity: "IA_BE_4: Engagement of
 * patients", "IA_PCMH - Patient-centered medical home". */
static size_t id_in_front(const mipsia_rulebook *book, const char *text, int *activity)
{
	char key[KEY];
	size_t n = key_of(text, strlen(text), key);

	*activity = n > 0 ? activity_of_key(book, key) : -1;
	if (*activity >= 0)
		return n;
	for (n = 0; is_letter(text[n]) || text[n] == '_';)
		n++;
	*activity = fitting(book, text, n);
	return n;
}

/* The activity of such a text, or -1. Sets *several when more IDs follow. */
static int leading(const mipsia_rulebook *book, const char *text, bool *several)
{
	int activity;
	size_t n = id_in_front(book, text, &activity);

	if (activity < 0)
		return -1;
	*several = names_another(book, text + n, activity);
	if (*several || strchr(" :;,-(", text[n]) == NULL || !has_letter(text + n))
		return -1;
	return activity;
}

static void refuse(struct sheet_spot *spot, const char *code, bool several)
{
	char quote[SHEET_QUOTE];

	sheet_quote(code, quote);
	if (several)
		sheet_say_error(spot, "severalActivities", "Write each activity in a row of its own.",
		                "'%s' names more than one activity.", quote);
	else
		sheet_say_error(spot, "unknownActivity", "'mipsia activities' lists the IDs.",
		                "'%s' is not the ID of an improvement activity of any year.", quote);
}

bool sheet_read_activity(struct sheet_spot *spot, const mipsia_rulebook *book, int *out)
{
	char code[SHEET_CODE];
	bool several = false;

	if (!sheet_begin_code(spot, code)) {
		if (!spot->refused)
			sheet_say_error(spot, "missingActivity", "Write the ID of the activity in every row.",
			                "The activity is missing.");
		return false;
	}
	*out = mipsia_activity_find(book, code, strlen(code));
	if (*out >= 0)
		return true;
	*out = fitting(book, code, strlen(code));
	if (*out < 0)
		*out = leading(book, code, &several);
	if (*out < 0) {
		refuse(spot, code, several);
		return false;
	}
	sheet_say_repair(spot, "activityFormat", "Read as %s.", mipsia_activity_id(book, *out));
	return true;
}
