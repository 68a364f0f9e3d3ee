/*
 * json_simdjson.cpp - json_dom.h over simdjson (Debian's libsimdjson). No
 * exception crosses this file: it is compiled without them.
 */
#include "formats/json_dom.h"

#include <new>

#include <simdjson.h>

namespace dom = simdjson::dom;
namespace ondemand = simdjson::ondemand;

static_assert(JSON_PADDING >= simdjson::SIMDJSON_PADDING, "padding of the installed simdjson");
static_assert(sizeof(struct json_value) == 16, "a value is two words");

/* Memory grows in powers of two from here, and beyond LARGE it is given back
 * when a small document follows. */
static const size_t CAPACITY_FIRST = 16 * 1024;
static const size_t CAPACITY_LARGE = 2 * 1024 * 1024;

struct json_parser {
	dom::parser dom{ JSON_LENGTH_MAX };
	struct json_document document = { nullptr, nullptr };
	size_t capacity = 0;
	simdjson::error_code error = simdjson::SUCCESS;
};

static bool set_capacity(struct json_parser *parser, size_t capacity)
{
	parser->error = parser->dom.allocate(capacity, JSON_DEPTH_MAX);
	parser->capacity = parser->error ? 0 : capacity;
	if (!parser->error) /* the tape too, at once: it grows with the document otherwise */
		parser->error = parser->dom.doc.allocate(capacity);
	return parser->error == simdjson::SUCCESS;
}

static bool fit_capacity(struct json_parser *parser, size_t length)
{
	size_t capacity = CAPACITY_FIRST;
	bool wasteful = parser->capacity > CAPACITY_LARGE && length <= CAPACITY_FIRST;

	if (length <= parser->capacity && !wasteful)
		return true;
	while (capacity < length)
		capacity *= 2;
	return set_capacity(parser, capacity);
}

/* Whether simdjson lays a document out as json_dom.h walks it. */
static bool layout_is_known(struct json_parser *parser)
{
	static const char sample[] = "{\"k\":[-1,18446744073709551615,0.5,\"s\",true,false,null]}";
	static const uint32_t types[] = { JSON_INTEGER, JSON_NATURAL, JSON_REAL, JSON_STRING,
		                          JSON_BOOLEAN, JSON_BOOLEAN, JSON_NULL };
	struct json_value root, value[7];
	struct json_member member;
	struct json_cursor cursor;

	if (!json_parse(parser, sample, sizeof sample - 1, false, &root) || root.type != JSON_OBJECT)
		return false;
	cursor = json_walk(root);
	if (!json_next_member(&cursor, &member) || member.key_length != 1 || *member.key != 'k' ||
	    json_next_member(&cursor, &member) || member.value.type != JSON_ARRAY)
		return false;
	cursor = json_walk(member.value);
	for (size_t i = 0; i < 7; i++)
		if (!json_next(&cursor, &value[i]) || value[i].type != types[i])
			return false;
	return cursor.at == cursor.end && value[0].as.integer == -1 && value[1].as.natural == UINT64_MAX &&
	       value[2].as.real == 0.5 && value[3].length == 1 && *value[3].as.text == 's' &&
	       value[4].as.truth && !value[5].as.truth;
}

struct json_parser *json_parser_new(void)
{
	struct json_parser *parser = new (std::nothrow) json_parser;

	if (parser != nullptr && (!set_capacity(parser, CAPACITY_FIRST) || !layout_is_known(parser))) {
		delete parser;
		return nullptr;
	}
	return parser;
}

void json_parser_free(struct json_parser *parser)
{
	delete parser;
}

bool json_parse(struct json_parser *parser, const char *text, size_t length, bool padded,
                struct json_value *root)
{
	uint32_t root_place = 1; /* the first word is the document's own */

	if (length > JSON_LENGTH_MAX) {
		parser->error = simdjson::CAPACITY;
		return false;
	}
	if (!fit_capacity(parser, length))
		return false;
	parser->error = parser->dom.parse(text, length, !padded).error();
	if (parser->error)
		return false;
	parser->document.tape = parser->dom.doc.tape.get();
	parser->document.strings = reinterpret_cast<const char *>(parser->dom.doc.string_buf.get());
	json_tape_take(&parser->document, &root_place, root);
	return true;
}

enum json_failure json_failure_of(const struct json_parser *parser)
{
	switch (parser->error) {
	case simdjson::CAPACITY:
		return JSON_FAILED_LENGTH;
	case simdjson::DEPTH_ERROR:
		return JSON_FAILED_DEPTH;
	case simdjson::MEMALLOC:
		return JSON_FAILED_MEMORY;
	default:
		return JSON_FAILED_SYNTAX;
	}
}

