// Several ways to report, side by side: what each needs, where the practice would
// stand, and which activities reach full credit with the least work.
import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { api } from '../../api/client';
import { useResource } from '../../api/resource';
import type { Schema } from '../../api/types';
import { Alert, Button, DateField, Disclosure, Loading, ProblemAlert, SelectField } from '../../kit';
import { isDate } from '../../format';
import { PageTitle } from '../../layout/PageTitle';
import { useLocation } from '../../router';
import { useSession } from '../../session';
import { useWorkspace } from '../../workspace';
import { useChoices, type Choices } from '../choose/choices';
import type { Item } from '../choose/filter';
import { ask, OwnPlan } from './OwnPlan';
import { PlanDetail } from './PlanDetail';
import { PlanTable, type Shown } from './PlanTable';
import { most_plans, readPlans, writePlan, writePlans } from './plans';

// Once for the usual ways, once for those that the user added.
function useComparison(round: number) {
	const { practice, year } = useWorkspace();
	const { query } = useLocation();
	const specialty = query.get('specialty') || null;
	const given = query.get('from') ?? '';
	const from = isDate(given) ? given : null;
	const text = query.get('plans');
	const own = useMemo(() => readPlans(text), [text]);
	const read = (plans?: Schema<'PlanInput'>[]) => (signal: AbortSignal) =>
		api.post('/practices/{practice}/years/{year}/compare', {
			path: { practice: practice.id, year },
			body: { specialty, from, ...(plans && { plans }) },
			signal,
		});
	const usual = useResource(read(), [practice.id, year, specialty, from, round]);
	const added = useResource(own.length > 0 ? read(own) : null, [practice.id, year, specialty, from, own, round]);
	const shown: Shown[] = [
		...(usual.data?.plans ?? []).map((plan) => ({ plan, own: null, key: `${plan.entityType}:${plan.programName}` })),
		...(own.length > 0 ? (added.data?.plans ?? []) : []).map((plan, i) => ({
			plan,
			own: own[i] ?? null,
			key: 'own:' + (own[i] ? writePlan(own[i]) : i),
		})),
	];
	return { usual, added, own, shown, specialty, from };
}

function Questions({ words, specialty, from }: { words: Schema<'Vocabulary'>; specialty: string | null; from: string | null }): VNode {
	const { year } = useWorkspace();
	const { session } = useSession();
	return (
		<div class="compare__questions no-print">
			<SelectField
				name="specialty"
				label="Specialty"
				hint="What fits it comes first."
				optional="unsaid"
				value={specialty ?? ''}
				placeholder="Most of the roster"
				options={words.specialties.map((value) => ({ value, label: value }))}
				onChange={(value) => ask({ specialty: value })}
			/>
			<DateField
				name="from"
				label="First day to start"
				hint={session.today.startsWith(String(year)) ? 'Empty: today.' : 'Empty: as early as can be.'}
				optional="unsaid"
				value={from ?? ''}
				min={`${year}-01-01`}
				max={`${year}-12-31`}
				onChange={(value) => {
					if (value === '' || isDate(value)) ask({ from: value });
				}}
			/>
		</div>
	);
}

interface BodyProps {
	comparison: ReturnType<typeof useComparison>;
	items: ReadonlyMap<string, Item>;
	choices: Choices;
}

function Plans({ comparison, items, choices }: BodyProps): VNode {
	const { shown, own } = comparison;
	const possible = shown.filter(({ plan }) => !plan.error);
	const over = (one: Shown) => (one.plan.standing?.daysToStart ?? 0) < 0;
	return (
		<>
			<PlanTable plans={shown} />
			<div class="compare__details">
				{[...possible, ...shown.filter(({ plan, own: mine }) => plan.error && mine)].map((one) => (
					<PlanDetail
						key={one.key}
						shown={one}
						items={items}
						choices={choices}
						over={over(one)}
						onRemove={one.own ? () => ask({ plans: writePlans(own.filter((plan) => plan !== one.own)) }) : undefined}
					/>
				))}
			</div>
		</>
	);
}

export default function Compare(): VNode {
	const { practice, year } = useWorkspace();
	const [round, setRound] = useState(0);
	const [adding, setAdding] = useState(false);
	const comparison = useComparison(round);
	const choices = useChoices(() => setRound((n) => n + 1));
	const words = useResource((signal) => api.get('/vocabulary/{year}', { path: { year }, signal }), [year]);
	const catalogue = useResource(
		(signal) => api.get('/catalogue/{year}', { path: { year }, query: { practice: practice.id }, signal }),
		[practice.id, year],
	);
	const items = useMemo(
		() => new Map((catalogue.data?.activities ?? []).map((item) => [item.measureId, item])),
		[catalogue.data],
	);
	const { usual, added } = comparison;
	return (
		<>
			<PageTitle
				lead="The same practice, reported in several ways. Nothing is changed by looking."
				actions={
					<Button icon="print" onClick={() => window.print()}>
						Print
					</Button>
				}
			>
				Compare ways to report
			</PageTitle>
			{catalogue.data?.provisional && (
				<Alert kind="warn" class="need__alert">
					<p>The rules of {year} are not final. They may still change.</p>
				</Alert>
			)}
			{words.data && <Questions words={words.data} specialty={comparison.specialty} from={comparison.from} />}
			{usual.error !== undefined && <ProblemAlert error={usual.error} retry={usual.reload} />}
			{added.error !== undefined && (
				<>
					<ProblemAlert error={added.error} retry={added.reload} />
					<p>
						<Button size="small" onClick={() => ask({ plans: null })}>
							Remove the plans that you added
						</Button>
					</p>
				</>
			)}
			{choices.error !== undefined && <ProblemAlert error={choices.error} retry={choices.reload} />}
			{comparison.shown.length > 0 ? (
				<Plans comparison={comparison} items={items} choices={choices} />
			) : (
				usual.error === undefined && <Loading>Comparing</Loading>
			)}
			{words.data && (
				<div class="compare__add no-print">
					{comparison.own.length >= most_plans ? (
						<p class="muted">You added {most_plans} ways, which is the most. Remove one to add another.</p>
					) : adding ? (
						<OwnPlan words={words.data} onDone={() => setAdding(false)} />
					) : (
						<Button icon="plus" onClick={() => setAdding(true)}>
							Add another way
						</Button>
					)}
				</div>
			)}
			<Disclosure summary="How the work is weighed">
				<p>
					Each activity has a little, some or much work to set up and to run. What you do already costs least. What you did last
					year, what your specialty does anyway, and what needs no new technology cost less. The sets above reach full credit with
					the lowest sum.
				</p>
			</Disclosure>
		</>
	);
}
