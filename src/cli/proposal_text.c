/*
 * proposal_text.c - the suggestions for people.
 */
#include <stdlib.h>
#include <string.h>

#include "catalogue.h"
#include "guide_show.h"
#include "proposal.h"
#include "services/words.h"

#define LABEL_INDENT 3
#define LABEL_COLUMN 14

static void put_field(const char *label, const char *text)
{
	printf("%*s%s%-*s%s", LABEL_INDENT, "", cli_style(CLI_BOLD), LABEL_COLUMN - LABEL_INDENT, label,
	       cli_style(CLI_PLAIN));
	cli_put_wrapped(stdout, text, LABEL_COLUMN, LABEL_COLUMN, cli_width());
}

/* -------------------------------------------------------------------- heading */

static void list_facts(const struct proposal *proposal, char *out, size_t size)
{
	const mipsia_case *c = &proposal->request.c;
	size_t used = (size_t)snprintf(out, size, "%s", words_entity((mipsia_entity)c->entity));

	if (proposal->facts.clinicians > 1)
		used += (size_t)snprintf(out + used, size - used, " of %d clinicians",
		                         proposal->facts.clinicians);
	for (int i = 0; i < MIPSIA_SPECIAL_END && used < size; i++) {
		if (c->statuses & MIPSIA_BIT(i))
			used += (size_t)snprintf(out + used, size - used, ", %s",
			                         words_status((mipsia_special)i));
	}
	if ((c->facts & MIPSIA_FACT_APM_PARTICIPANT) && used < size)
		used += (size_t)snprintf(out + used, size - used, ", in an APM");
	if (proposal->request.specialty >= 0 && used < size)
		used += (size_t)snprintf(out + used, size - used, "; specialty: %s",
		                         guide_specialty_words[proposal->request.specialty]);
	if (used < size && c->option == MIPSIA_MVP)
		snprintf(out + used, size - used, "; reports the MVP %s, %s",
		         mipsia_mvp_id(proposal->request.book, c->mvp),
		         mipsia_mvp_in_year(proposal->request.book, c->mvp, c->performance_year)->title);
	else if (used < size)
		snprintf(out + used, size - used, "; reports %s", words_option((mipsia_option)c->option));
}

static void put_needs(const struct proposal *proposal)
{
	const mipsia_requirements *needs = &proposal->answer.needs;
	const uint8_t *each = needs->points_each;
	const uint8_t *count = needs->activities_needed;

	if (needs->needed_points == 0) {
		cli_put_line(0, "No activity is needed: full credit is given without any.");
		return;
	}
	if (needs->credit_points)
		cli_put_line(0, "%d of %d points are given as soon as you attest anything.",
		             needs->credit_points, needs->max_points);
	if (each[MIPSIA_HIGH])
		cli_put_line(0,
		             "Full credit needs %d points: %d of high weight (%d points each), %d of medium "
		             "weight (%d points each), or a mix.",
		             needs->needed_points, count[MIPSIA_HIGH], each[MIPSIA_HIGH],
		             count[MIPSIA_MEDIUM], each[MIPSIA_MEDIUM]);
	else
		cli_put_line(0, "Full credit needs %d activit%s of %d points%s.", count[MIPSIA_UNWEIGHTED],
		             count[MIPSIA_UNWEIGHTED] == 1 ? "y" : "ies", each[MIPSIA_UNWEIGHTED],
		             count[MIPSIA_UNWEIGHTED] == 1 ? "" : " each");
}

static void put_start(const struct proposal *proposal, bool from_today)
{
	char from[WORDS_DATE];
	char last[WORDS_DATE];
	int year = proposal->request.c.performance_year;
	bool late = proposal->request.from > proposal->answer.needs.last_start;

	words_date(proposal->request.from, from);
	words_date(proposal->answer.needs.last_start, last);
	if (proposal_is_over(proposal))
		cli_put_line(0, "%d is over: only what you did in it can count.", year);
	else if (late)
		cli_put_line(0,
		             "From %s%s it is too late to begin most activities: the last day was %s. Only "
		             "what you already do can count for %d.",
		             from, from_today ? " (today)" : "", last, year);
	else
		cli_put_line(0, "New work can begin on %s%s; the last day to begin most activities is %s.",
		             from, from_today ? " (today)" : "", last);
}

