/* qpp_error.c - see qpp_error.h. */
#include "formats/qpp_error.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const root_names[] = { "Submission", "MeasurementSet", "Measurement" };
static const char *const root_messages[] = { "invalid submission object", "invalid measurement-set object",
	                                     "invalid measurement object" };

/* The field that the message names, between the first two quotes. */
static const char *named_field(const char *message, size_t *length)
{
	const char *start = strncmp(message, "field", 5) == 0 ? strchr(message, '\'') : NULL;
	const char *end = start ? strchr(start + 1, '\'') : NULL;

	*length = end ? (size_t)(end - start - 1) : 0;
	return end ? start + 1 : NULL;
}

/* Bytes of the path of the object that has the field. */
static size_t object_length(const char *path, const char *field, size_t field_length)
{
	size_t length = strlen(path);

	if (length > field_length && path[length - field_length - 1] == '.' &&
	    strncmp(path + length - field_length, field, field_length) == 0)
		return length - field_length - 1;
	return length;
}

/* "field 'F' is missing" and where: "field 'F' in Submission.measurementSets[0] is
 * missing". The caller frees; NULL when there is no memory. */
static char *place_message(const struct finding *finding, const char *root)
{
	size_t length;
	const char *field = named_field(finding->message, &length);
	char *text;

	if (field == NULL)
		return strdup(finding->message);
	if (asprintf(&text, "%.*s in %s%.*s%s", (int)(field + length + 1 - finding->message),
	             finding->message, root, (int)object_length(finding->path, field, length) - 1,
	             finding->path + 1, field + length + 1) < 0)
		return NULL;
	return text;
}

static void add_detail(json_t *details, const struct finding *finding, const char *root)
{
	char *message = place_message(finding, root);

	if (message != NULL)
		json_array_append_new(details,
		                      json_pack("{s:s, s:s}", "message", message, "path", finding->path));
	free(message);
}

json_t *qpp_error_document(const struct findings *findings, size_t first, enum qpp_root root)
{
	json_t *details = json_array();

	for (size_t i = first; i < findings->length; i++) {
		const struct finding *finding = &findings->items[i];

		if (finding->severity == FINDING_ERROR && finding->authority == FINDING_QPP_API)
			add_detail(details, finding, root_names[root]);
	}
	if (json_array_size(details) == 0) {
		json_decref(details);
		return NULL;
	}
	return json_pack("{s:{s:s, s:s, s:o}}", "error", "type", "ValidationError", "message",
	                 root_messages[root], "details", details);
}
