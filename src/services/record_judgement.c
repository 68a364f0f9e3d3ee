/*
 * record_judgement.c - a judgement in words and as JSON.
 */
#include "services/record_part.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "guide/guide.h"
#include "services/catalogue_json.h"
#include "services/words.h"

/* A text that grows up to its end. */
struct sentence {
	char *text;
	size_t length;
};

static void say(struct sentence *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void say(struct sentence *out, const char *format, ...)
{
	va_list values;
	int length;

	va_start(values, format);
	length = vsnprintf(out->text + out->length, RECORD_SENTENCE - out->length, format, values);
	va_end(values);
	if (length > 0)
		out->length += (size_t)length;
	if (out->length >= RECORD_SENTENCE)
		out->length = RECORD_SENTENCE - 1;
}

/* What the sentences about an activity share. */
struct telling {
	const struct record *record;
	const mipsia_judgement *judgement;
	int activity;
	int recorded;                  /* clinicians with something recorded */
	int ahead;                     /* clinicians who have it when the recorded days are over */
	bool over;                     /* it is too late to start */
	char duration[WORDS_DURATION]; /* "90 days" */
	char last_start[WORDS_DATE];   /* "3 October 2026" */
	struct sentence out;
};

static const char *have(int count)
{
	return count == 1 ? "has" : "have";
}

/* ---------------------------------------------------------------- why it is nothing */

static int attested_last(const struct record *record, int activity)
{
	int year = 0;

	for (size_t i = 0; i < record->history_length; i++) {
		if (record->history[i].activity == activity && record->history[i].year > year)
			year = record->history[i].year;
	}
	return year;
}

static void tell_frequency(struct telling *t)
{
	const mipsia_activity *row = mipsia_activity_in_year(t->record->book, t->activity, t->record->year);
	int year = attested_last(t->record, t->activity);

	if (year && row)
		say(&t->out, "It was attested for %d and cannot be attested again before %d. ", year,
		    year + row->once_in_years);
	else
		say(&t->out,
		    "It was attested too few years ago, under another number, to be attested again. ");
}

/* Why the activity earns nothing, whoever performs it; nothing when it does. */
static void tell_reason(struct telling *t, const mipsia_case *c, mipsia_reason reason)
{
	int year = t->record->year;

	switch (reason) {
	case MIPSIA_NOT_IN_INVENTORY:
		say(&t->out, "It is not on CMS's list of %d and earns nothing. ", year);
		break;
	case MIPSIA_ONLY_IN_MVP:
		say(&t->out, "It earns points only under an MVP. ");
		break;
	case MIPSIA_NOT_IN_MVP:
		say(&t->out, "It is not part of the MVP %s and earns nothing under it. ",
		    mipsia_mvp_id(t->record->book, c->mvp));
		break;
	case MIPSIA_NOT_NEEDED:
		say(&t->out, "It is not needed: the full score is given without activities. ");
		break;
	case MIPSIA_FREQUENCY_LIMITED:
		tell_frequency(t);
		break;
	default:
		break;
	}
}

/* --------------------------------------------------------------------- medical home */

static void tell_home(struct telling *t)
{
	const mipsia_rule *rule = mipsia_rule_find(t->record->book, t->record->year, "pcmh.sites");
	int sites;
	int recognized;

	if (record_sites(t->record, &sites, &recognized))
		say(&t->out, "%d of %d practice site%s %s recognized through %d; needed: %s.", recognized,
		    sites, words_plural(sites), recognized == 1 ? "is" : "are", t->record->year,
		    rule ? rule->value : "see the rules");
	else if (sites == 0)
		say(&t->out, "The practice has no sites here yet; add them, and which are recognized.");
	else
		say(&t->out, "It is not known of every practice site whether it is recognized; needed: %s.",
		    rule ? rule->value : "see the rules");
}

/* --------------------------------------------------------------------------- groups */

static void tell_needed(struct telling *t)
{
	const mipsia_judgement *j = t->judgement;

	if (j->clinicians >= 0 && j->needed >= 0)
		say(&t->out, "%d of %d clinician%s %s needed; ", j->needed, j->clinicians,
		    words_plural(j->clinicians), j->needed == 1 ? "is" : "are");
	else if (j->needed >= 0)
		say(&t->out, "%d clinician%s %s needed; ", j->needed, words_plural(j->needed),
		    j->needed == 1 ? "is" : "are");
	else
		say(&t->out, "How many are needed is not known, because the roster is empty; ");
}

/* "7 have 90 days, 1 has too few, and dates of 2 are missing." */
static void tell_done(struct telling *t)
{
	int certain = t->judgement->certain;
	int missing = t->judgement->possible - certain - t->ahead;
	int short_of = t->recorded - t->judgement->possible;

	if (t->recorded <= 0) {
		say(&t->out, "nobody is recorded yet.");
		return;
	}
	if (certain > 0)
		say(&t->out, "%d %s %s", certain, have(certain), t->duration);
	else
		say(&t->out, "nobody has %s yet", t->duration);
	if (short_of > 0)
		say(&t->out, ", %d %s too few days", short_of, have(short_of));
	if (t->ahead > 0)
		say(&t->out, ", %d will have them once the recorded days are over", t->ahead);
	if (missing > 0)
		say(&t->out, ", and for %d dates are missing", missing);
	say(&t->out, ".");
}

/* What is left to do. */
static void tell_rest(struct telling *t)
{
	const mipsia_judgement *j = t->judgement;
	int more = j->needed - j->possible;
	int to_complete = (j->needed < j->possible ? j->needed : j->possible) - j->certain - t->ahead;

	if (j->answer == MIPSIA_MET || j->needed < 0)
		return;
	if (to_complete > 0)
		say(&t->out, " Complete the dates of %d.", to_complete);
	if (more <= 0)
		return;
	if (t->over)
		say(&t->out, " It is too late for %d more to start: the last day was %s.", more,
		    t->last_start);
	else
		say(&t->out, " %d%s must start by %s.", more, t->recorded > 0 ? " more" : "", t->last_start);
}

/* ----------------------------------------------------------------------- individuals */

/* Everybody reports alone. */
static void tell_each(struct telling *t)
{
	const mipsia_judgement *j = t->judgement;

	say(&t->out, "Each clinician reports alone; of %d, ", j->clinicians);
	tell_done(t);
	if (t->recorded >= j->clinicians)
		return;
	if (t->over)
		say(&t->out, " The last day to start was %s.", t->last_start);
	else
		say(&t->out, " Others must start by %s.", t->last_start);
}

static void tell_one(struct telling *t, size_t clinician)
{
	int32_t days;

	record_judge_clinician(t->record, clinician, t->activity, &days);
	say(&t->out, "%s in a row are needed; ", t->duration);
	if (t->judgement->answer == MIPSIA_UNKNOWN && t->ahead > 0)
		say(&t->out, "the longest run has %d day%s, which are not over yet.", days,
		    words_plural(days));
	else if (t->judgement->answer == MIPSIA_UNKNOWN)
		say(&t->out, "a date is missing.");
	else if (days == 0)
		say(&t->out, "nothing is recorded yet.");
	else
		say(&t->out, "the longest run has %d day%s.", days, words_plural(days));
	if (t->judgement->answer != MIPSIA_NOT_MET)
		return;
	if (t->over)
		say(&t->out, " The last day to start was %s.", t->last_start);
	else
		say(&t->out, " The last day to start is %s.", t->last_start);
}

/* ------------------------------------------------------------------------------- all */

static struct telling telling_of(const struct record *record, size_t clinician, int activity,
                                 const mipsia_judgement *judgement, char *text)
{
	const mipsia_activity *row = mipsia_activity_in_year(record->book, activity, record->year);
	struct telling t = { .record = record, .judgement = judgement, .activity = activity };

	t.recorded = clinician == RECORD_GROUP ? record_count_recorded(record, activity) : 0;
	t.ahead = judgement->answer == MIPSIA_MET ? 0 : record_count_ahead(record, clinician, activity);
	t.over = judgement->last_start != MIPSIA_DATE_UNKNOWN && record->today > judgement->last_start;
	words_duration(row ? row->duration : (mipsia_duration){ 90, MIPSIA_DAYS }, t.duration);
	words_day_first(judgement->last_start, t.last_start);
	t.out.text = text;
	text[0] = '\0';
	return t;
}

static mipsia_reason reason_of(const struct record *record, const mipsia_case *entity, int activity,
                               uint8_t *points)
{
	mipsia_case c = *entity;

	mipsia_set_add(&c.attested, activity);
	return mipsia_activity_reason(record->book, &c, activity, points);
}

static void tell(struct telling *t, size_t clinician)
{
	if (t->activity == record_pcmh(t->record))
		tell_home(t);
	else if (clinician != RECORD_GROUP)
		tell_one(t, clinician);
	else if (t->record->entity == MIPSIA_INDIVIDUAL)
		tell_each(t);
	else {
		tell_needed(t);
		tell_done(t);
		tell_rest(t);
	}
}

void record_judgement_text(const struct record *record, size_t clinician, int activity,
                           const mipsia_judgement *judgement, char out[RECORD_SENTENCE])
{
	struct telling t = telling_of(record, clinician, activity, judgement, out);

	tell(&t, clinician);
}

static json_t *duration_of(const struct record *record, int activity)
{
	const mipsia_activity *row = mipsia_activity_in_year(record->book, activity, record->year);
	char text[WORDS_DURATION];

	if (!row || activity == record_pcmh(record))
		return json_string("");
	words_duration(row->duration, text);
	return json_string(text);
}

/* The row of the year, or of the last year before it that has the activity. */
static const char *title_of(const struct record *record, int activity)
{
	const mipsia_activity *row = NULL;

	for (int year = record->year; !row && year >= mipsia_first_year(record->book); year--)
		row = mipsia_activity_in_year(record->book, activity, year);
	for (int year = record->year; !row && year <= mipsia_last_year(record->book); year++)
		row = mipsia_activity_in_year(record->book, activity, year);
	return row ? row->title : "";
}

json_t *record_judgement_json(const struct record *record, size_t clinician, int activity)
{
	const char *id = mipsia_activity_id(record->book, activity);
	const struct guide_entry *guide = guide_find(id);
	mipsia_judgement judgement;
	mipsia_case c;
	int32_t clinicians;
	char text[RECORD_SENTENCE];
	char message[8];
	uint8_t points = 0;
	struct telling t;

	if (!record_judge(record, clinician, activity, &judgement))
		return NULL;
	t = telling_of(record, clinician, activity, &judgement, text);
	if (record_engine_case(record, clinician, &c, &clinicians, message, sizeof(message)))
		tell_reason(&t, &c, reason_of(record, &c, activity, &points));
	tell(&t, clinician);
	return json_pack("{s:s, s:s, s:s, s:s, s:o, s:o, s:i, s:i, s:o, s:o, s:i, s:s, s:o, s:o}",
	                 "measureId", id, "plainName", guide ? guide->plain_name : title_of(record, activity),
	                 "title", title_of(record, activity), "answer", record_answer_name(judgement.answer),
	                 "clinicians", json_count(judgement.clinicians), "needed",
	                 json_count(judgement.needed), "certain", judgement.certain, "possible",
	                 judgement.possible, "lastStart", json_date(judgement.last_start), "duration",
	                 duration_of(record, activity), "points", points, "text", text, "shareRule",
	                 json_rule(judgement.share_rule), "durationRule", json_rule(judgement.duration_rule));
}
