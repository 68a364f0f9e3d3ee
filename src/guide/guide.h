/*
 * guide.h - the plain-language guide: what each activity asks for in our own
 * words, what proves it, what it takes. data/guide/ compiled into constant
 * tables by tools/gen_guide; no input or output, no allocation, no state.
 *
 * Many parts hold for some years only: each carries the span of its years, and
 * callers leave out what does not hold for the year they show:
 *
 *	for (int i = 0; i < entry->proof_length; i++) {
 *		const struct guide_proof *proof = &entry->proof[i];
 *
 *		if (guide_holds(proof->years, year))
 *			...
 *	}
 */
#ifndef MIPSIA_GUIDE_H
#define MIPSIA_GUIDE_H

#include <stdbool.h>
#include <stdint.h>

#include "mipsia/mipsia.h"

/* ------------------------------------------------------------------ vocabulary */

/* vocabulary.c: each list ends with NULL; a bit set names its items by place. */
extern const char *const guide_level_words[];      /* "low", "medium", "high" */
extern const char *const guide_staff_words[];      /* "clinician", "nurse", ... */
extern const char *const guide_technology_words[]; /* "none", "certified EHR", ... */
extern const char *const guide_specialty_words[];  /* "Primary care", ..., "Any specialty" */

enum guide_level { GUIDE_LOW, GUIDE_MEDIUM, GUIDE_HIGH };

/* Place of a word in such a list, in any case; -1 when it is not there. */
int guide_word(const char *const *list, const char *word);
/* Place of a specialty by its name, or by its beginning from three letters on; -1. */
int guide_specialty(const char *typed);

/* Whether ID `a` comes before (< 0), is (0) or comes after b: IA_BE_4 comes before
 * IA_BE_12. */
int guide_compare_ids(const char *a, const char *b);

/* Bits of guide_entry.staff and .technology that the program reasons about. */
enum {
	GUIDE_STAFF_IT = 1u << 4,
	GUIDE_STAFF_CARE_COORDINATOR = 1u << 5,
	GUIDE_STAFF_PHARMACIST = 1u << 7,
	GUIDE_STAFF_BEHAVIORAL_HEALTH = 1u << 8,
	GUIDE_TECHNOLOGY_NONE = 1u << 0,
	GUIDE_TECHNOLOGY_EHR = 1u << 2
};

#define GUIDE_ANY_SPECIALTY (UINT64_C(1) << 31)

/* --------------------------------------------------------------------- entries */

/* First and last performance year for which something holds. */
struct guide_years {
	uint16_t from;
	uint16_t to;
};

static inline bool guide_holds(struct guide_years years, int year)
{
	return year >= years.from && year <= years.to;
}

struct guide_text {
	struct guide_years years;
	const char *text;
};

struct guide_threshold {
	struct guide_years years;
	const char *value; /* "75%" */
	const char *what;
};

struct guide_proof {
	struct guide_years years;
	const char *id;       /* "use-report", unique in the entry */
	const char *document; /* "Portal log or vendor report that counts messages" */
	const char *const *must_show;
	uint8_t must_show_length;
	const char *group; /* one item of this group suffices; NULL: this item is needed */
};

struct guide_related {
	struct guide_years years;
	const char *measure_id;
	const char *why;
	bool pair; /* one effort can serve both */
};

struct guide_source {
	struct guide_years years;
	const char *file; /* "activities-2024.json", of CMS's inventories */
	const char *where;
};

struct guide_entry {
	const char *measure_id;
	const char *plain_name;
	struct guide_years years; /* of the activity */
	const char *who_takes_part;
	const char *how_long;
	const char *effort_why;
	const char *owner;
	const char *already_doing;
	const char *only_if;  /* what someone else decides: "Only a choice if ..."; NULL: nothing */
	uint8_t set_up;       /* enum guide_level */
	uint8_t running;      /* enum guide_level */
	uint16_t staff;       /* bits of guide_staff_words */
	uint16_t technology;  /* bits of guide_technology_words */
	uint64_t specialties; /* bits of guide_specialty_words */
	const struct guide_text *summary; /* exactly one holds for each year */
	const struct guide_threshold *thresholds;
	const struct guide_proof *proof;
	const struct guide_text *mistakes;
	const struct guide_related *related;
	const char *const *keywords;
	const struct guide_source *sources;
	uint8_t summary_length;
	uint8_t thresholds_length;
	uint8_t proof_length;
	uint8_t mistakes_length;
	uint8_t related_length;
	uint8_t keywords_length;
	uint8_t sources_length;
};

/* All entries, in the order of their IDs. */
const struct guide_entry *guide_entries(int *count);

/* NULL when the guide has no such activity. Exact case. */
const struct guide_entry *guide_find(const char *measure_id);

/* What the activity asks for in that year; NULL when it is not in the inventory. */
const char *guide_summary(const struct guide_entry *entry, int year);

/* Whether one effort can serve both activities in that year, and why: the
 * words of the first that says so, or NULL. */
const char *guide_pair(const struct guide_entry *a, const struct guide_entry *b, int year);

/* ---------------------------------------------------------------------- search */

#define GUIDE_HITS_MAX 256

/* From this rank on all words stand together in the plain name, a keyword or
 * the title: the activity is about them. */
#define GUIDE_RANK_STRONG 100

struct guide_hit {
	const struct guide_entry *entry;
	int rank;
};

/* How well the words fit the entry: 0 when a word is found nowhere in its ID,
 * title, subcategory, plain name, keywords, specialties and summary of `year`.
 * Words of four letters and more also fit the beginning of longer ones; a
 * plural fits its singular; "the", "of" and the like do not count. */
int guide_rank(const mipsia_rulebook *book, const struct guide_entry *entry, int year, const char *words);

/* The entries of `year` that fit, best first, then by ID; at most `max`.
 * Returns how many were written. */
int guide_search(const mipsia_rulebook *book, int year, const char *words, struct guide_hit *out, int max);

#endif
