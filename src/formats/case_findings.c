/* case_findings.c - a bounded list of errors and warnings with their places. */
#include "formats/case_findings.h"

#include <stdarg.h>

#define TEXT_MAX ((size_t)1 << 20) /* all messages and paths of a case */
#define MESSAGE_MAX 1000           /* one message */
#define PATH_DEPTH_MAX 16
#define DIGITS_SHOWN 8 /* longer runs of digits are masked: TINs have 9 */

static const char *const names[CASE_CODE_END] = {
	[CASE_SYNTAX] = "syntax",
	[CASE_TOO_LARGE] = "tooLarge",
	[CASE_OUT_OF_MEMORY] = "outOfMemory",
	[CASE_BAD_TYPE] = "badType",
	[CASE_BAD_VALUE] = "badValue",
	[CASE_MISSING_FIELD] = "missingField",
	[CASE_DUPLICATE_FIELD] = "duplicateField",
	[CASE_YEAR_UNKNOWN] = "yearUnknown",
	[CASE_ENTITY_UNKNOWN] = "entityUnknown",
	[CASE_ENTITY_NOT_ALLOWED] = "entityNotAllowed",
	[CASE_PROGRAM_UNKNOWN] = "programUnknown",
	[CASE_PROGRAM_NOT_IN_FORCE] = "programNotInForce",
	[CASE_MVP_UNKNOWN] = "mvpUnknown",
	[CASE_UNKNOWN_FIELD] = "unknownField",
	[CASE_UNKNOWN_CATEGORY] = "unknownCategory",
	[CASE_BAD_DATE] = "badDate",
	[CASE_MORE_FINDINGS] = "moreFindings",
	[CASE_UNKNOWN_ACTIVITY] = "unknownActivity",
	[CASE_NOT_IN_INVENTORY] = "notInInventory",
	[CASE_NOT_IN_MVP] = "notInMvp",
	[CASE_ONLY_IN_MVP] = "onlyInMvp",
	[CASE_DUPLICATE_MEASURE] = "duplicateMeasure",
	[CASE_CONTRADICTORY_DUPLICATE] = "contradictoryDuplicate",
	[CASE_VALUE_MISSING] = "valueMissing",
	[CASE_SUSPENDED_ACTIVITY] = "suspendedActivity",
	[CASE_FREQUENCY] = "frequency",
	[CASE_PERIOD_SHORT] = "periodShort",
	[CASE_PARTICIPATION_UNKNOWN] = "participationUnknown",
	[CASE_NOT_PERFORMED] = "notPerformed",
	[CASE_STRANGER] = "stranger",
	[CASE_DUPLICATE_CLINICIAN] = "duplicateClinician",
	[CASE_PERIOD_REVERSED] = "periodReversed",
	[CASE_TOO_MANY_PERFORMERS] = "tooManyPerformers",
	[CASE_EMPTY_ROSTER] = "emptyRoster",
	[CASE_CONTRADICTORY_ENTRY] = "contradictoryEntry",
	[CASE_SITES_NOT_MET] = "sitesNotMet",
	[CASE_SITES_UNKNOWN] = "sitesUnknown",
	[CASE_SURPLUS] = "surplus",
	[CASE_STATUS_CONTRADICTS_COUNTS] = "statusContradictsCounts",
	[CASE_FACT_UNUSED] = "factUnused",
	[CASE_ROSTER_SMALL] = "rosterSmall",
	[CASE_SMALL_PRACTICE_PI] = "smallPracticePi",
	[CASE_EXTREME_IGNORED] = "extremeIgnored",
	[CASE_COVID_APPLICATION_2019] = "covidApplication2019",
	[CASE_IA_REWEIGHTED_BUT_SUBMITTED] = "iaReweightedButSubmitted",
	[CASE_REWEIGHT_IGNORED] = "reweightIgnored",
	[CASE_FEWER_THAN_TWO_CATEGORIES] = "fewerThanTwoCategories",
	[CASE_MODEL_PROGRAM] = "modelProgram",
	[CASE_APM_ENTITY_BEFORE_2021] = "apmEntityBefore2021",
	[CASE_SEVERAL_SETS] = "severalSets",
	[CASE_SEVERAL_PROGRAMS] = "severalPrograms",
	[CASE_PROVISIONAL_YEAR] = "provisionalYear",
};

const char *case_code_name(enum case_code code)
{
	return (size_t)code < CASE_CODE_END ? names[code] : NULL;
}

void case_findings_init(struct case_findings *findings)
{
	findings->text = (struct outbuf){ .limit = TEXT_MAX };
	case_findings_clear(findings);
}

void case_findings_free(struct case_findings *findings)
{
	outbuf_free(&findings->text);
	case_findings_clear(findings);
}

void case_findings_clear(struct case_findings *findings)
{
	findings->length = 0;
	findings->errors = 0;
	findings->warnings = 0;
	findings->dropped = 0;
	findings->text.length = 0;
	findings->text.failed = false;
}

