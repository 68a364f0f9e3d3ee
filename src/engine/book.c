/* book.c - looking things up in the rule book. */
#include "engine.h"

#include <string.h>

const mipsia_rulebook *mipsia_rulebook_builtin(void)
{
	return &mipsia_builtin_rulebook;
}

const char *mipsia_rulebook_digest(const mipsia_rulebook *book)
{
	return book->digest;
}

int mipsia_first_year(const mipsia_rulebook *book)
{
	return book->first_year;
}

int mipsia_last_year(const mipsia_rulebook *book)
{
	return book->first_year + book->years_length - 1;
}

bool mipsia_year_is_provisional(const mipsia_rulebook *book, int year)
{
	const struct year_rules *rules = mipsia_year_rules(book, year);

	return rules != NULL && rules->provisional;
}

const mipsia_rule *mipsia_rules(const mipsia_rulebook *book, int year, size_t *count)
{
	const struct year_rules *rules = mipsia_year_rules(book, year);

	*count = rules ? rules->rules_length : 0;
	return rules ? rules->rules : NULL;
}

const mipsia_rule *mipsia_rule_find(const mipsia_rulebook *book, int year, const char *key)
{
	size_t count;
	const mipsia_rule *rules = mipsia_rules(book, year, &count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(rules[i].key, key) == 0)
			return &rules[i];
	return NULL;
}

const mipsia_source *mipsia_sources(const mipsia_rulebook *book, size_t *count)
{
	*count = book->sources_length;
	return book->sources;
}

int mipsia_activity_count(const mipsia_rulebook *book)
{
	return book->activities_length;
}

uint64_t mipsia_id_key(const char *measure_id, size_t length)
{
	uint64_t key = 0;

	if (length < 4 || length > 11 || memcmp(measure_id, "IA_", 3) != 0)
		return 0;
	for (size_t i = 3; i < length; i++)
		key |= (uint64_t)(unsigned char)measure_id[i] << (8 * (i - 3));
	return key;
}

int mipsia_activity_find(const mipsia_rulebook *book, const char *measure_id, size_t length)
{
	uint64_t key = mipsia_id_key(measure_id, length);
	int activity = book->id_slots[mipsia_id_slot(key, book->id_multiplier)];

	if (key == 0 || activity < 0)
		return -1;

	const char *id = book->activity_ids[activity];
	return strlen(id) == length && memcmp(id, measure_id, length) == 0 ? activity : -1;
}

const char *mipsia_activity_id(const mipsia_rulebook *book, int activity)
{
	return activity >= 0 && activity < book->activities_length ? book->activity_ids[activity] : NULL;
}

const mipsia_activity *mipsia_activity_in_year(const mipsia_rulebook *book, int activity, int year)
{
	const struct year_rules *rules = mipsia_year_rules(book, year);

	if (rules == NULL || activity < 0 || activity >= book->activities_length)
		return NULL;
	if (rules->activity_row[activity] < 0)
		return NULL;
	return &rules->activities[rules->activity_row[activity]];
}

const mipsia_lineage *mipsia_lineages(const mipsia_rulebook *book, size_t *count)
{
	*count = book->lineages_length;
	return book->lineages;
}

int mipsia_mvp_count(const mipsia_rulebook *book)
{
	return book->mvps_length;
}

static bool equals_ignoring_case(const char *id, const char *text, size_t length)
{
	if (strlen(id) != length)
		return false;
	for (size_t i = 0; i < length; i++) {
		char c = text[i];
		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (c != id[i])
			return false;
	}
	return true;
}

int mipsia_mvp_find(const mipsia_rulebook *book, const char *mvp_id, size_t length)
{
	for (int i = 0; i < book->mvps_length; i++)
		if (equals_ignoring_case(book->mvp_ids[i], mvp_id, length))
			return i;
	return MIPSIA_NO_MVP;
}

const char *mipsia_mvp_id(const mipsia_rulebook *book, int mvp)
{
	return mvp >= 0 && mvp < book->mvps_length ? book->mvp_ids[mvp] : NULL;
}

const mipsia_mvp *mipsia_mvp_in_year(const mipsia_rulebook *book, int mvp, int year)
{
	const struct year_rules *rules = mipsia_year_rules(book, year);

	if (rules == NULL || mvp < 0 || mvp >= book->mvps_length || rules->mvp_row[mvp] < 0)
		return NULL;
	return &rules->mvps[rules->mvp_row[mvp]];
}
