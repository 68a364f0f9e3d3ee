/*
 * proposal_ask.c - the questions of `mipsia suggest` on a terminal. Each answer
 * becomes the option that would have said it, so that asked or given, the same
 * code reads it. An empty line leaves a question open; the end of the input
 * leaves all others open. Questions go to stderr: the answer can be redirected.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "catalogue.h"
#include "guide_show.h"
#include "proposal.h"
#include "services/words.h"

struct interview {
	struct cli_args *args;
	struct proposal_answers *answers;
	const mipsia_rulebook *book;
	int year;
	bool ended; /* no more input */
};

/* ------------------------------------------------------------------- terminal */

/* One line without the spaces around it; NULL for an empty one, and from the end
 * of the input on. The caller frees. */
static char *read_line(struct interview *interview)
{
	char *line = NULL;
	size_t size = 0;
	ssize_t length;
	size_t begin;

	if (interview->ended)
		return NULL;
	length = getline(&line, &size, stdin);
	if (length < 0)
		interview->ended = true;
	while (length > 0 && isspace((unsigned char)line[length - 1]))
		line[--length] = '\0';
	if (length <= 0) {
		free(line);
		return NULL;
	}
	begin = strspn(line, " \t");
	memmove(line, line + begin, (size_t)length - begin + 1);
	return line;
}

static char *ask(struct interview *interview, const char *question, const char *hint)
{
	if (interview->ended)
		return NULL;
	fprintf(stderr, "%s [%s] ", question, hint);
	fflush(stderr);
	return read_line(interview);
}

static bool says_yes(const char *answer)
{
	return answer && (answer[0] == 'y' || answer[0] == 'Y');
}

static bool ask_yes(struct interview *interview, const char *question)
{
	char *answer = ask(interview, question, "y/N");
	bool yes = says_yes(answer);

	free(answer);
	return yes;
}

/* Sets the option as if it had been given; owns `text` from here on. */
static void give(struct interview *interview, int option, char *text)
{
	struct proposal_answers *answers = interview->answers;
	struct cli_args *args = interview->args;

	if (answers->length == CLI_GIVEN_MAX || args->given_length == CLI_GIVEN_MAX) {
		free(text);
		return;
	}
	answers->text[answers->length++] = text;
	args->value[option] = text;
	args->given[args->given_length].option = option;
	args->given[args->given_length++].value = text;
}

static bool is_open(const struct interview *interview, int option)
{
	return !interview->args->value[option] && !interview->ended;
}

/* ------------------------------------------------------------------- questions */

static void ask_year(struct interview *interview)
{
	char hint[16];

	interview->year = catalogue_latest_year(interview->book);
	if (interview->args->value[PROPOSAL_YEAR]) {
		catalogue_read_year(interview->args->command, interview->args->value[PROPOSAL_YEAR],
		                    &interview->year);
		return;
	}
	snprintf(hint, sizeof(hint), "%d", interview->year);
	for (;;) {
		char *answer = ask(interview, "Which performance year?", hint);

		if (!answer)
			return;
		if (catalogue_read_year(interview->args->command, answer, &interview->year)) {
			give(interview, PROPOSAL_YEAR, answer);
			return;
		}
		free(answer);
	}
}

static void list_specialties(void)
{
	char all[GUIDE_WORDS * 2];
	size_t used = 0;

	for (int i = 0; guide_specialty_words[i] && used < sizeof(all); i++)
		used += (size_t)snprintf(all + used, sizeof(all) - used, "%s%s", i ? ", " : "",
		                         guide_specialty_words[i]);
	cli_put_wrapped(stderr, all, 0, 0, 80);
}

static void ask_specialty(struct interview *interview)
{
	while (is_open(interview, PROPOSAL_SPECIALTY)) {
		char *answer = ask(interview, "Which specialty?", "any; ? lists them");

		if (!answer)
			return;
		if (guide_specialty(answer) >= 0) {
			give(interview, PROPOSAL_SPECIALTY, answer);
			return;
		}
		if (strcmp(answer, "?") != 0)
			fprintf(stderr, "'%s' is not among the specialties:\n", answer);
		list_specialties();
		free(answer);
	}
}

