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

static void say_refusal(const mipsia_rulebook *book, struct case_facts *facts, const struct case_program *program,
                        const mipsia_case *c, mipsia_status status)
{
	struct case_path submission = case_submission_path(facts);
	struct case_path sets = case_path_member(&submission, "measurementSets", 15);
	struct case_path set = case_path_element(&sets, program->first_set);
	struct case_path profile = case_path_member(&case_root, "profile", 7);
	struct case_path path = case_path_member(program->first_set == CASE_NO_SET ? &profile : &set, "programName", 11);
	struct case_path entity = case_path_member(&submission, "entityType", 10);
	const char *option = mipsia_option_name((mipsia_option)c->option);
	char years[32];

	switch (status) {
	case MIPSIA_EOPTION:
		put_years_in_force(book, c, years, sizeof years);
		case_findings_add(&facts->findings, CASE_PROGRAM_NOT_IN_FORCE, &path,
		                  "%s (%s) cannot be reported in %d, but in %s; correct the program or the year",
		                  program->name, option, facts->year, years);
		break;
	case MIPSIA_EENTITY:
		case_findings_add(&facts->findings, CASE_ENTITY_NOT_ALLOWED, &entity,
		                  "an entity of type %s cannot report %s (%s) in %d; correct entityType or programName",
		                  mipsia_entity_name(facts->entity), program->name, option, facts->year);
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

struct candidate {
	const struct case_program *program;
	const struct case_set *set;
	mipsia_case c;
	mipsia_result result;
};

/* Scores a set; false after an error. */
static bool try_set(const mipsia_rulebook *book, struct case_facts *facts, const struct case_program *program,
                    const struct case_set *set, struct candidate *out)
{
	mipsia_status status;

	out->program = program;
	out->set = set;
	out->c = case_of_set(facts, program, set);
	status = mipsia_score(book, &out->c, &out->result);
	if (status != MIPSIA_OK)
		say_refusal(book, facts, program, &out->c, status);
	return status == MIPSIA_OK;
}

/* The best set of a program; false after an error. */
static bool try_program(const mipsia_rulebook *book, struct case_facts *facts, size_t program,
                        struct candidate *best, uint8_t *set_points)
{
	bool any = false;

	for (size_t i = 0; i < facts->sets_length; i++) {
		struct candidate next;

		if (facts->sets[i].program != program)
			continue;
		if (!try_set(book, facts, &facts->programs[program], &facts->sets[i], &next))
			return false;
		set_points[i] = next.result.points;
		if (!any || next.result.points > best->result.points)
			*best = next;
		any = true;
	}
	return any || try_set(book, facts, &facts->programs[program], NULL, best);
}

static bool pick(const mipsia_rulebook *book, struct case_facts *facts, struct candidate *best,
                 uint8_t *set_points)
{
	for (size_t i = 0; i < facts->programs_length; i++) {
		struct candidate next;

		if (!try_program(book, facts, i, &next, set_points))
			return false;
		if (i == 0 || next.result.contribution_x100 > best->result.contribution_x100)
			*best = next;
	}
	return facts->programs_length > 0;
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

static void give_reasons(const mipsia_rulebook *book, struct case_facts *facts)
{
	for (size_t i = 0; i < facts->sets_length; i++) {
		const struct case_set *set = &facts->sets[i];
		mipsia_case c = case_of_set(facts, &facts->programs[set->program], set);

		for (size_t k = set->first; k < set->first + set->length; k++) {
			struct case_measurement *m = &facts->measurements[k];

			m->points = 0;
			m->reason = (uint8_t)reason_of(book, &c, m);
		}
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
                                  const struct candidate *best)
{
	static const mipsia_policy policies[CASE_OTHER_END] = {
		[CASE_OTHER_DAY_COUNT] = MIPSIA_POLICY_DAY_COUNT,
		[CASE_OTHER_DENOMINATOR] = MIPSIA_POLICY_ROSTER_DENOMINATOR,
	};
	uint32_t deciding = mipsia_policies_deciding(book, &best->c);

	for (int k = 0; k < CASE_OTHER_END; k++) {
		const mipsia_set *otherwise = &facts->not_performed_otherwise[k];
		mipsia_case other = best->c;
		mipsia_result result;

		if (memcmp(otherwise, &facts->not_performed, sizeof *otherwise) == 0)
			continue;
		other.not_performed = *otherwise;
		mipsia_score(book, &other, &result);
		if (!same_figures(&best->result, &result))
			deciding |= MIPSIA_BIT(policies[k]);
	}
	return deciding;
}

void case_score(const mipsia_rulebook *book, struct case_facts *facts, struct case_score *out)
{
	struct candidate best;

	out->scored = false;
	if (facts->findings.errors > 0 || !pick(book, facts, &best, out->set_points))
		return;
	out->scored = true;
	out->program = best.program;
	out->set = best.set;
	out->picked = best.c;
	out->result = best.result;
	give_reasons(book, facts);
	out->deciding = deciding_policies(book, facts, &best);
	case_warn(book, facts, out);
}
