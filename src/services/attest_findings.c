/* attest_findings.c - what stands in the way of signing, and what the signer should know;
 * see attest.h. */
#include "services/attest.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "services/needs_part.h"
#include "services/record_part.h"
#include "services/words.h"

#define FINDING_TEXT 600
#define WARNED_CLINICIANS 100 /* of clinicians who report alone; warnings of more are not told */

static void add(json_t *list, const char *code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void add(json_t *list, const char *code, const char *format, ...)
{
	char text[FINDING_TEXT];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	json_array_append_new(list, json_pack("{s:s, s:s}", "code", code, "message", text));
}

static bool is_empty(const mipsia_set *set)
{
	mipsia_set none = { { 0 } };

	return memcmp(set, &none, sizeof none) == 0;
}

/* ---------------------------------------------------------------------- blockers */

static void block_tin(const struct attest *attest, json_t *list)
{
	mipsia_entity entity = attest->record.entity;

	if (!*attest->tin_last4 && (entity == MIPSIA_INDIVIDUAL || entity == MIPSIA_GROUP))
		add(list, "noTin", "The practice's TIN is not entered. CMS knows the practice by it.");
}

static void block_window(const struct attest *attest, json_t *list)
{
	char day[WORDS_DATE];

	if (attest->window.closes == MIPSIA_DATE_UNKNOWN || attest->record.today <= attest->window.closes)
		return;
	words_day_first(attest->window.closes, day);
	add(list, "windowClosed", "CMS took data of %d until %s. Nothing can be signed or amended any more.",
	    attest->record.year, day);
}

/* What makes the case itself impossible; once, though each clinician has it. */
static void block_errors(const struct attest *attest, json_t *list)
{
	json_t *error;
	size_t i;

	if (!attest->scorable) {
		add(list, "cannotReport", "%s", attest->refusal);
		return;
	}
	if (attest->units_length == 0) {
		add(list, "noClinicians",
		    "The roster has nobody who was with the practice in %d, and each clinician reports "
		    "alone.",
		    attest->record.year);
		return;
	}
	json_array_foreach (json_object_get(attest->units[0].answer, "errors"), i, error)
		json_array_append(list, error);
}

/* Who signs certifies what was done, and days to come were not. */
static void block_running(const struct attest *attest, json_t *list)
{
	if (attest->record.today < mipsia_date_make(attest->record.year, 1, 1))
		add(list, "yearNotBegun", "%d has not begun: there is nothing yet that was done in it.",
		    attest->record.year);
	for (int i = 0; i < mipsia_activity_count(attest->record.book); i++) {
		mipsia_date last = mipsia_set_has(&attest->attested, i) ? attest_last_day(attest, i)
		                                                        : MIPSIA_DATE_UNKNOWN;
		char day[WORDS_DATE];

		if (last == MIPSIA_DATE_UNKNOWN || last <= attest->record.today)
			continue;
		words_day_first(last, day);
		add(list, "stillRunning",
		    "%s is recorded until %s, which is still to come. Sign after that day; or, if it has "
		    "ended, enter the last day on which it was done.",
		    mipsia_activity_id(attest->record.book, i), day);
	}
}

json_t *attest_blockers(const struct attest *attest)
{
	json_t *list = json_array();

	block_window(attest, list);
	block_tin(attest, list);
	block_errors(attest, list);
	block_running(attest, list);
	return list;
}

/* ------------------------------------------------------- what is special here */

/* Data may undo what was granted, and the category counts again. */
static void warn_reweighting(const struct attest *attest, json_t *list)
{
	const json_t *settings = attest->record.settings;
	const json_t *extreme = json_object_get(settings, "extremeCircumstances");
	bool reweighted = false;
	json_t *category;
	size_t i;

	json_array_foreach (json_object_get(settings, "reweightedCategories"), i, category)
		reweighted |= strcmp(json_string_value(category), "ia") == 0;
	if (is_empty(&attest->attested) || (!reweighted && !json_is_string(extreme)))
		return;
	add(list, "mayVoidReweighting",
	    "%s for this practice. Submitting even one activity may undo that: the category would then be "
	    "scored and weigh again. Compare both scores before you sign, and submit nothing if in doubt.",
	    reweighted ? "Improvement activities are reweighted to 0" : "Extreme circumstances are recorded");
}

static void warn_identity(const struct attest *attest, json_t *list)
{
	mipsia_entity entity = attest->record.entity;
	const json_t *id = json_object_get(attest->record.settings, "entityId");

	if (entity == MIPSIA_INDIVIDUAL || entity == MIPSIA_GROUP || json_string_length(id) > 0)
		return;
	add(list, "noEntityId",
	    "The ID that CMS gave to the %s is not entered in the settings. Without it no file can be made "
	    "for CMS after signing.",
	    words_entity(entity));
}

static void warn_rehearsal(const struct attest *attest, json_t *list)
{
	if (attest->demonstration)
		add(list, "demonstration",
		    "This is a demonstration practice: what is signed here is an exercise.");
	if (attest->rehearsal)
		add(list, "rehearsal",
		    "The server's clock was shifted for a rehearsal: what is signed here is not real.");
	if (mipsia_year_is_provisional(attest->record.book, attest->record.year))
		add(list, "provisional", "CMS has not yet issued the rules of %d; they may change.",
		    attest->record.year);
}

/* ------------------------------------------------------------------------- days */

static void warn_window(const struct attest *attest, json_t *list)
{
	char day[WORDS_DATE];

	if (attest->window.opens == MIPSIA_DATE_UNKNOWN || attest->record.today >= attest->window.opens)
		return;
	words_day_first(attest->window.opens, day);
	add(list, "windowNotOpen", "CMS takes data of %d from %s on. You can sign now, and submit then.",
	    attest->record.year, day);
}

/* ------------------------------------------------------------------------ proof */

static void warn_proof(const struct attest *attest, json_t *list)
{
	for (int i = 0; i < mipsia_activity_count(attest->record.book); i++) {
		const char *measure_id = mipsia_activity_id(attest->record.book, i);
		int missing =
			mipsia_set_has(&attest->attested, i) ? proof_missing(&attest->proof, measure_id) : 0;

		if (missing > 0)
			add(list, "proofOpen", "The checklist of %s has %d open item%s.", measure_id, missing,
			    words_plural(missing));
	}
}

/* -------------------------------------------------------------------- the score */

static void warn_nothing(const struct attest *attest, json_t *list)
{
	size_t without = 0;

	for (size_t i = 0; i < attest->units_length; i++)
		without += attest->units[i].submission == NULL;
	if (is_empty(&attest->attested))
		add(list, "nothingToAttest",
		    "No activity is certain, so there is nothing to attest and no file for CMS.");
	else if (without > 0)
		add(list, "cliniciansWithout",
		    "%zu of %zu clinicians have no activity that is certain; there is no file for them.",
		    without, attest->units_length);
}

static bool has_message(const json_t *list, const json_t *message)
{
	json_t *finding;
	size_t i;

	json_array_foreach (list, i, finding)
		if (json_equal(json_object_get(finding, "message"), message))
			return true;
	return false;
}

/* Once, and not what is told better above. */
static void add_engine_warning(json_t *list, const json_t *warning)
{
	const char *code = json_string_value(json_object_get(warning, "code"));
	const char *text = json_string_value(json_object_get(warning, "message"));
	json_t *message;

	if (!code || !text || strcmp(code, "iaReweightedButSubmitted") == 0)
		return;
	message = needs_plain_warning(text);
	if (!has_message(list, message))
		json_array_append_new(list, json_pack("{s:s, s:O}", "code", code, "message", message));
	json_decref(message);
}

static void warn_engine(const struct attest *attest, json_t *list)
{
	for (size_t i = 0; i < attest->units_length && i < WARNED_CLINICIANS; i++) {
		json_t *warning;
		size_t j;

		json_array_foreach (json_object_get(attest->units[i].answer, "warnings"), j, warning)
			add_engine_warning(list, warning);
	}
}

json_t *attest_warnings(const struct attest *attest)
{
	json_t *list = json_array();

	warn_reweighting(attest, list);
	warn_rehearsal(attest, list);
	warn_nothing(attest, list);
	warn_identity(attest, list);
	warn_window(attest, list);
	warn_proof(attest, list);
	warn_engine(attest, list);
	return list;
}
