// On a narrow screen: one activity at a time, the clinicians below each other.
import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { classes, Button, SelectField } from '../../kit';
import type { Key } from './cells';
import { CellWords } from './GridRow';
import type { Model } from './model';

interface Props {
	model: Model;
	column: number;
	onColumn: (column: number) => void;
	selected: ReadonlySet<Key>;
	readOnly: boolean;
	onOpen: (row: number) => void; // one alone
	onMark: (keys: ReadonlySet<Key>) => void; // several
	onFill: () => void; // those that are marked
	panel: ComponentChildren; // below the one that is open, or at the end of the marked
	panelAt: Key | null;
}

export function PhoneList(props: Props): VNode {
	const { model, column, selected, panelAt } = props;
	const [several, setSeveral] = useState(false);
	const mark = (key: Key) => {
		const keys = new Set(selected);
		if (!keys.delete(key)) keys.add(key);
		props.onMark(keys);
	};
	const all = model.rows.flatMap((row) => row.cells[column]?.key ?? []);
	return (
		<div class="record-list no-print">
			{model.columns.length > 1 && (
				<SelectField
					name="column"
					label="Activity"
					value={String(column)}
					options={model.columns.map(({ activity }, i) => ({
						value: String(i),
						label: `${activity.plainName} (${activity.measureId})`,
					}))}
					onChange={(value) => props.onColumn(Number(value))}
				/>
			)}
			{!props.readOnly && (
				<div class="row record-list__tools">
					<Button
						size="small"
						aria-pressed={several}
						onClick={() => {
							setSeveral(!several);
							props.onMark(new Set());
						}}
					>
						{several ? 'One at a time' : 'Select several'}
					</Button>
					{several && (
						<>
							<Button size="small" onClick={() => props.onMark(new Set(selected.size === all.length ? [] : all))}>
								{selected.size === all.length ? 'None' : `All ${all.length}`}
							</Button>
							<Button size="small" variation="solid" disabled={selected.size === 0} onClick={props.onFill}>
								Fill in {selected.size}
							</Button>
						</>
					)}
				</div>
			)}
			{several && panelAt !== null && props.panel}
			<ul class="record-list__people" role="list">
				{model.rows.map((row, index) => {
					const view = row.cells[column];
					if (!view) return null;
					const words = (
						<>
							<span class="record-list__name">
								{row.clinician.name}
								{row.here && <span class="record-grid__here">{row.here}</span>}
							</span>
							<span class={classes('record-list__cell', 'record-cell--' + view.look)}>
								<CellWords view={view} />
							</span>
						</>
					);
					if (several)
						return (
							<li key={view.key} class="record-list__item">
								<label class="record-list__one">
									<input type="checkbox" checked={selected.has(view.key)} onChange={() => mark(view.key)} />
									{words}
								</label>
							</li>
						);
					const open = panelAt === view.key;
					return (
						<li key={view.key} class={classes('record-list__item', open && 'record-list__item--open')}>
							{props.readOnly ? (
								<div class="record-list__one">{words}</div>
							) : (
								<button
									type="button"
									class="record-list__one"
									aria-expanded={open}
									onClick={() => props.onOpen(index)}
								>
									{words}
								</button>
							)}
							{open && props.panel}
						</li>
					);
				})}
			</ul>
		</div>
	);
}
