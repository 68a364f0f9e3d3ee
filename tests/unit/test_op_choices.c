/* Choosing activities: the year's inventory, versions, history, undo. */
#include "op_fixture.h"
#include "services/operations.h"

#include <stdio.h>

#define LATEST "SELECT max(id) FROM event"
#define CHOOSE(id, json) ((struct ask){ .param = { id }, .body = json })

static void undo_event(struct fixture *f, int status, int64_t id)
{
	char text[24];

	snprintf(text, sizeof text, "%lld", (long long)id);
	fixture_expect(f, status, op_undo, (struct ask){ .param = { text } });
}

static void undo_latest(struct fixture *f, int status)
{
	undo_event(f, status, fixture_number(f, LATEST));
}

static void test_chosen(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 2);
	fixture_expect(&f, 200, op_list_choices, (struct ask){ 0 });
	assert_int_equal(fixture_length(&f, "choices"), 0);
	fixture_expect(&f, 200, op_put_choice,
	               CHOOSE("IA_BE_12", "{\"state\": \"planned\", \"owner\": \" Mary \", \"version\": 0}"));
	assert_string_equal(fixture_text(&f, "measureId"), "IA_BE_12");
	assert_string_equal(fixture_text(&f, "state"), "planned");
	assert_string_equal(fixture_text(&f, "owner"), "Mary");
	assert_string_equal(fixture_text(&f, "note"), "");
	assert_string_equal(fixture_text(&f, "title"),
	                    "Use evidence-based decision aids to support shared decision-making.");
	assert_true(*fixture_text(&f, "plainName"));
	assert_int_equal(fixture_int(&f, "version"), 1);

	/* what is not sent stays; the list is in the order of numbers, not of letters */
	fixture_expect(&f, 200, op_put_choice,
	               CHOOSE("IA_BE_12", "{\"state\": \"doing\", \"note\": \"a\\nb\", \"version\": 1}"));
	assert_string_equal(fixture_text(&f, "owner"), "Mary");
	assert_int_equal(fixture_int(&f, "version"), 2);
	fixture_expect(&f, 200, op_put_choice, CHOOSE("IA_BE_4", "{\"state\": \"planned\", \"version\": 0}"));
	fixture_expect(&f, 200, op_list_choices, (struct ask){ 0 });
	assert_int_equal(fixture_length(&f, "choices"), 2);
	assert_string_equal(fixture_text(&f, "choices.0.measureId"), "IA_BE_4");
	assert_string_equal(fixture_text(&f, "choices.1.note"), "a\nb");

	fixture_expect(&f, 200, op_list_history, (struct ask){ 0 });
	assert_int_equal(fixture_length(&f, "events"), 3);
	assert_int_equal(strncmp(fixture_text(&f, "events.2.text"), "Planned IA_BE_12 (", 18), 0);
	assert_string_equal(fixture_text(&f, "events.2.kind"), "choice.changed");
	assert_int_equal(fixture_int(&f, "events.2.year"), 2026);
	fixture_end(&f);
}

static void test_same_again_is_no_event(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 1);
	fixture_expect(&f, 200, op_put_choice, CHOOSE("IA_BE_4", "{\"state\": \"planned\", \"version\": 0}"));
	fixture_expect(&f, 200, op_put_choice, CHOOSE("IA_BE_4", "{\"state\": \"planned\", \"version\": 1}"));
	assert_int_equal(fixture_int(&f, "version"), 1);
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM event"), 1);
	fixture_end(&f);
}

/* EVIDENCE-OF: data/2026/activities.json and data/lineage: six activities were renumbered from 2025
 * to 2026, twelve removed */
static void test_not_in_inventory(void **state)
{
	static const char plan[] = "{\"state\": \"planned\", \"version\": 0}";
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 1);
	fixture_expect(&f, 422, op_put_choice, CHOOSE("IA_AHE_1", plan));
	assert_string_equal(fixture_code(&f), "notInInventory");
	assert_true(fixture_mentions(&f, "IA_AHE_1 is not in the inventory of 2026: the activity goes on as "
	                                 "IA_EPA_7"));
	fixture_expect(&f, 422, op_put_choice, CHOOSE("IA_CC_1", plan));
	assert_string_equal(fixture_text(&f, "detail"), "IA_CC_1 is not in the inventory of 2026.");
	f.year = 2025;
	fixture_expect(&f, 422, op_put_choice, CHOOSE("IA_EPA_7", plan));
	assert_true(fixture_mentions(&f, "the activity was then IA_AHE_1"));
	fixture_expect(&f, 404, op_put_choice, CHOOSE("IA_XX_1", plan));
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM choice"), 0);

	/* whether IA_MVP and IA_PCMH earn something is the engine's question, not that of choosing */
	fixture_expect(&f, 200, op_put_choice, CHOOSE("IA_MVP", plan));
	fixture_expect(&f, 200, op_put_choice, CHOOSE("IA_PCMH", plan));
	fixture_end(&f);
}