static void put_heading(const struct proposal *proposal, const struct proposal_given *given)
{
	const mipsia_rulebook *book = proposal->request.book;
	char year[CATALOGUE_YEAR];
	char facts[512];
	int needed = proposal_clinicians_needed(proposal);

	catalogue_year_text(book, proposal->request.c.performance_year, given->year, year);
	cli_put_heading("Suggestions, %s", year);
	putchar('\n');
	catalogue_warn_provisional(book, proposal->request.c.performance_year);
	list_facts(proposal, facts, sizeof(facts));
	cli_put_line(0, "For: %s.", facts);
	put_needs(proposal);
	if (proposal->answer.needs.needed_points)
		put_start(proposal, given->from_today);
	if (needed > 0)
		cli_put_line(0, "At least %d of the %d clinicians must take part in each activity.", needed,
		             proposal->facts.clinicians);
	for (int i = 0; i < proposal->notes_length; i++)
		cli_put_line(0, "Note: %s", proposal->notes[i]);
}

/* ----------------------------------------------------------------- activities */

static void put_reasons(const struct proposal *proposal, const struct suggest_activity *activity,
                        bool cautions)
{
	const char *label = cautions ? "Take care" : "Why";

	for (int i = 0; i < proposal_reasons_length; i++) {
		char *text;

		if (proposal_is_caution(proposal_reasons[i]) != cautions)
			continue;
		text = proposal_reason_text(proposal, activity, proposal_reasons[i]);
		if (text) {
			put_field(label, text);
			label = "";
		}
		free(text);
	}
}

/* When to begin, or how long what is done already has to run. */
static void put_begin(const struct proposal *proposal, const struct suggest_activity *activity)
{
	int year = proposal->request.c.performance_year;
	char date[WORDS_DATE];
	char duration[WORDS_DURATION];
	char text[160];

	if (activity->reasons & (SUGGEST_RECOGNITION | SUGGEST_MUST_HAVE_BEGUN | SUGGEST_MUST_PREDATE))
		return;
	words_date(activity->last_start, date);
	words_duration(activity->row->duration, duration);
	if (activity->reasons & (SUGGEST_DOING | SUGGEST_MAYBE))
		snprintf(text, sizeof(text), "at least %s in a row within %d; begun by %s", duration, year,
		         date);
	else
		snprintf(text, sizeof(text), "by %s; at least %s in a row, and within %d", date, duration,
		         year);
	put_field(activity->reasons & (SUGGEST_DOING | SUGGEST_MAYBE) ? "Days" : "Begin", text);
}

/* The first set that has the activity. */
static int first_place(const struct proposal *proposal, const struct suggest_activity *activity)
{
	for (int place = 0;; place++) {
		const struct suggest_set *set = &proposal->answer.sets[place];

		for (int i = 0; i < set->length; i++) {
			if (set->activities[i].activity == activity->activity)
				return place;
		}
	}
}

static void put_pair(const struct proposal *proposal, const struct suggest_activity *activity)
{
	char *text = proposal_reason_text(proposal, activity, SUGGEST_PAIR);

	if (text)
		put_field("Why", text);
	free(text);
}