/* Letters only: nothing to mask or to escape. */
static bool is_plain_name(const char *name, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (!(name[i] >= 'a' && name[i] <= 'z') && !(name[i] >= 'A' && name[i] <= 'Z'))
			return false;
	return length > 0 && length <= CASE_QUOTE_MAX;
}

static void put_step(struct outbuf *out, const struct case_path *step)
{
	if (step->up == NULL) {
		outbuf_literal(out, "$");
	} else if (step->name == NULL) {
		outbuf_literal(out, "[");
		outbuf_number(out, (int64_t)step->index);
		outbuf_literal(out, "]");
	} else if (is_plain_name(step->name, step->name_length)) {
		outbuf_literal(out, ".");
		outbuf_put(out, step->name, step->name_length);
	} else {
		struct case_quote name = case_quote(step->name, step->name_length);

		outbuf_literal(out, "['");
		outbuf_puts(out, name.text);
		outbuf_literal(out, "']");
	}
}

static void put_path(struct outbuf *out, const struct case_path *path)
{
	const struct case_path *steps[PATH_DEPTH_MAX];
	size_t depth = 0;

	for (; path != NULL && depth < PATH_DEPTH_MAX; path = path->up)
		steps[depth++] = path;
	while (depth > 0)
		put_step(out, steps[--depth]);
	outbuf_put(out, "", 1);
}

static bool has_room(const struct case_findings *findings, enum case_code code)
{
	return findings->length < (case_code_is_error(code) ? CASE_FINDINGS_MAX : CASE_WARNINGS_MAX);
}

/* Not more than MESSAGE_MAX bytes from `start`, and no half character. */
static void cut_message(struct outbuf *out, size_t start)
{
	if (out->length - start < MESSAGE_MAX)
		return;
	out->length = start + MESSAGE_MAX;
	while (out->length > start && (unsigned char)out->bytes[out->length - 1] >= 0x80)
		out->length--;
}

/* One conversion of a format; returns the text behind it. */
static const char *put_conversion(struct outbuf *out, const char *format, va_list *args)
{
	switch (format[1]) {
	case 's':
		outbuf_puts(out, va_arg(*args, const char *));
		return format + 2;
	case 'd':
		outbuf_number(out, va_arg(*args, int));
		return format + 2;
	case 'z':
		outbuf_number(out, (int64_t)va_arg(*args, size_t));
		return format + 3;
	default:
		outbuf_put(out, format, 1);
		return format + 1;
	}
}

/* printf as far as messages need it: %s, %d, %zu. In bulk, vsnprintf is a third
 * of the time a warning takes. */
static void put_message(struct outbuf *out, const char *format, va_list *args)
{
	size_t start = out->length;

	while (*format) {
		const char *next = strchrnul(format, '%');

		outbuf_put(out, format, (size_t)(next - format));
		format = *next ? put_conversion(out, next, args) : next;
	}
	if (!out->failed)
		cut_message(out, start);
	outbuf_put(out, "", 1);
}

void case_findings_add(struct case_findings *findings, enum case_code code, const struct case_path *path,
                       const char *format, ...)
{
	struct outbuf *text = &findings->text;
	struct case_finding finding = { .code = code, .path = (uint32_t)text->length };
	va_list args;

	findings->errors += case_code_is_error(code);
	findings->warnings += !case_code_is_error(code);
	if (!has_room(findings, code)) {
		findings->dropped++;
		return;
	}
	put_path(text, path);
	finding.message = (uint32_t)text->length;
	va_start(args, format);
	put_message(text, format, &args);
	va_end(args);
	if (text->failed)
		findings->dropped++;
	else
		findings->list[findings->length++] = finding;
}

const char *case_finding_message(const struct case_findings *findings, size_t index)
{
	return findings->text.bytes + findings->list[index].message;
}

const char *case_finding_path(const struct case_findings *findings, size_t index)
{
	return findings->text.bytes + findings->list[index].path;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Masks long runs of digits, also when hyphens stand among them. */
static void mask_digits(char *text)
{
	while (*text) {
		size_t run = 0;
		size_t digits = 0;

		for (; is_digit(text[run]) || (run > 0 && text[run] == '-'); run++)
			digits += text[run] != '-';
		for (size_t i = 0; digits > DIGITS_SHOWN && i < run; i++)
			text[i] = text[i] == '-' ? '-' : '#';
		text += run ? run : 1;
	}
}

/* Where to cut, at most at `most`, without splitting a character. */
static size_t cut_of(const char *text, size_t length, size_t most)
{
	size_t cut = length < most ? length : most;

	while (cut > 0 && cut < length && ((unsigned char)text[cut] & 0xc0) == 0x80)
		cut--;
	return cut;
}

struct case_quote case_quote(const char *text, size_t length)
{
	struct case_quote quote = { "" };
	size_t cut = cut_of(text, length, CASE_QUOTE_MAX);

	for (size_t i = 0; i < cut; i++)
		quote.text[i] = (unsigned char)text[i] < 0x20 || text[i] == 0x7f ? '?' : text[i];
	quote.text[cut] = '\0';
	mask_digits(quote.text);
	if (cut < length)
		memcpy(quote.text + cut, "...", sizeof "...");
	return quote;
}
