/*
 * catalogue.c - see catalogue.h.
 */
#include "catalogue.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

bool catalogue_read_year(const struct cli_command *command, const char *text, int *year)
{
	const mipsia_rulebook *book = mipsia_rulebook_builtin();
	char *end;
	long value = strtol(text, &end, 10);

	if (isdigit((unsigned char)*text) && *end == '\0' && value >= mipsia_first_year(book) &&
	    value <= mipsia_last_year(book)) {
		*year = (int)value;
		return true;
	}
	cli_usage_error(command, "there are no rules for the year '%s'; give one of %d to %d", text,
	                mipsia_first_year(book), mipsia_last_year(book));
	return false;
}

bool catalogue_year_option(const struct cli_args *args, int option, int *year)
{
	*year = catalogue_latest_year(mipsia_rulebook_builtin());
	return !args->value[option] || catalogue_read_year(args->command, args->value[option], year);
}

void catalogue_year_text(const mipsia_rulebook *book, int year, bool asked_for, char out[CATALOGUE_YEAR])
{
	const char *note = "";

	if (mipsia_year_is_provisional(book, year))
		note = " (PROVISIONAL)";
	else if (!asked_for)
		note = " (the latest with final rules; --year chooses another)";
	snprintf(out, CATALOGUE_YEAR, "performance year %d%s", year, note);
}

void catalogue_warn_provisional(const mipsia_rulebook *book, int year)
{
	if (!mipsia_year_is_provisional(book, year))
		return;
	fputs(cli_style(CLI_WARNING), stdout);
	cli_put_line(0,
	             "PROVISIONAL: CMS has not issued the rules of %d. This is %d carried forward, and "
	             "may change.",
	             year, catalogue_latest_year(book));
	fputs(cli_style(CLI_PLAIN), stdout);
}

/* Text in capitals; the caller frees. */
static char *in_capitals(const char *text)
{
	char *copy = cli_strdup(text);

	for (char *c = copy; *c; c++)
		*c = (char)toupper((unsigned char)*c);
	return copy;
}

/* Reports an unknown name with up to CLI_NEAREST_MAX that are like it. */
static void report_unknown(const struct cli_command *command, const char *what,
                           const struct cli_nearest *nearest, const char *list_them)
{
	const char *const *best = nearest->best;

	if (nearest->length == 0)
		cli_usage_error(command, "there is no %s '%s' in any year; '%s' lists them", what,
		                nearest->word, list_them);
	else if (nearest->length == 1)
		cli_usage_error(command, "there is no %s '%s' in any year; did you mean %s?", what,
		                nearest->word, best[0]);
	else if (nearest->length == 2)
		cli_usage_error(command, "there is no %s '%s' in any year; did you mean %s or %s?", what,
		                nearest->word, best[0], best[1]);
	else
		cli_usage_error(command, "there is no %s '%s' in any year; did you mean %s, %s or %s?", what,
		                nearest->word, best[0], best[1], best[2]);
}

#define PREFIX "IA_"

/* The ID that is what was typed but for its "IA_" and its underscores is the
 * only one to offer; else the most similar ones. */
static void offer_activities(const mipsia_rulebook *book, struct cli_nearest *nearest)
{
	const char *typed = nearest->word;
	struct cli_nearest bare = { .word = typed };

	for (int i = 0; i < mipsia_activity_count(book); i++) {
		const char *id = mipsia_activity_id(book, i);

		cli_nearest_offer(nearest, id);
		cli_nearest_offer(&bare, id + strlen(PREFIX));
	}
	if (bare.length > 0 && bare.distance[0] == 0)
		*nearest = (struct cli_nearest){ typed, { bare.best[0] - strlen(PREFIX) }, { 0 }, 1 };
	else if (nearest->length > 0 && nearest->distance[0] == 0)
		nearest->length = 1;
}

int catalogue_read_activity(const struct cli_command *command, const mipsia_rulebook *book, const char *id)
{
	char *capitals = in_capitals(id);
	int activity = mipsia_activity_find(book, capitals, strlen(capitals));

	free(capitals);
	if (activity < 0) {
		struct cli_nearest nearest = { .word = id };

		offer_activities(book, &nearest);
		report_unknown(command, "activity", &nearest, "mipsia activities");
	}
	return activity;
}

int catalogue_read_mvp(const struct cli_command *command, const mipsia_rulebook *book, const char *id)
{
	int mvp = mipsia_mvp_find(book, id, strlen(id));

	if (mvp == MIPSIA_NO_MVP) {
		struct cli_nearest nearest = { .word = id };

		for (int i = 0; i < mipsia_mvp_count(book); i++)
			cli_nearest_offer(&nearest, mipsia_mvp_id(book, i));
		report_unknown(command, "MVP", &nearest, "mipsia mvps");
	}
	return mvp;
}

char *catalogue_mvps_of(const mipsia_rulebook *book, int activity, int year, const char *between)
{
	char *text = NULL; /* open_memstream's, then the caller's */
	size_t length = 0;
	FILE *out = open_memstream(&text, &length);
	bool first = true;

	if (!out)
		return cli_strdup("");
	for (int i = 0; i < mipsia_mvp_count(book); i++) {
		const mipsia_mvp *mvp = mipsia_mvp_in_year(book, i, year);

		if (!mvp || !mipsia_set_has(&mvp->activities, activity))
			continue;
		fprintf(out, "%s%s", first ? "" : between, mipsia_mvp_id(book, i));
		first = false;
	}
	fclose(out);
	return text;
}
