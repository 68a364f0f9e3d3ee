/*
 * participation.c - who performed an activity, and for long enough? The answer
 * has three values: a missing date never counts, and is never held against the
 * practice while it could still be a good one.
 */
#include "engine.h"

struct span {
	mipsia_date first, last; /* empty when first > last */
};

/* What a period may cover: the year, and the time with the practice. */
static struct span bounds_of(int year, const mipsia_member *member)
{
	struct span bounds = { first_day_of(year), last_day_of(year) };

	if (member == NULL)
		return bounds;
	if (member->from != MIPSIA_DATE_UNKNOWN && member->from > bounds.first)
		bounds.first = member->from;
	if (member->to != MIPSIA_DATE_UNKNOWN && member->to < bounds.last)
		bounds.last = member->to;
	return bounds;
}

/* The year, and the times with the practice that bound the members' periods. */
struct frame {
	int year;
	const mipsia_member *roster; /* ascending npi; several entries: several times */
	size_t roster_length;
};

/* Place of the first entry of that NPI, or roster_length. */
static size_t find_member(const struct frame *frame, uint64_t npi)
{
	size_t low = 0, high = frame->roster_length;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (frame->roster[middle].npi < npi)
			low = middle + 1;
		else
			high = middle;
	}
	return low < frame->roster_length && frame->roster[low].npi == npi ? low : frame->roster_length;
}

/* A period within one of the clinician's times with the practice. A clinician
 * who is not on the roster has one: the year. */
struct stretch {
	size_t period;
	size_t member; /* place in the roster, or roster_length */
};

static struct stretch first_stretch(const mipsia_performance *periods, size_t period,
                                    const struct frame *frame)
{
	return (struct stretch){ period, find_member(frame, periods[period].npi) };
}

/* The next time of the same period, else the next period. */
static struct stretch next_stretch(const mipsia_performance *periods, size_t n, struct stretch at,
                                   const struct frame *frame)
{
	bool again = at.member + 1 < frame->roster_length &&
	             frame->roster[at.member + 1].npi == periods[at.period].npi;

	if (at.member < frame->roster_length && again)
		return (struct stretch){ at.period, at.member + 1 };
	if (at.period + 1 == n)
		return (struct stretch){ n, 0 };
	return first_stretch(periods, at.period + 1, frame);
}

static const struct span no_days = { 1, 0 };

/* The days of a period that count. `hopeful`: an unknown date is the best one. */
static struct span days_of(const mipsia_performance *period, const struct frame *frame, size_t member,
                           bool hopeful)
{
	struct span bounds =
		bounds_of(frame->year, member < frame->roster_length ? &frame->roster[member] : NULL);
	bool incomplete = period->start == MIPSIA_DATE_UNKNOWN || period->end == MIPSIA_DATE_UNKNOWN;
	struct span days = { period->start, period->end };

	if (incomplete && !hopeful)
		return no_days;
	if (!incomplete && days.first > days.last)
		return no_days;
	if (period->start == MIPSIA_DATE_UNKNOWN || days.first < bounds.first)
		days.first = bounds.first;
	if (period->end == MIPSIA_DATE_UNKNOWN || days.last > bounds.last)
		days.last = bounds.last;
	return days;
}

static bool extend(struct span *run, struct span days)
{
	if (days.first > days.last || days.first > run->last + 1 || days.last < run->first - 1)
		return false;
	if (days.first >= run->first && days.last <= run->last)
		return false;
	run->first = days.first < run->first ? days.first : run->first;
	run->last = days.last > run->last ? days.last : run->last;
	return true;
}

/* Extends `run` by every stretch that touches it, until none does. */
static struct span grow(struct span run, const mipsia_performance *periods, size_t n,
                        const struct frame *frame, bool hopeful)
{
	bool grown = true;

	while (grown) {
		grown = false;
		for (struct stretch at = first_stretch(periods, 0, frame); at.period < n;
		     at = next_stretch(periods, n, at, frame))
			grown |= extend(&run, days_of(&periods[at.period], frame, at.member, hopeful));
	}
	return run;
}

struct measure {
	mipsia_duration duration;
	bool exclusive;
};

/* Whether some run is long enough; *longest (may be NULL): its days. */
static bool has_run(const mipsia_performance *periods, size_t n, const struct frame *frame, bool hopeful,
                    struct measure need, int32_t *longest)
{
	bool found = false;

	if (n == 0)
		return false;
	for (struct stretch at = first_stretch(periods, 0, frame); at.period < n;
	     at = next_stretch(periods, n, at, frame)) {
		struct span run = days_of(&periods[at.period], frame, at.member, hopeful);

		if (run.first > run.last)
			continue;
		run = grow(run, periods, n, frame, hopeful);
		if (longest != NULL && run.last - run.first + 1 > *longest)
			*longest = run.last - run.first + 1;
		found |= run.last >= period_last_day(run.first, need.duration, need.exclusive);
	}
	return found;
}

