/*
 * proposal.c - see proposal.h.
 */
#include "services/proposal.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "services/catalogue.h"

#define ID_PREFIX "IA_"

void proposal_begin(struct proposal *proposal, const struct entity_facts *facts)
{
	*proposal = (struct proposal){ .facts = *facts };
	proposal->request = (struct suggest_request){
		.book = facts->book,
		.c = facts->c,
		.from = MIPSIA_DATE_UNKNOWN,
		.specialty = -1,
		.small_team = (facts->c.statuses & MIPSIA_BIT(MIPSIA_SMALL_PRACTICE)) != 0,
	};
}

void proposal_free(struct proposal *proposal)
{
	for (int i = 0; i < proposal->said_length; i++)
		free(proposal->said[i].words);
	for (int i = 0; i < proposal->notes_length; i++)
		free(proposal->notes[i]);
}

void proposal_note(struct proposal *proposal, const char *format, ...)
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

/* ----------------------------------------------------------------------- days */

bool proposal_start(struct proposal *proposal, mipsia_date from)
{
	mipsia_date first = mipsia_date_make(proposal->request.c.performance_year, 1, 1);
	bool early = from != MIPSIA_DATE_UNKNOWN && from < first;

	proposal->request.from = early ? first : from;
	return early;
}

bool proposal_is_over(const struct proposal *proposal)
{
	return proposal->request.from > mipsia_date_make(proposal->request.c.performance_year, 12, 31);
}

/* --------------------------------------------------------------------- doing */

bool proposal_is_like_id(const char *item)
{
	return strncasecmp(item, ID_PREFIX, strlen(ID_PREFIX)) == 0;
}

int proposal_activity(const mipsia_rulebook *book, const char *item)
{
	char id[PROPOSAL_ITEM + sizeof(ID_PREFIX)];

	snprintf(id, sizeof(id), "%s%s", proposal_is_like_id(item) ? "" : ID_PREFIX, item);
	for (char *c = id; *c; c++)
		*c = (char)toupper((unsigned char)*c);
	return mipsia_activity_find(book, id, strlen(id));
}

int proposal_hits(const mipsia_rulebook *book, int year, const char *item, struct guide_hit *hits)
{
	int length = guide_search(book, year, item, hits, PROPOSAL_HITS);
	int strong = 0;

	while (strong < length && hits[strong].rank >= GUIDE_RANK_STRONG)
		strong++;
	return strong;
}

static void add_known(struct proposal *proposal, int activity)
{
	const mipsia_rulebook *book = proposal->request.book;
	int year = proposal->request.c.performance_year;
	int number = catalogue_number_in_year(book, activity, year);

	if (number < 0) {
		proposal_note(proposal, "%s is not on CMS's list of %d: doing it earns nothing that year.",
		              mipsia_activity_id(book, activity), year);
		return;
	}
	if (number != activity)
		proposal_note(proposal, "%s is %s in %d.", mipsia_activity_id(book, activity),
		              mipsia_activity_id(book, number), year);
	mipsia_set_add(&proposal->request.doing, number);
}

static void add_maybe(struct proposal *proposal, const char *words, const struct guide_hit *hit)
{
	const char *id = hit->entry->measure_id;
	int activity = mipsia_activity_find(proposal->request.book, id, strlen(id));
	char *copy;

	if (proposal->said_length == PROPOSAL_SAID_MAX || mipsia_set_has(&proposal->request.maybe, activity))
		return;
	copy = strdup(words);
	if (!copy)
		return;
	mipsia_set_add(&proposal->request.maybe, activity);
	proposal->said[proposal->said_length].activity = activity;
	proposal->said[proposal->said_length++].words = copy;
}

enum proposal_doing proposal_add_doing(struct proposal *proposal, const char *item)
{
	const struct suggest_request *request = &proposal->request;
	int activity = proposal_activity(request->book, item);
	struct guide_hit hits[PROPOSAL_HITS];
	int length;

	if (activity >= 0) {
		add_known(proposal, activity);
		return PROPOSAL_UNDERSTOOD;
	}
	if (proposal_is_like_id(item))
		return PROPOSAL_NO_ID;
	length = proposal_hits(request->book, request->c.performance_year, item, hits);
	for (int i = 0; i < length; i++)
		add_maybe(proposal, item, &hits[i]);
	return length > 0 ? PROPOSAL_UNDERSTOOD : PROPOSAL_NOTHING;
}

/* ------------------------------------------------------------------ the answer */

bool proposal_succeeds(const struct proposal *proposal)
{
	return proposal->answer.length > 0 || proposal->answer.needs.needed_points == 0;
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
