/*
 * check_people.c - findings for people: the same fault of many places once, with
 * who says so, where it is, and what to do.
 */
#include "check_report.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "formats/identifier.h"
#include "services/words.h"

#define GROUPS_MAX 2000 /* different faults; more are only counted */
#define PLACES_MAX 3    /* places that are named */
#define IDS_MAX 5       /* activities that are named */

struct group {
	enum finding_severity severity;
	enum finding_authority authority;
	int cms_code;
	char *message;
	char *remedy;
	char *places[PLACES_MAX];
	size_t places_length;
	char *ids[IDS_MAX]; /* activities that do not exist in their year, all different */
	size_t ids_length;
	bool more_ids;
	size_t count;
	size_t files;
	size_t last_file; /* serial number of the file that had it last */
};

struct check_people {
	struct group *groups;
	size_t length;
	size_t capacity;
	json_t *index; /* from key to place in groups */
	size_t documents;
	size_t files;      /* several documents can be of one */
	char *file;        /* the last one */
	size_t uncounted;  /* findings beyond the limits */
	char *only;        /* of a single document: what it is */
	char *passed_over; /* the first that was */
};

struct check_people *check_people_new(void)
{
	struct check_people *people = cli_alloc(sizeof *people);

	*people = (struct check_people){ .index = json_object() };
	return people;
}

static void free_group(struct group *group)
{
	free(group->message);
	free(group->remedy);
	for (size_t i = 0; i < group->places_length; i++)
		free(group->places[i]);
	for (size_t i = 0; i < group->ids_length; i++)
		free(group->ids[i]);
}

void check_people_free(struct check_people *people)
{
	if (people == NULL)
		return;
	for (size_t i = 0; i < people->length; i++)
		free_group(&people->groups[i]);
	free(people->groups);
	json_decref(people->index);
	free(people->file);
	free(people->only);
	free(people->passed_over);
	free(people);
}

const char *check_name(const char *name, char out[CHECK_NAME])
{
	identifier_scrub(name, out, CHECK_NAME);
	return out;
}

/* -------------------------------------------------------------------- grouping */

static char *make_text(const char *format, ...) __attribute__((format(printf, 1, 2)));

static char *make_text(const char *format, ...)
{
	va_list values;
	char *text;
	int length;

	va_start(values, format);
	length = vasprintf(&text, format, values);
	va_end(values);
	if (length < 0)
		return cli_strdup("?");
	return text;
}

/* "a.json:5:72", "roster.csv, cell B7"; without the name when it was said already. */
static char *make_place(const struct document *document, const struct checked *checked,
                        const struct finding *finding, bool named)
{
	char name[CHECK_NAME] = "";
	const char *comma = named ? "" : ", ";
	const char *colon = named ? "" : ":";

	if (!named)
		check_name(strcmp(document->name, "-") == 0 ? "standard input" : document->name, name);
	if (checked->is_sheet && finding->path[0] != '\0')
		return make_text("%s%scell %s", name, comma, finding->path);
	if (checked->is_sheet && finding->line != 0)
		return make_text("%s%srow %u", name, comma, finding->line);
	if (finding->line != 0)
		return make_text("%s%s%u:%u", name, colon, finding->line, finding->column);
	if (document->number != 0)
		return make_text("%s%s%u", name, colon, document->line);
	return cli_strdup(named ? "again" : name);
}

/* Findings about activities that do not exist in their year are one fault. */
static bool is_about_inventory(const struct finding *finding)
{
	bool told =
		strcmp(finding->code, "unknownActivity") == 0 || strcmp(finding->code, "notInInventory") == 0;

	return told && (strstr(finding->message, " does not exist") != NULL ||
	                strstr(finding->message, " is not in the inventory of ") != NULL);
}

/* The activity's ID in such a message: the word before "does not exist". NULL when
 * there is none; the caller frees. */
static char *id_in(const char *message)
{
	const char *end = strstr(message, " does not exist");
	const char *start;

	if (end == NULL)
		end = strstr(message, " is not in the inventory of ");
	start = end;
	if (end == NULL)
		return NULL;
	while (start > message && start[-1] != ' ')
		start--;
	return make_text("%.*s", (int)(end - start), start);
}

static void add_id(struct group *group, const char *message)
{
	char *id = id_in(message);
	bool known = id == NULL || *id == '\0';

	for (size_t i = 0; !known && i < group->ids_length; i++)
		known = strcmp(group->ids[i], id) == 0;
	group->more_ids = group->more_ids || (!known && group->ids_length == IDS_MAX);
	if (!known && group->ids_length < IDS_MAX)
		group->ids[group->ids_length++] = id;
	else
		free(id);
}

