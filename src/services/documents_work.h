/*
 * documents_work.h - work on all documents of files, folders and archives with
 * several threads: the caller's thread reads them and takes the results in their
 * order, the others work. Memory is bounded: no more than DOCUMENTS_AHEAD
 * documents a thread, and DOCUMENTS_AHEAD_BYTES, are read ahead.
 */
#ifndef MIPSIA_SERVICES_DOCUMENTS_WORK_H
#define MIPSIA_SERVICES_DOCUMENTS_WORK_H

#include <stdbool.h>
#include <stddef.h>

#include "services/documents.h"

#define DOCUMENTS_AHEAD 16
#define DOCUMENTS_AHEAD_BYTES ((size_t)256 << 20)
#define DOCUMENTS_THREADS_MAX 64

struct documents_work {
	/* What one thread works with; called in the caller's thread. NULL: no memory. */
	void *(*begin)(void *payload);
	void (*end)(void *state);
	/* Works on a document; the result is `take`'s. Called in any thread. */
	void *(*work)(void *state, const struct document *document);
	/* Takes the result in the caller's thread, in order; false stops. Called once
	 * for every document that was worked on. */
	bool (*take)(void *payload, const struct document *document, void *result);
	void *payload;
};

/* As documents_walk. `threads` 0: one a processor. False when `take` stopped it,
 * or there was no memory; *no_memory says which. */
bool documents_work(const char *const *operands, size_t length, unsigned threads,
                    const struct documents_work *how, bool *no_memory);

#endif
