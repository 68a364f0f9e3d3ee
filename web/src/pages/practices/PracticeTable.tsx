// All practices of a year: sorted by any column, filtered by name and standing.
import type { VNode } from 'preact';
import { number, plural } from '../../format';
import { Badge, Table, TextField, type Column } from '../../kit';
import { sectionPath } from '../../layout/sections';
import { Link, setQuery, useLocation } from '../../router';
import { Days, Points, StandingBadge, stateOf, Worth, type State, type Summary } from './standing';

const few = 6; // practices that need no search

const columns = (year: number): Column<Summary>[] => [
	{
		key: 'name',
		header: 'Practice',
		rowHeader: true,
		sort: (row) => row.name,
		cell: (row) => (
			<>
				<Link to={sectionPath(row.id, year)}>{row.name}</Link>{' '}
				{row.demonstration && <Badge kind="info">Demonstration</Badge>}
				{row.archived && <Badge>Archived</Badge>}
				<span class="practices__small">
					{[row.tinMasked, plural(row.clinicianCount, 'clinician')].filter(Boolean).join(', ')}
				</span>
			</>
		),
	},
	{
		key: 'standing',
		header: 'Standing',
		sort: (row) => ['notMet', 'unknown', 'notSetUp', 'met'].indexOf(stateOf(row)),
		cell: (row) => <StandingBadge practice={row} />,
	},
	{
		key: 'points',
		header: 'Points',
		numeric: true,
		sort: (row) => row.standing?.points,
		cell: (row) => <Points practice={row} />,
	},
	{
		key: 'worth',
		header: 'Of the final score',
		numeric: true,
		sort: (row) => row.standing?.contribution ?? (row.standing ? 0 : null),
		cell: (row) => <Worth practice={row} />,
	},
	{
		key: 'days',
		header: 'Last start',
		numeric: true,
		sort: (row) => row.standing?.daysToStart,
		cell: (row) => <Days practice={row} />,
	},
	{
		key: 'proof',
		header: 'Proof missing',
		numeric: true,
		sort: (row) => row.standing?.missingProof,
		cell: (row) => (row.standing ? number(row.standing.missingProof) : <span class="muted">-</span>),
	},
	{
		key: 'signed',
		header: 'Signed',
		sort: (row) => (row.standing ? Number(row.standing.signed) : null),
		cell: (row) => (row.standing ? (row.standing.signed ? 'Yes' : 'No') : <span class="muted">-</span>),
	},
];

const filters: readonly { key: State | ''; label: string }[] = [
	{ key: '', label: 'All' },
	{ key: 'notMet', label: 'Not met' },
	{ key: 'unknown', label: 'Unknown' },
	{ key: 'met', label: 'Met' },
	{ key: 'notSetUp', label: 'Not set up' },
];

export function PracticeTable({ practices, year }: { practices: readonly Summary[]; year: number }): VNode {
	const { query } = useLocation();
	const [words, state, archived] = [query.get('q') ?? '', query.get('state') ?? '', query.get('archived') === '1'];
	const kept = practices.filter((one) => archived || !one.archived);
	const hidden = practices.length - kept.length;
	const named = kept.filter((one) => one.name.toLowerCase().includes(words.trim().toLowerCase()));
	const shown = named.filter((one) => state === '' || stateOf(one) === state);
	const many = practices.length > few || words !== '' || state !== '';
	return (
		<>
			{many && (
				<div class="filters no-print">
					<TextField
						name="q"
						label="Find a practice"
						type="search"
						optional="unsaid"
						value={words}
						onChange={(q) => setQuery({ q })}
					/>
					<div class="chips" role="group" aria-label="Standing">
						{filters.map(({ key, label }) => (
							<button
								key={key}
								type="button"
								class="chip"
								aria-pressed={state === key}
								onClick={() => setQuery({ state: key })}
							>
								{label} <span class="chip__count">{key === '' ? named.length : named.filter((one) => stateOf(one) === key).length}</span>
							</button>
						))}
					</div>
				</div>
			)}
			<div class="practices">
				<Table
					caption={`Practices, performance year ${year}`}
					hideCaption
					columns={columns(year)}
					rows={shown}
					rowKey={(row) => row.id}
					order={{ key: 'name', descending: false }}
					empty="No practice fits. Change the search, or show all."
				/>
			</div>
			<p class="muted" role="status">
				{shown.length === practices.length
					? plural(shown.length, 'practice')
					: `${shown.length} of ${plural(practices.length, 'practice')} shown`}
			</p>
			{(hidden > 0 || archived) && (
				<button type="button" class="ds-c-button ds-c-button--ghost ds-c-button--small" onClick={() => setQuery({ archived: archived ? null : 1 })}>
					{archived ? 'Hide the archived' : `Show the archived (${hidden})`}
				</button>
			)}
		</>
	);
}