static struct group *find_group(struct check_people *people, const struct finding *finding)
{
	bool by_code = is_about_inventory(finding);
	char *key = make_text("%d %d %d %s\n%s\n%s", (int)finding->severity, (int)finding->authority,
	                      finding->cms_code, by_code ? "inventory" : finding->code,
	                      by_code ? "" : finding->message, by_code ? "" : finding->remedy);
	json_t *place = json_object_get(people->index, key);
	struct group *group = NULL;

	if (place != NULL) {
		group = &people->groups[json_integer_value(place)];
	} else if (people->length < GROUPS_MAX) {
		json_object_set_new_nocheck(people->index, key, json_integer((json_int_t)people->length));
		if (people->length == people->capacity) {
			people->capacity = people->capacity ? people->capacity * 2 : 32;
			people->groups =
				cli_realloc(people->groups, people->capacity * sizeof *people->groups);
		}
		group = &people->groups[people->length++];
		*group = (struct group){ .severity = finding->severity,
			                 .authority = finding->authority,
			                 .cms_code = finding->cms_code,
			                 .message = cli_strdup(finding->message),
			                 .remedy = cli_strdup(finding->remedy) };
	}
	free(key);
	return group;
}

static void add_finding(struct check_people *people, const struct document *document,
                        const struct checked *checked, const struct finding *finding)
{
	struct group *group = find_group(people, finding);
	bool named;

	if (group == NULL) {
		people->uncounted++;
		return;
	}
	if (is_about_inventory(finding))
		add_id(group, finding->message);
	named = group->last_file == people->files;
	group->count++;
	group->files += !named;
	group->last_file = people->files;
	if (group->places_length < PLACES_MAX)
		group->places[group->places_length++] = make_place(document, checked, finding, named);
}

static void note_only(struct check_people *people, const struct document *document,
                      const struct checked *checked)
{
	char name[CHECK_NAME];

	free(people->only);
	people->only = NULL;
	if (people->documents > 1)
		return;
	check_name(strcmp(document->name, "-") == 0 ? "standard input" : document->name, name);
	if (checked->state == CHECK_UNREADABLE)
		people->only = NULL;
	else if (checked->records > 0)
		people->only = make_text("%s: %s, %zu row%s", name, checked->kind, checked->records,
		                         words_plural((long)checked->records));
	else if (checked->year != 0)
		people->only = make_text("%s: %s, performance year %d", name, checked->kind, checked->year);
	else
		people->only = make_text("%s: %s", name, checked->kind);
}

void check_people_add(struct check_people *people, const struct document *document,
                      const struct checked *checked)
{
	char name[CHECK_NAME];

	if (checked->state == CHECK_PASSED_OVER) {
		if (people->passed_over == NULL)
			people->passed_over = cli_strdup(check_name(document->name, name));
		return;
	}
	people->documents++;
	if (people->file == NULL || strcmp(people->file, document->name) != 0) {
		free(people->file);
		people->file = cli_strdup(document->name);
		people->files++;
	}
	note_only(people, document, checked);
	people->uncounted += checked->findings.dropped;
	for (size_t i = 0; i < checked->findings.length; i++)
		add_finding(people, document, checked, &checked->findings.items[i]);
}

/* -------------------------------------------------------------------- printing */

/* Where it is printed: as wide as the terminal, with colour if that is one. */
struct page {
	FILE *out;
	int width;
	bool plain;
};

static struct page page_on(FILE *out)
{
	bool terminal = isatty(fileno(out)) != 0;

	return (struct page){ out, terminal ? cli_width() : 0, !terminal };
}

static const char *style(const struct page *page, enum cli_style style)
{
	return page->plain ? "" : cli_style(style);
}

static void put_places(const struct group *group, const struct page *page)
{
	char *text;

	if (group->count > PLACES_MAX)
		text = group->files > 1 ? make_text("%zu times in %zu files, first at %s", group->count,
		                                    group->files, group->places[0])
		                        : make_text("%zu times, first at %s", group->count, group->places[0]);
	else
		text = make_text("at %s%s%s%s%s", group->places[0], group->count > 1 ? "; " : "",
		                 group->count > 1 ? group->places[1] : "", group->count > 2 ? "; " : "",
		                 group->count > 2 ? group->places[2] : "");
	fprintf(page->out, "   %s", style(page, CLI_DIM));
	cli_put_wrapped(page->out, text, 3, 3, page->width);
	fputs(style(page, CLI_PLAIN), page->out);
	free(text);
}

