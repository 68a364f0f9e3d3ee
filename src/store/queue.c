/* queue.c - the queue of writers; see folder.h. */
#include <errno.h>
#include <time.h>

#include "store/folder.h"

struct waiter {
	pthread_cond_t called;
	bool turn;
	struct waiter *next;
};

bool write_queue_init(struct write_queue *queue)
{
	queue->first = NULL;
	queue->last = NULL;
	queue->waiting = 0;
	queue->taken = false;
	queue->patience = STORE_BUSY_MILLISECONDS;
	if (pthread_condattr_init(&queue->clock) != 0)
		return false;
	if (pthread_condattr_setclock(&queue->clock, CLOCK_MONOTONIC) != 0 ||
	    pthread_mutex_init(&queue->mutex, NULL) != 0) {
		pthread_condattr_destroy(&queue->clock);
		return false;
	}
	return true;
}

void write_queue_destroy(struct write_queue *queue)
{
	pthread_mutex_destroy(&queue->mutex);
	pthread_condattr_destroy(&queue->clock);
}

static void append(struct write_queue *queue, struct waiter *waiter)
{
	if (queue->last != NULL)
		queue->last->next = waiter;
	else
		queue->first = waiter;
	queue->last = waiter;
	queue->waiting++;
}

static void take_out(struct write_queue *queue, const struct waiter *waiter)
{
	struct waiter *before = NULL;

	for (struct waiter *at = queue->first; at != NULL; before = at, at = at->next) {
		if (at != waiter)
			continue;
		if (before != NULL)
			before->next = at->next;
		else
			queue->first = at->next;
		if (queue->last == at)
			queue->last = before;
		queue->waiting--;
		return;
	}
}

static void deadline(struct timespec *time, int milliseconds)
{
	clock_gettime(CLOCK_MONOTONIC, time);
	time->tv_sec += milliseconds / 1000;
	time->tv_nsec += (long)(milliseconds % 1000) * 1000000;
	if (time->tv_nsec >= 1000000000) {
		time->tv_sec++;
		time->tv_nsec -= 1000000000;
	}
}

/* With the mutex held. */
static bool wait_for_turn(struct write_queue *queue)
{
	struct waiter self = { .turn = false };
	struct timespec until;

	if (pthread_cond_init(&self.called, &queue->clock) != 0)
		return false;
	deadline(&until, queue->patience);
	append(queue, &self);
	while (!self.turn) {
		if (pthread_cond_timedwait(&self.called, &queue->mutex, &until) == ETIMEDOUT)
			break;
	}
	if (!self.turn)
		take_out(queue, &self);
	pthread_cond_destroy(&self.called);
	return self.turn;
}

bool write_queue_enter(struct write_queue *queue)
{
	bool mine = true;

	pthread_mutex_lock(&queue->mutex);
	if (queue->taken)
		mine = wait_for_turn(queue);
	else
		queue->taken = true;
	pthread_mutex_unlock(&queue->mutex);
	return mine;
}

void write_queue_leave(struct write_queue *queue)
{
	struct waiter *next;

	pthread_mutex_lock(&queue->mutex);
	next = queue->first;
	if (next == NULL) {
		queue->taken = false;
	} else {
		take_out(queue, next);
		next->turn = true; /* `taken` goes over to it */
		pthread_cond_signal(&next->called);
	}
	pthread_mutex_unlock(&queue->mutex);
}
