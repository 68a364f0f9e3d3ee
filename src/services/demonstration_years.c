/*
 * demonstration_years.c - what the demonstration practice recorded: last year done, this
 * year one activity met, one two clinicians short, one with days that nobody knows.
 * (Twelve clinicians: half of them, six, are needed.)
 */
#include <string.h>

#include "services/demonstration_part.h"
#include "services/operations.h"

#define PORTAL "IA_BE_4" /* in the inventory of every year, as the others; 90 days */
#define MEDICINES "IA_PM_16"
#define SURVEY "IA_BE_6"
#define IMPROVEMENT "IA_PSPA_19"
#define TOBACCO "IA_BMH_2"

/* What one did; days of the year, NULL: not known. */
struct performance {
	const char *activity;
	int person;
	const char *start;
	const char *end;
};

static const struct performance last_year[] = {
	{ PORTAL, 0, "02-01", "12-31" }, { PORTAL, 1, "02-01", "12-31" }, { PORTAL, 2, "02-01", "12-31" },
	{ PORTAL, 3, "03-01", "12-31" }, { PORTAL, 4, "03-01", "12-31" }, { PORTAL, 6, "02-01", "12-31" },
	{ PORTAL, 7, "06-01", "12-31" }, { PORTAL, 9, "06-01", "08-15" },
};

static const struct performance this_year[] = {
	/* 7 of the 6 that are needed */
	{ PORTAL, 0, "01-05", "05-29" },
	{ PORTAL, 1, "01-05", "05-29" },
	{ PORTAL, 2, "01-12", "05-29" },
	{ PORTAL, 3, "01-12", "04-30" },
	{ PORTAL, 6, "01-05", "05-29" },
	{ PORTAL, 10, "03-16", "06-30" },
	{ PORTAL, 11, "01-05", "04-17" },
	{ PORTAL, 7, "02-02", "03-27" }, /* too short */
	/* 4 */
	{ MEDICINES, 0, "02-02", "05-15" },
	{ MEDICINES, 4, "02-02", "05-15" },
	{ MEDICINES, 5, "02-16", "06-12" },
	{ MEDICINES, 8, "02-16", "06-12" },
	{ MEDICINES, 9, "04-01", "05-15" }, /* too short */
	/* 3 certain, and 4 of whom a day is missing */
	{ SURVEY, 0, "01-05", "04-30" },
	{ SURVEY, 1, "01-05", "04-30" },
	{ SURVEY, 2, "01-05", "04-30" },
	{ SURVEY, 3, "03-02", NULL },
	{ SURVEY, 4, "03-02", NULL },
	{ SURVEY, 6, NULL, "06-05" },
	{ SURVEY, 7, NULL, NULL },
};

/* ---------------------------------------------------------------------- the parts */

static json_t *day_json(int year, const char *day)
{
	return day ? json_sprintf("%04d-%s", year, day) : json_null();
}

static bool set_up(struct demonstration *made, const char *note)
{
	return demonstration_step(made, op_put_settings, NULL, NULL,
	                          json_pack("{s:s, s:s, s:s, s:i}", "entityType", "group", "programName",
	                                    "mips", "note", note, "version", 0),
	                          NULL);
}

static bool choose(struct demonstration *made, const char *activity, const char *state, const char *owner,
                   const char *note)
{
	return demonstration_step(
		made, op_put_choice, activity, NULL,
		json_pack("{s:s, s:s, s:s, s:i}", "state", state, "owner", owner, "note", note, "version", 0),
		NULL);
}

/* One change for each activity, as somebody would save it. */
static bool perform(struct demonstration *made, const char *activity, const struct performance *list,
                    size_t length)
{
	json_t *changes = json_array();

	for (size_t i = 0; i < length; i++) {
		if (strcmp(list[i].activity, activity) == 0)
			json_array_append_new(
				changes, json_pack("{s:s, s:s, s:[{s:o, s:o}], s:i}", "clinicianId",
			                           made->people[list[i].person], "measureId", activity,
			                           "periods", "start", day_json(made->year, list[i].start),
			                           "end", day_json(made->year, list[i].end), "version", 0));
	}
	return demonstration_step(made, op_change_ledger, NULL, NULL, json_pack("{s:o}", "changes", changes),
	                          NULL);
}

