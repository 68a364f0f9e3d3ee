// The grid (on a phone: the list) with its form, and what keeps them together.
import type { VNode } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { problemOf } from '../../api/problem';
import { plural } from '../../format';
import { Alert, Button, Disclosure, notify, Pagination, TextField } from '../../kit';
import { useLeaveGuard } from '../../router';
import { keyOf, isHome, type Key, type Ledger } from './cells';
import { copyCells, editsFor, pasteCells } from './clipboard';
import { CellFacts, chosenOf, durationOf, headingOf, sourcesOf, wholeOf } from './facts';
import { editsOf, formFaults, isTouched, openForm, type Form } from './form';
import { Grid, type GridActs } from './Grid';
import { Keys } from './Keys';
import { columnsOf, modelOf } from './model';
import { Panel, unreadable } from './Panel';
import { editText, readPeriods, type Fault } from './periods';
import { PhoneList } from './PhoneList';
import { selectAt, type Selection } from './selection';
import type { LedgerStore, State } from './store';
import { useNarrow } from './useNarrow';

const rows_at_once = 500; // more are on further pages
const most_errors = 5; // of a paste, that are told

export interface Wish {
	keys: ReadonlySet<Key>; // to be selected
}

interface Props {
	store: LedgerStore;
	state: State;
	ledger: Ledger;
	readOnly: boolean;
	prove: string; // address of the page
	wish: Wish | null;
	last: Last | null; // what was saved last
}

export interface Last {
	text: string;
	event: number | null;
}

interface View {
	selection: Selection;
	form: Form | null;
}

const nowhere: Selection = { at: { row: 0, column: 0 }, from: { row: 0, column: 0 }, keys: new Set() };

// What became of the last change, and the way back.
function SavedLine({ state, last, onUndo }: { state: State; last: Last | null; onUndo: () => void }): VNode {
	const waiting = state.drafts.size;
	const newest = state.events[state.events.length - 1];
	return (
		<div class="record-tools__saved">
			<p role="status">
				{waiting > 0
					? state.saving
						? 'Saving'
						: `${plural(waiting, 'cell is', 'cells are')} not saved`
					: last && last.event === newest && newest !== undefined
						? last.text
						: 'All changes are saved.'}
			</p>
			{waiting === 0 && newest !== undefined && (
				<Button size="small" icon="undo" onClick={onUndo}>
					Undo
				</Button>
			)}
		</div>
	);
}

