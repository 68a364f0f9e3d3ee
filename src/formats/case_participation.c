/*
 * case_participation.c - who performed which activity, from when to when, and
 * what the engine makes of it: an attested activity that too few clinicians
 * performed, or not long enough, is barred.
 */
#include "formats/case_intake.h"

#include <stdlib.h>

enum { PART_CLINICIANS, PART_ROSTER, PART_ACTIVITIES, PART_FIELDS };

static const struct case_field part_fields[PART_FIELDS] = {
	[PART_CLINICIANS] = CASE_FIELD("clinicianCount"),
	[PART_ROSTER] = CASE_FIELD("roster"),
	[PART_ACTIVITIES] = CASE_FIELD("activities"),
};

enum { MEMBER_NPI, MEMBER_NAME, MEMBER_FROM, MEMBER_TO, MEMBER_FIELDS };

static const struct case_field member_fields[MEMBER_FIELDS] = {
	[MEMBER_NPI] = CASE_FIELD("npi"),
	[MEMBER_NAME] = CASE_FIELD("name"),
	[MEMBER_FROM] = CASE_FIELD("from"),
	[MEMBER_TO] = CASE_FIELD("to"),
};

enum { ENTRY_ID, ENTRY_PERFORMERS, ENTRY_COUNT, ENTRY_START, ENTRY_END, ENTRY_FIELDS };

static const struct case_field entry_fields[ENTRY_FIELDS] = {
	[ENTRY_ID] = CASE_FIELD("measureId"),
	[ENTRY_PERFORMERS] = CASE_FIELD("performers"),
	[ENTRY_COUNT] = CASE_FIELD("performerCount"),
	[ENTRY_START] = CASE_FIELD("start"),
	[ENTRY_END] = CASE_FIELD("end"),
};

enum { PERFORMER_NPI, PERFORMER_START, PERFORMER_END, PERFORMER_FIELDS };

static const struct case_field performer_fields[PERFORMER_FIELDS] = {
	[PERFORMER_NPI] = CASE_FIELD("npi"),
	[PERFORMER_START] = CASE_FIELD("start"),
	[PERFORMER_END] = CASE_FIELD("end"),
};

#define NPI_DIGITS 10
#define NPI_MAX 9999999999

/* ---------------------------------------------------------------------- NPI */

/* The check digit is not looked at: CMS's own examples have none. */
static bool take_npi(struct case_object *object, uint64_t *npi)
{
	struct json_value value = object->member.value;
	bool good = value.type == JSON_INTEGER
	                    ? value.as.integer >= 0 && value.as.integer <= NPI_MAX
	                    : value.type == JSON_STRING && value.length > 0 && value.length <= NPI_DIGITS;

	*npi = value.type == JSON_INTEGER ? value.as.natural : 0;
	for (size_t i = 0; good && value.type == JSON_STRING && i < value.length; i++) {
		good = value.as.text[i] >= '0' && value.as.text[i] <= '9';
		*npi = *npi * 10 + (uint64_t)(value.as.text[i] - '0');
	}
	if (!good)
		case_say(object->reader, CASE_BAD_VALUE, case_object_path(object),
		         "this is no NPI; write its 10 digits as a string");
	return good;
}

/* ------------------------------------------------------------------- roster */

static bool read_member(struct case_reader *reader, struct json_value value, const struct case_path *path,
                        mipsia_member *out)
{
	struct case_object object;
	bool good = true;
	int field;

	*out = (mipsia_member){ .from = MIPSIA_DATE_UNKNOWN, .to = MIPSIA_DATE_UNKNOWN };
	if (!case_object_open(&object, reader, value, member_fields, MEMBER_FIELDS, true, path))
		return false;
	while ((field = case_object_next(&object)) != CASE_OBJECT_END) {
		struct case_text name; /* for people; not kept */

		if (field == MEMBER_NPI)
			good &= take_npi(&object, &out->npi);
		else if (field == MEMBER_NAME)
			good &= case_take_text(&object, &name);
		else
			good &= case_take_date(&object, field == MEMBER_FROM ? &out->from : &out->to);
	}
	return case_object_require(&object, MEMBER_NPI) && good;
}

