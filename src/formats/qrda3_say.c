/* qrda3_say.c - findings with their place. See qrda3_strict.h. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "formats/qrda3_strict.h"

#define MESSAGE_MAX 512
#define PATH_BYTES_MAX 65536

/* The path of one element, and the line and column of another. */
static void say_at(struct qrda3_strict *strict, const struct qrda3_remark *remark,
                   const struct xml_element *element, const struct xml_element *tag, const char *message)
{
	struct outbuf path = { .limit = PATH_BYTES_MAX };
	struct finding_place place = { 0 };
	struct xml_position position;

	if (element != NULL && strict->findings->length < FINDINGS_MAX) {
		xml_path_short(element, &path);
		outbuf_put(&path, "", 1);
		position = xml_lines_find(&strict->lines, tag->end);
		place = (struct finding_place){ path.failed ? "" : path.bytes, position.line,
			                        position.column };
	}
	findings_add(strict->findings, remark->severity, remark->authority, remark->code, remark->cms_code,
	             place, remark->remedy, "%s", message);
	outbuf_free(&path);
}

void qrda3_say(struct qrda3_strict *strict, const struct qrda3_remark *remark, const struct xml_element *at,
               const char *message, ...)
{
	char text[MESSAGE_MAX];
	va_list args;

	va_start(args, message);
	vsnprintf(text, sizeof text, message, args);
	va_end(args);
	say_at(strict, remark, at, at, text);
}

void qrda3_say_node(struct qrda3_strict *strict, const struct qrda3_remark *remark,
                    const struct qrda3_node *node, const char *message)
{
	say_at(strict, remark, node ? node->element : NULL, node ? node->template_id : NULL, message);
}

void qrda3_broken(struct qrda3_strict *strict, const struct xml_element *at, const char *code,
                  const char *number, const char *message, ...)
{
	struct qrda3_remark remark = { FINDING_WARNING, FINDING_SCHEMATRON, code, 0, "" };
	char text[MESSAGE_MAX - 64];
	va_list args;

	va_start(args, message);
	vsnprintf(text, sizeof text, message, args);
	va_end(args);
	qrda3_say(strict, &remark, at, "%s (rule %s)", text, number);
}

const struct xml_element *qrda3_need_one(struct qrda3_strict *strict, const struct xml_element *parent,
                                         const char *name, const char *code, const char *number)
{
	size_t count = xml_count(parent, name);

	if (count == 1)
		return xml_child(parent, name);
	qrda3_broken(strict, parent, code, number, "%s must have exactly one %s; it has %zu", parent->name,
	             name, count);
	return NULL;
}

void qrda3_need_value(struct qrda3_strict *strict, const struct xml_element *element, const char *attribute,
                      const char *value, const char *code, const char *number)
{
	if (element != NULL && !xml_attribute_is(element, attribute, value))
		qrda3_broken(strict, element, code, number, "%s must have %s=\"%s\"", element->name,
		             attribute, value);
}

bool qrda3_has_template(const struct xml_element *element, const char *root, const char *extension)
{
	const struct xml_element *id;

	for (id = xml_child(element, "templateId"); id != NULL; id = xml_next_same(id)) {
		if (xml_attribute_is(id, "root", root) &&
		    (extension == NULL || xml_attribute_is(id, "extension", extension)))
			return true;
	}
	return false;
}
