/*
 * mipsia.h - the engine: rules, catalogue, scoring and explanation of the
 * Improvement Activities (IA) category of CMS's MIPS, performance years 2017
 * to 2027.
 *
 * The engine has no input or output, allocates nothing, keeps no state and
 * knows no clock. All memory is the caller's; all tables are constant. Every
 * function may be called from any number of threads at once.
 *
 * Units. Points are whole points of 40. A weight is a whole percent of the
 * final score. `percent_x100` and `contribution_x100` are hundredths: exact,
 * because every figure of the category is a quarter of an integer. Dates are
 * days since 1970-01-01 in the proleptic Gregorian calendar.
 *
 * Errors are values of mipsia_status. A finding about the entity (too few
 * clinicians, an activity CMS does not know) is never an error: it is part of
 * the result.
 *
 * Source of the rules: data/ in the source tree, one folder a year, each value
 * with its citation and confidence.
 */
#ifndef MIPSIA_H
#define MIPSIA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define MIPSIA_API __attribute__((visibility("default")))
#else
#define MIPSIA_API
#endif

/* ------------------------------------------------------------------ status */

typedef enum mipsia_status {
	MIPSIA_OK,
	MIPSIA_EYEAR,    /* no rules for this performance year */
	MIPSIA_EOPTION,  /* the reporting option is not in force that year */
	MIPSIA_EENTITY,  /* the entity cannot report under the option that year */
	MIPSIA_EMVP,     /* the MVP does not exist that year */
	MIPSIA_EINVALID, /* an argument is out of its stated range */
	MIPSIA_EORDER,   /* records are not in the stated order */
	MIPSIA_STATUS_END
} mipsia_status;

/* One plain sentence; never NULL, also for values that are no status. */
MIPSIA_API const char *mipsia_strstatus(mipsia_status status);

/* "0.1.0" */
MIPSIA_API const char *mipsia_version(void);

/* ------------------------------------------------------------------- dates */

typedef int32_t mipsia_date; /* days since 1970-01-01 */

#define MIPSIA_DATE_UNKNOWN INT32_MIN
#define MIPSIA_DATE_TEXT 11 /* "YYYY-MM-DD" and its NUL */

/* `year` 1 to 9999. MIPSIA_DATE_UNKNOWN when there is no such day. */
MIPSIA_API mipsia_date mipsia_date_make(int year, int month, int day);

/* Reads exactly "YYYY-MM-DD". MIPSIA_DATE_UNKNOWN when it is not that. */
MIPSIA_API mipsia_date mipsia_date_parse(const char *text, size_t length);

/* Writes "YYYY-MM-DD" and NUL; "unknown" for MIPSIA_DATE_UNKNOWN. */
MIPSIA_API void mipsia_date_format(mipsia_date date, char out[MIPSIA_DATE_TEXT]);

/* ---------------------------------------------------- sources of the rules */

typedef enum mipsia_confidence {
	MIPSIA_VERIFIED,   /* read in the source named */
	MIPSIA_INFERRED,   /* arithmetic or inference from verified values */
	MIPSIA_REMEMBERED, /* not found in a source at hand: treat with care */
	MIPSIA_CONFIDENCE_END
} mipsia_confidence;

MIPSIA_API const char *mipsia_confidence_name(mipsia_confidence confidence);

/* One rule value of one year, as data/YEAR/rules.json states it. */
typedef struct mipsia_rule {
	const char *key;       /* "points.traditional.high.special" */
	const char *value;     /* "40", "15 or fewer": the value in words or figures */
	const char *statement; /* the rule in one sentence of ours */
	const char *citation;  /* "42 CFR 414.1380(b)(3)(i)" */
	const char *source;    /* key of the edition read, "CFR-2024" */
	mipsia_confidence confidence;
} mipsia_rule;

/* What was read under a source key. */
typedef struct mipsia_source {
	const char *key;
	const char *title;
} mipsia_source;

