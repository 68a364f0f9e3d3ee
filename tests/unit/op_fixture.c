/* op_fixture.c - see op_fixture.h. */
#include "op_fixture.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <sodium.h>

#include "store/vault.h"

#define NOON ((int64_t)12 * 3600 * 1000)
#define DAY ((int64_t)24 * 3600 * 1000)

static const char *const ids[FIXTURE_CLINICIANS_MAX] = { "cln_00", "cln_01", "cln_02", "cln_03", "cln_04",
	                                                 "cln_05", "cln_06", "cln_07", "cln_08", "cln_09",
	                                                 "cln_10", "cln_11", "cln_12", "cln_13", "cln_14",
	                                                 "cln_15", "cln_16", "cln_17", "cln_18", "cln_19" };
static const char *const npis[FIXTURE_CLINICIANS_MAX] = {
	"1987000001", "1987000019", "1987000027", "1987000035", "1987000043", "1987000050", "1987000068",
	"1987000076", "1987000084", "1987000092", "1987000100", "1987000118", "1987000126", "1987000134",
	"1987000142", "1987000159", "1987000167", "1987000175", "1987000183", "1987000191"
};
static const char *const names[FIXTURE_CLINICIANS_MAX] = {
	"Dr. Ann Adams", "Dr. Ben Baker",   "Dr. Carla Cole",   "Dr. Dan Diaz",    "Dr. Eve Evans",
	"Dr. Fay Ford",  "Dr. Gus Gray",    "Dr. Hana Hill",    "Dr. Ian Ibarra",  "Dr. Joy Jones",
	"Dr. Kai Kim",   "Dr. Lea Lopez",   "Dr. Max Moore",    "Dr. Nia Nash",    "Dr. Omar Ortiz",
	"Dr. Pam Patel", "Dr. Quin Quincy", "Dr. Rosa Ramirez", "Dr. Sam Stewart", "Dr. Tess Tran"
};

static void must(struct fixture *f, enum store_status status)
{
	if (status != STORE_OK)
		fail_msg("store: %s (%s)", store_strstatus(status), f->store ? store_message(f->store) : "");
}

/* ------------------------------------------------------------------- workbench */

void fixture_begin(struct fixture *f)
{
	char message[512] = "";
	char key[96];

	*f = (struct fixture){ .role = ROLE_ADMINISTRATOR, .year = 2026 };
	assert_true(sodium_init() >= 0);
	snprintf(f->path, sizeof f->path, "/tmp/mipsia-test-XXXXXX");
	assert_non_null(mkdtemp(f->path));
	snprintf(key, sizeof key, "%s.key", f->path);
	if (store_folder_open(&f->folder, f->path, true, message, sizeof message) != STORE_OK)
		fail_msg("%s", message);
	f->store = store_open(f->folder);
	assert_non_null(f->store);
	f->bench = (struct workbench){ .book = mipsia_rulebook_builtin(), .folder = f->folder };
	f->bench.seal = seal_open(key, true, message, sizeof message);
	if (f->bench.seal == NULL)
		fail_msg("%s", message);
	snprintf(f->actor.account_id, sizeof f->actor.account_id, "acc_fixture");
	snprintf(f->actor.name, sizeof f->actor.name, "Mary Jones");
	fixture_day(f, "2026-07-01");
}

static void drop_reply(struct op_reply *reply)
{
	json_decref(reply->json);
	free(reply->bytes);
	if (reply->has_file)
		close(reply->fd);
	*reply = (struct op_reply){ 0 };
}

void fixture_end(struct fixture *f)
{
	char command[160];

	drop_reply(&f->reply);
	store_close(f->store);
	store_folder_close(f->folder);
	seal_close(f->bench.seal);
	snprintf(command, sizeof command, "rm -rf '%s' '%s.key'", f->path, f->path);
	assert_int_equal(system(command), 0);
}

void fixture_day(struct fixture *f, const char *text)
{
	f->today = day(text);
	f->now = f->today * DAY + NOON;
}

/* -------------------------------------------------------------------- arranging */

const char *fixture_clinician(int n)
{
	assert_in_range(n, 0, FIXTURE_CLINICIANS_MAX - 1);
	return ids[n];
}

const char *fixture_npi(int n)
{
	assert_in_range(n, 0, FIXTURE_CLINICIANS_MAX - 1);
	return npis[n];
}

