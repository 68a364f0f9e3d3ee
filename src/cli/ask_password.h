/* ask_password.h - a new password, from the terminal or from standard input. */
#ifndef MIPSIA_CLI_ASK_PASSWORD_H
#define MIPSIA_CLI_ASK_PASSWORD_H

#include <stdbool.h>

#define ASK_PASSWORD_MAX 1100 /* bytes, with NUL */

/* On a terminal it is asked for twice, and not shown; else, and with `plainly`, it is the
 * first line of standard input. False after reporting. */
bool ask_password(const char *name, bool plainly, char out[ASK_PASSWORD_MAX]);

#endif
