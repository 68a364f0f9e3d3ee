/* evidence_link.c - links as evidence: addresses of what is kept elsewhere. */
#include "services/evidence.h"

#include <string.h>
#include <strings.h>

#include "services/body.h"
#include "services/operations.h"

/* Why the address cannot be kept; NULL when it can. */
static const char *fault_of_address(const char *url)
{
	static const char *const secrets[] = { "password=", "passwd=", "pwd=", "access_token=", "api_key=" };
	const char *host = url + 8;
	size_t length;

	if (strncasecmp(url, "https://", 8) != 0)
		return "The address must begin with https://.";
	for (const char *c = url; *c; c++)
		if (*c <= ' ' || *c >= 0x7f || strchr("\"<>\\^`{|}", *c))
			return "The address has a blank or another character that addresses do not have.";
	length = strcspn(host, "/?#");
	if (memchr(host, '@', length))
		return "The address has a name or password in it; please take it out.";
	if (strspn(host, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-:[]") < length ||
	    length == 0 || *host == '.' || *host == ':' || *host == '-')
		return "The address has no name of a server after https://.";
	for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
		if (strcasestr(host, secrets[i]))
			return "The address has a password in it; please take it out.";
	return NULL;
}

static void read_address(const struct body *body, char url[BODY_BYTES(EVIDENCE_URL_MAX)])
{
	const char *fault =
		body_line(body, "url", EVIDENCE_URL_MAX, true, url) ? fault_of_address(url) : NULL;

	if (fault)
		body_error(body, "url", "badAddress", fault);
}

static bool insert_link(const struct op_call *call, struct op_reply *reply, const char *id, const char *url,
                        const char *name, const char *note)
{
	return op_stored(
		reply, store_run(call->store, NULL,
	                         "INSERT INTO evidence (id, practice_id, year, kind, name, url, note, "
	                         "retain_until, added_by, added_at) "
	                         "VALUES (?1, ?2, ?3, 'link', ?4, ?5, ?6, ?7, ?8, ?9)",
	                         "ttitttdti", id, call->practice_id, (int64_t)call->year, name, url,
	                         note ? note : "", evidence_retain_until(call->bench->book, call->year, NULL),
	                         call->actor->name, call->now));
}

static void keep_link(const struct op_call *call, struct op_reply *reply, const char *url, const char *name,
                      const char *note, const json_t *places)
{
	char id[32];

	op_new_id("evd", id);
	if (evidence_has_room(call, reply) && insert_link(call, reply, id, url, name, note) &&
	    evidence_add_places(call, reply, id, places) &&
	    evidence_record(call, reply, "evidence.added", "Added the link", name, places))
		evidence_answer(call, reply, id);
}

void op_add_evidence_link(const struct op_call *call, struct op_reply *reply)
{
	static const char *const known[] = { "url", "name", "note", "links", NULL };
	char url[BODY_BYTES(EVIDENCE_URL_MAX)];
	char name[BODY_BYTES(EVIDENCE_TITLE_MAX)];
	const char *note;
	struct body body;
	json_t *places;

	if (!body_begin(&body, call, reply))
		return;
	body_know(&body, known);
	read_address(&body, url);
	body_line(&body, "name", EVIDENCE_TITLE_MAX, true, name);
	note = body_text(&body, "note", EVIDENCE_NOTE_MAX);
	places = evidence_read_places(call, reply, json_object_get(call->body, "links"), "/links");
	if (!op_failed(reply))
		keep_link(call, reply, url, name, note, places);
	json_decref(places);
}
