// The three figures that a manager wants: how many, by when, worth what.
import type { ComponentChildren, VNode } from 'preact';
import type { Schema } from '../../api/types';
import { date, dateRange, list, number, plural } from '../../format';
import { categoryLabel, neededActivities } from '../../words';

interface FigureProps {
	name: string;
	figure: string;
	words: string;
	children?: ComponentChildren;
}

function Figure({ name, figure, words, children }: FigureProps): VNode {
	return (
		<section class="figure" aria-label={name}>
			<h2 class="figure__name">{name}</h2>
			<p class="figure__value">
				<span class="figure__number">{figure}</span> <span class="figure__words">{words}</span>
			</p>
			<div class="figure__detail">{children}</div>
		</section>
	);
}

type Needs = Schema<'Needs'>;

function who({ entityType, clinicianCount, cliniciansNeeded }: Needs['requirements']): string {
	if (entityType === 'individual') return 'For each clinician who reports.';
	if (cliniciansNeeded === null || clinicianCount === null) return 'Each by at least half of the clinicians.';
	return `Each by at least ${number(cliniciansNeeded)} of your ${plural(clinicianCount, 'clinician')}.`;
}

function NeedFigure({ requirements }: Needs): VNode {
	const [first, ...others] = neededActivities(requirements);
	if (!first)
		return (
			<Figure name="You need" figure="0" words="activities">
				<p>Full credit comes without any activity.</p>
			</Figure>
		);
	const credit = requirements.creditPoints ?? 0;
	const or = others.map(({ figure, words }) => ` or ${figure} ${words}`).join('');
	return (
		<Figure name="You need" figure={first.figure} words={first.words + or}>
			<p>{who(requirements)}</p>
			{credit > 0 && <p>{plural(credit, 'point')} come without activities.</p>}
			{requirements.pcmhSuffices && <p>Or half of your sites are recognized as a medical home.</p>}
		</Figure>
	);
}

function StartFigure({ standing, requirements }: Needs): VNode {
	const { daysToStart: days, lastStart } = standing;
	if (days === null || !lastStart || requirements.neededPoints === 0)
		return (
			<Figure name="Last day to start" figure="None" words="">
				<p>Nothing has to start.</p>
			</Figure>
		);
	if (days < 0)
		return (
			<Figure name="Last day to start" figure="Over" words="">
				<p>It was {date(lastStart)}.</p>
			</Figure>
		);
	return (
		<Figure name="Last day to start" figure={number(days)} words={days === 1 ? 'day left' : 'days left'}>
			<p>
				<strong>{date(lastStart)}</strong>
			</p>
			{standing.answer === 'met' && <p>Nothing more has to start.</p>}
		</Figure>
	);
}

function WorthFigure({ requirements, standing }: Needs): VNode {
	const reweighted = (requirements.reweightedCategories ?? []).map(categoryLabel);
	return (
		<Figure name="Worth" figure={number(standing.weight)} words="points of the final score">
			<p>What is certain today brings {number(standing.contribution ?? 0)}.</p>
			{reweighted.length > 0 && <p>{list(reweighted)} reweighted.</p>}
			{requirements.finalScore && <p>The final score is the performance threshold.</p>}
		</Figure>
	);
}

export function Figures(needs: Needs): VNode {
	const { opens, closes } = needs.requirements.submissionWindow;
	return (
		<>
			<div class="figures">
				<NeedFigure {...needs} />
				<StartFigure {...needs} />
				<WorthFigure {...needs} />
			</div>
			{opens && closes && <p class="muted figures__window">Submit from {dateRange(opens, closes)}.</p>}
		</>
	);
}
