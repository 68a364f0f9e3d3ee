// The start page: every practice that the user may see, and where each stands.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { api } from '../../api/client';
import { useResource } from '../../api/resource';
import { justArrived } from '../../arrival';
import { date, plural } from '../../format';
import { Alert, Badge, Button, Card, Loading, ProblemAlert, SelectField } from '../../kit';
import { PageTitle } from '../../layout/PageTitle';
import { sectionPath } from '../../layout/sections';
import { Link, navigate, setQuery, useLocation } from '../../router';
import { useSession } from '../../session';
import { governs } from '../../words';
import { AddDemonstration, RemoveDemonstration } from './Demonstration';
import { FirstRun, NothingToSee } from './FirstRun';
import { isOpen, useLastYear } from './lastYear';
import { NewPractice } from './NewPractice';
import { PracticeTable } from './PracticeTable';
import type { Summary } from './standing';

// The year of the address, if there is such a year.
function useYear(): [number, readonly number[]] {
	const { session } = useSession();
	const years = Array.from({ length: session.lastYear - session.firstYear + 1 }, (_, i) => session.lastYear - i);
	const asked = Number(useLocation().query.get('year'));
	return [years.includes(asked) ? asked : session.currentYear, years];
}

// Those of the year before that still wait for a signature.
function StillOpen({ of, year }: { of: readonly Summary[]; year: number }): VNode | null {
	const waiting = of.filter(({ standing }) => !standing?.signed);
	const closes = waiting.map(({ standing }) => standing?.windowCloses ?? '').sort()[0];
	if (!closes) return null;
	return (
		<Alert heading={`${year} can be submitted until ${date(closes)}`} class="practices__open">
			<p>
				{plural(waiting.length, 'practice')} {waiting.length === 1 ? 'is' : 'are'} not signed yet.{' '}
				<Link to={'/?year=' + year}>See {year}</Link>
			</p>
		</Alert>
	);
}

export default function Practices(): VNode {
	const { session } = useSession();
	const [arrived] = useState(justArrived);
	const [adding, setAdding] = useState(false);
	const [year, years] = useYear();
	const list = useResource((signal) => api.get('/practices', { query: { year }, signal }), [year]);
	const practices = list.data?.practices;
	const current = practices?.filter((one) => !one.archived) ?? [];
	const only = arrived && practices?.length === 1 && current.length === 1 ? current[0] : undefined;
	const before = useLastYear(session);
	const open = before.data?.practices.filter((one) => isOpen(one, session.today)) ?? [];
	const known = !before.wanted || before.data !== undefined || before.error !== undefined;
	useEffect(() => {
		if (!only || !known) return;
		// the year that there is work for
		const last = !only.standing && open.some(({ standing }) => !standing?.signed);
		navigate(sectionPath(only.id, session.currentYear - (last ? 1 : 0)), { replace: true });
	}, [only?.id, known]);

	const may_add = governs(session.role);
	if (practices?.length === 0) return may_add ? <FirstRun year={session.currentYear} /> : <NothingToSee />;
	if (only) return <Loading />;
	const demonstration = practices?.find((one) => one.demonstration);
	return (
		<>
			<PageTitle
				lead={`Where each stands in ${year}.`}
				actions={
					may_add &&
					!adding && (
						<Button icon="plus" variation="solid" onClick={() => setAdding(true)}>
							Add a practice
						</Button>
					)
				}
			>
				Practices
			</PageTitle>
			{adding && (
				<Card heading="Add a practice" class="practices__new">
					<NewPractice year={session.currentYear} onCancel={() => setAdding(false)} />
				</Card>
			)}
			<div class="practices__year no-print">
				<SelectField
					name="year"
					label="Performance year"
					optional="unsaid"
					size="small"
					value={String(year)}
					options={years.map((one) => ({ value: String(one), label: String(one) }))}
					onChange={(one) => setQuery({ year: Number(one) === session.currentYear ? null : one })}
				/>
			</div>
			{year === session.currentYear && <StillOpen of={open} year={year - 1} />}
			{list.error !== undefined && <ProblemAlert error={list.error} retry={list.reload} />}
			{practices ? <PracticeTable practices={practices} year={year} /> : list.error === undefined && <Loading />}
			{demonstration && demonstration.role === 'administrator' && (
				<div class="practices__demonstration no-print">
					<Badge kind="info">Demonstration</Badge>
					<p>{demonstration.name} is invented. Try anything in it.</p>
					<RemoveDemonstration practice={demonstration} onRemoved={list.reload} />
				</div>
			)}
			{practices && !demonstration && may_add && (
				<p class="no-print">
					<AddDemonstration year={session.currentYear} variation="ghost" />
				</p>
			)}
		</>
	);
}
