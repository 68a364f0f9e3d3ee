// Short messages after something was done, and undo.
//
//     notify('Saved');
//     offerUndo('The activity was removed from the plan', () => restore(id));
import { useEffect, useState } from 'preact/hooks';

export interface Notice {
	id: number;
	text: string;
	kind: 'done' | 'problem';
}

export interface Undo {
	id: number;
	text: string;
	undo: () => void | Promise<unknown>;
}

interface State {
	notices: readonly Notice[];
	undo: Undo | null;
}

let state: State = { notices: [], undo: null };
let last_id = 0;
const listeners = new Set<(state: State) => void>();

function set(next: State): void {
	state = next;
	listeners.forEach((listener) => listener(state));
}

export function notify(text: string, kind: Notice['kind'] = 'done'): void {
	set({ ...state, notices: [...state.notices.slice(-2), { id: ++last_id, text, kind }] });
}

export function dismiss(id: number): void {
	set({ ...state, notices: state.notices.filter((notice) => notice.id !== id) });
}

// Stays until it is used, dismissed or replaced by the next.
export function offerUndo(text: string, undo: Undo['undo']): void {
	set({ ...state, undo: { id: ++last_id, text, undo } });
}

export function dropUndo(): void {
	if (state.undo) set({ ...state, undo: null });
}

export function useNotices(): State {
	const [shown, setShown] = useState(state);
	useEffect(() => {
		listeners.add(setShown);
		setShown(state);
		return () => void listeners.delete(setShown);
	}, []);
	return shown;
}
