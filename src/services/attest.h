/*
 * attest.h - what would be signed of a practice's year, and what was. Of attest*.c,
 * review.c and receipts.c.
 *
 * Attested is what certainly counts: recorded, long enough, by enough clinicians, in the
 * year's inventory and the MVP, and not barred. Everything else is left out, and the
 * review says why.
 */
#ifndef MIPSIA_SERVICES_ATTEST_H
#define MIPSIA_SERVICES_ATTEST_H

#include "services/deadlines.h"
#include "services/proof.h"

#define ATTEST_FORMAT "mipsia-attestation/1"
#define ATTEST_NAME_MAX 120    /* characters of a signer's name or title */
#define ATTEST_REASON_MAX 1000 /* characters of a reason to amend */
#define ATTEST_DIGEST 65       /* SHA-256 in hexadecimal digits, and NUL */

/* Who submits: the group, or each clinician who reports alone. */
struct attest_unit {
	size_t clinician; /* place in the record, or RECORD_GROUP */
	mipsia_set attested;
	json_t *submission; /* as CMS's API takes it, but without TIN; NULL: nothing is attested */
	json_t *answer;     /* CaseAnswer */
};

/* Start with { 0 }; end with attest_free also after a failure. */
struct attest {
	struct record record;
	struct proof proof;
	struct attest_unit *units;
	size_t units_length;
	mipsia_set considered; /* recorded, or chosen */
	mipsia_set attested;   /* by any unit */
	bool scorable;
	char refusal[256]; /* why not */
	mipsia_case entity;
	struct submission_window window;
	char tin_last4[5]; /* "" : the practice has no TIN */
	bool demonstration;
	bool rehearsal; /* the clock was shifted */
	int amends;     /* number of the newest attestation; 0: none */
};

/* Reads and judges everything. False after filling reply. */
bool attest_load(const struct op_call *call, struct op_reply *reply, struct attest *attest);
void attest_free(struct attest *attest);

/* attest_units.c: fills units and attested. False: no memory. */
bool attest_units(struct attest *attest);
/* When the activity was performed, by whom it counts; MIPSIA_DATE_UNKNOWN when a day is
 * not known, or there are none. */
struct record_period attest_span(const struct attest *attest, size_t clinician, int activity);
/* The last day that anybody has recorded for it; MIPSIA_DATE_UNKNOWN: none is known. */
mipsia_date attest_last_day(const struct attest *attest, int activity);

/* attest_findings.c: arrays of CaseFinding. */
json_t *attest_blockers(const struct attest *attest);
json_t *attest_warnings(const struct attest *attest);

/* attest_content.c: all that is signed, but for who signs: see there. */
json_t *attest_content(const struct attest *attest);
/* SHA-256 over the JSON, members sorted, without blanks. False: no memory. */
bool attest_digest(const json_t *content, char out[ATTEST_DIGEST]);
/* The bytes that a digest is over: free(). */
char *attest_bytes(const json_t *content);

/* Review of docs/openapi.yaml, of a content; NULL: no memory. */
json_t *review_json(const json_t *content);

/* ------------------------------------------------------------------ what was signed */

/* Attestation of docs/openapi.yaml; with its content, of one alone. NULL after filling
 * reply. */
json_t *attestation_json(const struct op_call *call, struct op_reply *reply, const char *id);

#endif