static void put_activity(const struct proposal *proposal, const struct suggest_activity *activity, int place)
{
	const struct guide_entry *entry = activity->entry;
	char text[160];
	int first = first_place(proposal, activity);

	putchar('\n');
	printf("%*s", LABEL_INDENT, "");
	if (first < place) {
		cli_put_heading("%s, %s: see %d", entry->measure_id, entry->plain_name, first + 1);
		put_pair(proposal, activity);
		return;
	}
	cli_put_heading("%s, %s", entry->measure_id, entry->plain_name);
	put_field("Asks", guide_summary(entry, proposal->request.c.performance_year));
	put_reasons(proposal, activity, false);
	if (activity->reasons & SUGGEST_MAYBE)
		put_field("Check", entry->already_doing);
	if (!(activity->reasons & SUGGEST_DOING)) {
		snprintf(text, sizeof(text), "%s to set up, %s to run; led by: %s",
		         guide_level_words[entry->set_up], guide_level_words[entry->running], entry->owner);
		put_field("Effort", text);
	}
	put_begin(proposal, activity);
	put_reasons(proposal, activity, true);
	printf("%*s%sTo file%s\n", LABEL_INDENT, "", cli_style(CLI_BOLD), cli_style(CLI_PLAIN));
	guide_put_proof(entry, proposal->request.c.performance_year, LABEL_INDENT + 2, false);
}

static void put_set(const struct proposal *proposal, int place)
{
	const struct suggest_set *set = &proposal->answer.sets[place];
	char ids[160];
	size_t used = 0;

	for (int i = 0; i < set->length && used < sizeof(ids); i++)
		used += (size_t)snprintf(ids + used, sizeof(ids) - used, "%s%s", i ? " + " : "",
		                         set->activities[i].entry->measure_id);
	putchar('\n');
	cli_put_heading("%d. %s: %s", place + 1, place ? "Or" : "Least effort", ids);
	printf("   %d of %d points; effort %d.%d\n", set->result.points, set->result.max_points,
	       set->cost / 100, set->cost % 100 / 10);
	for (int i = 0; i < set->length; i++)
		put_activity(proposal, &set->activities[i], place);
}

/* ------------------------------------------------------------- without a set */

/* Points of what the practice does already. */
static int points_now(const struct proposal *proposal)
{
	mipsia_case c = proposal->request.c;
	mipsia_result result;

	c.attested = proposal->request.doing;
	for (int i = 0; i < MIPSIA_SET_WORDS; i++)
		c.attested.word[i] |= proposal->request.maybe.word[i];
	mipsia_score(proposal->request.book, &c, &result);
	return result.points;
}

static void put_nothing(const struct proposal *proposal)
{
	int points = points_now(proposal);
	int max = proposal->answer.needs.max_points;

	printf("\n");
	cli_put_heading("No set of activities reaches full credit");
	if (points)
		cli_put_line(
			0,
			"What you said you do brings %d of %d points, if it counts: attest to it all the "
			"same.",
			points, max);
	else
		cli_put_line(0, "Say what you already do: --doing 'patient portal, depression screening' or "
		                "--doing IA_BE_4.");
	if (proposal->answer.too_late)
		cli_put_line(0, "For the next year: mipsia suggest --year %d",
		             proposal->request.c.performance_year + 1);
}

static void put_left_out(const struct proposal *proposal)
{
	const struct suggest_answer *answer = &proposal->answer;

	if (answer->too_late || answer->suspended || answer->too_frequent)
		printf("\n");
	if (answer->too_late)
		cli_put_line(0, "Left out: %d activit%s that cannot be begun any more.", answer->too_late,
		             answer->too_late == 1 ? "y" : "ies");
	if (answer->suspended)
		cli_put_line(0, "Left out: %d that CMS suspended within the year.", answer->suspended);
	if (answer->too_frequent)
		cli_put_line(0, "Left out: %d that you attested too few years ago.", answer->too_frequent);
}

void proposal_print(const struct proposal *proposal, const struct proposal_given *given)
{
	const struct suggest_answer *answer = &proposal->answer;

	put_heading(proposal, given);
	for (int i = 0; i < answer->length; i++)
		put_set(proposal, i);
	if (answer->length == 0 && answer->needs.needed_points)
		put_nothing(proposal);
	put_left_out(proposal);
	if (answer->length) {
		printf("\n");
		cli_put_line(0,
		             "What each paper must show, and mistakes to avoid: mipsia activity ID --year "
		             "%d. How effort is counted: docs/guide.md.",
		             proposal->request.c.performance_year);
	}
}
