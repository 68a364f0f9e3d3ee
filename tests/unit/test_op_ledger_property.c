/*
 * Two editors who change cells and take changes back, with versions that are often old.
 * Whatever they do: an answer of success is a change that is there, a conflict changes
 * nothing, and the ledger is what the history says, event after event.
 */
#include "op_fixture.h"
#include "services/operations.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#define CELLS 6
#define STEPS 700
#define EVENTS_MAX (STEPS + 1)
#define TEXTS 5

/* Periods as the ledger keeps them: nothing of these is joined or put in another order. */
static const char *const texts[TEXTS] = {
	"[]",
	"[{\"end\":\"2026-03-31\",\"start\":\"2026-01-01\"}]",
	"[{\"end\":null,\"start\":\"2026-02-01\"}]",
	("[{\"end\":\"2026-01-31\",\"start\":\"2026-01-01\"},{\"end\":\"2026-06-30\",\"start\":\"2026-03-"
	 "01\"}"
	 "]"),
	"[{\"end\":null,\"start\":null}]",
};

static const char *clinician_of(int cell)
{
	return fixture_clinician(cell % 3);
}

static const char *measure_of(int cell)
{
	return cell < 3 ? "IA_BE_4" : "IA_CC_8";
}

static int cell_of(const char *clinician, const char *measure)
{
	for (int i = 0; i < CELLS; i++)
		if (strcmp(clinician_of(i), clinician) == 0 && strcmp(measure_of(i), measure) == 0)
			return i;
	fail_msg("no such cell");
	return -1;
}

/* ------------------------------------------------------------------------ the model */

/* Content is the place of its text; a cell that never was is empty, of version 0. */
struct side {
	int text;
	int64_t version;
};

struct change {
	bool touched[CELLS];
	int before[CELLS];
	int after[CELLS];
	int64_t version[CELLS];
	bool undone;
	bool is_undo;
};

struct model {
	struct side cells[CELLS];
	int64_t seen[2][CELLS]; /* what each editor believes */
	struct change events[EVENTS_MAX];
	int length; /* event i has the id i + 1 */
};

struct wish {
	bool touched[CELLS];
	int text[CELLS];
	int64_t version[CELLS];
};

static int random_below(uint64_t *state, int n)
{
	return (int)(next_random(state) % (uint64_t)n);
}

static struct wish wish_of(const struct model *model, int editor, uint64_t *random)
{
	struct wish wish = { .touched = { false } };
	int wanted = 1 + random_below(random, 3);

	for (int i = 0; i < wanted; i++) {
		int cell = random_below(random, CELLS);

		wish.touched[cell] = true;
		wish.text[cell] = random_below(random, TEXTS);
		wish.version[cell] = model->seen[editor][cell];
		if (random_below(random, 20) == 0)
			wish.version[cell] = random_below(random, 9);
	}
	return wish;
}

static int conflicts_of(const struct model *model, const struct wish *wish)
{
	int conflicts = 0;

	for (int i = 0; i < CELLS; i++)
		conflicts += wish->touched[i] && wish->version[i] != model->cells[i].version;
	return conflicts;
}

/* What success means; whether there is an event. */
static bool apply(struct model *model, const struct wish *wish)
{
	struct change *change = &model->events[model->length];
	bool any = false;

	*change = (struct change){ .undone = false };
	for (int i = 0; i < CELLS; i++) {
		if (!wish->touched[i] || wish->text[i] == model->cells[i].text)
			continue;
		change->touched[i] = any = true;
		change->before[i] = model->cells[i].text;
		change->after[i] = wish->text[i];
		change->version[i] = ++model->cells[i].version;
		model->cells[i].text = wish->text[i];
	}
	model->length += any;
	return any;
}

static bool can_undo(const struct model *model, int event)
{
	const struct change *change = &model->events[event];
	bool possible = !change->undone && !change->is_undo;

	for (int i = 0; i < CELLS; i++)
		possible &= !change->touched[i] || model->cells[i].version == change->version[i];
	return possible;
}

static void undo(struct model *model, int event)
{
	struct change *change = &model->events[event];

	change->undone = true;
	for (int i = 0; i < CELLS; i++) {
		if (!change->touched[i])
			continue;
		model->cells[i].text = change->before[i];
		model->cells[i].version++;
	}
	model->events[model->length++] = (struct change){ .is_undo = true };
}

/* ----------------------------------------------------------------------- the ledger */

