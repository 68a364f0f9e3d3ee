/* bulk_sniff.h - what kind of input begins like this. */
#ifndef MIPSIA_SERVICES_BULK_SNIFF_H
#define MIPSIA_SERVICES_BULK_SNIFF_H

#include <stdbool.h>
#include <stddef.h>

enum bulk_kind {
	BULK_UNDECIDED, /* show more of it */
	BULK_EMPTY,     /* nothing but white space */
	BULK_LINES,     /* NDJSON: a value a line */
	BULK_VALUES,    /* values over several lines */
	BULK_ELEMENTS,  /* an array */
	BULK_FOREIGN    /* not JSON at all; see *complaint */
};

/* `whole`: there is no more than this. *begin gets the place of the first byte
 * to read (behind a byte order mark, or the bracket of an array); *complaint a
 * static sentence for BULK_FOREIGN. */
enum bulk_kind bulk_sniff(const char *text, size_t length, bool whole, size_t *begin, const char **complaint);

#endif
