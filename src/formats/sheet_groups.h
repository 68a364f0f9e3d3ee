/*
 * sheet_groups.h - activity records gathered by who reports them.
 */
#ifndef MIPSIA_FORMATS_SHEET_GROUPS_H
#define MIPSIA_FORMATS_SHEET_GROUPS_H

#include <stdbool.h>
#include <stddef.h>

#include "formats/sheet_case.h"

/* What one entity reports for one year. */
struct sheet_group {
	const struct sheet_record *const *records; /* belongs to the groups */
	size_t records_length;
	int year;
	char tin[IDENTIFIER_TIN];
	char npi[IDENTIFIER_NPI]; /* "" for a group */
	mipsia_set activities;
	mipsia_date start; /* within the year */
	mipsia_date end;
};

/* Points into the records it was made of. */
struct sheet_groups {
	struct sheet_group *items;
	size_t length;
	const struct sheet_record **records; /* by entity */
};

/* In the order of year, TIN and NPI. False when there is no memory (the list is
 * then empty). Findings as sheet_submissions says. */
bool sheet_groups_make(struct sheet_groups *groups, const struct sheet_records *records,
                       enum sheet_reporting reporting, struct findings *findings);
void sheet_groups_free(struct sheet_groups *groups);

#endif
