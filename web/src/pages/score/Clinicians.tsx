// Reporting individually: every clinician's score, and one of them in full, or all
// of them for paper.
import type { VNode } from 'preact';
import { Button, EmptyState, Table, type Column } from '../../kit';
import { number } from '../../format';
import type { Result } from './answer';
import { Explained } from './Explained';

interface Props {
	results: readonly Result[];
	shown: string | null; // a clinician's id, or "all"
	onShow: (clinician: string | null) => void;
	names: ReadonlyMap<string, string>;
	policies: ReadonlyMap<string, { question: string }>;
}

const key = (result: Result): string => result.clinicianId ?? result.name ?? '';
const counted = ({ answer }: Result): string =>
	answer.activities
		.filter((activity) => activity.counted)
		.map(({ measureId }) => measureId)
		.join(', ') || 'none';

export function Clinicians({ results, shown, onShow, names, policies }: Props): VNode {
	if (results.length === 0)
		return (
			<EmptyState icon="person" heading="No clinicians yet">
				Add the clinicians in the set-up. Each of them gets a score.
			</EmptyState>
		);
	const columns: Column<Result>[] = [
		{
			key: 'name',
			header: 'Clinician',
			rowHeader: true,
			sort: ({ name }) => name ?? '',
			cell: (result) => (
				<button
					type="button"
					class="text-button"
					aria-expanded={shown === key(result)}
					onClick={() => onShow(shown === key(result) ? null : key(result))}
				>
					{result.name}
				</button>
			),
		},
		{ key: 'npi', header: 'NPI', cell: ({ npi }) => npi ?? '' },
		{ key: 'counted', header: 'Counts', cell: counted },
		{
			key: 'points',
			header: 'Points',
			numeric: true,
			sort: ({ answer }) => answer.points,
			cell: ({ answer }) =>
				answer.points === null ? 'not scored' : `${number(answer.points)} of ${number(answer.maxPoints ?? 0)}`,
		},
		{
			key: 'brings',
			header: 'Of the final score',
			numeric: true,
			sort: ({ answer }) => answer.contribution,
			cell: ({ answer }) =>
				answer.contribution === null || answer.contribution === undefined ? 'not known' : number(answer.contribution),
		},
	];
	const open = shown === 'all' ? results : results.filter((result) => key(result) === shown);
	return (
		<>
			<h2>Each clinician</h2>
			<p class="no-print">Open a name to see how the points came about.</p>
			<Table caption="The score of each clinician" hideCaption columns={columns} rows={results} rowKey={key} />
			<p class="row no-print score__all">
				<Button size="small" onClick={() => onShow(shown === 'all' ? null : 'all')}>
					{shown === 'all' ? 'Hide the details' : 'Show everybody in full'}
				</Button>
			</p>
			{open.map((result) => (
				<section key={key(result)} class="score__clinician" aria-labelledby={'c-' + key(result)}>
					<h2 id={'c-' + key(result)}>
						{result.name}
						{result.npi && <span class="activity__id"> NPI {result.npi}</span>}
					</h2>
					<Explained result={result} names={names} policies={policies} />
				</section>
			))}
		</>
	);
}
