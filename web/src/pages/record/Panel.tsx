// The form of the cells that are selected: days, more periods, a note, and
// short cuts. It is part of the page, so that the grid stays in sight.
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { plural } from '../../format';
import { Button, Checkbox, DateField, Form as KitForm, SelectField, TextField } from '../../kit';
import { endOf } from './dates';
import { addPeriod, isTouched, removePeriod, withPeriod, withPeriods, type Form } from './form';
import { daysOf, type Fault } from './periods';

export interface CopySource {
	id: string; // of a clinician
	label: string;
	periods: Form['periods'];
}

interface Props {
	heading: string;
	facts?: ComponentChildren; // where the cell stands
	form: Form;
	year: number;
	duration: string; // that is needed: "90 days"
	from: string; // the first day that fits, when none is given
	whole: { start: string; end: string }; // all of the year that is theirs
	sources: readonly CopySource[];
	focus: number; // above 0, and at each other number, the first field takes the focus
	onForm: (form: Form) => void;
	onSave: (bad: readonly Fault[]) => void; // with what the browser cannot read as a day
	onClear: () => void;
	onClose: () => void;
}

// A half-written day has no value, but is no empty field either.
export function unreadable(box: HTMLElement | null): Fault[] {
	return [...(box?.querySelectorAll<HTMLInputElement>('input[type="date"]') ?? [])].flatMap((input) => {
		const [, index, field] = /^periods\/(\d+)\/(start|end)$/.exec(input.name) ?? [];
		if (!input.validity.badInput || index === undefined) return [];
		return [{ index: Number(index), field: field as Fault['field'], message: 'This is no whole day.' }];
	});
}

export function Panel(props: Props): VNode {
	const { form, year, onForm, duration } = props;
	const box = useRef<HTMLDivElement>(null);
	useEffect(() => {
		if (props.focus > 0) box.current?.querySelector<HTMLElement>('input')?.focus();
	}, [props.focus]);
	useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), []);
	useEffect(() => {
		if (form.faults.length > 0) box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
	}, [form.faults]);
	const faultOf = (index: number, field: Fault['field']) =>
		form.faults.find((one) => one.index === index && one.field === field)?.message;
	const many = form.keys.length > 1;
	const last = form.periods.length - 1;
	const lengthen = () => {
		const start = form.periods[last]?.start || props.from;
		onForm(withPeriod(form, last, { start, end: endOf(start, duration) ?? '' }));
	};
	return (
		<div
			class="record-panel__box"
			ref={box}
			onKeyDown={(event) => {
				if (event.key !== 'Escape') return;
				event.stopPropagation();
				props.onClose();
			}}
		>
			<KitForm onSubmit={() => props.onSave(unreadable(box.current))} label={props.heading}>
				<h3 class="record-panel__heading">{props.heading}</h3>
				{props.facts}
				{form.differ && !form.touched.periods && (
					<p class="record-panel__note">These cells differ. What you enter here takes the place of all of them.</p>
				)}
				{!form.unknown &&
					form.periods.map((period, i) => (
						<div class="record-panel__period" key={i}>
							<DateField
								name={`periods/${i}/start`}
								label={form.periods.length > 1 ? `First day, period ${i + 1}` : 'First day'}
								value={period.start}
								error={faultOf(i, 'start')}
								optional
								onChange={(start) => onForm(withPeriod(form, i, { start }))}
							/>
							<DateField
								name={`periods/${i}/end`}
								label={form.periods.length > 1 ? `Last day, period ${i + 1}` : 'Last day'}
								value={period.end}
								error={faultOf(i, 'end')}
								optional
								onChange={(end) => onForm(withPeriod(form, i, { end }))}
							/>
							<p class="record-panel__days" aria-live="polite">
								{daysOf({ start: period.start, end: period.end }) > 0 &&
									plural(daysOf({ start: period.start, end: period.end }), 'day')}
							</p>
							{form.periods.length > 1 && (
								<Button size="small" variation="ghost" icon="cross" onClick={() => onForm(removePeriod(form, i))}>
									Remove<span class="ds-u-visibility--screen-reader"> period {i + 1}</span>
								</Button>
							)}
						</div>
					))}
				{!form.unknown && (
					<div class="record-panel__presets" role="group" aria-label="Short cuts">
							{duration && (
								<Button size="small" onClick={lengthen}>
									{duration} from the first day
								</Button>
							)}
							<Button size="small" onClick={() => onForm(withPeriods(form, [props.whole]))}>
								Whole year
							</Button>
							<Button size="small" icon="plus" onClick={() => onForm(addPeriod(form))}>
								Another period
							</Button>
					</div>
				)}
				<div class="record-panel__more">
					{props.sources.length > 0 && !form.unknown && (
						<SelectField
							name="copyFrom"
							label="Copy the days of"
							optional
							placeholder="Choose a clinician"
							value=""
							options={props.sources.map(({ id, label }) => ({ value: id, label }))}
							onChange={(id) => {
								const source = props.sources.find((one) => one.id === id);
								if (source) onForm(withPeriods(form, source.periods));
							}}
						/>
					)}
					<TextField
						name="note"
						label="Note"
						optional
						hint={many && form.notesDiffer ? 'The notes differ. What you enter takes the place of all of them.' : undefined}
						maxLength={500}
						value={form.note}
						onChange={(note) => onForm({ ...form, note, touched: { ...form.touched, note: true } })}
					/>
				</div>
				<Checkbox
					name="unknown"
					label="Took part, but the days are not known yet"
					checked={form.unknown}
					onChange={(unknown) => onForm({ ...withPeriods(form, []), unknown })}
				/>
				<div class="form__actions">
					<Button type="submit" variation="solid">
						{many ? `Save ${plural(form.keys.length, 'cell')}` : 'Save'}
					</Button>
					<Button onClick={props.onClose}>{isTouched(form) ? 'Cancel' : 'Close'}</Button>
					<Button variation="ghost" onClick={props.onClear}>
						{many ? `Empty ${plural(form.keys.length, 'cell')}` : 'Empty this cell'}
					</Button>
					<span class="muted record-panel__year">Only days in {year} count.</span>
				</div>
			</KitForm>
		</div>
	);
}
