/*
 * writer.c - writes into a store as the workbench does, and says what was
 * acknowledged, until it has enough or is killed.
 * usage: store_writer FOLDER [COUNT]
 *
 * Transaction N adds two settings, an event of the history and, every fourth time,
 * a piece of evidence with its file. First line: "have N", after the folder was
 * found whole up to N; then a line "N" for each commit. Exit 1: something is not as
 * it must be.
 */
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "services/history_check.h"
#include "services/history_hash.h"
#include "store/digest.h"
#include "store/key.h"
#include "store/vault.h"

#define EVIDENCE_EVERY 4
#define EVIDENCE_CHECKED 8 /* files, the newest first, at each start */

static int wrong(const char *what, const char *detail)
{
	fprintf(stderr, "%s: %s\n", what, detail);
	return 1;
}

/* ------------------------------------------------------------- what must be there */

static int64_t number(struct store *store, const char *sql)
{
	struct store_rows *rows;
	int64_t value = -1;

	if (store_query(store, &rows, sql, "") == STORE_OK && store_step(rows) == STORE_ROW)
		value = store_int(rows, 0);
	store_rows_end(rows);
	return value;
}

static bool evidence_is_whole(const struct store_folder *folder, struct store *store)
{
	struct store_rows *rows;
	bool whole = true;

	if (store_query(store, &rows, "SELECT sha256 FROM evidence ORDER BY added_at DESC LIMIT ?1", "i",
	                (int64_t)EVIDENCE_CHECKED) != STORE_OK)
		return false;
	while (whole && store_step(rows) == STORE_ROW)
		whole = vault_check(folder, store_text(rows, 0)) == STORE_OK;
	store_rows_end(rows);
	return whole;
}

/* The last number, after everything was found whole; -1 otherwise. */
static int64_t check_all(const struct store_folder *folder, struct store *store)
{
	int64_t last =
		number(store, "SELECT coalesce(max(CAST(value AS INTEGER)), 0) FROM setting WHERE name "
	                      "LIKE 'a:%'");
	int64_t events;
	int64_t broken;
	char message[200];

	if (number(store, "SELECT count(*) FROM setting WHERE name LIKE 'a:%'") != last ||
	    number(store, "SELECT count(*) FROM setting WHERE name LIKE 'b:%'") != last ||
	    number(store, "SELECT count(*) FROM event") != last ||
	    number(store, "SELECT count(*) FROM evidence") != last / EVIDENCE_EVERY) {
		wrong("a transaction is not whole", "");
		return -1;
	}
	if (store_verify(store, message, sizeof message) != STORE_OK) {
		wrong("not sound", message);
		return -1;
	}
	if (history_check(store, &events, &broken) != STORE_OK || broken != 0 ||
	    !evidence_is_whole(folder, store)) {
		wrong("history or evidence", "");
		return -1;
	}
	return last;
}

/* -------------------------------------------------------------------- writing */

static bool put_event(struct store *store, int64_t n)
{
	char previous[EVENT_HASH] = EVENT_HASH_NONE;
	char hash[EVENT_HASH];
	struct event_row row = { .id = n,
		                 .at = n,
		                 .account_id = "acc",
		                 .by_name = "Zo\xc3\xab",
		                 .practice_id = "p",
		                 .year = 2026,
		                 .kind = "test",
		                 .text = "Did something.",
		                 .undo = n % 2 ? NULL : "{}" };
	struct store_rows *rows;

	if (store_query(store, &rows, "SELECT hash FROM event ORDER BY id DESC LIMIT 1", "") != STORE_OK)
		return false;
	if (store_step(rows) == STORE_ROW)
		snprintf(previous, sizeof previous, "%s", store_text(rows, 0));
	store_rows_end(rows);
	event_hash(&row, previous, hash);
	return store_run(
		       store, NULL,
		       "INSERT INTO event (id, at, account_id, by_name, practice_id, year, kind, text, undo, "
		       "previous_hash, hash) VALUES (?1, ?1, ?2, ?3, ?4, 2026, ?5, ?6, ?7, ?8, ?9)",
		       "itttttttt", n, row.account_id, row.by_name, row.practice_id, row.kind, row.text,
		       row.undo, previous, hash) == STORE_OK;
}

