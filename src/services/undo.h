/*
 * undo.h - undoing a change of the history. What an event keeps for it is the JSON of
 * op_event.undo; which function reads it is decided by the beginning of the event's
 * kind (undo.c has the table).
 *
 * Such a function puts back what was before. When something changed since, it
 * changes nothing, says so with undo_refuse, and returns false. It does not record:
 * undo.c does, and marks the event as undone.
 */
#ifndef MIPSIA_SERVICES_UNDO_H
#define MIPSIA_SERVICES_UNDO_H

#include "services/operation.h"

typedef bool undo_function(const struct op_call *call, struct op_reply *reply, const json_t *undo);

undo_function ledger_undo;    /* "ledger." (ledger's files) */
undo_function choice_undo;    /* "choice." (ledger's files) */
undo_function clinician_undo; /* "clinician.", "roster." */
undo_function settings_undo;  /* "settings." */

/* The problem 409 `changedSince`, for these functions. */
void undo_refuse(struct op_reply *reply, const char *detail);

#endif
