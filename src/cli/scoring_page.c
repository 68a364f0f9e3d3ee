/*
 * scoring_page.c - the explained score on paper. Lines are numbered; those that
 * give or take points show them and the sum so far, so that a reader can redo it
 * by hand.
 */
#include "scoring.h"

#include <string.h>

enum { NUMBER_WIDTH = 4, FACT_RIGHT = 62, SUM_COLUMN = 64 };

#define SOURCES_MAX 64

struct page {
	const struct answer *a;
	struct outbuf *out;
	int lines;
	int sum;
	const char *sources[SOURCES_MAX]; /* cited so far */
	int sources_length;
};

static void put_heading(const char *text, struct outbuf *out)
{
	outbuf_literal(out, "\n");
	outbuf_puts(out, text);
	outbuf_literal(out, "\n");
}

static void note_source(struct page *page, const char *key)
{
	for (int i = 0; i < page->sources_length; i++)
		if (strcmp(page->sources[i], key) == 0)
			return;
	if (page->sources_length < SOURCES_MAX)
		page->sources[page->sources_length++] = key;
}

/* ---------------------------------------------------------------------- lines */

static void put_sum(struct page *page, int delta, int column)
{
	page->sum += delta;
	scoring_put_spaces(SUM_COLUMN - column, page->out);
	outbuf_format(page->out, "%+6d =%6d", delta, page->sum);
}

/* "Rule: STATEMENT Value: 20." and, below, where it stands. */
static void put_rule(struct page *page, const mipsia_rule *rule)
{
	struct outbuf *out = page->out;
	char text[1200];

	snprintf(text, sizeof text, "Rule: %s Value: %s.", rule->statement, rule->value);
	scoring_put_spaces(NUMBER_WIDTH, out);
	scoring_put_words(text, NUMBER_WIDTH, NUMBER_WIDTH, SCORING_WIDTH, out);
	outbuf_literal(out, "\n");
	snprintf(text, sizeof text, "[%s; %s, %s]", rule->citation, rule->source,
	         mipsia_confidence_name(rule->confidence));
	scoring_put_spaces(NUMBER_WIDTH, out);
	scoring_put_words(text, NUMBER_WIDTH, NUMBER_WIDTH, SCORING_WIDTH, out);
	outbuf_literal(out, "\n");
	note_source(page, rule->source);
}

static void put_policy(struct page *page, int policy)
{
	const mipsia_policy_info *info = mipsia_policy_info_of((mipsia_policy)policy);
	char text[1200];

	snprintf(text, sizeof text, "%s [%s]", info->question, info->citation);
	scoring_put_spaces(NUMBER_WIDTH, page->out);
	scoring_put_words(text, NUMBER_WIDTH, NUMBER_WIDTH, SCORING_WIDTH, page->out);
	outbuf_literal(page->out, "\n");
}

static bool gives_points(const mipsia_line *line)
{
	bool activity = line->kind == MIPSIA_LINE_ACTIVITY && line->activity >= 0;

	return activity || line->kind == MIPSIA_LINE_CREDIT || line->delta != 0;
}

static void put_line(const mipsia_line *line, void *payload)
{
	struct page *page = payload;
	struct outbuf *out = page->out;
	bool points = gives_points(line);
	int column;

	outbuf_format(out, "%2d. ", ++page->lines);
	if (points) { /* the sum stands at the right of the first line */
		size_t fit = cli_text_fit(line->fact, FACT_RIGHT - NUMBER_WIDTH);
		size_t cut = fit;

		while (line->fact[fit] && cut > 0 && line->fact[cut] != ' ')
			cut--;
		cut = cut ? cut : fit;
		outbuf_put(out, line->fact, cut);
		column = NUMBER_WIDTH + (int)cut;
		put_sum(page, line->delta, column);
		if (line->fact[cut]) {
			outbuf_literal(out, "\n");
			scoring_put_spaces(NUMBER_WIDTH, out);
			scoring_put_words(line->fact + cut + strspn(line->fact + cut, " "), NUMBER_WIDTH,
			                  NUMBER_WIDTH, FACT_RIGHT, out);
		}
	} else {
		scoring_put_words(line->fact, NUMBER_WIDTH, NUMBER_WIDTH, SCORING_WIDTH, out);
	}
	outbuf_literal(out, "\n");
	if (line->policy >= 0)
		put_policy(page, line->policy);
	else if (line->rule != NULL)
		put_rule(page, line->rule);
}

/* ------------------------------------------------------------------- sections */

static void put_title(const struct answer *a, struct outbuf *out)
{
	static const char rule[] =
		"--------------------------------------------------------------------------------";

	outbuf_put(out, rule, SCORING_WIDTH);
	outbuf_literal(out, "\nCase ");
	scoring_put_id(a->facts, SCORING_WIDTH - 10, out);
	outbuf_literal(out, "\n");
}

static void put_result(const struct answer *a, struct outbuf *out)
{
	const mipsia_result *r = &a->score->result;

	outbuf_format(out, "%d of %d points (", r->points, r->max_points);
	outbuf_hundredths(out, r->percent_x100);
	if (r->flags & MIPSIA_RESULT_NEUTRAL) {
		outbuf_format(out, "%%); the final score is the performance threshold, %d.\n\n",
		              r->performance_threshold);
		return;
	}
	outbuf_format(out, "%%), weight %d%%, adds ", r->weight[MIPSIA_IA]);
	outbuf_hundredths(out, r->contribution_x100);
	outbuf_literal(out, " points to the final score.\n\n");
}

static void put_steps(const struct answer *a, struct outbuf *out)
{
	mipsia_step steps[MIPSIA_STEPS_MAX];
	size_t length = mipsia_next_steps(a->book, &a->score->picked, steps);

	put_heading("What would bring full credit", out);
	if (length == 0)
		outbuf_literal(out, "  Nothing is missing.\n");
	for (size_t i = 0; i < length; i++) {
		outbuf_puts(out, i == 0 ? "  - " : "  - or ");
		answer_put_step(&steps[i], out);
		outbuf_literal(out, "\n");
	}
	if (length > 1 && steps[0].weight == MIPSIA_HIGH && steps[0].activities > 1)
		outbuf_literal(out, "  - or any mix of them with as many points\n");
}

static const char *title_of(const struct answer *a, const char *key)
{
	size_t count;
	const mipsia_source *sources = mipsia_sources(a->book, &count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(sources[i].key, key) == 0)
			return sources[i].title;
	return "";
}

static void put_sources(const struct page *page)
{
	struct outbuf *out = page->out;

	put_heading("Sources read", out);
	for (int i = 0; i < page->sources_length; i++) {
		int column = 2 + (int)strlen(page->sources[i]) + 2;

		outbuf_format(out, "  %s: ", page->sources[i]);
		scoring_put_words(title_of(page->a, page->sources[i]), column, 6, SCORING_WIDTH, out);
		outbuf_literal(out, "\n");
	}
}

void scoring_put_page(const struct answer *a, struct outbuf *out)
{
	struct page page = { .a = a, .out = out };

	put_title(a, out);
	if (!a->score->scored) {
		outbuf_literal(out, "It cannot be scored.\n\n");
		scoring_put_findings(a, true, 2, out);
		scoring_put_findings(a, false, 2, out);
		outbuf_literal(out, "\n");
		return;
	}
	put_result(a, out);
	case_explain(a->book, a->facts, a->score, put_line, &page);
	put_steps(a, out);
	if (a->facts->findings.warnings > 0) {
		put_heading("Look at", out);
		scoring_put_findings(a, false, 2, out);
	}
	put_sources(&page);
	outbuf_literal(out, "\n");
}
