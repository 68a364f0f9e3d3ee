/*
 * todo_people.c - operations that are still to be written: each leaves this file when it is.
 */
#include "services/operations.h"

void op_create_demonstration(const struct op_call *call, struct op_reply *reply)
{
	(void)call;
	op_problem(reply, 501, "notThereYet", "", "This part of mipsia is still being written.");
}

void op_get_settings(const struct op_call *call, struct op_reply *reply)
{
	(void)call;
	op_problem(reply, 501, "notThereYet", "", "This part of mipsia is still being written.");
}

void op_put_settings(const struct op_call *call, struct op_reply *reply)
{
	(void)call;
	op_problem(reply, 501, "notThereYet", "", "This part of mipsia is still being written.");
}

