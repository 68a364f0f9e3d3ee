/*
 * evidence.h - evidence of a practice's year: reading it, and what it is evidence of.
 * Of evidence*.c, proof*.c and attest*.c. Functions that can fail fill the reply and
 * return false, or NULL; every json_t * returned belongs to the caller.
 */
#ifndef MIPSIA_SERVICES_EVIDENCE_H
#define MIPSIA_SERVICES_EVIDENCE_H

#include "services/operation.h"

#define EVIDENCE_FILE_MAX ((int64_t)50 << 20) /* bytes of a file: 50 MiB */
#define EVIDENCE_YEAR_MAX 2000                /* pieces of a practice's year, withdrawn ones too */
#define EVIDENCE_LINKS_MAX 200                /* places that one request names */
#define EVIDENCE_URL_MAX 2000                 /* bytes */
#define EVIDENCE_TITLE_MAX 200                /* characters of a link's name */
#define EVIDENCE_NOTE_MAX 2000                /* characters */
#define EVIDENCE_UPLOAD_NOTE_MAX 500          /* of a note in the address */
#define EVIDENCE_REASON_MAX 500               /* characters of a reason to withdraw */

/* ---------------------------------------------------------------------- adding */

/* False after a problem when the year holds as much as it may. */
bool evidence_has_room(const struct op_call *call, struct op_reply *reply);
/* Adds `what` "name", for PLACES to the history; what may be a TIN is masked. */
bool evidence_record(const struct op_call *call, struct op_reply *reply, const char *kind, const char *what,
                     const char *name, const json_t *places);
/* 201 with the evidence. */
void evidence_answer(const struct op_call *call, struct op_reply *reply, const char *id);

/* --------------------------------------------------------------------- reading */

/* Evidence of docs/openapi.yaml: all of the year, oldest first; or the one with that
 * id (404 when there is none). */
json_t *evidence_list(const struct op_call *call, struct op_reply *reply, const char *practice_id, int year);
json_t *evidence_one(const struct op_call *call, struct op_reply *reply, const char *id);

/* Whether it is there, not withdrawn, and names that place: item NULL or clinician
 * NULL: any; item "": the activity as a whole. */
bool evidence_names(const json_t *evidence, const char *measure_id, const char *item_id,
                    const char *clinician_id);

/* How long the documents of a performance year are kept: to the end of the sixth year
 * after it. *rule (may be NULL) gets the rule, or NULL. */
mipsia_date evidence_retain_until(const mipsia_rulebook *book, int year, const mipsia_rule **rule);

/* ---------------------------------------------------------- what it is evidence of */

/* Reads an array of EvidenceFor, each checked against the year's inventory, the guide
 * and the roster, into one of {measureId, itemId, clinicianId} with "" for none. NULL
 * after filling reply; `path` is the array's in the body. */
json_t *evidence_read_places(const struct op_call *call, struct op_reply *reply, const json_t *array,
                             const char *path);
/* Adds them; those that are there already stay. */
bool evidence_add_places(const struct op_call *call, struct op_reply *reply, const char *id,
                         const json_t *places);
bool evidence_drop_places(const struct op_call *call, struct op_reply *reply, const char *id);
/* ", for IA_BE_4 and IA_EPA_1"; "" for none: for the history. `size` >= 1. */
void evidence_places_text(const json_t *places, char *text, size_t size);

/* -------------------------------------------------------------- after a change */

/* Items of the checklist that rested on this evidence alone, now withdrawn or put
 * elsewhere, are open again. *reopened counts them. */
bool proof_reopen(const struct op_call *call, struct op_reply *reply, int *reopened);

#endif
