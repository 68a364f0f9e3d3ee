/*
 * history_hash.h - the chain of the history: what one event's hash is. The writer
 * of events and the check of a store use this one function.
 *
 * hash = SHA-256, as 64 small hexadecimal digits, over the previous event's hash
 * (its 64 digits) and then the columns id, at, account_id, by_name, practice_id,
 * year, kind, text, undo, undoes in this order, each as its length in bytes in
 * decimal, ':' and its bytes; numbers in decimal; SQL NULL as '-'.
 */
#ifndef MIPSIA_SERVICES_HISTORY_HASH_H
#define MIPSIA_SERVICES_HISTORY_HASH_H

#include <stdint.h>

#define EVENT_HASH 65 /* 64 digits and NUL */

/* What comes before the first event. */
#define EVENT_HASH_NONE "0000000000000000000000000000000000000000000000000000000000000000"

/* A row of the table `event`, as the columns are. */
struct event_row {
	int64_t id;
	int64_t at;
	const char *account_id;
	const char *by_name;
	const char *practice_id;
	int64_t year;
	const char *kind;
	const char *text;
	const char *undo;      /* NULL: SQL NULL */
	const int64_t *undoes; /* NULL: SQL NULL */
};

void event_hash(const struct event_row *row, const char previous[EVENT_HASH], char out[EVENT_HASH]);

#endif
