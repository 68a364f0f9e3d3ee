/* moment.c - see moment.h. */
#include "services/moment.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

void moment_text(int64_t milliseconds, char out[MOMENT_TEXT])
{
	time_t seconds = (time_t)(milliseconds / 1000);
	struct tm parts = { .tm_year = 70 };

	gmtime_r(&seconds, &parts);
	strftime(out, MOMENT_TEXT, "%Y-%m-%dT%H:%M:%S", &parts);
	snprintf(out + 19, MOMENT_TEXT - 19, ".%03dZ", (int)(milliseconds % 1000));
}

int moment_year(const mipsia_rulebook *book, mipsia_date day)
{
	char text[MIPSIA_DATE_TEXT];
	int year;

	mipsia_date_format(day, text);
	year = (int)strtol(text, NULL, 10);
	if (year < mipsia_first_year(book))
		return mipsia_first_year(book);
	return year > mipsia_last_year(book) ? mipsia_last_year(book) : year;
}

int moment_year_asked(const struct op_call *call, struct op_reply *reply)
{
	const mipsia_rulebook *book = call->bench->book;
	const char *text = op_query(call, "year");
	char *end;
	long year = strtol(text, &end, 10);

	if (!*text)
		return moment_year(book, call->today);
	if (*end == '\0' && year >= mipsia_first_year(book) && year <= mipsia_last_year(book))
		return (int)year;
	op_problem(reply, 404, "yearUnknown", "", "There are rules for the performance years %d to %d.",
	           mipsia_first_year(book), mipsia_last_year(book));
	return 0;
}
