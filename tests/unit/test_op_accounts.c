/*
 * test_op_accounts.c - accounts, grants, signing in and out.
 */
#include "op_fixture.h"
#include "services/gate.h"
#include "services/operations.h"
#include "services/sessions.h"

#include <stdio.h>

#define MINUTE ((int64_t)60 * 1000)
#define HOUR (60 * MINUTE)

#define MARY                                                                                                 \
	"{\"name\":\"mary\",\"displayName\":\"Mary Jones\",\"password\":\"correct horse battery\","          \
	"\"grants\":[{\"practiceId\":null,\"role\":\"administrator\"}]}"
#define ANN                                                                                                  \
	"{\"name\":\"ann\",\"displayName\":\"Ann Lee\",\"password\":\"another long password\","              \
	"\"grants\":[{\"practiceId\":\"prc_fixture\",\"role\":\"dataEntry\"}]}"
#define SIGN_IN_MARY "{\"name\":\"mary\",\"password\":\"correct horse battery\"}"
#define WRONG_MARY "{\"name\":\"mary\",\"password\":\"not the password\"}"

static char mary[32];

static void begin(struct fixture *f)
{
	fixture_begin(f);
	fixture_practice(f, 1);
	fixture_expect(f, 201, op_create_account, (struct ask){ .body = MARY });
	snprintf(mary, sizeof mary, "%s", fixture_text(f, "id"));
}

static int sign_in(struct fixture *f, const char *body)
{
	const char *practice = f->practice;
	int status;

	f->practice = NULL;
	status = fixture_run(f, op_sign_in, (struct ask){ .body = body, .nobody = true });
	f->practice = practice;
	return status;
}

static void test_accounts(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	assert_string_equal(fixture_text(&f, "name"), "mary");
	assert_true(fixture_true(&f, "hasPassword"));
	assert_true(fixture_null(&f, "grants.0.practiceId"));
	assert_false(fixture_mentions(&f, "argon2"));
	fixture_expect(&f, 201, op_create_account, (struct ask){ .body = ANN });
	fixture_expect(&f, 200, op_list_accounts, (struct ask){ 0 });
	assert_int_equal(fixture_length(&f, "accounts"), 2);
	assert_string_equal(fixture_text(&f, "accounts.0.displayName"), "Ann Lee");
	assert_string_equal(fixture_text(&f, "accounts.0.grants.0.practiceId"), FIXTURE_PRACTICE);
	fixture_end(&f);
}

static void test_what_is_refused(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	fixture_expect(&f, 422, op_create_account, (struct ask){ .body = MARY });
	assert_true(fixture_has_error(&f, "/name", "taken"));
	fixture_expect(&f, 422, op_create_account,
	               (struct ask){ .body = "{\"name\":\"Bob Smith\",\"displayName\":\" \",\"password\":"
	                                     "\"short\",\"surprise\":1,\"grants\":["
	                                     "{\"practiceId\":null,\"role\":\"auditor\"},"
	                                     "{\"practiceId\":null,\"role\":\"king\"},"
	                                     "{\"practiceId\":\"prc_nowhere\",\"role\":\"viewer\"}]}" });
	assert_true(fixture_has_error(&f, "/name", "badName"));
	assert_true(fixture_has_error(&f, "/displayName", "missing"));
	assert_true(fixture_has_error(&f, "/password", "weakPassword"));
	assert_true(fixture_has_error(&f, "/surprise", "unknownField"));
	assert_true(fixture_has_error(&f, "/grants/0/expiresOn", "missing"));
	assert_true(fixture_has_error(&f, "/grants/1/role", "unknownRole"));
	assert_true(fixture_has_error(&f, "/grants/1/practiceId", "duplicate"));
	assert_true(fixture_has_error(&f, "/grants/2/practiceId", "unknownPractice"));
	fixture_expect(&f, 422, op_create_account,
	               (struct ask){ .body = "{\"name\":\"bob\",\"displayName\":\"Bob\",\"password\":"
	                                     "\"aaaaaaaaaaaaaaaa\"}" });
	assert_true(fixture_has_error(&f, "/password", "weakPassword"));
	fixture_end(&f);
}

