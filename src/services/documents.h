/*
 * documents.h - all documents that files, folders and archives hold, one after
 * the other: zip and other archives are read without unpacking them, files with
 * several JSON values are cut at the values. One document is in memory at a
 * time, and none stops the others.
 *
 * Limits: DOCUMENT_BYTES_MAX a document; archives: DOCUMENT_ENTRIES_MAX entries
 * and no more bytes than DOCUMENT_FREE + DOCUMENT_RATIO_MAX times the file's own
 * size (zip bombs); folders DOCUMENT_DEPTH_MAX deep. An archive within an archive
 * is not opened. Names in archives are words: nothing is written by them.
 */
#ifndef MIPSIA_SERVICES_DOCUMENTS_H
#define MIPSIA_SERVICES_DOCUMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "formats/detect.h"

#define DOCUMENT_BYTES_MAX ((size_t)256 << 20)
#define DOCUMENT_ENTRIES_MAX 1000000
#define DOCUMENT_FREE ((uint64_t)1 << 30)
#define DOCUMENT_RATIO_MAX 100
#define DOCUMENT_DEPTH_MAX 32

struct document {
	const char *name;        /* "folder/a.xml", "a.zip/b.xml", "-" for standard input */
	size_t operand;          /* which of the operands it came from */
	bool lone;               /* the operand itself is the document */
	enum file_format format; /* never one that holds documents, unless there is trouble */
	const char *bytes;       /* NUL stands behind them; NULL when there is trouble */
	size_t length;
	uint64_t number;     /* of a value among several in its file, from 1; else 0 */
	uint32_t line;       /* of its file, on which it begins; from 1 */
	uint32_t column;     /* on that line, at which it begins; from 1 */
	const char *trouble; /* why it cannot be read: a sentence without its full stop; or NULL */
};

/* Called for each document; what it is given lives during the call. False stops. */
typedef bool document_fn(const struct document *document, void *payload);

/* Gives every document below the operands ("-": standard input) to `take`, in the
 * order of the operands and of names. Hidden files, and those that operating
 * systems leave behind, are passed over. False when `take` stopped it. */
bool documents_walk(const char *const *operands, size_t length, document_fn *take, void *payload);

/* Whether that walk would read the file at `path`, by whatever name or link. */
bool documents_include(const char *const *operands, size_t length, const char *path);

#endif
