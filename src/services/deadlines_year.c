/*
 * deadlines_year.c - days of the performance year itself: the submission window,
 * registration, certificates, and how long documents are kept.
 */
#include <string.h>

#include "services/deadlines_part.h"
#include "services/evidence.h"
#include "services/proof_part.h"
#include "services/record_part.h"

/* --------------------------------------------------------------------- window */

struct submission_window submission_window_of(const struct record *record)
{
	mipsia_case c = { .performance_year = (uint16_t)record->year,
		          .option = MIPSIA_TRADITIONAL,
		          .entity = MIPSIA_GROUP,
		          .mvp = MIPSIA_NO_MVP,
		          .policies = record_policies(record) };
	struct submission_window window = { MIPSIA_DATE_UNKNOWN, MIPSIA_DATE_UNKNOWN, NULL };
	mipsia_requirements requirements;

	if (mipsia_requirements_of(record->book, &c, &requirements) == MIPSIA_OK) {
		window.opens = requirements.window_opens;
		window.closes = requirements.window_closes;
		window.rule = requirements.window_rule;
	}
	return window;
}

static void add_window(const struct record *record, struct deadlines *list)
{
	struct submission_window window = submission_window_of(record);
	struct deadline *opens = deadlines_add(list, "windowOpens", window.opens, "%d-opens", record->year);
	struct deadline *closes;

	if (opens) {
		opens->rule = mipsia_rule_find(record->book, record->year, "window.opens");
		text_put(opens->title, sizeof opens->title, "Submission of %d opens", record->year);
		text_put(opens->detail, sizeof opens->detail,
		         "From this day CMS takes data of %d. Sign the attestation, and upload its file.",
		         record->year);
	}
	closes = deadlines_add(list, "windowCloses", window.closes, "%d-closes", record->year);
	if (!closes)
		return;
	closes->rule = window.rule;
	text_put(closes->title, sizeof closes->title, "Submission of %d closes", record->year);
	text_put(closes->detail, sizeof closes->detail,
	         "The last day on which CMS takes data of %d. Keep CMS's confirmation with the attestation.",
	         record->year);
}

/* --------------------------------------------------------------- registration */

static mipsia_date day_of_rule(const struct record *record, const char *key, const mipsia_rule **rule)
{
	*rule = mipsia_rule_find(record->book, record->year, key);
	return *rule ? mipsia_date_parse((*rule)->value, strlen((*rule)->value)) : MIPSIA_DATE_UNKNOWN;
}

/* Only for those who report an MVP. */
static void add_registration(const struct record *record, struct deadlines *list)
{
	const char *program = json_string_value(json_object_get(record->settings, "programName"));
	const mipsia_rule *rule;
	struct deadline *deadline;
	mipsia_date date;

	if (!program || mipsia_mvp_find(record->book, program, strlen(program)) == MIPSIA_NO_MVP)
		return;
	date = day_of_rule(record, "mvp.registrationOpens", &rule);
	deadline = deadlines_add(list, "registration", date, "%d-registration-opens", record->year);
	if (deadline) {
		deadline->rule = rule;
		text_put(deadline->title, sizeof deadline->title, "Registration for MVPs of %d opens",
		         record->year);
		text_put(deadline->detail, sizeof deadline->detail,
		         "Register for %.20s on CMS's website from this day on.", program);
	}
	date = day_of_rule(record, "mvp.registrationCloses", &rule);
	deadline = deadlines_add(list, "registration", date, "%d-registration-closes", record->year);
	if (deadline) {
		deadline->rule = rule;
		text_put(deadline->title, sizeof deadline->title, "Registration for MVPs of %d closes",
		         record->year);
		text_put(deadline->detail, sizeof deadline->detail,
		         "The last day to register for %.20s on CMS's website. Who is not registered reports "
		         "traditional MIPS.",
		         program);
	}
}

/* ---------------------------------------------------------------- certificates */

static const char *text_of(const json_t *object, const char *member)
{
	const char *text = json_string_value(json_object_get(object, member));

	return text ? text : "";
}

/* Those that end within the year: who has one through the year is recognized in it. */
static void add_certificates(const struct record *record, struct deadlines *list)
{
	json_t *site;
	size_t i;

	json_array_foreach (record->sites, i, site) {
		const char *text = text_of(site, "pcmhExpires");
		mipsia_date date = mipsia_date_parse(text, strlen(text));
		struct deadline *deadline;

		if (date == MIPSIA_DATE_UNKNOWN || date < mipsia_date_make(record->year, 1, 1) ||
		    date > mipsia_date_make(record->year, 12, 31))
			continue;
		deadline = deadlines_add(list, "pcmh", date, "%d-pcmh-%.40s-%zu", record->year,
		                         text_of(site, "id"), i);
		if (!deadline)
			return;
		deadline->rule = mipsia_rule_find(record->book, record->year, "pcmh.recognition");
		text_put(deadline->title, sizeof deadline->title, "Medical home certificate ends: %s",
		         text_of(site, "name"));
		text_put(deadline->detail, sizeof deadline->detail,
		         "Renew it before this day%s%s, and enter the new date in the practice's sites.",
		         *text_of(site, "pcmhProgram") ? " with " : "", text_of(site, "pcmhProgram"));
	}
}

void deadlines_of_year(const struct record *record, struct deadlines *list)
{
	add_window(record, list);
	add_registration(record, list);
	add_certificates(record, list);
}

/* ------------------------------------------------------------------- retention */

static void add_retention(const struct record *record, int year, struct deadlines *list)
{
	const mipsia_rule *rule;
	mipsia_date date = evidence_retain_until(record->book, year, &rule);
	struct deadline *deadline = deadlines_add(list, "retention", date, "%d-retention", year);

	if (!deadline)
		return;
	deadline->rule = rule;
	text_put(deadline->title, sizeof deadline->title, "Keep the proof of %d until this day", year);
	text_put(deadline->detail, sizeof deadline->detail,
	         "CMS may ask for the documents of %d until then. The False Claims Act reaches back up to 10 "
	         "years.",
	         year);
}

bool deadlines_of_retention(const struct op_call *call, struct op_reply *reply, const struct record *record,
                            struct deadlines *list)
{
	struct store_rows *rows = NULL;
	enum store_status status =
		store_query(call->store, &rows,
	                    "SELECT year FROM practice_year WHERE practice_id = ?1 AND year < ?2 "
	                    "UNION SELECT year FROM evidence WHERE practice_id = ?1 AND year < ?2 "
	                    "UNION SELECT year FROM attestation WHERE practice_id = ?1 AND year < ?2",
	                    "ti", record->practice_id, (int64_t)record->year);

	add_retention(record, record->year, list);
	while (status == STORE_OK && (status = store_step(rows)) == STORE_ROW) {
		int year = (int)store_int(rows, 0);
		mipsia_date date = evidence_retain_until(record->book, year, NULL);

		if (date >= mipsia_date_make(record->year, 1, 1) &&
		    date <= mipsia_date_make(record->year, 12, 31))
			add_retention(record, year, list);
		status = STORE_OK;
	}
	store_rows_end(rows);
	return op_stored(reply, status);
}
