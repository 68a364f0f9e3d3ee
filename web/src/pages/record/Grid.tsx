// Clinicians down, activities across: a grid with the keys of a spreadsheet.
import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { classes } from '../../kit';
import type { Key } from './cells';
import type { Then } from './CellInput';
import { GridRow, type Editing } from './GridRow';
import type { Model } from './model';
import { held, keysBetween, selectAt, selectRange, toggle, type Place, type Selection } from './selection';

export interface GridActs {
	select: (next: Selection) => boolean; // false: an open form holds on
	open: (focus: boolean) => void; // the form for what is selected
	type: (keys: Iterable<Key>, text: string) => string | null; // what is wrong
	textOf: (key: Key) => string;
	clear: () => void;
	undo: () => void;
	copy: () => string;
	paste: (text: string) => void;
}

interface Props {
	label: string;
	model: Model;
	selection: Selection;
	readOnly: boolean;
	focus: number; // above 0, and at each other number, the selected cell takes the focus
	acts: GridActs;
}

const page_rows = 10; // of Page Up and Page Down

const placeOf = (target: EventTarget | null): Place | null => {
	const at = (target as Element | null)?.closest?.('[data-at]')?.getAttribute('data-at');
	const [row, column] = (at ?? '').split(':').map(Number);
	return row === undefined || column === undefined || Number.isNaN(row) ? null : { row, column };
};

// Where a key leads; null: it leads nowhere.
function step(event: KeyboardEvent, { row, column }: Place, model: Model): Place | null {
	const far = event.ctrlKey || event.metaKey;
	const last = { row: model.rows.length - 1, column: model.columns.length - 1 };
	switch (event.key) {
		case 'ArrowUp':
			return { row: far ? 0 : row - 1, column };
		case 'ArrowDown':
			return { row: far ? last.row : row + 1, column };
		case 'ArrowLeft':
			return { row, column: far ? 0 : column - 1 };
		case 'ArrowRight':
			return { row, column: far ? last.column : column + 1 };
		case 'PageUp':
			return { row: Math.max(row - page_rows, 0), column };
		case 'PageDown':
			return { row: row + page_rows, column };
		case 'Home':
			return far ? { row: 0, column: 0 } : { row, column: 0 };
		case 'End':
			return far ? last : { row, column: last.column };
		default:
			return null;
	}
}

