// Cells that somebody else changed meanwhile: both versions side by side, and
// one of them is chosen for each. Nothing is lost before that.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { plural, time } from '../../format';
import { Alert, Button } from '../../kit';
import type { Cell, Draft, Key } from './cells';
import { longest, periodsText, type Period } from './periods';

type Answer = 'mine' | 'theirs';

interface Props {
	drafts: readonly (readonly [Key, Draft])[]; // in conflict
	nameOf: (draft: Draft) => string; // "Adams, Jane: Telehealth that widens access"
	year: number;
	onResolve: (answers: ReadonlyMap<Key, Answer>) => void;
}

function Version({ periods, note, year }: { periods: readonly Period[]; note?: string; year: number }): VNode {
	const days = longest(periods);
	return (
		<>
			<span class="record-conflict__when">{periods.length > 0 ? periodsText(periods, year) : 'Nothing recorded'}</span>
			{days > 0 && <span> · {plural(days, 'day')}</span>}
			{note && <span class="record-conflict__note">Note: {note}</span>}
		</>
	);
}

interface SideProps {
	name: string;
	value: Answer;
	answer: Answer | undefined;
	title: string;
	children: VNode;
	onAnswer: (answer: Answer) => void;
}

function Side({ name, value, answer, title, children, onAnswer }: SideProps): VNode {
	return (
		<label class={'record-conflict__side' + (answer === value ? ' record-conflict__side--chosen' : '')}>
			<input type="radio" name={name} value={value} checked={answer === value} onChange={() => onAnswer(value)} />
			<span class="record-conflict__words">
				<strong>{title}</strong>
				{children}
			</span>
		</label>
	);
}

const byWhom = (theirs: Cell | null | undefined): string =>
	theirs ? `There now, by ${theirs.changedBy}, ${time(theirs.changedAt)}` : 'There now';

export function Conflicts({ drafts, nameOf, year, onResolve }: Props): VNode | null {
	const [answers, setAnswers] = useState<ReadonlyMap<Key, Answer>>(new Map());
	if (drafts.length === 0) return null;
	const chosen = drafts.filter(([key]) => answers.has(key)).length;
	const answer = (key: Key, value: Answer) => setAnswers(new Map(answers).set(key, value));
	const all = (value: Answer) => setAnswers(new Map(drafts.map(([key]) => [key, value])));
	const save = () => {
		onResolve(new Map(drafts.flatMap(([key]) => (answers.has(key) ? [[key, answers.get(key) as Answer] as const] : []))));
		setAnswers(new Map());
	};
	return (
		<Alert
			kind="warn"
			live
			class="record-conflicts no-print"
			heading={`${plural(drafts.length, 'cell was', 'cells were')} changed by somebody else while you worked`}
		>
			<p>What you entered is kept here. Choose for each what is to stay.</p>
			{drafts.length > 1 && (
				<div class="row">
					<Button size="small" onClick={() => all('mine')}>
						Mine for all
					</Button>
					<Button size="small" onClick={() => all('theirs')}>
						What is there now for all
					</Button>
				</div>
			)}
			{drafts.map(([key, draft]) => (
				<fieldset class="record-conflict" key={key}>
					<legend>{nameOf(draft)}</legend>
					<div class="record-conflict__sides">
						<Side
							name={'conflict-' + key}
							value="theirs"
							title={byWhom(draft.theirs)}
							answer={answers.get(key)}
							onAnswer={(value) => answer(key, value)}
						>
							<Version periods={draft.theirs?.periods ?? []} note={draft.theirs?.note} year={year} />
						</Side>
						<Side
							name={'conflict-' + key}
							value="mine"
							title="Mine, not saved yet"
							answer={answers.get(key)}
							onAnswer={(value) => answer(key, value)}
						>
							<Version periods={draft.periods} note={draft.note ?? draft.theirs?.note} year={year} />
						</Side>
					</div>
				</fieldset>
			))}
			<div class="form__actions">
				<Button variation="solid" disabled={chosen === 0} onClick={save}>
					{chosen === 0 || chosen === drafts.length ? 'Save these choices' : `Save ${plural(chosen, 'choice')}`}
				</Button>
			</div>
		</Alert>
	);
}