/* --------------------------------------------------------------- vocabulary */

typedef enum mipsia_entity {
	MIPSIA_INDIVIDUAL,
	MIPSIA_GROUP,
	MIPSIA_VIRTUAL_GROUP,
	MIPSIA_SUBGROUP,
	MIPSIA_APM_ENTITY,
	MIPSIA_ENTITY_END
} mipsia_entity;

/* How the entity reports. */
typedef enum mipsia_option {
	MIPSIA_TRADITIONAL,
	MIPSIA_MVP,
	MIPSIA_APP,
	MIPSIA_APP_PLUS,
	MIPSIA_APM_STANDARD_WEB, /* APM scoring standard, APMs that use the CMS Web Interface */
	MIPSIA_APM_STANDARD_OTHER,
	MIPSIA_OPTION_END
} mipsia_option;

typedef enum mipsia_category {
	MIPSIA_QUALITY,
	MIPSIA_COST,
	MIPSIA_IA,
	MIPSIA_PI,
	MIPSIA_CATEGORY_END
} mipsia_category;

#define MIPSIA_BIT(n) (1u << (unsigned)(n))

/* Weight class of an activity. From 2025 every activity is unweighted;
 * IA_PCMH always is, and has no points of its own below the full score. */
typedef enum mipsia_class { MIPSIA_UNWEIGHTED, MIPSIA_MEDIUM, MIPSIA_HIGH, MIPSIA_CLASS_END } mipsia_class;

typedef enum mipsia_special {
	MIPSIA_SMALL_PRACTICE,
	MIPSIA_RURAL,
	MIPSIA_HPSA,
	MIPSIA_NON_PATIENT_FACING,
	MIPSIA_SPECIAL_END
} mipsia_special;

typedef enum mipsia_extreme {
	MIPSIA_EXTREME_NONE,
	MIPSIA_EXTREME_AUTOMATIC,   /* CMS designated the area; individuals only */
	MIPSIA_EXTREME_APPLICATION, /* CMS approved an application */
	MIPSIA_EXTREME_END
} mipsia_extreme;

/* Names as CMS's submission objects and our case format write them:
 * "virtualGroup", "app1" has no place here (it is a program), "quality",
 * "medium", "smallPractice". NULL when out of range. */
MIPSIA_API const char *mipsia_entity_name(mipsia_entity entity);
MIPSIA_API const char *mipsia_option_name(mipsia_option option);
MIPSIA_API const char *mipsia_category_name(mipsia_category category);
MIPSIA_API const char *mipsia_class_name(mipsia_class weight);
MIPSIA_API const char *mipsia_special_name(mipsia_special status);

/* -------------------------------------------------------- sets of activities */

#define MIPSIA_SET_WORDS 4 /* 256 activities; 152 existed from 2017 to 2027 */

/* Bit i stands for the activity with index i of the rule book. */
typedef struct mipsia_set {
	uint64_t word[MIPSIA_SET_WORDS];
} mipsia_set;

static inline bool mipsia_set_has(const mipsia_set *set, int activity)
{
	return (set->word[(unsigned)activity >> 6] >> ((unsigned)activity & 63u)) & 1u;
}

static inline void mipsia_set_add(mipsia_set *set, int activity)
{
	set->word[(unsigned)activity >> 6] |= (uint64_t)1 << ((unsigned)activity & 63u);
}

/* ------------------------------------------------- rule book and catalogue */

/* Immutable; share it freely. */
typedef struct mipsia_rulebook mipsia_rulebook;

/* The rules and the catalogue compiled into the library. Never NULL. */
MIPSIA_API const mipsia_rulebook *mipsia_rulebook_builtin(void);

/* A digest of the data the book was built from ("sha256:..."), so that two
 * installations can be told apart. */
MIPSIA_API const char *mipsia_rulebook_digest(const mipsia_rulebook *book);

