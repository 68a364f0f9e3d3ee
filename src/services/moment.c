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
