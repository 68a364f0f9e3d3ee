/*
 * guide_show.h - the plain-language guide of one activity for people.
 */
#ifndef MIPSIA_CLI_GUIDE_SHOW_H
#define MIPSIA_CLI_GUIDE_SHOW_H

#include "guide/guide.h"

/* The whole guide of the activity in one year, on stdout. */
void guide_put(const struct guide_entry *entry, int year);

/* CMS's own words for the activity in that year, or how to get them. */
void guide_put_official(const char *measure_id, int year);

/* The papers to keep in that year, as a list to tick off; every line is indented.
 * `whole`: with what each must show. */
void guide_put_proof(const struct guide_entry *entry, int year, int indent, bool whole);

/* "clinician, nurse" of the bits of such a list of words. */
#define GUIDE_WORDS 512
void guide_words(const char *const *list, uint64_t bits, char out[GUIDE_WORDS]);

/* "2018 to 2027", "2017 only". */
#define GUIDE_YEARS 32
void guide_years(struct guide_years years, char out[GUIDE_YEARS]);

#endif
