/*
 * qrda3_date.h - dates as CMS's converter reads them: leniently.
 */
#ifndef MIPSIA_FORMATS_QRDA3_DATE_H
#define MIPSIA_FORMATS_QRDA3_DATE_H

#include <stdbool.h>

#include "formats/xml_tree.h"
#include "mipsia/mipsia.h"

struct qrda3_date {
	int year;
	int month;
	int day;
	bool moved; /* there is no such day: the last of the month was taken */
	bool exact; /* written as eight digits and nothing else */
};

/* Blanks around it, hyphens and slashes are dropped, then the first eight
 * characters count: YYYYMMDD. A day the month does not have becomes its last.
 * False when it is no date. */
bool qrda3_date_read(struct xml_text text, struct qrda3_date *date);

/* "YYYY-MM-DD" */
void qrda3_date_format(const struct qrda3_date *date, char out[MIPSIA_DATE_TEXT]);

/* The performance year: the first four characters as an integer, blanks around
 * it dropped. False when they are none, or fewer. */
bool qrda3_year_read(struct xml_text text, int *year);

#endif
