/* qpp_names.c - see qpp_names.h. */
#include "formats/qpp_names.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

const struct qpp_word qpp_entities[] = {
	{ "individual", 2017, 0 }, { "group", 2017, 0 },    { "virtualGroup", 2018, 0 },
	{ "apm", 2018, 0 },        { "subgroup", 2023, 0 },
};
const size_t qpp_entities_length = LENGTH(qpp_entities);

/* `aci` was renamed `pi` in the course of 2018: both were taken that year. */
const struct qpp_word qpp_categories[] = {
	{ "ia", 2017, 0 },     { "pi", 2018, 0 },      { "quality", 2017, 0 },
	{ "aci", 2017, 2018 }, { "cost", 2017, 2017 },
};
const size_t qpp_categories_length = LENGTH(qpp_categories);

const struct qpp_word qpp_methods[] = {
	{ "registry", 2017, 0 },
	{ "electronicHealthRecord", 2017, 0 },
	{ "claims", 2017, 2020 },
	{ "administrativeClaims", 2017, 2020 },
	{ "certifiedSurveyVendor", 2017, 2020 },
	{ "cmsWebInterface", 2017, 2020 },
};
const size_t qpp_methods_length = LENGTH(qpp_methods);

const struct qpp_word qpp_programs[] = {
	{ "mips", 2017, 0 },   { "app1", 2021, 0 },       { "appPlus", 2025, 0 },
	{ "pcf", 2021, 2024 }, { "cpcPlus", 2017, 2021 },
};
const size_t qpp_programs_length = LENGTH(qpp_programs);

bool qpp_word_in_year(const struct qpp_word *word, int year)
{
	return year >= word->first && (word->last == 0 || year <= word->last);
}

const struct qpp_word *qpp_word_find(const struct qpp_word *words, size_t length, const char *word)
{
	for (size_t i = 0; i < length; i++) {
		if (strcmp(words[i].word, word) == 0)
			return &words[i];
	}
	return NULL;
}

static size_t count_in_year(const struct qpp_word *words, size_t length, int year)
{
	size_t count = 0;

	for (size_t i = 0; i < length; i++)
		count += qpp_word_in_year(&words[i], year);
	return count;
}

void qpp_words_list(const struct qpp_word *words, size_t length, int year, char out[QPP_WORDS_TEXT])
{
	size_t left = count_in_year(words, length, year);
	size_t used = 0;

	out[0] = '\0';
	for (size_t i = 0; i < length && used < QPP_WORDS_TEXT; i++) {
		if (!qpp_word_in_year(&words[i], year))
			continue;
		left--;
		used += (size_t)snprintf(out + used, QPP_WORDS_TEXT - used, "%s%s", words[i].word,
		                         left > 1    ? ", "
		                         : left == 1 ? " or "
		                                     : "");
	}
}

/* ----------------------------------------------------------------- programs */

static struct qpp_program find_mvp(const mipsia_rulebook *book, int year, const char *name)
{
	struct qpp_program program = { .kind = QPP_PROGRAM_MVP,
		                       .mvp = mipsia_mvp_find(book, name, strlen(name)) };

	if (program.mvp == MIPSIA_NO_MVP)
		program.kind = QPP_PROGRAM_UNKNOWN;
	else if (mipsia_mvp_in_year(book, program.mvp, year) == NULL)
		program.kind = QPP_PROGRAM_OTHER_YEAR;
	else if (strcmp(mipsia_mvp_id(book, program.mvp), name) != 0)
		program.kind = QPP_PROGRAM_OTHER_LETTERS;
	return program;
}

/* CMS's documentation of 2021 says that pcf may be in upper or lower case. */
static bool is_written_so(const struct qpp_word *word, const char *name)
{
	return strcmp(word->word, name) == 0 || (strcmp(word->word, "pcf") == 0 && strcmp(name, "PCF") == 0);
}

struct qpp_program qpp_program_find(const mipsia_rulebook *book, int year, const char *name)
{
	for (size_t i = 0; i < qpp_programs_length; i++) {
		struct qpp_program program = { QPP_PROGRAM_PLAIN, &qpp_programs[i], MIPSIA_NO_MVP };

		if (strcasecmp(qpp_programs[i].word, name) != 0)
			continue;
		if (!qpp_word_in_year(program.word, year))
			program.kind = QPP_PROGRAM_OTHER_YEAR;
		else if (!is_written_so(program.word, name))
			program.kind = QPP_PROGRAM_OTHER_LETTERS;
		return program;
	}
	return find_mvp(book, year, name);
}

mipsia_option qpp_program_option(const struct qpp_program *program)
{
	if (program->mvp != MIPSIA_NO_MVP)
		return MIPSIA_MVP;
	if (program->word != NULL && strcmp(program->word->word, "app1") == 0)
		return MIPSIA_APP;
	if (program->word != NULL && strcmp(program->word->word, "appPlus") == 0)
		return MIPSIA_APP_PLUS;
	return MIPSIA_TRADITIONAL;
}

static void note_year(int year, int *first, int *last)
{
	if (*first == 0)
		*first = year;
	*last = year;
}

bool qpp_mvp_years(const mipsia_rulebook *book, int mvp, int *first, int *last)
{
	*first = *last = 0;
	for (int year = mipsia_first_year(book); year <= mipsia_last_year(book); year++) {
		if (mipsia_mvp_in_year(book, mvp, year) != NULL)
			note_year(year, first, last);
	}
	return *first != 0;
}

bool qpp_activity_years(const mipsia_rulebook *book, int activity, int *first, int *last)
{
	*first = *last = 0;
	for (int year = mipsia_first_year(book); year <= mipsia_last_year(book); year++) {
		if (mipsia_activity_in_year(book, activity, year) != NULL)
			note_year(year, first, last);
	}
	return *first != 0;
}

mipsia_entity qpp_entity_find(const char *word)
{
	for (int entity = 0; entity < MIPSIA_ENTITY_END; entity++) {
		if (strcmp(mipsia_entity_name((mipsia_entity)entity), word) == 0)
			return (mipsia_entity)entity;
	}
	return MIPSIA_ENTITY_END;
}