MIPSIA_API int mipsia_first_year(const mipsia_rulebook *book);
MIPSIA_API int mipsia_last_year(const mipsia_rulebook *book);
/* True when CMS has not yet issued the year's rules; false for unknown years. */
MIPSIA_API bool mipsia_year_is_provisional(const mipsia_rulebook *book, int year);

/* The year's rule values; *count is 0 for an unknown year. */
MIPSIA_API const mipsia_rule *mipsia_rules(const mipsia_rulebook *book, int year, size_t *count);
/* One rule value by its key, or NULL. */
MIPSIA_API const mipsia_rule *mipsia_rule_find(const mipsia_rulebook *book, int year, const char *key);
MIPSIA_API const mipsia_source *mipsia_sources(const mipsia_rulebook *book, size_t *count);

/* Number of activities of all years; their indexes are 0 to count - 1, in the
 * order of their IDs. */
MIPSIA_API int mipsia_activity_count(const mipsia_rulebook *book);
/* Index of a measure ID such as "IA_BE_4" (exact case), or -1. */
MIPSIA_API int mipsia_activity_find(const mipsia_rulebook *book, const char *measure_id, size_t length);
/* NULL when out of range. */
MIPSIA_API const char *mipsia_activity_id(const mipsia_rulebook *book, int activity);

typedef enum mipsia_duration_unit { MIPSIA_DAYS, MIPSIA_MONTHS } mipsia_duration_unit;

/* A shortest continuous period. */
typedef struct mipsia_duration {
	uint8_t length;
	uint8_t unit; /* mipsia_duration_unit */
} mipsia_duration;

/* One activity in one year. The key is (activity, year): an ID alone can mean
 * different things in different years. */
typedef struct mipsia_activity {
	int activity;            /* index */
	const char *title;       /* CMS's title of that year */
	const char *subcategory; /* "beneficiaryEngagement"; "" for IA_PCMH and IA_MVP */
	mipsia_class weight;
	bool cehrt_eligible;   /* 2017-2018: counts for the bonus in ACI/PI */
	bool mvp_only;         /* IA_MVP: only for MVP participants */
	uint8_t once_in_years; /* 4: not again before 4 years later; 0: no limit */
	mipsia_duration duration;
	const mipsia_rule *duration_rule;   /* NULL: the year's default of 90 days */
	const mipsia_rule *frequency_rule;  /* NULL: no limit */
	mipsia_date suspended_on;           /* MIPSIA_DATE_UNKNOWN: not suspended */
	const mipsia_rule *suspension_rule; /* who may still claim credit; NULL: not suspended */
} mipsia_activity;

/* NULL when the activity is not in that year's inventory. */
MIPSIA_API const mipsia_activity *mipsia_activity_in_year(const mipsia_rulebook *book, int activity,
                                                          int year);

/* How an activity is linked to one of another ID, or to another of its own. */
typedef enum mipsia_lineage_kind {
	MIPSIA_RENUMBERED, /* the same activity goes on under `to` from `year` */
	MIPSIA_REUSED,     /* the ID means another activity from `year`; `to` == `from` */
	MIPSIA_REDEFINED   /* the ID's activity asks for something else from `year` */
} mipsia_lineage_kind;

typedef struct mipsia_lineage {
	mipsia_lineage_kind kind;
	int from;         /* activity index */
	int to;           /* activity index */
	int year;         /* first performance year of the change */
	const char *note; /* one sentence */
} mipsia_lineage;

MIPSIA_API const mipsia_lineage *mipsia_lineages(const mipsia_rulebook *book, size_t *count);

#define MIPSIA_NO_MVP 255

/* Number of MVPs of all years; indexes 0 to count - 1, in the order of IDs. */
MIPSIA_API int mipsia_mvp_count(const mipsia_rulebook *book);
/* Index of an MVP ID such as "M0005" (any case), or MIPSIA_NO_MVP. */
MIPSIA_API int mipsia_mvp_find(const mipsia_rulebook *book, const char *mvp_id, size_t length);
MIPSIA_API const char *mipsia_mvp_id(const mipsia_rulebook *book, int mvp);

