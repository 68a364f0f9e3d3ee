/*
 * convert_judge.c - which activities of a case may be attested: those of the
 * year's inventory, allowed under the program, and performed by enough clinicians
 * for long enough, as far as the records and the roster say.
 */
#include "services/convert_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/qpp_names.h"

struct judging {
	const mipsia_rulebook *book;
	struct findings *findings;
	int year;
	mipsia_entity entity;
	struct qpp_program program;
	mipsia_member *roster; /* NULL: none */
	size_t roster_length;
	const char *who;   /* the case's ID, TIN masked */
	char refused[160]; /* what is said of rows that were refused; "": nothing */
};

static const char *text_of(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text ? text : "";
}

static mipsia_date date_of(const json_t *object, const char *name)
{
	const char *text = text_of(object, name);

	return mipsia_date_parse(text, strlen(text));
}

static uint64_t npi_of(const json_t *object)
{
	return strtoull(text_of(object, "npi"), NULL, 10);
}

/* ---------------------------------------------------------------------- roster */

static int by_npi(const void *a, const void *b)
{
	const mipsia_member *left = a;
	const mipsia_member *right = b;

	return (left->npi > right->npi) - (left->npi < right->npi);
}

static void read_roster(struct judging *judging, const json_t *participation)
{
	const json_t *list = json_object_get(participation, "roster");
	size_t i;
	json_t *member;

	if (json_array_size(list) == 0)
		return;
	judging->roster = calloc(json_array_size(list), sizeof *judging->roster);
	if (judging->roster == NULL)
		return;
	json_array_foreach (list, i, member)
		judging->roster[i] =
			(mipsia_member){ npi_of(member), date_of(member, "from"), date_of(member, "to") };
	judging->roster_length = json_array_size(list);
	qsort(judging->roster, judging->roster_length, sizeof *judging->roster, by_npi);
}

static bool is_of(const struct sheet_clinician *clinician, const json_t *submission)
{
	const char *tin = text_of(submission, "taxpayerIdentificationNumber");

	return strcmp(clinician->npi, text_of(submission, "nationalProviderIdentifier")) == 0 &&
	       (clinician->tin[0] == '\0' || strcmp(clinician->tin, tin) == 0);
}

/* When an individual was with the practice: a case of one has no roster. */
static void read_membership(struct judging *judging, const struct converter *converter,
                            const json_t *submission)
{
	size_t length = 0;

	for (size_t i = 0; i < converter->rosters_length; i++)
		length += converter->rosters[i]->length;
	judging->roster = length ? calloc(length, sizeof *judging->roster) : NULL;
	for (size_t i = 0; judging->roster != NULL && i < converter->rosters_length; i++) {
		const struct sheet_roster *roster = converter->rosters[i];

		for (size_t k = 0; k < roster->length; k++) {
			const struct sheet_clinician *one = &roster->items[k];

			if (is_of(one, submission))
				judging->roster[judging->roster_length++] =
					(mipsia_member){ strtoull(one->npi, NULL, 10), one->from, one->to };
		}
	}
}

/* ------------------------------------------------------------------ performers */

static int by_performer(const void *a, const void *b)
{
	const mipsia_performance *left = a;
	const mipsia_performance *right = b;

	if (left->npi != right->npi)
		return left->npi > right->npi ? 1 : -1;
	return (left->start > right->start) - (left->start < right->start);
}

static const json_t *performers_of(const json_t *participation, const char *id)
{
	size_t i;
	json_t *entry;

	json_array_foreach (json_object_get(participation, "activities"), i, entry) {
		if (strcmp(text_of(entry, "measureId"), id) == 0)
			return json_object_get(entry, "performers");
	}
	return NULL;
}

/* False when the engine could not be asked. */
static bool judge(const struct judging *judging, const json_t *participation, int activity,
                  mipsia_judgement *out)
{
	const json_t *list = performers_of(participation, mipsia_activity_id(judging->book, activity));
	mipsia_performance *performances = calloc(json_array_size(list) + 1, sizeof *performances);
	mipsia_participation facts = { .roster = judging->roster_length ? judging->roster : NULL,
		                       .roster_length = judging->roster_length,
		                       .clinicians = judging->entity == MIPSIA_INDIVIDUAL ? 1 : -1,
		                       .performances = performances,
		                       .performances_length = json_array_size(list),
		                       .performer_count = -1,
		                       .start = MIPSIA_DATE_UNKNOWN,
		                       .end = MIPSIA_DATE_UNKNOWN };
	mipsia_status status;
	size_t i;
	json_t *performer;

	if (performances == NULL)
		return false;
	json_array_foreach (list, i, performer)
		performances[i] = (mipsia_performance){ npi_of(performer), date_of(performer, "start"),
			                                date_of(performer, "end") };
	qsort(performances, json_array_size(list), sizeof *performances, by_performer);
	status = mipsia_participation_judge(judging->book, judging->year, judging->entity, activity, &facts,
	                                    out);
	free(performances);
	return status == MIPSIA_OK;
}

