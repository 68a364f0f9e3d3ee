/* case_fields.c - objects of a case, member by member, with their types checked. */
#include "formats/case_intake.h"

#include <stdlib.h>

void *case_grow(struct case_reader *reader, void *array, size_t *capacity, size_t length, size_t size,
                size_t most, const struct case_path *path)
{
	size_t wanted = *capacity ? *capacity * 2 : 16;
	void *grown;

	if (length < *capacity)
		return array;
	if (length >= most) {
		case_say(reader, CASE_TOO_LARGE, path, "there are more than %zu entries; split the case",
		         most);
		return NULL;
	}
	if (wanted > most)
		wanted = most;
	grown = realloc(array, wanted * size);
	if (grown == NULL) {
		case_say(reader, CASE_OUT_OF_MEMORY, path, "there is not enough memory for this case");
		return NULL;
	}
	*capacity = wanted;
	return grown;
}

const char *case_type_words(struct json_value value)
{
	static const char *const words[] = {
		[JSON_NULL] = "null",        [JSON_BOOLEAN] = "a boolean", [JSON_INTEGER] = "a number",
		[JSON_NATURAL] = "a number", [JSON_REAL] = "a number",     [JSON_STRING] = "a string",
		[JSON_ARRAY] = "an array",   [JSON_OBJECT] = "an object",
	};

	return words[value.type];
}

bool case_object_open(struct case_object *object, struct case_reader *reader, struct json_value value,
                      const struct case_field *fields, uint32_t fields_length, bool ours,
                      const struct case_path *self)
{
	object->reader = reader;
	object->fields = fields;
	object->fields_length = fields_length;
	object->seen = 0;
	object->guess = 0;
	object->ours = ours;
	object->cursor = json_walk(value);
	object->self = self;
	if (value.type == JSON_OBJECT)
		return true;
	case_say(reader, CASE_BAD_TYPE, self, "this is %s; it must be an object", case_type_words(value));
	return false;
}

const struct case_path *case_object_path(struct case_object *object)
{
	object->path = case_path_member(object->self, object->member.key, object->member.key_length);
	return &object->path;
}

static bool is_field(const struct case_object *object, uint32_t field)
{
	const struct case_field *wanted = &object->fields[field];

	return wanted->length == object->member.key_length &&
	       case_same_text(wanted->name, object->member.key, wanted->length);
}

static int find_field(struct case_object *object)
{
	if (object->guess < object->fields_length && is_field(object, object->guess))
		return (int)object->guess++;
	for (uint32_t i = 0; i < object->fields_length; i++) {
		if (is_field(object, i)) {
			object->guess = i + 1;
			return (int)i;
		}
	}
	return -1;
}

static void say_unknown(struct case_object *object)
{
	if (object->ours)
		case_say(object->reader, CASE_UNKNOWN_FIELD, case_object_path(object),
		         "mipsia knows no such member here and ignores it; check its spelling");
}

static void say_twice(struct case_object *object)
{
	case_say(object->reader, CASE_DUPLICATE_FIELD, case_object_path(object),
	         "the member stands twice in this object; keep one of them");
}

int case_object_next(struct case_object *object)
{
	while (json_next_member(&object->cursor, &object->member)) {
		int field = find_field(object);

		if (field < 0)
			say_unknown(object);
		else if (object->seen & MIPSIA_BIT(field))
			say_twice(object);
		else if (object->member.value.type != JSON_NULL) {
			object->seen |= MIPSIA_BIT(field);
			return field;
		}
	}
	return CASE_OBJECT_END;
}

bool case_object_require(const struct case_object *object, int field)
{
	const struct case_field *wanted = &object->fields[field];
	struct case_path path = case_path_member(object->self, wanted->name, wanted->length);

	if (object->seen & MIPSIA_BIT(field))
		return true;
	case_say(object->reader, CASE_MISSING_FIELD, &path, "%s is missing; state it", wanted->name);
	return false;
}

static bool has_type(struct case_object *object, enum json_type type, const char *wanted)
{
	if (object->member.value.type == type)
		return true;
	case_say(object->reader, CASE_BAD_TYPE, case_object_path(object), "this is %s; it must be %s",
	         case_type_words(object->member.value), wanted);
	return false;
}

bool case_take_text(struct case_object *object, struct case_text *out)
{
	if (!has_type(object, JSON_STRING, "a string"))
		return false;
	*out = (struct case_text){ object->member.value.as.text, object->member.value.length };
	return true;
}

