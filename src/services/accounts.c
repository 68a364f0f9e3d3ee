/*
 * accounts.c - people and what they may do: listing, adding and changing accounts.
 */
#include "services/accounts.h"

#include <stdio.h>
#include <string.h>

#include "services/history.h"
#include "services/operations.h"
#include "services/password.h"
#include "services/sessions_part.h"

#define ACCOUNT_COLUMNS                                                                                      \
	"SELECT id, name, display_name AS \"displayName\", disabled AS \"disabled:bool\", "                  \
	"CASE WHEN password_hash IS NULL THEN 0 ELSE 1 END AS \"hasPassword:bool\", version FROM account "

#define ROLES_TEXT 400

/* What is to be; the texts are "" where nothing is said. */
struct account_change {
	char name[BODY_BYTES(ACCOUNT_NAME_MAX)];
	char display_name[BODY_BYTES(ACCOUNT_DISPLAY_MAX)];
	const char *password; /* NULL: as it is */
	bool disabled;
	const json_t *grants; /* NULL: as they are */
	int64_t version;
};

/* --------------------------------------------------------------------- reading */

static bool add_grants(const struct op_call *call, struct op_reply *reply, json_t *account)
{
	json_t *grants = grants_json(call, reply, json_string_value(json_object_get(account, "id")));

	json_object_set_new(account, "grants", grants);
	return grants != NULL;
}

json_t *account_json(const struct op_call *call, struct op_reply *reply, const char *account_id)
{
	json_t *account = NULL;

	if (!op_stored(reply, store_json_one(call->store, &account, ACCOUNT_COLUMNS "WHERE id = ?1", "t",
	                                     account_id)))
		return NULL;
	if (!account) {
		op_problem(reply, 404, "notFound", "", "There is no such account.");
		return NULL;
	}
	if (add_grants(call, reply, account))
		return account;
	json_decref(account);
	return NULL;
}

void op_list_accounts(const struct op_call *call, struct op_reply *reply)
{
	json_t *accounts = NULL;

	if (!op_stored(reply, store_json(call->store, &accounts,
	                                 ACCOUNT_COLUMNS "ORDER BY lower(display_name), id", "")))
		return;
	for (size_t i = 0; i < json_array_size(accounts); i++) {
		if (!add_grants(call, reply, json_array_get(accounts, i))) {
			json_decref(accounts);
			return;
		}
	}
	op_answer(reply, 200, json_pack("{s:o}", "accounts", accounts));
}

/* -------------------------------------------------------------------- checking */

static bool is_account_name(const char *name)
{
	static const char first[] = "abcdefghijklmnopqrstuvwxyz0123456789";

	return strlen(name) >= ACCOUNT_NAME_MIN && strchr(first, *name) &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789._@-") == strlen(name);
}

/* Whether an account other than `id` has the name. */
static bool is_taken(const struct op_call *call, struct op_reply *reply, const char *name, const char *id)
{
	struct store_rows *rows;
	enum store_status status = store_query(
		call->store, &rows, "SELECT 1 FROM account WHERE name = ?1 AND id <> ?2", "tt", name, id);

	if (status == STORE_OK)
		status = store_step(rows);
	store_rows_end(rows);
	if (status != STORE_ROW)
		op_stored(reply, status);
	return status == STORE_ROW;
}

static void check_name(const struct op_call *call, const struct body *body, const char *name, const char *id)
{
	if (!is_account_name(name))
		body_error(body, "name", "badName",
		           "This must be 2 or more small letters, digits or . _ @ - and begin with a letter "
		           "or digit.");
	else if (is_taken(call, body->reply, name, id))
		body_error(body, "name", "taken", "Another account has this name.");
}

/* Reads a change of the account `id` ("": a new one, of which all is needed). */
static bool read_change(const struct op_call *call, struct op_reply *reply, const char *id,
                        const char *old_name, struct account_change *out)
{
	static const char *const known[] = { "name",   "displayName", "password", "disabled",
		                             "grants", "version",     NULL };
	bool is_new = *id == '\0';
	struct body body;
	const char *fault;

	*out = (struct account_change){ .disabled = false };
	if (!body_begin(&body, call, reply))
		return false;
	body_know(&body, known);
	if (body_name(&body, "name", ACCOUNT_NAME_MAX, is_new, out->name))
		check_name(call, &body, out->name, id);
	body_name(&body, "displayName", ACCOUNT_DISPLAY_MAX, is_new, out->display_name);
	out->password = op_body_text(call, reply, "password", PASSWORD_MOST, is_new);
	fault = out->password ? password_fault(out->password, *out->name ? out->name : old_name) : NULL;
	if (fault)
		body_error(&body, "password", "weakPassword", fault);
	body_flag(&body, "disabled", &out->disabled);
	grants_check(call, &body);
	out->grants = body_array(&body, "grants", ACCOUNT_GRANTS_MAX);
	out->version = is_new ? 0 : body_version(&body);
	return !op_failed(reply);
}

/* ---------------------------------------------------------------------- adding */

static bool insert_account(const struct op_call *call, struct op_reply *reply, const char *id,
                           const struct account_change *change)
{
	char hash[PASSWORD_HASH];

	if (!password_hash(change->password, hash))
		return op_stored(reply, STORE_MEMORY);
	return op_stored(reply,
	                 store_run(call->store, NULL,
	                           "INSERT INTO account (id, name, display_name, password_hash, disabled, "
	                           "created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
	                           "ttttii", id, change->name, change->display_name, hash,
	                           (int64_t)change->disabled, call->now)) &&
	       grants_store(call, reply, id, change->grants);
}

static void answer_account(const struct op_call *call, struct op_reply *reply, int status, const char *id)
{
	json_t *account = account_json(call, reply, id);

	if (account)
		op_answer(reply, status, account);
}

