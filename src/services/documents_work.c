/* documents_work.c - see documents_work.h. */
#include "services/documents_work.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum job_state { JOB_FREE, JOB_WAITING, JOB_TAKEN, JOB_DONE };

/* A document on its way; owns the name and the bytes. */
struct job {
	enum job_state state;
	struct document document;
	char *name;
	char *bytes;
	void *result;
};

struct crew {
	const struct documents_work *how;
	unsigned threads; /* wanted */
	pthread_t thread[DOCUMENTS_THREADS_MAX];
	void *state[DOCUMENTS_THREADS_MAX]; /* of thread i; that of the caller is state[0] */
	unsigned running;                   /* threads besides the caller's */
	pthread_mutex_t lock;
	pthread_cond_t work; /* a job waits, or it is over */
	pthread_cond_t done; /* a job is done */
	bool over;
	/* a ring of jobs, in the order of the documents */
	struct job *jobs;
	size_t jobs_length;
	size_t first;  /* the oldest that was not handed out */
	size_t next;   /* where the next document goes */
	size_t worked; /* the next one to be worked on */
	size_t bytes;  /* of all jobs */
	size_t documents;
	bool stopped;
	bool no_memory;
};

/* --------------------------------------------------------------------- workers */

static struct job *job_at(struct crew *crew, size_t place)
{
	return &crew->jobs[place % crew->jobs_length];
}

struct worker {
	struct crew *crew;
	unsigned number;
};

static void *run_worker(void *payload)
{
	struct worker *worker = payload;
	struct crew *crew = worker->crew;
	void *state = crew->state[worker->number];

	free(worker);
	pthread_mutex_lock(&crew->lock);
	for (;;) {
		struct job *job;

		while (!crew->over && crew->worked == crew->next)
			pthread_cond_wait(&crew->work, &crew->lock);
		if (crew->over)
			break;
		job = job_at(crew, crew->worked++);
		job->state = JOB_TAKEN;
		pthread_mutex_unlock(&crew->lock);
		job->result = crew->how->work(state, &job->document);
		pthread_mutex_lock(&crew->lock);
		job->state = JOB_DONE;
		pthread_cond_signal(&crew->done);
	}
	pthread_mutex_unlock(&crew->lock);
	return NULL;
}

static bool start_worker(struct crew *crew, unsigned number)
{
	struct worker *worker = malloc(sizeof *worker);

	if (worker == NULL)
		return false;
	*worker = (struct worker){ crew, number };
	crew->state[number] = crew->how->begin(crew->how->payload);
	if (crew->state[number] != NULL &&
	    pthread_create(&crew->thread[number], NULL, run_worker, worker) == 0) {
		crew->running++;
		return true;
	}
	if (crew->state[number] != NULL)
		crew->how->end(crew->state[number]);
	crew->state[number] = NULL;
	free(worker);
	return false;
}

/* With the second document, and only as many as can be had. */
static void start_workers(struct crew *crew)
{
	crew->jobs_length = (size_t)crew->threads * DOCUMENTS_AHEAD;
	crew->jobs = calloc(crew->jobs_length, sizeof *crew->jobs);
	for (unsigned i = 1; crew->jobs != NULL && i <= crew->threads; i++) {
		if (!start_worker(crew, i))
			break;
	}
}

static void stop_workers(struct crew *crew)
{
	pthread_mutex_lock(&crew->lock);
	crew->over = true;
	pthread_cond_broadcast(&crew->work);
	pthread_mutex_unlock(&crew->lock);
	for (unsigned i = 1; i <= crew->running; i++) {
		pthread_join(crew->thread[i], NULL);
		crew->how->end(crew->state[i]);
	}
}

/* ------------------------------------------------------------------------ jobs */

static void empty_job(struct crew *crew, struct job *job)
{
	crew->bytes -= job->document.length;
	free(job->name);
	free(job->bytes);
	*job = (struct job){ .state = JOB_FREE };
}

/* Hands the oldest job out, waiting for it. The lock is held. */
static void hand_out(struct crew *crew)
{
	struct job *job = job_at(crew, crew->first);

	while (job->state != JOB_DONE)
		pthread_cond_wait(&crew->done, &crew->lock);
	pthread_mutex_unlock(&crew->lock);
	if (!crew->how->take(crew->how->payload, &job->document, job->result))
		crew->stopped = true;
	pthread_mutex_lock(&crew->lock);
	empty_job(crew, job);
	crew->first++;
}

