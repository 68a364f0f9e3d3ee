/*
 * search.c - the search over the guide. Every word must be found; where it is
 * found decides the rank. Words are compared in lower case without their plural
 * s. Synonyms are the keywords of the data: there are no others.
 */
#include "guide.h"

#include <stddef.h>
#include <string.h>

/* Rank of one word by where it is found; the best place counts. */
enum {
	IN_ID = 12,
	IN_NAME = 9,
	IN_KEYWORD = 7,
	IN_TITLE = 6,
	IN_SPECIALTY = 5,
	IN_SUBCATEGORY = 4,
	IN_SUMMARY = 2,
	BEGINS_DIVISOR = 2 /* a word that only begins like it ranks half */
};

/* Added when all words stand together, in this order. */
enum {
	PHRASE_IS_KEYWORD = GUIDE_RANK_STRONG + 40,
	PHRASE_IN_NAME = GUIDE_RANK_STRONG + 30,
	PHRASE_IN_KEYWORD = GUIDE_RANK_STRONG + 10,
	PHRASE_IN_TITLE = GUIDE_RANK_STRONG,
	PHRASE_IN_SUMMARY = 10
};

#define WORDS_MAX 16    /* of a query; more are ignored */
#define LETTERS_MAX 32  /* of a word; longer ones are cut */
#define PREFIX_LENGTH 4 /* shorter words fit whole words only */

struct word {
	char text[LETTERS_MAX];
	size_t length;
};

struct query {
	struct word words[WORDS_MAX];
	int length;
};

/* ----------------------------------------------------------------------- words */

static bool is_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80;
}

