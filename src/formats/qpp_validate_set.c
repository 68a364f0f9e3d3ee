/* qpp_validate_set.c - a measurement set: category, method, program, period. */
#include "formats/qpp_validation.h"

#include <stdio.h>
#include <string.h>

static bool is(const char *text, const char *word)
{
	return text != NULL && strcmp(text, word) == 0;
}

/* A required word of a table; NULL when it is not one of the year. */
static const char *check_word(struct qpp_validation *v, const json_t *set, const char *path, const char *name,
                              const struct qpp_word *words, size_t length)
{
	const char *text = qpp_require_text(v, set, path, name, "");
	const struct qpp_word *word;
	char allowed[QPP_WORDS_TEXT];
	char reason[QPP_REASON_TEXT];

	if (text == NULL)
		return NULL;
	word = qpp_word_find(words, length, text);
	if (word != NULL && (v->year == 0 || qpp_word_in_year(word, v->year)))
		return word->word;
	qpp_words_list(words, length, v->year ? v->year : mipsia_last_year(v->book), allowed);
	snprintf(reason, sizeof reason, "%s is not known for %d", case_quote(text, strlen(text)).text,
	         v->year);
	qpp_say_invalid(v, (struct qpp_fault){ "badValue", path, name, "" }, "%s; it must be %s",
	                v->year ? reason : "this is not known", allowed);
	return NULL;
}

/* CMS's own website used one more method in 2017. */
static bool is_website_2017(const struct qpp_validation *v, const json_t *set)
{
	return v->year == 2017 &&
	       is(json_string_value(json_object_get(set, "submissionMethod")), "webAttestation");
}

static void check_ia_method(struct qpp_validation *v, const char *path, const char *category,
                            const char *method)
{
	bool possible = is(method, "registry") || is(method, "electronicHealthRecord") ||
	                is(method, "cmsWebInterface");

	if (is(category, "ia") && method != NULL && !possible)
		qpp_say_doubt(v,
		              (struct qpp_fault){ "badMethod", path, "submissionMethod",
		                                  "Write registry; for QRDA III electronicHealthRecord." },
		              "improvement activities were never reported by %s", method);
}

/* ------------------------------------------------------------------- programs */

static void explain_program(const struct qpp_validation *v, const struct qpp_program *program,
                            const char *name, char remedy[QPP_REMEDY_TEXT])
{
	int first;
	int last;

	if (program->kind == QPP_PROGRAM_OTHER_LETTERS)
		snprintf(remedy, QPP_REMEDY_TEXT, "Write %s.",
		         program->word ? program->word->word : mipsia_mvp_id(v->book, program->mvp));
	else if (program->word != NULL && program->word->last != 0 && v->year > program->word->last)
		snprintf(remedy, QPP_REMEDY_TEXT, "%s ended with %d: write mips, or leave it out.",
		         program->word->word, program->word->last);
	else if (program->word != NULL)
		snprintf(remedy, QPP_REMEDY_TEXT, "%s began in %d: write mips, or leave it out.",
		         program->word->word, program->word->first);
	else if (program->mvp != MIPSIA_NO_MVP && qpp_mvp_years(v->book, program->mvp, &first, &last))
		snprintf(remedy, QPP_REMEDY_TEXT,
		         "The MVP %s exists in %d to %d; 'mipsia mvps' lists those of a year.",
		         mipsia_mvp_id(v->book, program->mvp), first, last);
	else if (strncasecmp(name, "MIPS_", 5) == 0 || strncasecmp(name, "APP_PLUS", 8) == 0)
		snprintf(remedy, QPP_REMEDY_TEXT,
		         "This is a program name of QRDA III; in JSON write mips, app1, appPlus or an MVP's "
		         "ID.");
	else
		snprintf(remedy, QPP_REMEDY_TEXT, "Leave it out for traditional MIPS.");
}

static void list_programs(const struct qpp_validation *v, char out[QPP_WORDS_TEXT])
{
	qpp_words_list(qpp_programs, qpp_programs_length, v->year, out);
}

static void check_program_entity(struct qpp_validation *v, const char *path,
                                 const struct qpp_set_facts *facts)
{
	mipsia_option option = qpp_program_option(&facts->program);
	struct qpp_fault fault = { "entityNotAllowed", path, "programName", "" };

	if (is(v->entity, "subgroup") && option != MIPSIA_MVP) {
		fault.remedy = "Write the ID of the MVP for which the subgroup registered.";
		qpp_say_invalid(v, fault, "a subgroup reports an MVP only");
	} else if (is(v->entity, "virtualGroup") && option != MIPSIA_TRADITIONAL) {
		fault.remedy = "A virtual group reports traditional MIPS: write mips, or leave it out.";
		qpp_say_invalid(v, fault, "a virtual group cannot report %s", facts->program_name);
	}
}

