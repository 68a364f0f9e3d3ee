/* qpp_suggest.c - see qpp_suggest.h. */
#include "formats/qpp_suggest.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "formats/qpp_names.h"

#define WORD_MAX 40 /* longer words are near to nothing */

/* -------------------------------------------------------------------- nearness */

/* Letters and digits only, in capitals: "ia-epa 4" becomes "IAEPA4". */
static size_t bare(const char *word, char out[WORD_MAX])
{
	size_t length = 0;

	for (; *word && length < WORD_MAX - 1; word++) {
		if (isalnum((unsigned char)*word))
			out[length++] = (char)toupper((unsigned char)*word);
	}
	out[length] = '\0';
	return length;
}

static size_t least(size_t a, size_t b, size_t c)
{
	size_t smaller = a < b ? a : b;

	return smaller < c ? smaller : c;
}

/* Changes of one letter that lead from a to b. */
static size_t distance(const char *a, const char *b)
{
	size_t row[WORD_MAX];
	size_t columns = strlen(b);

	for (size_t i = 0; i <= columns; i++)
		row[i] = i;
	for (size_t i = 1; a[i - 1]; i++) {
		size_t corner = row[0];

		row[0] = i;
		for (size_t k = 1; k <= columns; k++) {
			size_t above = row[k];

			row[k] = least(above + 1, row[k - 1] + 1, corner + (a[i - 1] != b[k - 1]));
			corner = above;
		}
	}
	return row[columns];
}

const char *qpp_nearest_word(const char *word, const char *const *words, size_t length)
{
	char wanted[WORD_MAX];
	size_t best = bare(word, wanted) / 4 + 2;
	const char *nearest = NULL; /* NULL as well when two are equally near */

	for (size_t i = 0; i < length; i++) {
		char candidate[WORD_MAX];
		size_t d;

		bare(words[i], candidate);
		d = distance(wanted, candidate);
		if (d == best)
			nearest = NULL;
		if (d < best) {
			best = d;
			nearest = words[i];
		}
	}
	return nearest;
}

/* ------------------------------------------------------------------ activities */

/* An activity of the year that is `id` but for letters' case and punctuation,
 * or with "IA_" left out; NULL when there is none. */
static const char *same_but_for_writing(const mipsia_rulebook *book, int year, const char *id)
{
	char wanted[WORD_MAX];

	if (bare(id, wanted) == 0)
		return NULL;
	for (int i = 0; i < mipsia_activity_count(book); i++) {
		const char *known = mipsia_activity_id(book, i);
		char candidate[WORD_MAX];

		if (mipsia_activity_in_year(book, i, year) == NULL)
			continue;
		bare(known, candidate);
		if (strcmp(candidate, wanted) == 0 || strcmp(candidate + 2, wanted) == 0)
			return known;
	}
	return NULL;
}

static const char *nearest_activity(const mipsia_rulebook *book, int year, const char *id)
{
	const char *known[MIPSIA_SET_WORDS * 64];
	size_t length = 0;

	for (int i = 0; i < mipsia_activity_count(book) && i < MIPSIA_SET_WORDS * 64; i++) {
		if (mipsia_activity_in_year(book, i, year) != NULL)
			known[length++] = mipsia_activity_id(book, i);
	}
	return qpp_nearest_word(id, known, length);
}

/* The number under which the activity goes in `year`, or -1. */
static int renumbered(const mipsia_rulebook *book, int year, int activity)
{
	size_t count;
	const mipsia_lineage *links = mipsia_lineages(book, &count);

	for (size_t i = 0; i < count; i++) {
		int other = links[i].from == activity ? links[i].to : links[i].from;

		if (links[i].kind != MIPSIA_RENUMBERED ||
		    (links[i].from != activity && links[i].to != activity))
			continue;
		if (mipsia_activity_in_year(book, other, year) != NULL)
			return other;
	}
	return -1;
}

static void suggest_known(const mipsia_rulebook *book, int year, int activity, char *out)
{
	int other = renumbered(book, year, activity);
	int first;
	int last;
	const char *id = mipsia_activity_id(book, activity);

	qpp_activity_years(book, activity, &first, &last);
	if (other >= 0)
		snprintf(out, QPP_SUGGESTION_TEXT, "In %d this activity has the ID %s: write that.", year,
		         mipsia_activity_id(book, other));
	else if (last < year)
		snprintf(out, QPP_SUGGESTION_TEXT,
		         "%s was last in the inventory of %d and has no successor: take it out, or choose "
		         "another that was performed.",
		         id, last);
	else if (first > year)
		snprintf(out, QPP_SUGGESTION_TEXT,
		         "%s came into the inventory in %d: take it out, or correct the year.", id, first);
	else
		snprintf(out, QPP_SUGGESTION_TEXT,
		         "%s is in the inventory of other years, not of %d: take it out.", id, year);
}

void qpp_suggest_activity(const mipsia_rulebook *book, int year, const char *id,
                          char out[QPP_SUGGESTION_TEXT])
{
	int activity = mipsia_activity_find(book, id, strlen(id));
	const char *other;

	if (activity >= 0) {
		suggest_known(book, year, activity, out);
		return;
	}
	other = same_but_for_writing(book, year, id);
	if (other == NULL)
		other = nearest_activity(book, year, id);
	if (other != NULL)
		snprintf(out, QPP_SUGGESTION_TEXT, "Did you mean %s?", other);
	else
		snprintf(out, QPP_SUGGESTION_TEXT,
		         "'mipsia activities --year %d' lists the activities of %d.", year, year);
}
