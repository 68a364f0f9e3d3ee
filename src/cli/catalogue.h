/*
 * catalogue.h - what the catalogue commands share: years, activities and MVPs
 * named on a command line.
 */
#ifndef MIPSIA_CLI_CATALOGUE_H
#define MIPSIA_CLI_CATALOGUE_H

#include "cli.h"
#include "services/catalogue.h"

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

/* "M0001, M0005": MVPs of the year that include the activity; "" when none. The
 * caller frees. */
char *catalogue_mvps_of(const mipsia_rulebook *book, int activity, int year, const char *between);

#endif
