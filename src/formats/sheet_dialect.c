/*
 * sheet_dialect.c - the delimiter is the one that divides the most rows into the
 * same number of fields; a comma in every third name does not win over six
 * semicolons in every row.
 */
#include "formats/sheet_dialect.h"

#include <string.h>

#define SAMPLE_BYTES ((size_t)64 << 10)
#define SAMPLE_ROWS 100
#define DELIMITERS 3

static const char delimiters[DELIMITERS] = { ',', ';', '\t' };

/* Delimiters outside quotes, by row. */
struct sample {
	size_t counts[SAMPLE_ROWS][DELIMITERS];
	size_t rows;
};

static void count(size_t counts[DELIMITERS], char c)
{
	for (int i = 0; i < DELIMITERS; i++)
		counts[i] += delimiters[i] == c;
}

static void take_sample(const char *text, size_t length, struct sample *sample)
{
	bool quoted = false;

	if (length > SAMPLE_BYTES)
		length = SAMPLE_BYTES;
	for (size_t i = 0; i < length && sample->rows < SAMPLE_ROWS; i++) {
		if (text[i] == '"')
			quoted = !quoted;
		else if (!quoted && text[i] == '\n')
			sample->rows++;
		else if (!quoted)
			count(sample->counts[sample->rows], text[i]);
	}
	if (sample->rows < SAMPLE_ROWS)
		sample->rows++;
}

/* Fields divided off in rows of the commonest width. */
static size_t score(const struct sample *sample, int delimiter)
{
	size_t best = 0;

	for (size_t i = 0; i < sample->rows; i++) {
		size_t width = sample->counts[i][delimiter];
		size_t alike = 0;

		for (size_t k = 0; k < sample->rows; k++)
			alike += sample->counts[k][delimiter] == width;
		if (alike * width > best)
			best = alike * width;
	}
	return best;
}

static char detect(const char *text, size_t length)
{
	struct sample sample = { .rows = 0 };
	size_t best = 0;
	char found = delimiters[0];

	take_sample(text, length, &sample);
	for (int i = 0; i < DELIMITERS; i++) {
		if (score(&sample, i) > best) {
			best = score(&sample, i);
			found = delimiters[i];
		}
	}
	return found;
}

/* Reads a first line sep=; or "sep=;" into the dialect. */
static bool read_separator_line(const char *text, size_t length, struct sheet_dialect *dialect)
{
	size_t at = length > 0 && text[0] == '"';
	bool quoted = at > 0;

	if (length < at + 5 || strncasecmp(text + at, "sep=", 4) != 0)
		return false;
	at += 4;
	if (text[at] == '\0' || strchr(",;\t|", text[at]) == NULL)
		return false;
	dialect->delimiter = text[at++];
	at += quoted && at < length && text[at] == '"';
	if (at < length && text[at] != '\n')
		return false;
	dialect->begin = at < length ? at + 1 : at;
	dialect->separator_line = true;
	return true;
}

static bool has_blank_before_quote(const char *text, size_t length, char delimiter)
{
	if (length > SAMPLE_BYTES)
		length = SAMPLE_BYTES;
	for (size_t i = 0; i + 2 < length; i++) {
		if ((text[i] == delimiter || text[i] == '\n') && text[i + 1] == ' ' && text[i + 2] == '"')
			return true;
	}
	return false;
}

struct sheet_dialect sheet_dialect_of(const char *text, size_t length)
{
	struct sheet_dialect dialect = { .begin = 0 };

	if (!read_separator_line(text, length, &dialect))
		dialect.delimiter = detect(text, length);
	dialect.blanks_before_quotes =
		has_blank_before_quote(text + dialect.begin, length - dialect.begin, dialect.delimiter);
	return dialect;
}