static void test_conflict(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 1);
	fixture_expect(&f, 409, op_put_choice, CHOOSE("IA_BE_4", "{\"state\": \"planned\", \"version\": 3}"));
	assert_string_equal(fixture_code(&f), "conflict");
	assert_true(fixture_null(&f, "current"));
	fixture_expect(&f, 200, op_put_choice, CHOOSE("IA_BE_4", "{\"state\": \"planned\", \"version\": 0}"));
	fixture_expect(&f, 200, op_put_choice, CHOOSE("IA_BE_4", "{\"state\": \"doing\", \"version\": 1}"));
	fixture_expect(&f, 409, op_put_choice, CHOOSE("IA_BE_4", "{\"state\": \"dropped\", \"version\": 1}"));
	assert_string_equal(fixture_text(&f, "current.state"), "doing");
	assert_int_equal(fixture_int(&f, "current.version"), 2);
	assert_string_equal(fixture_text(&f, "changedBy"), "Mary Jones");
	assert_string_equal(fixture_text(&f, "changedAt"), "2026-07-01T12:00:00.000Z");
	fixture_expect(&f, 200, op_list_choices, (struct ask){ 0 });
	assert_string_equal(fixture_text(&f, "choices.0.state"), "doing");
	fixture_end(&f);
}

static void test_bad_bodies(void **state)
{
	char owner[400];
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 1);
	fixture_expect(&f, 422, op_put_choice, CHOOSE("IA_BE_4", "{\"state\": \"someday\", \"x\": 1}"));
	assert_true(fixture_has_error(&f, "/state", "badValue"));
	assert_true(fixture_has_error(&f, "/x", "unknownField"));
	assert_true(fixture_has_error(&f, "/version", "missing"));
	fixture_expect(&f, 422, op_put_choice, CHOOSE("IA_BE_4", "{\"state\": 7, \"version\": -1}"));
	assert_true(fixture_has_error(&f, "/state", "badType"));
	assert_true(fixture_has_error(&f, "/version", "outOfRange"));
	snprintf(owner, sizeof owner, "{\"state\": \"planned\", \"version\": 0, \"owner\": \"%0121d\"}", 7);
	fixture_expect(&f, 422, op_put_choice, CHOOSE("IA_BE_4", owner));
	assert_true(fixture_has_error(&f, "/owner", "tooLong"));
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM choice"), 0);
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM event"), 0);
	fixture_end(&f);
}

static void test_undo(void **state)
{
	struct fixture f;
	int64_t first;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 1);
	fixture_expect(&f, 200, op_put_choice, CHOOSE("IA_BE_4", "{\"state\": \"planned\", \"version\": 0}"));
	first = fixture_number(&f, LATEST);
	fixture_expect(&f, 200, op_put_choice,
	               CHOOSE("IA_BE_4", "{\"state\": \"dropped\", \"note\": \"no time\", \"version\": 1}"));
	undo_event(&f, 409, first); /* changed since */
	assert_string_equal(fixture_code(&f), "changedSince");
	undo_latest(&f, 200);
	fixture_expect(&f, 200, op_list_choices, (struct ask){ 0 });
	assert_string_equal(fixture_text(&f, "choices.0.state"), "planned");
	assert_string_equal(fixture_text(&f, "choices.0.note"), "");
	assert_int_equal(fixture_int(&f, "choices.0.version"), 3);
	fixture_end(&f);
}

/* Somebody still holds the version of a choice that was taken back and made anew. */
static void test_undone_version_never_comes_back(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 1);
	fixture_expect(&f, 200, op_put_choice, CHOOSE("IA_BE_4", "{\"state\": \"planned\", \"version\": 0}"));
	assert_int_equal(fixture_int(&f, "version"), 1);
	undo_latest(&f, 200);
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM choice"), 0);
	fixture_expect(&f, 200, op_put_choice, CHOOSE("IA_BE_4", "{\"state\": \"doing\", \"version\": 0}"));
	fixture_expect(&f, 409, op_put_choice, CHOOSE("IA_BE_4", "{\"state\": \"dropped\", \"version\": 1}"));
	assert_string_equal(fixture_text(&f, "current.state"), "doing");
	fixture_end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_chosen),
		cmocka_unit_test(test_same_again_is_no_event),
		cmocka_unit_test(test_not_in_inventory),
		cmocka_unit_test(test_conflict),
		cmocka_unit_test(test_bad_bodies),
		cmocka_unit_test(test_undo),
		cmocka_unit_test(test_undone_version_never_comes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
