/*
 * sign_in.c - signing in and out, the session as the page sees it, and changing the
 * own password.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "services/attempts.h"
#include "services/body.h"
#include "services/history.h"
#include "services/moment.h"
#include "services/operations.h"
#include "services/password.h"
#include "services/sessions_part.h"

#define TYPED_NAME_MAX 64

/* --------------------------------------------------------------------- session */

static json_t *account_json(const struct session *session)
{
	return session ? json_pack("{s:s, s:s, s:s}", "id", session->account_id, "name", session->name,
	                           "displayName", session->display_name)
	               : json_null();
}

static json_t *session_json(const struct op_call *call, const struct session *session, enum role role)
{
	const mipsia_rulebook *book = call->bench->book;
	const char *role_text = role == ROLE_END ? NULL : role_name(role);
	char now[MOMENT_TEXT], today[MIPSIA_DATE_TEXT];

	moment_text(call->now, now);
	mipsia_date_format(call->today, today);
	return json_pack("{s:s, s:b, s:o, s:s?, s:s?, s:s, s:s, s:s, s:s, s:b, s:i, s:i, s:i}", "mode",
	                 call->bench->single_user ? "single" : "accounts", "signedIn", session != NULL,
	                 "account", account_json(session), "csrfToken", session ? session->csrf_token : NULL,
	                 "role", role_text, "version", mipsia_version(), "rulebook",
	                 mipsia_rulebook_digest(book), "now", now, "today", today, "rehearsal",
	                 call->bench->clock_shift != 0, "firstYear", mipsia_first_year(book), "lastYear",
	                 mipsia_last_year(book), "currentYear", moment_year(book, call->today));
}

static void answer_session(const struct op_call *call, struct op_reply *reply, const struct session *session)
{
	struct actor actor = { .single = false };
	enum role role = ROLE_END;
	enum store_status status = STORE_OK;

	if (session) {
		snprintf(actor.account_id, sizeof(actor.account_id), "%s", session->account_id);
		actor.single = session->single;
		status = session_role(call->store, &actor, NULL, call->today, &role);
	}
	if (op_stored(reply, status))
		op_answer(reply, 200, session_json(call, session, role));
}

void op_get_session(const struct op_call *call, struct op_reply *reply)
{
	answer_session(call, reply, call->session);
}

/* ------------------------------------------------------------------- signing in */

/* The event is that of the one who comes in. */
static bool begin(const struct op_call *call, struct op_reply *reply, const char *account_id,
                  struct session *session)
{
	struct actor actor = { .single = call->bench->single_user };
	struct op_event event = { .kind = "session.began" };
	struct op_call as = *call;

	if (!session_begin(call, reply, account_id, session))
		return false;
	snprintf(actor.account_id, sizeof(actor.account_id), "%s", session->account_id);
	snprintf(actor.name, sizeof(actor.name), "%s", session->display_name);
	as.actor = &actor;
	if (op_record(&as, reply, &event, NULL, "Signed in"))
		return true;
	reply->set_session[0] = '\0';
	return false;
}

static bool same_token(const char *a, const char *b)
{
	unsigned char hash_a[32], hash_b[32];

	crypto_generichash(hash_a, sizeof(hash_a), (const unsigned char *)a, strlen(a), NULL, 0);
	crypto_generichash(hash_b, sizeof(hash_b), (const unsigned char *)b, strlen(b), NULL, 0);
	return sodium_memcmp(hash_a, hash_b, sizeof(hash_a)) == 0;
}

/* The single user's account, made when it is not there. */
static bool make_single(const struct op_call *call, struct op_reply *reply)
{
	return op_stored(reply,
	                 store_run(call->store, NULL,
	                           "INSERT INTO account (id, name, display_name, created_at) "
	                           "VALUES (?1, '(single user)', 'Local user', ?2) ON CONFLICT DO NOTHING",
	                           "ti", ACCOUNT_SINGLE, call->now)) &&
	       op_stored(reply, store_run(call->store, NULL,
	                                  "INSERT INTO account_grant (account_id, practice_id, role) "
	                                  "VALUES (?1, '', 'administrator') ON CONFLICT DO NOTHING",
	                                  "t", ACCOUNT_SINGLE));
}

static void sign_in_single(const struct op_call *call, struct op_reply *reply, const char *token)
{
	struct session session;

	if (!call->bench->launch_token || !same_token(token, call->bench->launch_token)) {
		op_problem(reply, 401, "wrongSignIn",
		           "Open mipsia with the link that it shows when it starts; an older link has ended.",
		           "This link does not open mipsia.");
		return;
	}
	if (make_single(call, reply) && begin(call, reply, ACCOUNT_SINGLE, &session))
		answer_session(call, reply, &session);
}

struct credentials {
	char account_id[32]; /* "": there is no such account */
	char hash[PASSWORD_HASH];
	bool has_password;
};

static bool load_credentials(const struct op_call *call, struct op_reply *reply, const char *name,
                             struct credentials *out)
{
	struct store_rows *rows;
	enum store_status status = store_query(
		call->store, &rows,
		"SELECT id, coalesce(password_hash, '') FROM account WHERE name = ?1 AND disabled = 0", "t",
		name);

