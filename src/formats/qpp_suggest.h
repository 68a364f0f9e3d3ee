/*
 * qpp_suggest.h - what to write instead of a measure ID that is none: its new or
 * old number, the same ID in other letters, the nearest one.
 */
#ifndef MIPSIA_FORMATS_QPP_SUGGEST_H
#define MIPSIA_FORMATS_QPP_SUGGEST_H

#include <stddef.h>

#include "mipsia/mipsia.h"

#define QPP_SUGGESTION_TEXT 320

/* Writes one sentence or two; never empty. `id` is no activity of `year`. */
void qpp_suggest_activity(const mipsia_rulebook *book, int year, const char *id,
                          char out[QPP_SUGGESTION_TEXT]);

/* The known word nearest to `word`; NULL when none is near, or several are. */
const char *qpp_nearest_word(const char *word, const char *const *words, size_t length);

#endif
