/*
 * guide_text.c - the guide of an activity for people: what to do, and the papers
 * to keep as a list to tick off.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "guide_show.h"

#define LABEL_COLUMN 16

/* ------------------------------------------------------------------- words */

void guide_words(const char *const *list, uint64_t bits, char out[GUIDE_WORDS])
{
	size_t used = 0;

	out[0] = '\0';
	for (int i = 0; list[i] && used < GUIDE_WORDS; i++) {
		if (bits >> i & 1)
			used += (size_t)snprintf(out + used, GUIDE_WORDS - used, "%s%s", used ? ", " : "",
			                         list[i]);
	}
}

void guide_years(struct guide_years years, char out[GUIDE_YEARS])
{
	if (years.from == years.to)
		snprintf(out, GUIDE_YEARS, "%d only", years.from);
	else
		snprintf(out, GUIDE_YEARS, "%d to %d", years.from, years.to);
}

/* ------------------------------------------------------------------- lines */

static void put_labelled(const char *label, const char *text)
{
	printf("%s%-*s%s", cli_style(CLI_BOLD), LABEL_COLUMN, label, cli_style(CLI_PLAIN));
	cli_put_wrapped(stdout, text, LABEL_COLUMN, LABEL_COLUMN, cli_width());
}

static void put_formatted(const char *label, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void put_formatted(const char *label, const char *format, ...)
{
	va_list values;
	char *text; /* ours, until the end of the function */

	va_start(values, format);
	if (vasprintf(&text, format, values) < 0)
		text = NULL;
	va_end(values);
	if (!text)
		return;
	put_labelled(label, text);
	free(text);
}

/* A mark and a sentence behind it. */
static void put_item(const char *mark, int indent, const char *text)
{
	int column = indent + (int)cli_text_width(mark) + 1;

	printf("%*s%s ", indent, "", mark);
	cli_put_wrapped(stdout, text, column, column, cli_width());
}

static void put_title(const char *title)
{
	printf("\n");
	cli_put_heading("%s", title);
}

/* ------------------------------------------------------------------- proof */

/* Whether the person's locale has UTF-8: then a box can be shown as one. */
static bool has_utf8(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };

	for (int i = 0; i < CLI_LENGTH(names); i++) {
		const char *value = getenv(names[i]);

		if (value && *value)
			return strcasestr(value, "UTF-8") || strcasestr(value, "utf8");
	}
	return false;
}

static void put_document(const struct guide_proof *proof, int indent, bool whole)
{
	const char *box = has_utf8() ? "\xe2\x98\x90" : "[ ]";
	int column = indent + (int)cli_text_width(box) + 1;
	char shows[1024];
	size_t used;

	put_item(box, indent, proof->document);
	if (!whole)
		return;
	used = (size_t)snprintf(shows, sizeof(shows), "Must show: ");
	for (int i = 0; i < proof->must_show_length && used < sizeof(shows); i++)
		used += (size_t)snprintf(shows + used, sizeof(shows) - used, "%s%s", i ? "; " : "",
		                         proof->must_show[i]);
	printf("%*s%s", column, "", cli_style(CLI_DIM));
	cli_put_wrapped(stdout, shows, column, column, cli_width());
	fputs(cli_style(CLI_PLAIN), stdout);
}

static int group_size(const struct guide_entry *entry, int year, const char *group)
{
	int size = 0;

	for (int i = 0; i < entry->proof_length; i++) {
		const struct guide_proof *proof = &entry->proof[i];

		size += proof->group && guide_holds(proof->years, year) && strcmp(proof->group, group) == 0;
	}
	return size;
}

static void put_group(const struct guide_entry *entry, int year, const char *group, int indent, bool whole)
{
	printf("%*sAny one of these %d is enough:\n", indent, "", group_size(entry, year, group));
	for (int i = 0; i < entry->proof_length; i++) {
		const struct guide_proof *proof = &entry->proof[i];

		if (proof->group && guide_holds(proof->years, year) && strcmp(proof->group, group) == 0)
			put_document(proof, indent + 4, whole);
	}
}

/* Whether an earlier item of that year belongs to the same group. */
static bool seen_before(const struct guide_entry *entry, int year, int place)
{
	for (int i = 0; i < place; i++) {
		const struct guide_proof *proof = &entry->proof[i];

		if (proof->group && guide_holds(proof->years, year) &&
		    strcmp(proof->group, entry->proof[place].group) == 0)
			return true;
	}
	return false;
}

