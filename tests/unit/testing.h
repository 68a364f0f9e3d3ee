/* testing.h - what every unit test needs: cmocka, and cases to start from. */
#ifndef TESTING_H
#define TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "mipsia/mipsia.h"

static inline int activity(const char *id)
{
	return mipsia_activity_find(mipsia_rulebook_builtin(), id, strlen(id));
}

/* An individual under traditional MIPS who did nothing. */
static inline mipsia_case plain_case(int year)
{
	return (mipsia_case){ .performance_year = (uint16_t)year,
		              .option = MIPSIA_TRADITIONAL,
		              .entity = MIPSIA_INDIVIDUAL,
		              .mvp = MIPSIA_NO_MVP };
}

static inline void attest(mipsia_case *c, const char *id)
{
	int index = activity(id);

	assert_true(index >= 0);
	mipsia_set_add(&c->attested, index);
	c->facts |= MIPSIA_FACT_IA_SUBMITTED;
}

static inline mipsia_result score_of(const mipsia_case *c)
{
	mipsia_result result;

	mipsia_score(mipsia_rulebook_builtin(), c, &result);
	return result;
}

static inline mipsia_date day(const char *text)
{
	mipsia_date date = mipsia_date_parse(text, strlen(text));

	assert_int_not_equal(date, MIPSIA_DATE_UNKNOWN);
	return date;
}

/* xorshift64*: the same cases on every machine. */
static inline uint64_t next_random(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * 2685821657736338717ull;
}

#endif
