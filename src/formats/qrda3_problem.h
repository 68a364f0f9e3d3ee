/*
 * qrda3_problem.h - what CMS's converter finds wrong, by its error codes. The
 * sentences are ours.
 */
#ifndef MIPSIA_FORMATS_QRDA3_PROBLEM_H
#define MIPSIA_FORMATS_QRDA3_PROBLEM_H

#include <stdbool.h>
#include <stddef.h>

#include "formats/outbuf.h"
#include "formats/qrda3_decode.h"
#include "formats/xml_tree.h"

#define QRDA3_ERRORS_SHOWN 100 /* beyond them, code 82 counts the rest */

/* CMS's numbers. */
enum qrda3_code {
	QRDA3_NOT_XML = 2,
	QRDA3_UNEXPECTED = 3,
	QRDA3_NOT_QRDA3 = 5,
	QRDA3_COUNT_NOT_SINGLE = 8,
	QRDA3_COUNT_NOT_INTEGER = 9,
	QRDA3_PI_PERFORMED_COUNT = 11,
	QRDA3_NO_SECTION = 23,
	QRDA3_PROGRAM_COUNT = 24,
	QRDA3_PROGRAM_UNKNOWN = 25,
	QRDA3_PI_SECTIONS = 26,
	QRDA3_IA_SECTIONS = 27,
	QRDA3_START_COUNT = 29,
	QRDA3_END_COUNT = 30,
	QRDA3_NO_ACTIVITY = 43,
	QRDA3_PARAMETERS_COUNT = 44,
	QRDA3_WRONG_CONTENT = 45,
	QRDA3_PERFORMED_COUNT = 50,
	QRDA3_NOT_YES_NO = 51,
	QRDA3_NOT_A_DATE = 69,
	QRDA3_NO_VIRTUAL_GROUP = 78,
	QRDA3_TOO_MANY = 82
};

struct qrda3_problem {
	enum qrda3_code code;
	const struct qrda3_node *node; /* NULL: the document as a whole */
	struct xml_text value;         /* what is quoted; .at NULL: nothing */
	size_t count;                  /* what is counted */
};

/* Grows without a limit but memory: a document's size limits it. Start with
 * { 0 }; free with qrda3_problems_free. */
struct qrda3_problems {
	struct qrda3_problem *items;
	size_t length;
	size_t capacity;
	bool no_memory;
};

/* Adds a problem unless this node has the same already. */
void qrda3_problem_add(struct qrda3_problems *problems, struct qrda3_problem problem);
void qrda3_problems_free(struct qrda3_problems *problems);

/* "programUnknown"; static. */
const char *qrda3_problem_name(enum qrda3_code code);
/* What to do about it; static, "" when the message says it. */
const char *qrda3_problem_remedy(enum qrda3_code code);
/* One sentence; no TIN or NPI in it. `year` is the converter's. */
void qrda3_problem_message(const struct qrda3_problem *problem, int year, struct outbuf *out);
/* "Improvement Activity IA_EPA_1": the nearest titled node, and its measure. */
void qrda3_problem_location(const struct qrda3_node *node, struct outbuf *out);

#endif
