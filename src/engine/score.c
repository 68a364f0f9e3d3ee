/*
 * score.c - the score of one measurement set. No loop depends on the input,
 * nothing is read but the case and the rule book.
 */
#include "engine.h"

#include <string.h>

const struct year_rules *mipsia_year_rules(const mipsia_rulebook *book, int year)
{
	if (year < book->first_year || year >= book->first_year + book->years_length)
		return NULL;
	return &book->years[year - book->first_year];
}

/* Why the option does not admit the entity. */
static mipsia_status refusal(const struct year_rules *year, const mipsia_case *c)
{
	if (c->option >= MIPSIA_OPTION_END || !year->option[c->option].in_force)
		return MIPSIA_EOPTION;
	return MIPSIA_EENTITY;
}

static bool mvp_exists(const mipsia_rulebook *book, const struct year_rules *year, const mipsia_case *c)
{
	return c->mvp < book->mvps_length && year->mvp_row[c->mvp] >= 0;
}

mipsia_status case_rules(const mipsia_rulebook *book, const mipsia_case *c, const struct year_rules **year,
                         const struct option_rules **option)
{
	*year = mipsia_year_rules(book, c->performance_year);
	if (*year == NULL)
		return MIPSIA_EYEAR;
	if (c->option >= MIPSIA_OPTION_END || c->entity >= MIPSIA_ENTITY_END)
		return refusal(*year, c);
	*option = &(*year)->option[c->option];
	/* an option that is not in force has no entities */
	if (!((*option)->entities & MIPSIA_BIT(c->entity)))
		return refusal(*year, c);
	if (c->option == MIPSIA_MVP && !mvp_exists(book, *year, c))
		return MIPSIA_EMVP;
	if (c->statuses >= MIPSIA_BIT(MIPSIA_SPECIAL_END) || c->extreme >= MIPSIA_EXTREME_END)
		return MIPSIA_EINVALID;
	return MIPSIA_OK;
}

/* Size of the intersection. */
static int count_both(const mipsia_set *a, const mipsia_set *b)
{
	int count = 0;

	for (int i = 0; i < MIPSIA_SET_WORDS; i++)
		count += __builtin_popcountll(a->word[i] & b->word[i]);
	return count;
}

/* What the option opens: the MVP's activities, or all that are not for MVPs only. */
static const mipsia_set *mvp_activities(const struct year_rules *year, const mipsia_case *c)
{
	if (c->option != MIPSIA_MVP)
		return NULL;
	return &year->mvps[year->mvp_row[c->mvp]].activities; /* case_rules has checked the MVP */
}

mipsia_set admitted_activities(const struct year_rules *year, const mipsia_case *c)
{
	const mipsia_set *mvp = mvp_activities(year, c);
	mipsia_set set;

	for (int i = 0; i < MIPSIA_SET_WORDS; i++) {
		uint64_t open = mvp ? mvp->word[i] : ~year->mvp_only.word[i];
		set.word[i] = c->attested.word[i] & year->inventory.word[i] & open;
	}
	return set;
}

static mipsia_set counted_activities(const struct year_rules *year, const mipsia_case *c)
{
	mipsia_set set = admitted_activities(year, c);

	for (int i = 0; i < MIPSIA_SET_WORDS; i++)
		set.word[i] &= ~(c->too_frequent.word[i] | c->not_performed.word[i]);
	return set;
}

static bool ia_is_attested(const struct year_rules *year, const mipsia_case *c)
{
	uint64_t found = 0;

	for (int i = 0; i < MIPSIA_SET_WORDS; i++)
		found |= c->attested.word[i] & year->inventory.word[i];
	return found != 0 || (c->facts & MIPSIA_FACT_IA_ATTESTED);
}

/* Before 2024 any measurement set is a submission; from then on only one with
 * an attested activity. */
static bool ia_is_submitted(const struct year_rules *year, const mipsia_case *c)
{
	return ia_is_attested(year, c) ||
	       (!year->qualifying_submission && (c->facts & MIPSIA_FACT_IA_SUBMITTED));
}

bool pcmh_sites_met(const struct year_rules *year, const mipsia_case *c)
{
	if (!(c->facts & MIPSIA_FACT_PCMH_SITES))
		return true; /* the attestation is taken at its word */
	return share_met(&year->pcmh_sites, c->recognized_sites, c->practice_sites);
}

static bool has_pcmh_credit(const mipsia_rulebook *book, const struct year_rules *year, const mipsia_case *c,
                            const mipsia_set *counted)
{
	return book->pcmh >= 0 && mipsia_set_has(counted, book->pcmh) && pcmh_sites_met(year, c);
}

