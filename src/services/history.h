/*
 * history.h - the history of every change: an append-only chain of events with ids
 * 1, 2, 3, ... and times that never go back.
 */
#ifndef MIPSIA_SERVICES_HISTORY_H
#define MIPSIA_SERVICES_HISTORY_H

#include "services/operation.h"

#define HISTORY_TEXT 2048                             /* bytes of a sentence, with NUL */
#define HISTORY_CLOCK_SLACK ((int64_t)10 * 60 * 1000) /* the clock may be behind so far */
#define HISTORY_NOBODY "Nobody signed in"             /* who failed to sign in */
#define HISTORY_PAGE 50
#define HISTORY_PAGE_MAX 200

/* Event of docs/openapi.yaml; NULL when there is none, or after filling reply. A new
 * reference. */
json_t *history_event(const struct op_call *call, struct op_reply *reply, int64_t id);

/* The problem 409 `conflict`: `current` (becomes the reply's) is there now, and who changed it when: the newest event of the practice whose
 * kind begins with `kinds` and, unless `about` is NULL, whose undo names that id. */
void history_conflict(const struct op_call *call, struct op_reply *reply, const char *kinds,
                      const char *about, json_t *current);

#endif
