/*
 * workbench.h - opening the workbench: the folder with its records, the key, the
 * rule book, and for a single user the launch token.
 */
#ifndef MIPSIA_SERVICES_WORKBENCH_H
#define MIPSIA_SERVICES_WORKBENCH_H

#include "services/operation.h"

#define WORKBENCH_TOKEN_BYTES 24
#define WORKBENCH_MESSAGE STORE_MESSAGE_MAX

struct workbench_options {
	const char *folder;
	const char *key_file; /* NULL: mipsia.key in the folder */
	bool single_user;     /* one user, who comes in with the launch token */
	int64_t clock_shift;  /* milliseconds; 0 in real use */
};

/* Opens the folder, which it makes when it is not there. False with a sentence in
 * `message`. End with workbench_close. */
bool workbench_open(struct workbench *bench, const struct workbench_options *options,
                    char message[WORKBENCH_MESSAGE]);
void workbench_close(struct workbench *bench);

/* Milliseconds since 1970-01-01 UTC, with the shift. */
int64_t workbench_now(const struct workbench *bench);
/* The day of that moment where the machine stands. */
mipsia_date workbench_day(int64_t now);

/* Whether there is an account with a password that is not disabled. */
bool workbench_has_accounts(const struct workbench *bench);

/* Adds the demonstration practice when there is no practice at all. False with a
 * sentence in `message`. */
bool workbench_demonstrate(const struct workbench *bench, char message[WORKBENCH_MESSAGE]);

#endif
