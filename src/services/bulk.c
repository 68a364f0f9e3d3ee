/*
 * bulk.c - the pipeline. Two locks: `reading` for the input, `state` for the
 * order of the texts. A worker takes `state` alone or within `reading`, never
 * `reading` within `state`.
 */
#include "services/bulk.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TEXT_MAX ((size_t)1 << 30)   /* one text; far above what is needed */
#define TEXT_FLUSH ((size_t)8 << 20) /* a longer text waits for its turn and is written in parts */
#define SLOTS_A_WORKER 2

/* The answers of one block. */
struct slot {
	struct outbuf text;
	struct case_marks marks;
	struct bulk_totals totals;
	uint64_t lines; /* of the block, when its numbers are relative */
	bool first_of_file;
	bool done; /* waits to be written */
	bool busy; /* in the hands of a worker, or waiting */
};

struct bulk {
	const struct bulk_job *job;
	struct bulk_input *input;
	struct slot *slots;
	size_t slots_length;
	pthread_mutex_t reading;
	uint64_t next_read; /* ticket of the next block; under `reading` */
	/* under `state` */
	pthread_mutex_t state;
	pthread_cond_t changed;
	uint64_t next_write; /* ticket */
	bool writing;
	bool stop;
	enum bulk_status failure;
	/* of the one who is writing */
	struct bulk_totals totals;
	struct outbuf resolved;
	uint64_t lines_before; /* in the file, before the text that is next */
};

struct worker {
	struct bulk *bulk;
	struct case_reader *reader;
	struct bulk_block block;
	struct slot *slot;
	uint64_t ticket;
	struct case_score score;
	pthread_t thread;
};

static void stop_all(struct bulk *bulk, enum bulk_status failure)
{
	pthread_mutex_lock(&bulk->state);
	if (!bulk->stop)
		bulk->failure = failure;
	bulk->stop = true;
	pthread_cond_broadcast(&bulk->changed);
	pthread_mutex_unlock(&bulk->state);
}

/* ------------------------------------------------------------------- writing */

/* Writes the slot's text, with its line numbers. Only by the one who is writing. */
static bool write_text(struct bulk *bulk, struct slot *slot)
{
	const struct outbuf *text = &slot->text;

	if (slot->first_of_file)
		bulk->lines_before = 0;
	slot->first_of_file = false;
	if (slot->marks.length > 0) {
		bulk->resolved.length = 0;
		case_marks_resolve(&slot->marks, bulk->lines_before, text, &bulk->resolved);
		text = &bulk->resolved;
		if (text->failed) {
			stop_all(bulk, BULK_NO_MEMORY);
			return false;
		}
	}
	if (text->length > 0 && !bulk->job->write(text->bytes, text->length, bulk->job->payload)) {
		stop_all(bulk, BULK_WRITE_FAILED);
		return false;
	}
	slot->text.length = 0;
	slot->marks.length = 0;
	return true;
}

static void add_totals(struct bulk *bulk, struct slot *slot)
{
	bulk->totals.cases += slot->totals.cases;
	bulk->totals.refused += slot->totals.refused;
	bulk->totals.warned += slot->totals.warned;
	bulk->totals.bytes += slot->totals.bytes;
	slot->totals = (struct bulk_totals){ 0, 0, 0, 0 };
	if (bulk->job->progress != NULL)
		bulk->job->progress(&bulk->totals, bulk->job->payload);
}

static struct slot *slot_of(struct bulk *bulk, uint64_t ticket)
{
	return &bulk->slots[ticket % bulk->slots_length];
}

/* Writes all texts that are next in order. Called and left with `state` locked. */
static void write_ready(struct bulk *bulk)
{
	while (!bulk->stop && slot_of(bulk, bulk->next_write)->done) {
		struct slot *slot = slot_of(bulk, bulk->next_write);
		bool good;

		bulk->writing = true;
		pthread_mutex_unlock(&bulk->state);
		good = write_text(bulk, slot);
		bulk->lines_before += slot->lines;
		if (good)
			add_totals(bulk, slot);
		pthread_mutex_lock(&bulk->state);
		slot->done = false;
		slot->busy = false;
		bulk->next_write++;
		bulk->writing = false;
		pthread_cond_broadcast(&bulk->changed);
	}
}

