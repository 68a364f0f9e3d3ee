/* qpp_place.c - see qpp_place.h. */
#include "formats/qpp_place.h"

#include <stdlib.h>
#include <string.h>

#define FNV_PRIME UINT64_C(0x100000001b3)

static uint64_t mix(uint64_t hash)
{
	hash ^= hash >> 33;
	hash *= UINT64_C(0xff51afd7ed558ccd);
	hash ^= hash >> 33;
	return hash;
}

uint64_t qpp_path_member(uint64_t parent, const char *key, size_t length)
{
	uint64_t hash = parent ^ UINT64_C(0x2e);

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)key[i]) * FNV_PRIME;
	return mix(hash);
}

uint64_t qpp_path_element(uint64_t parent, size_t index)
{
	return mix((parent ^ UINT64_C(0x5b5b5b5b5b)) * FNV_PRIME + index + 1);
}

bool qpp_places_add(struct qpp_places *places, uint64_t path, struct qpp_place place)
{
	if (places->length == places->capacity) {
		size_t capacity = places->capacity ? places->capacity * 2 : 64;
		struct qpp_place_entry *entries = realloc(places->entries, capacity * sizeof *entries);

		if (entries == NULL)
			return false;
		places->entries = entries;
		places->capacity = capacity;
	}
	places->entries[places->length++] = (struct qpp_place_entry){ path, place };
	places->sorted = false;
	return true;
}

void qpp_places_free(struct qpp_places *places)
{
	free(places->entries);
	*places = (struct qpp_places){ 0 };
}

static int by_path(const void *a, const void *b)
{
	const struct qpp_place_entry *left = a;
	const struct qpp_place_entry *right = b;

	return (left->path > right->path) - (left->path < right->path);
}

static const struct qpp_place_entry *find_hash(const struct qpp_places *places, uint64_t path)
{
	struct qpp_place_entry wanted = { .path = path };

	return bsearch(&wanted, places->entries, places->length, sizeof wanted, by_path);
}

/* Reads one step of a JSONPath: ".name" or "[12]". False at the end, and where
 * the path is written in another way. */
static bool step(const char **path, uint64_t *hash)
{
	const char *at = *path;

	if (*at == '.') {
		size_t length = strcspn(++at, ".[");

		*hash = qpp_path_member(*hash, at, length);
		*path = at + length;
		return length > 0;
	}
	if (*at == '[') {
		char *end;
		unsigned long index = strtoul(at + 1, &end, 10);

		*hash = qpp_path_element(*hash, index);
		*path = end + 1;
		return end > at + 1 && *end == ']';
	}
	return false;
}

struct qpp_place qpp_places_find(struct qpp_places *places, const char *path)
{
	uint64_t hash = QPP_PATH_ROOT;
	struct qpp_place place = { 0 };

	if (!places->sorted && places->length > 0)
		qsort(places->entries, places->length, sizeof *places->entries, by_path);
	places->sorted = true;
	if (places->length == 0)
		return place;
	path += *path == '$';
	do {
		const struct qpp_place_entry *entry = find_hash(places, hash);

		if (entry == NULL)
			break;
		place = entry->place;
	} while (step(&path, &hash));
	return place;
}
