/* attempts.c - see attempts.h. */
#include "services/attempts.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

#include <sodium.h>

#define MINUTE ((int64_t)60 * 1000)
#define WINDOW (ATTEMPTS_MINUTES * MINUTE)
#define HASH 16
#define NAME (2 * HASH + 1)
#define OWNER INET6_ADDRSTRLEN

static void key_of(const char *name, char key[NAME])
{
	unsigned char hash[HASH];

	crypto_generichash(hash, sizeof(hash), (const unsigned char *)name, strlen(name), NULL, 0);
	sodium_bin2hex(key, NAME, hash, sizeof(hash));
}

/* Whom an address belongs to: of IPv6, one customer has 2^64 of them, the same first half. */
static void owner_of(const char *peer, char owner[OWNER])
{
	struct in6_addr address;

	snprintf(owner, OWNER, "%s", peer);
	if (inet_pton(AF_INET6, peer, &address) != 1 || IN6_IS_ADDR_V4MAPPED(&address))
		return;
	memset(address.s6_addr + 8, 0, 8);
	inet_ntop(AF_INET6, &address, owner, OWNER);
}

/* When the nth newest attempt was; 0 when there are fewer. `sql` takes key, beginning
 * of the window and n - 1. */
static bool nth_attempt(const struct op_call *call, struct op_reply *reply, const char *sql, const char *key,
                        int n, int64_t *at)
{
	struct store_rows *rows;
	enum store_status status =
		store_query(call->store, &rows, sql, "tii", key, call->now - WINDOW, (int64_t)(n - 1));

	*at = 0;
	if (status == STORE_OK)
		status = store_step(rows);
	if (status == STORE_ROW) {
		*at = store_int(rows, 0);
		status = STORE_OK;
	}
	store_rows_end(rows);
	return op_stored(reply, status);
}

bool attempts_allow(const struct op_call *call, struct op_reply *reply, const char *name)
{
	int64_t of_name, of_peer, oldest;
	char key[NAME], owner[OWNER];

	key_of(name, key);
	owner_of(call->peer, owner);
	if (!nth_attempt(call, reply,
	                 "SELECT at FROM sign_in_attempt WHERE name = ?1 AND at > ?2 "
	                 "ORDER BY at DESC LIMIT 1 OFFSET ?3",
	                 key, ATTEMPTS_OF_NAME, &of_name) ||
	    !nth_attempt(call, reply,
	                 "SELECT at FROM sign_in_attempt WHERE peer = ?1 AND at > ?2 "
	                 "ORDER BY at DESC LIMIT 1 OFFSET ?3",
	                 owner, ATTEMPTS_OF_PEER, &of_peer))
		return false;
	oldest = of_name > of_peer ? of_name : of_peer;
	if (oldest == 0)
		return true;
	op_problem(reply, 429, "tooManyAttempts", "If you forgot your password, ask an administrator.",
	           "There were too many wrong passwords. Try again in %lld minutes.",
	           (long long)((oldest + WINDOW - call->now + MINUTE - 1) / MINUTE));
	return false;
}

bool attempts_count(const struct op_call *call, struct op_reply *reply, const char *name)
{
	char key[NAME], owner[OWNER];

	key_of(name, key);
	owner_of(call->peer, owner);
	return op_stored(reply, store_run(call->store, NULL, "DELETE FROM sign_in_attempt WHERE at <= ?1",
	                                  "i", call->now - WINDOW)) &&
	       op_stored(reply, store_run(call->store, NULL,
	                                  "INSERT INTO sign_in_attempt (name, peer, at) VALUES (?1, ?2, ?3)",
	                                  "tti", key, owner, call->now));
}

bool attempts_forget(const struct op_call *call, struct op_reply *reply, const char *name)
{
	char key[NAME];

	key_of(name, key);
	return op_stored(
		reply, store_run(call->store, NULL, "DELETE FROM sign_in_attempt WHERE name = ?1", "t", key));
}
