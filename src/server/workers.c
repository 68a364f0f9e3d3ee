/* workers.c - threads and their queue. */
#include "server/workers.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

struct workers {
	struct workers_options options;
	pthread_mutex_t mutex;
	pthread_cond_t changed; /* a worker has begun or ended */
	pthread_cond_t filled;  /* there is a job, or no more will come */
	struct job *first;
	struct job **last;
	unsigned queued;
	unsigned busy;
	unsigned numbered;
	unsigned begun;
	unsigned failed; /* to begin */
	unsigned ended;
	bool ending;
	unsigned started;
	pthread_t threads[];
};

/* With the mutex held; NULL when there will be no more. */
static struct job *take(struct workers *workers)
{
	struct job *job;

	while (workers->first == NULL && !workers->ending)
		pthread_cond_wait(&workers->filled, &workers->mutex);
	job = workers->first;
	if (job == NULL)
		return NULL;
	workers->first = job->next;
	if (workers->first == NULL)
		workers->last = &workers->first;
	workers->queued--;
	return job;
}

static void run_jobs(struct workers *workers, void *state)
{
	struct job *job;

	while ((job = take(workers)) != NULL) {
		workers->busy++;
		pthread_mutex_unlock(&workers->mutex);
		workers->options.run(state, job);
		pthread_mutex_lock(&workers->mutex);
		workers->busy--;
	}
}

static void *work(void *payload)
{
	struct workers *workers = payload;
	const struct workers_options *options = &workers->options;
	void *state = options->payload;
	bool is_ready = true;
	unsigned number;

	pthread_mutex_lock(&workers->mutex);
	number = workers->numbered++;
	pthread_mutex_unlock(&workers->mutex);
	if (options->begin != NULL) {
		state = options->begin(options->payload, number);
		is_ready = state != NULL;
	}
	pthread_mutex_lock(&workers->mutex);
	workers->begun++;
	workers->failed += !is_ready;
	pthread_cond_broadcast(&workers->changed);
	if (is_ready)
		run_jobs(workers, state);
	pthread_mutex_unlock(&workers->mutex);
	if (is_ready && options->end != NULL)
		options->end(state);
	pthread_mutex_lock(&workers->mutex);
	workers->ended++;
	pthread_cond_broadcast(&workers->changed);
	pthread_mutex_unlock(&workers->mutex);
	return NULL;
}

static void free_joined(struct workers *workers)
{
	for (unsigned i = 0; i < workers->started; i++)
		pthread_join(workers->threads[i], NULL);
	pthread_cond_destroy(&workers->changed);
	pthread_cond_destroy(&workers->filled);
	pthread_mutex_destroy(&workers->mutex);
	free(workers);
}

static void stop_taking(struct workers *workers)
{
	pthread_mutex_lock(&workers->mutex);
	workers->ending = true;
	pthread_cond_broadcast(&workers->filled);
	pthread_mutex_unlock(&workers->mutex);
}

static struct workers *allocate(const struct workers_options *options)
{
	struct workers *workers = calloc(1, sizeof *workers + options->count * sizeof(pthread_t));
	pthread_condattr_t monotonic;

	if (workers == NULL)
		return NULL;
	workers->options = *options;
	workers->last = &workers->first;
	pthread_mutex_init(&workers->mutex, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&workers->changed, &monotonic);
	pthread_cond_init(&workers->filled, NULL);
	pthread_condattr_destroy(&monotonic);
	return workers;
}

struct workers *workers_new(const struct workers_options *options)
{
	struct workers *workers = allocate(options);
	sigset_t all, before;
	bool is_ready;

	if (workers == NULL)
		return NULL;
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	while (workers->started < options->count &&
	       pthread_create(&workers->threads[workers->started], NULL, work, workers) == 0)
		workers->started++;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	pthread_mutex_lock(&workers->mutex);
	while (workers->begun < workers->started)
		pthread_cond_wait(&workers->changed, &workers->mutex);
	is_ready = workers->started == options->count && workers->failed == 0;
	pthread_mutex_unlock(&workers->mutex);
	if (is_ready)
		return workers;
	stop_taking(workers);
	free_joined(workers);
	return NULL;
}

bool workers_submit(struct workers *workers, struct job *job)
{
	bool has_room;

	pthread_mutex_lock(&workers->mutex);
	has_room = workers->queued < workers->options.queue;
	if (has_room) {
		job->next = NULL;
		*workers->last = job;
		workers->last = &job->next;
		workers->queued++;
		pthread_cond_signal(&workers->filled);
	}
	pthread_mutex_unlock(&workers->mutex);
	return has_room;
}

void workers_load(struct workers *workers, unsigned *queued, unsigned *busy)
{
	pthread_mutex_lock(&workers->mutex);
	*queued = workers->queued;
	*busy = workers->busy;
	pthread_mutex_unlock(&workers->mutex);
}

bool workers_free(struct workers *workers, uint64_t deadline)
{
	struct timespec until = { .tv_sec = (time_t)(deadline / 1000),
		                  .tv_nsec = (long)(deadline % 1000) * 1000000 };
	bool all_ended, late = false;

	stop_taking(workers);
	pthread_mutex_lock(&workers->mutex);
	while (workers->ended < workers->started && !late)
		late = pthread_cond_timedwait(&workers->changed, &workers->mutex, &until) != 0;
	all_ended = workers->ended == workers->started;
	pthread_mutex_unlock(&workers->mutex);
	if (all_ended)
		free_joined(workers);
	return all_ended;
}