static void test_last_administrator(void **state)
{
	struct fixture f;
	struct ask disable = { .param = { mary }, .body = "{\"version\":1,\"disabled\":true}" };

	(void)state;
	begin(&f);
	fixture_expect(&f, 409, op_change_account, disable);
	assert_string_equal(fixture_code(&f), "lastAdministrator");
	fixture_expect(&f, 409, op_change_account,
	               (struct ask){ .param = { mary }, .body = "{\"version\":1,\"grants\":[]}" });
	/* one whose access ends is none to rely on */
	fixture_expect(&f, 201, op_create_account,
	               (struct ask){ .body = "{\"name\":\"temp\",\"displayName\":\"Temp\",\"password\":"
	                                     "\"a long password here\",\"grants\":[{\"practiceId\":null,"
	                                     "\"role\":\"administrator\",\"expiresOn\":\"2026-12-31\"}]}" });
	fixture_expect(&f, 409, op_change_account, disable);
	fixture_expect(&f, 201, op_create_account,
	               (struct ask){ .body = "{\"name\":\"second\",\"displayName\":\"Second\",\"password\":"
	                                     "\"a long password here\",\"grants\":[{\"practiceId\":null,"
	                                     "\"role\":\"administrator\"}]}" });
	fixture_expect(&f, 200, op_change_account, disable);
	assert_true(fixture_true(&f, "disabled"));
	assert_int_equal(fixture_int(&f, "version"), 2);
	fixture_expect(&f, 409, op_change_account, disable);
	assert_string_equal(fixture_code(&f), "conflict");
	assert_true(fixture_true(&f, "current.disabled"));
	fixture_expect(&f, 404, op_change_account,
	               (struct ask){ .param = { "acc_nobody" }, .body = "{\"version\":1}" });
	fixture_end(&f);
}

static void test_sign_in_and_out(void **state)
{
	struct fixture f;
	struct session session;
	char cookie[72];

	(void)state;
	begin(&f);
	fixture_expect(&f, 200, op_get_session, (struct ask){ .nobody = true });
	assert_false(fixture_true(&f, "signedIn"));
	assert_true(fixture_null(&f, "account"));
	assert_string_equal(fixture_text(&f, "mode"), "accounts");
	assert_int_equal(fixture_int(&f, "currentYear"), 2026);
	assert_int_equal(sign_in(&f, SIGN_IN_MARY), 200);
	assert_int_equal(strlen(f.reply.set_session), 43);
	assert_true(fixture_true(&f, "signedIn"));
	assert_string_equal(fixture_text(&f, "role"), "administrator");
	assert_int_equal(strlen(fixture_text(&f, "csrfToken")), 43);
	snprintf(cookie, sizeof cookie, "%s", f.reply.set_session);
	fixture_keep_session(&f);
	assert_true(session_token_fits(&f.session, fixture_text(&f, "csrfToken")));
	assert_false(session_token_fits(&f.session, ""));
	assert_false(session_token_fits(&f.session, "x"));
	fixture_expect(&f, 200, op_get_session, (struct ask){ 0 });
	assert_string_equal(fixture_text(&f, "account.displayName"), "Mary Jones");
	/* the cookie itself is nowhere in the store */
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM session WHERE length(id_hash) = 32"), 1);
	fixture_expect(&f, 204, op_sign_out, (struct ask){ 0 });
	assert_true(f.reply.end_session);
	assert_false(session_find(&f.bench, f.store, cookie, f.now, &session));
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM event WHERE kind LIKE 'session.%' AND "
	                                    "by_name = 'Mary Jones'"),
	                 2);
	fixture_end(&f);
}

static void test_sessions_end(void **state)
{
	struct fixture f;
	struct session session;
	char cookie[72];
	int64_t began;

	(void)state;
	begin(&f);
	assert_int_equal(sign_in(&f, SIGN_IN_MARY), 200);
	snprintf(cookie, sizeof cookie, "%s", f.reply.set_session);
	began = f.now;
	assert_true(session_find(&f.bench, f.store, cookie, began + 30 * MINUTE - 1, &session));
	assert_false(session_find(&f.bench, f.store, cookie, began + 30 * MINUTE, &session));
	for (int64_t at = began; at < began + 12 * HOUR; at += 20 * MINUTE)
		session_touch(f.store, cookie, at);
	assert_true(session_find(&f.bench, f.store, cookie, began + 12 * HOUR - 1, &session));
	assert_false(session_find(&f.bench, f.store, cookie, began + 12 * HOUR, &session));
	/* of a server with accounts, not of one for a single user */
	f.bench.single_user = true;
	assert_false(session_find(&f.bench, f.store, cookie, began, &session));
	f.bench.single_user = false;
	fixture_expect(&f, 201, op_create_account,
	               (struct ask){ .body = "{\"name\":\"second\",\"displayName\":\"Second\",\"password\":"
	                                     "\"a long password here\",\"grants\":[{\"practiceId\":null,"
	                                     "\"role\":\"administrator\"}]}" });
	fixture_expect(&f, 200, op_change_account,
	               (struct ask){ .param = { mary }, .body = "{\"version\":1,\"disabled\":true}" });
	assert_false(session_find(&f.bench, f.store, cookie, began, &session));
	fixture_end(&f);
}

