/*
 * case_profile.c - the facts about an entity that CMS looks up elsewhere, and
 * what follows from them.
 */
#include "formats/case_intake.h"

enum {
	PROFILE_STATUSES,
	PROFILE_CLINICIANS,
	PROFILE_ENCOUNTERS,
	PROFILE_STATUS_COUNTS,
	PROFILE_SITE_COUNTS,
	PROFILE_APM,
	PROFILE_APM_STANDARD,
	PROFILE_PCMH,
	PROFILE_STUDY,
	PROFILE_REWEIGHTED,
	PROFILE_OTHER_CATEGORIES,
	PROFILE_EXTREME,
	PROFILE_HISTORY,
	PROFILE_PROGRAM,
	PROFILE_FIELDS
};

static const struct case_field profile_fields[PROFILE_FIELDS] = {
	[PROFILE_STATUSES] = CASE_FIELD("specialStatuses"),
	[PROFILE_CLINICIANS] = CASE_FIELD("clinicianCount"),
	[PROFILE_ENCOUNTERS] = CASE_FIELD("patientFacingEncounters"),
	[PROFILE_STATUS_COUNTS] = CASE_FIELD("statusCounts"),
	[PROFILE_SITE_COUNTS] = CASE_FIELD("siteCounts"),
	[PROFILE_APM] = CASE_FIELD("apmParticipant"),
	[PROFILE_APM_STANDARD] = CASE_FIELD("apmScoringStandard"),
	[PROFILE_PCMH] = CASE_FIELD("pcmh"),
	[PROFILE_STUDY] = CASE_FIELD("iaStudyParticipant"),
	[PROFILE_REWEIGHTED] = CASE_FIELD("reweightedCategories"),
	[PROFILE_OTHER_CATEGORIES] = CASE_FIELD("otherCategoriesSubmitted"),
	[PROFILE_EXTREME] = CASE_FIELD("extremeCircumstances"),
	[PROFILE_HISTORY] = CASE_FIELD("attestedBefore"),
	[PROFILE_PROGRAM] = CASE_FIELD("programName"),
};

/* In the order of the engine's values. */
static const char *const status_words[MIPSIA_SPECIAL_END] = { "smallPractice", "rural", "hpsa",
	                                                      "nonPatientFacing" };
static const char *const category_words[MIPSIA_CATEGORY_END] = { "quality", "cost", "ia", "pi" };

/* ------------------------------------------------------------------- counts */

static void read_status_counts(struct case_object *profile)
{
	static const struct case_field fields[] = { CASE_FIELD("rural"), CASE_FIELD("hpsa"),
		                                    CASE_FIELD("nonPatientFacing") };
	static const mipsia_special statuses[] = { MIPSIA_RURAL, MIPSIA_HPSA, MIPSIA_NON_PATIENT_FACING };
	struct case_object object;
	int field;

	if (!case_object_open(&object, profile->reader, profile->member.value, fields, CASE_LENGTH_OF(fields),
	                      true, case_object_path(profile)))
		return;
	while ((field = case_object_next(&object)) != CASE_OBJECT_END)
		case_take_count(&object, 0, &profile->reader->facts.counts.clinicians_with[statuses[field]]);
}

static void read_site_counts(struct case_object *profile)
{
	static const struct case_field fields[] = { CASE_FIELD("rural"), CASE_FIELD("hpsa") };
	static const mipsia_special statuses[] = { MIPSIA_RURAL, MIPSIA_HPSA };
	struct case_object object;
	int field;

	if (!case_object_open(&object, profile->reader, profile->member.value, fields, CASE_LENGTH_OF(fields),
	                      true, case_object_path(profile)))
		return;
	while ((field = case_object_next(&object)) != CASE_OBJECT_END)
		case_take_count(&object, 0, &profile->reader->facts.counts.sites_with[statuses[field]]);
}

/* --------------------------------------------------------------------- pcmh */

