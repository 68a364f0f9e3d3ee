// A text to take along, with a button that copies it.
import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Button } from './Button';
import { Field } from './Field';

interface Props {
	name: string;
	label: string;
	hint?: string;
	value: string;
}

export function CopyField({ name, label, hint, value }: Props): VNode {
	const field = useRef<HTMLInputElement>(null);
	const [state, setState] = useState<'' | 'copied' | 'selected'>('');
	const copy = async () => {
		try {
			await navigator.clipboard.writeText(value);
			setState('copied');
		} catch {
			// without https the browser keeps its clipboard to itself
			field.current?.focus();
			field.current?.select();
			setState('selected');
		}
	};
	return (
		<div class="copy">
			<Field name={name} label={label} hint={hint} optional="unsaid">
				{(control) => (
					<input
						{...control}
						ref={field}
						class="ds-c-field copy__text"
						type="text"
						readOnly
						value={value}
						onFocus={(event) => event.currentTarget.select()}
					/>
				)}
			</Field>
			<Button onClick={() => void copy()}>Copy</Button>
			<span class="copy__said" role="status">
				{state === 'copied' ? 'Copied' : state === 'selected' ? 'Selected: press Ctrl+C' : ''}
			</span>
		</div>
	);
}
