/*
 * program_words.c - see program_words.h.
 */
#include "services/program_words.h"

#include <stdio.h>
#include <string.h>

#include "services/words.h"

static const struct {
	const char *name;
	mipsia_option option;
} programs[] = {
	{ "mips", MIPSIA_TRADITIONAL },         { "app1", MIPSIA_APP },
	{ "appPlus", MIPSIA_APP_PLUS },         { "webInterface", MIPSIA_APM_STANDARD_WEB },
	{ "other", MIPSIA_APM_STANDARD_OTHER },
};

bool program_find(const mipsia_rulebook *book, const char *program, mipsia_option *option, int *mvp)
{
	*mvp = MIPSIA_NO_MVP;
	for (size_t i = 0; i < sizeof(programs) / sizeof(programs[0]); i++) {
		if (strcmp(programs[i].name, program) != 0)
			continue;
		*option = programs[i].option;
		return true;
	}
	*option = MIPSIA_MVP;
	*mvp = mipsia_mvp_find(book, program, strlen(program));
	return *mvp != MIPSIA_NO_MVP;
}

void program_text(const mipsia_rulebook *book, int year, const char *program, char out[PROGRAM_TEXT])
{
	const mipsia_mvp *row;
	mipsia_option option;
	int mvp;

	if (!program_find(book, program, &option, &mvp)) {
		snprintf(out, PROGRAM_TEXT, "%s", program);
	} else if (option != MIPSIA_MVP) {
		snprintf(out, PROGRAM_TEXT, "%s", words_option(option));
	} else {
		row = mipsia_mvp_in_year(book, mvp, year);
		snprintf(out, PROGRAM_TEXT, "the MVP %s%s%s", mipsia_mvp_id(book, mvp), row ? ": " : "",
		         row ? row->title : "");
	}
}
