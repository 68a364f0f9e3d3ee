/* account_grants.c - who may do what where; see accounts.h. */
#include <stdio.h>
#include <string.h>

#include "services/accounts.h"

/* Whether there is such a practice; false also after a problem. */
static bool practice_is_there(const struct op_call *call, struct op_reply *reply, const char *id)
{
	struct store_rows *rows;
	enum store_status status =
		store_query(call->store, &rows, "SELECT 1 FROM practice WHERE id = ?1", "t", id);

	if (status == STORE_OK)
		status = store_step(rows);
	store_rows_end(rows);
	if (status != STORE_ROW && status != STORE_OK)
		op_stored(reply, status);
	return status == STORE_ROW;
}

static void check_practice(const struct op_call *call, const struct body *grant, json_t *seen)
{
	char id[BODY_BYTES(31)];

	if (body_has(grant, "practiceId") && !body_line(grant, "practiceId", 31, true, id))
		return;
	if (!json_object_get(grant->object, "practiceId"))
		body_error(grant, "practiceId", "missing", "Name a practice, or null for every practice.");
	if (!body_has(grant, "practiceId"))
		id[0] = '\0';
	if (*id && !practice_is_there(call, grant->reply, id))
		body_error(grant, "practiceId", "unknownPractice", "There is no such practice.");
	if (json_object_get(seen, id))
		body_error(grant, "practiceId", "duplicate", "This practice stands twice; keep one role.");
	json_object_set_new(seen, id, json_true());
}

static void check_role(const struct body *grant)
{
	mipsia_date expires;
	char role[BODY_BYTES(20)];

	body_day(grant, "expiresOn", &expires);
	if (!body_line(grant, "role", 20, true, role))
		return;
	if (role_find(role) == ROLE_END)
		body_error(grant, "role", "unknownRole",
		           "This must be viewer, dataEntry, reviewer, attester, administrator or auditor.");
	else if (role_find(role) == ROLE_AUDITOR && !body_has(grant, "expiresOn"))
		body_error(grant, "expiresOn", "missing", "An auditor's access needs a last day.");
}

void grants_check(const struct op_call *call, const struct body *body)
{
	static const char *const known[] = { "practiceId", "role", "expiresOn", NULL };
	const json_t *grants = body_array(body, "grants", ACCOUNT_GRANTS_MAX);
	json_t *seen = json_object();
	struct body grant;

	for (size_t i = 0; i < json_array_size(grants); i++) {
		if (!body_element(&grant, body, "grants", i))
			continue;
		body_know(&grant, known);
		check_practice(call, &grant, seen);
		check_role(&grant);
	}
	json_decref(seen);
}

static const char *member(const json_t *grant, const char *name)
{
	return json_string_value(json_object_get(grant, name));
}

bool grants_store(const struct op_call *call, struct op_reply *reply, const char *account_id,
                  const json_t *grants)
{
	enum store_status status = store_run(
		call->store, NULL, "DELETE FROM account_grant WHERE account_id = ?1", "t", account_id);

	for (size_t i = 0; status == STORE_OK && i < json_array_size(grants); i++) {
		const json_t *grant = json_array_get(grants, i);
		const char *practice = member(grant, "practiceId");

		status = store_run(call->store, NULL,
		                   "INSERT INTO account_grant (account_id, practice_id, role, expires_on) "
		                   "VALUES (?1, ?2, ?3, ?4)",
		                   "tttt", account_id, practice ? practice : "", member(grant, "role"),
		                   member(grant, "expiresOn"));
	}
	return op_stored(reply, status);
}

json_t *grants_json(const struct op_call *call, struct op_reply *reply, const char *account_id)
{
	json_t *grants = NULL;

	op_stored(reply, store_json(call->store, &grants,
	                            "SELECT nullif(practice_id, '') AS \"practiceId\", role, "
	                            "expires_on AS \"expiresOn\" FROM account_grant WHERE account_id = ?1 "
	                            "ORDER BY practice_id",
	                            "t", account_id));
	return grants;
}

void grants_words(const json_t *grants, char *out, size_t size)
{
	size_t length = 0;

	snprintf(out, size, "no role");
	for (int role = 0; role < ROLE_END; role++) {
		bool every = false;
		size_t practices = 0;

		for (size_t i = 0; i < json_array_size(grants); i++) {
			const json_t *grant = json_array_get(grants, i);

			if (strcmp(member(grant, "role"), role_name((enum role)role)) != 0)
				continue;
			every |= member(grant, "practiceId") == NULL;
			practices += member(grant, "practiceId") != NULL;
		}
		if (every && length < size)
			length += (size_t)snprintf(out + length, size - length, "%s%s of every practice",
			                           length ? ", " : "", role_name((enum role)role));
		if (practices && length < size)
			length += (size_t)snprintf(out + length, size - length, "%s%s of %zu practice%s",
			                           length ? ", " : "", role_name((enum role)role), practices,
			                           practices == 1 ? "" : "s");
	}
}
