/*
 * main.c - mipsia: finds the command, runs it, and makes sure that what it wrote
 * arrived.
 */
#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A descriptor closed by the caller must not become the first file we open:
 * reading from or writing to it shall fail instead. */
static void fill_standard_descriptors(void)
{
	static const int modes[] = { O_WRONLY, O_RDONLY, O_RDONLY };

	for (int fd = 0; fd < 3; fd++) {
		if (fcntl(fd, F_GETFD) == -1 && errno == EBADF && open("/dev/null", modes[fd]) != fd)
			_exit(CLI_INTERNAL);
	}
}

/* Character widths need a UTF-8 locale; numbers stay in "C". */
static void set_locale(void)
{
	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		setlocale(LC_CTYPE, "");
}

/* `code`, or CLI_INTERNAL after reporting that the output did not arrive. */
static int end(int code)
{
	bool failed = ferror(stdout) != 0;

	errno = 0;
	if (fclose(stdout) == 0 && !failed)
		return code;
	if (errno == EPIPE) /* the reader has enough: no fault of ours */
		return code;
	cli_error(NULL, "the answer could not be written in full (%s); free space or write elsewhere",
	          errno ? strerror(errno) : "write error");
	return CLI_INTERNAL;
}

static int run_version(void)
{
	printf("mipsia %s\nrulebook %s\n", mipsia_version(),
	       mipsia_rulebook_digest(mipsia_rulebook_builtin()));
	return CLI_OK;
}

static int run_help(int argc, char **argv)
{
	const struct cli_command *command;

	if (argc < 2) {
		cli_help_overview(stdout);
		return CLI_OK;
	}
	command = cli_command_find(argv[1]);
	if (!command) {
		cli_error("help", "there is no command '%s'; 'mipsia --help' lists them", argv[1]);
		return CLI_USAGE;
	}
	cli_help_command(stdout, command);
	return CLI_OK;
}

/* Commands of packagers and completion scripts; not listed in help. */
static int run_hidden(int argc, char **argv)
{
	const char *word = argc > 1 ? argv[1] : "";

	if (strcmp(argv[0], "__man") == 0) {
		cli_man(stdout);
		return CLI_OK;
	}
	if (strcmp(argv[0], "__completion") == 0) {
		if (cli_completion(stdout, word))
			return CLI_OK;
		cli_error("__completion", "there is no completion for '%s'; give bash, zsh or fish", word);
		return CLI_USAGE;
	}
	if (strcmp(argv[0], "__words") == 0 && cli_words(stdout, word))
		return CLI_OK;
	return CLI_USAGE;
}

static int report_unknown_command(const char *word)
{
	struct cli_nearest nearest = { .word = word };
	const char *kind = word[0] == '-' ? "option" : "command";

	for (int i = 0; i < cli_commands_length; i++)
		cli_nearest_offer(&nearest, cli_commands[i]->name);
	cli_nearest_offer(&nearest, "help");
	cli_nearest_offer(&nearest, "--help");
	cli_nearest_offer(&nearest, "--version");
	if (nearest.length > 0)
		cli_error(NULL, "there is no %s '%s'; did you mean '%s'? 'mipsia --help' lists all", kind,
		          word, nearest.best[0]);
	else
		cli_error(NULL, "there is no %s '%s'; 'mipsia --help' lists all", kind, word);
	return CLI_USAGE;
}

static int run_command(const struct cli_command *command, int argc, char **argv)
{
	struct cli_args args;

	switch (cli_parse(command, argc, argv, &args)) {
	case CLI_PARSED:
		return command->run(&args);
	case CLI_PARSED_HELP:
		cli_help_command(stdout, command);
		return CLI_OK;
	case CLI_PARSED_WRONG:
		break;
	}
	return CLI_USAGE;
}

static bool is_one_of(const char *word, const char *a, const char *b, const char *c)
{
	return strcmp(word, a) == 0 || strcmp(word, b) == 0 || strcmp(word, c) == 0;
}

static int run(int argc, char **argv)
{
	const struct cli_command *command;

	if (argc < 1) {
		cli_help_overview(stderr);
		return CLI_USAGE;
	}
	if (is_one_of(argv[0], "--help", "-h", "help"))
		return run_help(argc, argv);
	if (is_one_of(argv[0], "--version", "-V", "version"))
		return run_version();
	if (strncmp(argv[0], "__", 2) == 0)
		return run_hidden(argc, argv);
	command = cli_command_find(argv[0]);
	return command ? run_command(command, argc, argv) : report_unknown_command(argv[0]);
}

int main(int argc, char **argv)
{
	fill_standard_descriptors();
	signal(SIGPIPE, SIG_DFL); /* `mipsia ... | head` ends quietly, also under a parent that ignores it */
	set_locale();
	return end(run(argc - 1, argv + 1));
}