static int compare_members(const void *a, const void *b)
{
	const mipsia_member *x = a, *y = b;

	if (x->npi != y->npi)
		return x->npi < y->npi ? -1 : 1;
	return x->from < y->from ? -1 : x->from > y->from; /* MIPSIA_DATE_UNKNOWN, open, is the least */
}

static mipsia_date later_or_open(mipsia_date a, mipsia_date b)
{
	if (a == MIPSIA_DATE_UNKNOWN || b == MIPSIA_DATE_UNKNOWN)
		return MIPSIA_DATE_UNKNOWN;
	return a > b ? a : b;
}

static bool is_same_time(const mipsia_member *last, const mipsia_member *next)
{
	if (last->npi != next->npi)
		return false;
	return last->to == MIPSIA_DATE_UNKNOWN || next->from == MIPSIA_DATE_UNKNOWN ||
	       next->from <= last->to + 1;
}

/* Joins entries of one clinician that overlap or touch; who left and came back
 * keeps several. Returns how many were joined. */
static size_t join_members(mipsia_member *roster, size_t *length)
{
	size_t kept = 0;
	size_t joined = 0;

	for (size_t i = 0; i < *length; i++) {
		mipsia_member *last = kept ? &roster[kept - 1] : NULL;

		if (last == NULL || !is_same_time(last, &roster[i])) {
			roster[kept++] = roster[i];
			continue;
		}
		last->to = later_or_open(last->to, roster[i].to);
		joined++;
	}
	*length = kept;
	return joined;
}

static void order_roster(struct case_reader *reader, const struct case_path *path)
{
	size_t joined;

	qsort(reader->roster, reader->roster_length, sizeof *reader->roster, compare_members);
	joined = join_members(reader->roster, &reader->roster_length);
	if (joined > 0)
		case_say(reader, CASE_DUPLICATE_CLINICIAN, path,
		         "%zu entries repeat a clinician for the same time; each counts once. Remove or "
		         "correct them",
		         joined);
}

static void read_roster(struct case_reader *reader, struct json_value array, const struct case_path *path)
{
	struct json_cursor cursor = json_walk(array);
	struct json_value value;

	for (size_t i = 0; json_next(&cursor, &value); i++) {
		struct case_path element = case_path_element(path, i);
		mipsia_member *grown = case_grow(reader, reader->roster, &reader->roster_capacity,
		                                 reader->roster_length, sizeof *grown, CASE_ROSTER_MAX, path);

		if (grown == NULL)
			return;
		reader->roster = grown;
		if (read_member(reader, value, &element, &grown[reader->roster_length]))
			reader->roster_length++;
	}
	if (reader->roster_length > 0)
		order_roster(reader, path);
	else
		case_say(reader, CASE_EMPTY_ROSTER, path,
		         "the roster is empty and is taken for none; list the clinicians or leave it out");
}

/* --------------------------------------------------------------- performers */

/* An entry of participation.activities. */
struct entry {
	struct case_text id;
	struct json_value performers; /* JSON_NULL: not given */
	int32_t count;                /* or -1 */
	mipsia_date start, end;
	int activity;
	bool unstated; /* neither performers nor their number */
};

static bool read_performer(struct case_reader *reader, struct json_value value, const struct entry *entry,
                           const struct case_path *path, mipsia_performance *out)
{
	struct case_object object;
	bool good = true;
	int field;

	*out = (mipsia_performance){ .start = MIPSIA_DATE_UNKNOWN, .end = MIPSIA_DATE_UNKNOWN };
	if (!case_object_open(&object, reader, value, performer_fields, PERFORMER_FIELDS, true, path))
		return false;
	while ((field = case_object_next(&object)) != CASE_OBJECT_END) {
		if (field == PERFORMER_NPI)
			good &= take_npi(&object, &out->npi);
		else
			good &= case_take_date(&object, field == PERFORMER_START ? &out->start : &out->end);
	}
	if (out->end != MIPSIA_DATE_UNKNOWN && out->end < out->start)
		case_say(reader, CASE_PERIOD_REVERSED, path,
		         "the period ends before it begins and has no days; exchange or correct the dates");
	if (out->start == MIPSIA_DATE_UNKNOWN && out->end == MIPSIA_DATE_UNKNOWN) {
		out->start = entry->start;
		out->end = entry->end;
	}
	if (!(object.seen & MIPSIA_BIT(PERFORMER_NPI))) /* a clinician of its own, on no roster */
		out->npi = (uint64_t)NPI_MAX + 1 + reader->performances_length;
	return good;
}

