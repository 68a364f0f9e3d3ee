/*
 * finding.h - what a reader or a check has to say about a file. A finding is
 * not an error of the program: it is an answer.
 */
#ifndef MIPSIA_FORMATS_FINDING_H
#define MIPSIA_FORMATS_FINDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum finding_severity {
	FINDING_ERROR,   /* CMS, or we, would refuse this */
	FINDING_WARNING, /* accepted, but doubtful, or silently lost */
	FINDING_REPAIR   /* we read it as something else, certain of what was meant */
};

/* Who says so. */
enum finding_authority {
	FINDING_MIPSIA,
	FINDING_QPP_API,    /* CMS's Submissions API */
	FINDING_CONVERTER,  /* CMS's QRDA III converter; `cms_code` is its number */
	FINDING_SCHEMATRON, /* the official QRDA III rules */
	FINDING_SCHEMA_2017 /* the XML schema of 2017 */
};

struct finding {
	enum finding_severity severity;
	enum finding_authority authority;
	const char *code; /* stable, static: "unknownActivity" */
	int cms_code;     /* 0: none */
	uint32_t line;    /* 1-based; 0: not known. For a sheet: the row */
	uint32_t column;  /* 1-based; 0: not known. For a sheet: the column */
	char *path;       /* JSONPath, XPath or cell ("B7"); "" when none */
	char *message;    /* what is wrong: one sentence, no TIN in it */
	char *remedy;     /* what to do: one sentence; "" when obvious */
};

#define FINDINGS_MAX 1000 /* per file; more are counted, not kept */

/* Owns its findings. Start with { 0 }. */
struct findings {
	struct finding *items;
	size_t length;
	size_t capacity;
	size_t dropped; /* beyond FINDINGS_MAX, or for lack of memory */
	size_t errors;  /* of all, the dropped ones included */
	size_t warnings;
};

/* Where and what, for findings_add. Strings are copied. NULL is "". */
struct finding_place {
	const char *path;
	uint32_t line;
	uint32_t column;
};

/* Adds a finding; `code` must be static. The message is formatted like printf. */
void findings_add(struct findings *list, enum finding_severity severity, enum finding_authority authority,
                  const char *code, int cms_code, struct finding_place place, const char *remedy,
                  const char *message, ...) __attribute__((format(printf, 8, 9)));

/* Frees what the list owns and empties it; NULL is fine. */
void findings_free(struct findings *list);

/* "error", "warning", "repair". */
const char *finding_severity_name(enum finding_severity severity);
/* "mipsia", "QPP API", "CMS converter", ... */
const char *finding_authority_name(enum finding_authority authority);

#endif
