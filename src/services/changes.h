/*
 * changes.h - what differs between two years of the rule book, as one JSON
 * document: `mipsia changes --json` prints it, and the tables for people are
 * made from it.
 */
#ifndef MIPSIA_SERVICES_CHANGES_H
#define MIPSIA_SERVICES_CHANGES_H

#include <jansson.h>

#include "mipsia/mipsia.h"

struct changes_years {
	const mipsia_rulebook *book;
	int from;
	int to;
};

/*
 * {"from", "to", "provisional",
 *  "activities": {"added", "removed", "renumbered", "redefined", "renamed", "respelled",
 *                 "moved", "reweighted", "suspended", "duration", "frequency",
 *                 "cehrt"},
 *  "mvps": {"added", "removed", "renamed", "activities"},
 *  "rules": {"changed", "added", "removed"}}; the caller owns it.
 */
json_t *changes_of(const struct changes_years *years);

#endif
