/* json_file.c - strict access to JSON, with errors that say where. */
#include "gen.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* Strings are chained so that they stay reachable until the end. */
struct kept {
	struct kept *previous;
	char text[];
};

static char *keep_list(const char *format, va_list arguments)
{
	static struct kept *last;
	struct kept *kept;
	va_list again;

	va_copy(again, arguments);
	int length = vsnprintf(NULL, 0, format, again); /* NOLINT(clang-analyzer-valist.Uninitialized) */
	va_end(again);
	kept = length < 0 ? NULL : malloc(sizeof *kept + (size_t)length + 1);
	if (kept == NULL)
		abort();
	(void)vsnprintf(kept->text, (size_t)length + 1, format, arguments);
	kept->previous = last;
	last = kept;
	return kept->text;
}

char *keep(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	char *text = keep_list(format, arguments);
	va_end(arguments);
	return text;
}

void fail(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	(void)fprintf(stderr, "%s: %s\n", program_invocation_short_name, keep_list(format, arguments));
	va_end(arguments);
	exit(EXIT_FAILURE);
}

void fail_at(struct node at, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	const char *message = keep_list(format, arguments);
	va_end(arguments);
	fail("%s: %s%s%s", at.file, at.path, *at.path ? ": " : "", message);
}

struct node node_parse(const char *file, const char *text, size_t length)
{
	json_error_t error;
	struct node root = { json_loadb(text, length, JSON_REJECT_DUPLICATES, &error), file, "" };

	if (root.json == NULL)
		fail_at(root, "line %d: %s", error.line, error.text);
	return root;
}

static void expect(struct node node, bool holds, const char *what)
{
	if (!holds)
		fail_at(node, "must be %s", what);
}

bool node_has(struct node object, const char *member)
{
	expect(object, json_is_object(object.json), "an object");
	return json_object_get(object.json, member) != NULL;
}

struct node node_child(struct node object, const char *member, json_t *value)
{
	const char *path = *object.path ? keep("%s.%s", object.path, member) : member;

	return (struct node){ value, object.file, path };
}

struct node node_member(struct node object, const char *member)
{
	if (!node_has(object, member))
		fail_at(object, "has no member \"%s\"", member);
	return node_child(object, member, json_object_get(object.json, member));
}

size_t node_length(struct node array)
{
	expect(array, json_is_array(array.json), "an array");
	return json_array_size(array.json);
}

struct node node_item(struct node array, size_t i)
{
	return (struct node){ json_array_get(array.json, i), array.file, keep("%s[%zu]", array.path, i) };
}

const char *node_string(struct node node)
{
	const char *text = json_string_value(node.json);

	expect(node, text != NULL && *text != '\0', "a string that is not empty");
	for (const char *c = text; *c; c++)
		expect(node, (unsigned char)*c >= ' ', "a string of one line");
	expect(node, *text != ' ' && text[strlen(text) - 1] != ' ', "a string without spaces around it");
	return text;
}

long node_integer(struct node node, long min, long max)
{
	json_int_t value = json_integer_value(node.json);

	expect(node, json_is_integer(node.json), "an integer");
	if (value < min || value > max)
		fail_at(node, "must be %ld to %ld", min, max);
	return (long)value;
}

bool node_flag(struct node node)
{
	expect(node, json_is_boolean(node.json), "true or false");
	return json_is_true(node.json);
}

/* Days since 1970-01-01: years are counted from March, so that the leap day
 * comes last. */
static mipsia_date days_of(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year;
	int m = (month + 9) % 12;
	int leap_days = y / 4 - y / 100 + y / 400;

	return 365 * y + leap_days + (153 * m + 2) / 5 + day - 1 - 719468;
}

static int days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return month == 2 && leap ? 29 : days[month - 1];
}

static bool looks_like_date(const char *text)
{
	static const char digits[] = "0123456789";

	return strlen(text) == 10 && strspn(text, digits) == 4 && text[4] == '-' &&
	       strspn(text + 5, digits) == 2 && text[7] == '-' && strspn(text + 8, digits) == 2;
}

mipsia_date node_date(struct node node)
{
	const char *text = node_string(node);

	expect(node, looks_like_date(text), "a date, YYYY-MM-DD");
	int year = (int)strtol(text, NULL, 10);
	int month = (int)strtol(text + 5, NULL, 10);
	int day = (int)strtol(text + 8, NULL, 10);
	expect(node, year >= 1970 && month >= 1 && month <= 12, "a day of the calendar");
	expect(node, day >= 1 && day <= days_in_month(year, month), "a day of the calendar");
	return days_of(year, month, day);
}

unsigned node_word(struct node node, const char *const *words)
{
	const char *text = node_string(node);

	for (unsigned i = 0; words[i]; i++)
		if (strcmp(words[i], text) == 0)
			return i;
	fail_at(node, "\"%s\" is not one of the words allowed here", text);
}

unsigned node_words(struct node array, const char *const *words)
{
	unsigned bits = 0;

	for (size_t i = 0; i < node_length(array); i++) {
		unsigned bit = MIPSIA_BIT(node_word(node_item(array, i), words));

		expect(node_item(array, i), !(bits & bit), "named once");
		bits |= bit;
	}
	return bits;
}

void node_allow(struct node object, const char *const *members)
{
	const char *name;
	json_t *value;

	expect(object, json_is_object(object.json), "an object");
	json_object_foreach (object.json, name, value) {
		const char *const *member = members;

		while (*member && strcmp(*member, name) != 0)
			member++;
		if (*member == NULL)
			fail_at(object, "has a member \"%s\", which means nothing here", name);
	}
}
