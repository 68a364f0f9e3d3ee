/*
 * booklet.c - the booklet: title page, how to use it, contents, the activities
 * by subcategory.
 */
#include "services/booklet_part.h"

#include <stdlib.h>
#include <string.h>

struct booklet_activity booklet_activity_of(const struct booklet *booklet, int activity)
{
	const mipsia_activity *row = mipsia_activity_in_year(booklet->book, activity, booklet->year);
	const mipsia_mvp *mvp = mipsia_mvp_in_year(booklet->book, booklet->mvp, booklet->year);
	struct booklet_activity none = { NULL, NULL };
	struct booklet_activity found = { row, NULL };

	if (!row || (mvp && !mipsia_set_has(&mvp->activities, activity)))
		return none;
	found.entry = guide_find(mipsia_activity_id(booklet->book, activity));
	return found.entry ? found : none;
}

/* ----------------------------------------------------------------- activities */

#define ACTIVITIES_MAX (64 * MIPSIA_SET_WORDS)

struct contents {
	struct booklet_activity activities[ACTIVITIES_MAX];
	int length;
};

/* By subcategory, those without one last; then by ID. */
static int by_subcategory(const void *a, const void *b)
{
	const struct booklet_activity *first = a;
	const struct booklet_activity *second = b;
	const char *one = first->row->subcategory;
	const char *other = second->row->subcategory;

	if (!*one != !*other)
		return !*one ? 1 : -1;
	if (strcmp(one, other) != 0)
		return strcmp(one, other);
	return guide_compare_ids(first->entry->measure_id, second->entry->measure_id);
}

static void collect(const struct booklet *booklet, struct contents *contents)
{
	contents->length = 0;
	for (int i = 0; i < mipsia_activity_count(booklet->book); i++) {
		struct booklet_activity activity = booklet_activity_of(booklet, i);

		if (activity.row)
			contents->activities[contents->length++] = activity;
	}
	qsort(contents->activities, (size_t)contents->length, sizeof(contents->activities[0]),
	      by_subcategory);
}

static bool begins_subcategory(const struct contents *contents, int place)
{
	return place == 0 || strcmp(contents->activities[place].row->subcategory,
	                            contents->activities[place - 1].row->subcategory) != 0;
}

/* ----------------------------------------------------------------- the heads */

static void put_title(FILE *out, const struct booklet *booklet)
{
	fprintf(out, "Improvement activities %d in plain words", booklet->year);
}

/* A string of CSS holds no quotation mark and no line: plain names have none. */
static void put_css_string(FILE *out, const char *text)
{
	putc('"', out);
	for (; *text; text++) {
		if (*text == '"' || *text == '\\' || *text == '<' || (unsigned char)*text < ' ')
			fprintf(out, "\\%x ", (unsigned)(unsigned char)*text);
		else
			putc(*text, out);
	}
	putc('"', out);
}

/* Each activity is a page of its own name, so that its name heads its pages. */
static void put_running_heads(FILE *out, const struct booklet *booklet, const struct contents *contents)
{
	static const char font[] = "font:9pt sans-serif;color:#4a4f57";

	fputs("@page{@top-left{content:\"", out);
	put_title(out, booklet);
	fprintf(out, "\";%s}}\n", font);
	for (int i = 0; i < contents->length; i++) {
		const struct guide_entry *entry = contents->activities[i].entry;

		fprintf(out, "#%s{page:%s}@page %s{@top-right{content:", entry->measure_id, entry->measure_id,
		        entry->measure_id);
		put_css_string(out, entry->measure_id);
		fputs("\"  \"", out);
		put_css_string(out, entry->plain_name);
		fprintf(out, ";%s}@bottom-left{content:\"", font);
		booklet_subcategory(out, contents->activities[i].row->subcategory);
		fprintf(out, "\";%s}}\n", font);
	}
}

static void put_head(FILE *out, const struct booklet *booklet, const struct contents *contents)
{
	fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
	      out);
	put_title(out, booklet);
	fprintf(out, "</title>\n<style>\n%s%s", booklet_style, booklet_print_style);
	put_running_heads(out, booklet, contents);
	fputs("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#contents\">Skip to the contents</a>\n",
	      out);
}

/* -------------------------------------------------------------- the front pages */

static void put_days(FILE *out, const struct booklet *booklet)
{
	mipsia_case c = { .performance_year = (uint16_t)booklet->year,
		          .option = MIPSIA_TRADITIONAL,
		          .entity = MIPSIA_GROUP,
		          .mvp = MIPSIA_NO_MVP };
	mipsia_requirements needs;

	if (mipsia_requirements_of(booklet->book, &c, &needs) != MIPSIA_OK)
		return;
	fputs("<p>The last day to begin most of them is <strong>", out);
	booklet_date(out, needs.last_start);
	fputs("</strong>. Results are sent to CMS from ", out);
	booklet_date(out, needs.window_opens);
	fputs(" to ", out);
	booklet_date(out, needs.window_closes);
	fputs(".</p>\n", out);
}

