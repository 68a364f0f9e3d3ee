/*
 * crosswalk.h - CMS's county and ZIP code crosswalk of extreme and uncontrollable
 * circumstances (euc_county_zipcode_crosswalk.csv: state_code, county_name,
 * zipcode): the areas that CMS designated in one performance year. The file does
 * not say which year; who gives it does.
 *
 * A ZIP code may lie in several counties, and only partly in one that is listed.
 * What holds for a listed ZIP code is a rule of its year (rules `extreme.*`): the
 * automatic policy reaches individuals only.
 *
 * Codes of findings: lostZeros, zipPlusFour (repairs); countyWithoutZip (warning);
 * invalidZip, headerNotFound (errors).
 */
#ifndef MIPSIA_FORMATS_CROSSWALK_H
#define MIPSIA_FORMATS_CROSSWALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "formats/finding.h"
#include "formats/sheet_arena.h"
#include "formats/sheet_table.h"

#define CROSSWALK_ZIP 6 /* five digits and NUL */
#define CROSSWALK_STATE 3

struct crosswalk_area {
	char zip[CROSSWALK_ZIP];
	char state[CROSSWALK_STATE]; /* "TX"; "" when not stated */
	const char *county;          /* "los angeles", as the file writes it */
	uint32_t row;
};

/* Owns everything. Start with CROSSWALK_EMPTY. */
struct crosswalk {
	struct crosswalk_area *areas; /* by ZIP code */
	size_t length;
	size_t capacity;
	size_t repaired; /* rows read, but not as they stand */
	size_t refused;  /* rows that are not in `areas` */
	struct sheet_arena text;
};

#define CROSSWALK_EMPTY                                                                                      \
	{                                                                                                    \
		.text = {.limit = SHEET_TEXT_BYTES_MAX }                                                     \
	}

/* Reads the crosswalk out of a sheet (sheet_file_read). False after a finding
 * when it is none, or there is no memory. The caller frees it in any case. */
bool crosswalk_read(struct crosswalk *crosswalk, const struct sheet_table *table, struct findings *findings);
void crosswalk_free(struct crosswalk *crosswalk); /* NULL is fine */

/* The areas of a ZIP code, side by side; *length is 0 when it is not listed. */
const struct crosswalk_area *crosswalk_find(const struct crosswalk *crosswalk, const char *zip,
                                            size_t *length);

enum crosswalk_zip {
	CROSSWALK_ZIP_GOOD,
	CROSSWALK_ZIP_LOST_ZEROS, /* "601" for 00601 */
	CROSSWALK_ZIP_PLUS_FOUR,  /* "12345-6789" */
	CROSSWALK_ZIP_INVALID
};

/* Reads a ZIP code that somebody wrote; *out is filled unless it is invalid. With
 * a state ("" if not known) lost zeros must fit it. */
enum crosswalk_zip crosswalk_read_zip(const char *text, const char *state, char out[CROSSWALK_ZIP]);

#endif
