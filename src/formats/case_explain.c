/* case_explain.c - the engine's explanation, and what the intake adds to it. */
#include <stdio.h>

#include "formats/case_score.h"

struct teller {
	const mipsia_rulebook *book;
	const struct case_facts *facts;
	mipsia_line_fn *emit;
	void *payload;
};

static void write_fact(mipsia_line *line, const char *id, const mipsia_judgement *j)
{
	if (j->share_rule == NULL)
		snprintf(line->fact, sizeof line->fact, "%s: performed long enough: %s.", id,
		         j->answer == MIPSIA_MET       ? "yes"
		         : j->answer == MIPSIA_NOT_MET ? "no"
		                                       : "not known");
	else if (j->needed < 0 || j->clinicians < 0)
		snprintf(line->fact, sizeof line->fact,
		         "%s: %d clinicians performed it long enough; how many there are is not known.", id,
		         (int)j->certain);
	else if (j->answer == MIPSIA_UNKNOWN)
		snprintf(line->fact, sizeof line->fact,
		         "%s: %d of %d clinicians performed it long enough, and perhaps %d; %d are needed.",
		         id, (int)j->certain, (int)j->clinicians, (int)j->possible, (int)j->needed);
	else
		snprintf(line->fact, sizeof line->fact,
		         "%s: %d of %d clinicians performed it long enough; %d are needed.", id,
		         (int)(j->answer == MIPSIA_MET ? j->certain : j->possible), (int)j->clinicians,
		         (int)j->needed);
}

static void tell_judgement(const struct teller *t, const struct case_performed *performed)
{
	const mipsia_judgement *j = &performed->judgement;
	mipsia_line line = { .kind = MIPSIA_LINE_ACTIVITY,
		             .activity = -1,
		             .policy = -1,
		             .rule = j->share_rule ? j->share_rule : j->duration_rule };

	write_fact(&line, mipsia_activity_id(t->book, performed->activity), j);
	t->emit(&line, t->payload);
}

static void write_counts(mipsia_line *line, const struct case_facts *facts, int status)
{
	static const char *const words[MIPSIA_SPECIAL_END] = { "Small practice", "Rural",
		                                               "Health professional shortage area",
		                                               "Non-patient facing" };
	const mipsia_counts *counts = &facts->counts;

	if (status == MIPSIA_SMALL_PRACTICE)
		snprintf(line->fact, sizeof line->fact, "%s, from the count: %d clinicians.", words[status],
		         (int)counts->clinicians);
	else if (facts->entity == MIPSIA_INDIVIDUAL)
		snprintf(line->fact, sizeof line->fact, "%s, from the count: %d patient-facing encounters.",
		         words[status], (int)counts->patient_facing_encounters);
	else if (counts->clinicians_with[status] >= 0 && counts->clinicians >= 0)
		snprintf(line->fact, sizeof line->fact, "%s, from the count: %d of %d clinicians.",
		         words[status], (int)counts->clinicians_with[status], (int)counts->clinicians);
	else
		snprintf(line->fact, sizeof line->fact,
		         "%s, from the count: %d practice sites in such areas.", words[status],
		         (int)counts->sites_with[status]);
}

/* The statuses that follow from counts, before what they do. */
static void tell_derived(const struct teller *t)
{
	unsigned derived = t->facts->statuses & ~(unsigned)t->facts->statuses_stated;

	for (int status = 0; status < MIPSIA_SPECIAL_END; status++) {
		mipsia_line line = { .kind = MIPSIA_LINE_STATUS, .activity = -1, .policy = -1 };

		if (!(derived & MIPSIA_BIT(status)))
			continue;
		mipsia_status_derive(t->book, t->facts->year, t->facts->entity, (mipsia_special)status,
		                     &t->facts->counts, &line.rule);
		write_counts(&line, t->facts, status);
		t->emit(&line, t->payload);
	}
}

static void tell(const mipsia_line *line, void *payload)
{
	const struct teller *t = payload;

	t->emit(line, t->payload);
	if (line->kind == MIPSIA_LINE_RULES)
		tell_derived(t);
	for (size_t i = 0; line->kind == MIPSIA_LINE_ACTIVITY && i < t->facts->performed_length; i++)
		if (t->facts->performed[i].activity == line->activity)
			tell_judgement(t, &t->facts->performed[i]);
}

static void tell_policy(const struct teller *t, int policy)
{
	const mipsia_policy_info *info = mipsia_policy_info_of((mipsia_policy)policy);
	int taken = (t->facts->policies & MIPSIA_BIT(policy)) != 0;
	mipsia_line line = { .kind = MIPSIA_LINE_POLICY, .activity = -1, .policy = policy };

	snprintf(line.fact, sizeof line.fact, "Contested: %s is read as %s; %s would give another result.",
	         info->name, info->reading[taken], info->reading[!taken]);
	t->emit(&line, t->payload);
}

void case_explain(const mipsia_rulebook *book, const struct case_facts *facts, const struct case_score *score,
                  mipsia_line_fn *emit, void *payload)
{
	struct teller t = { book, facts, emit, payload };
	uint32_t told = mipsia_policies_deciding(book, &score->picked);

	mipsia_explain(book, &score->picked, tell, &t);
	for (int policy = 0; policy < MIPSIA_POLICY_END; policy++)
		if (score->deciding & ~told & MIPSIA_BIT(policy))
			tell_policy(&t, policy);
}