static int compare_performances(const void *a, const void *b)
{
	const mipsia_performance *x = a, *y = b;

	if (x->npi != y->npi)
		return x->npi < y->npi ? -1 : 1;
	return x->start < y->start ? -1 : x->start > y->start;
}

static void read_performers(struct case_reader *reader, const struct entry *entry,
                            const struct case_path *path)
{
	struct json_cursor cursor = json_walk(entry->performers);
	struct json_value value;

	reader->performances_length = 0;
	for (size_t i = 0; json_next(&cursor, &value); i++) {
		struct case_path element = case_path_element(path, i);
		mipsia_performance *grown =
			case_grow(reader, reader->performances, &reader->performances_capacity,
		                  reader->performances_length, sizeof *grown, CASE_PERFORMERS_MAX, path);

		if (grown == NULL)
			return;
		reader->performances = grown;
		if (read_performer(reader, value, entry, &element, &grown[reader->performances_length]))
			reader->performances_length++;
	}
	if (reader->performances_length > 0)
		qsort(reader->performances, reader->performances_length, sizeof *reader->performances,
		      compare_performances);
}

/* ---------------------------------------------------------------- judgement */

static int32_t denominator_of(const struct case_reader *reader, int32_t stated)
{
	if (stated >= 0)
		return stated;
	/* the profile's count is that of the affiliated group, not of the subgroup */
	return reader->facts.entity == MIPSIA_SUBGROUP ? -1 : reader->facts.counts.clinicians;
}

/* Nobody is named: only a period that is certainly too short for anybody says
 * something. */
static mipsia_answer judge_unstated(const struct case_reader *reader, const struct entry *entry,
                                    uint32_t policies, mipsia_judgement *out)
{
	mipsia_performance period = { .start = entry->start, .end = entry->end };
	mipsia_answer answer = mipsia_clinician_judge(reader->book, reader->facts.year, entry->activity, NULL,
	                                              &period, 1, policies, NULL);

	out->clinicians = -1;
	out->strangers = 0;
	out->answer = answer == MIPSIA_NOT_MET ? MIPSIA_NOT_MET : MIPSIA_UNKNOWN;
	return out->answer;
}

static mipsia_answer judge(const struct case_reader *reader, const struct entry *entry, int32_t clinicians,
                           uint32_t policies, mipsia_judgement *out)
{
	mipsia_participation facts = {
		.roster = reader->roster_length ? reader->roster : NULL,
		.roster_length = reader->roster_length,
		.clinicians = clinicians,
		.performances = reader->performances,
		.performances_length = reader->performances_length,
		.performer_count = entry->count,
		.start = entry->start,
		.end = entry->end,
		.policies = policies,
	};

	mipsia_participation_judge(reader->book, reader->facts.year, reader->facts.entity, entry->activity,
	                           &facts, out);
	return entry->unstated ? judge_unstated(reader, entry, policies, out) : out->answer;
}

static void say_unknown(struct case_reader *reader, const struct entry *entry, const mipsia_judgement *j,
                        const struct case_path *path)
{
	const char *id = mipsia_activity_id(reader->book, entry->activity);

	if (entry->unstated)
		case_say(reader, CASE_PARTICIPATION_UNKNOWN, path,
		         "%s: who performed it is not stated; it is taken at its word. List performers, "
		         "or state performerCount",
		         id);
	else if (j->needed < 0)
		case_say(reader, CASE_PARTICIPATION_UNKNOWN, path,
		         "%s: %d performed it long enough, but how many clinicians there are is not "
		         "stated; it is taken at its word. State participation.roster or clinicianCount",
		         id, (int)j->certain);
	else
		case_say(reader, CASE_PARTICIPATION_UNKNOWN, path,
		         "%s: %d of the %d needed performed it long enough for certain, %d possibly, "
		         "because dates are missing; it is taken at its word. Complete the dates",
		         id, (int)j->certain, (int)j->needed, (int)j->possible);
}

