/*
 * workers.h - threads that take jobs from a bounded queue, first come first served.
 */
#ifndef MIPSIA_SERVER_WORKERS_H
#define MIPSIA_SERVER_WORKERS_H

#include <stdbool.h>
#include <stdint.h>

/* Part of something larger, which the job's function finds again. */
struct job {
	struct job *next;
};

struct workers_options {
	unsigned count;
	unsigned queue;                                 /* jobs that may wait */
	void *(*begin)(void *payload, unsigned number); /* NULL: the state is the payload */
	void (*end)(void *state);                       /* may be NULL */
	void *payload;
	void (*run)(void *state, struct job *job);
};

struct workers;

/* Starts the threads and waits until each has begun. NULL when one could not. */
struct workers *workers_new(const struct workers_options *options);

/* False when the queue is full. Any thread. */
bool workers_submit(struct workers *workers, struct job *job);

/* Jobs waiting, and workers at work. */
void workers_load(struct workers *workers, unsigned *queued, unsigned *busy);

/* Lets the queue run empty and ends the threads, waiting at most until `deadline`
 * (milliseconds of CLOCK_MONOTONIC). False when some are still at work: nothing is
 * freed then, and the process should end. */
bool workers_free(struct workers *workers, uint64_t deadline);

#endif
