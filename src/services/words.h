/*
 * words.h - the vocabulary in plain words: "virtual group" for virtualGroup; and
 * texts compared as people type them. Nothing is allocated; strings returned are
 * constant, and those of enumerations take values in range only.
 */
#ifndef MIPSIA_SERVICES_WORDS_H
#define MIPSIA_SERVICES_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "mipsia/mipsia.h"

const char *words_entity(mipsia_entity entity);       /* "virtual group" */
const char *words_option(mipsia_option option);       /* "traditional MIPS" */
const char *words_status(mipsia_special status);      /* "small practice" */
const char *words_category(mipsia_category category); /* "Quality" */
const char *words_class(mipsia_class weight);         /* "high"; "none" for unweighted */
const char *words_confidence(mipsia_confidence confidence);

/* "beneficiaryEngagement" as "Beneficiary Engagement"; "-" for "". */
#define WORDS_SUBCATEGORY 64
void words_subcategory(const char *id, char out[WORDS_SUBCATEGORY]);

/* "October 3, 2026"; "unknown". On a terminal and on paper. */
#define WORDS_DATE 24
void words_date(mipsia_date date, char out[WORDS_DATE]);
/* "3 October 2026"; "unknown". On the workbench's pages. */
void words_day_first(mipsia_date date, char out[WORDS_DATE]);

/* "90 days", "6 months". */
#define WORDS_DURATION 16
void words_duration(mipsia_duration duration, char out[WORDS_DURATION]);

/* "s" unless count is 1. */
const char *words_plural(long count);

/* Whether every word of `words` is somewhere in `text`; capitals do not count,
 * and a typed ' matches the printed one. */
bool words_all_in(const char *words, const char *text);
/* The same for several texts: each word is in one of them. */
bool words_all_in_any(const char *words, const char *const *texts, int length);

/* Whether the letters of `part`, but for capitals, blanks and punctuation, stand
 * together among those of `whole`: "care co" in "careCoordination". False when
 * `part` has no letter. */
bool words_letters_in(const char *part, const char *whole);

/* Whether both have the same letters and digits in the same order, but for
 * capitals, blanks and punctuation. */
bool words_same_letters(const char *a, const char *b);

#endif
