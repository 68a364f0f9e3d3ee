// The form of the cells that are selected: days, more periods, a note, and
// short cuts. It is part of the page, so that the grid stays in sight.
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { plural } from '../../format';
import { Button, Checkbox, Form as KitForm, SelectField, TextField } from '../../kit';
import { Days } from './Days';
import { isTouched, withPeriods, type Form, type FormPeriod } from './form';
import type { Fault } from './periods';

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
	whole: FormPeriod; // all of the year that is theirs
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

function More({ form, sources, onForm }: Pick<Props, 'form' | 'sources' | 'onForm'>): VNode {
	return (
		<div class="record-panel__more">
			{sources.length > 0 && !form.unknown && (
				<SelectField
					name="copyFrom"
					label="Copy the days of"
					optional
					placeholder="Choose a clinician"
					value=""
					options={sources.map(({ id, label }) => ({ value: id, label }))}
					onChange={(id) => {
						const source = sources.find((one) => one.id === id);
						if (source) onForm(withPeriods(form, source.periods));
					}}
				/>
			)}
			<TextField
				name="note"
				label="Note"
				optional
				hint={form.notesDiffer ? 'The notes differ. What you enter takes the place of all of them.' : undefined}
				maxLength={500}
				value={form.note}
				onChange={(note) => onForm({ ...form, note, touched: { ...form.touched, note: true } })}
			/>
		</div>
	);
}

export function Panel(props: Props): VNode {
	const { form, onForm } = props;
	const box = useRef<HTMLDivElement>(null);
	useEffect(() => {
		if (props.focus > 0) box.current?.querySelector<HTMLElement>('input')?.focus();
	}, [props.focus]);
	useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), []);
	useEffect(() => {
		if (form.faults.length > 0) box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
	}, [form.faults]);
	const count = form.keys.length;
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
					<p class="record-panel__note">These cells differ. The days that you enter here take the place of all of them.</p>
				)}
				{!form.unknown && (
					<Days form={form} duration={props.duration} from={props.from} whole={props.whole} onForm={onForm} />
				)}
				<More form={form} sources={props.sources} onForm={onForm} />
				<Checkbox
					name="unknown"
					label="Took part, but the days are not known yet"
					checked={form.unknown}
					onChange={(unknown) => onForm({ ...withPeriods(form, []), unknown })}
				/>
				<div class="form__actions">
					<Button type="submit" variation="solid">
						{count > 1 ? `Save ${plural(count, 'cell')}` : 'Save'}
					</Button>
					<Button onClick={props.onClose}>{isTouched(form) ? 'Cancel' : 'Close'}</Button>
					<Button variation="ghost" onClick={props.onClear}>
						{count > 1 ? `Empty ${plural(count, 'cell')}` : 'Empty this cell'}
					</Button>
					<span class="muted record-panel__year">Only days in {props.year} count.</span>
				</div>
			</KitForm>
		</div>
	);
}
