// Every change of a practice: what, who, when, and taking it back.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { api } from '../../api/client';
import { problemOf } from '../../api/problem';
import { useResource } from '../../api/resource';
import type { Schema } from '../../api/types';
import { plural, time } from '../../format';
import { Badge, Button, ConfirmButton, EmptyState, notify, Resource, SelectField, Table, type Column } from '../../kit';
import { PageTitle } from '../../layout/PageTitle';
import { setQuery, useLocation } from '../../router';
import { useSession } from '../../session';
import { useWorkspace } from '../../workspace';
import { kindOf, kinds } from './kinds';

type Event = Schema<'Event'>;

const page_length = 50;

interface Acts {
	undo: (event: Event) => Promise<void>;
	show: (id: number) => void; // the page of the history that begins there
	may: (event: Event) => boolean;
}

function Relation({ event, show }: { event: Event; show: Acts['show'] }): VNode | null {
	const other = event.undoneBy ?? event.undoes;
	if (other === null) return null;
	return (
		<span class="history__relation">
			<Badge icon="undo">{event.undoneBy !== null ? 'Undone' : 'Undo'}</Badge>{' '}
			<Button size="small" variation="ghost" class="history__show" onClick={() => show(other)}>
				{event.undoneBy !== null ? `by change ${other}` : `of change ${other}`}
			</Button>
			<span class="history__number">
				{event.undoneBy !== null ? 'by' : 'of'} change {other}
			</span>
		</span>
	);
}

const columnsOf = ({ undo, show, may }: Acts): Column<Event>[] => [
	{
		key: 'at',
		header: 'When',
		rowHeader: true,
		class: 'history__when',
		cell: ({ at, id }) => (
			<>
				<span id={`change-${id}`} tabIndex={-1} class="history__time">
					{time(at)}
				</span>
				<span class="history__id">Change {id}</span>
			</>
		),
	},
	{ key: 'by', header: 'Who', class: 'history__who', cell: ({ by }) => by },
	{
		key: 'text',
		header: 'What',
		class: 'history__what',
		cell: (event) => (
			<>
				{event.text}
				<Relation event={event} show={show} />
			</>
		),
	},
	{
		key: 'kind',
		header: 'About',
		cell: ({ kind, year }) => (
			<>
				{kindOf(kind)?.words ?? 'Other'}
				{year !== null && <span class="history__year">{year}</span>}
			</>
		),
	},
	{
		key: 'undo',
		header: 'Take back',
		hideHeader: true,
		class: 'history__undo no-print',
		cell: (event) =>
			event.undoable &&
			kindOf(event.kind)?.undo && (
				<ConfirmButton
					size="small"
					disabled={!may(event)}
					question="Undo this change?"
					explain={
						<>
							<p class="history__quote">{event.text}</p>
							<p>
								{event.by}, {time(event.at)}
							</p>
							<p>{kindOf(event.kind)?.undo}</p>
							<p>
								If something of it was changed since, nothing is done and you are told. Other changes stay. The history
								keeps this change and the undoing.
							</p>
						</>
					}
					confirm="Undo it"
					onConfirm={() => undo(event)}
				>
					Undo<span class="ds-u-visibility--screen-reader"> change {event.id}</span>
				</ConfirmButton>
			),
	},
];

function Filters({ kind, year, years }: { kind: string; year: string; years: readonly number[] }): VNode {
	return (
		<div class="history__filters no-print" role="group" aria-label="Show">
			<SelectField
				name="kind"
				label="About"
				optional
				value={kind}
				placeholder="Everything"
				options={kinds.map(({ begins, words }) => ({ value: begins, label: words }))}
				onChange={(value) => setQuery({ kind: value, before: null })}
			/>
			<SelectField
				name="year"
				label="Performance year"
				optional
				value={year}
				placeholder="All years"
				options={years.map((one) => ({ value: String(one), label: String(one) }))}
				onChange={(value) => setQuery({ year: value, before: null })}
			/>
		</div>
	);
}

