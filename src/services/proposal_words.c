/*
 * proposal_words.c - the reasons of a suggestion in words.
 */
#include <stdarg.h>
#include <stdio.h>

#include "services/proposal.h"
#include "services/words.h"

const enum suggest_reason proposal_reasons[] = {
	SUGGEST_RECOGNITION,     SUGGEST_DOING,         SUGGEST_MAYBE,        SUGGEST_PAIR,
	SUGGEST_LOW_EFFORT,      SUGGEST_NO_TECHNOLOGY, SUGGEST_NATURAL,      SUGGEST_HIGH_WEIGHT,
	SUGGEST_MUST_HAVE_BEGUN, SUGGEST_CONDITION,     SUGGEST_MUST_PREDATE, SUGGEST_NOT_SOON_AGAIN,
};
const int proposal_reasons_length = (int)(sizeof(proposal_reasons) / sizeof(proposal_reasons[0]));

const char *proposal_reason_name(enum suggest_reason reason)
{
	switch (reason) {
	case SUGGEST_DOING:
		return "doing";
	case SUGGEST_MAYBE:
		return "maybeDoing";
	case SUGGEST_LOW_EFFORT:
		return "lowEffort";
	case SUGGEST_NO_TECHNOLOGY:
		return "noNewTechnology";
	case SUGGEST_NATURAL:
		return "natural";
	case SUGGEST_HIGH_WEIGHT:
		return "highWeight";
	case SUGGEST_PAIR:
		return "sharedEffort";
	case SUGGEST_RECOGNITION:
		return "recognition";
	case SUGGEST_MUST_HAVE_BEGUN:
		return "mustHaveBegun";
	case SUGGEST_MUST_PREDATE:
		return "mustPredateSuspension";
	case SUGGEST_CONDITION:
		return "condition";
	case SUGGEST_NOT_SOON_AGAIN:
		break;
	}
	return "notSoonAgain";
}

bool proposal_is_caution(enum suggest_reason reason)
{
	return reason >= SUGGEST_MUST_HAVE_BEGUN;
}

static char *text_of(const char *format, ...) __attribute__((format(printf, 1, 2)));

static char *text_of(const char *format, ...)
{
	va_list values;
	char *text;

	va_start(values, format);
	if (vasprintf(&text, format, values) < 0)
		text = NULL;
	va_end(values);
	return text;
}

static const char *words_said(const struct proposal *proposal, int activity)
{
	for (int i = 0; i < proposal->said_length; i++) {
		if (proposal->said[i].activity == activity)
			return proposal->said[i].words;
	}
	return "";
}

static void put_date(const struct proposal *proposal, mipsia_date date, char out[WORDS_DATE])
{
	if (proposal->day_first)
		words_day_first(date, out);
	else
		words_date(date, out);
}

/* The duration of the activity within the year, and its latest beginning. */
static char *must_have_begun(const struct proposal *proposal, const struct suggest_activity *activity)
{
	char date[WORDS_DATE];
	char duration[WORDS_DURATION];

	put_date(proposal, activity->last_start, date);
	words_duration(activity->row->duration, duration);
	return text_of("it is too late to begin: it counts only if it runs %s in a row within the year, "
	               "so it must have begun by %s",
	               duration, date);
}

static char *must_predate(const struct proposal *proposal, const struct suggest_activity *activity)
{
	char date[WORDS_DATE];

	put_date(proposal, activity->row->suspended_on, date);
	return text_of("CMS suspended it: it counts only if it was done or under way by %s; keep dated proof",
	               date);
}

char *proposal_reason_text(const struct proposal *proposal, const struct suggest_activity *activity,
                           enum suggest_reason reason)
{
	int year = proposal->request.c.performance_year;

	if (!(activity->reasons & reason))
		return NULL;
	switch (reason) {
	case SUGGEST_DOING:
		return text_of("you said that you already do it: what remains is the papers");
	case SUGGEST_MAYBE:
		return text_of("you said '%s', which sounds like it",
		               words_said(proposal, activity->activity));
	case SUGGEST_LOW_EFFORT:
		return text_of("little work to set up and to run");
	case SUGGEST_NO_TECHNOLOGY:
		return text_of(activity->entry->technology & GUIDE_TECHNOLOGY_EHR
		                       ? "needs no technology but the EHR"
		                       : "needs no technology");
	case SUGGEST_NATURAL:
		return text_of("comes naturally in your specialty");
	case SUGGEST_HIGH_WEIGHT:
		return text_of("high weight: it counts twice as much as one of medium weight");
	case SUGGEST_PAIR:
		return text_of("one effort serves it and %s: %s",
		               mipsia_activity_id(proposal->request.book, activity->pair),
		               activity->pair_why);
	case SUGGEST_RECOGNITION:
		return text_of("a recognized medical home gets full credit with this alone");
	case SUGGEST_MUST_HAVE_BEGUN:
		return must_have_begun(proposal, activity);
	case SUGGEST_MUST_PREDATE:
		return must_predate(proposal, activity);
	case SUGGEST_CONDITION:
		return text_of("%s", activity->entry->only_if);
	case SUGGEST_NOT_SOON_AGAIN:
		break;
	}
	return text_of("attested for %d, it cannot be attested again before %d", year,
	               year + activity->row->once_in_years);
}