void op_create_account(const struct op_call *call, struct op_reply *reply)
{
	struct op_event event = { .kind = "account.added" };
	struct account_change change;
	char id[32], roles[ROLES_TEXT];

	if (!read_change(call, reply, "", "", &change))
		return;
	op_new_id("acc", id);
	grants_words(change.grants, roles, sizeof(roles));
	if (insert_account(call, reply, id, &change) &&
	    op_record(call, reply, &event, NULL, "Added the account of %s (%s): %s", change.display_name,
	              change.name, roles))
		answer_account(call, reply, 201, id);
}

/* -------------------------------------------------------------------- changing */

/* Administrators of every practice, without a last day, who can sign in. */
static bool count_administrators(const struct op_call *call, struct op_reply *reply, int64_t *count)
{
	struct store_rows *rows;
	enum store_status status =
		store_query(call->store, &rows,
	                    "SELECT count(*) FROM account a JOIN account_grant g ON g.account_id = a.id "
	                    "WHERE g.practice_id = '' AND g.role = 'administrator' AND g.expires_on IS NULL "
	                    "AND a.disabled = 0 AND a.password_hash IS NOT NULL",
	                    "");

	if (status == STORE_OK)
		status = store_step(rows);
	*count = status == STORE_ROW ? store_int(rows, 0) : 0;
	store_rows_end(rows);
	return op_stored(reply, status == STORE_ROW ? STORE_OK : status);
}

/* The account of the single user is what it is, but for its name. */
static bool single_allows(struct op_reply *reply, const struct account_change *change)
{
	if (!*change->name && !change->password && !change->disabled && !change->grants)
		return true;
	op_problem(reply, 409, "singleUser", "Add accounts for others, and start mipsia with accounts.",
	           "Of the single user of this computer only the displayed name can be changed.");
	return false;
}

static bool update_account(const struct op_call *call, struct op_reply *reply, const char *id,
                           const struct account_change *change, const json_t *old)
{
	const char *name = *change->name ? change->name : json_string_value(json_object_get(old, "name"));
	const char *display = *change->display_name ? change->display_name
	                                            : json_string_value(json_object_get(old, "displayName"));
	char hash[PASSWORD_HASH] = "";

	if (change->password && !password_hash(change->password, hash))
		return op_stored(reply, STORE_MEMORY);
	return op_stored(reply,
	                 store_run(call->store, NULL,
	                           "UPDATE account SET name = ?2, display_name = ?3, disabled = ?4, "
	                           "password_hash = coalesce(?5, password_hash), version = version + 1 "
	                           "WHERE id = ?1",
	                           "tttit", id, name, display, (int64_t)change->disabled,
	                           *hash ? hash : NULL)) &&
	       (!change->grants || grants_store(call, reply, id, change->grants));
}

/* A new password, or none to use any more, ends what was begun with the old one. */
static bool end_sessions(const struct op_call *call, struct op_reply *reply, const char *id,
                         const struct account_change *change)
{
	bool own = call->session && strcmp(call->session->account_id, id) == 0;

	if (!change->password && !change->disabled)
		return true;
	return session_end_others(call, reply, id, own && !change->disabled ? call->session->csrf_token : "");
}

static bool record_change(const struct op_call *call, struct op_reply *reply,
                          const struct account_change *change, const json_t *old)
{
	struct op_event event = { .kind = "account.changed" };
	bool was_disabled = json_is_true(json_object_get(old, "disabled"));
	char roles[ROLES_TEXT] = "", what[ROLES_TEXT + 400];

	if (change->grants)
		grants_words(change->grants, roles, sizeof(roles));
	snprintf(what, sizeof(what), "%s%s%s%s%s%s%s", *change->name ? "; name to sign in with: " : "",
	         change->name, *change->display_name ? "; displayed name" : "",
	         change->password ? "; new password" : "",
	         change->disabled == was_disabled ? ""
	         : change->disabled               ? "; disabled"
	                                          : "; enabled again",
	         *roles ? "; " : "", roles);
	return op_record(call, reply, &event, NULL, "Changed the account of %s%s",
	                 json_string_value(json_object_get(old, "displayName")), *what ? what : "");
}

static bool leaves_administrator(const struct op_call *call, struct op_reply *reply, int64_t before)
{
	int64_t after;

	if (!count_administrators(call, reply, &after))
		return false;
	if (after > 0 || before == 0)
		return true;
	op_problem(reply, 409, "lastAdministrator", "Make somebody else an administrator first.",
	           "This is the last administrator of every practice; somebody must be able to manage "
	           "accounts.");
	return false;
}

static void change(const struct op_call *call, struct op_reply *reply, const json_t *old)
{
	const char *id = call->param[0];
	struct account_change change;
	int64_t before;

	if (!read_change(call, reply, id, json_string_value(json_object_get(old, "name")), &change))
		return;
	if (!json_object_get(call->body, "disabled"))
		change.disabled = json_is_true(json_object_get(old, "disabled"));
	if (change.version != json_integer_value(json_object_get(old, "version"))) {
		history_conflict(call, reply, "account.", id, json_incref((json_t *)old));
		return;
	}
	if (strcmp(id, ACCOUNT_SINGLE) == 0 && !single_allows(reply, &change))
		return;
	if (count_administrators(call, reply, &before) && update_account(call, reply, id, &change, old) &&
	    leaves_administrator(call, reply, before) && end_sessions(call, reply, id, &change) &&
	    record_change(call, reply, &change, old))
		answer_account(call, reply, 200, id);
}

void op_change_account(const struct op_call *call, struct op_reply *reply)
{
	json_t *old = account_json(call, reply, call->param[0]);

	if (old)
		change(call, reply, old);
	json_decref(old);
}
