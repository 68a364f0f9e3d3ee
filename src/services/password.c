/* password.c - see password.h. */
#include "services/password.h"

#include <string.h>

#include <sodium.h>

#include "services/operation.h"

_Static_assert(PASSWORD_HASH >= crypto_pwhash_STRBYTES, "a hash fits");

/* Fits no password: it stands in where there is no account, so that the answer takes
 * as long. Its parameters are those of password_hash. */
static const char nobodys[PASSWORD_HASH] = "$argon2id$v=19$m=65536,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA"
					   "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

static size_t different_bytes(const char *text)
{
	bool seen[256] = { false };
	size_t count = 0;

	for (; *text; text++) {
		count += !seen[(unsigned char)*text];
		seen[(unsigned char)*text] = true;
	}
	return count;
}

const char *password_fault(const char *password, const char *name)
{
	size_t length = op_characters(password);

	if (length < PASSWORD_LEAST)
		return "A password needs at least 12 characters; a few words in a row are good.";
	if (length > PASSWORD_MOST)
		return "A password has at most 256 characters.";
	if (different_bytes(password) < PASSWORD_DIFFERENT)
		return "A password needs at least 5 different characters.";
	if (strcasecmp(password, name) == 0)
		return "The password must not be the name to sign in with.";
	return NULL;
}

bool password_hash(const char *password, char out[PASSWORD_HASH])
{
	return crypto_pwhash_str_alg(out, password, strlen(password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
	                             crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) == 0;
}

bool password_fits(const char *password, const char hash[PASSWORD_HASH])
{
	bool fits = crypto_pwhash_str_verify(hash ? hash : nobodys, password, strlen(password)) == 0;

	return hash && fits;
}
