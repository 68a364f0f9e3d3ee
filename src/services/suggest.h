/*
 * suggest.h - which activities a practice could choose: the least burdensome
 * sets that reach full credit, with the reasons. The engine says what counts and
 * what suffices, the guide says how much work it is; docs/guide.md explains the
 * weights. The search is exact, and the same question always has the same answer.
 *
 * A set is proposed only when none of it can be left out. It is the cheapest by
 * suggest_cost_of_set; of equally cheap ones that with fewer activities, then the
 * first by ID. Each further set is the cheapest that shares at most half of its
 * activities with each one before; when there is none, the cheapest other one.
 */
#ifndef MIPSIA_SERVICES_SUGGEST_H
#define MIPSIA_SERVICES_SUGGEST_H

#include <stdbool.h>
#include <stdint.h>

#include "guide/guide.h"
#include "mipsia/mipsia.h"

struct suggest_request {
	const mipsia_rulebook *book;
	mipsia_case c;    /* who, how, and what may not be attested; nothing attested */
	mipsia_date from; /* first day on which something new can start; unknown: any day */
	int specialty;    /* place in guide_specialty_words, or -1 */
	bool small_team;  /* has clinicians, nurses, front desk and a manager, no one else */
	mipsia_set doing; /* done already */
	mipsia_set maybe; /* done already, perhaps */
};

/* Units of effort are hundredths of a point. */
enum {
	SUGGEST_LOW = 200, /* to set up, and again to run */
	SUGGEST_MEDIUM = 500,
	SUGGEST_HIGH = 1000,
	SUGGEST_PAPERS = 100,         /* what remains of work that is done anyway */
	SUGGEST_IF = 600,             /* someone else decides whether it can be chosen */
	SUGGEST_CHECK = 250,          /* the same, and to find out whether it is done */
	SUGGEST_TECHNOLOGY = 200,     /* each one beyond an EHR */
	SUGGEST_STAFF = 200,          /* each role that a small team lacks */
	SUGGEST_PERCENT_ANY = 110,    /* fits any specialty, but does not name this one */
	SUGGEST_PERCENT_OTHER = 200,  /* names other specialties only */
	SUGGEST_PERCENT_UNKNOWN = 120 /* names some, and the practice named none */
};

/* Why an activity is proposed, and what to take care of. */
enum suggest_reason {
	SUGGEST_DOING = 1u << 0,         /* you said that you do it */
	SUGGEST_MAYBE = 1u << 1,         /* what you said sounds like it */
	SUGGEST_LOW_EFFORT = 1u << 2,    /* low to set up and to run */
	SUGGEST_NO_TECHNOLOGY = 1u << 3, /* none, or the EHR alone */
	SUGGEST_NATURAL = 1u << 4,       /* names the specialty */
	SUGGEST_HIGH_WEIGHT = 1u << 5,   /* counts as two of medium weight */
	SUGGEST_PAIR = 1u << 6,          /* one effort serves it and `pair` */
	SUGGEST_RECOGNITION = 1u << 7,   /* IA_PCMH: full credit by itself */
	/* take care */
	SUGGEST_MUST_HAVE_BEGUN = 1u << 8, /* too late to begin: it has to run already */
	SUGGEST_MUST_PREDATE = 1u << 9,    /* suspended: it has to have run by that day */
	SUGGEST_CONDITION = 1u << 11,      /* someone else decides: entry->only_if */
	SUGGEST_NOT_SOON_AGAIN = 1u << 10  /* limited in frequency */
};

struct suggest_activity {
	int activity; /* index */
	const mipsia_activity *row;
	const struct guide_entry *entry;
	int cost;         /* within this set */
	unsigned reasons; /* enum suggest_reason */
	int pair;         /* the activity of the set that shares the effort; -1 */
	const char *pair_why;
	mipsia_date last_start;
	uint8_t points;
};

#define SUGGEST_SET_MAX 8
#define SUGGEST_SETS 3

struct suggest_set {
	struct suggest_activity activities[SUGGEST_SET_MAX]; /* least effort first */
	int length;
	int cost;
	mipsia_result result; /* the engine's score of it */
};

struct suggest_answer {
	mipsia_requirements needs;
	struct suggest_set sets[SUGGEST_SETS];
	int length; /* 0: nothing is needed, or nothing suffices */
	/* Activities that would count, but for one thing. */
	int too_late;
	int suspended;
	int too_frequent;
	int candidates; /* that could be chosen */
};

/* What the engine says of the case; fills *out when it is MIPSIA_OK. */
mipsia_status suggest(const struct suggest_request *request, struct suggest_answer *out);

/* Whether the activity may be proposed: it counts for this case, it can still be
 * done, and the practice has not to be recognized first (IA_PCMH, unless done). */
bool suggest_admits(const struct suggest_request *request, int activity);

/* Effort of one activity alone. */
int suggest_cost(const struct suggest_request *request, int activity);

/* Effort of a set of activities: of two that one effort serves, the lighter one
 * costs half, unless it is done already. `activities` in any order. */
int suggest_cost_of_set(const struct suggest_request *request, const int *activities, int length);

#endif