enum { PCMH_SITES, PCMH_RECOGNIZED, PCMH_FIELDS };

static void read_pcmh(struct case_object *profile)
{
	static const struct case_field fields[PCMH_FIELDS] = { CASE_FIELD("practiceSites"),
		                                               CASE_FIELD("recognizedSites") };
	struct case_facts *facts = &profile->reader->facts;
	int32_t sites[PCMH_FIELDS] = { 0, 0 };
	struct case_object object;
	bool good = true;
	int field;

	if (!case_object_open(&object, profile->reader, profile->member.value, fields, PCMH_FIELDS, true,
	                      case_object_path(profile)))
		return;
	while ((field = case_object_next(&object)) != CASE_OBJECT_END)
		good &= case_take_count(&object, 0, &sites[field]);
	if (good && object.seen != (MIPSIA_BIT(PCMH_SITES) | MIPSIA_BIT(PCMH_RECOGNIZED)))
		case_say(profile->reader, CASE_SITES_UNKNOWN, case_object_path(profile),
		         "practiceSites or recognizedSites is missing, so an attestation of IA_PCMH is "
		         "taken at its word; state both");
	if (object.seen != (MIPSIA_BIT(PCMH_SITES) | MIPSIA_BIT(PCMH_RECOGNIZED)) || !good)
		return;
	if (sites[PCMH_RECOGNIZED] > sites[PCMH_SITES] || sites[PCMH_SITES] > UINT16_MAX) {
		case_say(profile->reader, CASE_BAD_VALUE, case_object_path(profile),
		         "%d of %d practice sites cannot be recognized; state at most %d sites, and no "
		         "more recognized ones than there are",
		         (int)sites[PCMH_RECOGNIZED], (int)sites[PCMH_SITES], UINT16_MAX);
		return;
	}
	facts->facts |= MIPSIA_FACT_PCMH_SITES;
	facts->practice_sites = (uint16_t)sites[PCMH_SITES];
	facts->recognized_sites = (uint16_t)sites[PCMH_RECOGNIZED];
}

/* ------------------------------------------------------------------ history */

enum { HISTORY_ID, HISTORY_YEAR, HISTORY_FIELDS };

static const struct case_field history_fields[HISTORY_FIELDS] = { CASE_FIELD("measureId"),
	                                                          CASE_FIELD("performanceYear") };

/* False when there is no room. */
static bool keep_attestation(struct case_reader *reader, mipsia_attestation attestation,
                             const struct case_path *path)
{
	size_t length = reader->facts.history_length;
	mipsia_attestation *grown = case_grow(reader, reader->history, &reader->history_capacity, length,
	                                      sizeof *grown, CASE_HISTORY_MAX, path);

	if (grown == NULL)
		return false;
	reader->history = grown;
	reader->history[length] = attestation;
	reader->facts.history = reader->history;
	reader->facts.history_length = length + 1;
	return true;
}

/* False when there is no room for more. */
static bool read_attestation(struct case_reader *reader, struct json_value value,
                             const struct case_path *path)
{
	struct case_text id = { NULL, 0 };
	struct case_object object;
	int32_t year = 0;
	bool good = true;
	int field, activity;

	if (!case_object_open(&object, reader, value, history_fields, HISTORY_FIELDS, true, path))
		return true;
	while ((field = case_object_next(&object)) != CASE_OBJECT_END)
		good &= field == HISTORY_ID ? case_take_text(&object, &id)
		                            : case_take_count(&object, 1, &year);
	good &= case_object_require(&object, HISTORY_ID);
	good &= case_object_require(&object, HISTORY_YEAR);
	if (!good)
		return true;
	activity = mipsia_activity_find(reader->book, id.text, id.length);
	if (reader->facts.year != 0 && year >= reader->facts.year)
		case_say(reader, CASE_FACT_UNUSED, path,
		         "an attestation for %d bars nothing in %d; list earlier years only", (int)year,
		         reader->facts.year);
	if (activity >= 0)
		return keep_attestation(reader, (mipsia_attestation){ activity, year }, path);
	case_say(reader, CASE_UNKNOWN_ACTIVITY, path,
	         "\"%s\" is in no year's inventory and bars nothing; check the ID",
	         case_quote(id.text, id.length).text);
	return true;
}

