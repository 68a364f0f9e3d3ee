/* finding.c - a bounded list of findings. */
#include "formats/finding.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *finding_severity_name(enum finding_severity severity)
{
	static const char *const names[] = { "error", "warning", "repair" };

	return names[severity];
}

const char *finding_authority_name(enum finding_authority authority)
{
	static const char *const names[] = { "mipsia", "QPP API", "CMS converter", "QRDA III Schematron",
		                             "2017 XML schema" };

	return names[authority];
}

static bool has_room(struct findings *list)
{
	struct finding *items;
	size_t capacity = list->capacity ? list->capacity * 2 : 16;

	if (list->length < list->capacity)
		return true;
	if (list->length >= FINDINGS_MAX)
		return false;
	items = realloc(list->items, capacity * sizeof *items);
	if (items == NULL)
		return false;
	list->items = items;
	list->capacity = capacity;
	return true;
}

static void free_texts(struct finding *finding)
{
	free(finding->path);
	free(finding->message);
	free(finding->remedy);
}

static bool keep(struct findings *list, struct finding finding)
{
	if (finding.path == NULL || finding.message == NULL || finding.remedy == NULL || !has_room(list)) {
		free_texts(&finding);
		return false;
	}
	list->items[list->length++] = finding;
	return true;
}

void findings_add(struct findings *list, enum finding_severity severity, enum finding_authority authority,
                  const char *code, int cms_code, struct finding_place place, const char *remedy,
                  const char *message, ...)
{
	struct finding finding = { .severity = severity,
		                   .authority = authority,
		                   .code = code,
		                   .cms_code = cms_code,
		                   .line = place.line,
		                   .column = place.column };
	va_list args;

	list->errors += severity == FINDING_ERROR;
	list->warnings += severity == FINDING_WARNING;
	if (list->length >= FINDINGS_MAX) {
		list->dropped++;
		return;
	}
	va_start(args, message);
	if (vasprintf(&finding.message, message, args) < 0)
		finding.message = NULL;
	va_end(args);
	finding.path = strdup(place.path ? place.path : "");
	finding.remedy = strdup(remedy ? remedy : "");
	if (!keep(list, finding))
		list->dropped++;
}

void findings_free(struct findings *list)
{
	if (list == NULL)
		return;
	for (size_t i = 0; i < list->length; i++)
		free_texts(&list->items[i]);
	free(list->items);
	*list = (struct findings){ 0 };
}