/* The worker's text is complete. */
static void hand_over(struct worker *w)
{
	struct bulk *bulk = w->bulk;

	pthread_mutex_lock(&bulk->state);
	w->slot->done = true;
	if (!bulk->writing)
		write_ready(bulk);
	pthread_mutex_unlock(&bulk->state);
}

/* Writes what the worker has so far, when its turn has come. */
static bool flush(struct worker *w)
{
	struct bulk *bulk = w->bulk;
	bool good;

	pthread_mutex_lock(&bulk->state);
	while (!bulk->stop && (bulk->next_write != w->ticket || bulk->writing))
		pthread_cond_wait(&bulk->changed, &bulk->state);
	good = !bulk->stop;
	pthread_mutex_unlock(&bulk->state);
	/* nobody else writes before this text is handed over */
	return good && write_text(bulk, w->slot);
}

/* ------------------------------------------------------------------- reading */

static bool wait_for_slot(struct worker *w)
{
	struct bulk *bulk = w->bulk;
	bool good;

	w->ticket = bulk->next_read;
	w->slot = slot_of(bulk, w->ticket);
	pthread_mutex_lock(&bulk->state);
	while (!bulk->stop && w->slot->busy)
		pthread_cond_wait(&bulk->changed, &bulk->state);
	good = !bulk->stop;
	pthread_mutex_unlock(&bulk->state);
	return good;
}

/* The next block and the slot for its answers; false at the end. */
static bool next_block(struct worker *w)
{
	struct bulk *bulk = w->bulk;
	bool good;

	pthread_mutex_lock(&bulk->reading);
	good = wait_for_slot(w) && bulk_input_next(bulk->input, &w->block);
	if (good) {
		bulk->next_read++;
		w->slot->busy = true; /* read by others under `state`, but only after next_read comes round */
		w->slot->lines = 0;
		w->slot->first_of_file = w->block.first_of_file;
		w->slot->totals.bytes = w->block.bytes_read;
	} else if (bulk_input_out_of_memory(bulk->input)) {
		stop_all(bulk, BULK_NO_MEMORY);
	}
	pthread_mutex_unlock(&bulk->reading);
	return good;
}

/* ------------------------------------------------------------------- scoring */

static void count(struct worker *w, const struct case_findings *findings)
{
	w->slot->totals.cases++;
	w->slot->totals.refused += findings->errors > 0;
	w->slot->totals.warned += findings->errors == 0 && findings->warnings > 0;
}

/* Scores one case, or says why there is none. False stops the worker. */
static bool answer_case(struct worker *w, const struct bulk_cut *cut)
{
	const struct bulk_job *job = w->bulk->job;
	struct case_input input = { .json = w->block.bytes + cut->begin,
		                    .length = cut->length,
		                    .padded = true,
		                    .policies = job->policies };
	struct case_place place = { .file = w->block.file,
		                    .unit = w->block.unit,
		                    .number = cut->number,
		                    .marks = w->block.relative ? &w->slot->marks : NULL };
	struct case_facts *facts = cut->complaint ? case_refuse(w->reader, cut->code, cut->complaint)
	                                          : case_read(w->reader, &input);
	struct answer answer = { job->book, facts, &w->score, &place };

	case_score(job->book, facts, &w->score);
	count(w, &facts->findings);
	job->render(&answer, &w->slot->text, job->payload);
	if (w->slot->text.failed) {
		stop_all(w->bulk, BULK_NO_MEMORY);
		return false;
	}
	return w->slot->text.length < TEXT_FLUSH || flush(w);
}

static bool is_blank(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r')
			return false;
	return true;
}

static bool answer_lines(struct worker *w)
{
	const struct bulk_block *block = &w->block;
	struct bulk_cut line = { .begin = 0 };

	while (line.begin < block->length) {
		const char *begin = block->bytes + line.begin;
		const char *newline = memchr(begin, '\n', block->length - line.begin);

		line.length = newline ? (size_t)(newline - begin) : block->length - line.begin;
		line.number++;
		if (!is_blank(begin, line.length) && !answer_case(w, &line))
			return false;
		line.begin += line.length + 1;
	}
	w->slot->lines = line.number;
	return true;
}

static bool answer_cuts(struct worker *w)
{
	for (size_t i = 0; i < w->block.cuts_length; i++)
		if (!answer_case(w, &w->block.cuts[i]))
			return false;
	w->slot->lines = w->block.relative;
	return true;
}

