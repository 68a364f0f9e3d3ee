/* qrda3_problem.c - the problems' names and sentences. */
#include "formats/qrda3_problem.h"

#include <stdlib.h>
#include <string.h>

#include "formats/identifier.h"
#include "formats/qrda3_value.h"

#define QUOTED_MAX 80
#define NPI_DIGITS 10

struct sentence {
	enum qrda3_code code;
	const char *name;
	const char *message; /* "%" stands for the value, "#" for the count, "@" for the year */
	const char *remedy;
};

/* clang-format off */
static const struct sentence sentences[] = {
	{ QRDA3_NOT_XML, "notWellFormed",
	  "The file is not well-formed XML, or has a DOCTYPE",
	  "Let the software that wrote it write it again." },
	{ QRDA3_UNEXPECTED, "converterFails",
	  "The converter breaks off: a performance period's start is too short, or has no year in front",
	  "Write the start of the performance period as YYYYMMDD." },
	{ QRDA3_NOT_QRDA3, "notThisYearsQrda3",
	  "The document is not a QRDA III report that the converter of @ takes",
	  "Give ClinicalDocument the templateId and extension of that year's implementation guide." },
	{ QRDA3_COUNT_NOT_SINGLE, "aggregateCountNotSingle",
	  "An aggregate count must have one value; this one has #", "" },
	{ QRDA3_COUNT_NOT_INTEGER, "aggregateCountNotInteger",
	  "An aggregate count must be a whole number", "" },
	{ QRDA3_PI_PERFORMED_COUNT, "piMeasurePerformedCount",
	  "A PI measure needs exactly one Measure Performed", "" },
	{ QRDA3_NO_SECTION, "noSection",
	  "The document has no section for improvement activities, PI or quality that the converter knows",
	  "Check the section's templateId against the implementation guide of that year." },
	{ QRDA3_PROGRAM_COUNT, "programNameCount",
	  "The document must name exactly one CMS program; it names #",
	  "Keep one intendedRecipient/id with root " OID_PROGRAM "." },
	{ QRDA3_PROGRAM_UNKNOWN, "unknownProgram",
	  "The CMS program name `%` is none that the converter of @ takes",
	  "Use a program name of that year, such as MIPS_INDIV or MIPS_GROUP, without blanks around it." },
	{ QRDA3_PI_SECTIONS, "duplicatePiSections",
	  "The document has more than one PI section", "Merge them into one." },
	{ QRDA3_IA_SECTIONS, "duplicateSections",
	  "The document has more than one section for improvement activities, or for quality",
	  "Merge them into one, or send one document for each." },
	{ QRDA3_START_COUNT, "periodStartCount",
	  "The performance period must have exactly one start",
	  "Give the Reporting Parameters Act one effectiveTime/low." },
	{ QRDA3_END_COUNT, "periodEndCount",
	  "The performance period must have exactly one end",
	  "Give the Reporting Parameters Act one effectiveTime/high." },
	{ QRDA3_NO_ACTIVITY, "noActivity",
	  "The section for improvement activities has no activity",
	  "Put the section's templateIds before its entries, and give each organizer its own." },
	{ QRDA3_PARAMETERS_COUNT, "reportingParametersCount",
	  "The section for improvement activities must have exactly one Reporting Parameters Act of its own",
	  "Put one entry with template " OID_REPORTING_PARAMETERS " directly into the section." },
	{ QRDA3_WRONG_CONTENT, "wrongSectionContent",
	  "The section for improvement activities has something else than activities and one Reporting "
	  "Parameters Act",
	  "Move it to the section where it belongs." },
	{ QRDA3_PERFORMED_COUNT, "measurePerformedCount",
	  "An improvement activity needs exactly one Measure Performed",
	  "Give the organizer one component with template " OID_MEASURE_PERFORMED "." },
	{ QRDA3_NOT_YES_NO, "answerNotYesNo",
	  "Whether the activity was performed must be said with one value, Y or N",
	  "Write one value element with code=\"Y\" or code=\"N\"." },
	{ QRDA3_NOT_A_DATE, "dateUnreadable",
	  "`%` is not a date of the performance period",
	  "Write it as YYYYMMDD." },
	{ QRDA3_NO_VIRTUAL_GROUP, "noVirtualGroupId",
	  "A virtual group's document must have the virtual group's identifier",
	  "Add representedOrganization/id with root " OID_VIRTUAL_GROUP "." },
	{ QRDA3_TOO_MANY, "tooManyErrors",
	  "The first 100 of # errors are shown", "" },
};
/* clang-format on */

