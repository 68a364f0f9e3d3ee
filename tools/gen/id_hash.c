/* id_hash.c - a multiplier under which no two activity IDs share a slot. */
#include "gen.h"

#include <string.h>

#define MOST_TRIES (1L << 24)

/* As mipsia_id_key in src/engine/book.c. */
static uint64_t key_of(const char *id)
{
	uint64_t key = 0;

	for (size_t i = 0; id[3 + i]; i++)
		key |= (uint64_t)(unsigned char)id[3 + i] << (8 * i);
	return key;
}

static bool place_all(struct model *model)
{
	for (size_t slot = 0; slot < ID_SLOTS; slot++)
		model->id_slots[slot] = -1;
	for (size_t i = 0; i < model->activities_length; i++) {
		unsigned slot = mipsia_id_slot(key_of(model->activity_ids[i]), model->id_multiplier);

		if (model->id_slots[slot] >= 0)
			return false;
		model->id_slots[slot] = (int16_t)i;
	}
	return true;
}

/* A well mixed sequence (splitmix64) that is the same on every machine. */
static uint64_t nth_candidate(uint64_t n)
{
	uint64_t z = n * UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (z ^ (z >> 31)) | 1;
}

void find_id_hash(struct model *model)
{
	for (long n = 1; n <= MOST_TRIES; n++) {
		model->id_multiplier = nth_candidate((uint64_t)n);
		if (place_all(model))
			return;
	}
	fail("no multiplier separates the %zu activity IDs in %d slots", model->activities_length, ID_SLOTS);
}
