/* qrda3_encode.c - see qrda3_encode.h. */
#include "formats/qrda3_encode.h"

#include <string.h>

#include "formats/qrda3_date.h"

static bool put(json_t *object, const char *key, json_t *value)
{
	return json_object_set_new_nocheck(object, key, value) == 0;
}

bool qrda3_put_text(json_t *object, const char *key, struct xml_text text)
{
	return text.at == NULL || put(object, key, json_stringn(text.at, text.length));
}

/* -------------------------------------------------------------------- entity */

static struct xml_text find_text(const struct xml_element *document, const struct qrda3_path *path)
{
	return qrda3_find(document, path).first;
}

static bool put_tin(json_t *submission, const struct xml_element *document)
{
	return qrda3_put_text(submission, "taxpayerIdentificationNumber",
	                      find_text(document, &qrda3_path_tin));
}

static bool put_npi(json_t *submission, const struct xml_element *document)
{
	return qrda3_put_text(submission, "nationalProviderIdentifier", find_text(document, &qrda3_path_npi));
}

static bool put_individual(json_t *submission, const struct xml_element *document, bool tin_first)
{
	if (tin_first)
		return put_tin(submission, document) && put_npi(submission, document);
	return put_npi(submission, document) && put_tin(submission, document);
}

static bool put_entity_id(json_t *submission, const struct xml_element *document,
                          const struct qrda3_path *path)
{
	return qrda3_put_text(submission, "entityId", find_text(document, path));
}

bool qrda3_put_entity(json_t *submission, const struct xml_element *document, const struct qrda3_head *head,
                      const struct qrda3_vintage *vintage)
{
	const char *entity = head->program ? head->program->entity : "individual";
	bool done = put(submission, "entityType", json_string(entity));

	if (strcmp(entity, "individual") == 0)
		return done && put_individual(submission, document, vintage->tin_first);
	if (strcmp(entity, "group") == 0)
		return done && put_tin(submission, document);
	if (strcmp(entity, "subgroup") == 0)
		return done && put_entity_id(submission, document, &qrda3_path_subgroup);
	if (strcmp(entity, "virtualGroup") == 0)
		return done && put_tin(submission, document) &&
		       (!vintage->virtual_group_id ||
		        put_entity_id(submission, document, &qrda3_path_virtual_group));
	if (strcmp(head->program->program, "pcf") == 0)
		return done && put_entity_id(submission, document, &qrda3_path_pcf_entity);
	return done && put_entity_id(submission, document, &qrda3_path_apm_entity);
}

/* ---------------------------------------------------------------- activities */

/* Y and N in any case of letters; nothing otherwise. */
static bool put_answer(json_t *measurement, const struct qrda3_node *performed)
{
	struct xml_text code = qrda3_find(performed->element, &qrda3_path_performed).first;

	if (code.length != 1)
		return true;
	if (*code.at == 'Y' || *code.at == 'y')
		return put(measurement, "value", json_true());
	if (*code.at == 'N' || *code.at == 'n')
		return put(measurement, "value", json_false());
	return true;
}

json_t *qrda3_encode_activity(const struct qrda3_node *activity)
{
	const struct qrda3_node *performed = qrda3_find_nearest(activity, QRDA3_MEASURE_PERFORMED);
	struct xml_text id = qrda3_find(activity->element, &qrda3_path_measure_id).first;
	json_t *measurement = json_object();

	if (qrda3_put_text(measurement, "measureId", id) &&
	    (performed == NULL || put_answer(measurement, performed)))
		return measurement;
	json_decref(measurement);
	return NULL;
}

static bool put_date(json_t *set, const char *key, struct xml_text text)
{
	struct qrda3_date date;
	char written[MIPSIA_DATE_TEXT];

	if (!qrda3_date_read(text, &date))
		return true;
	qrda3_date_format(&date, written);
	return put(set, key, json_string(written));
}

bool qrda3_put_period(json_t *set, const struct qrda3_node *parameters)
{
	return put_date(set, "performanceStart", qrda3_find(parameters->element, &qrda3_path_low).first) &&
	       put_date(set, "performanceEnd", qrda3_find(parameters->element, &qrda3_path_high).first);
}

/* -------------------------------------------------------- as the converter does */

