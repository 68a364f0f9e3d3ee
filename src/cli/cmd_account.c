/*
 * cmd_account.c - `mipsia account add|list|disable|password`: who may sign in to a
 * workbench with accounts. Others than the first are easier added in the browser.
 */
#include <stdlib.h>
#include <string.h>

#include "ask_password.h"
#include "cli.h"
#include "data_folder.h"
#include "json.h"
#include "services/account_desk.h"
#include "table.h"

enum { OPT_DATA, OPT_ROLE, OPT_DISPLAY_NAME, OPT_EXPIRES, OPT_STDIN, OPT_JSON };

static const struct cli_option options[] = {
	[OPT_DATA] = { "data", 'd', "FOLDER", "Where the records are (default: mipsia in your data folder)",
	               "Records", false },
	[OPT_ROLE] = { "role", 0, "viewer|dataEntry|reviewer|attester|administrator|auditor",
	               "What a new account may do in every practice", "New account", false },
	[OPT_DISPLAY_NAME] = { "display-name", 0, "NAME", "Name that the history shows", "New account",
	                       false },
	[OPT_EXPIRES] = { "expires-on", 0, "DATE", "Last day; auditors need one", "New account", false },
	[OPT_STDIN] = { "password-stdin", 0, NULL, "Read the password from standard input, as one line",
	                "Password", false },
	[OPT_JSON] = { "json", 0, NULL, "Print the list as JSON", "Output", false },
};

static const struct cli_example examples[] = {
	{ "mipsia account add mary --role administrator --display-name 'Mary Jones'",
	  "The first account of a server; the password is asked for" },
	{ "mipsia account list", "Who may sign in" },
	{ "mipsia account password mary", "A new password for somebody who forgot theirs" },
};

enum action { ACTION_ADD, ACTION_LIST, ACTION_DISABLE, ACTION_PASSWORD, ACTION_END };

static const char *const actions[ACTION_END] = { "add", "list", "disable", "password" };

/* ----------------------------------------------------------------------- list */

static void put_roles(struct table *table, const json_t *account)
{
	const json_t *grants = json_object_get(account, "grants");
	char text[200] = "none";
	size_t length = 0;

	for (size_t i = 0; i < json_array_size(grants) && length < sizeof(text); i++) {
		const json_t *grant = json_array_get(grants, i);
		const char *practice = json_string_value(json_object_get(grant, "practiceId"));
		const char *until = json_string_value(json_object_get(grant, "expiresOn"));

		length += (size_t)snprintf(
			text + length, sizeof(text) - length, "%s%s%s%s%s%s", length ? ", " : "",
			json_string_value(json_object_get(grant, "role")), practice ? " of " : "",
			practice ? practice : "", until ? " until " : "", until ? until : "");
	}
	table_add(table, text);
}

static int list(struct account_desk *desk, bool as_json)
{
	static const struct table_column columns[] = { { "Name", false, false },
		                                       { "Shown as", false, true },
		                                       { "Roles", false, true },
		                                       { "State", false, false } };
	char message[WORKBENCH_MESSAGE];
	json_t *accounts = account_desk_list(desk, message);
	struct table *table;

	if (!accounts) {
		cli_error("account", "%s", message);
		return CLI_INTERNAL;
	}
	if (as_json)
		return json_print(json_pack("{s:o}", "accounts", accounts));
	table = table_new(columns, CLI_LENGTH(columns));
	for (size_t i = 0; i < json_array_size(accounts); i++) {
		const json_t *account = json_array_get(accounts, i);

		table_add(table, json_string_value(json_object_get(account, "name")));
		table_add(table, json_string_value(json_object_get(account, "displayName")));
		put_roles(table, account);
		table_add(table, json_is_true(json_object_get(account, "disabled"))      ? "disabled"
		                 : json_is_true(json_object_get(account, "hasPassword")) ? "can sign in"
		                                                                         : "no password");
	}
	if (json_array_size(accounts) == 0)
		puts("There are no accounts.");
	table_print(table, stdout);
	table_free(table);
	json_decref(accounts);
	return CLI_OK;
}

