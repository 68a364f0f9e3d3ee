/* case_score.c - all sets of all programs, and which of them is the score. */
#include "formats/case_score.h"

mipsia_case case_of_set(const struct case_facts *facts, const struct case_program *program,
                        const struct case_set *set)
{
	mipsia_case c = {
		.performance_year = (uint16_t)facts->year,
		.option = program->option,
		.entity = (uint8_t)facts->entity,
		.mvp = program->mvp,
		.statuses = facts->statuses,
		.reweighted = facts->reweighted,
		.extreme = facts->extreme,
		.facts = facts->facts | program->facts,
		.policies = facts->policies,
		.practice_sites = facts->practice_sites,
		.recognized_sites = facts->recognized_sites,
		.too_frequent = facts->too_frequent,
		.not_performed = facts->not_performed,
	};

	if (set != NULL)
		c.attested = set->attested;
	return c;
}

/* ------------------------------------------------------------------- errors */

/* Years in which the program's option is in force, as "2021 to 2027"; "no year". */
static void put_years_in_force(const mipsia_rulebook *book, const mipsia_case *c, char *out, size_t size)
{
	struct outbuf text = { .bytes = out, .capacity = size, .limit = size };
	int first = 0, last = 0;

	for (int year = mipsia_first_year(book); year <= mipsia_last_year(book); year++) {
		mipsia_case then = *c;
		mipsia_result unused;

		then.performance_year = (uint16_t)year;
		if (mipsia_score(book, &then, &unused) == MIPSIA_EOPTION)
			continue;
		first = first ? first : year;
		last = year;
	}
	if (first == 0)
		outbuf_literal(&text, "no year");
	else
		outbuf_format(&text, "%d to %d", first, last);
	out[text.length] = '\0';
}

static const char *option_words(const struct case_program *program, const mipsia_case *c)
{
	switch (c->option) {
	case MIPSIA_TRADITIONAL:
		return "traditional MIPS";
	case MIPSIA_APM_STANDARD_WEB:
	case MIPSIA_APM_STANDARD_OTHER:
		return "the APM scoring standard";
	default:
		return program->name;
	}
}

static void say_refusal(const mipsia_rulebook *book, struct case_facts *facts,
                        const struct case_program *program, const mipsia_case *c, mipsia_status status)
{
	struct case_path submission = case_submission_path(facts);
	struct case_path sets = case_path_member(&submission, "measurementSets", 15);
	struct case_path set = case_path_element(&sets, program->first_set);
	struct case_path profile = case_path_member(&case_root, "profile", 7);
	struct case_path path =
		case_path_member(program->first_set == CASE_NO_SET ? &profile : &set, "programName", 11);
	struct case_path entity = case_path_member(&submission, "entityType", 10);
	const char *option = option_words(program, c);
	struct case_path standard = case_path_member(&profile, "apmScoringStandard", 18);
	char years[32];

	switch (status) {
	case MIPSIA_EOPTION:
		put_years_in_force(book, c, years, sizeof years);
		case_findings_add(&facts->findings, CASE_PROGRAM_NOT_IN_FORCE,
		                  facts->apm_standard_stated ? &standard : &path,
		                  "%s is not in force in %d, but in %s; correct it or the year", option,
		                  facts->year, years);
		break;
	case MIPSIA_EENTITY:
		case_findings_add(
			&facts->findings, CASE_ENTITY_NOT_ALLOWED, &entity,
			"an entity of type %s cannot report %s in %d; correct entityType or programName",
			mipsia_entity_name(facts->entity), option, facts->year);
		break;
	case MIPSIA_EMVP:
		case_findings_add(&facts->findings, CASE_MVP_UNKNOWN, &path,
		                  "%s is no MVP of %d; 'mipsia mvps' lists those of each year", program->name,
		                  facts->year);
		break;
	default:
		case_findings_add(&facts->findings, CASE_BAD_VALUE, &path, "%s: %s", program->name,
		                  mipsia_strstatus(status));
		break;
	}
}

/* ------------------------------------------------------------------ picking */

/* Scores a set (NULL: none) of a program into *out; false after an error. */
static bool try_set(const mipsia_rulebook *book, struct case_facts *facts, const struct case_program *program,
                    const struct case_set *set, struct case_score *out)
{
	mipsia_status status;

	out->program = program;
	out->set = set;
	out->result = (mipsia_result){ .status = MIPSIA_EINVALID };
	out->picked = case_of_set(facts, program, set);
	status = mipsia_score(book, &out->picked, &out->result);
	if (status != MIPSIA_OK)
		say_refusal(book, facts, program, &out->picked, status);
	else if (set != NULL)
		facts->set_points[set - facts->sets] = out->result.points;
	return status == MIPSIA_OK;
}

