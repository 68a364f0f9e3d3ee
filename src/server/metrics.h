/*
 * metrics.h - counters and latencies of one thread. Each is written by its own thread
 * only and read by any; a scrape adds the threads up.
 */
#ifndef MIPSIA_SERVER_METRICS_H
#define MIPSIA_SERVER_METRICS_H

#include <stdatomic.h>
#include <stdint.h>

#include "formats/outbuf.h"

#define METRICS_CLASSES 5  /* 1xx (never sent) to 5xx; by status / 100 - 1 */
#define METRICS_BUCKETS 12 /* of latency; the last one is all that took longer */

typedef _Atomic uint64_t metric;

struct metrics {
	_Alignas(64) metric buckets[METRICS_CLASSES][METRICS_BUCKETS]; /* requests, by class and latency */
	metric microseconds[METRICS_CLASSES];
	metric accepted;   /* connections */
	metric slow;       /* connections cut off for being slow */
	metric aborted;    /* requests whose client went away */
	metric queue_full; /* requests answered 503 for it */
	metric uploaded;   /* bytes of bodies */
};

/* Only the thread that the metrics belong to. */
static inline void metric_add(metric *m, uint64_t n)
{
	atomic_store_explicit(m, atomic_load_explicit(m, memory_order_relaxed) + n, memory_order_relaxed);
}

/* A request that was answered, or not (0). */
void metrics_request(struct metrics *metrics, int status, uint64_t microseconds);

/* What is true at one moment. */
struct gauges {
	uint64_t connections;
	uint64_t queued;
	uint64_t busy; /* workers */
};

/* All threads' metrics together, in Prometheus' text format. */
void metrics_write(const struct metrics *const *threads, unsigned length, const struct gauges *gauges,
                   struct outbuf *out);

#endif