bool extreme_denies_credit(const struct year_rules *year, const mipsia_case *c)
{
	bool applies = c->extreme == MIPSIA_EXTREME_APPLICATION ||
	               (c->extreme == MIPSIA_EXTREME_AUTOMATIC && c->entity == MIPSIA_INDIVIDUAL);

	return year->apm_credit_conditional && applies &&
	       takes_other_reading(c->policies, MIPSIA_POLICY_APM_CREDIT_UNDER_EXTREME);
}

static bool apm_credit_holds(const struct year_rules *year, const struct option_rules *option,
                             const mipsia_case *c)
{
	bool quality = c->facts & MIPSIA_FACT_QUALITY_SUBMITTED;
	bool pi = c->facts & MIPSIA_FACT_PI_SUBMITTED;

	if (!option->apm_credit || !(c->facts & MIPSIA_FACT_APM_PARTICIPANT))
		return false;
	if (c->option == MIPSIA_MVP && takes_other_reading(c->policies, MIPSIA_POLICY_APM_CREDIT_IN_MVP))
		return false;
	if (extreme_denies_credit(year, c))
		return false;

	bool ia = ia_is_submitted(year, c);
	if (year->apm_credit_conditional &&
	    takes_other_reading(c->policies, MIPSIA_POLICY_APM_CREDIT_CONDITION))
		return ia || (quality && pi);
	return ia || quality || pi;
}

/* The points with the APM credit; `points` is at most `max`. */
static int with_apm_credit(const struct year_rules *year, const mipsia_case *c, int points, int max)
{
	int credit = year->apm_credit_points;

	if (takes_other_reading(c->policies, MIPSIA_POLICY_APM_CREDIT_MODE))
		return points < credit ? credit : points;
	return points + credit > max ? max : points + credit;
}

/* Counting bits is half of the work, so there are two copies of this function,
 * with and without the popcnt instruction; the loader picks one. The build defines
 * MIPSIA_CLONES where compiler and linker can do that. */
#ifdef MIPSIA_CLONES
#define FOR_EACH_PROCESSOR __attribute__((target_clones("popcnt", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

/* Sum of the counted activities' points, IA_PCMH at the full score. */
FOR_EACH_PROCESSOR
static int sum_of_activities(const struct year_rules *year, const struct option_rules *option,
                             const mipsia_set *counted, bool special, bool pcmh)
{
	int sum = pcmh ? year->max_points : 0;

	for (int k = 0; k < MIPSIA_CLASS_END; k++)
		if (option->points[k][special])
			sum += count_both(counted, &year->of_class[k]) * option->points[k][special];
	return sum;
}

static void score_points(const mipsia_rulebook *book, const struct year_rules *year,
                         const struct option_rules *option, const mipsia_case *c, bool apm_credit,
                         mipsia_result *out)
{
	bool special = c->statuses != 0;
	int max = year->max_points;

	if (option->assigned_points) {
		out->assigned_points = option->assigned_points;
		out->points = option->assigned_points;
		out->flags |= MIPSIA_RESULT_ASSIGNED;
		return;
	}

	mipsia_set counted = counted_activities(year, c);
	bool pcmh = has_pcmh_credit(book, year, c, &counted);
	int sum = sum_of_activities(year, option, &counted, special, pcmh);
	int points = sum > max ? max : sum;
	unsigned flags = out->flags;

	flags |= pcmh ? MIPSIA_RESULT_PCMH : 0;
	flags |= sum > max ? MIPSIA_RESULT_CAPPED : 0;
	flags |= special ? MIPSIA_RESULT_SPECIAL : 0;
	flags |= apm_credit ? MIPSIA_RESULT_APM_CREDIT : 0;
	if (year->study_credit && (c->facts & MIPSIA_FACT_STUDY)) {
		flags |= MIPSIA_RESULT_STUDY;
		out->study_points = (uint8_t)(max - points);
		points = max;
	} else if (apm_credit) {
		int total = with_apm_credit(year, c, points, max);
		bool lost = !takes_other_reading(c->policies, MIPSIA_POLICY_APM_CREDIT_MODE) &&
		            total - points < year->apm_credit_points;

		flags |= lost ? MIPSIA_RESULT_CAPPED : 0;
		out->apm_points = (uint8_t)(total - points);
		points = total;
	}
	out->flags = (uint8_t)flags;
	out->activity_points = (uint16_t)sum;
	out->points = (uint8_t)points;
}

