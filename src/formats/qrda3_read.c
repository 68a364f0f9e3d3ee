/*
 * qrda3_read.c - strict reading: the activities of any document of any year, and
 * everything that CMS's converter, or the official rules, have to say about it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/qpp_validate.h"
#include "formats/qrda3.h"
#include "formats/qrda3_date.h"
#include "formats/qrda3_problem.h"
#include "formats/qrda3_strict.h"
#include "formats/qrda3_submission.h"

#define MESSAGE_BYTES 1024

static const struct qrda3_remark malformed = { FINDING_ERROR, FINDING_CONVERTER, "notWellFormed",
	                                       QRDA3_NOT_XML,
	                                       "Let the software that wrote it write it again." };
static const struct qrda3_remark not_this_guide = {
	FINDING_ERROR, FINDING_CONVERTER, "notThisYearsQrda3", QRDA3_NOT_QRDA3,
	"Write the document by the implementation guide of the performance year."
};
static const struct qrda3_remark head_lost = {
	FINDING_WARNING, FINDING_CONVERTER, "headLost", 0,
	"Put the templateIds of ClinicalDocument before all of its other content."
};
static const struct qrda3_remark not_yet = {
	FINDING_WARNING, FINDING_CONVERTER, "guideNotYetTaken", QRDA3_NOT_QRDA3,
	"Try again when CMS has opened the submission window of that year."
};
static const struct qrda3_remark other_categories = { FINDING_WARNING, FINDING_MIPSIA, "otherCategoryLeftOut",
	                                              0, "mipsia reads improvement activities only." };
static const struct qrda3_remark nothing_there = { FINDING_WARNING, FINDING_MIPSIA, "noActivities", 0, "" };

/* ----------------------------------------------------------------------- parsing */

static void say_malformed(struct qrda3_strict *strict, const struct xml_sax_fault *fault)
{
	struct xml_position position = xml_lines_find(&strict->lines, fault->offset);
	struct finding_place place = { "", position.line, position.column };

	findings_add(strict->findings, malformed.severity, malformed.authority, malformed.code,
	             malformed.cms_code, place, malformed.remedy, "The file is no proper XML: %s",
	             fault->message);
}

static enum qrda3_status say_encoding(struct findings *findings)
{
	findings_add(findings, malformed.severity, malformed.authority, malformed.code, malformed.cms_code,
	             (struct finding_place){ 0 }, malformed.remedy,
	             "The file is no proper XML: its bytes are not of the encoding it declares");
	return QRDA3_OK;
}

/* -------------------------------------------------------------------------- year */

static struct xml_text guide_extension(const struct xml_element *document)
{
	const struct xml_element *id;
	struct xml_text extension = { NULL, 0 };
	int first, last;

	for (id = xml_child(document, "templateId"); id != NULL; id = xml_next_same(id)) {
		if (!xml_attribute_is(id, "root", OID_REPORT_CMS))
			continue;
		extension = xml_attribute(id, "extension");
		if (extension.at != NULL && qrda3_guide_years(extension, &first, &last))
			break;
	}
	return extension;
}

/* The year of the activities' period, or 0. */
static int period_year(const struct qrda3_strict *strict)
{
	const struct qrda3_node *section = qrda3_find_nearest(strict->all.top, QRDA3_IA_SECTION);
	const struct qrda3_node *period =
		qrda3_find_nearest(section ? section : strict->all.top, QRDA3_REPORTING_PARAMETERS);
	int year = 0;

	if (period == NULL || !qrda3_year_read(qrda3_find(period->element, &qrda3_path_low).first, &year))
		return 0;
	return qrda3_guide_of(year) ? year : 0;
}

/* What the document is held against: the year asked for, or its guide's, or its
 * period's; 0 when none of them says. */
static int choose_year(struct qrda3_strict *strict, int asked, struct qrda3_reading *reading)
{
	int period = period_year(strict), first = 0, last = 0;

	if (qrda3_guide_years(guide_extension(strict->tree->root), &first, &last))
		reading->guide_year = period >= first && period <= last ? period : last;
	if (asked != 0)
		return asked;
	return reading->guide_year ? reading->guide_year : period;
}

/* ------------------------------------------------------------ CMS's converter */

