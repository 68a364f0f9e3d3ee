// What to do next, the most urgent first, each with the page that does it.
import type { VNode } from 'preact';
import type { Schema } from '../../api/types';
import { daysBetween } from '../../format';
import { Badge, Card, Icon, LinkButton } from '../../kit';
import { sectionPath } from '../../layout/sections';
import { Link } from '../../router';

type Step = Schema<'Needs'>['next'][number];

const soon = 21; // days
const later = 8; // steps that are shown at once

const actions: Record<Step['kind'], { section?: string; label: string }> = {
	setUp: { section: 'setup', label: 'Go to the set-up' },
	choose: { section: 'choose', label: 'Choose activities' },
	record: { section: 'record', label: 'Record' },
	prove: { section: 'prove', label: 'Add proof' },
	attest: { section: 'attest', label: 'Review and sign' },
	submit: { section: 'attest', label: 'Get the files' },
	receipt: { section: 'attest', label: 'Enter the receipt' },
	wait: { label: '' },
	done: { label: '' },
};

// Which part of the set-up: the steps name it in words only.
function partOf(step: Step): string {
	if (step.measureId === 'IA_PCMH') return '?part=practice';
	if (/clinicians|roster/i.test(step.text)) return '?part=roster';
	return '?part=report';
}

function pathOf(step: Step, practice: string, year: number): string | null {
	const { section } = actions[step.kind];
	if (section === undefined) return null;
	if (section === 'setup') return sectionPath(practice, year, section) + partOf(step);
	const of = step.measureId ? '?activity=' + encodeURIComponent(step.measureId) : '';
	return sectionPath(practice, year, section) + of;
}

interface Props {
	steps: readonly Step[];
	today: string;
	practice: string;
	year: number;
	names: ReadonlyMap<string, string>; // of activities
}

// The step, and the plain name of the activity that it is about.
function Words({ step, names }: { step: Step; names: Props['names'] }): VNode {
	const name = step.measureId ? names.get(step.measureId) : undefined;
	return (
		<span>
			{step.text}
			{name && <span class="next__name">{name}</span>}
		</span>
	);
}

interface LineProps {
	step: Step;
	to: string | null;
	today: string;
	names: Props['names'];
}

function Due({ step, today }: { step: Step; today: string }): VNode | null {
	const days = step.by ? daysBetween(today, step.by) : NaN;
	if (!(days <= soon) || step.kind === 'wait') return null;
	return (
		<Badge kind="warn" icon="clock">
			{days <= 0 ? 'Today' : 'Soon'}
		</Badge>
	);
}

function First({ step, to, today, names }: LineProps): VNode {
	return (
		<li class="next__first">
			<p class="next__text">
				<Words step={step} names={names} /> <Due step={step} today={today} />
			</p>
			{to && (
				<p class="next__act">
					<LinkButton to={to} variation="solid">
						{actions[step.kind].label}
					</LinkButton>
				</p>
			)}
		</li>
	);
}

function Other({ step, to, today, names }: LineProps): VNode {
	return (
		<li class="next__other">
			{to ? (
				<Link to={to} class="next__link">
					<Words step={step} names={names} /> <Icon name="right" />
				</Link>
			) : (
				<Words step={step} names={names} />
			)}
			<Due step={step} today={today} />
		</li>
	);
}

export function NextSteps({ steps, today, practice, year, names }: Props): VNode {
	const [first, ...others] = steps;
	return (
		<Card heading="What to do next" class="next">
			{!first ? (
				<p>Nothing now.</p>
			) : (
				<ol class="next__list">
					<First step={first} to={pathOf(first, practice, year)} today={today} names={names} />
					{others.slice(0, later).map((step) => (
						<Other
							key={step.text}
							step={step}
							to={pathOf(step, practice, year)}
							today={today}
							names={names}
						/>
					))}
				</ol>
			)}
			{others.length > later && <p class="muted">And {others.length - later} more after these.</p>}
		</Card>
	);
}
