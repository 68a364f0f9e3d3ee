/*
 * sheet_seen.h - rows that say the same as an earlier one.
 */
#ifndef MIPSIA_FORMATS_SHEET_SEEN_H
#define MIPSIA_FORMATS_SHEET_SEEN_H

#include <stddef.h>
#include <stdint.h>

#include "formats/sheet_reader.h"

/* What makes two rows the same; compared by bytes, so it has no padding. */
struct sheet_seen_key {
	int32_t year;
	int32_t activity;
	mipsia_date begin;
	mipsia_date finish;
	char identifiers[24]; /* TIN and NPI, zeros behind them */
};

_Static_assert(sizeof(struct sheet_seen_key) == 40, "no padding");

struct sheet_seen_place;

/* Owns its places. Start with { 0 }. */
struct sheet_seen {
	struct sheet_seen_place *places;
	size_t capacity; /* a power of two */
	size_t length;
};

/* The row that had this key first, or 0 when it is new (or there is no memory)
 * and `row` is kept with it. */
uint32_t sheet_seen_before(struct sheet_seen *seen, const struct sheet_seen_key *key, uint32_t row);
void sheet_seen_free(struct sheet_seen *seen);

#endif