export default function History(): VNode {
	const { practice, can } = useWorkspace();
	const { session } = useSession();
	const { query } = useLocation();
	const kind = query.get('kind') ?? '';
	const year = /^\d{4}$/.test(query.get('year') ?? '') ? (query.get('year') ?? '') : '';
	const before = Number(query.get('before')) || undefined;
	const [newer, setNewer] = useState<readonly (number | undefined)[]>([]); // the pages that led here
	const [wanted, setWanted] = useState<number | null>(null);
	const history = useResource(
		(signal) =>
			api.get('/practices/{practice}/history', {
				path: { practice: practice.id },
				// "clinician." and not what only begins alike
				query: { limit: page_length, before, kind: kind ? kind + '.' : undefined, year: year ? Number(year) : undefined },
				signal,
			}),
		[practice.id, kind, year, before],
	);
	useEffect(() => setNewer([]), [kind, year]);
	useEffect(() => {
		const line = wanted === null ? null : document.getElementById(`change-${wanted}`);
		if (!line) return;
		line.focus();
		setWanted(null);
	});

	const show = (id: number) => {
		setWanted(id);
		if (document.getElementById(`change-${id}`)) return;
		setNewer([...newer, before]);
		setQuery({ before: id + 1, kind: null, year: null });
	};
	const undo = async (event: Event) => {
		try {
			const { data } = await api.post('/practices/{practice}/history/{event}/undo', {
				path: { practice: practice.id, event: event.id },
			});
			notify(`Change ${event.id} was undone. That is change ${data.id}.`);
		} catch (error) {
			const { title, detail, remedy } = problemOf(error);
			notify(`Nothing was undone. ${detail ?? title} ${remedy ?? ''}`, 'problem');
		}
		history.reload();
	};
	const columns = columnsOf({ undo, show, may: ({ kind: of }) => can(kindOf(of)?.needs ?? 'manage') });
	const years = Array.from({ length: session.lastYear - session.firstYear + 1 }, (_, i) => session.lastYear - i);
	const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
	const filtered = kind !== '' || year !== '';
	const said = [kinds.find(({ begins }) => begins === kind)?.words, year && `performance year ${year}`].filter(Boolean).join(', ');
	return (
		<>
			<PageTitle
				lead={`Every change of ${practice.name}, the newest first. Times are those of your time zone${zone ? `, ${zone.replace(/_/g, ' ')}` : ''}.`}
				actions={
					<Button icon="print" onClick={() => window.print()}>
						Print
					</Button>
				}
			>
				History
			</PageTitle>
			<Filters kind={kind} year={year} years={years} />
			{said && <p class="history__said">Shown: {said}</p>}
			<Resource of={history}>
				{({ events, more }) =>
					events.length === 0 ? (
						<EmptyState icon="history" heading={filtered ? 'Nothing of this kind was changed' : 'Nothing was changed yet'}>
							<p>{filtered ? 'Choose another kind or year.' : 'What is changed appears here, with who and when.'}</p>
						</EmptyState>
					) : (
						<>
							<Table
								caption={`Changes, ${plural(events.length, 'line')}`}
								hideCaption
								columns={columns}
								rows={events}
								rowKey={({ id }) => id}
								rowClass={({ undoneBy }) => (undoneBy !== null ? 'history__undone' : undefined)}
							/>
							{(before !== undefined || more) && (
								<nav class="pages" aria-label="Pages of the history">
									<Button
										size="small"
										disabled={before === undefined}
										onClick={() => {
											setQuery({ before: newer[newer.length - 1] ?? null });
											setNewer(newer.slice(0, -1));
										}}
									>
										{newer.length > 0 ? 'Newer' : 'Newest'}
									</Button>
									<Button
										size="small"
										disabled={!more}
										onClick={() => {
											setNewer([...newer, before]);
											setQuery({ before: events[events.length - 1]?.id ?? null });
											scrollTo(0, 0);
										}}
									>
										Older
									</Button>
								</nav>
							)}
						</>
					)
				}
			</Resource>
		</>
	);
}
