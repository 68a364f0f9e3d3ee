/*
 * record_memory.c - memory that lives as long as a record: blocks in a chain.
 */
#include "services/record_part.h"

#include <stdlib.h>
#include <string.h>

struct block {
	struct block *next;
	max_align_t bytes[];
};

void *record_keep(struct record *record, size_t size)
{
	struct block *block = calloc(1, sizeof(*block) + size);

	if (!block)
		return NULL;
	block->next = record->memory;
	record->memory = block;
	return block->bytes;
}

const char *record_keep_text(struct record *record, const char *text)
{
	size_t length = text ? strlen(text) : 0;
	char *copy = record_keep(record, length + 1);

	if (copy && length)
		memcpy(copy, text, length);
	return copy;
}

void record_free(struct record *record)
{
	struct block *block = record->memory;

	while (block) {
		struct block *next = block->next;

		free(block);
		block = next;
	}
	json_decref(record->settings);
	json_decref(record->sites);
	free(record->clinicians);
	free(record->cells);
	free(record->choices);
	free(record->history);
	*record = (struct record){ 0 };
}
