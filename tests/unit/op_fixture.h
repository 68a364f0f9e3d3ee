/*
 * op_fixture.h - a workbench for tests of operations: a real store in a folder of its
 * own, a practice with a roster, and the server's part in a call (transaction, commit
 * below status 400, else rollback).
 *
 *	static void test_something(void **state)
 *	{
 *		struct fixture f;
 *
 *		fixture_begin(&f);
 *		fixture_practice(&f, 17);
 *		assert_int_equal(fixture_run(&f, op_get_ledger, (struct ask){ 0 }), 200);
 *		assert_string_equal(fixture_text(&f, "clinicians.0.name"), "Dr. Ann Adams");
 *		fixture_end(&f);
 *	}
 *
 * It is noon (UTC) of 1 July 2026. Whatever goes wrong within fails the test.
 */
#ifndef OP_FIXTURE_H
#define OP_FIXTURE_H

#include "services/operation.h"
#include "services/sessions.h"
#include "testing.h"

#define FIXTURE_PRACTICE "prc_fixture"
#define FIXTURE_TIN "123456782"
#define FIXTURE_CLINICIANS_MAX 20

struct fixture {
	char path[64];
	struct store_folder *folder;
	struct store *store;
	struct workbench bench;
	struct actor actor; /* "acc_fixture", "Mary Jones", not single; there is no such account row */
	enum role role;     /* administrator */
	int64_t now;
	mipsia_date today;
	const char *practice;   /* of the calls; NULL until fixture_practice */
	int year;               /* of the calls: 2026 */
	struct op_reply reply;  /* of the newest call */
	struct session session; /* of the calls, once there is one: fixture_keep_session */
	bool signed_in;
};

void fixture_begin(struct fixture *f);
void fixture_end(struct fixture *f);

/* Inserts the practice FIXTURE_PRACTICE, "Maple Street Clinic", with the TIN
 * FIXTURE_TIN and `clinicians` clinicians, who are always with it. */
void fixture_practice(struct fixture *f, int clinicians);
/* The nth clinician of it, from 0: "cln_00"; NPIs ascend, with right check digits. */
const char *fixture_clinician(int n);
const char *fixture_npi(int n);
/* Settings of the year, as stored: a JSON object. Version 1. */
void fixture_settings(struct fixture *f, int year, const char *json);
/* Runs SQL without parameters, to arrange things. */
void fixture_sql(struct fixture *f, const char *literal);
/* A whole number out of the store: "SELECT count(*) FROM event". */
int64_t fixture_number(struct fixture *f, const char *literal);
/* Sets clock and day. */
void fixture_day(struct fixture *f, const char *day);

/* What a call brings with it; all may be left out. */
struct ask {
	const char *param[OP_PARAMS_MAX];
	const char *query; /* JSON object of strings */
	const char *body;  /* JSON */
	const char *file_name;
	const void *file; /* upload */
	size_t file_length;
	bool nobody; /* not signed in */
};

typedef void fixture_operation(const struct op_call *call, struct op_reply *reply);

/* Runs an operation and returns its status; f->reply has the rest until the next. */
int fixture_run(struct fixture *f, fixture_operation *operation, struct ask ask);
/* The same, and fails the test when the status is another. */
void fixture_expect(struct fixture *f, int status, fixture_operation *operation, struct ask ask);
/* A call by hand, for functions that are no operations: begins a writing transaction;
 * end with fixture_close_call, which commits unless the reply failed. */
void fixture_open_call(struct fixture *f, struct op_call *call, struct op_reply *reply);
void fixture_close_call(struct fixture *f, struct op_reply *reply);
/* The session of reply.set_session is that of the calls to come. */
void fixture_keep_session(struct fixture *f);

/* Out of the newest reply, by a path of members and places: "clinicians.0.name". The
 * test fails when there is nothing, or of another type. */
const json_t *fixture_at(const struct fixture *f, const char *path);
const char *fixture_text(const struct fixture *f, const char *path);
int64_t fixture_int(const struct fixture *f, const char *path);
bool fixture_true(const struct fixture *f, const char *path);
bool fixture_null(const struct fixture *f, const char *path);
size_t fixture_length(const struct fixture *f, const char *path);
/* The place of the element of the array at `path` whose member is that text; SIZE_MAX. */
size_t fixture_find(const struct fixture *f, const char *path, const char *member, const char *text);
/* The problem's code, and whether its errors name the pointer with that code. */
const char *fixture_code(const struct fixture *f);
bool fixture_has_error(const struct fixture *f, const char *pointer, const char *code);
/* Whether the text stands anywhere in the reply, as JSON. */
bool fixture_mentions(const struct fixture *f, const char *text);

#endif
