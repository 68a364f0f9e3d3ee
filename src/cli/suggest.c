/*
 * suggest.c - "did you mean": the words nearest to a mistyped one.
 */
#include "cli.h"

#include <ctype.h>
#include <string.h>

#include "services/words.h"

#define WORD_MAX 63 /* longer words are never near */

static size_t min3(size_t a, size_t b, size_t c)
{
	size_t least = a < b ? a : b;

	return least < c ? least : c;
}

static bool same(char a, char b)
{
	return tolower((unsigned char)a) == tolower((unsigned char)b);
}

/* Letters to insert, delete, replace or swap with their neighbour to make b of
 * a; capitals do not count. Both are at most WORD_MAX long. */
static size_t edit_distance(const char *a, const char *b)
{
	size_t a_length = strlen(a);
	size_t b_length = strlen(b);
	size_t cost[WORD_MAX + 1][WORD_MAX + 1];

	for (size_t i = 0; i <= a_length; i++)
		cost[i][0] = i;
	for (size_t j = 0; j <= b_length; j++)
		cost[0][j] = j;
	for (size_t i = 1; i <= a_length; i++) {
		for (size_t j = 1; j <= b_length; j++) {
			cost[i][j] = min3(cost[i - 1][j] + 1, cost[i][j - 1] + 1,
			                  cost[i - 1][j - 1] + !same(a[i - 1], b[j - 1]));
			if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]))
				cost[i][j] = min3(cost[i][j], cost[i][j], cost[i - 2][j - 2] + 1);
		}
	}
	return cost[a_length][b_length];
}

/* Edits that a mistyped word of this length may have. */
static size_t edits_allowed(size_t length)
{
	return length <= 5 ? 1 : length <= 9 ? 2 : 3;
}

static bool begins(const char *word, const char *candidate)
{
	size_t n = strlen(word);

	return n > 1 && strncasecmp(word, candidate, n) == 0;
}

void cli_nearest_offer(struct cli_nearest *nearest, const char *candidate)
{
	size_t length = strlen(nearest->word);
	size_t distance;
	int place;

	if (length == 0 || length > WORD_MAX || strlen(candidate) > WORD_MAX)
		return;
	distance = edit_distance(nearest->word, candidate);
	if (begins(nearest->word, candidate))
		distance = 1;
	if (words_same_letters(nearest->word, candidate))
		distance = 0;
	if (distance > edits_allowed(length))
		return;
	for (place = nearest->length; place > 0 && nearest->distance[place - 1] > distance; place--) {
		if (place < CLI_NEAREST_MAX) {
			nearest->best[place] = nearest->best[place - 1];
			nearest->distance[place] = nearest->distance[place - 1];
		}
	}
	if (place == CLI_NEAREST_MAX)
		return;
	nearest->best[place] = candidate;
	nearest->distance[place] = distance;
	if (nearest->length < CLI_NEAREST_MAX)
		nearest->length++;
}
