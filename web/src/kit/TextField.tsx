import type { TargetedInputEvent, VNode } from 'preact';
import { classes } from './classes';
import { Field, type FieldProps } from './Field';

interface Props extends FieldProps {
	value: string;
	onChange: (value: string) => void;
	size?: 'small' | 'medium';
	rows?: number; // more than one line
	type?: 'text' | 'email' | 'password' | 'search' | 'tel' | 'url';
	inputMode?: 'numeric' | 'text' | 'email' | 'tel';
	autoComplete?: string;
	maxLength?: number;
	spellcheck?: boolean;
}

export function TextField(props: Props): VNode {
	const { value, onChange, size, rows, type = 'text', inputMode, autoComplete, maxLength, spellcheck } = props;
	const shape = (invalid: boolean) =>
		classes(
			'ds-c-field',
			size === 'small' && 'ds-c-field--small',
			size === 'medium' && 'ds-c-field--medium',
			invalid && 'ds-c-field--error',
		);
	const common = { value, inputMode, maxLength, spellcheck, autoComplete: autoComplete ?? 'off' };
	const change = (event: TargetedInputEvent<HTMLInputElement | HTMLTextAreaElement>) =>
		onChange(event.currentTarget.value);
	return (
		<Field {...props}>
			{(control, invalid) =>
				rows ? (
					<textarea {...control} {...common} rows={rows} class={shape(invalid)} onInput={change} />
				) : (
					<input {...control} {...common} type={type as 'text'} class={shape(invalid)} onInput={change} />
				)
			}
		</Field>
	);
}
