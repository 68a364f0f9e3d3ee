/*
 * check_output.c - findings for programs: JSON, and rows for a spreadsheet; and
 * the totals.
 */
#include "check_report.h"

#include <jansson.h>
#include <stdlib.h>

#include "csv.h"

/* Errors that are not ours alone. */
static bool is_refused_by_cms(const struct findings *findings)
{
	for (size_t i = 0; i < findings->length; i++) {
		if (findings->items[i].severity == FINDING_ERROR &&
		    findings->items[i].authority != FINDING_MIPSIA)
			return true;
	}
	return false;
}

void check_totals_add(struct check_totals *totals, const struct checked *checked)
{
	const struct findings *findings = &checked->findings;
	size_t kept = 0;

	if (checked->state == CHECK_PASSED_OVER) {
		totals->passed_over++;
		return;
	}
	totals->documents++;
	totals->unreadable += checked->state == CHECK_UNREADABLE;
	totals->refused += findings->errors > 0;
	totals->by_cms += is_refused_by_cms(findings);
	totals->doubted += findings->errors == 0 && findings->warnings > 0;
	totals->errors += findings->errors;
	totals->warnings += findings->warnings;
	for (size_t i = 0; i < findings->length; i++)
		kept += findings->items[i].severity == FINDING_REPAIR;
	totals->repairs += kept;
}

/* ------------------------------------------------------------------------- JSON */

static json_t *number_or_null(unsigned long number)
{
	return number ? json_integer((json_int_t)number) : json_null();
}

static json_t *finding_json(const struct checked *checked, const struct finding *finding)
{
	json_t *all =
		json_pack("{s:s, s:s, s:s}", "severity", finding_severity_name(finding->severity),
	                  "authority", finding_authority_name(finding->authority), "code", finding->code);

	if (finding->cms_code != 0)
		json_object_set_new(all, "cmsCode", json_integer(finding->cms_code));
	json_object_set_new(all, checked->is_sheet ? "row" : "line", number_or_null(finding->line));
	json_object_set_new(all, "column", number_or_null(finding->column));
	json_object_set_new(all, checked->is_sheet ? "cell" : "path", json_string(finding->path));
	json_object_set_new(all, "message", json_string(finding->message));
	json_object_set_new(all, "remedy", json_string(finding->remedy));
	return all;
}

static json_t *document_json(const struct document *document, const struct checked *checked)
{
	static const char *const states[] = { "checked", "unreadable", "passedOver" };
	json_t *findings = json_array();
	json_t *all = json_pack("{s:s, s:s, s:s}", "file", document->name, "state", states[checked->state],
	                        "format", checked->kind);

	if (all == NULL) /* a name that is not UTF-8 */
		all = json_pack("{s:s, s:s, s:s}", "file", "?", "state", states[checked->state], "format",
		                checked->kind);
	if (document->number != 0)
		json_object_set_new(all, "number", json_integer((json_int_t)document->number));
	json_object_set_new(all, "performanceYear", number_or_null((unsigned long)checked->year));
	json_object_set_new(all, "errors", json_integer((json_int_t)checked->findings.errors));
	json_object_set_new(all, "warnings", json_integer((json_int_t)checked->findings.warnings));
	for (size_t i = 0; i < checked->findings.length; i++)
		json_array_append_new(findings, finding_json(checked, &checked->findings.items[i]));
	json_object_set_new(all, "findings", findings);
	if (checked->findings.dropped > 0)
		json_object_set_new(all, "findingsNotShown",
		                    json_integer((json_int_t)checked->findings.dropped));
	json_object_set_new(all, "qppErrors",
	                    checked->qpp_errors ? json_incref(checked->qpp_errors) : json_null());
	return all;
}

void check_json_begin(FILE *out)
{
	fprintf(out, "{\"mipsia\": \"%s\", \"files\": [", mipsia_version());
}

void check_json_put(FILE *out, const struct document *document, const struct checked *checked, bool first)
{
	json_t *all = document_json(document, checked);
	char *text = json_dumps(all, JSON_COMPACT);

	fprintf(out, "%s\n%s", first ? "" : ",", text ? text : "null");
	free(text);
	json_decref(all);
}

void check_json_end(FILE *out, const struct check_totals *totals)
{
	fprintf(out,
	        "\n], \"summary\": {\"documents\": %zu, \"withErrors\": %zu, \"withWarningsOnly\": %zu, "
	        "\"unreadable\": %zu, \"passedOver\": %zu, \"errors\": %zu, \"warnings\": %zu, \"repairs\": "
	        "%zu}}\n",
	        totals->documents, totals->refused, totals->doubted, totals->unreadable, totals->passed_over,
	        totals->errors, totals->warnings, totals->repairs);
}

/* ------------------------------------------------------------------ spreadsheet */

void check_rows_begin(FILE *out)
{
	csv_begin(out, "file,number,line,column,severity,authority,cms_code,code,path,message,remedy");
}

static void put_number(FILE *out, unsigned long number)
{
	char text[24] = "";

	if (number != 0)
		snprintf(text, sizeof text, "%lu", number);
	csv_put(out, text, 0);
}

void check_rows_put(FILE *out, const struct document *document, const struct checked *checked)
{
	for (size_t i = 0; i < checked->findings.length; i++) {
		const struct finding *finding = &checked->findings.items[i];

		csv_put(out, document->name, 0);
		put_number(out, document->number);
		put_number(out, finding->line);
		put_number(out, finding->column);
		csv_put(out, finding_severity_name(finding->severity), 0);
		csv_put(out, finding_authority_name(finding->authority), 0);
		put_number(out, (unsigned long)finding->cms_code);
		csv_put(out, finding->code, 0);
		csv_put(out, finding->path, 0);
		csv_put(out, finding->message, 0);
		csv_put(out, finding->remedy, 1);
	}
}
