/*
 * clinicians.c - the roster, one clinician at a time.
 */
#include "services/clinicians.h"

#include <stdio.h>
#include <string.h>

#include "services/history.h"
#include "services/operations.h"

static const char *const known[] = { "npi", "name", "specialty", "periods", "removed", "version", NULL };

/* --------------------------------------------------------------------- showing */

static json_t *clinician_json(const struct clinician_row *row)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:o, s:b, s:I}", "id", row->id, "npi", row->facts.npi, "name",
	                 row->facts.name, "specialty", row->facts.specialty, "periods",
	                 membership_json(&row->facts.periods), "removed", row->facts.removed, "version",
	                 (json_int_t)row->version);
}

void op_list_clinicians(const struct op_call *call, struct op_reply *reply)
{
	json_t *clinicians = NULL;

	if (op_stored(reply, store_json(call->store, &clinicians,
	                                "SELECT id, npi, name, specialty, periods AS \"periods:json\", "
	                                "removed AS \"removed:bool\", version FROM clinician "
	                                "WHERE practice_id = ?1 AND removed = 0 ORDER BY lower(name), npi",
	                                "t", call->practice_id)))
		op_answer(reply, 200, json_pack("{s:o}", "clinicians", clinicians));
}

/* -------------------------------------------------------------------- checking */

static void read_npi(const struct body *body, bool needed, char out[IDENTIFIER_NPI])
{
	char typed[BODY_BYTES(20)], message[120];
	enum identifier_fault fault;
	size_t length = 0;

	if (!body_name(body, "npi", 20, needed, typed))
		return;
	for (const char *c = typed; *c; c++) {
		if (*c != ' ' && *c != '-')
			typed[length++] = *c;
	}
	typed[length] = '\0';
	fault = identifier_check_npi(typed, length, IDENTIFIER_REAL);
	if (fault == IDENTIFIER_GOOD) {
		memcpy(out, typed, IDENTIFIER_NPI);
		return;
	}
	snprintf(message, sizeof(message), "The NPI %s.", identifier_npi_fault_text(fault));
	body_error(body, "npi", "invalidNpi", message);
}

/* Reads the body over `facts`. */
static bool read_facts(const struct op_call *call, struct op_reply *reply, bool is_new,
                       struct clinician *facts, int64_t *version)
{
	char name[sizeof(facts->name)], specialty[sizeof(facts->specialty)];
	struct body body;

	if (!body_begin(&body, call, reply))
		return false;
	body_know(&body, known);
	read_npi(&body, is_new, facts->npi);
	if (body_name(&body, "name", CLINICIAN_NAME_MAX, is_new, name))
		memcpy(facts->name, name, sizeof(name));
	if (body_line(&body, "specialty", CLINICIAN_SPECIALTY_MAX, false, specialty))
		memcpy(facts->specialty, specialty, sizeof(specialty));
	membership_read(&body, &facts->periods);
	body_flag(&body, "removed", &facts->removed);
	*version = is_new ? 0 : body_version(&body);
	return !op_failed(reply);
}

/* ---------------------------------------------------------------------- adding */

static bool record(const struct op_call *call, struct op_reply *reply, const char *kind,
                   const struct clinician_row *row, const struct clinician *before, const char *text)
{
	struct op_event event = { .kind = kind };

	event.undo = json_pack("{s:[o]}", "clinicians", clinician_undo_entry(row, before));
	return op_record(call, reply, &event, NULL, "%s", text);
}

static bool has_room(const struct op_call *call, struct op_reply *reply)
{
	json_t *count = NULL;
	bool room;

	if (!op_stored(reply,
	               store_json_one(call->store, &count,
	                              "SELECT count(*) AS \"count\" FROM clinician WHERE practice_id = ?1",
	                              "t", call->practice_id)))
		return false;
	room = json_integer_value(json_object_get(count, "count")) < CLINICIANS_MAX;
	json_decref(count);
	if (!room)
		op_problem(reply, 409, "tooMany", "Divide the practice.",
		           "A practice can have %d clinicians.", CLINICIANS_MAX);
	return room;
}