typedef struct mipsia_mvp {
	int mvp; /* index */
	const char *title;
	const char *topic;
	const char *specialties; /* "Neurology; Vascular Surgery" */
	mipsia_set activities;
} mipsia_mvp;

/* NULL when the MVP does not exist in that year. */
MIPSIA_API const mipsia_mvp *mipsia_mvp_in_year(const mipsia_rulebook *book, int mvp, int year);

/* ----------------------------------------------------------------- policies */

/* A contested reading: bit n of mipsia_case.policies set means that policy n
 * takes its second reading, clear its default. */
typedef enum mipsia_policy {
	MIPSIA_POLICY_APM_CREDIT_MODE,          /* additive | floor */
	MIPSIA_POLICY_APM_CREDIT_CONDITION,     /* anyCategory | regulation */
	MIPSIA_POLICY_APM_CREDIT_UNDER_EXTREME, /* factSheet | regulation */
	MIPSIA_POLICY_APM_CREDIT_IN_MVP,        /* applies | doesNotApply */
	MIPSIA_POLICY_DAY_COUNT,                /* inclusive | exclusive */
	MIPSIA_POLICY_SMALL_PRACTICE_PI,        /* stated | automatic */
	MIPSIA_POLICY_ROSTER_DENOMINATOR,       /* anyTime | yearEnd */
	MIPSIA_POLICY_SUBMISSION_WINDOW,        /* published | extended */
	MIPSIA_POLICY_END
} mipsia_policy;

typedef struct mipsia_policy_info {
	const char *name;        /* "apmCreditMode" */
	const char *reading[2];  /* default first */
	const char *question;    /* one sentence */
	const char *citation;    /* the authorities that disagree */
	const char *rulebook_id; /* "C-10" */
} mipsia_policy_info;

/* NULL when out of range. */
MIPSIA_API const mipsia_policy_info *mipsia_policy_info_of(mipsia_policy policy);

/* ------------------------------------------------------------------ scoring */

/* Facts of a case: bits of mipsia_case.facts. */
enum {
	MIPSIA_FACT_APM_PARTICIPANT = 1u << 0,
	MIPSIA_FACT_STUDY = 1u << 1,      /* completed CMS's burden study */
	MIPSIA_FACT_PCMH_SITES = 1u << 2, /* practice_sites and recognized_sites are given */
	MIPSIA_FACT_QUALITY_SUBMITTED = 1u << 3,
	MIPSIA_FACT_PI_SUBMITTED = 1u << 4,
	MIPSIA_FACT_IA_SUBMITTED = 1u << 5, /* a measurement set exists, even an empty one */
	MIPSIA_FACT_IA_ATTESTED = 1u << 6   /* a set of the same program attests to an activity
	                                            of the inventory, though perhaps not this set */
};

/* One measurement set of one entity under one reporting option. */
typedef struct mipsia_case {
	uint16_t performance_year;
	uint8_t option;     /* mipsia_option */
	uint8_t entity;     /* mipsia_entity */
	uint8_t mvp;        /* MVP index; MIPSIA_NO_MVP unless option is MIPSIA_MVP */
	uint8_t statuses;   /* MIPSIA_BIT(mipsia_special) */
	uint8_t reweighted; /* MIPSIA_BIT(mipsia_category): weight set to 0, as a fact */
	uint8_t extreme;    /* mipsia_extreme */
	uint32_t facts;
	uint32_t policies;       /* MIPSIA_BIT(mipsia_policy): second reading */
	uint16_t practice_sites; /* with MIPSIA_FACT_PCMH_SITES */
	uint16_t recognized_sites;
	mipsia_set attested;      /* value true */
	mipsia_set too_frequent;  /* barred by mipsia_frequency_bars */
	mipsia_set not_performed; /* judged MIPSIA_NOT_MET by mipsia_participation_judge */
} mipsia_case;

