/*
 * words.c - see words.h.
 */
#include "words.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

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

void words_date(mipsia_date date, char out[WORDS_DATE])
{
	static const char *const months[] = { "January",   "February", "March",    "April",
		                              "May",       "June",     "July",     "August",
		                              "September", "October",  "November", "December" };
	char iso[MIPSIA_DATE_TEXT];
	long month;

	mipsia_date_format(date, iso);
	month = strlen(iso) == 10 ? strtol(iso + 5, NULL, 10) : 0;
	if (month < 1 || month > 12)
		snprintf(out, WORDS_DATE, "%s", iso);
	else
		snprintf(out, WORDS_DATE, "%s %ld, %.4s", months[month - 1], strtol(iso + 8, NULL, 10), iso);
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

static char *fold(const char *text)
{
	char *out = cli_alloc(strlen(text) + 1); /* the caller frees */
	size_t used = 0;

	while (*text)
		out[used++] = folded(&text);
	out[used] = '\0';
	return out;
}

bool words_all_in(const char *words, const char *text)
{
	char *wanted = fold(words);
	char *within = fold(text);
	char *rest = wanted;
	char *word;
	bool all = true;

	while (all && (word = strsep(&rest, " \t")))
		all = strstr(within, word) != NULL;
	free(wanted);
	free(within);
	return all;
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