/* Who was removed as a mistake and is added again is the same entry. */
void op_add_clinician(const struct op_call *call, struct op_reply *reply)
{
	struct clinician facts = { .removed = false };
	struct clinician_row row;
	struct clinician before;
	char text[HISTORY_TEXT], words[MEMBERSHIP_WORDS];
	int64_t version;
	bool revived;

	if (!read_facts(call, reply, true, &facts, &version) ||
	    !clinician_load_npi(call, reply, facts.npi, &row) || !has_room(call, reply))
		return;
	revived = *row.id && row.facts.removed;
	if (*row.id && !revived) {
		op_error(reply, "/npi", "duplicate", "%s has this NPI, and is in the roster already.",
		         row.facts.name);
		return;
	}
	before = row.facts;
	facts.removed = false;
	membership_words(&facts.periods, words);
	snprintf(text, sizeof(text), "Added %s to the roster%s%s", facts.name,
	         facts.periods.length ? "; with the practice " : "", facts.periods.length ? words : "");
	if (clinician_store(call, reply, &row, &facts) &&
	    record(call, reply, "clinician.added", &row, revived ? &before : NULL, text))
		op_answer(reply, 201, clinician_json(&row));
}

/* -------------------------------------------------------------------- changing */

static void changes_words(const struct clinician *before, const struct clinician *after,
                          char out[HISTORY_TEXT])
{
	char words[MEMBERSHIP_WORDS];
	bool periods = !membership_equal(&before->periods, &after->periods);
	bool renamed = strcmp(before->name, after->name) != 0;

	membership_words(&after->periods, words);
	if (after->removed && !before->removed)
		snprintf(out, HISTORY_TEXT, "Removed %s from the roster, as entered by mistake",
		         before->name);
	else
		snprintf(out, HISTORY_TEXT, "Changed %s in the roster%s%s%s%s%s%s%s", before->name,
		         renamed ? "; name: " : "", renamed ? after->name : "",
		         strcmp(before->npi, after->npi) != 0 ? "; NPI" : "",
		         strcmp(before->specialty, after->specialty) != 0 ? "; specialty" : "",
		         periods ? "; with the practice " : "", periods ? words : "",
		         before->removed && !after->removed ? "; no longer removed" : "");
}

static bool npi_is_free(const struct op_call *call, struct op_reply *reply, const struct clinician_row *row,
                        const char *npi)
{
	struct clinician_row other;

	if (strcmp(npi, row->facts.npi) == 0)
		return true;
	if (!clinician_load_npi(call, reply, npi, &other))
		return false;
	if (!*other.id)
		return true;
	op_error(reply, "/npi", "duplicate", "%s has this NPI%s.", other.facts.name,
	         other.facts.removed ? ", and was removed from the roster"
	                             : ", and is in the roster already");
	return false;
}

static bool is_same(const struct clinician *a, const struct clinician *b)
{
	return strcmp(a->npi, b->npi) == 0 && strcmp(a->name, b->name) == 0 &&
	       strcmp(a->specialty, b->specialty) == 0 && membership_equal(&a->periods, &b->periods) &&
	       a->removed == b->removed;
}

void op_change_clinician(const struct op_call *call, struct op_reply *reply)
{
	struct clinician_row row;
	struct clinician facts, before;
	char text[HISTORY_TEXT];
	int64_t version;

	if (!clinician_load(call, reply, call->param[0], &row))
		return;
	if (!*row.id) {
		op_problem(reply, 404, "notFound", "", "The roster has no such clinician.");
		return;
	}
	before = facts = row.facts;
	if (!read_facts(call, reply, false, &facts, &version))
		return;
	if (version != row.version) {
		history_conflict(call, reply, "", row.id, clinician_json(&row));
		return;
	}
	if (!npi_is_free(call, reply, &row, facts.npi))
		return;
	changes_words(&before, &facts, text);
	if (is_same(&before, &facts) || (clinician_store(call, reply, &row, &facts) &&
	                                 record(call, reply, "clinician.changed", &row, &before, text)))
		op_answer(reply, 200, clinician_json(&row));
}
