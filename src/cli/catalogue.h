/*
 * catalogue.h - what the catalogue commands share: years, activities and MVPs
 * named on a command line, and the questions asked about them.
 */
#ifndef MIPSIA_CLI_CATALOGUE_H
#define MIPSIA_CLI_CATALOGUE_H

#include "cli.h"

/* The latest year whose rules CMS has issued. */
int catalogue_latest_year(const mipsia_rulebook *book);

/* Reads a year of the rule book. False after reporting what is wrong. */
bool catalogue_read_year(const struct cli_command *command, const char *text, int *year);

/* The year an option gives, or the latest year when it is not given. False after
 * reporting what is wrong. */
bool catalogue_year_option(const struct cli_args *args, int option, int *year);

/* "performance year 2026", and "(PROVISIONAL)" or, when it was not asked for, how
 * to choose another. */
#define CATALOGUE_YEAR 96
void catalogue_year_text(const mipsia_rulebook *book, int year, bool asked_for, char out[CATALOGUE_YEAR]);

/* One loud line on stdout when the year is provisional. */
void catalogue_warn_provisional(const mipsia_rulebook *book, int year);

/* Index of an activity or MVP named by a person, in any case; -1 or
 * MIPSIA_NO_MVP after reporting the nearest. */
int catalogue_read_activity(const struct cli_command *command, const mipsia_rulebook *book, const char *id);
int catalogue_read_mvp(const struct cli_command *command, const mipsia_rulebook *book, const char *id);

/* First and last year of an activity or MVP that is in the book. */
struct catalogue_span {
	int first;
	int last;
};
/* "from 2023 to 2024", "only in 2023" */
#define CATALOGUE_SPAN 32
void catalogue_span_text(struct catalogue_span span, char out[CATALOGUE_SPAN]);
struct catalogue_span catalogue_activity_span(const mipsia_rulebook *book, int activity);
struct catalogue_span catalogue_mvp_span(const mipsia_rulebook *book, int mvp);

/* The activity under its number of `year`, following renumberings both ways;
 * -1 when it has none that year. */
int catalogue_number_in_year(const mipsia_rulebook *book, int activity, int year);

/* Points of the full score in the year. */
int catalogue_max_points(const mipsia_rulebook *book, int year);

/* Whether any activity of the year has a weight. */
bool catalogue_has_weights(const mipsia_rulebook *book, int year);

/* Whether every word is found in the activity's ID, title or subcategory, or the
 * guide's search finds it (its plain name, keywords, specialties and summary). */
bool activity_matches(const mipsia_rulebook *book, const mipsia_activity *activity, int year,
                      const char *words);

/* "M0001, M0005": MVPs of the year that include the activity; "" when none. The
 * caller frees. */
char *catalogue_mvps_of(const mipsia_rulebook *book, int activity, int year, const char *between);

#endif
