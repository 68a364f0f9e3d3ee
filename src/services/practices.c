/*
 * practices.c - one practice: adding, showing, changing, archiving it; removing the
 * demonstration.
 */
#include "services/practices.h"

#include <stdio.h>
#include <string.h>

#include "services/history.h"
#include "services/operations.h"
#include "services/sessions.h"
#include "services/sites.h"
#include "services/tin.h"

static const char *const known[] = { "name", "tin", "sites", "archived", "version", NULL };

/* --------------------------------------------------------------------- showing */

json_t *practice_masked_tin(const char *last4)
{
	return last4 ? json_sprintf("XX-XXX%s", last4) : json_null();
}

/* Governing is for those who have a role over every practice. */
static json_t *capabilities_json(const struct op_call *call, enum role role)
{
	static const char *const names[CAN_ANYTHING] = { "read",   "record", "review",
		                                         "attest", "manage", "govern" };
	json_t *list = json_array();
	enum role over_all = ROLE_END;

	if (session_role(call->store, call->actor, NULL, call->today, &over_all) != STORE_OK)
		over_all = ROLE_END;
	for (int c = 0; c < CAN_ANYTHING; c++) {
		if (role_allows(c == CAN_GOVERN ? over_all : role, (enum capability)c))
			json_array_append_new(list, json_string(names[c]));
	}
	return list;
}

/* The row, with `last4` beside what is shown. NULL after a problem. */
static json_t *load(const struct op_call *call, struct op_reply *reply, const char *practice_id)
{
	json_t *row = NULL;

	if (!op_stored(reply,
	               store_json_one(call->store, &row,
	                              "SELECT id, name, tin_last4 AS \"last4\", sites AS \"sites:json\", "
	                              "demonstration AS \"demonstration:bool\", "
	                              "archived AS \"archived:bool\", version, "
	                              "(SELECT count(*) FROM clinician c WHERE c.practice_id = p.id "
	                              "AND c.removed = 0) AS \"clinicianCount\" "
	                              "FROM practice p WHERE id = ?1",
	                              "t", practice_id)))
		return NULL;
	if (!row)
		op_problem(reply, 404, "notFound", "", "There is no such practice here.");
	return row;
}

static void dress(const struct op_call *call, json_t *row, enum role role)
{
	const char *last4 = json_string_value(json_object_get(row, "last4"));

	json_object_set_new(row, "tinMasked", practice_masked_tin(last4));
	json_object_del(row, "last4");
	json_object_set_new(row, "role", json_string(role_name(role)));
	json_object_set_new(row, "capabilities", capabilities_json(call, role));
}

json_t *practice_json(const struct op_call *call, struct op_reply *reply, const char *practice_id,
                      enum role role)
{
	json_t *row = load(call, reply, practice_id);

	if (row)
		dress(call, row, role);
	return row;
}

static void answer(const struct op_call *call, struct op_reply *reply, int status, const char *practice_id)
{
	json_t *practice = practice_json(call, reply, practice_id, call->role);

	if (practice)
		op_answer(reply, status, practice);
}

void op_get_practice(const struct op_call *call, struct op_reply *reply)
{
	answer(call, reply, 200, call->practice_id);
}

/* ---------------------------------------------------------------------- adding */

/* The events of a practice that is being added are its own. */
static bool record_added(const struct op_call *call, struct op_reply *reply, const char *id, const char *name)
{
	struct op_event event = { .kind = "practice.added" };
	struct op_call within = *call;

	within.practice_id = id;
	return op_record(&within, reply, &event, NULL, "Added the practice: %s", name);
}

bool practice_create(const struct op_call *call, struct op_reply *reply, bool demonstration, char id[32])
{
	char name[BODY_BYTES(PRACTICE_NAME_MAX)], tin[IDENTIFIER_TIN];
	struct body body;
	json_t *sites;
	bool done;

	if (!body_begin(&body, call, reply))
		return false;
	body_know(&body, known);
	body_name(&body, "name", PRACTICE_NAME_MAX, true, name);
	tin_read(&body, tin);
	sites = sites_read(&body, NULL);
	if (op_failed(reply)) {
		json_decref(sites);
		return false;
	}
	op_new_id("prc", id);
	if (!sites)
		sites = json_array();
	done = op_stored(reply, store_run(call->store, NULL,
	                                  "INSERT INTO practice (id, name, sites, demonstration, created_at) "
	                                  "VALUES (?1, ?2, ?3, ?4, ?5)",
	                                  "ttjii", id, name, (const json_t *)sites, (int64_t)demonstration,
	                                  call->now)) &&
	       (!*tin || tin_store(call, reply, id, tin)) && record_added(call, reply, id, name);
	json_decref(sites);
	return done;
}

