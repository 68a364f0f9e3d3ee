/*
 * answer_write.h - the answer to a case, as docs/case-format.md defines it.
 */
#ifndef MIPSIA_FORMATS_ANSWER_WRITE_H
#define MIPSIA_FORMATS_ANSWER_WRITE_H

#include "formats/case_place.h"
#include "formats/case_score.h"

/* A case, read and scored. Nothing of it is owned. */
struct answer {
	const mipsia_rulebook *book;
	const struct case_facts *facts;
	const struct case_score *score;
	const struct case_place *place; /* NULL: there is none to tell */
};

/* One line of JSON with its newline. `explain`: with explanation and nextSteps. */
void answer_write(const struct answer *answer, bool explain, struct outbuf *out);

/* CMS's score object (formats of the Submissions API), one line with its
 * newline. */
void answer_write_qpp(const struct answer *answer, struct outbuf *out);

/* "errors":[...] */
void answer_write_errors(const struct answer *answer, struct outbuf *out);

/* A step to full credit in words: "attest to 2 more medium-weighted activities". */
void answer_put_step(const mipsia_step *step, struct outbuf *out);

#endif
