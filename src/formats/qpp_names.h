/*
 * qpp_names.h - the words of CMS's submission object and the years in which each
 * is one: entity types, categories, submission methods, programs. Source: CMS's
 * documentation of its Submissions API and its history, and the JSON schema of
 * 2017.
 */
#ifndef MIPSIA_FORMATS_QPP_NAMES_H
#define MIPSIA_FORMATS_QPP_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "mipsia/mipsia.h"

/* A word and the performance years in which CMS takes it. */
struct qpp_word {
	const char *word;
	int first;
	int last; /* 0: no end */
};

extern const struct qpp_word qpp_entities[];
extern const size_t qpp_entities_length;
extern const struct qpp_word qpp_categories[];
extern const size_t qpp_categories_length;
extern const struct qpp_word qpp_methods[];
extern const size_t qpp_methods_length;
extern const struct qpp_word qpp_programs[]; /* without the MVPs */
extern const size_t qpp_programs_length;

/* Whether the word is one of the year. */
bool qpp_word_in_year(const struct qpp_word *word, int year);

/* The table's entry, or NULL. */
const struct qpp_word *qpp_word_find(const struct qpp_word *words, size_t length, const char *word);

#define QPP_WORDS_TEXT 160

/* Writes the words of the year: "individual, group or apm". */
void qpp_words_list(const struct qpp_word *words, size_t length, int year, char out[QPP_WORDS_TEXT]);

/* ----------------------------------------------------------------- programs */

enum qpp_program_kind {
	QPP_PROGRAM_UNKNOWN,       /* a word that is no program */
	QPP_PROGRAM_OTHER_YEAR,    /* a program, but not of this year */
	QPP_PROGRAM_OTHER_LETTERS, /* a program of this year, written in other letters */
	QPP_PROGRAM_PLAIN,         /* mips, app1, appPlus, pcf, cpcPlus */
	QPP_PROGRAM_MVP
};

struct qpp_program {
	enum qpp_program_kind kind;
	const struct qpp_word *word; /* of a program that is no MVP; else NULL */
	int mvp;                     /* or MIPSIA_NO_MVP */
};

/* The program that `name` says in that year. */
struct qpp_program qpp_program_find(const mipsia_rulebook *book, int year, const char *name);

/* The reporting option under which the program is scored. */
mipsia_option qpp_program_option(const struct qpp_program *program);

/* The first and the last year of an MVP; false when there is none. */
bool qpp_mvp_years(const mipsia_rulebook *book, int mvp, int *first, int *last);
/* The same for an activity. The years between may lack it. */
bool qpp_activity_years(const mipsia_rulebook *book, int activity, int *first, int *last);

/* The entity type of CMS's word for it; MIPSIA_ENTITY_END when it is none. */
mipsia_entity qpp_entity_find(const char *word);

#endif