/* The MVPs of the year for the specialty (NULL: all of them); how many. */
static int list_mvps_for(const struct interview *interview, const char *specialty)
{
	int count = 0;

	for (int i = 0; i < mipsia_mvp_count(interview->book); i++) {
		const mipsia_mvp *mvp = mipsia_mvp_in_year(interview->book, i, interview->year);

		if (!mvp || (specialty && !words_all_in(specialty, mvp->specialties)))
			continue;
		fprintf(stderr, "  %s  %s\n", mipsia_mvp_id(interview->book, i), mvp->title);
		count++;
	}
	return count;
}

/* Those for the specialty; all of them when there are none. */
static void list_mvps(const struct interview *interview)
{
	const char *typed = interview->args->value[PROPOSAL_SPECIALTY];
	int place = typed ? guide_specialty(typed) : -1;

	if (place < 0 || list_mvps_for(interview, guide_specialty_words[place]) == 0)
		list_mvps_for(interview, NULL);
}

static bool has_mvps(const struct interview *interview)
{
	for (int i = 0; i < mipsia_mvp_count(interview->book); i++) {
		if (mipsia_mvp_in_year(interview->book, i, interview->year))
			return true;
	}
	return false;
}

static void ask_mvp(struct interview *interview)
{
	while (has_mvps(interview) && is_open(interview, PROPOSAL_MVP)) {
		char *answer =
			ask(interview, "Which MVP do you report?", "none: traditional MIPS; ? lists them");
		int mvp;

		if (!answer || strcasecmp(answer, "none") == 0) {
			free(answer);
			return;
		}
		if (strcmp(answer, "?") == 0) {
			list_mvps(interview);
			free(answer);
			continue;
		}
		mvp = catalogue_read_mvp(interview->args->command, interview->book, answer);
		if (mvp != MIPSIA_NO_MVP && mipsia_mvp_in_year(interview->book, mvp, interview->year)) {
			give(interview, PROPOSAL_MVP, answer);
			return;
		}
		if (mvp != MIPSIA_NO_MVP)
			fprintf(stderr, "%s does not exist in %d.\n", answer, interview->year);
		free(answer);
	}
}

static void ask_clinicians(struct interview *interview)
{
	while (is_open(interview, PROPOSAL_CLINICIANS)) {
		char *answer = ask(interview, "How many clinicians (NPIs) bill under the practice's TIN?",
		                   "not known");

		if (!answer)
			return;
		if (strspn(answer, "0123456789") == strlen(answer) && strlen(answer) < 7 &&
		    strspn(answer, "0") != strlen(answer)) {
			give(interview, PROPOSAL_CLINICIANS, answer);
			return;
		}
		fprintf(stderr, "Please give a whole number, such as 9.\n");
		free(answer);
	}
}

static void ask_statuses(struct interview *interview)
{
	static const struct {
		const char *name;
		const char *question;
	} statuses[] = {
		{ "rural", "Is the practice in a rural area (says CMS's participation look-up)?" },
		{ "hpsa", "In a health professional shortage area (HPSA)?" },
		{ "nonPatientFacing", "Non-patient facing?" },
	};
	char list[64] = "";
	size_t used = 0;

	if (!is_open(interview, PROPOSAL_STATUS))
		return;
	for (int i = 0; i < CLI_LENGTH(statuses); i++) {
		if (ask_yes(interview, statuses[i].question))
			used += (size_t)snprintf(list + used, sizeof(list) - used, "%s%s", used ? "," : "",
			                         statuses[i].name);
	}
	if (used)
		give(interview, PROPOSAL_STATUS, cli_strdup(list));
}

static void ask_apm(struct interview *interview)
{
	if (is_open(interview, PROPOSAL_APM) &&
	    ask_yes(interview, "Do you take part in an Alternative Payment Model (such as an ACO)?"))
		give(interview, PROPOSAL_APM, cli_strdup(""));
}

