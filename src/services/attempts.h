/*
 * attempts.h - wrong passwords, counted: after some, nothing is tried for a while. The
 * names that were typed are not kept, only hashes of them: people type passwords
 * into the wrong field.
 */
#ifndef MIPSIA_SERVICES_ATTEMPTS_H
#define MIPSIA_SERVICES_ATTEMPTS_H

#include "services/operation.h"

#define ATTEMPTS_MINUTES 15
#define ATTEMPTS_OF_NAME 5  /* wrong ones within ATTEMPTS_MINUTES, then that name waits */
#define ATTEMPTS_OF_PEER 20 /* and from one address; of IPv6, from one /64 */

/* False after a problem: 429 with the minutes to wait in its sentence. */
bool attempts_allow(const struct op_call *call, struct op_reply *reply, const char *name);
/* A wrong password; removes the old ones. False after a problem. */
bool attempts_count(const struct op_call *call, struct op_reply *reply, const char *name);
/* The right one. False after a problem. */
bool attempts_forget(const struct op_call *call, struct op_reply *reply, const char *name);

#endif