static void read_history(struct case_object *profile)
{
	struct json_cursor cursor;
	struct json_value value;

	if (!case_take_array(profile, &cursor))
		return;
	for (size_t i = 0; json_next(&cursor, &value); i++) {
		struct case_path path = case_path_element(case_object_path(profile), i);

		if (!read_attestation(profile->reader, value, &path))
			return;
	}
}

void case_apply_history(struct case_reader *reader)
{
	struct case_facts *facts = &reader->facts;

	if (facts->history_length > 0 && facts->year != 0)
		mipsia_frequency_bars(reader->book, facts->year, facts->history, facts->history_length,
		                      &facts->too_frequent);
}

/* -------------------------------------------------------------- single facts */

static void set_fact(struct case_facts *facts, uint32_t fact, bool holds)
{
	facts->facts = holds ? facts->facts | fact : facts->facts & ~fact;
}

static void take_boolean_fact(struct case_object *profile, uint32_t fact)
{
	bool holds;

	if (case_take_boolean(profile, &holds))
		set_fact(&profile->reader->facts, fact, holds);
}

static void take_other_categories(struct case_object *profile)
{
	static const char *const words[] = { "quality", "pi" };
	uint8_t bits = 0;

	case_take_words(profile, words, CASE_LENGTH_OF(words), &bits);
	if (bits & 1u)
		profile->reader->facts.facts |= MIPSIA_FACT_QUALITY_SUBMITTED;
	if (bits & 2u)
		profile->reader->facts.facts |= MIPSIA_FACT_PI_SUBMITTED;
}

static void take_extreme(struct case_object *profile)
{
	static const char *const words[] = { "automatic", "application" };
	static const uint8_t values[] = { MIPSIA_EXTREME_AUTOMATIC, MIPSIA_EXTREME_APPLICATION };
	int word = case_take_word(profile, words, CASE_LENGTH_OF(words));

	if (word >= 0)
		profile->reader->facts.extreme = values[word];
}

static void take_apm_standard(struct case_object *profile)
{
	static const char *const words[] = { "webInterface", "other" };
	static const mipsia_option options[] = { MIPSIA_APM_STANDARD_WEB, MIPSIA_APM_STANDARD_OTHER };
	int word = case_take_word(profile, words, CASE_LENGTH_OF(words));

	if (word < 0)
		return;
	profile->reader->apm_option = (int)options[word];
	profile->reader->facts.apm_standard_stated = true;
}

static void take_field(struct case_object *profile, int field)
{
	struct case_facts *facts = &profile->reader->facts;

	switch (field) {
	case PROFILE_STATUSES:
		case_take_words(profile, status_words, MIPSIA_SPECIAL_END, &facts->statuses_stated);
		break;
	case PROFILE_CLINICIANS:
		case_take_count(profile, 1, &facts->counts.clinicians);
		profile->reader->has_counts = true;
		break;
	case PROFILE_ENCOUNTERS:
		case_take_count(profile, 0, &facts->counts.patient_facing_encounters);
		profile->reader->has_counts = true;
		break;
	case PROFILE_STATUS_COUNTS:
		read_status_counts(profile);
		profile->reader->has_counts = true;
		break;
	case PROFILE_SITE_COUNTS:
		read_site_counts(profile);
		profile->reader->has_counts = true;
		break;
	case PROFILE_APM:
		take_boolean_fact(profile, MIPSIA_FACT_APM_PARTICIPANT);
		break;
	case PROFILE_APM_STANDARD:
		take_apm_standard(profile);
		break;
	case PROFILE_PCMH:
		read_pcmh(profile);
		break;
	case PROFILE_STUDY:
		take_boolean_fact(profile, MIPSIA_FACT_STUDY);
		break;
	case PROFILE_REWEIGHTED:
		case_take_words(profile, category_words, MIPSIA_CATEGORY_END, &facts->reweighted);
		break;
	case PROFILE_OTHER_CATEGORIES:
		take_other_categories(profile);
		break;
	case PROFILE_EXTREME:
		take_extreme(profile);
		break;
	case PROFILE_HISTORY:
		read_history(profile);
		break;
	case PROFILE_PROGRAM:
		case_take_text(profile, &profile->reader->profile_program);
		break;
	default:
		break;
	}
}