/* ----------------------------------------------------------------- what is done */

/* Each activity that the words sound like is shown, and asked for. */
static bool confirm(const char *item, void *payload)
{
	struct interview *interview = payload;
	struct guide_hit hits[PROPOSAL_HITS];
	int length;

	if (proposal_activity(interview->book, item) >= 0 || proposal_is_like_id(item)) {
		give(interview, PROPOSAL_DOING, cli_strdup(item));
		return true;
	}
	length = proposal_hits(interview->book, interview->year, item, hits);
	if (length == 0)
		fprintf(stderr, "Nothing on CMS's list of %d is about '%s'.\n", interview->year, item);
	for (int i = 0; i < length; i++) {
		fprintf(stderr, "\n");
		fprintf(stderr, "%s, %s\n", hits[i].entry->measure_id, hits[i].entry->plain_name);
		cli_put_wrapped(stderr, guide_summary(hits[i].entry, interview->year), 0, 0, 80);
		if (ask_yes(interview, "Do you do this already?"))
			give(interview, PROPOSAL_DOING, cli_strdup(hits[i].entry->measure_id));
	}
	return true;
}

static void ask_doing(struct interview *interview)
{
	char *answer;

	if (!is_open(interview, PROPOSAL_DOING))
		return;
	answer = ask(interview, "What do you do already? IDs or words, such as: patient portal, telehealth",
	             "nothing");
	if (answer)
		proposal_each(answer, confirm, interview);
	free(answer);
}

static void ask_from(struct interview *interview)
{
	while (is_open(interview, PROPOSAL_FROM)) {
		char *answer =
			ask(interview, "From which day could something new begin (YYYY-MM-DD)?", "today");

		if (!answer)
			return;
		if (mipsia_date_parse(answer, strlen(answer)) != MIPSIA_DATE_UNKNOWN) {
			give(interview, PROPOSAL_FROM, answer);
			return;
		}
		fprintf(stderr, "Please give a day such as %d-09-01.\n", interview->year);
		free(answer);
	}
}

/* An attestation that is a year old bars as much as an older one. */
static void ask_attested(struct interview *interview)
{
	if (!is_open(interview, PROPOSAL_ATTESTED))
		return;
	for (int i = 0; i < mipsia_activity_count(interview->book); i++) {
		const mipsia_activity *row = mipsia_activity_in_year(interview->book, i, interview->year);
		const char *id = mipsia_activity_id(interview->book, i);
		int first = row ? interview->year - row->once_in_years + 1 : 0;
		char question[256];
		char said[64];

		if (!row || !row->once_in_years || interview->year == mipsia_first_year(interview->book))
			continue;
		if (first < mipsia_first_year(interview->book))
			first = mipsia_first_year(interview->book);
		snprintf(question, sizeof(question), "Did you attest %s (%s) in %d to %d?", id,
		         guide_find(id)->plain_name, first, interview->year - 1);
		snprintf(said, sizeof(said), "%s:%d", id, interview->year - 1);
		if (ask_yes(interview, question))
			give(interview, PROPOSAL_ATTESTED, cli_strdup(said));
	}
}

void proposal_ask(struct cli_args *args, struct proposal_answers *answers)
{
	struct interview interview = { .args = args, .answers = answers, .book = mipsia_rulebook_builtin() };

	fprintf(stderr, "Press Enter to leave a question open.\n");
	ask_year(&interview);
	ask_specialty(&interview);
	ask_mvp(&interview);
	ask_clinicians(&interview);
	ask_statuses(&interview);
	ask_apm(&interview);
	ask_doing(&interview);
	ask_from(&interview);
	ask_attested(&interview);
	fprintf(stderr, "\n");
}

void proposal_forget(struct proposal_answers *answers)
{
	for (int i = 0; i < answers->length; i++)
		free(answers->text[i]);
	answers->length = 0;
}