/* What the gate answers to a request with the fixture's session, `idle` after it began. */
static int pass_after(struct fixture *f, const char *cookie, const char *token, int64_t idle)
{
	char message[WORKBENCH_MESSAGE];
	struct gate_request request = { .run = op_get_session,
		                        .capability = CAN_ANYTHING,
		                        .cookie = cookie,
		                        .token = token,
		                        .peer = "127.0.0.1" };
	struct op_reply reply = { 0 };
	struct gate *gate;

	f->bench.clock_shift = 0;
	f->bench.clock_shift = f->now + idle - workbench_now(&f->bench);
	gate = gate_open(&f->bench, message);
	assert_non_null(gate);
	request.query = json_object();
	gate_pass(gate, &request, &reply);
	gate_close(gate);
	json_decref((json_t *)request.query);
	json_decref(reply.json);
	return reply.status;
}

/* Asking with a session that has ended, or without its token, does not wake it again. */
static void test_only_the_session_itself_stays_awake(void **state)
{
	struct fixture f;
	char cookie[72], token[72];

	(void)state;
	begin(&f);
	assert_int_equal(sign_in(&f, SIGN_IN_MARY), 200);
	snprintf(cookie, sizeof cookie, "%s", f.reply.set_session);
	snprintf(token, sizeof token, "%s", fixture_text(&f, "csrfToken"));
	assert_int_equal(pass_after(&f, cookie, "guessed", 20 * MINUTE), 401);
	assert_int_equal(pass_after(&f, cookie, token, 31 * MINUTE), 401);
	assert_int_equal(pass_after(&f, cookie, token, 32 * MINUTE), 401);
	assert_int_equal(pass_after(&f, cookie, token, 20 * MINUTE), 200);
	assert_int_equal(pass_after(&f, cookie, token, 40 * MINUTE), 200);
	fixture_end(&f);
}

static void test_wrong_passwords(void **state)
{
	struct fixture f;
	json_t *unknown;

	(void)state;
	begin(&f);
	assert_int_equal(sign_in(&f, "{\"name\":\"hunter2secret\",\"password\":\"whatever it is\"}"), 401);
	unknown = json_deep_copy(f.reply.json);
	for (int i = 0; i < 5; i++)
		assert_int_equal(sign_in(&f, WRONG_MARY), 401);
	assert_true(json_equal(unknown, f.reply.json)); /* nobody learns which names there are */
	json_decref(unknown);
	assert_int_equal(sign_in(&f, SIGN_IN_MARY), 429);
	assert_non_null(strstr(fixture_text(&f, "detail"), "15 minutes"));
	f.now += 15 * MINUTE;
	assert_int_equal(sign_in(&f, SIGN_IN_MARY), 200);
	/* the history knows, but not what was typed into the wrong field */
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM event WHERE kind = 'session.refused'"), 6);
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM event WHERE text LIKE '%hunter2%'"), 0);
	assert_int_equal(
		fixture_number(&f, "SELECT count(*) FROM sign_in_attempt WHERE name LIKE '%hunter2%'"), 0);
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM event WHERE text = 'Refused a sign-in as "
	                                    "mary, from 127.0.0.1'"),
	                 5);
	fixture_end(&f);
}

static void test_many_names_from_one_peer(void **state)
{
	struct fixture f;
	char body[100];

	(void)state;
	begin(&f);
	for (int i = 0; i < 20; i++) {
		snprintf(body, sizeof body, "{\"name\":\"guess%d\",\"password\":\"some password\"}", i);
		assert_int_equal(sign_in(&f, body), 401);
	}
	assert_int_equal(sign_in(&f, SIGN_IN_MARY), 429);
	fixture_end(&f);
}

