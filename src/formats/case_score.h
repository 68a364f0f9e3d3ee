/*
 * case_score.h - the score of a case that was read: every measurement set of
 * every program is scored for itself; the best one is the answer.
 */
#ifndef MIPSIA_FORMATS_CASE_SCORE_H
#define MIPSIA_FORMATS_CASE_SCORE_H

#include "formats/case_read.h"

struct case_score {
	bool scored;                        /* false: the findings hold an error; the rest is not filled */
	const struct case_program *program; /* the one that was picked */
	const struct case_set *set;         /* the one that was picked; NULL: the program has no `ia` set */
	mipsia_case picked;
	mipsia_result result;
	uint32_t deciding; /* MIPSIA_BIT(mipsia_policy): the other reading gives another result */
};

/* Scores the case and adds what follows from the score to its findings; fills
 * reason and points of its measurements. Does nothing to a case with errors. */
void case_score(const mipsia_rulebook *book, struct case_facts *facts, struct case_score *out);

/* The engine's case of one set (NULL: of no set) under a program. */
mipsia_case case_of_set(const struct case_facts *facts, const struct case_program *program,
                        const struct case_set *set);

/* mipsia_explain for a scored case, with what only the intake knows: behind an
 * activity how many clinicians performed it (a line of its own, activity -1), and
 * at the end the readings on participation that decided. */
void case_explain(const mipsia_rulebook *book, const struct case_facts *facts, const struct case_score *score,
                  mipsia_line_fn *emit, void *payload);

/* case_warnings.c */
void case_warn(const mipsia_rulebook *book, struct case_facts *facts, const struct case_score *score);

#endif
