/*
 * proposal_read.c - what the options of `mipsia suggest` say.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "catalogue.h"
#include "proposal.h"

#define OPT_NEVER (CLI_OPTIONS_MAX - 1) /* no option has this place */

static const struct entity_options places = {
	.year = PROPOSAL_YEAR,
	.entity = PROPOSAL_ENTITY,
	.program = PROPOSAL_MVP,
	.status = PROPOSAL_STATUS,
	.clinicians = PROPOSAL_CLINICIANS,
	.encounters = -1,
	.apm = PROPOSAL_APM,
	.apm_scoring_standard = OPT_NEVER,
	.reweighted = -1,
	.policy = -1,
};

struct reader {
	const struct cli_args *args;
	struct proposal *proposal;
	struct proposal_given *given;
};

/* ------------------------------------------------------------ lists and names */

bool proposal_each(const char *list, bool (*take)(const char *item, void *payload), void *payload)
{
	while (*list) {
		size_t length = strcspn(list, ",");
		size_t begin = strspn(list, " \t");
		char item[PROPOSAL_ITEM];
		size_t end = length;

		while (end > begin && isspace((unsigned char)list[end - 1]))
			end--;
		if (end > begin) {
			snprintf(item, sizeof(item), "%.*s", (int)(end - begin), list + begin);
			if (!take(item, payload))
				return false;
		}
		list += length + (list[length] == ',');
	}
	return true;
}

/* --------------------------------------------------------------------- doing */

static bool take_doing(const char *item, void *payload)
{
	const struct reader *reader = payload;
	struct proposal *proposal = reader->proposal;

	switch (proposal_add_doing(proposal, item)) {
	case PROPOSAL_UNDERSTOOD:
		break;
	case PROPOSAL_NO_ID:
		return catalogue_read_activity(reader->args->command, proposal->request.book, item) >= 0;
	case PROPOSAL_NOTHING:
		proposal_note(proposal,
		              "Nothing on CMS's list of %d is about '%s'; try other words, or 'mipsia "
		              "activities --search'.",
		              proposal->request.c.performance_year, item);
		break;
	}
	return true;
}

/* ------------------------------------------------------------------ attested */

/* "IA_PSPA_22:2024" */
static bool take_attested(const char *item, void *payload)
{
	const struct reader *reader = payload;
	struct proposal *proposal = reader->proposal;
	const mipsia_rulebook *book = proposal->request.book;
	char id[PROPOSAL_ITEM];
	const char *colon = strchr(item, ':');
	mipsia_attestation attestation;

	if (!colon) {
		cli_usage_error(reader->args->command,
		                "--attested '%s' has no year; give it as IA_PSPA_22:2024", item);
		return false;
	}
	snprintf(id, sizeof(id), "%.*s", (int)(colon - item), item);
	attestation.activity = proposal_activity(book, id);
	if (attestation.activity < 0)
		attestation.activity = catalogue_read_activity(reader->args->command, book, id);
	if (attestation.activity < 0 ||
	    !catalogue_read_year(reader->args->command, colon + 1, &attestation.year))
		return false;
	return mipsia_frequency_bars(book, proposal->request.c.performance_year, &attestation, 1,
	                             &proposal->request.c.too_frequent) == MIPSIA_OK;
}

/* --------------------------------------------------------------------- dates */

static mipsia_date today(void)
{
	time_t now = time(NULL);
	struct tm local;

	if (!localtime_r(&now, &local))
		return MIPSIA_DATE_UNKNOWN;
	return mipsia_date_make(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

/* From the day given, or today. */
static bool read_from(const struct reader *reader)
{
	const char *text = reader->args->value[PROPOSAL_FROM];
	mipsia_date from = text ? mipsia_date_parse(text, strlen(text)) : today();
	bool early;

	if (text && from == MIPSIA_DATE_UNKNOWN) {
		cli_usage_error(reader->args->command,
		                "--from cannot be '%s'; give a day of the calendar as YYYY-MM-DD", text);
		return false;
	}
	early = proposal_start(reader->proposal, from);
	reader->given->from_today = !text && !early;
	return true;
}

static bool read_specialty(const struct reader *reader)
{
	const char *text = reader->args->value[PROPOSAL_SPECIALTY];
	struct cli_nearest nearest = { .word = text };

	if (!text || !*text)
		return true;
	reader->proposal->request.specialty = guide_specialty(text);
	if (reader->proposal->request.specialty >= 0)
		return true;
	for (int i = 0; guide_specialty_words[i]; i++)
		cli_nearest_offer(&nearest, guide_specialty_words[i]);
	if (nearest.length > 0)
		cli_usage_error(reader->args->command, "--specialty '%s' is not known; did you mean %s?",
		                text, nearest.best[0]);
	else
		cli_usage_error(reader->args->command,
		                "--specialty '%s' is not known; 'mipsia suggest --help' lists them", text);
	return false;
}

/* ----------------------------------------------------------------------- all */

static bool read_lists(const struct reader *reader)
{
	const struct cli_args *args = reader->args;

	for (int i = 0; i < args->given_length; i++) {
		const struct cli_given *given = &args->given[i];

		if (given->option == PROPOSAL_DOING &&
		    !proposal_each(given->value, take_doing, (void *)reader))
			return false;
		if (given->option == PROPOSAL_ATTESTED &&
		    !proposal_each(given->value, take_attested, (void *)reader))
			return false;
	}
	return true;
}

bool proposal_read(const struct cli_args *args, struct proposal *proposal, struct proposal_given *given)
{
	struct reader reader = { args, proposal, given };
	struct entity_facts facts;

	*proposal = (struct proposal){ .said_length = 0 };
	*given = (struct proposal_given){ .year = args->value[PROPOSAL_YEAR] != NULL };
	if (!entity_read(args, &places, &facts))
		return false;
	if (facts.clinicians == 0) {
		cli_usage_error(args->command, "--clinicians cannot be 0; give a whole number from 1 on");
		return false;
	}
	/* A practice of one clinician is no group. */
	if (facts.clinicians == 1 && !args->value[PROPOSAL_ENTITY])
		facts.c.entity = MIPSIA_INDIVIDUAL;
	proposal_begin(proposal, &facts);
	return read_specialty(&reader) && read_from(&reader) && read_lists(&reader);
}