/* False when there is no memory. */
static bool fill_job(struct job *job, const struct document *document)
{
	job->document = *document;
	job->name = strdup(document->name);
	job->bytes = document->bytes ? malloc(document->length + 1) : NULL;
	if (job->name == NULL || (document->bytes != NULL && job->bytes == NULL)) {
		free(job->name);
		free(job->bytes);
		*job = (struct job){ .state = JOB_FREE };
		return false;
	}
	if (document->bytes != NULL) {
		memcpy(job->bytes, document->bytes, document->length);
		job->bytes[document->length] = '\0';
		job->document.bytes = job->bytes;
	}
	job->document.name = job->name;
	job->state = JOB_WAITING;
	return true;
}

static bool is_full(const struct crew *crew, const struct document *document)
{
	size_t length = crew->next - crew->first;

	return length == crew->jobs_length ||
	       (length > 0 && crew->bytes + document->length > DOCUMENTS_AHEAD_BYTES);
}

/* Hands out what is done, and waits only when there is no room. */
static bool pass_on(struct crew *crew, const struct document *document)
{
	struct job *job;

	pthread_mutex_lock(&crew->lock);
	while (!crew->stopped && crew->first < crew->next &&
	       (is_full(crew, document) || job_at(crew, crew->first)->state == JOB_DONE))
		hand_out(crew);
	pthread_mutex_unlock(&crew->lock);
	if (crew->stopped)
		return false;
	job = job_at(crew, crew->next);
	if (!fill_job(job, document)) {
		crew->no_memory = true;
		return false;
	}
	pthread_mutex_lock(&crew->lock);
	crew->bytes += document->length;
	crew->next++;
	pthread_cond_signal(&crew->work);
	pthread_mutex_unlock(&crew->lock);
	return true;
}

static bool work_here(struct crew *crew, const struct document *document)
{
	if (crew->state[0] == NULL)
		crew->state[0] = crew->how->begin(crew->how->payload);
	if (crew->state[0] == NULL) {
		crew->no_memory = true;
		return false;
	}
	crew->stopped =
		!crew->how->take(crew->how->payload, document, crew->how->work(crew->state[0], document));
	return !crew->stopped;
}

static bool take_document(const struct document *document, void *payload)
{
	struct crew *crew = payload;

	crew->documents++;
	if (crew->documents == 2 && crew->threads > 1)
		start_workers(crew);
	return crew->running > 0 ? pass_on(crew, document) : work_here(crew, document);
}

/* All jobs that are left; after a stop only their memory is freed. */
static void finish(struct crew *crew)
{
	pthread_mutex_lock(&crew->lock);
	while (crew->first < crew->next && !crew->stopped)
		hand_out(crew);
	while (crew->first < crew->next) {
		struct job *job = job_at(crew, crew->first);

		if (crew->worked <= crew->first) { /* nobody began it */
			crew->worked = crew->first + 1;
			job->state = JOB_DONE;
			job->result = NULL;
		}
		while (job->state != JOB_DONE)
			pthread_cond_wait(&crew->done, &crew->lock);
		if (job->result != NULL) {
			pthread_mutex_unlock(&crew->lock);
			crew->how->take(crew->how->payload, &job->document, job->result);
			pthread_mutex_lock(&crew->lock);
		}
		empty_job(crew, job);
		crew->first++;
	}
	pthread_mutex_unlock(&crew->lock);
}

static unsigned processors(void)
{
	long count = sysconf(_SC_NPROCESSORS_ONLN);

	if (count < 1)
		return 1;
	return count > DOCUMENTS_THREADS_MAX - 1 ? DOCUMENTS_THREADS_MAX - 1 : (unsigned)count;
}

bool documents_work(const char *const *operands, size_t length, unsigned threads,
                    const struct documents_work *how, bool *no_memory)
{
	struct crew crew = { .how = how, .threads = threads ? threads : processors() };
	bool walked;

	if (crew.threads > DOCUMENTS_THREADS_MAX - 1)
		crew.threads = DOCUMENTS_THREADS_MAX - 1;
	pthread_mutex_init(&crew.lock, NULL);
	pthread_cond_init(&crew.work, NULL);
	pthread_cond_init(&crew.done, NULL);
	walked = documents_walk(operands, length, take_document, &crew);
	if (crew.running > 0) {
		finish(&crew);
		stop_workers(&crew);
	}
	if (crew.state[0] != NULL)
		how->end(crew.state[0]);
	free(crew.jobs);
	pthread_cond_destroy(&crew.done);
	pthread_cond_destroy(&crew.work);
	pthread_mutex_destroy(&crew.lock);
	*no_memory = crew.no_memory;
	return walked && !crew.stopped && !crew.no_memory;
}
