// The catalogue of the year: search, filter, choose. What is looked for stands in
// the address.
import type { VNode } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { api } from '../../api/client';
import { useResource } from '../../api/resource';
import type { Schema } from '../../api/types';
import { Alert, Button, EmptyState, ProblemAlert, Resource, SelectField, TextField } from '../../kit';
import { plural } from '../../format';
import { PageTitle } from '../../layout/PageTitle';
import { setQuery, useLocation } from '../../router';
import { useWorkspace } from '../../workspace';
import { ActivityRow } from './ActivityRow';
import { useChoices, type Choices } from './choices';
import { Chips, Filters, want } from './Filters';
import { fits, nothing_wanted, ordered, wantedOf, type Known } from './filter';
import { NeedStrip } from './NeedStrip';
import { pointsOf } from './words';

const typing_ms = 250;

// The places that the search gave, best first; null when nothing is searched.
function useSearch(year: number, q: string) {
	const found = useResource(
		q.trim() ? (signal) => api.get('/catalogue/{year}', { path: { year }, query: { q: q.trim() }, signal }) : null,
		[year, q.trim()],
	);
	const rank = useMemo(
		() => (found.data ? new Map(found.data.activities.map(({ measureId }, i) => [measureId, i])) : null),
		[found.data],
	);
	// until the next is there, the last one stays
	const last = useRef<ReadonlyMap<string, number> | null>(null);
	if (!q.trim()) last.current = null;
	else if (rank) last.current = rank;
	return { rank: last.current, waiting: Boolean(q.trim()) && !found.data && !found.error, error: found.error, retry: found.reload };
}

// The box writes into the address when the typing rests.
function SearchBox({ q }: { q: string }): VNode {
	const [text, setText] = useState(q);
	const timer = useRef(0);
	useEffect(() => {
		setText((now) => (now.trim() === q ? now : q));
		return () => clearTimeout(timer.current);
	}, [q]);
	const go = (value: string) => {
		clearTimeout(timer.current);
		setQuery({ q: value.trim() || null });
	};
	return (
		<form
			role="search"
			class="search no-print"
			onSubmit={(event) => {
				event.preventDefault();
				go(text);
			}}
		>
			<TextField
				name="q"
				optional="unsaid"
				type="search"
				label="Search"
				hint="Words, a plain description or an ID: portal, opioid, IA_PM_16"
				value={text}
				maxLength={200}
				onChange={(value) => {
					setText(value);
					clearTimeout(timer.current);
					timer.current = window.setTimeout(() => go(value), typing_ms);
				}}
			/>
		</form>
	);
}

interface ListProps {
	data: Schema<'Catalogue'>;
	needs: Schema<'Needs'> | undefined;
	choices: Choices;
}

function Browser({ data, needs, choices }: ListProps): VNode {
	const { query } = useLocation();
	const wanted = wantedOf(query);
	const search = useSearch(data.year, wanted.q);
	const [open, setOpen] = useState(false);
	const requirements = needs?.requirements;
	const known: Known = {
		state: (measureId) => choices.of.get(measureId)?.state ?? null,
		points: (item) => pointsOf(item, requirements),
		found: search.rank ? new Set(search.rank.keys()) : null,
	};
	const shown = ordered(
		data.activities.filter((item) => fits(item, wanted, known)),
		wanted.order,
		search.rank,
	);
	const orders = [
		...(wanted.q ? [{ value: '', label: 'Best match' }, { value: 'id', label: 'ID' }] : [{ value: '', label: 'ID' }]),
		{ value: 'name', label: 'Name' },
		{ value: 'effort', label: 'Least work' },
	];
	return (
		<div class="choose">
			<aside class="choose__side no-print" aria-label="Filters">
				<SearchBox q={wanted.q} />
				<Button class="choose__toggle" size="small" icon="sliders" aria-expanded={open} aria-controls="filters" onClick={() => setOpen(!open)}>
					{open ? 'Hide the filters' : 'Show the filters'}
				</Button>
				<div id="filters" class={open ? 'choose__filters choose__filters--open' : 'choose__filters'}>
					<Filters data={data} wanted={wanted} known={known} />
				</div>
			</aside>
			<section class="choose__list" aria-label="Activities">
				<div class="choose__bar">
					<h2 id="count" class="choose__count">
						<span role="status">
							{search.waiting
								? 'Searching'
								: shown.length === data.activities.length
									? plural(data.total, 'activity', 'activities')
									: `${shown.length} of ${plural(data.total, 'activity', 'activities')}`}
						</span>
					</h2>
					<SelectField
						name="order"
						class="choose__order no-print"
						label="Order"
						optional="unsaid"
						size="medium"
						value={wanted.order === 'match' ? '' : wanted.order}
						options={orders}
						onChange={(order) => setQuery({ order: order || null })}
					/>
				</div>
				<Chips data={data} wanted={wanted} />
				{search.error !== undefined && <ProblemAlert error={search.error} retry={search.retry} />}
				{shown.length > 0 ? (
					<ul role="list" class="activities">
						{shown.map((item) => (
							<ActivityRow key={item.measureId} item={item} needs={requirements} choices={choices} />
						))}
					</ul>
				) : (
					!search.waiting && (
						<EmptyState
							icon="search"
							level={3}
							heading="No activity fits"
							action={<Button onClick={() => want(nothing_wanted)}>Clear search and filters</Button>}
						>
							Take a filter away, or search with fewer words.
						</EmptyState>
					)
				)}
			</section>
		</div>
	);
}

export default function Choose(): VNode {
	const { practice, year } = useWorkspace();
	const catalogue = useResource(
		(signal) => api.get('/catalogue/{year}', { path: { year }, query: { practice: practice.id }, signal }),
		[practice.id, year],
	);
	const needs = useResource(
		(signal) => api.get('/practices/{practice}/years/{year}/needs', { path: { practice: practice.id, year }, signal }),
		[practice.id, year],
	);
	const choices = useChoices(needs.reload);
	return (
		<>
			<PageTitle
				lead="Plan what you will do, or find what you do already. Each name opens a guide."
				actions={
					<Button icon="print" onClick={() => window.print()}>
						Print
					</Button>
				}
			>
				Choose activities
			</PageTitle>
			{catalogue.data?.provisional && (
				<Alert kind="warn" class="need__alert">
					<p>The rules and activities of {year} are not final. They may still change.</p>
				</Alert>
			)}
			{needs.error !== undefined && <ProblemAlert error={needs.error} retry={needs.reload} />}
			{choices.error !== undefined && <ProblemAlert error={choices.error} retry={choices.reload} />}
			{needs.data && <NeedStrip needs={needs.data} choices={choices} />}
			<Resource of={catalogue}>{(data) => <Browser data={data} needs={needs.data} choices={choices} />}</Resource>
		</>
	);
}
