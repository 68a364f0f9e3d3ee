/*
 * catalogue.h - questions about the catalogue that the engine does not answer by
 * itself: years, spans, numbers, subcategories. Nothing is allocated.
 */
#ifndef MIPSIA_SERVICES_CATALOGUE_H
#define MIPSIA_SERVICES_CATALOGUE_H

#include <stdbool.h>

#include "mipsia/mipsia.h"

/* The latest year whose rules CMS has issued. */
int catalogue_latest_year(const mipsia_rulebook *book);

/* The first year that has MVPs. */
int catalogue_first_mvp_year(const mipsia_rulebook *book);

/* First and last year of an activity or MVP that is in the book; years between
 * may lack it. */
struct catalogue_span {
	int first;
	int last;
};
struct catalogue_span catalogue_activity_span(const mipsia_rulebook *book, int activity);
struct catalogue_span catalogue_mvp_span(const mipsia_rulebook *book, int mvp);

/* "from 2023 to 2024", "only in 2023" */
#define CATALOGUE_SPAN 32
void catalogue_span_text(struct catalogue_span span, char out[CATALOGUE_SPAN]);

/* The activity under its number of `year`, following renumberings both ways;
 * -1 when it has none that year. */
int catalogue_number_in_year(const mipsia_rulebook *book, int activity, int year);

/* Points of the full score in the year. */
int catalogue_max_points(const mipsia_rulebook *book, int year);

/* Whether any activity of the year has a weight. */
bool catalogue_has_weights(const mipsia_rulebook *book, int year);

/* The year's subcategories ("careCoordination"), each once, in the order of the
 * activities; constant strings. Returns how many. */
#define CATALOGUE_SUBCATEGORIES 16
int catalogue_subcategories(const mipsia_rulebook *book, int year, const char *out[CATALOGUE_SUBCATEGORIES]);

#endif
