/*
 * inventory_import.h - CMS's inventory of measures (measures-data.json of any year,
 * as published in CMSgov/qpp-measures-data and on npm): its improvement activities
 * held against our catalogue, and its official wording kept for the commands that
 * show activities.
 *
 * The wording is stored as an array of CMS's own rows, in
 * $XDG_DATA_HOME/mipsia/inventory/YEAR.json (~/.local/share when that is not set).
 * It is text of others: print it through cli_put_clean.
 *
 * Limits: INVENTORY_BYTES_MAX, INVENTORY_ACTIVITIES_MAX.
 */
#ifndef MIPSIA_FORMATS_INVENTORY_IMPORT_H
#define MIPSIA_FORMATS_INVENTORY_IMPORT_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "formats/finding.h"
#include "mipsia/mipsia.h"

#define INVENTORY_BYTES_MAX ((size_t)32 << 20)
#define INVENTORY_ACTIVITIES_MAX 1000
#define INVENTORY_ID 16
#define INVENTORY_FIRST_YEAR 2017
#define INVENTORY_LAST_YEAR 2099

/* --------------------------------------------------------------------- reading */

/* The rows of category "ia" in a measures-data.json, in its order: a new reference.
 * Rows that are broken are left out with an error (brokenRow, duplicateId). NULL
 * after a finding when it is no such file. */
json_t *inventory_read(const char *bytes, size_t length, struct findings *findings);

/* The year that a path names, as in measures/2022/measures-data.json or
 * activities-2026.json; 0 when it names none, or several. */
int inventory_year_of_path(const char *path);

/* ------------------------------------------------------------------- comparing */

enum inventory_aspect {
	INVENTORY_MISSING, /* in our catalogue, not in CMS's file */
	INVENTORY_ADDED,   /* in CMS's file, not in our catalogue */
	INVENTORY_TITLE,   /* but for blanks */
	INVENTORY_WEIGHT,
	INVENTORY_SUBCATEGORY,
	INVENTORY_MVP,      /* belongs to an MVP here and not there */
	INVENTORY_MVP_ONLY, /* for MVP participants only */
	INVENTORY_CEHRT,    /* eligible for the bonus in ACI or PI */
	INVENTORY_ASPECT_END
};

struct inventory_difference {
	enum inventory_aspect aspect;
	char measure_id[INVENTORY_ID];
	char *ours; /* in words; "" when there is none */
	char *theirs;
};

/* Owns its differences. Start with { 0 }. */
struct inventory_differences {
	struct inventory_difference *items;
	size_t length;
	size_t capacity;
	bool incomplete; /* there was no memory for all */
};

/* "missing", "added", "title", ... */
const char *inventory_aspect_name(enum inventory_aspect aspect);

/* Every difference between the rows and the catalogue of that year, in the order
 * of the catalogue; activities that were added come last. */
void inventory_compare(const mipsia_rulebook *book, int year, const json_t *activities,
                       struct inventory_differences *out);

/* Whether more than a third of so many activities differ: a file of another year,
 * or of something else. */
bool inventory_is_strange(const struct inventory_differences *differences, size_t activities);

void inventory_differences_free(struct inventory_differences *differences);

/* -------------------------------------------------------------------- wording */

/* The file of a year; the caller frees. NULL when there is no home or memory. */
char *inventory_path(int year);

/* Stores the rows; false with errno set. */
bool inventory_store(int year, const json_t *activities);

struct inventory;

/* The stored wording of a year; NULL when there is none. Immutable: share it
 * between threads. The caller closes it. */
struct inventory *inventory_open(int year);
void inventory_close(struct inventory *inventory); /* NULL is fine */

/* CMS's own words. */
struct inventory_words {
	const char *title;
	const char *description; /* may hold newlines; "" when the file has none */
};

/* False when the activity is not in the file. The words belong to the inventory. */
bool inventory_find(const struct inventory *inventory, const char *measure_id, struct inventory_words *out);

/* The official description of one activity, or NULL when it is not stored: for a
 * single question; open the inventory for several. The caller frees. */
char *inventory_wording(int year, const char *measure_id);

#endif
