/*
 * membership.h - the times of a clinician with the practice: in order, none overlaps
 * or touches another. None at all: always. An open end is MIPSIA_DATE_UNKNOWN.
 */
#ifndef MIPSIA_SERVICES_MEMBERSHIP_H
#define MIPSIA_SERVICES_MEMBERSHIP_H

#include "services/body.h"
#include "services/record.h"

#define MEMBERSHIP_MAX 20 /* times of one clinician */
#define MEMBERSHIP_WORDS 400

struct membership {
	size_t length;
	struct record_period items[MEMBERSHIP_MAX];
};

/* Reads the array `periods` of the body and puts it in order; *out stays when it is not
 * there. Adds errors. */
void membership_read(const struct body *body, struct membership *out);

/* Of a column of the store, and for it: [{from, to}]. A new reference. */
void membership_parse(const json_t *json, struct membership *out);
json_t *membership_json(const struct membership *membership);

bool membership_equal(const struct membership *a, const struct membership *b);

/* Adds a time and joins what belongs together. False when there are too many. */
bool membership_add(struct membership *membership, struct record_period period);

/* What a newer roster says: its times, and of the old ones those that it does not
 * speak of (who left and came back keeps both). A first day that it leaves empty stays
 * known; without a column of last days, last days stay as they were. */
void membership_renew(struct membership *membership, const struct membership *newer, bool has_last_days);

/* "always", "since 1 March 2026", "1 January 2025 to 30 June 2025 and since ...". */
void membership_words(const struct membership *membership, char out[MEMBERSHIP_WORDS]);

#endif