static char *body_of(const struct wish *wish)
{
	json_t *changes = json_array();
	json_t *body = json_pack("{s:o}", "changes", changes);
	char *text;

	for (int i = 0; i < CELLS; i++)
		if (wish->touched[i])
			json_array_append_new(changes,
			                      json_pack("{s:s, s:s, s:I, s:o}", "clinicianId",
			                                clinician_of(i), "measureId", measure_of(i),
			                                "version", (json_int_t)wish->version[i], "periods",
			                                json_loads(texts[wish->text[i]], 0, NULL)));
	text = json_dumps(body, 0);
	json_decref(body);
	return text;
}

/* The cells of the newest reply, compared with the model. */
static void compare(const struct fixture *f, const struct model *model)
{
	const json_t *cells = fixture_at(f, "cells");
	size_t existing = 0;
	const json_t *cell;
	size_t i;

	json_array_foreach (cells, i, cell) {
		int place = cell_of(json_string_value(json_object_get(cell, "clinicianId")),
		                    json_string_value(json_object_get(cell, "measureId")));
		char *periods = json_dumps(json_object_get(cell, "periods"), JSON_COMPACT | JSON_SORT_KEYS);

		assert_string_equal(periods, texts[model->cells[place].text]);
		assert_int_equal(json_integer_value(json_object_get(cell, "version")),
		                 model->cells[place].version);
		free(periods);
	}
	for (int k = 0; k < CELLS; k++)
		existing += model->cells[k].version > 0;
	assert_int_equal(json_array_size(cells), existing);
}

static void look(struct fixture *f, struct model *model, int editor)
{
	fixture_expect(f, 200, op_get_ledger, (struct ask){ 0 });
	compare(f, model);
	for (int i = 0; i < CELLS; i++)
		model->seen[editor][i] = model->cells[i].version;
}

static void try_change(struct fixture *f, struct model *model, int editor, uint64_t *random)
{
	struct wish wish = wish_of(model, editor, random);
	int conflicts = conflicts_of(model, &wish);
	char *body = body_of(&wish);

	if (conflicts > 0) {
		fixture_expect(f, 409, op_change_ledger, (struct ask){ .body = body });
		assert_int_equal(fixture_length(f, "conflicts"), conflicts);
	} else {
		bool any = apply(model, &wish);

		fixture_expect(f, 200, op_change_ledger, (struct ask){ .body = body });
		assert_int_equal(fixture_null(f, "event"), !any);
		if (any)
			assert_int_equal(fixture_int(f, "event"), model->length);
		compare(f, model);
	}
	free(body);
}

static void try_undo(struct fixture *f, struct model *model, uint64_t *random)
{
	int recent = model->length < 6 ? model->length : 6;
	int event;
	char id[16];

	if (model->length == 0)
		return;
	event = model->length - 1 - random_below(random, recent);
	snprintf(id, sizeof id, "%d", event + 1);
	if (can_undo(model, event)) {
		undo(model, event);
		fixture_expect(f, 200, op_undo, (struct ask){ .param = { id } });
	} else {
		fixture_expect(f, 409, op_undo, (struct ask){ .param = { id } });
	}
}

/* The history, event after event, from an empty ledger: each change starts from what the
 * one before it left, with the next version. */
static void fold(struct fixture *f, const struct model *model)
{
	struct side cells[CELLS] = { { 0, 0 } };
	json_t *events = NULL;
	json_t *event;
	size_t i;

	assert_int_equal(store_json(f->store, &events,
	                            "SELECT e.undoes, coalesce(u.undo, e.undo) AS \"data:json\" FROM event e "
	                            "LEFT JOIN event u ON u.id = e.undoes ORDER BY e.id",
	                            ""),
	                 STORE_OK);
	assert_int_equal(json_array_size(events), model->length);
	json_array_foreach (events, i, event) {
		bool undoing = !json_is_null(json_object_get(event, "undoes"));
		const json_t *data = json_object_get(json_object_get(event, "data"), "cells");
		const json_t *cell;
		size_t k;

		json_array_foreach (data, k, cell) {
			int place = cell_of(json_string_value(json_object_get(cell, "clinicianId")),
			                    json_string_value(json_object_get(cell, "measureId")));
			const char *from = undoing ? "after" : "before";
			const char *to = undoing ? "before" : "after";
			char *was = json_dumps(json_object_get(json_object_get(cell, from), "periods"),
			                       JSON_COMPACT | JSON_SORT_KEYS);
			char *is = json_dumps(json_object_get(json_object_get(cell, to), "periods"),
			                      JSON_COMPACT | JSON_SORT_KEYS);
			int64_t made = json_integer_value(json_object_get(cell, "version"));

			assert_string_equal(was, texts[cells[place].text]);
			assert_int_equal(cells[place].version + 1, undoing ? made + 1 : made);
			cells[place].version++;
			for (int t = 0; t < TEXTS; t++)
				if (strcmp(texts[t], is) == 0)
					cells[place].text = t;
			free(was);
			free(is);
		}
	}
	json_decref(events);
	for (int k = 0; k < CELLS; k++) {
		assert_int_equal(cells[k].text, model->cells[k].text);
		assert_int_equal(cells[k].version, model->cells[k].version);
	}
}

