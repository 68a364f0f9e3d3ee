/*
 * engine.h - what the engine's files share. Nothing outside src/engine
 * includes it.
 */
#ifndef MIPSIA_ENGINE_H
#define MIPSIA_ENGINE_H

#include "tables.h"

struct civil {
	int year, month, day;
};

struct civil civil_from_date(mipsia_date date);

/* Last day of the shortest period of that duration beginning on `start`.
 * `exclusive`: days count as a difference (policy dayCount). */
mipsia_date period_last_day(mipsia_date start, mipsia_duration duration, bool exclusive);

static inline mipsia_date first_day_of(int year)
{
	return mipsia_date_make(year, 1, 1);
}

static inline mipsia_date last_day_of(int year)
{
	return mipsia_date_make(year, 12, 31);
}

/* True when the case takes the policy's second reading. */
static inline bool takes_other_reading(uint32_t policies, mipsia_policy policy)
{
	return (policies & MIPSIA_BIT(policy)) != 0;
}

/* count * den >= num * total, and at least one. */
static inline bool share_met(const struct share *share, int64_t count, int64_t total)
{
	return count >= 1 && count * share->den >= (int64_t)share->num * total;
}

/* The smallest count that meets the share. */
int32_t share_needed(const struct share *share, int32_t total);

/* The row of the year and option of a case, or why it cannot be scored. */
mipsia_status case_rules(const mipsia_rulebook *book, const mipsia_case *c, const struct year_rules **year,
                         const struct option_rules **option);

/* Attested activities that the option admits, before any bar:
 * in the inventory, in the MVP, not MVP-only elsewhere. */
mipsia_set admitted_activities(const struct year_rules *year, const mipsia_case *c);

/* True when IA_PCMH, if attested, gives the full score. */
bool pcmh_sites_met(const struct year_rules *year, const mipsia_case *c);

/* True when the reading of the policy denies the APM credit because of the
 * extreme circumstances alone. */
bool extreme_denies_credit(const struct year_rules *year, const mipsia_case *c);

#endif
