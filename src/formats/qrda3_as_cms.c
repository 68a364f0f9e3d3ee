/*
 * qrda3_as_cms.c - the answer of CMS's converter: the QPP JSON, or the error
 * document.
 */
#include "formats/qrda3.h"

#include <stdlib.h>
#include <string.h>

#include "formats/qrda3_encode.h"
#include "formats/qrda3_pretty.h"
#include "formats/qrda3_problem.h"

#define ANSWER_MAX ((size_t)256 << 20)
#define PATH_MAX_BYTES ((size_t)1 << 20)

/* One document on its way through the converter. */
struct conversion {
	const struct qrda3_vintage *vintage;
	const char *source_name;
	struct xml_source source;
	struct xml_tree tree;
	struct qrda3_decoded decoded;
	struct qrda3_problems problems;
	json_t *result;
};

const char *qrda3_strstatus(enum qrda3_status status)
{
	static const char *const texts[QRDA3_STATUS_END] = {
		[QRDA3_OK] = "Done.",
		[QRDA3_EYEAR] = "No QRDA III implementation guide of that year is known.",
		[QRDA3_ELIMIT] = "The document is larger, or nested deeper, than mipsia reads.",
		[QRDA3_EMEMORY] = "There is no memory.",
		[QRDA3_EINPUT] = "The submission cannot be written as QRDA III.",
	};

	return (unsigned)status < QRDA3_STATUS_END ? texts[status] : "Unknown status.";
}

bool qrda3_sniff(const char *bytes, size_t length)
{
	return xml_source_sniff(bytes, length, "ClinicalDocument");
}

/* ---------------------------------------------------------------- error document */

static bool put_string(json_t *object, const char *key, struct outbuf *text)
{
	bool done = !text->failed &&
	            json_object_set_new_nocheck(
			    object, key, json_stringn(text->length ? text->bytes : "", text->length)) == 0;

	outbuf_free(text);
	return done;
}

static bool put_number(json_t *object, const char *key, uint32_t number)
{
	return json_object_set_new_nocheck(object, key, json_integer(number)) == 0;
}

static json_t *make_location(const struct qrda3_problem *problem, struct xml_lines *lines)
{
	struct outbuf title = { .limit = PATH_MAX_BYTES }, path = { .limit = PATH_MAX_BYTES };
	struct xml_position position = { 0, 0 };
	json_t *location = json_object();
	bool done = true;

	if (problem->node != NULL) {
		qrda3_problem_location(problem->node, &title);
		xml_path_full(problem->node->element, &path);
		position = xml_lines_find(lines, problem->node->template_id->end);
		done = put_string(location, "location", &title);
	}
	done = put_string(location, "path", &path) && done;
	if (problem->node != NULL)
		done = put_number(location, "line", position.line) &&
		       put_number(location, "column", position.column) && done;
	if (done)
		return location;
	json_decref(location);
	return NULL;
}

static json_t *make_detail(const struct conversion *conversion, const struct qrda3_problem *problem,
                           struct xml_lines *lines)
{
	struct outbuf message = { .limit = PATH_MAX_BYTES };
	json_t *detail = json_object();

	outbuf_literal(&message, "CT - ");
	qrda3_problem_message(problem, conversion->vintage->year, &message);
	outbuf_literal(&message, ".");
	if (json_object_set_new_nocheck(detail, "errorCode", json_integer(problem->code)) == 0 &&
	    put_string(detail, "message", &message) &&
	    json_object_set_new_nocheck(detail, "location", make_location(problem, lines)) == 0)
		return detail;
	outbuf_free(&message);
	json_decref(detail);
	return NULL;
}

/* From the vintage of 2019 the first 100, and one that counts them all. */
static size_t shown(const struct conversion *conversion)
{
	size_t length = conversion->problems.length;

	return conversion->vintage->limits_errors && length > QRDA3_ERRORS_SHOWN ? QRDA3_ERRORS_SHOWN
	                                                                         : length;
}

static bool append_details(const struct conversion *conversion, struct xml_lines *lines, json_t *details)
{
	struct qrda3_problem rest = { .code = QRDA3_TOO_MANY, .count = conversion->problems.length };
	size_t length = shown(conversion);

	for (size_t i = 0; i < length; i++) {
		json_t *detail = make_detail(conversion, &conversion->problems.items[i], lines);

		if (json_array_append_new(details, detail) != 0)
			return false;
	}
	return length == conversion->problems.length ||
	       json_array_append_new(details, make_detail(conversion, &rest, lines)) == 0;
}