static void test_change_password(void **state)
{
	struct fixture f;
	struct session session;
	char other[72], own[72];

	(void)state;
	begin(&f);
	assert_int_equal(sign_in(&f, SIGN_IN_MARY), 200);
	snprintf(other, sizeof other, "%s", f.reply.set_session);
	assert_int_equal(sign_in(&f, SIGN_IN_MARY), 200);
	snprintf(own, sizeof own, "%s", f.reply.set_session);
	fixture_keep_session(&f);
	fixture_expect(&f, 422, op_change_password,
	               (struct ask){ .body = "{\"current\":\"wrong\",\"new\":\"a brand new password\"}" });
	assert_true(fixture_has_error(&f, "/current", "wrongPassword"));
	fixture_expect(&f, 422, op_change_password,
	               (struct ask){ .body = "{\"current\":\"correct horse battery\",\"new\":\"short\"}" });
	assert_true(fixture_has_error(&f, "/new", "weakPassword"));
	fixture_expect(&f, 204, op_change_password,
	               (struct ask){ .body = "{\"current\":\"correct horse battery\",\"new\":\"a brand new "
	                                     "password\"}" });
	assert_true(session_find(&f.bench, f.store, own, f.now, &session));
	assert_false(session_find(&f.bench, f.store, other, f.now, &session));
	assert_int_equal(sign_in(&f, SIGN_IN_MARY), 401);
	assert_int_equal(sign_in(&f, "{\"name\":\" Mary \",\"password\":\"a brand new password\"}"), 200);
	fixture_end(&f);
}

static void test_single_user(void **state)
{
	struct fixture f;
	char token[] = "a-launch-token-of-the-server";

	(void)state;
	fixture_begin(&f);
	f.bench.single_user = true;
	f.bench.launch_token = token;
	assert_int_equal(sign_in(&f, "{\"launchToken\":\"a-launch-token-of-the-serve\"}"), 401);
	assert_int_equal(sign_in(&f, "{\"name\":\"mary\",\"password\":\"x\"}"), 422);
	assert_int_equal(sign_in(&f, "{\"launchToken\":\"a-launch-token-of-the-server\"}"), 200);
	assert_string_equal(fixture_text(&f, "mode"), "single");
	assert_string_equal(fixture_text(&f, "role"), "administrator");
	fixture_keep_session(&f);
	assert_true(f.actor.single);
	fixture_expect(&f, 409, op_change_account,
	               (struct ask){ .param = { f.session.account_id },
	                             .body = "{\"version\":1,\"disabled\":true}" });
	fixture_expect(&f, 200, op_change_account,
	               (struct ask){ .param = { f.session.account_id },
	                             .body = "{\"version\":1,\"displayName\":\"Mary Jones\"}" });
	assert_string_equal(fixture_text(&f, "displayName"), "Mary Jones");
	assert_false(fixture_true(&f, "hasPassword"));
	fixture_end(&f);
}

static enum role role_in(struct fixture *f, const char *practice)
{
	enum role role;

	assert_int_equal(session_role(f->store, &f->actor, practice, f->today, &role), STORE_OK);
	return role;
}

static void test_roles(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 1);
	fixture_sql(&f, "INSERT INTO practice (id, name, created_at) VALUES ('prc_b', 'B', 0)");
	fixture_sql(&f, "INSERT INTO account (id, name, display_name, created_at) "
	                "VALUES ('acc_fixture', 'x', 'X', 0)");
	assert_int_equal(role_in(&f, FIXTURE_PRACTICE), ROLE_END);
	fixture_sql(&f, "INSERT INTO account_grant VALUES ('acc_fixture', 'prc_fixture', 'dataEntry', NULL)");
	fixture_sql(&f, "INSERT INTO account_grant VALUES ('acc_fixture', '', 'auditor', '2026-07-01')");
	assert_int_equal(role_in(&f, FIXTURE_PRACTICE), ROLE_DATA_ENTRY);
	assert_int_equal(role_in(&f, "prc_b"), ROLE_AUDITOR);
	assert_int_equal(role_in(&f, "prc_nowhere"), ROLE_END);
	assert_int_equal(role_in(&f, NULL), ROLE_AUDITOR);
	fixture_day(&f, "2026-07-02"); /* the auditor's last day is over */
	assert_int_equal(role_in(&f, "prc_b"), ROLE_END);
	assert_int_equal(role_in(&f, FIXTURE_PRACTICE), ROLE_DATA_ENTRY);
	f.actor.single = true;
	assert_int_equal(role_in(&f, "prc_b"), ROLE_ADMINISTRATOR);
	assert_int_equal(role_in(&f, "prc_nowhere"), ROLE_END);
	fixture_end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_accounts),
		cmocka_unit_test(test_what_is_refused),
		cmocka_unit_test(test_last_administrator),
		cmocka_unit_test(test_sign_in_and_out),
		cmocka_unit_test(test_sessions_end),
		cmocka_unit_test(test_only_the_session_itself_stays_awake),
		cmocka_unit_test(test_wrong_passwords),
		cmocka_unit_test(test_many_names_from_one_peer),
		cmocka_unit_test(test_change_password),
		cmocka_unit_test(test_single_user),
		cmocka_unit_test(test_roles),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
