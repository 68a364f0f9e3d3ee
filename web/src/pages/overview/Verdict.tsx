// Where the practice stands, in one sentence with a colour and an icon.
import type { VNode } from 'preact';
import type { Schema } from '../../api/types';
import { StatusBadge, classes } from '../../kit';

const words: Record<Schema<'Answer'>, string> = { met: 'Full credit', notMet: 'Not met', unknown: 'Not there yet' };

export function Verdict({ standing }: { standing: Schema<'Standing'> }): VNode {
	return (
		<div class={classes('verdict', 'verdict--' + standing.answer)}>
			<StatusBadge status={standing.answer}>{words[standing.answer]}</StatusBadge>
			<p class="verdict__text">{standing.text}</p>
		</div>
	);
}
