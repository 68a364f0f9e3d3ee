/*
 * proposal.h - the parts of `mipsia suggest`: what the options say, the questions on
 * a terminal, and the answer as text.
 */
#ifndef MIPSIA_CLI_PROPOSAL_H
#define MIPSIA_CLI_PROPOSAL_H

#include "entity.h"
#include "services/proposal.h"

enum proposal_option {
	PROPOSAL_YEAR,
	PROPOSAL_SPECIALTY,
	PROPOSAL_MVP,
	PROPOSAL_ENTITY,
	PROPOSAL_CLINICIANS,
	PROPOSAL_STATUS,
	PROPOSAL_APM,
	PROPOSAL_DOING,
	PROPOSAL_ATTESTED,
	PROPOSAL_FROM,
	PROPOSAL_NO_INPUT,
	PROPOSAL_JSON,
	PROPOSAL_OPTIONS
};

/* How the question was put, for its heading. */
struct proposal_given {
	bool year;       /* was asked for */
	bool from_today; /* new work can begin on the day of the question */
};

/* proposal_read.c: what the options say, without the answer. False after
 * reporting what is wrong. Free the proposal in either case. */
bool proposal_read(const struct cli_args *args, struct proposal *proposal, struct proposal_given *given);

/* Cuts "a, b" at its commas: calls `take` with each part, without spaces around
 * it. False when `take` stopped it. */
bool proposal_each(const char *list, bool (*take)(const char *item, void *payload), void *payload);

/* proposal_ask.c: asks for what the options leave open, and adds the answers to
 * *args. Everything it adds lives until proposal_forget. */
struct proposal_answers {
	char *text[CLI_GIVEN_MAX]; /* ours */
	int length;
};
void proposal_ask(struct cli_args *args, struct proposal_answers *answers);
void proposal_forget(struct proposal_answers *answers);

/* proposal_text.c: the answer for people. */
void proposal_print(const struct proposal *proposal, const struct proposal_given *given);

#endif