export function Grid({ label, model, selection, readOnly, focus, acts }: Props): VNode {
	const table = useRef<HTMLTableElement>(null);
	const wanted = useRef(false); // the focus is to follow the selection
	const drag = useRef<Place | null>(null);
	const pressed = useRef(false); // the mouse chooses, not the focus
	const [editing, setEditing] = useState<(Editing & { row: number }) | null>(null);
	const at = held(selection.at, model);

	useLayoutEffect(() => {
		if (focus > 0) wanted.current = true;
	}, [focus]);
	// before the next key comes
	useLayoutEffect(() => {
		if (!wanted.current || editing) return;
		wanted.current = false;
		const cell = table.current?.querySelector<HTMLElement>(`[data-at="${at.row}:${at.column}"]`);
		cell?.focus({ preventScroll: true });
		cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
	});

	const go = (next: Selection) => {
		if (acts.select(next)) wanted.current = true;
	};

	const startTyping = (initial: string) => {
		const { row, column } = at;
		const key = model.rows[row]?.cells[column]?.key;
		if (readOnly || key === undefined) return;
		const commit = (text: string, then: Then) => {
			const wrong = acts.type(then === 'all' ? [...selection.keys, key] : [key], text);
			if (wrong !== null) return wrong;
			setEditing(null);
			if (then === 'stay') return null;
			const to = {
				row: row + (then === 'down' ? 1 : then === 'up' ? -1 : 0),
				column: column + (then === 'right' ? 1 : then === 'left' ? -1 : 0),
			};
			wanted.current = true;
			if (then !== 'all') go(selectAt(held({ row: Math.max(to.row, 0), column: Math.max(to.column, 0) }, model), model));
			return null;
		};
		const cancel = () => {
			wanted.current = true;
			setEditing(null);
		};
		// what is selected stays so: Ctrl+Enter fills all of it
		if (!acts.select(selection.keys.has(key) ? selection : selectAt(at, model))) return;
		setEditing({ row, column, initial, commit, cancel });
	};

	const enter = () => {
		if (at.row < 0 || at.column < 0) go(selectRange(at, at, model));
		if (!readOnly) acts.open(at.row >= 0 && at.column >= 0);
	};

	const shortcut = (event: KeyboardEvent): boolean => {
		const key = event.key.toLowerCase();
		if (event.altKey) return false;
		if (event.ctrlKey || event.metaKey) {
			if (key === 'a') go({ at, from: at, keys: keysBetween({ row: -1, column: -1 }, at, model) });
			else if (key === 'z' && !readOnly) acts.undo();
			else if (key === ' ') go({ at, from: at, keys: keysBetween({ row: -1, column: at.column }, at, model) });
			else return false;
			return true;
		}
		if (key === ' ' && event.shiftKey) go({ at, from: at, keys: keysBetween({ row: at.row, column: -1 }, at, model) });
		else if (key === 'enter' || key === ' ') enter();
		else if (key === 'escape') go(selectAt(at, model));
		else if (key === 'f2') startTyping(acts.textOf(model.rows[at.row]?.cells[at.column]?.key ?? ''));
		else if ((key === 'delete' || key === 'backspace') && !readOnly) acts.clear();
		else if (event.key.length === 1 && !readOnly && at.row >= 0 && at.column >= 0) startTyping(event.key);
		else return false;
		return true;
	};

	const onKeyDown = (event: KeyboardEvent) => {
		if (editing || placeOf(event.target) === null) return;
		const to = step(event, at, model);
		if (to) {
			const place = held(to, model);
			go(event.shiftKey ? selectRange(selection.from, place, model) : selectAt(place, model));
		} else if (!shortcut(event)) return;
		event.preventDefault();
	};

	// A screen reader may move the focus by itself.
	const onFocus = (event: FocusEvent) => {
		const place = placeOf(event.target);
		if (!place || pressed.current || editing || (event.target as Element).matches('input')) return;
		const elsewhere = place.row !== at.row || place.column !== at.column;
		if (elsewhere || selection.keys.size === 0) acts.select(selectAt(place, model));
	};

	const onMouseDown = (event: MouseEvent) => {
		pressed.current = true;
		const place = placeOf(event.target);
		if (event.button !== 0 || !place || (event.target as Element).closest('input')) return;
		if (event.shiftKey || event.ctrlKey || event.metaKey) event.preventDefault(); // no text is marked
		const header = place.row < 0 || place.column < 0;
		if (event.shiftKey) go(selectRange(selection.from, place, model));
		else if (event.ctrlKey || event.metaKey) go(toggle(selection, place, model));
		else {
			go(header ? selectRange(place, place, model) : selectAt(place, model));
			drag.current = place;
		}
	};

	const onMouseOver = (event: MouseEvent) => {
		const place = placeOf(event.target);
		if (!drag.current || !place || (event.buttons & 1) === 0) return;
		if (place.row !== at.row || place.column !== at.column) go(selectRange(drag.current, place, model));
	};

	const onMouseUp = (event: MouseEvent) => {
		drag.current = null;
		const place = placeOf(event.target);
		if (event.button === 0 && place && !event.ctrlKey && !event.metaKey && !editing) acts.open(false);
	};

	useEffect(() => {
		const stop = () => {
			drag.current = null;
			pressed.current = false;
		};
		document.addEventListener('mouseup', stop);
		return () => document.removeEventListener('mouseup', stop);
	}, []);

	const clipboard = (event: ClipboardEvent) => {
		if (editing || (event.target as Element).closest('input')) return;
		event.preventDefault();
		if (event.type === 'paste') {
			if (!readOnly) acts.paste(event.clipboardData?.getData('text/plain') ?? '');
			return;
		}
		event.clipboardData?.setData('text/plain', acts.copy());
		if (event.type === 'cut' && !readOnly) acts.clear();
	};

	return (
		<div class="record-scroll">
			<table
				ref={table}
				role="grid"
				class={classes('record-grid', `record-grid--${Math.min(model.columns.length, 9)}`)}
				aria-label={label}
				aria-rowcount={model.rows.length + 1}
				aria-colcount={model.columns.length + 1}
				aria-multiselectable="true"
				aria-readonly={readOnly}
				onKeyDown={onKeyDown}
				onFocusIn={onFocus}
				onMouseDown={onMouseDown}
				onMouseOver={onMouseOver}
				onMouseUp={onMouseUp}
				onCopy={clipboard}
				onCut={clipboard}
				onPaste={clipboard}
				onDblClick={(event) => {
					const place = placeOf(event.target);
					if (place && !editing) startTyping(acts.textOf(model.rows[place.row]?.cells[place.column]?.key ?? ''));
				}}
			>
				<thead role="rowgroup">
					<tr role="row" aria-rowindex={1}>
						<th
							scope="col"
							role="columnheader"
							aria-colindex={1}
							data-at="-1:-1"
							tabIndex={at.row === -1 && at.column === -1 ? 0 : -1}
							class="record-grid__name"
						>
							Clinician
						</th>
						{model.columns.map(({ activity }, column) => (
							<th
								key={activity.measureId}
								scope="col"
								role="columnheader"
								aria-colindex={column + 2}
								data-at={`-1:${column}`}
								tabIndex={at.row === -1 && at.column === column ? 0 : -1}
								title={activity.title}
							>
								<span class="record-grid__activity">{activity.plainName}</span>
								<span class="record-grid__id">{activity.measureId}</span>
							</th>
						))}
					</tr>
				</thead>
				<tbody role="rowgroup">
					{model.rows.map((row, index) => (
						<GridRow
							key={row.clinician.id}
							index={index}
							row={row}
							chosen={row.cells.map(({ key }) => (selection.keys.has(key) ? '1' : '0')).join('')}
							active={at.row === index ? at.column : null}
							editing={editing?.row === index ? editing : null}
						/>
					))}
				</tbody>
			</table>
		</div>
	);
}
