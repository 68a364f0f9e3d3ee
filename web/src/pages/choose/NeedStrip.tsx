// What is needed and what is chosen, above the list.
import type { VNode } from 'preact';
import { Alert, Icon, LinkButton } from '../../kit';
import { date, number } from '../../format';
import { sectionPath } from '../../layout/sections';
import { Link } from '../../router';
import { useWorkspace } from '../../workspace';
import type { Schema } from '../../api/types';
import type { Choices } from './choices';
import { daysLeft } from '../../words';
import { activitiesText, eachText } from './words';

interface Props {
	needs: Schema<'Needs'>;
	choices: Choices;
}

export function NeedStrip({ needs, choices }: Props): VNode {
	const { practice, year } = useWorkspace();
	const { requirements, standing } = needs;
	const states = [...choices.of.values()].map(({ state }) => state);
	const count = (state: string) => states.filter((one) => one === state).length;
	const set_up = needs.next.find((step) => step.kind === 'setUp');
	return (
		<>
			{set_up && (
				<Alert kind="warn" class="need__alert">
					<p>
						{set_up.text} <Link to={sectionPath(practice.id, year, 'setup')}>Open the set-up</Link>
					</p>
				</Alert>
			)}
			<section class="need" aria-label="What is needed">
				<div class="need__part">
					<span class="need__name">You need</span>
					<strong class="need__figure">{activitiesText(requirements)}</strong>
					<span class="muted">
						{requirements.neededPoints === 0
							? 'Full credit comes without one.'
							: `${eachText(requirements)} points each, ${requirements.neededPoints} are needed`}
					</span>
				</div>
				<div class="need__part">
					<span class="need__name">You chose</span>
					<strong class="need__figure">{number(count('planned') + count('doing'))}</strong>
					<span class="muted">
						{count('doing')} doing, {count('planned')} planned
					</span>
				</div>
				<div class="need__part">
					<span class="need__name">Last day to start</span>
					<strong class="need__figure">{date(standing.lastStart)}</strong>
					<span class="muted">{standing.daysToStart === null ? '' : daysLeft(standing.daysToStart)}</span>
				</div>
				<div class="need__part need__part--do no-print">
					<LinkButton size="small" to={sectionPath(practice.id, year, 'compare')}>
						<Icon name="columns" /> Find the least work
					</LinkButton>
				</div>
			</section>
		</>
	);
}
