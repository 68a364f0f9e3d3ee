/* answer_write.c - the answer line. The members stand in the order of the contract. */
#include "formats/answer_write.h"

#include "formats/outfast.h"

static void put_name(struct outbuf *out, const char *name)
{
	if (name == NULL) {
		outbuf_literal(out, "null");
		return;
	}
	outbuf_literal(out, "\"");
	outbuf_puts(out, name); /* our own words: nothing to escape */
	outbuf_literal(out, "\"");
}

/* A name of ours, or null. */
static char *fast_name(char *at, const char *name)
{
	if (name == NULL)
		return FAST_LITERAL(at, "null");
	*at++ = '"';
	at = fast_text(at, name, strlen(name));
	*at++ = '"';
	return at;
}

/* ----------------------------------------------------------------- who, when */

static const char *program_of(const struct answer *a)
{
	if (a->score->scored)
		return a->score->program->name;
	return a->facts->programs_length == 1 ? a->facts->programs[0].name : NULL;
}

static void put_id(const struct answer *a, struct outbuf *out)
{
	outbuf_literal(out, "{\"id\":");
	if (a->facts->id.length > 0)
		outbuf_json_compact(out, a->facts->id.text, a->facts->id.length);
	else
		outbuf_literal(out, "null");
}

static char *fast_who(char *at, const struct answer *a)
{
	at = FAST_LITERAL(at, ",\"performanceYear\":");
	at = a->facts->year_stated ? fast_number(at, (uint32_t)a->facts->year_stated)
	                           : FAST_LITERAL(at, "null");
	at = FAST_LITERAL(at, ",\"programName\":");
	at = fast_name(at, program_of(a));
	at = FAST_LITERAL(at, ",\"entityType\":");
	at = fast_name(at, a->facts->entity_known ? mipsia_entity_name(a->facts->entity) : NULL);
	at = FAST_LITERAL(at, ",\"option\":");
	return fast_name(at, a->score->scored ? mipsia_option_name((mipsia_option)a->score->picked.option)
	                                      : NULL);
}

/* ------------------------------------------------------------------- figures */

static char *fast_figures(char *at, const struct answer *a)
{
	const mipsia_result *r = &a->score->result;

	if (!a->score->scored)
		return FAST_LITERAL(at, ",\"points\":null,\"maxPoints\":null,\"percent\":null,\"weight\":"
		                        "null,\"contribution\":null");
	at = FAST_LITERAL(at, ",\"points\":");
	at = fast_number(at, r->points);
	at = FAST_LITERAL(at, ",\"maxPoints\":");
	at = fast_number(at, r->max_points);
	at = FAST_LITERAL(at, ",\"percent\":");
	at = fast_hundredths(at, r->percent_x100);
	at = FAST_LITERAL(at, ",\"weight\":");
	at = fast_number(at, r->weight[MIPSIA_IA]);
	at = FAST_LITERAL(at, ",\"contribution\":");
	if (r->flags & MIPSIA_RESULT_NEUTRAL)
		return FAST_LITERAL(at, "null");
	return fast_hundredths(at, r->contribution_x100);
}

#define FIGURES_MAX 640 /* bytes that fast_who and fast_figures may write */

static void put_figures(const struct answer *a, struct outbuf *out)
{
	char *at = outbuf_begin(out, FIGURES_MAX);

	if (at != NULL)
		outbuf_end(out, fast_figures(fast_who(at, a), a));
}

/* ---------------------------------------------------------------- activities */

#define ACTIVITY_MAX 160 /* bytes of an activity with one of our IDs */

/* A counted activity has an ID of the inventory: nothing to escape. */
static void put_counted(const struct case_measurement *m, struct outbuf *out)
{
	char *at = outbuf_begin(out, ACTIVITY_MAX);

	if (at == NULL)
		return;
	at = FAST_LITERAL(at, "{\"measureId\":\"");
	at = fast_text(at, m->id.text, m->id.length);
	at = FAST_LITERAL(at, "\",\"points\":");
	at = fast_number(at, m->points);
	outbuf_end(out, FAST_LITERAL(at, ",\"counted\":true,\"reason\":\"counted\"}"));
}

static void put_uncounted(const struct case_measurement *m, struct outbuf *out)
{
	outbuf_literal(out, "{\"measureId\":");
	outbuf_json(out, m->id.text, m->id.length);
	outbuf_literal(out, ",\"points\":0,\"counted\":false,\"reason\":");
	put_name(out, mipsia_reason_name((mipsia_reason)m->reason));
	outbuf_literal(out, "}");
}

static void put_activities(const struct answer *a, struct outbuf *out)
{
	const struct case_set *set = a->score->scored ? a->score->set : NULL;
	size_t length = set ? set->length : 0;

	outbuf_literal(out, ",\"activities\":[");
	for (size_t i = 0; i < length; i++) {
		const struct case_measurement *m = &a->facts->measurements[set->first + i];

		if (i > 0)
			outbuf_literal(out, ",");
		if (m->reason == MIPSIA_COUNTED)
			put_counted(m, out);
		else
			put_uncounted(m, out);
	}
	outbuf_literal(out, "]");
}

