// Ways to report: those that the address names, and what a plan says in words.
import { list, number } from '../../format';
import type { Schema } from '../../api/types';

export type Plan = Schema<'Plan'>;
export type PlanInput = Schema<'PlanInput'>;

const entities = ['individual', 'group', 'virtualGroup', 'subgroup', 'apm'] as const;
export const most_plans = 12; // of one comparison

// "group:M0005:yes:14" is a group of 14 in an APM that reports the MVP M0005.
export function readPlan(text: string): PlanInput | null {
	const [entity, program, apm, count] = text.split(':');
	const entityType = entities.find((one) => one === entity);
	if (!entityType || !program || program.length > 20) return null;
	const clinicianCount = count && /^[1-9]\d{0,6}$/.test(count) ? Number(count) : undefined;
	const apmParticipant = apm === 'yes' ? true : apm === 'no' ? false : undefined;
	return {
		entityType,
		programName: program,
		...(apmParticipant !== undefined && { apmParticipant }),
		...(clinicianCount && { clinicianCount }),
	};
}

export function writePlan(plan: PlanInput): string {
	const apm = plan.apmParticipant === true ? 'yes' : plan.apmParticipant === false ? 'no' : '';
	return [plan.entityType, plan.programName, apm, plan.clinicianCount ?? ''].join(':').replace(/:+$/, '');
}

export const readPlans = (text: string | null): PlanInput[] =>
	(text ?? '')
		.split(',')
		.map(readPlan)
		.filter((plan): plan is PlanInput => plan !== null)
		.slice(0, most_plans);

export const writePlans = (plans: readonly PlanInput[]): string => plans.map(writePlan).join(',');

// What an own plan assumes beyond the program and who reports.
export function assumptions(plan: PlanInput): string {
	const words = [
		plan.apmParticipant === true && 'in an APM',
		plan.apmParticipant === false && 'not in an APM',
		plan.clinicianCount && `${number(plan.clinicianCount)} clinicians`,
	].filter((word): word is string => Boolean(word));
	return list(words);
}

export const whoText = (plan: Plan): string => {
	const needs = plan.requirements;
	if (!needs || needs.neededPoints === 0) return 'Nobody needs to';
	if (plan.entityType === 'individual') return 'Each clinician';
	if (needs.cliniciansNeeded === null) return 'Not known: how many clinicians there are is missing';
	return `${number(needs.cliniciansNeeded)} of ${needs.clinicianCount === null ? 'the' : number(needs.clinicianCount)} clinicians`;
};

// "15% of the final score"
export const worthText = (plan: Plan): string => {
	const needs = plan.requirements;
	if (!needs) return '';
	return needs.finalScore ? 'Nothing: the final score is set by a rule' : `${needs.weight}% of the final score`;
};