static bool put_evidence(const struct store_folder *folder, struct store *store, int64_t n)
{
	char path[STORE_PATH_MAX + 100];
	char text[2000];
	char hash[DIGEST_TEXT];
	char id[32];
	int length = snprintf(text, sizeof text, "Evidence %0*" PRId64 "\n", (int)(n % 1900), n);
	int fd;

	digest_of(text, (size_t)length, hash);
	snprintf(id, sizeof id, "ev_%" PRId64, n);
	snprintf(path, sizeof path, "%s/%s", vault_incoming(folder), id);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (fd < 0 || write(fd, text, (size_t)length) != length || close(fd) != 0)
		return false;
	return vault_take(folder, path, hash) == STORE_OK &&
	       store_run(
		       store, NULL,
		       "INSERT INTO evidence (id, practice_id, year, kind, name, size, sha256, retain_until, "
		       "added_by, added_at) VALUES (?1, 'p', 2026, 'file', ?2, ?3, ?4, '2033-12-31', 'A', "
		       "?5)",
		       "ttiti", id, "Minutes.txt", (int64_t)length, hash, n) == STORE_OK;
}

static bool put(struct store *store, const char *prefix, int64_t n)
{
	char name[40];
	char value[40];

	snprintf(name, sizeof name, "%s:%" PRId64, prefix, n);
	snprintf(value, sizeof value, "%" PRId64, n);
	return store_run(store, NULL, "INSERT INTO setting (name, value) VALUES (?1, ?2)", "tt", name,
	                 value) == STORE_OK;
}

static bool write_one(const struct store_folder *folder, struct store *store, int64_t n)
{
	return store_begin_write(store) == STORE_OK && put(store, "a", n) && put_event(store, n) &&
	       (n % EVIDENCE_EVERY != 0 || put_evidence(folder, store, n)) && put(store, "b", n) &&
	       store_commit(store) == STORE_OK;
}

/* A practice with a sealed TIN. */
static bool put_practice(struct store *store, const struct seal *seal)
{
	unsigned char sealed[SEAL_BYTES_MAX];
	size_t length = seal_text(seal, "practice.tin:p", "123456789", sealed);

	return store_run(store, NULL,
	                 "INSERT INTO practice (id, name, tin_sealed, tin_last4, created_at) VALUES ('p', "
	                 "'Sample "
	                 "Practice', ?1, '6789', 1) ON CONFLICT (id) DO NOTHING",
	                 "b", sealed, length) == STORE_OK;
}

int main(int argc, char **argv)
{
	int64_t count = argc > 2 ? strtoll(argv[2], NULL, 10) : INT64_MAX;
	char message[STORE_MESSAGE_MAX];
	struct store_folder *folder;
	struct store *store;
	struct seal *seal;
	int64_t last;

	if (argc < 2 || store_folder_open(&folder, argv[1], true, message, sizeof message) != STORE_OK)
		return wrong("open", argc < 2 ? "no folder" : message);
	store = store_open(folder);
	if (store == NULL || key_open(folder, NULL, &seal, message, sizeof message) != STORE_OK)
		return wrong("open", message);
	if (!put_practice(store, seal))
		return wrong("practice", store_message(store));
	last = check_all(folder, store);
	if (last < 0)
		return 1;
	printf("have %" PRId64 "\n", last);
	fflush(stdout);
	for (int64_t n = last + 1; count-- > 0; n++) {
		if (!write_one(folder, store, n))
			return wrong("write", store_message(store));
		printf("%" PRId64 "\n", n);
		fflush(stdout);
	}
	seal_close(seal);
	store_close(store);
	store_folder_close(folder);
	return 0;
}
