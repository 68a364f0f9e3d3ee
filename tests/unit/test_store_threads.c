/*
 * test_store_threads.c - several threads on one folder, each with its own store:
 * nothing is lost, nobody sees half a transaction, writers come in turn.
 */
#include "store_help.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

#include "store/folder.h"
#include "store/vault.h"

#define WRITERS 2
#define READERS 2
#define ROUNDS 150

struct shared {
	struct place place;
	struct store_folder *folder;
	atomic_int writing; /* writers not yet done */
	atomic_int wrong;
	pthread_mutex_t order_mutex;
	int order[8];
	int order_length;
};

struct thread {
	struct shared *shared;
	int number;
	pthread_t id;
};

static int begin(void **state)
{
	struct shared *shared = calloc(1, sizeof *shared);

	place_make(&shared->place);
	shared->folder = folder_of(shared->place.data);
	pthread_mutex_init(&shared->order_mutex, NULL);
	*state = shared;
	return 0;
}

static int end(void **state)
{
	struct shared *shared = *state;

	pthread_mutex_destroy(&shared->order_mutex);
	store_folder_close(shared->folder);
	place_remove(&shared->place);
	free(shared);
	return 0;
}

static int64_t number(struct store *store, const char *sql, struct shared *shared)
{
	struct store_rows *rows;
	int64_t value = -1;

	if (store_query(store, &rows, sql, "") != STORE_OK || store_step(rows) != STORE_ROW)
		atomic_fetch_add(&shared->wrong, 1);
	else
		value = store_int(rows, 0);
	store_rows_end(rows);
	return value;
}

/* Two rows that must stay equal, changed one after the other. */
static bool add_one(struct store *store)
{
	return store_begin_write(store) == STORE_OK &&
	       store_run(store, NULL, "UPDATE setting SET value = value + 1 WHERE name = 'a'", "") ==
	               STORE_OK &&
	       store_run(store, NULL, "UPDATE setting SET value = value + 1 WHERE name = 'b'", "") ==
	               STORE_OK &&
	       store_commit(store) == STORE_OK;
}

static void *write_rounds(void *argument)
{
	struct thread *thread = argument;
	struct store *store = store_open(thread->shared->folder);

	for (int i = 0; i < ROUNDS; i++) {
		if (!add_one(store))
			atomic_fetch_add(&thread->shared->wrong, 1);
	}
	store_close(store);
	atomic_fetch_sub(&thread->shared->writing, 1);
	return NULL;
}

static void *read_rounds(void *argument)
{
	struct thread *thread = argument;
	struct shared *shared = thread->shared;
	struct store *store = store_open(shared->folder);
	int64_t last = 0;

	do {
		int64_t a;
		int64_t b;

		if (store_begin_read(store) != STORE_OK)
			atomic_fetch_add(&shared->wrong, 1);
		a = number(store, "SELECT value FROM setting WHERE name = 'a'", shared);
		b = number(store, "SELECT value FROM setting WHERE name = 'b'", shared);
		if (a != b || a < last || store_commit(store) != STORE_OK)
			atomic_fetch_add(&shared->wrong, 1);
		last = a;
	} while (atomic_load(&shared->writing) > 0);
	store_close(store);
	return NULL;
}

static void test_writers_and_readers(void **state)
{
	struct shared *shared = *state;
	struct thread threads[WRITERS + READERS];
	struct store *store = store_open(shared->folder);

	assert_status(
		store_run(store, NULL, "INSERT INTO setting (name, value) VALUES ('a', '0'), ('b', '0')", ""),
		STORE_OK);
	atomic_store(&shared->writing, WRITERS);
	for (int i = 0; i < WRITERS + READERS; i++) {
		threads[i] = (struct thread){ .shared = shared, .number = i };
		assert_int_equal(pthread_create(&threads[i].id, NULL,
		                                i < WRITERS ? write_rounds : read_rounds, &threads[i]),
		                 0);
	}
	for (int i = 0; i < WRITERS + READERS; i++)
		pthread_join(threads[i].id, NULL);
	assert_int_equal(atomic_load(&shared->wrong), 0);
	assert_int_equal(number(store, "SELECT value FROM setting WHERE name = 'a'", shared),
	                 WRITERS * ROUNDS);
	assert_status(store_verify(store, NULL, 0), STORE_OK);
	store_close(store);
}

/* --------------------------------------------------------------------- in turn */

static void *write_once(void *argument)
{
	struct thread *thread = argument;
	struct shared *shared = thread->shared;
	struct store *store = store_open(shared->folder);

	if (store_begin_write(store) == STORE_OK) {
		pthread_mutex_lock(&shared->order_mutex);
		shared->order[shared->order_length++] = thread->number;
		pthread_mutex_unlock(&shared->order_mutex);
	}
	store_close(store); /* rolls back */
	return NULL;
}

static int waiting(struct write_queue *queue)
{
	int waits;

	pthread_mutex_lock(&queue->mutex);
	waits = queue->waiting;
	pthread_mutex_unlock(&queue->mutex);
	return waits;
}

static void test_writers_come_in_turn(void **state)
{
	struct shared *shared = *state;
	struct thread threads[8];
	struct store *store = store_open(shared->folder);

	assert_status(store_begin_write(store), STORE_OK);
	for (int i = 0; i < 8; i++) {
		threads[i] = (struct thread){ .shared = shared, .number = i };
		assert_int_equal(pthread_create(&threads[i].id, NULL, write_once, &threads[i]), 0);
		while (waiting(&shared->folder->queue) != i + 1)
			sched_yield();
	}
	store_rollback(store);
	for (int i = 0; i < 8; i++)
		pthread_join(threads[i].id, NULL);
	assert_int_equal(shared->order_length, 8);
	for (int i = 0; i < 8; i++)
		assert_int_equal(shared->order[i], i);
	store_close(store);
}

/* ------------------------------------------------------------------- one file */

#define ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static void *take_abc(void *argument)
{
	struct thread *thread = argument;
	struct shared *shared = thread->shared;
	char path[FOLDER_FILE_MAX + 40];

	snprintf(path, sizeof path, "%s/%d", vault_incoming(shared->folder), thread->number);
	for (int i = 0; i < 20; i++) {
		write_file(path, "abc", 3);
		if (vault_take(shared->folder, path, ABC) != STORE_OK ||
		    vault_check(shared->folder, ABC) != STORE_OK)
			atomic_fetch_add(&shared->wrong, 1);
	}
	return NULL;
}

static void test_the_same_evidence_at_once(void **state)
{
	struct shared *shared = *state;
	struct thread threads[4];

	for (int i = 0; i < 4; i++) {
		threads[i] = (struct thread){ .shared = shared, .number = i };
		assert_int_equal(pthread_create(&threads[i].id, NULL, take_abc, &threads[i]), 0);
	}
	for (int i = 0; i < 4; i++)
		pthread_join(threads[i].id, NULL);
	assert_int_equal(atomic_load(&shared->wrong), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define THREADS_TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
		THREADS_TEST(test_writers_and_readers),
		THREADS_TEST(test_writers_come_in_turn),
		THREADS_TEST(test_the_same_evidence_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