/* --------------------------------------------------------------------- leaving out */

static void say_left_out(const struct judging *judging, const char *id, const char *remedy, const char *why)
{
	findings_add(judging->findings, FINDING_WARNING, FINDING_MIPSIA, "leftOut", 0,
	             (struct finding_place){ 0 }, remedy, "%s is left out for %s: %s", id, judging->who, why);
}

/* The same, where a row that was refused may have changed it. */
static void say_not_shown(const struct judging *judging, const char *id, const char *remedy, const char *why)
{
	char all[512];

	snprintf(all, sizeof all, "%s%s", why, judging->refused);
	say_left_out(judging, id, remedy, all);
}

static void say_not_met(const struct judging *judging, const char *id, const mipsia_judgement *judgement)
{
	const mipsia_rule *duration = judgement->duration_rule;
	char why[320];

	if (judging->entity == MIPSIA_INDIVIDUAL)
		snprintf(why, sizeof why, "the records show no period that is long enough (%s)",
		         duration ? duration->value : "90 days");
	else if (judgement->clinicians < 0 || judgement->needed < 0)
		snprintf(why, sizeof why, "no clinician is known to have performed it long enough (%s)",
		         duration ? duration->value : "90 days");
	else
		snprintf(why, sizeof why,
		         "%d of %d clinicians performed it long enough (%s), and %d are needed",
		         judgement->certain, judgement->clinicians, duration ? duration->value : "90 days",
		         judgement->needed);
	say_not_shown(judging, id, "Complete the records if more was done; --all attests all the same.", why);
}

static void say_unknown(const struct judging *judging, const char *id, const mipsia_judgement *judgement)
{
	const char *remedy = "Complete the records; --all attests all the same.";
	const char *why = "the records do not say whether it was performed as it must be";

	if (judging->entity != MIPSIA_INDIVIDUAL && judging->roster == NULL) {
		remedy = "Give the roster as well; --all attests all the same.";
		why = "without a roster it is not known how many clinicians are needed";
	} else if (judgement->possible > judgement->certain) {
		remedy = "Add the missing dates to the records; --all attests all the same.";
		why = "dates are missing, so that it is not known whether it was performed long enough";
	}
	say_not_shown(judging, id, remedy, why);
}

/* Whether the activity may be attested; says why not. */
static bool may_attest(const struct judging *judging, const json_t *participation, const char *id)
{
	int activity = mipsia_activity_find(judging->book, id, strlen(id));
	const mipsia_activity *row = mipsia_activity_in_year(judging->book, activity, judging->year);
	const mipsia_mvp *mvp = mipsia_mvp_in_year(judging->book, judging->program.mvp, judging->year);
	mipsia_judgement judgement = { 0 };

	if (row == NULL) {
		say_left_out(judging, id, "'mipsia activity' shows its years.",
		             "it is not in the year's inventory");
	} else if (mvp != NULL && !mipsia_set_has(&mvp->activities, activity)) {
		say_left_out(judging, id, "", "it is not among the activities of the MVP");
	} else if (mvp == NULL && row->mvp_only) {
		say_left_out(judging, id, "", "it is for MVP participants only");
	} else if (!judge(judging, participation, activity, &judgement)) {
		say_left_out(judging, id, "", "the records cannot be judged");
	} else if (judgement.answer == MIPSIA_MET) {
		return true;
	} else if (judgement.answer == MIPSIA_NOT_MET) {
		say_not_met(judging, id, &judgement);
	} else {
		say_unknown(judging, id, &judgement);
	}
	return false;
}

void convert_judge(const struct converter *converter, json_t *one_case, struct findings *findings)
{
	const json_t *submission = json_object_get(one_case, "submission");
	const json_t *participation = json_object_get(one_case, "participation");
	json_t *measurements = json_object_get(
		json_array_get(json_object_get(submission, "measurementSets"), 0), "measurements");
	struct judging judging = {
		.book = converter->book,
		.findings = findings,
		.year = (int)json_integer_value(json_object_get(submission, "performanceYear")),
		.entity = qpp_entity_find(text_of(submission, "entityType")),
		.who = text_of(one_case, "id"),
	};

	convert_tell_refused(converter, submission, judging.refused, sizeof judging.refused);
	judging.program = qpp_program_find(converter->book, judging.year,
	                                   converter->options.program ? converter->options.program : "mips");
	if (judging.entity == MIPSIA_INDIVIDUAL)
		read_membership(&judging, converter, submission);
	else
		read_roster(&judging, participation);
	for (size_t i = 0; i < json_array_size(measurements);) {
		if (may_attest(&judging, participation,
		               text_of(json_array_get(measurements, i), "measureId")))
			i++;
		else
			json_array_remove(measurements, i);
	}
	if (json_array_size(measurements) == 0)
		findings_add(findings, FINDING_WARNING, FINDING_MIPSIA, "nothingLeft", 0,
		             (struct finding_place){ 0 }, "",
		             "nothing is written for %s: no activity is left", judging.who);
	free(judging.roster);
}
