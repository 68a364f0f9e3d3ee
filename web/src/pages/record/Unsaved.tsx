// What was entered and is not saved: no answer came, or it was refused.
import type { VNode } from 'preact';
import { plural } from '../../format';
import { problemOf } from '../../api/problem';
import { Alert, Button, ConfirmButton } from '../../kit';
import type { Draft, Key } from './cells';
import { periodsText } from './periods';

const most_lines = 8;

interface Props {
	drafts: readonly (readonly [Key, Draft])[]; // unsaved or refused
	failure: unknown;
	busy: boolean;
	nameOf: (draft: Draft) => string;
	year: number;
	onRetry: () => void;
	onDiscard: (keys: readonly Key[]) => void;
	onEdit: (key: Key) => void;
}

export function Unsaved(props: Props): VNode | null {
	const { drafts, failure, nameOf, year } = props;
	if (drafts.length === 0) return null;
	const problem = failure === undefined ? null : problemOf(failure);
	const waiting = drafts.filter(([, { state }]) => state === 'unsaved');
	const cells = plural(drafts.length, 'cell is', 'cells are');
	return (
		<Alert kind="warn" live class="record-unsaved no-print" heading={`${cells} not saved yet`}>
			<p>
				{problem && `${problem.title}. `}
				{problem && problem.code !== 'offline' && problem.detail !== problem.title && problem.detail} {problem?.remedy}{' '}
				What you entered is kept here, also when the page is loaded anew.
			</p>
			<ul>
				{drafts.slice(0, most_lines).map(([key, draft]) => (
					<li key={key}>
						{nameOf(draft)}: {draft.periods.length > 0 ? periodsText(draft.periods, year) : 'nothing recorded'}
						{draft.why && (
							<>
								. <strong>{draft.why}</strong>{' '}
								<Button size="small" onClick={() => props.onEdit(key)}>
									Correct it
								</Button>
							</>
						)}
					</li>
				))}
				{drafts.length > most_lines && <li>and {drafts.length - most_lines} more</li>}
			</ul>
			<div class="row">
				{waiting.length > 0 && (
					<Button variation="solid" busy={props.busy} onClick={props.onRetry}>
						Save {plural(waiting.length, 'cell')} now
					</Button>
				)}
				<ConfirmButton
					question="Drop what is not saved?"
					explain={<p>{plural(drafts.length, 'cell')} will show again what is saved.</p>}
					confirm="Drop it"
					danger
					onConfirm={() => props.onDiscard(drafts.map(([key]) => key))}
				>
					Drop
				</ConfirmButton>
			</div>
		</Alert>
	);
}
