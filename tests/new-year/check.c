/* check.c - scores in the fictional year that make_year.py adds. */
#include <stdio.h>
#include <string.h>

#include "mipsia/mipsia.h"

static int passed, failed;

static void check(const char *what, long got, long expected)
{
	if (got == expected) {
		passed++;
		return;
	}
	failed++;
	printf("%s: got %ld, expected %ld\n", what, got, expected);
}

int main(void)
{
	const mipsia_rulebook *book = mipsia_rulebook_builtin();
	int year = mipsia_last_year(book);
	int future = mipsia_activity_find(book, "IA_ZZ_1", 7);
	int portal = mipsia_activity_find(book, "IA_BE_4", 7);
	mipsia_case c = { .performance_year = (uint16_t)year,
		          .mvp = MIPSIA_NO_MVP,
		          .facts = MIPSIA_FACT_IA_SUBMITTED };
	mipsia_result r;
	mipsia_requirements need;

	check("IA_ZZ_1 exists", future >= 0, 1);
	mipsia_set_add(&c.attested, future);
	check("status", mipsia_score(book, &c, &r), MIPSIA_OK);
	check("points of one", r.points, 8);
	mipsia_set_add(&c.attested, portal);
	mipsia_score(book, &c, &r);
	check("points of two", r.points, 16);
	check("percent", r.percent_x100, 4000);
	check("weight", r.weight[MIPSIA_IA], 25);
	check("contribution", r.contribution_x100, 1000);
	c.statuses = MIPSIA_BIT(MIPSIA_RURAL);
	mipsia_score(book, &c, &r);
	check("points of two, rural", r.points, 32);
	check("requirements", mipsia_requirements_of(book, &c, &need), MIPSIA_OK);
	check("activities needed", need.activities_needed[MIPSIA_UNWEIGHTED], 3);
	check("last start of 45 days", mipsia_last_start(book, year, future, 0),
	      mipsia_date_make(year, 11, 17));
	c.performance_year--;
	mipsia_score(book, &c, &r);
	check("the year before knows no IA_ZZ_1", r.points, 40);
	check("a year later",
	      mipsia_score(book, &(mipsia_case){ .performance_year = (uint16_t)(year + 1) }, &r),
	      MIPSIA_EYEAR);
	printf("%d passed, %d failed\n", passed, failed);
	return failed != 0;
}