/* -------------------------------------------------------- credits and weights */

static void put_credit(struct outbuf *out, const char *name, int points, bool *first)
{
	if (points == 0)
		return;
	outbuf_puts(out, *first ? "{\"credit\":\"" : ",{\"credit\":\"");
	outbuf_puts(out, name);
	outbuf_literal(out, "\",\"points\":");
	outbuf_number(out, points);
	outbuf_literal(out, "}");
	*first = false;
}

static void put_credits(const struct answer *a, struct outbuf *out)
{
	const mipsia_result *r = &a->score->result;
	bool first = true;

	outbuf_literal(out, ",\"credits\":[");
	if (a->score->scored) {
		put_credit(out, "assigned", r->assigned_points, &first);
		put_credit(out, "study", r->study_points, &first);
		put_credit(out, "apm", r->apm_points, &first);
	}
	outbuf_literal(out, "]");
}

#define WEIGHTS_MAX 256 /* bytes that fast_weights may write */

static char *fast_weights(char *at, const mipsia_result *r)
{
	at = FAST_LITERAL(at, ",\"weights\":{\"quality\":");
	at = fast_number(at, r->weight[MIPSIA_QUALITY]);
	at = FAST_LITERAL(at, ",\"cost\":");
	at = fast_number(at, r->weight[MIPSIA_COST]);
	at = FAST_LITERAL(at, ",\"ia\":");
	at = fast_number(at, r->weight[MIPSIA_IA]);
	at = FAST_LITERAL(at, ",\"pi\":");
	at = fast_number(at, r->weight[MIPSIA_PI]);
	if (!(r->flags & MIPSIA_RESULT_NEUTRAL))
		return FAST_LITERAL(at, "},\"finalScore\":null");
	at = FAST_LITERAL(at, "},\"finalScore\":{\"equals\":\"performanceThreshold\",\"value\":");
	at = fast_number(at, r->performance_threshold);
	return FAST_LITERAL(at, "}");
}

static void put_weights(const struct answer *a, struct outbuf *out)
{
	char *at = outbuf_begin(out, WEIGHTS_MAX);

	if (at == NULL)
		return;
	if (a->score->scored)
		outbuf_end(out, fast_weights(at, &a->score->result));
	else
		outbuf_end(out, FAST_LITERAL(at, ",\"weights\":null,\"finalScore\":null"));
}

static void put_policies(const struct answer *a, struct outbuf *out)
{
	uint32_t deciding = a->score->scored ? a->score->deciding : 0;
	bool first = true;

	outbuf_literal(out, ",\"policies\":[");
	for (int policy = 0; deciding != 0 && policy < MIPSIA_POLICY_END; policy++) {
		const mipsia_policy_info *info = mipsia_policy_info_of((mipsia_policy)policy);
		bool other = a->facts->policies & MIPSIA_BIT(policy);

		if (!(deciding & MIPSIA_BIT(policy)))
			continue;
		outbuf_puts(out, first ? "{\"policy\":" : ",{\"policy\":");
		put_name(out, info->name);
		outbuf_literal(out, ",\"reading\":");
		put_name(out, info->reading[other]);
		outbuf_literal(out, ",\"other\":");
		put_name(out, info->reading[!other]);
		outbuf_literal(out, "}");
		first = false;
	}
	outbuf_literal(out, "]");
}

/* ------------------------------------------------------------------ findings */

static void put_dropped(const struct case_findings *findings, struct outbuf *out, bool first)
{
	outbuf_puts(out, first ? "{\"code\":" : ",{\"code\":");
	put_name(out, case_code_name(CASE_MORE_FINDINGS));
	outbuf_literal(out, ",\"message\":\"");
	outbuf_number(out, (int64_t)findings->dropped);
	outbuf_literal(out, " more errors and warnings are not shown\",\"path\":\"$\"}");
}

static void put_findings(const struct case_findings *findings, bool errors, struct outbuf *out)
{
	bool first = true;

	for (size_t i = 0; i < findings->length; i++) {
		enum case_code code = findings->list[i].code;

		if (case_code_is_error(code) != errors)
			continue;
		outbuf_puts(out, first ? "{\"code\":" : ",{\"code\":");
		put_name(out, case_code_name(code));
		outbuf_literal(out, ",\"message\":");
		outbuf_json_string(out, case_finding_message(findings, i));
		outbuf_literal(out, ",\"path\":");
		outbuf_json_string(out, case_finding_path(findings, i));
		outbuf_literal(out, "}");
		first = false;
	}
	if (!errors && findings->dropped > 0)
		put_dropped(findings, out, first);
}

static void put_warnings(const struct answer *a, struct outbuf *out)
{
	outbuf_literal(out, ",\"warnings\":[");
	if (a->facts->findings.length > 0)
		put_findings(&a->facts->findings, false, out);
	outbuf_literal(out, "],");
}

void answer_write_errors(const struct answer *a, struct outbuf *out)
{
	outbuf_literal(out, "\"errors\":[");
	if (a->facts->findings.errors > 0)
		put_findings(&a->facts->findings, true, out);
	outbuf_literal(out, "]");
}

