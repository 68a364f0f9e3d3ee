/*
 * gen.h - what the parts of gen_rulebook share.
 *
 * The program reads data/ into the very structs of src/engine/tables.h and
 * writes them out as C. It is a host program that lives for one second: what
 * it allocates stays until it exits, and the first error ends it.
 */
#ifndef MIPSIA_GEN_H
#define MIPSIA_GEN_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "tables.h"

/* ------------------------------------------------------------ json_file.c */

/* A JSON value, and where it stands: an error can always say both. */
struct node {
	json_t *json;
	const char *file; /* "2024/rules.json" */
	const char *path; /* "rules.points.max" */
};

/* Prints "PROGRAM: FILE: PATH: message" and exits. */
void fail_at(struct node at, const char *format, ...) __attribute__((noreturn, format(printf, 2, 3)));
void fail(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));

/* A string that lives until the program exits. */
char *keep(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Parses `text`; duplicate members are an error. */
struct node node_parse(const char *file, const char *text, size_t length);

bool node_has(struct node object, const char *member);
struct node node_member(struct node object, const char *member); /* an error when it is missing */
struct node node_child(struct node object, const char *member, json_t *value);
struct node node_item(struct node array, size_t i);
size_t node_length(struct node array);
const char *node_string(struct node node); /* one line, not empty */
long node_integer(struct node node, long min, long max);
bool node_flag(struct node node);
mipsia_date node_date(struct node node);
/* Index of the string in `words` (ended by NULL). */
unsigned node_word(struct node node, const char *const *words);
/* Bits of the strings of an array, by their index in `words`. */
unsigned node_words(struct node array, const char *const *words);
/* Every member of the object must be in `members` (ended by NULL). */
void node_allow(struct node object, const char *const *members);

/* --------------------------------------------------------------- model.c */

#define MAX_YEARS 64
#define MAX_RULES 1024 /* of one year */
#define MAX_ACTIVITIES ((size_t)64 * MIPSIA_SET_WORDS)
#define MAX_MVPS MIPSIA_NO_MVP
#define MAX_LINEAGES 1024
#define MAX_SOURCES 256

enum weight_table {
	TABLE_TRADITIONAL,
	TABLE_SMALL_PRACTICE,
	TABLE_APP,
	TABLE_APM_STANDARD_WEB,
	TABLE_APM_STANDARD_OTHER,
	TABLE_END
};

struct year {
	struct node rules_file, activities_file, mvps_file; /* json NULL: no such file */
	struct year_rules row;
	mipsia_rule rules[MAX_RULES];
	struct node rule_nodes[MAX_RULES]; /* where each rule was read */
	bool rule_used[MAX_RULES];         /* it was looked for: it means something */
	struct weight_row weights[TABLE_END][WEIGHT_ROWS];
	bool has_table[TABLE_END];
	mipsia_activity activities[MAX_ACTIVITIES];
	mipsia_mvp mvps[MAX_MVPS];
};

struct model {
	struct year *years[MAX_YEARS]; /* contiguous */
	size_t years_length;
	const char *activity_ids[MAX_ACTIVITIES];
	size_t activities_length;
	const char *mvp_ids[MAX_MVPS];
	size_t mvps_length;
	mipsia_lineage lineages[MAX_LINEAGES];
	size_t lineages_length;
	mipsia_source sources[MAX_SOURCES];
	size_t sources_length;
	struct node lineage_file, sources_file;
	uint64_t id_multiplier;
	int16_t id_slots[ID_SLOTS];
	char digest[80];
};

extern const char *const category_words[];
extern const char *const entity_words[];
extern const char *const class_words[];
extern const char *const special_words[];
extern const char *const confidence_words[];
extern const char *const option_words[];
extern const char *const table_words[];
extern const char *const unit_words[];

int activity_index(const struct model *model, const char *id); /* -1: none */
int mvp_index(const struct model *model, const char *id);

/* The next rule of the year: its citation, source and confidence are read
 * from `cited`, its key and value are given. */
mipsia_rule *add_rule(const struct model *model, struct year *year, struct node cited, const char *key,
                      const char *value);
/* The rule of that key, which then counts as used, or NULL. */
mipsia_rule *find_rule(struct year *year, const char *key, struct node *where);

/* ---------------------------------------------------- the parts, in order */

/* load.c: all files of the folder, and the digest of their bytes. */
void load_data(const char *directory, struct model *model);
/* read_catalogue.c */
void read_sources(struct model *model);
void collect_ids(struct model *model);
void read_catalogue(const struct model *model, struct year *year);
void read_lineages(struct model *model);
/* read_rules.c */
void read_rules(const struct model *model, struct year *year);
/* weights.c: `year->weights` from the rules already read. */
void expand_weights(struct year *year);
/* read_rules.c: an error when nobody looked for a rule. */
void refuse_idle_rules(const struct year *year);
/* id_hash.c */
void find_id_hash(struct model *model);
/* write_tables.c */
void write_tables(FILE *out, const struct model *model);

#endif
