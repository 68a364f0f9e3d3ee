// A whole number, or null when nothing is entered.
import type { VNode } from 'preact';
import type { FieldProps } from './Field';
import { TextField } from './TextField';

interface Props extends FieldProps {
	value: number | null;
	onChange: (value: number | null) => void;
	max?: number;
}

export function NumberField({ value, onChange, max = 9_999_999, ...rest }: Props): VNode {
	const read = (text: string) => {
		const digits = text.replace(/\D/g, '');
		onChange(digits === '' ? null : Math.min(max, Number(digits)));
	};
	return <TextField {...rest} size="small" inputMode="numeric" value={value === null ? '' : String(value)} onChange={read} />;
}
