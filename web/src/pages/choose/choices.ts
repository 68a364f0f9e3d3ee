// What the practice chose, and changing it: one click, and one to take it back.
import { useMemo, useRef, useState } from 'preact/hooks';
import { api } from '../../api/client';
import { isConflict, problemOf } from '../../api/problem';
import { useResource } from '../../api/resource';
import type { Schema } from '../../api/types';
import { notify, offerUndo } from '../../kit';
import { useWorkspace } from '../../workspace';
import type { ChoiceState } from './filter';
import { state_words } from './words';

export type Choice = Schema<'Choice'>;

export interface Choices {
	of: ReadonlyMap<string, Choice>;
	ready: boolean;
	error: unknown; // of reading them
	reload: () => void;
	busy: string | null; // the activity that is being changed
	choose: (measureId: string, state: ChoiceState, name: string) => Promise<boolean>;
	chooseAll: (activities: readonly { measureId: string }[]) => Promise<boolean>;
	put: (measureId: string, input: Input) => Promise<void>; // throws
}

interface Input {
	state: ChoiceState;
	owner?: string;
	note?: string;
	version: number;
}

// What to do after a change here, and after it was undone.
export function useChoices(changed: () => void): Choices {
	const { practice, year } = useWorkspace();
	const path = { practice: practice.id, year };
	const read = useResource(
		(signal) => api.get('/practices/{practice}/years/{year}/choices', { path, signal }),
		[practice.id, year],
	);
	const [busy, setBusy] = useState<string | null>(null);
	const running = useRef(false);
	const of = useMemo(() => new Map((read.data?.choices ?? []).map((choice) => [choice.measureId, choice])), [read.data]);

	const refresh = () => {
		read.reload();
		changed();
	};
	// the event that a change of this activity has just written
	const eventOf = async (measureId: string): Promise<number | null> => {
		const { data } = await api.get('/practices/{practice}/history', {
			path: { practice: practice.id },
			query: { year, kind: 'choice.', limit: 20 },
		});
		const event = data.events.find(({ text, undoes }) => undoes === null && new RegExp(`\\b${measureId}\\b`).test(text));
		return event?.undoable ? event.id : null;
	};
	const undo = async (events: readonly (number | null)[]) => {
		for (const event of events)
			if (event !== null)
				await api.post('/practices/{practice}/history/{event}/undo', { path: { practice: practice.id, event } });
		refresh();
	};
	const send = (measureId: string, input: Input) =>
		api.put('/practices/{practice}/years/{year}/choices/{measure}', { path: { ...path, measure: measureId }, body: input });
	const write = async (measureId: string, state: ChoiceState) => {
		const now = of.get(measureId);
		await send(measureId, { state, owner: now?.owner, note: now?.note, version: now?.version ?? 0 });
		return eventOf(measureId).catch(() => null);
	};
	// One at a time: a second click meanwhile does nothing.
	const alone = async (what: string, act: () => Promise<void>): Promise<boolean> => {
		if (running.current) return false;
		running.current = true;
		setBusy(what);
		try {
			await act();
			return true;
		} catch (error) {
			const problem = problemOf(error);
			if (isConflict(error)) notify(conflictText(what, error.problem.current, error.problem.changedBy), 'problem');
			else notify(`Not saved. ${problem.detail ?? problem.title} ${problem.remedy ?? ''}`.trim(), 'problem');
			return false;
		} finally {
			running.current = false;
			setBusy(null);
			refresh();
		}
	};
	const choose = (measureId: string, state: ChoiceState, name: string) =>
		alone(measureId, async () => {
			const event = await write(measureId, state);
			offerUndo(`${state_words[state]}: ${name}`, () => undo([event]));
		});
	const chooseAll = (activities: readonly { measureId: string }[]) =>
		alone('all', async () => {
			const events: (number | null)[] = [];
			const text = () => `Planned: ${activities.slice(0, events.length).map((one) => one.measureId).join(', ')}`;
			for (const { measureId } of activities) {
				events.unshift(await write(measureId, 'planned'));
				offerUndo(text(), () => undo(events));
			}
		});
	const put = async (measureId: string, input: Input) => {
		await send(measureId, input);
		const event = await eventOf(measureId).catch(() => null);
		offerUndo('Saved', () => undo([event]));
		refresh();
	};
	return { of, ready: read.data !== undefined, error: read.error, reload: read.reload, busy, choose, chooseAll, put };
}

function conflictText(measureId: string, current: unknown, by: string | undefined): string {
	const state = (current as Partial<Choice> | null)?.state;
	const now = state ? `It is “${state_words[state]}” now.` : 'It is not chosen any more.';
	return `${by ?? 'Somebody else'} changed ${measureId} in the meantime. ${now} Look again before you change it.`;
}
