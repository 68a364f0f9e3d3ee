/*
 * qrda3_validate.c - depth first, every node by its template. A chain stops at
 * its first problem; what stands outside of a chain is always judged.
 */
#include "formats/qrda3_validate.h"

#include <string.h>
#include <strings.h>

#include "formats/qrda3_date.h"

struct judge {
	const struct qrda3_vintage *vintage;
	struct qrda3_problems *problems;
};

static void add(const struct judge *judge, enum qrda3_code code, const struct qrda3_node *node)
{
	qrda3_problem_add(judge->problems, (struct qrda3_problem){ .code = code, .node = node });
}

/* ---------------------------------------------------------------------- head */

static bool is_one_of(struct xml_text name, const char *program)
{
	return name.at != NULL && strlen(program) == name.length &&
	       strncasecmp(name.at, program, name.length) == 0;
}

/* Names that are no CMS program name, but what one would be mapped to. */
static bool is_mapped_name(struct xml_text name, int year)
{
	for (size_t i = 0; i < qrda3_programs_length; i++) {
		const struct qrda3_program *program = &qrda3_programs[i];

		if (qrda3_program_in_converter(program, year) && is_one_of(name, program->program))
			return true;
	}
	return false;
}

struct qrda3_head qrda3_head_read(const struct xml_element *document, const struct qrda3_vintage *vintage)
{
	struct qrda3_head head = { .programs = qrda3_find(document, &qrda3_path_program) };
	const struct qrda3_program *program = qrda3_program_find(head.programs.first, true);

	if (program != NULL && qrda3_program_in_converter(program, vintage->year))
		head.program = program;
	head.accepted = head.program != NULL || is_mapped_name(head.programs.first, vintage->year);
	head.mvp = vintage->mvp && head.program != NULL && head.program->mvp;
	return head;
}

/* ------------------------------------------------------------------ documents */

static void judge_sections(const struct judge *judge, const struct qrda3_node *node)
{
	size_t ia = qrda3_count_children(node, QRDA3_IA_SECTION);
	size_t pi = qrda3_count_children(node, QRDA3_PI_SECTION);
	size_t quality = qrda3_count_children(node, QRDA3_MEASURE_SECTION);

	if (ia + pi + quality == 0)
		add(judge, QRDA3_NO_SECTION, node);
	if (pi > 1)
		add(judge, QRDA3_PI_SECTIONS, node);
	if (ia > 1 || quality > 1)
		add(judge, QRDA3_IA_SECTIONS, node);
}

static void judge_document(const struct judge *judge, const struct qrda3_node *node)
{
	struct qrda3_head head = qrda3_head_read(node->element, judge->vintage);

	judge_sections(judge, node);
	if (head.programs.count != 1) {
		qrda3_problem_add(judge->problems, (struct qrda3_problem){ .code = QRDA3_PROGRAM_COUNT,
		                                                           .node = node,
		                                                           .count = head.programs.count });
		return;
	}
	if (!head.accepted)
		qrda3_problem_add(judge->problems, (struct qrda3_problem){ .code = QRDA3_PROGRAM_UNKNOWN,
		                                                           .node = node,
		                                                           .value = head.programs.first });
	if (head.program != NULL && strcmp(head.program->entity, "virtualGroup") == 0 &&
	    qrda3_find(node->element, &qrda3_path_virtual_group).count == 0)
		add(judge, QRDA3_NO_VIRTUAL_GROUP, node);
}

/* ------------------------------------------------------ sections and below */

static bool has_other_content(const struct qrda3_node *section)
{
	for (const struct qrda3_node *child = section->first; child != NULL; child = child->next) {
		if (!qrda3_node_is(child, QRDA3_IA_MEASURE) &&
		    !qrda3_node_is(child, QRDA3_REPORTING_PARAMETERS))
			return true;
	}
	return false;
}

static void judge_section(const struct judge *judge, const struct qrda3_node *node)
{
	if (qrda3_count_children(node, QRDA3_IA_MEASURE) == 0)
		add(judge, QRDA3_NO_ACTIVITY, node);
	else if (qrda3_count_children(node, QRDA3_REPORTING_PARAMETERS) != 1)
		add(judge, QRDA3_PARAMETERS_COUNT, node);
	else if (has_other_content(node))
		add(judge, QRDA3_WRONG_CONTENT, node);
}

static void judge_date(const struct judge *judge, const struct qrda3_node *node, struct xml_text value)
{
	struct qrda3_date date;

	if (!qrda3_date_read(value, &date))
		qrda3_problem_add(
			judge->problems,
			(struct qrda3_problem){ .code = QRDA3_NOT_A_DATE, .node = node, .value = value });
}