static void add_practice(struct fixture *f)
{
	unsigned char sealed[SEAL_BYTES_MAX];
	size_t length = seal_text(f->bench.seal, "practice.tin:" FIXTURE_PRACTICE, FIXTURE_TIN, sealed);

	assert_true(length > 0);
	must(f, store_run(f->store, NULL,
	                  "INSERT INTO practice (id, name, tin_sealed, tin_last4, created_at) "
	                  "VALUES (?1, 'Maple Street Clinic', ?2, ?3, ?4)",
	                  "tbti", FIXTURE_PRACTICE, (const void *)sealed, length, &FIXTURE_TIN[5], f->now));
}

void fixture_practice(struct fixture *f, int clinicians)
{
	assert_in_range(clinicians, 0, FIXTURE_CLINICIANS_MAX);
	must(f, store_begin_write(f->store));
	add_practice(f);
	for (int i = 0; i < clinicians; i++)
		must(f,
		     store_run(f->store, NULL,
		               "INSERT INTO clinician (id, practice_id, npi, name) VALUES (?1, ?2, ?3, ?4)",
		               "tttt", ids[i], FIXTURE_PRACTICE, npis[i], names[i]));
	must(f, store_commit(f->store));
	f->practice = FIXTURE_PRACTICE;
}

void fixture_settings(struct fixture *f, int year, const char *json)
{
	must(f, store_run(f->store, NULL,
	                  "INSERT INTO practice_year (practice_id, year, settings) VALUES (?1, ?2, ?3) "
	                  "ON CONFLICT (practice_id, year) DO UPDATE SET settings = excluded.settings, "
	                  "version = 1",
	                  "tit", FIXTURE_PRACTICE, (int64_t)year, json));
}

void fixture_sql(struct fixture *f, const char *literal)
{
	must(f, store_run(f->store, NULL, literal, ""));
}

int64_t fixture_number(struct fixture *f, const char *literal)
{
	struct store_rows *rows;
	int64_t number;

	must(f, store_query(f->store, &rows, literal, ""));
	assert_int_equal(store_step(rows), STORE_ROW);
	number = store_int(rows, 0);
	store_rows_end(rows);
	return number;
}

/* ------------------------------------------------------------------------ calls */

static json_t *read_json(const char *text)
{
	json_error_t error;
	json_t *json = json_loads(text, JSON_DECODE_ANY, &error);

	if (json == NULL)
		fail_msg("the test's own JSON: %s: %s", error.text, text);
	return json;
}

/* As the server spools an upload. */
static void write_upload(struct fixture *f, const struct ask *ask, char path[200], struct op_upload *upload)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	int fd;

	snprintf(path, 200, "%s/upload-XXXXXX", vault_incoming(f->folder));
	fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, ask->file, ask->file_length), ask->file_length);
	assert_int_equal(close(fd), 0);
	crypto_hash_sha256(hash, ask->file, ask->file_length);
	sodium_bin2hex(upload->sha256, sizeof upload->sha256, hash, sizeof hash);
	upload->path = path;
	upload->size = (int64_t)ask->file_length;
	upload->name = ask->file_name ? ask->file_name : "file";
}

static struct op_call call_of(struct fixture *f)
{
	return (struct op_call){ .bench = &f->bench,
		                 .store = f->store,
		                 .actor = &f->actor,
		                 .session = f->signed_in ? &f->session : NULL,
		                 .role = f->role,
		                 .practice_id = f->practice,
		                 .year = f->year,
		                 .now = f->now,
		                 .today = f->today,
		                 .peer = "127.0.0.1" };
}

int fixture_run(struct fixture *f, fixture_operation *operation, struct ask ask)
{
	struct op_call call = call_of(f);
	json_t *query = read_json(ask.query ? ask.query : "{}");
	json_t *body = ask.body ? read_json(ask.body) : NULL;
	struct op_upload upload = { 0 };
	char path[200] = "";

	drop_reply(&f->reply);
	if (ask.nobody) {
		call.actor = NULL;
		call.session = NULL;
		call.role = ROLE_END;
	}
	call.query = query;
	call.body = body;
	for (int i = 0; i < OP_PARAMS_MAX; i++)
		call.param[i] = ask.param[i];
	if (ask.file) {
		write_upload(f, &ask, path, &upload);
		call.upload = &upload;
	}
	must(f, store_begin_write(f->store));
	operation(&call, &f->reply);
	fixture_close_call(f, &f->reply);
	if (*path)
		unlink(path); /* unless it was taken */
	json_decref(query);
	json_decref(body);
	return f->reply.status;
}