static void *work(void *payload)
{
	struct worker *w = payload;

	while (next_block(w)) {
		if (!(w->block.is_lines ? answer_lines(w) : answer_cuts(w)))
			break;
		hand_over(w);
	}
	return NULL;
}

/* ------------------------------------------------------------ setting it up */

static unsigned thread_count(const struct bulk_job *job)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	unsigned threads = job->threads ? job->threads : cores > 0 ? (unsigned)cores : 1;
	uint64_t size = bulk_size(job);

	if (size > 0 && size <= BULK_BLOCK_SIZE)
		return 1; /* there will be one block */
	return threads > BULK_THREADS_MAX ? BULK_THREADS_MAX : threads;
}

static bool bulk_open(struct bulk *bulk, const struct bulk_job *job, unsigned threads)
{
	*bulk = (struct bulk){ .job = job,
		               .slots_length = (size_t)threads * SLOTS_A_WORKER,
		               .resolved = { .limit = TEXT_MAX } };
	pthread_mutex_init(&bulk->reading, NULL);
	pthread_mutex_init(&bulk->state, NULL);
	pthread_cond_init(&bulk->changed, NULL);
	bulk->input = bulk_input_new(job->files, job->files_length, job->complain, job->payload);
	bulk->slots = calloc(bulk->slots_length, sizeof *bulk->slots);
	for (size_t i = 0; bulk->slots != NULL && i < bulk->slots_length; i++)
		bulk->slots[i].text.limit = TEXT_MAX;
	return bulk->input != NULL && bulk->slots != NULL;
}

static void bulk_close(struct bulk *bulk)
{
	for (size_t i = 0; bulk->slots != NULL && i < bulk->slots_length; i++) {
		outbuf_free(&bulk->slots[i].text);
		case_marks_free(&bulk->slots[i].marks);
	}
	free(bulk->slots);
	outbuf_free(&bulk->resolved);
	bulk_input_free(bulk->input);
	pthread_cond_destroy(&bulk->changed);
	pthread_mutex_destroy(&bulk->state);
	pthread_mutex_destroy(&bulk->reading);
}

/* Runs the workers; the caller's thread is the first of them. Threads that
 * cannot be had are done without. */
static void run_workers(struct bulk *bulk, struct worker *workers, unsigned threads)
{
	unsigned started = 1;

	while (started < threads &&
	       pthread_create(&workers[started].thread, NULL, work, &workers[started]) == 0)
		started++;
	work(&workers[0]);
	for (unsigned i = 1; i < started; i++)
		pthread_join(workers[i].thread, NULL);
	if (bulk->failure == BULK_OK && bulk_input_unreadable(bulk->input))
		bulk->failure = BULK_UNREADABLE;
}

static bool make_workers(struct bulk *bulk, struct worker *workers, unsigned threads)
{
	for (unsigned i = 0; i < threads; i++) {
		workers[i].bulk = bulk;
		workers[i].reader = case_reader_new(bulk->job->book);
		if (workers[i].reader == NULL)
			return false;
	}
	return true;
}

static void free_workers(struct worker *workers, unsigned threads)
{
	for (unsigned i = 0; workers != NULL && i < threads; i++) {
		case_reader_free(workers[i].reader);
		bulk_block_free(&workers[i].block);
	}
	free(workers);
}

enum bulk_status bulk_run(const struct bulk_job *job, struct bulk_totals *totals)
{
	unsigned threads = thread_count(job);
	struct worker *workers = calloc(threads, sizeof *workers);
	struct bulk bulk;
	bool ready =
		bulk_open(&bulk, job, threads) && workers != NULL && make_workers(&bulk, workers, threads);

	if (ready)
		run_workers(&bulk, workers, threads);
	else
		bulk.failure = BULK_NO_MEMORY;
	*totals = bulk.totals;
	free_workers(workers, threads);
	bulk_close(&bulk);
	return bulk.failure;
}

uint64_t bulk_size(const struct bulk_job *job)
{
	struct bulk_input *input = bulk_input_new(job->files, job->files_length, job->complain, job->payload);
	uint64_t size = input ? bulk_input_size(input) : 0;

	bulk_input_free(input);
	return size;
}