/* Categories whose data count as submitted. */
static unsigned submitted_categories(const struct year_rules *year, const mipsia_case *c)
{
	unsigned submitted = 0;

	submitted |= (c->facts & MIPSIA_FACT_QUALITY_SUBMITTED) ? MIPSIA_BIT(MIPSIA_QUALITY) : 0;
	submitted |= (c->facts & MIPSIA_FACT_PI_SUBMITTED) ? MIPSIA_BIT(MIPSIA_PI) : 0;
	submitted |= ia_is_submitted(year, c) ? MIPSIA_BIT(MIPSIA_IA) : 0;
	return submitted;
}

static bool extreme_covers_apm_entity(const struct year_rules *year, const mipsia_case *c)
{
	return c->entity == MIPSIA_APM_ENTITY && c->extreme == MIPSIA_EXTREME_APPLICATION &&
	       year->extreme_apm_entity;
}

static uint8_t effective_reweighting(const struct year_rules *year, const mipsia_case *c, bool apm_credit)
{
	const unsigned all = MIPSIA_BIT(MIPSIA_CATEGORY_END) - 1;
	unsigned zero = c->reweighted & all;
	bool outside_app = c->option == MIPSIA_TRADITIONAL || c->option == MIPSIA_MVP;

	if (c->extreme == MIPSIA_EXTREME_NONE && c->policies == 0 && c->entity != MIPSIA_APM_ENTITY)
		return (uint8_t)zero; /* nothing below applies: most cases */
	if (extreme_covers_apm_entity(year, c))
		return (uint8_t)all;

	unsigned submitted = submitted_categories(year, c);
	if (year->small_practice_pi && (c->statuses & MIPSIA_BIT(MIPSIA_SMALL_PRACTICE)) &&
	    !(submitted & MIPSIA_BIT(MIPSIA_PI)) &&
	    takes_other_reading(c->policies, MIPSIA_POLICY_SMALL_PRACTICE_PI))
		zero |= MIPSIA_BIT(MIPSIA_PI);
	if (c->extreme == MIPSIA_EXTREME_AUTOMATIC && c->entity == MIPSIA_INDIVIDUAL &&
	    year->extreme_automatic) {
		unsigned scored = submitted | (apm_credit ? MIPSIA_BIT(MIPSIA_IA) : 0);
		zero = (zero | year->extreme_automatic) & ~scored;
	}
	if (c->extreme == MIPSIA_EXTREME_APPLICATION)
		zero &= ~(submitted & year->extreme_application_undone);
	if (c->entity == MIPSIA_APM_ENTITY && outside_app && year->apm_entity_cost_zero)
		zero |= MIPSIA_BIT(MIPSIA_COST);
	return (uint8_t)zero;
}

static const struct weight_row no_weights = { .state = WEIGHT_NO_CATEGORY };

/* `withdrawn`: an APM Entity's application took every category away. */
static void score_weight(const struct option_rules *option, const mipsia_case *c, uint8_t zero,
                         bool withdrawn, mipsia_result *out)
{
	bool small = c->statuses & MIPSIA_BIT(MIPSIA_SMALL_PRACTICE);
	const struct weight_row *rows = small ? option->small_weights : option->weights;
	const struct weight_row *row = withdrawn ? &no_weights : &rows[zero];
	bool neutral = row->state != WEIGHT_CODIFIED;
	unsigned flags = out->flags;

	memcpy(out->weight, row->weight, sizeof out->weight);
	flags |= neutral ? MIPSIA_RESULT_NEUTRAL : 0;
	flags |= small && option->small_weights != option->weights ? MIPSIA_RESULT_SMALL_TABLE : 0;
	out->flags = (uint8_t)flags;
	out->reweighted = (uint8_t)(zero & ~row->ignored);
	if (!neutral)
		out->contribution_x100 = (uint16_t)(out->percent_x100 * row->weight[MIPSIA_IA] / 100);
}

mipsia_status mipsia_score(const mipsia_rulebook *book, const mipsia_case *c, mipsia_result *out)
{
	const struct year_rules *year;
	const struct option_rules *option;
	mipsia_status status = case_rules(book, c, &year, &option);

	*out = (mipsia_result){ .status = (uint8_t)status };
	if (status != MIPSIA_OK)
		return status;

	bool apm_credit = apm_credit_holds(year, option, c);

	out->max_points = year->max_points;
	out->performance_threshold = year->performance_threshold;
	score_points(book, year, option, c, apm_credit, out);
	out->percent_x100 = (uint16_t)(10000 * out->points / year->max_points);
	score_weight(option, c, effective_reweighting(year, c, apm_credit),
	             extreme_covers_apm_entity(year, c), out);
	return MIPSIA_OK;
}

void mipsia_score_many(const mipsia_rulebook *book, const mipsia_case *cases, size_t n, mipsia_result *out)
{
	for (size_t i = 0; i < n; i++)
		mipsia_score(book, &cases[i], &out[i]);
}