void fixture_expect(struct fixture *f, int status, fixture_operation *operation, struct ask ask)
{
	if (fixture_run(f, operation, ask) != status) {
		char *text = json_dumps(f->reply.json, JSON_INDENT(1));

		fail_msg("status %d, not %d: %s", f->reply.status, status, text ? text : "");
	}
}

void fixture_open_call(struct fixture *f, struct op_call *call, struct op_reply *reply)
{
	static json_t *query;

	if (query == NULL)
		query = json_object();
	*call = call_of(f);
	call->query = query;
	*reply = (struct op_reply){ 0 };
	must(f, store_begin_write(f->store));
}

void fixture_close_call(struct fixture *f, struct op_reply *reply)
{
	if (op_failed(reply) && !reply->keep)
		store_rollback(f->store);
	else
		must(f, store_commit(f->store));
}

void fixture_keep_session(struct fixture *f)
{
	assert_true(session_find(&f->bench, f->store, f->reply.set_session, f->now, &f->session));
	snprintf(f->actor.account_id, sizeof f->actor.account_id, "%s", f->session.account_id);
	snprintf(f->actor.name, sizeof f->actor.name, "%s", f->session.display_name);
	f->actor.single = f->session.single;
	f->signed_in = true;
}

/* ---------------------------------------------------------------------- replies */

const json_t *fixture_at(const struct fixture *f, const char *path)
{
	const json_t *at = f->reply.json;
	const char *rest = path;

	while (*rest) {
		size_t length = strcspn(rest, ".");
		char member[80];

		snprintf(member, sizeof member, "%.*s", (int)length, rest);
		at = json_is_array(at) ? json_array_get(at, strtoul(member, NULL, 10))
		                       : json_object_get(at, member);
		rest += length + (rest[length] == '.');
	}
	if (at == NULL)
		fail_msg("nothing at %s in %s", path, json_dumps(f->reply.json, 0));
	return at;
}

const char *fixture_text(const struct fixture *f, const char *path)
{
	const json_t *value = fixture_at(f, path);

	if (!json_is_string(value))
		fail_msg("no text at %s: %s", path, json_dumps(value, JSON_ENCODE_ANY));
	return json_string_value(value);
}

int64_t fixture_int(const struct fixture *f, const char *path)
{
	const json_t *value = fixture_at(f, path);

	if (!json_is_integer(value))
		fail_msg("no whole number at %s: %s", path, json_dumps(value, JSON_ENCODE_ANY));
	return json_integer_value(value);
}

bool fixture_true(const struct fixture *f, const char *path)
{
	const json_t *value = fixture_at(f, path);

	if (!json_is_boolean(value))
		fail_msg("no truth at %s: %s", path, json_dumps(value, JSON_ENCODE_ANY));
	return json_is_true(value);
}

bool fixture_null(const struct fixture *f, const char *path)
{
	return json_is_null(fixture_at(f, path));
}

size_t fixture_length(const struct fixture *f, const char *path)
{
	const json_t *value = fixture_at(f, path);

	if (!json_is_array(value))
		fail_msg("no array at %s: %s", path, json_dumps(value, JSON_ENCODE_ANY));
	return json_array_size(value);
}

size_t fixture_find(const struct fixture *f, const char *path, const char *member, const char *text)
{
	const json_t *array = fixture_at(f, path);

	for (size_t i = 0; i < json_array_size(array); i++) {
		const char *value = json_string_value(json_object_get(json_array_get(array, i), member));

		if (value && strcmp(value, text) == 0)
			return i;
	}
	return SIZE_MAX;
}

const char *fixture_code(const struct fixture *f)
{
	const char *code = json_string_value(json_object_get(f->reply.json, "code"));

	return code ? code : "";
}

bool fixture_has_error(const struct fixture *f, const char *pointer, const char *code)
{
	const json_t *errors = json_object_get(f->reply.json, "errors");

	for (size_t i = 0; i < json_array_size(errors); i++) {
		const json_t *error = json_array_get(errors, i);

		if (strcmp(json_string_value(json_object_get(error, "path")), pointer) == 0 &&
		    strcmp(json_string_value(json_object_get(error, "code")), code) == 0)
			return true;
	}
	return false;
}

bool fixture_mentions(const struct fixture *f, const char *text)
{
	char *all = json_dumps(f->reply.json, JSON_ENCODE_ANY);
	bool found = all && strstr(all, text) != NULL;

	free(all);
	return found;
}
