/*
 * routes.c - the table of routes; see routes.h.
 */
#include "server/routes.h"

#include <stdio.h>
#include <string.h>

#include "services/operations.h"

/* clang-format off */
static const struct route routes[] = {
	{ HTTP_GET, "/session", "getSession", CAN_ANYTHING, true, ROUTE_READ, op_get_session },
	{ HTTP_POST, "/session", "signIn", CAN_ANYTHING, true, ROUTE_WRITE, op_sign_in },
	{ HTTP_DELETE, "/session", "signOut", CAN_ANYTHING, false, ROUTE_WRITE, op_sign_out },
	{ HTTP_POST, "/session/password", "changePassword", CAN_ANYTHING, false, ROUTE_WRITE, op_change_password },
	{ HTTP_GET, "/accounts", "listAccounts", CAN_GOVERN, false, ROUTE_READ, op_list_accounts },
	{ HTTP_POST, "/accounts", "createAccount", CAN_GOVERN, false, ROUTE_WRITE, op_create_account },
	{ HTTP_PATCH, "/accounts/{account}", "changeAccount", CAN_GOVERN, false, ROUTE_WRITE, op_change_account },
	{ HTTP_GET, "/audit", "listAudit", CAN_GOVERN, false, ROUTE_READ, op_list_audit },
	{ HTTP_GET, "/practices", "listPractices", CAN_ANYTHING, false, ROUTE_READ, op_list_practices },
	{ HTTP_POST, "/practices", "createPractice", CAN_GOVERN, false, ROUTE_WRITE, op_create_practice },
	{ HTTP_POST, "/demonstration", "createDemonstration", CAN_GOVERN, false, ROUTE_WRITE, op_create_demonstration },
	{ HTTP_GET, "/practices/{practice}", "getPractice", CAN_READ, false, ROUTE_READ, op_get_practice },
	{ HTTP_PATCH, "/practices/{practice}", "changePractice", CAN_MANAGE, false, ROUTE_WRITE, op_change_practice },
	{ HTTP_DELETE, "/practices/{practice}", "deletePractice", CAN_MANAGE, false, ROUTE_WRITE, op_delete_practice },
	{ HTTP_GET, "/practices/{practice}/clinicians", "listClinicians", CAN_READ, false, ROUTE_READ, op_list_clinicians },
	{ HTTP_POST, "/practices/{practice}/clinicians", "addClinician", CAN_RECORD, false, ROUTE_WRITE, op_add_clinician },
	{ HTTP_PATCH, "/practices/{practice}/clinicians/{clinician}", "changeClinician", CAN_RECORD, false, ROUTE_WRITE, op_change_clinician },
	{ HTTP_POST, "/practices/{practice}/roster", "importRoster", CAN_RECORD, false, ROUTE_FILE, op_import_roster },
	{ HTTP_GET, "/templates/{kind}", "getTemplate", CAN_ANYTHING, false, ROUTE_READ, op_get_template },
	{ HTTP_GET, "/practices/{practice}/years", "listYears", CAN_READ, false, ROUTE_READ, op_list_years },
	{ HTTP_GET, "/practices/{practice}/years/{year}/settings", "getSettings", CAN_READ, false, ROUTE_READ, op_get_settings },
	{ HTTP_PUT, "/practices/{practice}/years/{year}/settings", "putSettings", CAN_MANAGE, false, ROUTE_WRITE, op_put_settings },
	{ HTTP_GET, "/practices/{practice}/years/{year}/needs", "getNeeds", CAN_READ, false, ROUTE_READ, op_get_needs },
	{ HTTP_GET, "/practices/{practice}/years/{year}/choices", "listChoices", CAN_READ, false, ROUTE_READ, op_list_choices },
	{ HTTP_PUT, "/practices/{practice}/years/{year}/choices/{measure}", "putChoice", CAN_RECORD, false, ROUTE_WRITE, op_put_choice },
	{ HTTP_POST, "/practices/{practice}/years/{year}/compare", "comparePlans", CAN_READ, false, ROUTE_READ, op_compare_plans },
	{ HTTP_GET, "/practices/{practice}/years/{year}/ledger", "getLedger", CAN_READ, false, ROUTE_READ, op_get_ledger },
	{ HTTP_POST, "/practices/{practice}/years/{year}/ledger", "changeLedger", CAN_RECORD, false, ROUTE_WRITE, op_change_ledger },
	{ HTTP_POST, "/practices/{practice}/years/{year}/ledger/import", "importLedger", CAN_RECORD, false, ROUTE_FILE, op_import_ledger },
	{ HTTP_GET, "/practices/{practice}/years/{year}/ledger.csv", "exportLedger", CAN_READ, false, ROUTE_READ, op_export_ledger },
	{ HTTP_GET, "/practices/{practice}/years/{year}/proof", "getProof", CAN_READ, false, ROUTE_READ, op_get_proof },
	{ HTTP_PUT, "/practices/{practice}/years/{year}/proof/{measure}/{item}", "reviewProof", CAN_REVIEW, false, ROUTE_WRITE, op_review_proof },
	{ HTTP_POST, "/practices/{practice}/years/{year}/evidence/files", "addEvidenceFile", CAN_RECORD, false, ROUTE_FILE, op_add_evidence_file },
	{ HTTP_POST, "/practices/{practice}/years/{year}/evidence/links", "addEvidenceLink", CAN_RECORD, false, ROUTE_WRITE, op_add_evidence_link },
	{ HTTP_PATCH, "/practices/{practice}/years/{year}/evidence/{evidence}", "changeEvidence", CAN_RECORD, false, ROUTE_WRITE, op_change_evidence },
	{ HTTP_GET, "/practices/{practice}/years/{year}/evidence/{evidence}/content", "getEvidenceContent", CAN_READ, false, ROUTE_READ, op_get_evidence_content },
	{ HTTP_GET, "/practices/{practice}/years/{year}/score", "getScore", CAN_READ, false, ROUTE_READ, op_get_score },
	{ HTTP_GET, "/practices/{practice}/years/{year}/review", "getReview", CAN_READ, false, ROUTE_READ, op_get_review },
	{ HTTP_GET, "/practices/{practice}/years/{year}/attestations", "listAttestations", CAN_READ, false, ROUTE_READ, op_list_attestations },
	{ HTTP_POST, "/practices/{practice}/years/{year}/attestations", "signAttestation", CAN_ATTEST, false, ROUTE_WRITE, op_sign_attestation },
	{ HTTP_GET, "/practices/{practice}/years/{year}/attestations/{attestation}", "getAttestation", CAN_READ, false, ROUTE_READ, op_get_attestation },
	{ HTTP_GET, "/practices/{practice}/years/{year}/attestations/{attestation}/files/{format}", "getAttestationFile", CAN_READ, false, ROUTE_READ, op_get_attestation_file },
	{ HTTP_POST, "/practices/{practice}/years/{year}/attestations/{attestation}/receipts", "addReceipt", CAN_ATTEST, false, ROUTE_WRITE, op_add_receipt },
	{ HTTP_POST, "/practices/{practice}/years/{year}/attestations/{attestation}/transmissions", "transmit", CAN_ATTEST, false, ROUTE_READ, op_transmit },
	{ HTTP_GET, "/practices/{practice}/years/{year}/deadlines", "getDeadlines", CAN_READ, false, ROUTE_READ, op_get_deadlines },
	{ HTTP_POST, "/practices/{practice}/calendar-feed", "createFeed", CAN_RECORD, false, ROUTE_WRITE, op_create_feed },
	{ HTTP_DELETE, "/practices/{practice}/calendar-feed", "deleteFeed", CAN_RECORD, false, ROUTE_WRITE, op_delete_feed },
	{ HTTP_GET, "/practices/{practice}/years/{year}/deadlines.ics", "downloadCalendar", CAN_READ, false, ROUTE_READ, op_download_calendar },
	{ HTTP_GET, "/practices/{practice}/history", "listHistory", CAN_READ, false, ROUTE_READ, op_list_history },
	{ HTTP_POST, "/practices/{practice}/history/{event}/undo", "undo", CAN_RECORD, false, ROUTE_WRITE, op_undo },
	{ HTTP_GET, "/catalogue/{year}", "listActivities", CAN_ANYTHING, false, ROUTE_READ, op_list_activities },
	{ HTTP_GET, "/catalogue/{year}/{measure}", "getActivity", CAN_ANYTHING, false, ROUTE_READ, op_get_activity },
	{ HTTP_GET, "/mvps/{year}", "listMvps", CAN_ANYTHING, false, ROUTE_READ, op_list_mvps },
	{ HTTP_GET, "/vocabulary/{year}", "getVocabulary", CAN_ANYTHING, false, ROUTE_READ, op_get_vocabulary },
	{ HTTP_GET, "/rules/{year}", "listRules", CAN_ANYTHING, false, ROUTE_READ, op_list_rules },
};
/* clang-format on */

