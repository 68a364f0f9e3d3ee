// The explained score of the group, or of one clinician.
import type { VNode } from 'preact';
import { Alert, Badge, Card, Disclosure, Icon, Table, type Column } from '../../kit';
import { number } from '../../format';
import { sectionPath } from '../../layout/sections';
import { Link } from '../../router';
import { useWorkspace } from '../../workspace';
import {
	creditText,
	linesAbout,
	linesOf,
	reasonText,
	warningText,
	type Answer,
	type Credit,
	type Reading,
	type Result,
	type Step,
} from './answer';
import { Ladder } from './Ladder';
import { LineRule, Lines } from './Rule';
import { Weights } from './Weights';

type Counted = Answer['activities'][number];

interface Props {
	result: Result;
	names: ReadonlyMap<string, string>;
	policies: ReadonlyMap<string, { question: string }>;
}

function Activities({ answer, names }: { answer: Answer; names: ReadonlyMap<string, string> }): VNode {
	const { practice, year } = useWorkspace();
	const columns: Column<Counted>[] = [
		{
			key: 'name',
			header: 'Activity',
			rowHeader: true,
			cell: ({ measureId }) => (
				<>
					<Link to={sectionPath(practice.id, year, 'choose/' + measureId)}>{names.get(measureId) ?? measureId}</Link>{' '}
					<span class="activity__id">{measureId}</span>
				</>
			),
		},
		{
			key: 'counts',
			header: 'Counts?',
			cell: ({ counted }) => (
				<Badge kind={counted ? 'success' : 'alert'} icon={counted ? 'check' : 'cross'}>
					{counted ? 'Counts' : 'Does not count'}
				</Badge>
			),
		},
		{
			key: 'why',
			header: 'Why',
			cell: ({ measureId, counted, reason }) => {
				const lines = linesAbout(answer, measureId).filter(({ points }) => !points);
				return (
					<>
						{(lines.length === 0 || !counted) && <p class="score__why">{reasonText(reason)}.</p>}
						{lines.map((line) => (
							<div key={line.fact}>
								<p class="score__why">{line.fact.replace(new RegExp(`^${measureId}:? `), '').replace(/^./, (c) => c.toUpperCase())}</p>
								<LineRule line={line} />
							</div>
						))}
					</>
				);
			},
		},
		{ key: 'points', header: 'Points', numeric: true, cell: ({ points, counted }) => number(counted ? points : 0) },
	];
	return (
		<Table
			caption="Activities, counted or not"
			hideCaption
			columns={columns}
			rows={answer.activities}
			rowKey={({ measureId }) => measureId}
			empty="No activity is recorded yet."
		/>
	);
}

function Readings({ answer, policies }: { answer: Answer; policies: Props['policies'] }): VNode | null {
	const readings = (answer.policies ?? []) as unknown as Reading[];
	const { practice, year } = useWorkspace();
	if (readings.length === 0) return null;
	const lines = linesOf(answer, 'policy');
	return (
		<Card heading="Open questions" level={3}>
			<p>Authorities disagree here. Another reading gives another figure.</p>
			<ul role="list" class="lines">
				{readings.map(({ policy, reading, other }) => {
					const line = lines.find(({ value, fact }) => value === policy || fact.includes(policy));
					return (
						<li key={policy}>
							<p>
								<Icon name="question" /> {policies.get(policy)?.question ?? line?.rule ?? policy}
							</p>
							<p>
								Read here as <strong>{reading}</strong>; the other reading is {other}.{' '}
								{line?.citation && <cite class="muted">{line.citation}</cite>}
							</p>
						</li>
					);
				})}
			</ul>
			<p class="no-print">
				<Link to={sectionPath(practice.id, year, 'setup')}>Choose another reading in the set-up</Link>
			</p>
		</Card>
	);
}

function Findings({ answer }: { answer: Answer }): VNode | null {
	return (
		<>
			{answer.errors.length > 0 && (
				<Alert kind="error" heading="This cannot be scored" level={3}>
					{answer.errors.map((finding) => (
						<p key={finding.code + finding.message}>{warningText(finding)}</p>
					))}
				</Alert>
			)}
			{answer.warnings.length > 0 && (
				<Alert kind="warn" heading="Look at this" level={3}>
					<ul>
						{answer.warnings.map((finding) => (
							<li key={finding.code + finding.message}>{warningText(finding)}</li>
						))}
					</ul>
				</Alert>
			)}
		</>
	);
}

export function Explained({ result, names, policies }: Props): VNode {
	const { answer, name } = result;
	const credits = (answer.credits ?? []) as unknown as Credit[];
	const steps = answer.nextSteps as unknown as Step[];
	return (
		<div class="stack score">
			<Findings answer={answer} />
			{steps.length > 0 && (
				<Card heading="Ways to full credit" level={3}>
					<ul>
						{steps.map((step) => (
							<li key={step.text}>{warningText({ code: '', message: step.text })}</li>
						))}
					</ul>
				</Card>
			)}
			{answer.errors.length === 0 && (
				<Card heading="How the points add up" level={3}>
					<Ladder answer={answer} name={name} names={names} />
				</Card>
			)}
			<Card heading="Activities" level={3}>
				<Activities answer={answer} names={names} />
				{credits.length > 0 && (
					<ul class="score__credits">
						{credits.map(({ credit, points }) => (
							<li key={credit}>
								{creditText(credit)}: {number(points)} points
							</li>
						))}
					</ul>
				)}
			</Card>
			{answer.errors.length === 0 && (
				<Card heading="What it is worth" level={3}>
					<Weights answer={answer} />
				</Card>
			)}
			<Readings answer={answer} policies={policies} />
			<Disclosure summary="What else was looked at">
				<Lines lines={linesOf(answer, 'rules', 'status', 'credit', 'cap', 'points')} />
			</Disclosure>
		</div>
	);
}