static struct measure measure_of(const mipsia_rulebook *book, int year, int activity, uint32_t policies)
{
	const mipsia_activity *row = mipsia_activity_in_year(book, activity, year);
	struct measure need = { .exclusive = takes_other_reading(policies, MIPSIA_POLICY_DAY_COUNT) };

	need.duration = row ? row->duration : mipsia_year_rules(book, year)->duration;
	return need;
}

static mipsia_answer judge_periods(const mipsia_rulebook *book, const struct frame *frame, int activity,
                                   const mipsia_performance *periods, size_t n, uint32_t policies,
                                   int32_t *days)
{
	struct measure need = measure_of(book, frame->year, activity, policies);
	int32_t longest = 0;
	bool certain = has_run(periods, n, frame, false, need, &longest);

	if (days != NULL)
		*days = longest;
	if (certain)
		return MIPSIA_MET;
	return has_run(periods, n, frame, true, need, NULL) ? MIPSIA_UNKNOWN : MIPSIA_NOT_MET;
}

mipsia_answer mipsia_clinician_judge(const mipsia_rulebook *book, int year, int activity,
                                     const mipsia_member *member, const mipsia_performance *periods, size_t n,
                                     uint32_t policies, int32_t *days)
{
	struct frame frame = { year, member, member != NULL };

	if (days != NULL)
		*days = 0;
	if (mipsia_year_rules(book, year) == NULL)
		return MIPSIA_NOT_MET;
	return judge_periods(book, &frame, activity, periods, n, policies, days);
}

int32_t share_needed(const struct share *share, int32_t total)
{
	int64_t needed = ((int64_t)share->num * total + share->den - 1) / share->den;

	return needed < 1 ? 1 : (int32_t)needed;
}

/* End of the run of entries of the same NPI that starts at `i`. */
static size_t same_member_end(const mipsia_participation *facts, size_t i)
{
	size_t end = i + 1;

	while (end < facts->roster_length && facts->roster[end].npi == facts->roster[i].npi)
		end++;
	return end;
}

/* Whether the clinician of the entries first to end - 1 is in the denominator. */
static bool is_counted_member(const mipsia_participation *facts, size_t first, size_t end, int year,
                              uint32_t policies)
{
	bool year_end = takes_other_reading(policies, MIPSIA_POLICY_ROSTER_DENOMINATOR);

	for (size_t i = first; i < end; i++) {
		struct span time = bounds_of(year, &facts->roster[i]);

		if (time.first <= time.last && (!year_end || time.last == last_day_of(year)))
			return true;
	}
	return false;
}

static void add_clinician(mipsia_answer answer, mipsia_judgement *out)
{
	out->certain += answer == MIPSIA_MET;
	out->possible += answer != MIPSIA_NOT_MET;
}

/* End of the run of records of the same NPI that starts at `i`. */
static size_t same_npi_end(const mipsia_performance *records, size_t length, size_t i)
{
	size_t end = i + 1;

	while (end < length && records[end].npi == records[i].npi)
		end++;
	return end;
}

/* Nothing may be given without an array to point into. */
static const mipsia_performance *performances_from(const mipsia_participation *facts, size_t first)
{
	return facts->performances_length ? facts->performances + first : NULL;
}

static void judge_roster(const mipsia_rulebook *book, int year, mipsia_entity entity, int activity,
                         const mipsia_participation *facts, mipsia_judgement *out)
{
	/* where one clinician is enough there is no denominator to be out of */
	bool one_suffices = mipsia_year_rules(book, year)->performers[entity].num == 0;
	uint32_t policies = one_suffices ? 0 : facts->policies;
	size_t at = 0;
	size_t end;

	out->clinicians = 0;
	for (size_t m = 0; m < facts->roster_length; m = end) {
		struct frame frame = { year, &facts->roster[m], 0 };
		size_t first;

		end = same_member_end(facts, m);
		frame.roster_length = end - m;
		for (; at < facts->performances_length && facts->performances[at].npi < facts->roster[m].npi;
		     at = same_npi_end(facts->performances, facts->performances_length, at))
			out->strangers++;
		first = at;
		if (at < facts->performances_length && facts->performances[at].npi == facts->roster[m].npi)
			at = same_npi_end(facts->performances, facts->performances_length, at);
		if (!is_counted_member(facts, m, end, year, policies))
			continue;
		out->clinicians++;
		add_clinician(judge_periods(book, &frame, activity, performances_from(facts, first),
		                            at - first, facts->policies, NULL),
		              out);
	}
	for (; at < facts->performances_length;
	     at = same_npi_end(facts->performances, facts->performances_length, at))
		out->strangers++;
}

static void judge_without_roster(const mipsia_rulebook *book, int year, int activity,
                                 const mipsia_participation *facts, mipsia_judgement *out)
{
	for (size_t i = 0; i < facts->performances_length;) {
		size_t end = same_npi_end(facts->performances, facts->performances_length, i);

		add_clinician(mipsia_clinician_judge(book, year, activity, NULL, facts->performances + i,
		                                     end - i, facts->policies, NULL),
		              out);
		i = end;
	}
}

