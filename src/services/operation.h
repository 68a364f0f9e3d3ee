/*
 * operation.h - what the workbench can do: one function an operation of
 * docs/openapi.yaml. The server finds the operation, knows the caller, checks
 * that the caller may, opens the transaction, calls the function, and commits
 * when the reply's status is below 400, else rolls back. So a function neither
 * checks permissions nor handles transactions, and a reply that is a success is
 * on the disk before anyone hears of it.
 *
 *	void op_get_needs(const struct op_call *call, struct op_reply *reply)
 *	{
 *		...
 *		op_answer(reply, 200, json);
 *	}
 *
 * All functions may run in several threads at once, each with a store of its own.
 */
#ifndef MIPSIA_SERVICES_OPERATION_H
#define MIPSIA_SERVICES_OPERATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "mipsia/mipsia.h"
#include "store/seal.h"
#include "store/store.h"

/* ------------------------------------------------------------- who may do what */

enum role {
	ROLE_VIEWER,        /* reads everything of the practice */
	ROLE_DATA_ENTRY,    /* and records: roster, ledger, choices, evidence */
	ROLE_REVIEWER,      /* reads, and reviews evidence and checklists */
	ROLE_ATTESTER,      /* data entry, review, and signs */
	ROLE_ADMINISTRATOR, /* everything; over every practice also accounts and new practices */
	ROLE_AUDITOR,       /* reads everything and the history; until a day */
	ROLE_END
};

/* "viewer", "dataEntry", ...; NULL when out of range. */
const char *role_name(enum role role);
/* ROLE_END when there is no such role. */
enum role role_find(const char *name);

enum capability {
	CAN_READ,
	CAN_RECORD,
	CAN_REVIEW,
	CAN_ATTEST,
	CAN_MANAGE,  /* the practice: name, TIN, sites, year settings */
	CAN_GOVERN,  /* accounts, new practices: only with a grant over every practice */
	CAN_ANYTHING /* signed in is enough, or not even that: the operation says */
};

bool role_allows(enum role role, enum capability capability);

/* Who asks. */
struct session;

struct actor {
	char account_id[32];
	char name[128]; /* display name: what history and records show */
	bool single;    /* the one user of a loopback server: administrator of everything */
};

/* ---------------------------------------------------------------- the workbench */

/* What all calls share; immutable after its beginning. */
struct workbench {
	const mipsia_rulebook *book;
	struct store_folder *folder;
	struct seal *seal;
	int64_t clock_shift; /* milliseconds added to the machine's clock: rehearsals and tests;
	                        0 in real use, and every page says so when it is not */
	bool single_user;    /* one user, who comes in with the launch token */
	char *launch_token;  /* NULL unless single_user */
};

/* ---------------------------------------------------------------------- calls */

#define OP_PARAMS_MAX 4

/* A file that was sent: in the vault's incoming folder, removed after the call
 * unless the operation took it. */
struct op_upload {
	const char *path;
	int64_t size;
	char sha256[65];
	const char *name; /* as the browser named it: never a path of ours */
};

struct op_call {
	const struct workbench *bench;
	struct store *store;              /* in a transaction: writing for operations that change */
	const struct actor *actor;        /* NULL: nobody is signed in (open operations alone) */
	const struct session *session;    /* the actor's (services/sessions.h); NULL with it */
	enum role role;                   /* of the actor in the practice, or over every practice */
	const char *practice_id;          /* of the path; exists, and the actor may see it. NULL: none */
	int year;                         /* of the path, with rules in the book; 0: none */
	const char *param[OP_PARAMS_MAX]; /* the other parameters of the path, in order */
	const json_t *query;              /* object of strings; never NULL */
	const json_t *body;               /* NULL: none */
	const struct op_upload *upload;   /* NULL: none */
	int64_t now;                      /* milliseconds since 1970-01-01 UTC */
	mipsia_date today;                /* where the server stands */
	const char *peer;                 /* address of the caller, for sign-in limits */
};

/* "" when the query does not have it. */
const char *op_query(const struct op_call *call, const char *name);

/* --------------------------------------------------------------------- replies */

/* What comes back; start with { 0 }. Exactly one of json, bytes, fd is used. The
 * server frees json and bytes and closes fd. */
struct op_reply {
	int status; /* HTTP status; >= 400: json is a problem */
	json_t *json;
	char *bytes; /* malloc */
	size_t length;
	int fd; /* a file from its beginning; valid when has_file */
	bool has_file;
	const char *type;    /* of bytes: static */
	char file_name[200]; /* offered for saving; "": shown. ASCII */
	/* of sessions alone */
	char set_session[72]; /* the new cookie's value; "": none */
	bool end_session;
	bool keep; /* a problem whose changes are committed all the same: a failed sign-in */
};

/* `json` becomes the reply's. */
void op_answer(struct op_reply *reply, int status, json_t *json);

/* A problem (RFC 9457): code is stable and static ("conflict"), detail one sentence
 * without TIN, remedy one sentence or "". Replaces what the reply held. */
void op_problem(struct op_reply *reply, int status, const char *code, const char *remedy, const char *detail,
                ...) __attribute__((format(printf, 5, 6)));
/* Adds {path, code, message} to the problem's `errors`. Begins a problem 422 "invalid"
 * when there is none. `path` is a JSON pointer into the body. */
void op_error(struct op_reply *reply, const char *path, const char *code, const char *message, ...)
	__attribute__((format(printf, 4, 5)));
/* Adds a member to the problem: {"current": ...}. `value` becomes the reply's. */
void op_problem_set(struct op_reply *reply, const char *member, json_t *value);
/* The problem that a store_status is: 409, 503, 507 ... Returns true when status is
 * STORE_OK, so that one may write: if (!op_stored(reply, store_run(...))) return; */
bool op_stored(struct op_reply *reply, enum store_status status);
bool op_failed(const struct op_reply *reply); /* status >= 400 */

/* ----------------------------------------------------------------- small helpers */

/* A new identifier: `prefix`, '_', and 16 random characters of a-z, 2-7. */
void op_new_id(const char *prefix, char out[32]);

/* Characters of UTF-8 text: what limits of texts are counted in. */
size_t op_characters(const char *text);

/* Reads a member of the body; each adds an op_error when it is missing (and needed)
 * or of a wrong type or beyond `max` characters, and then returns NULL or `fallback`. */
const char *op_body_text(const struct op_call *call, struct op_reply *reply, const char *member, size_t max,
                         bool needed);
int64_t op_body_int(const struct op_call *call, struct op_reply *reply, const char *member, int64_t fallback);

/* --------------------------------------------------------------------- history */

struct op_event {
	const char *kind; /* "ledger.changed" */
	int year;         /* 0: of no year */
	json_t *undo;     /* what undoing needs, as history.c reads it by kind; the event takes it.
	                       NULL: cannot be undone */
	int64_t undoes;   /* the event undone by this one; 0: none */
};

/* Adds to the history, within the call's transaction. The text is one sentence
 * without TIN. *id (may be NULL) gets the event's. False after filling reply. */
bool op_record(const struct op_call *call, struct op_reply *reply, const struct op_event *event, int64_t *id,
               const char *text, ...) __attribute__((format(printf, 5, 6)));

#endif