static void say_problem(struct qrda3_strict *strict, const struct qrda3_problem *problem)
{
	struct qrda3_remark remark = { FINDING_ERROR, FINDING_CONVERTER, qrda3_problem_name(problem->code),
		                       (int)problem->code, qrda3_problem_remedy(problem->code) };
	struct outbuf message = { .limit = MESSAGE_BYTES };

	qrda3_problem_message(problem, strict->vintage->year, &message);
	outbuf_put(&message, "", 1);
	qrda3_say_node(strict, &remark, problem->node, message.failed ? "" : message.bytes);
	outbuf_free(&message);
}

/* What stands before the document's own templateId is not in the document to
 * the converter: before the vintage of 2025 it then knows no document at all. */
static void say_late_template(struct qrda3_strict *strict)
{
	if (strict->vintage->takes_late_template)
		qrda3_say(strict, &head_lost, strict->tree->root,
		          "ClinicalDocument has its templateId %s behind a section: the converter writes "
		          "the section alone, without program and identifiers",
		          OID_REPORT_CMS);
	else
		qrda3_say(strict, &not_this_guide, strict->tree->root,
		          "ClinicalDocument has its templateId %s behind a section", OID_REPORT_CMS);
}

/* Code 5, though the rest is judged as if it were of the year. */
static void judge_guide(struct qrda3_strict *strict)
{
	int year = strict->guide ? strict->guide->year : strict->vintage->year;
	struct qrda3_recognition recognition = { .year = year };

	recognition.extension = strict->guide ? strict->guide->cms : strict->vintage->extension;
	if (!qrda3_is_accepted(strict->tree, &recognition))
		qrda3_say(strict, &not_this_guide, strict->tree->root,
		          "ClinicalDocument has no templateId " OID_REPORT_CMS
		          " with extension %s: the converter of %d takes no other",
		          recognition.extension, year);
	else if (!qrda3_node_is(strict->seen->document, QRDA3_CLINICAL_DOCUMENT))
		say_late_template(strict);
	else if (strcmp(recognition.extension, strict->vintage->extension) != 0)
		qrda3_say(strict, &not_yet, strict->tree->root,
		          "CMS's converter, as of June 2026, does not take documents of the guide of %d yet",
		          year);
}

static bool judge(struct qrda3_strict *strict)
{
	struct qrda3_problems problems = { 0 };
	bool done;

	judge_guide(strict);
	if (strict->seen->document != NULL)
		qrda3_validate(strict->seen, strict->vintage, &problems);
	for (size_t i = 0; i < problems.length; i++)
		say_problem(strict, &problems.items[i]);
	done = !problems.no_memory;
	qrda3_problems_free(&problems);
	return done;
}

static void say_left_out(struct qrda3_strict *strict, const struct qrda3_node *node)
{
	if (qrda3_node_is(node, QRDA3_PI_SECTION))
		qrda3_say(strict, &other_categories, node->element, "The section for PI is not read");
	if (qrda3_node_is(node, QRDA3_MEASURE_SECTION))
		qrda3_say(strict, &other_categories, node->element, "The section for quality is not read");
	for (const struct qrda3_node *child = node->first; child != NULL; child = child->next)
		say_left_out(strict, child);
}

/* ----------------------------------------------------------------------- reading */

/* Since 2020 the converters know the same templates: only those of 2019 make a
 * difference. */
static bool decode_as_of_year(struct qrda3_strict *strict)
{
	struct qrda3_recognition of_year = { .year = strict->vintage->year };

	strict->seen = &strict->all;
	if (of_year.year >= 2020 && !strict->all.has_2019)
		return true;
	strict->seen = &strict->of_year;
	return qrda3_decode(strict->tree, &of_year, &strict->of_year);
}

static bool is_of_activity(const struct finding *finding)
{
	static const char *const codes[] = { "unknownActivity", "notInInventory", "notInMvp", "onlyInMvp" };

	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
		if (strcmp(finding->code, codes[i]) == 0)
			return true;
	}
	return false;
}

/* Where the period does not say the year, the activities are held against that of
 * the document: whoever checks the submission has none to hold them against. */
static bool check_activities(struct qrda3_strict *strict, const struct qrda3_reading *reading)
{
	struct findings found = { .items = NULL };
	json_t *dated;

	if (reading->year == 0 || period_year(strict) != 0)
		return true;
	dated = json_copy(reading->submission);
	if (dated == NULL ||
	    json_object_set_new(dated, "performanceYear", json_integer(reading->year)) != 0) {
		json_decref(dated);
		return false;
	}
	qpp_validate(mipsia_rulebook_builtin(), QPP_SUBMISSION, dated, NULL, &found);
	for (size_t i = 0; i < found.length; i++) {
		const struct finding *finding = &found.items[i];
		const struct qrda3_place *at = qrda3_place_find(reading, finding->path);
		struct finding_place place = { 0 };

		if (at != NULL)
			place = (struct finding_place){ at->path, at->line, at->column };
		if (is_of_activity(finding))
			findings_add(strict->findings, FINDING_WARNING, FINDING_MIPSIA, finding->code, 0,
			             place, finding->remedy,
			             "Held against %d, as the period does not say the year: %s",
			             reading->year, finding->message);
	}
	findings_free(&found);
	json_decref(dated);
	return true;
}