void guide_put_proof(const struct guide_entry *entry, int year, int indent, bool whole)
{
	for (int i = 0; i < entry->proof_length; i++) {
		if (!entry->proof[i].group && guide_holds(entry->proof[i].years, year))
			put_document(&entry->proof[i], indent, whole);
	}
	for (int i = 0; i < entry->proof_length; i++) {
		const struct guide_proof *proof = &entry->proof[i];

		if (proof->group && guide_holds(proof->years, year) && !seen_before(entry, year, i))
			put_group(entry, year, proof->group, indent, whole);
	}
}

/* --------------------------------------------------------------- the guide */

static void put_thresholds(const struct guide_entry *entry, int year)
{
	const char *label = "Figures";

	for (int i = 0; i < entry->thresholds_length; i++) {
		const struct guide_threshold *threshold = &entry->thresholds[i];
		char years[GUIDE_YEARS];

		if (!guide_holds(threshold->years, year))
			continue;
		guide_years(threshold->years, years);
		put_formatted(label, "%s%s %s (%s)", threshold->value,
		              strncmp(threshold->what, "of ", 3) == 0 ? "" : ":", threshold->what, years);
		label = "";
	}
}

static void put_effort(const struct guide_entry *entry)
{
	char words[GUIDE_WORDS];

	put_formatted("Effort", "%s to set up, %s to run. %s", guide_level_words[entry->set_up],
	              guide_level_words[entry->running], entry->effort_why);
	put_formatted("Led by", "%s", entry->owner);
	guide_words(guide_staff_words, entry->staff, words);
	put_formatted("Staff", "%s", words);
	guide_words(guide_technology_words, entry->technology, words);
	put_formatted("Technology", "%s", words);
	guide_words(guide_specialty_words, entry->specialties, words);
	put_formatted("Natural for", "%s", words);
}

static void put_mistakes(const struct guide_entry *entry, int year)
{
	put_title("Mistakes to avoid");
	for (int i = 0; i < entry->mistakes_length; i++) {
		if (guide_holds(entry->mistakes[i].years, year))
			put_item("*", 0, entry->mistakes[i].text);
	}
}

static void put_related(const struct guide_entry *entry, int year)
{
	bool first = true;

	for (int i = 0; i < entry->related_length; i++) {
		const struct guide_related *related = &entry->related[i];
		const struct guide_entry *other = guide_find(related->measure_id);
		bool pair = related->pair && guide_holds(other->years, year);
		char *text; /* ours, until the end of the loop */

		if (!guide_holds(related->years, year) || (related->pair && !pair))
			continue;
		if (first)
			put_title("Related activities");
		first = false;
		if (asprintf(&text, "%s, %s: %s%s", related->measure_id, other->plain_name,
		             pair ? "one effort can serve both. " : "", related->why) < 0)
			continue;
		put_item("*", 0, text);
		free(text);
	}
}

static void put_sources(const struct guide_entry *entry, int year)
{
	put_title("Where CMS says so");
	for (int i = 0; i < entry->sources_length; i++) {
		const struct guide_source *source = &entry->sources[i];
		char years[GUIDE_YEARS];
		char *text; /* ours, until the end of the loop */

		if (!guide_holds(source->years, year))
			continue;
		guide_years(source->years, years);
		if (asprintf(&text, "CMS's inventory, file %s (for %s): %s", source->file, years,
		             source->where) < 0)
			continue;
		put_item("*", 0, text);
		free(text);
	}
}

void guide_put(const struct guide_entry *entry, int year)
{
	char *title; /* ours, until the end of the function */

	if (asprintf(&title, "In plain words: %s", entry->plain_name) >= 0) {
		put_title(title);
		putchar('\n');
		free(title);
	}
	put_labelled("What it asks", guide_summary(entry, year));
	put_labelled("Who", entry->who_takes_part);
	put_labelled("For how long", entry->how_long);
	put_thresholds(entry, year);
	put_labelled("Done already?", entry->already_doing);
	if (entry->only_if)
		put_labelled("Condition", entry->only_if);
	put_effort(entry);
	put_title("Papers to keep (tick them off)");
	guide_put_proof(entry, year, 0, true);
	put_mistakes(entry, year);
	put_related(entry, year);
	put_sources(entry, year);
	printf("\nThe guide is in our own words. CMS's text decides.\n\n");
}
