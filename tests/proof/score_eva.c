/*
 * score_eva.c - the claim that script/prove hands to Frama-C's Eva: whatever
 * the bytes of the case, scoring with the compiled rule book has no run-time
 * error, and the points lie between 0 and 40.
 */
#include "mipsia/mipsia.h"

extern unsigned char Frama_C_unsigned_char_interval(unsigned char, unsigned char);
extern unsigned short Frama_C_unsigned_short_interval(unsigned short, unsigned short);
extern unsigned long Frama_C_unsigned_long_interval(unsigned long, unsigned long);
extern unsigned int Frama_C_unsigned_int_interval(unsigned int, unsigned int);

static mipsia_set any_set(void)
{
	mipsia_set set;

	for (int i = 0; i < MIPSIA_SET_WORDS; i++)
		set.word[i] = Frama_C_unsigned_long_interval(0, (unsigned long)-1);
	return set;
}

static mipsia_case any_case(void)
{
	mipsia_case c;

	c.performance_year = Frama_C_unsigned_short_interval(0, 65535);
	c.option = Frama_C_unsigned_char_interval(0, 255);
	c.entity = Frama_C_unsigned_char_interval(0, 255);
	c.mvp = Frama_C_unsigned_char_interval(0, 255);
	c.statuses = Frama_C_unsigned_char_interval(0, 255);
	c.reweighted = Frama_C_unsigned_char_interval(0, 255);
	c.extreme = Frama_C_unsigned_char_interval(0, 255);
	c.facts = Frama_C_unsigned_int_interval(0, (unsigned)-1);
	c.policies = Frama_C_unsigned_int_interval(0, (unsigned)-1);
	c.practice_sites = Frama_C_unsigned_short_interval(0, 65535);
	c.recognized_sites = Frama_C_unsigned_short_interval(0, 65535);
	c.attested = any_set();
	c.too_frequent = any_set();
	c.not_performed = any_set();
	return c;
}

static void claim(mipsia_case c)
{
	mipsia_result result;

	mipsia_score(mipsia_rulebook_builtin(), &c, &result);

	//@ assert points_in_range: result.points <= 40;
	//@ assert percent_in_range: result.percent_x100 <= 10000;
	//@ assert weight_in_range: result.weight[MIPSIA_IA] <= 100;
	//@ assert contribution_in_range: result.contribution_x100 <= 10000;
	//@ assert status_in_range: result.status < MIPSIA_STATUS_END;
}

/* Each year and option for itself, so that the analysis sees one row of the
 * tables at a time; then every other year and option at once. Together: all. */
void prove_score(void)
{
	mipsia_case c = any_case();
	int first = mipsia_first_year(mipsia_rulebook_builtin());
	int last = mipsia_last_year(mipsia_rulebook_builtin());

	//@ loop unroll 100;
	for (int year = first; year <= last; year++) {
		c.performance_year = (unsigned short)year;
		//@ loop unroll 100;
		for (int option = 0; option < MIPSIA_OPTION_END; option++) {
			c.option = (unsigned char)option;
			claim(c);
		}
		c.option = Frama_C_unsigned_char_interval(MIPSIA_OPTION_END, 255);
		claim(c);
	}
	c.option = Frama_C_unsigned_char_interval(0, 255);
	c.performance_year = Frama_C_unsigned_short_interval(0, (unsigned short)(first - 1));
	claim(c);
	c.performance_year = Frama_C_unsigned_short_interval((unsigned short)(last + 1), 65535);
	claim(c);
}
