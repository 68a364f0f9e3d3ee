// Rows with a caption, sortable columns and a header that stays in sight. On a
// phone each row becomes a block ("stack") or the table scrolls ("scroll").
import type { ComponentChildren, VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { classes } from './classes';
import { Icon } from './Icon';

export interface Column<R> {
	key: string;
	header: string;
	cell: (row: R) => ComponentChildren;
	sort?: (row: R) => string | number | null | undefined; // by what it is sorted; null comes last
	rowHeader?: boolean; // names the row
	numeric?: boolean;
	hideHeader?: boolean; // for a column of buttons
	class?: string;
}

export interface Order {
	key: string;
	descending: boolean;
}

interface Props<R> {
	caption: ComponentChildren;
	hideCaption?: boolean;
	columns: readonly Column<R>[];
	rows: readonly R[];
	rowKey: (row: R) => string | number;
	order?: Order; // at first
	onOrder?: (order: Order) => void; // given: the server sorts, `order` says how
	responsive?: 'stack' | 'scroll';
	compact?: boolean;
	empty?: ComponentChildren; // in place of rows
	rowClass?: (row: R) => string | undefined;
}

type Value = string | number | null | undefined;

function compare(a: Value, b: Value): number {
	if (typeof a === 'number' && typeof b === 'number') return a - b;
	return String(a).localeCompare(String(b), 'en', { numeric: true, sensitivity: 'base' });
}

export function sorted<R>(rows: readonly R[], column: Column<R> | undefined, descending: boolean): readonly R[] {
	const by = column?.sort;
	if (!by) return rows;
	const blank = (value: Value) => value === null || value === undefined || value === '';
	return [...rows].sort((left, right) => {
		const [a, b] = [by(left), by(right)];
		if (blank(a) || blank(b)) return Number(blank(a)) - Number(blank(b));
		return descending ? compare(b, a) : compare(a, b);
	});
}

function Header<R>({ column, order, turn }: { column: Column<R>; order: Order | undefined; turn: () => void }): VNode {
	const mine = order?.key === column.key;
	const direction = mine ? (order.descending ? 'descending' : 'ascending') : undefined;
	const look = classes(column.numeric && 'numeric', column.class);
	if (!column.sort)
		return (
			<th scope="col" role="columnheader" class={look}>
				{column.hideHeader ? <span class="ds-u-visibility--screen-reader">{column.header}</span> : column.header}
			</th>
		);
	return (
		<th scope="col" role="columnheader" class={look} aria-sort={direction ?? 'none'}>
			<button type="button" class="sort" onClick={turn}>
				{column.header} <Icon name={mine ? (order.descending ? 'down' : 'up') : 'sort'} />
			</button>
		</th>
	);
}

function Row<R>({ columns, row, look }: { columns: readonly Column<R>[]; row: R; look?: string }): VNode {
	return (
		<tr role="row" class={look}>
			{columns.map((column) => {
				const given = classes(column.numeric && 'numeric', column.class);
				const title = column.hideHeader ? undefined : column.header;
				return column.rowHeader ? (
					<th key={column.key} scope="row" role="rowheader" data-title={title} class={given}>
						{column.cell(row)}
					</th>
				) : (
					<td key={column.key} role="cell" data-title={title} class={given}>
						{column.cell(row)}
					</td>
				);
			})}
		</tr>
	);
}

export function Table<R>(props: Props<R>): VNode {
	const { columns, rows, rowKey, onOrder, responsive = 'stack', compact, empty, rowClass } = props;
	const [own, setOwn] = useState(props.order);
	const order = onOrder ? props.order : own;
	const shown = useMemo(
		() => (onOrder || !order ? rows : sorted(rows, columns.find((c) => c.key === order.key), order.descending)),
		[rows, columns, order, onOrder],
	);
	const turn = (key: string) => {
		const next = { key, descending: order?.key === key && !order.descending };
		if (onOrder) onOrder(next);
		else setOwn(next);
	};
	const table = (
		<table
			role="table"
			class={classes(
				'ds-c-table ds-c-table--borderless table',
				compact && 'ds-c-table--compact',
				responsive === 'stack' && 'ds-c-md-table--stacked table--stack',
			)}
		>
			<caption class={props.hideCaption ? 'ds-u-visibility--screen-reader' : 'ds-c-table__caption'}>
				{props.caption}
			</caption>
			<thead role="rowgroup">
				<tr role="row">
					{columns.map((column) => (
						<Header key={column.key} column={column} order={order} turn={() => turn(column.key)} />
					))}
				</tr>
			</thead>
			<tbody role="rowgroup">
				{shown.map((row) => (
					<Row key={rowKey(row)} columns={columns} row={row} look={rowClass?.(row)} />
				))}
				{shown.length === 0 && empty && (
					<tr role="row">
						<td role="cell" colSpan={columns.length} class="table__empty">
							{empty}
						</td>
					</tr>
				)}
			</tbody>
		</table>
	);
	if (responsive === 'stack') return table;
	const label = typeof props.caption === 'string' ? props.caption : 'Table';
	return (
		<div class="ds-c-table__wrapper table-scroll" role="region" aria-label={label} tabIndex={0}>
			{table}
		</div>
	);
}