const char *json_failure_text(const struct json_parser *parser)
{
	switch (parser->error) {
	case simdjson::CAPACITY:
		return "the JSON text is longer than 16 MiB";
	case simdjson::MEMALLOC:
		return "there is not enough memory";
	case simdjson::DEPTH_ERROR:
		return "brackets are not closed, or nested more than 64 deep";
	case simdjson::STRING_ERROR:
		return "a string has a wrong escape";
	case simdjson::T_ATOM_ERROR:
	case simdjson::F_ATOM_ERROR:
	case simdjson::N_ATOM_ERROR:
		return "a word is none of true, false and null";
	case simdjson::NUMBER_ERROR:
		return "a number is written wrongly, or too large";
	case simdjson::UTF8_ERROR:
		return "the text is not UTF-8";
	case simdjson::EMPTY:
		return "the text is empty";
	case simdjson::UNESCAPED_CHARS:
		return "a string holds a line break or another control character";
	case simdjson::UNCLOSED_STRING:
		return "a string is not closed";
	default:
		return "a comma, colon, quote or bracket is missing or too many";
	}
}

/* Reads everything, so that the iterator stops where the text is wrong. */
static simdjson::error_code visit(ondemand::value value, int depth);

static simdjson::error_code visit_array(ondemand::value value, int depth)
{
	ondemand::array array;
	simdjson::error_code error = value.get_array().get(array);

	if (error)
		return error;
	for (auto element : array) {
		ondemand::value inner;

		if ((error = element.get(inner)) || (error = visit(inner, depth + 1)))
			return error;
	}
	return simdjson::SUCCESS;
}

static simdjson::error_code visit_object(ondemand::value value, int depth)
{
	ondemand::object object;
	simdjson::error_code error = value.get_object().get(object);

	if (error)
		return error;
	for (auto field : object) {
		ondemand::value inner;
		std::string_view key;

		if ((error = field.unescaped_key().get(key)) || (error = field.value().get(inner)) ||
		    (error = visit(inner, depth + 1)))
			return error;
	}
	return simdjson::SUCCESS;
}

static simdjson::error_code visit(ondemand::value value, int depth)
{
	ondemand::json_type type;
	simdjson::error_code error = value.type().get(type);
	bool null;

	if (error)
		return error;
	if (depth > JSON_DEPTH_MAX)
		return simdjson::DEPTH_ERROR;
	switch (type) {
	case ondemand::json_type::array:
		return visit_array(value, depth);
	case ondemand::json_type::object:
		return visit_object(value, depth);
	case ondemand::json_type::string:
		return value.get_string().error();
	case ondemand::json_type::number:
		return value.get_number().error();
	case ondemand::json_type::boolean:
		return value.get_bool().error();
	default:
		error = value.is_null().get(null);
		return error || null ? error : simdjson::N_ATOM_ERROR;
	}
}

static size_t place_of_bad_utf8(const char *text, size_t length)
{
	size_t good = 0;
	size_t bad = length;

	/* The longest beginning that is UTF-8, but for a character cut at its end. */
	while (good < bad) {
		size_t middle = good + (bad - good + 1) / 2;
		size_t end = middle;

		while (end > 0 && middle - end < 3 && (text[end - 1] & 0xc0) == 0x80)
			end--;
		if (end > 0 && (text[end - 1] & 0xc0) == 0xc0)
			end--;
		if (simdjson::validate_utf8(text, middle) || simdjson::validate_utf8(text, end))
			good = middle;
		else
			bad = middle - 1;
	}
	return good;
}

size_t json_failure_place(struct json_parser *parser, const char *text, size_t length)
{
	ondemand::parser reader;
	ondemand::document document;
	ondemand::value value;
	const char *place;

	if (parser->error == simdjson::UTF8_ERROR)
		return place_of_bad_utf8(text, length);
	if (json_failure_of(parser) == JSON_FAILED_LENGTH || json_failure_of(parser) == JSON_FAILED_MEMORY)
		return JSON_NOWHERE;

	simdjson::padded_string copy(text, length);
	if (copy.data() == nullptr || reader.iterate(copy).get(document) || document.get_value().get(value))
		return JSON_NOWHERE;
	if (!visit(value, 1) || document.current_location().get(place))
		return JSON_NOWHERE;
	if (place < copy.data() || place > copy.data() + length)
		return JSON_NOWHERE;
	return static_cast<size_t>(place - copy.data());
}
