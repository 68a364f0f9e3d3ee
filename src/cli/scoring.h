/*
 * scoring.h - what `score` and `explain` share: reading the command line, running
 * the bulk pipeline, and cases on paper.
 */
#ifndef MIPSIA_CLI_SCORING_H
#define MIPSIA_CLI_SCORING_H

#include "cli.h"
#include "formats/answer_write.h"

enum scoring_format {
	SCORING_TABLE,     /* a row a case, for people */
	SCORING_EXPLAINED, /* a page a case, for people */
	SCORING_JSON,
	SCORING_JSON_EXPLAINED,
	SCORING_QPP
};

struct scoring {
	enum scoring_format format;
	unsigned threads;  /* 0: all cores */
	uint32_t policies; /* where a case states none */
};

/* Reads every --policy NAME=READING; `option` is its place in the table. False
 * after reporting what is wrong. */
bool scoring_read_policies(const struct cli_args *args, int option, uint32_t *policies);

/* Scores the operands (none: standard input) and prints. Returns enum cli_exit. */
int scoring_run(const struct cli_args *args, const struct scoring *scoring);

/* ------------------------------------------------------------ cases for people */

#define SCORING_WIDTH 80 /* of what may be printed on paper */

/* The heading of the table that scoring_put_row continues. */
void scoring_put_heading(struct outbuf *out);
/* A case as one row, its errors and warnings below it. */
void scoring_put_row(const struct answer *answer, struct outbuf *out);
/* A case as a page: every line with its rule, so that the sum can be redone. */
void scoring_put_page(const struct answer *answer, struct outbuf *out);

/* Errors or warnings, one a paragraph. */
void scoring_put_findings(const struct answer *answer, bool errors, int indent, struct outbuf *out);
/* Words wrapped at SCORING_WIDTH; lines after the first are indented, and no line
 * ends behind `right`. `column` is where the first begins. No newline at the end;
 * returns the column reached. */
int scoring_put_words(const char *text, int column, int indent, int right, struct outbuf *out);
/* The case's id for people, at most `width` columns; returns its width. */
int scoring_put_id(const struct case_facts *facts, int width, struct outbuf *out);
void scoring_put_spaces(int count, struct outbuf *out);

#endif
