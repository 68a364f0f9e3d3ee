/* qpp_write.c - see qpp_write.h. */
#include "formats/qpp_write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct writer {
	struct outbuf *out;
	const struct qpp_numbers *numbers;
	bool pretty;
	unsigned objects; /* around the present place: arrays do not indent */
};

static void put_value(struct writer *writer, const json_t *value);

static void new_line(struct writer *writer)
{
	if (!writer->pretty)
		return;
	outbuf_literal(writer->out, "\n");
	for (unsigned i = 0; i < writer->objects; i++)
		outbuf_literal(writer->out, "  ");
}

static void put_object(struct writer *writer, const json_t *object)
{
	/* jansson's walk wants an object it could change; it does not. */
	union {
		const json_t *constant;
		json_t *plain;
	} walked = { .constant = object };
	const char *key;
	json_t *value;
	bool first = true;

	outbuf_literal(writer->out, "{");
	writer->objects++;
	json_object_foreach (walked.plain, key, value) {
		if (!first)
			outbuf_literal(writer->out, ",");
		first = false;
		new_line(writer);
		outbuf_json_string(writer->out, key);
		outbuf_puts(writer->out, writer->pretty ? " : " : ":");
		put_value(writer, value);
	}
	writer->objects--;
	if (!first)
		new_line(writer);
	else if (writer->pretty)
		outbuf_literal(writer->out, " ");
	outbuf_literal(writer->out, "}");
}

static void put_array(struct writer *writer, const json_t *array)
{
	size_t length = json_array_size(array);

	outbuf_puts(writer->out, writer->pretty ? "[ " : "[");
	for (size_t i = 0; i < length; i++) {
		if (i > 0)
			outbuf_puts(writer->out, writer->pretty ? ", " : ",");
		put_value(writer, json_array_get(array, i));
	}
	outbuf_puts(writer->out, writer->pretty && length > 0 ? " ]" : "]");
}

/* The shortest decimal that reads back as the same number. */
static void put_real(struct writer *writer, double real)
{
	char text[40];
	int digits = 15;

	do
		snprintf(text, sizeof text, "%.*g", digits, real);
	while (strtod(text, NULL) < real || strtod(text, NULL) > real ? ++digits <= 17 : false);
	outbuf_puts(writer->out, text);
	if (strpbrk(text, ".e") == NULL)
		outbuf_literal(writer->out, ".0");
}

static void put_number(struct writer *writer, const json_t *number)
{
	const char *text = qpp_number_text(writer->numbers, number);

	if (text != NULL)
		outbuf_puts(writer->out, text);
	else if (json_is_integer(number))
		outbuf_number(writer->out, json_integer_value(number));
	else
		put_real(writer, json_real_value(number));
}

static void put_value(struct writer *writer, const json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_OBJECT:
		put_object(writer, value);
		break;
	case JSON_ARRAY:
		put_array(writer, value);
		break;
	case JSON_STRING:
		outbuf_json(writer->out, json_string_value(value), json_string_length(value));
		break;
	case JSON_INTEGER:
	case JSON_REAL:
		put_number(writer, value);
		break;
	case JSON_TRUE:
		outbuf_literal(writer->out, "true");
		break;
	case JSON_FALSE:
		outbuf_literal(writer->out, "false");
		break;
	default:
		outbuf_literal(writer->out, "null");
		break;
	}
}

bool qpp_write(struct outbuf *out, const json_t *value, const struct qpp_numbers *numbers,
               enum qpp_style style)
{
	struct writer writer = { .out = out, .numbers = numbers, .pretty = style == QPP_PRETTY };

	put_value(&writer, value);
	return !out->failed;
}
