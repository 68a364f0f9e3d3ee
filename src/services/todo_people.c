/*
 * todo_people.c - operations that are still to be written: each leaves this file when it is.
 */
#include "services/operations.h"

void op_list_practices(const struct op_call *call, struct op_reply *reply)
{
	(void)call;
	op_problem(reply, 501, "notThereYet", "", "This part of mipsia is still being written.");
}

void op_create_practice(const struct op_call *call, struct op_reply *reply)
{
	(void)call;
	op_problem(reply, 501, "notThereYet", "", "This part of mipsia is still being written.");
}

void op_create_demonstration(const struct op_call *call, struct op_reply *reply)
{
	(void)call;
	op_problem(reply, 501, "notThereYet", "", "This part of mipsia is still being written.");
}

void op_get_practice(const struct op_call *call, struct op_reply *reply)
{
	(void)call;
	op_problem(reply, 501, "notThereYet", "", "This part of mipsia is still being written.");
}

void op_change_practice(const struct op_call *call, struct op_reply *reply)
{
	(void)call;
	op_problem(reply, 501, "notThereYet", "", "This part of mipsia is still being written.");
}

void op_delete_practice(const struct op_call *call, struct op_reply *reply)
{
	(void)call;
	op_problem(reply, 501, "notThereYet", "", "This part of mipsia is still being written.");
}

void op_list_clinicians(const struct op_call *call, struct op_reply *reply)
{
	(void)call;
	op_problem(reply, 501, "notThereYet", "", "This part of mipsia is still being written.");
}

void op_add_clinician(const struct op_call *call, struct op_reply *reply)
{
	(void)call;
	op_problem(reply, 501, "notThereYet", "", "This part of mipsia is still being written.");
}

void op_change_clinician(const struct op_call *call, struct op_reply *reply)
{
	(void)call;
	op_problem(reply, 501, "notThereYet", "", "This part of mipsia is still being written.");
}

void op_import_roster(const struct op_call *call, struct op_reply *reply)
{
	(void)call;
	op_problem(reply, 501, "notThereYet", "", "This part of mipsia is still being written.");
}

void op_get_template(const struct op_call *call, struct op_reply *reply)
{
	(void)call;
	op_problem(reply, 501, "notThereYet", "", "This part of mipsia is still being written.");
}

void op_list_years(const struct op_call *call, struct op_reply *reply)
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