bool case_take_boolean(struct case_object *object, bool *out)
{
	if (!has_type(object, JSON_BOOLEAN, "true or false, without quotes"))
		return false;
	*out = object->member.value.as.truth;
	return true;
}

bool case_take_count(struct case_object *object, int32_t least, int32_t *out)
{
	int64_t count = object->member.value.as.integer;

	if (!has_type(object, JSON_INTEGER, "a whole number, without quotes"))
		return false;
	if (count < least || count > CASE_COUNT_MAX) {
		case_say(object->reader, CASE_BAD_VALUE, case_object_path(object),
		         "the number must be between %d and %d", (int)least, CASE_COUNT_MAX);
		return false;
	}
	*out = (int32_t)count;
	return true;
}

mipsia_date case_parse_date(struct case_reader *reader, struct case_text text)
{
	struct case_date *known;

	if (text.length != sizeof known->text)
		return MIPSIA_DATE_UNKNOWN;
	known = &reader->dates[(unsigned)(text.text[3] + 5 * text.text[6] + 10 * text.text[8] +
	                                  text.text[9]) %
	                       CASE_DATES];
	if (!case_same_text(known->text, text.text, text.length)) {
		memcpy(known->text, text.text, text.length);
		known->date = mipsia_date_parse(text.text, text.length);
	}
	return known->date;
}

bool case_take_date(struct case_object *object, mipsia_date *out)
{
	struct case_text text = { object->member.value.as.text, object->member.value.length };

	if (!has_type(object, JSON_STRING, "a date \"YYYY-MM-DD\""))
		return false;
	*out = case_parse_date(object->reader, text);
	if (*out != MIPSIA_DATE_UNKNOWN)
		return true;
	case_say(object->reader, CASE_BAD_VALUE, case_object_path(object),
	         "\"%s\" is no date; write it as YYYY-MM-DD, as in 2025-10-03",
	         case_quote(text.text, text.length).text);
	return false;
}

bool case_take_array(struct case_object *object, struct json_cursor *out)
{
	if (!has_type(object, JSON_ARRAY, "an array"))
		return false;
	*out = json_walk(object->member.value);
	return true;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool case_text_is_like(struct case_text text, const char *word)
{
	if (strlen(word) != text.length)
		return false;
	for (size_t i = 0; i < text.length; i++)
		if (lower(text.text[i]) != lower(word[i]))
			return false;
	return true;
}

/* "a, b, c" */
static void list_words(char *out, size_t size, const char *const *words, size_t length)
{
	size_t at = 0;

	out[0] = '\0';
	for (size_t i = 0; i < length; i++) {
		size_t n = strlen(words[i]);

		if (at + n + 3 > size)
			return;
		if (i > 0) {
			memcpy(out + at, ", ", 2);
			at += 2;
		}
		memcpy(out + at, words[i], n + 1);
		at += n;
	}
}

static int find_word(struct case_reader *reader, struct json_value value, const struct case_path *path,
                     const char *const *words, size_t words_length)
{
	struct case_text text = { value.as.text, value.length };
	char list[200];

	if (value.type != JSON_STRING) {
		case_say(reader, CASE_BAD_TYPE, path, "this is %s; it must be a string",
		         case_type_words(value));
		return -1;
	}
	for (size_t i = 0; i < words_length; i++)
		if (case_text_is(text, words[i]))
			return (int)i;
	list_words(list, sizeof list, words, words_length);
	case_say(reader, CASE_BAD_VALUE, path, "\"%s\" is not among %s; write one of these",
	         case_quote(text.text, text.length).text, list);
	return -1;
}

int case_take_word(struct case_object *object, const char *const *words, size_t words_length)
{
	return find_word(object->reader, object->member.value, case_object_path(object), words, words_length);
}

bool case_take_words(struct case_object *object, const char *const *words, size_t words_length, uint8_t *bits)
{
	struct json_cursor cursor;
	struct json_value value;
	bool good = true;

	if (!case_take_array(object, &cursor))
		return false;
	for (size_t i = 0; json_next(&cursor, &value); i++) {
		struct case_path path = case_path_element(case_object_path(object), i);
		int word = find_word(object->reader, value, &path, words, words_length);

		if (word >= 0)
			*bits |= (uint8_t)MIPSIA_BIT(word);
		good &= word >= 0;
	}
	return good;
}