	*out = (struct credentials){ .has_password = false };
	if (status == STORE_OK)
		status = store_step(rows);
	if (status == STORE_ROW) {
		snprintf(out->account_id, sizeof(out->account_id), "%s", store_text(rows, 0));
		snprintf(out->hash, sizeof(out->hash), "%s", store_text(rows, 1));
		out->has_password = *out->hash != '\0';
		status = STORE_OK;
	}
	store_rows_end(rows);
	return op_stored(reply, status);
}

/* Remembers the failure; the answer is the same whether there is such an account. */
static void refuse(const struct op_call *call, struct op_reply *reply, const char *name, bool is_account)
{
	struct op_event event = { .kind = "session.refused" };

	if (!attempts_count(call, reply, name) ||
	    !op_record(call, reply, &event, NULL, "Refused a sign-in %s%s, from %s",
	               is_account ? "as " : "with a name that no account has", is_account ? name : "",
	               call->peer))
		return;
	op_problem(reply, 401, "wrongSignIn",
	           "Type both again. If you forgot the password, ask an administrator.",
	           "The name or the password is not right.");
	reply->keep = true;
}

/* The password is looked at within the writing transaction, so that others who write wait
 * for it (0.1 s): then no two attempts at once can pass the limit, and Argon2id's 64 MiB
 * are taken once, however many knock. */
static void sign_in_named(const struct op_call *call, struct op_reply *reply, const char *name,
                          const char *password)
{
	struct credentials credentials;
	struct session session;

	if (!attempts_allow(call, reply, name) || !load_credentials(call, reply, name, &credentials))
		return;
	if (!password_fits(password, credentials.has_password ? credentials.hash : NULL)) {
		refuse(call, reply, name, *credentials.account_id != '\0');
		return;
	}
	if (attempts_forget(call, reply, name) && begin(call, reply, credentials.account_id, &session))
		answer_session(call, reply, &session);
}

void op_sign_in(const struct op_call *call, struct op_reply *reply)
{
	static const char *const known[] = { "launchToken", "name", "password", NULL };
	struct body body;
	char name[BODY_BYTES(TYPED_NAME_MAX)], token[BODY_BYTES(128)];
	const char *password;

	if (!body_begin(&body, call, reply))
		return;
	body_know(&body, known);
	body_line(&body, "launchToken", 128, call->bench->single_user, token);
	body_line(&body, "name", TYPED_NAME_MAX, !call->bench->single_user, name);
	password = op_body_text(call, reply, "password", PASSWORD_MOST, !call->bench->single_user);
	if (op_failed(reply))
		return;
	for (char *c = name; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	if (call->bench->single_user)
		sign_in_single(call, reply, token);
	else
		sign_in_named(call, reply, name, password);
}

void op_sign_out(const struct op_call *call, struct op_reply *reply)
{
	struct op_event event = { .kind = "session.ended" };

	if (!session_end(call, reply) || !op_record(call, reply, &event, NULL, "Signed out"))
		return;
	reply->end_session = true;
	op_answer(reply, 204, NULL);
}

/* -------------------------------------------------------------------- password */

static void refuse_change(const struct op_call *call, struct op_reply *reply)
{
	struct op_event event = { .kind = "session.refused" };

	if (!attempts_count(call, reply, call->session->name) ||
	    !op_record(call, reply, &event, NULL, "Refused a change of password: the current one was wrong"))
		return;
	op_error(reply, "/current", "wrongPassword", "This is not your current password.");
	reply->keep = true;
}

static bool read_passwords(const struct op_call *call, struct op_reply *reply, const char **current,
                           const char **new)
{
	static const char *const known[] = { "current", "new", NULL };
	struct body body;
	const char *fault;

	if (!body_begin(&body, call, reply))
		return false;
	body_know(&body, known);
	*current = op_body_text(call, reply, "current", PASSWORD_MOST, true);
	*new = op_body_text(call, reply, "new", PASSWORD_MOST, true);
	fault = *new ? password_fault(*new, call->session->name) : NULL;
	if (fault)
		op_error(reply, "/new", "weakPassword", "%s", fault);
	return !op_failed(reply);
}

static bool store_password(const struct op_call *call, struct op_reply *reply, const char *password)
{
	char hash[PASSWORD_HASH];

	if (!password_hash(password, hash))
		return op_stored(reply, STORE_MEMORY);
	return op_stored(reply,
	                 store_run(call->store, NULL, "UPDATE account SET password_hash = ?1 WHERE id = ?2",
	                           "tt", hash, call->session->account_id));
}

void op_change_password(const struct op_call *call, struct op_reply *reply)
{
	struct op_event event = { .kind = "session.passwordChanged" };
	struct credentials credentials;
	const char *current, *new;

	if (call->session->single) {
		op_problem(reply, 409, "noPassword", "", "The single user of this computer has no password.");
		return;
	}
	if (!read_passwords(call, reply, &current, &new) ||
	    !attempts_allow(call, reply, call->session->name) ||
	    !load_credentials(call, reply, call->session->name, &credentials))
		return;
	if (!password_fits(current, credentials.has_password ? credentials.hash : NULL)) {
		refuse_change(call, reply);
		return;
	}
	if (attempts_forget(call, reply, call->session->name) && store_password(call, reply, new) &&
	    session_end_others(call, reply, call->session->account_id, call->session->csrf_token) &&
	    op_record(call, reply, &event, NULL, "Changed the own password; other sessions ended"))
		op_answer(reply, 204, NULL);
}
