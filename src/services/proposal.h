/*
 * proposal.h - suggestions as a practice asks for them: what it said in its own
 * words, the sets that suggest() finds, and the reasons as sentences and as JSON.
 *
 *	struct entity_facts facts = entity_plain(book, 2026);
 *	struct proposal proposal;
 *
 *	facts.clinicians = 5;
 *	entity_conclude(&facts, -1);
 *	proposal_begin(&proposal, &facts);
 *	proposal.request.specialty = guide_specialty("dermatology");
 *	proposal_start(&proposal, from);
 *	proposal_add_doing(&proposal, "patient portal");
 *	if (suggest(&proposal.request, &proposal.answer) == MIPSIA_OK)
 *		answer = proposal_json(&proposal);
 *	proposal_free(&proposal);
 *
 * What was attested in earlier years goes into proposal.request.c.too_frequent, by
 * mipsia_frequency_bars.
 */
#ifndef MIPSIA_SERVICES_PROPOSAL_H
#define MIPSIA_SERVICES_PROPOSAL_H

#include <jansson.h>
#include <stdbool.h>

#include "guide/guide.h"
#include "services/entity_facts.h"
#include "services/suggest.h"

#define PROPOSAL_SAID_MAX 128 /* activities that words sound like; more are ignored */
#define PROPOSAL_NOTES_MAX 64 /* more are dropped */
#define PROPOSAL_ITEM 256     /* bytes of one thing that is done, with its NUL; more are cut */

struct proposal {
	struct entity_facts facts;
	struct suggest_request request;
	struct suggest_answer answer;
	bool day_first; /* dates in sentences as "3 October 2026", not "October 3, 2026" */
	/* Words of the practice that sound like an activity. */
	struct {
		int activity;
		char *words; /* ours */
	} said[PROPOSAL_SAID_MAX];
	int said_length;
	char *notes[PROPOSAL_NOTES_MAX]; /* sentences about what was not understood; ours */
	int notes_length;
};

/* A question of the entity, which entity_conclude has ended: any specialty, nothing
 * done, from any day. A small practice has a small team. */
void proposal_begin(struct proposal *proposal, const struct entity_facts *facts);
/* Frees what the question holds; also one that is all zero. */
void proposal_free(struct proposal *proposal);

/* ------------------------------------------------------------ what was said */

/* New work can begin on `from`, or where that is earlier on the year's first day:
 * then it returns true. */
bool proposal_start(struct proposal *proposal, mipsia_date from);
/* Whether the year ends before that: nothing new can begin. */
bool proposal_is_over(const struct proposal *proposal);

/* What a practice's words for something that it does turn out to be. */
enum proposal_doing {
	PROPOSAL_UNDERSTOOD, /* as activities; a note when they have another number that year, or none */
	PROPOSAL_NO_ID,      /* begins like an ID, but is none */
	PROPOSAL_NOTHING     /* no activity of the year is about it */
};
/* Adds "IA_BE_4", "BE_4" or "patient portal" to what is done already, or perhaps. */
enum proposal_doing proposal_add_doing(struct proposal *proposal, const char *item);

/* Adds a sentence about what was not understood. */
void proposal_note(struct proposal *proposal, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The words that `item` sounds like: at most PROPOSAL_HITS activities of the year
 * that are about it. Returns how many. */
#define PROPOSAL_HITS 5
int proposal_hits(const mipsia_rulebook *book, int year, const char *item, struct guide_hit *hits);
/* Index of the activity that is named by its ID, in any case, with or without "IA_";
 * -1. */
int proposal_activity(const mipsia_rulebook *book, const char *item);
/* Whether it begins with "IA_", in any case. */
bool proposal_is_like_id(const char *item);

/* ------------------------------------------------------------------ the answer */

/* Whether full credit can be reached, or needs nothing. */
bool proposal_succeeds(const struct proposal *proposal);

/* How many of the clinicians must take part in what is proposed; -1: not known. */
int proposal_clinicians_needed(const struct proposal *proposal);

/* The reasons and things to take care of, in the order in which they are told. */
extern const enum suggest_reason proposal_reasons[];
extern const int proposal_reasons_length;
const char *proposal_reason_name(enum suggest_reason reason); /* "lowEffort" */
bool proposal_is_caution(enum suggest_reason reason);
/* One sentence without capital and full stop; the caller frees. NULL when the activity
 * has no such reason, or there is no memory. */
char *proposal_reason_text(const struct proposal *proposal, const struct suggest_activity *activity,
                           enum suggest_reason reason);

/*
 * The caller owns it: {performanceYear, provisional, asked: {entityType, programName,
 * clinicians, specialStatuses, apmParticipant, specialty, from, doing, maybeDoing,
 * tooFrequent}, maxPoints, creditPoints, neededPoints, cliniciansNeeded, suggestions:
 * [{points, effortX100, activities: [{measureId, plainName, title, summary, points,
 * effortX100, sharesEffortWith, reasons, cautions: [{reason, text}], lastStart,
 * proof}]}], leftOut: {tooLate, suspended, tooFrequent}, notes: [sentence]}.
 */
json_t *proposal_json(const struct proposal *proposal);

#endif
