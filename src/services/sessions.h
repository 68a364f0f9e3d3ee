/*
 * sessions.h - who is signed in. (Contract written by the lead for gate.c, which
 * calls these; sessions.c is branch `people`'s.)
 *
 * A session is a cookie (32 random bytes, base64url; only its BLAKE2b hash is kept)
 * and a token (csrf_token) that the page holds; gate.c demands both with every
 * request. It ends after a time without use, and after a time in any case.
 */
#ifndef MIPSIA_SERVICES_SESSIONS_H
#define MIPSIA_SERVICES_SESSIONS_H

#include "services/operation.h"

#define SESSION_COOKIE_MAX 64
#define SESSION_TOKEN_MAX 64

struct session {
	char account_id[32];
	char name[80]; /* to sign in with */
	char display_name[128];
	char csrf_token[SESSION_TOKEN_MAX];
	bool single; /* the single user's */
};

/* False when there is no such session, it has ended, or its account is disabled. A
 * session of a single-user server is no session of one with accounts, and the other
 * way round. */
bool session_find(const struct workbench *bench, struct store *store, const char *cookie, int64_t now,
                  struct session *out);

/* Compares in constant time. */
bool session_token_fits(const struct session *session, const char *token);

/* Notes that the session is used, in a transaction of its own, at most once a minute;
 * nothing happens when it cannot. No transaction may be open. */
void session_touch(struct store *store, const char *cookie, int64_t now);

/* The actor's role in the practice, or over every practice (NULL; also counts within
 * each practice: the stronger of both). ROLE_END: none, the grant has expired, or
 * there is no such practice. The single user is administrator of all that exist. */
enum store_status session_role(struct store *store, const struct actor *actor, const char *practice_id,
                               mipsia_date today, enum role *role);

#endif
