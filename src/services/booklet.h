/*
 * booklet.h - the guide of one year as a booklet: one HTML page that needs
 * nothing else, made to be printed. No scripts, no outside resources; WCAG 2.1
 * AA: language, landmarks, headings in order, contrast, table scopes, labels.
 */
#ifndef MIPSIA_SERVICES_BOOKLET_H
#define MIPSIA_SERVICES_BOOKLET_H

#include <stdio.h>

#include "mipsia/mipsia.h"

struct booklet {
	const mipsia_rulebook *book;
	int year; /* of the rule book */
	int mvp;  /* the activities of this MVP, which exists in `year`; MIPSIA_NO_MVP: all */
};

/* Errors of writing stay in `out`: look at ferror. */
void booklet_write(FILE *out, const struct booklet *booklet);

#endif
