/* convert_parts.h - what the files that convert share. Private to convert*.c. */
#ifndef MIPSIA_SERVICES_CONVERT_PARTS_H
#define MIPSIA_SERVICES_CONVERT_PARTS_H

#include <jansson.h>

#include "formats/qpp_json.h"
#include "formats/sheet_records.h"
#include "formats/sheet_roster.h"
#include "services/convert.h"

#define CONVERT_SHEETS_MAX 64

/* A row of the records that was refused: as far as it could be read. */
struct refused_row {
	uint32_t row;
	char tin[IDENTIFIER_TIN]; /* "": not known */
	char npi[IDENTIFIER_NPI];
};

struct converter {
	const mipsia_rulebook *book;
	struct convert_options options;
	convert_give *give;
	void *payload;
	bool stopped;
	struct sheet_roster *rosters[CONVERT_SHEETS_MAX]; /* owned */
	size_t rosters_length;
	struct sheet_records *records[CONVERT_SHEETS_MAX];
	size_t records_length;
	char *records_name;          /* of the first */
	struct refused_row *refused; /* of all records; owned */
	size_t refused_length;
};

/* A submission on its way out. */
struct convert_subject {
	json_t *submission;                /* borrowed, as the next */
	json_t *text;                      /* the case it is of; NULL: none */
	const struct qpp_numbers *numbers; /* of the text they were read from; or NULL */
	const char *source;
	const char *stem;
	size_t part;
	struct qpp_places *places; /* of the text, with the submission at `base`; or NULL */
	const char *base;
};

/* convert_write.c: writes the submission in the format asked for. */
void convert_write(struct converter *converter, const struct convert_subject *subject, struct checked *out);

/* Hands out one text. */
void convert_put(struct converter *converter, const struct convert_subject *subject, size_t part,
                 const char *text, size_t length);

/* convert_sheet.c: keeps the rows of a sheet. */
void convert_keep_sheet(struct converter *converter, const struct document *document, struct checked *out);

/* convert_refused.c: keeps the refused rows of a sheet of records. */
void convert_keep_refused(struct converter *converter, const struct sheet_table *table,
                          const struct sheet_options *options);

/* Appends to a reason why something of the submission was left out: "; row 6 was
 * refused and may be another performer". Nothing when no row can be of it. */
void convert_tell_refused(const struct converter *converter, const json_t *submission, char *why,
                          size_t size);

/* convert_judge.c: takes out of a case's submission the activities that are not
 * known to have been performed as they must be, and says why. */
void convert_judge(const struct converter *converter, json_t *one_case, struct findings *findings);

#endif
