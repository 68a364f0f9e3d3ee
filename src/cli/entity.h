/*
 * entity.h - an entity described on the command line: `requirements` builds a
 * case without activities from it.
 */
#ifndef MIPSIA_CLI_ENTITY_H
#define MIPSIA_CLI_ENTITY_H

#include "cli.h"
#include "services/entity_facts.h"

/* What each fact's option is in the command's table; -1: no such option. */
struct entity_options {
	int year;
	int entity;
	int program;
	int status;
	int clinicians;
	int encounters;
	int apm;
	int apm_scoring_standard;
	int reweighted;
	int policy;
};

/* Fills *facts from the options. False after reporting what is wrong. */
bool entity_read(const struct cli_args *args, const struct entity_options *options,
                 struct entity_facts *facts);

/* Reports why the entity cannot be scored (status is not MIPSIA_OK): what it can
 * report that year instead. Returns CLI_USAGE. */
int entity_report(const struct cli_args *args, const struct entity_facts *facts, mipsia_status status);

#endif
