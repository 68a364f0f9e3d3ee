/*
 * bulk_input.h - cuts files into blocks of whole cases. Memory is one block and
 * the piece of a case at its end, however large the files are.
 */
#ifndef MIPSIA_SERVICES_BULK_INPUT_H
#define MIPSIA_SERVICES_BULK_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "formats/case_findings.h"

#define BULK_BLOCK_SIZE ((size_t)512 * 1024)

/* A case in a block, or what stands in its place. */
struct bulk_cut {
	size_t begin;
	size_t length;
	uint64_t number;       /* line or element; see bulk_block.relative */
	enum case_code code;   /* with complaint */
	const char *complaint; /* NULL: parse the text; else static */
};

/* Owns its memory and is used again. Start with { 0 }. */
struct bulk_block {
	char *bytes; /* JSON_PADDING more bytes may be read behind `length` */
	size_t length;
	size_t capacity;
	const char *file;
	const char *unit; /* "line" or "element" */
	bool first_of_file;
	bool is_lines; /* a case a line; `cuts` is empty */
	bool relative; /* numbers count from the first line of the block */
	struct bulk_cut *cuts;
	size_t cuts_length;
	size_t cuts_capacity;
	uint64_t bytes_read; /* for it, from the files */
};

void bulk_block_free(struct bulk_block *block);

/* Called when a file cannot be opened or read; `why` is a sentence. */
typedef void bulk_complain_fn(const char *file, const char *why, void *payload);

struct bulk_input;

/* `files` ("-": standard input) must outlive it. NULL when there is no memory. */
struct bulk_input *bulk_input_new(const char *const *files, size_t files_length, bulk_complain_fn *complain,
                                  void *payload);
void bulk_input_free(struct bulk_input *input);

/* The next block; false at the end, or when there is no memory. One thread at a
 * time. */
bool bulk_input_next(struct bulk_input *input, struct bulk_block *block);

bool bulk_input_unreadable(const struct bulk_input *input); /* some file was */
bool bulk_input_out_of_memory(const struct bulk_input *input);
/* Size of all files together, or 0 when it is not known. */
uint64_t bulk_input_size(const struct bulk_input *input);

#endif