#define ROUTES (sizeof(routes) / sizeof(routes[0]))

const struct route *route_all(size_t *count)
{
	*count = ROUTES;
	return routes;
}

/* Length of the segment that text begins with. */
static size_t segment(const char *text)
{
	return strcspn(text, "/");
}

/* Whether a path's segment fits one of a pattern: a literal, or any that is not empty
 * nor too long for "{...}". */
static bool segment_fits(const char *pattern, size_t pattern_length, const char *path, size_t path_length)
{
	if (pattern[0] == '{' && pattern[pattern_length - 1] == '}')
		return path_length > 0 && path_length < ROUTE_SEGMENT_MAX;
	return pattern_length == path_length && memcmp(pattern, path, path_length) == 0;
}

static bool fits(const char *pattern, const char *path)
{
	while (*pattern == '/' && *path == '/') {
		size_t wanted = segment(++pattern);
		size_t found = segment(++path);

		if (!segment_fits(pattern, wanted, path, found))
			return false;
		pattern += wanted;
		path += found;
	}
	return *pattern == '\0' && *path == '\0';
}

enum route_found route_find(enum http_method method, const char *path, const struct route **route,
                            http_methods *allowed)
{
	size_t prefix = strlen(ROUTE_PREFIX);
	enum http_method wanted = method == HTTP_HEAD ? HTTP_GET : method;

	*allowed = 0;
	if (strncmp(path, ROUTE_PREFIX, prefix) != 0)
		return ROUTE_NONE;
	for (size_t i = 0; i < ROUTES; i++) {
		if (!fits(routes[i].pattern, path + prefix))
			continue;
		*route = &routes[i];
		if (routes[i].method == wanted)
			return ROUTE_FOUND;
		*allowed |= HTTP_ALLOWS(routes[i].method);
	}
	return *allowed ? ROUTE_OTHER_METHOD : ROUTE_NONE;
}

/* Where the value of the parameter goes; NULL: there are too many. */
static char *place_of(const char *name, size_t length, struct route_values *values)
{
	if (length == 10 && memcmp(name, "{practice}", length) == 0) {
		values->has_practice = true;
		return values->practice;
	}
	if (length == 6 && memcmp(name, "{year}", length) == 0) {
		values->has_year = true;
		return values->year;
	}
	return values->others < OP_PARAMS_MAX ? values->other[values->others++] : NULL;
}

void route_read(const struct route *route, const char *path, struct route_values *values)
{
	const char *pattern = route->pattern;

	memset(values, 0, sizeof(*values));
	path += strlen(ROUTE_PREFIX);
	while (*pattern == '/' && *path == '/') {
		size_t wanted = segment(++pattern);
		size_t found = segment(++path);
		char *place = pattern[0] == '{' ? place_of(pattern, wanted, values) : NULL;

		if (place)
			snprintf(place, ROUTE_SEGMENT_MAX, "%.*s", (int)found, path);
		pattern += wanted;
		path += found;
	}
}
