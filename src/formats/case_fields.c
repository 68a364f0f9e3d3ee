/* case_fields.c - objects of a case, member by member, with their types checked. */
#include "formats/case_intake.h"

#include <stdlib.h>

void *case_grow(struct case_reader *reader, void *array, size_t *capacity, size_t length, size_t size, size_t most,
                const struct case_path *path)
{
	size_t wanted = *capacity ? *capacity * 2 : 16;
	void *grown;

	if (length < *capacity)
		return array;
	if (length >= most) {
		case_say(reader, CASE_TOO_LARGE, path, "there are more than %zu entries; split the case", most);
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
		[JSON_NULL] = "null",           [JSON_BOOLEAN] = "a boolean", [JSON_INTEGER] = "a number",
		[JSON_NATURAL] = "a number",    [JSON_REAL] = "a number",     [JSON_STRING] = "a string",
		[JSON_ARRAY] = "an array",      [JSON_OBJECT] = "an object",
	};

	return words[value.type];
}

bool case_object_open(struct case_object *object, struct case_reader *reader, struct json_value value,
                      const struct case_field *fields, size_t fields_length, bool ours,
                      const struct case_path *self)
{
	*object = (struct case_object){ .reader = reader, .fields = fields, .fields_length = fields_length,
		                        .ours = ours, .self = self };
	if (value.type != JSON_OBJECT) {
		case_say(reader, CASE_BAD_TYPE, self, "this is %s; it must be an object", case_type_words(value));
		return false;
	}
	object->cursor = json_walk(value);
	return true;
}

static int find_field(const struct case_object *object, const char *key, size_t length)
{
	for (size_t i = 0; i < object->fields_length; i++)
		if (object->fields[i].length == length && memcmp(object->fields[i].name, key, length) == 0)
			return (int)i;
	return -1;
}

static void say_unknown(const struct case_object *object)
{
	case_say(object->reader, CASE_UNKNOWN_FIELD, &object->path,
	         "mipsia knows no such member here and ignores it; check its spelling");
}

/* True when the field is new to the object. */
static bool note_field(struct case_object *object, int field)
{
	uint32_t bit = MIPSIA_BIT(field);

	if (object->seen & bit) {
		case_say(object->reader, CASE_DUPLICATE_FIELD, &object->path,
		         "the member stands twice in this object; keep one of them");
		return false;
	}
	object->seen |= bit;
	return true;
}

int case_object_next(struct case_object *object)
{
	struct json_member member;

	while (json_next_member(&object->cursor, &member)) {
		int field = find_field(object, member.key, member.key_length);

		if (field < 0 && !object->ours)
			continue;
		object->path = case_path_member(object->self, member.key, member.key_length);
		if (field < 0) {
			say_unknown(object);
			continue;
		}
		if (!note_field(object, field))
			continue;
		if (member.value.type == JSON_NULL) {
			object->seen &= ~MIPSIA_BIT(field);
			continue;
		}
		object->value = member.value;
		return field;
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
	if (object->value.type == type)
		return true;
	case_say(object->reader, CASE_BAD_TYPE, &object->path, "this is %s; it must be %s",
	         case_type_words(object->value), wanted);
	return false;
}

bool case_take_text(struct case_object *object, struct case_text *out)
{
	if (!has_type(object, JSON_STRING, "a string"))
		return false;
	*out = (struct case_text){ object->value.as.text, object->value.length };
	return true;
}

bool case_take_boolean(struct case_object *object, bool *out)
{
	if (!has_type(object, JSON_BOOLEAN, "true or false, without quotes"))
		return false;
	*out = object->value.as.truth;
	return true;
}

bool case_take_count(struct case_object *object, int32_t least, int32_t *out)
{
	int64_t count = object->value.as.integer;

	if (!has_type(object, JSON_INTEGER, "a whole number, without quotes"))
		return false;
	if (count < least || count > CASE_COUNT_MAX) {
		case_say(object->reader, CASE_BAD_VALUE, &object->path, "the number must be between %d and %d",
		         (int)least, CASE_COUNT_MAX);
		return false;
	}
	*out = (int32_t)count;
	return true;
}

bool case_take_date(struct case_object *object, mipsia_date *out)
{
	if (!has_type(object, JSON_STRING, "a date \"YYYY-MM-DD\""))
		return false;
	*out = mipsia_date_parse(object->value.as.text, object->value.length);
	if (*out != MIPSIA_DATE_UNKNOWN)
		return true;
	case_say(object->reader, CASE_BAD_VALUE, &object->path,
	         "\"%s\" is no date; write it as YYYY-MM-DD, as in 2025-10-03",
	         case_quote(object->value.as.text, object->value.length).text);
	return false;
}

bool case_take_array(struct case_object *object, struct json_cursor *out)
{
	if (!has_type(object, JSON_ARRAY, "an array"))
		return false;
	*out = json_walk(object->value);
	return true;
}

bool case_text_is(struct case_text text, const char *word)
{
	return strlen(word) == text.length && memcmp(text.text, word, text.length) == 0;
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
		case_say(reader, CASE_BAD_TYPE, path, "this is %s; it must be a string", case_type_words(value));
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
	return find_word(object->reader, object->value, &object->path, words, words_length);
}

bool case_take_words(struct case_object *object, const char *const *words, size_t words_length, uint8_t *bits)
{
	struct json_cursor cursor;
	struct json_value value;
	bool good = true;

	if (!case_take_array(object, &cursor))
		return false;
	for (size_t i = 0; json_next(&cursor, &value); i++) {
		struct case_path path = case_path_element(&object->path, i);
		int word = find_word(object->reader, value, &path, words, words_length);

		if (word >= 0)
			*bits |= (uint8_t)MIPSIA_BIT(word);
		good &= word >= 0;
	}
	return good;
}
