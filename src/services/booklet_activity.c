/*
 * booklet_activity.c - one activity of the booklet: what it asks, its facts, the
 * papers to tick off, mistakes, relations and sources.
 */
#include "services/booklet_part.h"

#include <string.h>

/* ----------------------------------------------------------------- the facts */

static void begin_row(FILE *out, const char *heading)
{
	fprintf(out, "<tr><th scope=\"row\">%s</th><td>", heading);
}

static void end_row(FILE *out)
{
	fputs("</td></tr>\n", out);
}

static void put_row(FILE *out, const char *heading, const char *text)
{
	begin_row(out, heading);
	booklet_text(out, text);
	end_row(out);
}

/* Points of the activity alone, and the points of the full score. */
static int points_alone(const struct booklet *booklet, int activity, unsigned statuses, int *max)
{
	mipsia_case c = { .performance_year = (uint16_t)booklet->year,
		          .option = booklet->mvp == MIPSIA_NO_MVP ? MIPSIA_TRADITIONAL : MIPSIA_MVP,
		          .entity = MIPSIA_GROUP,
		          .mvp = (uint8_t)booklet->mvp,
		          .statuses = (uint8_t)statuses };
	mipsia_result result;
	uint8_t points;

	mipsia_set_add(&c.attested, activity);
	mipsia_activity_reason(booklet->book, &c, activity, &points);
	mipsia_score(booklet->book, &c, &result);
	*max = result.max_points;
	return points;
}

static void put_points(FILE *out, const struct booklet *booklet, const mipsia_activity *row)
{
	int max;
	int special = points_alone(booklet, row->activity, MIPSIA_BIT(MIPSIA_SMALL_PRACTICE), &max);
	int ordinary = points_alone(booklet, row->activity, 0, &max);

	begin_row(out, "Points");
	if (ordinary == 0)
		fputs("only in an MVP that includes it", out);
	else if (ordinary == special)
		fprintf(out, "%d of %d", ordinary, max);
	else
		fprintf(out,
		        "%d of %d; %d with a special status (small practice, rural, shortage area, "
		        "non-patient facing)",
		        ordinary, max, special);
	end_row(out);
	if (row->weight != MIPSIA_UNWEIGHTED)
		put_row(out, "Weight", mipsia_class_name(row->weight));
}

/* IA_PCMH is a recognition: no days to count, none on which to begin. */
static bool is_recognition(const struct guide_entry *entry)
{
	return strcmp(entry->measure_id, "IA_PCMH") == 0;
}

static void put_days(FILE *out, const struct booklet *booklet, const struct booklet_activity *activity)
{
	const mipsia_activity *row = activity->row;

	put_row(out, "For how long", activity->entry->how_long);
	if (!is_recognition(activity->entry) && row->suspended_on == MIPSIA_DATE_UNKNOWN) {
		begin_row(out, "Last day to begin");
		booklet_date(out, mipsia_last_start(booklet->book, booklet->year, row->activity, 0));
		end_row(out);
	}
	if (row->once_in_years) {
		begin_row(out, "How often");
		fprintf(out, "Once in %d years: attested for %d, not again before %d.", row->once_in_years,
		        booklet->year, booklet->year + row->once_in_years);
		end_row(out);
	}
}

static void put_effort(FILE *out, const struct guide_entry *entry)
{
	begin_row(out, "Effort");
	fprintf(out, "%s to set up, %s to run. ", guide_level_words[entry->set_up],
	        guide_level_words[entry->running]);
	booklet_text(out, entry->effort_why);
	end_row(out);
	begin_row(out, "Who does it");
	fputs("Led by: ", out);
	booklet_text(out, entry->owner);
	fputs(". Staff: ", out);
	booklet_list(out, guide_staff_words, entry->staff);
	fputs(". Technology: ", out);
	booklet_list(out, guide_technology_words, entry->technology);
	fputs(".", out);
	end_row(out);
	begin_row(out, "Natural for");
	booklet_list(out, guide_specialty_words, entry->specialties);
	end_row(out);
}