static const struct sentence *find(enum qrda3_code code)
{
	for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++) {
		if (sentences[i].code == code)
			return &sentences[i];
	}
	return &sentences[1];
}

const char *qrda3_problem_name(enum qrda3_code code)
{
	return find(code)->name;
}

const char *qrda3_problem_remedy(enum qrda3_code code)
{
	return find(code)->remedy;
}

static bool same_text(struct xml_text a, struct xml_text b)
{
	return a.length == b.length && (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

static bool is_known(const struct qrda3_problems *problems, const struct qrda3_problem *problem)
{
	/* A node's problems stand together, at the end. */
	for (size_t i = problems->length; i-- > 0 && problems->items[i].node == problem->node;) {
		const struct qrda3_problem *other = &problems->items[i];

		if (other->code == problem->code && same_text(other->value, problem->value))
			return true;
	}
	return false;
}

void qrda3_problem_add(struct qrda3_problems *problems, struct qrda3_problem problem)
{
	if (is_known(problems, &problem))
		return;
	if (problems->length == problems->capacity) {
		size_t capacity = problems->capacity ? problems->capacity * 2 : 16;
		struct qrda3_problem *items = realloc(problems->items, capacity * sizeof *items);

		if (items == NULL) {
			problems->no_memory = true;
			return;
		}
		problems->items = items;
		problems->capacity = capacity;
	}
	problems->items[problems->length++] = problem;
}

void qrda3_problems_free(struct qrda3_problems *problems)
{
	free(problems->items);
	*problems = (struct qrda3_problems){ 0 };
}

/* Digits of a run of exactly ten become X: it may be an NPI. */
static void mask_npis(char *text)
{
	while (*text != '\0') {
		size_t digits = strspn(text, "0123456789");

		if (digits == NPI_DIGITS)
			memset(text, 'X', digits);
		text += digits ? digits : 1;
	}
}

/* Cut at a character, and with anything like a TIN or NPI masked. */
static void put_quoted(struct xml_text value, struct outbuf *out)
{
	char text[QUOTED_MAX * 4], scrubbed[QUOTED_MAX * 4];
	size_t length = value.length < QUOTED_MAX ? value.length : QUOTED_MAX;

	while (length < value.length && length > 0 && ((unsigned char)value.at[length] & 0xC0u) == 0x80u)
		length--;
	if (length > 0)
		memcpy(text, value.at, length);
	text[length] = '\0';
	identifier_scrub(text, scrubbed, sizeof scrubbed);
	mask_npis(scrubbed);
	outbuf_puts(out, scrubbed);
}

void qrda3_problem_message(const struct qrda3_problem *problem, int year, struct outbuf *out)
{
	for (const char *at = find(problem->code)->message; *at; at++) {
		if (*at == '%')
			put_quoted(problem->value, out);
		else if (*at == '#')
			outbuf_number(out, (int64_t)problem->count);
		else if (*at == '@')
			outbuf_number(out, year);
		else
			outbuf_put(out, at, 1);
	}
}

void qrda3_problem_location(const struct qrda3_node *node, struct outbuf *out)
{
	struct xml_text id;

	while (node != NULL && (node->template == NULL || node->template->title == NULL))
		node = node->parent;
	if (node == NULL)
		return;
	outbuf_puts(out, node->template->title);
	id = qrda3_find(node->element, &qrda3_path_measure_id).first;
	if (id.length == 0 ||
	    (!qrda3_node_is(node, QRDA3_IA_MEASURE) && !qrda3_node_is(node, QRDA3_PI_MEASURE)))
		return;
	outbuf_literal(out, " ");
	outbuf_put(out, id.at, id.length);
}