/* What happened on the way to the score: bits of mipsia_result.flags. */
enum {
	MIPSIA_RESULT_ASSIGNED = 1u << 0,   /* full score assigned (APP, APM scoring standard) */
	MIPSIA_RESULT_PCMH = 1u << 1,       /* full score by IA_PCMH */
	MIPSIA_RESULT_STUDY = 1u << 2,      /* full score by the burden study */
	MIPSIA_RESULT_APM_CREDIT = 1u << 3, /* the APM credit's condition holds */
	MIPSIA_RESULT_SPECIAL = 1u << 4,    /* points doubled by a special status */
	MIPSIA_RESULT_CAPPED = 1u << 5,     /* points were lost at the cap */
	MIPSIA_RESULT_NEUTRAL = 1u << 6,    /* fewer than two categories are scored: the final
	                                       score is the performance threshold */
	MIPSIA_RESULT_SMALL_TABLE = 1u << 7 /* weights come from the small-practice table */
};

typedef struct mipsia_result {
	uint8_t status;          /* mipsia_status; the rest is 0 unless MIPSIA_OK */
	uint8_t points;          /* 0 to max_points */
	uint8_t max_points;      /* 40 */
	uint8_t apm_points;      /* added by the APM credit */
	uint8_t study_points;    /* added by the study credit */
	uint8_t assigned_points; /* assigned without activities */
	uint8_t reweighted;      /* categories with weight 0 after all rules */
	uint8_t flags;
	uint8_t weight[MIPSIA_CATEGORY_END]; /* percent of the final score */
	uint16_t activity_points;            /* of the counted activities, before credits and cap */
	uint16_t percent_x100;               /* 0 to 10000 */
	uint16_t contribution_x100;          /* points of the final score; 0 when MIPSIA_RESULT_NEUTRAL */
	uint16_t performance_threshold;
} mipsia_result;

/* Scores one case. Returns out->status. Any bytes are allowed in *c. */
MIPSIA_API mipsia_status mipsia_score(const mipsia_rulebook *book, const mipsia_case *c, mipsia_result *out);

/* Scores n cases. */
MIPSIA_API void mipsia_score_many(const mipsia_rulebook *book, const mipsia_case *cases, size_t n,
                                  mipsia_result *out);

/* Why an activity counts or does not. The order is the order of precedence. */
typedef enum mipsia_reason {
	MIPSIA_UNKNOWN_ACTIVITY, /* in no year's inventory (decided by the caller) */
	MIPSIA_NOT_IN_INVENTORY, /* not in this year's */
	MIPSIA_NOT_ATTESTED,     /* value is not true */
	MIPSIA_ONLY_IN_MVP,
	MIPSIA_NOT_IN_MVP,
	MIPSIA_DUPLICATE,  /* decided by the caller */
	MIPSIA_NOT_NEEDED, /* full score is assigned */
	MIPSIA_FREQUENCY_LIMITED,
	MIPSIA_NOT_PERFORMED,
	MIPSIA_SITES_NOT_MET,
	MIPSIA_COUNTED,
	MIPSIA_REASON_END
} mipsia_reason;

/* "counted", "notInInventory", ... NULL when out of range. */
MIPSIA_API const char *mipsia_reason_name(mipsia_reason reason);

/* Why `activity` (an index) counts or not in a case that mipsia_score accepts,
 * and its own points before the cap (0 unless counted). */
MIPSIA_API mipsia_reason mipsia_activity_reason(const mipsia_rulebook *book, const mipsia_case *c,
                                                int activity, uint8_t *points);

/* The policies whose other reading would give this case another result:
 * MIPSIA_BIT(mipsia_policy). */
MIPSIA_API uint32_t mipsia_policies_deciding(const mipsia_rulebook *book, const mipsia_case *c);

/* ---------------------------------------------------------- special statuses */

