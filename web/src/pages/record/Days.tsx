// The rows of days in the form, and short cuts that fill them.
import type { VNode } from 'preact';
import { plural } from '../../format';
import { Button, DateField } from '../../kit';
import { endOf } from './dates';
import { addPeriod, removePeriod, withPeriod, withPeriods, type Form, type FormPeriod } from './form';
import { daysOf, type Fault } from './periods';

interface Props {
	form: Form;
	duration: string; // that is needed: "90 days"
	from: string; // the first day that fits, when none is given
	whole: FormPeriod; // all of the year that is theirs
	onForm: (form: Form) => void;
}

interface RowProps {
	form: Form;
	index: number;
	period: FormPeriod;
	onForm: (form: Form) => void;
}

function Row({ form, index, period, onForm }: RowProps): VNode {
	const several = form.periods.length > 1;
	const faultOf = (field: Fault['field']) =>
		form.faults.find((one) => one.index === index && one.field === field)?.message;
	const days = daysOf(period);
	return (
		<div class="record-panel__period">
			<DateField
				name={`periods/${index}/start`}
				label={several ? `First day, period ${index + 1}` : 'First day'}
				value={period.start}
				error={faultOf('start')}
				optional
				onChange={(start) => onForm(withPeriod(form, index, { start }))}
			/>
			<DateField
				name={`periods/${index}/end`}
				label={several ? `Last day, period ${index + 1}` : 'Last day'}
				value={period.end}
				error={faultOf('end')}
				optional
				onChange={(end) => onForm(withPeriod(form, index, { end }))}
			/>
			<p class="record-panel__days" aria-live="polite">
				{days > 0 && plural(days, 'day')}
			</p>
			{several && (
				<Button size="small" variation="ghost" icon="cross" onClick={() => onForm(removePeriod(form, index))}>
					Remove<span class="ds-u-visibility--screen-reader"> period {index + 1}</span>
				</Button>
			)}
		</div>
	);
}

export function Days({ form, duration, from, whole, onForm }: Props): VNode {
	const last = form.periods.length - 1;
	const lengthen = () => {
		const start = form.periods[last]?.start || from;
		onForm(withPeriod(form, last, { start, end: endOf(start, duration) ?? '' }));
	};
	return (
		<div class="record-panel__top">
			<div>
				{form.periods.map((period, index) => (
					<Row key={index} form={form} index={index} period={period} onForm={onForm} />
				))}
			</div>
			<div class="record-panel__presets" role="group" aria-label="Short cuts">
				{duration && (
					<Button size="small" onClick={lengthen}>
						{duration} from the first day
					</Button>
				)}
				<Button size="small" onClick={() => onForm(withPeriods(form, [whole]))}>
					Whole year
				</Button>
				<Button size="small" icon="plus" onClick={() => onForm(addPeriod(form))}>
					Another period
				</Button>
			</div>
		</div>
	);
}
