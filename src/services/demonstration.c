/*
 * demonstration.c - a practice to explore: invented people, sites and settings.
 */
#include <stdio.h>
#include <string.h>

#include "services/demonstration_part.h"
#include "services/moment.h"
#include "services/operations.h"
#include "services/practices.h"

#define NAME "Demonstration practice - Maple Street Clinic"
#define TIN "000-12-3459" /* the first three digits are nobody's */

/* NPIs that begin with 2 have a right check digit, and were never given out. `from` and
 * `to` are days of the current year. */
static const struct person {
	const char *npi;
	const char *name;
	const char *specialty;
	const char *from; /* NULL: before */
	const char *to;   /* NULL: still there */
} people[DEMONSTRATION_PEOPLE] = {
	{ "2999001102", "Dr. Alice Amberly", "Family medicine", NULL, NULL },
	{ "2999001110", "Dr. Bruno Castellan", "Family medicine", NULL, NULL },
	{ "2999001128", "Dr. Carmen Delacroix", "Internal medicine", NULL, NULL },
	{ "2999001136", "Dr. Dmitri Eastwick", "Internal medicine", NULL, NULL },
	{ "2999001144", "Dr. Esther Fairbairn", "Pediatrics", NULL, NULL },
	{ "2999001151", "Dr. Farid Greenhollow", "Cardiology", NULL, NULL },
	{ "2999001169", "Grace Hathersage, NP", "Nurse practitioner", NULL, NULL },
	{ "2999001177", "Hugo Ingleby, PA", "Physician assistant", NULL, NULL },
	{ "2999001185", "Dr. Ingrid Jarvinen", "Obstetrics and gynecology", NULL, NULL },
	{ "2999001193", "Dr. Jonas Kettlewell", "Family medicine", NULL, NULL },
	{ "2999001201", "Dr. Kavita Lindqvist", "Family medicine", "03-16", NULL }, /* joined in spring */
	{ "2999001219", "Dr. Leo Marchetti", "Internal medicine", NULL, "07-31" },  /* left in summer */
};

/* ----------------------------------------------------------------------- steps */

static void drop(struct op_reply *reply)
{
	json_decref(reply->json);
	*reply = (struct op_reply){ .status = 0 };
}

bool demonstration_step(struct demonstration *made, demonstration_operation *operation, const char *param0,
                        const char *param1, json_t *body, json_t **answer)
{
	struct op_reply reply = { .status = 0 };
	struct op_call call = *made->call;

	call.practice_id = made->practice;
	call.year = made->year;
	call.role = ROLE_ADMINISTRATOR;
	call.body = body;
	call.param[0] = param0;
	call.param[1] = param1;
	operation(&call, &reply);
	json_decref(body);
	if (op_failed(&reply)) {
		drop(made->reply);
		*made->reply = reply;
		return false;
	}
	if (answer)
		*answer = json_incref(reply.json);
	drop(&reply);
	return true;
}

/* --------------------------------------------------------------------- practice */

static bool make_practice(struct demonstration *made)
{
	struct op_call call = *made->call;
	json_t *body = json_pack("{s:s, s:s, s:[{s:s, s:s, s:b, s:s}, {s:s, s:s, s:b}]}", "name", NAME, "tin",
	                         TIN, "sites", "name", "Maple Street", "zip", "00501", "pcmhRecognized", true,
	                         "pcmhProgram", "NCQA Patient-Centered Medical Home", "name", "Harbor Annex",
	                         "zip", "00501", "pcmhRecognized", false);
	bool done;

	call.body = body;
	done = practice_create(&call, made->reply, true, made->practice);
	json_decref(body);
	return done;
}

static json_t *day_json(int year, const char *day)
{
	return day ? json_sprintf("%04d-%s", year, day) : json_null();
}

static bool add_person(struct demonstration *made, size_t i)
{
	const struct person *person = &people[i];
	json_t *periods = json_array();
	json_t *answer;

	if (person->from || person->to)
		json_array_append_new(periods,
		                      json_pack("{s:o, s:o}", "from", day_json(made->year, person->from),
		                                "to", day_json(made->year, person->to)));
	if (!demonstration_step(made, op_add_clinician, NULL, NULL,
	                        json_pack("{s:s, s:s, s:s, s:o}", "npi", person->npi, "name", person->name,
	                                  "specialty", person->specialty, "periods", periods),
	                        &answer))
		return false;
	snprintf(made->people[i], sizeof(made->people[i]), "%s",
	         json_string_value(json_object_get(answer, "id")));
	json_decref(answer);
	return true;
}

static bool make_roster(struct demonstration *made)
{
	for (size_t i = 0; i < DEMONSTRATION_PEOPLE; i++) {
		if (!add_person(made, i))
			return false;
	}
	return true;
}

/* -------------------------------------------------------------------- operation */

static bool is_free(const struct op_call *call, struct op_reply *reply)
{
	json_t *found = NULL;

	if (!op_stored(reply, store_json_one(call->store, &found,
	                                     "SELECT id FROM practice WHERE demonstration = 1 LIMIT 1", "")))
		return false;
	if (found)
		op_problem(reply, 409, "demonstrationExists", "Open it, or remove it and add it again.",
		           "There is a demonstration practice already.");
	json_decref(found);
	return !op_failed(reply);
}

void op_create_demonstration(const struct op_call *call, struct op_reply *reply)
{
	struct demonstration made = { .call = call,
		                      .reply = reply,
		                      .year = moment_year(call->bench->book, call->today) };
	json_t *practice;

	if (!is_free(call, reply) || !make_practice(&made) || !make_roster(&made) ||
	    !demonstration_last_year(&made) || !demonstration_this_year(&made))
		return;
	practice = practice_json(call, reply, made.practice, ROLE_ADMINISTRATOR);
	if (practice)
		op_answer(reply, 201, practice);
}
