// The ledger of a year and what is being changed in it.
//
// An edit becomes a draft, is sent at once with the version that was seen, and
// stays a draft until the server has it: offline, refused, or changed by somebody
// else meanwhile. Drafts outlive a reload of the page. One request is under way
// at a time, so that answers cannot overtake each other.
import type { Reply } from '../../api/client';
import { ApiError, problemOf } from '../../api/problem';
import { keyOf, type Cell, type Change, type Conflict, type Draft, type Edit, type Key, type Ledger } from './cells';
import { samePeriods } from './periods';

export interface Door {
	read: () => Promise<Reply<Ledger>>;
	change: (changes: Change[]) => Promise<Reply<Ledger>>;
	undo: (event: number) => Promise<unknown>;
	keep: (drafts: readonly Draft[]) => void; // for after a reload
	kept: () => readonly Draft[];
}

export interface Saved {
	cells: number;
	event: number | null;
	ledger: Ledger;
	keys: readonly Key[];
}

export interface State {
	ledger?: Ledger;
	cells: ReadonlyMap<Key, Cell>; // of the ledger
	drafts: ReadonlyMap<Key, Draft>;
	loading: boolean;
	saving: boolean;
	error?: unknown; // of reading
	failure?: unknown; // of saving: the drafts can be sent again
	events: readonly number[]; // that Ctrl+Z takes back, the last first to go
}

const cells_at_once = 5000; // of a request

export class LedgerStore {
	state: State = { cells: new Map(), drafts: new Map(), loading: true, saving: false, events: [] };
	onSaved: (saved: Saved) => void = () => {};
	private listeners = new Set<() => void>();
	private serial = 0;
	private local: Map<Key, Draft | undefined>[] = []; // what each unsaved edit replaced
	private again = false; // read once more when what runs has ended
	private running: Promise<unknown> = Promise.resolve();

	constructor(private door: Door) {
		const kept = door.kept();
		if (kept.length > 0) {
			const drafts = new Map<Key, Draft>();
			for (const draft of kept)
				drafts.set(keyOf(draft.clinicianId, draft.measureId), { ...draft, state: 'unsaved', serial: ++this.serial });
			this.state = { ...this.state, drafts };
		}
	}

	subscribe(listener: () => void): () => void {
		this.listeners.add(listener);
		return () => void this.listeners.delete(listener);
	}

	private set(next: Partial<State>): void {
		this.state = { ...this.state, ...next };
		if (next.drafts) this.door.keep([...next.drafts.values()]);
		this.listeners.forEach((listener) => listener());
	}

	private put(ledger: Ledger): void {
		const cells = new Map(ledger.cells.map((cell) => [keyOf(cell.clinicianId, cell.measureId), cell]));
		this.set({ ledger, cells, error: undefined, loading: false });
	}

	// One after the other.
	private turn<T>(act: () => Promise<T>): Promise<T> {
		const next = this.running.then(act, act);
		this.running = next.catch(() => undefined);
		return next;
	}

	load(): Promise<void> {
		if (this.again) return Promise.resolve();
		this.again = true;
		return this.turn(async () => {
			this.again = false;
			this.set({ loading: true, error: undefined });
			try {
				this.put((await this.door.read()).data);
			} catch (error) {
				this.set({ error, loading: false });
			}
		});
	}

	versionOf(key: Key): number {
		return this.state.drafts.get(key)?.version ?? this.state.cells.get(key)?.version ?? 0;
	}

	// As it would be with the drafts.
	periodsOf(key: Key): Edit['periods'] {
		return this.state.drafts.get(key)?.periods ?? this.state.cells.get(key)?.periods ?? [];
	}

	noteOf(key: Key): string {
		return this.state.drafts.get(key)?.note ?? this.state.cells.get(key)?.note ?? '';
	}

	private changesNothing(edit: Edit, key: Key): boolean {
		if (this.state.drafts.has(key)) return false;
		const cell = this.state.cells.get(key);
		return samePeriods(cell?.periods ?? [], edit.periods) && (edit.note === undefined || edit.note === (cell?.note ?? ''));
	}

	// `versions`: those that were seen, when that was earlier than now.
	// Returns how many cells it changes.
	edit(edits: readonly Edit[], versions?: ReadonlyMap<Key, number>): number {
		const drafts = new Map(this.state.drafts);
		const before = new Map<Key, Draft | undefined>();
		for (const edit of edits) {
			const key = keyOf(edit.clinicianId, edit.measureId);
			if (this.changesNothing(edit, key)) continue;
			const old = drafts.get(key);
			const version = old?.version ?? versions?.get(key) ?? this.versionOf(key);
			before.set(key, old);
			drafts.set(key, { ...edit, note: edit.note ?? old?.note, version, state: 'saving', serial: ++this.serial });
		}
		if (before.size === 0) return 0;
		this.local.push(before);
		this.set({ drafts });
		void this.flush();
		return before.size;
	}

	private mark(keys: Iterable<Key>, as: (draft: Draft, key: Key) => Partial<Draft>): void {
		const drafts = new Map(this.state.drafts);
		for (const key of keys) {
			const draft = drafts.get(key);
			if (draft) drafts.set(key, { ...draft, ...as(draft, key) });
		}
		this.set({ drafts });
	}