/* Counts from which statuses follow. -1: not known. */
typedef struct mipsia_counts {
	int32_t clinicians;                          /* NPIs in the TIN, virtual group or APM Entity */
	int32_t patient_facing_encounters;           /* individuals only */
	int32_t clinicians_with[MIPSIA_SPECIAL_END]; /* NPIs that meet the status themselves */
	int32_t sites_with[MIPSIA_SPECIAL_END];      /* practice sites in such areas (2017) */
} mipsia_counts;

#define MIPSIA_COUNTS_UNKNOWN                                                                                \
	{                                                                                                    \
		-1, -1, { -1, -1, -1, -1 },                                                                  \
		{                                                                                            \
			-1, -1, -1, -1                                                                       \
		}                                                                                            \
	}

typedef enum mipsia_answer { MIPSIA_UNKNOWN, MIPSIA_NOT_MET, MIPSIA_MET } mipsia_answer;

/* Whether the counts derive `status`; *rule (may be NULL) gets the rule used,
 * or NULL when none applies. MIPSIA_UNKNOWN when the counts do not say. */
MIPSIA_API mipsia_answer mipsia_status_derive(const mipsia_rulebook *book, int year, mipsia_entity entity,
                                              mipsia_special status, const mipsia_counts *counts,
                                              const mipsia_rule **rule);

/* ------------------------------------------------- frequency, participation */

typedef struct mipsia_attestation {
	int activity; /* index */
	int year;     /* performance year */
} mipsia_attestation;

/* Adds to *barred the activities that the history forbids in `year`: attested
 * (under this ID, or the one it was renumbered from or to) fewer years ago
 * than its limit. Attestations of `year` itself or later are ignored. */
MIPSIA_API mipsia_status mipsia_frequency_bars(const mipsia_rulebook *book, int year,
                                               const mipsia_attestation *history, size_t n,
                                               mipsia_set *barred);

/* One time of a clinician with the practice. MIPSIA_DATE_UNKNOWN: open. Who left
 * and came back has several. */
typedef struct mipsia_member {
	uint64_t npi;
	mipsia_date from;
	mipsia_date to;
} mipsia_member;

/* One continuous period of one clinician. MIPSIA_DATE_UNKNOWN: not known. */
typedef struct mipsia_performance {
	uint64_t npi;
	mipsia_date start;
	mipsia_date end;
} mipsia_performance;

typedef struct mipsia_participation {
	const mipsia_member *roster; /* ascending npi; NULL: none */
	size_t roster_length;
	int32_t clinicians;                     /* the denominator without a roster; -1: not known */
	const mipsia_performance *performances; /* ascending npi */
	size_t performances_length;
	int32_t performer_count; /* -1, or clinicians that performed, instead of performances */
	mipsia_date start, end;  /* their period; both MIPSIA_DATE_UNKNOWN: long enough */
	uint32_t policies;
} mipsia_participation;

typedef struct mipsia_judgement {
	mipsia_answer answer;
	int32_t clinicians;               /* in the denominator; -1: not known */
	int32_t needed;                   /* -1: not known */
	int32_t certain;                  /* who certainly performed long enough */
	int32_t possible;                 /* certain, and those for whom a date is missing */
	int32_t strangers;                /* performers who are not in the denominator */
	mipsia_date last_start;           /* last day on which a period long enough can begin */
	const mipsia_rule *share_rule;    /* how many clinicians; NULL for individuals */
	const mipsia_rule *duration_rule; /* how long */
} mipsia_judgement;

/* Whether the activity counts by who performed it and how long. */
MIPSIA_API mipsia_status mipsia_participation_judge(const mipsia_rulebook *book, int year,
                                                    mipsia_entity entity, int activity,
                                                    const mipsia_participation *facts, mipsia_judgement *out);

/* The same for one clinician: n periods of that clinician; member may be NULL.
 * *days (may be NULL) gets the longest certain run within the year. */
