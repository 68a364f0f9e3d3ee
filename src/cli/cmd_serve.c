/*
 * cmd_serve.c - mipsia serve: the workbench in the browser.
 */
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "data_folder.h"
#include "server/serve.h"

enum {
	OPT_DATA,
	OPT_LISTEN,
	OPT_ACCOUNTS,
	OPT_CERTIFICATE,
	OPT_KEY,
	OPT_PROXY,
	OPT_HOST,
	OPT_KEY_FILE,
	OPT_DEMONSTRATION,
	OPT_REHEARSE,
	OPT_LOG,
};

static const struct cli_option options[] = {
	[OPT_DATA] = { "data", 'd', "FOLDER", "Keep the records here (default: mipsia in your data folder)",
	               "Records", false },
	[OPT_KEY_FILE] = { "key-file", 0, "FILE", "The key of what is encrypted (default: in the folder)",
	                   "Records", false },
	[OPT_DEMONSTRATION] = { "demonstration", 0, NULL,
	                        "Begin with a demonstration practice when there is no practice yet",
	                        "Records", false },
	[OPT_REHEARSE] = { "rehearse-on", 0, "DATE",
	                   "Shift the clock to this day, to rehearse; nothing signed then is real", "Records",
	                   false },
	[OPT_LISTEN] = { "listen", 'l', "ADDRESS:PORT", "Listen here (default: 127.0.0.1:7180)", "Network",
	                 false },
	[OPT_ACCOUNTS] = { "accounts", 0, NULL, "Let several people sign in with name and password",
	                   "Network", false },
	[OPT_CERTIFICATE] = { "tls-cert", 0, "FILE", "Serve https with this certificate chain (PEM)",
	                      "Network", false },
	[OPT_KEY] = { "tls-key", 0, "FILE", "The certificate's key (PEM)", "Network", false },
	[OPT_PROXY] = { "behind-proxy", 0, NULL, "A web server in front ends TLS and passes requests on",
	                "Network", false },
	[OPT_HOST] = { "host", 0, "NAME", "A name that this server is reached under", "Network", true },
	[OPT_LOG] = { "log", 0, "error|warning|info|debug", "How much to log on standard error", "Output",
	              false },
};

static const struct cli_example examples[] = {
	{ "mipsia serve", "Start the workbench on this machine, for you alone" },
	{ "mipsia serve --demonstration", "The same, with a practice to explore" },
	{ "mipsia serve --listen 0.0.0.0:443 --tls-cert chain.pem --tls-key key.pem --host mips.example.org",
	  "Serve a network, with sign-in" },
};

static void complain(const char *message)
{
	cli_error("serve", "%s", message);
}

/* "127.0.0.1:7180", "[::1]:0", "7180", "0.0.0.0". False after reporting. */
static bool read_listen(const struct cli_args *args, struct serve_options *out, char address[64])
{
	const char *text = args->value[OPT_LISTEN];
	const char *colon = strrchr(text, ':');
	const char *port = colon ? colon + 1 : text;
	size_t length = colon ? (size_t)(colon - text) : 0;
	char *end;
	long number;

	if (length >= 2 && text[0] == '[' && text[length - 1] == ']') {
		text++;
		length -= 2;
	}
	if (!colon && strchr(text, '.')) {
		length = strlen(text);
		port = "7180";
	}
	number = strtol(port, &end, 10);
	if (length >= 64 || *port == '\0' || *end || number < 0 || number > 65535) {
		cli_usage_error(args->command, "'%s' is no ADDRESS:PORT; write it like 127.0.0.1:7180",
		                args->value[OPT_LISTEN]);
		return false;
	}
	if (length > 0) {
		memcpy(address, text, length);
		address[length] = '\0';
	}
	out->port = (int)number;
	out->port_given = true;
	return true;
}

/* The difference between noon of that day and now. */
static bool read_rehearsal(const struct cli_args *args, struct serve_options *out)
{
	const char *text = args->value[OPT_REHEARSE];
	mipsia_date day = mipsia_date_parse(text, strlen(text));

	if (day == MIPSIA_DATE_UNKNOWN) {
		cli_usage_error(args->command, "'%s' is no date; write it like 2026-12-31", text);
		return false;
	}
	out->clock_shift = data_folder_shift_to(day);
	return true;
}

static void read_hosts(const struct cli_args *args, struct serve_options *out)
{
	for (int i = 0; i < args->given_length && out->hosts_length < SERVE_HOSTS_MAX; i++) {
		if (args->given[i].option == OPT_HOST)
			out->hosts[out->hosts_length++] = args->given[i].value;
	}
}

static bool read_options(const struct cli_args *args, struct serve_options *out, char address[64])
{
	int level = args->value[OPT_LOG] ? cli_choice(args, OPT_LOG) : LOG_WARNING;

	memcpy(address, "127.0.0.1", sizeof("127.0.0.1"));
	out->address = address;
	out->port = SERVE_PORT;
	out->key_file = args->value[OPT_KEY_FILE];
	out->accounts = args->value[OPT_ACCOUNTS] != NULL;
	out->behind_proxy = args->value[OPT_PROXY] != NULL;
	out->certificate = args->value[OPT_CERTIFICATE];
	out->key = args->value[OPT_KEY];
	out->demonstrate = args->value[OPT_DEMONSTRATION] != NULL;
	read_hosts(args, out);
	if (level < 0)
		return false;
	out->log_level = (enum log_level)level;
	return (!args->value[OPT_LISTEN] || read_listen(args, out, address)) &&
	       (!args->value[OPT_REHEARSE] || read_rehearsal(args, out));
}

static int run(const struct cli_args *args)
{
	static const int codes[] = { [SERVE_OK] = CLI_OK,
		                     [SERVE_USAGE] = CLI_USAGE,
		                     [SERVE_FAILED] = CLI_INPUT,
		                     [SERVE_STUCK] = CLI_INTERNAL };
	struct serve_options serving = { .folder = NULL };
	char address[64];
	char *folder;
	int code;

	if (!read_options(args, &serving, address))
		return CLI_USAGE;
	folder = data_folder(args->value[OPT_DATA]);
	serving.folder = folder;
	code = codes[serve(&serving, complain)];
	free(folder);
	return code;
}

const struct cli_command cmd_serve = {
	.name = "serve",
	.operands = "",
	.summary = "Start the workbench, in the browser",
	.description =
		"Starts the workbench: plan, record, prove and attest a practice's activities in the "
		"browser. Everything is in this one program and one folder; nothing leaves the machine.\n\n"
		"Without options it serves you alone, on this machine, at an address that it prints. The "
		"address lets in whoever has it: keep it to yourself. On a network it needs a certificate, "
		"and people sign in with accounts of 'mipsia account'.\n\n"
		"SIGINT (Ctrl-C) and SIGTERM end it in good order. 'mipsia backup' saves the records while "
		"it runs.",
	.options = options,
	.options_length = CLI_LENGTH(options),
	.operands_max = 0,
	.operand = CLI_OPERAND_NONE,
	.examples = examples,
	.examples_length = CLI_LENGTH(examples),
	.run = run,
};