void op_create_practice(const struct op_call *call, struct op_reply *reply)
{
	char id[32];

	if (practice_create(call, reply, false, id))
		answer(call, reply, 201, id);
}

/* -------------------------------------------------------------------- changing */

/* What is to be; name "", has_tin false, sites NULL: as it is. */
struct practice_change {
	char name[BODY_BYTES(PRACTICE_NAME_MAX)];
	bool has_tin;
	char tin[IDENTIFIER_TIN];
	json_t *sites;
	bool archived;
	int64_t version;
};

static bool read_change(const struct op_call *call, struct op_reply *reply, const json_t *old,
                        struct practice_change *out)
{
	struct body body;

	*out = (struct practice_change){ .archived = json_is_true(json_object_get(old, "archived")) };
	if (!body_begin(&body, call, reply))
		return false;
	body_know(&body, known);
	body_name(&body, "name", PRACTICE_NAME_MAX, false, out->name);
	out->has_tin = tin_read(&body, out->tin);
	body_flag(&body, "archived", &out->archived);
	out->version = body_version(&body);
	out->sites = sites_read(&body, json_object_get(old, "sites"));
	return !op_failed(reply);
}

static bool update(const struct op_call *call, struct op_reply *reply, const struct practice_change *change)
{
	return op_stored(
		       reply,
		       store_run(
			       call->store, NULL,
			       "UPDATE practice SET name = coalesce(?2, name), sites = coalesce(?3, sites), "
			       "archived = ?4, version = version + 1 WHERE id = ?1",
			       "ttji", call->practice_id, *change->name ? change->name : NULL,
			       (const json_t *)change->sites, (int64_t)change->archived)) &&
	       (!change->has_tin || tin_store(call, reply, call->practice_id, change->tin));
}

static bool is_idle(const json_t *old, const struct practice_change *change)
{
	return !change->has_tin &&
	       (!*change->name ||
	        strcmp(change->name, json_string_value(json_object_get(old, "name"))) == 0) &&
	       (!change->sites || json_equal(change->sites, json_object_get(old, "sites"))) &&
	       change->archived == json_is_true(json_object_get(old, "archived"));
}

static bool record_changed(const struct op_call *call, struct op_reply *reply, const json_t *old,
                           const struct practice_change *change)
{
	struct op_event event = { .kind = "practice.changed" };
	const char *name = json_string_value(json_object_get(old, "name"));
	bool renamed = *change->name && strcmp(change->name, name) != 0;
	bool was_archived = json_is_true(json_object_get(old, "archived"));
	bool sites = change->sites && !json_equal(change->sites, json_object_get(old, "sites"));

	return op_record(call, reply, &event, NULL, "Changed the practice %s%s%s%s%s%s", name,
	                 renamed ? "; new name: " : "", renamed ? change->name : "",
	                 !change->has_tin ? ""
	                 : *change->tin   ? "; TIN"
	                                  : "; TIN taken away",
	                 sites ? "; sites" : "",
	                 change->archived == was_archived ? ""
	                 : change->archived               ? "; archived"
	                                                  : "; no longer archived");
}

void op_change_practice(const struct op_call *call, struct op_reply *reply)
{
	json_t *old = practice_json(call, reply, call->practice_id, call->role);
	struct practice_change change = { .sites = NULL };

	if (old && read_change(call, reply, old, &change)) {
		if (change.version != json_integer_value(json_object_get(old, "version")))
			history_conflict(call, reply, "practice.", NULL, json_incref(old));
		else if (is_idle(old, &change) ||
		         (update(call, reply, &change) && record_changed(call, reply, old, &change)))
			answer(call, reply, 200, call->practice_id);
	}
	json_decref(change.sites);
	json_decref(old);
}

/* -------------------------------------------------------------------- removing */

static bool remove_rows(const struct op_call *call, struct op_reply *reply)
{
	return op_stored(reply,
	                 store_run(call->store, NULL, "DELETE FROM account_grant WHERE practice_id = ?1", "t",
	                           call->practice_id)) &&
	       op_stored(reply, store_run(call->store, NULL, "DELETE FROM practice WHERE id = ?1", "t",
	                                  call->practice_id));
}

void op_delete_practice(const struct op_call *call, struct op_reply *reply)
{
	struct op_event event = { .kind = "practice.removed" };
	json_t *old = load(call, reply, call->practice_id);

	if (!old)
		return;
	if (!json_is_true(json_object_get(old, "demonstration")))
		op_problem(reply, 409, "notDemonstration",
		           "Archive it instead: it leaves the lists, and its records stay.",
		           "A real practice is never removed, because its records must be kept.");
	else if (op_record(call, reply, &event, NULL, "Removed %s",
	                   json_string_value(json_object_get(old, "name"))) &&
	         remove_rows(call, reply))
		op_answer(reply, 204, NULL);
	json_decref(old);
}
