/*
 * read_guide.c - one file of data/guide/ as a struct guide_entry. Strict: an
 * unknown member or word, or a span outside the activity's years, is an error.
 * What is a matter of language is checked by tests/guide/check_guide.py.
 */
#include "gen_guide.h"

#include <string.h>

#define FIRST_YEAR 2017
#define LAST_YEAR 2099

static size_t list_length(struct node list)
{
	size_t length = node_length(list);

	if (length > MAX_ITEMS)
		fail_at(list, "has %zu items, at most %d", length, MAX_ITEMS);
	return length;
}

static struct guide_years read_years(struct node object)
{
	long from = node_integer(node_member(object, "from"), FIRST_YEAR, LAST_YEAR);
	long to = node_integer(node_member(object, "to"), from, LAST_YEAR);

	return (struct guide_years){ (uint16_t)from, (uint16_t)to };
}

/* The years of an item; without from and to it holds in all years of the entry. */
static struct guide_years limit_of(struct node object, const struct guide_entry *entry)
{
	struct guide_years years = entry->years;

	if (node_has(object, "from") || node_has(object, "to"))
		years = read_years(object);
	if (years.from < entry->years.from || years.to > entry->years.to)
		fail_at(object, "holds in years that the activity does not have");
	return years;
}

static void read_summary(struct node list, struct draft *draft)
{
	static const char *const members[] = { "from", "to", "text", NULL };
	struct guide_entry *entry = &draft->entry;
	size_t length = list_length(list);

	if (length == 0)
		fail_at(list, "is empty");
	for (size_t i = 0; i < length; i++) {
		struct node item = node_item(list, i);
		struct guide_text *text = &draft->summary[i];

		node_allow(item, members);
		*text = (struct guide_text){ read_years(item), node_string(node_member(item, "text")) };
		if (i && text->years.from != text[-1].years.to + 1)
			fail_at(item, "must begin with the year after the one before");
	}
	entry->summary = draft->summary;
	entry->summary_length = (uint8_t)length;
	entry->years =
		(struct guide_years){ draft->summary[0].years.from, draft->summary[length - 1].years.to };
}

static void read_thresholds(struct node list, struct draft *draft)
{
	static const char *const members[] = { "value", "what", "from", "to", NULL };
	size_t length = list_length(list);

	for (size_t i = 0; i < length; i++) {
		struct node item = node_item(list, i);

		node_allow(item, members);
		draft->thresholds[i] = (struct guide_threshold){ limit_of(item, &draft->entry),
			                                         node_string(node_member(item, "value")),
			                                         node_string(node_member(item, "what")) };
	}
	draft->entry.thresholds = draft->thresholds;
	draft->entry.thresholds_length = (uint8_t)length;
}

/* The group of "any:group", or NULL for "all". */
static const char *read_need(struct node node)
{
	const char *need = node_string(node);

	if (strcmp(need, "all") == 0)
		return NULL;
	if (strncmp(need, "any:", 4) != 0 || need[4] == '\0')
		fail_at(node, "must be all or any:GROUP");
	return need + 4;
}

static void read_proof(struct node list, struct draft *draft)
{
	static const char *const members[] = { "id", "document", "mustShow", "need", "from", "to", NULL };
	size_t length = list_length(list);

	for (size_t i = 0; i < length; i++) {
		struct node item = node_item(list, i);
		struct node shows = node_member(item, "mustShow");

		node_allow(item, members);
		for (size_t k = 0; k < list_length(shows); k++)
			draft->must_show[i][k] = node_string(node_item(shows, k));
		draft->proof[i] = (struct guide_proof){
			.years = limit_of(item, &draft->entry),
			.id = node_string(node_member(item, "id")),
			.document = node_string(node_member(item, "document")),
			.must_show = draft->must_show[i],
			.must_show_length = (uint8_t)list_length(shows),
			.group = read_need(node_member(item, "need")),
		};
	}
	draft->entry.proof = draft->proof;
	draft->entry.proof_length = (uint8_t)length;
}

static void read_effort(struct node effort, struct guide_entry *entry)
{
	static const char *const members[] = { "setUp", "running", "why", "staff", "technology", NULL };

	node_allow(effort, members);
	entry->set_up = (uint8_t)node_word(node_member(effort, "setUp"), guide_level_words);
	entry->running = (uint8_t)node_word(node_member(effort, "running"), guide_level_words);
	entry->effort_why = node_string(node_member(effort, "why"));
	entry->staff = (uint16_t)node_words(node_member(effort, "staff"), guide_staff_words);
	entry->technology = (uint16_t)node_words(node_member(effort, "technology"), guide_technology_words);
}

