/* vendor.c - the smallest program that embeds the engine. */
#include <stdio.h>
#include <string.h>

#include <mipsia/mipsia.h>

int main(void)
{
	const mipsia_rulebook *book = mipsia_rulebook_builtin();
	mipsia_case c = { .performance_year = 2025,
		          .option = MIPSIA_TRADITIONAL,
		          .entity = MIPSIA_INDIVIDUAL,
		          .mvp = MIPSIA_NO_MVP,
		          .facts = MIPSIA_FACT_IA_SUBMITTED };
	const char *ids[] = { "IA_BE_4", "IA_EPA_2" };
	mipsia_result result;

	for (int i = 0; i < 2; i++)
		mipsia_set_add(&c.attested, mipsia_activity_find(book, ids[i], strlen(ids[i])));
	if (mipsia_score(book, &c, &result) != MIPSIA_OK) {
		puts(mipsia_strstatus((mipsia_status)result.status));
		return 1;
	}
	printf("%d of %d points, %d of the final score\n", result.points, result.max_points,
	       result.contribution_x100 / 100);
	return 0;
}
