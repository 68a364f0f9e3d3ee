/* qrda3_pretty.c - see qrda3_pretty.h. */
#include "formats/qrda3_pretty.h"

static void put_escape(unsigned char c, struct outbuf *out)
{
	static const char digits[] = "0123456789ABCDEF";
	static const char letters[] = "btn?fr"; /* 8 to 13; 11 has none */
	char text[6] = { '\\', 'u', '0', '0', digits[c >> 4], digits[c & 15] };

	if (c == '"' || c == '\\') {
		text[1] = (char)c;
		outbuf_put(out, text, 2);
	} else if (c >= 8 && c <= 13 && c != 11) {
		text[1] = letters[c - 8];
		outbuf_put(out, text, 2);
	} else {
		outbuf_put(out, text, 6);
	}
}

static void put_string(const char *text, size_t length, struct outbuf *out)
{
	size_t from = 0;

	outbuf_literal(out, "\"");
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		outbuf_put(out, text + from, i - from);
		put_escape(c, out);
		from = i + 1;
	}
	outbuf_put(out, text + from, length - from);
	outbuf_literal(out, "\"");
}

static void put_line(unsigned level, struct outbuf *out)
{
	outbuf_literal(out, "\n");
	for (unsigned i = 0; i < level; i++)
		outbuf_literal(out, "  ");
}

static void put_value(const json_t *value, unsigned level, struct outbuf *out);

static void put_object(const json_t *object, unsigned level, struct outbuf *out)
{
	const char *key;
	json_t *member;
	size_t count = 0;

	outbuf_literal(out, "{");
	json_object_foreach ((json_t *)object, key, member) {
		if (count++ > 0)
			outbuf_literal(out, ",");
		put_line(level + 1, out);
		put_string(key, strlen(key), out);
		outbuf_literal(out, " : ");
		put_value(member, level + 1, out);
	}
	if (count > 0)
		put_line(level, out);
	else
		outbuf_literal(out, " ");
	outbuf_literal(out, "}");
}

static void put_array(const json_t *array, unsigned level, struct outbuf *out)
{
	size_t length = json_array_size(array);

	outbuf_literal(out, "[ ");
	for (size_t i = 0; i < length; i++) {
		if (i > 0)
			outbuf_literal(out, ", ");
		put_value(json_array_get(array, i), level, out);
	}
	if (length > 0)
		outbuf_literal(out, " ");
	outbuf_literal(out, "]");
}

static void put_value(const json_t *value, unsigned level, struct outbuf *out)
{
	switch (json_typeof(value)) {
	case JSON_OBJECT:
		put_object(value, level, out);
		break;
	case JSON_ARRAY:
		put_array(value, level, out);
		break;
	case JSON_STRING:
		put_string(json_string_value(value), json_string_length(value), out);
		break;
	case JSON_INTEGER:
		outbuf_number(out, json_integer_value(value));
		break;
	case JSON_REAL:
		outbuf_format(out, "%.17g", json_real_value(value));
		break;
	case JSON_TRUE:
		outbuf_literal(out, "true");
		break;
	case JSON_FALSE:
		outbuf_literal(out, "false");
		break;
	case JSON_NULL:
		outbuf_literal(out, "null");
		break;
	}
}

void qrda3_pretty(const json_t *value, struct outbuf *out)
{
	put_value(value, 0, out);
}
