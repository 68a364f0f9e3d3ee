// Planned, doing, dropped: each one click. The buttons stay where they are, and
// so does the focus.
import type { VNode } from 'preact';
import { classes, Icon } from '../../kit';
import { useWorkspace } from '../../workspace';
import type { Choices } from './choices';
import type { ChoiceState } from './filter';

interface Props {
	measureId: string;
	name: string;
	choices: Choices;
}

const words: Record<ChoiceState, [string, string]> = {
	planned: ['Plan', 'Planned'],
	doing: ['Doing', 'Doing'],
	dropped: ['Drop', 'Dropped'],
};

export function ChoiceButtons({ measureId, name, choices }: Props): VNode {
	const { can } = useWorkspace();
	const state = choices.of.get(measureId)?.state ?? null;
	if (!can('record'))
		return (
			<p class="choice__fixed">
				{state ? words[state][1] : 'Not chosen'}
				<span class="muted"> (you may look, not change)</span>
			</p>
		);
	const shown: ChoiceState[] = state ? ['planned', 'doing', 'dropped'] : ['planned', 'doing'];
	return (
		<div class="choice" role="group" aria-label={'Choice: ' + name}>
			{shown.map((one) => {
				const here = one === state;
				return (
					<button
						key={one}
						type="button"
						class={classes('choice__button', here && 'choice__button--here', here && 'choice__button--' + one)}
						aria-pressed={here}
						aria-disabled={!choices.ready || choices.busy !== null ? 'true' : undefined}
						onClick={() => {
							if (choices.ready && !here) void choices.choose(measureId, one, name);
						}}
					>
						<Icon name={here ? 'check' : one === 'dropped' ? 'cross' : 'plus'} />
						{words[one][here ? 1 : 0]}
					</button>
				);
			})}
		</div>
	);
}