	private flush(): Promise<void> {
		return this.turn(async () => {
			// what is left after a conflict or a refusal is sent again by itself
			for (let more = true; more; ) {
				const sent = [...this.state.drafts].filter(([, draft]) => draft.state === 'saving').slice(0, cells_at_once);
				if (sent.length === 0) break;
				this.set({ saving: true, failure: undefined });
				more = await this.send(sent);
			}
			this.set({ saving: false });
		});
	}

	private async send(sent: [Key, Draft][]): Promise<boolean> {
		const changes = sent.map(([, { clinicianId, measureId, periods, note, version }]) => ({
			clinicianId,
			measureId,
			periods,
			version,
			...(note === undefined ? {} : { note }),
		}));
		try {
			this.arrived(sent, (await this.door.change(changes)).data);
			return true;
		} catch (error) {
			return this.failed(sent, error);
		}
	}

	private arrived(sent: [Key, Draft][], ledger: Ledger): void {
		const drafts = new Map(this.state.drafts);
		const now = new Map(ledger.cells.map((cell) => [keyOf(cell.clinicianId, cell.measureId), cell]));
		for (const [key, { serial }] of sent) {
			const draft = drafts.get(key);
			if (draft?.serial === serial) drafts.delete(key);
			else if (draft) drafts.set(key, { ...draft, version: now.get(key)?.version ?? 0 }); // entered since
		}
		if (![...drafts.values()].some(({ state }) => state === 'unsaved')) this.local = [];
		const events = ledger.event ? [...this.state.events, ledger.event] : this.state.events;
		this.set({ drafts, events });
		this.put(ledger);
		this.onSaved({ cells: sent.length, event: ledger.event ?? null, ledger, keys: sent.map(([key]) => key) });
	}

	// Whether there is something that can be sent all the same.
	private failed(sent: [Key, Draft][], error: unknown): boolean {
		const keys = sent.map(([key]) => key);
		const problem = problemOf(error);
		if (error instanceof ApiError && error.status === 409 && problem.conflicts?.length) {
			this.conflict(problem.conflicts as Conflict[]);
			void this.load();
			return true;
		}
		const refused = new Map<Key, string>();
		for (const { path, message } of error instanceof ApiError && error.status < 500 ? (problem.errors ?? []) : []) {
			const key = keys[Number(/^\/changes\/(\d+)/.exec(path)?.[1] ?? NaN)];
			if (key && !refused.has(key)) refused.set(key, message);
		}
		if (refused.size > 0) {
			this.mark(refused.keys(), (_, key) => ({ state: 'refused', why: refused.get(key) }));
			return true;
		}
		this.mark(keys, () => ({ state: 'unsaved' }));
		this.set({ failure: error });
		return false;
	}

	private conflict(conflicts: readonly Conflict[]): void {
		const drafts = new Map(this.state.drafts);
		for (const { clinicianId, measureId, current, yours } of conflicts) {
			const key = keyOf(clinicianId, measureId);
			const draft = drafts.get(key);
			if (!draft) continue;
			const theirs = (current ?? null) as Cell | null;
			const same_note = draft.note === undefined || draft.note === (theirs?.note ?? '');
			const alike = same_note && samePeriods(theirs?.periods ?? [], yours);
			if (alike) drafts.delete(key);
			else drafts.set(key, { ...draft, state: 'conflict', theirs });
		}
		this.set({ drafts });
	}

	// Sends again what got no answer.
	retry(): Promise<void> {
		const keys = [...this.state.drafts].filter(([, { state }]) => state === 'unsaved').map(([key]) => key);
		this.mark(keys, () => ({ state: 'saving' }));
		return this.flush();
	}

	discard(keys: Iterable<Key>): void {
		const drafts = new Map(this.state.drafts);
		for (const key of keys) drafts.delete(key);
		this.set({ drafts, failure: undefined });
	}

	// Of cells in conflict: mine is sent over theirs, or theirs stays.
	resolve(answers: ReadonlyMap<Key, 'mine' | 'theirs'>): Promise<void> {
		const drafts = new Map(this.state.drafts);
		for (const [key, answer] of answers) {
			const draft = drafts.get(key);
			if (draft?.state !== 'conflict') continue;
			const { theirs, ...rest } = draft;
			if (answer === 'theirs') drafts.delete(key);
			else drafts.set(key, { ...rest, version: theirs?.version ?? 0, state: 'saving', serial: ++this.serial });
		}
		this.set({ drafts });
		return this.flush();
	}

	// The last edit that is not saved, or the last that is. False: there is none.
	async undo(): Promise<boolean> {
		await this.running; // what is on its way comes first
		const unsaved = [...this.state.drafts.values()].some(({ state }) => state === 'unsaved');
		const last = this.local.pop();
		if (unsaved && last) {
			const drafts = new Map(this.state.drafts);
			for (const [key, old] of last)
				if (old) drafts.set(key, { ...old, state: 'unsaved' });
				else drafts.delete(key);
			this.set({ drafts });
			return true;
		}
		const event = this.state.events[this.state.events.length - 1];
		if (event === undefined) return false;
		await this.undoEvent(event);
		return true;
	}

	// Throws what the server says when it cannot be undone.
	async undoEvent(event: number): Promise<void> {
		const forget = () => this.set({ events: this.state.events.filter((one) => one !== event) });
		try {
			await this.turn(() => this.door.undo(event));
			forget();
		} catch (error) {
			if (error instanceof ApiError) forget(); // it would be refused again
			throw error;
		} finally {
			await this.load();
		}
	}

	addEvent(event: number): void {
		this.set({ events: [...this.state.events, event] });
	}
}