/* What the converter writes as the program of a set. */
static bool put_program(json_t *set, const struct qrda3_node *parent, const struct qrda3_vintage *vintage)
{
	struct qrda3_head head;
	struct xml_text mvp = { NULL, 0 };
	char lower[64];
	size_t length;

	if (!qrda3_node_is(parent, QRDA3_CLINICAL_DOCUMENT))
		return true;
	head = qrda3_head_read(parent->element, vintage);
	if (head.mvp)
		mvp = find_text(parent->element, &qrda3_path_mvp);
	if (mvp.length > 0)
		return qrda3_put_text(set, "programName", mvp);
	if (head.program != NULL)
		return put(set, "programName", json_string(head.program->program));
	/* A mapped name, written in any case of letters. */
	length = head.programs.first.length < sizeof lower ? head.programs.first.length : sizeof lower;
	for (size_t i = 0; i < length; i++) {
		char c = head.programs.first.at[i];

		lower[i] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
	}
	return put(set, "programName", json_stringn(lower, length));
}

static bool put_measurements(json_t *set, const struct qrda3_node *section)
{
	json_t *measurements = json_array();

	for (const struct qrda3_node *child = section->first; child != NULL; child = child->next) {
		if (qrda3_node_is(child, QRDA3_IA_MEASURE) &&
		    json_array_append_new(measurements, qrda3_encode_activity(child)) != 0) {
			json_decref(measurements);
			return false;
		}
	}
	return put(set, "measurements", measurements);
}

static bool put_section(json_t *set, const struct qrda3_node *section, const struct qrda3_vintage *vintage)
{
	const struct qrda3_node *parameters = qrda3_find_nearest(section, QRDA3_REPORTING_PARAMETERS);

	return put(set, "category", json_string("ia")) &&
	       put(set, "submissionMethod", json_string("electronicHealthRecord")) &&
	       put_measurements(set, section) && put_program(set, section->parent, vintage) &&
	       (parameters == NULL || qrda3_put_period(set, parameters));
}

/* Whatever template stands right below the document becomes a "set". */
static json_t *encode_child(const struct qrda3_node *node, const struct qrda3_vintage *vintage)
{
	json_t *set;
	bool done = true;

	if (qrda3_node_is(node, QRDA3_IA_MEASURE))
		return qrda3_encode_activity(node);
	set = json_object();
	if (qrda3_node_is(node, QRDA3_IA_SECTION))
		done = put_section(set, node, vintage);
	else if (qrda3_node_is(node, QRDA3_REPORTING_PARAMETERS))
		done = qrda3_put_period(set, node);
	else if (qrda3_node_is(node, QRDA3_MEASURE_PERFORMED))
		done = put_answer(set, node);
	if (done)
		return set;
	json_decref(set);
	return NULL;
}

static bool is_encoded(const struct qrda3_node *node)
{
	return qrda3_node_is(node, QRDA3_IA_SECTION) || qrda3_node_is(node, QRDA3_IA_MEASURE) ||
	       qrda3_node_is(node, QRDA3_REPORTING_PARAMETERS) ||
	       qrda3_node_is(node, QRDA3_MEASURE_PERFORMED);
}

/* Of each template the first. */
static bool put_sets(json_t *submission, const struct qrda3_node *document,
                     const struct qrda3_vintage *vintage, bool *partial)
{
	json_t *sets = json_array();
	unsigned seen = 0;
	bool done = sets != NULL;

	for (const struct qrda3_node *child = document->first; child != NULL && done; child = child->next) {
		unsigned bit = 1u << (unsigned)child->template->kind;
		json_t *set;

		if (!is_encoded(child))
			*partial = true;
		if (!is_encoded(child) || (seen & bit))
			continue;
		seen |= bit;
		set = encode_child(child, vintage);
		done = set != NULL && (!vintage->source || put(set, "source", json_string("qrda3")));
		done = json_array_append_new(sets, set) == 0 && done;
	}
	return put(submission, "measurementSets", sets) && done;
}

static bool put_year(json_t *submission, const struct qrda3_node *document)
{
	const struct qrda3_node *period = qrda3_find_nearest(document, QRDA3_REPORTING_PARAMETERS);
	int year;

	if (period == NULL || !qrda3_year_read(qrda3_find(period->element, &qrda3_path_low).first, &year))
		return true;
	return put(submission, "performanceYear", json_integer(year));
}

json_t *qrda3_encode_as_cms(const struct qrda3_decoded *decoded, const struct qrda3_vintage *vintage,
                            bool *partial)
{
	const struct qrda3_node *document = decoded->document;
	struct qrda3_head head;
	json_t *submission;

	/* The document's template stood behind a section: the section is all there is. */
	if (!qrda3_node_is(document, QRDA3_CLINICAL_DOCUMENT))
		return encode_child(document, vintage);
	submission = json_object();
	head = qrda3_head_read(document->element, vintage);
	*partial = *partial || (head.program != NULL && head.program->needs_quality);
	if (put_year(submission, document) &&
	    qrda3_put_entity(submission, document->element, &head, vintage) &&
	    put_sets(submission, document, vintage, partial))
		return submission;
	json_decref(submission);
	return NULL;
}