static void judge_count(const mipsia_rulebook *book, int year, int activity,
                        const mipsia_participation *facts, mipsia_judgement *out)
{
	mipsia_performance period = { .start = facts->start, .end = facts->end };
	mipsia_answer answer = MIPSIA_MET;

	if (facts->start != MIPSIA_DATE_UNKNOWN || facts->end != MIPSIA_DATE_UNKNOWN)
		answer =
			mipsia_clinician_judge(book, year, activity, NULL, &period, 1, facts->policies, NULL);
	out->certain = answer == MIPSIA_MET ? facts->performer_count : 0;
	out->possible = answer == MIPSIA_NOT_MET ? 0 : facts->performer_count;
}

static void count_members(int year, const mipsia_participation *facts, mipsia_judgement *out)
{
	out->clinicians = 0;
	for (size_t m = 0, end; m < facts->roster_length; m = end) {
		end = same_member_end(facts, m);
		out->clinicians += is_counted_member(facts, m, end, year, facts->policies);
	}
}

/* Every performer is the clinician; one who is on the roster has its bounds. */
static void judge_individual(const mipsia_rulebook *book, int year, int activity,
                             const mipsia_participation *facts, mipsia_judgement *out)
{
	struct frame frame = { year, facts->roster, facts->roster_length };

	out->clinicians = 1;
	if (facts->performer_count >= 0)
		judge_count(book, year, activity, facts, out);
	else
		add_clinician(judge_periods(book, &frame, activity, facts->performances,
		                            facts->performances_length, facts->policies, NULL),
		              out);
}

static void judge_group(const mipsia_rulebook *book, int year, mipsia_entity entity, int activity,
                        const mipsia_participation *facts, mipsia_judgement *out)
{
	out->clinicians = facts->clinicians;
	if (facts->performer_count >= 0) {
		if (facts->roster != NULL)
			count_members(year, facts, out);
		judge_count(book, year, activity, facts, out);
	} else if (facts->roster != NULL) {
		judge_roster(book, year, entity, activity, facts, out);
	} else {
		judge_without_roster(book, year, activity, facts, out);
	}
}

static mipsia_answer answer_of(const struct share *share, mipsia_judgement *out)
{
	bool one_suffices = share->rule == NULL || share->num == 0;

	out->needed = one_suffices ? 1 : -1;
	if (out->clinicians >= 0 && !one_suffices)
		out->needed = share_needed(share, out->clinicians);
	if (out->possible == 0)
		return MIPSIA_NOT_MET;
	if (out->needed < 0)
		return MIPSIA_UNKNOWN;
	if (out->certain >= out->needed)
		return MIPSIA_MET;
	return out->possible < out->needed ? MIPSIA_NOT_MET : MIPSIA_UNKNOWN;
}

static bool is_ordered(const mipsia_participation *facts)
{
	for (size_t i = 1; i < facts->roster_length; i++)
		if (facts->roster[i].npi < facts->roster[i - 1].npi)
			return false;
	for (size_t i = 1; i < facts->performances_length; i++)
		if (facts->performances[i].npi < facts->performances[i - 1].npi)
			return false;
	return true;
}

mipsia_status mipsia_participation_judge(const mipsia_rulebook *book, int year, mipsia_entity entity,
                                         int activity, const mipsia_participation *facts,
                                         mipsia_judgement *out)
{
	const struct year_rules *rules = mipsia_year_rules(book, year);

	*out = (mipsia_judgement){ .clinicians = -1, .needed = -1, .last_start = MIPSIA_DATE_UNKNOWN };
	if (rules == NULL)
		return MIPSIA_EYEAR;
	if ((size_t)entity >= MIPSIA_ENTITY_END)
		return MIPSIA_EINVALID;
	if (!is_ordered(facts))
		return MIPSIA_EORDER;

	const mipsia_activity *row = mipsia_activity_in_year(book, activity, year);
	out->duration_rule = row && row->duration_rule ? row->duration_rule : rules->duration_rule;
	out->share_rule = rules->performers[entity].rule;
	out->last_start = mipsia_last_start(book, year, activity, facts->policies);
	if (entity == MIPSIA_INDIVIDUAL)
		judge_individual(book, year, activity, facts, out);
	else
		judge_group(book, year, entity, activity, facts, out);
	out->answer = answer_of(&rules->performers[entity], out);
	return MIPSIA_OK;
}

mipsia_date mipsia_last_start(const mipsia_rulebook *book, int year, int activity, uint32_t policies)
{
	if (mipsia_year_rules(book, year) == NULL)
		return MIPSIA_DATE_UNKNOWN;

	struct measure need = measure_of(book, year, activity, policies);
	mipsia_date end = last_day_of(year);
	mipsia_date start = end;

	while (start > first_day_of(year) && period_last_day(start, need.duration, need.exclusive) > end)
		start--;
	return start;
}
