import type { VNode } from 'preact';
import { classes } from './classes';
import { Field, type FieldProps } from './Field';

export interface Option {
	value: string;
	label: string;
	disabled?: boolean;
}

interface Props extends FieldProps {
	value: string;
	onChange: (value: string) => void;
	options: readonly Option[];
	placeholder?: string; // the first line, while nothing is chosen
	size?: 'small' | 'medium';
}

export function SelectField(props: Props): VNode {
	const { value, onChange, options, placeholder, size } = props;
	return (
		<Field {...props}>
			{(control, invalid) => (
				<select
					{...control}
					class={classes(
						'ds-c-field select',
						size === 'small' && 'ds-c-field--small',
						size === 'medium' && 'ds-c-field--medium',
						invalid && 'ds-c-field--error',
					)}
					value={value}
					onChange={(event) => onChange(event.currentTarget.value)}
				>
					{placeholder !== undefined && <option value="">{placeholder}</option>}
					{options.map((option) => (
						<option key={option.value} value={option.value} disabled={option.disabled}>
							{option.label}
						</option>
					))}
				</select>
			)}
		</Field>
	);
}
