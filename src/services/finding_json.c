/* finding_json.c - see finding_json.h. */
#include "services/finding_json.h"

static json_t *place(uint32_t number)
{
	return number ? json_integer(number) : json_null();
}

static json_t *finding_json(const struct finding *finding)
{
	json_t *json =
		json_pack("{s:s, s:s, s:s, s:o, s:o}", "severity", finding_severity_name(finding->severity),
	                  "code", finding->code, "message", finding->message, "line", place(finding->line),
	                  "column", place(finding->column));

	if (*finding->remedy)
		json_object_set_new(json, "remedy", json_string(finding->remedy));
	if (*finding->path)
		json_object_set_new(json, "path", json_string(finding->path));
	return json;
}

json_t *findings_json(const struct findings *findings)
{
	json_t *array = json_array();

	for (size_t i = 0; i < findings->length; i++)
		json_array_append_new(array, finding_json(&findings->items[i]));
	if (findings->dropped)
		json_array_append_new(array,
		                      json_pack("{s:s, s:s, s:o}", "severity", "warning", "code",
		                                "moreFindings", "message",
		                                json_sprintf("There are %zu more findings than are shown.",
		                                             findings->dropped)));
	return array;
}
