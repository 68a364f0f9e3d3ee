/* op_arrange.h - what a practice recorded, put into the fixture's store. */
#ifndef TEST_OP_ARRANGE_H
#define TEST_OP_ARRANGE_H

#include "op_fixture.h"

#include <stdio.h>

/* Clinician n performed the activity from `start` to `end`; NULL: not known. */
static inline void performed(struct fixture *f, const char *measure_id, int n, const char *start,
                             const char *end)
{
	json_t *periods = json_pack("[{s:s?, s:s?}]", "start", start, "end", end);

	assert_int_equal(
		store_run(f->store, NULL,
	                  "INSERT INTO ledger_cell (practice_id, year, measure_id, clinician_id, periods, "
	                  "changed_by, changed_at) VALUES (?1, ?2, ?3, ?4, ?5, 'Mary Jones', ?6)",
	                  "tittji", FIXTURE_PRACTICE, (int64_t)f->year, measure_id, fixture_clinician(n),
	                  periods, f->now),
		STORE_OK);
	json_decref(periods);
}

/* The first `count` clinicians, all with the same period. */
static inline void all_performed(struct fixture *f, const char *measure_id, int count, const char *start,
                                 const char *end)
{
	for (int i = 0; i < count; i++)
		performed(f, measure_id, i, start, end);
}

static inline void chose(struct fixture *f, const char *measure_id, const char *state)
{
	assert_int_equal(
		store_run(f->store, NULL,
	                  "INSERT INTO choice (practice_id, year, measure_id, state) VALUES (?1, ?2, ?3, ?4)",
	                  "titt", FIXTURE_PRACTICE, (int64_t)f->year, measure_id, state),
		STORE_OK);
}

static inline void attested_in(struct fixture *f, int year, int number, const char *content)
{
	assert_int_equal(
		store_run(f->store, NULL,
	                  "INSERT INTO attestation (id, practice_id, year, number, signed_by, signed_title, "
	                  "signed_user, signed_at, content, sha256) "
	                  "VALUES (?1 || ?2, ?3, ?1, ?2, 'A', 'B', 'C', 0, ?4, '')",
	                  "iitt", (int64_t)year, (int64_t)number, FIXTURE_PRACTICE, content),
		STORE_OK);
}

static inline void set_sites(struct fixture *f, const char *json)
{
	assert_int_equal(store_run(f->store, NULL, "UPDATE practice SET sites = ?1 WHERE id = ?2", "tt", json,
	                           FIXTURE_PRACTICE),
	                 STORE_OK);
}

static inline void with_the_practice(struct fixture *f, int n, const char *periods)
{
	assert_int_equal(store_run(f->store, NULL, "UPDATE clinician SET periods = ?1 WHERE id = ?2", "tt",
	                           periods, fixture_clinician(n)),
	                 STORE_OK);
}

#endif
