/*
 * rules_json.c - see rules_json.h.
 */
#include "services/rules_json.h"

#include <string.h>

#include "services/catalogue_json.h"
#include "services/words.h"

/* Whether `key` is the key asked for, or below it. */
static bool is_below(const char *key, const char *asked)
{
	size_t length = strlen(asked);

	while (length > 0 && asked[length - 1] == '.')
		length--;
	return strncmp(key, asked, length) == 0 && (key[length] == '\0' || key[length] == '.');
}

static bool has_words(const mipsia_rule *rule, const char *words)
{
	const char *texts[] = { rule->key, rule->value, rule->statement, rule->citation, rule->source };

	return words_all_in_any(words, texts, (int)(sizeof(texts) / sizeof(texts[0])));
}

const mipsia_rule *rules_next(const struct rules_question *question, size_t *at)
{
	size_t count;
	const mipsia_rule *rules = mipsia_rules(question->book, question->year, &count);

	while (*at < count) {
		const mipsia_rule *rule = &rules[(*at)++];

		if (question->key && !is_below(rule->key, question->key))
			continue;
		if (!question->words || has_words(rule, question->words))
			return rule;
	}
	return NULL;
}

json_t *rules_json(const struct rules_question *question)
{
	json_t *list = json_array();
	const mipsia_rule *rule;

	for (size_t at = 0; (rule = rules_next(question, &at));)
		json_array_append_new(list, json_rule(rule));
	return json_pack("{s:i, s:b, s:o}", "performanceYear", question->year, "provisional",
	                 mipsia_year_is_provisional(question->book, question->year), "rules", list);
}

json_t *rules_sources_json(const mipsia_rulebook *book)
{
	size_t count;
	const mipsia_source *sources = mipsia_sources(book, &count);
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(
			list, json_pack("{s:s, s:s}", "key", sources[i].key, "title", sources[i].title));
	return json_pack("{s:o}", "sources", list);
}
