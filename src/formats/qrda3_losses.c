/*
 * qrda3_losses.c - what CMS's converter drops without a word: elements whose
 * templates it does not know, and values of the head that the program has no
 * place for, or that are there twice.
 */
#include <string.h>

#include "formats/qrda3_date.h"
#include "formats/qrda3_strict.h"
#include "formats/qrda3_value.h"

static const struct qrda3_remark activity_lost = { FINDING_WARNING, FINDING_CONVERTER, "activityLost", 0,
	                                           "Give it the templateIds of that year's guide." };
static const struct qrda3_remark element_lost = {
	FINDING_WARNING, FINDING_CONVERTER, "elementLost", 0,
	"Give it the templateId of that year's guide, or leave it out."
};
static const struct qrda3_remark value_lost = { FINDING_WARNING, FINDING_CONVERTER, "valueLost", 0, "" };
static const struct qrda3_remark later_value_lost = { FINDING_WARNING, FINDING_CONVERTER, "laterValueLost", 0,
	                                              "Keep the one that is right." };
static const struct qrda3_remark date_moved = { FINDING_WARNING, FINDING_CONVERTER, "dateMoved", 0,
	                                        "Write the day that is meant." };
static const struct qrda3_remark head_period = {
	FINDING_WARNING, FINDING_CONVERTER, "headerPeriodIgnored", 0,
	"Check the Reporting Parameters Act of the section: it alone counts."
};

/* -------------------------------------------------------------------- elements */

static bool is_activity(const struct xml_element *element)
{
	struct xml_text id;

	if (!xml_is(element, "organizer"))
		return false;
	if (qrda3_has_template(element, OID_IA_MEASURE, NULL) ||
	    qrda3_has_template(element, OID_IA_MEASURE_2019, NULL))
		return true;
	id = qrda3_find(element, &qrda3_path_measure_id).first;
	return id.length > 3 && memcmp(id.at, "IA_", 3) == 0;
}

static size_t count_activities(const struct xml_element *element)
{
	size_t count = is_activity(element);

	for (const struct xml_element *child = element->first; child != NULL; child = child->next)
		count += count_activities(child);
	return count;
}

static bool is_in_body(const struct xml_element *element)
{
	while (element != NULL && !xml_is(element, "structuredBody"))
		element = element->parent;
	return element != NULL;
}

static void report_skipped(struct qrda3_strict *strict, const struct xml_element *element)
{
	size_t activities = count_activities(element);
	int year = strict->vintage->year;

	if (activities == 1)
		qrda3_say(strict, &activity_lost, element,
		          "The converter of %d does not know this %s and skips it, with the activity in it",
		          year, element->name);
	else if (activities > 1)
		qrda3_say(strict, &activity_lost, element,
		          "The converter of %d does not know this %s and skips it, with %zu activities in it",
		          year, element->name, activities);
	else if (is_in_body(element))
		qrda3_say(strict, &element_lost, element,
		          "The converter of %d does not know this %s and skips it", year, element->name);
}

/* ------------------------------------------------------------------------ head */

struct head_value {
	const struct qrda3_path *path;
	const char *what;
	const char *entities; /* entity types that keep it */
};

static const struct head_value head_values[] = {
	{ &qrda3_path_npi, "NPI", "individual" },
	{ &qrda3_path_tin, "TIN", "individual group virtualGroup" },
	{ &qrda3_path_virtual_group, "virtual group's identifier", "virtualGroup" },
	{ &qrda3_path_apm_entity, "APM Entity's identifier", "apm" },
	{ &qrda3_path_subgroup, "subgroup's identifier", "subgroup" },
};

static void report_head_value(struct qrda3_strict *strict, const struct head_value *value, const char *entity)
{
	struct qrda3_hits hits = qrda3_find(strict->tree->root, value->path);

	if (hits.count == 0)
		return;
	if (strstr(value->entities, entity) == NULL)
		qrda3_say(strict, &value_lost, hits.element,
		          "The %s is dropped: the program %s is reported by entity type %s", value->what,
		          strict->program->name, entity);
	else if (hits.count > 1)
		qrda3_say(strict, &later_value_lost, hits.second,
		          "A second %s is dropped: the first in the document counts", value->what);
}