static char lower(unsigned char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* Bytes of an apostrophe inside a word: "patient's"; 0 when there is none. */
static size_t apostrophe(const char *at)
{
	if (*at == '\'')
		return 1;
	return strncmp(at, "\xe2\x80\x99", 3) == 0 ? 3 : 0;
}

static bool ends_in(const struct word *word, const char *ending)
{
	size_t n = strlen(ending);

	return word->length >= n && memcmp(word->text + word->length - n, ending, n) == 0;
}

/* "policies" as "policy", "visits" as "visit"; "analysis" and "illness" stay. */
static void drop_plural(struct word *word)
{
	if (word->length < 4 || !ends_in(word, "s") || ends_in(word, "ss") || ends_in(word, "us") ||
	    ends_in(word, "is"))
		return;
	word->length--;
	if (ends_in(word, "ie") && word->length > 3) {
		word->length--;
		word->text[word->length - 1] = 'y';
	} else if (ends_in(word, "sse") || ends_in(word, "xe") || ends_in(word, "che") ||
	           ends_in(word, "she")) {
		word->length--;
	}
}

/* The next word at *text, which moves past it; false at the end. */
static bool next_word(const char **text, struct word *word)
{
	const char *at = *text;

	word->length = 0;
	while (*at && !is_letter((unsigned char)*at))
		at++;
	while (*at && (is_letter((unsigned char)*at) || apostrophe(at))) {
		size_t skip = apostrophe(at);

		if (!skip && word->length < LETTERS_MAX)
			word->text[word->length++] = lower((unsigned char)*at);
		at += skip ? skip : 1;
	}
	*text = at;
	drop_plural(word);
	return word->length > 0;
}

static bool same(const struct word *a, const struct word *b)
{
	return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

static bool begins(const struct word *whole, const struct word *beginning)
{
	return beginning->length >= PREFIX_LENGTH && whole->length > beginning->length &&
	       memcmp(whole->text, beginning->text, beginning->length) == 0;
}

/* Words that carry no meaning of their own. */
static bool is_small(const struct word *word)
{
	static const char *const small[] = { "a",    "an",  "and", "at", "by",  "do", "for",
		                             "from", "in",  "is",  "of", "on",  "or", "our",
		                             "that", "the", "to",  "we", "with" };

	for (size_t i = 0; i < sizeof(small) / sizeof(small[0]); i++) {
		if (strlen(small[i]) == word->length && memcmp(small[i], word->text, word->length) == 0)
			return true;
	}
	return false;
}

static void read_query(const char *text, struct query *query)
{
	struct word word;

	query->length = 0;
	while (query->length < WORDS_MAX && next_word(&text, &word)) {
		if (!is_small(&word))
			query->words[query->length++] = word;
	}
}

/* ---------------------------------------------------------------------- places */

/* `weight` when the word stands in the text, half of it when one begins like it. */
static int rank_in(const struct word *wanted, const char *text, int weight)
{
	struct word word;
	int best = 0;

	while (next_word(&text, &word)) {
		if (same(&word, wanted))
			return weight;
		if (begins(&word, wanted))
			best = weight / BEGINS_DIVISOR;
	}
	return best;
}

static void keep_best(int *best, int rank)
{
	if (rank > *best)
		*best = rank;
}

/* Whether the words stand in the text one after the other; *whole: and no others. */
static bool has_phrase(const struct query *query, const char *text, bool *whole)
{
	struct word word;
	int at = 0;
	int words = 0;
	bool found = false;

	while (next_word(&text, &word)) {
		if (is_small(&word))
			continue;
		words++;
		if (same(&word, &query->words[at]))
			at++;
		else
			at = same(&word, &query->words[0]);
		if (at == query->length) {
			found = true;
			at = 0;
		}
	}
	*whole = found && words == query->length;
	return found;
}

struct place {
	const struct guide_entry *entry;
	const char *title;       /* "" when the catalogue has none that year */
	const char *subcategory; /* "beneficiaryEngagement" */
	const char *summary;
};

static int rank_word(const struct word *word, const struct place *place)
{
	const struct guide_entry *entry = place->entry;
	int best = 0;

	keep_best(&best, rank_in(word, entry->plain_name, IN_NAME));
	for (int i = 0; i < entry->keywords_length; i++)
		keep_best(&best, rank_in(word, entry->keywords[i], IN_KEYWORD));
	keep_best(&best, rank_in(word, place->title, IN_TITLE));
	for (int i = 0; guide_specialty_words[i]; i++) {
		if (entry->specialties >> i & 1)
			keep_best(&best, rank_in(word, guide_specialty_words[i], IN_SPECIALTY));
	}
	keep_best(&best, rank_in(word, place->subcategory, IN_SUBCATEGORY));
	keep_best(&best, rank_in(word, place->summary, IN_SUMMARY));
	return best;
}

static int rank_phrase(const struct query *query, const struct place *place)
{
	const struct guide_entry *entry = place->entry;
	int best = 0;
	bool whole;

	for (int i = 0; i < entry->keywords_length; i++) {
		if (has_phrase(query, entry->keywords[i], &whole))
			keep_best(&best, whole ? PHRASE_IS_KEYWORD : PHRASE_IN_KEYWORD);
	}
	if (has_phrase(query, entry->plain_name, &whole))
		keep_best(&best, PHRASE_IN_NAME);
	if (has_phrase(query, place->title, &whole))
		keep_best(&best, PHRASE_IN_TITLE);
	if (has_phrase(query, place->summary, &whole))
		keep_best(&best, PHRASE_IN_SUMMARY);
	return best;
}

/* Whether `typed` is the ID or a part of it that ends where a part ends: "BE_4",
 * "ia-be-4", "IA_BE". */
static bool is_id(const char *typed, const char *id)
{
	const char *from = strncmp(id, "IA_", 3) == 0 && strncasecmp(typed, "IA", 2) != 0 ? id + 3 : id;

	while (*typed && *from) {
		bool gap = !is_letter((unsigned char)*typed);

		if (gap != (*from == '_') ||
		    (!gap && lower((unsigned char)*typed) != lower((unsigned char)*from)))
			return false;
		typed++;
		from++;
	}
	return *typed == '\0' && (*from == '\0' || *from == '_');
}

/* ----------------------------------------------------------------------- ranks */

/* "beneficiaryEngagement" in two words; the subcategory is no longer than that. */
static void split_subcategory(const char *subcategory, char out[64])
{
	size_t used = 0;

	for (; *subcategory && used < 62; subcategory++) {
		if (*subcategory >= 'A' && *subcategory <= 'Z')
			out[used++] = ' ';
		out[used++] = lower((unsigned char)*subcategory);
	}
	out[used] = '\0';
}

static int rank_query(const mipsia_rulebook *book, const struct query *query, const struct guide_entry *entry,
                      int year)
{
	int activity = mipsia_activity_find(book, entry->measure_id, strlen(entry->measure_id));
	const mipsia_activity *row = mipsia_activity_in_year(book, activity, year);
	const char *summary = guide_summary(entry, year);
	char subcategory[64] = "";
	struct place place = { entry, row ? row->title : "", subcategory, summary ? summary : "" };
	int rank = 0;

	if (row)
		split_subcategory(row->subcategory, subcategory);
	for (int i = 0; i < query->length; i++) {
		int found = rank_word(&query->words[i], &place);

		if (found == 0)
			return 0;
		rank += found;
	}
	return query->length ? rank + rank_phrase(query, &place) : 0;
}

int guide_rank(const mipsia_rulebook *book, const struct guide_entry *entry, int year, const char *words)
{
	struct query query;

	if (*words && is_id(words, entry->measure_id))
		return GUIDE_RANK_STRONG + IN_ID;
	read_query(words, &query);
	return rank_query(book, &query, entry, year);
}

static bool goes_before(const struct guide_hit *a, const struct guide_hit *b)
{
	return a->rank != b->rank ? a->rank > b->rank : a->entry < b->entry;
}

int guide_search(const mipsia_rulebook *book, int year, const char *words, struct guide_hit *out, int max)
{
	int count;
	int length = 0;
	const struct guide_entry *entries = guide_entries(&count);

	for (int i = 0; i < count; i++) {
		struct guide_hit hit = { &entries[i], 0 };
		int at;

		if (!guide_holds(entries[i].years, year))
			continue;
		hit.rank = guide_rank(book, &entries[i], year, words);
		if (hit.rank == 0)
			continue;
		for (at = length < max ? length : max; at > 0 && goes_before(&hit, &out[at - 1]); at--) {
			if (at < max)
				out[at] = out[at - 1];
		}
		if (at < max)
			out[at] = hit;
		length += length < max;
	}
	return length;
}