static void test_two_editors(void **state)
{
	static struct model model;
	uint64_t random = 20260701;
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 3);
	for (int i = 0; i < STEPS; i++) {
		int editor = random_below(&random, 2);
		int what = random_below(&random, 10);

		snprintf(f.actor.name, sizeof f.actor.name, "Editor %d", editor);
		if (what < 3)
			look(&f, &model, editor);
		else if (what < 8)
			try_change(&f, &model, editor, &random);
		else
			try_undo(&f, &model, &random);
	}
	look(&f, &model, 0);
	fold(&f, &model);
	assert_in_range(model.length, STEPS / 10, STEPS); /* much did happen */
	fixture_end(&f);
}

/* ------------------------------------------------------------- at the same time */

#define ROUNDS 40

/* Somebody who counts a cell's note up, looking again whenever another was faster. */
struct counter {
	struct fixture *f;
	int acknowledged;
	int conflicts;
};

static struct op_reply run_once(struct counter *counter, struct store *store,
                                void (*operation)(const struct op_call *, struct op_reply *), json_t *body)
{
	struct op_call call = { .bench = &counter->f->bench,
		                .store = store,
		                .actor = &counter->f->actor,
		                .role = ROLE_ADMINISTRATOR,
		                .practice_id = FIXTURE_PRACTICE,
		                .year = 2026,
		                .body = body,
		                .now = counter->f->now,
		                .today = counter->f->today };
	struct op_reply reply = { 0 };

	call.query = json_object();
	if (body)
		store_begin_write(store);
	else
		store_begin_read(store);
	operation(&call, &reply);
	if (op_failed(&reply) || store_commit(store) != STORE_OK)
		store_rollback(store);
	json_decref((json_t *)(uintptr_t)call.query);
	return reply;
}

static void *count_up(void *payload)
{
	struct counter *counter = payload;
	struct store *store = store_open(counter->f->folder);

	while (store && counter->acknowledged < ROUNDS) {
		struct op_reply seen = run_once(counter, store, op_get_ledger, NULL);
		const json_t *cell = json_array_get(json_object_get(seen.json, "cells"), 0);
		int64_t version = json_integer_value(json_object_get(cell, "version"));
		char note[32];
		json_t *body;
		struct op_reply done;

		snprintf(note, sizeof note, "%ld",
		         cell ? strtol(json_string_value(json_object_get(cell, "note")), NULL, 10) + 1 : 1);
		body = json_pack("{s:[{s:s, s:s, s:I, s:s, s:[]}]}", "changes", "clinicianId", "cln_00",
		                 "measureId", "IA_BE_4", "version", (json_int_t)version, "note", note,
		                 "periods");
		done = run_once(counter, store, op_change_ledger, body);
		counter->acknowledged += done.status == 200;
		counter->conflicts += done.status == 409;
		json_decref(body);
		json_decref(seen.json);
		json_decref(done.json);
		if (done.status != 200 && done.status != 409)
			break;
	}
	store_close(store);
	return NULL;
}

static void test_nothing_acknowledged_is_lost(void **state)
{
	struct counter counters[2];
	pthread_t threads[2];
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 1);
	for (int i = 0; i < 2; i++) {
		counters[i] = (struct counter){ .f = &f };
		assert_int_equal(pthread_create(&threads[i], NULL, count_up, &counters[i]), 0);
	}
	for (int i = 0; i < 2; i++) {
		pthread_join(threads[i], NULL);
		assert_int_equal(counters[i].acknowledged, ROUNDS);
	}
	fixture_expect(&f, 200, op_get_ledger, (struct ask){ 0 });
	assert_string_equal(fixture_text(&f, "cells.0.note"), "80");
	assert_int_equal(fixture_int(&f, "cells.0.version"), 2 * ROUNDS);
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM event"), 2 * ROUNDS);
	fixture_end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_two_editors),
		cmocka_unit_test(test_nothing_acknowledged_is_lost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