static enum qrda3_status read_document(struct qrda3_strict *strict, int asked, struct qrda3_reading *reading)
{
	struct qrda3_recognition every = { .year = QRDA3_LAST_YEAR, .every_activity = true };
	int year;

	if (!qrda3_decode(strict->tree, &every, &strict->all))
		return QRDA3_EMEMORY;
	year = choose_year(strict, asked, reading);
	reading->year = year;
	strict->guide = qrda3_guide_of(year);
	strict->vintage = qrda3_vintage_of(year ? year : QRDA3_LAST_YEAR);
	if (strict->vintage == NULL)
		return QRDA3_EYEAR;
	strict->program = qrda3_program_find(qrda3_find(strict->tree->root, &qrda3_path_program).first, true);
	if (!decode_as_of_year(strict) || !judge(strict))
		return QRDA3_EMEMORY;
	qrda3_report_losses(strict);
	say_left_out(strict, strict->all.top);
	if (strict->guide != NULL) {
		qrda3_check_header(strict);
		qrda3_check_performers(strict);
		qrda3_check_sections(strict);
	}
	if (qrda3_find_nearest(strict->all.top, QRDA3_IA_SECTION) == NULL) {
		qrda3_say(strict, &nothing_there, strict->tree->root,
		          "The document has no section for improvement activities");
		return QRDA3_OK;
	}
	if (!qrda3_make_submission(strict, reading) || !check_activities(strict, reading))
		return QRDA3_EMEMORY;
	return QRDA3_OK;
}

static enum qrda3_status read_tree(struct qrda3_strict *strict, const struct xml_source *source, int asked,
                                   struct qrda3_reading *reading)
{
	struct xml_tree tree = { 0 };
	struct xml_sax_fault fault;
	enum qrda3_status status = QRDA3_OK;

	strict->tree = &tree;
	switch (xml_tree_read(source, "title", &tree, &fault)) {
	case XML_SAX_OK:
		if (xml_is(tree.root, "ClinicalDocument"))
			status = read_document(strict, asked, reading);
		else
			qrda3_say(strict, &not_this_guide, tree.root,
			          "The root element is not ClinicalDocument");
		break;
	case XML_SAX_LIMIT:
		status = QRDA3_ELIMIT;
		break;
	case XML_SAX_MEMORY:
		status = QRDA3_EMEMORY;
		break;
	default:
		say_malformed(strict, &fault);
	}
	qrda3_decoded_free(&strict->all);
	qrda3_decoded_free(&strict->of_year);
	xml_tree_free(&tree);
	return status;
}

enum qrda3_status qrda3_read(const char *bytes, size_t length, const struct qrda3_read_options *options,
                             struct qrda3_reading *reading)
{
	struct qrda3_strict strict = { .findings = &reading->findings,
		                       .test_identifiers = options->cms_test_identifiers };
	struct xml_source source;
	enum qrda3_status status;

	*reading = (struct qrda3_reading){ 0 };
	if (options->year != 0 && qrda3_guide_of(options->year) == NULL)
		return QRDA3_EYEAR;
	strict.lines.source = &source;
	switch (xml_source_open(bytes, length, &source)) {
	case XML_SOURCE_OK:
		status = read_tree(&strict, &source, options->year, reading);
		break;
	case XML_SOURCE_ENCODING:
		status = say_encoding(&reading->findings);
		break;
	case XML_SOURCE_LIMIT:
		status = QRDA3_ELIMIT;
		break;
	default:
		status = QRDA3_EMEMORY;
	}
	xml_lines_free(&strict.lines);
	xml_source_close(&source);
	return status;
}

void qrda3_reading_free(struct qrda3_reading *reading)
{
	if (reading == NULL)
		return;
	json_decref(reading->submission);
	findings_free(&reading->findings);
	for (size_t i = 0; i < reading->places_length; i++) {
		free(reading->places[i].json_path);
		free(reading->places[i].path);
	}
	free(reading->places);
	*reading = (struct qrda3_reading){ 0 };
}
