/*
 * proposal_read.c - what the options of `mipsia suggest` say.
 */
#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "catalogue.h"
#include "guide_show.h"
#include "proposal.h"

#define OPT_NEVER (CLI_OPTIONS_MAX - 1) /* no option has this place */
#define ITEM_MAX 256

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
};

static void note(struct proposal *proposal, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void note(struct proposal *proposal, const char *format, ...)
{
	va_list values;
	char *text;

	va_start(values, format);
	if (vasprintf(&text, format, values) < 0)
		text = NULL;
	va_end(values);
	if (text && proposal->notes_length < PROPOSAL_NOTES_MAX)
		proposal->notes[proposal->notes_length++] = text;
	else
		free(text);
}

/* ------------------------------------------------------------ lists and names */

bool proposal_each(const char *list, bool (*take)(const char *item, void *payload), void *payload)
{
	while (*list) {
		size_t length = strcspn(list, ",");
		size_t begin = strspn(list, " \t");
		char item[ITEM_MAX];
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

int proposal_activity(const mipsia_rulebook *book, const char *item)
{
	char id[ITEM_MAX + 4];
	bool prefixed = strncasecmp(item, "IA_", 3) == 0;

	snprintf(id, sizeof(id), "%s%s", prefixed ? "" : "IA_", item);
	for (char *c = id; *c; c++)
		*c = (char)toupper((unsigned char)*c);
	return mipsia_activity_find(book, id, strlen(id));
}

int proposal_hits(int year, const char *item, struct guide_hit *hits)
{
	int length = guide_search(mipsia_rulebook_builtin(), year, item, hits, PROPOSAL_HITS);
	int strong = 0;

	while (strong < length && hits[strong].rank >= GUIDE_RANK_STRONG)
		strong++;
	return strong;
}

/* --------------------------------------------------------------------- doing */

static void add_doing(struct proposal *proposal, int activity)
{
	const mipsia_rulebook *book = proposal->request.book;
	int year = proposal->request.c.performance_year;
	int number = catalogue_number_in_year(book, activity, year);

	if (number < 0) {
		note(proposal, "%s is not on CMS's list of %d: doing it earns nothing that year.",
		     mipsia_activity_id(book, activity), year);
		return;
	}
	if (number != activity)
		note(proposal, "%s is %s in %d.", mipsia_activity_id(book, activity),
		     mipsia_activity_id(book, number), year);
	mipsia_set_add(&proposal->request.doing, number);
}

static void add_maybe(struct proposal *proposal, const char *words, const struct guide_hit *hit)
{
	const char *id = hit->entry->measure_id;
	int activity = mipsia_activity_find(proposal->request.book, id, strlen(id));

	if (proposal->said_length == PROPOSAL_SAID_MAX || mipsia_set_has(&proposal->request.maybe, activity))
		return;
	mipsia_set_add(&proposal->request.maybe, activity);
	proposal->said[proposal->said_length].activity = activity;
	proposal->said[proposal->said_length++].words = cli_strdup(words);
}

static bool take_doing(const char *item, void *payload)
{
	const struct reader *reader = payload;
	struct proposal *proposal = reader->proposal;
	int year = proposal->request.c.performance_year;
	int activity = proposal_activity(proposal->request.book, item);
	struct guide_hit hits[PROPOSAL_HITS];
	int length;

	if (activity >= 0) {
		add_doing(proposal, activity);
		return true;
	}
	if (strncasecmp(item, "IA_", 3) == 0)
		return catalogue_read_activity(reader->args->command, proposal->request.book, item) >= 0;
	length = proposal_hits(year, item, hits);
	if (length == 0)
		note(proposal,
		     "Nothing on CMS's list of %d is about '%s'; try other words, or 'mipsia activities "
		     "--search'.",
		     year, item);
	for (int i = 0; i < length; i++)
		add_maybe(proposal, item, &hits[i]);
	return true;
}

/* ------------------------------------------------------------------ attested */

/* "IA_PSPA_22:2024" */
static bool take_attested(const char *item, void *payload)
{
	const struct reader *reader = payload;
	struct proposal *proposal = reader->proposal;
	const mipsia_rulebook *book = proposal->request.book;
	char id[ITEM_MAX];
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

/* From the day given, or today; before the year begins, from its first day. */
static bool read_from(const struct reader *reader)
{
	struct proposal *proposal = reader->proposal;
	const char *text = reader->args->value[PROPOSAL_FROM];
	int year = proposal->request.c.performance_year;
	mipsia_date from = text ? mipsia_date_parse(text, strlen(text)) : today();

	if (text && from == MIPSIA_DATE_UNKNOWN) {
		cli_usage_error(reader->args->command,
		                "--from cannot be '%s'; give a day of the calendar as YYYY-MM-DD", text);
		return false;
	}
	if (from != MIPSIA_DATE_UNKNOWN && from < mipsia_date_make(year, 1, 1))
		from = mipsia_date_make(year, 1, 1);
	else
		proposal->from_today = !text;
	proposal->request.from = from;
	proposal->over = from > mipsia_date_make(year, 12, 31);
	return true;
}

static bool read_specialty(const struct reader *reader)
{
	const char *text = reader->args->value[PROPOSAL_SPECIALTY];
	struct cli_nearest nearest = { .word = text };

	reader->proposal->request.specialty = -1;
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

bool proposal_read(const struct cli_args *args, struct proposal *proposal)
{
	struct reader reader = { args, proposal };
	struct suggest_request *request = &proposal->request;

	*proposal = (struct proposal){ .year_given = args->value[PROPOSAL_YEAR] != NULL };
	if (!entity_read(args, &places, &proposal->facts))
		return false;
	if (proposal->facts.clinicians == 0) {
		cli_usage_error(args->command, "--clinicians cannot be 0; give a whole number from 1 on");
		return false;
	}
	/* A practice of one clinician is no group. */
	if (proposal->facts.clinicians == 1 && !args->value[PROPOSAL_ENTITY])
		proposal->facts.c.entity = MIPSIA_INDIVIDUAL;
	request->book = proposal->facts.book;
	request->c = proposal->facts.c;
	request->small_team = (request->c.statuses & MIPSIA_BIT(MIPSIA_SMALL_PRACTICE)) != 0;
	return read_specialty(&reader) && read_from(&reader) && read_lists(&reader);
}

int proposal_clinicians_needed(const struct proposal *proposal)
{
	const struct suggest_request *request = &proposal->request;
	mipsia_participation facts = { .clinicians = proposal->facts.clinicians,
		                       .performer_count = -1,
		                       .start = MIPSIA_DATE_UNKNOWN,
		                       .end = MIPSIA_DATE_UNKNOWN };
	mipsia_judgement judgement;

	if (proposal->facts.clinicians < 0 || request->c.entity == MIPSIA_INDIVIDUAL ||
	    proposal->answer.length == 0 ||
	    mipsia_participation_judge(
		    request->book, request->c.performance_year, (mipsia_entity)request->c.entity,
		    proposal->answer.sets[0].activities[0].activity, &facts, &judgement) != MIPSIA_OK)
		return -1;
	return judgement.needed;
}

void proposal_free(struct proposal *proposal)
{
	for (int i = 0; i < proposal->said_length; i++)
		free(proposal->said[i].words);
	for (int i = 0; i < proposal->notes_length; i++)
		free(proposal->notes[i]);
}
