/* qpp_profile.c - see qpp_profile.h. jansson's names would clash with those of
 * case_read.h: this file does without jansson. */
#include "formats/qpp_profile.h"

#include <string.h>

#include "formats/case_read.h"

/* "$.profile", "$.participation...", "$.policy...", but not "$.submission". */
static bool is_ours(const char *path)
{
	return strncmp(path, "$.p", 3) == 0;
}

static void copy_findings(const struct case_findings *from, struct findings *to)
{
	for (size_t i = 0; i < from->length; i++) {
		const struct case_finding *finding = &from->list[i];
		const char *path = case_finding_path(from, i);

		if (is_ours(path))
			findings_add(to, case_code_is_error(finding->code) ? FINDING_ERROR : FINDING_WARNING,
			             FINDING_MIPSIA, case_code_name(finding->code), 0,
			             (struct finding_place){ .path = path }, "", "%s",
			             case_finding_message(from, i));
	}
}

bool qpp_profile_read(struct case_reader *reader, const char *json, size_t length, struct qpp_profile *out,
                      struct findings *findings)
{
	struct case_input input = { .json = json, .length = length };
	const struct case_facts *facts = case_read(reader, &input);

	*out = (struct qpp_profile){
		.statuses = facts->statuses,
		.reweighted = facts->reweighted,
		.extreme = facts->extreme,
		.facts = facts->facts,
		.policies = facts->policies,
		.practice_sites = facts->practice_sites,
		.recognized_sites = facts->recognized_sites,
		.too_frequent = facts->too_frequent,
		.not_performed = facts->not_performed,
		.has_history = facts->history_length > 0,
	};
	copy_findings(&facts->findings, findings);
	return facts->year != 0;
}
