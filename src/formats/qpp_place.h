/*
 * qpp_place.h - where the values of a JSON text stand: from JSONPath to line and
 * column. A place is kept under a 64-bit hash of its path, so that the map of a
 * text costs 16 bytes a value and no path is built unless there is a finding.
 */
#ifndef MIPSIA_FORMATS_QPP_PLACE_H
#define MIPSIA_FORMATS_QPP_PLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* 1-based; the column counts characters. 0: not known. */
struct qpp_place {
	uint32_t line;
	uint32_t column;
};

struct qpp_place_entry {
	uint64_t path;
	struct qpp_place place;
};

/* Owns its entries. Start with { 0 }. */
struct qpp_places {
	struct qpp_place_entry *entries;
	size_t length;
	size_t capacity;
	bool sorted;
};

#define QPP_PATH_ROOT UINT64_C(0xcbf29ce484222325)

/* The path of a member or an element of `parent`. */
uint64_t qpp_path_member(uint64_t parent, const char *key, size_t length);
uint64_t qpp_path_element(uint64_t parent, size_t index);

/* False when there is no memory. */
bool qpp_places_add(struct qpp_places *places, uint64_t path, struct qpp_place place);
void qpp_places_free(struct qpp_places *places);

/* Where the value at a JSONPath ("$.measurementSets[0].category") stands; when
 * there is none, where the nearest value around it stands. Not for several
 * threads at once: the first call sorts. */
struct qpp_place qpp_places_find(struct qpp_places *places, const char *path);

#endif
