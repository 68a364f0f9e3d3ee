/*
 * gen_guide.h - what the parts of gen_guide share. As gen_rulebook, it is a
 * host program that lives for one second: what it allocates stays until it
 * exits, and the first error ends it.
 */
#ifndef MIPSIA_GEN_GUIDE_H
#define MIPSIA_GEN_GUIDE_H

#include "../gen/gen.h"
#include "guide/guide.h"

#define MAX_ENTRIES 256
#define MAX_ITEMS 16 /* of one list of an entry */

/* One file, with room for the lists that the entry points to. */
struct draft {
	struct node file;
	struct guide_entry entry;
	struct guide_text summary[MAX_ITEMS];
	struct guide_threshold thresholds[MAX_ITEMS];
	struct guide_proof proof[MAX_ITEMS];
	const char *must_show[MAX_ITEMS][MAX_ITEMS];
	struct guide_text mistakes[MAX_ITEMS];
	struct guide_related related[MAX_ITEMS];
	const char *keywords[MAX_ITEMS];
	struct guide_source sources[MAX_ITEMS];
};

struct guide_model {
	struct draft *drafts[MAX_ENTRIES]; /* in the order of their IDs */
	size_t length;
};

/* load_guide.c: parses every FILE.json of the folder, in the order of names. */
void load_guide(const char *directory, struct guide_model *model);
/* read_guide.c: fills the entry from its file; then the ties between entries. */
void read_entry(struct draft *draft);
void check_related(const struct guide_model *model, const struct draft *draft);
/* write_guide.c */
void write_guide(FILE *out, const struct guide_model *model);

#endif
