/* test_http_workers.c - the workers' queue, and the log's buffer. */
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <jansson.h>

#include "server/log.h"
#include "server/server.h"
#include "testing.h"

/* A gate that holds workers until it is opened. */
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static bool is_open;
static unsigned begun, ended, arrived;
static int order[16];
static unsigned done;

struct numbered {
	struct job job;
	int number;
};

static void *begin(void *payload, unsigned number)
{
	int *refused = payload;

	pthread_mutex_lock(&mutex);
	begun++;
	pthread_mutex_unlock(&mutex);
	return refused != NULL && *refused == (int)number ? NULL : &begun;
}

static void end(void *state)
{
	(void)state;
	pthread_mutex_lock(&mutex);
	ended++;
	pthread_mutex_unlock(&mutex);
}

static void run(void *state, struct job *job)
{
	(void)state;
	pthread_mutex_lock(&mutex);
	arrived++;
	pthread_cond_broadcast(&changed);
	while (!is_open)
		pthread_cond_wait(&changed, &mutex);
	order[done++] = ((struct numbered *)(void *)job)->number;
	pthread_mutex_unlock(&mutex);
}

static int reset(void **state)
{
	(void)state;
	is_open = false;
	begun = ended = arrived = done = 0;
	return 0;
}

static void open_gate(void)
{
	pthread_mutex_lock(&mutex);
	is_open = true;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&mutex);
}

static void wait_for_arrival(unsigned count)
{
	pthread_mutex_lock(&mutex);
	while (arrived < count)
		pthread_cond_wait(&changed, &mutex);
	pthread_mutex_unlock(&mutex);
}

static uint64_t soon(void)
{
	return clock_milliseconds() + 60000;
}

static void takes_jobs_in_order_and_refuses_more(void **state)
{
	struct workers_options options = { .count = 1, .queue = 3, .begin = begin, .end = end, .run = run };
	struct workers *workers = workers_new(&options);
	struct numbered jobs[5] = {
		{ .number = 0 }, { .number = 1 }, { .number = 2 }, { .number = 3 }, { .number = 4 }
	};
	unsigned queued, busy;

	(void)state;
	assert_non_null(workers);
	assert_true(workers_submit(workers, &jobs[0].job));
	wait_for_arrival(1);
	for (int i = 1; i < 4; i++)
		assert_true(workers_submit(workers, &jobs[i].job));
	assert_false(workers_submit(workers, &jobs[4].job));
	workers_load(workers, &queued, &busy);
	assert_int_equal(queued, 3);
	assert_int_equal(busy, 1);
	open_gate();
	assert_true(workers_free(workers, soon()));
	assert_int_equal(done, 4);
	for (int i = 0; i < 4; i++)
		assert_int_equal(order[i], i);
	assert_int_equal(ended, 1);
}

static void runs_side_by_side(void **state)
{
	struct workers_options options = { .count = 4, .queue = 4, .begin = begin, .end = end, .run = run };
	struct workers *workers = workers_new(&options);
	struct numbered jobs[4] = { { .number = 0 }, { .number = 1 }, { .number = 2 }, { .number = 3 } };

	(void)state;
	assert_int_equal(begun, 4);
	for (int i = 0; i < 4; i++)
		assert_true(workers_submit(workers, &jobs[i].job));
	wait_for_arrival(4);
	open_gate();
	assert_true(workers_free(workers, soon()));
	assert_int_equal(ended, 4);
}

static void does_not_begin_when_one_cannot(void **state)
{
	int refused = 2;
	struct workers_options options = {
		.count = 4, .queue = 1, .begin = begin, .end = end, .payload = &refused, .run = run
	};

	(void)state;
	assert_null(workers_new(&options));
	assert_int_equal(begun, 4);
	assert_int_equal(ended, 3);
}

static void gives_up_on_a_stuck_worker(void **state)
{
	struct workers_options options = { .count = 1, .queue = 1, .begin = begin, .end = end, .run = run };
	struct workers *workers = workers_new(&options);
	struct numbered job = { .number = 0 };

	(void)state;
	assert_true(workers_submit(workers, &job.job));
	wait_for_arrival(1);
	assert_false(workers_free(workers, clock_milliseconds() + 1));
	open_gate();
	assert_true(workers_free(workers, soon()));
}

/* ---- the log ---- */

/* What a log wrote to a file. */
static FILE *lines;

static json_t *next_line(void)
{
	static char line[4 * LOG_LINE_MAX];
	json_error_t error;

	return fgets(line, sizeof line, lines) == NULL ? NULL
	                                               : json_loads(line, JSON_REJECT_DUPLICATES, &error);
}

static const char *member(const json_t *line, const char *name)
{
	return json_string_value(json_object_get(line, name));
}

