// The guide in plain words: who and how long, the proof, mistakes, the work.
import type { VNode } from 'preact';
import { Badge, Card, Facts, Icon } from '../../kit';
import { date, list } from '../../format';
import { sectionPath } from '../../layout/sections';
import { Link } from '../../router';
import { useWorkspace } from '../../workspace';
import { inYear, proofGroups, type ActivityData, type Guide, type Proof } from './guide';
import { durationText, effortWord } from './words';

interface Props {
	guide: Guide;
	year: number;
}

export function WhoAndHowLong({ activity, guide, year }: Props & { activity: ActivityData }): VNode {
	const facts: [string, VNode | string][] = [
		['Who takes part', guide.whoTakesPart],
		['How long', guide.howLong],
	];
	const suspended = activity.inYear?.suspendedOn;
	if (suspended) facts.push(['Under way by', <strong>{date(suspended)}</strong>]);
	else if (activity.lastStart) facts.push(['Last day to start', <strong>{date(activity.lastStart)}</strong>]);
	for (const { what, value } of inYear(guide.thresholds, year)) facts.push([sentenceStart(what), value]);
	if (activity.inYear && !activity.lastStart && activity.measureId !== 'IA_PCMH')
		facts.push(['Length', durationText(activity.inYear.duration)]);
	return (
		<Card heading="Who takes part, and how long">
			<Facts facts={facts} />
		</Card>
	);
}

const sentenceStart = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function Document({ item }: { item: Proof }): VNode {
	return (
		<li class="proof-list__item">
			<span class="proof-list__box" aria-hidden="true" />
			<div>
				<p class="proof-list__document">{item.document}</p>
				{item.mustShow.length > 0 && <p class="muted">It shows: {list(item.mustShow)}</p>}
			</div>
		</li>
	);
}

export function ProofList({ guide, year }: Props): VNode | null {
	const groups = proofGroups(inYear(guide.proof, year));
	if (groups.length === 0) return null;
	return (
		<Card heading="Proof to keep">
			{groups.map(({ key, all, items }) => (
				<div key={key} class="proof-list">
					{!all && <p class="proof-list__one">One of these is enough:</p>}
					<ul role="list">
						{items.map((item) => (
							<Document key={item.id} item={item} />
						))}
					</ul>
				</div>
			))}
		</Card>
	);
}

export function Mistakes({ guide, year }: Props): VNode | null {
	const mistakes = inYear(guide.mistakes, year);
	if (mistakes.length === 0) return null;
	return (
		<Card heading="Common mistakes">
			<ul role="list" class="mistakes">
				{mistakes.map(({ text }) => (
					<li key={text}>
						<Icon name="warning" /> <span>{text}</span>
					</li>
				))}
			</ul>
		</Card>
	);
}

export function Effort({ guide }: { guide: Guide }): VNode {
	const { effort } = guide;
	const technology = effort.technology.filter((word) => word !== 'none');
	return (
		<Card heading="The work">
			<div class="row">
				<Badge icon="sliders">Set-up: {effortWord(effort.setUp)} work</Badge>
				<Badge icon="clock">Running: {effortWord(effort.running)} work</Badge>
			</div>
			<p>{effort.why}</p>
			<Facts
				facts={[
					['Who runs it', sentenceStart(guide.owner)],
					['Who has work with it', sentenceStart(list(effort.staff))],
					['Technology', technology.length > 0 ? sentenceStart(list(technology)) : 'None needed'],
					['Fits best', list(guide.specialties)],
				]}
			/>
		</Card>
	);
}

export function Related({ guide, year, names }: Props & { names: ReadonlyMap<string, string> }): VNode | null {
	const { practice } = useWorkspace();
	const related = inYear(guide.related, year);
	if (related.length === 0) return null;
	return (
		<Card heading="Goes well with, or instead">
			<ul role="list" class="related">
				{related.map(({ measureId, why }) => (
					<li key={measureId}>
						<Link to={sectionPath(practice.id, year, 'choose/' + measureId)}>{names.get(measureId) ?? measureId}</Link>{' '}
						<span class="activity__id">{measureId}</span>
						<p>{why}</p>
					</li>
				))}
			</ul>
		</Card>
	);
}
