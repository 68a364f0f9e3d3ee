/*
 * program_words.h - a way to report in words, by the programName of a year's settings:
 * mips, app1, appPlus, an MVP's ID; webInterface, other for the APM scoring standard.
 */
#ifndef MIPSIA_SERVICES_PROGRAM_WORDS_H
#define MIPSIA_SERVICES_PROGRAM_WORDS_H

#include <stdbool.h>

#include "mipsia/mipsia.h"

/* Option and MVP (MIPSIA_NO_MVP). False when there is no such program in any year. */
bool program_find(const mipsia_rulebook *book, const char *program, mipsia_option *option, int *mvp);

/* "traditional MIPS", "the MVP M0005: Optimal Care ..."; the name itself when there is
 * no such program. */
#define PROGRAM_TEXT 200
void program_text(const mipsia_rulebook *book, int year, const char *program, char out[PROGRAM_TEXT]);

#endif