export function Sheet({ store, state, ledger, readOnly, prove, wish, last }: Props): VNode {
	const { year } = ledger;
	const [sought, setSought] = useState('');
	const [page, setPage] = useState(1);
	const [view, setShown] = useState<View>({ selection: nowhere, form: null });
	const [focus, setFocus] = useState({ panel: 0, grid: 0 });
	const [column, setColumn] = useState(0);
	const [refused, setRefused] = useState<readonly string[]>([]); // of a paste
	const narrow = useNarrow();
	const latest = useRef(view); // events may come before it is drawn
	const setView = (next: Partial<View>) => {
		latest.current = { ...latest.current, ...next };
		setShown(latest.current);
	};

	const columns = useMemo(
		() => columnsOf(ledger).filter(({ activity }) => !isHome(activity.measureId) || ledger.cells.some((cell) => cell.measureId === activity.measureId && cell.periods.length > 0)),
		[ledger],
	);
	const whole = useMemo(
		() => modelOf(ledger, columns, state.cells, state.drafts, sought),
		[ledger, columns, state.cells, state.drafts, sought],
	);
	const pages = Math.max(1, Math.ceil(whole.rows.length / rows_at_once));
	const model = useMemo(
		() => ({ ...whole, rows: whole.rows.slice((page - 1) * rows_at_once, page * rows_at_once) }),
		[whole, page],
	);
	const { selection, form } = view;
	useLeaveGuard(isTouched(form) || state.drafts.size > 0);

	// ------------------------------------------------------------------- the form

	const save = (bad: readonly Fault[]): boolean => {
		const { form: open } = latest.current;
		if (!open) return true;
		const faults = [...bad, ...formFaults(open, year)];
		if (faults.length > 0) {
			setView({ form: { ...open, faults } });
			return false;
		}
		if (isTouched(open)) store.edit(editsOf(open, store, ledger), open.versions);
		setView({ form: null, ...(narrow ? { selection: nowhere } : {}) }); // marks are done with
		return true;
	};
	// What was entered is saved before something else is shown; what is wrong holds on.
	const leave = (): boolean =>
		!isTouched(latest.current.form) || save(unreadable(document.querySelector<HTMLElement>('.record-panel__box')));
	const close = () => {
		setView({ form: null });
		setFocus(({ grid }) => ({ panel: 0, grid: grid + 1 }));
	};
	const open = (withFocus: boolean) => {
		const { selection: now, form: old } = latest.current;
		if (readOnly || now.keys.size === 0) return;
		const same = old?.keys.length === now.keys.size && old.keys.every((key) => now.keys.has(key));
		if (!same && !leave()) return;
		setView({ form: same ? old : openForm(store, [...now.keys]) });
		setFocus(({ panel, grid }) => ({ panel: withFocus ? panel + 1 : 0, grid }));
	};
	const select = (next: Selection): boolean => {
		const open_before = latest.current.form !== null;
		if (!leave()) return false;
		const follow = open_before && next.keys.size > 0 && !narrow;
		setView({ selection: next, form: follow ? openForm(store, [...next.keys]) : null });
		setFocus(({ grid }) => ({ panel: 0, grid }));
		return true;
	};

	useEffect(() => {
		if (!wish || wish.keys.size === 0) return;
		setSought('');
		const row = whole.rows.findIndex(({ cells }) => cells.some(({ key }) => wish.keys.has(key)));
		const at = { row: Math.max(row, 0) % rows_at_once, column: Math.max(0, whole.rows[row]?.cells.findIndex(({ key }) => wish.keys.has(key)) ?? 0) };
		setPage(Math.floor(Math.max(row, 0) / rows_at_once) + 1);
		setColumn(at.column);
		if (!select({ at, from: at, keys: wish.keys })) return;
		open(true);
	}, [wish]);

	// what a corrected or resolved cell held is read anew
	useEffect(() => {
		const { form: shown } = latest.current;
		if (shown && !isTouched(shown)) setView({ form: openForm(store, shown.keys) });
	}, [state.cells, state.drafts]);

	// ------------------------------------------------------------------- the grid

	const clear = () => {
		const keys = latest.current.form?.keys ?? [...latest.current.selection.keys];
		const some = new Set(keys.filter((key) => store.periodsOf(key).length > 0 || store.noteOf(key) !== ''));
		setView({ form: null });
		if (some.size > 0) store.edit(editsFor(ledger, some, [], ''));
	};
	const undo = async () => {
		try {
			const done = await store.undo();
			notify(done ? 'Taken back' : 'There is nothing to take back.');
		} catch (error) {
			const problem = problemOf(error);
			notify(`Could not be taken back. ${problem.detail ?? problem.title}`, 'problem');
		}
	};
	const acts: GridActs = {
		select,
		open,
		clear,
		undo: () => void undo(),
		textOf: (key) => editText(store.periodsOf(key), year),
		type: (keys, text) => {
			const wanted = new Set(keys);
			const chosen = chosenOf(ledger, wanted);
			const read = readPeriods(text, year, durationOf(chosen, year) || undefined);
			if ('error' in read) return read.error;
			setView({ form: null });
			store.edit(editsFor(ledger, wanted, read.periods));
			return null;
		},
		copy: () => copyCells(model, latest.current.selection.keys, (key) => store.periodsOf(key)),
		paste: (text) => {
			const { selection: now } = latest.current;
			const pasted = pasteCells(text, model, now.at, now.keys, ledger);
			setRefused(pasted.errors);
			if (pasted.errors.length > 0 || pasted.edits.length === 0) return;
			const n = store.edit(pasted.edits);
			const keys = new Set(pasted.edits.map(({ clinicianId, measureId }) => keyOf(clinicianId, measureId)));
			setView({ selection: { ...now, keys }, form: null });
			if (pasted.left_out > 0) notify(`${plural(pasted.left_out, 'cell')} did not fit into the grid.`, 'problem');
			else if (n === 0) notify('Nothing changed: the cells hold this already.');
		},
	};

	const chosen = useMemo(() => chosenOf(ledger, form?.keys ?? selection.keys), [ledger, form, selection]);
	const today = ledger.today.startsWith(String(year)) ? ledger.today : `${year}-01-01`;
	const panel = form && (
		<Panel
			heading={headingOf(chosen)}
			facts={<CellFacts store={store} chosen={chosen} prove={prove} />}
			form={form}
			year={year}
			duration={durationOf(chosen, year)}
			from={today}
			whole={wholeOf(chosen, year)}
			sources={sourcesOf(store, ledger, new Set(form.keys), chosen)}
			focus={focus.panel}
			onForm={(next) => setView({ form: next })}
			onSave={(bad) => save(bad) && setFocus(({ grid }) => ({ panel: 0, grid: grid + 1 }))}
			onClear={() => {
				clear();
				close();
			}}
			onClose={close}
		/>
	);

	const find = (
		<TextField
			name="find"
			type="search"
			label="Find a clinician"
			value={sought}
			onChange={(text) => {
				if (!select(nowhere)) return;
				setSought(text);
				setPage(1);
			}}
		/>
	);
	return (
		<section class="record-sheet no-print" aria-label="The records">
			<div class="record-tools">
				{find}
				{!readOnly && <SavedLine state={state} last={last} onUndo={() => void undo()} />}
			</div>
			{refused.length > 0 && (
				<Alert kind="error" live heading="Nothing was pasted: some of it cannot be read">
					<ul>
						{refused.slice(0, most_errors).map((one) => (
							<li key={one}>{one}</li>
						))}
						{refused.length > most_errors && <li>and {refused.length - most_errors} more</li>}
					</ul>
					<Button size="small" onClick={() => setRefused([])}>
						Close
					</Button>
				</Alert>
			)}
			{model.rows.length === 0 ? (
				<p>No clinician fits these words.</p>
			) : narrow ? (
				<PhoneList
					model={model}
					column={Math.min(column, model.columns.length - 1)}
					onColumn={(next) => select(nowhere) && setColumn(next)}
					selected={selection.keys}
					readOnly={readOnly}
					onOpen={(row) => {
						const was = latest.current.form?.keys[0];
						if (!select(selectAt({ row, column }, model))) return;
						if (was !== model.rows[row]?.cells[column]?.key) open(false);
					}}
					onMark={(keys) => select({ ...nowhere, keys })}
					onFill={() => open(true)}
					panel={panel}
					panelAt={form?.keys[0] ?? null}
				/>
			) : (
				<>
					<Grid
						label={`Who did what in ${year}`}
						model={model}
						selection={selection}
						readOnly={readOnly}
						focus={focus.grid}
						acts={acts}
					/>
					<Pagination label="Pages of clinicians" page={page} pages={pages} onPage={setPage} total={whole.rows.length} />
					{!readOnly && (
						<div class="record-panel">
							{panel ?? (
								<div class="record-panel__bar">
									<span aria-live="polite">{selection.keys.size === 0 ? 'Choose a cell, or a range, to fill it in.' : headingOf(chosen)}</span>
									{selection.keys.size > 0 && (
										<>
											<Button size="small" icon="pencil" onClick={() => open(true)}>
												Fill in
											</Button>
											<Button size="small" onClick={clear}>
												Empty
											</Button>
										</>
									)}
								</div>
							)}
						</div>
					)}
					<Disclosure summary="Keys">
						<Keys readOnly={readOnly} />
					</Disclosure>
				</>
			)}
		</section>
	);
}