static void check_status_counts(struct case_reader *reader, const struct case_path *profile)
{
	const mipsia_counts *counts = &reader->facts.counts;
	struct case_path path = case_path_member(profile, "statusCounts", 12);

	for (int status = 0; counts->clinicians >= 0 && status < MIPSIA_SPECIAL_END; status++)
		if (counts->clinicians_with[status] > counts->clinicians)
			case_say(reader, CASE_BAD_VALUE, &path,
			         "%s: %d of %d clinicians cannot be; correct statusCounts or clinicianCount",
			         status_words[status], (int)counts->clinicians_with[status],
			         (int)counts->clinicians);
}

void case_read_profile(struct case_reader *reader, struct json_value value, const struct case_path *path)
{
	struct case_object profile;
	int field;

	if (!case_object_open(&profile, reader, value, profile_fields, PROFILE_FIELDS, true, path))
		return;
	while ((field = case_object_next(&profile)) != CASE_OBJECT_END)
		take_field(&profile, field);
	check_status_counts(reader, path);
}

/* ------------------------------------------------------------- what follows */

static void say_contradiction(struct case_reader *reader, int status, const mipsia_rule *rule)
{
	struct case_path profile = case_path_member(&case_root, "profile", 7);
	struct case_path path = case_path_member(&profile, "specialStatuses", 15);

	case_say(reader, CASE_STATUS_CONTRADICTS_COUNTS, &path,
	         "%s is stated, but the counts say otherwise (%s); the statement is taken. Correct the "
	         "one that is wrong",
	         status_words[status], rule ? rule->value : "no rule");
}

void case_derive_statuses(struct case_reader *reader)
{
	struct case_facts *facts = &reader->facts;

	facts->statuses = facts->statuses_stated;
	for (int status = 0; reader->has_counts && status < MIPSIA_SPECIAL_END; status++) {
		const mipsia_rule *rule;
		mipsia_answer answer = mipsia_status_derive(reader->book, facts->year, facts->entity,
		                                            (mipsia_special)status, &facts->counts, &rule);

		if (answer == MIPSIA_MET)
			facts->statuses |= (uint8_t)MIPSIA_BIT(status);
		else if (answer == MIPSIA_NOT_MET && (facts->statuses_stated & MIPSIA_BIT(status)))
			say_contradiction(reader, status, rule);
	}
}

static bool is_option_in_force(const mipsia_rulebook *book, int year, const struct case_program *program)
{
	mipsia_case plain = { .performance_year = (uint16_t)year,
		              .option = program->option,
		              .mvp = program->mvp };
	mipsia_result unused;

	return mipsia_score(book, &plain, &unused) != MIPSIA_EOPTION;
}

void case_apply_apm_standard(struct case_reader *reader)
{
	struct case_facts *facts = &reader->facts;

	if (reader->apm_option < 0)
		return;
	for (size_t i = 0; i < facts->programs_length; i++) {
		/* a program that does not exist that year stays, and is refused */
		if (!is_option_in_force(reader->book, facts->year, &facts->programs[i]))
			continue;
		facts->programs[i].option = (uint8_t)reader->apm_option;
		facts->programs[i].mvp = MIPSIA_NO_MVP;
	}
}