static void read_specialties(struct node list, struct guide_entry *entry)
{
	for (size_t i = 0; i < node_length(list); i++)
		entry->specialties |= UINT64_C(1) << node_word(node_item(list, i), guide_specialty_words);
}

/* A mistake is a sentence, or one with its years. */
static void read_mistakes(struct node list, struct draft *draft)
{
	static const char *const members[] = { "from", "to", "text", NULL };
	size_t length = list_length(list);

	for (size_t i = 0; i < length; i++) {
		struct node item = node_item(list, i);
		struct guide_text *mistake = &draft->mistakes[i];

		mistake->years = draft->entry.years;
		if (json_is_string(item.json)) {
			mistake->text = node_string(item);
			continue;
		}
		node_allow(item, members);
		mistake->years = limit_of(item, &draft->entry);
		mistake->text = node_string(node_member(item, "text"));
	}
	draft->entry.mistakes = draft->mistakes;
	draft->entry.mistakes_length = (uint8_t)length;
}

static void read_related(struct node list, struct draft *draft)
{
	static const char *const members[] = { "measureId", "why", "kind", "from", "to", NULL };
	static const char *const kinds[] = { "see", "pair", NULL };
	size_t length = list_length(list);

	for (size_t i = 0; i < length; i++) {
		struct node item = node_item(list, i);

		node_allow(item, members);
		draft->related[i] = (struct guide_related){
			.years = limit_of(item, &draft->entry),
			.measure_id = node_string(node_member(item, "measureId")),
			.why = node_string(node_member(item, "why")),
			.pair = node_word(node_member(item, "kind"), kinds) == 1,
		};
	}
	draft->entry.related = draft->related;
	draft->entry.related_length = (uint8_t)length;
}

static void read_keywords(struct node list, struct draft *draft)
{
	size_t length = list_length(list);

	for (size_t i = 0; i < length; i++)
		draft->keywords[i] = node_string(node_item(list, i));
	draft->entry.keywords = draft->keywords;
	draft->entry.keywords_length = (uint8_t)length;
}

static void read_origins(struct node list, struct draft *draft)
{
	static const char *const members[] = { "file", "from", "to", "where", NULL };
	size_t length = list_length(list);

	for (size_t i = 0; i < length; i++) {
		struct node item = node_item(list, i);

		node_allow(item, members);
		draft->sources[i] = (struct guide_source){ limit_of(item, &draft->entry),
			                                   node_string(node_member(item, "file")),
			                                   node_string(node_member(item, "where")) };
	}
	draft->entry.sources = draft->sources;
	draft->entry.sources_length = (uint8_t)length;
}

static void read_words(struct node file, struct guide_entry *entry)
{
	entry->measure_id = node_string(node_member(file, "measureId"));
	entry->plain_name = node_string(node_member(file, "plainName"));
	entry->who_takes_part = node_string(node_member(file, "whoTakesPart"));
	entry->how_long = node_string(node_member(file, "howLong"));
	entry->owner = node_string(node_member(file, "owner"));
	entry->already_doing = node_string(node_member(file, "alreadyDoing"));
	if (node_has(file, "onlyIf"))
		entry->only_if = node_string(node_member(file, "onlyIf"));
	if (strcmp(file.file, keep("guide/%s.json", entry->measure_id)) != 0)
		fail_at(file, "is about %s", entry->measure_id);
}

void read_entry(struct draft *draft)
{
	static const char *const members[] = { "measureId", "plainName", "summary",     "whoTakesPart",
		                               "howLong",   "proof",     "thresholds",  "effort",
		                               "owner",     "related",   "specialties", "alreadyDoing",
		                               "onlyIf",    "mistakes",  "keywords",    "sources",
		                               NULL };
	struct node file = draft->file;

	node_allow(file, members);
	read_words(file, &draft->entry);
	read_summary(node_member(file, "summary"), draft);
	read_thresholds(node_member(file, "thresholds"), draft);
	read_proof(node_member(file, "proof"), draft);
	read_effort(node_member(file, "effort"), &draft->entry);
	read_specialties(node_member(file, "specialties"), &draft->entry);
	read_mistakes(node_member(file, "mistakes"), draft);
	read_related(node_member(file, "related"), draft);
	read_keywords(node_member(file, "keywords"), draft);
	read_origins(node_member(file, "sources"), draft);
}

void check_related(const struct guide_model *model, const struct draft *draft)
{
	for (int i = 0; i < draft->entry.related_length; i++) {
		const char *id = draft->entry.related[i].measure_id;
		size_t k = 0;

		while (k < model->length && strcmp(model->drafts[k]->entry.measure_id, id) != 0)
			k++;
		if (k == model->length)
			fail_at(draft->file, "related: there is no entry %s", id);
	}
}
