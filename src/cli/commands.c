/*
 * commands.c - the commands, in the order help lists them.
 */
#include "cli.h"

#include <string.h>

const struct cli_command *const cli_commands[] = {
	&cmd_serve,         &cmd_score,      &cmd_explain,  &cmd_check,    &cmd_convert,
	&cmd_requirements,  &cmd_activities, &cmd_activity, &cmd_suggest,  &cmd_guide,
	&cmd_mvps,          &cmd_changes,    &cmd_rules,    &cmd_template, &cmd_import_inventory,
	&cmd_circumstances, &cmd_account,    &cmd_backup,   &cmd_restore,  &cmd_store,
};
const int cli_commands_length = CLI_LENGTH(cli_commands);

const struct cli_command *cli_command_find(const char *name)
{
	for (int i = 0; i < cli_commands_length; i++) {
		if (strcmp(cli_commands[i]->name, name) == 0)
			return cli_commands[i];
	}
	return NULL;
}
