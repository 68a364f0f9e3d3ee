/*
 * password.h - passwords: Argon2id (libsodium, interactive limits). Only the hash is
 * kept.
 */
#ifndef MIPSIA_SERVICES_PASSWORD_H
#define MIPSIA_SERVICES_PASSWORD_H

#include <stdbool.h>

#define PASSWORD_LEAST 12 /* characters */
#define PASSWORD_MOST 256
#define PASSWORD_DIFFERENT 5 /* so many different characters */
#define PASSWORD_HASH 128

/* What is wrong with a new password, in one sentence; NULL: nothing. `name` is that of
 * the account. */
const char *password_fault(const char *password, const char *name);

/* False when there is no memory for it. */
bool password_hash(const char *password, char out[PASSWORD_HASH]);

/* `hash` NULL: takes as long as any, and is false. */
bool password_fits(const char *password, const char hash[PASSWORD_HASH]);

#endif