static void logs_json(void **state)
{
	static char longer[3 * LOG_LINE_MAX];
	struct server_log *log;
	struct log_value values[] = { { .name = "text", .text = "a\"b\\c\n\xff\xc3\xa9" },
		                      { .name = "number", .number = -7 },
		                      { .name = "long", .text = longer } };
	json_t *line;

	(void)state;
	memset(longer, 'x', sizeof longer - 1);
	lines = tmpfile();
	log = log_new(fileno(lines), LOG_INFO);
	assert_true(log_wants(log, LOG_WARNING));
	assert_false(log_wants(log, LOG_DEBUG));
	assert_false(log_wants(NULL, LOG_ERROR));
	log_write(log, LOG_INFO, "first", values, 3);
	log_write(log, LOG_DEBUG, "left out", NULL, 0);
	log_write(log, LOG_ERROR, "second", NULL, 0);
	log_write(NULL, LOG_ERROR, "nowhere", NULL, 0);
	log_free(log);
	rewind(lines);
	line = next_line();
	assert_string_equal(member(line, "event"), "first");
	assert_string_equal(member(line, "level"), "info");
	assert_int_equal(strlen(member(line, "time")), strlen("2026-11-21T09:30:00.123Z"));
	assert_string_equal(member(line, "text"), "a\"b\\c\n?\xc3\xa9");
	assert_int_equal(json_integer_value(json_object_get(line, "number")), -7);
	assert_true(strlen(member(line, "long")) < LOG_LINE_MAX);
	json_decref(line);
	line = next_line();
	assert_string_equal(member(line, "event"), "second");
	json_decref(line);
	assert_null(next_line());
	fclose(lines);
}

static void *write_many(void *payload)
{
	for (int i = 0; i < 1000; i++) {
		struct log_value value = { .name = "i", .number = i };

		log_write(payload, LOG_INFO, "many", &value, 1);
	}
	return NULL;
}

/* No line is torn; what was dropped is counted. */
static void logs_from_many_threads(void **state)
{
	struct server_log *log;
	pthread_t threads[4];
	json_t *line;
	json_int_t seen = 0;

	(void)state;
	lines = tmpfile();
	log = log_new(fileno(lines), LOG_INFO);
	for (int i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, write_many, log), 0);
	for (int i = 0; i < 4; i++)
		pthread_join(threads[i], NULL);
	log_free(log);
	rewind(lines);
	while ((line = next_line()) != NULL) {
		json_t *dropped = json_object_get(line, "lines");

		seen += dropped == NULL ? 1 : json_integer_value(dropped);
		json_decref(line);
	}
	assert_int_equal(seen, 4000);
	assert_true(feof(lines));
	fclose(lines);
}

struct ending_log {
	struct server_log *log;
	int fd;
};

/* Ends the log, which writes what waits, and then the pipe. */
static void *end_log(void *payload)
{
	struct ending_log *ending = payload;

	log_free(ending->log);
	close(ending->fd);
	return NULL;
}

static void drops_rather_than_wait(void **state)
{
	struct ending_log ending;
	pthread_t thread;
	json_t *line;
	json_int_t seen = 0, dropped = 0;
	int ends[2];

	(void)state;
	/* nobody reads the pipe yet, so that the log's thread comes to a halt in it */
	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	ending.log = log_new(ends[1], LOG_INFO);
	ending.fd = ends[1];
	for (int i = 0; i < 10; i++)
		write_many(ending.log);
	assert_int_equal(pthread_create(&thread, NULL, end_log, &ending), 0);
	lines = fdopen(ends[0], "r");
	while ((line = next_line()) != NULL) {
		json_t *count = json_object_get(line, "lines");

		seen += count == NULL;
		dropped += json_integer_value(count);
		json_decref(line);
	}
	pthread_join(thread, NULL);
	assert_true(dropped > 0);
	assert_int_equal(seen + dropped, 10000);
	fclose(lines);
}

static void knows_levels(void **state)
{
	enum log_level level;

	(void)state;
	for (unsigned i = 0; i < LOG_LEVELS_END; i++) {
		assert_true(log_level_parse(log_level_name((enum log_level)i), &level));
		assert_int_equal(level, i);
	}
	assert_false(log_level_parse("loud", &level));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(takes_jobs_in_order_and_refuses_more, reset),
		cmocka_unit_test_setup(runs_side_by_side, reset),
		cmocka_unit_test_setup(does_not_begin_when_one_cannot, reset),
		cmocka_unit_test_setup(gives_up_on_a_stuck_worker, reset),
		cmocka_unit_test(logs_json),
		cmocka_unit_test(logs_from_many_threads),
		cmocka_unit_test(drops_rather_than_wait),
		cmocka_unit_test(knows_levels),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
