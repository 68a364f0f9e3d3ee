/*
 * check_report.h - what `mipsia check` prints of many documents: for people, with
 * repeated findings told once; as JSON; as rows for a spreadsheet.
 */
#ifndef MIPSIA_CLI_CHECK_REPORT_H
#define MIPSIA_CLI_CHECK_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "cli.h"
#include "services/check.h"

/* Of all documents. */
struct check_totals {
	size_t documents; /* looked at */
	size_t refused;   /* with errors */
	size_t doubted;   /* with warnings, but no error */
	size_t unreadable;
	size_t passed_over;
	size_t errors;
	size_t warnings;
	size_t repairs;
	size_t by_cms; /* documents that CMS would refuse */
};

void check_totals_add(struct check_totals *totals, const struct checked *checked);

/* A name fit for a message: runs of nine digits, which may be a TIN, are masked. */
#define CHECK_NAME 512
const char *check_name(const char *name, char out[CHECK_NAME]);

/* ------------------------------------------------------------------- for people */

struct check_people;

struct check_people *check_people_new(void);
void check_people_free(struct check_people *people); /* NULL is fine */
void check_people_add(struct check_people *people, const struct document *document,
                      const struct checked *checked);
/* Prints everything that was added. */
void check_people_print(const struct check_people *people, const struct check_totals *totals, FILE *out);

/* Prints the findings alone. */
void check_people_print_problems(const struct check_people *people, FILE *out);

/* ------------------------------------------------------------------------- JSON */

/* One JSON document: begin, one entry a document, end. */
void check_json_begin(FILE *out);
void check_json_put(FILE *out, const struct document *document, const struct checked *checked, bool first);
void check_json_end(FILE *out, const struct check_totals *totals);

/* ------------------------------------------------------------------ spreadsheet */

/* Rows of findings, with a header. */
void check_rows_begin(FILE *out);
void check_rows_put(FILE *out, const struct document *document, const struct checked *checked);

#endif
