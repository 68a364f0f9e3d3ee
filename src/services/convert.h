/*
 * convert.h - documents of one format into another. Every submission that a
 * document holds comes out as one text (QRDA III: one a measurement set), as soon
 * as it is read; only rosters and activity records wait for the end, because they
 * belong together.
 */
#ifndef MIPSIA_SERVICES_CONVERT_H
#define MIPSIA_SERVICES_CONVERT_H

#include <stdbool.h>
#include <stddef.h>

#include "mipsia/mipsia.h"
#include "services/check.h"
#include "services/documents.h"

enum convert_format {
	CONVERT_QPP_JSON,
	CONVERT_QRDA3,
	CONVERT_XML2017,
	CONVERT_CSV, /* activity records */
	CONVERT_CASE,
	CONVERT_FORMAT_END
};

/* Who reports the activity records of a spreadsheet. */
enum convert_entity { CONVERT_NOBODY, CONVERT_INDIVIDUALS, CONVERT_GROUPS };

struct convert_options {
	enum convert_format to;
	int year;                   /* of what does not say its year; 0: not known */
	enum convert_entity entity; /* spreadsheets only */
	const char *program;        /* spreadsheets only; NULL: mips */
	bool all;                   /* spreadsheets: attest also what is not known to be met */
	bool test_identifiers;      /* CMS's fake TINs and NPIs are meant */
};

/* A text that came out. */
struct converted {
	const char *source; /* name of the document; of spreadsheets: that of the records */
	const char *stem;   /* fit for the name of a file, without TIN; NULL: take the source's */
	size_t part;        /* of several out of one document, from 1; 0: the only one */
	const char *text;   /* JSON on several lines, XML, or rows of CSV without header */
	size_t length;
};

/* Takes a text; false stops the conversion. */
typedef bool convert_give(const struct converted *converted, void *payload);

struct converter;

/* NULL when there is no memory. `book` and what `options` point to must outlive it. */
struct converter *converter_new(const mipsia_rulebook *book, const struct convert_options *options,
                                convert_give *give, void *payload);
void converter_free(struct converter *converter); /* NULL is fine */

/* Converts a document. *out says what was wrong or lost; the caller frees it with
 * checked_free. */
void convert_document(struct converter *converter, const struct document *document, struct checked *out);

/* Converts the spreadsheets that were given; *out is about the first file of
 * records. False when there were none: *out is then empty. */
bool convert_spreadsheets(struct converter *converter, struct checked *out, const char **name);

/* The header of the rows of CONVERT_CSV, with byte order mark and newline. */
const char *convert_csv_header(void);

#endif