static void judge_period(const struct judge *judge, const struct qrda3_node *node)
{
	struct qrda3_hits low = qrda3_find(node->element, &qrda3_path_low);
	struct qrda3_hits high = qrda3_find(node->element, &qrda3_path_high);
	size_t before = judge->problems->length;

	if (low.count != 1)
		add(judge, QRDA3_START_COUNT, node);
	/* Behind a problem only what is too many is still seen, not what is missing. */
	if (high.count > 1 || (high.count == 0 && low.count == 1))
		add(judge, QRDA3_END_COUNT, node);
	if (judge->problems->length > before)
		return;
	judge_date(judge, node, low.first);
	if (judge->problems->length == before)
		judge_date(judge, node, high.first);
}

static void judge_activity(const struct judge *judge, const struct qrda3_node *node)
{
	if (qrda3_count_children(node, QRDA3_MEASURE_PERFORMED) != 1)
		add(judge, QRDA3_PERFORMED_COUNT, node);
}

static void judge_answer(const struct judge *judge, const struct qrda3_node *node)
{
	struct qrda3_hits value = qrda3_find(node->element, &qrda3_path_performed);

	if (value.count != 1 || !(is_one_of(value.first, "Y") || is_one_of(value.first, "N")))
		add(judge, QRDA3_NOT_YES_NO, node);
}

static bool is_integer(struct xml_text text)
{
	size_t i = text.length > 0 && (text.at[0] == '-' || text.at[0] == '+');

	if (i == text.length || text.length - i > 10)
		return false;
	for (; i < text.length; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
	}
	return true;
}

static void judge_count(const struct judge *judge, const struct qrda3_node *node)
{
	struct qrda3_hits value = qrda3_find(node->element, &qrda3_path_count);

	if (value.count != 1)
		qrda3_problem_add(judge->problems, (struct qrda3_problem){ .code = QRDA3_COUNT_NOT_SINGLE,
		                                                           .node = node,
		                                                           .count = value.count });
	else if (!is_integer(value.first))
		add(judge, QRDA3_COUNT_NOT_INTEGER, node);
}

static void judge_pi_performed(const struct judge *judge, const struct qrda3_node *node)
{
	if (qrda3_count_children(node, QRDA3_MEASURE_PERFORMED) != 1)
		add(judge, QRDA3_PI_PERFORMED_COUNT, node);
}

static void judge_tree(const struct judge *judge, const struct qrda3_node *node)
{
	static void (*const judges[])(const struct judge *, const struct qrda3_node *) = {
		[QRDA3_CLINICAL_DOCUMENT] = judge_document,
		[QRDA3_IA_SECTION] = judge_section,
		[QRDA3_IA_MEASURE] = judge_activity,
		[QRDA3_MEASURE_PERFORMED] = judge_answer,
		[QRDA3_REPORTING_PARAMETERS] = judge_period,
		[QRDA3_AGGREGATE_COUNT] = judge_count,
		[QRDA3_PI_MEASURE_PERFORMED] = judge_pi_performed,
		[QRDA3_LISTED] = NULL,
	};

	if (qrda3_node_is(node, QRDA3_PI_SECTION) || qrda3_node_is(node, QRDA3_MEASURE_SECTION))
		return;
	if (judges[node->template->kind] != NULL)
		judges[node->template->kind](judge, node);
	for (const struct qrda3_node *child = node->first; child != NULL; child = child->next)
		judge_tree(judge, child);
}

/* ------------------------------------------------------------------ code 3 */

/* The decoder cuts a year off every start, and breaks off at one that is shorter. */
static bool has_short_start(const struct qrda3_node *node)
{
	if (qrda3_node_is(node, QRDA3_REPORTING_PARAMETERS)) {
		struct qrda3_hits low = qrda3_find(node->element, &qrda3_path_low);

		if (low.count > 0 && low.shortest < 4)
			return true;
	}
	for (const struct qrda3_node *child = node->first; child != NULL; child = child->next) {
		if (has_short_start(child))
			return true;
	}
	return false;
}

/* The year of the document is that of the period nearest to its top. */
static bool has_false_year(const struct qrda3_node *document)
{
	const struct qrda3_node *period = qrda3_find_nearest(document, QRDA3_REPORTING_PARAMETERS);
	struct xml_text low = { NULL, 0 };
	int year;

	if (period != NULL)
		low = qrda3_find(period->element, &qrda3_path_low).first;
	return low.at != NULL && !qrda3_year_read(low, &year);
}

void qrda3_validate(const struct qrda3_decoded *decoded, const struct qrda3_vintage *vintage,
                    struct qrda3_problems *problems)
{
	struct judge judge = { vintage, problems };

	if (has_short_start(decoded->top) || has_false_year(decoded->document))
		add(&judge, QRDA3_UNEXPECTED, NULL);
	else
		judge_tree(&judge, decoded->document);
}
