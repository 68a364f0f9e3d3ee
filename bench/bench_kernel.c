/*
 * bench_kernel.c - the scoring kernel on an array in memory, beside a plain
 * pass over the same bytes, which is as fast as any scorer could be.
 *
 * Prints ratios of one run; a time alone says nothing about another machine.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "mipsia/mipsia.h"

#ifndef CASES
#define CASES 8000000u
#endif
#define ROUNDS 5
#define THREADS_MAX 2

static mipsia_case *cases;
static mipsia_result *results;

struct part {
	size_t first, count;
	uint64_t sum;
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static uint64_t next_random(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * 2685821657736338717ull;
}

/* Submissions as they come: any year, 1 to 4 activities, some special. */
static void fill(void)
{
	uint64_t seed = 42;
	const mipsia_rulebook *book = mipsia_rulebook_builtin();
	unsigned activities = (unsigned)mipsia_activity_count(book);

	for (size_t i = 0; i < CASES; i++) {
		mipsia_case *c = &cases[i];
		uint64_t bits = next_random(&seed);

		*c = (mipsia_case){ .performance_year = (uint16_t)(2017 + bits % 10), .mvp = MIPSIA_NO_MVP };
		c->entity = (bits >> 8) % 4 == 0 ? MIPSIA_GROUP : MIPSIA_INDIVIDUAL;
		c->statuses = (uint8_t)((bits >> 16) % 3 == 0);
		c->facts = MIPSIA_FACT_IA_SUBMITTED;
		for (uint64_t n = 1 + (bits >> 24) % 4; n > 0; n--)
			mipsia_set_add(&c->attested, (int)(next_random(&seed) % activities));
	}
}

static void *score_part(void *payload)
{
	struct part *part = payload;

	mipsia_score_many(mipsia_rulebook_builtin(), cases + part->first, part->count, results + part->first);
	return NULL;
}

/* Reads every byte of the cases and writes every byte of the results. */
static void *pass_part(void *payload)
{
	struct part *part = payload;
	const uint64_t *in = (const uint64_t *)(const void *)(cases + part->first);
	unsigned char *out = (unsigned char *)(results + part->first);
	size_t words = part->count * sizeof *cases / sizeof *in;
	size_t bytes = part->count * sizeof *results;
	uint64_t sum = 0;

	for (size_t i = 0; i < words; i++)
		sum += in[i];
	for (size_t i = 0; i < bytes; i++)
		out[i] = (unsigned char)sum;
	part->sum = sum;
	return NULL;
}

static double best_time(void *(*work)(void *), unsigned threads)
{
	double best = 1e9;

	for (int round = 0; round < ROUNDS; round++) {
		struct part parts[THREADS_MAX];
		pthread_t ids[THREADS_MAX];
		double start = now(), taken;

		for (unsigned t = 0; t < threads; t++) {
			parts[t] = (struct part){ .first = t * (CASES / threads), .count = CASES / threads };
			if (pthread_create(&ids[t], NULL, work, &parts[t]) != 0)
				abort();
		}
		for (unsigned t = 0; t < threads; t++)
			pthread_join(ids[t], NULL);
		taken = now() - start;
		best = taken < best ? taken : best;
	}
	return best;
}

int main(void)
{
	cases = aligned_alloc(64, (size_t)CASES * sizeof *cases);
	results = aligned_alloc(64, (size_t)CASES * sizeof *results);
	if (cases == NULL || results == NULL) {
		fprintf(stderr, "bench_kernel: not enough memory for %u cases\n", CASES);
		return 1;
	}
	fill();
	printf("scoring kernel, %u cases of %zu bytes, results of %zu bytes, best of %d\n", CASES,
	       sizeof *cases, sizeof *results, ROUNDS);
	for (unsigned threads = 1; threads <= THREADS_MAX; threads++) {
		double pass = best_time(pass_part, threads);
		double score = best_time(score_part, threads);

		printf("  %u thread%s: %6.1f M cases/s (%4.1f ns a case), plain pass %6.1f M/s, ratio %.2f "
		       "(goal 4)\n",
		       threads, threads == 1 ? " " : "s", CASES / score / 1e6, score / CASES * 1e9,
		       CASES / pass / 1e6, score / pass);
	}
	free(cases);
	free(results);
	return 0;
}