/* ------------------------------------------------------------------------- run */

static bool change(struct account_desk *desk, const struct cli_args *args, enum action action,
                   const char *password, char message[WORKBENCH_MESSAGE])
{
	const char *name = args->operands[1];
	struct account_request request = { .name = name,
		                           .display_name = args->value[OPT_DISPLAY_NAME],
		                           .role = args->value[OPT_ROLE],
		                           .expires_on = args->value[OPT_EXPIRES],
		                           .password = password };

	if (action == ACTION_ADD)
		return account_desk_add(desk, &request, message);
	if (action == ACTION_DISABLE)
		return account_desk_disable(desk, name, message);
	return account_desk_password(desk, name, password, message);
}

static int act(struct account_desk *desk, const struct cli_args *args, enum action action)
{
	static const char *const done[ACTION_END] = { [ACTION_ADD] = "was added",
		                                      [ACTION_DISABLE] = "is disabled",
		                                      [ACTION_PASSWORD] = "has the new password" };
	char message[WORKBENCH_MESSAGE], password[ASK_PASSWORD_MAX] = "";
	bool changed;

	if (action == ACTION_LIST)
		return list(desk, args->value[OPT_JSON] != NULL);
	if (action != ACTION_DISABLE &&
	    !ask_password(args->operands[1], args->value[OPT_STDIN] != NULL, password))
		return CLI_INPUT;
	changed = change(desk, args, action, password, message);
	explicit_bzero(password, sizeof(password));
	if (!changed) {
		cli_error("account", "%s", message);
		return CLI_USAGE;
	}
	cli_put_line(0, "The account %s %s.", args->operands[1], done[action]);
	return CLI_OK;
}

/* ACTION_END after reporting. */
static enum action action_of(const struct cli_args *args)
{
	int action = 0;

	while (action < ACTION_END && strcmp(actions[action], args->operands[0]) != 0)
		action++;
	if (action == ACTION_END)
		cli_usage_error(args->command, "'%s' is none of add, list, disable and password; give one",
		                args->operands[0]);
	else if ((action == ACTION_LIST) != (args->operands_length == 1))
		cli_usage_error(args->command, action == ACTION_LIST ? "list needs no name; leave it out"
		                                                     : "NAME is missing; say whose account");
	else if (action == ACTION_ADD && !args->value[OPT_ROLE])
		cli_usage_error(args->command, "--role is missing; the first account is an administrator");
	else if (action != ACTION_ADD || cli_choice(args, OPT_ROLE) >= 0)
		return (enum action)action;
	return ACTION_END;
}

static int run(const struct cli_args *args)
{
	enum action action = action_of(args);
	char message[WORKBENCH_MESSAGE];
	struct account_desk *desk;
	char *folder;
	int code = CLI_INPUT;

	if (action == ACTION_END)
		return CLI_USAGE;
	folder = data_folder(args->value[OPT_DATA]);
	desk = account_desk_open(folder, action == ACTION_ADD, message);
	if (desk)
		code = act(desk, args, action);
	else
		cli_error("account", "%s", message);
	account_desk_close(desk);
	free(folder);
	return code;
}

const struct cli_command cmd_account = {
	.name = "account",
	.operands = "add|list|disable|password [NAME]",
	.summary = "Manage who may sign in to the workbench",
	.description =
		"Adds, lists and disables the accounts of a workbench that several people use ('mipsia serve "
		"--accounts', or on a network), and sets passwords. It works on the records themselves: stop "
		"the server first. Accounts other than the first administrator's are easier added in the "
		"browser, where each practice can have roles of its own.\n\n"
		"The password is asked for, twice, and not shown; where standard input is no terminal, it is "
		"the first line of it. It has at least 12 characters.",
	.options = options,
	.options_length = CLI_LENGTH(options),
	.operands_min = 1,
	.operands_max = 2,
	.operand = CLI_OPERAND_NONE,
	.examples = examples,
	.examples_length = CLI_LENGTH(examples),
	.run = run,
};