static void report_mvp(struct qrda3_strict *strict)
{
	struct qrda3_hits mvp = qrda3_find(strict->tree->root, &qrda3_path_mvp);

	if (mvp.count == 0)
		return;
	if (!strict->program->mvp || !strict->vintage->mvp)
		qrda3_say(strict, &value_lost, mvp.element,
		          "The MVP's ID is dropped: the converter of %d has no MVPs for the program %s",
		          strict->vintage->year, strict->program->name);
	else if (mvp.first.length == 0)
		qrda3_say(strict, &value_lost, mvp.element,
		          "The MVP's ID is empty: the activities count for traditional MIPS");
	else if (mvp.count > 1)
		qrda3_say(strict, &later_value_lost, mvp.second,
		          "A second MVP's ID is dropped: the first in the document counts");
}

/* The period of documentationOf/serviceEvent is not the one that counts. */
static void report_head_period(struct qrda3_strict *strict)
{
	static const char *const path[] = { "documentationOf", "serviceEvent", "effectiveTime", "low", NULL };
	const struct xml_element *low = xml_descend(strict->tree->root, path);
	const struct qrda3_node *period = qrda3_find_nearest(strict->all.top, QRDA3_REPORTING_PARAMETERS);
	int head, body;

	if (low == NULL || period == NULL || !qrda3_year_read(xml_attribute(low, "value"), &head) ||
	    !qrda3_year_read(qrda3_find(period->element, &qrda3_path_low).first, &body) || head == body)
		return;
	qrda3_say(strict, &head_period, low, "The head says %d, and is ignored: the section's period says %d",
	          head, body);
}

/* ------------------------------------------------------------------ activities */

static void report_moved(struct qrda3_strict *strict, const struct qrda3_node *node,
                         const struct qrda3_path *path)
{
	struct qrda3_hits hits = qrda3_find(node->element, path);
	char written[MIPSIA_DATE_TEXT];
	struct qrda3_date date;

	if (hits.count == 0 || !qrda3_date_read(hits.first, &date) || !date.moved)
		return;
	qrda3_date_format(&date, written);
	qrda3_say(strict, &date_moved, hits.element, "There is no such day: the converter takes %s", written);
}

static void report_node(struct qrda3_strict *strict, const struct qrda3_node *node)
{
	struct qrda3_hits id;

	if (qrda3_node_is(node, QRDA3_PI_SECTION) || qrda3_node_is(node, QRDA3_MEASURE_SECTION))
		return;
	if (qrda3_node_is(node, QRDA3_REPORTING_PARAMETERS)) {
		report_moved(strict, node, &qrda3_path_low);
		report_moved(strict, node, &qrda3_path_high);
	}
	if (qrda3_node_is(node, QRDA3_IA_MEASURE)) {
		id = qrda3_find(node->element, &qrda3_path_measure_id);
		if (id.count > 1)
			qrda3_say(strict, &later_value_lost, id.second,
			          "A second measure ID of the activity is dropped: the first counts");
	}
	for (const struct qrda3_node *child = node->first; child != NULL; child = child->next)
		report_node(strict, child);
}

void qrda3_report_losses(struct qrda3_strict *strict)
{
	for (size_t i = 0; i < strict->seen->skipped_length; i++)
		report_skipped(strict, strict->seen->skipped[i]);
	if (strict->program != NULL && strict->program->entity[0] != '\0') {
		for (size_t i = 0; i < sizeof head_values / sizeof head_values[0]; i++)
			report_head_value(strict, &head_values[i], strict->program->entity);
		report_mvp(strict);
	}
	report_head_period(strict);
	report_node(strict, strict->seen->top);
}
