/* sheet_seen.c - a hash table with open addressing, at most half full. */
#include "formats/sheet_seen.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_CAPACITY 256

struct sheet_seen_place {
	struct sheet_seen_key key;
	uint32_t row; /* 0: free */
};

/* FNV-1a, 64 bits. */
static size_t hash(const struct sheet_seen_key *key)
{
	const unsigned char *bytes = (const unsigned char *)key;
	uint64_t sum = 0xcbf29ce484222325u;

	for (size_t i = 0; i < sizeof *key; i++)
		sum = (sum ^ bytes[i]) * 0x100000001b3u;
	return (size_t)(sum ^ sum >> 32);
}

/* The place of the key, or the free one where it belongs. */
static struct sheet_seen_place *find(const struct sheet_seen *seen, const struct sheet_seen_key *key)
{
	size_t at = hash(key) & (seen->capacity - 1);

	while (seen->places[at].row != 0 && memcmp(&seen->places[at].key, key, sizeof *key) != 0)
		at = (at + 1) & (seen->capacity - 1);
	return &seen->places[at];
}

static void grow(struct sheet_seen *seen)
{
	struct sheet_seen larger = { .capacity = seen->capacity ? seen->capacity * 2 : FIRST_CAPACITY,
		                     .length = seen->length };

	larger.places = calloc(larger.capacity, sizeof *larger.places);
	if (larger.places == NULL)
		return;
	for (size_t i = 0; i < seen->capacity; i++) {
		if (seen->places[i].row != 0)
			*find(&larger, &seen->places[i].key) = seen->places[i];
	}
	free(seen->places);
	*seen = larger;
}

uint32_t sheet_seen_before(struct sheet_seen *seen, const struct sheet_seen_key *key, uint32_t row)
{
	struct sheet_seen_place *place;

	if (seen->length * 2 >= seen->capacity)
		grow(seen);
	if (seen->length * 2 >= seen->capacity)
		return 0; /* no memory: the warning is lost, nothing else */
	place = find(seen, key);
	if (place->row != 0)
		return place->row;
	*place = (struct sheet_seen_place){ *key, row };
	seen->length++;
	return 0;
}

void sheet_seen_free(struct sheet_seen *seen)
{
	free(seen->places);
	*seen = (struct sheet_seen){ .places = NULL };
}