/* What is wrong; of several activities at once. The caller frees. */
static char *message_of(const struct group *group)
{
	char *text;

	if (group->ids_length < 2)
		return cli_strdup(group->message);
	text = make_text("IDs that do not exist in that year: %s", group->ids[0]);
	for (size_t i = 1; i < group->ids_length; i++) {
		bool last = i + 1 == group->ids_length && !group->more_ids;
		char *longer = make_text("%s%s%s", text, last ? " and " : ", ", group->ids[i]);

		free(text);
		text = longer;
	}
	if (group->more_ids) {
		char *longer = make_text("%s and others", text);

		free(text);
		text = longer;
	}
	return text;
}

static void put_group(const struct group *group, const struct page *page)
{
	static const enum cli_style styles[] = { CLI_BOLD, CLI_WARNING, CLI_DIM };
	const char *severity = finding_severity_name(group->severity);
	const char *remedy = group->ids_length > 1 ? "'mipsia activity ID' says what became of each; 'mipsia "
	                                             "activities' lists those of the year."
	                                           : group->remedy;
	char code[24] = "";
	char *message = message_of(group);
	size_t length = strlen(message);
	char *text;

	if (length > 0 && message[length - 1] == '.')
		length--;
	if (group->cms_code != 0)
		snprintf(code, sizeof code, " code %d", group->cms_code);
	text = make_text("%.*s (%s%s)", (int)length, message, finding_authority_name(group->authority), code);
	fprintf(page->out, "%s%s:%s ", style(page, styles[group->severity]), severity,
	        style(page, CLI_PLAIN));
	cli_put_wrapped(page->out, text, (int)strlen(severity) + 2, 3, page->width);
	free(text);
	free(message);
	put_places(group, page);
	if (*remedy == '\0')
		return;
	fputs("   -> ", page->out);
	cli_put_wrapped(page->out, remedy, 6, 6, page->width);
}

static void put_groups(const struct check_people *people, const struct page *page)
{
	for (int severity = FINDING_ERROR; severity <= FINDING_REPAIR; severity++) {
		for (size_t i = 0; i < people->length; i++) {
			if ((int)people->groups[i].severity != severity)
				continue;
			put_group(&people->groups[i], page);
			putc('\n', page->out);
		}
	}
	if (people->uncounted > 0)
		fprintf(page->out, "%zu more finding%s not shown.\n\n", people->uncounted,
		        people->uncounted == 1 ? " is" : "s are");
}

void check_people_print_problems(const struct check_people *people, FILE *out)
{
	struct page page = page_on(out);

	put_groups(people, &page);
}

static void put_counts(const struct check_totals *totals, FILE *out)
{
	fprintf(out, "%zu error%s, %zu warning%s", totals->errors, words_plural((long)totals->errors),
	        totals->warnings, words_plural((long)totals->warnings));
	if (totals->repairs > 0)
		fprintf(out, ", %zu repair%s", totals->repairs, words_plural((long)totals->repairs));
	if (totals->documents == 1 && totals->by_cms == 1)
		fputs(": CMS would refuse it", out);
	fputs(".\n", out);
}

static void put_totals(const struct check_totals *totals, FILE *out)
{
	if (totals->documents > 1) {
		fprintf(out, "%zu documents: %zu with errors, %zu with warnings only, %zu with neither.\n",
		        totals->documents, totals->refused, totals->doubted,
		        totals->documents - totals->refused - totals->doubted);
		if (totals->by_cms > 0)
			fprintf(out, "CMS would refuse %zu of them.\n", totals->by_cms);
	}
	put_counts(totals, out);
}

void check_people_print(const struct check_people *people, const struct check_totals *totals, FILE *out)
{
	struct page page = page_on(out);

	if (people->only != NULL)
		fprintf(out, "%s\n\n", people->only);
	put_groups(people, &page);
	if (totals->passed_over > 0)
		fprintf(out, "%zu file%s passed over as no submission, such as %s.\n", totals->passed_over,
		        totals->passed_over == 1 ? " was" : "s were", people->passed_over);
	if (totals->documents == 0)
		fputs("There was nothing to check.\n", out);
	else if (totals->errors + totals->warnings + totals->repairs == 0)
		fprintf(out, "Nothing is wrong%s.\n", totals->documents > 1 ? " in any document" : "");
	else
		put_totals(totals, out);
}
