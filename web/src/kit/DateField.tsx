// A day, as "2026-10-03" or "". The browser's own date field; the day in words
// stands below, because 03/10 is read in two ways.
import type { VNode } from 'preact';
import { classes } from './classes';
import { date, isDate } from '../format';
import { Field, type FieldProps } from './Field';

interface Props extends FieldProps {
	value: string;
	onChange: (value: string) => void;
	min?: string;
	max?: string;
}

export function DateField(props: Props): VNode {
	const { value, onChange, min, max } = props;
	return (
		<Field {...props} after={<p class="field__echo">{isDate(value) ? date(value) : ''}</p>}>
			{(control, invalid) => (
				<input
					{...control}
					type="date"
					class={classes('ds-c-field ds-c-field--medium', invalid && 'ds-c-field--error')}
					value={value}
					min={min}
					max={max}
					onInput={(event) => onChange(event.currentTarget.value)}
				/>
			)}
		</Field>
	);
}