static void say_not_performed(struct case_reader *reader, const struct entry *entry,
                              const mipsia_judgement *j, const struct case_path *path)
{
	const char *id = mipsia_activity_id(reader->book, entry->activity);
	char last_start[MIPSIA_DATE_TEXT];

	mipsia_date_format(j->last_start, last_start);
	if (j->needed < 0 || j->clinicians < 0)
		case_say(reader, CASE_NOT_PERFORMED, path,
		         "%s earns nothing: nobody performed it long enough (%s; the last day to begin "
		         "was %s)",
		         id, j->duration_rule ? j->duration_rule->value : "see the rules", last_start);
	else
		case_say(reader, CASE_NOT_PERFORMED, path,
		         "%s earns nothing: %d of %d clinicians performed it long enough, %d are needed "
		         "(%s; the last day to begin was %s)",
		         id, (int)j->possible, (int)j->clinicians, (int)j->needed,
		         j->duration_rule ? j->duration_rule->value : "see the rules", last_start);
}

/* What the other reading of dayCount or rosterDenominator would say. */
static void judge_otherwise(struct case_reader *reader, const struct entry *entry, int32_t clinicians)
{
	static const mipsia_policy policies[CASE_OTHER_END] = {
		[CASE_OTHER_DAY_COUNT] = MIPSIA_POLICY_DAY_COUNT,
		[CASE_OTHER_DENOMINATOR] = MIPSIA_POLICY_ROSTER_DENOMINATOR,
	};
	mipsia_judgement unused;

	for (int k = 0; k < CASE_OTHER_END; k++) {
		uint32_t other = reader->facts.policies ^ MIPSIA_BIT(policies[k]);

		if (judge(reader, entry, clinicians, other, &unused) == MIPSIA_NOT_MET)
			mipsia_set_add(&reader->facts.not_performed_otherwise[k], entry->activity);
	}
}

static mipsia_date first_start(const struct case_reader *reader, const struct entry *entry)
{
	mipsia_date first = entry->count >= 0 ? entry->start : MIPSIA_DATE_UNKNOWN;

	for (size_t i = 0; i < reader->performances_length; i++)
		if (i == 0 || reader->performances[i].start < first) /* MIPSIA_DATE_UNKNOWN is the least */
			first = reader->performances[i].start;
	return first;
}

static void keep_judgement(struct case_reader *reader, const struct entry *entry, const mipsia_judgement *j)
{
	struct case_facts *facts = &reader->facts;

	facts->performed[facts->performed_length++] =
		(struct case_performed){ entry->activity, first_start(reader, entry), *j };
}

static void judge_entry(struct case_reader *reader, const struct entry *entry, int32_t clinicians,
                        const struct case_path *path)
{
	mipsia_judgement j;

	judge_otherwise(reader, entry, clinicians);
	switch (judge(reader, entry, clinicians, reader->facts.policies, &j)) {
	case MIPSIA_NOT_MET:
		mipsia_set_add(&reader->facts.not_performed, entry->activity);
		say_not_performed(reader, entry, &j, path);
		break;
	case MIPSIA_UNKNOWN:
		say_unknown(reader, entry, &j, path);
		break;
	case MIPSIA_MET:
		break;
	}
	keep_judgement(reader, entry, &j);
	if (entry->count > j.clinicians && j.clinicians >= 0)
		case_say(reader, CASE_TOO_MANY_PERFORMERS, path,
		         "%s: %d are said to have performed it, but there are %d clinicians; correct one of "
		         "the two",
		         mipsia_activity_id(reader->book, entry->activity), (int)entry->count,
		         (int)j.clinicians);
	if (j.strangers > 0)
		case_say(reader, CASE_STRANGER, path,
		         "%s: %d performers are not in the roster and are not counted; add them or "
		         "correct their NPIs",
		         mipsia_activity_id(reader->book, entry->activity), (int)j.strangers);
}

