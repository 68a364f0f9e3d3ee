// How a practice reports in a year, while it is being changed.
import type { Schema } from '../../api/types';
import { list, number } from '../../format';
import type { Difference } from '../../kit';
import { categoryLabel, reportingWords } from '../../words';

export type Settings = Schema<'Settings'>;
export type Draft = Omit<Required<Schema<'SettingsInput'>>, 'version'>;
export type Vocabulary = Schema<'Vocabulary'>;
type Earlier = Draft['attestedBefore'];

export const draftOf = (from: Settings): Draft => ({
	entityType: from.entityType,
	programName: from.programName,
	unitName: from.unitName ?? '',
	entityId: from.entityId ?? '',
	members: from.members ?? [],
	specialStatuses: from.specialStatuses as Draft['specialStatuses'],
	clinicianCount: from.clinicianCount,
	patientFacingEncounters: from.patientFacingEncounters ?? null,
	statusCounts: from.statusCounts ?? {},
	apmParticipant: from.apmParticipant,
	iaStudyParticipant: from.iaStudyParticipant ?? false,
	reweightedCategories: from.reweightedCategories as Draft['reweightedCategories'],
	otherCategoriesSubmitted: (from.otherCategoriesSubmitted ?? []) as Draft['otherCategoriesSubmitted'],
	extremeCircumstances: (from.extremeCircumstances ?? null) as Draft['extremeCircumstances'],
	attestedBefore: (from.attestedBefore ?? []) as unknown as Earlier,
	policies: (from.policies ?? {}) as Draft['policies'],
	note: from.note ?? '',
});

export interface PartProps {
	draft: Draft;
	change: (to: Partial<Draft>) => void;
	vocabulary: Vocabulary;
}

const statuses: Record<string, string> = {
	smallPractice: 'Small practice',
	rural: 'Rural',
	hpsa: 'HPSA',
	nonPatientFacing: 'Non-patient facing',
};
export const statusLabel = (key: string): string => statuses[key] ?? key;

const truth = (value: boolean | null): string => (value === null ? 'Not known' : value ? 'Yes' : 'No');
const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const some = (texts: readonly string[]): string => (texts.length > 0 ? list(texts) : 'None');
const circumstances = { automatic: 'Automatic', application: 'By application', none: 'None' };

// What a year's settings say, line by line: side by side, and of a conflict.
export const lines: readonly { name: string; words: (of: Draft) => string }[] = [
	{ name: 'Reports', words: (of) => sentence(reportingWords(of.entityType, of.programName)) },
	{ name: 'Name of the unit', words: (of) => of.unitName || 'None' },
	{ name: 'ID at CMS', words: (of) => of.entityId || 'None' },
	{ name: 'Members', words: (of) => (of.members.length > 0 ? number(of.members.length) + ' named' : 'All of the roster') },
	{ name: 'Clinicians', words: (of) => (of.clinicianCount === null ? 'As in the roster' : number(of.clinicianCount)) },
	{ name: 'Stated statuses', words: (of) => some(of.specialStatuses.map(statusLabel)) },
	{
		name: 'Numbers for statuses',
		words: (of) => {
			const counts = Object.entries(of.statusCounts).filter(([, count]) => count !== null && count !== undefined);
			const told = counts.map(([key, count]) => `${statusLabel(key)} ${number(Number(count))}`);
			if (of.patientFacingEncounters !== null) told.push(`${number(of.patientFacingEncounters)} encounters`);
			return some(told);
		},
	},
	{ name: 'In an APM', words: (of) => truth(of.apmParticipant) },
	{ name: 'Reweighted', words: (of) => some(of.reweightedCategories.map(categoryLabel)) },
	{ name: 'Also submits', words: (of) => some(of.otherCategoriesSubmitted.map(categoryLabel)) },
	{ name: 'Extreme circumstances', words: (of) => circumstances[of.extremeCircumstances ?? 'none'] },
	{ name: 'In a CMS study', words: (of) => truth(of.iaStudyParticipant) },
	{
		name: 'Attested before',
		words: (of) => some(of.attestedBefore.map(({ measureId, performanceYear }) => `${measureId} in ${performanceYear}`)),
	},
	{ name: 'Readings', words: (of) => some(Object.entries(of.policies).map(([name, reading]) => `${name}: ${reading}`)) },
	{ name: 'Note', words: (of) => of.note || 'None' },
];

export const differences = (theirs: Draft, mine: Draft): Difference[] =>
	lines
		.map(({ name, words }) => ({ name, theirs: words(theirs), mine: words(mine) }))
		.filter(({ theirs: a, mine: b }) => a !== b);
