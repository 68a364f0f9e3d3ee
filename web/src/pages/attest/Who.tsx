// Who did an activity, and on which days.
import type { VNode } from 'preact';
import { dateRange } from '../../format';
import { Table } from '../../kit';
import type { Period } from './model';

export interface Participant {
	name: string;
	npi?: string;
	periods: readonly Period[];
	counts?: 'met' | 'notMet' | 'unknown';
}

const counted = { met: 'Yes', notMet: 'No', unknown: 'Not certain' };

export const daysOf = (periods: readonly Period[]): string =>
	periods.map(({ start, end }) => dateRange(start, end)).join('; ') || 'not known';

export function Who({ caption, participants }: { caption: string; participants: readonly Participant[] }): VNode {
	const told = participants.some(({ counts }) => counts !== undefined);
	const npis = participants.some(({ npi }) => npi !== undefined);
	return (
		<Table
			caption={caption}
			hideCaption
			compact
			rows={participants}
			rowKey={({ name, npi }) => name + (npi ?? '')}
			columns={[
				{ key: 'name', header: 'Clinician', cell: ({ name }) => name, rowHeader: true },
				...(npis ? [{ key: 'npi', header: 'NPI', cell: ({ npi }: Participant) => npi ?? '' }] : []),
				{ key: 'days', header: 'Days', cell: ({ periods }) => daysOf(periods) },
				...(told
					? [{ key: 'counts', header: 'Counts', cell: ({ counts }: Participant) => (counts ? counted[counts] : '') }]
					: []),
			]}
		/>
	);
}
