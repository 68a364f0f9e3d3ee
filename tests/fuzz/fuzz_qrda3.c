/*
 * fuzz_qrda3.c - any bytes as a QRDA III document: the converter's answer is JSON,
 * and what strict reading makes of it can be written and read again.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/qrda3.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void ask(const char *bytes, size_t length, int year)
{
	struct qrda3_cms_options options = { .year = year };
	struct qrda3_cms_answer answer = { 0 };
	json_t *json;

	if (qrda3_as_cms(bytes, length, &options, &answer) != QRDA3_OK)
		return;
	json = json_loadb(answer.text, answer.length, JSON_ALLOW_NUL, NULL);
	if (!json_is_object(json) || answer.accepted != (json_object_get(json, "errors") == NULL) ||
	    answer.accepted != (answer.errors == 0))
		abort();
	json_decref(json);
	qrda3_cms_answer_free(&answer);
}

static const json_t *measurements_of(const json_t *submission, size_t set)
{
	return json_object_get(json_array_get(json_object_get(submission, "measurementSets"), set),
	                       "measurements");
}

static void write_again(const json_t *submission, size_t set)
{
	struct qrda3_write_options options = { .set = set };
	struct qrda3_read_options read = { 0 };
	struct qrda3_reading reading = { 0 };
	struct findings findings = { 0 };
	char *text;
	size_t length;

	if (qrda3_write(submission, &options, &text, &length, &findings) == QRDA3_OK) {
		if (qrda3_read(text, length, &read, &reading) != QRDA3_OK || reading.findings.errors > 0 ||
		    !json_equal(measurements_of(submission, set), measurements_of(reading.submission, 0)))
			abort();
		qrda3_reading_free(&reading);
	} else if (findings.errors == 0) {
		abort();
	}
	free(text);
	findings_free(&findings);
}

static void check_places(const struct qrda3_reading *reading)
{
	for (size_t i = 0; i < reading->places_length; i++) {
		if (qrda3_place_find(reading, reading->places[i].json_path) != &reading->places[i] ||
		    reading->places[i].line == 0)
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct qrda3_read_options options = { 0 };
	struct qrda3_reading reading = { 0 };
	const char *bytes = (const char *)data;

	qrda3_sniff(bytes, size);
	ask(bytes, size, 2025);
	ask(bytes, size, 2017 + (int)(size % 10));
	if (qrda3_read(bytes, size, &options, &reading) == QRDA3_OK) {
		check_places(&reading);
		for (size_t set = 0; set < 2 && set < qrda3_set_count(reading.submission); set++)
			write_again(reading.submission, set);
	}
	qrda3_reading_free(&reading);
	return 0;
}
