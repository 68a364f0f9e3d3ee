// The sets of activities that reach full credit with the least work.
import type { VNode } from 'preact';
import { Button, Icon } from '../../kit';
import { date } from '../../format';
import type { Schema } from '../../api/types';
import { sectionPath } from '../../layout/sections';
import { Link } from '../../router';
import { useWorkspace } from '../../workspace';
import type { Choices } from '../choose/choices';
import type { Item } from '../choose/filter';
import { effortText } from '../choose/words';

type Suggestion = Schema<'Suggestion'>;
type Suggested = Suggestion['activities'][number];

interface Props {
	suggestion: Suggestion;
	place: number; // from 1
	plan: string;
	items: ReadonlyMap<string, Item>;
	choices: Choices;
}

const isChosen = (choices: Choices, measureId: string): boolean => {
	const state = choices.of.get(measureId)?.state;
	return state === 'planned' || state === 'doing';
};

const texts = (reasons: readonly object[] | undefined): string[] =>
	(reasons ?? []).map((reason) => (reason as { text?: string }).text ?? '').filter(Boolean);

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? '' : '.');

function One({ activity, item, told }: { activity: Suggested; item?: Item; told: boolean }): VNode {
	const { practice, year } = useWorkspace();
	return (
		<li class="set__activity">
			<h4 class="set__name">
				<Link to={sectionPath(practice.id, year, 'choose/' + activity.measureId)}>{activity.plainName}</Link>{' '}
				<span class="activity__id">{activity.measureId}</span>
			</h4>
			<p class="set__facts">
				{activity.points} points
				{item && ` · ${effortText(item.effort).toLowerCase()}`}
			</p>
			<ul role="list" class="set__reasons">
				{texts(activity.reasons).map((text) => (
					<li key={text}>
						<Icon name="check" /> <span>{sentence(text)}</span>
					</li>
				))}
				{texts(activity.cautions).map((text) => (
					<li key={text} class="set__caution">
						<Icon name="warning" />{' '}
						<span>
							<span class="ds-u-visibility--screen-reader">Caution: </span>
							{sentence(text)}
						</span>
					</li>
				))}
				<li>
					<Icon name="clock" />{' '}
					<span>{activity.lastStart ? `Start by ${date(activity.lastStart)}.` : 'No day to start: it is a status.'}</span>
				</li>
			</ul>
			{told && <p class="set__facts">Chosen already.</p>}
		</li>
	);
}

export function SuggestedSet({ suggestion, place, plan, items, choices }: Props): VNode {
	const { can } = useWorkspace();
	const open = suggestion.activities.filter(({ measureId }) => !isChosen(choices, measureId));
	const name = suggestion.activities.map(({ measureId }) => measureId).join(' and ');
	return (
		<li class="set">
			<h3 class="set__heading">
				{place === 1 ? 'Least work' : place === 2 ? 'Second choice' : `Choice ${place}`}
				<span class="ds-u-visibility--screen-reader">
					{' '}
					for {plan}: {name}
				</span>
			</h3>
			<ul role="list" class="set__list">
				{suggestion.activities.map((activity) => (
					<One key={activity.measureId} activity={activity} item={items.get(activity.measureId)}
						told={open.length > 0 && isChosen(choices, activity.measureId)}
					/>
				))}
			</ul>
			<div class="set__do no-print">
				{open.length === 0 ? (
					<p>
						<Icon name="check" /> You chose {suggestion.activities.length === 1 ? 'it' : 'all of them'}.
					</p>
				) : can('record') ? (
					<Button
						size="small"
						icon="plus"
						busy={choices.busy !== null}
						aria-disabled={!choices.ready}
						onClick={() => {
							if (choices.ready) void choices.chooseAll(open);
						}}
					>
						{open.length === 1 ? 'Choose this' : 'Choose these'}
						<span class="ds-u-visibility--screen-reader">: {open.map(({ measureId }) => measureId).join(' and ')}</span>
					</Button>
				) : (
					<p class="muted">You may look, not choose.</p>
				)}
			</div>
		</li>
	);
}
