/* ask_password.c - see ask_password.h. */
#include "ask_password.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "cli.h"

/* A line without its end; false at the end of the input, or when it is too long. */
static bool read_line(char out[ASK_PASSWORD_MAX])
{
	size_t length;

	if (!fgets(out, ASK_PASSWORD_MAX, stdin))
		return false;
	length = strlen(out);
	if (length == ASK_PASSWORD_MAX - 1 && out[length - 1] != '\n')
		return false;
	out[strcspn(out, "\r\n")] = '\0';
	return true;
}

/* Signals are held back as well: who interrupts must not be left without echo. */
static bool read_hidden(const char *prompt, char out[ASK_PASSWORD_MAX])
{
	struct termios before, hidden;
	bool done;

	if (tcgetattr(STDIN_FILENO, &before) != 0)
		return false;
	hidden = before;
	hidden.c_lflag &= ~(tcflag_t)(ECHO | ISIG);
	fputs(prompt, stderr);
	fflush(stderr);
	if (tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden) != 0)
		return false;
	done = read_line(out);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
	fputc('\n', stderr);
	return done && !strchr(out, 3); /* Ctrl-C */
}

bool ask_password(const char *name, bool plainly, char out[ASK_PASSWORD_MAX])
{
	char prompt[200], again[ASK_PASSWORD_MAX];

	if (plainly || !isatty(STDIN_FILENO)) {
		if (read_line(out))
			return true;
		cli_error("account", "there is no password on standard input; write it as one line");
		return false;
	}
	snprintf(prompt, sizeof(prompt), "New password of %.100s: ", name);
	if (!read_hidden(prompt, out) || !read_hidden("The same again: ", again)) {
		cli_error("account", "no password was given; nothing was changed");
		return false;
	}
	if (strcmp(out, again) == 0)
		return true;
	cli_error("account", "the two passwords differ; nothing was changed, try again");
	return false;
}
