/*
 * proposal.h - the parts of `mipsia suggest`: what the practice said, the
 * questions on a terminal, and the answer as text and as JSON.
 */
#ifndef MIPSIA_CLI_PROPOSAL_H
#define MIPSIA_CLI_PROPOSAL_H

#include "entity.h"
#include "services/suggest.h"

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

#define PROPOSAL_SAID_MAX 128
#define PROPOSAL_NOTES_MAX 64

struct proposal {
	struct entity_facts facts;
	struct suggest_request request;
	struct suggest_answer answer;
	bool year_given;
	bool from_today; /* request.from is the day of the question */
	bool over;       /* the year is: nothing new can start */
	/* Words of the practice that sound like an activity. */
	struct {
		int activity;
		char *words; /* ours */
	} said[PROPOSAL_SAID_MAX];
	int said_length;
	char *notes[PROPOSAL_NOTES_MAX]; /* sentences about what was not understood; ours */
	int notes_length;
};

/* proposal_read.c: what the options say, without the answer. False after
 * reporting what is wrong. Free in either case. */
bool proposal_read(const struct cli_args *args, struct proposal *proposal);
void proposal_free(struct proposal *proposal);

/* The words that `item` of --doing sounds like: at most `max` activities of the
 * year that are about it; 0 when it is none, or an ID. */
#define PROPOSAL_HITS 5
int proposal_hits(int year, const char *item, struct guide_hit *hits);
/* Index of the activity that is named by its ID, with or without "IA_"; -1. */
int proposal_activity(const mipsia_rulebook *book, const char *item);
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

/* How many of the clinicians must take part in what is proposed; -1: not known. */
int proposal_clinicians_needed(const struct proposal *proposal);

/* proposal_text.c, proposal_json.c: return enum cli_exit. */
int proposal_print(const struct proposal *proposal);
int proposal_print_json(const struct proposal *proposal);

/* proposal_words.c: one sentence for each reason or thing to take care of, in
 * order; the caller frees. NULL when the activity has no such reason. */
extern const enum suggest_reason proposal_reasons[];
extern const int proposal_reasons_length;
const char *proposal_reason_name(enum suggest_reason reason);
bool proposal_is_caution(enum suggest_reason reason);
char *proposal_reason_text(const struct proposal *proposal, const struct suggest_activity *activity,
                           enum suggest_reason reason);

#endif