/* ------------------------------------------------------------------- entries */

static void take_entry_field(struct case_object *object, int field, struct entry *entry)
{
	struct json_cursor unused;

	switch (field) {
	case ENTRY_ID:
		case_take_text(object, &entry->id);
		break;
	case ENTRY_PERFORMERS:
		if (case_take_array(object, &unused))
			entry->performers = object->member.value;
		break;
	case ENTRY_COUNT:
		case_take_count(object, 0, &entry->count);
		break;
	case ENTRY_START:
		case_take_date(object, &entry->start);
		break;
	case ENTRY_END:
		case_take_date(object, &entry->end);
		break;
	default:
		break;
	}
}

/* Performers go before their number. */
static void settle_performers(struct case_object *object, struct entry *entry)
{
	const uint32_t both = MIPSIA_BIT(ENTRY_PERFORMERS) | MIPSIA_BIT(ENTRY_COUNT);
	struct case_path path = case_path_member(object->self, "performerCount", 14);

	entry->unstated = (object->seen & both) == 0;
	if ((object->seen & both) != both)
		return;
	entry->count = -1;
	case_say(object->reader, CASE_CONTRADICTORY_ENTRY, &path,
	         "performers and performerCount are both given; performers count. Keep one of them");
}

static bool read_entry(struct case_reader *reader, struct json_value value, const struct case_path *path,
                       struct entry *out)
{
	struct case_object object;
	int field;

	*out = (struct entry){ .performers = { .type = JSON_NULL },
		               .count = -1,
		               .start = MIPSIA_DATE_UNKNOWN,
		               .end = MIPSIA_DATE_UNKNOWN,
		               .activity = -1 };
	if (!case_object_open(&object, reader, value, entry_fields, ENTRY_FIELDS, true, path))
		return false;
	while ((field = case_object_next(&object)) != CASE_OBJECT_END)
		take_entry_field(&object, field, out);
	if (!case_object_require(&object, ENTRY_ID) || out->id.text == NULL)
		return false;
	settle_performers(&object, out);
	out->activity = mipsia_activity_find(reader->book, out->id.text, out->id.length);
	if (out->activity < 0) {
		struct case_path id = case_path_member(path, "measureId", 9);

		case_say(reader, CASE_UNKNOWN_ACTIVITY, &id, "\"%s\" is in no year's inventory; check the ID",
		         case_quote(out->id.text, out->id.length).text);
	}
	return out->activity >= 0;
}

static bool is_new_entry(struct case_reader *reader, mipsia_set *listed, int activity,
                         const struct case_path *path)
{
	if (!mipsia_set_has(listed, activity)) {
		mipsia_set_add(listed, activity);
		return true;
	}
	case_say(reader, CASE_CONTRADICTORY_ENTRY, path,
	         "%s has an entry already, and the first counts; join the two",
	         mipsia_activity_id(reader->book, activity));
	return false;
}

static mipsia_set attested_anywhere(const struct case_facts *facts)
{
	mipsia_set all = { { 0 } };

	for (size_t i = 0; i < facts->sets_length; i++)
		for (int w = 0; w < MIPSIA_SET_WORDS; w++)
			all.word[w] |= facts->sets[i].attested.word[w];
	return all;
}

static bool can_judge(const struct case_reader *reader)
{
	return reader->facts.year != 0 && reader->facts.findings.errors == 0;
}

