/*
 * booklet_part.h - what the parts of the booklet share. Of booklet alone.
 */
#ifndef MIPSIA_SERVICES_BOOKLET_PART_H
#define MIPSIA_SERVICES_BOOKLET_PART_H

#include "guide/guide.h"
#include "services/booklet.h"

/* One activity of the booklet. */
struct booklet_activity {
	const mipsia_activity *row;
	const struct guide_entry *entry;
};

/* The activity when it is in the booklet; `row` is NULL otherwise. */
struct booklet_activity booklet_activity_of(const struct booklet *booklet, int activity);

/* booklet_words.c: text with the characters that HTML gives a meaning escaped. */
void booklet_text(FILE *out, const char *text);
/* "October 3, 2026" */
void booklet_date(FILE *out, mipsia_date date);
/* "2018 to 2027", "2025" */
void booklet_years(FILE *out, struct guide_years years);
/* "beneficiaryEngagement" as "Beneficiary Engagement"; "" as "Other". */
void booklet_subcategory(FILE *out, const char *subcategory);
/* "clinician, nurse" of the bits of a list of words of the guide. */
void booklet_list(FILE *out, const char *const *list, uint64_t bits);

/* booklet_style.c: the style sheet, but for the running heads. */
extern const char booklet_style[];
extern const char booklet_print_style[];

/* booklet_activity.c: the <article> of one activity. */
void booklet_put_activity(FILE *out, const struct booklet *booklet, const struct booklet_activity *activity);

#endif
