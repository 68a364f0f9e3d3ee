/*
 * bulk.h - scores files of cases with all cores, in order, in flat memory.
 *
 * Every worker reads a block of whole cases, scores it into a text of its own
 * and hands the text over; whoever holds the next text in order writes it. A
 * case that cannot be scored is an answer like any other; it never stops a file.
 */
#ifndef MIPSIA_SERVICES_BULK_H
#define MIPSIA_SERVICES_BULK_H

#include "formats/answer_write.h"
#include "services/bulk_input.h"

#define BULK_THREADS_MAX 256

struct bulk_totals {
	uint64_t cases;
	uint64_t refused; /* could not be scored */
	uint64_t warned;  /* scored, with warnings */
	uint64_t bytes;   /* read */
};

/* Appends one answer. Called by several threads at once. */
typedef void bulk_render_fn(const struct answer *answer, struct outbuf *out, void *payload);
/* Writes text; false stops everything. Called by one thread at a time, as the
 * following ones. */
typedef bool bulk_write_fn(const char *text, size_t length, void *payload);
typedef void bulk_progress_fn(const struct bulk_totals *totals, void *payload);

struct bulk_job {
	size_t size; /* sizeof(struct bulk_job) */
	const mipsia_rulebook *book;
	const char *const *files; /* "-": standard input */
	size_t files_length;
	unsigned threads;  /* 0: as many as there are cores */
	uint32_t policies; /* where a case states none */
	bulk_render_fn *render;
	bulk_write_fn *write;
	bulk_progress_fn *progress; /* after each write; may be NULL */
	bulk_complain_fn *complain; /* of files that cannot be read */
	void *payload;              /* of all four */
};

enum bulk_status {
	BULK_OK,
	BULK_UNREADABLE, /* some file could not be read; the others were scored */
	BULK_WRITE_FAILED,
	BULK_NO_MEMORY
};

enum bulk_status bulk_run(const struct bulk_job *job, struct bulk_totals *totals);

/* Size of the files together, or 0 when it is not known. */
uint64_t bulk_size(const struct bulk_job *job);

#endif