/* ------------------------------------------------------------------------- proof */

/* Evidence of the nth item of the activity's checklist. */
static bool prove(struct demonstration *made, const char *activity, const char *item, const char *url,
                  const char *name, const char *note)
{
	return demonstration_step(made, op_add_evidence_link, NULL, NULL,
	                          json_pack("{s:s, s:s, s:s, s:[{s:s, s:s}]}", "url", url, "name", name,
	                                    "note", note, "links", "measureId", activity, "itemId", item),
	                          NULL);
}

/* The items of the activity's checklist: JSON array of ProofItem. Borrowed. */
static const json_t *items_of(const json_t *proof, const char *activity)
{
	const json_t *activities = json_object_get(proof, "activities");

	for (size_t i = 0; i < json_array_size(activities); i++) {
		const json_t *entry = json_array_get(activities, i);

		if (strcmp(json_string_value(json_object_get(entry, "measureId")), activity) == 0)
			return json_object_get(entry, "items");
	}
	return NULL;
}

static const char *item_id(const json_t *items, size_t i)
{
	return json_string_value(json_object_get(json_array_get(items, i), "id"));
}

/* The first item is shown by a link and reviewed, the second is shown only; what the
 * checklist asks for differs from year to year. */
static bool prove_portal(struct demonstration *made, const json_t *items)
{
	const char *first = item_id(items, 0);
	const char *second = item_id(items, 1);

	if (first &&
	    (!prove(made, PORTAL, first, "https://example.org/maple-street/portal-launch",
	            "Announcement of the new portal", "Dated 4 January; on the clinic's own site.") ||
	     !demonstration_step(made, op_review_proof, PORTAL, first,
	                         json_pack("{s:s, s:s, s:i}", "state", "satisfied", "note",
	                                   "The date is visible.", "version", 0),
	                         NULL)))
		return false;
	return !second || prove(made, PORTAL, second, "https://example.org/maple-street/portal-screens",
	                        "Screens of the portal", "Ask Grace for access.");
}

static bool make_proof(struct demonstration *made)
{
	json_t *proof;
	const char *first;
	bool done;

	if (!demonstration_step(made, op_get_proof, NULL, NULL, NULL, &proof))
		return false;
	first = item_id(items_of(proof, MEDICINES), 0);
	done = prove_portal(made, items_of(proof, PORTAL)) &&
	       (!first || prove(made, MEDICINES, first, "https://example.org/maple-street/medicines-policy",
	                        "Medication policy", ""));
	json_decref(proof);
	return done;
}

/* ------------------------------------------------------------------------- years */

bool demonstration_last_year(struct demonstration *made)
{
	bool done = true;

	made->year--;
	if (made->year >= mipsia_first_year(made->call->bench->book))
		done = set_up(made, "") && choose(made, PORTAL, "doing", "Grace Hathersage", "") &&
		       perform(made, PORTAL, last_year, sizeof(last_year) / sizeof(*last_year));
	made->year++;
	return done;
}

bool demonstration_this_year(struct demonstration *made)
{
	static const size_t length = sizeof(this_year) / sizeof(*this_year);

	return set_up(made, "This practice and its people are invented. Change what you like; it can be "
	                    "removed under Practice.") &&
	       choose(made, PORTAL, "doing", "Grace Hathersage", "The new portal went live in January.") &&
	       choose(made, MEDICINES, "doing", "Dr. Esther Fairbairn",
	              "Two more clinicians are to start.") &&
	       choose(made, SURVEY, "doing", "Front desk", "Ask everybody for the days.") &&
	       choose(made, IMPROVEMENT, "planned", "", "In case the survey does not work out.") &&
	       choose(made, TOBACCO, "dropped", "", "No capacity this year.") &&
	       perform(made, PORTAL, this_year, length) && perform(made, MEDICINES, this_year, length) &&
	       perform(made, SURVEY, this_year, length) && make_proof(made);
}
