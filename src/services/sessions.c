/* sessions.c - see sessions.h. */
#include "services/sessions.h"

#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "services/sessions_part.h"

#define HASH 32

static void hash_of(const char *cookie, unsigned char hash[HASH])
{
	crypto_generichash(hash, HASH, (const unsigned char *)cookie, strlen(cookie), NULL, 0);
}

/* 32 random bytes as 43 characters. */
static void new_token(char out[SESSION_TOKEN_MAX])
{
	unsigned char bytes[32];

	randombytes_buf(bytes, sizeof(bytes));
	sodium_bin2base64(out, SESSION_TOKEN_MAX, bytes, sizeof(bytes),
	                  sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

static int64_t idle_end(bool single)
{
	return single ? SESSION_IDLE_SINGLE : SESSION_IDLE_ACCOUNTS;
}

static int64_t whole_end(bool single)
{
	return single ? SESSION_WHOLE_SINGLE : SESSION_WHOLE_ACCOUNTS;
}

/* The single user's account is the one without password. */
static bool take_session(struct store_rows *rows, const struct workbench *bench, int64_t now,
                         struct session *out)
{
	int64_t created_at = store_int(rows, 4);
	int64_t seen_at = store_int(rows, 5);

	snprintf(out->account_id, sizeof(out->account_id), "%s", store_text(rows, 0));
	snprintf(out->name, sizeof(out->name), "%s", store_text(rows, 1));
	snprintf(out->display_name, sizeof(out->display_name), "%s", store_text(rows, 2));
	snprintf(out->csrf_token, sizeof(out->csrf_token), "%s", store_text(rows, 3));
	out->single = strcmp(out->account_id, ACCOUNT_SINGLE) == 0;
	return out->single == bench->single_user && now - seen_at < idle_end(out->single) &&
	       now - created_at < whole_end(out->single);
}

bool session_find(const struct workbench *bench, struct store *store, const char *cookie, int64_t now,
                  struct session *out)
{
	unsigned char hash[HASH];
	struct store_rows *rows;
	bool found = false;

	*out = (struct session){ .single = false };
	hash_of(cookie, hash);
	if (store_query(store, &rows,
	                "SELECT a.id, a.name, a.display_name, s.csrf_token, s.created_at, s.seen_at "
	                "FROM session s JOIN account a ON a.id = s.account_id "
	                "WHERE s.id_hash = ?1 AND a.disabled = 0",
	                "b", (const void *)hash, sizeof(hash)) == STORE_OK &&
	    store_step(rows) == STORE_ROW)
		found = take_session(rows, bench, now, out);
	store_rows_end(rows);
	return found;
}

bool session_token_fits(const struct session *session, const char *token)
{
	unsigned char ours[HASH], theirs[HASH];

	hash_of(session->csrf_token, ours);
	hash_of(token, theirs);
	return *session->csrf_token != '\0' && sodium_memcmp(ours, theirs, HASH) == 0;
}

void session_touch(struct store *store, const char *cookie, int64_t now)
{
	unsigned char hash[HASH];
	struct store_rows *rows;
	bool due = false;

	hash_of(cookie, hash);
	if (store_query(store, &rows, "SELECT seen_at FROM session WHERE id_hash = ?1", "b",
	                (const void *)hash, sizeof(hash)) == STORE_OK &&
	    store_step(rows) == STORE_ROW)
		due = now - store_int(rows, 0) >= SESSION_TOUCH;
	store_rows_end(rows);
	if (due)
		(void)store_run(store, NULL, "UPDATE session SET seen_at = ?1 WHERE id_hash = ?2", "ib", now,
		                (const void *)hash, sizeof(hash));
}

bool session_begin(const struct op_call *call, struct op_reply *reply, const char *account_id,
                   struct session *out)
{
	bool single = call->bench->single_user;
	unsigned char hash[HASH];
	char csrf_token[SESSION_TOKEN_MAX];

	new_token(reply->set_session);
	new_token(csrf_token);
	hash_of(reply->set_session, hash);
	if (op_stored(reply, store_run(call->store, NULL,
	                               "DELETE FROM session WHERE seen_at <= ?1 OR created_at <= ?2", "ii",
	                               call->now - idle_end(single), call->now - whole_end(single))) &&
	    op_stored(reply,
	              store_run(call->store, NULL,
	                        "INSERT INTO session (id_hash, account_id, csrf_token, created_at, seen_at) "
	                        "VALUES (?1, ?2, ?3, ?4, ?4)",
	                        "btti", (const void *)hash, sizeof(hash), account_id, csrf_token,
	                        call->now)) &&
	    session_find(call->bench, call->store, reply->set_session, call->now, out))
		return true;
	reply->set_session[0] = '\0';
	if (!op_failed(reply))
		op_problem(reply, 403, "notAllowed", "Ask an administrator of this server.",
		           "This account may not sign in here.");
	return false;
}

bool session_end(const struct op_call *call, struct op_reply *reply)
{
	return op_stored(reply, store_run(call->store, NULL,
	                                  "DELETE FROM session WHERE account_id = ?1 AND csrf_token = ?2",
	                                  "tt", call->session->account_id, call->session->csrf_token));
}

bool session_end_others(const struct op_call *call, struct op_reply *reply, const char *account_id,
                        const char *but_token)
{
	return op_stored(reply, store_run(call->store, NULL,
	                                  "DELETE FROM session WHERE account_id = ?1 AND csrf_token <> ?2",
	                                  "tt", account_id, but_token));
}

/* ----------------------------------------------------------------------- roles */

/* How much a role allows; of two grants the one that allows more goes on. */
static int strength(enum role role)
{
	int capabilities = 0;

	for (int c = 0; role != ROLE_END && c < CAN_ANYTHING; c++)
		capabilities += role_allows(role, (enum capability)c);
	return capabilities;
}

static enum store_status practice_is_there(struct store *store, const char *practice_id, bool *there)
{
	struct store_rows *rows;
	enum store_status status =
		store_query(store, &rows, "SELECT 1 FROM practice WHERE id = ?1", "t", practice_id);

	if (status == STORE_OK)
		status = store_step(rows);
	*there = status == STORE_ROW;
	store_rows_end(rows);
	return status == STORE_ROW ? STORE_OK : status;
}

/* The grant of the practice comes first: it stays when the other allows no more. */
static enum store_status strongest_grant(struct store *store, const char *account_id, const char *practice_id,
                                         mipsia_date today, enum role *role)
{
	struct store_rows *rows;
	enum store_status status =
		store_query(store, &rows,
	                    "SELECT role FROM account_grant WHERE account_id = ?1 "
	                    "AND (practice_id = '' OR practice_id = ?2) "
	                    "AND (expires_on IS NULL OR expires_on >= ?3) ORDER BY practice_id DESC",
	                    "ttd", account_id, practice_id, today);

	if (status == STORE_OK)
		status = store_step(rows);
	for (; status == STORE_ROW; status = store_step(rows)) {
		enum role granted = role_find(store_text(rows, 0));

		if (strength(granted) > strength(*role))
			*role = granted;
	}
	store_rows_end(rows);
	return status;
}

enum store_status session_role(struct store *store, const struct actor *actor, const char *practice_id,
                               mipsia_date today, enum role *role)
{
	enum store_status status = STORE_OK;
	bool there = true;

	*role = ROLE_END;
	if (practice_id)
		status = practice_is_there(store, practice_id, &there);
	if (status != STORE_OK || !there)
		return status;
	if (actor->single) {
		*role = ROLE_ADMINISTRATOR;
		return STORE_OK;
	}
	return strongest_grant(store, actor->account_id, practice_id ? practice_id : "", today, role);
}
