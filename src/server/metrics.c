/* metrics.c - counters and latencies in Prometheus' text format. */
#include "server/metrics.h"

#include <inttypes.h>
#include <stddef.h>

static const struct {
	uint64_t microseconds;
	const char *seconds;
} bounds[METRICS_BUCKETS] = {
	{ 100, "0.0001" }, { 500, "0.0005" }, { 1000, "0.001" },  { 5000, "0.005" },
	{ 10000, "0.01" }, { 50000, "0.05" }, { 100000, "0.1" },  { 500000, "0.5" },
	{ 1000000, "1" },  { 5000000, "5" },  { 10000000, "10" }, { UINT64_MAX, "+Inf" },
};

void metrics_request(struct metrics *metrics, int status, uint64_t microseconds)
{
	unsigned class = (unsigned)(status / 100 - 1);
	unsigned bucket = 0;

	if (status < 100 || class >= METRICS_CLASSES)
		return;
	while (microseconds > bounds[bucket].microseconds)
		bucket++;
	metric_add(&metrics->buckets[class][bucket], 1);
	metric_add(&metrics->microseconds[class], microseconds);
}

/* The metric at this place of every thread, added up. */
static uint64_t sum(const struct metrics *const *threads, unsigned length, size_t place)
{
	uint64_t total = 0;

	for (unsigned i = 0; i < length; i++)
		total +=
			atomic_load_explicit((const metric *)(const void *)((const char *)threads[i] + place),
		                             memory_order_relaxed);
	return total;
}

static void write_class(const struct metrics *const *threads, unsigned length, unsigned class,
                        struct outbuf *out)
{
	size_t buckets = offsetof(struct metrics, buckets) + class * METRICS_BUCKETS * sizeof(metric);
	uint64_t count = 0, micros;

	for (unsigned i = 0; i < METRICS_BUCKETS; i++) {
		count += sum(threads, length, buckets + i * sizeof(metric));
		outbuf_format(out,
		              "mipsia_http_request_seconds_bucket{class=\"%uxx\",le=\"%s\"} %" PRIu64 "\n",
		              class + 1, bounds[i].seconds, count);
	}
	micros = sum(threads, length, offsetof(struct metrics, microseconds) + class * sizeof(metric));
	outbuf_format(out, "mipsia_http_request_seconds_sum{class=\"%uxx\"} %" PRIu64 ".%06" PRIu64 "\n",
	              class + 1, micros / 1000000, micros % 1000000);
	outbuf_format(out, "mipsia_http_request_seconds_count{class=\"%uxx\"} %" PRIu64 "\n", class + 1,
	              count);
}

static void write_one(struct outbuf *out, const char *name, const char *type, const char *help,
                      uint64_t value)
{
	outbuf_format(out, "# HELP %s %s\n# TYPE %s %s\n%s %" PRIu64 "\n", name, help, name, type, name,
	              value);
}

void metrics_write(const struct metrics *const *threads, unsigned length, const struct gauges *gauges,
                   struct outbuf *out)
{
	static const struct {
		const char *name;
		const char *help;
		size_t place;
	} counters[] = {
		{ "mipsia_http_connections_accepted_total", "Connections accepted.",
		  offsetof(struct metrics, accepted) },
		{ "mipsia_http_slow_clients_total", "Connections cut off for being slow.",
		  offsetof(struct metrics, slow) },
		{ "mipsia_http_aborted_total", "Requests whose client went away.",
		  offsetof(struct metrics, aborted) },
		{ "mipsia_http_queue_full_total", "Requests refused because all workers were busy.",
		  offsetof(struct metrics, queue_full) },
		{ "mipsia_http_received_bytes_total", "Bytes of request bodies.",
		  offsetof(struct metrics, uploaded) },
	};

	outbuf_literal(out,
	               "# HELP mipsia_http_request_seconds From a request's headers to its answer's end.\n"
	               "# TYPE mipsia_http_request_seconds histogram\n");
	for (unsigned class = 1; class < METRICS_CLASSES; class ++)
		write_class(threads, length, class, out);
	for (size_t i = 0; i < sizeof counters / sizeof *counters; i++)
		write_one(out, counters[i].name, "counter", counters[i].help,
		          sum(threads, length, counters[i].place));
	write_one(out, "mipsia_http_connections", "gauge", "Connections open.", gauges->connections);
	write_one(out, "mipsia_http_queue", "gauge", "Requests waiting for a worker.", gauges->queued);
	write_one(out, "mipsia_http_workers_busy", "gauge", "Workers at work.", gauges->busy);
}
