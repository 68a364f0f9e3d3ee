/*
 * inventory_practice.c - what a practice chose, and did the year before.
 */
#include "services/inventory_part.h"

#include "services/catalogue.h"
#include "services/sessions.h"

/* Whether the caller may see the practice of the query; else as if it did not exist. */
static bool may_see(const struct op_call *call, struct op_reply *reply, const char *practice_id)
{
	enum role role;

	if (!op_stored(reply, session_role(call->store, call->actor, practice_id, call->today, &role)))
		return false;
	if (role_allows(role, CAN_READ))
		return true;
	op_problem(reply, 404, "notFound", "Go back to the list of practices.", "There is no such practice.");
	return false;
}

static void add_done(struct inventory_practice *out, int activity)
{
	int now = catalogue_number_in_year(out->record.book, activity, out->record.year);

	if (now >= 0)
		mipsia_set_add(&out->done_last_year, now);
}

static bool add_recorded(const struct op_call *call, struct op_reply *reply, const char *practice_id,
                         struct inventory_practice *out)
{
	struct record before;
	mipsia_set recorded;

	if (out->record.year - 1 < mipsia_first_year(out->record.book))
		return true;
	if (!record_load(call, reply, practice_id, out->record.year - 1, &before)) {
		record_free(&before);
		return false;
	}
	record_attested(&before, RECORD_GROUP, &recorded);
	for (int i = 0; i < mipsia_activity_count(before.book); i++) {
		if (mipsia_set_has(&recorded, i))
			add_done(out, i);
	}
	record_free(&before);
	return true;
}

bool inventory_practice_load(const struct op_call *call, struct op_reply *reply, bool *has,
                             struct inventory_practice *out)
{
	const char *practice_id = op_query(call, "practice");

	*has = false;
	*out = (struct inventory_practice){ .done_last_year = { { 0 } } };
	if (!*practice_id)
		return true;
	if (!may_see(call, reply, practice_id))
		return false;
	*has = true;
	if (!record_load(call, reply, practice_id, call->year, &out->record) ||
	    !add_recorded(call, reply, practice_id, out))
		return false;
	for (size_t i = 0; i < out->record.history_length; i++) {
		if (out->record.history[i].year == call->year - 1)
			add_done(out, out->record.history[i].activity);
	}
	mipsia_frequency_bars(out->record.book, call->year, out->record.history, out->record.history_length,
	                      &out->barred);
	return true;
}

void inventory_practice_free(struct inventory_practice *practice)
{
	record_free(&practice->record);
}
