/* sessions_part.h - what signing in and out needs of sessions. Of sessions.c. */
#ifndef MIPSIA_SERVICES_SESSIONS_PART_H
#define MIPSIA_SERVICES_SESSIONS_PART_H

#include "services/sessions.h"

#define SESSION_MINUTE ((int64_t)60 * 1000)
#define SESSION_HOUR (60 * SESSION_MINUTE)
/* Without a request, and in all, a session lasts so long (milliseconds): of a single
 * user's server, and of one with accounts. */
#define SESSION_IDLE_SINGLE (12 * SESSION_HOUR)
#define SESSION_IDLE_ACCOUNTS (30 * SESSION_MINUTE)
#define SESSION_WHOLE_SINGLE (7 * 24 * SESSION_HOUR)
#define SESSION_WHOLE_ACCOUNTS (12 * SESSION_HOUR)
/* That a session is used is written down so often. */
#define SESSION_TOUCH SESSION_MINUTE

/* Id of the account of the single user: without password, with the launch token. */
#define ACCOUNT_SINGLE "acc_single"

/* Begins a session of the account and puts its cookie into the reply; sessions that
 * have ended are removed. False after a problem. */
bool session_begin(const struct op_call *call, struct op_reply *reply, const char *account_id,
                   struct session *out);
/* Ends the session of the call. False after a problem. */
bool session_end(const struct op_call *call, struct op_reply *reply);
/* Ends the sessions of the account but the one with this csrf_token ("": none stays). */
bool session_end_others(const struct op_call *call, struct op_reply *reply, const char *account_id,
                        const char *but_token);

#endif
