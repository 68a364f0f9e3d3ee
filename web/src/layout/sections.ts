// The sections of a practice and year, in the order of the work.
import type { IconName } from '../kit/Icon';

export interface Section {
	key: string; // also the last word of the address; '' for the overview
	label: string;
	icon: IconName;
}

export interface SectionGroup {
	label: string;
	sections: readonly Section[];
}

export const groups: readonly SectionGroup[] = [
	{ label: '', sections: [{ key: '', label: 'Overview', icon: 'home' }] },
	{
		label: 'Plan',
		sections: [
			{ key: 'setup', label: 'Set-up', icon: 'sliders' },
			{ key: 'choose', label: 'Choose', icon: 'list' },
			{ key: 'compare', label: 'Compare', icon: 'columns' },
		],
	},
	{
		label: 'Do',
		sections: [
			{ key: 'record', label: 'Record', icon: 'pencil' },
			{ key: 'prove', label: 'Prove', icon: 'folder' },
		],
	},
	{
		label: 'Report',
		sections: [
			{ key: 'score', label: 'Score', icon: 'gauge' },
			{ key: 'attest', label: 'Attest', icon: 'seal' },
		],
	},
	{
		label: 'Follow',
		sections: [
			{ key: 'remind', label: 'Reminders', icon: 'bell' },
			{ key: 'history', label: 'History', icon: 'history' },
		],
	},
];

// sectionPath('7f3', 2026, 'record') is "/p/7f3/2026/record"
export function sectionPath(practice: string, year: number | string, key = ''): string {
	return `/p/${encodeURIComponent(practice)}/${year}` + (key ? '/' + key : '');
}

export const sectionLabel = (key: string): string =>
	groups.flatMap((group) => group.sections).find((section) => section.key === key)?.label ?? '';