static void put_source(const struct answer *a, struct outbuf *out)
{
	if (a->facts->findings.errors == 0 || a->place == NULL)
		return;
	outbuf_literal(out, ",\"source\":{\"file\":");
	outbuf_json_string(out, a->place->file);
	outbuf_literal(out, ",");
	put_name(out, a->place->unit);
	outbuf_literal(out, ":");
	case_place_put(a->place, out);
	outbuf_literal(out, "}");
}

/* --------------------------------------------------------------- explanation */

struct telling {
	struct outbuf *out;
	bool first;
};

static void put_text(struct outbuf *out, const char *text)
{
	if (text == NULL)
		outbuf_literal(out, "null");
	else
		outbuf_json_string(out, text);
}

static void put_rule(struct outbuf *out, const mipsia_rule *rule)
{
	outbuf_literal(out, ",\"rule\":");
	put_text(out, rule ? rule->statement : NULL);
	outbuf_literal(out, ",\"value\":");
	put_text(out, rule ? rule->value : NULL);
	outbuf_literal(out, ",\"citation\":");
	put_text(out, rule ? rule->citation : NULL);
	outbuf_literal(out, ",\"source\":");
	put_text(out, rule ? rule->source : NULL);
	outbuf_literal(out, ",\"confidence\":");
	put_name(out, rule ? mipsia_confidence_name(rule->confidence) : NULL);
}

/* A contested reading in the place of a rule. */
static void put_policy_rule(struct outbuf *out, int policy)
{
	const mipsia_policy_info *info = mipsia_policy_info_of((mipsia_policy)policy);

	outbuf_literal(out, ",\"rule\":");
	put_text(out, info->question);
	outbuf_literal(out, ",\"value\":");
	put_text(out, info->name);
	outbuf_literal(out, ",\"citation\":");
	put_text(out, info->citation);
	outbuf_literal(out, ",\"source\":");
	put_text(out, info->rulebook_id);
	outbuf_literal(out, ",\"confidence\":null");
}

static void put_line(const mipsia_line *line, void *payload)
{
	struct telling *telling = payload;
	struct outbuf *out = telling->out;

	outbuf_puts(out, telling->first ? "{\"kind\":" : ",{\"kind\":");
	telling->first = false;
	put_name(out, mipsia_line_kind_name(line->kind));
	outbuf_literal(out, ",\"fact\":");
	outbuf_json_string(out, line->fact);
	if (line->policy >= 0)
		put_policy_rule(out, line->policy);
	else
		put_rule(out, line->rule);
	outbuf_literal(out, ",\"points\":");
	outbuf_number(out, line->delta);
	outbuf_literal(out, "}");
}

void answer_put_step(const mipsia_step *step, struct outbuf *out)
{
	bool several = step->activities != 1;

	if (step->pcmh) {
		outbuf_literal(out, "attest to IA_PCMH, as a recognized patient-centered medical home");
		return;
	}
	outbuf_literal(out, "attest to ");
	outbuf_number(out, step->activities);
	outbuf_literal(out, " more ");
	if (step->weight != MIPSIA_UNWEIGHTED) {
		outbuf_puts(out, mipsia_class_name(step->weight));
		outbuf_literal(out, "-weighted ");
	}
	outbuf_puts(out, several ? "activities" : "activity");
}

static void put_steps(const struct answer *a, struct outbuf *out)
{
	mipsia_step steps[MIPSIA_STEPS_MAX];
	size_t length = a->score->scored ? mipsia_next_steps(a->book, &a->score->picked, steps) : 0;

	outbuf_literal(out, ",\"nextSteps\":[");
	for (size_t i = 0; i < length; i++) {
		outbuf_puts(out, i == 0 ? "{\"measureId\":" : ",{\"measureId\":");
		put_name(out, steps[i].pcmh ? "IA_PCMH" : NULL);
		outbuf_literal(out, ",\"weight\":");
		put_name(out, steps[i].pcmh ? NULL : mipsia_class_name(steps[i].weight));
		outbuf_literal(out, ",\"activities\":");
		outbuf_number(out, steps[i].activities);
		outbuf_literal(out, ",\"text\":\"");
		answer_put_step(&steps[i], out);
		outbuf_literal(out, "\"}");
	}
	outbuf_literal(out, "]");
}

static void put_explanation(const struct answer *a, struct outbuf *out)
{
	struct telling telling = { out, true };

	outbuf_literal(out, ",\"explanation\":[");
	if (a->score->scored)
		case_explain(a->book, a->facts, a->score, put_line, &telling);
	outbuf_literal(out, "]");
	put_steps(a, out);
}

void answer_write(const struct answer *a, bool explain, struct outbuf *out)
{
	put_id(a, out);
	put_figures(a, out);
	put_activities(a, out);
	put_credits(a, out);
	put_weights(a, out);
	put_policies(a, out);
	put_warnings(a, out);
	answer_write_errors(a, out);
	put_source(a, out);
	if (explain)
		put_explanation(a, out);
	outbuf_literal(out, "}\n");
}
