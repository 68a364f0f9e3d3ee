/* qrda3_submission.c - see qrda3_submission.h. */
#include "formats/qrda3_submission.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/qrda3_date.h"
#include "formats/qrda3_encode.h"
#include "formats/qrda3_value.h"

#define JSON_PATH_MAX 96
#define XPATH_BYTES_MAX 65536

/* What is being made, and its places. */
struct making {
	struct qrda3_strict *strict;
	struct qrda3_reading *reading;
	json_t *sets;
	struct outbuf path; /* scratch */
	size_t capacity;    /* of reading->places */
};

static bool put(json_t *object, const char *key, json_t *value)
{
	return json_object_set_new_nocheck(object, key, value) == 0;
}

/* ------------------------------------------------------------------------ places */

static bool grow_places(struct making *making)
{
	struct qrda3_reading *reading = making->reading;
	size_t capacity = making->capacity ? making->capacity * 2 : 32;
	struct qrda3_place *places;

	if (reading->places_length < making->capacity)
		return true;
	places = realloc(reading->places, capacity * sizeof *places);
	if (places == NULL)
		return false;
	reading->places = places;
	making->capacity = capacity;
	return true;
}

static bool note_place(struct making *making, const char *json_path, const struct xml_element *at)
{
	struct qrda3_place *place;
	struct xml_position position;

	if (!grow_places(making))
		return false;
	making->path.length = 0;
	xml_path_short(at, &making->path);
	outbuf_put(&making->path, "", 1);
	if (making->path.failed)
		return false;
	position = xml_lines_find(&making->strict->lines, at->end);
	place = &making->reading->places[making->reading->places_length];
	*place = (struct qrda3_place){ strdup(json_path), strdup(making->path.bytes), position.line,
		                       position.column };
	if (place->path == NULL || place->json_path == NULL) {
		free(place->json_path);
		free(place->path);
		return false;
	}
	making->reading->places_length++;
	return true;
}

/* -------------------------------------------------------------------- activities */

static bool put_activity(struct making *making, json_t *measurements, const struct qrda3_node *activity)
{
	char path[JSON_PATH_MAX];

	snprintf(path, sizeof path, "$.measurementSets[%zu].measurements[%zu]", json_array_size(making->sets),
	         json_array_size(measurements));
	return json_array_append_new(measurements, qrda3_encode_activity(activity)) == 0 &&
	       note_place(making, path, activity->element);
}

/* Activities of a section, also where the converter would not look for them. */
static bool put_activities(struct making *making, json_t *measurements, const struct qrda3_node *node)
{
	for (const struct qrda3_node *child = node->first; child != NULL; child = child->next) {
		if (qrda3_node_is(child, QRDA3_IA_SECTION))
			continue;
		if (qrda3_node_is(child, QRDA3_IA_MEASURE) && !put_activity(making, measurements, child))
			return false;
		if (!put_activities(making, measurements, child))
			return false;
	}
	return true;
}

/* -------------------------------------------------------------------------- sets */

static bool put_program(struct making *making, json_t *set)
{
	const struct qrda3_program *program = making->strict->program;
	struct xml_text mvp = qrda3_find(making->strict->tree->root, &qrda3_path_mvp).first;

	if (program == NULL || program->program[0] == '\0')
		return true;
	if (program->mvp && mvp.length > 0)
		return qrda3_put_text(set, "programName", mvp);
	return put(set, "programName", json_string(program->program));
}

static bool note_date(struct making *making, const struct qrda3_node *period, const struct qrda3_path *path,
                      const char *name)
{
	struct qrda3_hits hits = qrda3_find(period->element, path);
	char json_path[JSON_PATH_MAX];

	if (hits.count == 0)
		return true;
	snprintf(json_path, sizeof json_path, "$.measurementSets[%zu].%s", json_array_size(making->sets),
	         name);
	return note_place(making, json_path, hits.element);
}

static bool put_period(struct making *making, json_t *set, const struct qrda3_node *section)
{
	const struct qrda3_node *period = qrda3_find_nearest(section, QRDA3_REPORTING_PARAMETERS);

	return period == NULL || (qrda3_put_period(set, period) &&
	                          note_date(making, period, &qrda3_path_low, "performanceStart") &&
	                          note_date(making, period, &qrda3_path_high, "performanceEnd"));
}

static bool fill_set(struct making *making, json_t *set, const struct qrda3_node *section)
{
	char path[JSON_PATH_MAX];
	json_t *measurements;

	snprintf(path, sizeof path, "$.measurementSets[%zu]", json_array_size(making->sets));
	if (!note_place(making, path, section->element) || !put(set, "category", json_string("ia")) ||
	    !put(set, "submissionMethod", json_string("electronicHealthRecord")) ||
	    !put_program(making, set) || !put_period(making, set, section))
		return false;
	measurements = json_array();
	return put(set, "measurements", measurements) && put_activities(making, measurements, section);
}

static bool put_sets(struct making *making, const struct qrda3_node *node)
{
	for (const struct qrda3_node *child = node->first; child != NULL; child = child->next) {
		if (qrda3_node_is(child, QRDA3_IA_SECTION)) {
			json_t *set = json_object();

			if (!fill_set(making, set, child)) {
				json_decref(set);
				return false;
			}
			if (json_array_append_new(making->sets, set) != 0)
				return false;
		}
		if (!put_sets(making, child))
			return false;
	}
	return true;
}

/* ---------------------------------------------------------------------- submission */

static bool put_year(const struct qrda3_strict *strict, json_t *submission)
{
	const struct qrda3_node *section = qrda3_find_nearest(strict->all.top, QRDA3_IA_SECTION);
	const struct qrda3_node *period = qrda3_find_nearest(section, QRDA3_REPORTING_PARAMETERS);
	int year;

	if (period == NULL || !qrda3_year_read(qrda3_find(period->element, &qrda3_path_low).first, &year))
		return true;
	return put(submission, "performanceYear", json_integer(year));
}

static bool put_entity(const struct qrda3_strict *strict, json_t *submission)
{
	struct qrda3_vintage complete = *strict->vintage;
	struct qrda3_head head = { .program = strict->program };

	if (strict->program == NULL || strict->program->entity[0] == '\0')
		return true;
	complete.virtual_group_id = true;
	complete.tin_first = false;
	return qrda3_put_entity(submission, strict->tree->root, &head, &complete);
}

bool qrda3_make_submission(struct qrda3_strict *strict, struct qrda3_reading *reading)
{
	struct making making = { .strict = strict,
		                 .reading = reading,
		                 .sets = json_array(),
		                 .path = { .limit = XPATH_BYTES_MAX } };
	json_t *submission = json_object();
	bool done = put_year(strict, submission) && put_entity(strict, submission) && making.sets != NULL &&
	            put_sets(&making, strict->all.top);

	outbuf_free(&making.path);
	done = put(submission, "measurementSets", making.sets) && done;
	if (done) {
		reading->submission = submission;
		return true;
	}
	json_decref(submission);
	return false;
}

const struct qrda3_place *qrda3_place_find(const struct qrda3_reading *reading, const char *json_path)
{
	const struct qrda3_place *best = NULL;
	size_t longest = 0;

	for (size_t i = 0; i < reading->places_length; i++) {
		size_t length = strlen(reading->places[i].json_path);
		char behind;

		if (length <= longest || strncmp(reading->places[i].json_path, json_path, length) != 0)
			continue;
		behind = json_path[length];
		if (behind != '\0' && behind != '.' && behind != '[')
			continue;
		best = &reading->places[i];
		longest = length;
	}
	return best;
}