/* Within a program the points decide, between programs what they bring. */
static bool is_better(const struct case_score *a, const struct case_score *b)
{
	if (a->program == b->program)
		return a->result.points > b->result.points;
	return a->result.contribution_x100 > b->result.contribution_x100;
}

/* The next set of the program from `at` on; sets_length when there is none. */
static size_t next_set(const struct case_facts *facts, size_t program, size_t at)
{
	while (at < facts->sets_length && facts->sets[at].program != program)
		at++;
	return at;
}

/* The best set of a program; false after an error. */
static bool try_program(const mipsia_rulebook *book, struct case_facts *facts, size_t program,
                        struct case_score *best)
{
	const struct case_program *p = &facts->programs[program];
	size_t at = next_set(facts, program, 0);
	struct case_score other;

	if (!try_set(book, facts, p, at < facts->sets_length ? &facts->sets[at] : NULL, best))
		return false;
	while ((at = next_set(facts, program, at + 1)) < facts->sets_length) {
		if (!try_set(book, facts, p, &facts->sets[at], &other))
			return false;
		if (is_better(&other, best))
			*best = other;
	}
	return true;
}

static bool pick(const mipsia_rulebook *book, struct case_facts *facts, struct case_score *best)
{
	struct case_score other;

	if (facts->programs_length == 0 || !try_program(book, facts, 0, best))
		return false;
	for (size_t i = 1; i < facts->programs_length; i++) {
		if (!try_program(book, facts, i, &other))
			return false;
		if (is_better(&other, best))
			*best = other;
	}
	return true;
}

/* ------------------------------------------------------------------ reasons */

static mipsia_reason reason_of(const mipsia_rulebook *book, const mipsia_case *c, struct case_measurement *m)
{
	mipsia_reason reason;
	uint8_t points;

	if (m->activity < 0)
		return MIPSIA_UNKNOWN_ACTIVITY;
	reason = mipsia_activity_reason(book, c, m->activity, &points);
	if (reason == MIPSIA_NOT_IN_INVENTORY)
		return reason;
	if (!m->value)
		return MIPSIA_NOT_ATTESTED;
	if (reason < MIPSIA_DUPLICATE)
		return reason;
	if (m->repeated)
		return MIPSIA_DUPLICATE;
	m->points = points;
	return reason;
}

static void give_reasons_in(const mipsia_rulebook *book, struct case_facts *facts, const struct case_set *set,
                            const mipsia_case *c)
{
	for (size_t i = set->first; i < set->first + set->length; i++) {
		struct case_measurement *m = &facts->measurements[i];

		m->points = 0;
		m->reason = (uint8_t)reason_of(book, c, m);
	}
}

static void give_reasons(const mipsia_rulebook *book, struct case_facts *facts, const struct case_score *best)
{
	for (size_t i = 0; i < facts->sets_length; i++) {
		const struct case_set *set = &facts->sets[i];
		mipsia_case c;

		if (set == best->set) {
			give_reasons_in(book, facts, set, &best->picked);
			continue;
		}
		c = case_of_set(facts, &facts->programs[set->program], set);
		give_reasons_in(book, facts, set, &c);
	}
}

/* ----------------------------------------------------------------- policies */

static bool same_figures(const mipsia_result *a, const mipsia_result *b)
{
	return a->points == b->points && a->contribution_x100 == b->contribution_x100 &&
	       memcmp(a->weight, b->weight, sizeof a->weight) == 0;
}

/* The policies that decided, those on participation included. */
static uint32_t deciding_policies(const mipsia_rulebook *book, const struct case_facts *facts,
                                  const struct case_score *best)
{
	static const mipsia_policy policies[CASE_OTHER_END] = {
		[CASE_OTHER_DAY_COUNT] = MIPSIA_POLICY_DAY_COUNT,
		[CASE_OTHER_DENOMINATOR] = MIPSIA_POLICY_ROSTER_DENOMINATOR,
	};
	uint32_t deciding = mipsia_policies_deciding(book, &best->picked);

	for (int k = 0; k < CASE_OTHER_END; k++) {
		const mipsia_set *otherwise = &facts->not_performed_otherwise[k];
		mipsia_case other;
		mipsia_result result;

		if (memcmp(otherwise, &facts->not_performed, sizeof *otherwise) == 0)
			continue;
		other = best->picked;
		other.not_performed = *otherwise;
		mipsia_score(book, &other, &result);
		if (!same_figures(&best->result, &result))
			deciding |= MIPSIA_BIT(policies[k]);
	}
	return deciding;
}

void case_score(const mipsia_rulebook *book, struct case_facts *facts, struct case_score *out)
{
	out->scored = facts->findings.errors == 0 && pick(book, facts, out);
	if (!out->scored)
		return;
	give_reasons(book, facts, out);
	out->deciding = deciding_policies(book, facts, out);
	case_warn(book, facts, out);
}