static void read_entries(struct case_reader *reader, struct json_value array, int32_t clinicians,
                         const struct case_path *path, mipsia_set *listed)
{
	mipsia_set attested = attested_anywhere(&reader->facts);
	struct json_cursor cursor = json_walk(array);
	struct json_value value;

	for (size_t i = 0; json_next(&cursor, &value); i++) {
		struct case_path element = case_path_element(path, i);
		struct case_path performers = case_path_member(&element, "performers", 10);
		struct entry entry;

		if (i == CASE_ACTIVITIES_MAX) {
			case_say(reader, CASE_TOO_LARGE, path,
			         "there are more than %d activities; leave out those that are not attested",
			         CASE_ACTIVITIES_MAX);
			return;
		}
		if (!read_entry(reader, value, &element, &entry) ||
		    !is_new_entry(reader, listed, entry.activity, &element))
			continue;
		read_performers(reader, &entry, &performers);
		if (mipsia_set_has(&attested, entry.activity) && can_judge(reader))
			judge_entry(reader, &entry, clinicians, &element);
	}
}

/* Attested, but not in participation.activities. IA_PCMH is nobody's to perform. */
static void say_unlisted(struct case_reader *reader, const mipsia_set *listed, const struct case_path *path)
{
	mipsia_set attested = attested_anywhere(&reader->facts);

	for (int activity = 0; activity < mipsia_activity_count(reader->book); activity++) {
		const mipsia_activity *row =
			mipsia_activity_in_year(reader->book, activity, reader->facts.year);
		const char *id = mipsia_activity_id(reader->book, activity);

		if (row == NULL || !mipsia_set_has(&attested, activity) || mipsia_set_has(listed, activity) ||
		    strcmp(id, "IA_PCMH") == 0)
			continue;
		case_say(reader, CASE_PARTICIPATION_UNKNOWN, path,
		         "%s is attested, but who performed it is not listed here; it is taken at its word",
		         id);
	}
}

/* ------------------------------------------------------------ participation */

/* A roster is no statement on the size of the TIN; but who has so few clinicians
 * should know what it could mean. */
static void say_small_roster(struct case_reader *reader, int32_t clinicians, const struct case_path *path)
{
	const struct case_facts *facts = &reader->facts;
	mipsia_counts counts = MIPSIA_COUNTS_UNKNOWN;
	bool stated = facts->counts.clinicians >= 0 || clinicians >= 0 ||
	              (facts->statuses & MIPSIA_BIT(MIPSIA_SMALL_PRACTICE));

	counts.clinicians = (int32_t)reader->roster_length;
	if (reader->roster_length == 0 || stated || facts->entity == MIPSIA_SUBGROUP ||
	    facts->entity == MIPSIA_INDIVIDUAL)
		return;
	if (mipsia_status_derive(reader->book, facts->year, facts->entity, MIPSIA_SMALL_PRACTICE, &counts,
	                         NULL) == MIPSIA_MET)
		case_say(
			reader, CASE_ROSTER_SMALL, path,
			"the roster lists %zu clinicians; if these are all, this is a small practice and its "
			"activities earn more. State profile.clinicianCount",
			reader->roster_length);
}

void case_read_participation(struct case_reader *reader, struct json_value value,
                             const struct case_path *path)
{
	struct case_path roster = case_path_member(path, "roster", 6);
	struct case_path activities = case_path_member(path, "activities", 10);
	struct json_value arrays[PART_FIELDS] = { { .type = JSON_NULL },
		                                  { .type = JSON_NULL },
		                                  { .type = JSON_NULL } };
	struct case_object object;
	struct json_cursor unused;
	mipsia_set listed = { { 0 } };
	int32_t clinicians = -1;
	int field;

	if (!case_object_open(&object, reader, value, part_fields, PART_FIELDS, true, path))
		return;
	while ((field = case_object_next(&object)) != CASE_OBJECT_END) {
		if (field == PART_CLINICIANS)
			case_take_count(&object, 1, &clinicians);
		else if (case_take_array(&object, &unused))
			arrays[field] = object.member.value;
	}
	if (arrays[PART_ROSTER].type == JSON_ARRAY)
		read_roster(reader, arrays[PART_ROSTER], &roster);
	if (can_judge(reader))
		say_small_roster(reader, clinicians, &roster);
	if (arrays[PART_ACTIVITIES].type != JSON_ARRAY)
		return;
	read_entries(reader, arrays[PART_ACTIVITIES], denominator_of(reader, clinicians), &activities,
	             &listed);
	if (can_judge(reader))
		say_unlisted(reader, &listed, &activities);
}