static json_t *make_error_document(const struct conversion *conversion)
{
	struct xml_lines lines = { .source = &conversion->source };
	json_t *details = json_array();
	json_t *document;
	bool done = details != NULL && append_details(conversion, &lines, details);

	xml_lines_free(&lines);
	if (!done) {
		json_decref(details);
		return NULL;
	}
	document = json_pack("{s:[{s:s,s:o}]}", "errors", "sourceIdentifier", conversion->source_name,
	                     "details", details);
	if (document == NULL)
		json_decref(details);
	return document;
}

/* ---------------------------------------------------------------------- stages */

static enum qrda3_status add_problem(struct conversion *conversion, enum qrda3_code code)
{
	qrda3_problem_add(&conversion->problems, (struct qrda3_problem){ .code = code });
	return conversion->problems.no_memory ? QRDA3_EMEMORY : QRDA3_OK;
}

/* The tree; a problem when it is no XML. */
static enum qrda3_status parse(struct conversion *conversion, const char *bytes, size_t length)
{
	struct xml_sax_fault fault;

	switch (xml_source_open(bytes, length, &conversion->source)) {
	case XML_SOURCE_OK:
		break;
	case XML_SOURCE_ENCODING:
		return add_problem(conversion, QRDA3_NOT_XML);
	case XML_SOURCE_LIMIT:
		return QRDA3_ELIMIT;
	case XML_SOURCE_MEMORY:
		return QRDA3_EMEMORY;
	}
	switch (xml_tree_read(&conversion->source, NULL, &conversion->tree, &fault)) {
	case XML_SAX_OK:
		return QRDA3_OK;
	case XML_SAX_LIMIT:
		return QRDA3_ELIMIT;
	case XML_SAX_MEMORY:
		return QRDA3_EMEMORY;
	default:
		return add_problem(conversion, QRDA3_NOT_XML);
	}
}

static enum qrda3_status convert(struct conversion *conversion, bool *partial)
{
	const struct qrda3_vintage *vintage = conversion->vintage;
	struct qrda3_recognition recognition = { .year = vintage->year, .extension = vintage->extension };

	if (!qrda3_is_accepted(&conversion->tree, &recognition))
		return add_problem(conversion, QRDA3_NOT_QRDA3);
	if (!qrda3_decode(&conversion->tree, &recognition, &conversion->decoded))
		return QRDA3_EMEMORY;
	if (!vintage->takes_late_template &&
	    !qrda3_node_is(conversion->decoded.document, QRDA3_CLINICAL_DOCUMENT))
		return add_problem(conversion, QRDA3_NOT_QRDA3);
	qrda3_validate(&conversion->decoded, vintage, &conversion->problems);
	if (conversion->problems.no_memory)
		return QRDA3_EMEMORY;
	if (conversion->problems.length > 0)
		return QRDA3_OK;
	conversion->result = qrda3_encode_as_cms(&conversion->decoded, vintage, partial);
	return conversion->result ? QRDA3_OK : QRDA3_EMEMORY;
}

static enum qrda3_status finish(struct conversion *conversion, struct qrda3_cms_answer *answer)
{
	struct outbuf text = { .limit = ANSWER_MAX };

	answer->errors = conversion->problems.length ? shown(conversion) : 0;
	answer->errors += answer->errors < conversion->problems.length;
	answer->accepted = answer->errors == 0;
	if (!answer->accepted)
		conversion->result = make_error_document(conversion);
	if (conversion->result == NULL)
		return QRDA3_EMEMORY;
	qrda3_pretty(conversion->result, &text);
	outbuf_put(&text, "", 1);
	if (text.failed) {
		outbuf_free(&text);
		return QRDA3_EMEMORY;
	}
	answer->text = text.bytes;
	answer->length = text.length - 1;
	return QRDA3_OK;
}

enum qrda3_status qrda3_as_cms(const char *bytes, size_t length, const struct qrda3_cms_options *options,
                               struct qrda3_cms_answer *answer)
{
	struct conversion conversion = { .vintage = qrda3_vintage_of(options->year),
		                         .source_name =
		                                 options->source_name ? options->source_name : "file.xml" };
	enum qrda3_status status;

	*answer = (struct qrda3_cms_answer){ 0 };
	if (conversion.vintage == NULL)
		return QRDA3_EYEAR;
	status = parse(&conversion, bytes, length);
	if (status == QRDA3_OK && conversion.problems.length == 0)
		status = convert(&conversion, &answer->partial);
	if (status == QRDA3_OK)
		status = finish(&conversion, answer);
	json_decref(conversion.result);
	qrda3_problems_free(&conversion.problems);
	qrda3_decoded_free(&conversion.decoded);
	xml_tree_free(&conversion.tree);
	xml_source_close(&conversion.source);
	return status;
}

void qrda3_cms_answer_free(struct qrda3_cms_answer *answer)
{
	if (answer == NULL)
		return;
	free(answer->text);
	*answer = (struct qrda3_cms_answer){ 0 };
}