static void put_title_page(FILE *out, const struct booklet *booklet, const struct contents *contents)
{
	const mipsia_mvp *mvp = mipsia_mvp_in_year(booklet->book, booklet->mvp, booklet->year);

	fprintf(out, "<header class=\"title\">\n<p class=\"kicker\">Performance year %d</p>\n<h1>",
	        booklet->year);
	put_title(out, booklet);
	fputs("</h1>\n", out);
	if (mvp) {
		fprintf(out, "<p class=\"lead\">For those who report the MVP %s, ",
		        mipsia_mvp_id(booklet->book, booklet->mvp));
		booklet_text(out, mvp->title);
		fputs(".</p>\n", out);
	}
	fprintf(out,
	        "<p class=\"lead\">%d activities of the Improvement Activities category of CMS&#39;s MIPS: "
	        "what "
	        "each asks for, who takes part, and the papers to keep.</p>\n",
	        contents->length);
	if (mipsia_year_is_provisional(booklet->book, booklet->year))
		fprintf(out,
		        "<p class=\"warn\"><strong>Provisional.</strong> CMS has not issued the rules of %d: "
		        "this "
		        "is the year before carried forward, and may change.</p>\n",
		        booklet->year);
	put_days(out, booklet);
	fputs("<p class=\"note\">This guide is in our own words. CMS&#39;s text of the year decides.</p>\n"
	      "<div class=\"fields\"><p>Practice:</p><p>In charge:</p><p>Activities chosen:</p></div>\n"
	      "</header>\n",
	      out);
}

static void put_use(FILE *out)
{
	fputs("<section class=\"use\" aria-labelledby=\"use\">\n<h2 id=\"use\">How to use this "
	      "booklet</h2>\n<ul>\n"
	      "<li>Choose the activities; <em>mipsia suggest</em> proposes those with the least work.</li>\n"
	      "<li>Print their pages and put them in front of the papers. An activity begins on a new "
	      "page.</li>\n"
	      "<li>Tick each paper that is in the folder and shows what it must show. Where a frame says "
	      "that any one is enough, one tick in the frame will do.</li>\n"
	      "<li>Ticks made on the screen are not saved: print the page, or print it to a PDF file.</li>\n"
	      "<li>Leave out patients&#39; names where the list says so. Keep the papers for six years after "
	      "the end of the year.</li>\n"
	      "</ul>\n</section>\n",
	      out);
}

static void put_contents(FILE *out, const struct contents *contents)
{
	fputs("<nav id=\"contents\" aria-labelledby=\"contents-title\">\n<h2 "
	      "id=\"contents-title\">Contents</h2>\n",
	      out);
	for (int i = 0; i < contents->length; i++) {
		const struct booklet_activity *activity = &contents->activities[i];

		if (begins_subcategory(contents, i)) {
			fputs(i ? "</ul>\n<h3>" : "<h3>", out);
			booklet_subcategory(out, activity->row->subcategory);
			fputs("</h3>\n<ul>\n", out);
		}
		fprintf(out, "<li><span class=\"id\">%s</span> <a href=\"#%s\">", activity->entry->measure_id,
		        activity->entry->measure_id);
		booklet_text(out, activity->entry->plain_name);
		fputs("</a></li>\n", out);
	}
	fputs(contents->length ? "</ul>\n</nav>\n" : "</nav>\n", out);
}

static void put_activities(FILE *out, const struct booklet *booklet, const struct contents *contents)
{
	for (int i = 0; i < contents->length; i++) {
		if (begins_subcategory(contents, i)) {
			fputs(i ? "</section>\n" : "", out);
			fprintf(out,
			        "<section aria-labelledby=\"part-%d\">\n<h2 class=\"part\" id=\"part-%d\">",
			        i, i);
			booklet_subcategory(out, contents->activities[i].row->subcategory);
			fputs("</h2>\n", out);
		}
		booklet_put_activity(out, booklet, &contents->activities[i]);
	}
	fputs(contents->length ? "</section>\n" : "", out);
}

void booklet_write(FILE *out, const struct booklet *booklet)
{
	struct contents contents;

	collect(booklet, &contents);
	put_head(out, booklet, &contents);
	put_title_page(out, booklet, &contents);
	put_use(out);
	put_contents(out, &contents);
	fputs("<main>\n", out);
	put_activities(out, booklet, &contents);
	fprintf(out,
	        "</main>\n<footer>\n<p>Made by mipsia %s. Rule book <span "
	        "class=\"digest\">%s</span>.</p>\n</footer>\n</body>\n</html>\n",
	        mipsia_version(), mipsia_rulebook_digest(booklet->book));
}
