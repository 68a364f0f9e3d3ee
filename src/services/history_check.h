/*
 * history_check.h - whether the history of a store is whole: each event's hash is
 * made of the one before it.
 */
#ifndef MIPSIA_SERVICES_HISTORY_CHECK_H
#define MIPSIA_SERVICES_HISTORY_CHECK_H

#include "store/store.h"

/* *events gets their number, *wrong the id of the first that does not follow from
 * the one before it, or was altered; 0: none. That events were cut off at the end
 * does not show. */
enum store_status history_check(struct store *store, int64_t *events, int64_t *wrong);

#endif
