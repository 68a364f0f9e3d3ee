/*
 * check.h - everything that is wrong or doubtful in one document: what CMS's API,
 * its QRDA III converter and the official rules would refuse, what they would
 * lose without a word, and what a careful person would question.
 */
#ifndef MIPSIA_SERVICES_CHECK_H
#define MIPSIA_SERVICES_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include <jansson.h>

#include "formats/finding.h"
#include "mipsia/mipsia.h"
#include "services/documents.h"

struct check_options {
	int year;              /* performance year the documents must be of; 0: any */
	bool test_identifiers; /* CMS's fake TINs and NPIs are meant */
	json_t *profile;       /* of every entity that brings none; NULL: nothing is known */
};

enum check_state {
	CHECK_DONE,       /* the findings say all */
	CHECK_UNREADABLE, /* nothing could be looked at; the one finding says why */
	CHECK_PASSED_OVER /* a file of a folder that is no submission; no finding */
};

/* The answer. Owns its findings and references. */
struct checked {
	enum check_state state;
	enum file_format format;
	const char *kind; /* in words: "QPP JSON", "roster"; static */
	int year;         /* performance year; 0: not known */
	size_t records;   /* rows of a spreadsheet that were read; 0 for others */
	bool is_sheet;    /* line and column of findings are row and column */
	struct findings findings;
	json_t *qpp_errors; /* CMS's error document for it; NULL: CMS would take it */
};

struct checker;

/* One checker, one thread. `book` and the profile must outlive it; NULL when
 * there is no memory. */
struct checker *checker_new(const mipsia_rulebook *book, const struct check_options *options);
void checker_free(struct checker *checker); /* NULL is fine */

/* Checks a document; the caller frees *out with checked_free. */
void check_document(struct checker *checker, const struct document *document, struct checked *out);
void checked_free(struct checked *checked); /* NULL is fine */

/* Writes a roster or activity records as a copy with the findings beside the rows.
 * False when the document is neither; nothing is then written. */
bool check_annotate(struct checker *checker, const struct document *document, FILE *out);

/* Lines and columns that count from the beginning of a JSON value count from that of
 * its file afterwards. */
void check_shift(struct findings *findings, const struct document *document);

/* Says what is wrong with the profile itself: findings whose paths begin at it. */
void check_profile(struct checker *checker, struct findings *findings);

#endif
