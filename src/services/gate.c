/*
 * gate.c - see gate.h.
 */
#include "services/gate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "services/sessions.h"
#include "store/vault.h"

struct gate {
	const struct workbench *bench;
	struct store *store;
};

struct gate *gate_open(const struct workbench *bench, char message[WORKBENCH_MESSAGE])
{
	struct gate *gate = calloc(1, sizeof(*gate));

	if (gate) {
		gate->bench = bench;
		gate->store = store_open(bench->folder);
	}
	if (gate && gate->store)
		return gate;
	snprintf(message, WORKBENCH_MESSAGE, "The records in %s cannot be opened; is the disk there?",
	         store_folder_path(bench->folder));
	free(gate);
	return NULL;
}

void gate_close(struct gate *gate)
{
	if (!gate)
		return;
	store_close(gate->store);
	free(gate);
}

const char *gate_incoming(const struct workbench *bench)
{
	return vault_incoming(bench->folder);
}

/* ------------------------------------------------------------------- who asks */

/* Fills *session when the cookie and the token belong to one that lives. */
static bool find_session(struct gate *gate, const struct gate_request *request, int64_t now,
                         struct session *session)
{
	if (!*request->cookie || !*request->token)
		return false;
	return session_find(gate->bench, gate->store, request->cookie, now, session) &&
	       session_token_fits(session, request->token);
}

static void take_actor(const struct session *session, struct actor *actor)
{
	snprintf(actor->account_id, sizeof(actor->account_id), "%s", session->account_id);
	snprintf(actor->name, sizeof(actor->name), "%s", session->display_name);
	actor->single = session->single;
}

/* ------------------------------------------------------------- what they may do */

/* The role in the practice of the path, or over all practices. False after a
 * problem. A practice that the actor may not see is as one that is not there. */
static bool find_role(struct op_call *call, struct op_reply *reply)
{
	enum store_status status =
		session_role(call->store, call->actor, call->practice_id, call->today, &call->role);

	if (!op_stored(reply, status))
		return false;
	if (call->practice_id && call->role == ROLE_END) {
		op_problem(reply, 404, "notFound", "Look at the list of practices for those you can see.",
		           "There is no such practice here.");
		return false;
	}
	return true;
}

static bool may(const struct op_call *call, enum capability capability, struct op_reply *reply)
{
	if (role_allows(call->role, capability))
		return true;
	op_problem(reply, 403, "notAllowed",
	           "Ask an administrator of this server for another role, if you should be able to.",
	           "Your role does not allow this.");
	return false;
}

/* ----------------------------------------------------------------------- the call */

static bool read_year(const struct gate *gate, const char *text, int *year, struct op_reply *reply)
{
	char *end;
	long value = strtol(text, &end, 10);

	*year = (int)value;
	if (*end == '\0' && strlen(text) == 4 && value >= mipsia_first_year(gate->bench->book) &&
	    value <= mipsia_last_year(gate->bench->book))
		return true;
	op_problem(reply, 404, "yearUnknown", "", "There are rules for the performance years %d to %d.",
	           mipsia_first_year(gate->bench->book), mipsia_last_year(gate->bench->book));
	return false;
}

static void fill_call(const struct gate *gate, const struct gate_request *request, struct op_call *call)
{
	call->bench = gate->bench;
	call->store = gate->store;
	call->role = ROLE_END;
	call->practice_id = request->practice_id;
	call->query = request->query;
	call->body = request->body;
	call->upload = request->upload;
	call->peer = request->peer;
	call->now = workbench_now(gate->bench);
	call->today = workbench_day(call->now);
	memcpy(call->param, request->param, sizeof(call->param));
}

/* All within the transaction. Whether somebody is signed in. */
static bool run(struct gate *gate, const struct gate_request *request, struct op_call *call,
                struct op_reply *reply)
{
	struct session session;
	struct actor actor = { .account_id = "" };
	bool here = find_session(gate, request, call->now, &session);

	if (here) {
		take_actor(&session, &actor);
		call->actor = &actor;
		call->session = &session;
	} else if (!request->open) {
		op_problem(reply, 401, "signIn", "", "Nobody is signed in here, or the session has ended.");
		return false;
	}
	if (!here || (find_role(call, reply) && may(call, request->capability, reply)))
		request->run(call, reply);
	return here;
}

void gate_pass(struct gate *gate, const struct gate_request *request, struct op_reply *reply)
{
	struct op_call call = { .bench = NULL };
	enum store_status status;
	bool here;

	fill_call(gate, request, &call);
	if (request->year && !read_year(gate, request->year, &call.year, reply))
		return;
	status = request->writes ? store_begin_write(gate->store) : store_begin_read(gate->store);
	if (!op_stored(reply, status))
		return;
	here = run(gate, request, &call, reply);
	if (!op_failed(reply) || reply->keep) {
		status = store_commit(gate->store);
		if (status != STORE_OK) {
			reply->set_session[0] = '\0';
			op_stored(reply, status);
		}
	}
	store_rollback(gate->store);
	/* outside of what the operation does: also after a problem */
	if (here)
		session_touch(gate->store, request->cookie, call.now);
}
