/*
 * tables.h - the shape of the compiled rule book. tools/gen_rulebook writes
 * these tables from data/; nothing else fills them. All rows are constant and
 * hold pointers to constant rows only.
 */
#ifndef MIPSIA_ENGINE_TABLES_H
#define MIPSIA_ENGINE_TABLES_H

#include "mipsia/mipsia.h"

/* at least num/den of a count, and at least one; 0/1 is "at least one" */
struct share {
	uint8_t num;
	uint8_t den;
	const mipsia_rule *rule; /* NULL: does not apply (an individual) */
};

enum weight_state {
	WEIGHT_CODIFIED,     /* two or more categories are scored */
	WEIGHT_ONE_CATEGORY, /* fewer than two categories: neutral */
	WEIGHT_NO_CATEGORY
};

/* Weights of one reweighting scenario, percent. */
struct weight_row {
	uint8_t weight[MIPSIA_CATEGORY_END];
	uint8_t state;   /* enum weight_state */
	uint8_t ignored; /* categories in the scenario for which the table has no row:
	                    the row is that without them */
	const mipsia_rule *rule;
};

#define WEIGHT_ROWS 16 /* index: MIPSIA_BIT(mipsia_category) of reweighted categories */

struct option_rules {
	uint8_t in_force;
	uint8_t entities;                    /* MIPSIA_BIT(mipsia_entity) that may report so */
	uint8_t assigned_points;             /* full score without activities; else 0 */
	uint8_t apm_credit;                  /* 1: the APM credit exists under this option */
	uint8_t points[MIPSIA_CLASS_END][2]; /* [class][special status] */
	const mipsia_rule *points_rule[MIPSIA_CLASS_END][2]; /* NULL: no such class */
	const mipsia_rule *option_rule;                      /* in force, or not; who may report */
	const mipsia_rule *assigned_rule;                    /* NULL unless assigned_points */
	const struct weight_row *weights;                    /* WEIGHT_ROWS rows */
	const struct weight_row *small_weights; /* for small practices; == weights where no table exists */
};

/* How a group's special status follows from counts. */
enum group_status_kind {
	GROUP_STATUS_NONE,      /* only stated */
	GROUP_STATUS_SITE,      /* one practice site is enough */
	GROUP_STATUS_CLINICIANS /* more than num/den of the NPIs */
};

struct status_rules {
	uint8_t group_kind; /* enum group_status_kind */
	uint8_t num;
	uint8_t den;
	const mipsia_rule *individual_rule;
	const mipsia_rule *group_rule;
};

struct year_rules {
	uint16_t performance_year;
	uint16_t performance_threshold;
	uint8_t provisional;
	uint8_t max_points;
	uint8_t study_credit;               /* 1: exists */
	uint8_t apm_credit_points;          /* 20 */
	uint8_t apm_credit_conditional;     /* 1: an activity, or other categories, must be submitted (2024+);
	                                  0: any data */
	uint8_t qualifying_submission;      /* 1: only an attested activity is a submission (2024+) */
	uint8_t extreme_automatic;          /* categories the automatic policy sets to 0; 0: no such policy */
	uint8_t extreme_application_undone; /* categories that submitted data bring back */
	uint8_t extreme_apm_entity;         /* 1: an APM Entity's application covers all, and stays */
	uint8_t apm_entity_cost_zero;       /* 1: Cost is 0 for APM Entities outside the APP */
	uint8_t small_practice_pi;          /* 1: PI is reweighted for small practices without PI data */
	uint8_t small_max;                  /* 15 */
	uint8_t encounters_max;             /* 100 */
	mipsia_duration duration;           /* default */
	mipsia_date window_opens;
	mipsia_date window_closes;
	mipsia_date window_extended; /* == window_closes where no extension is remembered */
	struct share pcmh_sites;
	struct share performers[MIPSIA_ENTITY_END];
	struct status_rules status[MIPSIA_SPECIAL_END];
	struct option_rules option[MIPSIA_OPTION_END];
	/* the rules behind the plain values above */
	const mipsia_rule *year_rule;
	const mipsia_rule *max_points_rule;
	const mipsia_rule *special_rule; /* which statuses raise the points, and once */
	const mipsia_rule *small_rule;
	const mipsia_rule *pcmh_rule;  /* the full score by IA_PCMH */
	const mipsia_rule *study_rule; /* NULL: no such credit */
	const mipsia_rule *apm_credit_rule;
	const mipsia_rule *qualifying_rule;
	const mipsia_rule *extreme_automatic_rule;
	const mipsia_rule *extreme_application_rule;
	const mipsia_rule *apm_entity_cost_rule;
	const mipsia_rule *apm_entity_extreme_rule;
	const mipsia_rule *small_practice_pi_rule;
	const mipsia_rule *fewer_than_two_rule;
	const mipsia_rule *threshold_rule;
	const mipsia_rule *duration_rule;
	const mipsia_rule *window_rule;
	const mipsia_rule *window_extended_rule;
	const mipsia_rule *several_sets_rule;
	/* catalogue */
	mipsia_set inventory;
	mipsia_set of_class[MIPSIA_CLASS_END]; /* without IA_PCMH */
	mipsia_set mvp_only;
	mipsia_set frequency_limited;
	const mipsia_activity *activities; /* ascending activity index */
	const int16_t *activity_row;       /* [activity index] -> row of activities, or -1 */
	const mipsia_mvp *mvps;            /* ascending MVP index */
	const int16_t *mvp_row;            /* [mvp index] -> row of mvps, or -1 */
	const mipsia_rule *rules;
	uint16_t activities_length;
	uint16_t mvps_length;
	uint16_t rules_length;
};

#define ID_SLOTS 1024 /* power of two, perfect hash: multiplier found by the generator */

struct mipsia_rulebook {
	const char *digest;
	uint16_t first_year; /* years are contiguous */
	uint16_t years_length;
	const struct year_rules *years;
	const char *const *activity_ids; /* ascending strcmp order of (area, number) */
	uint16_t activities_length;
	int16_t pcmh; /* index of IA_PCMH */
	uint64_t id_multiplier;
	const int16_t *id_slots; /* ID_SLOTS entries: activity index or -1 */
	const char *const *mvp_ids;
	uint16_t mvps_length;
	uint16_t lineages_length;
	const mipsia_lineage *lineages;
	uint16_t sources_length;
	const mipsia_source *sources;
};

/* The generated book (build/generated/rulebook_data.c). */
extern const struct mipsia_rulebook mipsia_builtin_rulebook;

/* Key of a measure ID for id_slots: up to 8 bytes after "IA_", little endian,
 * padded with 0; 0 when it is no such ID. */
uint64_t mipsia_id_key(const char *measure_id, size_t length);

static inline unsigned mipsia_id_slot(uint64_t key, uint64_t multiplier)
{
	return (unsigned)((key * multiplier) >> 54);
}

/* NULL for a year without rules. */
const struct year_rules *mipsia_year_rules(const mipsia_rulebook *book, int year);

#endif
