/*
 * todo_undo.c - undoing that is still to be written: each leaves this file when it is.
 */
#include "services/undo.h"

static bool not_yet(struct op_reply *reply)
{
	op_problem(reply, 501, "notThereYet", "", "This part of mipsia is still being written.");
	return false;
}

bool settings_undo(const struct op_call *call, struct op_reply *reply, const json_t *undo)
{
	(void)call, (void)undo;
	return not_yet(reply);
}