/* CPC+ was reported by practice site. */
static void check_practice(struct qpp_validation *v, const json_t *set, const char *path,
                           const struct qpp_set_facts *facts)
{
	if (is(facts->program_name, "cpcPlus") && v->year >= 2018)
		qpp_require_text(v, set, path, "practiceId", "Add the ID of the CPC+ practice site.");
}

static void check_program(struct qpp_validation *v, const json_t *set, const char *path, const char *outer,
                          struct qpp_set_facts *facts)
{
	const char *own = qpp_take_text(v, set, path, "programName");
	const char *name = own && *own ? own : outer && *outer ? outer : "mips";
	char remedy[QPP_REMEDY_TEXT];
	char allowed[QPP_WORDS_TEXT];

	facts->program = qpp_program_find(v->book, v->year, name);
	facts->program_name = name;
	if (v->year == 0 || v->year == 2017)
		return;
	if (facts->program.kind == QPP_PROGRAM_PLAIN || facts->program.kind == QPP_PROGRAM_MVP) {
		check_program_entity(v, path, facts);
		check_practice(v, set, path, facts);
		return;
	}
	explain_program(v, &facts->program, name, remedy);
	list_programs(v, allowed);
	qpp_say_invalid(v, (struct qpp_fault){ "programUnknown", path, "programName", remedy },
	                "%s is no program of %d; it must be %s%s", case_quote(name, strlen(name)).text,
	                v->year, allowed, v->year >= 2023 ? ", or the ID of an MVP" : "");
}

/* --------------------------------------------------------------------- period */

static mipsia_date check_date(struct qpp_validation *v, const json_t *set, const char *path, const char *name)
{
	const char *text = v->year == 2017 ? qpp_take_text(v, set, path, name)
	                                   : qpp_require_text(v, set, path, name, "Write it as YYYY-MM-DD.");
	mipsia_date date;

	if (text == NULL || *text == '\0')
		return MIPSIA_DATE_UNKNOWN;
	date = mipsia_date_parse(text, strlen(text));
	if (date == MIPSIA_DATE_UNKNOWN)
		qpp_say_invalid(v,
		                (struct qpp_fault){ "badDate", path, name,
		                                    "Write a day of the calendar as YYYY-MM-DD." },
		                "%s is not a date", case_quote(text, strlen(text)).text);
	return date;
}

static void check_period(struct qpp_validation *v, const json_t *set, const char *path)
{
	mipsia_date start = check_date(v, set, path, "performanceStart");
	mipsia_date end = check_date(v, set, path, "performanceEnd");

	if (start != MIPSIA_DATE_UNKNOWN && end != MIPSIA_DATE_UNKNOWN && start > end)
		qpp_say_invalid(v,
		                (struct qpp_fault){ "periodReversed", path, "performanceEnd",
		                                    "Exchange the two dates, or correct the wrong one." },
		                "it is before performanceStart");
}

/* --------------------------------------------------------------- measurements */

static void check_measurements(struct qpp_validation *v, const json_t *set, const char *path,
                               const struct qpp_set_facts *facts)
{
	const json_t *array = qpp_member(set, "measurements");
	json_t *seen;
	char name[40];
	char at[QPP_PATH_TEXT];
	size_t i;
	json_t *measurement;

	if (array != NULL && !json_is_array(array)) {
		qpp_say_invalid(v, (struct qpp_fault){ "badType", path, "measurements", "Write it in [ ]." },
		                "it must be an array, not %s", qpp_type_words(array));
		return;
	}
	seen = json_object();
	json_array_foreach (array, i, measurement) {
		snprintf(name, sizeof name, "measurements[%zu]", i);
		snprintf(at, sizeof at, "%s.%s", path, name);
		if (json_is_object(measurement))
			qpp_validate_measurement(v, facts, measurement, at, seen);
		else
			qpp_say_invalid(v, (struct qpp_fault){ "badType", path, name, "" },
			                "it must be an object, not %s", qpp_type_words(measurement));
	}
	json_decref(seen);
}

/* From 2020, when CMS documented APM Entities. */
static void check_category_entity(struct qpp_validation *v, const char *path, const char *category)
{
	if (is(category, "pi") && is(v->entity, "apm") && v->year >= 2020)
		qpp_say_invalid(v,
		                (struct qpp_fault){ "entityNotAllowed", path, "category",
		                                    "Submit it for the group or the clinicians." },
		                "an APM Entity cannot submit pi");
}

void qpp_validate_set(struct qpp_validation *v, const json_t *set, const char *path, const char *program,
                      struct qpp_set_facts *facts)
{
	const char *method = NULL;

	*facts = (struct qpp_set_facts){ .program_name = "mips" };
	facts->category = check_word(v, set, path, "category", qpp_categories, qpp_categories_length);
	check_category_entity(v, path, facts->category);
	if (!is_website_2017(v, set))
		method = check_word(v, set, path, "submissionMethod", qpp_methods, qpp_methods_length);
	check_ia_method(v, path, facts->category, method);
	check_program(v, set, path, program, facts);
	check_period(v, set, path);
	check_measurements(v, set, path, facts);
}