static void put_facts(FILE *out, const struct booklet *booklet, const struct booklet_activity *activity)
{
	fprintf(out, "<table class=\"facts\"><caption>%s in %d</caption><tbody>\n",
	        activity->entry->measure_id, booklet->year);
	put_row(out, "Done already?", activity->entry->already_doing);
	if (activity->entry->only_if)
		put_row(out, "Condition", activity->entry->only_if);
	put_points(out, booklet, activity->row);
	put_row(out, "Who takes part", activity->entry->who_takes_part);
	put_days(out, booklet, activity);
	put_effort(out, activity->entry);
	fputs("</tbody></table>\n", out);
}

static void put_suspension(FILE *out, const mipsia_activity *row)
{
	if (row->suspended_on == MIPSIA_DATE_UNKNOWN)
		return;
	fputs("<p class=\"warn\"><strong>Suspended on ", out);
	booklet_date(out, row->suspended_on);
	fputs(".</strong> ", out);
	if (row->suspension_rule)
		booklet_text(out, row->suspension_rule->statement);
	fputs("</p>\n", out);
}

static void put_thresholds(FILE *out, const struct guide_entry *entry, int year)
{
	bool any = false;

	for (int i = 0; i < entry->thresholds_length; i++) {
		const struct guide_threshold *threshold = &entry->thresholds[i];

		if (!guide_holds(threshold->years, year))
			continue;
		if (!any)
			fputs("<table><caption>Figures to reach</caption><thead><tr><th "
			      "scope=\"col\">Figure</th>"
			      "<th scope=\"col\">Of what</th><th "
			      "scope=\"col\">Years</th></tr></thead><tbody>\n",
			      out);
		any = true;
		fputs("<tr><td>", out);
		booklet_text(out, threshold->value);
		fputs("</td><td>", out);
		booklet_text(out, threshold->what);
		fputs("</td><td>", out);
		booklet_years(out, threshold->years);
		fputs("</td></tr>\n", out);
	}
	if (any)
		fputs("</tbody></table>\n", out);
}

/* ---------------------------------------------------------------- the papers */

static void put_paper(FILE *out, const struct guide_entry *entry, const struct guide_proof *proof)
{
	fprintf(out, "<li><label><input type=\"checkbox\" aria-describedby=\"%s-%s\"><span>",
	        entry->measure_id, proof->id);
	booklet_text(out, proof->document);
	fprintf(out, "</span></label><p class=\"shows\" id=\"%s-%s\">Must show: ", entry->measure_id,
	        proof->id);
	for (int i = 0; i < proof->must_show_length; i++) {
		fputs(i ? "; " : "", out);
		booklet_text(out, proof->must_show[i]);
	}
	fputs("</p></li>\n", out);
}

/* The papers of a group in that year; NULL: those that are all needed. */
static int put_papers(FILE *out, const struct guide_entry *entry, int year, const char *group,
                      bool count_only)
{
	int count = 0;

	for (int i = 0; i < entry->proof_length; i++) {
		const struct guide_proof *proof = &entry->proof[i];
		bool is_of = group ? proof->group && strcmp(proof->group, group) == 0 : !proof->group;

		if (!is_of || !guide_holds(proof->years, year))
			continue;
		if (!count_only)
			put_paper(out, entry, proof);
		count++;
	}
	return count;
}

/* Whether an item of that year, before place `end`, is of the group. */
static bool seen_before(const struct guide_entry *entry, int year, int end)
{
	for (int i = 0; i < end; i++) {
		const struct guide_proof *proof = &entry->proof[i];

		if (proof->group && guide_holds(proof->years, year) &&
		    strcmp(proof->group, entry->proof[end].group) == 0)
			return true;
	}
	return false;
}

static void put_proof(FILE *out, const struct guide_entry *entry, int year)
{
	fputs("<h4>Papers to keep</h4>\n<ul class=\"papers\">\n", out);
	put_papers(out, entry, year, NULL, false);
	fputs("</ul>\n", out);
	for (int i = 0; i < entry->proof_length; i++) {
		const struct guide_proof *proof = &entry->proof[i];

		if (!proof->group || !guide_holds(proof->years, year) || seen_before(entry, year, i))
			continue;
		fprintf(out,
		        "<fieldset><legend>Any one of these %d is enough</legend>\n<ul class=\"papers\">\n",
		        put_papers(out, entry, year, proof->group, true));
		put_papers(out, entry, year, proof->group, false);
		fputs("</ul></fieldset>\n", out);
	}
}