MIPSIA_API mipsia_answer mipsia_clinician_judge(const mipsia_rulebook *book, int year, int activity,
                                                const mipsia_member *member,
                                                const mipsia_performance *periods, size_t n,
                                                uint32_t policies, int32_t *days);

/* Last day on which a period of the activity (-1: the default) can begin and
 * still end within the year. MIPSIA_DATE_UNKNOWN for an unknown year. */
MIPSIA_API mipsia_date mipsia_last_start(const mipsia_rulebook *book, int year, int activity,
                                         uint32_t policies);

/* ------------------------------------------------------------- requirements */

typedef struct mipsia_requirements {
	uint8_t max_points;
	uint8_t credit_points;                 /* given once something is attested: the APM credit, or all */
	uint8_t needed_points;                 /* still to come from activities */
	uint8_t points_each[MIPSIA_CLASS_END]; /* of one activity; 0: no such class that year */
	uint8_t activities_needed[MIPSIA_CLASS_END]; /* of that class alone */
	bool pcmh_suffices;
	mipsia_date last_start;   /* for the default duration */
	mipsia_date window_opens; /* submission window */
	mipsia_date window_closes;
	const mipsia_rule *window_rule;
	const mipsia_rule *share_rule; /* how many clinicians; NULL for individuals */
} mipsia_requirements;

/* What the entity of *c (its activities are ignored) must do for full credit. */
MIPSIA_API mipsia_status mipsia_requirements_of(const mipsia_rulebook *book, const mipsia_case *c,
                                                mipsia_requirements *out);

/* --------------------------------------------------------------- explanation */

typedef enum mipsia_line_kind {
	MIPSIA_LINE_RULES,       /* year, option, entity */
	MIPSIA_LINE_STATUS,      /* a special status and what it does */
	MIPSIA_LINE_ACTIVITY,    /* an attested activity; delta: its points */
	MIPSIA_LINE_CREDIT,      /* assigned, PCMH, study or APM; delta: points */
	MIPSIA_LINE_CAP,         /* delta: points lost, negative */
	MIPSIA_LINE_POINTS,      /* the sum */
	MIPSIA_LINE_REWEIGHTING, /* a category set to 0, or brought back */
	MIPSIA_LINE_WEIGHT,
	MIPSIA_LINE_CONTRIBUTION,
	MIPSIA_LINE_POLICY, /* a contested reading that decided */
	MIPSIA_LINE_KIND_END
} mipsia_line_kind;

MIPSIA_API const char *mipsia_line_kind_name(mipsia_line_kind kind);

#define MIPSIA_FACT_TEXT 224

/* One line. The deltas of all lines add up to the points. */
typedef struct mipsia_line {
	mipsia_line_kind kind;
	int32_t delta;               /* points; 0 for lines without */
	int activity;                /* index, or -1 */
	int policy;                  /* mipsia_policy, or -1 */
	const mipsia_rule *rule;     /* value, citation, confidence; NULL for policies */
	char fact[MIPSIA_FACT_TEXT]; /* one sentence */
} mipsia_line;

/* Called once a line, in order; the line lives during the call only. */
typedef void mipsia_line_fn(const mipsia_line *line, void *payload);

/* Explains the score of *c from the first fact to the contribution. */
MIPSIA_API mipsia_status mipsia_explain(const mipsia_rulebook *book, const mipsia_case *c,
                                        mipsia_line_fn *emit, void *payload);

/* A nearest step to full credit. */
typedef struct mipsia_step {
	bool pcmh;           /* attest to IA_PCMH instead */
	mipsia_class weight; /* or so many more activities of this class */
	uint8_t activities;
} mipsia_step;

#define MIPSIA_STEPS_MAX 4

/* Ways to full credit from here; 0 when it is reached. */
MIPSIA_API size_t mipsia_next_steps(const mipsia_rulebook *book, const mipsia_case *c,
                                    mipsia_step out[MIPSIA_STEPS_MAX]);

#ifdef __cplusplus
}
#endif
#endif /* MIPSIA_H */
