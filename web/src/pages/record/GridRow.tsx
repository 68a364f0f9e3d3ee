// A row of the grid. It is made anew only when something in it changed: arrow
// keys stay quick with hundreds of clinicians.
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { plural } from '../../format';
import { classes, Icon } from '../../kit';
import { CellInput, type Then } from './CellInput';
import { looks, type CellView, type Row } from './model';

export interface Editing {
	column: number;
	initial: string;
	commit: (text: string, then: Then) => string | null;
	cancel: () => void;
}

interface Props {
	index: number;
	row: Row;
	chosen: string; // "0110": which cells are selected
	active: number | null; // the column that Tab leads to; -1 is the name
	editing: Editing | null;
}

export function CellWords({ view }: { view: CellView }): VNode {
	const { icon, words } = looks[view.look];
	return (
		<>
			{view.text && (
				<span class="record-cell__when">
					{view.text.split('; ').map((one, i) => (
						<span key={i} class="record-cell__range">
							{i > 0 && '; '}
							{one}
						</span>
					))}
				</span>
			)}
			{words && (
				<span class={classes('record-cell__look', 'record-cell__look--' + view.look)}>
					{icon && <Icon name={icon} />} {words}
					{view.days > 0 && <span class="record-cell__days"> · {plural(view.days, 'day')}</span>}
				</span>
			)}
			{!view.text && !words && <span class="record-cell__none">–</span>}
			{view.note && <Icon name="pencil" class="record-cell__note" />}
		</>
	);
}

export function GridRow({ index, row, chosen, active, editing }: Props): VNode {
	return useMemo(
		() => (
			<tr role="row" aria-rowindex={index + 2}>
				<th
					scope="row"
					role="rowheader"
					aria-colindex={1}
					data-at={`${index}:-1`}
					tabIndex={active === -1 ? 0 : -1}
					class="record-grid__name"
				>
					{row.clinician.name}
					{row.here && <span class="record-grid__here">{row.here}</span>}
				</th>
				{row.cells.map((view, column) => (
					<td
						key={view.key}
						role="gridcell"
						aria-colindex={column + 2}
						aria-selected={chosen[column] === '1'}
						aria-label={editing?.column === column ? undefined : view.label}
						data-at={`${index}:${column}`}
						tabIndex={active === column ? 0 : -1}
						class={classes('record-cell', 'record-cell--' + view.look)}
					>
						{editing?.column === column ? (
							<CellInput
								label={`Period of ${view.label}`}
								initial={editing.initial}
								commit={editing.commit}
								cancel={editing.cancel}
							/>
						) : (
							<CellWords view={view} />
						)}
					</td>
				))}
			</tr>
		),
		[index, row.clinician.id, row.sign, chosen, active, editing],
	);
}