/* -------------------------------------------------------------------- the rest */

static void put_mistakes(FILE *out, const struct guide_entry *entry, int year)
{
	fputs("<h4>Mistakes to avoid</h4>\n<ul>\n", out);
	for (int i = 0; i < entry->mistakes_length; i++) {
		if (!guide_holds(entry->mistakes[i].years, year))
			continue;
		fputs("<li>", out);
		booklet_text(out, entry->mistakes[i].text);
		fputs("</li>\n", out);
	}
	fputs("</ul>\n", out);
}

/* The name of the other activity; a link when it has a section of its own. */
static void put_other(FILE *out, const struct booklet *booklet, const struct guide_entry *other)
{
	int index = mipsia_activity_find(booklet->book, other->measure_id, strlen(other->measure_id));
	bool here = booklet_activity_of(booklet, index).row != NULL;

	if (here)
		fprintf(out, "<a href=\"#%s\">", other->measure_id);
	fprintf(out, "%s, ", other->measure_id);
	booklet_text(out, other->plain_name);
	fputs(here ? "</a>: " : ": ", out);
}

static void put_related(FILE *out, const struct booklet *booklet, const struct guide_entry *entry)
{
	bool any = false;

	for (int i = 0; i < entry->related_length; i++) {
		const struct guide_related *related = &entry->related[i];
		const struct guide_entry *other = guide_find(related->measure_id);

		if (!guide_holds(related->years, booklet->year) ||
		    (related->pair && !guide_holds(other->years, booklet->year)))
			continue;
		if (!any)
			fputs("<h4>Related activities</h4>\n<ul>\n", out);
		any = true;
		fputs("<li>", out);
		put_other(out, booklet, other);
		if (related->pair)
			fputs("one effort can serve both. ", out);
		booklet_text(out, related->why);
		fputs("</li>\n", out);
	}
	if (any)
		fputs("</ul>\n", out);
}

static void put_sources(FILE *out, const struct guide_entry *entry, int year)
{
	fputs("<div class=\"sources\"><h4>Where CMS says so</h4>\n<ul>\n", out);
	for (int i = 0; i < entry->sources_length; i++) {
		const struct guide_source *source = &entry->sources[i];

		if (!guide_holds(source->years, year))
			continue;
		fprintf(out, "<li>CMS&#39;s inventory, file %s (for ", source->file);
		booklet_years(out, source->years);
		fputs("): ", out);
		booklet_text(out, source->where);
		fputs("</li>\n", out);
	}
	fputs("</ul></div>\n", out);
}

static void put_signed(FILE *out)
{
	fputs("<div class=\"signed\" aria-hidden=\"true\"><p>Clinicians who took part:</p><p>From / to:</p>"
	      "<p>Papers are kept in:</p><p>Checked by, on:</p></div>\n",
	      out);
}

void booklet_put_activity(FILE *out, const struct booklet *booklet, const struct booklet_activity *activity)
{
	const struct guide_entry *entry = activity->entry;
	const char *id = entry->measure_id;

	fprintf(out, "<article id=\"%s\" aria-labelledby=\"%s-title\">\n", id, id);
	fprintf(out, "<h3 id=\"%s-title\"><span class=\"id\">%s </span>", id, id);
	booklet_text(out, entry->plain_name);
	fputs("</h3>\n<p class=\"official\">CMS&#39;s title: ", out);
	booklet_text(out, activity->row->title);
	fputs("</p>\n<p class=\"lead\">", out);
	booklet_text(out, guide_summary(entry, booklet->year));
	fputs("</p>\n", out);
	put_suspension(out, activity->row);
	put_thresholds(out, entry, booklet->year);
	put_proof(out, entry, booklet->year);
	put_signed(out);
	put_mistakes(out, entry, booklet->year);
	put_facts(out, booklet, activity);
	put_related(out, booklet, entry);
	put_sources(out, entry, booklet->year);
	fputs("<p class=\"back\"><a href=\"#contents\">Back to the contents</a></p>\n</article>\n", out);
}
