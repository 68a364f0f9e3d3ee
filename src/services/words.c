/*
 * words.c - see words.h.
 */
#include "services/words.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *words_entity(mipsia_entity entity)
{
	static const char *const words[MIPSIA_ENTITY_END] = {
		[MIPSIA_INDIVIDUAL] = "individual clinician", [MIPSIA_GROUP] = "group",
		[MIPSIA_VIRTUAL_GROUP] = "virtual group",     [MIPSIA_SUBGROUP] = "subgroup",
		[MIPSIA_APM_ENTITY] = "APM Entity",
	};

	return words[entity];
}

const char *words_option(mipsia_option option)
{
	static const char *const words[MIPSIA_OPTION_END] = {
		[MIPSIA_TRADITIONAL] = "traditional MIPS",
		[MIPSIA_MVP] = "an MVP",
		[MIPSIA_APP] = "the APP",
		[MIPSIA_APP_PLUS] = "APP Plus",
		[MIPSIA_APM_STANDARD_WEB] = "the APM scoring standard (Web Interface APMs)",
		[MIPSIA_APM_STANDARD_OTHER] = "the APM scoring standard (other MIPS APMs)",
	};

	return words[option];
}

const char *words_status(mipsia_special status)
{
	static const char *const words[MIPSIA_SPECIAL_END] = {
		[MIPSIA_SMALL_PRACTICE] = "small practice",
		[MIPSIA_RURAL] = "rural",
		[MIPSIA_HPSA] = "health professional shortage area",
		[MIPSIA_NON_PATIENT_FACING] = "non-patient facing",
	};

	return words[status];
}

const char *words_category(mipsia_category category)
{
	static const char *const words[MIPSIA_CATEGORY_END] = {
		[MIPSIA_QUALITY] = "Quality",
		[MIPSIA_COST] = "Cost",
		[MIPSIA_IA] = "Improvement Activities",
		[MIPSIA_PI] = "Promoting Interoperability",
	};

	return words[category];
}

const char *words_class(mipsia_class weight)
{
	static const char *const words[MIPSIA_CLASS_END] = {
		[MIPSIA_UNWEIGHTED] = "none",
		[MIPSIA_MEDIUM] = "medium",
		[MIPSIA_HIGH] = "high",
	};

	return words[weight];
}

const char *words_confidence(mipsia_confidence confidence)
{
	static const char *const words[MIPSIA_CONFIDENCE_END] = {
		[MIPSIA_VERIFIED] = "verified in the source",
		[MIPSIA_INFERRED] = "inferred from verified values",
		[MIPSIA_REMEMBERED] = "REMEMBERED, not found in a source: treat with care",
	};

	return words[confidence];
}

static bool is_and(const char *id)
{
	return strncmp(id, "And", 3) == 0 && (isupper((unsigned char)id[3]) || !id[3]);
}

void words_subcategory(const char *id, char out[WORDS_SUBCATEGORY])
{
	size_t used = 0;

	if (!*id)
		out[used++] = '-';
	for (const char *c = id; *c && used < WORDS_SUBCATEGORY - 3; c++) {
		if (c > id && isupper((unsigned char)*c))
			out[used++] = ' ';
		if (c == id)
			out[used++] = (char)toupper((unsigned char)*c);
		else
			out[used++] = is_and(c) ? 'a' : *c;
	}
	out[used] = '\0';
}

/* The name of the month and the day; false for a date that is unknown. */
static bool split_date(const char iso[MIPSIA_DATE_TEXT], const char **month, long *day)
{
	static const char *const months[] = { "January",   "February", "March",    "April",
		                              "May",       "June",     "July",     "August",
		                              "September", "October",  "November", "December" };
	long number = strlen(iso) == 10 ? strtol(iso + 5, NULL, 10) : 0;

	if (number < 1 || number > 12)
		return false;
	*month = months[number - 1];
	*day = strtol(iso + 8, NULL, 10);
	return true;
}

void words_date(mipsia_date date, char out[WORDS_DATE])
{
	char iso[MIPSIA_DATE_TEXT];
	const char *month;
	long day;

	mipsia_date_format(date, iso);
	if (split_date(iso, &month, &day))
		snprintf(out, WORDS_DATE, "%s %ld, %.4s", month, day, iso);
	else
		snprintf(out, WORDS_DATE, "%s", iso);
}

void words_day_first(mipsia_date date, char out[WORDS_DATE])
{
	char iso[MIPSIA_DATE_TEXT];
	const char *month;
	long day;

	mipsia_date_format(date, iso);
	if (split_date(iso, &month, &day))
		snprintf(out, WORDS_DATE, "%ld %s %.4s", day, month, iso);
	else
		snprintf(out, WORDS_DATE, "%s", iso);
}

void words_duration(mipsia_duration duration, char out[WORDS_DURATION])
{
	const char *unit = duration.unit == MIPSIA_MONTHS ? "month" : "day";

	snprintf(out, WORDS_DURATION, "%d %s%s", duration.length, unit, words_plural(duration.length));
}

const char *words_plural(long count)
{
	return count == 1 ? "" : "s";
}

/* The next character of `text` for comparing: lower case, printed quotation
 * marks and dashes as typed ones. */
static char folded(const char **text)
{
	const char *at = *text;

	if (strncmp(at, "\xe2\x80\x98", 3) == 0 || strncmp(at, "\xe2\x80\x99", 3) == 0) {
		*text += 3;
		return '\'';
	}
	if (strncmp(at, "\xe2\x80\x93", 3) == 0 || strncmp(at, "\xe2\x80\x94", 3) == 0) {
		*text += 3;
		return '-';
	}
	*text += 1;
	return (char)tolower((unsigned char)*at);
}

/* Whether `text` begins with the word from `word` to `end`. */
static bool begins_with(const char *text, const char *word, const char *end)
{
	while (word < end) {
		if (!*text || folded(&text) != folded(&word))
			return false;
	}
	return true;
}

static bool is_word_in(const char *word, const char *end, const char *text)
{
	while (*text) {
		if (begins_with(text, word, end))
			return true;
		folded(&text);
	}
	return false;
}

bool words_all_in_any(const char *words, const char *const *texts, int length)
{
	bool found = true;

	for (words += strspn(words, " \t"); found && *words; words += strspn(words, " \t")) {
		const char *end = words + strcspn(words, " \t");

		found = false;
		for (int i = 0; i < length && !found; i++)
			found = is_word_in(words, end, texts[i]);
		words = end;
	}
	return found;
}

bool words_all_in(const char *words, const char *text)
{
	return words_all_in_any(words, &text, 1);
}

/* The next letter in lower case; NUL at the end. */
static char next_letter(const char **text)
{
	while (**text && !isalpha((unsigned char)**text))
		*text += 1;
	return **text ? (char)tolower((unsigned char)*(*text)++) : '\0';
}

static bool letters_begin(const char *part, const char *whole)
{
	char letter;

	while ((letter = next_letter(&part))) {
		if (next_letter(&whole) != letter)
			return false;
	}
	return true;
}

bool words_letters_in(const char *part, const char *whole)
{
	const char *first = part;

	if (!next_letter(&first))
		return false;
	for (; *whole; whole++) {
		if (isalpha((unsigned char)*whole) && letters_begin(part, whole))
			return true;
	}
	return false;
}

bool words_same_letters(const char *a, const char *b)
{
	for (;; a++, b++) {
		while (*a && !isalnum((unsigned char)*a))
			a++;
		while (*b && !isalnum((unsigned char)*b))
			b++;
		if (!*a || !*b)
			return *a == *b;
		if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
			return false;
	}
}
